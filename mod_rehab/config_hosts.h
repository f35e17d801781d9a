/* config_hosts: a host among the others of its httpd. */
#ifndef REHAB_CONFIG_HOSTS_H
#define REHAB_CONFIG_HOSTS_H

#include <httpd.h>

#include "check.h"

/* 1 when httpd listens, for this host, where another machine can reach it.  Not so: a proxy on this
 * machine that is reached by others; then RehabUrl tells. */
int rehab_host_is_open(const server_rec *server);

/* Finds another portal before this one that writes another listing into the same RehabState. */
void rehab_find_shared_state(apr_pool_t *pool, server_rec *servers, server_rec *server,
                             rehab_findings *findings);

#endif
