/* import_index.c: in come a transaction that writes many jobs and its end, out go SQLite's settings of
 * the index of words: its own while it writes, and those that stood before.
 *
 * FTS5 writes a piece of the index at the end of each statement, and whenever its memory is full, and
 * joins pieces once there are as many as automerge says.  With one MiB of memory a piece has the
 * words of 150 adverts, and among a million of them each word is written four times; with what is set
 * here a piece has a statement's rows, and each word is written at most three times.  The pieces stay
 * fewer than crisismerge, at which a writer would have to join all of them at once
 * (https://www.sqlite.org/fts5.html, section 6). */
#include <apr_strings.h>

#include "import_parts.h"

enum { MEMORY = 16 << 20, PIECES = 32 };

struct rehab_index { const char *begin, *end; };

/* FTS5's own value stands where the database says nothing. */
static rehab_fault *standing(apr_pool_t *pool, rehab_connection *connection, const char *name,
                             const char *otherwise, const char **value)
{
    rehab_values *values = apr_hash_make(pool);

    rehab_values_set(pool, values, "name", REHAB_TYPE_TEXT, name);
    rehab_fault *fault = rehab_db_ask(connection, pool, "import/index",
                                      "SELECT v FROM job_search_config WHERE k = :name", values,
                                      value);

    if (!*value)
        *value = otherwise;
    return fault;
}

static const char *told(apr_pool_t *pool, const char *memory, const char *pieces)
{
    return apr_psprintf(pool,
                        "INSERT INTO job_search (job_search, rank) VALUES ('hashsize', %s);"
                        "INSERT INTO job_search (job_search, rank) VALUES ('automerge', %s)",
                        memory, pieces);
}

rehab_fault *rehab_index_make(apr_pool_t *pool, rehab_connection *connection,
                              rehab_dialect dialect, rehab_index **index)
{
    rehab_index *made = apr_pcalloc(pool, sizeof *made);
    const char *memory = NULL, *pieces = NULL;
    rehab_fault *fault;

    *index = made;
    if (dialect != REHAB_SQLITE)
        return NULL;
    fault = standing(pool, connection, "hashsize", "1048576", &memory);
    if (!fault)
        fault = standing(pool, connection, "automerge", "4", &pieces);
    if (fault)
        return fault;
    made->begin = told(pool, apr_itoa(pool, MEMORY), apr_itoa(pool, PIECES));
    made->end = told(pool, memory, pieces);
    return NULL;
}

rehab_fault *rehab_index_begin(const rehab_index *index, rehab_connection *connection)
{
    return index->begin ? rehab_db_script(connection, "import/index", index->begin) : NULL;
}

rehab_fault *rehab_index_end(const rehab_index *index, rehab_connection *connection)
{
    return index->end ? rehab_db_script(connection, "import/index", index->end) : NULL;
}
