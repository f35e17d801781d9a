/* exchange: one HTTP request on its way through the stages.  The module's files share it; core
 * never sees it.  Each stage reads the lines above its own and fills only its own. */
#ifndef REHAB_EXCHANGE_H
#define REHAB_EXCHANGE_H

#include <httpd.h>
#include <http_config.h>

#include "request.h"
#include "route.h"

/* The one symbol that the module shows: httpd looks it up by name. */
extern __attribute__((visibility("default"))) module AP_MODULE_DECLARE_DATA rehab_module;

typedef struct rehab_store rehab_store;     /* store.h */

/* One virtual host: its site, and what each child opens for it.  httpd gives a host in which no
 * directive of ours stands the main server's, the same one. */
typedef struct rehab_config {
    rehab_site *site;
    int engine;                         /* -1 unset, else RehabEngine                            */
    int max_body;
    rehab_page *current;                /* the <RehabPage> that is being read                    */
    apr_array_header_t *complaints;     /* const char *: what is wrong with declarations         */
    rehab_router *router;
    rehab_log *log;
    rehab_runtime *runtime;             /* per process                                           */
    rehab_store *store;                 /* RehabCacheStore; NULL: nothing is kept                */
    void *shared;                       /* memory of all processes: revision.h                   */
    struct rehab_flights *flights;      /* per process                                           */
    struct rehab_crew *crew;            /* the same: who makes pages                             */
    apr_uint32_t crowd;                 /* the same: connections that ask for made pages         */
} rehab_config;

rehab_config *rehab_config_of(const server_rec *server);
/* 1 when the engine serves this host, and none of `servers` before it has the same configuration. */
int rehab_config_begins(const server_rec *servers, const server_rec *server);

typedef struct rehab_exchange {
    request_rec *r;
    rehab_config *config;
    rehab_request *request;             /* route, admit, params, query, render fill it           */
    const rehab_page *form;             /* on a refused POST: the page that shows it again       */
    struct rehab_kept *kept;            /* the page as it is kept: nothing is asked or rendered  */
    struct rehab_flight *flight;        /* others wait for the page that this request makes      */
    const char *body;                   /* respond: what goes out, perhaps compressed            */
    apr_size_t body_length;
    int compressed;
} rehab_exchange;

rehab_exchange *rehab_exchange_of(const request_rec *r);

/* route: translate_name.  Sets the exchange for a page, r->filename for a static file; else
 * DECLINED.  421 for a host that is not ours, 301 and 302 to the one true form of an address. */
int rehab_translate(request_rec *r);

/* map_to_storage: OK for a page, so that no file, .htaccess or <Directory> touches it. */
int rehab_map_to_storage(request_rec *r);

/* The handler: all stages after route. */
int rehab_handle(request_rec *r);

/* session: what the browser brings, and whose it is (visitor.c).  Asked again it does nothing. */
rehab_fault *rehab_visitor_know(rehab_exchange *x);
/* Puts the cookies that the stages have made, or ended, into the answer. */
void rehab_visitor_send(rehab_exchange *x);
/* 1 when the browser brings a session's cookie, good or bad. */
int rehab_visitor_has_cookie(rehab_exchange *x);

/* AuthType Rehab and Require rehab-role (authorise.c); 1 when httpd refused for want of a role. */
void rehab_authorise_register(apr_pool_t *pool);
int rehab_is_role_lacking(const request_rec *r);

/* admit: role, method and origin.  303 to the sign-in for a page that takes one. */
rehab_fault *rehab_admit(rehab_exchange *x);

/* What who asks counts as on this page: their roles, visitor too. */
unsigned rehab_roles_here(const rehab_request *request, const rehab_page *page);

/* token: a form of somebody who is signed in is one that we gave to them. */
rehab_fault *rehab_admit_form(rehab_exchange *x);

/* Reads the query string or the body as fields (rehab_field). */
rehab_fault *rehab_read_fields(rehab_exchange *x, apr_array_header_t **fields);

/* respond: headers and bytes; HTTP_NOT_MODIFIED when the visitor has them. */
int rehab_respond(rehab_exchange *x);

/* 1 when the visitor takes gzip. */
int rehab_accepts_gzip(request_rec *r);

/* A 303 to `location` of this site in the request's language. */
int rehab_see_other(rehab_exchange *x);

/* Headers of every answer below RehabBase; for insert_filter and insert_error_filter. */
void rehab_security_headers(request_rec *r);

/* Says a fault once: logs the cause under an opaque id, and gives the status that httpd turns into
 * the error page.  */
int rehab_refuse(rehab_exchange *x, const rehab_fault *fault);

/* The absolute path of a page in the request's language: base, language, path. */
const char *rehab_address(const rehab_exchange *x, const char *path);

/* Directives (config.c, config_page.c). */
extern const command_rec rehab_directives[];
void *rehab_config_make(apr_pool_t *pool, server_rec *server);
void *rehab_config_merge(apr_pool_t *pool, void *base, void *added);
const char *rehab_page_section(cmd_parms *cmd, void *dir, const char *arguments);
const char *rehab_page_directive(cmd_parms *cmd, void *dir, const char *arguments);

/* Notes "file:line: sentence" for configtest. */
void rehab_complain(rehab_config *config, apr_pool_t *pool, const char *file, int line,
                    const char *sentence);

#endif
