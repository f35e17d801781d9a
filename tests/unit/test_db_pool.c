/* test_db_pool.c: connections are lent, waited for, given back and replaced, whatever threads and
 * other processes do meanwhile. */
#include "db_check.h"

enum { THREADS = 8, CONNECTIONS = 4, ROUNDS = 40 };

static void a_borrower_waits_and_is_then_told_so(void **state)
{
    check *k = *state;
    rehab_connection *c;

    for (int i = 1; i < CONNECTIONS; i++)
        borrow_from(k, k->db);
    assert_int_equal(rehab_db_borrowed(k->db), CONNECTIONS);
    apr_time_t began = apr_time_now();
    rehab_fault *fault = rehab_db_borrow(k->db, k->pool, &c);
    apr_int64_t waited = apr_time_as_msec(apr_time_now() - began);
    faulty(fault, 503, "fault.away");
    assert_string_equal(fault->cause,
                        "no database connection came free in 200 ms; all 4 are in use");
    assert_true(waited >= 190);
    rehab_db_return(k->c);
    k->c = borrow_from(k, k->db);
}

static void a_connection_comes_back_with_its_pool(void **state)
{
    check *k = *state;
    rehab_connection *c;
    apr_pool_t *request;

    apr_pool_create(&request, k->pool);
    well(rehab_db_borrow(k->db, request, &c));
    assert_int_equal(rehab_db_borrowed(k->db), 2);
    apr_pool_destroy(request);
    assert_int_equal(rehab_db_borrowed(k->db), 1);
    rehab_db_return(k->c);
    assert_int_equal(rehab_db_borrowed(k->db), 0);
    k->c = borrow_from(k, k->db);
}

static void a_pool_may_go_while_a_connection_is_out(void **state)
{
    check *k = *state;
    rehab_db_settings settings = settings_of(k);
    rehab_connection *c;
    rehab_db *db;
    apr_pool_t *process, *request;

    apr_pool_create(&process, NULL);
    apr_pool_create(&request, NULL);
    well(rehab_db_open(process, &settings, &db));
    well(rehab_db_borrow(db, request, &c));
    apr_pool_destroy(process);
    assert_string_equal(ask(k, c, "SELECT n FROM visit WHERE id = 1"), "10");
    apr_pool_destroy(request);
}

static int open_files(apr_pool_t *pool)
{
    apr_dir_t *directory;
    apr_finfo_t entry;
    int n = 0;

    assert_int_equal(apr_dir_open(&directory, "/proc/self/fd", pool), APR_SUCCESS);
    while (apr_dir_read(&entry, APR_FINFO_NAME, directory) == APR_SUCCESS)
        n++;
    apr_dir_close(directory);
    return n;
}

/* Opens a pool, two connections in it, and lets it go; says how many files were open meanwhile. */
static int open_and_let_go(check *k)
{
    rehab_db_settings settings = settings_of(k);
    apr_pool_t *process;
    rehab_connection *c[2];
    rehab_db *db;

    apr_pool_create(&process, NULL);
    well(rehab_db_open(process, &settings, &db));
    for (int i = 0; i < 2; i++) {
        well(rehab_db_borrow(db, process, &c[i]));
        assert_string_equal(ask(k, c[i], "SELECT n FROM visit WHERE id = 1"), "10");
    }
    rehab_db_return(c[0]);
    int meanwhile = open_files(k->pool);
    apr_pool_destroy(process);
    return meanwhile;
}

static void a_pool_that_goes_closes_what_it_opened(void **state)
{
    check *k = *state;

    /* SQLite keeps some of the first files for the next ones, while others hold locks there. */
    open_and_let_go(k);
    int before = open_files(k->pool);
    int meanwhile = open_and_let_go(k);
    assert_int_equal(open_files(k->pool), before);
    assert_true(is_sqlite(k) || meanwhile > before);
}

static void lend_after(check *k, rehab_db *db, int ms)
{
    apr_sleep(apr_time_from_msec(ms));
    rehab_connection *c = borrow_from(k, db);
    assert_string_equal(ask(k, c, "SELECT n FROM visit WHERE id = 1"), "10");
    rehab_db_return(c);
}

static void what_a_rush_opened_is_closed_after_it(void **state)
{
    check *k = *state;
    rehab_db_settings settings = settings_of(k);
    rehab_connection *c[CONNECTIONS];

    settings.idle_ms = 300;
    rehab_db *db = open_with(k, &settings);
    for (int i = 0; i < CONNECTIONS; i++)
        c[i] = borrow_from(k, db);
    assert_int_equal(rehab_db_opened(db), CONNECTIONS);
    for (int i = 0; i < CONNECTIONS; i++)
        rehab_db_return(c[i]);
    for (int looks = 0; looks < 3000 && rehab_db_opened(db) > CONNECTIONS / 2; looks++)
        lend_after(k, db, 10);
    /* The other half stays. */
    lend_after(k, db, settings.idle_ms);
    assert_int_equal(rehab_db_opened(db), CONNECTIONS / 2);
}

/* What one connection made for itself is not there in another. */
static void one_that_lay_unused_too_long_is_opened_anew(void **state)
{
    check *k = *state;
    rehab_db_settings settings = settings_of(k);

    settings.idle_ms = 60000;
    rehab_db *db = open_with(k, &settings);
    rehab_connection *c = borrow_from(k, db);
    tell(k, c, "CREATE TEMPORARY TABLE own (n INTEGER)");
    rehab_db_return(c);
    c = borrow_from(k, db);
    assert_string_equal(ask(k, c, "SELECT count(*) AS n FROM own"), "0");
    rehab_db_return(c);
    c->returned -= apr_time_from_msec(settings.idle_ms);
    c = borrow_from(k, db);
    tell(k, c, "CREATE TEMPORARY TABLE own (n INTEGER)");
    rehab_db_return(c);
    assert_int_equal(rehab_db_opened(db), 1);
}

static void half_of_them_are_opened_at_once(void **state)
{
    check *k = *state;
    rehab_db_settings settings = settings_of(k);
    rehab_connection *none;

    settings.patience_ms = 60000;
    rehab_db *db = open_with(k, &settings);
    for (int i = 0; i < CONNECTIONS / 2; i++)
        borrow_from(k, db);
    faulty(rehab_db_borrow(db, k->pool, &none), 503, "fault.away");
}

static void more_than_half_are_opened_for_who_waited_only(void **state)
{
    enum { PATIENCE_MS = 60 };
    check *k = *state;
    rehab_db_settings settings = settings_of(k);
    rehab_connection *c[CONNECTIONS], *none;

    settings.patience_ms = PATIENCE_MS;
    rehab_db *db = open_with(k, &settings);
    for (int i = 0; i < CONNECTIONS; i++) {
        apr_time_t began = apr_time_now();
        c[i] = borrow_from(k, db);
        assert_true(i < CONNECTIONS / 2
                    || apr_time_now() - began >= apr_time_from_msec(PATIENCE_MS));
    }
    faulty(rehab_db_borrow(db, k->pool, &none), 503, "fault.away");
    for (int i = 0; i < CONNECTIONS; i++)
        rehab_db_return(c[i]);
}

typedef struct worker {
    check *k;
    rehab_db *db;
    int most;               /* connections seen borrowed at once */
    const char *wrong;
    apr_pool_t *pool;
} worker;

static rehab_fault *add_one(worker *w, apr_pool_t *pool)
{
    rehab_connection *c;
    const char *n;
    rehab_fault *fault = rehab_db_borrow(w->db, pool, &c);

    if (fault)
        return fault;
    int borrowed = rehab_db_borrowed(w->db);
    w->most = borrowed > w->most ? borrowed : w->most;
    fault = rehab_db_begin_write(c);
    if (!fault)
        fault = rehab_db_tell(c, pool, "add", "UPDATE visit SET n = n + 1 WHERE id = 1", NULL,
                              NULL);
    if (!fault)
        fault = rehab_db_commit(c);
    if (!fault)
        fault = rehab_db_begin_read(c);
    if (!fault)
        fault = rehab_db_ask(c, pool, "ask", "SELECT n FROM visit WHERE id = 1", NULL, &n);
    rehab_db_return(c);
    return fault;
}

static void *APR_THREAD_FUNC work(apr_thread_t *thread, void *data)
{
    worker *w = data;

    for (int i = 0; i < ROUNDS && !w->wrong; i++) {
        apr_pool_t *pool;
        apr_pool_create(&pool, NULL);
        rehab_fault *fault = add_one(w, pool);
        if (fault)
            w->wrong = apr_pstrdup(w->pool, fault->cause);
        apr_pool_destroy(pool);
    }
    (void)thread;
    return NULL;
}

/* Gives how many connections they had at once. */
static int eight_threads_share(check *k, const rehab_db_settings *settings)
{
    apr_thread_t *threads[THREADS];
    worker workers[THREADS];
    int most = 0;

    rehab_db *db = open_with(k, settings);
    for (int i = 0; i < THREADS; i++) {
        workers[i] = (worker){ .k = k, .db = db };
        apr_pool_create(&workers[i].pool, NULL);
        assert_int_equal(apr_thread_create(&threads[i], NULL, work, &workers[i], k->pool),
                         APR_SUCCESS);
    }
    for (int i = 0; i < THREADS; i++) {
        apr_status_t rv;
        apr_thread_join(&rv, threads[i]);
        if (workers[i].wrong)
            fail_msg("%s", workers[i].wrong);
        most = workers[i].most > most ? workers[i].most : most;
        apr_pool_destroy(workers[i].pool);
    }
    assert_int_equal(rehab_db_borrowed(db), 0);
    assert_true(rehab_db_opened(db) >= most);
    assert_string_equal(ask(k, k->c, "SELECT n FROM visit WHERE id = 1"),
                        apr_itoa(k->pool, 10 + THREADS * ROUNDS));
    return most;
}

static void eight_threads_share_four_connections(void **state)
{
    check *k = *state;
    rehab_db_settings settings = settings_of(k);

    settings.wait_ms = 60000;
    assert_in_range(eight_threads_share(k, &settings), 2, CONNECTIONS);
}

static void where_none_waits_long_eight_threads_share_half_of_them(void **state)
{
    check *k = *state;
    rehab_db_settings settings = settings_of(k);

    settings.wait_ms = settings.patience_ms = 60000;
    assert_in_range(eight_threads_share(k, &settings), 1, CONNECTIONS / 2);
}

static void at_most_40_statements_are_kept(void **state)
{
    check *k = *state;
    int native = 0;

    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 100; i++)
            assert_string_equal(ask(k, k->c, apr_psprintf(k->pool, "SELECT %d AS a", i)),
                                apr_itoa(k->pool, i));
    }
    assert_int_equal(k->c->count, 40);
    if (is_sqlite(k)) {
        for (sqlite3_stmt *s = sqlite3_next_stmt(k->c->native, NULL); s;
             s = sqlite3_next_stmt(k->c->native, s))
            native++;
        assert_int_equal(native, 40);
    }
}

static void a_statement_in_use_is_not_prepared_again(void **state)
{
    check *k = *state;
    rehab_values *values = one(k, "id", REHAB_TYPE_BIGINT, "1");
    rehab_statement *s = read_statement(k, "s", "SELECT n FROM visit"
                                                "/*if id*/ WHERE id = :id/*end*/");

    int before = k->c->count;
    for (int i = 0; i < 5; i++)
        well(rehab_db_run(k->c, k->pool, s, values, NULL, NULL, NULL));
    assert_int_equal(k->c->count, before + 1);
    well(rehab_db_run(k->c, k->pool, s, NULL, NULL, NULL, NULL));
    assert_int_equal(k->c->count, before + 2);
}

static void a_table_changed_by_another_connection_disturbs_nobody(void **state)
{
    check *k = *state;
    rehab_db_settings settings = settings_of(k);
    rehab_connection *other = borrow_from(k, open_with(k, &settings));
    rehab_statement *s = read_statement(k, "s", "SELECT * FROM visit WHERE id = 1");
    int changed;

    well(rehab_db_run(k->c, k->pool, s, NULL, NULL, NULL, &changed));
    well(rehab_db_script(other, "002", "CREATE TABLE added (a TEXT);"
                                       "ALTER TABLE visit ADD COLUMN extra TEXT DEFAULT 'new';"
                                       "CREATE INDEX visit_extra ON visit (extra); ANALYZE"));
    well(rehab_db_run(k->c, k->pool, s, NULL, NULL, NULL, &changed));
    assert_int_equal(changed, 1);
    assert_string_equal(ask(k, k->c, "SELECT extra FROM visit WHERE id = 1"), "new");
    well(rehab_db_begin_write(k->c));
    tell(k, k->c, "INSERT INTO added (a) VALUES ('x')");
    well(rehab_db_script(other, "003", "SELECT 1"));
    well(rehab_db_commit(k->c));
}

static int group(const char *name)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_borrower_waits_and_is_then_told_so, setup, teardown),
        cmocka_unit_test_setup_teardown(a_connection_comes_back_with_its_pool, setup, teardown),
        cmocka_unit_test_setup_teardown(a_pool_may_go_while_a_connection_is_out, setup, teardown),
        cmocka_unit_test_setup_teardown(a_pool_that_goes_closes_what_it_opened, setup, teardown),
        cmocka_unit_test_setup_teardown(what_a_rush_opened_is_closed_after_it, setup, teardown),
        cmocka_unit_test_setup_teardown(one_that_lay_unused_too_long_is_opened_anew, setup, teardown),
        cmocka_unit_test_setup_teardown(half_of_them_are_opened_at_once, setup, teardown),
        cmocka_unit_test_setup_teardown(more_than_half_are_opened_for_who_waited_only, setup, teardown),
        cmocka_unit_test_setup_teardown(eight_threads_share_four_connections, setup, teardown),
        cmocka_unit_test_setup_teardown(where_none_waits_long_eight_threads_share_half_of_them, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(at_most_40_statements_are_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(a_statement_in_use_is_not_prepared_again, setup, teardown),
        cmocka_unit_test_setup_teardown(a_table_changed_by_another_connection_disturbs_nobody,
                                        setup, teardown),
    };

    return cmocka_run_group_tests_name(name, tests, begin_group, NULL);
}

int main(void)
{
    apr_initialize();
    int failed = run_on_sqlite("db_pool", group);
    failed += run_on_pgsql("db_pool", group);
    return failed;
}
