/* fold_query.c: what was typed into a search in, the finished text of a query out. */
#include "fold_terms.h"

#include <apr_strings.h>
#include <string.h>

enum { SHORTEST_BEGINNING = 3, QUERY_WORDS = 12 };

/* How each dialect writes a query.  Words are letters and digits only, so quotes suffice. */
static const struct { const char *open, *word, *beginning, *either, *all; } dialects[] = {
    [REHAB_FTS5] = { "\"", "\"", "\"*", " OR ", " AND " },
    [REHAB_TSQUERY] = { "'", "'", "':*", " | ", " & " }
};

typedef struct asking {
    apr_pool_t *pool;
    rehab_search_dialect dialect;
    const rehab_also *also;         /* or NULL                                      */
    const char *query;              /* of one typed word so far; NULL: nothing yet  */
    int forms;                      /* in it                                        */
} asking;

/* One more form by which the word is found. */
static void find_by(asking *a, const char *form, const char *ending)
{
    const char *quoted = apr_pstrcat(a->pool, dialects[a->dialect].open, form, ending, NULL);

    a->query = a->query ? apr_pstrcat(a->pool, a->query, dialects[a->dialect].either, quoted, NULL)
                        : quoted;
    a->forms++;
}

/* What is stored for others that begin so. */
static rehab_fault *find_also(asking *a, const char *beginning)
{
    apr_array_header_t *words = apr_array_make(a->pool, 8, sizeof(const char *));
    rehab_fault *fault = a->also ? a->also->give(a->also->baton, beginning, words) : NULL;

    for (int i = 0; !fault && i < words->nelts; i++)
        find_by(a, APR_ARRAY_IDX(words, i, const char *), dialects[a->dialect].word);
    return fault;
}

static rehab_fault *find_whole(asking *a, const char *word)
{
    find_by(a, word, dialects[a->dialect].word);
    return find_also(a, apr_pstrcat(a->pool, word, REHAB_WORD_END, NULL));
}

static rehab_fault *find_beginning(asking *a, const char *word)
{
    find_by(a, word, dialects[a->dialect].beginning);
    return find_also(a, word);
}

/* One typed word.  What was typed is also looked for as a beginning, its stem is not: a stem is
 * often a root that begins a hundred other words. */
static rehab_fault *ask_word(asking *a, const rehab_term *t)
{
    rehab_fault *fault = NULL;

    a->query = NULL;
    a->forms = 0;
    if (strcmp(t->stem, t->whole) != 0)
        fault = find_whole(a, t->stem);
    if (!fault)
        fault = t->letters < SHORTEST_BEGINNING ? find_whole(a, t->whole)
                                                : find_beginning(a, t->whole);
    if (!fault && t->joined)
        fault = find_whole(a, t->joined);
    if (a->forms > 1)
        a->query = apr_pstrcat(a->pool, "(", a->query, ")", NULL);
    return fault;
}

rehab_fault *rehab_fold_query_also(apr_pool_t *pool, const char *typed,
                                   rehab_search_dialect dialect, const rehab_also *also,
                                   const char **query)
{
    const apr_array_header_t *terms = rehab_fold_terms(pool, typed, QUERY_WORDS, 1);
    asking a = { .pool = pool, .dialect = dialect, .also = also };
    rehab_fault *fault = NULL;

    *query = NULL;
    for (int i = 0; !fault && i < terms->nelts; i++) {
        fault = ask_word(&a, &APR_ARRAY_IDX(terms, i, rehab_term));
        *query = *query ? apr_pstrcat(pool, *query, dialects[dialect].all, a.query, NULL) : a.query;
    }
    return fault;
}

const char *rehab_fold_query(apr_pool_t *pool, const char *typed, rehab_search_dialect dialect)
{
    const char *query;

    (void)rehab_fold_query_also(pool, typed, dialect, NULL, &query);
    return query;
}
