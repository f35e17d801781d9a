/* db_driver: what db.c and the two drivers know of each other.  Nobody else includes it.
 *
 * A connection is a slot of the pool that keeps its place when what it holds dies: `handle` is
 * closed and opened anew, while the borrower keeps his pointer. */
#ifndef REHAB_DB_DRIVER_H
#define REHAB_DB_DRIVER_H

#include "db.h"

#include <apr_dbd.h>
#include <apr_ring.h>
#include <apr_thread_cond.h>

typedef struct rehab_driver rehab_driver;

struct rehab_db {
    apr_pool_t *pool;               /* of no parent, so that it outlives every borrower           */
    apr_uint32_t users;             /* who opened it, and who borrows or wants to                 */
    apr_uint32_t opened;            /* connections with a live handle                             */
    rehab_db_settings settings;
    const rehab_driver *driver;
    const apr_dbd_driver_t *dbd;
    apr_thread_mutex_t *mutex;      /* over the next six                                          */
    apr_thread_cond_t *came_back;
    APR_RING_HEAD(rehab_idle, rehab_connection) idle;   /* the last one back is first             */
    int unused, borrowed, made;     /* connections: in `idle`, lent, both                         */
    int half, most;                 /* more than half are made for who waited for one only        */
    const void *library;            /* the driver's own, made once by its start                   */
};

/* A prepared variant that waits for its next use. */
typedef struct rehab_prepared {
    apr_pool_t *pool;
    rehab_variant *variant;
    void *native;                   /* sqlite3_stmt *, or db_pgsql_rows.c's own                   */
    unsigned long used;             /* when, counted in uses: the smallest is the oldest          */
    int busy;                       /* its rows are being given; a second run needs another one   */
} rehab_prepared;

enum { REHAB_MOST_PREPARED = 40 };

struct rehab_connection {
    APR_RING_ENTRY(rehab_connection) link;
    rehab_db *db;
    apr_pool_t *pool;               /* the slot's                                                 */
    apr_pool_t *opened;             /* lives as long as the handle                                */
    apr_dbd_t *handle;              /* NULL: nothing is open                                      */
    void *native;                   /* sqlite3 * or PGconn *                                      */
    apr_pool_t *borrower;
    apr_time_t returned;            /* the last time                                              */
    void *session;                  /* PostgreSQL: db_pgsql.h                                     */
    enum { REHAB_NO_TRANSACTION, REHAB_READS, REHAB_WRITES } transaction;
    const char *begin;              /* of a transaction that begins with its first statement      */
    void *ahead;                    /* PostgreSQL: what is expected in it; in the borrower's pool */
    int dead;                       /* the handle is of no more use                               */
    int failed;                     /* a statement of this transaction failed: nothing is kept    */
    int running;                    /* statements whose rows are being given right now            */
    void (*watcher)(void *baton, const char *table);    /* SQLite: rehab_db_watch                 */
    void *watcher_baton;
    apr_time_t deadline;            /* SQLite: when the running statement is stopped; 0: never    */
    apr_time_t turn_ends;           /* SQLite: when the running statement gives way to others     */
    apr_time_t busy_since;          /* SQLite: from when it waits for another's lock              */
    rehab_prepared *prepared[REHAB_MOST_PREPARED];
    int count;
    unsigned long uses;
};

/* One run of a prepared variant; `pool` goes when it is over. */
typedef struct rehab_run {
    apr_pool_t *pool;
    const rehab_statement *statement;
    const rehab_prepared *prepared;
    rehab_values *values;
    rehab_row_taker take;
    void *baton;
    rehab_row row;                  /* what `take` gets                                           */
    int lean;                       /* a driver may leave out what does not begin with _          */
    const apr_array_header_t *wanted;   /* const char *: but these are asked for in each row      */
    void *native;                   /* the driver's own                                           */
    const char *with;               /* the last statement whose answer came with this one's       */
    int changed;
    int took_fault;                 /* the fault came from `take`: the database is well           */
} rehab_run;

/* Every fault lies in the borrower's pool.  A driver that sees its connection lost sets `dead`. */
struct rehab_driver {
    const char *name;               /* apr_dbd's name for it                                      */
    const char *begin_read, *begin_write;
    int begins_later;               /* a reading transaction begins with its first statement      */
    rehab_fault *(*start)(rehab_db *db, apr_pool_t *pool);      /* once per process */
    const char *(*params)(apr_pool_t *pool, const char *params);
    rehab_fault *(*opened)(rehab_connection *c);                /* sets what a session needs      */
    int (*alive)(rehab_connection *c);
    int (*in_transaction)(rehab_connection *c);
    rehab_fault *(*execute)(rehab_connection *c, const char *name, const char *sql);
    rehab_fault *(*end_read)(rehab_connection *c);              /* need not wait for the answer */
    rehab_fault *(*check)(rehab_connection *c, const rehab_statement *statement,
                          const rehab_variant *variant);
    rehab_fault *(*prepare)(rehab_connection *c, const rehab_statement *statement,
                            rehab_prepared *prepared);
    void (*release)(rehab_connection *c, rehab_prepared *prepared);
    rehab_fault *(*run)(rehab_connection *c, rehab_run *run);
    void (*expect)(rehab_connection *c, const rehab_run *run);  /* NULL: nothing is gained       */
};

extern const rehab_driver rehab_driver_sqlite, rehab_driver_pgsql;

/* db_pool.c: closes a dead handle and opens another in its place; leaves a live one alone. */
rehab_fault *rehab_connection_revive(rehab_connection *c);

/* db_prepared.c: finds or makes the variant of `statement` for what is present.  It is busy until
 * it is given back.  `pool` is for scratch. */
rehab_fault *rehab_prepared_take(rehab_connection *c, apr_pool_t *pool,
                                 const rehab_statement *statement, rehab_values *values,
                                 rehab_prepared **prepared);
void rehab_prepared_give(rehab_connection *c, rehab_prepared *prepared);
void rehab_prepared_drop_all(rehab_connection *c);

#endif
