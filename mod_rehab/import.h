/* import: jobs, localities and trades from CSV files into a portal that serves meanwhile.
 *
 * A file is read once, from its first line to its last.  Rows are cleaned, checked and folded
 * without a lock, and written in batches of at most 2,048 rows, as many as took 130 ms before, each
 * one transaction with how far it came, and 6 ms apart, so that visitors' writes find their turn. */
#ifndef REHAB_IMPORT_H
#define REHAB_IMPORT_H

#include "db.h"

typedef struct rehab_import_settings {
    const char *file;
    const char *sql_directory;      /* its statements are import/NAME.sql below it              */
    const char *directory;          /* conf/import: place-alias.csv, field-words.csv            */
    const char *today, *now;
    apr_int64_t now_ms;
    int dry_run;                    /* reads and compares, writes nothing                       */
    int resume;                     /* from where the last run with these very bytes stopped    */
    /* Called between batches; may be NULL. */
    void (*progress)(void *baton, apr_int64_t bytes, apr_int64_t rows);
    void *baton;
} rehab_import_settings;

/* A row that was not taken. */
typedef struct rehab_refusal { apr_int64_t line; const char *reason; } rehab_refusal;

/* A place that no row of the database has, and how many rows name it. */
typedef struct rehab_unplaced { const char *name; apr_int64_t n; } rehab_unplaced;

typedef struct rehab_import_report {
    apr_int64_t imported, merged, refused;
    apr_int64_t renewed;            /* of the merged: had expired, and are open again           */
    apr_int64_t marked;             /* trades that stand in the words of jobs otherwise now     */
    apr_array_header_t *refusals;   /* rehab_refusal, the first thousand                        */
    apr_array_header_t *unplaced;   /* rehab_unplaced, most first                               */
} rehab_import_report;

/* Faults: 404 no such file, 400 a header without the columns that must be there, and those of the
 * database; what was written before stays, and `resume` goes on behind it. */
rehab_fault *rehab_import_jobs(apr_pool_t *pool, rehab_db *db,
                               const rehab_import_settings *settings,
                               rehab_import_report **report);

/* Localities with their names, and the spellings of place-alias.csv whose place is there. */
rehab_fault *rehab_import_localities(apr_pool_t *pool, rehab_db *db,
                                     const rehab_import_settings *settings,
                                     rehab_import_report **report);

/* Trades with their names and everyday words (conf/trades.csv says its columns).  A row that is
 * there as it stands counts as merged and changes nothing. */
rehab_fault *rehab_import_trades(apr_pool_t *pool, rehab_db *db,
                                 const rehab_import_settings *settings,
                                 rehab_import_report **report);

/* Makes anew what stands in jobs for their trades (trade.marks), and by what a search finds it
 * (trade_term, trade_common): where `changed` says that words did, or where there is nothing yet.
 * *marked is how many trades have other marks than before.  Runs in the connection's transaction. */
rehab_fault *rehab_marks_renew(apr_pool_t *pool, rehab_connection *connection,
                               const char *sql_directory, rehab_dialect dialect, int changed,
                               apr_int64_t *marked);

#endif
