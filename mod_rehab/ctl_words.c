/* ctl_words.c: jobs in, those whose words are not those of their title, text and trades out. */
#include <apr_strings.h>
#include <apr_time.h>
#include <stdio.h>
#include <string.h>

#include "ctl_data.h"
#include "fold.h"
#include "patience.h"

enum { BATCH = 500, PAUSE_MS = 20 };

typedef struct stale { const char *job_id, *words; } stale;

/* A batch of jobs while it is compared. */
typedef struct comparing {
    apr_pool_t *pool;               /* the batch's */
    apr_pool_t *run;                /* outlives it */
    rehab_trades *trades;
    const char *last;               /* job_id of the last row seen */
    int rows, differ;
    const char *first;              /* code of the first that differs */
    apr_array_header_t *stale;      /* of this batch */
} comparing;

/* job_id, code, words, title, text, first, second, third */
static rehab_fault *take_job(void *baton, const rehab_row *row)
{
    comparing *c = baton;
    const char *const *keys = row->values + 5;
    int n = 0;

    while (n < REHAB_JOB_TRADES && keys[n])
        n++;
    const char *words = rehab_job_words(c->trades, c->pool, row->values[3], row->values[4], keys,
                                        n);

    c->rows++;
    c->last = apr_pstrdup(c->run, row->values[0]);
    if (strcmp(words, row->values[2]) == 0)
        return NULL;
    if (!c->differ++)
        c->first = apr_pstrdup(c->run, row->values[1]);
    stale *one = apr_array_push(c->stale);

    one->job_id = apr_pstrdup(c->pool, row->values[0]);
    one->words = words;
    return NULL;
}

static rehab_fault *mend(rehab_connection *connection, const comparing *c,
                         const rehab_statement *set)
{
    rehab_fault *fault = NULL;

    for (int i = 0; !fault && i < c->stale->nelts; i++) {
        const stale *one = &APR_ARRAY_IDX(c->stale, i, stale);
        rehab_values *values = apr_hash_make(c->pool);

        rehab_values_set(c->pool, values, "job_id", REHAB_TYPE_BIGINT, one->job_id);
        rehab_values_set(c->pool, values, "words", REHAB_TYPE_TEXT, one->words);
        fault = rehab_db_run(connection, c->pool, set, values, NULL, NULL, NULL);
    }
    return fault;
}

/* One transaction over the next jobs; `set` NULL only compares. */
static rehab_fault *next_batch(rehab_connection *connection, comparing *c,
                               const rehab_statement *batch, const rehab_statement *set)
{
    rehab_values *values = apr_hash_make(c->pool);
    rehab_fault *fault = set ? rehab_begin_patiently(connection) : rehab_db_begin_read(connection);

    rehab_values_set(c->pool, values, "after", REHAB_TYPE_BIGINT, c->last);
    rehab_values_set(c->pool, values, "limit", REHAB_TYPE_BIGINT, apr_itoa(c->pool, BATCH));
    c->rows = 0;
    c->stale = apr_array_make(c->pool, 16, sizeof(stale));
    if (!fault)
        fault = rehab_db_run(connection, c->pool, batch, values, take_job, c, NULL);
    if (!fault && set)
        fault = mend(connection, c, set);
    if (!fault)
        return rehab_db_commit(connection);
    rehab_db_rollback(connection);
    return rehab_fault_make(c->run, fault->status, "fault.broken", "%s", fault->cause);
}

static rehab_fault *walk(rehab_ctl *ctl, comparing *c, int mending)
{
    rehab_statement *batch, *set = NULL;
    rehab_connection *connection;
    rehab_fault *fault = rehab_ctl_connection(ctl, &connection);

    if (fault)
        return fault;
    c->run = ctl->pool;
    c->last = "0";
    apr_pool_create(&c->pool, ctl->pool);
    fault = rehab_sql_read(ctl->pool, ctl->site->sql_directory, "words/batch.sql",
                           ctl->site->database.dialect, &batch);
    if (!fault)
        fault = rehab_trades_read(ctl->pool, connection, ctl->site->sql_directory,
                                  ctl->site->database.dialect, &c->trades);
    if (!fault && mending)
        fault = rehab_sql_read(ctl->pool, ctl->site->sql_directory, "words/set.sql",
                               ctl->site->database.dialect, &set);
    do {
        if (!fault)
            fault = next_batch(connection, c, batch, set);
        apr_pool_clear(c->pool);
        if (mending && c->rows == BATCH)
            apr_sleep(apr_time_from_msec(PAUSE_MS));
    } while (!fault && c->rows == BATCH);
    apr_pool_destroy(c->pool);
    rehab_db_return(connection);
    return fault;
}

rehab_fault *rehab_ctl_unfolded(rehab_ctl *ctl, int *n, const char **first)
{
    comparing c = { .differ = 0 };
    rehab_fault *fault = walk(ctl, &c, 0);

    *n = c.differ;
    *first = c.first;
    return fault;
}

rehab_fault *rehab_ctl_refold(rehab_ctl *ctl)
{
    comparing c = { .differ = 0 };
    apr_int64_t changed = 0;
    rehab_fault *fault = rehab_ctl_trades(ctl, &changed);

    if (!fault && changed)
        printf("%" APR_INT64_T_FMT " %s read anew\n", changed, changed == 1 ? "trade" : "trades");
    if (!fault)
        fault = walk(ctl, &c, 1);
    if (!fault)
        printf("%d %s folded anew\n", c.differ, c.differ == 1 ? "job" : "jobs");
    return fault;
}
