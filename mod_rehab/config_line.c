/* config_line.c: in goes the rest of a directive's line, out come its words and what they say. */
#include "config_line.h"

#include <apr_strings.h>
#include <httpd.h>
#include <string.h>

const char *rehab_next_word(apr_pool_t *pool, const char **arguments)
{
    const char *word = ap_getword_conf(pool, arguments);

    return *word ? word : NULL;
}

const char *rehab_option(const char *word, const char *name)
{
    apr_size_t length = strlen(name);

    return strncmp(word, name, length) == 0 && word[length] == '=' ? word + length + 1 : NULL;
}

const char *rehab_read_number(apr_pool_t *pool, const char *text, apr_int64_t *number)
{
    char *end;

    *number = apr_strtoi64(text, &end, 10);
    return *text && !*end ? NULL : apr_psprintf(pool, "'%s' is no number", text);
}

const char *rehab_unknown_option(apr_pool_t *pool, const char *directive, const char *word)
{
    return apr_psprintf(pool, "%s does not know '%s'", directive, word);
}

apr_array_header_t *rehab_split_commas(apr_pool_t *pool, const char *list)
{
    apr_array_header_t *names = apr_array_make(pool, 4, sizeof(const char *));

    while (*list)
        APR_ARRAY_PUSH(names, const char *) = ap_getword(pool, &list, ',');
    return names;
}
