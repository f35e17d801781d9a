/* letters: what a character is when a search compares, and where words begin and end. */
#ifndef REHAB_LETTERS_H
#define REHAB_LETTERS_H

#include "rehab.h"

#include <uchar.h>

/* Letters of a word; more are cut, because PostgreSQL refuses lexemes of two kilobytes. */
enum { REHAB_WORD_LETTERS = 64 };

/* What stands between a word and the one before. */
typedef enum {
    REHAB_GAP_NOTHING,      /* the first word         */
    REHAB_GAP_SPACE,
    REHAB_GAP_HANG,         /* a slash or bracket, also behind a space: an ending may hang on it */
    REHAB_GAP_TIGHT,        /* one dot, star, underscore or colon: an ending may hang on it      */
    REHAB_GAP_HYPHEN,
    REHAB_GAP_OTHER
} rehab_gap;

/* One word: letters and ASCII digits, folded. */
typedef struct rehab_word {
    int length;
    char32_t letter[REHAB_WORD_LETTERS];
    rehab_gap gap;
} rehab_word;

/* Takes one word; 0 for "no more".  The word is the caller's only until it returns. */
typedef int rehab_word_taker(void *baton, const rehab_word *word);

/* Gives the words of a text, in order, to take_word.  Bad bytes divide words. */
void rehab_letters_words(const char *text, rehab_word_taker *take_word, void *baton);

/* The same without the short way for frequent characters: what tests compare it with. */
void rehab_letters_words_plain(const char *text, rehab_word_taker *take_word, void *baton);

#endif
