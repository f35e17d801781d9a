/* db: in come statements and values, out come rows, counts and faults.  This file has transactions,
 * time and the rules that hold on both databases; connections come from db_pool.c, and what
 * differs is in db_sqlite.c and db_pgsql.c. */
#include "db_driver.h"

#include <apr_strings.h>
#include <errno.h>
#include <stdlib.h>

/* --- Transactions */

static rehab_fault *begin(rehab_connection *c, int writes)
{
    const rehab_driver *driver = c->db->driver;
    const char *sql = writes ? driver->begin_write : driver->begin_read;

    if (c->transaction)
        return rehab_fault_make(c->borrower, REHAB_BROKEN, "fault.broken",
                                "a transaction begins inside another");
    if (c->handle && !c->dead && !c->running && !driver->alive(c))
        c->dead = 1;
    int fresh = !c->handle || c->dead, later = !writes && driver->begins_later;
    rehab_fault *fault = rehab_connection_revive(c);
    c->begin = later ? sql : NULL;
    if (!fault && !later)
        fault = driver->execute(c, "begin", sql);
    if (fault && c->dead && !fresh) {
        fault = rehab_connection_revive(c);
        if (!fault)
            fault = driver->execute(c, "begin", sql);
    }
    if (fault)
        return fault;
    c->transaction = writes ? REHAB_WRITES : REHAB_READS;
    c->failed = 0;
    return NULL;
}

rehab_fault *rehab_db_begin_read(rehab_connection *connection)
{
    return begin(connection, 0);
}

rehab_fault *rehab_db_begin_write(rehab_connection *connection)
{
    return begin(connection, 1);
}

rehab_fault *rehab_db_commit(rehab_connection *connection)
{
    rehab_connection *c = connection;
    rehab_fault *fault;

    if (!c->transaction)
        return rehab_fault_make(c->borrower, REHAB_BROKEN, "fault.broken",
                                "a commit without a transaction");
    /* PostgreSQL would answer COMMIT with success here, and SQLite would keep the other half. */
    if (c->failed)
        fault = rehab_fault_make(c->borrower, REHAB_BROKEN, "fault.broken",
                                 "nothing is kept: a statement of this transaction failed");
    else if (c->transaction == REHAB_READS)
        fault = c->db->driver->end_read(c);
    else
        fault = c->db->driver->execute(c, "commit", "COMMIT");
    if (fault)
        rehab_db_rollback(c);
    c->transaction = REHAB_NO_TRANSACTION;
    c->begin = NULL;
    c->ahead = NULL;
    return fault;
}

void rehab_db_rollback(rehab_connection *connection)
{
    rehab_connection *c = connection;
    const rehab_driver *driver = c->db->driver;

    c->begin = NULL;
    c->ahead = NULL;
    if (c->handle && !c->dead && driver->in_transaction(c)) {
        driver->execute(c, "rollback", "ROLLBACK");
        /* What cannot be rolled back must not meet the next borrower. */
        if (!c->dead && driver->in_transaction(c))
            c->dead = 1;
    }
    c->transaction = REHAB_NO_TRANSACTION;
    c->failed = 0;
}

/* --- Statements */

/* What runs next needs a live handle and, inside a transaction that has begun, one that can still be
 * kept. */
static rehab_fault *ready(rehab_connection *c, const char *name)
{
    if (c->transaction && (c->failed || (c->dead && !c->begin)))
        return rehab_fault_make(c->borrower, c->dead ? REHAB_AWAY : REHAB_BROKEN,
                                c->dead ? "fault.away" : "fault.broken",
                                "%s: an earlier statement of this transaction failed", name);
    return rehab_connection_revive(c);
}

static rehab_fault *settle(rehab_connection *c, rehab_fault *fault)
{
    if (fault && c->transaction)
        c->failed = 1;
    return fault;
}

/* A number that is none is the engine's mistake, and the two databases would differ over it. */
static rehab_fault *check_numbers(rehab_connection *c, const rehab_statement *statement,
                                  const rehab_variant *variant, rehab_values *values)
{
    for (int i = 0; i < variant->binds->nelts; i++) {
        const rehab_bind *bind = &APR_ARRAY_IDX(variant->binds, i, rehab_bind);
        const char *text = rehab_bind_text(bind, values);
        char *end = NULL;
        if (bind->type != REHAB_TYPE_BIGINT || !text)
            continue;
        errno = 0;
        (void)strtoll(text, &end, 10);
        if (errno || end == text || *end)
            return rehab_fault_make(c->borrower, REHAB_BROKEN, "fault.broken",
                                    "%s: the value of :%s is no number", statement->name,
                                    bind->name);
    }
    return NULL;
}

static rehab_fault *run_once(rehab_connection *c, rehab_run *run)
{
    rehab_prepared *prepared;

    rehab_fault *fault = ready(c, run->statement->name);
    if (fault)
        return fault;
    fault = rehab_prepared_take(c, run->pool, run->statement, run->values, &prepared);
    if (fault)
        return fault;
    fault = check_numbers(c, run->statement, prepared->variant, run->values);
    if (!fault) {
        run->prepared = prepared;
        c->running++;
        fault = c->db->driver->run(c, run);
        c->running--;
    }
    rehab_prepared_give(c, prepared);
    return fault;
}

/* A connection that died in the pool, or lost what was prepared, is found out by the first question,
 * before any row was given. */
static int may_run_again(const rehab_connection *c, const rehab_run *run)
{
    return c->dead && !run->took_fault && run->changed == 0 && run->statement->asks && !c->failed
           && (!c->transaction || c->begin) && !c->running;
}

static rehab_fault *run_till_settled(rehab_connection *c, rehab_run *run)
{
    rehab_fault *fault = run_once(c, run);

    if (fault && may_run_again(c, run))
        fault = run_once(c, run);
    return run->took_fault ? fault : settle(c, fault);
}

static rehab_fault *run(rehab_connection *c, apr_pool_t *pool, rehab_run *run, int *changed)
{
    const rehab_db_settings *settings = &c->db->settings;
    apr_time_t began = apr_time_now();

    apr_pool_create(&run->pool, pool);
    rehab_fault *fault = run_till_settled(c, run);
    apr_pool_destroy(run->pool);
    apr_int64_t took = apr_time_as_msec(apr_time_now() - began);
    if (settings->slow_ms > 0 && took > settings->slow_ms)
        rehab_log_line(settings->log, REHAB_LOG_WARNING,
                       "statement %s%s%s took %" APR_INT64_T_FMT " ms", run->statement->name,
                       run->with ? "+" : "", run->with ? run->with : "", took);
    if (changed)
        *changed = fault ? 0 : run->changed;
    return fault;
}

rehab_fault *rehab_db_run(rehab_connection *connection, apr_pool_t *pool,
                          const rehab_statement *statement, rehab_values *values,
                          rehab_row_taker take, void *baton, int *changed)
{
    rehab_run whole = { .statement = statement, .values = values, .take = take, .baton = baton };

    return run(connection, pool, &whole, changed);
}

rehab_fault *rehab_db_run_lean(rehab_connection *connection, apr_pool_t *pool,
                               const rehab_statement *statement, rehab_values *values,
                               const apr_array_header_t *wanted, rehab_row_taker take, void *baton)
{
    rehab_run lean = { .statement = statement, .values = values, .take = take, .baton = baton,
                       .lean = 1, .wanted = wanted };

    return run(connection, pool, &lean, NULL);
}

void rehab_db_expect_lean(rehab_connection *connection, apr_pool_t *pool,
                          const rehab_statement *statement, rehab_values *values,
                          const apr_array_header_t *wanted)
{
    rehab_connection *c = connection;
    rehab_run lean = { .pool = pool, .statement = statement, .values = values, .lean = 1,
                       .wanted = wanted };
    rehab_prepared *prepared;

    if (!c->db->driver->expect || c->transaction != REHAB_READS || c->failed || c->dead
        || rehab_prepared_take(c, pool, statement, values, &prepared))
        return;
    lean.prepared = prepared;
    if (!check_numbers(c, statement, prepared->variant, values))
        c->db->driver->expect(c, &lean);
    rehab_prepared_give(c, prepared);
}

const char *rehab_row_value(const rehab_row *row, int column)
{
    return row->read && row->names[column][0] != '_' ? row->read(row->baton, column)
                                                     : row->values[column];
}

rehab_fault *rehab_db_prepare(rehab_connection *connection, apr_pool_t *pool,
                              const rehab_statement *statement, rehab_values *values)
{
    rehab_connection *c = connection;
    rehab_variant *variant;

    rehab_fault *fault = ready(c, statement->name);
    if (!fault)
        fault = rehab_sql_variant(pool, statement, c->db->settings.dialect, values, &variant);
    if (fault)
        return fault;
    return settle(c, c->db->driver->check(c, statement, variant));
}

rehab_fault *rehab_db_script(rehab_connection *connection, const char *name, const char *text)
{
    rehab_connection *c = connection;

    rehab_fault *fault = ready(c, name);
    return fault ? fault : settle(c, c->db->driver->execute(c, name, text));
}

/* --- The engine's own statements */

typedef struct answer {
    apr_pool_t *pool;
    int taken;
    const char *text;
} answer;

static rehab_fault *take_first(void *baton, const rehab_row *row)
{
    answer *a = baton;

    if (!a->taken && row->columns > 0 && row->values[0])
        a->text = apr_pstrdup(a->pool, row->values[0]);
    a->taken = 1;
    return NULL;
}

rehab_fault *rehab_db_ask(rehab_connection *connection, apr_pool_t *pool, const char *name,
                          const char *sql, rehab_values *values, const char **text)
{
    rehab_statement *statement;
    answer a = { .pool = pool };

    *text = NULL;
    rehab_fault *fault = rehab_sql_parse(pool, name, name, sql, &statement);
    if (!fault)
        fault = rehab_db_run(connection, pool, statement, values, take_first, &a, NULL);
    if (!fault)
        *text = a.text;
    return fault;
}

rehab_fault *rehab_db_tell(rehab_connection *connection, apr_pool_t *pool, const char *name,
                           const char *sql, rehab_values *values, int *changed)
{
    rehab_statement *statement;

    rehab_fault *fault = rehab_sql_parse(pool, name, name, sql, &statement);
    if (!fault)
        fault = rehab_db_run(connection, pool, statement, values, NULL, NULL, changed);
    return fault;
}

typedef struct columns { apr_pool_t *pool; apr_table_t *row; } columns;

static rehab_fault *take_columns(void *baton, const rehab_row *row)
{
    columns *c = baton;

    if (c->row)
        return NULL;
    c->row = apr_table_make(c->pool, row->columns);
    for (int i = 0; i < row->columns; i++)
        if (row->values[i])
            apr_table_set(c->row, row->names[i], row->values[i]);
    return NULL;
}

rehab_fault *rehab_db_row(rehab_connection *connection, apr_pool_t *pool, const char *name,
                          const char *sql, rehab_values *values, apr_table_t **row)
{
    rehab_statement *statement;
    columns c = { .pool = pool };

    rehab_fault *fault = rehab_sql_parse(pool, name, name, sql, &statement);
    if (!fault)
        fault = rehab_db_run(connection, pool, statement, values, take_columns, &c, NULL);
    *row = fault ? NULL : c.row;
    return fault;
}

typedef struct gathered { apr_pool_t *pool; apr_array_header_t *texts; } gathered;

static rehab_fault *take_text(void *baton, const rehab_row *row)
{
    const gathered *g = baton;

    if (row->columns > 0 && row->values[0])
        APR_ARRAY_PUSH(g->texts, const char *) = apr_pstrdup(g->pool, row->values[0]);
    return NULL;
}

rehab_fault *rehab_db_list(rehab_connection *connection, apr_pool_t *pool, const char *name,
                           const char *sql, rehab_values *values, apr_array_header_t **texts)
{
    rehab_statement *statement;
    gathered g = { pool, apr_array_make(pool, 4, sizeof(const char *)) };

    *texts = g.texts;
    rehab_fault *fault = rehab_sql_parse(pool, name, name, sql, &statement);
    return fault ? fault
                 : rehab_db_run(connection, pool, statement, values, take_text, &g, NULL);
}
