/* ctl_key_take.c: rows that the first days sealed to the desk's key in, the same rows sealed to keys
 * of their own out, which the team opens.  Which columns these are is not listed anywhere: a sealed
 * text tells the page and the parameter that it came by, and the listing what row= says of that. */
#include <apr_strings.h>
#include <string.h>

#include "ctl_key.h"
#include "person.h"
#include "wrap.h"

typedef struct taking {
    rehab_ctl *ctl;
    rehab_connection *connection;
    const rehab_desk_key *desk;
    const rehab_keys *keys;
    apr_hash_t *pairs;              /* row and page -> rehab_pair: one sending has one key */
    apr_hash_t *rows;               /* table and key of each that was taken                */
    rehab_taken *taken;
} taking;

/* A column that may hold sealed texts, and the one that tells rows of its table apart. */
typedef struct place { const char *table, *column, *key; } place;

/* "TABLE COLUMN KEY" of each column of text, by dialect. */
static const char *const columns_of[] = {
    [REHAB_SQLITE] =
        "SELECT m.name || ' ' || c.name || ' ' || k.name AS place FROM sqlite_schema m"
        " JOIN pragma_table_info(m.name) c JOIN pragma_table_info(m.name) k"
        " WHERE m.type = 'table' AND c.type = 'TEXT' AND k.name = CASE WHEN EXISTS"
        " (SELECT 1 FROM pragma_table_info(m.name) x WHERE x.name = 'code')"
        " THEN 'code' ELSE 'employer_id' END ORDER BY 1",
    [REHAB_PGSQL] =
        "SELECT c.table_name || ' ' || c.column_name || ' ' || k.column_name AS place"
        " FROM information_schema.tables t"
        " JOIN information_schema.columns c ON c.table_schema = t.table_schema"
        " AND c.table_name = t.table_name AND c.data_type = 'text'"
        " JOIN information_schema.columns k ON k.table_schema = t.table_schema"
        " AND k.table_name = t.table_name AND k.column_name = CASE WHEN EXISTS"
        " (SELECT 1 FROM information_schema.columns x WHERE x.table_schema = t.table_schema"
        " AND x.table_name = t.table_name AND x.column_name = 'code')"
        " THEN 'code' ELSE 'employer_id' END"
        " WHERE t.table_schema = current_schema() AND t.table_type = 'BASE TABLE' ORDER BY 1",
};

rehab_fault *rehab_key_person(rehab_ctl *ctl, rehab_connection *connection, const rehab_keys *keys,
                              rehab_pair **pair)
{
    rehab_values *values = rehab_ctl_values(ctl, ctl->pool);

    *pair = rehab_pair_make(ctl->pool);
    rehab_values_set(ctl->pool, values, "key_id", REHAB_TYPE_TEXT, (*pair)->id);
    rehab_values_set(ctl->pool, values, "sealed", REHAB_TYPE_TEXT,
                     rehab_person_key_close(ctl->pool, *pair, keys->team_public, keys->team_id));
    return rehab_ctl_run_statement(ctl, connection, "key/person-add.sql", values, NULL);
}

/* The table of the row that the parameter is bound to; that where it stands when row= says none. */
static const char *table_of(const taking *t, const rehab_opened *opened, const char *table)
{
    for (int i = 0; i < t->ctl->site->pages->nelts; i++) {
        const rehab_page *page = APR_ARRAY_IDX(t->ctl->site->pages, i, rehab_page *);

        for (int p = 0; strcmp(page->pattern, opened->page) == 0 && p < page->params->nelts; p++) {
            const rehab_param *param = APR_ARRAY_IDX(page->params, p, rehab_param *);

            if (param->row && strcmp(param->name, opened->param) == 0)
                return apr_pstrmemdup(t->ctl->pool, param->row, strcspn(param->row, "/"));
        }
    }
    return table;
}

static rehab_fault *pair_of(const taking *t, const char *row, const char *page, rehab_pair **pair)
{
    const char *sending = apr_pstrcat(t->ctl->pool, row, " ", page, NULL);
    rehab_fault *fault;

    *pair = apr_hash_get(t->pairs, sending, APR_HASH_KEY_STRING);
    if (*pair)
        return NULL;
    fault = rehab_key_person(t->ctl, t->connection, t->keys, pair);
    apr_hash_set(t->pairs, sending, APR_HASH_KEY_STRING, *pair);
    return fault;
}

/* `found` is the row's key and the value, apart by a blank. */
static rehab_fault *take_value(const taking *t, const place *at, const char *found)
{
    apr_pool_t *pool = t->ctl->pool;
    const char *key = apr_pstrmemdup(pool, found, strcspn(found, " "));
    const char *value = found + strlen(key) + 1, *row;
    rehab_values *values = apr_hash_make(pool);
    rehab_opened opened;
    rehab_pair *pair;
    rehab_fault *fault = rehab_seal_read(pool, t->desk->key, t->desk->id, value, &opened);

    if (fault || !opened.value) {
        t->taken->closed += !fault;
        return fault;
    }
    row = apr_pstrcat(pool, table_of(t, &opened, at->table), "/", key, NULL);
    fault = pair_of(t, row, opened.page, &pair);
    if (fault)
        return fault;
    apr_hash_set(t->rows, apr_pstrcat(pool, at->table, " ", key, NULL), APR_HASH_KEY_STRING, "");
    rehab_values_set(pool, values, "row_key", REHAB_TYPE_TEXT, key);
    rehab_values_set(pool, values, "old_value", REHAB_TYPE_TEXT, value);
    rehab_values_set(pool, values, "value", REHAB_TYPE_TEXT,
                     rehab_seal(pool, pair->public_key, pair->id, row, opened.param, opened.value));
    return rehab_db_tell(t->connection, pool,
                         apr_pstrcat(pool, "key/take-set ", at->table, " ", at->column, NULL),
                         apr_psprintf(pool, "UPDATE %s SET %s = :value WHERE %s = :row_key"
                                      " AND %s = :old_value", at->table, at->column,
                                      strcmp(at->key, "code") == 0
                                          ? at->key : "CAST(employer_id AS text)", at->column),
                         values, NULL);
}

static rehab_fault *take_column(const taking *t, const place *at)
{
    apr_pool_t *pool = t->ctl->pool;
    rehab_values *values = apr_hash_make(pool);
    apr_array_header_t *found;
    rehab_fault *fault;

    rehab_values_set(pool, values, "begins", REHAB_TYPE_TEXT,
                     apr_pstrcat(pool, "d1.", t->desk->id, ".%", NULL));
    fault = rehab_db_list(t->connection, pool,
                          apr_pstrcat(pool, "key/take ", at->table, " ", at->column, NULL),
                          apr_psprintf(pool, "SELECT CAST(%s AS text) || ' ' || %s AS found FROM %s"
                                       " WHERE %s LIKE :begins ORDER BY 1", at->key, at->column,
                                       at->table, at->column), values, &found);
    for (int i = 0; !fault && i < found->nelts; i++)
        fault = take_value(t, at, APR_ARRAY_IDX(found, i, const char *));
    return fault;
}

rehab_fault *rehab_key_take(rehab_ctl *ctl, rehab_connection *connection,
                            const rehab_desk_key *desk, const rehab_keys *keys, rehab_taken *taken)
{
    taking t = { ctl, connection, desk, keys, apr_hash_make(ctl->pool), apr_hash_make(ctl->pool),
                 taken };
    apr_array_header_t *places;
    rehab_fault *fault = rehab_db_list(connection, ctl->pool, "key/take-columns",
                                       columns_of[ctl->site->database.dialect],
                                       apr_hash_make(ctl->pool), &places);

    if (!fault && !ctl->site->pages->nelts)
        fault = rehab_fault_make(ctl->pool, REHAB_NOT_FOUND, "fault.missing",
                                 "no page is listed yet: start the portal once");
    for (int i = 0; !fault && i < places->nelts; i++) {
        apr_array_header_t *words = rehab_ctl_split(ctl->pool,
                                                    APR_ARRAY_IDX(places, i, const char *), " ");
        const place at = { APR_ARRAY_IDX(words, 0, const char *),
                           APR_ARRAY_IDX(words, 1, const char *),
                           APR_ARRAY_IDX(words, 2, const char *) };

        fault = take_column(&t, &at);
    }
    taken->rows = (int)apr_hash_count(t.rows);
    return fault;
}
