/* test_db_sqlite.c: what holds for SQLite's file alone: how it is opened, locked and replaced. */
#include "db_check.h"

#include <apr_atomic.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/stat.h>

static sqlite3 *raw_open(const char *path)
{
    sqlite3 *raw = NULL;

    assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
    return raw;
}

typedef struct turns {
    sqlite3 *raw;
    apr_uint32_t taken, over;
} turns;

static void run_raw(sqlite3 *raw, const char *sql)
{
    char *error = NULL;

    if (sqlite3_exec(raw, sql, NULL, NULL, &error) != SQLITE_OK)
        fail_msg("%s: %s", sql, error);
}

static rehab_fault *try_path(check *k, const char *path, rehab_connection **c)
{
    rehab_db_settings settings = settings_of(k);

    settings.params = path;
    return rehab_db_borrow(open_with(k, &settings), k->pool, c);
}

static void each_connection_is_set_as_the_design_says(void **state)
{
    check *k = *state;

    assert_string_equal(ask(k, k->c, "SELECT foreign_keys FROM pragma_foreign_keys"), "1");
    assert_string_equal(ask(k, k->c, "SELECT temp_store FROM pragma_temp_store"), "2");
    assert_string_equal(ask(k, k->c, "SELECT synchronous FROM pragma_synchronous"), "2");
    assert_string_equal(ask(k, k->c, "SELECT journal_size_limit FROM pragma_journal_size_limit"),
                        "67108864");
    assert_string_equal(ask(k, k->c, "PRAGMA mmap_size"), "0");
}

static rehab_connection *borrow_mapped(check *k, const char *path)
{
    rehab_db_settings settings = settings_of(k);

    settings.params = path;
    settings.cache_kb = 256;
    settings.mapped = 0x7fff0000;
    return borrow_from(k, open_with(k, &settings));
}

static void a_pool_may_keep_few_pages_and_read_the_file_where_the_system_has_it(void **state)
{
    check *k = *state;
    rehab_connection *c = borrow_mapped(k, k->params);

    assert_string_equal(ask(k, c, "SELECT cache_size FROM pragma_cache_size"), "-256");
    assert_string_equal(ask(k, c, "PRAGMA mmap_size"), "2147418112");
}

/* What is read in the system's cache must not be gone while it is read: a page beyond the end of a
 * file that was cut ends the process. */
static void a_file_that_shrinks_is_read_to_its_new_end(void **state)
{
    static const char fill[] =
        "CREATE TABLE large (id INTEGER PRIMARY KEY, a); INSERT INTO large (a) WITH RECURSIVE c(i) "
        "AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 2000) SELECT randomblob(4000) FROM c";
    static const char read[] = "SELECT count(*) || ' ' || sum(length(a)) FROM large";
    check *k = *state;
    const char *path = apr_pstrcat(k->pool, folder, "/shrinks.db", NULL);
    sqlite3 *raw = raw_open(path);
    struct stat before, after;

    run_raw(raw, "PRAGMA journal_mode = WAL");
    run_raw(raw, fill);
    run_raw(raw, "PRAGMA wal_checkpoint(TRUNCATE)");
    assert_int_equal(stat(path, &before), 0);
    rehab_connection *c = borrow_mapped(k, path);
    well(rehab_db_begin_read(c));
    assert_string_equal(ask(k, c, read), "2000 8000000");
    run_raw(raw, "DELETE FROM large WHERE id > 10");
    run_raw(raw, "VACUUM");
    run_raw(raw, "PRAGMA wal_checkpoint(PASSIVE)");
    assert_string_equal(ask(k, c, read), "2000 8000000");
    well(rehab_db_commit(c));
    run_raw(raw, "PRAGMA wal_checkpoint(TRUNCATE)");
    assert_int_equal(stat(path, &after), 0);
    assert_true(after.st_size < before.st_size / 10);
    assert_string_equal(ask(k, c, read), "10 40000");
    rehab_db_return(c);
    sqlite3_close(raw);
    unlink(path);
}

static void a_file_that_is_missing_is_not_made(void **state)
{
    check *k = *state;
    rehab_connection *c;
    const char *path = apr_pstrcat(k->pool, folder, "/none.db", NULL);
    rehab_fault *fault = try_path(k, path, &c);

    faulty(fault, 503, "fault.away");
    assert_int_not_equal(access(path, F_OK), 0);
}

static void any_name_of_a_file_is_opened_as_it_is(void **state)
{
    check *k = *state;
    rehab_connection *c;
    const char *path = apr_pstrcat(k->pool, folder, "/a b%41?mode=memory#\xD7\x90&.db", NULL);
    sqlite3 *raw = raw_open(path);

    run_raw(raw, "CREATE TABLE here (a)");
    sqlite3_close(raw);
    well(try_path(k, path, &c));
    assert_string_equal(ask(k, c, "SELECT name FROM sqlite_master"), "here");
    rehab_db_return(c);
    unlink(path);
}

static void a_database_in_memory_needs_no_file(void **state)
{
    check *k = *state;
    rehab_connection *c;

    well(try_path(k, ":memory:", &c));
    well(rehab_db_script(c, "s", "CREATE TABLE a (b); INSERT INTO a VALUES (7)"));
    well(rehab_db_begin_read(c));
    assert_string_equal(ask(k, c, "SELECT b FROM a"), "7");
    well(rehab_db_commit(c));
}

static void a_writer_that_finds_another_at_work_is_told_so(void **state)
{
    check *k = *state;
    sqlite3 *raw = raw_open(k->params);

    run_raw(raw, "BEGIN IMMEDIATE");
    sqlite3_busy_timeout(k->c->native, 50);
    faulty(rehab_db_begin_write(k->c), 503, "fault.busy");
    well(rehab_db_begin_read(k->c));
    assert_string_equal(ask(k, k->c, "SELECT n FROM visit WHERE id = 1"), "10");
    well(rehab_db_commit(k->c));
    run_raw(raw, "COMMIT");
    sqlite3_close(raw);
    well(rehab_db_begin_write(k->c));
    well(rehab_db_commit(k->c));
}

/* How often this thread has left its core of its own accord. */
static long times_left(void)
{
    struct rusage usage;

    assert_int_equal(getrusage(RUSAGE_THREAD, &usage), 0);
    return usage.ru_nvcsw;
}

static void a_slow_statement_leaves_its_core_to_others_again_and_again(void **state)
{
    static const char counting[] = "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c "
                                   "WHERE i < :n) SELECT count(*) FROM c";
    check *k = *state;
    rehab_db_settings settings = settings_of(k);
    rehab_values *values = apr_hash_make(k->pool);
    const char *text;

    settings.limit_ms = 60000;
    rehab_connection *c = borrow_from(k, open_with(k, &settings));
    rehab_values_set(k->pool, values, "n", REHAB_TYPE_BIGINT, "3000000");
    long before = times_left();
    well(rehab_db_ask(c, k->pool, "slow", counting, values, &text));
    assert_string_equal(text, "3000000");
    assert_true(times_left() - before >= 50);
}

/* Somebody who writes in long turns and leaves short ones, as an import does. */
static void *writes_in_turns(void *data)
{
    turns *t = data;

    while (!apr_atomic_read32(&t->over)) {
        run_raw(t->raw, "BEGIN IMMEDIATE");
        apr_atomic_inc32(&t->taken);
        apr_sleep(apr_time_from_msec(300));
        run_raw(t->raw, "COMMIT");
        apr_sleep(apr_time_from_msec(20));
    }
    return NULL;
}

/* Counted in turns, not in time, and over all waits: SQLite's own way of waiting looks again ever more
 * seldom and misses two turns each time; a machine that is busy with something else costs a few. */
static void a_writer_gets_one_of_the_next_turns(void **state)
{
    enum { WAITS = 20, MISSED = 15 };
    check *k = *state;
    turns t = { .raw = raw_open(k->params) };
    pthread_t other;
    int all = 0;

    sqlite3_busy_timeout(t.raw, 60000);
    assert_int_equal(pthread_create(&other, NULL, writes_in_turns, &t), 0);
    for (int i = 0; i < WAITS; i++) {
        apr_uint32_t before = apr_atomic_read32(&t.taken);
        well(rehab_db_begin_write(k->c));
        all += (int)(apr_atomic_read32(&t.taken) - before);
        well(rehab_db_commit(k->c));
        apr_sleep(apr_time_from_msec(17 * i));
    }
    apr_atomic_set32(&t.over, 1);
    pthread_join(other, NULL);
    sqlite3_close(t.raw);
    assert_in_range(all, 0, MISSED);
}

static void a_file_that_was_replaced_is_opened_anew(void **state)
{
    check *k = *state;
    rehab_connection *c;
    const char *path = apr_pstrcat(k->pool, folder, "/old.db", NULL);
    const char *restored = apr_pstrcat(k->pool, folder, "/new.db", NULL);

    for (int i = 0; i < 2; i++) {
        sqlite3 *raw = raw_open(i ? restored : path);
        run_raw(raw, "CREATE TABLE a (b)");
        run_raw(raw, i ? "INSERT INTO a VALUES ('new')" : "INSERT INTO a VALUES ('old')");
        sqlite3_close(raw);
    }
    well(try_path(k, path, &c));
    well(rehab_db_begin_read(c));
    assert_string_equal(ask(k, c, "SELECT b FROM a"), "old");
    well(rehab_db_commit(c));
    assert_int_equal(rename(restored, path), 0);
    well(rehab_db_begin_read(c));
    assert_string_equal(ask(k, c, "SELECT b FROM a"), "new");
    well(rehab_db_commit(c));
    rehab_db_return(c);
    unlink(path);
}

static void a_trigger_may_feed_the_full_text_index(void **state)
{
    check *k = *state;
    rehab_connection *c;

    well(try_path(k, ":memory:", &c));
    well(rehab_db_script(c, "s",
        "CREATE TABLE job (listed INTEGER PRIMARY KEY, words TEXT);"
        "CREATE VIRTUAL TABLE job_search USING fts5(words, content='job', content_rowid='listed');"
        "CREATE TRIGGER job_words AFTER INSERT ON job BEGIN"
        "  INSERT INTO job_search (rowid, words) VALUES (new.listed, new.words); END"));
    tell(k, c, "INSERT INTO job VALUES (5, 'baker night'), (6, 'driver')");
    assert_string_equal(ask(k, c, "SELECT rowid FROM job_search WHERE job_search MATCH 'baker'"),
                        "5");
}

static void what_a_visitor_searched_for_is_in_no_fault(void **state)
{
    check *k = *state;
    rehab_connection *c;
    const char *text;

    well(try_path(k, ":memory:", &c));
    well(rehab_db_script(c, "s", "CREATE VIRTUAL TABLE t USING fts5(words)"));
    rehab_fault *fault = rehab_db_ask(c, k->pool, "jobs/list",
                                      "SELECT rowid FROM t WHERE t MATCH :q",
                                      one(k, "q", REHAB_TYPE_TEXT, "\"Ruth"), &text);
    faulty(fault, 500, "fault.broken");
    assert_non_null(strstr(fault->cause, "jobs/list"));
    assert_null(strstr(fault->cause, "Ruth"));
    fault = rehab_db_ask(c, k->pool, "jobs/list", "SELECT rowid FROM t WHERE t MATCH :q",
                         one(k, "q", REHAB_TYPE_TEXT, "ruth:levi"), &text);
    faulty(fault, 500, "fault.broken");
    assert_null(strstr(fault->cause, "ruth"));
}

static void a_place_that_is_not_ours_is_refused(void **state)
{
    static const char *const texts[] = {
        "SELECT ?", "SELECT @name", "SELECT :a, ?1", "SELECT ?2, :a"
    };
    check *k = *state;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        rehab_fault *fault = rehab_db_tell(k->c, k->pool, "s", texts[i], NULL, NULL);
        faulty(fault, 500, "fault.broken");
        assert_string_equal(fault->cause, "s: a place is written :name, not ? or @name");
    }
}

static void a_full_disk_is_no_fault_of_the_statement(void **state)
{
    check *k = *state;
    rehab_values *values = one(k, "n", REHAB_TYPE_BIGINT, "20000");
    static const char fill[] = "INSERT INTO visit (name) WITH RECURSIVE c(i) AS (SELECT 10 "
        "UNION ALL SELECT i + 1 FROM c WHERE i < :n) SELECT 'filling ' || i FROM c";

    well(rehab_db_script(k->c, "s", "PRAGMA max_page_count = 20"));
    faulty(rehab_db_tell(k->c, k->pool, "fill", fill, values, NULL), 503, "fault.away");
    well(rehab_db_script(k->c, "s", "PRAGMA max_page_count = 100000"));
    assert_string_equal(ask(k, k->c, "SELECT count(*) FROM visit"), "3");
}

static void a_file_that_is_no_database_is_broken(void **state)
{
    check *k = *state;
    rehab_connection *c;
    const char *path = apr_pstrcat(k->pool, folder, "/prose.db", NULL);
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    for (int i = 0; i < 300; i++)
        (void)fputs("This is prose.\n", file);
    (void)fclose(file);
    rehab_fault *fault = try_path(k, path, &c);
    if (!fault)
        fault = rehab_db_tell(c, k->pool, "s", "SELECT 1 FROM visit", NULL, NULL);
    faulty(fault, 500, "fault.broken");
    unlink(path);
}

static int group(const char *name)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_connection_is_set_as_the_design_says, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(
            a_pool_may_keep_few_pages_and_read_the_file_where_the_system_has_it, setup, teardown),
        cmocka_unit_test_setup_teardown(a_file_that_shrinks_is_read_to_its_new_end, setup, teardown),
        cmocka_unit_test_setup_teardown(a_file_that_is_missing_is_not_made, setup, teardown),
        cmocka_unit_test_setup_teardown(any_name_of_a_file_is_opened_as_it_is, setup, teardown),
        cmocka_unit_test_setup_teardown(a_database_in_memory_needs_no_file, setup, teardown),
        cmocka_unit_test_setup_teardown(a_writer_that_finds_another_at_work_is_told_so, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_slow_statement_leaves_its_core_to_others_again_and_again,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_writer_gets_one_of_the_next_turns, setup, teardown),
        cmocka_unit_test_setup_teardown(a_file_that_was_replaced_is_opened_anew, setup, teardown),
        cmocka_unit_test_setup_teardown(a_trigger_may_feed_the_full_text_index, setup, teardown),
        cmocka_unit_test_setup_teardown(what_a_visitor_searched_for_is_in_no_fault, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_place_that_is_not_ours_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(a_full_disk_is_no_fault_of_the_statement, setup, teardown),
        cmocka_unit_test_setup_teardown(a_file_that_is_no_database_is_broken, setup, teardown),
    };

    return cmocka_run_group_tests_name(name, tests, begin_group, NULL);
}

int main(void)
{
    apr_initialize();
    return run_on_sqlite("db_sqlite", group);
}
