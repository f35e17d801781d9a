/* test_db_pgsql.c: a PostgreSQL that ends sessions, restarts, crashes, deadlocks or is not there.
 * Skipped where there is none; the crash needs REHAB_TEST_PGSQL_CRASH, a command that kills the
 * server and starts it again (tests/unit/with-pgsql.sh gives both). */
#include "db_check.h"

/* Ends every session but the one that asks, as a restart of the server would. */
static void end_other_sessions(check *k)
{
    rehab_db_settings settings = settings_of(k);
    rehab_connection *c = borrow_from(k, open_with(k, &settings));

    tell(k, c, "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity "
               "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
    rehab_db_return(c);
}

/* All four connections opened, and given back but the last. */
static void open_all(check *k)
{
    rehab_connection *others[3];

    for (int i = 0; i < 3; i++)
        others[i] = borrow_from(k, k->db);
    for (int i = 0; i < 3; i++)
        rehab_db_return(others[i]);
}

static void each_dead_connection_is_replaced_at_begin(void **state)
{
    check *k = *state;
    rehab_connection *all[4];

    open_all(k);
    rehab_db_return(k->c);
    end_other_sessions(k);
    for (int i = 0; i < 4; i++) {
        all[i] = borrow_from(k, k->db);
        well(i % 2 ? rehab_db_begin_read(all[i]) : rehab_db_begin_write(all[i]));
        assert_string_equal(ask(k, all[i], "SELECT n FROM visit WHERE id = 1"), "10");
    }
    for (int i = 0; i < 4; i++)
        well(rehab_db_commit(all[i]));
    assert_non_null(strstr(k->logged, "a database connection was lost and is opened anew"));
}

static void a_question_outside_a_transaction_finds_a_live_one_too(void **state)
{
    check *k = *state;

    end_other_sessions(k);
    assert_string_equal(ask(k, k->c, "SELECT n FROM visit WHERE id = 1"), "10");
}

static void a_write_on_a_dead_connection_is_not_repeated(void **state)
{
    check *k = *state;

    end_other_sessions(k);
    faulty(rehab_db_tell(k->c, k->pool, "w", "UPDATE visit SET n = n + 1 WHERE id = 1", NULL, NULL),
           503, "fault.away");
    assert_string_equal(ask(k, k->c, "SELECT n FROM visit WHERE id = 1"), "10");
}

static void a_transaction_whose_connection_dies_keeps_nothing(void **state)
{
    check *k = *state;
    const char *text;

    well(rehab_db_begin_write(k->c));
    tell(k, k->c, "UPDATE visit SET n = 6 WHERE id = 1");
    end_other_sessions(k);
    faulty(rehab_db_ask(k->c, k->pool, "a", "SELECT n FROM visit WHERE id = 1", NULL, &text), 503,
           "fault.away");
    faulty(rehab_db_ask(k->c, k->pool, "a", "SELECT n FROM visit WHERE id = 1", NULL, &text), 503,
           "fault.away");
    assert_non_null(rehab_db_commit(k->c));
    well(rehab_db_begin_write(k->c));
    assert_string_equal(ask(k, k->c, "SELECT n FROM visit WHERE id = 1"), "10");
    rehab_db_rollback(k->c);
}

static void a_commit_on_a_dead_connection_is_no_success(void **state)
{
    check *k = *state;

    well(rehab_db_begin_write(k->c));
    tell(k, k->c, "UPDATE visit SET n = 6 WHERE id = 1");
    end_other_sessions(k);
    faulty(rehab_db_commit(k->c), 503, "fault.away");
    rehab_connection *returned = k->c;
    rehab_db_return(k->c);
    assert_null(returned->handle);
    k->c = borrow_from(k, k->db);
    assert_string_equal(ask(k, k->c, "SELECT n FROM visit WHERE id = 1"), "10");
}

static void survives_a_crash_of_the_server(void **state)
{
    check *k = *state;
    const char *command = getenv("REHAB_TEST_PGSQL_CRASH");
    const char *arguments[] = { "/bin/sh", "-c", command, NULL };
    apr_procattr_t *attributes;
    apr_proc_t process;
    int code = -1;
    apr_exit_why_e why;

    if (!command)
        skip();
    open_all(k);
    apr_procattr_create(&attributes, k->pool);
    apr_procattr_cmdtype_set(attributes, APR_PROGRAM_ENV);
    assert_int_equal(apr_proc_create(&process, arguments[0], arguments, NULL, attributes, k->pool),
                     APR_SUCCESS);
    apr_proc_wait(&process, &code, &why, APR_WAIT);
    assert_int_equal(code, 0);
    well(rehab_db_begin_write(k->c));
    tell(k, k->c, "UPDATE visit SET n = n + 1 WHERE id = 1");
    well(rehab_db_commit(k->c));
    for (int i = 0; i < 3; i++) {
        rehab_connection *c = borrow_from(k, k->db);
        well(rehab_db_begin_read(c));
        assert_string_equal(ask(k, c, "SELECT n FROM visit WHERE id = 1"), "11");
        well(rehab_db_commit(c));
    }
}

static void a_server_that_is_not_there_is_away(void **state)
{
    check *k = *state;
    rehab_db_settings settings = settings_of(k);
    rehab_connection *c;

    settings.params = apr_pstrcat(k->pool, k->params, " port=1", NULL);
    rehab_db *db = open_with(k, &settings);
    for (int i = 0; i < 6; i++) {   /* more often than there are connections: none is lost */
        rehab_fault *fault = rehab_db_borrow(db, k->pool, &c);
        faulty(fault, 503, "fault.away");
        assert_null(strchr(fault->cause, '\n'));
        assert_non_null(strstr(fault->cause, "cannot be opened"));
    }
    assert_int_equal(rehab_db_borrowed(db), 0);
}

static void what_the_operator_says_of_timeouts_wins(void **state)
{
    check *k = *state;
    rehab_db_settings settings = settings_of(k);
    rehab_connection *c;

    settings.params = apr_pstrcat(k->pool, k->params, " connect_timeout=never", NULL);
    rehab_fault *fault = rehab_db_borrow(open_with(k, &settings), k->pool, &c);
    faulty(fault, 503, "fault.away");
    assert_non_null(strstr(fault->cause, "connect_timeout"));
}

typedef struct rival {
    check *k;
    rehab_connection *c;
    rehab_fault *fault;
} rival;

static void *APR_THREAD_FUNC lock_the_first(apr_thread_t *thread, void *data)
{
    rival *r = data;
    apr_pool_t *pool;

    apr_pool_create(&pool, r->k->pool);
    r->fault = rehab_db_tell(r->c, pool, "r", "UPDATE visit SET n = 1 WHERE id = 1", NULL, NULL);
    (void)thread;
    return NULL;
}

static void who_loses_a_deadlock_may_try_again(void **state)
{
    check *k = *state;
    rival r = { .k = k, .c = borrow_from(k, k->db) };
    apr_thread_t *thread;
    apr_status_t rv;

    well(rehab_db_begin_write(k->c));
    well(rehab_db_begin_write(r.c));
    tell(k, k->c, "UPDATE visit SET n = 2 WHERE id = 1");
    tell(k, r.c, "UPDATE visit SET n = 2 WHERE id = 2");
    apr_thread_create(&thread, NULL, lock_the_first, &r, k->pool);
    rehab_fault *own = rehab_db_tell(k->c, apr_pool_parent_get(k->pool), "o",
                                     "UPDATE visit SET n = 3 WHERE id = 2", NULL, NULL);
    if (own)
        rehab_db_rollback(k->c);
    else
        well(rehab_db_commit(k->c));
    apr_thread_join(&rv, thread);
    assert_true((own == NULL) != (r.fault == NULL));
    const rehab_fault *lost = own ? own : r.fault;
    faulty(lost, 503, "fault.busy");
    assert_true(lost && lost->again);
}

static int group(const char *name)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_dead_connection_is_replaced_at_begin, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_question_outside_a_transaction_finds_a_live_one_too,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_write_on_a_dead_connection_is_not_repeated, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_transaction_whose_connection_dies_keeps_nothing, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_commit_on_a_dead_connection_is_no_success, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(survives_a_crash_of_the_server, setup, teardown),
        cmocka_unit_test_setup_teardown(a_server_that_is_not_there_is_away, setup, teardown),
        cmocka_unit_test_setup_teardown(what_the_operator_says_of_timeouts_wins, setup, teardown),
        cmocka_unit_test_setup_teardown(who_loses_a_deadlock_may_try_again, setup, teardown),
    };

    return cmocka_run_group_tests_name(name, tests, begin_group, NULL);
}

int main(void)
{
    apr_initialize();
    return run_on_pgsql("db_pgsql", group);
}
