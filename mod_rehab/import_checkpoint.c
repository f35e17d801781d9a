/* import_checkpoint.c: in comes that a batch is in SQLite's log, out goes the log into the file, by a
 * thread of its own while the next batch is read and written.
 *
 * Carrying the log over waits for the disk, twice.  Done behind each batch it is little each time, so
 * that a visitor's write, which waits for the same disk, waits little; done beside the next it costs
 * little time.  It holds nobody up: readers and writers go on meanwhile
 * (https://www.sqlite.org/c3ref/wal_checkpoint_v2.html, SQLITE_CHECKPOINT_PASSIVE). */
#include <apr_thread_cond.h>
#include <apr_thread_mutex.h>
#include <apr_thread_proc.h>

#include "import_parts.h"

struct rehab_checkpoints {
    apr_pool_t *pool;               /* of the thread alone                          */
    rehab_connection *connection;
    apr_thread_t *thread;
    apr_thread_mutex_t *mutex;      /* over what follows                            */
    apr_thread_cond_t *changed;
    int wanted, busy, ended;
};

static void *APR_THREAD_FUNC carry(apr_thread_t *thread, void *data)
{
    rehab_checkpoints *c = data;

    (void)thread;
    apr_thread_mutex_lock(c->mutex);
    for (;;) {
        while (!c->wanted && !c->ended)
            apr_thread_cond_wait(c->changed, c->mutex);
        if (!c->wanted)
            break;
        c->wanted = 0;
        c->busy = 1;
        apr_thread_mutex_unlock(c->mutex);
        /* What cannot be carried now, since somebody still reads it, is so the next time; a disk that
         * fails fails the next batch, too. */
        (void)rehab_db_script(c->connection, "import/checkpoint",
                              "PRAGMA wal_checkpoint(PASSIVE)");
        apr_thread_mutex_lock(c->mutex);
        c->busy = 0;
        apr_thread_cond_broadcast(c->changed);
    }
    apr_thread_mutex_unlock(c->mutex);
    return NULL;
}

static void say(rehab_checkpoints *c, int *what)
{
    apr_thread_mutex_lock(c->mutex);
    *what = 1;
    apr_thread_cond_broadcast(c->changed);
    apr_thread_mutex_unlock(c->mutex);
}

rehab_fault *rehab_checkpoints_make(apr_pool_t *pool, rehab_db *db, rehab_dialect dialect,
                                    rehab_checkpoints **checkpoints)
{
    rehab_checkpoints *made = apr_pcalloc(pool, sizeof *made);
    rehab_fault *fault;

    *checkpoints = NULL;
    if (dialect != REHAB_SQLITE)
        return NULL;
    if (apr_pool_create_unmanaged_ex(&made->pool, NULL, NULL) != APR_SUCCESS)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "no memory for a thread");
    fault = rehab_db_borrow(db, made->pool, &made->connection);
    if (fault)
        return fault;
    if (apr_thread_mutex_create(&made->mutex, APR_THREAD_MUTEX_DEFAULT, pool) != APR_SUCCESS
        || apr_thread_cond_create(&made->changed, pool) != APR_SUCCESS
        || apr_thread_create(&made->thread, NULL, carry, made, pool) != APR_SUCCESS)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                                "no thread for what carries the log into the database's file");
    *checkpoints = made;
    return NULL;
}

void rehab_checkpoints_begin(rehab_checkpoints *checkpoints)
{
    if (checkpoints)
        say(checkpoints, &checkpoints->wanted);
}

void rehab_checkpoints_wait(rehab_checkpoints *checkpoints)
{
    if (!checkpoints)
        return;
    apr_thread_mutex_lock(checkpoints->mutex);
    while (checkpoints->wanted || checkpoints->busy)
        apr_thread_cond_wait(checkpoints->changed, checkpoints->mutex);
    apr_thread_mutex_unlock(checkpoints->mutex);
}

void rehab_checkpoints_end(rehab_checkpoints *checkpoints)
{
    apr_status_t status;

    if (!checkpoints)
        return;
    say(checkpoints, &checkpoints->ended);
    apr_thread_join(&status, checkpoints->thread);
    rehab_db_return(checkpoints->connection);
    apr_pool_destroy(checkpoints->pool);
}
