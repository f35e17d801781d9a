/* db_pgsql: PostgreSQL's side of db, but for running statements (db_pgsql_send.c, db_pgsql_rows.c).  In come names and
 * scripts, out come faults.  apr_dbd opens and closes the connection; all else is libpq's, since
 * apr_dbd neither keeps statements over a restart of the server nor sends two things at once. */
#include "db_pgsql.h"

#include <apr_strings.h>
#include <string.h>

static rehab_fault *start(rehab_db *db, apr_pool_t *pool)
{
    const rehab_libpq *pq = NULL;
    rehab_fault *fault = rehab_libpq_find(db->pool, &pq);

    db->library = pq;
    return fault ? rehab_fault_make(pool, fault->status, fault->say, "%s", fault->cause) : NULL;
}

/* A server that went without a word must not keep a thread for minutes.  What the operator says
 * himself comes later in the string and wins; an address (postgresql://…) is left as it is. */
static const char *with_timeouts(apr_pool_t *pool, const char *params)
{
    if (strncmp(params, "postgresql://", 13) == 0 || strncmp(params, "postgres://", 11) == 0)
        return apr_pstrdup(pool, params);
    return apr_pstrcat(pool, "connect_timeout=5 keepalives_idle=30 tcp_user_timeout=30000 ",
                       params, NULL);
}

static int is_class(const char *state, const char *class_code)
{
    return strncmp(state, class_code, strlen(class_code)) == 0;
}

/* An error without a state is none of the server's.  PQstatus alone does not say so: after a write
 * that failed while a last notice could still be read, it says that all is well. */
static int is_lost(rehab_connection *c, const char *state)
{
    const rehab_libpq *pq = c->db->library;

    return !*state || is_class(state, "08") || is_class(state, "57P") ||
           pq->status(c->native) != LIBPQ_CONNECTION_OK;
}

/* A change of the schema gives a statement other columns (0A000), DISCARD or a pooler between takes
 * it away (26000). */
static int is_stale(const char *state)
{
    return strcmp(state, "0A000") == 0 || strcmp(state, "26000") == 0;
}

/* A message may quote a row; only where it can speak of nothing but a statement's text, in class 42,
 * is its first line shown. */
rehab_fault *rehab_pgsql_explain(rehab_connection *c, const char *name, const void *result,
                                 int known)
{
    const rehab_libpq *pq = c->db->library;
    const char *state = result ? pq->field(result, LIBPQ_STATE) : NULL;
    int status = REHAB_AWAY;
    const char *say = "fault.away", *shown = "";

    if (!state)
        state = "";
    int again = strcmp(state, "40001") == 0 || strcmp(state, "40P01") == 0;
    if (is_lost(c, state)) {
        c->dead = 1;
        again = 0;
        shown = ", the connection is lost";
    } else if (known && is_stale(state)) {
        c->dead = again = 1;
        shown = ", what was prepared is of no more use";
    } else if (again || is_class(state, "55P03")) {
        say = "fault.busy";
    } else if (is_class(state, "57014")) {
        say = "fault.slow";
        shown = ", stopped: it took too long";
    } else if (is_class(state, "23")) {
        status = REHAB_CONFLICT;
        say = "fault.conflict";
    } else if (!is_class(state, "53")) {    /* 53: no room, no memory, too many connections */
        status = REHAB_BROKEN;
        say = "fault.broken";
    }
    if (is_class(state, "42")) {
        const char *message = pq->field(result, LIBPQ_MESSAGE);

        shown = message ? apr_pstrcat(c->borrower, ", ", message, NULL) : "";
    }
    rehab_fault *fault = rehab_fault_make(c->borrower, status, say, "%s: SQLSTATE %s%s", name,
                                          *state ? state : "none", shown);
    fault->again = again != 0;
    return fault;
}

static rehab_fault *simple(rehab_connection *c, const char *name, const char *sql)
{
    const rehab_libpq *pq = c->db->library;
    void *result = pq->exec(c->native, sql);
    int kind = result ? pq->kind(result) : -1;
    rehab_fault *fault = NULL;

    if (kind != LIBPQ_COMMAND_OK && kind != LIBPQ_TUPLES_OK && kind != LIBPQ_EMPTY_QUERY)
        fault = rehab_pgsql_explain(c, name, result, 0);
    pq->clear(result);
    return fault;
}

/* Several commands are fine here, and nothing of a visitor is in them. */
static rehab_fault *execute(rehab_connection *c, const char *name, const char *sql)
{
    const char *begin = c->begin;
    rehab_fault *fault = NULL;

    rehab_pgsql_catch_up(c);
    if (begin) {
        fault = simple(c, name, begin);
        c->begin = NULL;
    }
    return fault ? fault : simple(c, name, sql);
}

/* Statements are made to run by index, and all that a page reads fits in memory: a read out of order
 * costs hardly more than one in order.  Planning in any order what joins more than four tables took
 * 7 ms for the list of jobs, 1.5 ms so, with plans as good. */
static rehab_fault *opened(rehab_connection *c)
{
    rehab_session_state *session = apr_pcalloc(c->opened, sizeof *session);
    const char *sql = "SET client_encoding TO 'UTF8'; SET random_page_cost TO 1.1;"
                      "SET join_collapse_limit TO 4; SET jit TO off";

    session->dropped = apr_array_make(c->opened, 4, sizeof(unsigned long));
    c->session = session;
    if (c->db->settings.limit_ms > 0)
        sql = apr_psprintf(c->opened, "%s; SET statement_timeout TO %d", sql,
                           c->db->settings.limit_ms);
    return simple(c, "open", sql);
}

/* The first statement itself finds out: asking first would cost a round trip. */
static int alive(rehab_connection *c)
{
    const rehab_libpq *pq = c->db->library;

    return pq->status(c->native) == LIBPQ_CONNECTION_OK;
}

static int in_transaction(rehab_connection *c)
{
    const rehab_libpq *pq = c->db->library;
    const rehab_session_state *session = c->session;

    return !session->unread && pq->transaction_status(c->native) != LIBPQ_IDLE;
}

const rehab_driver rehab_driver_pgsql = {
    .name = "pgsql",
    .begin_read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    .begin_write = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
    .begins_later = 1,
    .start = start,
    .params = with_timeouts,
    .opened = opened,
    .alive = alive,
    .in_transaction = in_transaction,
    .execute = execute,
    .end_read = rehab_pgsql_end_read,
    .check = rehab_pgsql_check,
    .prepare = rehab_pgsql_prepare,
    .release = rehab_pgsql_release,
    .run = rehab_pgsql_run,
    .expect = rehab_pgsql_expect
};
