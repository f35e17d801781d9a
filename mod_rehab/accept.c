/* accept.c: in goes a list of preferences as it was sent, out comes one item after the other. */
#include "accept.h"

#include <apr_lib.h>
#include <apr_strings.h>
#include <string.h>
#include <strings.h>

enum { WHOLE = 1000 };

static const char separators[] = " \t;,";

/* 0, 0.5, 1.000: a digit, then at most three that count. */
static int read_weight(const char *text)
{
    int weight = 0;

    if (text[0] == '1')
        return WHOLE;
    if (text[0] != '0' || text[1] != '.')
        return 0;
    for (int place = WHOLE / 10, i = 2; place && apr_isdigit(text[i]); place /= 10, i++)
        weight += place * (text[i] - '0');
    return weight;
}

/* The weight among the parameters up to the next comma; *list stands there afterwards. */
static int take_weight(const char **list)
{
    int weight = WHOLE;

    while (**list && **list != ',') {
        const char *at = *list + strspn(*list, " \t;");

        if (apr_tolower(at[0]) == 'q' && at[1] == '=')
            weight = read_weight(at + 2);
        *list = at + strcspn(at, ";,");
    }
    return weight;
}

int rehab_accept_next(apr_pool_t *pool, const char **list, const char **name, int *weight)
{
    apr_size_t length;

    *list += strspn(*list, separators);
    length = strcspn(*list, separators);
    *name = apr_pstrmemdup(pool, *list, length);
    *list += length;
    *weight = take_weight(list);
    return length > 0;
}

int rehab_accept_weight(apr_pool_t *pool, const char *list, const char *name)
{
    const char *named;
    int weight;

    while (rehab_accept_next(pool, &list, &named, &weight))
        if (strcasecmp(named, name) == 0)
            return weight;
    return REHAB_NOT_NAMED;
}
