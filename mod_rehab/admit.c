/* admit.c: in goes a request for a page, out comes whether this visitor may have it: by role, and
 * for a POST by where the form came from. */
#include <apr_strings.h>
#include <http_core.h>
#include <http_protocol.h>
#include <string.h>

#include "exchange.h"
#include "session.h"

static const char *own_origin(request_rec *r)
{
    const char *host = apr_table_get(r->headers_in, "Host");

    return apr_pstrcat(r->pool, ap_http_scheme(r), "://", host ? host : "", NULL);
}

/* Scheme, host and port of an address: all up to the first slash after "://". */
static const char *origin_of(apr_pool_t *pool, const char *address)
{
    const char *host = strstr(address, "://");

    if (!host)
        return "";
    host += 3;
    return apr_pstrmemdup(pool, address, (apr_size_t)(host - address) + strcspn(host, "/?#"));
}

/* Behind a proxy that ends TLS the scheme that we see is not the browser's; RehabUrl names it. */
static int is_own_origin(rehab_exchange *x, const char *origin)
{
    const char *url = x->config->site->url;

    return strcasecmp(origin, own_origin(x->r)) == 0
           || (url && strcasecmp(origin, origin_of(x->r->pool, url)) == 0);
}

/* Sec-Fetch-Site where the browser says it, else Origin, else Referer; a browser that says none of
 * the three cannot show that the form was ours. */
static int is_same_site(rehab_exchange *x)
{
    const apr_table_t *headers = x->r->headers_in;
    const char *fetch = apr_table_get(headers, "Sec-Fetch-Site");
    const char *origin = apr_table_get(headers, "Origin");
    const char *referer = apr_table_get(headers, "Referer");

    if (fetch)
        return strcmp(fetch, "same-origin") == 0 || strcmp(fetch, "none") == 0;
    if (origin)
        return is_own_origin(x, origin);
    return referer && is_own_origin(x, origin_of(x->r->pool, referer));
}

/* Who is on the way in may use what takes them further. */
unsigned rehab_roles_here(const rehab_request *request, const rehab_page *page)
{
    const rehab_session *session = request->session;
    int further = session && session->stage == REHAB_STAGE_ENROL && page->action
                  && page->action->entering;

    return further ? session->roles : request->roles;
}

static int is_signed_in(const rehab_request *request)
{
    return request->session && request->session->stage == REHAB_STAGE_FULL;
}

/* A page that people look at leads to the sign-in and from there back to itself.  A form that was
 * sent after its session ended stays in the browser, and is sent again from there. */
static rehab_fault *refuse_role(rehab_exchange *x)
{
    rehab_request *request = x->request;

    if (!is_signed_in(request) && x->r->method_number == M_GET && !x->r->prev
        && strcmp(request->format, "html") == 0) {
        request->location = rehab_session_way_in(request, x->r->unparsed_uri);
        return rehab_fault_make(x->r->pool, REHAB_SEE_OTHER, "fault.forbidden",
                                "%s asks to sign in", request->page->name);
    }
    return rehab_fault_make(x->r->pool, REHAB_FORBIDDEN,
                            is_signed_in(request) || x->r->method_number != M_POST
                                ? "fault.forbidden" : "fault.signed_out",
                            "%s does not admit %s", request->page->name,
                            rehab_roles_text(x->r->pool, request->roles));
}

rehab_fault *rehab_admit(rehab_exchange *x)
{
    rehab_request *request = x->request;

    if (!(request->page->roles & rehab_roles_here(request, request->page)))
        return refuse_role(x);
    if (strcmp(request->page->method, "POST") == 0 && !is_same_site(x))
        return rehab_fault_make(x->r->pool, REHAB_FORBIDDEN, "fault.cross_site",
                                "%s: the form came from another site", request->page->name);
    return NULL;
}

rehab_fault *rehab_admit_form(rehab_exchange *x)
{
    const rehab_request *request = x->request;

    if (!request->session || rehab_session_token_is_right(request->session, request->form_token))
        return NULL;
    return rehab_fault_make(x->r->pool, REHAB_FORBIDDEN, "fault.cross_site",
                            "%s: the form has no token of this session", request->page->name);
}
