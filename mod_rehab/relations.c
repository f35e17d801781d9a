/* relations.c: in go the statements of a page, out come the names of the tables whose changes it
 * must follow: "employer,job,name". */
#include "relations.h"

#include <apr_strings.h>
#include <stdlib.h>
#include <string.h>

#include "room.h"

/* Tables that tell of their own changes; else the tables that write this one. */
static const char sources[] =
    "SELECT DISTINCT t.tbl_name FROM sqlite_schema t WHERE t.type = 'trigger'"
    " AND instr(t.sql, 'INSERT INTO revision ') > 0"
    " AND (t.tbl_name = :name"
    "      OR NOT EXISTS (SELECT 1 FROM sqlite_schema o WHERE o.type = 'trigger'"
    "                     AND o.tbl_name = :name AND instr(o.sql, 'INSERT INTO revision ') > 0)"
    "         AND EXISTS (SELECT 1 FROM sqlite_schema w WHERE w.type = 'trigger'"
    "                     AND w.tbl_name = t.tbl_name"
    "                     AND instr(w.sql, 'INSERT INTO ' || :name || ' ') > 0))";

/* Names that WITH gives, and what a virtual table keeps its own things in, are no tables. */
static const char tables[] =
    "SELECT count(*) FROM pragma_table_list l WHERE l.name = :name AND l.schema = 'main'"
    " AND l.type IN ('table', 'virtual')";

typedef struct learning {
    apr_pool_t *pool;
    rehab_connection *connection;
    apr_hash_t *read, *relations;       /* sets of names                                         */
    const char *name;                   /* the table whose sources are taken                     */
    int found;
} learning;

static void note_table(void *baton, const char *table)
{
    learning *l = baton;

    /* A statement that looks there follows by itself what it asks for. */
    if (strcmp(table, "revision") != 0
        && !apr_hash_get(l->read, table, APR_HASH_KEY_STRING))
        apr_hash_set(l->read, apr_pstrdup(l->pool, table), APR_HASH_KEY_STRING, "");
}

static rehab_fault *take_source(void *baton, const rehab_row *row)
{
    learning *l = baton;

    l->found++;
    apr_hash_set(l->relations, apr_pstrdup(l->pool, row->values[0]), APR_HASH_KEY_STRING, "");
    return NULL;
}

static rehab_fault *add_sources(learning *l, const char *table)
{
    rehab_values *values = apr_hash_make(l->pool);
    rehab_statement *statement;
    const char *is_table = NULL;
    rehab_fault *fault;

    rehab_values_set(l->pool, values, "name", REHAB_TYPE_TEXT, table);
    l->found = 0;
    fault = rehab_db_ask(l->connection, l->pool, "tables", tables, values, &is_table);
    if (fault || !is_table || *is_table == '0') {
        l->found = 1;
        return fault;
    }
    fault = rehab_sql_parse(l->pool, "sources", "sources", sources, &statement);
    return fault ? fault : rehab_db_run(l->connection, l->pool, statement, values, take_source, l,
                                        NULL);
}

static int in_order(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static apr_array_header_t *names_of(apr_pool_t *pool, apr_hash_t *set)
{
    apr_array_header_t *names = apr_array_make(pool, 8, sizeof(const char *));

    for (apr_hash_index_t *i = apr_hash_first(pool, set); i; i = apr_hash_next(i))
        APR_ARRAY_PUSH(names, const char *) = apr_hash_this_key(i);
    qsort(names->elts, (size_t)names->nelts, sizeof(const char *), in_order);
    return names;
}

/* The statement as SQLite has it: a twin for PostgreSQL must read the same tables. */
static rehab_statement *sqlite_statement(apr_pool_t *pool, const rehab_site *site,
                                         const rehab_query *query, rehab_findings *findings)
{
    rehab_statement *statement = query->statement;
    rehab_fault *fault = NULL;

    if (site->database.dialect != REHAB_SQLITE)
        fault = rehab_sql_read(pool, site->sql_directory, query->path, REHAB_SQLITE, &statement);
    if (fault)
        rehab_find(findings, pool, query->place, "%s", fault->cause);
    return fault ? NULL : statement;
}

static void prepare(learning *l, const rehab_site *site, const rehab_page *page,
                    const rehab_query *query, rehab_findings *findings)
{
    const rehab_statement *statement = sqlite_statement(l->pool, site, query, findings);

    if (statement)
        rehab_statement_prepare(l->pool, page, query->place, statement, l->connection, findings);
}

static void learn(learning *l, const rehab_site *site, rehab_page *page, rehab_findings *findings)
{
    l->read = apr_hash_make(l->pool);
    l->relations = apr_hash_make(l->pool);
    rehab_db_watch(l->connection, note_table, l);
    for (int i = 0; i < page->params->nelts; i++) {
        const rehab_query *also = APR_ARRAY_IDX(page->params, i, rehab_param *)->also;

        if (also)
            prepare(l, site, page, also, findings);
    }
    for (int i = 0; i < page->queries->nelts; i++)
        prepare(l, site, page, APR_ARRAY_IDX(page->queries, i, rehab_query *), findings);
    rehab_db_watch(l->connection, NULL, NULL);
    apr_array_header_t *read = names_of(l->pool, l->read);

    for (int i = 0; i < read->nelts; i++) {
        const char *table = APR_ARRAY_IDX(read, i, const char *);
        const rehab_fault *fault = add_sources(l, table);

        if (fault || !l->found)
            rehab_find(findings, l->pool, page->place, "RehabCache: the page reads %s, %s", table,
                       fault ? fault->cause : "and no trigger raises a revision when it changes");
    }
}

/* Of a page that is not kept they are known where all its tables tell of their changes; where not,
 * that is no mistake of its author. */
static void keep_quiet(void *baton, const char *file, int line, const char *sentence)
{
    (void)baton;
    (void)file;
    (void)line;
    (void)sentence;
}

/* What is kept follows its tables, and so does what stands around remembered cards; what a replica
 * gives is held against them. */
static int needs_relations(const rehab_site *site, const rehab_page *page)
{
    return page->cache || page->frame || (site->replica && strcmp(page->method, "GET") == 0);
}

void rehab_site_relations(apr_pool_t *pool, const rehab_site *site, rehab_connection *connection,
                          rehab_findings *findings)
{
    learning l = { .pool = rehab_room_apart(), .connection = connection };

    for (int i = 0; i < site->pages->nelts; i++) {
        rehab_page *page = APR_ARRAY_IDX(site->pages, i, rehab_page *);
        rehab_findings quiet = { keep_quiet, NULL, 0 };
        rehab_findings *told = page->cache ? findings : &quiet;
        int before = told->n;

        if (!needs_relations(site, page))
            continue;
        learn(&l, site, page, told);
        if (told->n == before)
            page->relations = apr_array_pstrcat(pool, names_of(l.pool, l.relations), ',');
    }
    apr_pool_destroy(l.pool);
}
