/* store.c: in go keys and bytes, out come bytes, through the provider that RehabCacheStore names.
 *
 * One on another machine is asked by threads of its own (errand.h), since mod_socache_redis and
 * mod_socache_memcache of httpd 2.4 wait without end for a server that says nothing.  One that
 * failed is left alone for a while: each try costs time and lines in the log. */
#include "store.h"

#include <ap_socache.h>
#include <apr_atomic.h>
#include <apr_global_mutex.h>
#include <apr_strings.h>
#include <string.h>
#include <util_mutex.h>

#include "errand.h"
#include "kept.h"

enum {
    KEPT_HOURS = 25,            /* longer than a day's pages can be of use                       */
    USUAL_BYTES = 8192,
    MOST_BYTES = 1000000,       /* memcached takes 1 MiB, with the key                           */
    REST_S = 3,
    ERRAND_MS = 500,            /* so long a request waits for another machine                   */
    ERRANDS = 8                 /* at once, per process                                          */
};

/* With a colon and its end no more than the 16 letters that socache allows. */
static const char mutex_name[] = "rehab-kept";

struct rehab_store {
    const ap_socache_provider_t *provider;
    ap_socache_instance_t *instance;
    apr_global_mutex_t *mutex;          /* NULL: the provider needs none                         */
    server_rec *server;
    int child;                          /* the mutex, or the errands, are this process's         */
    rehab_errands *errands;             /* NULL: the store is in this machine's memory           */
    volatile apr_uint32_t most;         /* bytes of an object, as this process found out         */
    volatile apr_uint32_t rests_until;  /* seconds since 1970                                    */
};

int rehab_store_register(apr_pool_t *pool)
{
    return ap_mutex_register(pool, mutex_name, NULL, APR_LOCK_DEFAULT, 0) == APR_SUCCESS
               ? OK : HTTP_INTERNAL_SERVER_ERROR;
}

const char *rehab_store_configure(cmd_parms *cmd, void *dir, const char *text)
{
    rehab_config *config = rehab_config_of(cmd->server);
    const char *params = strchr(text, ':');
    const char *kind = params ? apr_pstrmemdup(cmd->pool, text, (apr_size_t)(params - text)) : text;
    rehab_store *store = apr_pcalloc(cmd->pool, sizeof *store);
    const char *mistake;

    (void)dir;
    config->store = store;
    store->most = MOST_BYTES;
    if (strcmp(text, "none") == 0)
        return NULL;
    store->provider = ap_lookup_provider(AP_SOCACHE_PROVIDER_GROUP, kind,
                                         AP_SOCACHE_PROVIDER_VERSION);
    if (!store->provider)
        return apr_psprintf(cmd->pool, "RehabCacheStore: no '%s' here: say none, or shmcb, redis "
                            "or memcache, and load mod_socache_%s before this line", kind, kind);
    mistake = store->provider->create(&store->instance, params ? params + 1 : NULL,
                                      cmd->temp_pool, cmd->pool);
    return mistake ? apr_psprintf(cmd->pool, "RehabCacheStore: %s", mistake) : NULL;
}

static apr_status_t destroy_store(void *data)
{
    rehab_store *store = data;

    store->provider->destroy(store->instance, store->server);
    return APR_SUCCESS;
}

apr_status_t rehab_store_open(apr_pool_t *pool, rehab_store *store, server_rec *server)
{
    struct ap_socache_hints hints = { REHAB_DIGEST_LENGTH, USUAL_BYTES, apr_time_from_sec(60) };
    apr_status_t status = APR_SUCCESS;

    if (!store || !store->provider || store->server)
        return APR_SUCCESS;
    store->server = server;
    if (store->provider->flags & AP_SOCACHE_FLAG_NOTMPSAFE)
        status = ap_global_mutex_create(&store->mutex, NULL, mutex_name, NULL, server, pool, 0);
    if (status == APR_SUCCESS)
        status = store->provider->init(store->instance, mutex_name, &hints, server, pool);
    if (status == APR_SUCCESS)
        apr_pool_cleanup_register(pool, store, destroy_store, apr_pool_cleanup_null);
    return status;
}

apr_status_t rehab_store_child(apr_pool_t *pool, rehab_store *store)
{
    if (!store || !store->provider || store->child)
        return APR_SUCCESS;
    store->child = 1;
    if (store->mutex)
        return apr_global_mutex_child_init(&store->mutex, apr_global_mutex_lockfile(store->mutex),
                                           pool);
    return rehab_errands_make(pool, ERRANDS, &store->errands) ? APR_ENOMEM : APR_SUCCESS;
}

static apr_uint32_t now_s(void)
{
    return (apr_uint32_t)apr_time_sec(apr_time_now());
}

int rehab_store_enter(rehab_store *store)
{
    if (!store || !store->instance || apr_atomic_read32(&store->rests_until) > now_s())
        return 0;
    return !store->mutex || apr_global_mutex_lock(store->mutex) == APR_SUCCESS;
}

void rehab_store_leave(rehab_store *store)
{
    if (store->mutex)
        apr_global_mutex_unlock(store->mutex);
}

/* An object on its way to the store or from it. */
typedef struct parcel {
    const rehab_store *store;
    apr_pool_t *pool;
    const unsigned char *id;
    unsigned char *bytes;
    unsigned int id_length, length;
    int goes;                           /* to the store                                          */
    apr_status_t status;
} parcel;

static void carry(void *baton)
{
    parcel *p = baton;
    const rehab_store *store = p->store;
    apr_time_t until = apr_time_now() + apr_time_from_sec(KEPT_HOURS * 3600);

    if (p->goes)
        p->status = store->provider->store(store->instance, store->server, p->id, p->id_length,
                                           until, p->bytes, p->length, p->pool);
    else
        p->status = store->provider->retrieve(store->instance, store->server, p->id, p->id_length,
                                              p->bytes, &p->length, p->pool);
}

/* The errand has a copy of all: it may go on after the request has ended. */
static void carry_abroad(parcel *p)
{
    apr_pool_t *own;
    parcel *copy;

    p->status = APR_TIMEUP;
    if (apr_pool_create_unmanaged_ex(&own, NULL, NULL) != APR_SUCCESS)
        return;
    copy = apr_pmemdup(own, p, sizeof *p);
    copy->pool = own;
    copy->id = apr_pmemdup(own, p->id, p->id_length);
    copy->bytes = p->goes ? apr_pmemdup(own, p->bytes, p->length) : apr_palloc(own, p->length + 1);
    if (!rehab_errand_run(p->store->errands, own, carry, copy, ERRAND_MS))
        return;
    p->status = copy->status;
    p->length = copy->length;
    if (!p->goes && p->status == APR_SUCCESS)
        memcpy(p->bytes, copy->bytes, p->length);
    apr_pool_destroy(own);
}

static void deliver(rehab_store *store, parcel *p)
{
    if (store->errands)
        carry_abroad(p);
    else
        carry(p);
    /* Not found is no failure for who asks; who brings something hears by it that no server is
     * alive.  The provider's own line in the log says what failed. */
    if (p->status != APR_SUCCESS && p->status != APR_ENOSPC
        && (p->goes || p->status != APR_NOTFOUND))
        apr_atomic_set32(&store->rests_until, now_s() + REST_S);
}

int rehab_store_get(rehab_store *store, apr_pool_t *pool, const unsigned char *id,
                    unsigned int id_length, unsigned char *bytes, unsigned int *length)
{
    parcel p = { .store = store, .pool = pool, .id = id, .bytes = bytes, .id_length = id_length,
                 .length = *length };

    deliver(store, &p);
    *length = p.length;
    return p.status == APR_SUCCESS;
}

int rehab_store_put(rehab_store *store, apr_pool_t *pool, const unsigned char *id,
                    unsigned int id_length, const void *bytes, apr_size_t length)
{
    parcel p = { .store = store, .pool = pool, .id = id,
                 .bytes = (unsigned char *)(apr_uintptr_t)bytes, .id_length = id_length,
                 .length = (unsigned int)length, .goes = 1 };

    if (length > apr_atomic_read32(&store->most))
        return 0;
    deliver(store, &p);
    /* shmcb with little memory: nothing of this size is tried again, since it logs each time. */
    if (p.status == APR_ENOSPC)
        apr_atomic_set32(&store->most, (apr_uint32_t)length - 1);
    return p.status == APR_SUCCESS;
}
