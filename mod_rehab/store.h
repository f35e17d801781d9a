/* store: one of httpd's small-object caches, named by RehabCacheStore: bytes under a key, in the
 * memory of this machine or on another one.  Nothing here is an error of a request: what cannot be
 * kept or found is made anew. */
#ifndef REHAB_STORE_H
#define REHAB_STORE_H

#include "exchange.h"

/* pre_config: names the mutex, so that Mutex can set its kind. */
int rehab_store_register(apr_pool_t *pool);

/* RehabCacheStore KIND:PARAMS: a sentence when it cannot be. */
const char *rehab_store_configure(cmd_parms *cmd, void *dir, const char *text);

/* post_config, in the parent; and in each child.  Hosts that inherit the line share the store. */
apr_status_t rehab_store_open(apr_pool_t *pool, rehab_store *store, server_rec *server);
apr_status_t rehab_store_child(apr_pool_t *pool, rehab_store *store);

/* 1 when the store may be asked, until rehab_store_leave: alone, where it lies in shared memory.
 * 0 for a while after it failed, and where there is none. */
int rehab_store_enter(rehab_store *store);
void rehab_store_leave(rehab_store *store);

/* 1 with the object in `bytes`, which has room for *length; *length is what came. */
int rehab_store_get(rehab_store *store, apr_pool_t *pool, const unsigned char *id,
                    unsigned int id_length, unsigned char *bytes, unsigned int *length);

/* 1 when the object is kept.  An object that is too large is not. */
int rehab_store_put(rehab_store *store, apr_pool_t *pool, const unsigned char *id,
                    unsigned int id_length, const void *bytes, apr_size_t length);

#endif
