/* db_pgsql: PostgreSQL's side of db.  In come variants and values, out come rows and faults, all
 * through apr_dbd with unnamed statements: the server keeps nothing of them, so they survive its
 * restart.
 *
 * Three things that apr_dbd hides are asked of libpq: whether the connection lives, whether a
 * transaction is open, and the SQLSTATE.  It is looked up in the library that apr_dbd's driver has
 * loaded already, so that a portal on SQLite needs no libpq. */
#include "db_driver.h"
#include "text.h"

#include <apr_dso.h>
#include <apr_lib.h>
#include <apr_strings.h>
#include <string.h>

/* libpq's own numbers, fixed by its ABI. */
enum { CONNECTION_OK = 0, PQTRANS_IDLE = 0, PQERRORS_VERBOSE = 2 };

typedef struct libpq {
    int (*status)(const void *connection);
    int (*transaction_status)(const void *connection);
    int (*set_verbosity)(void *connection, int verbosity);
} libpq;

static rehab_fault *start(rehab_db *db, apr_pool_t *pool)
{
    libpq *pq = apr_pcalloc(db->pool, sizeof *pq);
    apr_dso_handle_t *library;
    apr_dso_handle_sym_t symbols[3] = { NULL, NULL, NULL };

    if (apr_dso_load(&library, "libpq.so.5", db->pool) != APR_SUCCESS
        || apr_dso_sym(&symbols[0], library, "PQstatus") != APR_SUCCESS
        || apr_dso_sym(&symbols[1], library, "PQtransactionStatus") != APR_SUCCESS
        || apr_dso_sym(&symbols[2], library, "PQsetErrorVerbosity") != APR_SUCCESS)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                                "libpq.so.5 cannot be loaded: install libpq5");
    memcpy(&pq->status, &symbols[0], sizeof pq->status);
    memcpy(&pq->transaction_status, &symbols[1], sizeof pq->transaction_status);
    memcpy(&pq->set_verbosity, &symbols[2], sizeof pq->set_verbosity);
    db->library = pq;
    return NULL;
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

/* With verbose errors the first line is "ERROR:  23505: …", in any language.  Gives "" where no
 * server spoke, as when the connection broke. */
static void read_state(const char *message, char state[6])
{
    const char *at = strstr(message, ":  ");

    state[0] = '\0';
    if (!at)
        return;
    at += 3;
    for (int i = 0; i < 5; i++) {
        if (!apr_isdigit(at[i]) && !apr_isupper(at[i]))
            return;
    }
    if (at[5] == ':')
        apr_cpystrn(state, at, 6);
}

static int is_class(const char *state, const char *class_code)
{
    return strncmp(state, class_code, strlen(class_code)) == 0;
}

/* An error without a state is none of the server's.  PQstatus alone does not say so: after a write
 * that failed while a last notice could still be read, it says that all is well. */
static int is_lost(rehab_connection *c, const char *state)
{
    const libpq *pq = c->db->library;

    return !*state || is_class(state, "08") || is_class(state, "57P") ||
           pq->status(c->native) != CONNECTION_OK;
}

/* The fault for the last error.  A message may quote a row; only where it can speak of nothing but
 * a statement's text, in class 42, is its first line shown. */
static rehab_fault *explain(rehab_connection *c, const char *name)
{
    const char *message = apr_dbd_error(c->db->dbd, c->handle, 0);
    char state[6];
    int status = REHAB_AWAY;
    const char *say = "fault.away";
    const char *shown = "";

    read_state(message, state);
    int again = strcmp(state, "40001") == 0 || strcmp(state, "40P01") == 0;
    if (is_lost(c, state)) {
        c->dead = 1;
        shown = ", the connection is lost";
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
    if (is_class(state, "42"))
        shown = apr_pstrcat(c->borrower, ", ",
                            apr_pstrmemdup(c->borrower, message, strcspn(message, "\n")), NULL);
    rehab_fault *fault = rehab_fault_make(c->borrower, status, say, "%s: SQLSTATE %s%s", name,
                                          *state ? state : "none", shown);
    fault->again = again && !c->dead;
    return fault;
}

static rehab_fault *execute(rehab_connection *c, const char *name, const char *sql)
{
    int rows;

    if (apr_dbd_query(c->db->dbd, c->handle, &rows, sql) != 0)
        return explain(c, name);
    return NULL;
}

static rehab_fault *opened(rehab_connection *c)
{
    const libpq *pq = c->db->library;
    const char *sql = "SET client_encoding TO 'UTF8'";

    pq->set_verbosity(c->native, PQERRORS_VERBOSE);
    if (c->db->settings.limit_ms > 0)
        sql = apr_psprintf(c->opened, "%s; SET statement_timeout TO %d", sql,
                           c->db->settings.limit_ms);
    return execute(c, "open", sql);
}

/* BEGIN itself finds out: asking first would cost a round trip. */
static int alive(rehab_connection *c)
{
    const libpq *pq = c->db->library;

    return pq->status(c->native) == CONNECTION_OK;
}

static int in_transaction(rehab_connection *c)
{
    const libpq *pq = c->db->library;

    return pq->transaction_status(c->native) != PQTRANS_IDLE;
}

/* An unnamed statement is checked by nobody before it runs; one with a name is. */
static rehab_fault *check(rehab_connection *c, const rehab_statement *statement,
                          const rehab_variant *variant)
{
    apr_dbd_prepared_t *prepared = NULL;

    if (apr_dbd_prepare(c->db->dbd, c->borrower, c->handle, variant->sql, "rehab_check",
                        &prepared) != 0)
        return explain(c, statement->name);
    return execute(c, statement->name, "DEALLOCATE rehab_check");
}

static rehab_fault *prepare(rehab_connection *c, const rehab_statement *statement,
                            rehab_prepared *prepared)
{
    apr_dbd_prepared_t *native = NULL;

    if (apr_dbd_prepare(c->db->dbd, prepared->pool, c->handle, prepared->variant->sql, NULL,
                        &native) != 0)
        return explain(c, statement->name);
    prepared->native = native;
    return NULL;
}

static void release(rehab_prepared *prepared)
{
    prepared->native = NULL;    /* it lies in its pool, and the server knows nothing of it */
}

static const char **bound(const rehab_run *run)
{
    const apr_array_header_t *binds = run->prepared->variant->binds;
    const char **texts = apr_palloc(run->pool, (apr_size_t)(binds->nelts + 1) * sizeof *texts);

    for (int i = 0; i < binds->nelts; i++)
        texts[i] = rehab_bind_text(&APR_ARRAY_IDX(binds, i, rehab_bind), run->values);
    texts[binds->nelts] = NULL;
    return texts;
}

static rehab_fault *give_rows(rehab_connection *c, rehab_run *run, apr_dbd_results_t *results)
{
    const apr_dbd_driver_t *dbd = c->db->dbd;
    int columns = apr_dbd_num_cols(dbd, results);
    const char **names = apr_palloc(run->pool, (apr_size_t)(columns + 1) * sizeof *names);
    const char **values = apr_palloc(run->pool, (apr_size_t)(columns + 1) * sizeof *values);
    apr_dbd_row_t *row = NULL;
    rehab_fault *fault = NULL;

    /* The names are copied and read first: the result is cleared when its last row was read. */
    for (int i = 0; i < columns; i++)
        names[i] = apr_pstrdup(run->pool, apr_dbd_get_name(dbd, results, i));
    run->row = (rehab_row){ columns, names, values, NULL, NULL };
    while (!fault && apr_dbd_get_row(dbd, run->pool, results, &row, -1) == 0) {
        for (int i = 0; i < columns; i++) {
            char *text = NULL;
            apr_status_t rv = apr_dbd_datum_get(dbd, row, i, APR_DBD_TYPE_STRING, &text);
            values[i] = rv == APR_SUCCESS ? rehab_text_safe(run->pool, text) : NULL;
        }
        run->changed++;
        fault = run->take ? run->take(run->baton, &run->row) : NULL;
    }
    run->took_fault = fault != NULL;
    return fault;
}

static rehab_fault *run_statement(rehab_connection *c, rehab_run *run)
{
    const apr_dbd_driver_t *dbd = c->db->dbd;
    apr_dbd_prepared_t *prepared = run->prepared->native;
    apr_dbd_results_t *results = NULL;
    const char **texts = bound(run);
    int n = run->prepared->variant->binds->nelts;

    if (!run->statement->gives_rows) {
        if (apr_dbd_pquery(dbd, run->pool, c->handle, &run->changed, prepared, n, texts) != 0) {
            run->changed = 0;
            return explain(c, run->statement->name);
        }
        return NULL;
    }
    /* Random access: the other way reads a failed statement as one without rows. */
    if (apr_dbd_pselect(dbd, run->pool, c->handle, &results, prepared, 1, n, texts) != 0)
        return explain(c, run->statement->name);
    return give_rows(c, run, results);
}

const rehab_driver rehab_driver_pgsql = {
    "pgsql", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", start, with_timeouts, opened, alive,
    in_transaction, execute, check, prepare, release, run_statement
};
