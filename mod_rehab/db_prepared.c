/* db_prepared: in comes a statement and what is present, out comes its variant as this connection
 * prepared it.  At most 40 are kept, and the one that was longest unused goes first. */
#include "db_driver.h"

#include <string.h>

static void drop(rehab_connection *c, rehab_prepared *prepared)
{
    if (prepared->native)
        c->db->driver->release(c, prepared);
    apr_pool_destroy(prepared->pool);
}

void rehab_prepared_drop_all(rehab_connection *c)
{
    while (c->count > 0)
        drop(c, c->prepared[--c->count]);
}

static int is_kept(const rehab_connection *c, const rehab_prepared *prepared)
{
    for (int i = 0; i < c->count; i++) {
        if (c->prepared[i] == prepared)
            return 1;
    }
    return 0;
}

void rehab_prepared_give(rehab_connection *c, rehab_prepared *prepared)
{
    prepared->busy = 0;
    if (!is_kept(c, prepared))
        drop(c, prepared);
}

/* Keeps it where there is room or where one that nobody uses can go; else it lives for one run. */
static void keep(rehab_connection *c, rehab_prepared *prepared)
{
    int oldest = -1;

    if (c->count < REHAB_MOST_PREPARED) {
        c->prepared[c->count++] = prepared;
        return;
    }
    for (int i = 0; i < c->count; i++) {
        if (!c->prepared[i]->busy
            && (oldest < 0 || c->prepared[i]->used < c->prepared[oldest]->used))
            oldest = i;
    }
    if (oldest < 0)
        return;
    drop(c, c->prepared[oldest]);
    c->prepared[oldest] = prepared;
}

/* A fault that was made in a pool which goes before its reader does. */
static rehab_fault *moved(const rehab_connection *c, const rehab_fault *fault)
{
    return rehab_fault_make(c->borrower, fault->status, fault->say, "%s", fault->cause);
}

static rehab_fault *make(rehab_connection *c, const rehab_statement *statement,
                         rehab_values *values, rehab_prepared **prepared)
{
    apr_pool_t *pool;

    apr_pool_create(&pool, c->opened);
    apr_pool_tag(pool, "rehab_prepared");
    rehab_prepared *made = apr_pcalloc(pool, sizeof *made);
    made->pool = pool;
    made->used = ++c->uses;
    rehab_fault *fault = rehab_sql_variant(pool, statement, c->db->settings.dialect, values,
                                           &made->variant);
    fault = fault ? moved(c, fault) : c->db->driver->prepare(c, statement, made);
    if (fault) {
        drop(c, made);
        return fault;
    }
    made->busy = 1;
    *prepared = made;
    return NULL;
}

rehab_fault *rehab_prepared_take(rehab_connection *c, apr_pool_t *pool,
                                 const rehab_statement *statement, rehab_values *values,
                                 rehab_prepared **prepared)
{
    const char *key;
    int twice = 0;

    rehab_fault *fault = rehab_sql_key(pool, statement, values, &key);
    if (fault)
        return moved(c, fault);
    for (int i = 0; i < c->count; i++) {
        rehab_prepared *found = c->prepared[i];
        if (strcmp(found->variant->key, key) != 0)
            continue;
        if (found->busy) {
            twice = 1;
            break;
        }
        found->busy = 1;
        found->used = ++c->uses;
        *prepared = found;
        return NULL;
    }
    fault = make(c, statement, values, prepared);
    if (!fault && !twice)
        keep(c, *prepared);
    return fault;
}
