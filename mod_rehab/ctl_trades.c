/* ctl_trades.c: what trades jobs have, for those who look at them: jobs whose trades were guessed
 * out, what somebody accepts or says instead in. */
#include "ctl_trades.h"

#include <apr_strings.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "audit.h"
#include "code.h"
#include "patience.h"

static const char *const paths[REHAB_TRADES_STATEMENTS] = {
    [REHAB_TRADES_OF] = "trade/jobs.sql", [REHAB_TRADES_CLEAR] = "trade/job-clear.sql",
    [REHAB_TRADES_ADD] = "trade/job-add.sql", [REHAB_TRADES_WORDS] = "words/set.sql",
    [REHAB_TRADES_ACCEPT] = "trade/job-accept.sql",
};

rehab_fault *rehab_trading_start(rehab_ctl *ctl, rehab_trading *trading)
{
    const char *directory;
    rehab_dialect dialect;
    rehab_fault *fault = rehab_ctl_connection(ctl, &trading->connection);

    if (fault)
        return fault;
    trading->ctl = ctl;
    directory = ctl->site->sql_directory;
    dialect = ctl->site->database.dialect;
    for (int i = 0; !fault && i < REHAB_TRADES_STATEMENTS; i++)
        fault = rehab_sql_read(ctl->pool, directory, paths[i], dialect, &trading->statements[i]);
    if (!fault)
        fault = rehab_trades_read(ctl->pool, trading->connection, directory, dialect,
                                  &trading->trades);
    if (fault)
        rehab_db_return(trading->connection);
    return fault;
}

/* job_id, code, title, text, first, second, third */
rehab_traded *rehab_traded_of(apr_pool_t *pool, const rehab_row *row)
{
    rehab_traded *job = apr_pcalloc(pool, sizeof *job);

    job->job_id = apr_pstrdup(pool, row->values[0]);
    job->code = apr_pstrdup(pool, row->values[1]);
    job->title = apr_pstrdup(pool, row->values[2]);
    job->text = row->values[3] ? apr_pstrdup(pool, row->values[3]) : NULL;
    while (job->n < REHAB_JOB_TRADES && row->values[4 + job->n]) {
        job->keys[job->n] = apr_pstrdup(pool, row->values[4 + job->n]);
        job->n++;
    }
    return job;
}

static rehab_fault *tell(const rehab_trading *trading, apr_pool_t *pool, int statement,
                         rehab_values *values, int *changed)
{
    return rehab_db_run(trading->connection, pool, trading->statements[statement], values, NULL,
                        NULL, changed);
}

rehab_fault *rehab_traded_set(const rehab_trading *trading, apr_pool_t *pool,
                              const rehab_traded *job, const char *const *keys, int n,
                              int guessed)
{
    rehab_values *values = apr_hash_make(pool);
    rehab_fault *fault;

    rehab_values_set(pool, values, "job_id", REHAB_TYPE_BIGINT, job->job_id);
    rehab_values_set(pool, values, "guessed", REHAB_TYPE_BIGINT, guessed ? "1" : "0");
    rehab_values_set(pool, values, "words", REHAB_TYPE_TEXT,
                     rehab_job_words(trading->trades, pool, job->title, job->text, keys, n));
    fault = tell(trading, pool, REHAB_TRADES_CLEAR, values, NULL);
    for (int i = 0; !fault && i < n; i++) {
        rehab_values_set(pool, values, "position", REHAB_TYPE_BIGINT, apr_itoa(pool, i + 1));
        rehab_values_set(pool, values, "trade_key", REHAB_TYPE_TEXT, keys[i]);
        fault = tell(trading, pool, REHAB_TRADES_ADD, values, NULL);
    }
    return fault ? fault : tell(trading, pool, REHAB_TRADES_WORDS, values, NULL);
}

rehab_fault *rehab_trading_witness(const rehab_trading *trading, apr_pool_t *pool,
                                   const char *verb, const char *code)
{
    const struct passwd *user = getpwuid(geteuid());
    const rehab_act act = {
        .at = rehab_now_text(pool, trading->ctl->site),
        .actor = user ? apr_pstrdup(pool, user->pw_name) : NULL, .role = "operator",
        .verb = verb, .object = "job", .code = code, .page = "rehabctl",
    };

    return rehab_audit_append(pool, trading->connection, &act);
}

/* --- list */

typedef struct listing { apr_pool_t *pool; int n; } listing;

/* code, opens, title, first, second, third */
static rehab_fault *show(void *baton, const rehab_row *row)
{
    listing *l = baton;
    const char *const *v = row->values, *keys = v[3] ? v[3] : "-";

    for (int i = 4; i < 3 + REHAB_JOB_TRADES && v[i]; i++)
        keys = apr_pstrcat(l->pool, keys, " ", v[i], NULL);
    printf("%s  %s  %s  |  %s\n", rehab_code_show(l->pool, v[0]), v[1], keys, v[2]);
    l->n++;
    return NULL;
}

static int list(rehab_ctl *ctl)
{
    rehab_connection *connection;
    rehab_statement *waiting;
    listing l = { ctl->pool, 0 };
    rehab_fault *fault = rehab_ctl_connection(ctl, &connection);

    if (fault)
        return rehab_ctl_fail(ctl, fault);
    rehab_values *values = rehab_ctl_values(ctl, ctl->pool);

    rehab_values_set(ctl->pool, values, "none", REHAB_TYPE_TEXT, rehab_ctl_option(ctl, "none"));
    fault = rehab_sql_read(ctl->pool, ctl->site->sql_directory, "trade/waiting.sql",
                           ctl->site->database.dialect, &waiting);
    if (!fault)
        fault = rehab_db_run(connection, ctl->pool, waiting, values, show, &l, NULL);
    rehab_db_return(connection);
    if (fault)
        return rehab_ctl_fail(ctl, fault);
    if (!l.n)
        puts(rehab_ctl_option(ctl, "none") ? "every open job has a trade"
                                           : "somebody has looked at the trades of every open job");
    return REHAB_CTL_FINE;
}

/* --- accept and set */

/* Codes in, jobs written to; what is said about it is only printed when it stands. */
typedef struct acting { rehab_trading trading; apr_pool_t *pool; const char *said; } acting;

typedef struct finding { apr_pool_t *pool; rehab_traded *job; } finding;

static rehab_fault *take_job(void *baton, const rehab_row *row)
{
    finding *found = baton;

    found->job = rehab_traded_of(found->pool, row);
    return NULL;
}

/* The job of a code as somebody typed it; fault 404 when there is none. */
static rehab_fault *find(const acting *a, const char *typed, rehab_traded **job)
{
    const char *code = rehab_code_read(a->pool, typed);
    rehab_values *values = apr_hash_make(a->pool);
    finding found = { a->pool, NULL };
    rehab_fault *fault = NULL;

    rehab_values_set(a->pool, values, "code", REHAB_TYPE_TEXT, code);
    rehab_values_set(a->pool, values, "limit", REHAB_TYPE_BIGINT, "1");
    if (code)
        fault = rehab_db_run(a->trading.connection, a->pool,
                             a->trading.statements[REHAB_TRADES_OF], values, take_job, &found,
                             NULL);
    *job = found.job;
    return fault || found.job ? fault
        : rehab_fault_make(a->pool, REHAB_NOT_FOUND, "fault.missing", "there is no job %s", typed);
}

static void say(acting *a, const rehab_traded *job, const char *what)
{
    a->said = apr_pstrcat(a->pool, a->said, rehab_code_show(a->pool, job->code), "  ", what, "\n",
                          NULL);
}

static rehab_fault *accept_one(acting *a, const char *typed)
{
    rehab_values *values = apr_hash_make(a->pool);
    rehab_traded *job;
    int changed = 0;
    rehab_fault *fault = find(a, typed, &job);

    if (fault || !job)
        return fault;
    rehab_values_set(a->pool, values, "job_id", REHAB_TYPE_BIGINT, job->job_id);
    fault = tell(&a->trading, a->pool, REHAB_TRADES_ACCEPT, values, &changed);
    if (!fault && changed)
        fault = rehab_trading_witness(&a->trading, a->pool, "accepts-trades", job->code);
    if (!fault)
        say(a, job, changed ? "accepted" : job->n ? "was accepted before"
                                                  : "has no trades to accept");
    return fault;
}

static rehab_fault *accept_all(acting *a)
{
    rehab_fault *fault = NULL;

    for (int i = 1; !fault && rehab_ctl_word(a->trading.ctl, i); i++)
        fault = accept_one(a, rehab_ctl_word(a->trading.ctl, i));
    return fault;
}

/* What is wrong with a further trade; NULL when nothing is. */
static rehab_fault *refused(const acting *a, const char *const *keys, int n, const char *key)
{
    if (!rehab_trade_field(a->trading.trades, key))
        return rehab_fault_make(a->pool, REHAB_NOT_FOUND, "fault.missing", "there is no trade %s: "
                                "the first column of conf/trades.csv names them", key);
    for (int i = 0; i < n; i++)
        if (strcmp(keys[i], key) == 0)
            return rehab_fault_make(a->pool, REHAB_BAD_REQUEST, "fault.form", "%s stands twice",
                                    key);
    return NULL;
}

static rehab_fault *set_one(acting *a)
{
    const rehab_ctl *ctl = a->trading.ctl;
    const char *keys[REHAB_JOB_TRADES] = { NULL };
    rehab_traded *job;
    int n = 0;
    rehab_fault *fault = find(a, rehab_ctl_word(ctl, 1), &job);

    if (fault || !job)
        return fault;
    for (const char *key; !fault && (key = rehab_ctl_word(ctl, 2 + n)) != NULL;) {
        fault = refused(a, keys, n, key);
        keys[n++] = key;
    }
    if (!fault)
        fault = rehab_traded_set(&a->trading, a->pool, job, keys, n, 0);
    if (!fault)
        fault = rehab_trading_witness(&a->trading, a->pool, "sets-trades", job->code);
    if (!fault)
        say(a, job, apr_psprintf(a->pool, "%d %s", n, n == 1 ? "trade" : "trades"));
    return fault;
}

/* One write transaction: all of it, or nothing. */
static int write_down(rehab_ctl *ctl, rehab_fault *(*act)(acting *))
{
    acting a = { .pool = ctl->pool, .said = "" };
    rehab_fault *fault = rehab_trading_start(ctl, &a.trading);

    if (fault)
        return rehab_ctl_fail(ctl, fault);
    fault = rehab_begin_patiently(a.trading.connection);
    if (!fault)
        fault = act(&a);
    if (!fault)
        fault = rehab_db_commit(a.trading.connection);
    else
        rehab_db_rollback(a.trading.connection);
    rehab_db_return(a.trading.connection);
    if (fault)
        return rehab_ctl_fail(ctl, fault);
    fputs(a.said, stdout);
    return REHAB_CTL_FINE;
}

int rehab_ctl_trade(rehab_ctl *ctl)
{
    const char *what = rehab_ctl_word(ctl, 0);
    int n = ctl->words->nelts - 1;

    if (strcmp(what, "list") == 0 && n == 0)
        return list(ctl);
    if (strcmp(what, "guess") == 0 && n == 0)
        return rehab_ctl_trades_guess(ctl);
    if (strcmp(what, "accept") == 0 && n > 0)
        return write_down(ctl, accept_all);
    if (strcmp(what, "set") == 0 && n > 0 && n <= 1 + REHAB_JOB_TRADES)
        return write_down(ctl, set_one);
    return rehab_ctl_misused(ctl, "trades list, accept CODE…, set CODE with up to three trades, or "
                                  "guess");
}
