/* import_add.c: new jobs in, rows of job and job_trade out, many rows a statement. */
#include <apr_strings.h>
#include <string.h>

#include "code.h"
#include "import_store.h"

/* Statements are made for these numbers of rows; what is left takes the next smaller one. */
static const int sizes[] = { 2048, 1792, 1536, 1280, 1024, 768, 512, 256, 64, 16, 4, 1 };
enum { SIZES = sizeof sizes / sizeof sizes[0], QUEUE = 2048 };

/* A statement for each size is made when it is first asked for. */
typedef struct in_rows { rehab_statement *one, *sized[SIZES]; } in_rows;

typedef struct waiting {
    const rehab_import_job *job;
    rehab_job_key itself;
    apr_int64_t n, job_id;
    const char *code;
    rehab_stored *stored;
} waiting;

struct rehab_adding {
    apr_pool_t *pool;
    in_rows jobs, trades;
    waiting queue[QUEUE];
    int n;
};

static rehab_fault *read_rows(apr_pool_t *pool, const rehab_import_settings *settings,
                              rehab_dialect dialect, const char *path, in_rows *made)
{
    rehab_fault *fault = rehab_sql_read(pool, settings->sql_directory, path, dialect, &made->one);

    return fault ? fault : rehab_sql_rows(pool, made->one, 1, &made->sized[SIZES - 1]);
}

rehab_fault *rehab_adding_make(apr_pool_t *pool, const rehab_import_settings *settings,
                               rehab_dialect dialect, rehab_adding **adding)
{
    rehab_adding *made = apr_pcalloc(pool, sizeof *made);
    rehab_fault *fault = read_rows(pool, settings, dialect, "import/job-add.sql", &made->jobs);

    if (!fault)
        fault = read_rows(pool, settings, dialect, "trade/job-add.sql", &made->trades);
    made->pool = pool;
    *adding = made;
    return fault;
}

void rehab_adding_forget(rehab_adding *adding)
{
    adding->n = 0;
}

/* --- Values of many rows */

static void copy_value(rehab_value *to, int row, const rehab_value *from)
{
    if (!from || !from->n)
        return;
    to->text[row] = from->text[0];
    to->type = from->type;      /* of one name it is the same in all rows that have it */
}

/* The values of `n` rows as one table, by the names that the statement has. */
static rehab_values *gather(apr_pool_t *pool, const rehab_statement *statement,
                            rehab_values *const *rows, int n)
{
    rehab_values *values = apr_hash_make(pool);

    for (int i = 0; i < statement->names->nelts; i++) {
        const char *name = APR_ARRAY_IDX(statement->names, i, const char *);
        rehab_value *value = apr_pcalloc(pool, sizeof *value);

        value->n = n;
        value->text = apr_pcalloc(pool, (apr_size_t)n * sizeof *value->text);
        for (int row = 0; row < n; row++)
            copy_value(value, row, apr_hash_get(rows[row], name, APR_HASH_KEY_STRING));
        apr_hash_set(values, name, APR_HASH_KEY_STRING, value);
    }
    return values;
}

static rehab_fault *run_rows(rehab_connection *connection, apr_pool_t *pool,
                             apr_pool_t *statements, in_rows *statement,
                             const apr_array_header_t *rows, rehab_row_taker take, void *baton)
{
    rehab_values *const *at = (rehab_values *const *)rows->elts;
    int left = rows->nelts;
    rehab_fault *fault = NULL;

    for (int i = 0; !fault && left; i += left < sizes[i]) {
        if (left < sizes[i])
            continue;
        if (!statement->sized[i])
            fault = rehab_sql_rows(statements, statement->one, sizes[i], &statement->sized[i]);
        if (!fault)
            fault = rehab_db_run(connection, pool, statement->sized[i],
                                 gather(pool, statement->one, at, sizes[i]), take, baton, NULL);
        at += sizes[i];
        left -= sizes[i];
    }
    return fault;
}

/* --- Jobs */

/* job_id, code */
static rehab_fault *take_added(void *baton, const rehab_row *row)
{
    waiting *one = apr_hash_get(baton, row->values[1], APR_HASH_KEY_STRING);

    if (one)
        one->job_id = apr_atoi64(row->values[0]);
    return NULL;
}

/* Each job of the queue that has no id yet is given a code and a place in the lists, and tried.  The
 * codes of one try are near each other; the next try draws elsewhere, where fewer may be taken. */
static rehab_fault *try_jobs(rehab_store *store, apr_pool_t *pool, rehab_connection *connection)
{
    rehab_adding *adding = store->adding;
    apr_hash_t *by_code = apr_hash_make(pool);
    apr_array_header_t *rows = apr_array_make(pool, adding->n, sizeof(rehab_values *));
    const apr_uint32_t place = rehab_code_place();

    for (int i = 0; i < adding->n; i++) {
        waiting *one = &adding->queue[i];

        if (one->job_id)
            continue;
        do {    /* by its code a row is known when it comes back */
            one->code = rehab_code_near(pool, place);
        } while (apr_hash_get(by_code, one->code, APR_HASH_KEY_STRING));
        rehab_values_set(pool, one->job->values, "new_code", REHAB_TYPE_TEXT, one->code);
        rehab_values_set(pool, one->job->values, "new_listed", REHAB_TYPE_BIGINT,
                         rehab_store_listed(store, pool, one->job->opens, one->n));
        apr_hash_set(by_code, one->code, APR_HASH_KEY_STRING, one);
        APR_ARRAY_PUSH(rows, rehab_values *) = one->job->values;
    }
    return run_rows(connection, pool, adding->pool, &adding->jobs, rows, take_added, by_code);
}

/* Those that are still without an id may be at an address that the database has.  *left is how many
 * must be tried with other draws. */
static rehab_fault *settle_clashes(rehab_store *store, apr_pool_t *pool,
                                   rehab_connection *connection, int *left)
{
    rehab_adding *adding = store->adding;
    rehab_fault *fault = NULL;

    *left = 0;
    for (int i = 0; !fault && i < adding->n; i++) {
        waiting *one = &adding->queue[i];

        if (one->job_id)
            continue;
        if (one->job->source_url)
            fault = rehab_store_at_address(store, pool, connection, one->job, &one->job_id);
        if (!fault && one->job_id) {
            fault = rehab_store_see_again(store, pool, connection, one->job, one->job_id, one->n,
                                          one->stored);
            one->code = NULL;       /* not ours */
        } else {
            ++*left;
        }
    }
    return fault;
}

static rehab_fault *add_trades(rehab_store *store, apr_pool_t *pool, rehab_connection *connection)
{
    rehab_adding *adding = store->adding;
    apr_array_header_t *rows = apr_array_make(pool, adding->n * 2, sizeof(rehab_values *));

    for (int i = 0; i < adding->n; i++) {
        const waiting *one = &adding->queue[i];

        for (int t = 0; one->code && t < one->job->n_trades; t++) {
            rehab_values *values = apr_hash_make(pool);

            rehab_values_set(pool, values, "job_id", REHAB_TYPE_BIGINT,
                             apr_psprintf(pool, "%" APR_INT64_T_FMT, one->job_id));
            rehab_values_set(pool, values, "position", REHAB_TYPE_BIGINT, apr_itoa(pool, t + 1));
            rehab_values_set(pool, values, "trade_key", REHAB_TYPE_TEXT, one->job->trades[t]);
            rehab_values_set(pool, values, "guessed", REHAB_TYPE_BIGINT,
                             one->job->trades_guessed ? "1" : "0");
            APR_ARRAY_PUSH(rows, rehab_values *) = values;
        }
    }
    return run_rows(connection, pool, adding->pool, &adding->trades, rows, NULL, NULL);
}

rehab_fault *rehab_adding_write(rehab_store *store, apr_pool_t *pool,
                                rehab_connection *connection)
{
    rehab_adding *adding = store->adding;
    int left = adding->n;
    rehab_fault *fault = NULL;

    for (int i = 0; !fault && left && i < REHAB_DRAWS; i++) {
        fault = try_jobs(store, pool, connection);
        if (!fault)
            fault = settle_clashes(store, pool, connection, &left);
    }
    if (!fault && left)
        fault = rehab_fault_make(pool, REHAB_CONFLICT, "fault.conflict",
                                 "line %" APR_INT64_T_FMT " and after: no code or place in the "
                                 "lists came free", adding->queue[0].job->line);
    if (!fault)
        fault = add_trades(store, pool, connection);
    for (int i = 0; !fault && i < adding->n; i++)
        rehab_known_set(store->known, &adding->queue[i].itself, adding->queue[i].job_id);
    adding->n = 0;
    return fault;
}

rehab_fault *rehab_adding_add(rehab_store *store, apr_pool_t *pool, rehab_connection *connection,
                              const rehab_import_job *job, const rehab_job_key *itself,
                              apr_int64_t n, rehab_stored *stored)
{
    rehab_adding *adding = store->adding;

    adding->queue[adding->n++] = (waiting){ job, *itself, n, 0, NULL, stored };
    return adding->n < QUEUE ? NULL : rehab_adding_write(store, pool, connection);
}
