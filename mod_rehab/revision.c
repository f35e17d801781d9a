/* revision.c: in go the counters that triggers keep, out comes a text that is another one as soon
 * as a table was changed. */
#include "revision.h"

#include <apr_atomic.h>
#include <apr_strings.h>
#include <apr_thread_cond.h>
#include <apr_thread_mutex.h>
#include <string.h>

enum { MOST_RELATIONS = 128, LONGEST_NAME = 64, LONGEST_NUMBER = 24 };

typedef struct counter { char relation[LONGEST_NAME]; char n[LONGEST_NUMBER]; } counter;

typedef struct counters { int n; counter of[MOST_RELATIONS]; } counters;

struct rehab_revision {
    volatile apr_uint32_t *writes;      /* shared by all processes                               */
    rehab_statement *statement;
    apr_thread_mutex_t *mutex;          /* over all below                                        */
    apr_thread_cond_t *looked;
    int looking;                        /* a thread is asking the database                       */
    apr_uint32_t writes_seen;
    apr_time_t looked_at;               /* the last time, with or without success                */
    apr_time_t known_at;                /* the last success; 0: never                            */
    counters known;
};

static const char question[] =
    "SELECT r.relation, sum(r.n) AS \"n\" FROM revision r GROUP BY r.relation";

rehab_fault *rehab_revision_make(apr_pool_t *pool, volatile apr_uint32_t *writes,
                                 rehab_revision **revision)
{
    rehab_revision *made = apr_pcalloc(pool, sizeof *made);
    rehab_fault *fault = rehab_sql_parse(pool, "revision", "revision", question, &made->statement);

    if (!fault
        && (apr_thread_mutex_create(&made->mutex, APR_THREAD_MUTEX_DEFAULT, pool) != APR_SUCCESS
            || apr_thread_cond_create(&made->looked, pool) != APR_SUCCESS))
        fault = rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "no mutex for revisions");
    made->writes = writes;
    *revision = fault ? NULL : made;
    return fault;
}

void rehab_revision_raise(rehab_revision *revision)
{
    if (revision)
        apr_atomic_inc32(revision->writes);
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

/* The mutex is held before and after, not while the database is asked. */
static void look(rehab_revision *revision, rehab_db *db, apr_pool_t *pool, apr_time_t now)
{
    /* Read first: a write in the meantime is one that has not been seen. */
    apr_uint32_t writes = apr_atomic_read32(revision->writes);
    counters fresh;

    revision->looking = 1;
    apr_thread_mutex_unlock(revision->mutex);
    rehab_fault *fault = ask(revision, db, pool, &fresh);

    apr_thread_mutex_lock(revision->mutex);
    revision->looking = 0;
    revision->looked_at = now;
    /* Also after a failure: else everybody would wait for a database that is away, instead of
     * getting the page as it was before. */
    revision->writes_seen = writes;
    if (!fault) {
        revision->known = fresh;
        revision->known_at = now;
    }
    apr_thread_cond_broadcast(revision->looked);
}

/* Nobody may use what is known: it is from before a write, or there is nothing. */
static int is_behind(const rehab_revision *revision)
{
    return !revision->looked_at || revision->writes_seen != apr_atomic_read32(revision->writes);
}

const char *rehab_revision_known(rehab_revision *revision, rehab_db *db, apr_pool_t *pool,
                                 const char *relations)
{
    apr_time_t now = apr_time_now();
    const char *text = NULL;

    if (!db || !revision)
        return *relations ? NULL : "";
    apr_thread_mutex_lock(revision->mutex);
    while (revision->looking && is_behind(revision))
        apr_thread_cond_wait(revision->looked, revision->mutex);
    if (!revision->looking
        && (is_behind(revision)
            || now - revision->looked_at >= apr_time_from_msec(REHAB_LOOK_AGAIN_MS)))
        look(revision, db, pool, now);
    if (revision->known_at && now - revision->known_at < apr_time_from_msec(REHAB_MOST_AWAY_MS))
        text = text_of(pool, &revision->known, relations);
    apr_thread_mutex_unlock(revision->mutex);
    return text;
}

rehab_fault *rehab_revision_read(rehab_revision *revision, rehab_connection *connection,
                                 apr_pool_t *pool, const char *relations, const char **text)
{
    counters seen;
    rehab_fault *fault = read_counters(revision, connection, pool, &seen);

    *text = fault ? NULL : text_of(pool, &seen, relations);
    return fault;
}
