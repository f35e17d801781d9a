/* import_parts: what the files of import share; ctl_demo.c reads its tables with the same means. */
#ifndef REHAB_IMPORT_PARTS_H
#define REHAB_IMPORT_PARTS_H

#include "csv_read.h"
#include "import.h"
#include "trades.h"

/* --- import_table.c: columns of a file, and the small tables of conf/import */

typedef struct rehab_columns {
    apr_hash_t *index;              /* lower-case name -> int * */
    int n;
} rehab_columns;

/* Reads the header line. */
rehab_fault *rehab_columns_read(apr_pool_t *pool, rehab_csv *csv, const char *file,
                                rehab_columns **columns);
int rehab_columns_has(const rehab_columns *columns, const char *name);
/* The field of that column as it stands; NULL when column or field are empty. */
const char *rehab_column_bytes(const rehab_columns *columns, const rehab_csv_record *record,
                               const char *name, apr_size_t *length);
/* The same, cleaned into one line (with `lines`: as it stands, line ends LF); NULL
 * when column or field are empty.  *bad becomes 1 when it is no UTF-8. */
const char *rehab_column(apr_pool_t *pool, const rehab_columns *columns,
                         const rehab_csv_record *record, const char *name, int lines, int *bad);

/* BLAKE2b of a file's bytes, in hex. */
rehab_fault *rehab_import_checksum(apr_pool_t *pool, const char *file, const char **checksum);

/* Gives each usable record of a file of conf/import to `take`. */
typedef rehab_fault *(*rehab_record_taker)(void *baton, const rehab_columns *columns,
                                           const rehab_csv_record *record);
rehab_fault *rehab_table_each(apr_pool_t *pool, const char *file, rehab_record_taker take,
                              void *baton);

void rehab_import_refuse(apr_pool_t *pool, rehab_import_report *report, apr_int64_t line,
                         const char *reason);
rehab_import_report *rehab_import_report_make(apr_pool_t *pool);

/* --- import_guess.c: where a job is, what work it is, in which language it is written */

typedef struct rehab_spot { const char *place_key, *region_key; } rehab_spot;
typedef struct rehab_guess rehab_guess;

/* Reads names and spellings from the database, no-place words and field words from the folder. */
rehab_fault *rehab_guess_make(apr_pool_t *pool, rehab_connection *connection,
                              rehab_dialect dialect, const rehab_import_settings *settings,
                              rehab_guess **guess);
/* NULL when it is not known; *nowhere 1 when it is known to be no one place ("all of Israel"). */
const rehab_spot *rehab_guess_place(const rehab_guess *guess, apr_pool_t *pool, const char *name,
                                    int *nowhere);
int rehab_guess_is_field(const rehab_guess *guess, const char *key);
const char *rehab_guess_field(const rehab_guess *guess, apr_pool_t *pool, const char *title_words,
                              const char *function, const char *category);
const rehab_trades *rehab_guess_trades(const rehab_guess *guess);
/* he, ar, ru or en, by the script of most letters. */
const char *rehab_guess_language(const char *text);

/* --- import_row.c: a record becomes a job, or is refused */

typedef struct rehab_import_job {
    apr_int64_t line;
    const char *title_words;        /* the title folded: one part of what tells jobs apart      */
    const char *employer, *employer_folded;
    const char *place_key;
    const char *source_url;         /* or NULL                                                  */
    const char *opens;
    const char *trades[REHAB_JOB_TRADES];
    int n_trades, trades_guessed;
    rehab_values *values;           /* for import/job-add.sql, all but ids, code and listed     */
} rehab_import_job;

typedef struct rehab_row_reader rehab_row_reader;

/* What is the same for all records of a file; it keeps what it is given. */
rehab_row_reader *rehab_row_reader_make(apr_pool_t *pool, const rehab_import_settings *settings,
                                        const rehab_guess *guess, const rehab_columns *columns);

/* *job NULL with *reason when the record cannot be used; *unplaced is then the name of the place,
 * where that is why and the place is one that could be known. */
void rehab_import_row(const rehab_row_reader *reader, apr_pool_t *pool,
                      const rehab_csv_record *record, rehab_import_job **job,
                      const char **reason, const char **unplaced);

/* --- import_known.c: jobs that the database or this run has */

typedef struct rehab_known rehab_known;

/* A hash of a job's address, or of employer, place and title. */
typedef struct rehab_job_key { apr_uint64_t bits; } rehab_job_key;

rehab_known *rehab_known_make(apr_pool_t *pool);
rehab_job_key rehab_known_key(const char *first, const char *second, const char *third);
/* job_id is positive for a row, negative for a job that has none yet; a row is never replaced. */
void rehab_known_set(rehab_known *known, const rehab_job_key *key, apr_int64_t job_id);
apr_int64_t rehab_known_get(const rehab_known *known, const rehab_job_key *key);    /* 0: none */

/* --- import_index.c: the index of words of SQLite, while a transaction writes many jobs */

typedef struct rehab_index rehab_index;

/* Reads the settings that stand; on PostgreSQL there are none, and nothing is done. */
rehab_fault *rehab_index_make(apr_pool_t *pool, rehab_connection *connection,
                              rehab_dialect dialect, rehab_index **index);
/* Both inside the transaction, so that no other writer meets these settings, and none that was
 * killed leaves them behind. */
rehab_fault *rehab_index_begin(const rehab_index *index, rehab_connection *connection);
rehab_fault *rehab_index_end(const rehab_index *index, rehab_connection *connection);

/* --- import_checkpoint.c: the log of SQLite, into its file while the next batches are made */

typedef struct rehab_checkpoints rehab_checkpoints;

/* A thread with a connection of its own; NULL on PostgreSQL, and what follows does nothing then. */
rehab_fault *rehab_checkpoints_make(apr_pool_t *pool, rehab_db *db, rehab_dialect dialect,
                                    rehab_checkpoints **checkpoints);
/* What is in the log now goes into the file. */
void rehab_checkpoints_begin(rehab_checkpoints *checkpoints);
/* Until it has: who writes then begins the log from its start, and it stays short. */
void rehab_checkpoints_wait(rehab_checkpoints *checkpoints);
/* Finishes what was begun, and gives the connection back. */
void rehab_checkpoints_end(rehab_checkpoints *checkpoints);

/* --- import_store.c: jobs into the database */

typedef struct rehab_store rehab_store;
typedef enum { REHAB_STORED, REHAB_SEEN, REHAB_SEEN_RENEWED } rehab_stored;

rehab_fault *rehab_store_make(apr_pool_t *pool, const rehab_import_settings *settings,
                              rehab_dialect dialect, rehab_store **store);
/* Forgets what it remembers of the database: after a transaction was rolled back. */
void rehab_store_forget(rehab_store *store);
/* Adds n jobs, or finds that they are there; stored[i] says which.  `before` counts the rows of this
 * run so far; the order of lists follows the day of opening, then that number. */
rehab_fault *rehab_store_jobs(rehab_store *store, apr_pool_t *pool, rehab_connection *connection,
                              rehab_import_job *const *jobs, int n, apr_int64_t before,
                              rehab_stored *stored);

#endif
