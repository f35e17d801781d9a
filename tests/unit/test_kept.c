/* test_kept: what a kept page is found by, which tables it follows, and who makes it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <apr_atomic.h>
#include <apr_strings.h>
#include <apr_thread_proc.h>

#include "flight.h"
#include "kept.h"
#include "notes_here.h"
#include "revision.h"

static volatile apr_uint32_t writes;
static rehab_revision *revision;

static void tell_database(const char *text)
{
    rehab_connection *connection;

    no_fault(rehab_db_borrow(runtime.db, pool, &connection));
    no_fault(rehab_db_script(connection, "test", text));
    rehab_db_return(connection);
}

static int kept_make(void **state)
{
    notes_make(state);
    if (site->database.dialect == REHAB_SQLITE)
        tell_database("PRAGMA journal_mode = WAL");
    tell_database("DELETE FROM revision");      /* the schema's own rows are no change */
    writes = 0;
    no_fault(rehab_revision_make(pool, &writes, &revision));
    return 0;
}

static const char *known(void)
{
    return rehab_revision_known(revision, runtime.db, pool, "skill,place");
}

static void add_skill(const char *key)
{
    tell_database(apr_psprintf(pool, "INSERT INTO skill (skill_key) VALUES ('new-%s')", key));
}

/* --- Revisions */

static void a_revision_names_its_tables_in_order(void **state)
{
    (void)state;
    assert_string_equal(known(), "0,0,");
    add_skill("cleaning");
    rehab_revision_raise(revision);
    assert_string_equal(known(), "1,0,");
    assert_string_equal(rehab_revision_known(revision, runtime.db, pool, "place,skill"), "0,1,");
    assert_string_equal(rehab_revision_known(revision, runtime.db, pool, ""), "");
}

static void a_write_that_was_told_is_seen_at_once(void **state)
{
    static const char added[] = "skill WHERE skill_key LIKE 'new-%'";

    (void)state;
    assert_string_equal(known(), "0,0,");
    for (int i = 1; i <= 20; i++) {
        add_skill(apr_psprintf(pool, "%d", i));
        rehab_revision_raise(revision);
        assert_string_equal(known(), apr_psprintf(pool, "%s,0,", count(added)));
    }
}

static void a_write_that_nobody_told_is_seen_within_a_second(void **state)
{
    (void)state;
    assert_string_equal(known(), "0,0,");
    add_skill("quiet");
    apr_sleep(apr_time_from_msec(REHAB_LOOK_AGAIN_MS + 50));
    assert_string_equal(known(), "1,0,");
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
    assert_string_equal(known(), "1,0,");
}

static void without_a_database_nothing_is_known_of_tables(void **state)
{
    (void)state;
    assert_null(rehab_revision_known(revision, NULL, pool, "skill"));
    assert_string_equal(rehab_revision_known(revision, NULL, pool, ""), "");
}

/* --- Keys */

static rehab_request *asked(const char *query)
{
    rehab_request *request = ask("GET", "/notes");

    rehab_values_set(pool, request->values, "lang", REHAB_TYPE_TEXT, "he");
    site->mark = "mark";
    no_fault(send_to(request, query));
    return request;
}

static int same_key(const rehab_request *a, const rehab_request *b, const char *ra, const char *rb)
{
    unsigned char one[REHAB_KEY_LENGTH], other[REHAB_KEY_LENGTH];

    rehab_kept_key(a, ra, one);
    rehab_kept_key(b, rb, other);
    return memcmp(one, other, sizeof one) == 0;
}

static void the_same_request_has_the_same_key(void **state)
{
    (void)state;
    rehab_request *before = asked("after=7");

    no_fault(send_to(ask("POST", "/notes"), form("text=hello")));
    assert_true(same_key(before, asked("after=7"), "1,", "1,"));
    assert_true(same_key(asked("after=7&fbclid=x"), asked("utm=y&after=7"), "1,", "1,"));
}

static void whatever_changes_the_page_changes_the_key(void **state)
{
    rehab_request *plain = asked(""), *other;

    (void)state;
    assert_false(same_key(plain, asked("after=7"), "1,", "1,"));
    assert_false(same_key(asked("after=8"), asked("after=7"), "1,", "1,"));
    assert_false(same_key(asked("after=7"), asked("after=07"), "1,", "1,"));
    assert_false(same_key(plain, asked("loud=1"), "1,", "1,"));
    assert_false(same_key(plain, plain, "1,", "2,"));
    assert_false(same_key(plain, plain, "1,12,", "11,2,"));
    other = asked("");
    other->format = "atom";
    assert_false(same_key(plain, other, "1,", "1,"));
    other = asked("");
    rehab_values_set(pool, other->values, "today", REHAB_TYPE_TEXT, "2031-01-01");
    assert_false(same_key(plain, other, "1,", "1,"));
    other = asked("");
    other->path = "/notes/";
    assert_false(same_key(plain, other, "1,", "1,"));
}

static void a_page_of_one_visitor_may_not_be_kept(void **state)
{
    rehab_request *request = asked("");
    rehab_page page = *request->page;

    (void)state;
    page.offers_post = 0;
    page.cache = 1;
    page.relations = "note";
    request->page = &page;
    assert_true(rehab_kept_may(request));
    request->roles = REHAB_VISITOR | REHAB_EMPLOYER;
    assert_false(rehab_kept_may(request));
    request->roles = REHAB_VISITOR;
    request->status = 422;
    assert_false(rehab_kept_may(request));
    request->status = 200;
    request->once = once;
    assert_false(rehab_kept_may(request));
    request->once = NULL;
    page.offers_post = 1;
    assert_false(rehab_kept_may(request));
    page.offers_post = 0;
    page.audit_verb = "reads";
    assert_false(rehab_kept_may(request));
    page.audit_verb = NULL;
    page.relations = NULL;
    assert_false(rehab_kept_may(request));
    page.relations = "";
    assert_true(rehab_kept_may(request));
}

/* --- What is kept */

static rehab_kept *page_of(apr_size_t length)
{
    rehab_request *request = asked("");
    char *bytes = apr_palloc(pool, length);

    memset(bytes, 'x', length);
    request->bytes = bytes;
    request->length = length;
    request->media_type = "text/html; charset=utf-8";
    return rehab_kept_make(request);
}

static void what_is_packed_comes_back(void **state)
{
    unsigned char head[REHAB_HEAD_LENGTH];
    const rehab_kept *kept = page_of(20000), *again;
    apr_size_t length = rehab_kept_pack(kept, head);

    (void)state;
    again = rehab_kept_unpack(pool, head, length);
    assert_string_equal(again->media_type, kept->media_type);
    assert_int_equal(again->plain_length, 20000);
    assert_int_equal(again->gzip_length, kept->gzip_length);
    assert_true(kept->gzip_length > 0 && kept->gzip_length < 1000);
    assert_string_equal(rehab_kept_etag(pool, again, 1), rehab_kept_etag(pool, kept, 1));
    assert_string_not_equal(rehab_kept_etag(pool, again, 1), rehab_kept_etag(pool, kept, 0));
    assert_null(rehab_kept_unpack(pool, head, 10));
    assert_null(rehab_kept_unpack(pool, head, length - 1));
    head[0] = '?';
    assert_null(rehab_kept_unpack(pool, head, length));
}

static void a_small_page_is_not_compressed(void **state)
{
    (void)state;
    assert_int_equal(page_of(100)->gzip_length, 0);
}

/* --- One maker, many who wait */

enum { WAITERS = 20 };

static rehab_flights *flights;
static volatile apr_uint32_t got, boarded;

static void *APR_THREAD_FUNC wait_for_page(apr_thread_t *thread, void *data)
{
    apr_pool_t *own = apr_thread_pool_get(thread);
    rehab_kept *kept;

    apr_atomic_inc32(&boarded);
    assert_null(rehab_flight_board(flights, own, data, &kept));
    if (kept && kept->plain_length == 5000 && memcmp(kept->plain, "xxx", 3) == 0)
        apr_atomic_inc32(&got);
    return NULL;
}

static void land_before_waiters(const rehab_kept *kept, unsigned expected)
{
    unsigned char key[REHAB_KEY_LENGTH] = { 1 }, other[REHAB_KEY_LENGTH] = { 2 };
    apr_thread_t *threads[WAITERS];
    apr_status_t status;
    rehab_kept *none;
    rehab_flight *mine = rehab_flight_board(flights, pool, key, &none);
    rehab_flight *apart = rehab_flight_board(flights, pool, other, &none);

    assert_non_null(mine);
    assert_non_null(apart);
    got = boarded = 0;
    for (int i = 0; i < WAITERS; i++)
        assert_int_equal(apr_thread_create(&threads[i], NULL, wait_for_page, key, pool), 0);
    while (apr_atomic_read32(&boarded) < WAITERS)
        apr_sleep(1000);
    apr_sleep(50000);
    assert_int_equal(got, 0);
    rehab_flight_land(flights, mine, kept);
    for (int i = 0; i < WAITERS; i++)
        apr_thread_join(&status, threads[i]);
    assert_int_equal(got, expected);
    rehab_flight_land(flights, apart, NULL);
    mine = rehab_flight_board(flights, pool, key, &none);
    assert_non_null(mine);
    rehab_flight_land(flights, mine, NULL);
}

static void all_who_wait_get_what_one_has_made(void **state)
{
    (void)state;
    no_fault(rehab_flights_make(pool, &flights));
    land_before_waiters(page_of(5000), WAITERS);
}

static void who_waits_for_a_page_that_failed_goes_on(void **state)
{
    (void)state;
    no_fault(rehab_flights_make(pool, &flights));
    land_before_waiters(NULL, 0);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, kept_make, notes_drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(a_revision_names_its_tables_in_order),
        WITH(a_write_that_was_told_is_seen_at_once),
        WITH(a_write_that_nobody_told_is_seen_within_a_second),
        WITH(a_transaction_sees_its_own_revision),
        WITH(without_a_database_nothing_is_known_of_tables),
        WITH(the_same_request_has_the_same_key),
        WITH(whatever_changes_the_page_changes_the_key),
        WITH(a_page_of_one_visitor_may_not_be_kept),
        WITH(what_is_packed_comes_back),
        WITH(a_small_page_is_not_compressed),
        WITH(all_who_wait_get_what_one_has_made),
        WITH(who_waits_for_a_page_that_failed_goes_on),
    };

    apr_initialize();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
