/* gate.c: threads come in, at most a given number of them at once, in the order in which they came. */
#include "gate.h"

#include <apr_thread_cond.h>
#include <apr_thread_mutex.h>
#include <limits.h>

/* A thread that waits, and who came after it.  One that waited serves the next that must. */
typedef struct waiter waiter;
struct waiter {
    waiter *next;
    apr_thread_cond_t *called;
    int has_place;
};

struct rehab_gate {
    apr_pool_t *pool;           /* of waiters; used under the mutex */
    apr_thread_mutex_t *mutex;
    waiter *first, *last, *idle;
    int places, inside, waiting, most;
};

rehab_fault *rehab_gate_make(apr_pool_t *pool, int places, rehab_gate **gate)
{
    rehab_gate *made = apr_pcalloc(pool, sizeof *made);

    if (apr_pool_create(&made->pool, pool) != APR_SUCCESS
        || apr_thread_mutex_create(&made->mutex, APR_THREAD_MUTEX_DEFAULT, pool) != APR_SUCCESS)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "no mutex for renders");
    made->places = places;
    *gate = made;
    return NULL;
}

/* NULL: there is none, and no memory for one. */
static waiter *idle_waiter(rehab_gate *gate)
{
    waiter *w = gate->idle;

    if (w) {
        gate->idle = w->next;
    } else {
        w = apr_palloc(gate->pool, sizeof *w);
        if (apr_thread_cond_create(&w->called, gate->pool) != APR_SUCCESS)
            return NULL;
    }
    w->next = NULL;
    w->has_place = 0;
    return w;
}

/* The place is given by whoever leaves it, so that nobody who comes meanwhile takes it. */
static void wait_for_place(rehab_gate *gate, waiter *w)
{
    if (gate->last)
        gate->last->next = w;
    else
        gate->first = w;
    gate->last = w;
    gate->waiting++;
    while (!w->has_place)
        apr_thread_cond_wait(w->called, gate->mutex);
    w->next = gate->idle;
    gate->idle = w;
}

static void take_place(rehab_gate *gate)
{
    gate->inside++;
    if (gate->inside > gate->most)
        gate->most = gate->inside;
}

static int enter(rehab_gate *gate, int most_waiting)
{
    waiter *w = NULL;
    int enters;

    if (!gate)
        return 1;
    apr_thread_mutex_lock(gate->mutex);
    int is_free = gate->inside < gate->places;
    enters = is_free || gate->waiting < most_waiting;
    if (enters && !is_free)
        w = idle_waiter(gate);
    if (w)
        wait_for_place(gate, w);
    else if (enters)
        take_place(gate);
    apr_thread_mutex_unlock(gate->mutex);
    return enters;
}

void rehab_gate_enter(rehab_gate *gate)
{
    (void)enter(gate, INT_MAX);
}

int rehab_gate_enter_soon(rehab_gate *gate, int most)
{
    return enter(gate, most);
}

static void call_first(rehab_gate *gate)
{
    waiter *w = gate->first;

    gate->first = w->next;
    if (!gate->first)
        gate->last = NULL;
    gate->waiting--;
    w->has_place = 1;
    apr_thread_cond_signal(w->called);
}

void rehab_gate_leave(rehab_gate *gate)
{
    if (!gate)
        return;
    apr_thread_mutex_lock(gate->mutex);
    if (gate->first)
        call_first(gate);
    else
        gate->inside--;
    apr_thread_mutex_unlock(gate->mutex);
}

int rehab_gate_waiting(rehab_gate *gate)
{
    int waiting;

    apr_thread_mutex_lock(gate->mutex);
    waiting = gate->waiting;
    apr_thread_mutex_unlock(gate->mutex);
    return waiting;
}

int rehab_gate_most(rehab_gate *gate)
{
    int most;

    apr_thread_mutex_lock(gate->mutex);
    most = gate->most;
    apr_thread_mutex_unlock(gate->mutex);
    return most;
}
