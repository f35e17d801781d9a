/* import_store.c: checked jobs in, rows of employer and job out; the same job twice is one row. */
#include <apr_strings.h>
#include <sodium.h>
#include <string.h>

#include "code.h"
#include "day.h"
#include "fold.h"
#include "import_parts.h"

enum { EMPLOYER, EMPLOYER_ADD, EMPLOYER_JOBS, BY_ADDRESS, JOB_ADD, JOB_SEEN, JOB_RENEW,
       JOB_TRADE, STATEMENTS };
enum { DRAWS = 5, FIRST_SLOTS = 4096, DAY_MS = 86400000 };

static const char *const paths[STATEMENTS] = {
    "import/employer.sql", "import/employer-add.sql", "import/employer-jobs.sql",
    "import/job-by-address.sql", "import/job-add.sql", "import/job-seen.sql",
    "import/job-renew.sql", "trade/job-add.sql",
};

/* What a job is known by: a hash of its address, or of employer, place and title. */
typedef struct slot { unsigned char key[crypto_generichash_BYTES_MIN]; apr_int64_t job_id; } slot;

struct rehab_store {
    apr_pool_t *pool, *memory;          /* memory holds what rehab_store_forget forgets */
    const rehab_import_settings *settings;
    rehab_statement *statements[STATEMENTS];
    apr_hash_t *employers;              /* folded name -> id as text */
    slot *slots;                        /* open addressing; job_id 0 is an empty one */
    apr_size_t n, used;
};

/* Stands for the id of what a dry run does not write. */
static const char unwritten[] = "-1";

rehab_fault *rehab_store_make(apr_pool_t *pool, const rehab_import_settings *settings,
                              rehab_dialect dialect, rehab_store **store)
{
    rehab_store *made = apr_pcalloc(pool, sizeof *made);

    made->pool = pool;
    made->settings = settings;
    for (int i = 0; i < STATEMENTS; i++) {
        rehab_fault *fault = rehab_sql_read(pool, settings->sql_directory, paths[i], dialect,
                                            &made->statements[i]);
        if (fault)
            return fault;
    }
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
    store->n = FIRST_SLOTS;
    store->used = 0;
    store->slots = apr_pcalloc(store->memory, store->n * sizeof(slot));
}

/* --- What is known */

static void make_key(slot *made, const char *first, const char *second, const char *third)
{
    crypto_generichash_state state;

    /* Each with its NUL, so that no two parts run into each other. */
    crypto_generichash_init(&state, NULL, 0, sizeof made->key);
    crypto_generichash_update(&state, (const unsigned char *)first, strlen(first) + 1);
    crypto_generichash_update(&state, (const unsigned char *)second, strlen(second) + 1);
    crypto_generichash_update(&state, (const unsigned char *)third, strlen(third) + 1);
    crypto_generichash_final(&state, made->key, sizeof made->key);
}

static slot *place_of(slot *slots, apr_size_t n, const unsigned char *key)
{
    apr_size_t at;

    memcpy(&at, key, sizeof at);
    for (at &= n - 1;; at = (at + 1) & (n - 1))
        if (!slots[at].job_id || memcmp(slots[at].key, key, sizeof slots[at].key) == 0)
            return &slots[at];
}

static void remember(rehab_store *store, const slot *known)
{
    if (store->used * 2 >= store->n) {
        slot *wider = apr_pcalloc(store->memory, store->n * 2 * sizeof *wider);

        for (apr_size_t i = 0; i < store->n; i++)
            if (store->slots[i].job_id)
                *place_of(wider, store->n * 2, store->slots[i].key) = store->slots[i];
        store->slots = wider;
        store->n *= 2;
    }
    slot *at = place_of(store->slots, store->n, known->key);

    if (!at->job_id) {
        *at = *known;
        store->used++;
    }
}

static apr_int64_t recall(const rehab_store *store, const slot *wanted)
{
    return place_of(store->slots, store->n, wanted->key)->job_id;
}

/* --- Employers */

static rehab_fault *run(rehab_store *store, apr_pool_t *pool, rehab_connection *connection,
                        int statement, rehab_values *values, rehab_row_taker take, void *baton,
                        int *changed)
{
    return rehab_db_run(connection, pool, store->statements[statement], values, take, baton,
                        changed);
}

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
    known_jobs *known = baton;
    slot made = { .job_id = apr_atoi64(row->values[0]) };

    make_key(&made, known->employer, row->values[1], rehab_fold_words(known->pool, row->values[2]));
    remember(known->store, &made);
    return NULL;
}

static rehab_fault *add_employer(rehab_store *store, apr_pool_t *pool,
                                 rehab_connection *connection, rehab_values *values)
{
    for (int i = 0; i < DRAWS; i++) {
        int changed = 0;
        rehab_fault *fault;

        rehab_values_set(pool, values, "new_code", REHAB_TYPE_TEXT, rehab_code_new(pool));
        fault = run(store, pool, connection, EMPLOYER_ADD, values, NULL, NULL, &changed);
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
    known_jobs known = { store, pool, job->employer_folded };
    rehab_fault *fault;

    *id = apr_hash_get(store->employers, job->employer_folded, APR_HASH_KEY_STRING);
    if (*id)
        return NULL;
    rehab_values_set(pool, values, "folded", REHAB_TYPE_TEXT, job->employer_folded);
    rehab_values_set(pool, values, "name", REHAB_TYPE_TEXT, job->employer);
    rehab_values_set(pool, values, "name_lang", REHAB_TYPE_TEXT,
                     rehab_guess_language(job->employer));
    fault = run(store, pool, connection, EMPLOYER, values, take_text, &found, NULL);
    if (!fault && found.text) {
        rehab_values_set(pool, values, "employer_id", REHAB_TYPE_BIGINT, found.text);
        fault = run(store, pool, connection, EMPLOYER_JOBS, values, take_known, &known, NULL);
    } else if (!fault && store->settings->dry_run) {
        found.text = unwritten;
    } else if (!fault) {
        fault = add_employer(store, pool, connection, values);
        if (!fault)
            fault = run(store, pool, connection, EMPLOYER, values, take_text, &found, NULL);
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

/* `opens` and then the row's number make the order; what is left of a clash is drawn anew. */
static const char *draw_listed(const rehab_store *store, apr_pool_t *pool, const char *opens,
                               apr_int64_t n)
{
    apr_int64_t ms = (apr_int64_t)rehab_day_number(opens) * DAY_MS + n % DAY_MS;

    return rehab_listed_new(pool, ms < store->settings->now_ms ? ms : store->settings->now_ms);
}

/* The job at the row's address: *job_id 0 when there is none. */
static rehab_fault *find_address(rehab_store *store, apr_pool_t *pool,
                                 rehab_connection *connection, const rehab_import_job *job,
                                 apr_int64_t *job_id)
{
    one_text there = { pool, NULL };
    rehab_fault *fault = run(store, pool, connection, BY_ADDRESS, job->values, take_text, &there,
                             NULL);

    *job_id = there.text ? apr_atoi64(there.text) : 0;
    return fault;
}

/* *added 0 when somebody else brought the same address meanwhile; *job_id is then theirs. */
static rehab_fault *add_job(rehab_store *store, apr_pool_t *pool, rehab_connection *connection,
                            const rehab_import_job *job, apr_int64_t n, apr_int64_t *job_id,
                            int *added)
{
    *job_id = -1;
    *added = 1;
    for (int i = 0; i < DRAWS && !store->settings->dry_run; i++) {
        one_text id = { pool, NULL };
        rehab_fault *fault;

        rehab_values_set(pool, job->values, "new_code", REHAB_TYPE_TEXT, rehab_code_new(pool));
        rehab_values_set(pool, job->values, "new_listed", REHAB_TYPE_BIGINT,
                         draw_listed(store, pool, job->opens, n));
        fault = run(store, pool, connection, JOB_ADD, job->values, take_text, &id, NULL);
        if (fault)
            return fault;
        if (id.text) {
            *job_id = apr_atoi64(id.text);
            return NULL;
        }
        if (job->source_url) {
            fault = find_address(store, pool, connection, job, job_id);
            *added = !*job_id;
            if (fault || *job_id)
                return fault;
        }
    }
    return store->settings->dry_run ? NULL
        : rehab_fault_make(pool, REHAB_CONFLICT, "fault.conflict",
                           "line %" APR_INT64_T_FMT ": no code or place in the lists came free",
                           job->line);
}

static rehab_fault *add_trades(rehab_store *store, apr_pool_t *pool, rehab_connection *connection,
                               const rehab_import_job *job, apr_int64_t job_id)
{
    rehab_fault *fault = NULL;

    for (int i = 0; !fault && i < job->n_trades && !store->settings->dry_run; i++) {
        rehab_values *values = apr_hash_make(pool);

        rehab_values_set(pool, values, "job_id", REHAB_TYPE_BIGINT,
                         apr_psprintf(pool, "%" APR_INT64_T_FMT, job_id));
        rehab_values_set(pool, values, "position", REHAB_TYPE_BIGINT, apr_itoa(pool, i + 1));
        rehab_values_set(pool, values, "trade_key", REHAB_TYPE_TEXT, job->trades[i]);
        rehab_values_set(pool, values, "guessed", REHAB_TYPE_BIGINT,
                         job->trades_guessed ? "1" : "0");
        fault = run(store, pool, connection, JOB_TRADE, values, NULL, NULL, NULL);
    }
    return fault;
}

/* A job that was seen again stands as long as its source shows; one that had expired opens anew. */
static rehab_fault *see_again(rehab_store *store, apr_pool_t *pool, rehab_connection *connection,
                              const rehab_import_job *job, apr_int64_t job_id, apr_int64_t n,
                              rehab_stored *stored)
{
    const rehab_value *stands = apr_hash_get(job->values, "stands", APR_HASH_KEY_STRING);
    int changed = 0;
    rehab_fault *fault;

    *stored = REHAB_SEEN;
    if (store->settings->dry_run || job_id < 0 || !stands || !stands->n)
        return NULL;
    rehab_values_set(pool, job->values, "job_id", REHAB_TYPE_BIGINT,
                     apr_psprintf(pool, "%" APR_INT64_T_FMT, job_id));
    fault = run(store, pool, connection, JOB_SEEN, job->values, NULL, NULL, NULL);
    if (fault || strcmp(stands->text[0], store->settings->today) < 0)
        return fault;
    rehab_values_set(pool, job->values, "new_listed", REHAB_TYPE_BIGINT,
                     draw_listed(store, pool, store->settings->today, n));
    fault = run(store, pool, connection, JOB_RENEW, job->values, NULL, NULL, &changed);
    if (changed)
        *stored = REHAB_SEEN_RENEWED;
    return fault;
}

rehab_fault *rehab_store_job(rehab_store *store, apr_pool_t *pool, rehab_connection *connection,
                             const rehab_import_job *job, apr_int64_t n, rehab_stored *stored)
{
    slot itself = { .job_id = 0 }, address = { .job_id = 0 };
    const char *employer_id;
    apr_int64_t job_id = 0;
    int added = 0;
    rehab_fault *fault = find_employer(store, pool, connection, job, &employer_id);

    if (fault)
        return fault;
    rehab_values_set(pool, job->values, "employer_id", REHAB_TYPE_BIGINT, employer_id);
    make_key(&itself, job->employer_folded, job->place_key, job->title_words);
    apr_int64_t alike = recall(store, &itself);

    /* Where no job is alike, adding it finds out about the address without a question of its own. */
    if (job->source_url && (alike || store->settings->dry_run)) {
        make_key(&address, job->source_url, "", "");
        fault = find_address(store, pool, connection, job, &job_id);
        if (!fault && !job_id)
            job_id = recall(store, &address);
    }
    if (!job_id)
        job_id = alike;
    if (!fault && !job_id)
        fault = add_job(store, pool, connection, job, n, &job_id, &added);
    if (fault)
        return fault;
    if (!added)
        return see_again(store, pool, connection, job, job_id, n, stored);
    fault = add_trades(store, pool, connection, job, job_id);
    if (fault)
        return fault;
    itself.job_id = address.job_id = job_id;
    remember(store, &itself);
    /* The database knows the address of what was written; only a dry run must remember it. */
    if (job->source_url && store->settings->dry_run)
        remember(store, &address);
    *stored = REHAB_STORED;
    return NULL;
}
