/* pool_here: a pool that is there for each test of a program and is gone after it. */
#ifndef POOL_HERE_H
#define POOL_HERE_H

#include <apr_general.h>
#include <apr_pools.h>

static apr_pool_t *pool;

static int open_pool(void **state)
{
    (void)state;
    apr_initialize();
    return apr_pool_create(&pool, NULL) != APR_SUCCESS;
}

static int close_pool(void **state)
{
    (void)state;
    apr_pool_destroy(pool);
    apr_terminate();
    return 0;
}

#endif
