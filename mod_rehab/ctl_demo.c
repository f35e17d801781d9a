/* ctl_demo.c: the CSV files of conf/demo in, example rows out, by the statements of conf/sql/demo. */
#include <apr_strings.h>
#include <stdlib.h>
#include <string.h>

#include "code.h"
#include "ctl_data.h"
#include "ctl_key.h"
#include "day.h"
#include "fold.h"
#include "import_parts.h"
#include "patience.h"
#include "seal.h"
#include "wrap.h"

enum { PLACE, PLACE_NAME, PLACE_ALIAS, EMPLOYER, JOB, JOB_SKILL, JOB_LANGUAGE, JOB_TRADE, JOB_OWN,
       JOB_SHIFT, JOB_PLACE, SENTENCE, CHECK, CONTACT, PLEDGE, EDIT, STATEMENTS };
enum { DAY_MS = 86400000, HOUR_SECONDS = 3600, PLEDGED_DAYS = 365 };

static const char *const paths[STATEMENTS] = {
    "demo/place-add.sql", "demo/place-name-add.sql", "demo/place-alias-add.sql",
    "demo/employer-add.sql", "demo/job-add.sql", "demo/job-skill-add.sql",
    "demo/job-language-add.sql", "demo/job-trade-add.sql", "demo/job-own.sql",
    "demo/job-shift-add.sql", "demo/job-place-add.sql", "demo/sentence-add.sql",
    "demo/check-add.sql", "demo/contact-set.sql", "demo/pledge-add.sql", "demo/edit-add.sql",
};

typedef struct loading {
    rehab_ctl *ctl;
    apr_pool_t *pool;
    rehab_connection *connection;
    rehab_statement *statements[STATEMENTS];
    rehab_trades *trades;
    rehab_keys *keys;
    const char *today;
    apr_int64_t row;
} loading;

static rehab_fault *tell(loading *l, int statement, rehab_values *values, int *changed)
{
    return rehab_db_run(l->connection, l->pool, l->statements[statement], values, NULL, NULL,
                        changed);
}

static void set(loading *l, rehab_values *values, const char *name, const char *text)
{
    rehab_values_set(l->pool, values, name, REHAB_TYPE_TEXT, text);
}

static const char *get(rehab_values *values, const char *name)
{
    const rehab_value *value = apr_hash_get(values, name, APR_HASH_KEY_STRING);

    return value && value->n ? value->text[0] : NULL;
}

/* Every column of the row under its own name. */
static rehab_values *values_of(loading *l, const rehab_columns *columns,
                               const rehab_csv_record *record)
{
    rehab_values *values = apr_hash_make(l->pool);
    int bad = 0;

    for (apr_hash_index_t *i = apr_hash_first(l->pool, columns->index); i; i = apr_hash_next(i)) {
        const void *name;

        apr_hash_this(i, &name, NULL, NULL);
        set(l, values, name, rehab_column(l->pool, columns, record, name,
                                          strcmp(name, "text") == 0, &bad));
    }
    set(l, values, "new_code", rehab_code_new(l->pool));
    set(l, values, "now", rehab_now_text(l->pool, l->ctl->site));
    set(l, values, "today", l->today);
    const char *hours = get(values, "waits_hours_ago");

    set(l, values, "waits", hours ? rehab_moment_text(l->pool, l->ctl->site,
                                                      -(apr_int64_t)atoi(hours) * HOUR_SECONDS)
                                  : NULL);
    return values;
}

/* Runs `statement` once for each value that stands in a column, apart by |. */
static rehab_fault *each(loading *l, rehab_values *values, const char *column, const char *name,
                         int folded, int statement)
{
    apr_array_header_t *list = rehab_ctl_split(l->pool, get(values, column) ? get(values, column)
                                                                            : "", "|");
    rehab_fault *fault = NULL;

    for (int i = 0; !fault && i < list->nelts; i++) {
        const char *text = APR_ARRAY_IDX(list, i, const char *);

        set(l, values, name, folded ? rehab_fold_name(l->pool, text) : text);
        fault = tell(l, statement, values, NULL);
    }
    return fault;
}

static rehab_fault *take_place(void *baton, const rehab_columns *columns,
                               const rehab_csv_record *record)
{
    static const char *const languages[] = { "he", "en", "ar", "ru", "fa" };
    loading *l = baton;
    rehab_values *values = values_of(l, columns, record);
    const char *code = get(values, "official_code");
    rehab_fault *fault;

    set(l, values, "place_key", apr_pstrcat(l->pool, "l", code ? code : "", NULL));
    fault = tell(l, PLACE, values, NULL);
    for (size_t i = 0; !fault && i < sizeof languages / sizeof languages[0]; i++) {
        set(l, values, "name_lang", languages[i]);
        set(l, values, "text", get(values, languages[i]));
        if (get(values, "text"))
            fault = tell(l, PLACE_NAME, values, NULL);
    }
    return fault ? fault : each(l, values, "aliases", "folded", 1, PLACE_ALIAS);
}

static rehab_fault *take_employer(void *baton, const rehab_columns *columns,
                                  const rehab_csv_record *record)
{
    loading *l = baton;
    rehab_values *values = values_of(l, columns, record);
    const char *name = get(values, "name");

    set(l, values, "folded", rehab_fold_name(l->pool, name ? name : ""));
    return tell(l, EMPLOYER, values, NULL);
}

/* The day that lies so many days from today as the column says; NULL when it says nothing. */
static const char *day_from(loading *l, rehab_values *values, const char *column, int direction)
{
    const char *days = get(values, column);

    return days ? rehab_day_add(l->pool, l->today, direction * atoi(days)) : NULL;
}

/* The words that the job is found by; where the column names no trades, it gets those that are
 * guessed from the title. */
static const char *words_of(loading *l, rehab_values *values)
{
    const char *title = get(values, "title"), *named = get(values, "trades");
    const char *keys[REHAB_JOB_TRADES] = { NULL };
    int n = 0;

    if (named) {
        apr_array_header_t *list = rehab_ctl_split(l->pool, named, "|");

        for (; n < list->nelts && n < REHAB_JOB_TRADES; n++)
            keys[n] = APR_ARRAY_IDX(list, n, const char *);
    } else {
        n = rehab_trades_guess(l->trades, l->pool, rehab_fold_words(l->pool, title), keys);
        for (int i = 0; i < n; i++)
            named = i ? apr_pstrcat(l->pool, named, "|", keys[i], NULL) : keys[i];
        set(l, values, "trades", named);
    }
    return rehab_job_words(l->trades, l->pool, title, get(values, "text"), keys, n);
}

static rehab_fault *take_job(void *baton, const rehab_columns *columns,
                             const rehab_csv_record *record)
{
    loading *l = baton;
    rehab_values *values = values_of(l, columns, record);
    const char *employer = get(values, "employer"), *title = get(values, "title");
    const char *opens = day_from(l, values, "opened_days_ago", -1);
    rehab_fault *fault;
    int changed = 0;

    if (!employer || !title || !opens)
        return rehab_fault_make(l->pool, REHAB_BROKEN, "fault.broken",
                                "conf/demo/jobs.csv:%" APR_INT64_T_FMT ": no employer, title or "
                                "opened_days_ago", record->line);
    set(l, values, "folded", rehab_fold_name(l->pool, employer));
    set(l, values, "opens", opens);
    set(l, values, "closes", day_from(l, values, "closes_in_days", 1));
    set(l, values, "starts", day_from(l, values, "starts_in_days", 1));
    set(l, values, "needed_by", day_from(l, values, "needed_in_days", 1));
    rehab_values_set(l->pool, values, "guessed", REHAB_TYPE_BIGINT,
                     get(values, "trades") ? "0" : "1");
    set(l, values, "words", words_of(l, values));
    /* The order of lists follows the day of opening, then the file. */
    rehab_values_set(l->pool, values, "new_listed", REHAB_TYPE_BIGINT,
                     rehab_listed_new(l->pool, (apr_int64_t)rehab_day_number(opens) * DAY_MS
                                                   + l->row++));
    fault = tell(l, JOB, values, &changed);
    if (!fault && changed != 1)
        fault = rehab_fault_make(l->pool, REHAB_BROKEN, "fault.broken",
                                 "conf/demo/jobs.csv:%" APR_INT64_T_FMT ": its employer or its "
                                 "place is not there", record->line);
    if (!fault)
        fault = tell(l, JOB_OWN, values, NULL);
    if (!fault)
        fault = each(l, values, "shifts", "shift", 0, JOB_SHIFT);
    if (!fault)
        fault = each(l, values, "further_places", "further_place", 0, JOB_PLACE);
    if (!fault)
        fault = each(l, values, "skills", "skill_key", 0, JOB_SKILL);
    if (!fault)
        fault = each(l, values, "trades", "trade_key", 0, JOB_TRADE);
    return fault ? fault : each(l, values, "languages", "work_lang", 0, JOB_LANGUAGE);
}

static rehab_fault *take_sentence(void *baton, const rehab_columns *columns,
                                  const rehab_csv_record *record)
{
    loading *l = baton;
    rehab_values *values = values_of(l, columns, record);

    set(l, values, "title", get(values, "job"));
    return tell(l, SENTENCE, values, NULL);
}

/* `columns` of that row as the form of `page` would have sealed them, with a key of their own. */
static rehab_fault *seal_columns(loading *l, rehab_values *values, const char *page,
                                 const char *row, const char *const *columns)
{
    const rehab_keys *keys = l->keys;
    rehab_pair *pair = NULL;
    rehab_fault *fault = keys->team_public
        ? rehab_key_person(l->ctl, l->connection, keys, &pair) : NULL;

    for (; !fault && *columns; columns++) {
        const char *text = get(values, *columns);

        if (text)
            set(l, values, *columns,
                pair ? rehab_seal(l->pool, pair->public_key, pair->id, row, *columns, text)
                     : rehab_seal(l->pool, keys->desk_public, keys->desk_id, page, *columns, text));
    }
    return fault;
}

/* Whom to call at an employer, and what he promised, "interviews|no_record". */
static rehab_fault *add_sealed(loading *l, rehab_values *values, const char *code, const char *id)
{
    static const char *const contact[] = { "contact_name", "contact_phone", "contact_mail", NULL };
    static const char *const signer[] = { "signed_by", NULL };
    static const char *const promises[] = { "interviews", "no_record", "accompanies" };
    const char *pledge = get(values, "pledge"), *person = get(values, "contact_name");
    rehab_fault *fault = NULL;

    set(l, values, "signed_by", person ? person : get(values, "name"));
    if (person)
        fault = seal_columns(l, values, "/employer/register",
                             apr_pstrcat(l->pool, "employer/", code, NULL), contact);
    if (!fault && person)
        fault = tell(l, CONTACT, values, NULL);
    if (fault || !pledge)
        return fault;
    for (size_t i = 0; i < sizeof promises / sizeof *promises; i++)
        rehab_values_set(l->pool, values, promises[i], REHAB_TYPE_BIGINT,
                         strstr(pledge, promises[i]) ? "1" : "0");
    set(l, values, "lapses", rehab_day_add(l->pool, l->today, PLEDGED_DAYS));
    fault = seal_columns(l, values, "/employer/pledge",
                         apr_pstrcat(l->pool, "employer_pledge/", id, NULL), signer);
    return fault ? fault : tell(l, PLEDGE, values, NULL);
}

/* How we know an employer, and what is sealed of it. */
static rehab_fault *take_check(void *baton, const rehab_columns *columns,
                               const rehab_csv_record *record)
{
    loading *l = baton;
    rehab_values *values = values_of(l, columns, record);
    const char *name = get(values, "name");
    apr_table_t *employer = NULL;
    rehab_fault *fault;

    set(l, values, "folded", rehab_fold_name(l->pool, name ? name : ""));
    fault = tell(l, CHECK, values, NULL);
    if (fault || !(l->keys->desk_public || l->keys->team_public))
        return fault;
    fault = rehab_db_row(l->connection, l->pool, "init/employer",
                         "SELECT code AS code, CAST(employer_id AS text) AS id FROM employer"
                         " WHERE folded = :folded", values, &employer);
    return fault || !employer ? fault
                              : add_sealed(l, values, apr_table_get(employer, "code"),
                                           apr_table_get(employer, "id"));
}

static rehab_fault *take_edit(void *baton, const rehab_columns *columns,
                              const rehab_csv_record *record)
{
    loading *l = baton;

    return tell(l, EDIT, values_of(l, columns, record), NULL);
}

typedef struct demo_file { const char *name; rehab_record_taker take; } demo_file;

/* Reads `files`, the last without a name, in one transaction, unless `asked` finds a row. */
static rehab_fault *load(rehab_ctl *ctl, const demo_file *files, const char *asked)
{
    loading l = { .ctl = ctl, .pool = ctl->pool };
    const char *there = NULL;
    rehab_fault *fault = rehab_ctl_connection(ctl, &l.connection);

    if (fault)
        return fault;
    l.today = rehab_today_text(ctl->pool, ctl->site);
    for (int i = 0; !fault && i < STATEMENTS; i++)
        fault = rehab_sql_read(ctl->pool, ctl->site->sql_directory, paths[i],
                               ctl->site->database.dialect, &l.statements[i]);
    if (!fault)
        fault = rehab_trades_read(ctl->pool, l.connection, ctl->site->sql_directory,
                                  ctl->site->database.dialect, &l.trades);
    if (!fault)
        fault = rehab_keys_read(ctl->pool, apr_pstrcat(ctl->pool, ctl->state, "/keys", NULL),
                                &l.keys);
    if (!fault)
        fault = rehab_begin_patiently(l.connection);
    if (!fault)
        fault = rehab_db_ask(l.connection, ctl->pool, "init/example", asked,
                             apr_hash_make(ctl->pool), &there);
    for (; !fault && !there && files->name; files++)
        fault = rehab_table_each(ctl->pool, apr_pstrcat(ctl->pool, ctl->home, "/conf/demo/",
                                                        files->name, NULL), files->take, &l);
    if (!fault)
        fault = rehab_db_commit(l.connection);
    rehab_db_return(l.connection);
    return fault;
}

rehab_fault *rehab_ctl_demo(rehab_ctl *ctl)
{
    static const demo_file files[] = {
        { "places.csv", take_place }, { "employers.csv", take_employer },
        { "jobs.csv", take_job }, { "sentences.csv", take_sentence }, { NULL, NULL },
    };

    return load(ctl, files, "SELECT min(code) AS code FROM job WHERE example = 1");
}

rehab_fault *rehab_ctl_demo_decided(rehab_ctl *ctl)
{
    static const demo_file files[] = {
        { "employers.csv", take_check }, { "edits.csv", take_edit }, { NULL, NULL },
    };

    return load(ctl, files, "SELECT min(at) AS at FROM employer_check");
}
