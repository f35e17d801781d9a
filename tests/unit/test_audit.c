/* test_audit: a chain that is whole is told so, and what was done to one is named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <apr_strings.h>
#include <sys/wait.h>
#include <unistd.h>

#include "audit.h"
#include "notes_here.h"

enum { WRITERS = 2, EACH = 60 };

static void append(rehab_db *db, apr_pool_t *from, const char *code, const char *reason)
{
    const rehab_act act = { .at = "2026-11-21T10:00:00Z", .actor = "7", .role = "coordinator",
                            .verb = "publishes", .object = "job", .code = code, .page = "jobs/x",
                            .reason = reason };
    rehab_connection *connection;

    no_fault(rehab_db_borrow(db, from, &connection));
    no_fault(rehab_db_begin_write(connection));
    no_fault(rehab_audit_append(from, connection, &act));
    no_fault(rehab_db_commit(connection));
    rehab_db_return(connection);
}

static rehab_audit_report verified(void)
{
    rehab_audit_report report;
    rehab_connection *connection;
    rehab_statement *batch;

    no_fault(rehab_sql_read(pool, "conf/sql", "audit/rows.sql", site->database.dialect, &batch));
    no_fault(rehab_db_borrow(runtime.db, pool, &connection));
    no_fault(rehab_audit_verify(pool, connection, batch, &report));
    rehab_db_return(connection);
    return report;
}

/* What somebody with the database's own rights does. */
static void tamper(const char *sql)
{
    rehab_connection *connection;

    no_fault(rehab_db_borrow(runtime.db, pool, &connection));
    no_fault(rehab_db_script(connection, "tamper", apr_pstrcat(
        pool, site->database.dialect == REHAB_PGSQL
            ? "DROP TRIGGER audit_stays ON audit; "
            : "DROP TRIGGER audit_stays; DROP TRIGGER audit_stays_whole; ", sql, NULL)));
    rehab_db_return(connection);
}

static void three_rows(void)
{
    append(runtime.db, pool, "234567", NULL);
    append(runtime.db, pool, "234568", "unclear");
    append(runtime.db, pool, "234569", NULL);
}

static void an_empty_trail_is_whole(void **state)
{
    rehab_audit_report report = verified();

    (void)state;
    assert_null(report.why);
    assert_int_equal(report.rows, 0);
}

static void a_trail_that_nobody_touched_is_whole(void **state)
{
    rehab_audit_report report;

    (void)state;
    three_rows();
    report = verified();
    assert_null(report.why);
    assert_int_equal(report.rows, 3);
    assert_int_equal(strlen(report.head), 64);
}

static void pages_and_commands_write_one_chain(void **state)
{
    rehab_audit_report report;

    (void)state;
    append(runtime.db, pool, "234567", NULL);
    no_fault(send_to(ask("POST", "/notes"), form("text=hello")));
    append(runtime.db, pool, "234567", NULL);
    report = verified();
    assert_null(report.why);
    assert_int_equal(report.rows, 3);
}

static void a_changed_row_is_named(const char *change, int row)
{
    rehab_audit_report report;

    three_rows();
    tamper(change);
    report = verified();
    assert_non_null(report.why);
    assert_int_equal(report.broken, row);
}

static void a_flipped_byte_is_named(void **state)
{
    (void)state;
    a_changed_row_is_named("UPDATE audit SET code = '234566' WHERE audit_id = 2", 2);
}

static void a_reason_that_was_taken_away_is_named(void **state)
{
    (void)state;
    a_changed_row_is_named("UPDATE audit SET reason = NULL WHERE audit_id = 2", 2);
}

static void a_reason_that_was_put_in_is_named(void **state)
{
    (void)state;
    a_changed_row_is_named("UPDATE audit SET reason = 'x' WHERE audit_id = 1", 1);
}

/* The same bytes in the same order, in other columns. */
static void a_reason_that_was_moved_into_the_column_before_is_named(void **state)
{
    (void)state;
    a_changed_row_is_named("UPDATE audit SET page = page || '\n' || reason, reason = NULL"
                           " WHERE audit_id = 2", 2);
}

static void a_row_that_was_removed_is_named_by_the_next(void **state)
{
    (void)state;
    a_changed_row_is_named("DELETE FROM audit WHERE audit_id = 2", 3);
}

static void a_last_row_that_was_removed_is_missed(void **state)
{
    (void)state;
    a_changed_row_is_named("DELETE FROM audit WHERE audit_id = 3", 0);
}

static void the_database_refuses_to_change_or_remove_a_row(void **state)
{
    static const char *const tries[] = { "UPDATE audit SET code = 'x'", "DELETE FROM audit" };
    rehab_connection *connection;

    (void)state;
    three_rows();
    no_fault(rehab_db_borrow(runtime.db, pool, &connection));
    for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++)
        assert_non_null(rehab_db_script(connection, "try", tries[i]));
    rehab_db_return(connection);
    assert_string_equal(count("audit"), "3");
}

/* A process of its own, with its own connections. */
static pid_t writer(void)
{
    pid_t child = fork();
    apr_pool_t *own;
    rehab_db *db;

    if (child)
        return child;
    apr_pool_create(&own, NULL);
    if (rehab_db_open(own, &site->database, &db))
        _exit(1);
    for (int i = 0; i < EACH; i++)
        append(db, own, "234567", i % 2 ? "unclear" : NULL);
    _exit(0);
}

static void two_processes_that_append_at_once_keep_the_chain(void **state)
{
    pid_t writers[WRITERS];
    rehab_audit_report report;

    (void)state;
    for (int i = 0; i < WRITERS; i++)
        writers[i] = writer();
    for (int i = 0; i < WRITERS; i++) {
        int status = 1;

        assert_int_equal(waitpid(writers[i], &status, 0), writers[i]);
        assert_int_equal(status, 0);
    }
    report = verified();
    assert_null(report.why);
    assert_int_equal(report.rows, WRITERS * EACH);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, notes_make, notes_drop)
    const struct CMUnitTest tests[] = {
        CASE(an_empty_trail_is_whole),
        CASE(a_trail_that_nobody_touched_is_whole),
        CASE(pages_and_commands_write_one_chain),
        CASE(a_flipped_byte_is_named),
        CASE(a_reason_that_was_taken_away_is_named),
        CASE(a_reason_that_was_put_in_is_named),
        CASE(a_reason_that_was_moved_into_the_column_before_is_named),
        CASE(a_row_that_was_removed_is_named_by_the_next),
        CASE(a_last_row_that_was_removed_is_missed),
        CASE(the_database_refuses_to_change_or_remove_a_row),
        CASE(two_processes_that_append_at_once_keep_the_chain),
    };

    apr_initialize();
    return cmocka_run_group_tests_name("audit", tests, NULL, NULL);
}
