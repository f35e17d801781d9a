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
    return (int)apr_reslist_acquired_count(db->slots);
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

/* The list holds its lock while it makes a slot, so nothing is opened here: a database that does
 * not answer keeps only the one who asked it waiting. */
static apr_status_t make_slot(void **resource, void *params, apr_pool_t *ignored)
{
    apr_pool_t *pool;

    (void)ignored;
    apr_status_t rv = apr_pool_create_unmanaged_ex(&pool, NULL, NULL);
    if (rv != APR_SUCCESS)
        return rv;
    apr_pool_tag(pool, "rehab_slot");
    rehab_connection *c = apr_pcalloc(pool, sizeof *c);
    c->db = params;
    c->pool = pool;
    *resource = c;
    return APR_SUCCESS;
}

static apr_status_t end_slot(void *resource, void *params, apr_pool_t *ignored)
{
    rehab_connection *c = resource;

    (void)params;
    (void)ignored;
    close_handle(c);
    apr_pool_destroy(c->pool);
    return APR_SUCCESS;
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

/* The last one back is the next one out, so that what a rush opened lies unused after it and goes
 * when the next one comes back. */
static rehab_fault *make_list(rehab_db *db, apr_pool_t *pool)
{
    int most = db->settings.connections > 0 ? db->settings.connections : 1;
    int stay = db->settings.idle_ms > 0 ? (most + 1) / 2 : most;
    apr_interval_time_t idle = apr_time_from_msec(db->settings.idle_ms);

    if (apr_reslist_create(&db->slots, 0, stay, most, idle, make_slot, end_slot, db, db->pool)
        == APR_SUCCESS)
        return NULL;
    return rehab_fault_make(pool, REHAB_AWAY, "fault.away", "no memory for connections");
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
        fault = make_list(d, pool);
    if (fault) {
        apr_pool_destroy(own);
        return fault;
    }
    int wait_ms = settings->wait_ms > 0 ? settings->wait_ms : 1;    /* 0 would wait for ever */
    apr_reslist_timeout_set(d->slots, apr_time_from_msec(wait_ms));
    apr_pool_cleanup_register(pool, d, leave_at_cleanup, apr_pool_cleanup_null);
    *db = d;
    return NULL;
}

static apr_status_t return_at_cleanup(void *data)
{
    rehab_db_return(data);
    return APR_SUCCESS;
}

rehab_fault *rehab_db_borrow(rehab_db *db, apr_pool_t *pool, rehab_connection **connection)
{
    void *resource = NULL;

    apr_status_t rv = apr_reslist_acquire(db->slots, &resource);
    if (rv != APR_SUCCESS)
        return rehab_fault_make(pool, REHAB_AWAY, "fault.away",
                                "no database connection came free in %d ms; all %d are in use",
                                db->settings.wait_ms, rehab_db_borrowed(db));
    rehab_connection *c = resource;
    apr_atomic_inc32(&db->users);
    c->borrower = pool;
    apr_pool_cleanup_register(pool, c, return_at_cleanup, apr_pool_cleanup_null);
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
    apr_reslist_release(db->slots, c);
    leave(db);
}
