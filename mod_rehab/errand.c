/* errand.c: in goes something to do, out comes whether it was done in time. */
#include "errand.h"

#include <apr_thread_cond.h>
#include <apr_thread_mutex.h>
#include <apr_thread_proc.h>

typedef struct errand {
    apr_pool_t *own;
    void (*run)(void *baton);
    void *baton;
    enum { WAITS, RUNS, DONE } state;
    int left;                       /* nobody waits for it any more                              */
    struct errand *next;
} errand;

struct rehab_errands {
    apr_pool_t *pool;
    apr_thread_mutex_t *mutex;      /* over all below and every errand                           */
    apr_thread_cond_t *come, *done;
    errand *first;                  /* those that wait for a thread                              */
    int most, threads;
    int waiting, idle;              /* idle: also who is called and has not woken yet            */
};

rehab_fault *rehab_errands_make(apr_pool_t *pool, int threads, rehab_errands **errands)
{
    rehab_errands *made = apr_pcalloc(pool, sizeof *made);

    made->most = threads;
    if (apr_pool_create_unmanaged_ex(&made->pool, NULL, NULL) != APR_SUCCESS
        || apr_thread_mutex_create(&made->mutex, APR_THREAD_MUTEX_DEFAULT, made->pool)
               != APR_SUCCESS
        || apr_thread_cond_create(&made->come, made->pool) != APR_SUCCESS
        || apr_thread_cond_create(&made->done, made->pool) != APR_SUCCESS)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "no memory for errands");
    *errands = made;
    return NULL;
}

static void *APR_THREAD_FUNC work(apr_thread_t *thread, void *data)
{
    rehab_errands *e = data;

    (void)thread;
    apr_thread_mutex_lock(e->mutex);
    for (;;) {
        errand *one = e->first;

        if (!one) {
            e->idle++;
            apr_thread_cond_wait(e->come, e->mutex);
            e->idle--;
            continue;
        }
        e->first = one->next;
        e->waiting--;
        one->state = RUNS;
        apr_thread_mutex_unlock(e->mutex);
        one->run(one->baton);
        apr_thread_mutex_lock(e->mutex);
        one->state = DONE;
        if (one->left)
            apr_pool_destroy(one->own);
        else
            apr_thread_cond_broadcast(e->done);
    }
    return NULL;
}

/* Never joined: at the end of the process one of them may still wait for an answer. */
static void start_thread(rehab_errands *e)
{
    apr_threadattr_t *detached;
    apr_thread_t *thread;

    if (apr_threadattr_create(&detached, e->pool) == APR_SUCCESS
        && apr_threadattr_detach_set(detached, 1) == APR_SUCCESS
        && apr_thread_create(&thread, detached, work, e, e->pool) == APR_SUCCESS)
        e->threads++;
}

static void add(rehab_errands *e, errand *one)
{
    errand **at = &e->first;

    while (*at)
        at = &(*at)->next;
    *at = one;
    e->waiting++;
    if (e->waiting > e->idle && e->threads < e->most)
        start_thread(e);
    apr_thread_cond_signal(e->come);
}

static void remove_waiting(rehab_errands *e, const errand *one)
{
    errand **at = &e->first;

    while (*at && *at != one)
        at = &(*at)->next;
    if (*at) {
        *at = one->next;
        e->waiting--;
    }
}

int rehab_errand_run(rehab_errands *errands, apr_pool_t *own, void (*run)(void *baton),
                     void *baton, int ms)
{
    rehab_errands *e = errands;
    apr_time_t until = apr_time_now() + apr_time_from_msec(ms);
    errand *one = apr_pcalloc(own, sizeof *one);
    int done, waits;

    one->own = own;
    one->run = run;
    one->baton = baton;
    apr_thread_mutex_lock(e->mutex);
    add(e, one);
    for (apr_time_t now = apr_time_now(); one->state != DONE && now < until; now = apr_time_now())
        apr_thread_cond_timedwait(e->done, e->mutex, until - now);
    done = one->state == DONE;
    waits = one->state == WAITS;
    one->left = !done;
    if (waits)
        remove_waiting(e, one);
    apr_thread_mutex_unlock(e->mutex);
    if (waits)
        apr_pool_destroy(own);
    return done;
}
