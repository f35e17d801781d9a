/* test_db_transaction.c: what a transaction keeps and what it sees, on both databases. */
#include "db_check.h"

static void what_is_committed_stays_and_what_is_rolled_back_goes(void **state)
{
    check *k = *state;

    well(rehab_db_begin_write(k->c));
    tell(k, k->c, "UPDATE visit SET n = 5 WHERE id = 1");
    well(rehab_db_commit(k->c));
    well(rehab_db_begin_write(k->c));
    tell(k, k->c, "UPDATE visit SET n = 6 WHERE id = 1");
    rehab_db_rollback(k->c);
    assert_string_equal(ask(k, k->c, "SELECT n FROM visit WHERE id = 1"), "5");
}

static void an_open_transaction_is_rolled_back_when_given_back(void **state)
{
    check *k = *state;

    well(rehab_db_begin_write(k->c));
    tell(k, k->c, "UPDATE visit SET n = 6 WHERE id = 1");
    rehab_db_return(k->c);
    k->c = borrow_from(k, k->db);
    assert_string_equal(ask(k, k->c, "SELECT n FROM visit WHERE id = 1"), "10");
    well(rehab_db_script(k->c, "s", "BEGIN; UPDATE visit SET n = 7 WHERE id = 1"));
    rehab_db_return(k->c);
    k->c = borrow_from(k, k->db);
    assert_string_equal(ask(k, k->c, "SELECT n FROM visit WHERE id = 1"), "10");
    well(rehab_db_begin_write(k->c));
}

static void a_reader_sees_one_moment(void **state)
{
    check *k = *state;
    rehab_connection *other = borrow_from(k, k->db);

    well(rehab_db_begin_read(k->c));
    assert_string_equal(ask(k, k->c, "SELECT n FROM visit WHERE id = 1"), "10");
    tell(k, other, "UPDATE visit SET n = 11 WHERE id = 1");
    assert_string_equal(ask(k, k->c, "SELECT n FROM visit WHERE id = 1"), "10");
    well(rehab_db_commit(k->c));
    assert_string_equal(ask(k, k->c, "SELECT n FROM visit WHERE id = 1"), "11");
}

static void a_reader_cannot_write(void **state)
{
    check *k = *state;

    well(rehab_db_begin_read(k->c));
    faulty(rehab_db_tell(k->c, k->pool, "w", "UPDATE visit SET n = 9", NULL, NULL), 500,
           "fault.broken");
    rehab_db_rollback(k->c);
    assert_string_equal(ask(k, k->c, "SELECT n FROM visit WHERE id = 1"), "10");
}

static void refuses_a_transaction_inside_another_and_a_commit_of_none(void **state)
{
    check *k = *state;

    faulty(rehab_db_commit(k->c), 500, "fault.broken");
    well(rehab_db_begin_read(k->c));
    faulty(rehab_db_begin_write(k->c), 500, "fault.broken");
    well(rehab_db_commit(k->c));
    rehab_db_rollback(k->c);
}

static void after_a_failed_statement_nothing_is_kept(void **state)
{
    check *k = *state;

    well(rehab_db_begin_write(k->c));
    tell(k, k->c, "UPDATE visit SET n = 6 WHERE id = 1");
    faulty(rehab_db_tell(k->c, k->pool, "w", "UPDATE visit SET name = 'one' WHERE id = 2", NULL,
                         NULL), 409, "fault.conflict");
    faulty(rehab_db_tell(k->c, k->pool, "w", "UPDATE visit SET n = 7 WHERE id = 2", NULL, NULL),
           500, "fault.broken");
    faulty(rehab_db_commit(k->c), 500, "fault.broken");
    assert_string_equal(ask(k, k->c, "SELECT n FROM visit WHERE id = 1"), "10");
    well(rehab_db_begin_write(k->c));
    tell(k, k->c, "UPDATE visit SET n = 8 WHERE id = 1");
    well(rehab_db_commit(k->c));
}

static int group(const char *name)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_committed_stays_and_what_is_rolled_back_goes, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(an_open_transaction_is_rolled_back_when_given_back, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_reader_sees_one_moment, setup, teardown),
        cmocka_unit_test_setup_teardown(a_reader_cannot_write, setup, teardown),
        cmocka_unit_test_setup_teardown(refuses_a_transaction_inside_another_and_a_commit_of_none,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(after_a_failed_statement_nothing_is_kept, setup, teardown),
    };

    return cmocka_run_group_tests_name(name, tests, begin_group, NULL);
}

int main(void)
{
    apr_initialize();
    int failed = run_on_sqlite("db_transaction", group);
    failed += run_on_pgsql("db_transaction", group);
    return failed;
}
