/* visitor.c: in go a request's cookies and address, out comes who asks; and the other way, what the
 * browser is to take along.
 *
 * Both cookies are HttpOnly, and on TLS Secure by their names: __Host- on a host of our own,
 * __Secure- with our prefix as Path where the host has other pages.  They are SameSite=Lax, not
 * Strict: a link in a mail to a page of somebody who is signed in must find them so, and what a
 * form of another site could do is stopped by its origin and its token. */
#include <apr_strings.h>
#include <http_protocol.h>
#include <string.h>

#include "attempt.h"
#include "exchange.h"
#include "session.h"

/* Half a year. */
enum { DEVICE_AGE = 15552000 };

static const char *cookie_name(const rehab_site *site, const char *letter, apr_pool_t *pool)
{
    if (strncmp(site->url, "https://", 8) != 0)
        return letter;
    return apr_pstrcat(pool, *site->base ? "__Secure-" : "__Host-", letter, NULL);
}

/* The value of the first cookie of that very name. */
static const char *read_cookie(apr_pool_t *pool, const char *header, const char *name)
{
    apr_size_t length = strlen(name);

    while (header && *header) {
        apr_size_t size = strcspn(header, ";");

        if (strncmp(header, name, length) == 0 && header[length] == '=')
            return apr_pstrmemdup(pool, header + length + 1, size - length - 1);
        header += size;
        header += strspn(header, "; ");
    }
    return NULL;
}

static void set_cookie(rehab_exchange *x, const char *letter, const char *value, int age)
{
    const rehab_site *site = x->config->site;
    apr_pool_t *pool = x->r->pool;
    const char *text = apr_pstrcat(
        pool, cookie_name(site, letter, pool), "=", value, "; Path=", *site->base ? site->base : "/",
        age >= 0 ? apr_psprintf(pool, "; Max-Age=%d", age) : "", "; HttpOnly; SameSite=Lax",
        strncmp(site->url, "https://", 8) == 0 ? "; Secure" : "", NULL);

    /* An error page carries it too, and so does a redirect. */
    apr_table_addn(x->r->err_headers_out, "Set-Cookie", text);
}

rehab_fault *rehab_visitor_know(rehab_exchange *x)
{
    rehab_visit *visit = &x->request->visit;
    const rehab_site *site = x->config->site;
    apr_pool_t *pool = x->r->pool;
    const char *cookies = apr_table_get(x->r->headers_in, "Cookie");
    apr_sockaddr_t *address = x->r->useragent_addr;

    if (visit->network)
        return NULL;
    visit->token = read_cookie(pool, cookies, cookie_name(site, "s", pool));
    visit->device = read_cookie(pool, cookies, cookie_name(site, "d", pool));
    visit->network = rehab_attempt_network(pool, address->ipaddr_ptr, address->ipaddr_len);
    return rehab_session_find(x->request);
}

void rehab_visitor_send(rehab_exchange *x)
{
    const rehab_visit *visit = &x->request->visit;

    if (visit->new_token)
        set_cookie(x, "s", visit->new_token, *visit->new_token ? -1 : 0);
    if (visit->new_device)
        set_cookie(x, "d", visit->new_device, DEVICE_AGE);
}

int rehab_visitor_has_cookie(rehab_exchange *x)
{
    return read_cookie(x->r->pool, apr_table_get(x->r->headers_in, "Cookie"),
                       cookie_name(x->config->site, "s", x->r->pool)) != NULL;
}
