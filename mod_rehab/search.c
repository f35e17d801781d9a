/* search.c: what was typed into a search in, the query of the index out, as soon as there is a
 * connection to ask by what else its words are found. */
#include <apr_strings.h>
#include <string.h>

#include "fold.h"
#include "search.h"

/* The last code point: what it follows stands behind all that goes on otherwise. */
static const char last[] = "\xF4\x8F\xBF\xBF";

typedef struct waiting {
    const rehab_param *param;
    const char *typed;
    rehab_value *value;
} waiting;

/* One statement while its words arrive. */
typedef struct finding {
    rehab_request *request;
    rehab_connection *connection;
    const rehab_statement *statement;
    apr_array_header_t *words;
} finding;

rehab_query *rehab_also_make(apr_pool_t *pool, const char *path, rehab_place place)
{
    rehab_query *made = apr_pcalloc(pool, sizeof *made);

    made->place = place;
    made->path = path;
    return made;
}

rehab_search_dialect rehab_search_dialect_of(const rehab_site *site)
{
    return site->database.dialect == REHAB_PGSQL ? REHAB_TSQUERY : REHAB_FTS5;
}

void rehab_search_remember(rehab_request *request, const rehab_param *param, const char *typed,
                           rehab_value *value)
{
    if (!request->searches)
        request->searches = apr_array_make(request->pool, 1, sizeof(waiting));
    APR_ARRAY_PUSH(request->searches, waiting) = (waiting){ param, typed, value };
}

/* Each word once: the statement may give one for each word that it found. */
static rehab_fault *take_word(void *baton, const rehab_row *row)
{
    const finding *f = baton;

    for (int i = 0; i < f->words->nelts; i++)
        if (strcmp(APR_ARRAY_IDX(f->words, i, const char *), row->values[0]) == 0)
            return NULL;
    APR_ARRAY_PUSH(f->words, const char *) = apr_pstrdup(f->request->pool, row->values[0]);
    return NULL;
}

static rehab_fault *give(void *baton, const char *beginning, apr_array_header_t *words)
{
    finding *f = baton;
    apr_pool_t *pool = f->request->pool;
    rehab_values *values = apr_hash_make(pool);

    f->words = words;
    f->request->statements++;
    rehab_values_set(pool, values, "beginning", REHAB_TYPE_TEXT, beginning);
    rehab_values_set(pool, values, "beyond", REHAB_TYPE_TEXT,
                     apr_pstrcat(pool, beginning, last, NULL));
    return rehab_db_run(f->connection, pool, f->statement, values, take_word, f, NULL);
}

rehab_fault *rehab_search_complete(rehab_request *request, rehab_connection *connection)
{
    const rehab_search_dialect dialect = rehab_search_dialect_of(request->site);
    rehab_fault *fault = NULL;

    for (int i = 0; !fault && request->searches && i < request->searches->nelts; i++) {
        const waiting *one = &APR_ARRAY_IDX(request->searches, i, waiting);
        finding f = { request, connection, one->param->also->statement, NULL };
        const rehab_also also = { give, &f };

        fault = rehab_fold_query_also(request->pool, one->typed, dialect, &also,
                                      &one->value->text[0]);
    }
    return fault;
}
