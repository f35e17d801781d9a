/* db_pgsql_rows: in come variants and values, out come rows of PostgreSQL.
 *
 * A lean run asks for those columns only that its reader looks at in each row; for a row of which he
 * wants more, the whole statement runs in the same snapshot. */
#include "db_pgsql.h"
#include "text.h"

#include <apr_strings.h>
#include <stdlib.h>
#include <string.h>

/* What `native` of a prepared variant is. */
typedef struct variant {
    rehab_served whole, lean;
    int columns;                    /* -1 until it has given rows once                           */
    const char **names;
    int *places;                    /* of a column in what `lean` gives, or -1; NULL: not lean   */
} variant;

/* A result while its rows are given. */
typedef struct giving {
    rehab_connection *c;
    rehab_run *run;
    variant *of;
    void *result, *whole;           /* what was asked for; all columns                           */
    int lean, row;
    rehab_fault *fault;             /* of asking for all columns                                 */
} giving;

static const rehab_libpq *calls(const rehab_connection *c)
{
    return c->db->library;
}

/* --- Statements */

static void give_number(rehab_connection *c, rehab_served *statement, const char *sql)
{
    *statement = (rehab_served){ sql, ++((rehab_session_state *)c->session)->named, 0 };
}

rehab_fault *rehab_pgsql_prepare(rehab_connection *c, const rehab_statement *statement,
                                 rehab_prepared *prepared)
{
    variant *v = apr_pcalloc(prepared->pool, sizeof *v);

    (void)statement;
    v->columns = -1;
    give_number(c, &v->whole, prepared->variant->sql);
    prepared->native = v;
    return NULL;
}

static void forget(rehab_connection *c, const rehab_served *statement)
{
    if (statement->known)
        APR_ARRAY_PUSH(((rehab_session_state *)c->session)->dropped, unsigned long) =
            statement->number;
}

void rehab_pgsql_release(rehab_connection *c, rehab_prepared *prepared)
{
    const variant *v = prepared->native;

    forget(c, &v->whole);
    forget(c, &v->lean);
    prepared->native = NULL;
}

/* --- Lean runs */

static int is_wanted(const rehab_run *run, const variant *v, int column)
{
    if (v->names[column][0] == '_' || (v->places && v->places[column] >= 0))
        return 1;
    for (int i = 0; run->wanted && i < run->wanted->nelts; i++)
        if (strcmp(v->names[column], APR_ARRAY_IDX(run->wanted, i, const char *)) == 0)
            return 1;
    return 0;
}

/* Whether `lean` gives all that is wanted. */
static int has_all(const rehab_run *run, const variant *v)
{
    for (int i = 0; v->places && i < v->columns; i++)
        if (v->places[i] < 0 && is_wanted(run, v, i))
            return 0;
    return v->places != NULL;
}

/* The columns are the whole statement's, so no name of a visitor's gets here. */
static void make_lean(rehab_connection *c, const rehab_run *run, variant *v)
{
    apr_pool_t *pool = run->prepared->pool;
    int *places = apr_palloc(pool, (apr_size_t)(v->columns + 1) * sizeof *places), n = 0;
    const char *list = "";

    for (int i = 0; i < v->columns; i++) {
        places[i] = is_wanted(run, v, i) ? n++ : -1;
        if (places[i] >= 0)
            list = apr_pstrcat(pool, list, n > 1 ? ", \"" : "\"", v->names[i], "\"", NULL);
    }
    if (n == 0 || strlen(list) < 2)
        return;
    forget(c, &v->lean);
    give_number(c, &v->lean, apr_pstrcat(pool, "SELECT ", list, " FROM (", v->whole.sql,
                                         "\n) AS whole", NULL));
    v->places = places;
}

/* Only in a snapshot does a second run see the same rows. */
static int goes_lean(rehab_connection *c, const rehab_run *run, variant *v)
{
    if (!run->lean || c->transaction != REHAB_READS || v->columns < 0)
        return 0;
    if (!has_all(run, v))
        make_lean(c, run, v);
    return v->places != NULL;
}

static int is_same(const giving *g, int row)
{
    const rehab_libpq *pq = calls(g->c);

    for (int i = 0; i < g->of->columns; i++) {
        int place = g->of->places[i];

        if (place >= 0 && (pq->is_null(g->result, g->row, place) != pq->is_null(g->whole, row, i)
                           || strcmp(pq->value(g->result, g->row, place),
                                     pq->value(g->whole, row, i)) != 0))
            return 0;
    }
    return 1;
}

/* The row of all columns that this one is: the same one in order, but where the order leaves it open.
 * -1 when it is not there, which becomes a fault. */
static int whole_row(giving *g)
{
    const rehab_libpq *pq = calls(g->c);

    if (!g->whole && !g->fault)
        g->fault = rehab_pgsql_exchange(g->c, g->run, &g->of->whole, &g->whole);
    if (g->fault)
        return -1;
    int n = pq->rows(g->whole);

    for (int i = 0; i < n; i++)
        if (is_same(g, (g->row + i) % n))
            return (g->row + i) % n;
    g->fault = rehab_fault_make(g->c->borrower, REHAB_BROKEN, "fault.broken",
                                "%s: its rows are others each time", g->run->statement->name);
    return -1;
}

/* --- Rows */

static const char *text_of(const giving *g, const void *result, int row, int column)
{
    const rehab_libpq *pq = calls(g->c);

    return row < 0 || pq->is_null(result, row, column)
               ? NULL : rehab_text_safe(g->run->pool, pq->value(result, row, column));
}

static const char *value_at(void *baton, int column)
{
    giving *g = baton;
    int place = g->lean ? g->of->places[column] : column;

    if (place >= 0)
        return text_of(g, g->result, g->row, place);
    int row = whole_row(g);

    return row < 0 ? NULL : text_of(g, g->whole, row, column);
}

/* Takes the names from the first answer of the whole statement. */
static void learn_columns(const giving *g)
{
    const rehab_libpq *pq = calls(g->c);
    apr_pool_t *pool = g->run->prepared->pool;
    variant *v = g->of;

    if (v->columns >= 0)
        return;
    v->columns = pq->columns(g->result);
    v->names = apr_palloc(pool, (apr_size_t)(v->columns + 1) * sizeof *v->names);
    for (int i = 0; i < v->columns; i++)
        v->names[i] = apr_pstrdup(pool, pq->name(g->result, i));
}

static rehab_fault *give_rows(giving *g)
{
    rehab_run *run = g->run;
    int rows = calls(g->c)->rows(g->result), columns = g->of->columns;
    const char **values = apr_palloc(run->pool, (apr_size_t)(columns + 1) * sizeof *values);
    rehab_fault *fault = NULL;

    run->row = (rehab_row){ columns, g->of->names, values, run->lean ? value_at : NULL, g };
    for (g->row = 0; !fault && !g->fault && g->row < rows; g->row++) {
        for (int i = 0; i < columns; i++)
            values[i] = !run->lean || g->of->names[i][0] == '_' ? value_at(g, i) : NULL;
        run->changed++;
        fault = run->take ? run->take(run->baton, &run->row) : NULL;
    }
    run->took_fault = fault != NULL;
    return fault ? fault : g->fault;
}

static apr_status_t clear_result(void *data)
{
    const giving *g = data;
    const rehab_libpq *pq = calls(g->c);

    pq->clear(g->result);
    pq->clear(g->whole);
    return APR_SUCCESS;
}

void rehab_pgsql_expect(rehab_connection *c, const rehab_run *run)
{
    variant *v = run->prepared->native;

    rehab_pgsql_ahead_add(c, run, goes_lean(c, run, v) ? &v->lean : &v->whole);
}

rehab_fault *rehab_pgsql_run(rehab_connection *c, rehab_run *run)
{
    variant *v = run->prepared->native;
    giving *g = apr_pcalloc(run->pool, sizeof *g);

    g->c = c;
    g->run = run;
    g->of = v;
    g->lean = goes_lean(c, run, v);
    apr_pool_cleanup_register(run->pool, g, clear_result, apr_pool_cleanup_null);
    rehab_fault *fault = rehab_pgsql_exchange(c, run, g->lean ? &v->lean : &v->whole, &g->result);

    if (fault)
        return fault;
    if (!run->statement->gives_rows) {
        run->changed = atoi(calls(c)->changed(g->result));
        return NULL;
    }
    if (!g->lean)
        learn_columns(g);
    return give_rows(g);
}
