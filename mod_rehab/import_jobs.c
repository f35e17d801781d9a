/* import_jobs.c: a file of jobs in, batches of rows out, each with how far it came.
 *
 * A batch is read and folded while nobody is locked out, and has as many rows as the last one showed
 * to fit into its time: the reading of the next is then the pause of the writing. */
#include <apr_strings.h>
#include <apr_time.h>
#include <stdlib.h>
#include <string.h>

#include "import_parts.h"
#include "patience.h"

enum { FIRST_ROWS = 512, MOST_ROWS = 2048, ROWS_A_STEP = 256, MOST_READ = 4096, BATCH_MS = 130,
       PAUSE_MS = 6, BATCHES_IN_LOG = 3, TRIES = 3, MAX_FIELD = 65536 };

/* A run from the first line to the last. */
typedef struct job_run {
    apr_pool_t *pool;
    const rehab_import_settings *settings;
    rehab_connection *connection;
    rehab_dialect dialect;
    rehab_csv *csv;
    rehab_columns *columns;
    rehab_row_reader *reader;
    rehab_store *store;
    rehab_index *index;
    rehab_checkpoints *checkpoints;
    rehab_import_report *report;
    apr_hash_t *unplaced;           /* name -> apr_int64_t * */
    rehab_statement *reached;
    const char *import_id;          /* NULL in a dry run */
    apr_int64_t line;               /* every row up to here is done */
    apr_int64_t rows;
    int batches;
    int batch_rows;                 /* that fit into a transaction */
    apr_time_t committed;           /* when the last one ended */
    int ended;
} job_run;

/* --- The row of import_run */

static void set_number(apr_pool_t *pool, rehab_values *values, const char *name, apr_int64_t n)
{
    rehab_values_set(pool, values, name, REHAB_TYPE_BIGINT,
                     apr_psprintf(pool, "%" APR_INT64_T_FMT, n));
}

static rehab_fault *write_reached(job_run *run, apr_pool_t *pool, apr_int64_t line, int finished)
{
    rehab_values *values = apr_hash_make(pool);

    if (!run->import_id)
        return NULL;
    rehab_values_set(pool, values, "import_id", REHAB_TYPE_BIGINT, run->import_id);
    set_number(pool, values, "line", line);
    set_number(pool, values, "imported", run->report->imported);
    set_number(pool, values, "merged", run->report->merged);
    set_number(pool, values, "refused", run->report->refused);
    rehab_values_set(pool, values, "finished", REHAB_TYPE_TEXT,
                     finished ? run->settings->now : NULL);
    return rehab_db_run(run->connection, pool, run->reached, values, NULL, NULL, NULL);
}

static rehab_fault *take_run(void *baton, const rehab_row *row)
{
    job_run *run = baton;

    run->import_id = apr_pstrdup(run->pool, row->values[0]);
    if (row->columns > 1) {
        run->line = apr_atoi64(row->values[1]);
        run->report->imported = apr_atoi64(row->values[2]);
        run->report->merged = apr_atoi64(row->values[3]);
        run->report->refused = apr_atoi64(row->values[4]);
    }
    return NULL;
}

static rehab_fault *statement(job_run *run, rehab_dialect dialect, const char *path,
                              rehab_statement **read)
{
    return rehab_sql_read(run->pool, run->settings->sql_directory, path, dialect, read);
}

/* Rows of a large file touch every index anywhere, so SQLite keeps more pages in memory; its log is
 * carried into the file by a thread of its own (import_checkpoint.c).  It does not wait for the disk at each batch: how far a run came
 * stands in the same batch, so that what a power failure takes of the one it takes of the other. */
static rehab_fault *prepare_connection(job_run *run)
{
    return run->dialect == REHAB_SQLITE
               ? rehab_db_script(run->connection, "import/prepare",
                                 "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 0;"
                                 "PRAGMA synchronous = NORMAL")
               : NULL;
}

/* What is reported as done is on the disk: the last batch waits for all. */
static rehab_fault *wait_for_disk(job_run *run)
{
    return run->dialect == REHAB_SQLITE
               ? rehab_db_script(run->connection, "import/last", "PRAGMA synchronous = FULL") : NULL;
}

/* The run that --resume goes on with, else a new one. */
static rehab_fault *begin_run(job_run *run, rehab_dialect dialect)
{
    rehab_values *values = apr_hash_make(run->pool);
    rehab_statement *last, *add;
    const char *checksum;
    rehab_fault *fault = statement(run, dialect, "import/run-reached.sql", &run->reached);

    if (fault || run->settings->dry_run)
        return fault;
    fault = statement(run, dialect, "import/run-last.sql", &last);
    if (!fault)
        fault = statement(run, dialect, "import/run-add.sql", &add);
    if (!fault)
        fault = rehab_import_checksum(run->pool, run->settings->file, &checksum);
    if (fault)
        return fault;
    rehab_values_set(run->pool, values, "file", REHAB_TYPE_TEXT, run->settings->file);
    rehab_values_set(run->pool, values, "checksum", REHAB_TYPE_TEXT, checksum);
    rehab_values_set(run->pool, values, "now", REHAB_TYPE_TEXT, run->settings->now);
    if (run->settings->resume)
        fault = rehab_db_run(run->connection, run->pool, last, values, take_run, run, NULL);
    if (fault || run->import_id)
        return fault;
    fault = rehab_begin_patiently(run->connection);
    if (!fault)
        fault = rehab_db_run(run->connection, run->pool, add, values, take_run, run, NULL);
    return fault ? fault : rehab_db_commit(run->connection);
}

/* --- Reading a batch */

static void count_unplaced(job_run *run, const char *name)
{
    apr_int64_t *n = apr_hash_get(run->unplaced, name, APR_HASH_KEY_STRING);

    if (!n) {
        n = apr_pcalloc(run->pool, sizeof *n);
        apr_hash_set(run->unplaced, apr_pstrdup(run->pool, name), APR_HASH_KEY_STRING, n);
    }
    ++*n;
}

/* Oldest first; rows of one day as the file has them. */
static int by_opening(const void *a, const void *b)
{
    const rehab_import_job *one = *(rehab_import_job *const *)a;
    const rehab_import_job *other = *(rehab_import_job *const *)b;
    int order = strcmp(one->opens, other->opens);

    return order ? order : (one->line > other->line) - (one->line < other->line);
}

static rehab_fault *read_batch(job_run *run, apr_pool_t *pool, apr_array_header_t *jobs,
                               apr_int64_t *line)
{
    for (int n = 0; jobs->nelts < run->batch_rows && n < MOST_READ && !run->ended;) {
        const rehab_csv_record *record;
        const char *reason, *unplaced;
        rehab_import_job *job;
        rehab_fault *fault = rehab_csv_next(run->csv, &record);

        if (fault)
            return fault;
        run->ended = !record;
        if (!record || record->line <= run->line)
            continue;
        n++;
        *line = record->line;
        rehab_import_row(run->reader, pool, record, &job, &reason, &unplaced);
        if (job)
            APR_ARRAY_PUSH(jobs, rehab_import_job *) = job;
        else
            rehab_import_refuse(run->pool, run->report, record->line, reason);
        if (unplaced)
            count_unplaced(run, unplaced);
    }
    if (jobs->nelts)
        qsort(jobs->elts, (size_t)jobs->nelts, sizeof(rehab_import_job *), by_opening);
    return NULL;
}

/* --- Writing it */

static void add_up(rehab_import_report *report, rehab_stored stored)
{
    report->imported += stored == REHAB_STORED;
    report->merged += stored != REHAB_STORED;
    report->renewed += stored == REHAB_SEEN_RENEWED;
}

/* The visitors' writes have had their turn when this begins. */
static rehab_fault *begin_batch(job_run *run)
{
    apr_time_t since = apr_time_now() - run->committed;

    if (run->settings->dry_run)
        return rehab_db_begin_read(run->connection);
    if (since < apr_time_from_msec(PAUSE_MS))
        apr_sleep(apr_time_from_msec(PAUSE_MS) - since);
    /* SQLite begins its log anew only where all of it is in the file. */
    if (++run->batches % BATCHES_IN_LOG == 0)
        rehab_checkpoints_wait(run->checkpoints);
    rehab_fault *fault = run->ended ? wait_for_disk(run) : NULL;

    if (!fault)
        fault = rehab_begin_patiently(run->connection);
    return fault ? fault : rehab_index_begin(run->index, run->connection);
}

static rehab_fault *end_batch(job_run *run)
{
    rehab_fault *fault = run->settings->dry_run
        ? NULL : rehab_index_end(run->index, run->connection);

    if (!fault)
        fault = rehab_db_commit(run->connection);
    if (!fault && !run->settings->dry_run)
        rehab_checkpoints_begin(run->checkpoints);
    return fault;
}

/* `rows` took so long: about how many take as long as a transaction may, in steps that one
 * statement writes (sizes in import_add.c), since each of them ends a piece of the search index. */
static void learn(job_run *run, int rows, apr_time_t took)
{
    apr_int64_t fit = rows * (apr_int64_t)apr_time_from_msec(BATCH_MS) / (took + 1);

    fit -= fit % ROWS_A_STEP;
    if (rows >= ROWS_A_STEP)
        run->batch_rows = fit > MOST_ROWS ? MOST_ROWS : fit < ROWS_A_STEP ? ROWS_A_STEP : (int)fit;
}

/* One transaction. */
static rehab_fault *write_once(job_run *run, apr_pool_t *pool, const apr_array_header_t *jobs,
                               apr_int64_t line)
{
    rehab_stored stored[MOST_ROWS];
    rehab_fault *fault = begin_batch(run);
    /* The time counts from when the lock is held. */
    apr_time_t began = apr_time_now();

    if (!fault)
        fault = rehab_store_jobs(run->store, pool, run->connection,
                                 (rehab_import_job **)jobs->elts, jobs->nelts, run->rows, stored);
    for (int i = 0; !fault && i < jobs->nelts; i++)
        add_up(run->report, stored[i]);
    learn(run, jobs->nelts, apr_time_now() - began);
    if (!fault)
        fault = write_reached(run, pool, line, run->ended);
    if (!fault)
        fault = end_batch(run);
    if (fault)
        rehab_db_rollback(run->connection);
    run->committed = apr_time_now();
    return fault;
}

static rehab_fault *write_batch(job_run *run, apr_pool_t *pool, const apr_array_header_t *jobs,
                                apr_int64_t line)
{
    const rehab_import_report before = *run->report;
    rehab_fault *fault = write_once(run, pool, jobs, line);

    /* PostgreSQL may choose this transaction to undo a deadlock. */
    for (int tries = 1; fault && fault->again && tries < TRIES; tries++) {
        *run->report = before;
        rehab_store_forget(run->store);
        fault = write_once(run, pool, jobs, line);
    }
    if (fault)
        return fault;
    run->line = line;
    run->rows += jobs->nelts;
    return NULL;
}

static int by_number(const void *a, const void *b)
{
    const rehab_unplaced *one = a, *other = b;

    return one->n == other->n ? strcmp(one->name, other->name) : one->n < other->n ? 1 : -1;
}

static void list_unplaced(job_run *run)
{
    apr_array_header_t *list = run->report->unplaced;

    for (apr_hash_index_t *i = apr_hash_first(run->pool, run->unplaced); i; i = apr_hash_next(i)) {
        rehab_unplaced *one = apr_array_push(list);
        const void *name;
        void *n;

        apr_hash_this(i, &name, NULL, &n);
        one->name = name;
        one->n = *(apr_int64_t *)n;
    }
    if (list->nelts)
        qsort(list->elts, (size_t)list->nelts, sizeof(rehab_unplaced), by_number);
}

static rehab_fault *run_batches(job_run *run)
{
    rehab_fault *fault = NULL;
    apr_pool_t *batch;

    apr_pool_create(&batch, run->pool);
    while (!fault && !run->ended) {
        apr_array_header_t *jobs = apr_array_make(batch, run->batch_rows,
                                                  sizeof(rehab_import_job *));
        apr_int64_t line = run->line;

        fault = read_batch(run, batch, jobs, &line);
        if (!fault)
            fault = write_batch(run, batch, jobs, line);
        if (fault)      /* the batch's pool goes, the fault stays */
            fault = rehab_fault_make(run->pool, fault->status, "fault.broken", "%s", fault->cause);
        if (run->settings->progress)
            run->settings->progress(run->settings->baton, rehab_csv_position(run->csv),
                                    run->report->imported + run->report->merged
                                        + run->report->refused);
        apr_pool_clear(batch);
    }
    apr_pool_destroy(batch);
    return fault;
}

static rehab_fault *open_file(job_run *run)
{
    const char *file = run->settings->file;
    rehab_fault *fault = rehab_csv_open(run->pool, file, MAX_FIELD, &run->csv);

    if (!fault)
        fault = rehab_columns_read(run->pool, run->csv, file, &run->columns);
    if (fault)
        return fault;
    if (!rehab_columns_has(run->columns, "title")
        || !(rehab_columns_has(run->columns, "employer")
             || rehab_columns_has(run->columns, "company"))
        || !(rehab_columns_has(run->columns, "place") || rehab_columns_has(run->columns, "city")))
        return rehab_fault_make(run->pool, REHAB_BAD_REQUEST, "fault.form",
                                "%s: its first line must name the columns title, employer (or "
                                "company) and place (or city)", file);
    return NULL;
}

rehab_fault *rehab_import_jobs(apr_pool_t *pool, rehab_db *db,
                               const rehab_import_settings *settings,
                               rehab_import_report **report)
{
    job_run run = { .pool = pool, .settings = settings, .line = 1,
                    .batch_rows = FIRST_ROWS };
    rehab_dialect dialect = rehab_db_dialect(db);
    rehab_guess *guess = NULL;
    rehab_fault *fault;

    *report = run.report = rehab_import_report_make(pool);
    run.unplaced = apr_hash_make(pool);
    fault = open_file(&run);
    if (!fault)
        fault = rehab_db_borrow(db, pool, &run.connection);
    if (fault)
        return fault;
    run.dialect = dialect;
    fault = prepare_connection(&run);
    if (!fault)
        fault = rehab_guess_make(pool, run.connection, dialect, settings, &guess);
    if (!fault)
        fault = rehab_index_make(pool, run.connection, dialect, &run.index);
    if (!fault)
        fault = rehab_store_make(pool, settings, dialect, &run.store);
    if (!fault)
        fault = begin_run(&run, dialect);
    if (!fault && !settings->dry_run)
        fault = rehab_checkpoints_make(pool, db, dialect, &run.checkpoints);
    run.reader = rehab_row_reader_make(pool, settings, guess, run.columns);
    if (!fault)
        fault = run_batches(&run);
    rehab_checkpoints_end(run.checkpoints);
    rehab_db_return(run.connection);
    list_unplaced(&run);
    return fault;
}
