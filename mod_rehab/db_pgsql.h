/* db_pgsql: what the files of that name know of each other.  Nobody else includes it. */
#ifndef REHAB_DB_PGSQL_H
#define REHAB_DB_PGSQL_H

#include "db_driver.h"
#include "libpq.h"

/* What a session of the server has beside its connection; lives as long as the handle. */
typedef struct rehab_session_state {
    unsigned long named;            /* the number of the last statement that got a name          */
    apr_array_header_t *dropped;    /* unsigned long: names that the server may forget           */
    int unread;                     /* a COMMIT was sent whose answer nobody has read            */
} rehab_session_state;

/* A statement as the server knows it. */
typedef struct rehab_served {
    const char *sql;
    unsigned long number;           /* its name                                                  */
    int known;                      /* the server has prepared it                                */
} rehab_served;

/* The fault for a result that is none; NULL: no server spoke.  Sets c->dead where the connection, or
 * what was prepared on it, is of no more use.  `known`: the statement was prepared by an earlier run. */
rehab_fault *rehab_pgsql_explain(rehab_connection *c, const char *name, const void *result,
                                 int known);

/* Runs `statement` with the values of `run`.  *result is the answer, also where it is a refusal; the
 * caller clears it. */
rehab_fault *rehab_pgsql_exchange(rehab_connection *c, rehab_run *run, rehab_served *statement,
                                  void **result);

/* The values of a run in the order of their places, as libpq wants them. */
const char **rehab_pgsql_bound(const rehab_run *run);

/* Sends a statement that the server knows. */
void rehab_pgsql_send(rehab_connection *c, const rehab_served *statement, int n,
                      const char *const *values);

/* Expected is what will be asked in this transaction: the next exchange sends it along.  A statement
 * that the server does not know yet is not expected.  Lives as long as the pool of `run`. */
void rehab_pgsql_ahead_add(rehab_connection *c, const rehab_run *run,
                           const rehab_served *statement);

/* Sends all that is expected and not sent, and tells `run` about it. */
void rehab_pgsql_ahead_send(rehab_connection *c, rehab_run *run);

/* Reads the answers to what was sent. */
void rehab_pgsql_ahead_read(rehab_connection *c);

/* The answer to `statement` with the values of `run`, where it was sent ahead; the caller clears it.
 * NULL: it must be asked. */
void *rehab_pgsql_ahead_take(rehab_connection *c, const rehab_run *run,
                             const rehab_served *statement);

/* Reads the answer that nobody has read; afterwards the connection takes simple commands. */
void rehab_pgsql_catch_up(rehab_connection *c);

/* Ends a transaction that only read, and does not wait for the answer. */
rehab_fault *rehab_pgsql_end_read(rehab_connection *c);

/* Members of the driver (db_driver.h). */
rehab_fault *rehab_pgsql_check(rehab_connection *c, const rehab_statement *statement,
                               const rehab_variant *variant);
rehab_fault *rehab_pgsql_prepare(rehab_connection *c, const rehab_statement *statement,
                                 rehab_prepared *prepared);
void rehab_pgsql_release(rehab_connection *c, rehab_prepared *prepared);
rehab_fault *rehab_pgsql_run(rehab_connection *c, rehab_run *run);
void rehab_pgsql_expect(rehab_connection *c, const rehab_run *run);

#endif
