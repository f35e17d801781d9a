/* fold_here: what the tests of fold share: a table of FTS5 as the portal has it, and ways to
 * ask. */
#ifndef FOLD_HERE_H
#define FOLD_HERE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <apr_general.h>
#include <apr_strings.h>
#include <sqlite3.h>
#include <string.h>

#include "fold.h"

typedef struct pair {
    const char *text, *folded;
} pair;

static apr_pool_t *pool;
static sqlite3 *db;
static sqlite3_stmt *insert, *match;

static inline int open_table(void **state)
{
    (void)state;
    apr_initialize();
    apr_pool_create(&pool, NULL);
    return sqlite3_open(":memory:", &db)
        || sqlite3_exec(db, "CREATE VIRTUAL TABLE job USING fts5(words, detail=none, "
                            "tokenize='ascii'); CREATE VIRTUAL TABLE vocabulary USING "
                            "fts5vocab(job, row);", NULL, NULL, NULL)
        || sqlite3_prepare_v2(db, "INSERT INTO job(words) VALUES (?)", -1, &insert, NULL)
        || sqlite3_prepare_v2(db, "SELECT count(*) FROM job WHERE job MATCH ?", -1, &match, NULL);
}

static inline int close_table(void **state)
{
    (void)state;
    sqlite3_finalize(insert);
    sqlite3_finalize(match);
    sqlite3_close(db);
    apr_pool_destroy(pool);
    return 0;
}

static inline int empty_table(void **state)
{
    (void)state;
    return sqlite3_exec(db, "DELETE FROM job", NULL, NULL, NULL);
}

static inline void store(const char *text)
{
    sqlite3_bind_text(insert, 1, rehab_fold_words(pool, text), -1, SQLITE_TRANSIENT);
    assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
    sqlite3_reset(insert);
}

/* How many stored texts a search finds; -1 when FTS5 refuses the query. */
static inline int found(const char *typed)
{
    const char *query = rehab_fold_query(pool, typed, REHAB_FTS5);
    int n = -1;

    if (!query)
        return 0;
    sqlite3_bind_text(match, 1, query, -1, SQLITE_TRANSIENT);
    if (sqlite3_step(match) == SQLITE_ROW)
        n = sqlite3_column_int(match, 0);
    sqlite3_reset(match);
    return n;
}

static inline void all_find_each_other(const char *const *forms, size_t n)
{
    empty_table(NULL);
    for (size_t i = 0; i < n; i++)
        store(apr_pstrcat(pool, "דרוש ", forms[i], " לעבודה", NULL));
    for (size_t i = 0; i < n; i++)
        if (found(forms[i]) != (int)n)
            fail_msg("'%s' finds %d of %d forms", forms[i], found(forms[i]), (int)n);
}

static inline void all_fold(const pair *pairs, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(rehab_fold_words(pool, pairs[i].text), pairs[i].folded) != 0)
            fail_msg("'%s' folds to '%s', not '%s'", pairs[i].text,
                     rehab_fold_words(pool, pairs[i].text), pairs[i].folded);
}

static inline void all_meet(const pair *pairs, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(rehab_fold_words(pool, pairs[i].text),
                   rehab_fold_words(pool, pairs[i].folded)) != 0)
            fail_msg("'%s' does not meet '%s'", pairs[i].text, pairs[i].folded);
}

#endif
