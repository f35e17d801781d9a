/* gate.c: threads come in, at most a given number of them at once. */
#include "gate.h"

#include <apr_thread_cond.h>
#include <apr_thread_mutex.h>
#include <limits.h>

struct rehab_gate {
    apr_thread_mutex_t *mutex;
    apr_thread_cond_t *freed;
    int places, inside, waiting, most;
    unsigned long left;
};

rehab_fault *rehab_gate_make(apr_pool_t *pool, int places, rehab_gate **gate)
{
    rehab_gate *made = apr_pcalloc(pool, sizeof *made);

    if (apr_thread_mutex_create(&made->mutex, APR_THREAD_MUTEX_DEFAULT, pool) != APR_SUCCESS
        || apr_thread_cond_create(&made->freed, pool) != APR_SUCCESS)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "no mutex for renders");
    made->places = places;
    *gate = made;
    return NULL;
}

static int enter(rehab_gate *gate, int most_waiting)
{
    int entered;

    if (!gate)
        return 1;
    apr_thread_mutex_lock(gate->mutex);
    entered = gate->inside < gate->places || gate->waiting < most_waiting;
    gate->waiting += entered;
    while (entered && gate->inside >= gate->places)
        apr_thread_cond_wait(gate->freed, gate->mutex);
    gate->waiting -= entered;
    gate->inside += entered;
    if (gate->inside > gate->most)
        gate->most = gate->inside;
    apr_thread_mutex_unlock(gate->mutex);
    return entered;
}

void rehab_gate_enter(rehab_gate *gate)
{
    (void)enter(gate, INT_MAX);
}

int rehab_gate_enter_soon(rehab_gate *gate, int most)
{
    return enter(gate, most);
}

unsigned long rehab_gate_leave(rehab_gate *gate)
{
    unsigned long left;

    if (!gate)
        return 0;
    apr_thread_mutex_lock(gate->mutex);
    gate->inside--;
    left = ++gate->left;
    apr_thread_cond_signal(gate->freed);
    apr_thread_mutex_unlock(gate->mutex);
    return left;
}

int rehab_gate_most(rehab_gate *gate)
{
    int most;

    apr_thread_mutex_lock(gate->mutex);
    most = gate->most;
    apr_thread_mutex_unlock(gate->mutex);
    return most;
}
