/* test_sql_variant.c: what each database gets of a statement, for what is present. */
#include "sql_check.h"

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
    static const char text[] = "SELECT/*if a*/ A/*if b*/ AB/*if not c*/ ABx/*end*/ ABy/*end*/"
                               "/*if c*/ AC/*end*//*end*/ Z";
    rehab_values *values = no_values(*state);

    rehab_values_set(*state, values, "b", REHAB_TYPE_TEXT, "x");
    assert_string_equal(without_spaces(*state, text, values), "SELECTZ");
    rehab_values_set(*state, values, "a", REHAB_TYPE_TEXT, "x");
    assert_string_equal(without_spaces(*state, text, values), "SELECTAABABxAByZ");
    rehab_values_set(*state, values, "c", REHAB_TYPE_TEXT, "x");
    assert_string_equal(without_spaces(*state, text, values), "SELECTAABAByACZ");
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
    assert_string_equal(made->sql, "SELECT 1 WHERE a IN (CAST($1 AS text), CAST($2 AS text)) "
                                   "LIMIT CAST($3 AS bigint)");
}

static void what_seldom_changes_stands_in_the_text_for_postgresql(void **state)
{
    static const char text[] = "SELECT :n, :today LIMIT :limit";
    rehab_values *values = no_values(*state);
    const char *key = NULL, *other = NULL;

    rehab_values_set(*state, values, "n", REHAB_TYPE_BIGINT, "7");
    rehab_values_fix(*state, values, "today", REHAB_TYPE_TEXT, "2026-11-22");
    rehab_values_fix(*state, values, "limit", REHAB_TYPE_BIGINT, "21");
    rehab_variant *made = variant(*state, text, REHAB_PGSQL, values);
    assert_string_equal(made->sql, "SELECT CAST($1 AS bigint), CAST('2026-11-22' AS text) "
                                   "LIMIT CAST(21 AS bigint)");
    assert_int_equal(made->binds->nelts, 1);
    assert_string_equal(sqlite_text(*state, text, values),
                        "SELECT ?, ? LIMIT ? | n0 today0 limit0");
    assert_null(rehab_sql_key(*state, parsed(*state, text), values, &key));
    rehab_values_fix(*state, values, "limit", REHAB_TYPE_BIGINT, "2");
    assert_null(rehab_sql_key(*state, parsed(*state, text), values, &other));
    assert_string_not_equal(key, other);
}

static void nothing_but_digits_ever_stands_in_a_text(void **state)
{
    static const char *const bound[] = { "a", "1' OR '1'='1", "", "2026-11-22 ", "1;2", NULL };
    rehab_values *values = no_values(*state);

    for (size_t i = 0; i < sizeof bound / sizeof *bound; i++) {
        rehab_values_fix(*state, values, "today", REHAB_TYPE_TEXT, bound[i]);
        assert_string_equal(variant(*state, "SELECT :today", REHAB_PGSQL, values)->sql,
                            "SELECT CAST($1 AS text)");
    }
}

static void a_percent_is_left_as_it_is(void **state)
{
    static const char text[] = "SELECT 7 % 2, 'a%s%%'";

    assert_string_equal(variant(*state, text, REHAB_PGSQL, NULL)->sql, text);
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

static const char add[] = "INSERT INTO a (b, c) VALUES (:b, coalesce(:c, 'a)b(')) ON CONFLICT DO "
                          "NOTHING RETURNING (a)";

static void a_row_is_said_as_often_as_it_is_asked_for(void **state)
{
    rehab_values *values = no_values(*state);
    rehab_statement *many;
    rehab_variant *made;

    set_many(*state, values, "b", 3);
    rehab_values_set(*state, values, "c", REHAB_TYPE_TEXT, "x");
    assert_null(rehab_sql_rows(*state, parsed(*state, add), 3, &many));
    assert_null(rehab_sql_variant(*state, many, REHAB_SQLITE, values, &made));
    assert_string_equal(made->sql, "INSERT INTO a (b, c) VALUES (?, coalesce(?, 'a)b(')), "
                                   "(?, coalesce(?, 'a)b(')), (?, coalesce(?, 'a)b(')) "
                                   "ON CONFLICT DO NOTHING RETURNING (a)");
    static const char *const bound[] = { "1", "x", "2", "x", "3", "x" };
    assert_int_equal(made->binds->nelts, 6);
    for (int i = 0; i < 6; i++)
        assert_string_equal(rehab_bind_text(&APR_ARRAY_IDX(made->binds, i, rehab_bind), values),
                            bound[i]);
    assert_int_equal(many->gives_rows, 1);
}

static void many_rows_and_one_are_told_apart(void **state)
{
    rehab_statement *one = parsed(*state, add), *many, *more;
    const char *keys[3];

    assert_null(rehab_sql_rows(*state, one, 8, &many));
    assert_null(rehab_sql_rows(*state, one, 9, &more));
    assert_null(rehab_sql_key(*state, one, NULL, &keys[0]));
    assert_null(rehab_sql_key(*state, many, NULL, &keys[1]));
    assert_null(rehab_sql_key(*state, more, NULL, &keys[2]));
    assert_string_not_equal(keys[0], keys[1]);
    assert_string_not_equal(keys[1], keys[2]);
}

static void refuses_many_rows_where_there_is_no_row_or_a_clause(void **state)
{
    static const char *const texts[] = {
        "SELECT :a", "INSERT INTO a (b) SELECT :a",
        "INSERT INTO a (b) VALUES (:a/*if b*/ + 1/*end*/)",
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        rehab_statement *many = NULL;
        rehab_fault *fault = rehab_sql_rows(*state, parsed(*state, texts[i]), 2, &many);

        assert_non_null(fault);
        assert_int_equal(fault->status, 500);
        assert_null(many);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(binds_places_in_order_of_appearance),
    cmocka_unit_test(a_clause_stands_only_when_its_parameter_is_present),
    cmocka_unit_test(clauses_nest),
    cmocka_unit_test(a_flag_of_zero_opens_no_clause_and_is_still_bound),
    cmocka_unit_test(a_list_gets_a_power_of_two_of_places),
    cmocka_unit_test(a_list_is_filled_with_its_last_value),
    cmocka_unit_test(refuses_a_list_of_more_than_64_values),
    cmocka_unit_test(many_values_outside_a_list_bind_the_first),
    cmocka_unit_test(postgresql_gets_the_type_of_each_place),
    cmocka_unit_test(what_seldom_changes_stands_in_the_text_for_postgresql),
    cmocka_unit_test(nothing_but_digits_ever_stands_in_a_text),
    cmocka_unit_test(a_percent_is_left_as_it_is),
    cmocka_unit_test(an_absent_value_binds_null),
    cmocka_unit_test(a_key_tells_apart_all_that_makes_another_text),
    cmocka_unit_test(a_row_is_said_as_often_as_it_is_asked_for),
    cmocka_unit_test(many_rows_and_one_are_told_apart),
    cmocka_unit_test(refuses_many_rows_where_there_is_no_row_or_a_clause),
};

int main(void)
{
    apr_initialize();
    atexit(apr_terminate);
    return cmocka_run_group_tests_name("sql_variant", tests, make_pool, drop_pool);
}
