/* test_kept: what a kept page is found by, and who makes it. */
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
static volatile apr_uint32_t got, boarded, late;

static void *APR_THREAD_FUNC wait_for_page(apr_thread_t *thread, void *data)
{
    apr_pool_t *own = apr_thread_pool_get(thread);
    rehab_kept *kept;

    apr_atomic_inc32(&boarded);
    rehab_flight *mine = rehab_flight_board(flights, own, data, &kept);

    if (mine) {
        apr_atomic_inc32(&late);
        rehab_flight_land(flights, mine, NULL);
    } else if (kept && kept->plain_length == 5000 && memcmp(kept->plain, "xxx", 3) == 0) {
        apr_atomic_inc32(&got);
    }
    return NULL;
}

static void land_before_waiters(const rehab_kept *kept)
{
    unsigned char key[REHAB_KEY_LENGTH] = { 1 }, other[REHAB_KEY_LENGTH] = { 2 };
    apr_thread_t *threads[WAITERS];
    apr_status_t status;
    rehab_kept *none;
    rehab_flight *mine = rehab_flight_board(flights, pool, key, &none);
    rehab_flight *apart = rehab_flight_board(flights, pool, other, &none);

    assert_non_null(mine);
    assert_non_null(apart);
    got = boarded = late = 0;
    for (int i = 0; i < WAITERS; i++)
        assert_int_equal(apr_thread_create(&threads[i], NULL, wait_for_page, key, pool), 0);
    while (apr_atomic_read32(&boarded) < WAITERS)
        apr_sleep(1000);
    apr_sleep(50000);
    assert_int_equal(got, 0);
    rehab_flight_land(flights, mine, kept);
    for (int i = 0; i < WAITERS; i++)
        apr_thread_join(&status, threads[i]);
    rehab_flight_land(flights, apart, NULL);
    mine = rehab_flight_board(flights, pool, key, &none);
    assert_non_null(mine);
    rehab_flight_land(flights, mine, NULL);
}

/* A thread that the machine let come to the board after the landing has proved nothing: again. */
static void land_before_all_waiters(const rehab_kept *kept, unsigned expected)
{
    enum { TRIES = 100 };
    int tries = 0;

    no_fault(rehab_flights_make(pool, &flights));
    do
        land_before_waiters(kept);
    while (late && ++tries < TRIES);
    assert_int_equal(late, 0);
    assert_int_equal(got, expected);
}

static void all_who_wait_get_what_one_has_made(void **state)
{
    (void)state;
    land_before_all_waiters(page_of(5000), WAITERS);
}

static void who_waits_for_a_page_that_failed_goes_on(void **state)
{
    (void)state;
    land_before_all_waiters(NULL, 0);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, notes_make, notes_drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
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
