/* test_sql.c: how a statement file is read, and what each database gets of it. */
#include "sql.h"

#include <apr_file_io.h>
#include <apr_general.h>
#include <apr_strings.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int make_pool(void **state)
{
    apr_pool_t *pool;

    apr_pool_create(&pool, NULL);
    *state = pool;
    return 0;
}

static int drop_pool(void **state)
{
    apr_pool_destroy(*state);
    return 0;
}

static rehab_statement *parsed(apr_pool_t *pool, const char *text)
{
    rehab_statement *statement = NULL;
    rehab_fault *fault = rehab_sql_parse(pool, "jobs/list", "list.sql", text, &statement);

    if (fault)
        fail_msg("%s", fault->cause);
    return statement;
}

static void refuse(apr_pool_t *pool, const char *text, const char *cause)
{
    rehab_statement *statement = NULL;
    rehab_fault *fault = rehab_sql_parse(pool, "jobs/list", "list.sql", text, &statement);

    assert_non_null(fault);
    assert_int_equal(fault->status, 500);
    assert_string_equal(fault->cause, cause);
    assert_null(statement);
}

static rehab_values *no_values(apr_pool_t *pool)
{
    return apr_hash_make(pool);
}

/* `n` values "1", "2" … under `name`. */
static void set_many(apr_pool_t *pool, rehab_values *values, const char *name, int n)
{
    rehab_value *value = apr_pcalloc(pool, sizeof *value);

    value->n = n;
    value->text = apr_palloc(pool, (apr_size_t)n * sizeof *value->text);
    for (int i = 0; i < n; i++)
        value->text[i] = apr_itoa(pool, i + 1);
    apr_hash_set(values, name, APR_HASH_KEY_STRING, value);
}

static rehab_variant *variant(apr_pool_t *pool, const char *text, rehab_dialect dialect,
                              rehab_values *values)
{
    rehab_variant *made = NULL;
    rehab_fault *fault = rehab_sql_variant(pool, parsed(pool, text), dialect, values, &made);

    if (fault)
        fail_msg("%s", fault->cause);
    return made;
}

/* The text for SQLite; what is bound, in order, is written behind it: "… | a0 b0". */
static const char *sqlite_text(apr_pool_t *pool, const char *text, rehab_values *values)
{
    rehab_variant *made = variant(pool, text, REHAB_SQLITE, values);
    const char *shown = made->sql;

    for (int i = 0; i < made->binds->nelts; i++) {
        const rehab_bind *bind = &APR_ARRAY_IDX(made->binds, i, rehab_bind);
        shown = apr_psprintf(pool, "%s%s%s%d", shown, i ? " " : " | ", bind->name, bind->index);
    }
    return shown;
}

static const char *without_spaces(apr_pool_t *pool, const char *text, rehab_values *values)
{
    const char *spaced = sqlite_text(pool, text, values);
    char *shown = apr_pstrdup(pool, spaced);

    apr_collapse_spaces(shown, spaced);
    return shown;
}

static const char *joined(apr_pool_t *pool, const apr_array_header_t *names)
{
    return apr_array_pstrcat(pool, names, ' ');
}

static void finds_every_name_once_in_order(void **state)
{
    rehab_statement *s = parsed(*state, "SELECT :b, :a, :b /*if c*/, :c /*end*/");

    assert_string_equal(joined(*state, s->names), "b a c");
    assert_string_equal(joined(*state, s->conditions), "c");
}

static void a_colon_in_quotes_or_comments_is_no_parameter(void **state)
{
    static const char text[] =
        "-- takes :one\n"
        "SELECT ':two', 'it''s :three', \"a:four\", `a:five` /* :six */, E'\\':seven',\n"
        "       $$ :eight ' $$, $q$ :nine $$ $q$, x::text, a[1:2] -- :ten\n"
        " WHERE y = :eleven";

    assert_string_equal(joined(*state, parsed(*state, text)->names), "eleven");
}

static void comments_do_not_reach_the_database(void **state)
{
    assert_string_equal(sqlite_text(*state, "SELECT/* a ? */1-- b\n+ 2;\n-- after\n", NULL),
                        "SELECT 1\n+ 2");
}

static void binds_places_in_order_of_appearance(void **state)
{
    assert_string_equal(sqlite_text(*state, "SELECT :b + :a + :b", NULL),
                        "SELECT ? + ? + ? | b0 a0 b0");
}

static void a_clause_stands_only_when_its_parameter_is_present(void **state)
{
    static const char text[] = "SELECT 1/*if a*/ AND :a/*end*//*if not a*/ OR 0/*end*/";
    rehab_values *values = no_values(*state);

    assert_string_equal(without_spaces(*state, text, values), "SELECT1OR0");
    rehab_values_set(*state, values, "a", REHAB_TYPE_TEXT, "x");
    assert_string_equal(without_spaces(*state, text, values), "SELECT1AND?|a0");
}

static void clauses_nest(void **state)
{
    static const char text[] = "SELECT/*if a*/ A/*if b*/ AB/*if not c*/ ABx/*end*//*end*/"
                               "/*if c*/ AC/*end*//*end*/ Z";
    rehab_values *values = no_values(*state);

    rehab_values_set(*state, values, "b", REHAB_TYPE_TEXT, "x");
    assert_string_equal(without_spaces(*state, text, values), "SELECTZ");
    rehab_values_set(*state, values, "a", REHAB_TYPE_TEXT, "x");
    assert_string_equal(without_spaces(*state, text, values), "SELECTAABABxZ");
    rehab_values_set(*state, values, "c", REHAB_TYPE_TEXT, "x");
    assert_string_equal(without_spaces(*state, text, values), "SELECTAABACZ");
}

static void a_flag_of_zero_opens_no_clause_and_is_still_bound(void **state)
{
    rehab_values *values = no_values(*state);
    rehab_value *flag;

    rehab_values_set(*state, values, "ride", REHAB_TYPE_BIGINT, "0");
    flag = apr_hash_get(values, "ride", APR_HASH_KEY_STRING);
    flag->absent_in_clauses = 1;
    rehab_variant *made = variant(*state, "SELECT :ride/*if ride*/ AND 1/*end*/", REHAB_SQLITE,
                                  values);
    assert_string_equal(made->sql, "SELECT ? ");
    assert_string_equal(rehab_bind_text(&APR_ARRAY_IDX(made->binds, 0, rehab_bind), values), "0");
}

static void a_comment_in_prose_is_no_clause(void **state)
{
    rehab_statement *s = parsed(*state, "/* if the place is gone, none */ SELECT 1 /* the end */");

    assert_int_equal(s->conditions->nelts, 0);
}

static void a_list_gets_a_power_of_two_of_places(void **state)
{
    static const int expected[][2] = { {1, 1}, {2, 2}, {3, 4}, {5, 8}, {33, 64}, {64, 64} };

    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        rehab_values *values = no_values(*state);
        set_many(*state, values, "field", expected[i][0]);
        rehab_variant *made = variant(*state, "SELECT 1 WHERE a IN ( :field )", REHAB_SQLITE,
                                      values);
        assert_int_equal(made->binds->nelts, expected[i][1]);
    }
}

static void a_list_is_filled_with_its_last_value(void **state)
{
    rehab_values *values = no_values(*state);

    set_many(*state, values, "field", 3);
    rehab_variant *made = variant(*state, "SELECT 1 WHERE a IN (:field)", REHAB_SQLITE, values);
    assert_string_equal(made->sql, "SELECT 1 WHERE a IN (?, ?, ?, ?)");
    assert_string_equal(rehab_bind_text(&APR_ARRAY_IDX(made->binds, 1, rehab_bind), values), "2");
    assert_string_equal(rehab_bind_text(&APR_ARRAY_IDX(made->binds, 3, rehab_bind), values), "3");
}

static void refuses_a_list_of_more_than_64_values(void **state)
{
    rehab_statement *s = parsed(*state, "SELECT 1 WHERE a IN (:field)");
    rehab_values *values = no_values(*state);
    rehab_variant *made = NULL;
    const char *key = NULL;

    set_many(*state, values, "field", 65);
    rehab_fault *fault = rehab_sql_variant(*state, s, REHAB_PGSQL, values, &made);
    assert_non_null(fault);
    assert_int_equal(fault->status, 400);
    assert_string_equal(fault->say, "fault.form");
    assert_non_null(rehab_sql_key(*state, s, values, &key));
}

static void many_values_outside_a_list_bind_the_first(void **state)
{
    rehab_values *values = no_values(*state);

    set_many(*state, values, "field", 3);
    assert_string_equal(sqlite_text(*state, "SELECT :field", values), "SELECT ? | field0");
    assert_string_equal(sqlite_text(*state, "SELECT 1 IN (:field, 7)", values),
                        "SELECT 1 IN (?, 7) | field0");
    assert_string_equal(sqlite_text(*state, "SELECT min(:field)", values),
                        "SELECT min(?) | field0");
}

static void postgresql_gets_the_type_of_each_place(void **state)
{
    rehab_values *values = no_values(*state);

    rehab_values_set(*state, values, "limit", REHAB_TYPE_BIGINT, NULL);
    set_many(*state, values, "field", 2);
    rehab_variant *made = variant(*state, "SELECT 1 WHERE a IN (:field) LIMIT :limit",
                                  REHAB_PGSQL, values);
    assert_string_equal(made->sql, "SELECT 1 WHERE a IN (CAST(%s AS text), CAST(%s AS text)) "
                                   "LIMIT CAST(%s AS bigint)");
}

static void a_percent_is_doubled_for_postgresql_only(void **state)
{
    static const char text[] = "SELECT 7 % 2, 'a%s%%'";

    assert_string_equal(variant(*state, text, REHAB_PGSQL, NULL)->sql,
                        "SELECT 7 %% 2, 'a%%s%%%%'");
    assert_string_equal(variant(*state, text, REHAB_SQLITE, NULL)->sql, text);
}

static void an_absent_value_binds_null(void **state)
{
    rehab_values *values = no_values(*state);
    rehab_bind bind = { "a", 0, REHAB_TYPE_TEXT };

    assert_null(rehab_bind_text(&bind, values));
    rehab_values_set(*state, values, "a", REHAB_TYPE_TEXT, NULL);
    assert_null(rehab_bind_text(&bind, values));
}

static void refuses_what_is_not_closed(void **state)
{
    refuse(*state, "SELECT\n 'abc", "list.sql:2: this quote is not closed");
    refuse(*state, "SELECT \"abc", "list.sql:1: this quote is not closed");
    refuse(*state, "SELECT E'abc\\'", "list.sql:1: this quote is not closed");
    refuse(*state, "SELECT $a$ b $$",
           "list.sql:1: this quote in dollar signs is not closed");
    refuse(*state, "SELECT 1\n/* abc", "list.sql:2: this comment is not closed");
    refuse(*state, "SELECT 1\n\n/*if a*/ AND 2\n",
           "list.sql:3: this clause is not closed by /*end*/");
}

static void refuses_an_end_too_many(void **state)
{
    refuse(*state, "SELECT 1 /*if a*/ /*end*/\n/*end*/", "list.sql:2: this end closes no clause");
}

static void refuses_a_clause_written_wrong(void **state)
{
    static const char cause[] =
        "list.sql:1: a clause is /*if name*/ or /*if not name*/, up to /*end*/";

    refuse(*state, "SELECT 1 /*if a b*/ /*end*/", cause);
    refuse(*state, "SELECT 1 /*if*/ /*end*/", cause);
    refuse(*state, "SELECT 1 /*if not*/ /*end*/", cause);
    refuse(*state, "SELECT 1 /*if :a*/ /*end*/", cause);
    refuse(*state, "SELECT 1 /*if a*/ /*else*/ /*end*/", cause);
}

static void refuses_no_statement_and_a_second_one(void **state)
{
    refuse(*state, "", "list.sql:1: there is no statement");
    refuse(*state, "-- only words\n", "list.sql:2: there is no statement");
    refuse(*state, "SELECT 1;\nSELECT 2",
           "list.sql:2: a file holds one statement, and here begins a second one");
    refuse(*state, "SELECT 1 /*if a*/; /*end*/", "list.sql:1: the statement ends inside a clause");
    refuse(*state, "SELECT 1; /*if a*/ /*end*/",
           "list.sql:1: a clause reaches behind the end of the statement");
}

static void refuses_what_two_databases_read_differently(void **state)
{
    refuse(*state, "SELECT /* a /* b */ 1",
           "list.sql:1: a comment in a comment means two things to two databases");
    refuse(*state, "SELECT $1", "list.sql:1: a place is written :name, not with a dollar sign");
    refuse(*state, "SELECT $name", "list.sql:1: a place is written :name, not with a dollar sign");
}

static void knows_which_statements_give_rows(void **state)
{
    assert_int_equal(parsed(*state, "SELECT 1")->gives_rows, 1);
    assert_int_equal(parsed(*state, "INSERT INTO a VALUES (1)")->gives_rows, 0);
    assert_int_equal(parsed(*state, "update a set b = 'RETURNING'")->gives_rows, 0);
    assert_int_equal(parsed(*state, "DELETE FROM a RETURNING b")->gives_rows, 1);
    assert_int_equal(parsed(*state, "WITH x AS (SELECT 1) INSERT INTO a SELECT 1")->gives_rows, 0);
    assert_int_equal(parsed(*state, "WITH x AS (DELETE FROM a RETURNING b) SELECT 1")->gives_rows,
                     1);
    assert_int_equal(parsed(*state, "WITH x AS (DELETE FROM a RETURNING b) "
                                    "UPDATE a SET b = 1")->gives_rows, 0);
}

static void only_a_plain_question_may_be_asked_again(void **state)
{
    assert_int_equal(parsed(*state, "-- head\n  select 1")->asks, 1);
    assert_int_equal(parsed(*state, "WITH x AS (DELETE FROM a RETURNING b) SELECT 1")->asks, 0);
    assert_int_equal(parsed(*state, "INSERT INTO a SELECT 1")->asks, 0);
}

static const char *key_of(apr_pool_t *pool, const char *text, rehab_values *values)
{
    const char *key = NULL;

    assert_null(rehab_sql_key(pool, parsed(pool, text), values, &key));
    assert_string_equal(variant(pool, text, REHAB_SQLITE, values)->key, key);
    return key;
}

static void a_key_tells_apart_all_that_makes_another_text(void **state)
{
    static const char text[] = "SELECT 1 WHERE a IN (:a)/*if b*/ AND :c/*end*/";
    rehab_values *values = no_values(*state);
    const char *keys[6];
    int n = 0;

    keys[n++] = key_of(*state, text, values);
    keys[n++] = key_of(*state, "SELECT 2 WHERE a IN (:a)/*if b*/ AND :c/*end*/", values);
    rehab_values_set(*state, values, "b", REHAB_TYPE_TEXT, "x");
    keys[n++] = key_of(*state, text, values);
    rehab_values_set(*state, values, "c", REHAB_TYPE_BIGINT, "1");
    keys[n++] = key_of(*state, text, values);
    set_many(*state, values, "a", 2);
    keys[n++] = key_of(*state, text, values);
    set_many(*state, values, "a", 3);
    keys[n++] = key_of(*state, text, values);
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < i; k++)
            assert_string_not_equal(keys[i], keys[k]);
    }
    set_many(*state, values, "a", 4);
    assert_string_equal(key_of(*state, text, values), keys[5]);
}

static void write_file(apr_pool_t *pool, const char *path, const char *text)
{
    apr_file_t *file;
    apr_size_t length = strlen(text);

    assert_int_equal(apr_file_open(&file, path, APR_FOPEN_WRITE | APR_FOPEN_CREATE
                                   | APR_FOPEN_TRUNCATE, APR_FPROT_OS_DEFAULT, pool), APR_SUCCESS);
    apr_file_write_full(file, text, length, NULL);
    apr_file_close(file);
}

static void postgresql_reads_its_own_text_where_there_is_one(void **state)
{
    char *directory = apr_pstrdup(*state, "/tmp/test_sql.XXXXXX");
    rehab_statement *s;

    assert_non_null(mkdtemp(directory));
    const char *area = apr_pstrcat(*state, directory, "/jobs", NULL);
    apr_dir_make(area, APR_FPROT_OS_DEFAULT, *state);
    const char *both = apr_pstrcat(*state, area, "/list.sql", NULL);
    const char *own = apr_pstrcat(*state, area, "/list.pgsql.sql", NULL);
    write_file(*state, both, "SELECT 1");
    assert_null(rehab_sql_read(*state, directory, "jobs/list.sql", REHAB_PGSQL, &s));
    assert_string_equal(s->text, "SELECT 1");
    write_file(*state, own, "SELECT 2");
    assert_null(rehab_sql_read(*state, directory, "jobs/list.sql", REHAB_PGSQL, &s));
    assert_string_equal(s->text, "SELECT 2");
    assert_string_equal(s->name, "jobs/list");
    assert_string_equal(s->file, own);
    assert_null(rehab_sql_read(*state, directory, "jobs/list.sql", REHAB_SQLITE, &s));
    assert_string_equal(s->text, "SELECT 1");
    apr_file_remove(both, *state);
    apr_file_remove(own, *state);
    rehab_fault *fault = rehab_sql_read(*state, directory, "jobs/list.sql", REHAB_SQLITE, &s);
    assert_non_null(fault);
    assert_non_null(strstr(fault->cause, "/jobs/list.sql:1: cannot be read: No such file"));
    apr_dir_remove(area, *state);
    apr_dir_remove(directory, *state);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(finds_every_name_once_in_order),
    cmocka_unit_test(a_colon_in_quotes_or_comments_is_no_parameter),
    cmocka_unit_test(comments_do_not_reach_the_database),
    cmocka_unit_test(binds_places_in_order_of_appearance),
    cmocka_unit_test(a_clause_stands_only_when_its_parameter_is_present),
    cmocka_unit_test(clauses_nest),
    cmocka_unit_test(a_flag_of_zero_opens_no_clause_and_is_still_bound),
    cmocka_unit_test(a_comment_in_prose_is_no_clause),
    cmocka_unit_test(a_list_gets_a_power_of_two_of_places),
    cmocka_unit_test(a_list_is_filled_with_its_last_value),
    cmocka_unit_test(refuses_a_list_of_more_than_64_values),
    cmocka_unit_test(many_values_outside_a_list_bind_the_first),
    cmocka_unit_test(postgresql_gets_the_type_of_each_place),
    cmocka_unit_test(a_percent_is_doubled_for_postgresql_only),
    cmocka_unit_test(an_absent_value_binds_null),
    cmocka_unit_test(refuses_what_is_not_closed),
    cmocka_unit_test(refuses_an_end_too_many),
    cmocka_unit_test(refuses_a_clause_written_wrong),
    cmocka_unit_test(refuses_no_statement_and_a_second_one),
    cmocka_unit_test(refuses_what_two_databases_read_differently),
    cmocka_unit_test(knows_which_statements_give_rows),
    cmocka_unit_test(only_a_plain_question_may_be_asked_again),
    cmocka_unit_test(a_key_tells_apart_all_that_makes_another_text),
    cmocka_unit_test(postgresql_reads_its_own_text_where_there_is_one),
};

int main(void)
{
    apr_initialize();
    atexit(apr_terminate);
    return cmocka_run_group_tests_name("sql", tests, make_pool, drop_pool);
}
