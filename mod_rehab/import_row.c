/* import_row.c: one record of a file of jobs in, a checked job with all its values out. */
#include <apr_cstr.h>
#include <apr_strings.h>
#include <string.h>

#include "day.h"
#include "fold.h"
#include "import_parts.h"
#include "kinds.h"

/* A vacancy seen on other sites stands two months after it was seen last; one that was seen longer
 * ago gets a month from today. */
enum { DAYS_AFTER_SEEN = 60, DAYS_AT_LEAST = 30 };

enum { MAX_TITLE = 4000, MAX_EMPLOYER = 200, MAX_TEXT = 20000 };

/* Columns that go into the job as their kind reads them. */
static const struct { const char *column, *kind; apr_int64_t max; } plain[] = {
    { "title", "line", MAX_TITLE },
    { "text", "text", MAX_TEXT },
    { "pay_min", "money", 0 },
    { "pay_max", "money", 0 },
    { "pay_unit", "choice(hour|day|month|job)", 0 },
    { "hours", "line", 200 },
    { "starts", "date", 0 },
    { "openings", "int", 0 },
    { "transport", "line", 500 },
    { "legal_check", "choice(minors_2001|violence_2023)", 0 },
    { "apply_phone", "phone", 0 },
    { "opens", "date", 0 },
    { "closes", "date", 0 },
    { "first_seen", "date", 0 },
    { "last_seen", "date", 0 },
    { "source_url", "url", 2000 },
    { "url", "url", 2000 },
    { "source_name", "line", 100 },
    { "lang", "key", 0 },
    { "field", "key", 0 },
};

static const char *const flags[] = { "no_experience", "day_only", "no_licence", "ride",
                                     "training" };

enum { PLAIN = sizeof plain / sizeof plain[0], FLAGS = sizeof flags / sizeof flags[0] };

struct rehab_row_reader {
    const rehab_import_settings *settings;
    const rehab_guess *guess;
    const rehab_columns *columns;
    rehab_param params[PLAIN];      /* name NULL: the file has no such column */
};

typedef struct row {
    apr_pool_t *pool;
    const rehab_row_reader *reader;
    const rehab_csv_record *record;
    rehab_values *values;
    const char *reason;             /* the first thing that is wrong */
} row;

static void refuse(row *r, const char *reason)
{
    if (!r->reason)
        r->reason = reason;
}

static void set(row *r, const char *name, const char *text)
{
    rehab_values_set(r->pool, r->values, name, REHAB_TYPE_TEXT, text);
}

static const char *get(const row *r, const char *name)
{
    const rehab_value *value = apr_hash_get(r->values, name, APR_HASH_KEY_STRING);

    return value && value->n ? value->text[0] : NULL;
}

static const char *column(row *r, const char *name)
{
    int bad = 0;
    const char *text = rehab_column(r->pool, r->reader->columns, r->record, name, 0, &bad);

    if (bad)
        refuse(r, apr_pstrcat(r->pool, name, " is no UTF-8", NULL));
    return text;
}

static void read_plain(row *r, const rehab_param *param)
{
    const char *name = param->name, *value = NULL, *code, *bytes;
    apr_size_t length;
    int bad = 0;

    bytes = rehab_column_bytes(r->reader->columns, r->record, name, &length);
    if (!bytes)
        return;
    code = rehab_kind_check(r->pool, param, bytes, length, &value);
    if (code)
        rehab_column(r->pool, r->reader->columns, r->record, name, 1, &bad);
    if (bad)
        refuse(r, apr_pstrcat(r->pool, name, " is no UTF-8", NULL));
    else if (code)
        refuse(r, apr_psprintf(r->pool, "%s is %s", name,
                               strcmp(code, "long") == 0 ? "too long" : "not what it should be"));
    else if (value)
        rehab_values_set(r->pool, r->values, name, rehab_kind_type(param->kind), value);
}

static void read_flag(row *r, const char *name)
{
    static const char *const yes[] = { "1", "yes", "true", "כן" };
    static const char *const no[] = { "0", "no", "false", "לא" };
    const char *text = column(r, name);
    int known = !text, on = 0;

    for (size_t i = 0; text && i < sizeof yes / sizeof yes[0]; i++) {
        on |= apr_cstr_casecmp(text, yes[i]) == 0;
        known |= on || apr_cstr_casecmp(text, no[i]) == 0;
    }
    if (!known)
        refuse(r, apr_pstrcat(r->pool, name, " is neither 1 nor 0", NULL));
    rehab_values_set(r->pool, r->values, name, REHAB_TYPE_BIGINT, on ? "1" : "0");
}

/* Pay is said with its unit, and upwards. */
static void check_pay(row *r)
{
    const char *least = get(r, "pay_min"), *most = get(r, "pay_max");

    if ((least || most) && !get(r, "pay_unit"))
        refuse(r, "pay without pay_unit");
    if (least && most && apr_atoi64(least) > apr_atoi64(most))
        refuse(r, "pay_min is more than pay_max");
    if (!least && !most)
        set(r, "pay_unit", NULL);
    if (!get(r, "openings"))
        rehab_values_set(r->pool, r->values, "openings", REHAB_TYPE_BIGINT, "1");
    else if (apr_atoi64(get(r, "openings")) < 1)
        refuse(r, "openings is less than 1");
}

/* opens, closes, and until when the source itself shows that the job stands. */
static void set_days(row *r)
{
    const char *today = r->reader->settings->today;
    const char *opens = get(r, "opens") ? get(r, "opens") : get(r, "first_seen");
    const char *seen = get(r, "last_seen"), *closes = get(r, "closes");
    const char *stands = closes ? closes
        : seen ? rehab_day_add(r->pool, seen, DAYS_AFTER_SEEN) : NULL;

    if (!opens)
        opens = today;
    if (strcmp(opens, today) > 0)
        refuse(r, "it opens after today");
    if (closes && strcmp(closes, today) < 0)
        refuse(r, "its closing day has passed");
    if (!closes)
        closes = stands ? stands : rehab_day_add(r->pool, today, DAYS_AFTER_SEEN);
    if (strcmp(closes, today) < 0)
        closes = rehab_day_add(r->pool, today, DAYS_AT_LEAST);
    set(r, "opens", opens);
    set(r, "closes", closes);
    set(r, "stands", stands);
}

/* https://www.host:8080/path -> host */
static const char *host_of(apr_pool_t *pool, const char *url)
{
    const char *host = strstr(url, "://");

    if (!host)
        return NULL;
    host += 3;
    if (strncmp(host, "www.", 4) == 0)
        host += 4;
    return apr_pstrmemdup(pool, host, strcspn(host, "/:?#"));
}

static void set_source(row *r)
{
    const char *url = get(r, "source_url") ? get(r, "source_url") : get(r, "url");

    set(r, "source_url", url);
    if (url && !get(r, "source_name"))
        set(r, "source_name", host_of(r->pool, url));
}

static void set_employer(row *r, rehab_import_job *job)
{
    job->employer = column(r, "employer");
    if (!job->employer)
        job->employer = column(r, "company");
    job->employer_folded = job->employer ? rehab_fold_name(r->pool, job->employer) : "";
    if (!*job->employer_folded)
        refuse(r, "no employer");
    else if (strlen(job->employer) > MAX_EMPLOYER)
        refuse(r, "the employer's name is too long");
}

/* Trades that the file names by their keys are known; from a title, or from what else the file
 * calls the work, they are guessed. */
static void set_trades(row *r, const rehab_trades *trades, const char *words,
                       const char *column_text, rehab_import_job *job)
{
    apr_size_t length;

    for (const char *at = column_text; at && job->n_trades < REHAB_JOB_TRADES; at += length) {
        at += strspn(at, "| ");
        length = strcspn(at, "| ");
        const char *key = apr_pstrmemdup(r->pool, at, length);

        if (!rehab_trade_field(trades, key))
            break;
        job->trades[job->n_trades++] = key;
    }
    if (job->n_trades)
        return;
    job->n_trades = rehab_trades_guess(trades, r->pool, words, job->trades);
    job->trades_guessed = 1;
}

/* Words, trades, field and language follow from what the job says. */
static void set_guesses(row *r, const rehab_guess *guess, rehab_import_job *job)
{
    const rehab_trades *trades = rehab_guess_trades(guess);
    const char *title = get(r, "title"), *text = get(r, "text"), *field = get(r, "field");
    const char *trade = column(r, "trade"), *words;

    if (!title) {
        refuse(r, "no title");
        return;
    }
    job->title_words = rehab_fold_words(r->pool, title);
    words = trade ? rehab_fold_words(r->pool, apr_pstrcat(r->pool, title, " ", trade, NULL))
                  : job->title_words;
    set_trades(r, trades, words, trade, job);
    set(r, "words", rehab_job_words(trades, r->pool, title, text, job->trades, job->n_trades));
    if (field && !rehab_guess_is_field(guess, field))
        refuse(r, apr_pstrcat(r->pool, "there is no field of work ", field, NULL));
    if (!field)
        field = rehab_guess_field(guess, r->pool, words, column(r, "function"),
                                  column(r, "category"));
    if (strcmp(field, "other") == 0 && job->n_trades && !get(r, "field"))
        field = rehab_trade_field(trades, job->trades[0]);
    set(r, "field_key", field);
    if (!get(r, "lang"))
        set(r, "lang", rehab_guess_language(title));
}

static const char *set_place(row *r, const rehab_guess *guess, rehab_import_job *job)
{
    const char *name = column(r, "place");
    int nowhere;

    if (!name)
        name = column(r, "city");
    const rehab_spot *spot = rehab_guess_place(guess, r->pool, name, &nowhere);

    if (spot) {
        job->place_key = spot->place_key;
        set(r, "place_key", spot->place_key);
        set(r, "region_key", spot->region_key);
        return NULL;
    }
    if (r->reason)
        return NULL;
    refuse(r, nowhere ? "it names no one place"
                      : apr_pstrcat(r->pool, "the place is not known: ", name, NULL));
    return nowhere ? NULL : name;
}

rehab_row_reader *rehab_row_reader_make(apr_pool_t *pool, const rehab_import_settings *settings,
                                        const rehab_guess *guess, const rehab_columns *columns)
{
    rehab_row_reader *made = apr_pcalloc(pool, sizeof *made);

    made->settings = settings;
    made->guess = guess;
    made->columns = columns;
    for (int i = 0; i < PLAIN; i++) {
        rehab_param *param = &made->params[i];

        if (!rehab_columns_has(columns, plain[i].column))
            continue;
        param->name = plain[i].column;
        rehab_kind_read(pool, plain[i].kind, param);
        if (plain[i].max) {
            param->max = plain[i].max;
            param->has_max = 1;
        }
    }
    return made;
}

void rehab_import_row(const rehab_row_reader *reader, apr_pool_t *pool,
                      const rehab_csv_record *record, rehab_import_job **job,
                      const char **reason, const char **unplaced)
{
    row r = { pool, reader, record, apr_hash_make(pool), record->problem };
    rehab_import_job *made = apr_pcalloc(pool, sizeof *made);

    *job = NULL;
    *unplaced = NULL;
    if (!r.reason && record->n != reader->columns->n)
        refuse(&r, apr_psprintf(pool, "%d fields where the header has %d", record->n,
                                reader->columns->n));
    if (!r.reason) {
        for (int i = 0; i < PLAIN; i++)
            if (reader->params[i].name)
                read_plain(&r, &reader->params[i]);
        for (int i = 0; i < FLAGS; i++)
            read_flag(&r, flags[i]);
        check_pay(&r);
        set_days(&r);
        set_source(&r);
        set_employer(&r, made);
        set_guesses(&r, reader->guess, made);
        *unplaced = set_place(&r, reader->guess, made);
    }
    *reason = r.reason;
    if (r.reason)
        return;
    made->line = record->line;
    made->values = r.values;
    made->source_url = get(&r, "source_url");
    made->opens = get(&r, "opens");
    *job = made;
}
