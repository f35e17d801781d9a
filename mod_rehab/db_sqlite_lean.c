/* db_sqlite_lean.c: in goes a run whose reader knows most rows already, out come rows of which SQLite
 * worked out no more than he looks at.  At a row of which he wants more, the whole statement is
 * stepped to the same row. */
#include "db_sqlite.h"

#include <apr_strings.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

/* A lean run while its rows are given. */
typedef struct giving {
    rehab_connection *c;
    rehab_run *run;
    const rehab_compiled *of;
    int whole_runs, lost;
} giving;

/* The values live until the run is over, so SQLite needs no copy of them. */
int rehab_compiled_bind(sqlite3_stmt *stmt, const rehab_run *run)
{
    const apr_array_header_t *binds = run->prepared->variant->binds;
    int rc = SQLITE_OK;

    for (int i = 0; rc == SQLITE_OK && i < binds->nelts; i++) {
        const rehab_bind *bind = &APR_ARRAY_IDX(binds, i, rehab_bind);
        const char *text = rehab_bind_text(bind, run->values);
        if (!text)
            rc = sqlite3_bind_null(stmt, i + 1);
        else if (bind->type == REHAB_TYPE_BIGINT)
            rc = sqlite3_bind_int64(stmt, i + 1, strtoll(text, NULL, 10));
        else
            rc = sqlite3_bind_text(stmt, i + 1, text, -1, SQLITE_STATIC);
    }
    return rc;
}

const char *rehab_compiled_text(apr_pool_t *pool, sqlite3_stmt *stmt, int column)
{
    const char *text = (const char *)sqlite3_column_text(stmt, column);

    return text ? rehab_text_safe(pool, text) : NULL;
}

static int is_wanted(const rehab_run *run, const rehab_compiled *of, int column)
{
    const char *name = of->names[column];

    if (name[0] == '_')
        return 1;
    for (int i = 0; run->wanted && i < run->wanted->nelts; i++)
        if (strcmp(name, APR_ARRAY_IDX(run->wanted, i, const char *)) == 0)
            return 1;
    return of->places && of->places[column] >= 0;
}

static void name_columns(apr_pool_t *pool, rehab_compiled *of)
{
    of->columns = sqlite3_column_count(of->whole);
    of->names = apr_palloc(pool, (apr_size_t)(of->columns + 1) * sizeof(char *));
    for (int i = 0; i < of->columns; i++)
        of->names[i] = apr_pstrdup(pool, sqlite3_column_name(of->whole, i));
}

/* The columns are the whole statement's, so no name of a visitor's gets here. */
static void make_lean(rehab_connection *c, const rehab_run *run, rehab_compiled *of)
{
    apr_pool_t *pool = run->prepared->pool;
    int *places = apr_palloc(pool, (apr_size_t)(of->columns + 1) * sizeof *places), n = 0;
    const char *list = "";

    for (int i = 0; i < of->columns; i++) {
        places[i] = is_wanted(run, of, i) ? n++ : -1;
        if (places[i] >= 0)
            list = apr_pstrcat(pool, list, n > 1 ? ", \"" : "\"", of->names[i], "\"", NULL);
    }
    sqlite3_finalize(of->lean);
    of->lean = NULL;
    of->places = places;
    of->refused = n == 0
                  || sqlite3_prepare_v2(c->native,
                                        apr_pstrcat(run->pool, "SELECT ", list, " FROM (",
                                                    run->prepared->variant->sql, "\n) AS whole",
                                                    NULL), -1, &of->lean, NULL) != SQLITE_OK;
}

int rehab_lean_serves(rehab_connection *c, const rehab_run *run)
{
    rehab_compiled *of = run->prepared->native;

    if (c->transaction != REHAB_READS || of->refused || !run->take)
        return 0;
    if (!of->names)
        name_columns(run->prepared->pool, of);
    int all = of->lean != NULL;

    for (int i = 0; all && i < of->columns; i++)
        all = of->places[i] >= 0 || !is_wanted(run, of, i);
    if (!all)
        make_lean(c, run, of);
    return !of->refused;
}

/* Whether both statements stand at the same row. */
static int is_same(const rehab_compiled *of)
{
    for (int i = 0; i < of->columns; i++) {
        if (of->places[i] < 0)
            continue;
        const char *a = (const char *)sqlite3_column_text(of->lean, of->places[i]);
        const char *b = (const char *)sqlite3_column_text(of->whole, i);

        if (!a != !b || (a && strcmp(a, b) != 0))
            return 0;
    }
    return 1;
}

/* Brings the whole statement to the row that the lean one gives. */
static int reach(giving *g)
{
    if (!g->whole_runs && rehab_compiled_bind(g->of->whole, g->run) != SQLITE_OK)
        return 0;
    if (g->whole_runs && is_same(g->of))
        return 1;
    g->whole_runs = 1;
    while (sqlite3_step(g->of->whole) == SQLITE_ROW)
        if (is_same(g->of))
            return 1;
    return 0;
}

static const char *value_at(void *baton, int column)
{
    giving *g = baton;

    if (g->of->places[column] >= 0)
        return rehab_compiled_text(g->run->pool, g->of->lean, g->of->places[column]);
    if (g->lost || !reach(g)) {
        g->lost = 1;
        return NULL;
    }
    return rehab_compiled_text(g->run->pool, g->of->whole, column);
}

static rehab_fault *step_all(giving *g, const char **values)
{
    rehab_run *run = g->run;
    int rc;

    run->row = (rehab_row){ g->of->columns, g->of->names, values, value_at, g };
    while ((rc = sqlite3_step(g->of->lean)) == SQLITE_ROW) {
        run->changed++;
        for (int i = 0; i < g->of->columns; i++)
            values[i] = g->of->names[i][0] == '_'
                ? rehab_compiled_text(run->pool, g->of->lean, g->of->places[i]) : NULL;
        rehab_fault *fault = run->take(run->baton, &run->row);

        if (fault) {
            run->took_fault = 1;
            return fault;
        }
        if (g->lost)
            return rehab_sqlite_explain(g->c, run->statement->name, 0);
    }
    return rc == SQLITE_DONE ? NULL : rehab_sqlite_explain(g->c, run->statement->name, 0);
}

rehab_fault *rehab_lean_run(rehab_connection *c, rehab_run *run)
{
    const rehab_compiled *of = run->prepared->native;
    giving g = { .c = c, .run = run, .of = of };
    rehab_fault *fault;

    if (rehab_compiled_bind(of->lean, run) == SQLITE_OK)
        fault = step_all(&g, apr_palloc(run->pool, (apr_size_t)(of->columns + 1) * sizeof(char *)));
    else
        fault = rehab_sqlite_explain(c, run->statement->name, 0);
    sqlite3_reset(of->lean);
    sqlite3_clear_bindings(of->lean);
    return fault;
}
