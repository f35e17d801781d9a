/* import_store.c: checked jobs in, rows of employer and job out; the same job twice is one row.
 * What is new is written by import_add.c, many rows at once. */
#include <apr_strings.h>
#include <string.h>

#include "code.h"
#include "day.h"
#include "fold.h"
#include "import_store.h"

enum { DAY_MS = 86400000 };

static const char *const paths[REHAB_STORE_STATEMENTS] = {
    "import/employer.sql", "import/employer-add.sql", "import/employer-jobs.sql",
    "import/job-by-address.sql", "import/job-seen.sql", "import/job-renew.sql",
};

/* Stands for the id of what a dry run does not write. */
static const char unwritten[] = "-1";

rehab_fault *rehab_store_make(apr_pool_t *pool, const rehab_import_settings *settings,
                              rehab_dialect dialect, rehab_store **store)
{
    rehab_store *made = apr_pcalloc(pool, sizeof *made);

    made->pool = pool;
    made->settings = settings;
    for (int i = 0; i < REHAB_STORE_STATEMENTS; i++) {
        rehab_fault *fault = rehab_sql_read(pool, settings->sql_directory, paths[i], dialect,
                                            &made->statements[i]);
        if (fault)
            return fault;
    }
    rehab_fault *fault = rehab_adding_make(pool, settings, dialect, &made->adding);

    if (fault)
        return fault;
    rehab_store_forget(made);
    *store = made;
    return NULL;
}

void rehab_store_forget(rehab_store *store)
{
    if (store->memory)
        apr_pool_destroy(store->memory);
    apr_pool_create(&store->memory, store->pool);
    store->employers = apr_hash_make(store->memory);
    store->known = rehab_known_make(store->memory);
    rehab_adding_forget(store->adding);
}

rehab_fault *rehab_store_run(rehab_store *store, apr_pool_t *pool, rehab_connection *connection,
                             int statement, rehab_values *values, rehab_row_taker take,
                             void *baton, int *changed)
{
    return rehab_db_run(connection, pool, store->statements[statement], values, take, baton,
                        changed);
}

/* --- Employers */

typedef struct one_text { apr_pool_t *pool; const char *text; } one_text;

static rehab_fault *take_text(void *baton, const rehab_row *row)
{
    one_text *one = baton;

    one->text = apr_pstrdup(one->pool, row->values[0]);
    return NULL;
}

typedef struct known_jobs { rehab_store *store; apr_pool_t *pool; const char *employer; } known_jobs;

/* job_id, place_key, title */
static rehab_fault *take_known(void *baton, const rehab_row *row)
{
    known_jobs *jobs = baton;
    rehab_job_key key = rehab_known_key(jobs->employer, row->values[1],
                                        rehab_fold_words(jobs->pool, row->values[2]));

    rehab_known_set(jobs->store->known, &key, apr_atoi64(row->values[0]));
    return NULL;
}

static rehab_fault *add_employer(rehab_store *store, apr_pool_t *pool,
                                 rehab_connection *connection, rehab_values *values)
{
    for (int i = 0; i < REHAB_DRAWS; i++) {
        int changed = 0;
        rehab_fault *fault;

        rehab_values_set(pool, values, "new_code", REHAB_TYPE_TEXT, rehab_code_new(pool));
        fault = rehab_store_run(store, pool, connection, REHAB_EMPLOYER_ADD, values, NULL, NULL,
                                &changed);
        if (fault || changed)
            return fault;
    }
    return NULL;
}

/* The employer's id, made when there is none of that name.  With an employer who was there come
 * the jobs that it has, so that each job of the file is compared without asking again. */
static rehab_fault *find_employer(rehab_store *store, apr_pool_t *pool,
                                  rehab_connection *connection, const rehab_import_job *job,
                                  const char **id)
{
    rehab_values *values = apr_hash_make(pool);
    one_text found = { store->memory, NULL };
    known_jobs jobs = { store, pool, job->employer_folded };
    rehab_fault *fault;

    *id = apr_hash_get(store->employers, job->employer_folded, APR_HASH_KEY_STRING);
    if (*id)
        return NULL;
    rehab_values_set(pool, values, "folded", REHAB_TYPE_TEXT, job->employer_folded);
    rehab_values_set(pool, values, "name", REHAB_TYPE_TEXT, job->employer);
    rehab_values_set(pool, values, "name_lang", REHAB_TYPE_TEXT,
                     rehab_guess_language(job->employer));
    fault = rehab_store_run(store, pool, connection, REHAB_EMPLOYER, values, take_text, &found,
                            NULL);
    if (!fault && found.text) {
        rehab_values_set(pool, values, "employer_id", REHAB_TYPE_BIGINT, found.text);
        fault = rehab_store_run(store, pool, connection, REHAB_EMPLOYER_JOBS, values, take_known,
                                &jobs, NULL);
    } else if (!fault && store->settings->dry_run) {
        found.text = unwritten;
    } else if (!fault) {
        fault = add_employer(store, pool, connection, values);
        if (!fault)
            fault = rehab_store_run(store, pool, connection, REHAB_EMPLOYER, values, take_text,
                                    &found, NULL);
    }
    if (!fault && !found.text)
        fault = rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                                 "an employer could not be added");
    if (!fault)
        apr_hash_set(store->employers, apr_pstrdup(store->memory, job->employer_folded),
                     APR_HASH_KEY_STRING, found.text);
    *id = found.text;
    return fault;
}

/* --- Jobs */

const char *rehab_store_listed(const rehab_store *store, apr_pool_t *pool, const char *opens,
                               apr_int64_t n)
{
    apr_int64_t ms = (apr_int64_t)rehab_day_number(opens) * DAY_MS + n % DAY_MS;

    return rehab_listed_new(pool, ms < store->settings->now_ms ? ms : store->settings->now_ms);
}

rehab_fault *rehab_store_at_address(rehab_store *store, apr_pool_t *pool,
                                    rehab_connection *connection, const rehab_import_job *job,
                                    apr_int64_t *job_id)
{
    one_text there = { pool, NULL };
    rehab_fault *fault = rehab_store_run(store, pool, connection, REHAB_BY_ADDRESS, job->values,
                                         take_text, &there, NULL);

    *job_id = there.text ? apr_atoi64(there.text) : 0;
    return fault;
}

rehab_fault *rehab_store_see_again(rehab_store *store, apr_pool_t *pool,
                                   rehab_connection *connection, const rehab_import_job *job,
                                   apr_int64_t job_id, apr_int64_t n, rehab_stored *stored)
{
    const rehab_value *stands = apr_hash_get(job->values, "stands", APR_HASH_KEY_STRING);
    int changed = 0;
    rehab_fault *fault;

    *stored = REHAB_SEEN;
    if (store->settings->dry_run || job_id < 0 || !stands || !stands->n)
        return NULL;
    rehab_values_set(pool, job->values, "job_id", REHAB_TYPE_BIGINT,
                     apr_psprintf(pool, "%" APR_INT64_T_FMT, job_id));
    fault = rehab_store_run(store, pool, connection, REHAB_JOB_SEEN, job->values, NULL, NULL,
                            NULL);
    if (fault || strcmp(stands->text[0], store->settings->today) < 0)
        return fault;
    rehab_values_set(pool, job->values, "new_listed", REHAB_TYPE_BIGINT,
                     rehab_store_listed(store, pool, store->settings->today, n));
    fault = rehab_store_run(store, pool, connection, REHAB_JOB_RENEW, job->values, NULL, NULL,
                            &changed);
    if (changed)
        *stored = REHAB_SEEN_RENEWED;
    return fault;
}

/* *job_id of what is known to be the same job; 0: it is new. */
static rehab_fault *find_job(rehab_store *store, apr_pool_t *pool, rehab_connection *connection,
                             const rehab_import_job *job, const rehab_job_key *itself,
                             apr_int64_t *job_id)
{
    apr_int64_t alike = rehab_known_get(store->known, itself);
    rehab_fault *fault = NULL;

    if (alike == REHAB_WAITING) {
        fault = rehab_adding_write(store, pool, connection);
        alike = rehab_known_get(store->known, itself);
    }
    *job_id = 0;
    /* Where no job is alike, adding it finds out about the address without a question of its own. */
    if (!fault && job->source_url && (alike || store->settings->dry_run)) {
        rehab_job_key address = rehab_known_key(job->source_url, "", "");

        fault = rehab_store_at_address(store, pool, connection, job, job_id);
        if (!fault && !*job_id)
            *job_id = rehab_known_get(store->known, &address);
    }
    if (!*job_id)
        *job_id = alike;
    return fault;
}

static rehab_fault *store_one(rehab_store *store, apr_pool_t *pool, rehab_connection *connection,
                              const rehab_import_job *job, apr_int64_t n, rehab_stored *stored)
{
    const char *employer_id;
    apr_int64_t job_id;
    rehab_fault *fault = find_employer(store, pool, connection, job, &employer_id);

    if (fault)
        return fault;
    rehab_values_set(pool, job->values, "employer_id", REHAB_TYPE_BIGINT, employer_id);
    rehab_job_key itself = rehab_known_key(job->employer_folded, job->place_key,
                                           job->title_words);

    fault = find_job(store, pool, connection, job, &itself, &job_id);
    if (!fault && job_id)
        return rehab_store_see_again(store, pool, connection, job, job_id, n, stored);
    if (fault)
        return fault;
    *stored = REHAB_STORED;
    if (!store->settings->dry_run) {
        rehab_known_set(store->known, &itself, REHAB_WAITING);
        return rehab_adding_add(store, pool, connection, job, &itself, n, stored);
    }
    rehab_known_set(store->known, &itself, apr_atoi64(unwritten));
    /* The database knows the address of what was written; only a dry run must remember it. */
    if (job->source_url) {
        rehab_job_key address = rehab_known_key(job->source_url, "", "");

        rehab_known_set(store->known, &address, apr_atoi64(unwritten));
    }
    return NULL;
}

rehab_fault *rehab_store_jobs(rehab_store *store, apr_pool_t *pool, rehab_connection *connection,
                              rehab_import_job *const *jobs, int n, apr_int64_t before,
                              rehab_stored *stored)
{
    rehab_fault *fault = NULL;

    for (int i = 0; !fault && i < n; i++)
        fault = store_one(store, pool, connection, jobs[i], before + i, &stored[i]);
    return fault ? fault : rehab_adding_write(store, pool, connection);
}
