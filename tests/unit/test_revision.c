/* test_revision: which tables a kept page follows, how soon, and what holds while nobody answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <apr_strings.h>

#include "notes_here.h"
#include "revision.h"

static void *shared;
static rehab_revision *revision;

/* The clock of this program, in libapr's place: it stands, but where a test moves it. */
static apr_time_t clock_moved;

apr_time_t apr_time_now(void)
{
    return apr_time_from_sec(1782864000) + clock_moved;
}

static void tell_database_of(rehab_db *db, const char *text)
{
    rehab_connection *connection;

    no_fault(rehab_db_borrow(db, pool, &connection));
    no_fault(rehab_db_script(connection, "test", text));
    rehab_db_return(connection);
}

static void tell_database(const char *text)
{
    tell_database_of(runtime.db, text);
}

static int revision_make(void **state)
{
    notes_make(state);
    if (site->database.dialect == REHAB_SQLITE)
        tell_database("PRAGMA journal_mode = WAL");
    tell_database("DELETE FROM revision");      /* the schema's own rows are no change */
    shared = apr_pcalloc(pool, rehab_revision_shared());
    clock_moved = 0;
    no_fault(rehab_revision_make(pool, shared, &runtime, &revision));
    return 0;
}

static const char *known(void)
{
    return rehab_revision_known(revision, pool, "skill,place");
}

static int grew(const char *before, const char *after)
{
    return rehab_revision_is_older(before, after) && !rehab_revision_is_older(after, before);
}

static void add_skill(const char *key)
{
    tell_database(apr_psprintf(pool, "INSERT INTO skill (skill_key) VALUES ('new-%s')", key));
}

static void a_revision_names_its_tables_in_order(void **state)
{
    (void)state;
    assert_string_equal(known(), "0,0,");
    add_skill("cleaning");
    rehab_revision_raise(revision);
    assert_true(grew("0,0,", known()));
    assert_int_equal(strncmp(rehab_revision_known(revision, pool, "place,skill"), "0,", 2), 0);
    assert_string_equal(rehab_revision_known(revision, pool, ""), "");
}

static void a_write_that_was_told_is_seen_at_once(void **state)
{
    const char *before = "0,0,";

    (void)state;
    assert_string_equal(known(), before);
    for (int i = 1; i <= 20; i++) {
        add_skill(apr_psprintf(pool, "%d", i));
        rehab_revision_raise(revision);
        assert_true(grew(before, known()));
        before = known();
    }
    assert_string_equal(count("skill WHERE skill_key LIKE 'new-%'"), "20");
}

static void a_write_that_nobody_told_is_seen_within_a_second(void **state)
{
    (void)state;
    assert_string_equal(known(), "0,0,");
    add_skill("quiet");
    clock_moved = apr_time_from_msec(REHAB_LOOK_AGAIN_MS);
    assert_true(grew("0,0,", known()));
}

static void a_transaction_sees_its_own_revision(void **state)
{
    rehab_connection *reader;
    const char *text;

    (void)state;
    no_fault(rehab_db_borrow(runtime.db, pool, &reader));
    no_fault(rehab_db_begin_read(reader));
    no_fault(rehab_revision_read(revision, reader, pool, "skill", &text));
    assert_string_equal(text, "0,");
    add_skill("later");
    no_fault(rehab_revision_read(revision, reader, pool, "skill", &text));
    assert_string_equal(text, "0,");
    no_fault(rehab_db_commit(reader));
    rehab_db_return(reader);
    rehab_revision_raise(revision);
    assert_true(grew("0,0,", known()));
}

static void older_is_told_by_numbers_and_not_by_letters(void **state)
{
    (void)state;
    assert_true(rehab_revision_is_older("9,5,", "10,5,"));
    assert_true(rehab_revision_is_older("10,4,", "9,5,"));
    assert_false(rehab_revision_is_older("10,5,", "9,5,"));
    assert_false(rehab_revision_is_older("10,5,", "10,5,"));
    assert_false(rehab_revision_is_older("", ""));
}

static void who_is_shown_more_tells_the_process(void **state)
{
    rehab_connection *reader;
    const char *text;

    (void)state;
    assert_string_equal(known(), "0,0,");
    add_skill("shown");
    no_fault(rehab_db_borrow(runtime.db, pool, &reader));
    no_fault(rehab_revision_read(revision, reader, pool, "skill", &text));
    rehab_db_return(reader);
    assert_true(grew("0,0,", known()));
}

/* Where is written, nobody answers any more. */
static void go_away(void)
{
    rehab_db_settings nowhere = { .dialect = REHAB_SQLITE, .params = "/nowhere/at/all.db",
                                  .connections = 1, .wait_ms = 100 };

    no_fault(rehab_db_open(pool, &nowhere, &runtime.db));
}

static void what_was_known_serves_ten_minutes_without_the_database(void **state)
{
    rehab_db *there = runtime.db;

    (void)state;
    assert_string_equal(known(), "0,0,");
    go_away();
    clock_moved = apr_time_from_msec(REHAB_MOST_AWAY_MS) - apr_time_from_sec(1);
    assert_string_equal(known(), "0,0,");
    clock_moved = apr_time_from_msec(REHAB_MOST_AWAY_MS) + apr_time_from_sec(1);
    assert_null(known());
    runtime.db = there;
    clock_moved += apr_time_from_sec(1);
    assert_string_equal(known(), "0,0,");
}

static void a_replica_is_believed_while_the_other_is_away_unless_it_shows_less(void **state)
{
    rehab_db *there = runtime.db;

    (void)state;
    add_skill("one");
    tell_database("UPDATE revision SET n = 2");
    assert_string_equal(known(), "2,0,");
    runtime.replica = there;
    go_away();
    tell_database_of(there, "UPDATE revision SET n = 1 WHERE relation = 'skill'");
    clock_moved += apr_time_from_sec(1);
    assert_string_equal(known(), "2,0,");
    tell_database_of(there, "UPDATE revision SET n = 3 WHERE relation = 'skill'");
    clock_moved += apr_time_from_sec(1);
    assert_string_equal(known(), "3,0,");
    runtime.db = there;
    runtime.replica = NULL;
}

static void a_process_that_begins_while_it_is_away_knows_what_the_others_have_seen(void **state)
{
    rehab_db *there = runtime.db;

    (void)state;
    add_skill("seen");
    tell_database("UPDATE revision SET n = 2");
    assert_string_equal(known(), "2,0,");
    go_away();
    runtime.replica = there;
    tell_database_of(there, "UPDATE revision SET n = 1 WHERE relation = 'skill'");
    no_fault(rehab_revision_make(pool, shared, &runtime, &revision));
    assert_string_equal(known(), "2,0,");
    clock_moved = apr_time_from_msec(REHAB_MOST_AWAY_MS) + apr_time_from_sec(1);
    assert_null(known());
    runtime.db = there;
    runtime.replica = NULL;
}

static void without_a_database_nothing_is_known_of_tables(void **state)
{
    rehab_db *there = runtime.db;

    (void)state;
    runtime.db = NULL;
    assert_null(known());
    assert_string_equal(rehab_revision_known(revision, pool, ""), "");
    runtime.db = there;
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, revision_make, notes_drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(a_revision_names_its_tables_in_order),
        WITH(a_write_that_was_told_is_seen_at_once),
        WITH(a_write_that_nobody_told_is_seen_within_a_second),
        WITH(a_transaction_sees_its_own_revision),
        WITH(older_is_told_by_numbers_and_not_by_letters),
        WITH(who_is_shown_more_tells_the_process),
        WITH(what_was_known_serves_ten_minutes_without_the_database),
        WITH(a_replica_is_believed_while_the_other_is_away_unless_it_shows_less),
        WITH(a_process_that_begins_while_it_is_away_knows_what_the_others_have_seen),
        WITH(without_a_database_nothing_is_known_of_tables),
    };

    apr_initialize();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
