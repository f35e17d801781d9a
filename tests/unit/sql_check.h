/* sql_check.h: what the tests of statements share: reading one, and showing what it became. */
#ifndef SQL_CHECK_H
#define SQL_CHECK_H

#include "../../mod_rehab/sql.h"

#include <apr_file_io.h>
#include <apr_general.h>
#include <apr_strings.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static inline int make_pool(void **state)
{
    apr_pool_t *pool;

    apr_pool_create(&pool, NULL);
    *state = pool;
    return 0;
}

static inline int drop_pool(void **state)
{
    apr_pool_destroy(*state);
    return 0;
}

static inline rehab_statement *parsed(apr_pool_t *pool, const char *text)
{
    rehab_statement *statement = NULL;
    rehab_fault *fault = rehab_sql_parse(pool, "jobs/list", "list.sql", text, &statement);

    if (fault)
        fail_msg("%s", fault->cause);
    return statement;
}

static inline void refuse(apr_pool_t *pool, const char *text, const char *cause)
{
    rehab_statement *statement = NULL;
    rehab_fault *fault = rehab_sql_parse(pool, "jobs/list", "list.sql", text, &statement);

    assert_non_null(fault);
    assert_int_equal(fault->status, 500);
    assert_string_equal(fault->cause, cause);
    assert_null(statement);
}

static inline rehab_values *no_values(apr_pool_t *pool)
{
    return apr_hash_make(pool);
}

/* `n` values "1", "2" … under `name`. */
static inline void set_many(apr_pool_t *pool, rehab_values *values, const char *name, int n)
{
    rehab_value *value = apr_pcalloc(pool, sizeof *value);

    value->n = n;
    value->text = apr_palloc(pool, (apr_size_t)n * sizeof *value->text);
    for (int i = 0; i < n; i++)
        value->text[i] = apr_itoa(pool, i + 1);
    apr_hash_set(values, name, APR_HASH_KEY_STRING, value);
}

static inline rehab_variant *variant(apr_pool_t *pool, const char *text, rehab_dialect dialect,
                              rehab_values *values)
{
    rehab_variant *made = NULL;
    rehab_fault *fault = rehab_sql_variant(pool, parsed(pool, text), dialect, values, &made);

    if (fault)
        fail_msg("%s", fault->cause);
    return made;
}

/* The text for SQLite; what is bound, in order, is written behind it: "… | a0 b0". */
static inline const char *sqlite_text(apr_pool_t *pool, const char *text, rehab_values *values)
{
    rehab_variant *made = variant(pool, text, REHAB_SQLITE, values);
    const char *shown = made->sql;

    for (int i = 0; i < made->binds->nelts; i++) {
        const rehab_bind *bind = &APR_ARRAY_IDX(made->binds, i, rehab_bind);
        shown = apr_psprintf(pool, "%s%s%s%d", shown, i ? " " : " | ", bind->name, bind->index);
    }
    return shown;
}

static inline const char *without_spaces(apr_pool_t *pool, const char *text, rehab_values *values)
{
    const char *spaced = sqlite_text(pool, text, values);
    char *shown = apr_pstrdup(pool, spaced);

    apr_collapse_spaces(shown, spaced);
    return shown;
}

static inline const char *joined(apr_pool_t *pool, const apr_array_header_t *names)
{
    return apr_array_pstrcat(pool, names, ' ');
}

#endif
