/* ctl_guess.c: jobs whose trades nobody has looked at in; the trades that their titles name now out,
 * where they differ.  In batches, each one transaction, 20 ms apart, so that visitors' writes find
 * their turn; one that was stopped has done whole batches, and run again goes on with the others. */
#include <apr_strings.h>
#include <apr_time.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ctl_trades.h"
#include "fold.h"
#include "patience.h"

enum { BATCH = 500, PAUSE_MS = 20 };

typedef struct guessing {
    rehab_trading trading;
    apr_pool_t *pool;               /* the batch's */
    apr_array_header_t *jobs;       /* rehab_traded *, of this batch */
    char last[24];                  /* job_id of the last one seen */
    int dry, seen, differ, without;
} guessing;

static rehab_fault *take_job(void *baton, const rehab_row *row)
{
    guessing *g = baton;

    APR_ARRAY_PUSH(g->jobs, rehab_traded *) = rehab_traded_of(g->pool, row);
    return NULL;
}

static int same(const rehab_traded *job, const char *const *keys, int n)
{
    if (n != job->n)
        return 0;
    for (int i = 0; i < n; i++)
        if (strcmp(keys[i], job->keys[i]) != 0)
            return 0;
    return 1;
}

static rehab_fault *guess_one(guessing *g, const rehab_traded *job)
{
    const char *keys[REHAB_JOB_TRADES] = { NULL };
    int n = rehab_trades_guess(g->trading.trades, g->pool, rehab_fold_words(g->pool, job->title),
                               keys);

    g->seen++;
    g->without += !n;
    if (same(job, keys, n))
        return NULL;
    g->differ++;
    return g->dry ? NULL : rehab_traded_set(&g->trading, g->pool, job, keys, n, 1);
}

static rehab_fault *guess_batch(guessing *g)
{
    rehab_values *values = apr_hash_make(g->pool);
    int before = g->differ;
    rehab_fault *fault;

    rehab_values_set(g->pool, values, "after", REHAB_TYPE_BIGINT, g->last);
    rehab_values_set(g->pool, values, "limit", REHAB_TYPE_BIGINT, apr_itoa(g->pool, BATCH));
    g->jobs = apr_array_make(g->pool, BATCH, sizeof(rehab_traded *));
    fault = rehab_db_run(g->trading.connection, g->pool, g->trading.statements[REHAB_TRADES_OF],
                         values, take_job, g, NULL);
    for (int i = 0; !fault && i < g->jobs->nelts; i++) {
        const rehab_traded *job = APR_ARRAY_IDX(g->jobs, i, rehab_traded *);

        fault = guess_one(g, job);
        apr_cpystrn(g->last, job->job_id, sizeof g->last);
    }
    return fault || g->dry || g->differ == before ? fault
        : rehab_trading_witness(&g->trading, g->pool, "guesses-trades", NULL);
}

/* One transaction over the next jobs. */
static rehab_fault *next_batch(guessing *g)
{
    rehab_fault *fault = g->dry ? rehab_db_begin_read(g->trading.connection)
                                : rehab_begin_patiently(g->trading.connection);

    if (!fault)
        fault = guess_batch(g);
    if (!fault)
        return rehab_db_commit(g->trading.connection);
    rehab_db_rollback(g->trading.connection);
    return rehab_fault_make(g->trading.ctl->pool, fault->status, "fault.broken", "%s",
                            fault->cause);
}

static rehab_fault *walk(guessing *g)
{
    rehab_fault *fault;

    do {
        apr_pool_clear(g->pool);
        fault = next_batch(g);
        if (isatty(STDERR_FILENO))
            fprintf(stderr, "\r%d jobs", g->seen);
        if (!g->dry && g->jobs->nelts == BATCH)
            apr_sleep(apr_time_from_msec(PAUSE_MS));
    } while (!fault && g->jobs->nelts == BATCH);
    if (isatty(STDERR_FILENO))
        fputs("\r\033[K", stderr);
    return fault;
}

int rehab_ctl_trades_guess(rehab_ctl *ctl)
{
    guessing g = { .dry = rehab_ctl_option(ctl, "dry-run") != NULL, .last = "0" };
    rehab_fault *fault = rehab_trading_start(ctl, &g.trading);

    if (fault)
        return rehab_ctl_fail(ctl, fault);
    apr_pool_create(&g.pool, ctl->pool);
    fault = walk(&g);
    rehab_db_return(g.trading.connection);
    printf("%d %s looked at; %d %s other trades than before; %d name none\n", g.seen,
           g.seen == 1 ? "job" : "jobs", g.differ, g.dry ? "would have" : "have", g.without);
    return fault ? rehab_ctl_fail(ctl, fault) : REHAB_CTL_FINE;
}
