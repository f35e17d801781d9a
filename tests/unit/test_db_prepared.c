/* test_db_prepared.c: what PostgreSQL keeps of statements, what becomes of it when the schema changes,
 * and what a lean run asks for.  Skipped where there is no PostgreSQL, but for lean runs. */
#include "db_check.h"

static const char kept[] = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%visit%'"
                           " AND statement NOT LIKE '%pg_prepared%'";

static void run(check *k, const char *sql, rehab_values *values)
{
    well(rehab_db_run(k->c, k->pool, read_statement(k, "visit", sql), values, NULL, NULL, NULL));
}

static void a_statement_is_prepared_once(void **state)
{
    check *k = *state;

    tell(k, k->c, "DEALLOCATE ALL");
    for (int i = 0; i < 3; i++)
        run(k, "SELECT n FROM visit WHERE id = :id",
            one(k, "id", REHAB_TYPE_BIGINT, apr_itoa(k->pool, i)));
    assert_string_equal(ask(k, k->c, kept), "1");
}

static void no_more_are_kept_than_there_is_room_for(void **state)
{
    check *k = *state;

    for (int i = 0; i < 3 * REHAB_MOST_PREPARED; i++)
        run(k, apr_psprintf(k->pool, "SELECT n + %d FROM visit", i), NULL);
    assert_int_equal(k->c->count, REHAB_MOST_PREPARED);
    int there = atoi(ask(k, k->c, kept));
    assert_in_range(there, REHAB_MOST_PREPARED - 2, REHAB_MOST_PREPARED);
}

/* As another process does it. */
static void change_the_schema(check *k, const char *sql)
{
    rehab_connection *other = borrow_from(k, k->db);

    well(rehab_db_script(other, "change", sql));
    rehab_db_return(other);
}

static void a_column_of_another_type_is_read_all_the_same(void **state)
{
    static const char sql[] = "SELECT n FROM visit WHERE id = 1";
    check *k = *state;

    assert_string_equal(ask(k, k->c, sql), "10");
    change_the_schema(k, "ALTER TABLE visit ALTER n TYPE text USING n || '!'");
    assert_string_equal(ask(k, k->c, sql), "10!");
    change_the_schema(k, "ALTER TABLE visit ALTER n TYPE bigint USING 11");
    well(rehab_db_begin_read(k->c));
    assert_string_equal(ask(k, k->c, sql), "11");
    well(rehab_db_commit(k->c));
}

static rehab_fault *may_fail(check *k, const char *sql)
{
    const char *text;

    return rehab_db_ask(k->c, k->pool, "ask", sql, NULL, &text);
}

static void after_other_questions_all_are_to_be_asked_again(void **state)
{
    static const char sql[] = "SELECT n FROM visit WHERE id = 1";
    check *k = *state;

    ask(k, k->c, sql);
    well(rehab_db_begin_read(k->c));
    ask(k, k->c, "SELECT 1");
    change_the_schema(k, "ALTER TABLE visit ALTER n TYPE text USING n || '!'");
    rehab_fault *fault = may_fail(k, sql);
    faulty(fault, 503, "fault.away");
    assert_int_equal(fault->again, 1);
    assert_non_null(rehab_db_commit(k->c));
    well(rehab_db_begin_read(k->c));
    ask(k, k->c, "SELECT 1");
    assert_string_equal(ask(k, k->c, sql), "10!");
    well(rehab_db_commit(k->c));
}

static void a_write_may_be_run_again_after_it(void **state)
{
    static const char sql[] = "UPDATE visit SET name = 'x' WHERE id = 1 RETURNING n";
    check *k = *state;

    ask(k, k->c, sql);
    change_the_schema(k, "ALTER TABLE visit ALTER n TYPE text USING n || '!'");
    well(rehab_db_begin_write(k->c));
    rehab_fault *fault = may_fail(k, sql);
    faulty(fault, 503, "fault.away");
    assert_int_equal(fault->again, 1);
    rehab_db_rollback(k->c);
    well(rehab_db_begin_write(k->c));
    assert_string_equal(ask(k, k->c, sql), "10!");
    well(rehab_db_commit(k->c));
}

static void a_server_that_forgot_what_was_prepared_is_told_anew(void **state)
{
    static const char sql[] = "SELECT n FROM visit WHERE id = 1";
    check *k = *state;

    ask(k, k->c, sql);
    well(rehab_db_script(k->c, "forget", "DISCARD ALL"));
    assert_string_equal(ask(k, k->c, sql), "10");
}

static void a_transaction_begins_with_its_first_question(void **state)
{
    check *k = *state;

    for (int i = 0; i < 3; i++) {
        well(rehab_db_begin_read(k->c));
        assert_false(k->c->db->driver->in_transaction(k->c));
        well(rehab_db_commit(k->c));
    }
    well(rehab_db_begin_read(k->c));
    ask(k, k->c, "SELECT 1");
    assert_true(k->c->db->driver->in_transaction(k->c));
    rehab_db_rollback(k->c);
    assert_false(k->c->db->driver->in_transaction(k->c));
}

/* --- Lean runs, on both databases */

typedef struct looker {
    check *k;
    const char *whole;              /* the _id of the row of which all is asked for              */
    const char *seen;
} looker;

static rehab_fault *look(void *baton, const rehab_row *row)
{
    looker *l = baton;
    int all = strcmp(row->values[0], l->whole) == 0;

    for (int i = 0; i < row->columns; i++) {
        const char *value = row->names[i][0] == '_' ? row->values[i]
                            : all || strcmp(row->names[i], "n") == 0 ? rehab_row_value(row, i)
                                                                     : "?";
        l->seen = apr_pstrcat(l->k->pool, l->seen, value ? value : "-", " ", NULL);
    }
    return NULL;
}

static const char *lean(check *k, const rehab_statement *statement, const char *whole)
{
    apr_array_header_t *wanted = apr_array_make(k->pool, 1, sizeof(const char *));
    looker l = { k, whole, "" };

    APR_ARRAY_PUSH(wanted, const char *) = "n";
    well(rehab_db_run_lean(k->c, k->pool, statement, NULL, wanted, look, &l));
    return l.seen;
}

static void a_lean_run_gives_what_a_whole_one_does(void **state)
{
    check *k = *state;
    rehab_statement *s = read_statement(k, "lean", "SELECT id AS \"_id\", name, 'a' || id AS more,"
                                        " n FROM visit ORDER BY id -- all\n;");

    for (int i = 0; i < 3; i++) {   /* the second and third know the columns */
        well(rehab_db_begin_read(k->c));
        assert_string_equal(lean(k, s, "none"), "1 ? ? 10 2 ? ? 20 3 ? ? - ");
        assert_string_equal(lean(k, s, "2"), "1 ? ? 10 2 two a2 20 3 ? ? - ");
        assert_string_equal(lean(k, s, "3"), "1 ? ? 10 2 ? ? 20 3 - a3 - ");
        well(rehab_db_commit(k->c));
        assert_string_equal(lean(k, s, "1"), "1 one a1 10 2 ? ? 20 3 ? ? - ");
    }
}

static void a_lean_run_finds_its_rows_in_any_order(void **state)
{
    check *k = *state;
    rehab_statement *s = read_statement(k, "lean", either(k,
        "SELECT id AS \"_id\", name, n FROM visit ORDER BY id",
        "SELECT id AS \"_id\", name, n FROM visit ORDER BY random()"));

    well(rehab_db_begin_read(k->c));
    for (int i = 0; i < 20; i++)
        assert_non_null(strstr(lean(k, s, "2"), "2 two 20 "));
    well(rehab_db_commit(k->c));
}

static void a_lean_run_asks_for_no_other_columns(void **state)
{
    check *k = *state;
    rehab_statement *s = read_statement(k, "lean", "SELECT id AS \"_id\", name, n FROM visit");

    well(rehab_db_begin_read(k->c));
    lean(k, s, "none");
    lean(k, s, "none");
    assert_string_equal(ask(k, k->c, "SELECT count(*) FROM pg_prepared_statements WHERE statement "
                                     "LIKE 'SELECT \"_id\", \"n\" FROM (%'"), "1");
    well(rehab_db_commit(k->c));
}

static int group_of_both(const char *name)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_lean_run_gives_what_a_whole_one_does, setup, teardown),
        cmocka_unit_test_setup_teardown(a_lean_run_finds_its_rows_in_any_order, setup, teardown),
    };

    return cmocka_run_group_tests_name(name, tests, begin_group, NULL);
}

static int group(const char *name)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_statement_is_prepared_once, setup, teardown),
        cmocka_unit_test_setup_teardown(no_more_are_kept_than_there_is_room_for, setup, teardown),
        cmocka_unit_test_setup_teardown(a_column_of_another_type_is_read_all_the_same, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(after_other_questions_all_are_to_be_asked_again, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_write_may_be_run_again_after_it, setup, teardown),
        cmocka_unit_test_setup_teardown(a_server_that_forgot_what_was_prepared_is_told_anew, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_transaction_begins_with_its_first_question, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_lean_run_asks_for_no_other_columns, setup, teardown),
    };

    return cmocka_run_group_tests_name(name, tests, begin_group, NULL);
}

int main(void)
{
    apr_initialize();
    int failed = run_on_sqlite("db_lean", group_of_both);
    failed += run_on_pgsql("db_lean", group_of_both);
    failed += run_on_pgsql("db_prepared", group);
    return failed;
}
