/* fold.c: text in, its folded words out: what is stored, and (fold_query.c) what is asked.
 *
 * Hebrew adverts write one trade in many forms.  Of a word of Hebrew letters the endings of gender
 * and number are cut, again and again while three letters stay: three, because most roots have
 * three and a shorter rest would meet everything; again and again, because endings pile up
 * ("services" is "service" with a second ending, and both must meet).  An ending that hangs on its
 * word by a slash, dot or bracket is cut before that, so it never becomes a word of its own; on a
 * word of two letters it may change the meaning ("brother/s" is also "nurse"), so such a word
 * counts both without and with it.  A doubled yod or vav is a habit of spelling and counts once.
 * Prefixes (and, the, in) stay: cutting them would break as many words as it mends.
 *
 * Persian writes the plural ha, the comparative tar and the verbal mi joined, with ZWNJ or with
 * a space; the last is joined here, so that the three meet. */
#include "fold_terms.h"
#include "letters.h"
#include "text.h"

#include <apr_strings.h>
#include <limits.h>
#include <string.h>

enum { SHORTEST_STEM = 3 };

typedef struct folding {
    apr_pool_t *pool;
    rehab_word last;            /* waits for an ending that may follow      */
    rehab_word ending;          /* hung on last and could not be dropped    */
    int most;
    int asked;                  /* terms also hold what a query needs       */
    apr_array_header_t *terms;
} folding;

/* Endings of gender and number in folded letters, longest first.  Only those marked hang on
 * hyphens: what else follows one is a word of a compound, as in Bat-Yam. */
static const struct { const char32_t *letters; int on_hyphen; } hebrew_endings[] = {
    { U"יות", 0 }, { U"ית", 1 }, { U"ימ", 0 }, { U"ות", 0 }, { U"ה", 1 }, { U"ת", 1 }, { U"י", 0 }
};

enum { N_HEBREW = sizeof hebrew_endings / sizeof *hebrew_endings };

/* Endings that hang on Arabic words ("driver/a"): Arabic is not stemmed, so both forms count. */
static const char32_t *const arabic_endings[] = { U"ه", U"ات", U"ون", U"ين" };

static const char32_t *const persian_suffixes[] = { U"ها", U"هاي", U"هايي", U"تر", U"ترين" };
static const char32_t *const persian_prefixes[] = { U"مي", U"نمي" };

static int length_of(const char32_t *letters)
{
    int length = 0;

    while (letters[length])
        length++;
    return length;
}

static int is_word(const rehab_word *w, const char32_t *letters)
{
    return w->length == length_of(letters)
        && !memcmp(w->letter, letters, (apr_size_t)w->length * sizeof *letters);
}

static int is_one_of(const rehab_word *w, const char32_t *const *list, apr_size_t n)
{
    for (apr_size_t i = 0; i < n; i++)
        if (is_word(w, list[i]))
            return 1;
    return 0;
}

static int all_between(const rehab_word *w, char32_t low, char32_t high)
{
    for (int i = 0; i < w->length; i++)
        if (w->letter[i] < low || w->letter[i] > high)
            return 0;
    return w->length > 0;
}

static int is_hebrew(const rehab_word *w)
{
    return all_between(w, U'א', U'ת');
}

static int is_arabic(const rehab_word *w)
{
    return all_between(w, 0x620, 0x6FF);
}

/* The letters that a full spelling writes twice. */
static int is_doubling(char32_t letter)
{
    return letter == U'י' || letter == U'ו';
}

/* Writes runs of yod and of vav once, in place; returns the new length. */
static int undouble(char32_t *letter, int length)
{
    int kept = 0;

    for (int i = 0; i < length; i++)
        if (!kept || letter[i] != letter[kept - 1] || !is_doubling(letter[i]))
            letter[kept++] = letter[i];
    return kept;
}

/* Cuts the longest ending that leaves a stem, whichever way that is spelled.  0: there is none. */
static int cut_ending(rehab_word *w)
{
    for (apr_size_t i = 0; i < N_HEBREW; i++) {
        const char32_t *ending = hebrew_endings[i].letters;
        int rest = w->length - length_of(ending);

        if (rest < SHORTEST_STEM
            || memcmp(w->letter + rest, ending, (apr_size_t)length_of(ending) * sizeof *ending))
            continue;
        rehab_word stem = *w;

        if (undouble(stem.letter, rest) >= SHORTEST_STEM) {
            w->length = rest;
            return 1;
        }
    }
    return 0;
}

static const char *as_utf8(apr_pool_t *pool, const char32_t *letter, int length)
{
    char *out = apr_palloc(pool, 4 * (apr_size_t)length + 1);
    int written = 0;

    for (int i = 0; i < length; i++)
        rehab_text_append(out, &written, (int)letter[i]);
    out[written] = '\0';
    return out;
}

static const char *stem_of(apr_pool_t *pool, const rehab_word *w)
{
    rehab_word stem = *w;

    if (is_hebrew(&stem)) {
        while (cut_ending(&stem))
            ;
        stem.length = undouble(stem.letter, stem.length);
    }
    return as_utf8(pool, stem.letter, stem.length);
}

static void append_word(rehab_word *w, const rehab_word *more)
{
    for (int i = 0; i < more->length && w->length < REHAB_WORD_LETTERS; i++)
        w->letter[w->length++] = more->letter[i];
}

/* What a query looks for as a beginning. */
static void keep_whole(folding *f, rehab_term *t)
{
    rehab_word whole = f->last;

    if (is_hebrew(&whole))
        whole.length = undouble(whole.letter, whole.length);
    t->whole = as_utf8(f->pool, whole.letter, whole.length);
    t->letters = whole.length;
}

/* The last word is complete: it becomes a term. */
static void give_last(folding *f)
{
    rehab_term *t;

    if (!f->last.length)
        return;
    t = apr_array_push(f->terms);
    t->stem = stem_of(f->pool, &f->last);
    t->joined = NULL;
    if (f->ending.length) {
        rehab_word joined = f->last;
        append_word(&joined, &f->ending);
        t->joined = stem_of(f->pool, &joined);
    }
    if (f->asked)
        keep_whole(f, t);
    f->last.length = f->ending.length = 0;
}

/* 1 when `next` hangs on `last` as an ending of Hebrew. */
static int hangs_in_hebrew(const rehab_word *last, const rehab_word *next)
{
    int hyphen = next->gap == REHAB_GAP_HYPHEN;

    if (last->length < 2 || !is_hebrew(last))
        return 0;
    if (next->gap != REHAB_GAP_HANG && next->gap != REHAB_GAP_TIGHT && !hyphen)
        return 0;
    for (apr_size_t i = 0; i < N_HEBREW; i++)
        if (is_word(next, hebrew_endings[i].letters))
            return !hyphen || hebrew_endings[i].on_hyphen;
    return 0;
}

static int hangs_in_arabic(const rehab_word *last, const rehab_word *next)
{
    return next->gap == REHAB_GAP_HANG && last->length >= 2 && is_arabic(last)
        && is_one_of(next, arabic_endings, sizeof arabic_endings / sizeof *arabic_endings);
}

/* 1 when Persian would write the two words as one. */
static int belongs_together(const rehab_word *last, const rehab_word *next)
{
    if (next->gap != REHAB_GAP_SPACE || last->length < 2 || !is_arabic(last) || !is_arabic(next))
        return 0;
    return is_one_of(next, persian_suffixes, sizeof persian_suffixes / sizeof *persian_suffixes)
        || is_one_of(last, persian_prefixes, sizeof persian_prefixes / sizeof *persian_prefixes);
}

/* A word has been read: it is an ending of the last, a part of it, or the next last. */
static int fold_word(void *baton, const rehab_word *next)
{
    folding *f = baton;

    if (hangs_in_hebrew(&f->last, next)) {
        if (f->last.length < SHORTEST_STEM && !f->ending.length)
            f->ending = *next;
    } else if (hangs_in_arabic(&f->last, next)) {
        f->ending = *next;
    } else if (belongs_together(&f->last, next)) {
        append_word(&f->last, next);
    } else {
        give_last(f);
        f->last = *next;
    }
    return f->terms->nelts < f->most;
}

apr_array_header_t *rehab_fold_terms(apr_pool_t *pool, const char *text, int most, int asked)
{
    folding f = { .pool = pool, .most = most, .asked = asked,
                  .terms = apr_array_make(pool, 32, sizeof(rehab_term)) };

    rehab_letters_words(text, fold_word, &f);
    if (f.terms->nelts < most)
        give_last(&f);
    return f.terms;
}

const char *rehab_fold_words(apr_pool_t *pool, const char *text)
{
    const apr_array_header_t *terms = rehab_fold_terms(pool, text, INT_MAX, 0);
    apr_array_header_t *words = apr_array_make(pool, terms->nelts, sizeof(const char *));

    for (int i = 0; i < terms->nelts; i++) {
        const rehab_term *t = &APR_ARRAY_IDX(terms, i, rehab_term);
        APR_ARRAY_PUSH(words, const char *) = t->stem;
        if (t->joined)
            APR_ARRAY_PUSH(words, const char *) = t->joined;
    }
    return apr_array_pstrcat(pool, words, ' ');
}

/* Words of a text that stay whole, gathered as text. */
typedef struct plainly {
    apr_pool_t *pool;
    apr_array_header_t *parts;      /* const char *: words and what stands between them */
    rehab_word last;
} plainly;

static void give_plain(plainly *p, const char *between)
{
    rehab_word *last = &p->last;

    if (!last->length)
        return;
    if (is_hebrew(last))
        last->length = undouble(last->letter, last->length);
    APR_ARRAY_PUSH(p->parts, const char *) = as_utf8(p->pool, last->letter, last->length);
    APR_ARRAY_PUSH(p->parts, const char *) = between;
    last->length = 0;
}

static int plain_word(void *baton, const rehab_word *next)
{
    plainly *p = baton;

    if (belongs_together(&p->last, next)) {
        append_word(&p->last, next);
        return 1;
    }
    give_plain(p, next->gap == REHAB_GAP_HANG || next->gap == REHAB_GAP_TIGHT ? " / " : " ");
    p->last = *next;
    return 1;
}

const char *rehab_fold_plain(apr_pool_t *pool, const char *text)
{
    plainly p = { .pool = pool, .parts = apr_array_make(pool, 32, sizeof(const char *)) };

    rehab_letters_words(text, plain_word, &p);
    give_plain(&p, "");
    return apr_array_pstrcat(pool, p.parts, 0);
}

/* Gathers the letters of a name, a doubled yod or vav once, also where two words meet. */
static int name_word(void *baton, const rehab_word *next)
{
    apr_array_header_t *name = baton;

    for (int i = 0; i < next->length; i++) {
        char32_t letter = next->letter[i];
        if (is_doubling(letter) && name->nelts
            && APR_ARRAY_IDX(name, name->nelts - 1, char32_t) == letter)
            continue;
        APR_ARRAY_PUSH(name, char32_t) = letter;
    }
    return 1;
}

const char *rehab_fold_name(apr_pool_t *pool, const char *name)
{
    apr_array_header_t *letters = apr_array_make(pool, 32, sizeof(char32_t));

    rehab_letters_words(name, name_word, letters);
    return as_utf8(pool, (const char32_t *)letters->elts, letters->nelts);
}
