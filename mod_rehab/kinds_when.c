/* kinds_when.c: "kind(company|association)" in, the choice and the values that it names out, and back. */
#include "kinds.h"

#include <apr_strings.h>
#include <string.h>

static const char name_signs[] = "abcdefghijklmnopqrstuvwxyz0123456789_";

int rehab_when_read(apr_pool_t *pool, const char *text, rehab_param *param)
{
    apr_size_t name = strspn(text, name_signs), length = strlen(text);
    const char *list = text + name + 1;

    if (name == 0 || text[name] != '(' || length < name + 3 || text[length - 1] != ')'
        || *list == '|' || text[length - 2] == '|' || strstr(list, "||"))
        return 0;
    param->when = apr_pstrmemdup(pool, text, name);
    param->when_values = apr_pstrcat(pool, "|", apr_pstrmemdup(pool, list, length - name - 2), "|",
                                     NULL);
    return 1;
}

const char *rehab_when_text(apr_pool_t *pool, const rehab_param *param)
{
    const char *list = param->when_values + 1;

    return apr_pstrcat(pool, param->when, "(", apr_pstrmemdup(pool, list, strlen(list) - 1), ")",
                       NULL);
}
