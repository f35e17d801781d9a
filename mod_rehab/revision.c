/* revision.c: in go the counters that triggers keep, out comes a text that is another one as soon
 * as a table was changed. */
#include "revision.h"

#include <apr_atomic.h>
#include <apr_strings.h>
#include <apr_thread_cond.h>
#include <apr_thread_mutex.h>
#include <string.h>

#include "room.h"

enum { MOST_RELATIONS = 128, LONGEST_NAME = 64, LONGEST_NUMBER = 24 };

typedef struct counter { char relation[LONGEST_NAME]; char n[LONGEST_NUMBER]; } counter;

typedef struct counters { int n; counter of[MOST_RELATIONS]; } counters;

/* Of all processes.  `version` is odd while one of them writes `seen`; one that dies then leaves it
 * odd, and each is left with what it has seen itself. */
typedef struct sharing {
    volatile apr_uint32_t writes, version;
    apr_time_t seen_at;                 /* 0: never                                              */
    counters seen;
} sharing;

struct rehab_revision {
    sharing *shared;
    const rehab_runtime *runtime;       /* its databases and its log                             */
    rehab_statement *statement;
    apr_thread_mutex_t *mutex;          /* over all below                                        */
    apr_thread_cond_t *looked;
    int looking;                        /* a thread is asking the database                       */
    int away;                           /* the last look found nobody where is written           */
    apr_uint32_t writes_seen;
    apr_time_t looked_at;               /* the last time, with or without success                */
    apr_time_t known_at;                /* the last success; 0: never                            */
    counters known;
};

static const char question[] =
    "SELECT r.relation, sum(r.n) AS \"n\" FROM revision r GROUP BY r.relation";

apr_size_t rehab_revision_shared(void)
{
    return sizeof(sharing);
}

rehab_fault *rehab_revision_make(apr_pool_t *pool, void *shared, const rehab_runtime *runtime,
                                 rehab_revision **revision)
{
    rehab_revision *made = apr_pcalloc(pool, sizeof *made);
    rehab_fault *fault = rehab_sql_parse(pool, "revision", "revision", question, &made->statement);

    if (!fault
        && (apr_thread_mutex_create(&made->mutex, APR_THREAD_MUTEX_DEFAULT, pool) != APR_SUCCESS
            || apr_thread_cond_create(&made->looked, pool) != APR_SUCCESS))
        fault = rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "no mutex for revisions");
    made->shared = shared;
    made->runtime = runtime;
    *revision = fault ? NULL : made;
    return fault;
}

void rehab_revision_raise(rehab_revision *revision)
{
    if (revision)
        apr_atomic_inc32(&revision->shared->writes);
}

typedef struct taking { apr_pool_t *pool; counters *into; } taking;

static rehab_fault *take_counter(void *baton, const rehab_row *row)
{
    const taking *t = baton;
    counter *one = &t->into->of[t->into->n];

    if (t->into->n == MOST_RELATIONS || strlen(row->values[0]) >= LONGEST_NAME)
        return rehab_fault_make(t->pool, REHAB_BROKEN, "fault.broken",
                                "revision: more than %d tables, or a name of more than %d letters",
                                MOST_RELATIONS, LONGEST_NAME - 1);
    apr_cpystrn(one->relation, row->values[0], LONGEST_NAME);
    apr_cpystrn(one->n, row->values[1], LONGEST_NUMBER);
    t->into->n++;
    return NULL;
}

static rehab_fault *read_counters(rehab_revision *revision, rehab_connection *connection,
                                  apr_pool_t *pool, counters *into)
{
    taking t = { pool, into };

    into->n = 0;
    return rehab_db_run(connection, pool, revision->statement, NULL, take_counter, &t, NULL);
}

/* In a transaction: only its beginning finds out that the file or the server is another one. */
static rehab_fault *ask(rehab_revision *revision, rehab_db *db, apr_pool_t *pool, counters *into)
{
    rehab_connection *connection;
    rehab_fault *fault = rehab_db_borrow(db, pool, &connection);

    if (fault)
        return fault;
    fault = rehab_db_begin_read(connection);
    if (!fault)
        fault = read_counters(revision, connection, pool, into);
    if (!fault)
        fault = rehab_db_commit(connection);
    rehab_db_return(connection);
    return fault;
}

static const char *number_of(const counters *c, const char *name, apr_size_t length)
{
    for (int i = 0; i < c->n; i++)
        if (strncmp(c->of[i].relation, name, length) == 0 && !c->of[i].relation[length])
            return c->of[i].n;
    return "0";     /* never changed */
}

static const char *text_of(apr_pool_t *pool, const counters *c, const char *relations)
{
    const char *text = "";

    while (*relations) {
        apr_size_t length = strcspn(relations, ",");

        text = apr_pstrcat(pool, text, number_of(c, relations, length), ",", NULL);
        relations += length + (relations[length] == ',');
    }
    return text;
}

/* Decimal numbers without leading zeros: the longer one is the larger. */
static int is_less(const char *a, apr_size_t length_a, const char *b, apr_size_t length_b)
{
    return length_a != length_b ? length_a < length_b : strncmp(a, b, length_a) < 0;
}

int rehab_revision_is_older(const char *seen, const char *known)
{
    while (*seen && *known) {
        apr_size_t length_seen = strcspn(seen, ","), length_known = strcspn(known, ",");

        if (is_less(seen, length_seen, known, length_known))
            return 1;
        seen += length_seen + (seen[length_seen] == ',');
        known += length_known + (known[length_known] == ',');
    }
    return 0;
}

/* 1 when some table was changed less often than is known already. */
static int are_older(const counters *fresh, const counters *known)
{
    for (int i = 0; i < known->n; i++) {
        const char *n = number_of(fresh, known->of[i].relation, strlen(known->of[i].relation));

        if (is_less(n, strlen(n), known->of[i].n, strlen(known->of[i].n)))
            return 1;
    }
    return 0;
}

/* Leaves it to the next time where another process writes just now. */
static void show_others(sharing *shared, const counters *seen)
{
    apr_uint32_t version = apr_atomic_read32(&shared->version);

    if (version % 2 || apr_atomic_cas32(&shared->version, version + 1, version) != version)
        return;
    shared->seen = *seen;
    shared->seen_at = apr_time_now();
    apr_atomic_set32(&shared->version, version + 2);
}

/* What some process has seen counts here too, also where this one has only begun. */
static void take_from_others(rehab_revision *revision, apr_pool_t *work)
{
    sharing *shared = revision->shared;
    apr_uint32_t version = apr_atomic_read32(&shared->version);
    apr_time_t seen_at = shared->seen_at;
    const counters *seen = apr_pmemdup(work, &shared->seen, sizeof shared->seen);

    if (!seen_at || version % 2
        || apr_atomic_cas32(&shared->version, version, version) != version)
        return;
    apr_thread_mutex_lock(revision->mutex);
    if (!revision->known_at || !are_older(seen, &revision->known)) {
        revision->known = *seen;
        if (revision->known_at < seen_at)
            revision->known_at = seen_at;
    }
    apr_thread_mutex_unlock(revision->mutex);
}

/* What the replica shows while the other is away: what it has not got yet is not forgotten here. */
static rehab_fault *ask_replica(rehab_revision *revision, apr_pool_t *pool, counters *into)
{
    take_from_others(revision, pool);
    rehab_fault *fault = ask(revision, revision->runtime->replica, pool, into);

    if (!fault && revision->known_at && are_older(into, &revision->known))
        fault = rehab_fault_make(pool, REHAB_AWAY, "fault.away", "the replica is behind");
    return fault;
}

/* Once when it goes and once when it comes back: in between pages are served as if nothing was. */
static void tell_of_absence(rehab_revision *revision, const rehab_fault *fault)
{
    if (!fault != !revision->away) {
        revision->away = fault != NULL;
        rehab_log_line(revision->runtime->log, REHAB_LOG_WARNING,
                       fault ? "the database is away; pages are kept or the replica's: %s"
                             : "the database is back%s", fault ? fault->cause : "");
    }
}

/* Counters are too large for the stacks of sixty threads: what a stack was once needed for it keeps. */
static apr_pool_t *open_work(const rehab_revision *revision, apr_pool_t *pool, counters **into)
{
    apr_pool_t *work = rehab_room_pool(pool, revision->runtime->room);

    *into = apr_palloc(work, sizeof **into);
    return work;
}

/* The mutex is held before and after, not while the database is asked; `known` changes here only,
 * and one thread at a time looks. */
static void look(rehab_revision *revision, apr_pool_t *pool, apr_time_t now)
{
    /* Read first: a write in the meantime is one that has not been seen. */
    apr_uint32_t writes = apr_atomic_read32(&revision->shared->writes);
    counters *fresh;

    revision->looking = 1;
    apr_thread_mutex_unlock(revision->mutex);
    apr_pool_t *work = open_work(revision, pool, &fresh);
    rehab_fault *fault = ask(revision, revision->runtime->db, work, fresh);

    tell_of_absence(revision, fault);
    if (!fault)
        show_others(revision->shared, fresh);
    else if (revision->runtime->replica)
        fault = ask_replica(revision, work, fresh);
    apr_thread_mutex_lock(revision->mutex);
    revision->looking = 0;
    revision->looked_at = now;
    /* Also after a failure: else everybody would wait for a database that is away, instead of
     * getting the page as it was before. */
    revision->writes_seen = writes;
    if (!fault) {
        revision->known = *fresh;
        revision->known_at = now;
    }
    apr_thread_cond_broadcast(revision->looked);
    apr_pool_destroy(work);
}

/* Nobody may use what is known: it is from before a write, or there is nothing. */
static int is_behind(const rehab_revision *revision)
{
    return !revision->looked_at || revision->writes_seen != apr_atomic_read32(&revision->shared->writes);
}

static int is_old(const rehab_revision *revision, apr_time_t now)
{
    return now - revision->looked_at >= apr_time_from_msec(REHAB_LOOK_AGAIN_MS);
}

const char *rehab_revision_known(rehab_revision *revision, apr_pool_t *pool,
                                 const char *relations)
{
    apr_time_t now = apr_time_now();
    const char *text = NULL;

    if (!revision || !revision->runtime->db)
        return *relations ? NULL : "";
    apr_thread_mutex_lock(revision->mutex);
    /* While nobody answers, each look may take seconds; only one thread waits for it then. */
    while (revision->looking
           && (is_behind(revision) || (!revision->away && is_old(revision, now))))
        apr_thread_cond_wait(revision->looked, revision->mutex);
    if (!revision->looking && (is_behind(revision) || is_old(revision, now)))
        look(revision, pool, now);
    if (revision->known_at && now - revision->known_at < apr_time_from_msec(REHAB_MOST_AWAY_MS))
        text = text_of(pool, &revision->known, relations);
    apr_thread_mutex_unlock(revision->mutex);
    return text;
}

/* Who was shown more than this process knows tells it: else each who asks until the next look would
 * search under the old revision, find nothing and make the page anew. */
static void learn(rehab_revision *revision, const counters *seen)
{
    apr_thread_mutex_lock(revision->mutex);
    if (revision->known_at && !revision->looking && are_older(&revision->known, seen)
        && !are_older(seen, &revision->known)) {
        revision->known = *seen;
        show_others(revision->shared, seen);
    }
    apr_thread_mutex_unlock(revision->mutex);
}

rehab_fault *rehab_revision_read(rehab_revision *revision, rehab_connection *connection,
                                 apr_pool_t *pool, const char *relations, const char **text)
{
    counters *seen;
    apr_pool_t *work = open_work(revision, pool, &seen);
    rehab_fault *fault = rehab_fault_copy(pool, read_counters(revision, connection, work, seen));

    if (!fault)
        learn(revision, seen);
    *text = fault ? NULL : text_of(pool, seen, relations);
    apr_pool_destroy(work);
    return fault;
}
