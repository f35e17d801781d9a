/* words: what the portal says, per language, from conf/strings/LANG.xml (Android's resource
 * format: <string name>, <plurals name><item quantity>).  Loaded once at start and then only read.
 * Day, number, money and plural come from ICU; what must be opened is opened before the fork. */
#ifndef REHAB_WORDS_H
#define REHAB_WORDS_H

#include "rehab.h"

typedef struct rehab_language rehab_language;

typedef struct rehab_language_settings {
    const char *tag;        /* he                                             */
    int rtl;
    const char *calendar;   /* gregorian or persian                           */
} rehab_language_settings;

/* Reads FILE for one language.  Fault 500 names file and line of what is wrong with it. */
rehab_fault *rehab_language_load(apr_pool_t *pool, const char *file,
                                 const rehab_language_settings *settings,
                                 rehab_language **language);

const char *rehab_language_tag(const rehab_language *language);
const char *rehab_language_direction(const rehab_language *language);     /* rtl or ltr */

/* The string of that name with %1$s … %9$s replaced by arguments; NULL when there is none. */
const char *rehab_words_text(apr_pool_t *pool, const rehab_language *language, const char *name,
                             int n, const char *const *arguments);

/* The plural form for `count` (CLDR category by ICU); %1$s and %1$d are the formatted count,
 * further arguments follow.  NULL when there is no such plurals. */
const char *rehab_words_count(apr_pool_t *pool, const rehab_language *language, const char *name,
                              apr_int64_t count, int n, const char *const *arguments);

/* Names that `language` lacks against `reference`, plural forms that its rules ask for included;
 * an array of const char *, each "jobs.title" or "jobs.found (few)". */
apr_array_header_t *rehab_words_missing(apr_pool_t *pool, const rehab_language *language,
                                        const rehab_language *reference);

/* How many strings nobody has checked: of a file that says checked="" all, but those that say
 * checked="2026-11-21 by teacher" themselves, and the other way round.  *all: how many there are. */
int rehab_words_unchecked(const rehab_language *language, int *all);

/* 1 when a string (or with plural, a plurals) of that name is there. */
int rehab_words_has(const rehab_language *language, const char *name, int plural);

/* 2026-03-09 as people read it; style "short" 09/03/2026 (the language's own order), "long"
 * 9 במרץ 2026, "weekday" יום שני, 9 במרץ.  Text that is no day comes back as it is. */
const char *rehab_words_day(apr_pool_t *pool, const rehab_language *language, const char *day,
                            const char *style);

/* Reads 2026-03-09 as days since 1970-01-01; 0 when it is no day of the calendar. */
int rehab_words_day_number(const char *day, long *days);

/* Agorot as shekels with the sign, no agorot where they are 00: 4250 -> ‎42.50 ₪. */
const char *rehab_words_money(apr_pool_t *pool, const rehab_language *language,
                              const char *agorot);

/* A decimal number with the language's digits and groups. */
const char *rehab_words_number(apr_pool_t *pool, const rehab_language *language,
                               const char *number);

#endif
