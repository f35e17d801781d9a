/* ctl_backup_keys.c: the rows of person_key in, lines of text out; and the way back. */
#include <apr_strings.h>
#include <string.h>

#include "ctl_backup.h"
#include "patience.h"

/* In the order of key/keys.sql and of a line. */
static const char *const columns[] = { "key_id", "sealed", "made", "public", "lookup", "proof",
                                       "uses" };
enum { COLUMNS = sizeof columns / sizeof columns[0] };

rehab_fault *rehab_backup_is_apart(rehab_ctl *ctl, int *apart)
{
    rehab_connection *connection;
    const char *n = NULL;
    rehab_fault *fault = rehab_ctl_connection(ctl, &connection);

    *apart = 0;
    if (fault)
        return fault;
    fault = rehab_db_ask(connection, ctl->pool, "backup/apart",
                         "SELECT name FROM migration WHERE name LIKE '022-staff%'",
                         apr_hash_make(ctl->pool), &n);
    rehab_db_return(connection);
    *apart = n != NULL;
    return fault;
}

typedef struct reading {
    apr_pool_t *pool;
    apr_array_header_t *lines;      /* const char * */
    const char *last;
    int batch;
} reading;

static rehab_fault *take_key(void *baton, const rehab_row *row)
{
    reading *r = baton;
    const char *line = "";

    for (int i = 0; i < COLUMNS; i++)
        line = apr_pstrcat(r->pool, line, i ? "\t" : "", row->values[i] ? row->values[i] : "", NULL);
    APR_ARRAY_PUSH(r->lines, const char *) = line;
    r->last = apr_pstrdup(r->pool, row->values[0]);
    r->batch++;
    return NULL;
}

static rehab_fault *read_all(rehab_ctl *ctl, rehab_connection *connection, reading *r)
{
    rehab_statement *statement;
    rehab_fault *fault = rehab_sql_read(ctl->pool, ctl->site->sql_directory, "key/keys.sql",
                                        ctl->site->database.dialect, &statement);

    do {
        rehab_values *values = apr_hash_make(ctl->pool);

        r->batch = 0;
        rehab_values_set(ctl->pool, values, "key_after", REHAB_TYPE_TEXT, r->last);
        if (!fault)
            fault = rehab_db_run(connection, ctl->pool, statement, values, take_key, r, NULL);
    } while (!fault && r->batch);
    return fault;
}

rehab_fault *rehab_backup_persons(rehab_ctl *ctl, const char **text)
{
    reading r = { ctl->pool, apr_array_make(ctl->pool, 64, sizeof(const char *)), "", 0 };
    rehab_connection *connection;
    rehab_fault *fault = rehab_ctl_connection(ctl, &connection);

    if (fault)
        return fault;
    fault = read_all(ctl, connection, &r);
    rehab_db_return(connection);
    APR_ARRAY_PUSH(r.lines, const char *) = "";
    *text = apr_array_pstrcat(ctl->pool, r.lines, '\n');
    return fault;
}

static rehab_fault *write_line(rehab_ctl *ctl, rehab_connection *connection, apr_pool_t *pool,
                               const char *line)
{
    rehab_values *values = apr_hash_make(pool);

    for (int i = 0; i < COLUMNS; i++) {
        apr_size_t length = strcspn(line, "\t");

        rehab_values_set(pool, values, columns[i], i == COLUMNS - 1 ? REHAB_TYPE_BIGINT
                                                                    : REHAB_TYPE_TEXT,
                         length ? apr_pstrmemdup(pool, line, length) : NULL);
        line += length + (line[length] == '\t');
    }
    return rehab_ctl_run_statement(ctl, connection, "key/key-set.sql", values, NULL);
}

static rehab_fault *write_all(rehab_ctl *ctl, rehab_connection *connection, const char *text)
{
    rehab_fault *fault = NULL;
    apr_pool_t *pool;

    apr_pool_create(&pool, ctl->pool);
    while (!fault && *text) {
        apr_size_t length = strcspn(text, "\n");

        fault = write_line(ctl, connection, pool, apr_pstrmemdup(pool, text, length));
        text += length + (text[length] == '\n');
        if (!fault)
            apr_pool_clear(pool);
    }
    return fault;
}

rehab_fault *rehab_restore_persons(rehab_ctl *ctl, const char *text)
{
    rehab_connection *connection;
    rehab_fault *fault = rehab_ctl_connection(ctl, &connection);

    if (fault)
        return fault;
    fault = rehab_begin_patiently(connection);
    if (!fault)
        fault = write_all(ctl, connection, text);
    if (!fault)
        fault = rehab_db_commit(connection);
    if (fault)
        rehab_db_rollback(connection);
    rehab_db_return(connection);
    return fault;
}
