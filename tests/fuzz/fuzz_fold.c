/* The input is a text and a search: words are letters, digits and single spaces, and a query is one
 * that SQLite takes. */
#include "fold.h"

#include <sqlite3.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "fuzz.h"

static sqlite3_stmt *match(void)
{
    static sqlite3_stmt *statement;
    sqlite3 *db;

    if (!statement)
        promise(sqlite3_open(":memory:", &db) == SQLITE_OK
                && sqlite3_exec(db, "CREATE VIRTUAL TABLE t USING fts5(words)", NULL, NULL, NULL)
                   == SQLITE_OK
                && sqlite3_prepare_v2(db, "SELECT rowid FROM t WHERE t MATCH ?", -1, &statement,
                                      NULL) == SQLITE_OK, "a table to search in");
    return statement;
}

/* Letters, digits, and whatever else `more` holds. */
static int holds_only(const char *text, const char *more)
{
    const uint8_t *bytes = (const uint8_t *)text;
    int32_t length = (int32_t)strlen(text), at = 0;

    while (at < length) {
        UChar32 c;

        U8_NEXT(bytes, at, length, c);
        if (c < 0 || !(u_isalpha(c) || (c >= '0' && c <= '9')
                       || (c < 0x80 && strchr(more, (char)c))))
            return 0;
    }
    return 1;
}

static void check_words(const char *words)
{
    size_t length = strlen(words);

    promise(is_utf8(words), "words are UTF-8");
    promise(holds_only(words, " "), "words are letters, digits and spaces");
    promise(!strstr(words, "  ") && *words != ' ' && (!length || words[length - 1] != ' '),
            "one space between two words");
}

static void check_query(const char *query)
{
    sqlite3_stmt *statement = match();

    promise(sqlite3_bind_text(statement, 1, query, -1, SQLITE_STATIC) == SQLITE_OK
            && sqlite3_step(statement) == SQLITE_DONE, "SQLite takes the query");
    sqlite3_reset(statement);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    apr_pool_t *pool = open_pool();
    char *text = exact_text(data, size);
    const char *words = rehab_fold_words(pool, text), *name = rehab_fold_name(pool, text);
    const char *fts5 = rehab_fold_query(pool, text, REHAB_FTS5);
    const char *tsquery = rehab_fold_query(pool, text, REHAB_TSQUERY);

    free(text);
    check_words(words);
    promise(is_utf8(name) && holds_only(name, ""), "a name is letters and digits");
    promise(!*words == !fts5 && !fts5 == !tsquery, "a query for words, none for none");
    if (fts5) {
        check_query(fts5);
        promise(is_utf8(tsquery) && holds_only(tsquery, " ':*&|()"), "a tsquery of words");
    }
    apr_pool_destroy(pool);
    return 0;
}
