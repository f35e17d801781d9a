/* import_store: what import_store.c and import_add.c know of each other.  Nobody else includes it. */
#ifndef REHAB_IMPORT_STORE_H
#define REHAB_IMPORT_STORE_H

#include "import_parts.h"

enum { REHAB_EMPLOYER, REHAB_EMPLOYER_ADD, REHAB_EMPLOYER_JOBS, REHAB_BY_ADDRESS, REHAB_JOB_SEEN,
       REHAB_JOB_RENEW, REHAB_STORE_STATEMENTS };
/* So many codes are drawn for a row before it is given up: of 10,000,000 jobs a third of all codes
 * are taken. */
enum { REHAB_DRAWS = 24 };
enum { REHAB_WAITING = -2 };        /* the job_id of a job that is about to be written */

typedef struct rehab_adding rehab_adding;

struct rehab_store {
    apr_pool_t *pool, *memory;      /* memory holds what rehab_store_forget forgets */
    const rehab_import_settings *settings;
    rehab_statement *statements[REHAB_STORE_STATEMENTS];
    apr_hash_t *employers;          /* folded name -> id as text */
    rehab_known *known;
    rehab_adding *adding;
};

rehab_fault *rehab_store_run(rehab_store *store, apr_pool_t *pool, rehab_connection *connection,
                             int statement, rehab_values *values, rehab_row_taker take,
                             void *baton, int *changed);

/* A place in the order of lists: by the day, then by the row's number. */
const char *rehab_store_listed(const rehab_store *store, apr_pool_t *pool, const char *opens,
                               apr_int64_t n);

/* The job at the row's address: *job_id 0 when there is none. */
rehab_fault *rehab_store_at_address(rehab_store *store, apr_pool_t *pool,
                                    rehab_connection *connection, const rehab_import_job *job,
                                    apr_int64_t *job_id);

/* A job that was seen again stands as long as its source shows; one that had expired opens anew. */
rehab_fault *rehab_store_see_again(rehab_store *store, apr_pool_t *pool,
                                   rehab_connection *connection, const rehab_import_job *job,
                                   apr_int64_t job_id, apr_int64_t n, rehab_stored *stored);

/* --- import_add.c: new jobs, many rows a statement */

rehab_fault *rehab_adding_make(apr_pool_t *pool, const rehab_import_settings *settings,
                               rehab_dialect dialect, rehab_adding **adding);
/* Empties the queue. */
void rehab_adding_forget(rehab_adding *adding);
/* Puts the job into the queue, and writes the queue when it is full.  `itself` becomes known;
 * *stored is set when it turns out that somebody else brought the same address. */
rehab_fault *rehab_adding_add(rehab_store *store, apr_pool_t *pool, rehab_connection *connection,
                              const rehab_import_job *job, const rehab_job_key *itself,
                              apr_int64_t n, rehab_stored *stored);
rehab_fault *rehab_adding_write(rehab_store *store, apr_pool_t *pool,
                                rehab_connection *connection);

#endif
