/* config_line: the words of a directive's line, NAME=value options, numbers and lists.  A mistake is
 * a sentence; NULL means that there is none. */
#ifndef REHAB_CONFIG_LINE_H
#define REHAB_CONFIG_LINE_H

#include "page.h"

/* The next word, quoted or not, or NULL at the end. */
const char *rehab_next_word(apr_pool_t *pool, const char **arguments);

/* The value of an option NAME=value, or NULL when the word is another. */
const char *rehab_option(const char *word, const char *name);

/* A whole number, with its sign. */
const char *rehab_read_number(apr_pool_t *pool, const char *text, apr_int64_t *number);

/* That the directive has no such option. */
const char *rehab_unknown_option(apr_pool_t *pool, const char *directive, const char *word);

/* a,b,c as an array of const char *. */
apr_array_header_t *rehab_split_commas(apr_pool_t *pool, const char *list);

/* RehabParam NAME KIND OPTION...: one more parameter of the page (config_param.c). */
const char *rehab_read_param(apr_pool_t *pool, rehab_page *page, const char *arguments,
                             rehab_place place);

#endif
