/* import_marks.c: what trades are called in, out go the marks by which words of jobs stand for them,
 * and by which beginnings a search finds the marks.
 *
 * A mark of its own for each trade suffices, but a search for "worker" would ask for eighty of them,
 * each of which costs a place of its own in the index.  So a beginning that more than MOST trades
 * have has a mark, too, which their jobs carry; beginnings of the very same trades share one. */
#include <apr_strings.h>
#include <stdlib.h>
#include <string.h>

#include "fold.h"
#include "import_parts.h"

enum { MOST = 20, SHORTEST = 3 };

enum { TERM_CLEAR, TERM_FILL, TERMS, COMMON_CLEAR, COMMON_ADD, MARKS_SET, STATEMENTS };

static const char *const paths[STATEMENTS] = {
    "trade/term-clear.sql", "trade/term-fill.sql", "trade/terms.sql", "trade/common-clear.sql",
    "trade/common-add.sql", "trade/marks-set.sql",
};

/* The beginning of a word, or a whole one, and who has it. */
typedef struct beginning {
    const char *letters;
    apr_array_header_t *trades;     /* trade *, in the order of keys                */
    const char *mark;               /* of a common one                              */
} beginning;

typedef struct trade {
    const char *key;
    apr_array_header_t *marks;      /* const char *: those that it shares           */
} trade;

typedef struct marking {
    apr_pool_t *pool;
    rehab_connection *connection;
    rehab_statement *statements[STATEMENTS];
    apr_array_header_t *trades;     /* trade *                                      */
    apr_hash_t *beginnings;         /* letters -> beginning *                       */
} marking;

static rehab_fault *run(marking *m, int statement, rehab_values *values, rehab_row_taker take,
                        int *changed)
{
    return rehab_db_run(m->connection, m->pool, m->statements[statement],
                        values ? values : apr_hash_make(m->pool), take, m, changed);
}

/* --- Beginnings */

/* Each trade once: its words come together. */
static void add_beginning(marking *m, trade *of, const char *letters)
{
    beginning *one = apr_hash_get(m->beginnings, letters, APR_HASH_KEY_STRING);

    if (!one) {
        one = apr_pcalloc(m->pool, sizeof *one);
        one->letters = letters;
        one->trades = apr_array_make(m->pool, 2, sizeof(trade *));
        apr_hash_set(m->beginnings, letters, APR_HASH_KEY_STRING, one);
    }
    if (!one->trades->nelts
        || APR_ARRAY_IDX(one->trades, one->trades->nelts - 1, trade *) != of)
        APR_ARRAY_PUSH(one->trades, trade *) = of;
}

static trade *trade_of(marking *m, const char *key)
{
    trade *last = m->trades->nelts
        ? APR_ARRAY_IDX(m->trades, m->trades->nelts - 1, trade *) : NULL;

    if (last && strcmp(last->key, key) == 0)
        return last;
    last = apr_pcalloc(m->pool, sizeof *last);
    last->key = apr_pstrdup(m->pool, key);
    last->marks = apr_array_make(m->pool, 8, sizeof(const char *));
    APR_ARRAY_PUSH(m->trades, trade *) = last;
    return last;
}

static int begins_letter(char byte)
{
    return (byte & 0xC0) != 0x80;
}

/* trade_key, term: the letter that ends it is its last, so that the longest is the whole word. */
static rehab_fault *take_term(void *baton, const rehab_row *row)
{
    marking *m = baton;
    const char *term = row->values[1];
    trade *of = trade_of(m, row->values[0]);
    int letters = 0;

    for (apr_size_t i = 0; term[i]; i++) {
        letters += begins_letter(term[i]);
        if (!term[i + 1] || (letters >= SHORTEST && begins_letter(term[i + 1])))
            add_beginning(m, of, apr_pstrmemdup(m->pool, term, i + 1));
    }
    return NULL;
}

/* --- Marks */

/* Those that many trades have, the shortest first. */
static int shortest_first(const void *a, const void *b)
{
    const char *one = (*(const beginning *const *)a)->letters;
    const char *other = (*(const beginning *const *)b)->letters;
    apr_size_t n = strlen(one), m = strlen(other);

    return n == m ? strcmp(one, other) : n < m ? -1 : 1;
}

static apr_array_header_t *common(const marking *m)
{
    apr_array_header_t *made = apr_array_make(m->pool, 64, sizeof(beginning *));

    for (apr_hash_index_t *i = apr_hash_first(m->pool, m->beginnings); i; i = apr_hash_next(i)) {
        beginning *one = apr_hash_this_val(i);

        if (one->trades->nelts > MOST)
            APR_ARRAY_PUSH(made, beginning *) = one;
    }
    if (made->nelts)
        qsort(made->elts, (size_t)made->nelts, sizeof(beginning *), shortest_first);
    return made;
}

/* Gives each its mark, the shortest beginning of the same trades, and it to them. */
static void share_marks(const marking *m, const apr_array_header_t *commons)
{
    apr_hash_t *of_trades = apr_hash_make(m->pool);

    for (int i = 0; i < commons->nelts; i++) {
        beginning *one = APR_ARRAY_IDX(commons, i, beginning *);
        apr_ssize_t bytes = (apr_ssize_t)one->trades->nelts * one->trades->elt_size;

        one->mark = apr_hash_get(of_trades, one->trades->elts, bytes);
        if (one->mark)
            continue;
        one->mark = apr_pstrcat(m->pool, REHAB_WORD_END, one->letters, NULL);
        apr_hash_set(of_trades, one->trades->elts, bytes, one->mark);
        for (int t = 0; t < one->trades->nelts; t++)
            APR_ARRAY_PUSH(APR_ARRAY_IDX(one->trades, t, trade *)->marks, const char *) = one->mark;
    }
}

static const char *own_mark(apr_pool_t *pool, const char *key)
{
    const char *made = REHAB_WORD_END REHAB_WORD_END;

    for (apr_size_t length; *key; key += length + (key[length] == '-')) {
        length = strcspn(key, "-");
        made = apr_pstrcat(pool, made, apr_pstrmemdup(pool, key, length),
                           key[length] ? REHAB_WORD_END : "", NULL);
    }
    return made;
}

static rehab_fault *write_marks(marking *m, apr_int64_t *marked)
{
    rehab_fault *fault = NULL;
    int changed = 0;

    for (int i = 0; !fault && i < m->trades->nelts; i++) {
        const trade *one = APR_ARRAY_IDX(m->trades, i, trade *);
        rehab_values *values = apr_hash_make(m->pool);

        rehab_values_set(m->pool, values, "trade_key", REHAB_TYPE_TEXT, one->key);
        rehab_values_set(m->pool, values, "marks", REHAB_TYPE_TEXT,
                         apr_pstrcat(m->pool, own_mark(m->pool, one->key),
                                     one->marks->nelts ? " " : "",
                                     apr_array_pstrcat(m->pool, one->marks, ' '), NULL));
        fault = run(m, MARKS_SET, values, NULL, &changed);
        *marked += changed;
    }
    return fault;
}

static rehab_fault *write_common(marking *m)
{
    const apr_array_header_t *commons = common(m);
    rehab_fault *fault = run(m, COMMON_CLEAR, NULL, NULL, NULL);

    share_marks(m, commons);
    for (int i = 0; !fault && i < commons->nelts; i++) {
        const beginning *one = APR_ARRAY_IDX(commons, i, beginning *);
        rehab_values *values = apr_hash_make(m->pool);

        rehab_values_set(m->pool, values, "beginning", REHAB_TYPE_TEXT, one->letters);
        rehab_values_set(m->pool, values, "mark", REHAB_TYPE_TEXT, one->mark);
        fault = run(m, COMMON_ADD, values, NULL, NULL);
    }
    return fault;
}

rehab_fault *rehab_marks_renew(apr_pool_t *pool, rehab_connection *connection,
                               const char *sql_directory, rehab_dialect dialect, int changed,
                               apr_int64_t *marked)
{
    marking m = { .pool = pool, .connection = connection, .beginnings = apr_hash_make(pool),
                  .trades = apr_array_make(pool, 256, sizeof(trade *)) };
    rehab_fault *fault = NULL;

    *marked = 0;
    for (int i = 0; !fault && i < STATEMENTS; i++)
        fault = rehab_sql_read(pool, sql_directory, paths[i], dialect, &m.statements[i]);
    if (!fault && !changed)
        fault = run(&m, TERMS, NULL, take_term, NULL);
    if (fault || m.trades->nelts)
        return fault;
    fault = run(&m, TERM_CLEAR, NULL, NULL, NULL);
    if (!fault)
        fault = run(&m, TERM_FILL, NULL, NULL, NULL);
    if (!fault)
        fault = run(&m, TERMS, NULL, take_term, NULL);
    if (!fault)
        fault = write_common(&m);
    return fault ? fault : write_marks(&m, marked);
}
