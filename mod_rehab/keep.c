/* keep.c: in goes a request or its finished page, out comes the page as it was kept.
 *
 * A page is three objects: a head under its key, and two bodies under the digest of what they hold,
 * so that a head never meets a body of another page, and a 304 copies no body at all. */
#include "keep.h"

#include <ap_socache.h>
#include <apr_atomic.h>
#include <apr_global_mutex.h>
#include <apr_shm.h>
#include <apr_strings.h>
#include <http_log.h>
#include <http_protocol.h>
#include <string.h>
#include <util_mutex.h>

#include "flight.h"
#include "kept.h"
#include "revision.h"

APLOG_USE_MODULE(rehab);

/* Longer than a day's pages can be of use. */
enum { KEPT_HOURS = 25, USUAL_BYTES = 8192, ID_LENGTH = REHAB_DIGEST_LENGTH + 1 };

static const char mutex_name[] = "rehab-kept";

struct rehab_store {
    const ap_socache_provider_t *provider;
    ap_socache_instance_t *instance;
    apr_global_mutex_t *mutex;          /* NULL: the provider needs none                         */
    int child;                          /* the mutex is this process's                           */
    server_rec *server;
};

int rehab_keep_register(apr_pool_t *pool)
{
    return ap_mutex_register(pool, mutex_name, NULL, APR_LOCK_DEFAULT, 0) == APR_SUCCESS
               ? OK : HTTP_INTERNAL_SERVER_ERROR;
}

const char *rehab_keep_configure(cmd_parms *cmd, void *dir, const char *text)
{
    rehab_config *config = rehab_config_of(cmd->server);
    const char *params = strchr(text, ':');
    const char *kind = params ? apr_pstrmemdup(cmd->pool, text, (apr_size_t)(params - text)) : text;
    rehab_store *store = apr_pcalloc(cmd->pool, sizeof *store);
    const char *mistake;

    (void)dir;
    config->store = store;
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

static apr_status_t open_store(apr_pool_t *pool, rehab_store *store, server_rec *server)
{
    struct ap_socache_hints hints = { ID_LENGTH, USUAL_BYTES, apr_time_from_sec(60) };
    apr_status_t status;

    store->server = server;
    if (store->provider->flags & AP_SOCACHE_FLAG_NOTMPSAFE) {
        status = ap_global_mutex_create(&store->mutex, NULL, mutex_name, NULL, server, pool, 0);
        if (status != APR_SUCCESS)
            return status;
    }
    status = store->provider->init(store->instance, mutex_name, &hints, server, pool);
    if (status == APR_SUCCESS)
        apr_pool_cleanup_register(pool, store, destroy_store, apr_pool_cleanup_null);
    return status;
}

/* A number in memory that all processes share, those of before a graceful restart too: it lives as
 * long as the server. */
static apr_status_t share_writes(server_rec *server, volatile apr_uint32_t **writes)
{
    apr_pool_t *forever = server->process->pool;
    apr_shm_t *memory = NULL;
    void *found = NULL;
    apr_status_t status = APR_SUCCESS;

    apr_pool_userdata_get(&found, mutex_name, forever);
    memory = found;
    if (!memory) {
        status = apr_shm_create(&memory, sizeof **writes, NULL, forever);
        if (status != APR_SUCCESS)
            return status;
        apr_atomic_set32(apr_shm_baseaddr_get(memory), 0);
        apr_pool_userdata_set(memory, mutex_name, apr_pool_cleanup_null, forever);
    }
    *writes = apr_shm_baseaddr_get(memory);
    return status;
}

int rehab_keep_open(apr_pool_t *pool, apr_pool_t *temp, server_rec *server)
{
    rehab_config *config = rehab_config_of(server);
    rehab_store *store = config->store;
    apr_status_t status = share_writes(server, &config->writes);

    config->site->mark = apr_pstrdup(pool, rehab_kept_mark(temp, config->site));
    /* Hosts that inherit the line share the store. */
    if (status == APR_SUCCESS && store && store->provider && !store->server)
        status = open_store(pool, store, server);
    if (status != APR_SUCCESS)
        ap_log_error(APLOG_MARK, APLOG_CRIT, status, server,
                     "RehabCacheStore: kept pages have no place");
    return status == APR_SUCCESS ? OK : HTTP_INTERNAL_SERVER_ERROR;
}

void rehab_keep_child(apr_pool_t *pool, server_rec *server)
{
    rehab_config *config = rehab_config_of(server);
    rehab_fault *fault = rehab_revision_make(pool, config->writes, &config->runtime->revision);
    rehab_store *store = config->store;
    apr_status_t status = APR_SUCCESS;
    const char *file;

    if (!fault)
        fault = rehab_flights_make(pool, &config->flights);
    if (store && store->mutex && !store->child) {
        store->child = 1;
        file = apr_global_mutex_lockfile(store->mutex);
        status = apr_global_mutex_child_init(&store->mutex, file, pool);
    }
    if (fault || status != APR_SUCCESS) {
        config->store = NULL;
        ap_log_error(APLOG_MARK, APLOG_ERR, status, server, "this process keeps no pages: %s",
                     fault ? fault->cause : "its mutex cannot be used");
    }
}

static int lock(rehab_store *store)
{
    return !store->mutex || apr_global_mutex_lock(store->mutex) == APR_SUCCESS;
}

static void unlock(rehab_store *store)
{
    if (store->mutex)
        apr_global_mutex_unlock(store->mutex);
}

/* The digest first: shmcb sorts by the first byte. */
static void body_id(const rehab_kept *kept, int compressed, unsigned char id[ID_LENGTH])
{
    memcpy(id, kept->digest, REHAB_DIGEST_LENGTH);
    id[REHAB_DIGEST_LENGTH] = compressed ? 'g' : 'p';
}

static int take_body(rehab_exchange *x, rehab_store *store, rehab_kept *kept, int compressed)
{
    apr_size_t length = compressed ? kept->gzip_length : kept->plain_length;
    unsigned int got = (unsigned int)length;
    unsigned char *body = apr_palloc(x->r->pool, length + 1), id[ID_LENGTH];

    body_id(kept, compressed, id);
    if (store->provider->retrieve(store->instance, store->server, id, sizeof id, body, &got,
                                  x->r->pool) != APR_SUCCESS || got != length)
        return 0;
    if (compressed)
        kept->gzip = (const char *)body;
    else
        kept->plain = (const char *)body;
    return 1;
}

/* The page with the body that this visitor is sent, or none where he has it. */
static rehab_kept *take_kept(rehab_exchange *x, rehab_store *store, const unsigned char *key)
{
    request_rec *r = x->r;
    unsigned char head[REHAB_HEAD_LENGTH];
    unsigned int length = sizeof head;
    rehab_kept *kept;

    if (store->provider->retrieve(store->instance, store->server, key, REHAB_KEY_LENGTH, head,
                                  &length, r->pool) != APR_SUCCESS)
        return NULL;
    kept = rehab_kept_unpack(r->pool, head, length);
    if (!kept)
        return NULL;
    int compressed = kept->gzip_length && rehab_accepts_gzip(r);

    apr_table_setn(r->headers_out, "ETag", rehab_kept_etag(r->pool, kept, compressed));
    if (ap_meets_conditions(r) != OK || take_body(x, store, kept, compressed))
        return kept;
    apr_table_unset(r->headers_out, "ETag");
    return NULL;
}

static rehab_kept *look_up(rehab_exchange *x, const unsigned char *key)
{
    rehab_store *store = x->config->store;
    rehab_kept *kept;

    if (!lock(store))
        return NULL;
    kept = take_kept(x, store, key);
    unlock(store);
    if (kept)
        x->request->media_type = kept->media_type;
    return kept;
}

rehab_fault *rehab_keep_find(rehab_exchange *x)
{
    rehab_request *request = x->request;
    unsigned char key[REHAB_KEY_LENGTH];
    const char *revision;

    if (!x->config->store || !x->config->store->instance || !rehab_kept_may(request))
        return NULL;
    revision = rehab_revision_known(request->runtime->revision, request->runtime->db,
                                    x->r->pool, request->page->relations);
    if (!revision)
        return NULL;
    rehab_kept_key(request, revision, key);
    x->kept = look_up(x, key);
    if (x->kept)
        return NULL;
    x->flight = rehab_flight_board(x->config->flights, x->r->pool, key, &x->kept);
    /* Whoever made it before may have landed between the two looks. */
    if (!x->kept)
        x->kept = look_up(x, key);
    request->keep = x->flight && !x->kept;
    if (x->kept) {
        request->media_type = x->kept->media_type;
        rehab_keep_leave(x);
    }
    return NULL;
}

static apr_status_t put(rehab_exchange *x, const unsigned char *id, unsigned int id_length,
                        const void *bytes, apr_size_t length)
{
    rehab_store *store = x->config->store;

    return store->provider->store(store->instance, store->server, id, id_length,
                                  apr_time_now() + apr_time_from_sec(KEPT_HOURS * 3600),
                                  (unsigned char *)(apr_uintptr_t)bytes, (unsigned int)length,
                                  x->r->pool);
}

/* Bodies first.  A store that has no room for one of them, since it is too large, gets no head. */
static void put_kept(rehab_exchange *x, const unsigned char *key, const rehab_kept *kept)
{
    unsigned char head[REHAB_HEAD_LENGTH], id[ID_LENGTH];
    apr_size_t length = rehab_kept_pack(kept, head);
    apr_status_t status = length ? APR_SUCCESS : APR_ENOSPC;

    if (!lock(x->config->store))
        return;
    body_id(kept, 0, id);
    if (status == APR_SUCCESS)
        status = put(x, id, sizeof id, kept->plain, kept->plain_length);
    body_id(kept, 1, id);
    if (status == APR_SUCCESS && kept->gzip_length)
        status = put(x, id, sizeof id, kept->gzip, kept->gzip_length);
    if (status == APR_SUCCESS)
        put(x, key, REHAB_KEY_LENGTH, head, length);
    unlock(x->config->store);
}

rehab_fault *rehab_keep_store(rehab_exchange *x)
{
    rehab_request *request = x->request;
    unsigned char key[REHAB_KEY_LENGTH];

    if (!request->keep || !request->revision || request->status != HTTP_OK)
        return NULL;
    x->kept = rehab_kept_make(request);
    rehab_kept_key(request, request->revision, key);
    put_kept(x, key, x->kept);
    rehab_keep_leave(x);
    return NULL;
}

void rehab_keep_leave(rehab_exchange *x)
{
    if (!x->flight)
        return;
    /* What came from the store has one body only; the others find it there too. */
    rehab_flight_land(x->config->flights, x->flight, x->request->keep ? x->kept : NULL);
    x->flight = NULL;
}
