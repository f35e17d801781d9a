/* The input is a statement file: with all parameters absent and with all present, in both dialects,
 * there is a value for each place, and SQLite counts as many places as we do. */
#include "sql.h"

#include <apr_strings.h>
#include <sqlite3.h>

#include "fuzz.h"

static const char *three[] = { "1", "2", "3" };

static rehab_values *all_present(apr_pool_t *pool, const rehab_statement *statement, int n)
{
    rehab_values *values = apr_hash_make(pool);

    for (int i = 0; i < statement->names->nelts + statement->conditions->nelts; i++) {
        int named = i < statement->names->nelts;
        rehab_value *value = apr_pcalloc(pool, sizeof *value);

        value->type = i % 2 ? REHAB_TYPE_BIGINT : REHAB_TYPE_TEXT;
        value->n = n;
        value->text = three;
        apr_hash_set(values, named ? APR_ARRAY_IDX(statement->names, i, const char *)
                     : APR_ARRAY_IDX(statement->conditions, i - statement->names->nelts,
                                     const char *), APR_HASH_KEY_STRING, value);
    }
    return values;
}

/* The places of a text for libpq, which are numbered in their order. */
static int count_places(apr_pool_t *pool, const char *sql)
{
    int places = 0;

    while ((sql = strstr(sql, apr_psprintf(pool, "CAST($%d AS ", places + 1)))) {
        places++;
        sql++;
    }
    return places;
}

/* SQLite also takes :2, @x and a bare ? for places, in which nobody ever puts a value. */
static int has_strange_places(const rehab_statement *statement, sqlite3_stmt *prepared)
{
    if (strchr(statement->text, '?'))
        return 1;
    for (int i = 1; i <= sqlite3_bind_parameter_count(prepared); i++) {
        if (sqlite3_bind_parameter_name(prepared, i))
            return 1;
    }
    return 0;
}

static void check_sqlite(const rehab_statement *statement, const rehab_variant *variant)
{
    static sqlite3 *db;
    sqlite3_stmt *prepared = NULL;
    const char *rest;

    if (!db)
        promise(sqlite3_open(":memory:", &db) == SQLITE_OK, "a database");
    if (sqlite3_prepare_v2(db, variant->sql, -1, &prepared, &rest) == SQLITE_OK && prepared) {
        promise(strspn(rest, " \t\r\n\f;") == strlen(rest), "one statement");
        promise(sqlite3_bind_parameter_count(prepared) == variant->binds->nelts
                || has_strange_places(statement, prepared), "as many places as binds");
    }
    sqlite3_finalize(prepared);
}

static void check_variant(apr_pool_t *pool, const rehab_statement *statement,
                          rehab_dialect dialect, rehab_values *values, int present)
{
    rehab_variant *variant = NULL;

    promise(!rehab_sql_variant(pool, statement, dialect, values, &variant), "a variant");
    for (int i = 0; i < variant->binds->nelts; i++) {
        const rehab_bind *bind = &APR_ARRAY_IDX(variant->binds, i, rehab_bind);

        promise(!rehab_bind_text(bind, values) == !present, "a value for each place");
    }
    if (dialect == REHAB_PGSQL)
        promise(strchr(statement->text, '$')    /* a place that nobody fills, or PostgreSQL's quotes */
                || count_places(pool, variant->sql) == variant->binds->nelts,
                "a place for each value");
    else
        check_sqlite(statement, variant);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    apr_pool_t *pool = open_pool();
    char *text = exact_text(data, size);
    rehab_statement *statement;
    rehab_fault *fault = rehab_sql_parse(pool, "fuzz", "fuzz.sql", text, &statement);

    free(text);
    if (fault) {
        promise(fault->status == 500 && !strncmp(fault->cause, "fuzz.sql:", 9),
                "a refusal names file and line");
    } else {
        rehab_values *one = all_present(pool, statement, 1);
        rehab_values *many = all_present(pool, statement, 3);

        for (int dialect = REHAB_SQLITE; dialect <= REHAB_PGSQL; dialect++) {
            check_variant(pool, statement, (rehab_dialect)dialect, NULL, 0);
            check_variant(pool, statement, (rehab_dialect)dialect, apr_hash_make(pool), 0);
            check_variant(pool, statement, (rehab_dialect)dialect, one, 1);
            check_variant(pool, statement, (rehab_dialect)dialect, many, 1);
        }
    }
    apr_pool_destroy(pool);
    return 0;
}
