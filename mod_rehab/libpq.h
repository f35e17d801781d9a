/* libpq: PostgreSQL's library as far as db_pgsql*.c call it.  It is looked up in the copy that
 * apr_dbd's driver has loaded already, so that a portal on SQLite needs no libpq, and the numbers are
 * its ABI's.  Each call is named in libpq.c. */
#ifndef REHAB_LIBPQ_H
#define REHAB_LIBPQ_H

#include "rehab.h"

enum { LIBPQ_CONNECTION_OK = 0, LIBPQ_IDLE = 0 };
enum { LIBPQ_EMPTY_QUERY = 0, LIBPQ_COMMAND_OK = 1, LIBPQ_TUPLES_OK = 2,
       LIBPQ_PIPELINE_SYNC = 10 };
enum { LIBPQ_STATE = 'C', LIBPQ_MESSAGE = 'M' };

typedef struct rehab_libpq {
    int (*status)(const void *connection);
    int (*transaction_status)(const void *connection);
    int (*enter_pipeline)(void *connection);
    int (*exit_pipeline)(void *connection);
    int (*sync)(void *connection);
    int (*send_query)(void *connection, const char *sql, int n, const unsigned *types,
                      const char *const *values, const int *lengths, const int *formats,
                      int format);
    int (*send_prepare)(void *connection, const char *name, const char *sql, int n,
                        const unsigned *types);
    int (*send_prepared)(void *connection, const char *name, int n, const char *const *values,
                         const int *lengths, const int *formats, int format);
    void *(*next)(void *connection);
    void *(*exec)(void *connection, const char *sql);
    int (*kind)(const void *result);
    char *(*field)(const void *result, int field);
    int (*rows)(const void *result);
    int (*columns)(const void *result);
    char *(*name)(const void *result, int column);
    char *(*value)(const void *result, int row, int column);
    int (*is_null)(const void *result, int row, int column);
    char *(*changed)(void *result);
    void (*clear)(void *result);
} rehab_libpq;

/* Lives as long as `pool`.  Fault 500 where there is none, or one older than PostgreSQL 14's. */
rehab_fault *rehab_libpq_find(apr_pool_t *pool, const rehab_libpq **libpq);

#endif
