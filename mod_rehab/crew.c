/* crew.c: in come jobs of many threads, which few threads do in the order in which they came. */
#include "crew.h"

#include <apr_ring.h>
#include <apr_thread_cond.h>
#include <apr_thread_proc.h>

#include "room.h"

/* What lies free in glibc's arenas goes back once in so many jobs: a millisecond each time. */
enum { JOBS_UNTIDIED = 4096 };

/* Of a thread that waits; afterwards it serves the next one. */
typedef struct task {
    APR_RING_ENTRY(task) link;
    rehab_fault *(*job)(void *baton);
    void *baton;
    rehab_fault *fault;
    apr_thread_cond_t *done;
    enum { WAITS, BEGUN, ENDED } state;
} task;

APR_RING_HEAD(tasks, task);

struct rehab_crew {
    apr_pool_t *pool;               /* of threads and tasks; used under the mutex */
    apr_thread_mutex_t *mutex;
    apr_thread_cond_t *wanted, *left;
    apr_threadattr_t *detached;
    struct tasks waiting, unused;
    int hands, most;
    int threads, resting, n_waiting;
    int ends;
    apr_interval_time_t patience;
    unsigned long begun;            /* jobs and threads so far */
};

static task *begin_task(rehab_crew *crew)
{
    task *first = APR_RING_FIRST(&crew->waiting);

    APR_RING_REMOVE(first, link);
    crew->n_waiting--;
    crew->begun++;
    first->state = BEGUN;
    return first;
}

static void end_task(task *t)
{
    t->state = ENDED;
    apr_thread_cond_signal(t->done);
}

/* With the mutex held before and after. */
static void do_first(rehab_crew *crew)
{
    task *t = begin_task(crew);
    int is_untidy = crew->begun % JOBS_UNTIDIED == 0;

    apr_thread_mutex_unlock(crew->mutex);
    t->fault = t->job(t->baton);
    apr_thread_mutex_lock(crew->mutex);
    end_task(t);
    if (!is_untidy)
        return;
    apr_thread_mutex_unlock(crew->mutex);
    rehab_room_tidy();
    apr_thread_mutex_lock(crew->mutex);
}

static void *APR_THREAD_FUNC work(apr_thread_t *thread, void *data)
{
    rehab_crew *crew = data;

    (void)thread;
    apr_thread_mutex_lock(crew->mutex);
    for (;;) {
        if (crew->n_waiting) {
            do_first(crew);
        } else if (crew->ends || (crew->threads > crew->hands && crew->resting)) {
            break;
        } else {
            crew->resting++;
            apr_thread_cond_wait(crew->wanted, crew->mutex);
            crew->resting--;
        }
    }
    crew->threads--;
    apr_thread_cond_signal(crew->left);
    apr_thread_mutex_unlock(crew->mutex);
    return NULL;
}

static void begin_thread(rehab_crew *crew)
{
    apr_thread_t *thread;

    if (apr_thread_create(&thread, crew->detached, work, crew, crew->pool) != APR_SUCCESS)
        return;
    crew->threads++;
    crew->begun++;
}

static apr_status_t send_home(void *data)
{
    rehab_crew *crew = data;

    apr_thread_mutex_lock(crew->mutex);
    crew->ends = 1;
    apr_thread_cond_broadcast(crew->wanted);
    while (crew->resting)
        apr_thread_cond_wait(crew->left, crew->mutex);
    apr_thread_mutex_unlock(crew->mutex);
    return APR_SUCCESS;
}

rehab_fault *rehab_crew_make(apr_pool_t *pool, int hands, int most, apr_interval_time_t patience,
                             rehab_crew **crew)
{
    apr_pool_t *own;

    if (apr_pool_create_unmanaged_ex(&own, NULL, NULL) != APR_SUCCESS)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "no memory for a crew");
    apr_pool_tag(own, "rehab_crew");
    rehab_crew *made = apr_pcalloc(own, sizeof *made);
    made->pool = own;
    made->hands = hands;
    made->most = most;
    made->patience = patience;
    APR_RING_INIT(&made->waiting, task, link);
    APR_RING_INIT(&made->unused, task, link);
    if (apr_thread_mutex_create(&made->mutex, APR_THREAD_MUTEX_DEFAULT, own) != APR_SUCCESS
        || apr_thread_cond_create(&made->wanted, own) != APR_SUCCESS
        || apr_thread_cond_create(&made->left, own) != APR_SUCCESS
        || apr_threadattr_create(&made->detached, own) != APR_SUCCESS
        || apr_threadattr_detach_set(made->detached, 1) != APR_SUCCESS) {
        apr_pool_destroy(own);
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "no threads for a crew");
    }
    apr_pool_cleanup_register(pool, made, send_home, apr_pool_cleanup_null);
    *crew = made;
    return NULL;
}

/* NULL: no memory to wait with. */
static task *take_task(rehab_crew *crew)
{
    task *t;

    if (!APR_RING_EMPTY(&crew->unused, task, link)) {
        t = APR_RING_FIRST(&crew->unused);
        APR_RING_REMOVE(t, link);
        return t;
    }
    t = apr_pcalloc(crew->pool, sizeof *t);
    return apr_thread_cond_create(&t->done, crew->pool) == APR_SUCCESS ? t : NULL;
}

static void call_a_hand(rehab_crew *crew)
{
    if (crew->resting >= crew->n_waiting)
        apr_thread_cond_signal(crew->wanted);
    else if (crew->threads < crew->hands)
        begin_thread(crew);
}

static void wait_until_done(rehab_crew *crew, task *t)
{
    while (t->state != ENDED) {
        unsigned long begun = crew->begun;

        if (t->state == BEGUN)
            apr_thread_cond_wait(t->done, crew->mutex);
        else if (apr_thread_cond_timedwait(t->done, crew->mutex, crew->patience) != APR_SUCCESS
                 && crew->begun == begun && crew->threads < crew->most)
            begin_thread(crew);
    }
}

/* 0: there is nobody who would. */
static int is_done_by_a_hand(rehab_crew *crew, rehab_fault *(*job)(void *baton), void *baton,
                             rehab_fault **fault)
{
    task *t;

    apr_thread_mutex_lock(crew->mutex);
    t = take_task(crew);
    if (t) {
        t->job = job;
        t->baton = baton;
        t->state = WAITS;
        APR_RING_INSERT_TAIL(&crew->waiting, t, task, link);
        crew->n_waiting++;
        call_a_hand(crew);
        if (crew->threads)
            wait_until_done(crew, t);
        else
            begin_task(crew);
        APR_RING_INSERT_HEAD(&crew->unused, t, task, link);
    }
    int is_done = t && t->state == ENDED;
    *fault = is_done ? t->fault : NULL;
    apr_thread_mutex_unlock(crew->mutex);
    return is_done;
}

rehab_fault *rehab_crew_do(rehab_crew *crew, rehab_fault *(*job)(void *baton), void *baton)
{
    rehab_fault *fault;

    return crew && is_done_by_a_hand(crew, job, baton, &fault) ? fault : job(baton);
}

static int read_under_mutex(rehab_crew *crew, const int *number)
{
    apr_thread_mutex_lock(crew->mutex);
    int now = *number;
    apr_thread_mutex_unlock(crew->mutex);
    return now;
}

int rehab_crew_hands(rehab_crew *crew)
{
    return read_under_mutex(crew, &crew->threads);
}

int rehab_crew_waiting(rehab_crew *crew)
{
    return read_under_mutex(crew, &crew->n_waiting);
}
