/* letters: the short way that frequent characters go gives the words that ICU's tables give. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <apr_general.h>
#include <apr_strings.h>
#include <stdlib.h>
#include <string.h>

#include "letters.h"
#include "text.h"

enum { LAST = 0x10FFFF, TEXTS = 20000, LONGEST = 40 };

/* Words with what stands before each, as one text. */
typedef struct written { char text[8192]; int at; } written;

static int write_word(void *baton, const rehab_word *word)
{
    written *w = baton;

    w->text[w->at++] = (char)('0' + (int)word->gap);
    for (int i = 0; i < word->length; i++)
        rehab_text_append(w->text, &w->at, (int)word->letter[i]);
    w->text[w->at++] = ' ';
    w->text[w->at] = '\0';
    return 1;
}

static void both_ways_are_one(const char *text)
{
    written quick = { "", 0 }, plain = { "", 0 };

    rehab_letters_words(text, write_word, &quick);
    rehab_letters_words_plain(text, write_word, &plain);
    assert_string_equal(quick.text, plain.text);
}

/* Alone, within a word, twice between words, and beside a bracket. */
static void every_character_is_read_as_icu_reads_it(void **state)
{
    static const char *const around[][2] = { { "", "" }, { "a", "b" }, { "ל ", "ת" }, { "ח(", "/ת" } };

    (void)state;
    for (int c = 1; c <= LAST; c++)
        for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
            char text[64];
            int at = (int)strlen(strcpy(text, around[i][0]));

            if (c >= 0xD800 && c <= 0xDFFF)
                continue;
            rehab_text_append(text, &at, c);
            strcpy(text + at, around[i][1]);
            both_ways_are_one(text);
        }
}

/* Blocks of the scripts that adverts are written in, with their marks and signs. */
static int any_character(void)
{
    static const int blocks[][2] = { { 1, 0x17F }, { 0x300, 0x36F }, { 0x400, 0x4FF },
                                     { 0x590, 0x5FF }, { 0x600, 0x6FF }, { 0x2000, 0x206F },
                                     { 0xFB1D, 0xFBFF } };
    const int *block = blocks[(size_t)rand() % (sizeof blocks / sizeof *blocks)];

    return block[0] + rand() % (block[1] - block[0] + 1);
}

static void any_text_is_read_as_icu_reads_it(void **state)
{
    (void)state;
    srand(1);
    for (int i = 0; i < TEXTS; i++) {
        char text[4 * LONGEST + 1];
        int at = 0;

        for (int n = 1 + rand() % LONGEST; n; n--)
            rehab_text_append(text, &at, rand() % 4 ? any_character() : ' ');
        text[at] = '\0';
        both_ways_are_one(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_character_is_read_as_icu_reads_it),
        cmocka_unit_test(any_text_is_read_as_icu_reads_it),
    };

    apr_initialize();
    return cmocka_run_group_tests_name("letters", tests, NULL, NULL);
}
