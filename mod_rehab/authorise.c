/* authorise.c: sessions in httpd's own words, for whatever else lies below RehabBase:
 *
 *     <Location /figures>
 *         AuthType Rehab
 *         Require rehab-role manager admin
 *     </Location>
 *
 * Who is not signed in is led to the sign-in and back; who has another role gets 403. */
#include <apr_strings.h>
#include <http_core.h>
#include <http_log.h>
#include <http_protocol.h>
#include <http_request.h>
#include <mod_auth.h>
#include <string.h>

#include "exchange.h"
#include "session.h"

APLOG_USE_MODULE(rehab);

static const char auth_type[] = "Rehab";

/* A page has the redirect; a form, a script or a tool is told no. */
static int lead_to_sign_in(rehab_exchange *x)
{
    request_rec *r = x->r;

    if (r->method_number != M_GET)
        return HTTP_FORBIDDEN;
    x->request->location = rehab_session_way_in(x->request, r->unparsed_uri);
    return rehab_see_other(x);
}

/* check_authn: who it is. */
static int check_session(request_rec *r)
{
    const char *type = ap_auth_type(r);
    rehab_exchange *x = rehab_exchange_of(r);
    rehab_fault *fault;

    if (!type || strcasecmp(type, auth_type) != 0)
        return DECLINED;
    if (!x) {
        ap_log_rerror(APLOG_MARK, APLOG_ERR, 0, r, "AuthType %s works below RehabBase only",
                      auth_type);
        return HTTP_FORBIDDEN;
    }
    fault = rehab_visitor_know(x);
    if (fault)
        return rehab_refuse(x, fault);
    if (!x->request->session || x->request->session->stage != REHAB_STAGE_FULL)
        return lead_to_sign_in(x);
    /* What is for some must not be stored for all, here or in a proxy. */
    apr_table_setn(r->headers_out, "Cache-Control", "no-store");
    r->user = apr_pstrdup(r->pool, x->request->session->code);
    r->ap_auth_type = apr_pstrdup(r->pool, auth_type);
    return OK;
}

static const char *parse_roles(cmd_parms *cmd, const char *line, const void **parsed)
{
    unsigned *roles = apr_pcalloc(cmd->pool, sizeof *roles);
    const char *word;

    while (*(word = ap_getword_conf(cmd->pool, &line))) {
        rehab_role role = rehab_role_named(word);

        if (!role || role == REHAB_VISITOR)
            return apr_psprintf(cmd->pool, "Require rehab-role: '%s' is no role of an account", word);
        *roles |= (unsigned)role;
    }
    *parsed = roles;
    return *roles ? NULL : "Require rehab-role: name at least one role";
}

/* Require rehab-role: what they may do.  httpd asks once without a user, then with one. */
static authz_status check_roles(request_rec *r, const char *line, const void *parsed)
{
    const rehab_exchange *x = rehab_exchange_of(r);
    const unsigned *roles = parsed;

    (void)line;
    if (!r->user || !x || !x->request->session)
        return AUTHZ_DENIED_NO_USER;
    return x->request->roles & *roles ? AUTHZ_GRANTED : AUTHZ_DENIED;
}

static const authz_provider role_provider = { check_roles, parse_roles };

int rehab_is_role_lacking(const request_rec *r)
{
    return r->user && r->ap_auth_type && strcmp(r->ap_auth_type, auth_type) == 0;
}

void rehab_authorise_register(apr_pool_t *pool)
{
    ap_hook_check_authn(check_session, NULL, NULL, APR_HOOK_MIDDLE, AP_AUTH_INTERNAL_PER_CONF);
    ap_register_auth_provider(pool, AUTHZ_PROVIDER_GROUP, "rehab-role", AUTHZ_PROVIDER_VERSION,
                              &role_provider, AP_AUTH_INTERNAL_PER_CONF);
}
