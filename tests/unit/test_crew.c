/* test_crew.c: jobs of many threads are done by few, in the order in which they came, and slow ones
 * hold up nobody. */
#include "../../mod_rehab/crew.h"
#include "pool_here.h"

#include <apr_portable.h>
#include <apr_thread_cond.h>
#include <apr_thread_proc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "resident.h"

enum { CROWD = 12, HANDS = 2, MOST = 5, LONG_MS = 600000, SHORT_MS = 20 };

/* Jobs that wait at a door, and notes of who did what. */
typedef struct house {
    rehab_crew *crew;
    apr_thread_mutex_t *mutex;
    apr_thread_cond_t *opened, *changed;
    int is_open;
    int inside, most, came, done[CROWD];
    int by_themselves, mixed_up;
} house;

typedef struct visitor {
    house *h;
    int number;
    int waits_at_door;
    apr_pool_t *pool;
    apr_thread_t *thread;
    apr_os_thread_t own;
} visitor;

static rehab_fault said[CROWD];     /* what each visitor's job gives */

static rehab_fault *job(void *baton)
{
    const visitor *v = baton;
    house *h = v->h;

    apr_thread_mutex_lock(h->mutex);
    if (++h->inside > h->most)
        h->most = h->inside;
    apr_thread_cond_broadcast(h->changed);
    while (v->waits_at_door && !h->is_open)
        apr_thread_cond_wait(h->opened, h->mutex);
    h->by_themselves += apr_os_thread_equal(apr_os_thread_current(), v->own) != 0;
    h->done[h->came++] = v->number;
    h->inside--;
    apr_thread_cond_broadcast(h->changed);
    apr_thread_mutex_unlock(h->mutex);
    return &said[v->number];
}

static void *APR_THREAD_FUNC come(apr_thread_t *thread, void *data)
{
    visitor *v = data;

    (void)thread;
    v->own = apr_os_thread_current();
    if (rehab_crew_do(v->h->crew, job, v) != &said[v->number])
        v->h->mixed_up = 1;
    return NULL;
}

static house *make_house(int patience_ms)
{
    house *h = apr_pcalloc(pool, sizeof *h);

    assert_null(rehab_crew_make(pool, HANDS, MOST, apr_time_from_msec(patience_ms), &h->crew));
    apr_thread_mutex_create(&h->mutex, APR_THREAD_MUTEX_DEFAULT, pool);
    apr_thread_cond_create(&h->opened, pool);
    apr_thread_cond_create(&h->changed, pool);
    return h;
}

static visitor *let_come(house *h, int number, int waits_at_door)
{
    apr_pool_t *own;

    assert_int_equal(apr_pool_create_unmanaged_ex(&own, NULL, NULL), APR_SUCCESS);
    visitor *v = apr_pcalloc(own, sizeof *v);
    *v = (visitor){ .h = h, .number = number, .waits_at_door = waits_at_door, .pool = own };
    assert_int_equal(apr_thread_create(&v->thread, NULL, come, v, own), APR_SUCCESS);
    return v;
}

static void until_inside(house *h, int n)
{
    apr_thread_mutex_lock(h->mutex);
    while (h->inside < n)
        apr_thread_cond_wait(h->changed, h->mutex);
    apr_thread_mutex_unlock(h->mutex);
}

static void open_door(house *h)
{
    apr_thread_mutex_lock(h->mutex);
    h->is_open = 1;
    apr_thread_cond_broadcast(h->opened);
    apr_thread_mutex_unlock(h->mutex);
}

static void until_gone(visitor *const *visitors, int n)
{
    apr_status_t status;

    for (int i = 0; i < n; i++) {
        apr_thread_join(&status, visitors[i]->thread);
        apr_pool_destroy(visitors[i]->pool);
    }
}

static void many_threads_have_their_jobs_done_by_few(void **state)
{
    house *h = make_house(LONG_MS);
    visitor *visitors[CROWD];

    (void)state;
    for (int i = 0; i < CROWD; i++)
        visitors[i] = let_come(h, i, 1);
    until_inside(h, HANDS);
    open_door(h);
    until_gone(visitors, CROWD);
    assert_int_equal(h->came, CROWD);
    assert_false(h->mixed_up);
    assert_int_equal(h->most, HANDS);
    assert_int_equal(rehab_crew_hands(h->crew), HANDS);
    assert_int_equal(h->by_themselves, 0);
}

/* Each comes when the one before waits already; the only hand is behind the door. */
static void who_came_first_is_first(void **state)
{
    house *h = make_house(LONG_MS);
    visitor *visitors[CROWD];

    (void)state;
    assert_null(rehab_crew_make(pool, 1, 1, apr_time_from_msec(LONG_MS), &h->crew));
    for (int i = 0; i < CROWD; i++) {
        visitors[i] = let_come(h, i, 1);
        while (rehab_crew_waiting(h->crew) < i)
            apr_sleep(200);
        until_inside(h, 1);
    }
    open_door(h);
    until_gone(visitors, CROWD);
    for (int i = 0; i < CROWD; i++)
        assert_int_equal(h->done[i], i);
}

static void slow_ones_hold_up_nobody_and_their_hands_go_after_it(void **state)
{
    house *h = make_house(SHORT_MS);
    visitor *slow[MOST - 1], *quick;

    (void)state;
    for (int i = 0; i < MOST - 1; i++)
        slow[i] = let_come(h, i, 1);
    until_inside(h, MOST - 1);
    quick = let_come(h, MOST, 0);
    until_gone(&quick, 1);
    assert_int_equal(h->done[0], MOST);
    open_door(h);
    until_gone(slow, MOST - 1);
    while (rehab_crew_hands(h->crew) > HANDS)
        apr_sleep(200);
}

static void there_are_never_more_than_the_most(void **state)
{
    house *h = make_house(1);
    visitor *visitors[CROWD];

    (void)state;
    for (int i = 0; i < CROWD; i++)
        visitors[i] = let_come(h, i, 1);
    until_inside(h, MOST);
    while (rehab_crew_waiting(h->crew) < CROWD - MOST)
        apr_sleep(200);
    apr_sleep(apr_time_from_msec(SHORT_MS));
    open_door(h);
    until_gone(visitors, CROWD);
    assert_int_equal(h->most, MOST);
}

/* What the last one left would be there 300 times. */
static void hands_that_come_and_go_leave_nothing(void **state)
{
    enum { ROUNDS = 300, LEAST_LEFT = 8192 };
    house *h = make_house(1);
    long before = 0;

    (void)state;
    if (is_watched())
        skip();
    for (int i = 0; i < ROUNDS + 10; i++) {
        visitor *visitors[HANDS + 1];

        h->is_open = h->came = 0;
        for (int v = 0; v <= HANDS; v++)
            visitors[v] = let_come(h, v, v < HANDS);
        until_gone(&visitors[HANDS], 1);
        open_door(h);
        until_gone(visitors, HANDS);
        while (rehab_crew_hands(h->crew) > HANDS)
            apr_sleep(200);
        if (i == 9)
            before = resident();
    }
    assert_true(resident() - before < ROUNDS * LEAST_LEFT / 2);
}

static void without_a_crew_a_thread_does_it_itself(void **state)
{
    house *h = make_house(LONG_MS);
    visitor v = { .h = h, .number = 7, .own = apr_os_thread_current() };

    (void)state;
    assert_ptr_equal(rehab_crew_do(NULL, job, &v), &said[v.number]);
    assert_int_equal(h->came, 1);
    assert_int_equal(h->by_themselves, 1);
    assert_int_equal(rehab_crew_hands(h->crew), 0);
}

static rehab_fault *nothing(void *baton)
{
    (void)baton;
    return NULL;
}

static void now_and_then_what_lies_free_goes_back(void **state)
{
    enum { JOBS = 5000 };
    rehab_crew *crew;

    (void)state;
    if (is_watched())
        skip();
    assert_null(rehab_crew_make(pool, 1, 1, apr_time_from_msec(LONG_MS), &crew));
    long before = resident();
    void *last = leave_gaps();

    assert_true(resident() - before > GAPS / 2 * GAP);
    for (int i = 0; i < JOBS; i++)
        assert_null(rehab_crew_do(crew, nothing, NULL));
    assert_true(resident() - before < GAPS / 4 * GAP);
    free(last);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, open_pool, close_pool)
    const struct CMUnitTest tests[] = {
        CASE(many_threads_have_their_jobs_done_by_few),
        CASE(who_came_first_is_first),
        CASE(slow_ones_hold_up_nobody_and_their_hands_go_after_it),
        CASE(there_are_never_more_than_the_most),
        CASE(hands_that_come_and_go_leave_nothing),
        CASE(without_a_crew_a_thread_does_it_itself),
        CASE(now_and_then_what_lies_free_goes_back),
    };

    return cmocka_run_group_tests_name("crew", tests, NULL, NULL);
}
