/* keep.c: in goes a request or its finished page, out comes the page as it was kept.
 *
 * A page is three objects: a head under its key, and two bodies under the digest of what they hold,
 * so that a head never meets a body of another page, and a 304 copies no body at all. */
#include "keep.h"

#include <apr_shm.h>
#include <apr_strings.h>
#include <http_log.h>
#include <http_protocol.h>
#include <string.h>

#include "flight.h"
#include "kept.h"
#include "revision.h"
#include "store.h"

APLOG_USE_MODULE(rehab);

enum { ID_LENGTH = REHAB_DIGEST_LENGTH + 1 };

static const char shared_name[] = "rehab-shared ";

/* Memory of all processes, those of before a graceful restart too: it lives as long as the server.
 * Each database has its own. */
static apr_status_t share(apr_pool_t *temp, server_rec *server, void **shared)
{
    const rehab_site *site = rehab_config_of(server)->site;
    const char *name = apr_pstrcat(temp, shared_name,
                                   site->has_database ? site->database.params : "", NULL);
    apr_pool_t *forever = server->process->pool;
    apr_shm_t *memory = NULL;
    void *found = NULL;
    apr_status_t status = APR_SUCCESS;

    apr_pool_userdata_get(&found, name, forever);
    memory = found;
    if (!memory) {
        status = apr_shm_create(&memory, rehab_revision_shared(), NULL, forever);
        if (status != APR_SUCCESS)
            return status;
        memset(apr_shm_baseaddr_get(memory), 0, rehab_revision_shared());
        apr_pool_userdata_set(memory, name, apr_pool_cleanup_null, forever);
    }
    *shared = apr_shm_baseaddr_get(memory);
    return status;
}

int rehab_keep_open(apr_pool_t *pool, apr_pool_t *temp, server_rec *server)
{
    rehab_config *config = rehab_config_of(server);
    apr_status_t status = share(temp, server, &config->shared);

    config->site->mark = apr_pstrdup(pool, rehab_kept_mark(temp, config->site));
    if (status == APR_SUCCESS)
        status = rehab_store_open(pool, config->store, server);
    if (status != APR_SUCCESS)
        ap_log_error(APLOG_MARK, APLOG_CRIT, status, server,
                     "RehabCacheStore: kept pages have no place");
    return status == APR_SUCCESS ? OK : HTTP_INTERNAL_SERVER_ERROR;
}

void rehab_keep_child(apr_pool_t *pool, server_rec *server)
{
    rehab_config *config = rehab_config_of(server);
    rehab_fault *fault = rehab_revision_make(pool, config->shared, config->runtime,
                                             &config->runtime->revision);
    apr_status_t status;

    if (!fault)
        fault = rehab_flights_make(pool, &config->flights);
    status = rehab_store_child(pool, config->store);
    if (fault || status != APR_SUCCESS) {
        config->store = NULL;
        ap_log_error(APLOG_MARK, APLOG_ERR, status, server, "this process keeps no pages: %s",
                     fault ? fault->cause : "its store cannot be used");
    }
}

/* The digest first: shmcb sorts by the first byte. */
static void body_id(const rehab_kept *kept, int compressed, unsigned char id[ID_LENGTH])
{
    memcpy(id, kept->digest, REHAB_DIGEST_LENGTH);
    id[REHAB_DIGEST_LENGTH] = compressed ? 'g' : 'p';
}

static int take_body(rehab_exchange *x, rehab_kept *kept, int compressed)
{
    apr_size_t length = compressed ? kept->gzip_length : kept->plain_length;
    unsigned int got = (unsigned int)length;
    unsigned char *body = apr_palloc(x->request->pool, length + 1), id[ID_LENGTH];

    body_id(kept, compressed, id);
    if (!rehab_store_get(x->config->store, x->r->pool, id, sizeof id, body, &got)
        || got != length)
        return 0;
    if (compressed)
        kept->gzip = (const char *)body;
    else
        kept->plain = (const char *)body;
    return 1;
}

/* The page with the body that this visitor is sent, or none where he has it. */
static rehab_kept *take_kept(rehab_exchange *x, const unsigned char *key)
{
    request_rec *r = x->r;
    unsigned char head[REHAB_HEAD_LENGTH];
    unsigned int length = sizeof head;
    rehab_kept *kept;

    if (!rehab_store_get(x->config->store, r->pool, key, REHAB_KEY_LENGTH, head, &length))
        return NULL;
    kept = rehab_kept_unpack(r->pool, head, length);
    if (!kept)
        return NULL;
    int compressed = kept->gzip_length && rehab_accepts_gzip(r);

    apr_table_setn(r->headers_out, "ETag", rehab_kept_etag(r->pool, kept, compressed));
    if (ap_meets_conditions(r) != OK || take_body(x, kept, compressed))
        return kept;
    apr_table_unset(r->headers_out, "ETag");
    return NULL;
}

static rehab_kept *look_up(rehab_exchange *x, const unsigned char *key)
{
    rehab_store *store = x->config->store;
    rehab_kept *kept;

    if (!rehab_store_enter(store))
        return NULL;
    kept = take_kept(x, key);
    rehab_store_leave(store);
    if (kept)
        x->request->media_type = kept->media_type;
    return kept;
}

rehab_fault *rehab_keep_find(rehab_exchange *x)
{
    rehab_request *request = x->request;
    unsigned char key[REHAB_KEY_LENGTH];
    const char *revision;

    if (!x->config->store || !rehab_kept_may(request))
        return NULL;
    revision = rehab_revision_known(request->runtime->revision, x->r->pool,
                                    request->page->relations);
    if (!revision)
        return NULL;
    rehab_kept_key(request, revision, key);
    x->kept = look_up(x, key);
    if (x->kept)
        return NULL;
    x->flight = rehab_flight_board(x->config->flights, x->request->pool, key, &x->kept);
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

/* Bodies first.  A store that has no room for one of them, since it is too large, gets no head. */
static void put_kept(rehab_exchange *x, const unsigned char *key, const rehab_kept *kept)
{
    rehab_store *store = x->config->store;
    apr_pool_t *pool = x->r->pool;
    unsigned char head[REHAB_HEAD_LENGTH], id[ID_LENGTH];
    apr_size_t length = rehab_kept_pack(kept, head);
    int fits;

    if (!length || !rehab_store_enter(store))
        return;
    body_id(kept, 0, id);
    fits = rehab_store_put(store, pool, id, sizeof id, kept->plain, kept->plain_length);
    body_id(kept, 1, id);
    if (fits && kept->gzip_length)
        fits = rehab_store_put(store, pool, id, sizeof id, kept->gzip, kept->gzip_length);
    if (fits)
        rehab_store_put(store, pool, key, REHAB_KEY_LENGTH, head, length);
    rehab_store_leave(store);
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
