/* db: connections and statements on SQLite and PostgreSQL, behind one face.
 *
 * A connection is borrowed for as long as statements run and given back before bytes go to a
 * client, a password is hashed or mail is sent.  db_sqlite.c runs sqlite3_prepare_v2 on the handle
 * that apr_dbd opened, since apr_dbd's own driver holds a process-wide lock; db_pgsql.c
 * calls libpq on the one that apr_dbd opened, prepares each statement once per connection, and
 * replaces a connection whose statements a restart or a change of the schema took away. */
#ifndef REHAB_DB_H
#define REHAB_DB_H

#include "rehab.h"
#include "sql.h"

typedef struct rehab_db rehab_db;
typedef struct rehab_connection rehab_connection;

typedef struct rehab_db_settings {
    rehab_dialect dialect;
    const char *params;         /* SQLite: the path, or :memory:.  PostgreSQL: libpq's string */
    int connections;            /* at most so many per process (RehabConnections)             */
    int cache_kb;               /* SQLite: pages that a connection keeps; 0: as SQLite has it       */
    int mapped;                 /* SQLite: bytes of the file that are read in the system's own cache,
                                   where they lie, at most 0x7fff0000; 0: each is copied      */
    int wait_ms;                /* how long a borrower waits before 503                       */
    int patience_ms;            /* how long he waits before one more than half of them is opened;
                                   0: it is opened at once                                    */
    int idle_ms;                /* one that lay unused so long is not lent again, and where more
                                   than half lie unused it is closed; 0: all stay open        */
    int slow_ms;                /* a statement that takes longer is logged by name; 0: never  */
    int limit_ms;               /* a statement that takes longer is stopped: 503 "fault.slow";
                                   0: no limit, as migrations need it                         */
    const rehab_log *log;
} rehab_db_settings;

/* One row.  All pointers live until the callback returns.  names[i] as the statement aliases it;
 * values[i] NULL for NULL, already through rehab_text_safe. */
typedef struct rehab_row {
    int columns;
    const char *const *names;
    const char *const *values;
    const char *(*read)(void *baton, int column);   /* of a lean row: what is not in values yet  */
    void *baton;
} rehab_row;

/* Takes one row; a fault ends the statement and comes back from rehab_db_run. */
typedef rehab_fault *(*rehab_row_taker)(void *baton, const rehab_row *row);

/* A pool of connections for this process; opens none yet.  Must be called after the fork.
 * Destroying `pool` closes all, a connection that is still borrowed when it comes back. */
rehab_fault *rehab_db_open(apr_pool_t *pool, const rehab_db_settings *settings, rehab_db **db);

rehab_dialect rehab_db_dialect(const rehab_db *db);

/* How many connections are borrowed right now: what tests count. */
int rehab_db_borrowed(rehab_db *db);

/* How many are open, borrowed or not. */
int rehab_db_opened(rehab_db *db);

/* Borrows one; it is given back by rehab_db_return or, at the latest, when `pool` goes.
 * Fault 503 "fault.away" when none comes free in time or the database cannot be reached. */
rehab_fault *rehab_db_borrow(rehab_db *db, apr_pool_t *pool, rehab_connection **connection);
void rehab_db_return(rehab_connection *connection);

/* Transactions.  A read begins a snapshot (PostgreSQL: REPEATABLE READ READ ONLY), a write takes
 * the lock at once (SQLite: BEGIN IMMEDIATE; PostgreSQL: READ COMMITTED).  Begin, or the first
 * question after it, finds out whether the connection is alive and, once, replaces a dead one.  Whatever is open when the connection is
 * given back is rolled back. */
rehab_fault *rehab_db_begin_read(rehab_connection *connection);
rehab_fault *rehab_db_begin_write(rehab_connection *connection);
rehab_fault *rehab_db_commit(rehab_connection *connection);
void rehab_db_rollback(rehab_connection *connection);

/* Runs a statement and gives each row to `take` (NULL: rows are dropped).  *changed (may be NULL)
 * is the number of rows that an INSERT, UPDATE or DELETE touched; with RETURNING, the rows returned.
 * Faults: 503 busy or away (with `again` on deadlock and serialisation), 409 a constraint
 * ("fault.conflict"), 500 anything else; the cause names the statement, never a value. */
rehab_fault *rehab_db_run(rehab_connection *connection, apr_pool_t *pool,
                          const rehab_statement *statement, rehab_values *values,
                          rehab_row_taker take, void *baton, int *changed);

/* The same, but of a row `values` holds those columns only that serve the engine (they begin with
 * _); all others are asked for by rehab_row_value: a reader who knows the row spares the rest.
 * `wanted` (const char *; NULL: none) names those that he asks for in each row. */
rehab_fault *rehab_db_run_lean(rehab_connection *connection, apr_pool_t *pool,
                               const rehab_statement *statement, rehab_values *values,
                               const apr_array_header_t *wanted, rehab_row_taker take,
                               void *baton);
const char *rehab_row_value(const rehab_row *row, int column);

/* Says that this lean run will follow in the reading transaction that has begun: PostgreSQL may be
 * sent it with the question before it, so that one round trip answers both.  Nothing but time hangs
 * on it; several come in the order in which they were said. */
void rehab_db_expect_lean(rehab_connection *connection, apr_pool_t *pool,
                          const rehab_statement *statement, rehab_values *values,
                          const apr_array_header_t *wanted);

/* Prepares only, and says what the database says: for checks. */
rehab_fault *rehab_db_prepare(rehab_connection *connection, apr_pool_t *pool,
                              const rehab_statement *statement, rehab_values *values);

/* SQLite only: tells `read` the name of each table that a statement reads when it is prepared, until
 * it is called with NULL. */
void rehab_db_watch(rehab_connection *connection, void (*read)(void *baton, const char *table),
                    void *baton);

/* Runs a script of several statements as it stands (migrations, demo data); no parameters. */
rehab_fault *rehab_db_script(rehab_connection *connection, const char *name, const char *text);

/* One text of one row, for small questions of the engine's own; *text is NULL when there is none.
 * `sql` is a literal with :names. */
rehab_fault *rehab_db_ask(rehab_connection *connection, apr_pool_t *pool, const char *name,
                          const char *sql, rehab_values *values, const char **text);

/* As rehab_db_ask, for all columns of one row: name -> text, without those that are NULL; *row is
 * NULL when there is none. */
rehab_fault *rehab_db_row(rehab_connection *connection, apr_pool_t *pool, const char *name,
                          const char *sql, rehab_values *values, apr_table_t **row);

/* As rehab_db_ask, for the first column of every row (const char *). */
rehab_fault *rehab_db_list(rehab_connection *connection, apr_pool_t *pool, const char *name,
                           const char *sql, rehab_values *values, apr_array_header_t **texts);

/* As rehab_db_ask, for a write of the engine's own; *changed may be NULL. */
rehab_fault *rehab_db_tell(rehab_connection *connection, apr_pool_t *pool, const char *name,
                           const char *sql, rehab_values *values, int *changed);

#endif
