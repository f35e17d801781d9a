/* config_param.c: in goes the line of a RehabParam, out comes a parameter of its page. */
#include <apr_strings.h>
#include <string.h>

#include "config_line.h"
#include "route.h"

static int is_path_variable(apr_pool_t *pool, const rehab_page *page, const char *name)
{
    apr_array_header_t *names = rehab_pattern_variables(pool, page->pattern);

    for (int i = 0; i < names->nelts; i++)
        if (strcmp(APR_ARRAY_IDX(names, i, const char *), name) == 0)
            return 1;
    return 0;
}

/* also=FILE */
static const char *read_also(apr_pool_t *pool, const rehab_page *page, rehab_param *param,
                             const char *path, rehab_place place)
{
    if (param->kind != REHAB_SEARCH || strcmp(page->method, "GET") != 0)
        return apr_psprintf(pool, "RehabParam %s: also= stands beside search, on a GET",
                            param->name);
    param->also = rehab_also_make(pool, path, place);
    return NULL;
}

static const char *read_param_option(apr_pool_t *pool, const rehab_page *page, rehab_param *param,
                                     const char *word, rehab_place place)
{
    const char *value;
    const char *mistake = NULL;

    if (strcmp(word, "required") == 0) {
        param->required = 1;
    } else if ((value = rehab_option(word, "required"))) {
        if (!rehab_when_read(pool, value, param))
            mistake = "RehabParam: say required, or required=PARAM(a|b) for a choice of the page";
    } else if (strcmp(word, "many") == 0) {
        param->many = 1;
    } else if (strcmp(word, "sealed") == 0) {
        param->sealed = 1;
    } else if (strcmp(word, "sealed=delivery") == 0) {
        param->sealed = param->delivered = 1;
    } else if (strcmp(word, "sealed=both") == 0) {
        param->sealed = param->both = 1;
    } else if (strcmp(word, "person") == 0) {
        param->person = 1;
    } else if ((value = rehab_option(word, "row"))) {
        param->row = value;
    } else if ((value = rehab_option(word, "check"))) {
        param->check = value;
        if (param->kind != REHAB_LINE || !rehab_check_known(value))
            mistake = "RehabParam: check= is il-id or il-company, of a line";
    } else if ((value = rehab_option(word, "also"))) {
        mistake = read_also(pool, page, param, value, place);
    } else if ((value = rehab_option(word, "max"))) {
        mistake = rehab_read_number(pool, value, &param->max);
        param->has_max = 1;
    } else if ((value = rehab_option(word, "min"))) {
        mistake = rehab_read_number(pool, value, &param->min);
        param->has_min = 1;
    } else {
        mistake = rehab_unknown_option(pool, "RehabParam", word);
    }
    return mistake;
}

const char *rehab_read_param(apr_pool_t *pool, rehab_page *page, const char *arguments,
                             rehab_place place)
{
    rehab_param *param = apr_pcalloc(pool, sizeof *param);
    const char *kind, *mistake, *word;

    param->name = rehab_next_word(pool, &arguments);
    kind = rehab_next_word(pool, &arguments);
    if (!kind)
        return "RehabParam: say NAME KIND";
    if (strspn(param->name, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(param->name))
        return apr_psprintf(pool, "RehabParam: '%s' is not lower-case letters, digits and _",
                            param->name);
    if (rehab_page_param(page, param->name))
        return apr_psprintf(pool, "RehabParam: %s is declared twice", param->name);
    if ((mistake = rehab_kind_read(pool, kind, param)))
        return apr_psprintf(pool, "RehabParam %s: %s", param->name, mistake);
    while ((word = rehab_next_word(pool, &arguments)))
        if ((mistake = read_param_option(pool, page, param, word, place)))
            return mistake;
    if ((param->row || param->person) && (!param->sealed || param->delivered))
        return apr_psprintf(pool, "RehabParam %s: row= and person stand beside sealed", param->name);
    if (param->row && (param->row[0] == '/' || !strchr(param->row, '/')))
        return apr_psprintf(pool, "RehabParam %s: say row=TABLE/{CODE}", param->name);
    param->source = is_path_variable(pool, page, param->name) ? REHAB_FROM_PATH
                    : strcmp(page->method, "POST") == 0       ? REHAB_FROM_BODY
                                                              : REHAB_FROM_QUERY;
    if (param->source == REHAB_FROM_PATH && param->many)
        return apr_psprintf(pool, "RehabParam %s: a path holds one value, not many", param->name);
    APR_ARRAY_PUSH(page->params, rehab_param *) = param;
    return NULL;
}
