/* fold: what a search ignores.  Statements store folded words, a search folds what was typed, so
 * both sides meet: case, niqqud, tashkil, geresh and gershayim (also ' and "), maqaf, ZWNJ,
 * tatweel, hamza forms, ta marbuta, alif maqsura, ye and kaf of both keyboards, ё and е,
 * accents, final letters, a doubled yod or vav, and the gender and number endings of Hebrew
 * (מחסנאי/ת, מנהל.ת, מחסנאים) do not matter. */
#ifndef REHAB_FOLD_H
#define REHAB_FOLD_H

#include "rehab.h"

/* The folded words of a text, in order, each followed by one space but the last; "" for none.
 * Words are letters and ASCII digits only; FTS5's ascii and to_tsvector('simple') read each as
 * itself. */
const char *rehab_fold_words(apr_pool_t *pool, const char *text);

/* The same words with their endings, as a check of wording compares them: "wanted: driver, f/m" is not
 * the driver that a search finds.  Letters are folded as above; where a slash, bracket or dot hangs
 * an ending on its word, " / " stands between the two. */
const char *rehab_fold_plain(apr_pool_t *pool, const char *text);

typedef enum { REHAB_FTS5, REHAB_TSQUERY } rehab_search_dialect;

/* What was typed into a search, as the finished text of FTS5's MATCH or PostgreSQL's tsquery:
 * all words must be there, each by its stem or, from three letters on, as a beginning of what is
 * stored.  NULL when it folds to no word.  At most 12 words count. */
const char *rehab_fold_query(apr_pool_t *pool, const char *typed, rehab_search_dialect dialect);

/* A letter that no folded word has.  Behind the letters of a word it says that they are all of it. */
#define REHAB_WORD_END "é"

/* By what else a typed word is found: `give` adds to `words` (const char *) what is stored for all
 * words that begin with `beginning`, or for that very word where REHAB_WORD_END ends it. */
typedef struct rehab_also {
    rehab_fault *(*give)(void *baton, const char *beginning, apr_array_header_t *words);
    void *baton;
} rehab_also;

/* The same as rehab_fold_query, with what `also` gives (NULL: nothing).  Faults: those of `give`. */
rehab_fault *rehab_fold_query_also(apr_pool_t *pool, const char *typed,
                                   rehab_search_dialect dialect, const rehab_also *also,
                                   const char **query);

/* A name of a place or employer without what spelling varies: as folded, but also without spaces
 * and hyphens; endings stay. */
const char *rehab_fold_name(apr_pool_t *pool, const char *name);

#endif
