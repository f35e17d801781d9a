/* test_gate.c: who waits at a gate, and in which order they come in. */
#include "../../mod_rehab/gate.h"
#include "pool_here.h"

#include <apr_thread_proc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { CROWD = 12 };

typedef struct crowd {
    rehab_gate *gate;
    int came[CROWD], n;         /* by one who is inside alone */
} crowd;

typedef struct visitor { crowd *crowd; int number; } visitor;

static void *APR_THREAD_FUNC come(apr_thread_t *thread, void *data)
{
    const visitor *v = data;
    crowd *c = v->crowd;

    (void)thread;
    rehab_gate_enter(c->gate);
    c->came[c->n++] = v->number;
    rehab_gate_leave(c->gate);
    return NULL;
}

static void until_waiting(rehab_gate *gate, int n)
{
    while (rehab_gate_waiting(gate) < n)
        apr_sleep(200);
}

/* Threads that wait, one after the other, for the place that this one has. */
static void let_come(crowd *c, visitor *visitors, apr_thread_t **threads)
{
    for (int i = 0; i < CROWD; i++) {
        visitors[i] = (visitor){ c, i };
        assert_int_equal(apr_thread_create(&threads[i], NULL, come, &visitors[i], pool), APR_SUCCESS);
        until_waiting(c->gate, i + 1);
    }
}

static void until_all_left(apr_thread_t **threads)
{
    apr_status_t status;

    for (int i = 0; i < CROWD; i++)
        apr_thread_join(&status, threads[i]);
}

static void who_waits_longest_is_next(void **state)
{
    crowd c = { NULL, { 0 }, 0 };
    visitor visitors[CROWD];
    apr_thread_t *threads[CROWD];

    (void)state;
    assert_null(rehab_gate_make(pool, 1, &c.gate));
    /* Again with those who waited before. */
    for (int round = 0; round < 2; round++) {
        c.n = 0;
        rehab_gate_enter(c.gate);
        let_come(&c, visitors, threads);
        rehab_gate_leave(c.gate);
        until_all_left(threads);
        assert_int_equal(c.n, CROWD);
        for (int i = 0; i < CROWD; i++)
            assert_int_equal(c.came[i], i);
    }
    assert_int_equal(rehab_gate_most(c.gate), 1);
    assert_int_equal(rehab_gate_waiting(c.gate), 0);
}

/* The place is somebody's from when it is left, before he runs: whoever left it and comes back at
 * once is behind all who waited. */
static void nobody_comes_in_past_those_who_wait(void **state)
{
    crowd c = { NULL, { 0 }, 0 };
    visitor visitors[CROWD];
    apr_thread_t *threads[CROWD];

    (void)state;
    assert_null(rehab_gate_make(pool, 1, &c.gate));
    rehab_gate_enter(c.gate);
    let_come(&c, visitors, threads);
    rehab_gate_leave(c.gate);
    rehab_gate_enter(c.gate);
    assert_int_equal(c.n, CROWD);
    rehab_gate_leave(c.gate);
    until_all_left(threads);
}

static void a_place_that_nobody_waits_for_is_free_again(void **state)
{
    rehab_gate *gate;

    (void)state;
    assert_null(rehab_gate_make(pool, 2, &gate));
    for (int i = 0; i < 5; i++) {
        assert_true(rehab_gate_enter_soon(gate, 0));
        assert_true(rehab_gate_enter_soon(gate, 0));
        assert_false(rehab_gate_enter_soon(gate, 0));
        rehab_gate_leave(gate);
        rehab_gate_leave(gate);
    }
    assert_int_equal(rehab_gate_most(gate), 2);
}

static void no_gate_has_room_for_all(void **state)
{
    (void)state;
    rehab_gate_enter(NULL);
    assert_true(rehab_gate_enter_soon(NULL, 0));
    rehab_gate_leave(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(who_waits_longest_is_next, open_pool, close_pool),
        cmocka_unit_test_setup_teardown(nobody_comes_in_past_those_who_wait, open_pool, close_pool),
        cmocka_unit_test_setup_teardown(a_place_that_nobody_waits_for_is_free_again, open_pool,
                                        close_pool),
        cmocka_unit_test_setup_teardown(no_gate_has_room_for_all, open_pool, close_pool),
    };

    return cmocka_run_group_tests_name("gate", tests, NULL, NULL);
}
