/* ctl_pages.c: a site in, its pages as CSV out: what tests and people derive their lists from. */
#include <apr_strings.h>
#include <stdio.h>
#include <string.h>

#include "ctl.h"

static const char *param_text(apr_pool_t *pool, const rehab_param *param)
{
    static const char *const sources[] = { "path", "query", "body" };
    const char *kind = rehab_kind_word(param->kind);

    if (param->kind == REHAB_CHOICE && param->choices)
        kind = apr_pstrcat(pool, kind, "(", apr_array_pstrcat(pool, param->choices, '|'), ")",
                           NULL);
    return apr_pstrcat(
        pool, param->name, ":", kind, ":", sources[param->source],
        param->required ? ":required" : "", param->many ? ":many" : "",
        param->when ? apr_pstrcat(pool, ":required=", rehab_when_text(pool, param), NULL) : "",
        param->delivered ? ":sealed=delivery" : param->both ? ":sealed=both"
                         : param->sealed ? ":sealed" : "",
        param->row ? apr_pstrcat(pool, ":row=", param->row, NULL) : "",
        param->check ? apr_pstrcat(pool, ":check=", param->check, NULL) : "",
        param->has_min ? apr_psprintf(pool, ":min=%" APR_INT64_T_FMT, param->min) : "",
        param->has_max ? apr_psprintf(pool, ":max=%" APR_INT64_T_FMT, param->max) : "", NULL);
}

static void print_page(apr_pool_t *pool, const rehab_page *page)
{
    const char *params = "", *formats = "";

    for (int i = 0; i < page->params->nelts; i++)
        params = apr_pstrcat(pool, params, i ? ";" : "",
                             param_text(pool, APR_ARRAY_IDX(page->params, i, rehab_param *)), NULL);
    for (int i = 0; i < page->formats->nelts; i++)
        formats = apr_pstrcat(pool, formats, i ? ";" : "",
                              APR_ARRAY_IDX(page->formats, i, rehab_format *)->name, NULL);
    const char *fields[] = { page->method, page->pattern, page->name,
                             page->no_language ? "none" : "all",
                             rehab_roles_text(pool, page->roles), params, formats, page->invalid,
                             page->offers_post ? "1" : "0", page->check_path };

    rehab_ctl_csv(sizeof fields / sizeof fields[0], fields);
}

int rehab_ctl_pages(rehab_ctl *ctl)
{
    rehab_fault *fault = rehab_ctl_site(ctl);

    if (!fault && !ctl->site->pages->nelts)
        fault = rehab_fault_make(ctl->pool, REHAB_NOT_FOUND, "fault.missing",
                                 "no page is listed yet: start the portal once, or say "
                                 "--config FILE");
    if (fault)
        return rehab_ctl_fail(ctl, fault);
    puts("method,path,name,language,roles,params,formats,invalid,once,check");
    for (int i = 0; i < ctl->site->pages->nelts; i++)
        print_page(ctl->pool, APR_ARRAY_IDX(ctl->site->pages, i, rehab_page *));
    return REHAB_CTL_FINE;
}
