/* words_inside: what words.c (the strings of a language), words_read.c (its file) and
 * words_format.c (how it writes days, numbers and money) share.  Nobody else includes it. */
#ifndef REHAB_WORDS_INSIDE_H
#define REHAB_WORDS_INSIDE_H

#include <unicode/udat.h>
#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>

#include "memo.h"
#include "words.h"

enum { REHAB_PLURAL_FORMS = 6, REHAB_DAY_STYLES = 3 };

/* The forms of one <plurals>, by the place of their category in rehab_plural_names. */
typedef struct rehab_plural {
    const char *form[REHAB_PLURAL_FORMS];
} rehab_plural;

/* zero one two few many other */
extern const char *const rehab_plural_names[REHAB_PLURAL_FORMS];

/* One name of the file, in the file's order. */
typedef struct rehab_word {
    const char *name;
    int plural;
} rehab_word;

struct rehab_language {
    const char *tag;
    int rtl, persian;
    const char *file;
    apr_hash_t *strings;            /* name -> const char *                     */
    apr_hash_t *plurals;            /* name -> rehab_plural *                   */
    apr_array_header_t *words;      /* rehab_word                               */
    int unchecked;                  /* how many of them nobody has checked      */
    int asks[REHAB_PLURAL_FORMS];   /* 1 for the categories that its rules have */
    UPluralRules *rules;
    UNumberFormatter *number, *shekels, *agorot;
    UDateFormat *days[REHAB_DAY_STYLES];
    rehab_memo *said_days[REHAB_DAY_STYLES], *said_numbers, *said_shekels;
};

/* Reads language->file into strings, plurals and words.  Fault 500 names file and line. */
rehab_fault *rehab_language_read(apr_pool_t *pool, rehab_language *language);

/* Opens all that ICU keeps for the language; the pool closes it.  Fault 500. */
rehab_fault *rehab_language_open(apr_pool_t *pool, rehab_language *language);

/* Place of a category's word in rehab_plural_names; -1 when it is none. */
int rehab_plural_place(const char *word);

/* Place of the category that `count` has in the language. */
int rehab_plural_of(const rehab_language *language, apr_int64_t count);

#endif
