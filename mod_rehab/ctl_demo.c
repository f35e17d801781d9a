/* ctl_demo.c: the CSV files of conf/demo in, example rows out, by the statements of conf/sql/demo. */
#include <apr_strings.h>
#include <stdlib.h>
#include <string.h>

#include "code.h"
#include "ctl_data.h"
#include "day.h"
#include "fold.h"
#include "import_parts.h"
#include "patience.h"

enum { PLACE, PLACE_NAME, PLACE_ALIAS, EMPLOYER, JOB, JOB_SKILL, JOB_LANGUAGE, JOB_TRADE,
       STATEMENTS };
enum { DAY_MS = 86400000 };

static const char *const paths[STATEMENTS] = {
    "demo/place-add.sql", "demo/place-name-add.sql", "demo/place-alias-add.sql",
    "demo/employer-add.sql", "demo/job-add.sql", "demo/job-skill-add.sql",
    "demo/job-language-add.sql", "demo/job-trade-add.sql",
};

typedef struct loading {
    rehab_ctl *ctl;
    apr_pool_t *pool;
    rehab_connection *connection;
    rehab_statement *statements[STATEMENTS];
    rehab_trades *trades;
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
        fault = each(l, values, "skills", "skill_key", 0, JOB_SKILL);
    if (!fault)
        fault = each(l, values, "trades", "trade_key", 0, JOB_TRADE);
    return fault ? fault : each(l, values, "languages", "work_lang", 0, JOB_LANGUAGE);
}

static const struct { const char *file; rehab_record_taker take; } files[] = {
    { "places.csv", take_place }, { "employers.csv", take_employer }, { "jobs.csv", take_job },
};

rehab_fault *rehab_ctl_demo(rehab_ctl *ctl)
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
        fault = rehab_begin_patiently(l.connection);
    if (!fault)
        fault = rehab_db_ask(l.connection, ctl->pool, "init/example",
                             "SELECT min(code) AS code FROM job WHERE example = 1",
                             apr_hash_make(ctl->pool), &there);
    for (size_t i = 0; !fault && !there && i < sizeof files / sizeof files[0]; i++)
        fault = rehab_table_each(ctl->pool, apr_pstrcat(ctl->pool, ctl->home, "/conf/demo/",
                                                        files[i].file, NULL),
                                 files[i].take, &l);
    if (!fault)
        fault = rehab_db_commit(l.connection);
    rehab_db_return(l.connection);
    return fault;
}
