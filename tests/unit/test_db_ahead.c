/* test_db_ahead.c: what is said to follow is answered as if nothing had been said, whether it follows
 * or not, and on PostgreSQL without a round trip of its own. */
#include "db_check.h"

static const char list[] = "SELECT id AS \"_id\", name, n FROM visit WHERE id >= :from ORDER BY id";

/* Rows as "1 2 ", with the name of the row that is wanted whole. */
typedef struct seen { check *k; const char *whole, *text; } seen;

static rehab_fault *see(void *baton, const rehab_row *row)
{
    seen *s = baton;
    int whole = s->whole && strcmp(row->values[0], s->whole) == 0;

    s->text = apr_pstrcat(s->k->pool, s->text, row->values[0],
                          whole ? rehab_row_value(row, 1) : "", " ", NULL);
    return NULL;
}

static rehab_values *from(check *k, const char *id)
{
    return one(k, "from", REHAB_TYPE_BIGINT, id);
}

static rehab_fault *look_at(check *k, const rehab_statement *s, const char *id, const char *whole,
                            const char **text)
{
    seen all = { k, whole, "" };
    rehab_fault *fault = rehab_db_run_lean(k->c, k->pool, s, from(k, id), NULL, see, &all);

    *text = all.text;
    return fault;
}

static const char *looked_at(check *k, const rehab_statement *s, const char *id, const char *whole)
{
    const char *text;

    well(look_at(k, s, id, whole, &text));
    return text;
}

static void expect(check *k, const rehab_statement *s, const char *id)
{
    rehab_db_expect_lean(k->c, k->pool, s, from(k, id), NULL);
}

/* Begins to read, after the connection has learnt the statement: only then it is sent ahead. */
static void begin_to_read(check *k, const rehab_statement *s)
{
    for (int i = 0; i < 2; i++) {
        well(rehab_db_begin_read(k->c));
        looked_at(k, s, "1", NULL);
        well(rehab_db_commit(k->c));
    }
    well(rehab_db_begin_read(k->c));
}

/* The question before what follows. */
static void ask_first(check *k)
{
    assert_string_equal(ask(k, k->c, "SELECT n FROM visit WHERE id = 1"), "10");
}

static void begin_with_list(check *k, rehab_statement **s)
{
    *s = read_statement(k, "list", list);
    begin_to_read(k, *s);
}

/* Both lists are as they are, and the transaction ends well. */
static void commit_after(check *k, const rehab_statement *s, const char *id, const char *first,
                         const char *other_id, const char *second)
{
    assert_string_equal(looked_at(k, s, id, NULL), first);
    assert_string_equal(looked_at(k, s, other_id, NULL), second);
    well(rehab_db_commit(k->c));
}

static void gives_what_follows_as_if_nothing_had_been_said(void **state)
{
    check *k = *state;
    rehab_statement *s = read_statement(k, "list", list), *other = read_statement(k, "other",
        "SELECT n AS \"_id\", name FROM visit WHERE id >= :from ORDER BY id LIMIT 2");

    begin_to_read(k, s);
    well(rehab_db_commit(k->c));
    begin_to_read(k, other);
    expect(k, s, "1");
    expect(k, other, "1");
    expect(k, s, "3");
    ask_first(k);
    assert_string_equal(looked_at(k, s, "1", "2"), "1 2two 3 ");
    assert_string_equal(looked_at(k, other, "1", "20"), "10 20two ");
    assert_string_equal(looked_at(k, s, "3", NULL), "3 ");
    assert_string_equal(looked_at(k, s, "3", NULL), "3 ");
    well(rehab_db_commit(k->c));
}

static void other_values_are_another_question(void **state)
{
    check *k = *state;
    rehab_statement *s;

    begin_with_list(k, &s);
    expect(k, s, "1");
    ask_first(k);
    commit_after(k, s, "2", "2 3 ", "1", "1 2 3 ");
}

static void what_comes_first_need_not_be_another_statement(void **state)
{
    check *k = *state;
    rehab_statement *s;

    begin_with_list(k, &s);
    expect(k, s, "2");
    expect(k, s, "3");
    commit_after(k, s, "2", "2 3 ", "3", "3 ");
}

static void sees_the_rows_of_its_own_transaction(void **state)
{
    check *k = *state;
    rehab_statement *s;
    rehab_connection *writer = borrow_from(k, k->db);

    begin_with_list(k, &s);
    expect(k, s, "1");
    ask_first(k);
    tell(k, writer, "DELETE FROM visit WHERE id = 2");
    assert_string_equal(looked_at(k, s, "1", "2"), "1 2two 3 ");
    well(rehab_db_commit(k->c));
    well(rehab_db_begin_read(k->c));
    expect(k, s, "1");
    ask_first(k);
    assert_string_equal(looked_at(k, s, "1", NULL), "1 3 ");
    well(rehab_db_commit(k->c));
}

static void what_was_expected_and_not_asked_is_forgotten(void **state)
{
    check *k = *state;
    rehab_statement *s = read_statement(k, "list", list);
    rehab_connection *writer = borrow_from(k, k->db);

    const char *left[] = { "1 2 3 4 ", "1 2 3 ", "1 2 ", "1 " };

    tell(k, writer, "INSERT INTO visit (id, name) VALUES (4, 'four'), (5, 'five')");
    for (int round = 0; round < 4; round++) {
        begin_to_read(k, s);
        expect(k, s, "1");
        if (round & 1)
            assert_string_equal(ask(k, k->c, "SELECT name FROM visit WHERE id = 1"), "one");
        if (round & 2)
            well(rehab_db_commit(k->c));
        else
            rehab_db_rollback(k->c);
        tell(k, writer, "DELETE FROM visit WHERE id = (SELECT max(id) FROM visit)");
        well(rehab_db_begin_read(k->c));
        assert_string_equal(looked_at(k, s, "1", NULL), left[round]);
        well(rehab_db_commit(k->c));
    }
    rehab_db_return(k->c);
    k->c = borrow_from(k, k->db);
    assert_null(k->c->ahead);
}

static void a_refusal_is_told_where_it_was_asked_for(void **state)
{
    check *k = *state;
    rehab_statement *s = read_statement(k, "inverse", either(k,
        "SELECT id AS \"_id\", abs(-9223372036854775807 - (id < :from)) AS \"_n\" FROM visit ORDER BY id",
        "SELECT id AS \"_id\", 1 / (id / :from) AS n FROM visit WHERE 1 / (id / :from) >= 0 ORDER BY id"));
    const char *text;

    begin_to_read(k, s);
    expect(k, s, "2");
    expect(k, s, "1");
    ask_first(k);
    rehab_fault *fault = look_at(k, s, "2", "3", &text);
    faulty(fault, 500, "fault.broken");
    assert_non_null(strstr(fault->cause, "inverse"));
    assert_non_null(look_at(k, s, "1", NULL, &text));
    rehab_db_rollback(k->c);
    well(rehab_db_begin_read(k->c));
    assert_string_equal(looked_at(k, s, "1", NULL), "1 2 3 ");
    well(rehab_db_commit(k->c));
}

static void a_refusal_before_it_ends_the_transaction_alone(void **state)
{
    check *k = *state;
    rehab_statement *s = read_statement(k, "list", list);
    const char *text;

    begin_to_read(k, s);
    expect(k, s, "1");
    faulty(rehab_db_ask(k->c, k->pool, "none", "SELECT n FROM no_such_table", NULL, &text), 500,
           "fault.broken");
    rehab_db_rollback(k->c);
    well(rehab_db_begin_read(k->c));
    assert_string_equal(looked_at(k, s, "1", NULL), "1 2 3 ");
    well(rehab_db_commit(k->c));
}

static int group_of_both(const char *name)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(gives_what_follows_as_if_nothing_had_been_said, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(other_values_are_another_question, setup, teardown),
        cmocka_unit_test_setup_teardown(what_comes_first_need_not_be_another_statement, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(sees_the_rows_of_its_own_transaction, setup, teardown),
        cmocka_unit_test_setup_teardown(what_was_expected_and_not_asked_is_forgotten, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_refusal_is_told_where_it_was_asked_for, setup, teardown),
        cmocka_unit_test_setup_teardown(a_refusal_before_it_ends_the_transaction_alone, setup,
                                        teardown),
    };

    return cmocka_run_group_tests_name(name, tests, begin_group, NULL);
}

/* A lock that the statement takes tells that it has run. */
static void goes_out_with_the_question_before_it(void **state)
{
    check *k = *state;
    rehab_statement *s = read_statement(k, "lock",
        "SELECT id AS \"_id\", pg_try_advisory_xact_lock_shared(71) AS \"_lock\" FROM visit"
        " WHERE id >= :from ORDER BY id");
    const char locks[] = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 71";
    rehab_connection *other = borrow_from(k, k->db);

    begin_to_read(k, s);
    expect(k, s, "2");
    while (strcmp(ask(k, other, locks), "0") != 0)
        usleep(1000);       /* nobody waits for the end of a transaction that only read */
    ask_first(k);
    assert_string_equal(ask(k, other, locks), "1");
    assert_string_equal(looked_at(k, s, "2", NULL), "2 3 ");
    well(rehab_db_commit(k->c));
}

static void end_the_session(check *k, rehab_connection *other)
{
    tell(k, other, "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity "
                   "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
}

static void a_connection_that_died_before_it_is_replaced(void **state)
{
    check *k = *state;
    rehab_statement *s;
    rehab_connection *other = borrow_from(k, k->db);

    begin_with_list(k, &s);
    expect(k, s, "1");
    end_the_session(k, other);
    ask_first(k);
    assert_string_equal(looked_at(k, s, "1", "2"), "1 2two 3 ");
    well(rehab_db_commit(k->c));
}

static void a_connection_that_dies_behind_it_gives_what_has_come(void **state)
{
    check *k = *state;
    rehab_statement *s;
    rehab_connection *other = borrow_from(k, k->db);
    const char *text;

    begin_with_list(k, &s);
    expect(k, s, "1");
    ask_first(k);
    end_the_session(k, other);
    faulty(look_at(k, s, "1", "2", &text), 503, "fault.away");
    rehab_db_rollback(k->c);
    well(rehab_db_begin_read(k->c));
    assert_string_equal(looked_at(k, s, "1", "2"), "1 2two 3 ");
    well(rehab_db_commit(k->c));
}

static void columns_that_changed_meanwhile_ask_for_a_second_try(void **state)
{
    check *k = *state;
    rehab_statement *s = read_statement(k, "list", "SELECT id AS \"_id\", name, n AS \"_n\""
                                                   " FROM visit WHERE id >= :from ORDER BY id");
    rehab_connection *other = borrow_from(k, k->db);
    const char *text;

    begin_to_read(k, s);
    well(rehab_db_commit(k->c));
    tell(k, other, "ALTER TABLE visit ALTER COLUMN n TYPE TEXT");
    well(rehab_db_begin_read(k->c));
    expect(k, s, "1");
    ask_first(k);
    rehab_fault *fault = look_at(k, s, "1", NULL, &text);
    assert_true(fault && fault->again);
    rehab_db_rollback(k->c);
    well(rehab_db_begin_read(k->c));
    assert_string_equal(looked_at(k, s, "1", "2"), "1 2two 3 ");
    well(rehab_db_commit(k->c));
}

static void a_slow_one_is_named_with_the_one_before_it(void **state)
{
    check *k = *state;
    rehab_db_settings settings = settings_of(k);
    rehab_statement *s = read_statement(k, "sleep", "SELECT id AS \"_id\", pg_sleep(0.02) AS \"_s\""
                                                    " FROM visit WHERE id >= :from");

    settings.slow_ms = 10;
    rehab_db_return(k->c);
    k->c = borrow_from(k, open_with(k, &settings));
    begin_to_read(k, s);
    *k->logged = '\0';
    expect(k, s, "3");
    ask_first(k);
    assert_string_equal(looked_at(k, s, "3", NULL), "3 ");
    well(rehab_db_commit(k->c));
    assert_non_null(strstr(k->logged, "statement ask+sleep took "));
}

static int group_of_pgsql(const char *name)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(goes_out_with_the_question_before_it, setup, teardown),
        cmocka_unit_test_setup_teardown(a_connection_that_died_before_it_is_replaced, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_connection_that_dies_behind_it_gives_what_has_come,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(columns_that_changed_meanwhile_ask_for_a_second_try,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_slow_one_is_named_with_the_one_before_it, setup,
                                        teardown),
    };

    return cmocka_run_group_tests_name(name, tests, begin_group, NULL);
}

int main(void)
{
    apr_initialize();
    int failed = run_on_sqlite("db_ahead", group_of_both);

    failed += run_on_pgsql("db_ahead", group_of_both);
    failed += run_on_pgsql("db_ahead", group_of_pgsql);
    return failed;
}
