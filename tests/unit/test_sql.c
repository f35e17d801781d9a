/* test_sql.c: how a statement file is read, and how a wrong one is refused. */
#include "sql_check.h"

static void finds_every_name_once_in_order(void **state)
{
    rehab_statement *s = parsed(*state, "SELECT :b, :a, :b /*if c*/, :c /*end*/");

    assert_string_equal(joined(*state, s->names), "b a c");
    assert_string_equal(joined(*state, s->conditions), "c");
}

static void a_colon_in_quotes_or_comments_is_no_parameter(void **state)
{
    static const char text[] =
        "-- takes :one\n"
        "SELECT ':two', 'it''s :three', \"a:four\", `a:five` /* :six */, E'a''\\':seven',\n"
        "       $$ :eight ' $$, $q$ :nine $$ $q$, x::text, a[1:2] -- :ten\n"
        " WHERE y = :eleven";

    assert_string_equal(joined(*state, parsed(*state, text)->names), "eleven");
}

static void comments_do_not_reach_the_database(void **state)
{
    assert_string_equal(sqlite_text(*state, "SELECT/* a ? */1-- b\n+ 2;\n-- after\n", NULL),
                        "SELECT 1\n+ 2");
}

static void a_comment_in_prose_is_no_clause(void **state)
{
    rehab_statement *s = parsed(*state, "/* if the place is gone, none */ SELECT 1 /* the end */");

    assert_int_equal(s->conditions->nelts, 0);
}

static void refuses_what_is_not_closed(void **state)
{
    refuse(*state, "SELECT\n 'abc", "list.sql:2: this quote is not closed");
    refuse(*state, "SELECT \"abc", "list.sql:1: this quote is not closed");
    refuse(*state, "SELECT E'abc\\'", "list.sql:1: this quote is not closed");
    refuse(*state, "SELECT $a$ b $$",
           "list.sql:1: this quote in dollar signs is not closed");
    refuse(*state, "SELECT 1\n/* abc", "list.sql:2: this comment is not closed");
    refuse(*state, "SELECT 1\n\n/*if a*/ AND 2\n",
           "list.sql:3: this clause is not closed by /*end*/");
}

static void refuses_an_end_too_many(void **state)
{
    refuse(*state, "SELECT 1 /*if a*/ /*end*/\n/*end*/", "list.sql:2: this end closes no clause");
}

static void refuses_a_clause_written_wrong(void **state)
{
    static const char cause[] =
        "list.sql:1: a clause is /*if name*/ or /*if not name*/, up to /*end*/";

    refuse(*state, "SELECT 1 /*if a b*/ /*end*/", cause);
    refuse(*state, "SELECT 1 /*if*/ /*end*/", cause);
    refuse(*state, "SELECT 1 /*if not*/ /*end*/", cause);
    refuse(*state, "SELECT 1 /*if :a*/ /*end*/", cause);
    refuse(*state, "SELECT 1 /*if a*/ /*else*/ /*end*/", cause);
}

static void refuses_no_statement_and_a_second_one(void **state)
{
    refuse(*state, "", "list.sql:1: there is no statement");
    refuse(*state, "-- only words\n", "list.sql:2: there is no statement");
    refuse(*state, "SELECT 1;\nSELECT 2",
           "list.sql:2: a file holds one statement, and here begins a second one");
    refuse(*state, "SELECT 1 /*if a*/; /*end*/", "list.sql:1: the statement ends inside a clause");
    refuse(*state, "SELECT 1; /*if a*/ /*end*/",
           "list.sql:1: a clause reaches behind the end of the statement");
}

static void refuses_what_two_databases_read_differently(void **state)
{
    refuse(*state, "SELECT /* a /* b */ 1",
           "list.sql:1: a comment in a comment means two things to two databases");
    refuse(*state, "SELECT $1", "list.sql:1: a place is written :name, not with a dollar sign");
    refuse(*state, "SELECT $name", "list.sql:1: a place is written :name, not with a dollar sign");
}

static void knows_which_statements_give_rows(void **state)
{
    assert_int_equal(parsed(*state, "SELECT 1")->gives_rows, 1);
    assert_int_equal(parsed(*state, "INSERT INTO a VALUES (1)")->gives_rows, 0);
    assert_int_equal(parsed(*state, "update a set b = 'RETURNING'")->gives_rows, 0);
    assert_int_equal(parsed(*state, "DELETE FROM a RETURNING b")->gives_rows, 1);
    assert_int_equal(parsed(*state, "WITH x AS (SELECT 1) INSERT INTO a SELECT 1")->gives_rows, 0);
    assert_int_equal(parsed(*state, "WITH x AS (DELETE FROM a RETURNING b) SELECT 1")->gives_rows,
                     1);
    assert_int_equal(parsed(*state, "WITH x AS (DELETE FROM a RETURNING b) "
                                    "UPDATE a SET b = 1")->gives_rows, 0);
    assert_int_equal(parsed(*state, "INSERT INTO a WITH x AS (DELETE FROM b RETURNING c) "
                                    "SELECT c FROM x")->gives_rows, 0);
}

static void only_a_plain_question_may_be_asked_again(void **state)
{
    assert_int_equal(parsed(*state, "-- head\n  select 1")->asks, 1);
    assert_int_equal(parsed(*state, "WITH x AS (DELETE FROM a RETURNING b) SELECT 1")->asks, 0);
    assert_int_equal(parsed(*state, "INSERT INTO a SELECT 1")->asks, 0);
}

static void write_file(apr_pool_t *pool, const char *path, const char *text)
{
    apr_file_t *file;
    apr_size_t length = strlen(text);

    assert_int_equal(apr_file_open(&file, path, APR_FOPEN_WRITE | APR_FOPEN_CREATE
                                   | APR_FOPEN_TRUNCATE, APR_FPROT_OS_DEFAULT, pool), APR_SUCCESS);
    apr_file_write_full(file, text, length, NULL);
    apr_file_close(file);
}

static void postgresql_reads_its_own_text_where_there_is_one(void **state)
{
    char *directory = apr_pstrdup(*state, "/tmp/test_sql.XXXXXX");
    rehab_statement *s;

    assert_non_null(mkdtemp(directory));
    const char *area = apr_pstrcat(*state, directory, "/jobs", NULL);
    apr_dir_make(area, APR_FPROT_OS_DEFAULT, *state);
    const char *both = apr_pstrcat(*state, area, "/list.sql", NULL);
    const char *own = apr_pstrcat(*state, area, "/list.pgsql.sql", NULL);
    write_file(*state, both, "SELECT 1");
    assert_null(rehab_sql_read(*state, directory, "jobs/list.sql", REHAB_PGSQL, &s));
    assert_string_equal(s->text, "SELECT 1");
    write_file(*state, own, "SELECT 2");
    assert_null(rehab_sql_read(*state, directory, "jobs/list.sql", REHAB_PGSQL, &s));
    assert_string_equal(s->text, "SELECT 2");
    assert_string_equal(s->name, "jobs/list");
    assert_string_equal(s->file, own);
    assert_null(rehab_sql_read(*state, directory, "jobs/list.sql", REHAB_SQLITE, &s));
    assert_string_equal(s->text, "SELECT 1");
    apr_file_remove(both, *state);
    apr_file_remove(own, *state);
    rehab_fault *fault = rehab_sql_read(*state, directory, "jobs/list.sql", REHAB_SQLITE, &s);
    assert_non_null(fault);
    assert_non_null(strstr(fault->cause, "/jobs/list.sql:1: cannot be read: No such file"));
    apr_dir_remove(area, *state);
    apr_dir_remove(directory, *state);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(finds_every_name_once_in_order),
    cmocka_unit_test(a_colon_in_quotes_or_comments_is_no_parameter),
    cmocka_unit_test(comments_do_not_reach_the_database),
    cmocka_unit_test(a_comment_in_prose_is_no_clause),
    cmocka_unit_test(refuses_what_is_not_closed),
    cmocka_unit_test(refuses_an_end_too_many),
    cmocka_unit_test(refuses_a_clause_written_wrong),
    cmocka_unit_test(refuses_no_statement_and_a_second_one),
    cmocka_unit_test(refuses_what_two_databases_read_differently),
    cmocka_unit_test(knows_which_statements_give_rows),
    cmocka_unit_test(only_a_plain_question_may_be_asked_again),
    cmocka_unit_test(postgresql_reads_its_own_text_where_there_is_one),
};

int main(void)
{
    apr_initialize();
    atexit(apr_terminate);
    return cmocka_run_group_tests_name("sql", tests, make_pool, drop_pool);
}
