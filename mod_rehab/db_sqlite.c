/* db_sqlite: SQLite's side of db.  In come variants and values, out come rows and faults, all on
 * the handle that apr_dbd opened: prepared by sqlite3_prepare_v2, they survive a change of the
 * schema by another process, and no lock of the process is held while they run. */
#include "db_sqlite.h"
#include "text.h"

#include <apr_lib.h>
#include <apr_strings.h>
#include <stdlib.h>
#include <string.h>

enum { BUSY_MS = 5000, BUSY_LOOK_MS = 2, STEPS_BETWEEN_LOOKS = 2000 };

/* Microseconds: what is a quick statement's, then the turns of one that is not, and what it leaves
 * between them to whoever waits for its core. */
enum { FIRST_TURN = 20000, TURN = 500, LEFT = 50 };

/* What SQLite says of a failed constraint names columns, never values.  A trigger's words and what
 * a full-text query is told may quote a visitor, so for those only the kind of error is given. */
static int may_be_quoted(int code, const char *message)
{
    switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_NOTNULL:
    case SQLITE_CONSTRAINT_CHECK:
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return 1;
    default:
        return strncmp(message, "no such table: ", 15) == 0;
    }
}

/* The fault for the last error.  `quote`: the message can only speak of a statement's text. */
rehab_fault *rehab_sqlite_explain(rehab_connection *c, const char *name, int quote)
{
    sqlite3 *db = c->native;
    int code = sqlite3_extended_errcode(db);
    const char *message = sqlite3_errmsg(db);
    int status = REHAB_AWAY;
    const char *say = "fault.away";

    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        say = "fault.busy";
        break;
    case SQLITE_INTERRUPT:
        return rehab_fault_make(c->borrower, REHAB_AWAY, "fault.slow",
                                "%s: stopped after %d ms", name, c->db->settings.limit_ms);
    case SQLITE_CONSTRAINT:
        status = REHAB_CONFLICT;
        say = "fault.conflict";
        break;
    case SQLITE_FULL:
        break;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
        c->dead = 1;
        break;
    default:
        status = REHAB_BROKEN;
        say = "fault.broken";
    }
    if (!quote && !may_be_quoted(code, message))
        message = sqlite3_errstr(code);
    return rehab_fault_make(c->borrower, status, say, "%s: %s (SQLite %d)", name, message, code);
}

static rehab_fault *start(rehab_db *db, apr_pool_t *pool)
{
    (void)db;
    /* Without them the address of the file would be taken for its name, and a file made. */
    if (sqlite3_compileoption_used("USE_URI"))
        return NULL;
    return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                            "this SQLite is built without SQLITE_USE_URI");
}

/* The address that opens an existing file and makes none. */
static const char *address(apr_pool_t *pool, const char *path)
{
    static const char hex[] = "0123456789ABCDEF";

    if (strcmp(path, ":memory:") == 0)
        return path;
    char *coded = apr_palloc(pool, strlen(path) * 3 + 1);
    char *at = coded;
    for (const char *p = path; *p; p++) {
        if (apr_isalnum(*p) || strchr("-._~/", *p)) {
            *at++ = *p;
        } else {
            *at++ = '%';
            *at++ = hex[(unsigned char)*p >> 4];
            *at++ = hex[(unsigned char)*p & 15];
        }
    }
    *at = '\0';
    return apr_pstrcat(pool, "file:", *path == '/' ? "//" : "", coded, "?mode=rw", NULL);
}

/* A thread that never sleeps keeps its core for milliseconds at a time, and a page that takes a tenth
 * of one waits for it. */
static int look_at_clock(void *data)
{
    rehab_connection *c = data;

    if (!c->deadline)
        return 0;
    apr_time_t now = apr_time_now();
    if (now >= c->turn_ends) {
        apr_sleep(LEFT);
        c->turn_ends = apr_time_now() + TURN;
    }
    return now > c->deadline;
}

/* SQLite's own way of waiting looks ever more seldom, and so may miss each turn that an import leaves
 * to others; this one sees every turn of 6 ms. */
static int wait_for_lock(void *data, int looks)
{
    rehab_connection *c = data;
    apr_time_t now = apr_time_now();

    if (!looks)
        c->busy_since = now;
    if (now - c->busy_since >= apr_time_from_msec(BUSY_MS))
        return 0;
    apr_sleep(apr_time_from_msec(looks ? BUSY_LOOK_MS : 1));
    return 1;
}

/* One setting of this pool's connections; 0 leaves it as SQLite has it. */
static rehab_fault *set_size(rehab_connection *c, const char *name, int size)
{
    char text[64];

    apr_snprintf(text, sizeof text, "PRAGMA %s = %d", name, size);
    return !size || sqlite3_exec(c->native, text, NULL, NULL, NULL) == SQLITE_OK
               ? NULL : rehab_sqlite_explain(c, "open", 1);
}

static rehab_fault *opened(rehab_connection *c)
{
    sqlite3 *db = c->native;

    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_handler(db, wait_for_lock, c);
    if (c->db->settings.limit_ms > 0)
        sqlite3_progress_handler(db, STEPS_BETWEEN_LOOKS, look_at_clock, c);
    /* trusted_schema stays ON: without it no trigger may write to a full-text index (3.40). */
    if (sqlite3_exec(db, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
                         "PRAGMA journal_size_limit = 67108864;"
                         "PRAGMA temp_store = MEMORY", NULL, NULL, NULL) != SQLITE_OK)
        return rehab_sqlite_explain(c, "open", 1);
    rehab_fault *fault = set_size(c, "cache_size", -c->db->settings.cache_kb);
    return fault ? fault : set_size(c, "mmap_size", c->db->settings.mapped);
}

/* A file that was replaced, by a restored backup for example, is opened anew. */
static int alive(rehab_connection *c)
{
    int moved = 0;

    return sqlite3_file_control(c->native, "main", SQLITE_FCNTL_HAS_MOVED, &moved) != SQLITE_OK
           || !moved;
}

static int in_transaction(rehab_connection *c)
{
    return !sqlite3_get_autocommit(c->native);
}

static rehab_fault *execute(rehab_connection *c, const char *name, const char *sql)
{
    if (sqlite3_exec(c->native, sql, NULL, NULL, NULL) != SQLITE_OK)
        return rehab_sqlite_explain(c, name, 1);
    return NULL;
}

/* Prepares the text and sees that every place in it is one that we bind. */
static rehab_fault *compile(rehab_connection *c, const rehab_statement *statement,
                            const rehab_variant *variant, sqlite3_stmt **compiled)
{
    if (sqlite3_prepare_v2(c->native, variant->sql, -1, compiled, NULL) != SQLITE_OK)
        return rehab_sqlite_explain(c, statement->name, 1);
    int places = sqlite3_bind_parameter_count(*compiled);
    int ours = places == variant->binds->nelts;
    for (int i = 1; ours && i <= places; i++)
        ours = !sqlite3_bind_parameter_name(*compiled, i);
    if (ours)
        return NULL;
    sqlite3_finalize(*compiled);
    *compiled = NULL;
    return rehab_fault_make(c->borrower, REHAB_BROKEN, "fault.broken",
                            "%s: a place is written :name, not ? or @name", statement->name);
}

static int tell_reader(void *data, int action, const char *table, const char *column,
                       const char *database, const char *inside)
{
    rehab_connection *c = data;

    (void)column;
    (void)database;
    (void)inside;
    if (action == SQLITE_READ && table)
        c->watcher(c->watcher_baton, table);
    return SQLITE_OK;
}

void rehab_db_watch(rehab_connection *connection, void (*read)(void *baton, const char *table),
                    void *baton)
{
    connection->watcher = read;
    connection->watcher_baton = baton;
    sqlite3_set_authorizer(connection->native, read ? tell_reader : NULL, connection);
}

static rehab_fault *check(rehab_connection *c, const rehab_statement *statement,
                          const rehab_variant *variant)
{
    sqlite3_stmt *compiled = NULL;

    rehab_fault *fault = compile(c, statement, variant, &compiled);
    sqlite3_finalize(compiled);
    return fault;
}

static rehab_fault *prepare(rehab_connection *c, const rehab_statement *statement,
                            rehab_prepared *prepared)
{
    rehab_compiled *compiled = apr_pcalloc(prepared->pool, sizeof *compiled);

    prepared->native = compiled;
    return compile(c, statement, prepared->variant, &compiled->whole);
}

static void release(rehab_connection *c, rehab_prepared *prepared)
{
    (void)c;
    const rehab_compiled *compiled = prepared->native;

    sqlite3_finalize(compiled->lean);
    sqlite3_finalize(compiled->whole);
}

static const char *value_at(void *baton, int column)
{
    const rehab_run *run = baton;

    return rehab_compiled_text(run->pool, run->native, column);
}

/* Sets the names of the row; gives the place of its values. */
static const char **describe(rehab_run *run, sqlite3_stmt *stmt)
{
    int columns = sqlite3_column_count(stmt);
    const char **names = apr_palloc(run->pool, (apr_size_t)columns * sizeof *names);
    const char **values = apr_palloc(run->pool, (apr_size_t)columns * sizeof *values);

    for (int i = 0; i < columns; i++)
        names[i] = apr_pstrdup(run->pool, sqlite3_column_name(stmt, i));
    run->row = (rehab_row){ columns, names, values, run->lean ? value_at : NULL, run };
    run->native = stmt;
    return values;
}

static rehab_fault *give_row(rehab_run *run, const char **values)
{
    for (int i = 0; i < run->row.columns; i++)
        values[i] = !run->lean || run->row.names[i][0] == '_' ? value_at(run, i) : NULL;
    return run->take(run->baton, &run->row);
}

static rehab_fault *step_all(rehab_connection *c, rehab_run *run, sqlite3_stmt *stmt)
{
    const char **values = NULL;
    int rc;

    while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        run->changed++;
        if (!run->take)
            continue;
        if (!values)    /* only now: the first step may have prepared it anew */
            values = describe(run, stmt);
        rehab_fault *fault = give_row(run, values);
        if (fault) {
            run->took_fault = 1;
            return fault;
        }
    }
    if (rc != SQLITE_DONE)
        return rehab_sqlite_explain(c, run->statement->name, 0);
    if (!run->statement->gives_rows)
        run->changed = sqlite3_changes(c->native);
    return NULL;
}

static rehab_fault *run_statement(rehab_connection *c, rehab_run *run)
{
    rehab_compiled *compiled = run->prepared->native;
    sqlite3_stmt *stmt = compiled->whole;
    apr_time_t outer = c->deadline;
    rehab_fault *fault;

    if (c->transaction == REHAB_READS && !sqlite3_stmt_readonly(stmt))
        return rehab_fault_make(c->borrower, REHAB_BROKEN, "fault.broken",
                                "%s: writes in a transaction that reads", run->statement->name);
    if (c->db->settings.limit_ms > 0) {
        apr_time_t now = apr_time_now();

        c->deadline = now + apr_time_from_msec(c->db->settings.limit_ms);
        c->turn_ends = now + FIRST_TURN;
    }
    if (run->lean && rehab_lean_serves(c, run))
        fault = rehab_lean_run(c, run);
    else if (rehab_compiled_bind(stmt, run) == SQLITE_OK)
        fault = step_all(c, run, stmt);
    else
        fault = rehab_sqlite_explain(c, run->statement->name, 0);
    c->deadline = outer;
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    return fault;
}

static rehab_fault *end_read(rehab_connection *c)
{
    return execute(c, "commit", "COMMIT");
}

const rehab_driver rehab_driver_sqlite = {
    .name = "sqlite3", .begin_read = "BEGIN", .begin_write = "BEGIN IMMEDIATE", .start = start,
    .params = address, .opened = opened, .alive = alive, .in_transaction = in_transaction,
    .execute = execute, .end_read = end_read, .check = check, .prepare = prepare,
    .release = release, .run = run_statement
};
