/* test_db.c: what a statement gives and how each refusal is named, on both databases. */
#include "db_check.h"

/* --- Values and rows */

typedef struct seen {
    apr_pool_t *pool;
    const char *text;           /* "id=1 name=one|id=2 …"   */
    rehab_fault *refuse;        /* given back by the taker */
} seen;

static rehab_fault *see(void *baton, const rehab_row *row)
{
    seen *s = baton;

    for (int i = 0; i < row->columns; i++)
        s->text = apr_psprintf(s->pool, "%s%s%s=%s", s->text,
                               i ? " " : (*s->text ? "|" : ""), row->names[i],
                               row->values[i] ? row->values[i] : "(null)");
    return s->refuse;
}

static const char *rows(check *k, const char *sql, rehab_values *values)
{
    seen s = { k->pool, "", NULL };

    well(rehab_db_run(k->c, k->pool, read_statement(k, "rows", sql), values, see, &s, NULL));
    return s.text;
}

static void gives_rows_by_alias_and_null_as_null(void **state)
{
    assert_string_equal(rows(*state, "SELECT id AS \"visit-id\", name AS \"Name\" FROM visit "
                                     "WHERE id > 1 ORDER BY id", NULL),
                        "visit-id=2 Name=two|visit-id=3 Name=(null)");
    assert_string_equal(rows(*state, "SELECT id FROM visit WHERE id = 99", NULL), "");
}

static void binds_numbers_as_numbers(void **state)
{
    check *k = *state;
    rehab_values *values = one(k, "n", REHAB_TYPE_BIGINT, "2");

    assert_string_equal(rows(k, "SELECT id AS a FROM visit WHERE length(name) > :n "
                                "ORDER BY id LIMIT :n", values), "a=1|a=2");
    assert_string_equal(rows(k, "SELECT :n + 1 AS a", values), "a=3");
    rehab_values_set(k->pool, values, "n", REHAB_TYPE_BIGINT, "-9223372036854775808");
    assert_string_equal(rows(k, "SELECT :n AS a", values), "a=-9223372036854775808");
}

static void binds_text_as_text(void **state)
{
    check *k = *state;

    assert_string_equal(rows(k, "SELECT :t || '%s' AS a, :t IS NULL AS b",
                             one(k, "t", REHAB_TYPE_TEXT, "007 100%; DROP TABLE visit --")),
                        either(k, "a=007 100%; DROP TABLE visit --%s b=0",
                               "a=007 100%; DROP TABLE visit --%s b=f"));
    assert_string_equal(rows(k, "SELECT :t AS a", NULL), "a=(null)");
    assert_string_equal(rows(k, "SELECT id FROM visit WHERE name LIKE 't%o'", NULL), "id=2");
}

static void a_number_that_is_none_is_refused_without_its_text(void **state)
{
    static const char *const wrong[] = { "Ruth", "", "1x", "99999999999999999999", "1.5" };
    check *k = *state;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        rehab_fault *fault = rehab_db_tell(k->c, k->pool, "add", "UPDATE visit SET n = :n",
                                           one(k, "n", REHAB_TYPE_BIGINT, wrong[i]), NULL);
        faulty(fault, 500, "fault.broken");
        assert_string_equal(fault->cause, "add: the value of :n is no number");
    }
    assert_string_equal(ask(k, k->c, "SELECT n FROM visit WHERE id = 1"), "10");
}

static void a_list_finds_each_of_its_values(void **state)
{
    check *k = *state;
    rehab_values *values = one(k, "name", REHAB_TYPE_TEXT, "one");
    rehab_value *many = apr_hash_get(values, "name", APR_HASH_KEY_STRING);
    const char *texts[] = { "two", "none", "one" };
    static const char sql[] = "SELECT id FROM visit WHERE 1 = 1"
                              "/*if name*/ AND name IN (:name)/*end*/ ORDER BY id";

    assert_string_equal(rows(k, sql, values), "id=1");
    many->n = 3;
    many->text = texts;
    assert_string_equal(rows(k, sql, values), "id=1|id=2");
    many->n = 0;
    assert_string_equal(rows(k, sql, values), "id=1|id=2|id=3");
}

static void what_xml_cannot_hold_never_comes_out(void **state)
{
    check *k = *state;

    assert_string_equal(rows(k, either(k, "SELECT 'a' || char(1) || 'b' AS a",
                                       "SELECT 'a' || chr(1) || 'b' AS a"), NULL),
                        "a=a\xEF\xBF\xBD" "b");
}

static void counts_what_changed(void **state)
{
    check *k = *state;
    int changed = -1;

    well(rehab_db_tell(k->c, k->pool, "t", "UPDATE visit SET n = 1 WHERE id < 3", NULL, &changed));
    assert_int_equal(changed, 2);
    well(rehab_db_tell(k->c, k->pool, "t", "UPDATE visit SET n = 1 WHERE id > 9", NULL, &changed));
    assert_int_equal(changed, 0);
    well(rehab_db_tell(k->c, k->pool, "t", "INSERT INTO visit (id, name) VALUES (7, 'one') "
                       "ON CONFLICT DO NOTHING", NULL, &changed));
    assert_int_equal(changed, 0);
    well(rehab_db_tell(k->c, k->pool, "t", "DELETE FROM visit WHERE id = 3 RETURNING id", NULL,
                       &changed));
    assert_int_equal(changed, 1);
    assert_string_equal(rows(k, "INSERT INTO visit (id) VALUES (8), (9) RETURNING id AS a", NULL),
                        "a=8|a=9");
}

static void the_engine_asks_for_one_text(void **state)
{
    check *k = *state;

    assert_string_equal(ask(k, k->c, "SELECT name FROM visit ORDER BY id"), "one");
    assert_null(ask(k, k->c, "SELECT name FROM visit WHERE id = 3"));
    assert_null(ask(k, k->c, "SELECT name FROM visit WHERE id = 99"));
}

static void a_fault_of_the_taker_ends_the_statement_and_comes_back(void **state)
{
    check *k = *state;
    rehab_fault *refusal = rehab_fault_make(k->pool, 422, "fault.form", "enough");
    seen s = { k->pool, "", refusal };
    int changed = -1;

    well(rehab_db_begin_write(k->c));
    rehab_fault *fault = rehab_db_run(k->c, k->pool,
                                      read_statement(k, "r", "SELECT id FROM visit ORDER BY id"),
                                      NULL, see, &s, &changed);
    assert_ptr_equal(fault, refusal);
    assert_int_equal(changed, 0);
    assert_string_equal(s.text, "id=1");
    tell(k, k->c, "UPDATE visit SET n = 5 WHERE id = 1");
    well(rehab_db_commit(k->c));
    assert_string_equal(ask(k, k->c, "SELECT n FROM visit WHERE id = 1"), "5");
}

typedef struct nest {
    check *k;
    rehab_statement *statement;
    int depth;
    int rows;
} nest;

static rehab_fault *go_deeper(void *baton, const rehab_row *row)
{
    nest *n = baton;
    const char *before = apr_pstrdup(n->k->pool, row->values[0]);
    rehab_fault *fault = NULL;

    n->rows++;
    if (n->depth < 2) {
        n->depth++;
        fault = rehab_db_run(n->k->c, n->k->pool, n->statement, NULL, go_deeper, n, NULL);
        n->depth--;
    }
    assert_string_equal(row->values[0], before);
    return fault;
}

static void a_statement_may_run_inside_its_own_rows(void **state)
{
    check *k = *state;
    nest n = { k, read_statement(k, "nest", "SELECT id FROM visit ORDER BY id"), 0, 0 };

    well(rehab_db_run(k->c, k->pool, n.statement, NULL, go_deeper, &n, NULL));
    assert_int_equal(n.rows, 3 + 9 + 27);
}

/* --- Refusals */

static void a_broken_constraint_is_a_conflict_and_names_no_value(void **state)
{
    static const char *const broken[] = {
        "INSERT INTO visit (id, name) VALUES (40, :name)",
        "INSERT INTO visit (id, name) SELECT 1, :name || ' other'",
        "INSERT INTO visit (id, name) SELECT 41, 'nobody' WHERE :name IS NOT NULL",
    };
    check *k = *state;
    rehab_values *values = one(k, "name", REHAB_TYPE_TEXT, "Ruth");

    well(rehab_db_tell(k->c, k->pool, "a", broken[0], values, NULL));
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        rehab_fault *fault = rehab_db_tell(k->c, k->pool, "visit/add", broken[i], values, NULL);
        faulty(fault, 409, "fault.conflict");
        assert_int_equal(fault->again, 0);
        assert_ptr_equal(strstr(fault->cause, "visit/add: "), fault->cause);
        assert_null(strstr(fault->cause, "Ruth"));
        assert_null(strstr(fault->cause, "nobody)"));
    }
}

static void a_value_that_a_function_refuses_is_not_named(void **state)
{
    check *k = *state;
    rehab_fault *fault = rehab_db_tell(k->c, k->pool, "s",
        either(k, "SELECT json(:t)", "SELECT CAST(:t AS bigint)"),
        one(k, "t", REHAB_TYPE_TEXT, "Ruth"), NULL);

    faulty(fault, 500, "fault.broken");
    assert_null(strstr(fault->cause, "Ruth"));
}

static void a_table_that_is_missing_is_named(void **state)
{
    check *k = *state;
    rehab_fault *fault = rehab_db_tell(k->c, k->pool, "visit/all", "SELECT a FROM gone", NULL,
                                       NULL);

    faulty(fault, 500, "fault.broken");
    assert_non_null(strstr(fault->cause, "visit/all: "));
    assert_non_null(strstr(fault->cause, "gone"));
}

static void prepare_says_what_the_database_says_and_runs_nothing(void **state)
{
    check *k = *state;
    rehab_values *values = one(k, "n", REHAB_TYPE_BIGINT, "1");

    for (int i = 0; i < 2; i++)
        well(rehab_db_prepare(k->c, k->pool, read_statement(k, "p",
                              "UPDATE visit SET n = :n + 1, name = :t WHERE id IN (:n)"), values));
    assert_string_equal(ask(k, k->c, "SELECT n FROM visit WHERE id = 1"), "10");
    rehab_fault *fault = rehab_db_prepare(k->c, k->pool,
                                          read_statement(k, "p", "SELECT colour FROM visit"), NULL);
    faulty(fault, 500, "fault.broken");
    assert_non_null(strstr(fault->cause, "colour"));
    well(rehab_db_prepare(k->c, k->pool, read_statement(k, "p", "SELECT id FROM visit"), NULL));
}

static void a_script_runs_all_its_statements_and_is_named_when_one_fails(void **state)
{
    check *k = *state;

    well(rehab_db_script(k->c, "001-a", "-- ;'\nUPDATE visit SET n = 3; UPDATE visit SET n = 4"));
    assert_string_equal(ask(k, k->c, "SELECT n FROM visit WHERE id = 1"), "4");
    well(rehab_db_begin_write(k->c));
    rehab_fault *fault = rehab_db_script(k->c, "002-b",
                                         "UPDATE visit SET n = 5; UPDATE gone SET a");
    faulty(fault, 500, "fault.broken");
    assert_non_null(strstr(fault->cause, "002-b: "));
    faulty(rehab_db_commit(k->c), 500, "fault.broken");
    assert_string_equal(ask(k, k->c, "SELECT n FROM visit WHERE id = 1"), "4");
}

static const char counting[] = "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c "
                               "WHERE i < :n) SELECT count(*) AS n FROM c";

static void a_statement_beyond_its_limit_is_stopped_and_named(void **state)
{
    check *k = *state;
    rehab_db_settings settings = settings_of(k);
    const char *text;

    settings.limit_ms = 1500;   /* what follows must not come near it on a busy machine */
    rehab_connection *c = borrow_from(k, open_with(k, &settings));
    well(rehab_db_begin_read(c));
    rehab_fault *fault = rehab_db_ask(c, k->pool, "visit/all", counting,
                                      one(k, "n", REHAB_TYPE_BIGINT, "2000000000"), &text);
    faulty(fault, 503, "fault.slow");
    assert_non_null(strstr(fault->cause, "visit/all"));
    rehab_db_rollback(c);
    assert_string_equal(ask(k, c, "SELECT n FROM visit WHERE id = 1"), "10");
}

static void a_slow_statement_is_logged_by_name(void **state)
{
    check *k = *state;
    rehab_db_settings settings = settings_of(k);
    const char *text;

    settings.slow_ms = 5;
    rehab_connection *c = borrow_from(k, open_with(k, &settings));
    well(rehab_db_ask(c, k->pool, "quick", "SELECT 1", NULL, &text));
    well(rehab_db_ask(c, k->pool, "visit/slow", counting,
                      one(k, "n", REHAB_TYPE_BIGINT, "300000"), &text));
    assert_string_equal(text, "300000");
    assert_non_null(strstr(k->logged, "statement visit/slow took "));
}

static int group(const char *name)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(gives_rows_by_alias_and_null_as_null, setup, teardown),
        cmocka_unit_test_setup_teardown(binds_numbers_as_numbers, setup, teardown),
        cmocka_unit_test_setup_teardown(binds_text_as_text, setup, teardown),
        cmocka_unit_test_setup_teardown(a_number_that_is_none_is_refused_without_its_text, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_list_finds_each_of_its_values, setup, teardown),
        cmocka_unit_test_setup_teardown(what_xml_cannot_hold_never_comes_out, setup, teardown),
        cmocka_unit_test_setup_teardown(counts_what_changed, setup, teardown),
        cmocka_unit_test_setup_teardown(the_engine_asks_for_one_text, setup, teardown),
        cmocka_unit_test_setup_teardown(a_fault_of_the_taker_ends_the_statement_and_comes_back,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_statement_may_run_inside_its_own_rows, setup, teardown),
        cmocka_unit_test_setup_teardown(a_broken_constraint_is_a_conflict_and_names_no_value,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_value_that_a_function_refuses_is_not_named, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_table_that_is_missing_is_named, setup, teardown),
        cmocka_unit_test_setup_teardown(prepare_says_what_the_database_says_and_runs_nothing,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(
            a_script_runs_all_its_statements_and_is_named_when_one_fails, setup, teardown),
        cmocka_unit_test_setup_teardown(a_statement_beyond_its_limit_is_stopped_and_named, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_slow_statement_is_logged_by_name, setup, teardown),
    };

    return cmocka_run_group_tests_name(name, tests, begin_group, NULL);
}

int main(void)
{
    apr_initialize();
    int failed = run_on_sqlite("db", group);
    failed += run_on_pgsql("db", group);
    return failed;
}
