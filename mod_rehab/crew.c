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
    apr_time_t since;               /* when it was begun */
    apr_thread_cond_t *done;
    enum { WAITS, BEGUN, ENDED } state;
} task;

APR_RING_HEAD(tasks, task);

/* A thread, and the pool that goes with it. */
typedef struct hand {
    APR_RING_ENTRY(hand) link;
    apr_pool_t *pool;
    struct rehab_crew *crew;
    apr_thread_t *thread;
} hand;

struct rehab_crew {
    apr_pool_t *pool;               /* of tasks; used under the mutex */
    apr_thread_mutex_t *mutex;
    apr_thread_cond_t *wanted, *left;
    struct tasks waiting, begun, unused;    /* the first that came is first */
    APR_RING_HEAD(sent_home, hand) gone;
    int hands, most;
    int threads, resting, n_waiting;
    int ends;
    apr_interval_time_t patience;
    unsigned long done;             /* jobs so far */
};

/* Hands that are there for the next job, or soon: without those whose job takes long. */
static int count_ready(const rehab_crew *crew)
{
    apr_time_t long_ago = apr_time_now() - crew->patience;
    int ready = crew->threads;

    for (const task *t = APR_RING_FIRST(&crew->begun);
         t != APR_RING_SENTINEL(&crew->begun, task, link) && t->since <= long_ago;
         t = APR_RING_NEXT(t, link))
        ready--;
    return ready;
}

static task *begin_task(rehab_crew *crew)
{
    task *first = APR_RING_FIRST(&crew->waiting);

    APR_RING_REMOVE(first, link);
    crew->n_waiting--;
    first->state = BEGUN;
    first->since = apr_time_now();
    APR_RING_INSERT_TAIL(&crew->begun, first, task, link);
    return first;
}

/* With the mutex held before and after. */
static void do_first(rehab_crew *crew)
{
    task *t = begin_task(crew);

    apr_thread_mutex_unlock(crew->mutex);
    t->fault = t->job(t->baton);
    apr_thread_mutex_lock(crew->mutex);
    APR_RING_REMOVE(t, link);
    t->state = ENDED;
    apr_thread_cond_signal(t->done);
    if (++crew->done % JOBS_UNTIDIED)
        return;
    apr_thread_mutex_unlock(crew->mutex);
    rehab_room_tidy();
    apr_thread_mutex_lock(crew->mutex);
}

/* The mutex is held, and given back.  Who is sent home is waited for by send_home. */
static void leave(hand *h)
{
    rehab_crew *crew = h->crew;
    apr_pool_t *pool = h->pool;
    int is_sent = crew->ends;

    crew->threads--;
    if (is_sent)
        APR_RING_INSERT_TAIL(&crew->gone, h, hand, link);
    else
        apr_thread_detach(h->thread);
    apr_thread_cond_signal(crew->left);
    if (crew->n_waiting)    /* this one may have been called for it */
        apr_thread_cond_signal(crew->wanted);
    apr_thread_mutex_unlock(crew->mutex);
    if (!is_sent)
        apr_pool_destroy(pool);
}

static void *APR_THREAD_FUNC work(apr_thread_t *thread, void *data)
{
    hand *h = data;
    rehab_crew *crew = h->crew;

    (void)thread;
    apr_thread_mutex_lock(crew->mutex);
    while (crew->threads <= crew->hands || count_ready(crew) <= crew->hands) {
        if (crew->n_waiting) {
            do_first(crew);
        } else if (crew->ends) {
            break;
        } else {
            crew->resting++;
            apr_thread_cond_wait(crew->wanted, crew->mutex);
            crew->resting--;
        }
    }
    leave(h);
    return NULL;
}

/* Each in a pool of its own: APR gives back what a thread took only with that. */
static void begin_thread(rehab_crew *crew)
{
    apr_pool_t *pool;

    if (apr_pool_create_unmanaged_ex(&pool, NULL, NULL) != APR_SUCCESS)
        return;
    hand *h = apr_pcalloc(pool, sizeof *h);
    h->pool = pool;
    h->crew = crew;
    if (apr_thread_create(&h->thread, NULL, work, h, pool) == APR_SUCCESS)
        crew->threads++;
    else
        apr_pool_destroy(pool);
}

/* A thread that goes still runs what libraries have for its end; the process may end only then. */
static apr_status_t send_home(void *data)
{
    rehab_crew *crew = data;
    apr_status_t status;

    apr_thread_mutex_lock(crew->mutex);
    crew->ends = 1;
    apr_thread_cond_broadcast(crew->wanted);
    while (crew->resting)
        apr_thread_cond_wait(crew->left, crew->mutex);
    while (!APR_RING_EMPTY(&crew->gone, hand, link)) {
        hand *h = APR_RING_FIRST(&crew->gone);
        apr_pool_t *pool = h->pool;

        APR_RING_REMOVE(h, link);
        apr_thread_mutex_unlock(crew->mutex);
        apr_thread_join(&status, h->thread);
        apr_pool_destroy(pool);
        apr_thread_mutex_lock(crew->mutex);
    }
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
    APR_RING_INIT(&made->begun, task, link);
    APR_RING_INIT(&made->gone, hand, link);
    APR_RING_INIT(&made->unused, task, link);
    if (apr_thread_mutex_create(&made->mutex, APR_THREAD_MUTEX_DEFAULT, own) != APR_SUCCESS
        || apr_thread_cond_create(&made->wanted, own) != APR_SUCCESS
        || apr_thread_cond_create(&made->left, own) != APR_SUCCESS) {
        apr_pool_destroy(own);
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "no mutex for a crew");
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
        if (t->state == BEGUN)
            apr_thread_cond_wait(t->done, crew->mutex);
        else if (apr_thread_cond_timedwait(t->done, crew->mutex, crew->patience) != APR_SUCCESS
                 && crew->threads < crew->most && count_ready(crew) < crew->hands)
            begin_thread(crew);
    }
}

/* Where there is no thread nobody else waits. */
static void give_up_first(rehab_crew *crew)
{
    APR_RING_REMOVE(APR_RING_FIRST(&crew->waiting), link);
    crew->n_waiting--;
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
            give_up_first(crew);
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
