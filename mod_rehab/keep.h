/* keep: finished pages between requests, in the store that RehabCacheStore names (store.h), and what
 * all processes of the server share beside it. */
#ifndef REHAB_KEEP_H
#define REHAB_KEEP_H

#include "exchange.h"

/* post_config, in the parent: makes the store of a host and what processes share. */
int rehab_keep_open(apr_pool_t *pool, apr_pool_t *temp, server_rec *server);

/* child_init: what a process needs to use them. */
void rehab_keep_child(apr_pool_t *pool, server_rec *server);

/* kept, after params: the page from the store, or from the thread that makes it just then; or
 * nothing, and request->keep says whether what is made should be kept.  Never a fault. */
rehab_fault *rehab_keep_find(rehab_exchange *x);

/* keep, after render: puts the page under the revision that its own transaction saw. */
rehab_fault *rehab_keep_store(rehab_exchange *x);

/* At the end, however it came: lets those go on who wait for this page. */
void rehab_keep_leave(rehab_exchange *x);

#endif
