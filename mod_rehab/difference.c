/* difference.c: in go two texts, out come pieces that are the same, removed or added: the shortest
 * edit script by E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1
 * (1986), pages 251-266, figure 2, over words. */
#include "difference.h"

#include <apr_strings.h>
#include <stdlib.h>
#include <string.h>

/* Edits after which two texts count as different altogether; memory grows with the square of it. */
enum { MOST_EDITS = 400 };

/* length: of the word; whole: with the white space behind it. */
typedef struct word { const char *text; apr_size_t length, whole; int changed; } word;

/* The words of both texts between their common beginning and end. */
typedef struct comparing { word *before, *after; int n, m; } comparing;

static const char spaces[] = " \t\r\n";

static apr_array_header_t *words_of(apr_pool_t *pool, const char *text)
{
    apr_array_header_t *words = apr_array_make(pool, 64, sizeof(word));

    for (text += strspn(text, spaces); *text;) {
        word *one = apr_array_push(words);

        one->text = text;
        one->length = strcspn(text, spaces);
        one->whole = one->length + strspn(text + one->length, spaces);
        one->changed = 0;
        text += one->whole;
    }
    return words;
}

static int equal(const word *a, const word *b)
{
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

/* The furthest x on diagonal k with d edits: one more word of either text, then all that is equal. */
static int furthest(const comparing *c, const int *reached, int d, int k)
{
    int down = k == -d || (k != d && reached[k - 1] < reached[k + 1]);
    int x = down ? reached[k + 1] : reached[k - 1] + 1;

    while (x < c->n && x - k < c->m && equal(&c->before[x], &c->after[x - k]))
        x++;
    return x;
}

/* From the end back: which word each of the d edits took.  trace[d] is what was reached before it,
 * its diagonals from -d - 1 on. */
static void mark(const comparing *c, int *const *trace, int edits)
{
    int x = c->n, y = c->m;

    for (int d = edits; d > 0; d--) {
        const int *reached = trace[d] + d + 1;
        int k = x - y;
        int down = k == -d || (k != d && reached[k - 1] < reached[k + 1]);
        int from = down ? k + 1 : k - 1;

        x = reached[from];
        y = x - from;
        if (down)
            c->after[y].changed = 1;
        else
            c->before[x].changed = 1;
    }
}

static void mark_all(const comparing *c)
{
    for (int i = 0; i < c->n; i++)
        c->before[i].changed = 1;
    for (int i = 0; i < c->m; i++)
        c->after[i].changed = 1;
}

static void compare(apr_pool_t *pool, const comparing *c)
{
    int most = c->n + c->m < MOST_EDITS ? c->n + c->m : MOST_EDITS;
    int *all = apr_pcalloc(pool, sizeof *all * (size_t)(2 * most + 3));
    int **trace = apr_pcalloc(pool, sizeof *trace * (size_t)(most + 1));
    int *reached = all + most + 1;

    for (int d = 0; d <= most; d++) {
        trace[d] = apr_pmemdup(pool, reached - d - 1, sizeof *reached * (size_t)(2 * d + 3));
        for (int k = -d; k <= d; k += 2) {
            reached[k] = furthest(c, reached, d, k);
            if (reached[k] >= c->n && reached[k] - k >= c->m) {
                mark(c, trace, d);
                return;
            }
        }
    }
    mark_all(c);
}

/* `words` from `from` on that share a fate, as one piece; the index behind them. */
static int add_piece(apr_pool_t *pool, apr_array_header_t *pieces, rehab_change change,
                     const word *words, int from, int n)
{
    rehab_piece *piece = apr_array_push(pieces);
    int to = from;

    while (to < n && words[to].changed == words[from].changed)
        to++;
    piece->change = change;
    piece->text = apr_pstrmemdup(pool, words[from].text,
                                 (apr_size_t)(words[to - 1].text + words[to - 1].whole
                                              - words[from].text));
    return to;
}

apr_array_header_t *rehab_difference(apr_pool_t *pool, const char *before, const char *after)
{
    apr_array_header_t *old = words_of(pool, before), *new = words_of(pool, after);
    apr_array_header_t *pieces = apr_array_make(pool, 8, sizeof(rehab_piece));
    word *a = (word *)(void *)old->elts, *b = (word *)(void *)new->elts;
    comparing c = { a, b, old->nelts, new->nelts };

    for (; c.n && c.m && equal(c.before, c.after); c.n--, c.m--)
        c.before++, c.after++;
    while (c.n && c.m && equal(&c.before[c.n - 1], &c.after[c.m - 1]))
        c.n--, c.m--;
    compare(pool, &c);
    for (int i = 0, j = 0; i < old->nelts || j < new->nelts;) {
        if (i < old->nelts && a[i].changed) {
            i = add_piece(pool, pieces, REHAB_REMOVED, a, i, old->nelts);
        } else if (j < new->nelts && b[j].changed) {
            j = add_piece(pool, pieces, REHAB_ADDED, b, j, new->nelts);
        } else {
            /* As many words of the old text go with them, up to its next change. */
            int same = 0, from = j;

            while (i + same < old->nelts && !a[i + same].changed && j + same < new->nelts
                   && !b[j + same].changed)
                same++;
            i += same;
            j = add_piece(pool, pieces, REHAB_SAME, b, from, from + same);
        }
    }
    return pieces;
}
