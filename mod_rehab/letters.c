/* letters.c: characters in, folded words out, one after the other.
 *
 * Each character is decomposed (NFKD), its marks are dropped and its case is folded: niqqud,
 * tashkil, accents, hamza above or below a letter, the dots of yo, fullwidth and presentation
 * forms go this way.  A short table makes equal what Unicode keeps apart: final and other Hebrew
 * letters, the letters of Arabic and Persian keyboards.  Tatweel, a hamza that stands alone,
 * ZWNJ and other invisible characters vanish; so do quotes (geresh, gershayim, apostrophe),
 * because one writer types them and the next does not.  Everything else that is no letter or
 * digit divides words. */
#include "letters.h"
#include "text.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum { DECOMPOSED = 32 };       /* UTF-16 units; Unicode's longest decomposition has 18 */

typedef struct reading {
    const UNormalizer2 *nfkd;
    rehab_word word;            /* the one being read                      */
    rehab_gap gap;              /* what was read since the last one ended  */
    rehab_word_taker *take_word;
    void *baton;
    int done;                   /* the taker wants no more                 */
    int plain;                  /* every character goes the long way       */
} reading;

/* Letters that people use for one another.  First what is written, then what is kept. */
static const char32_t same_letter[][2] = {
    { U'ך', U'כ' }, { U'ם', U'מ' }, { U'ן', U'נ' }, { U'ף', U'פ' }, { U'ץ', U'צ' },
    { 0x5F0, U'ו' }, { 0x5F2, U'י' },
    { 0x671, 0x627 }, { 0x672, 0x627 }, { 0x673, 0x627 },                   /* alif               */
    { 0x629, 0x647 }, { 0x6D5, 0x647 }, { 0x6C1, 0x647 }, { 0x6BE, 0x647 },
    { 0x6C3, 0x647 },                                                       /* ta marbuta and ha  */
    { 0x649, 0x64A }, { 0x6CC, 0x64A }, { 0x6D0, 0x64A }, { 0x6D2, 0x64A }, /* ya                 */
    { 0x6A9, 0x643 }, { 0x6AA, 0x643 },                                     /* kaf                */
    { 0x142, 'l' }, { 0xF8, 'o' }, { 0x111, 'd' }, { 0x131, 'i' }
};

/* How a character that divides words changes what stands between them. */
static rehab_gap widened(rehab_gap gap, UChar32 c)
{
    if (c == ')' && gap == REHAB_GAP_NOTHING)
        return gap;
    if (u_isUWhiteSpace(c))
        return gap <= REHAB_GAP_SPACE ? REHAB_GAP_SPACE : REHAB_GAP_OTHER;
    if (c < 0x80 && strchr("/\\|(", c))
        return gap <= REHAB_GAP_HANG ? REHAB_GAP_HANG : REHAB_GAP_OTHER;
    if (gap != REHAB_GAP_NOTHING)
        return REHAB_GAP_OTHER;
    if (c == '.' || c == '*' || c == '_' || c == ':' || c == 0xB7)
        return REHAB_GAP_TIGHT;
    return u_charType(c) == U_DASH_PUNCTUATION ? REHAB_GAP_HYPHEN : REHAB_GAP_OTHER;
}

/* Geresh, gershayim and what people type for them. */
static int is_quote(UChar32 c)
{
    return c == '\'' || c == '"' || c == '`' || c == 0xB4 || c == 0x5F3 || c == 0x5F4
        || (c >= 0x2018 && c <= 0x201F) || c == 0x2032 || c == 0x2033
        || (c >= 0x2B9 && c <= 0x2BF) || c == 0x2EE;
}

/* Tatweel, hamza alone, marks, and what nobody sees.  The vowels of New Tai Lue and two signs of
 * the Vedas were marks in Unicode 6.1. */
static int vanishes(UChar32 c)
{
    return c == 0x640 || c == 0x621 || c == 0x674 || (U_GET_GC_MASK(c) & U_GC_M_MASK)
        || (c >= 0x19B0 && c <= 0x19C9) || c == 0x1CF2 || c == 0x1CF3
        || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/* 1 for the letters of Unicode 6.1.  Newer ones belong to scripts that some databases do not
 * know, and what is a word must not change with the library that is installed. */
static int is_letter(UChar32 c)
{
    UVersionInfo age;

    if (!(U_GET_GC_MASK(c) & U_GC_L_MASK))
        return 0;
    u_charAge(c, age);
    return age[0] < 6 || (age[0] == 6 && age[1] <= 1);
}

/* The one letter or digit that stands for c; 0 when c is neither. */
static char32_t folded_letter(UChar32 c)
{
    c = u_foldCase(c, U_FOLD_CASE_DEFAULT);
    if (u_charType(c) == U_DECIMAL_DIGIT_NUMBER)
        return (char32_t)('0' + u_charDigitValue(c));
    for (apr_size_t i = 0; i < sizeof same_letter / sizeof *same_letter; i++)
        if (same_letter[i][0] == (char32_t)c)
            return same_letter[i][1];
    return is_letter(c) ? (char32_t)c : 0;
}

static void end_word(reading *r)
{
    if (!r->word.length || r->done)
        return;
    r->done = !r->take_word(r->baton, &r->word);
    r->word.length = 0;
    r->gap = REHAB_GAP_NOTHING;
}

static void add_letter(reading *r, char32_t letter)
{
    if (!r->word.length)
        r->word.gap = r->gap;
    if (r->word.length < REHAB_WORD_LETTERS)
        r->word.letter[r->word.length++] = letter;
}

/* What ICU and the table make of the letters that most adverts are written in; 0 for any other
 * character. */
static char32_t common_letter(UChar32 c)
{
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        return (char32_t)c;
    if (c >= 'A' && c <= 'Z')
        return (char32_t)c + ('a' - 'A');
    if (c >= 0x5D0 && c <= 0x5EA) {
        /* A final letter stands before its other form. */
        int final = c == 0x5DA || c == 0x5DD || c == 0x5DF || c == 0x5E3 || c == 0x5E5;
        return (char32_t)(c + final);
    }
    if (c >= 0x410 && c <= 0x44F) {
        char32_t small = (char32_t)(c < 0x430 ? c + 0x20 : c);
        return small == 0x439 ? 0x438 : small;
    }
    /* Of Arabic what no other letter is used for. */
    if (c == 0x627 || c == 0x628 || (c >= 0x62A && c <= 0x63A) || (c >= 0x641 && c <= 0x648)
        || c == 0x64A)
        return (char32_t)c;
    return 0;
}

static void divide(reading *r, UChar32 c)
{
    end_word(r);
    r->gap = widened(r->gap, c);
}

static void take(reading *r, UChar32 c)
{
    char32_t letter;

    if (vanishes(c))
        return;
    letter = folded_letter(c);
    if (letter)
        add_letter(r, letter);
    else
        divide(r, c);
}

/* Takes c in the pieces that NFKD makes of it.  Hangul syllables stay whole: their pieces are
 * letters that nobody types. */
static void take_decomposed(reading *r, UChar32 c)
{
    UErrorCode error = U_ZERO_ERROR;
    UChar units[DECOMPOSED];
    UChar32 pieces[DECOMPOSED];
    int32_t length = -1;
    char32_t common = r->plain ? 0 : common_letter(c);

    if (common) {
        add_letter(r, common);
        return;
    }
    if (is_quote(c))
        return;
    if (c < 0x80 && !r->plain) {    /* what is left of ASCII divides */
        divide(r, c);
        return;
    }
    if (c < 0xAC00 || c > 0xD7A3)
        length = unorm2_getDecomposition(r->nfkd, c, units, DECOMPOSED, &error);
    if (length < 0) {
        take(r, c);
        return;
    }
    u_strToUTF32(pieces, DECOMPOSED, &length, units, length, &error);
    for (int32_t i = 0; U_SUCCESS(error) && i < length; i++)
        take(r, pieces[i]);
}

static void read_words(const char *text, int plain, rehab_word_taker *take_word, void *baton)
{
    UErrorCode error = U_ZERO_ERROR;
    reading r = { .nfkd = unorm2_getNFKDInstance(&error), .take_word = take_word, .baton = baton,
                  .plain = plain };
    int at = 0, c;

    while (!r.done && (c = rehab_text_next(text, -1, &at)) != 0)
        take_decomposed(&r, c < 0 ? ' ' : c);
    end_word(&r);
}

void rehab_letters_words(const char *text, rehab_word_taker *take_word, void *baton)
{
    read_words(text, 0, take_word, baton);
}

void rehab_letters_words_plain(const char *text, rehab_word_taker *take_word, void *baton)
{
    read_words(text, 1, take_word, baton);
}
