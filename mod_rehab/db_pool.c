/* db_pool: the connections of a process.  In comes a wish for one, out comes a slot with a live
 * handle, lent for a while; what is dead is closed and opened anew in its slot. */
#include "db_driver.h"

#include <apr_atomic.h>
#include <apr_strings.h>

rehab_dialect rehab_db_dialect(const rehab_db *db)
{
    return db->settings.dialect;
}

int rehab_db_borrowed(rehab_db *db)
{
    int borrowed;

    apr_thread_mutex_lock(db->mutex);
    borrowed = db->borrowed;
    apr_thread_mutex_unlock(db->mutex);
    return borrowed;
}

int rehab_db_opened(rehab_db *db)
{
    return (int)apr_atomic_read32(&db->opened);
}

/* --- Slots */

static void close_handle(rehab_connection *c)
{
    if (!c->handle)
        return;
    rehab_prepared_drop_all(c);
    apr_dbd_close(c->db->dbd, c->handle);
    apr_atomic_dec32(&c->db->opened);
    apr_pool_destroy(c->opened);
    c->handle = NULL;
    c->opened = NULL;
    c->native = NULL;
    c->dead = 0;
}

/* One line for a log: what a library says often has several. */
static const char *one_line(apr_pool_t *pool, const char *text)
{
    char *line = apr_pstrdup(pool, text ? text : "no reason given");

    for (char *p = line; *p; p++) {
        if (*p == '\n' || *p == '\r' || *p == '\t')
            *p = ' ';
    }
    return line;
}

static rehab_fault *open_handle(rehab_connection *c)
{
    rehab_db *db = c->db;
    const char *error = NULL;

    apr_pool_create(&c->opened, c->pool);
    apr_pool_tag(c->opened, "rehab_connection");
    apr_status_t rv = apr_dbd_open_ex(db->dbd, c->opened, db->settings.params, &c->handle, &error);
    if (rv != APR_SUCCESS) {
        rehab_fault *fault = rehab_fault_make(c->borrower, REHAB_AWAY, "fault.away",
                                              "the database cannot be opened: %s",
                                              one_line(c->borrower, error));
        apr_pool_destroy(c->opened);
        c->opened = NULL;
        c->handle = NULL;
        return fault;
    }
    apr_atomic_inc32(&db->opened);
    c->native = apr_dbd_native_handle(db->dbd, c->handle);
    rehab_fault *fault = db->driver->opened(c);
    if (fault)
        close_handle(c);
    return fault;
}

rehab_fault *rehab_connection_revive(rehab_connection *c)
{
    if (c->handle && !c->dead)
        return NULL;
    if (c->running)
        return rehab_fault_make(c->borrower, REHAB_AWAY, "fault.away",
                                "the database went away while rows were read");
    if (c->handle) {
        rehab_log_line(c->db->settings.log, REHAB_LOG_INFO,
                       "a database connection was lost and is opened anew");
        close_handle(c);
    }
    return open_handle(c);
}

/* Nothing is opened here: a database that does not answer keeps only the one who asked it waiting. */
static rehab_connection *make_slot(rehab_db *db)
{
    apr_pool_t *pool;

    if (apr_pool_create_unmanaged_ex(&pool, NULL, NULL) != APR_SUCCESS)
        return NULL;
    apr_pool_tag(pool, "rehab_slot");
    rehab_connection *c = apr_pcalloc(pool, sizeof *c);
    c->db = db;
    c->pool = pool;
    db->made++;
    return c;
}

static void end_slot(rehab_connection *c)
{
    close_handle(c);
    apr_pool_destroy(c->pool);
}

/* --- The pool of connections */

/* The pool that a process destroys at its end may go while a request still has a connection; the
 * last of them closes all.  No pool of ours has a parent, so that none goes before its time. */
static void leave(rehab_db *db)
{
    if (apr_atomic_dec32(&db->users) == 0)
        apr_pool_destroy(db->pool);
}

static apr_status_t leave_at_cleanup(void *data)
{
    leave(data);
    return APR_SUCCESS;
}

static apr_status_t end_idle(void *data)
{
    rehab_db *db = data;

    while (!APR_RING_EMPTY(&db->idle, rehab_connection, link)) {
        rehab_connection *c = APR_RING_FIRST(&db->idle);

        APR_RING_REMOVE(c, link);
        end_slot(c);
    }
    return APR_SUCCESS;
}

static rehab_fault *make_slots(rehab_db *db, apr_pool_t *pool)
{
    if (apr_thread_mutex_create(&db->mutex, APR_THREAD_MUTEX_DEFAULT, db->pool) != APR_SUCCESS
        || apr_thread_cond_create(&db->came_back, db->pool) != APR_SUCCESS)
        return rehab_fault_make(pool, REHAB_AWAY, "fault.away", "no memory for connections");
    APR_RING_INIT(&db->idle, rehab_connection, link);
    db->most = db->settings.connections > 0 ? db->settings.connections : 1;
    db->half = (db->most + 1) / 2;
    apr_pool_cleanup_register(db->pool, db, end_idle, apr_pool_cleanup_null);
    return NULL;
}

rehab_fault *rehab_db_open(apr_pool_t *pool, const rehab_db_settings *settings, rehab_db **db)
{
    apr_pool_t *own;
    char why[120];

    apr_status_t rv = apr_pool_create_unmanaged_ex(&own, NULL, NULL);
    if (rv != APR_SUCCESS)
        return rehab_fault_make(pool, REHAB_AWAY, "fault.away", "no memory for the database");
    apr_pool_tag(own, "rehab_db");
    rehab_db *d = apr_pcalloc(own, sizeof *d);
    d->pool = own;
    d->users = 1;
    d->settings = *settings;
    d->driver = settings->dialect == REHAB_SQLITE ? &rehab_driver_sqlite : &rehab_driver_pgsql;
    d->settings.params = d->driver->params(own, settings->params);
    rv = apr_dbd_init(pool);
    if (rv == APR_SUCCESS)
        rv = apr_dbd_get_driver(pool, d->driver->name, &d->dbd);
    if (rv != APR_SUCCESS) {
        apr_pool_destroy(own);
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                                "apr_dbd has no driver for %s: install libaprutil1-dbd-%s (%s)",
                                d->driver->name, d->driver->name,
                                apr_strerror(rv, why, sizeof why));
    }
    rehab_fault *fault = d->driver->start(d, pool);
    if (!fault)
        fault = make_slots(d, pool);
    if (fault) {
        apr_pool_destroy(own);
        return fault;
    }
    apr_pool_cleanup_register(pool, d, leave_at_cleanup, apr_pool_cleanup_null);
    *db = d;
    return NULL;
}

static apr_status_t return_at_cleanup(void *data)
{
    rehab_db_return(data);
    return APR_SUCCESS;
}

/* The last one back is the next one out, so that what a rush opened lies unused after it. */
static rehab_connection *take_slot(rehab_db *db, int limit)
{
    if (APR_RING_EMPTY(&db->idle, rehab_connection, link))
        return db->made < limit ? make_slot(db) : NULL;
    rehab_connection *c = APR_RING_FIRST(&db->idle);
    APR_RING_REMOVE(c, link);
    db->unused--;
    return c;
}

/* NULL when none came free in time. */
static rehab_connection *wait_for_slot(rehab_db *db)
{
    apr_time_t now = apr_time_now();
    const apr_time_t patient = now + apr_time_from_msec(db->settings.patience_ms);
    const apr_time_t last = now + apr_time_from_msec(db->settings.wait_ms);
    rehab_connection *c = NULL;

    apr_thread_mutex_lock(db->mutex);
    for (;; now = apr_time_now()) {
        c = take_slot(db, now < patient ? db->half : db->most);
        if (c || now >= last)
            break;
        apr_thread_cond_timedwait(db->came_back, db->mutex,
                                  (now < patient && patient < last ? patient : last) - now);
    }
    db->borrowed += c != NULL;
    apr_thread_mutex_unlock(db->mutex);
    return c;
}

static int lay_unused_too_long(const rehab_connection *c, apr_time_t now)
{
    int idle_ms = c->db->settings.idle_ms;

    return idle_ms && now - c->returned >= apr_time_from_msec(idle_ms);
}

/* One that nobody will use soon, or NULL; `now` that another has come back. */
static rehab_connection *take_unused(rehab_db *db, apr_time_t now)
{
    rehab_connection *c = APR_RING_LAST(&db->idle);

    if (db->unused <= db->half || !lay_unused_too_long(c, now))
        return NULL;
    APR_RING_REMOVE(c, link);
    db->unused--;
    db->made--;
    return c;
}

static void give_slot(rehab_db *db, rehab_connection *c)
{
    apr_thread_mutex_lock(db->mutex);
    c->returned = apr_time_now();
    APR_RING_INSERT_HEAD(&db->idle, c, rehab_connection, link);
    db->unused++;
    db->borrowed--;
    rehab_connection *unused = take_unused(db, c->returned);
    apr_thread_cond_signal(db->came_back);
    apr_thread_mutex_unlock(db->mutex);
    if (unused)
        end_slot(unused);
}

rehab_fault *rehab_db_borrow(rehab_db *db, apr_pool_t *pool, rehab_connection **connection)
{
    apr_atomic_inc32(&db->users);
    rehab_connection *c = wait_for_slot(db);
    if (!c) {
        rehab_fault *none = rehab_fault_make(pool, REHAB_AWAY, "fault.away",
                                             "no database connection came free in %d ms; all %d are"
                                             " in use", db->settings.wait_ms, rehab_db_borrowed(db));
        leave(db);
        return none;
    }
    c->borrower = pool;
    apr_pool_cleanup_register(pool, c, return_at_cleanup, apr_pool_cleanup_null);
    if (lay_unused_too_long(c, apr_time_now()))
        close_handle(c);
    rehab_fault *fault = rehab_connection_revive(c);
    if (fault) {
        rehab_db_return(c);
        return fault;
    }
    *connection = c;
    return NULL;
}

void rehab_db_return(rehab_connection *connection)
{
    rehab_connection *c = connection;

    rehab_db_rollback(c);
    if (c->dead)
        close_handle(c);
    apr_pool_cleanup_kill(c->borrower, c, return_at_cleanup);
    c->borrower = NULL;
    c->running = 0;
    rehab_db *db = c->db;
    give_slot(db, c);
    leave(db);
}
