/* page.c: names of roles, and look-ups in a declared page. */
#include "page.h"

#include <apr_strings.h>
#include <string.h>

static const struct { rehab_role role; const char *name; } roles[] = {
    { REHAB_VISITOR, "visitor" },   { REHAB_SEEKER, "seeker" },
    { REHAB_EMPLOYER, "employer" }, { REHAB_VOLUNTEER, "volunteer" },
    { REHAB_WORKER, "worker" },     { REHAB_COORDINATOR, "coordinator" },
    { REHAB_MANAGER, "manager" },   { REHAB_ADMIN, "admin" },
};

rehab_role rehab_role_named(const char *name)
{
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        if (strcmp(roles[i].name, name) == 0)
            return roles[i].role;
    return (rehab_role)0;
}

const char *rehab_role_name(rehab_role role)
{
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        if (roles[i].role == role)
            return roles[i].name;
    return "";
}

const char *rehab_roles_text(apr_pool_t *pool, unsigned set)
{
    const char *text = "";

    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        if (set & (unsigned)roles[i].role)
            text = apr_pstrcat(pool, text, *text ? "," : "", roles[i].name, NULL);
    return text;
}

rehab_param *rehab_page_param(const rehab_page *page, const char *name)
{
    for (int i = 0; i < page->params->nelts; i++) {
        rehab_param *param = APR_ARRAY_IDX(page->params, i, rehab_param *);

        if (strcmp(param->name, name) == 0)
            return param;
    }
    return NULL;
}

rehab_format *rehab_page_format(const rehab_page *page, const char *name)
{
    for (int i = 0; i < page->formats->nelts; i++) {
        rehab_format *format = APR_ARRAY_IDX(page->formats, i, rehab_format *);

        if (strcmp(format->name, name) == 0)
            return format;
    }
    return NULL;
}
