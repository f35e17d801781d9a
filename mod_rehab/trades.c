/* trades.c: names and synonyms of trades in, guesses from titles out, and the words of jobs. */
#include "trades.h"

#include <apr_strings.h>
#include <string.h>

#include "fold.h"

enum { LOOKED_AT = 32, SHORTEST_REST = 3 };

typedef struct trade {
    const char *key, *field_key;
    const char *marks;              /* what the words of its jobs have of it */
} trade;

struct rehab_trades {
    apr_pool_t *pool;
    apr_hash_t *keys;               /* trade_key -> trade * */
    apr_hash_t *phrases;            /* what a trade is called, loosened -> trade * */
    int longest;                    /* words of the longest phrase */
};

/* Endings of number, gender and case in folded letters, longest first.  Folding cuts those of
 * Hebrew only; in a title welders are a welder, and both sides are cut alike, so that a cut too
 * many does no harm. */
static const char *const endings[] = {
    "ами", "ями", "ого", "ов", "ев", "ам", "ям", "ие", "ии", "ые", "ыи", "ая", "яя", "ои", "ую",
    "ون", "ين", "ات", "ها", "ان", "и", "ы", "а", "я", "е", "у", "ь", "ه", "s",
};

static int letters_of(const char *text, apr_size_t length)
{
    int n = 0;

    for (apr_size_t i = 0; i < length; i++)
        n += (text[i] & 0xC0) != 0x80;
    return n;
}

/* The length of a word without its ending. */
static apr_size_t rest_of(const char *word, apr_size_t length)
{
    for (apr_size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        apr_size_t cut = strlen(endings[i]);

        if (cut < length && memcmp(word + length - cut, endings[i], cut) == 0
            && letters_of(word, length - cut) >= SHORTEST_REST)
            return length - cut;
    }
    return length;
}

/* Folded words without their endings, one space apart; *n is how many, no more than `most`. */
static const char *loosened(apr_pool_t *pool, const char *folded, int most, int *n)
{
    char *made = apr_palloc(pool, strlen(folded) + 1), *at = made;

    for (*n = 0; *folded && *n < most; ++*n) {
        apr_size_t length = strcspn(folded, " "), rest = rest_of(folded, length);

        if (at > made)
            *at++ = ' ';
        memcpy(at, folded, rest);
        at += rest;
        folded += length + (folded[length] == ' ');
    }
    *at = 0;
    return made;
}

/* --- Reading */

/* trade_key, field_key, isco, marks */
static rehab_fault *take_trade(void *baton, const rehab_row *row)
{
    rehab_trades *trades = baton;
    trade *one = apr_pcalloc(trades->pool, sizeof *one);

    one->key = apr_pstrdup(trades->pool, row->values[0]);
    one->field_key = apr_pstrdup(trades->pool, row->values[1]);
    one->marks = apr_pstrdup(trades->pool, row->values[3]);
    apr_hash_set(trades->keys, one->key, APR_HASH_KEY_STRING, one);
    return NULL;
}

/* trade_key, folded */
static rehab_fault *take_phrase(void *baton, const rehab_row *row)
{
    rehab_trades *trades = baton;
    trade *one = apr_hash_get(trades->keys, row->values[0], APR_HASH_KEY_STRING);
    int n;
    const char *phrase = loosened(trades->pool, row->values[1], LOOKED_AT, &n);

    if (!one)
        return NULL;
    if (!apr_hash_get(trades->phrases, phrase, APR_HASH_KEY_STRING))
        apr_hash_set(trades->phrases, phrase, APR_HASH_KEY_STRING, one);
    if (n > trades->longest)
        trades->longest = n;
    return NULL;
}

rehab_fault *rehab_trades_read(apr_pool_t *pool, rehab_connection *connection,
                               const char *sql_directory, rehab_dialect dialect,
                               rehab_trades **trades)
{
    static const struct { const char *path; rehab_row_taker take; } asked[] = {
        { "trade/all.sql", take_trade }, { "trade/words.sql", take_phrase },
    };
    rehab_trades *made = apr_pcalloc(pool, sizeof *made);
    rehab_fault *fault = NULL;

    made->pool = pool;
    made->keys = apr_hash_make(pool);
    made->phrases = apr_hash_make(pool);
    for (size_t i = 0; !fault && i < sizeof asked / sizeof asked[0]; i++) {
        rehab_statement *statement;

        fault = rehab_sql_read(pool, sql_directory, asked[i].path, dialect, &statement);
        if (!fault)
            fault = rehab_db_run(connection, pool, statement, apr_hash_make(pool), asked[i].take,
                                 made, NULL);
    }
    *trades = made;
    return fault;
}

/* --- Using */

const char *rehab_trade_field(const rehab_trades *trades, const char *key)
{
    const trade *one = apr_hash_get(trades->keys, key, APR_HASH_KEY_STRING);

    return one ? one->field_key : NULL;
}

/* Adds a key that is not yet there; the new number. */
static int add_key(const char *keys[REHAB_JOB_TRADES], int n, const char *key)
{
    for (int i = 0; i < n; i++)
        if (strcmp(keys[i], key) == 0)
            return n;
    keys[n] = key;
    return n + 1;
}

/* What is called so, also behind the "and" of Hebrew and Arabic, which is written on the word. */
static const trade *called(const rehab_trades *trades, const char *phrase, apr_size_t length)
{
    static const char *const ands[] = { "ו", "و" };
    const trade *one = apr_hash_get(trades->phrases, phrase, (apr_ssize_t)length);

    for (size_t i = 0; !one && i < sizeof ands / sizeof *ands; i++) {
        apr_size_t cut = strlen(ands[i]);

        if (length > cut && memcmp(phrase, ands[i], cut) == 0)
            one = apr_hash_get(trades->phrases, phrase + cut, (apr_ssize_t)(length - cut));
    }
    return one;
}

/* Whether none of the words from `first` on has been taken; takes them when `taking`. */
static int all_free(char *taken, int first, int words, int taking)
{
    for (int i = first; i < first + words; i++)
        if (taken[i])
            return 0;
    if (taking)
        memset(taken + first, 1, (size_t)words);
    return 1;
}

int rehab_trades_guess(const rehab_trades *trades, apr_pool_t *pool, const char *folded,
                       const char *keys[REHAB_JOB_TRADES])
{
    char taken[LOOKED_AT] = { 0 };
    apr_size_t starts[LOOKED_AT + 1] = { 0 };
    int found = 0, n;
    const char *title = loosened(pool, folded, LOOKED_AT, &n);

    for (int i = 0; i < n; i++)
        starts[i + 1] = starts[i] + strcspn(title + starts[i], " ") + 1;
    for (int words = n < trades->longest ? n : trades->longest; words > 0; words--)
        for (int i = 0; i + words <= n && found < REHAB_JOB_TRADES; i++) {
            const trade *one = all_free(taken, i, words, 0)
                ? called(trades, title + starts[i], starts[i + words] - starts[i] - 1)
                : NULL;

            if (one && all_free(taken, i, words, 1))
                found = add_key(keys, found, one->key);
        }
    return found;
}

const char *rehab_job_words(const rehab_trades *trades, apr_pool_t *pool, const char *title,
                            const char *text, const char *const *keys, int n)
{
    const char *words = rehab_fold_words(pool, text ? apr_pstrcat(pool, title, " ", text, NULL)
                                                    : title);

    for (int i = 0; i < n; i++) {
        const trade *one = apr_hash_get(trades->keys, keys[i], APR_HASH_KEY_STRING);

        if (one && *one->marks)
            words = apr_pstrcat(pool, words, *words ? " " : "", one->marks, NULL);
    }
    return words;
}
