/* crowd.c: in come answers, out goes the core to whoever waits for it. */
#include "crowd.h"

#include <apr_atomic.h>
#include <apr_thread_proc.h>

static apr_status_t closed(void *data)
{
    apr_atomic_dec32(data);
    return APR_SUCCESS;
}

int rehab_crowd_give_way(rehab_exchange *x)
{
    conn_rec *c = x->r->connection;
    apr_uint32_t *crowd = &x->config->crowd;

    if (!ap_get_module_config(c->conn_config, &rehab_module)) {
        ap_set_module_config(c->conn_config, &rehab_module, crowd);
        apr_atomic_inc32(crowd);
        apr_pool_cleanup_register(c->pool, crowd, closed, apr_pool_cleanup_null);
    }
    if (apr_atomic_read32(crowd) <= (apr_uint32_t)x->config->site->renders)
        return 0;
    apr_thread_yield();
    return 1;
}
