/* migrate: a schema moves forward, once, whole, and never over what somebody changed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <apr_general.h>
#include <apr_strings.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "migrate.h"

typedef struct fixture {
    apr_pool_t *pool;
    const char *folder;             /* migrations, and the database beside them */
    rehab_db *db;
} fixture;

static const char *path(fixture *f, const char *name)
{
    return apr_pstrcat(f->pool, f->folder, "/", name, NULL);
}

static void put(fixture *f, const char *name, const char *text)
{
    FILE *file = fopen(path(f, name), "we");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static rehab_db *open_db(fixture *f, apr_pool_t *pool)
{
    rehab_db_settings settings = { .dialect = REHAB_SQLITE, .params = path(f, "portal.db"),
                                   .connections = 2, .wait_ms = 1000 };
    rehab_db *db = NULL;

    assert_null(rehab_db_open(pool, &settings, &db));
    return db;
}

static int begin(void **state)
{
    char folder[] = "/tmp/rehab-migrate-XXXXXX";
    apr_pool_t *pool;

    apr_initialize();
    apr_pool_create(&pool, NULL);
    fixture *f = apr_pcalloc(pool, sizeof *f);

    f->pool = pool;
    assert_non_null(mkdtemp(folder));
    f->folder = apr_pstrdup(pool, folder);
    put(f, "portal.db", "");
    put(f, "001-first.sql", "CREATE TABLE thing (name TEXT);\nCREATE TABLE other (n BIGINT);\n");
    put(f, "002-second.sqlite.sql", "INSERT INTO thing (name) VALUES ('lite');\n");
    put(f, "002-second.pgsql.sql", "INSERT INTO thing (name) VALUES ('pg');\n");
    put(f, "notes.txt", "no migration");
    f->db = open_db(f, pool);
    *state = f;
    return 0;
}

static int end(void **state)
{
    fixture *f = *state;
    const char *remove = apr_pstrcat(f->pool, "rm -r ", f->folder, NULL);
    int code = system(remove);

    apr_pool_destroy(f->pool);
    return code;
}

static rehab_fault *migrate(fixture *f, int *applied)
{
    return rehab_migrate(f->pool, f->db, f->folder, "2026-11-21T10:00:00Z", NULL, applied);
}

static const char *ask(fixture *f, const char *sql)
{
    rehab_connection *connection;
    const char *text = NULL;

    assert_null(rehab_db_borrow(f->db, f->pool, &connection));
    rehab_fault *fault = rehab_db_ask(connection, f->pool, "test", sql, apr_hash_make(f->pool),
                                      &text);

    rehab_db_return(connection);
    return fault ? "fault" : text;
}

static void applies_all_in_order_and_says_how_many(void **state)
{
    fixture *f = *state;
    int applied;

    assert_null(migrate(f, &applied));
    assert_int_equal(applied, 2);
    assert_string_equal(ask(f, "SELECT name AS name FROM thing"), "lite");
    assert_string_equal(ask(f, "SELECT max(name) AS m FROM migration"), "002-second");
    assert_string_equal(ask(f, "SELECT min(applied) AS m FROM migration"), "2026-11-21T10:00:00Z");
}

static void applies_nothing_twice(void **state)
{
    fixture *f = *state;
    int applied;

    assert_null(migrate(f, &applied));
    assert_null(migrate(f, &applied));
    assert_int_equal(applied, 0);
    put(f, "003-third.sql", "INSERT INTO thing (name) VALUES ('three');\n");
    assert_null(migrate(f, &applied));
    assert_int_equal(applied, 1);
    assert_string_equal(ask(f, "SELECT CAST(count(*) AS text) AS n FROM thing"), "2");
}

static void refuses(fixture *f, const char *because)
{
    int applied;
    rehab_fault *fault = migrate(f, &applied);

    assert_non_null(fault);
    if (!strstr(fault->cause, because))
        fail_msg("%s", fault->cause);
}

static void refuses_a_file_that_was_changed_after_it_was_applied(void **state)
{
    fixture *f = *state;

    assert_null(migrate(f, NULL));
    put(f, "001-first.sql", "CREATE TABLE thing (name TEXT);\n");
    put(f, "003-third.sql", "INSERT INTO thing (name) VALUES ('three');\n");
    refuses(f, "001-first.sql");
    assert_string_equal(ask(f, "SELECT CAST(count(*) AS text) AS n FROM thing"), "1");
}

static void refuses_a_database_of_a_newer_version(void **state)
{
    fixture *f = *state;

    put(f, "003-third.sql", "INSERT INTO thing (name) VALUES ('three');\n");
    assert_null(migrate(f, NULL));
    assert_int_equal(unlink(path(f, "003-third.sql")), 0);
    refuses(f, "newer version");
}

static void keeps_nothing_of_a_file_that_fails_halfway(void **state)
{
    fixture *f = *state;

    put(f, "003-third.sql", "INSERT INTO thing (name) VALUES ('three');\nINSERT INTO nothing "
                            "VALUES (1);\n");
    put(f, "004-fourth.sql", "INSERT INTO thing (name) VALUES ('four');\n");
    refuses(f, "003-third.sql");
    assert_string_equal(ask(f, "SELECT CAST(count(*) AS text) AS n FROM thing"), "1");
    assert_string_equal(ask(f, "SELECT CAST(count(*) AS text) AS n FROM migration"), "2");
}

static void refuses_one_half_of_a_pair(void **state)
{
    fixture *f = *state;

    put(f, "003-half.pgsql.sql", "SELECT 1;\n");
    refuses(f, "003-half");
}

static void refuses_a_common_file_beside_a_pair(void **state)
{
    fixture *f = *state;

    put(f, "002-second.sql", "SELECT 1;\n");
    refuses(f, "002-second");
}

static void says_which_folder_is_not_there(void **state)
{
    fixture *f = *state;
    rehab_fault *fault = rehab_migrate(f->pool, f->db, "/nowhere/schema", "now", NULL, NULL);

    assert_non_null(fault);
    assert_non_null(strstr(fault->cause, "/nowhere/schema"));
}

/* What a child of this test does: the same work in another process. */
static int migrate_elsewhere(fixture *f)
{
    apr_pool_t *pool;
    int applied = 0;

    apr_pool_create(&pool, NULL);
    return rehab_migrate(pool, open_db(f, pool), f->folder, "now", NULL, &applied) ? 100 : applied;
}

static void applies_each_once_when_several_run_at_once(void **state)
{
    enum { RUNS = 4 };
    fixture *f = *state;
    int sum = 0;

    for (int i = 3; i < 30; i++)
        put(f, apr_psprintf(f->pool, "%03d-more.sql", i),
            "INSERT INTO other (n) VALUES (1);\nUPDATE other SET n = n + 1;\n");
    for (int i = 0; i < RUNS; i++)
        if (fork() == 0)
            _exit(migrate_elsewhere(f));
    for (int i = 0; i < RUNS; i++) {
        int status;

        assert_true(wait(&status) > 0);
        assert_true(WIFEXITED(status));
        sum += WEXITSTATUS(status);
    }
    assert_int_equal(sum, 29);
    assert_string_equal(ask(f, "SELECT CAST(count(*) AS text) AS n FROM other"), "27");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(applies_all_in_order_and_says_how_many, begin, end),
        cmocka_unit_test_setup_teardown(applies_nothing_twice, begin, end),
        cmocka_unit_test_setup_teardown(refuses_a_file_that_was_changed_after_it_was_applied,
                                        begin, end),
        cmocka_unit_test_setup_teardown(refuses_a_database_of_a_newer_version, begin, end),
        cmocka_unit_test_setup_teardown(keeps_nothing_of_a_file_that_fails_halfway, begin, end),
        cmocka_unit_test_setup_teardown(refuses_one_half_of_a_pair, begin, end),
        cmocka_unit_test_setup_teardown(refuses_a_common_file_beside_a_pair, begin, end),
        cmocka_unit_test_setup_teardown(says_which_folder_is_not_there, begin, end),
        cmocka_unit_test_setup_teardown(applies_each_once_when_several_run_at_once, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
