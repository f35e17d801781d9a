/* rehearse.c: in goes a loaded site, out comes what a database says about each of its statements
 * before anybody asks for the page. */
#include <apr_strings.h>
#include <string.h>

#include "check.h"
#include "migrate.h"
#include "relations.h"
#include "room.h"

typedef struct rehearsal {
    apr_pool_t *pool;
    rehab_connection *connection;
    rehab_findings *findings;
} rehearsal;

/* A value of the right type (text NULL: absent), so that the statement compiles as it will run. */
static void give_value(rehearsal *r, const rehab_page *page, rehab_values *values,
                       const char *name, const char *text)
{
    static const char *const numbers[] = { "limit", "me", "my_employer", "new_listed",
                                          "no_examples" };
    const rehab_param *param = rehab_page_param(page, name);
    rehab_type type = param ? rehab_kind_type(param->kind) : REHAB_TYPE_TEXT;

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (strcmp(numbers[i], name) == 0)
            type = REHAB_TYPE_BIGINT;
    rehab_values_set(r->pool, values, name, type, text);
}

/* Clauses ask for some names; all other names have a value in every combination. */
static rehab_values *base_values(rehearsal *r, const rehab_page *page,
                                 const rehab_statement *statement)
{
    rehab_values *values = apr_hash_make(r->pool);

    for (int i = 0; i < statement->names->nelts; i++)
        give_value(r, page, values, APR_ARRAY_IDX(statement->names, i, const char *), "1");
    for (int i = 0; i < statement->conditions->nelts; i++)
        give_value(r, page, values, APR_ARRAY_IDX(statement->conditions, i, const char *), NULL);
    return values;
}

static void prepare(rehearsal *r, rehab_place place, const rehab_statement *statement,
                    rehab_values *values, const char *combination)
{
    rehab_fault *fault = rehab_db_prepare(r->connection, r->pool, statement, values);

    if (fault)
        rehab_find(r->findings, r->pool, place, "%s (%s): %s", statement->file, combination,
                   fault->cause);
}

static void rehearse(rehearsal *r, const rehab_page *page, rehab_place place,
                     const rehab_statement *statement)
{
    rehab_values *values;
    int before = r->findings->n;

    prepare(r, place, statement, base_values(r, page, statement), "no optional clause");
    for (int i = 0; i < statement->conditions->nelts && r->findings->n == before; i++) {
        const char *name = APR_ARRAY_IDX(statement->conditions, i, const char *);

        values = base_values(r, page, statement);
        give_value(r, page, values, name, "1");
        prepare(r, place, statement, values, apr_pstrcat(r->pool, "with ", name, NULL));
    }
    values = base_values(r, page, statement);
    for (int i = 0; i < statement->conditions->nelts; i++)
        give_value(r, page, values, APR_ARRAY_IDX(statement->conditions, i, const char *), "1");
    if (r->findings->n == before && statement->conditions->nelts > 1)
        prepare(r, place, statement, values, "all clauses");
}

static void rehearse_found(void *baton, const rehab_page *page, rehab_place place,
                           const char *path, rehab_statement **statement)
{
    (void)path;
    if (*statement)
        rehearse(baton, page, place, *statement);
}

void rehab_statement_prepare(apr_pool_t *pool, const rehab_page *page, rehab_place place,
                             const rehab_statement *statement, rehab_connection *connection,
                             rehab_findings *findings)
{
    rehearsal r = { pool, connection, findings };

    rehearse(&r, page, place, statement);
}

void rehab_site_prepare(apr_pool_t *pool, const rehab_site *site, rehab_connection *connection,
                        rehab_findings *findings)
{
    rehearsal r = { pool, connection, findings };

    for (int i = 0; i < site->pages->nelts; i++)
        rehab_each_statement(APR_ARRAY_IDX(site->pages, i, rehab_page *), rehearse_found, &r);
}

static rehab_fault *open_in_memory(apr_pool_t *pool, const rehab_site *site,
                                   rehab_connection **connection)
{
    rehab_db_settings settings = { .dialect = REHAB_SQLITE, .params = ":memory:",
                                   .connections = 1, .wait_ms = 1000 };
    rehab_db *db;
    rehab_fault *fault = rehab_db_open(pool, &settings, &db);

    if (!fault)
        fault = rehab_migrate(pool, db, apr_pstrcat(pool, site->sql_directory, "/schema", NULL),
                              rehab_now_text(pool, site), NULL, NULL);
    /* The pool of one keeps its one connection, and with it the database in memory. */
    return fault ? fault : rehab_db_borrow(db, pool, connection);
}

void rehab_site_rehearse(apr_pool_t *pool, const rehab_site *site, rehab_findings *findings)
{
    rehab_place place = { site->sql_directory, 1 };
    rehab_connection *connection = NULL;
    apr_pool_t *rehearsal_pool, *values_pool;
    rehab_fault *fault;

    if (!site->has_database)
        return;
    apr_pool_create(&rehearsal_pool, pool);
    values_pool = rehab_room_apart();
    fault = open_in_memory(rehearsal_pool, site, &connection);
    if (fault)
        rehab_find(findings, pool, place, "schema: %s", fault->cause);
    /* PostgreSQL's own texts are prepared by `rehabctl check` on the real database. */
    if (!fault && site->database.dialect == REHAB_SQLITE)
        rehab_site_prepare(values_pool, site, connection, findings);
    if (!fault)
        rehab_site_relations(pool, site, connection, findings);
    apr_pool_destroy(rehearsal_pool);
    apr_pool_destroy(values_pool);
}
