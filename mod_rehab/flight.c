/* flight.c: threads come with keys; the first of each key goes on, the others get what it lands. */
#include "flight.h"

#include <apr_strings.h>
#include <apr_thread_cond.h>
#include <apr_thread_mutex.h>
#include <stdlib.h>
#include <string.h>

/* A page takes no longer: its statements are stopped before. */
enum { LONGEST_WAIT_S = 15 };

struct rehab_flight {
    unsigned char key[REHAB_KEY_LENGTH];
    int waiting, landed;
    apr_pool_t *pool;               /* of what has landed                                        */
    rehab_kept *kept;
    rehab_flight *next;
};

struct rehab_flights {
    apr_thread_mutex_t *mutex;
    apr_thread_cond_t *landing;
    rehab_flight *first;            /* as many as pages are being made: few                      */
};

rehab_fault *rehab_flights_make(apr_pool_t *pool, rehab_flights **flights)
{
    rehab_flights *made = apr_pcalloc(pool, sizeof *made);

    if (apr_thread_mutex_create(&made->mutex, APR_THREAD_MUTEX_DEFAULT, pool) != APR_SUCCESS
        || apr_thread_cond_create(&made->landing, pool) != APR_SUCCESS)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "no mutex for kept pages");
    *flights = made;
    return NULL;
}

static rehab_kept *copy(apr_pool_t *pool, const rehab_kept *kept)
{
    rehab_kept *made = apr_pmemdup(pool, kept, sizeof *kept);

    made->media_type = apr_pstrdup(pool, kept->media_type);
    made->plain = apr_pmemdup(pool, kept->plain, kept->plain_length);
    made->gzip = kept->gzip ? apr_pmemdup(pool, kept->gzip, kept->gzip_length) : NULL;
    return made;
}

static rehab_flight *find(rehab_flights *flights, const unsigned char *key)
{
    rehab_flight *flight = flights->first;

    while (flight && memcmp(flight->key, key, REHAB_KEY_LENGTH) != 0)
        flight = flight->next;
    return flight;
}

static void end(rehab_flight *flight)
{
    if (flight->pool)
        apr_pool_destroy(flight->pool);
    free(flight);
}

static void await(rehab_flights *flights, rehab_flight *flight, apr_pool_t *pool,
                  rehab_kept **kept)
{
    apr_time_t until = apr_time_now() + apr_time_from_sec(LONGEST_WAIT_S);

    flight->waiting++;
    while (!flight->landed && apr_time_now() < until)
        apr_thread_cond_timedwait(flights->landing, flights->mutex, until - apr_time_now());
    if (flight->landed && flight->kept)
        *kept = copy(pool, flight->kept);
    if (--flight->waiting == 0 && flight->landed)
        end(flight);
}

rehab_flight *rehab_flight_board(rehab_flights *flights, apr_pool_t *pool,
                                 const unsigned char key[REHAB_KEY_LENGTH], rehab_kept **kept)
{
    rehab_flight *mine = NULL;

    *kept = NULL;
    apr_thread_mutex_lock(flights->mutex);
    rehab_flight *flight = find(flights, key);

    if (flight) {
        await(flights, flight, pool, kept);
    } else if ((mine = calloc(1, sizeof *mine))) {
        memcpy(mine->key, key, REHAB_KEY_LENGTH);
        mine->next = flights->first;
        flights->first = mine;
    }
    apr_thread_mutex_unlock(flights->mutex);
    return mine;
}

void rehab_flight_land(rehab_flights *flights, rehab_flight *flight, const rehab_kept *kept)
{
    rehab_flight **at = &flights->first;

    apr_thread_mutex_lock(flights->mutex);
    while (*at != flight)
        at = &(*at)->next;
    *at = flight->next;
    flight->landed = 1;
    if (kept && flight->waiting
        && apr_pool_create_unmanaged_ex(&flight->pool, NULL, NULL) == APR_SUCCESS)
        flight->kept = copy(flight->pool, kept);
    if (flight->waiting)
        apr_thread_cond_broadcast(flights->landing);
    else
        end(flight);
    apr_thread_mutex_unlock(flights->mutex);
}
