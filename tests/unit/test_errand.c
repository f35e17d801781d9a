/* test_errand: a request waits for an errand as long as it said, and what it asked may end later. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>

#include <apr_atomic.h>
#include <apr_general.h>
#include <apr_thread_proc.h>
#include <apr_time.h>

#include "errand.h"

enum { LONG_MS = 60000, MEET_MS = 20000, SHORT_MS = 50, THREADS = 2 };

static apr_pool_t *pool;
static rehab_errands *errands;
static volatile apr_uint32_t ended, destroyed, open_gate, met, alone;

static int make(void **state)
{
    (void)state;
    apr_initialize();
    ended = destroyed = open_gate = 0;
    return apr_pool_create(&pool, NULL) != APR_SUCCESS
           || rehab_errands_make(pool, THREADS, &errands) != NULL;
}

static int drop(void **state)
{
    (void)state;
    apr_pool_destroy(pool);
    return 0;
}

static apr_status_t count_destroyed(void *data)
{
    (void)data;
    apr_atomic_inc32(&destroyed);
    return APR_SUCCESS;
}

static apr_pool_t *own(void)
{
    apr_pool_t *made = NULL;

    assert_int_equal(apr_pool_create_unmanaged_ex(&made, NULL, NULL), APR_SUCCESS);
    apr_pool_cleanup_register(made, NULL, count_destroyed, apr_pool_cleanup_null);
    return made;
}

static void quick(void *baton)
{
    *(int *)baton += 1;
    apr_atomic_inc32(&ended);
}

static void until_open(void *baton)
{
    (void)baton;
    while (!apr_atomic_read32(&open_gate))
        apr_sleep(apr_time_from_msec(5));
    apr_atomic_inc32(&ended);
}

/* Ends when as many are at it as there are threads; long after, without them. */
static void meet(void *baton)
{
    (void)baton;
    apr_atomic_inc32(&met);
    for (int i = 0; apr_atomic_read32(&met) < THREADS && i < MEET_MS / 5; i++)
        apr_sleep(apr_time_from_msec(5));
    if (apr_atomic_read32(&met) < THREADS)
        apr_atomic_inc32(&alone);
}

static void await(const volatile apr_uint32_t *number, apr_uint32_t n)
{
    for (int i = 0; apr_atomic_read32((volatile apr_uint32_t *)(apr_uintptr_t)number) != n; i++) {
        assert_true(i < LONG_MS / 5);
        apr_sleep(apr_time_from_msec(5));
    }
}

static void what_is_done_in_time_is_the_callers(void **state)
{
    (void)state;
    for (int i = 0; i < 100; i++) {
        apr_pool_t *mine = own();
        int *n = apr_pcalloc(mine, sizeof *n);

        assert_true(rehab_errand_run(errands, mine, quick, n, LONG_MS));
        assert_int_equal(*n, 1);
        apr_pool_destroy(mine);
    }
    assert_int_equal(ended, 100);
}

/* One errand under way, which ends when the gate opens.  On a machine that is busy with something
 * else no thread may come to it in time: it was never begun, and another one is sent. */
static void send_one(void)
{
    for (int tries = 0; tries < LONG_MS / SHORT_MS; tries++) {
        destroyed = 0;
        assert_false(rehab_errand_run(errands, own(), until_open, NULL, SHORT_MS));
        if (!destroyed)
            return;
    }
    fail_msg("no errand is begun");
}

static void what_takes_longer_is_left_and_cleans_up_after_itself(void **state)
{
    (void)state;
    send_one();
    apr_atomic_set32(&open_gate, 1);
    await(&destroyed, 1);
    assert_int_equal(ended, 1);
}

static void when_all_threads_wait_the_next_is_never_begun(void **state)
{
    apr_pool_t *mine;
    int *n;

    (void)state;
    for (int i = 0; i < THREADS; i++)
        send_one();
    mine = own();
    n = apr_pcalloc(mine, sizeof *n);
    assert_false(rehab_errand_run(errands, mine, quick, n, SHORT_MS));
    assert_int_equal(destroyed, 1);
    apr_atomic_set32(&open_gate, 1);
    await(&destroyed, THREADS + 1);
    assert_int_equal(ended, THREADS);
    /* And they are there again. */
    mine = own();
    n = apr_pcalloc(mine, sizeof *n);
    assert_true(rehab_errand_run(errands, mine, quick, n, LONG_MS));
    apr_pool_destroy(mine);
}

/* Two at the same moment, while one thread has nothing to do and another one could be had. */
static void *APR_THREAD_FUNC send_at_the_start(apr_thread_t *thread, void *start)
{
    (void)thread;
    pthread_barrier_wait(start);
    if (rehab_errand_run(errands, own(), meet, NULL, LONG_MS))
        apr_atomic_inc32(&ended);
    return NULL;
}

static void none_waits_behind_another_while_a_thread_can_be_had(void **state)
{
    enum { ROUNDS = 60 };

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        pthread_barrier_t start;
        apr_thread_t *senders[THREADS];
        apr_pool_t *mine = own();
        int *n = apr_pcalloc(mine, sizeof *n);
        apr_status_t status;

        assert_null(rehab_errands_make(pool, THREADS, &errands));
        assert_true(rehab_errand_run(errands, mine, quick, n, LONG_MS));
        ended = met = alone = 0;
        pthread_barrier_init(&start, NULL, THREADS);
        for (int i = 0; i < THREADS; i++)
            assert_int_equal(apr_thread_create(&senders[i], NULL, send_at_the_start, &start, pool),
                             APR_SUCCESS);
        for (int i = 0; i < THREADS; i++)
            apr_thread_join(&status, senders[i]);
        pthread_barrier_destroy(&start);
        assert_int_equal(ended, THREADS);
        assert_int_equal(alone, 0);
    }
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, make, drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(what_is_done_in_time_is_the_callers),
        WITH(what_takes_longer_is_left_and_cleans_up_after_itself),
        WITH(when_all_threads_wait_the_next_is_never_begun),
        WITH(none_waits_behind_another_while_a_thread_can_be_had),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
