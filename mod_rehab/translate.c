/* translate.c: route.  In goes an address, out comes a page with its language, format and path
 * variables, or a static file, or DECLINED for whatever else this host serves. */
#include <apr_strings.h>
#include <http_core.h>
#include <http_log.h>
#include <http_protocol.h>
#include <string.h>

#include "accept.h"
#include "exchange.h"
#include "room.h"

APLOG_USE_MODULE(rehab);

static const char *const format_names[] = { "atom", "csv", "ics", "json", "txt", "xml" };

/* The address below RehabBase ("/" at least), or NULL when it is not ours: /portalx is not. */
static const char *below_base(const rehab_site *site, const char *uri)
{
    apr_size_t length = strlen(site->base);

    if (strncmp(uri, site->base, length) != 0)
        return NULL;
    if (!uri[length])
        return "/";
    return uri[length] == '/' ? uri + length : NULL;
}

static int is_host_named(const apr_array_header_t *names, const char *host)
{
    for (int i = 0; names && i < names->nelts; i++)
        if (strcasecmp(APR_ARRAY_IDX(names, i, const char *), host) == 0)
            return 1;
    return 0;
}

/* Names without port and case.  A request without Host (HTTP/1.0) is the server's own. */
static int is_known_host(const request_rec *r, const rehab_site *site)
{
    const char *host = r->hostname;

    if (!host || !r->server->server_hostname || strcasecmp(host, r->server->server_hostname) == 0)
        return 1;
    if (is_host_named(r->server->names, host) || is_host_named(site->hosts, host))
        return 1;
    for (int i = 0; r->server->wild_names && i < r->server->wild_names->nelts; i++)
        if (ap_strcasecmp_match(host, APR_ARRAY_IDX(r->server->wild_names, i, const char *)) == 0)
            return 1;
    return 0;
}

static const rehab_language *language_tagged(const rehab_site *site, const char *tag,
                                             apr_size_t length)
{
    for (int i = 0; i < site->spoken->nelts; i++) {
        const rehab_language *language = APR_ARRAY_IDX(site->spoken, i, rehab_language *);
        const char *own = rehab_language_tag(language);

        if (strlen(own) == length && strncasecmp(own, tag, length) == 0)
            return language;
    }
    return NULL;
}

/* Cuts /he off the path; NULL and the path untouched when it begins otherwise. */
static const rehab_language *cut_language(const rehab_site *site, const char **path)
{
    apr_size_t length = strcspn(*path + 1, "/");
    const rehab_language *language = language_tagged(site, *path + 1, length);

    if (language && strncmp(rehab_language_tag(language), *path + 1, length) == 0)
        *path += 1 + length;
    else
        language = NULL;
    return language;
}

/* The language that Accept-Language wants most of those we speak (RFC 9110, 12.5.4). */
static const rehab_language *preferred_language(const request_rec *r, const rehab_site *site)
{
    const char *list = apr_table_get(r->headers_in, "Accept-Language"), *range;
    const rehab_language *best = APR_ARRAY_IDX(site->spoken, 0, rehab_language *);
    int best_weight = 0, weight;

    while (list && rehab_accept_next(r->pool, &list, &range, &weight)) {
        const rehab_language *language = language_tagged(site, range, strcspn(range, "-"));

        if (language && weight > best_weight) {
            best = language;
            best_weight = weight;
        }
    }
    return best;
}

static int redirect(request_rec *r, const rehab_site *site, const char *path, int status)
{
    const char *to = apr_pstrcat(r->pool, site->base, ap_os_escape_path(r->pool, path, 1),
                                 r->args ? "?" : "", r->args ? r->args : "", NULL);

    apr_table_setn(r->headers_out, "Location", to);
    return status;
}

static rehab_exchange *make_exchange(request_rec *r, rehab_config *config)
{
    rehab_exchange *x = apr_pcalloc(r->pool, sizeof *x);

    x->r = r;
    x->config = config;
    x->request = rehab_request_make(rehab_room_pool(r->pool, config->runtime->room), config->site,
                                    config->runtime);
    ap_set_module_config(r->request_config, &rehab_module, x);
    return x;
}

rehab_exchange *rehab_exchange_of(const request_rec *r)
{
    return ap_get_module_config(r->request_config, &rehab_module);
}

/* The suffix of the last segment when it names a format, and the path without it; the front page's
 * own is /.json. */
static const char *cut_format(apr_pool_t *pool, const char *path, const char **stem)
{
    const char *dot = strrchr(path, '.');

    if (!dot || strchr(dot, '/') || (dot[-1] == '/' && dot - 1 != path))
        return NULL;
    for (size_t i = 0; i < sizeof format_names / sizeof format_names[0]; i++)
        if (strcmp(dot + 1, format_names[i]) == 0) {
            *stem = dot - 1 == path ? "/" : apr_pstrmemdup(pool, path, (apr_size_t)(dot - path));
            return format_names[i];
        }
    return NULL;
}

static int page_has_format(const rehab_site *site, const rehab_page *page, const char *format)
{
    return rehab_page_format(page, format) != NULL
           || (site->debug && strcmp(format, "xml") == 0);
}

/* The first format is what the plain address gives: it has no second address. */
static int has_suffix(const rehab_site *site, const rehab_page *page, const char *format)
{
    return page_has_format(site, page, format)
           && (!page->formats->nelts
               || strcmp(APR_ARRAY_IDX(page->formats, 0, rehab_format *)->name, format) != 0);
}

static void take_page(rehab_exchange *x, const rehab_match *match, const char *path,
                      const rehab_language *language, const char *format)
{
    rehab_request *request = x->request;
    const rehab_page *page = match->page;

    request->page = page;
    request->path = path;
    request->variables = match->variables;
    request->language = language;
    request->format = format ? format
                      : page->formats->nelts
                          ? APR_ARRAY_IDX(page->formats, 0, rehab_format *)->name : "html";
    rehab_values_set(request->pool, request->values, "lang", REHAB_TYPE_TEXT,
                     rehab_language_tag(language));
    apr_table_setn(x->r->notes, "rehab-page", page->name);
}

/* OK with the exchange's page set, 405, or DECLINED. */
static int find_page(rehab_exchange *x, const char *path, const rehab_language *language)
{
    request_rec *r = x->r;
    const rehab_site *site = x->config->site;
    int no_language = language == NULL;
    const char *stem = NULL, *format = cut_format(r->pool, path, &stem);
    rehab_match match;

    if (!language)
        language = APR_ARRAY_IDX(site->spoken, 0, rehab_language *);
    if (format && rehab_router_match(r->pool, site->router, r->method, stem, no_language, &match)
        && match.page && has_suffix(site, match.page, format)) {
        take_page(x, &match, stem, language, format);
        return OK;
    }
    if (!rehab_router_match(r->pool, site->router, r->method, path, no_language, &match))
        return DECLINED;
    x->request->language = language;
    if (!match.page) {
        apr_table_setn(r->err_headers_out, "Allow", match.allow);
        return HTTP_METHOD_NOT_ALLOWED;
    }
    take_page(x, &match, path, language, NULL);
    return OK;
}

/* RehabStatic DIR…: the first file that exists; /he/about is he/about.html.  What begins with a dot
 * is an editor's or a tool's. */
static int find_static(request_rec *r, const rehab_site *site, const char *path)
{
    if (strstr(path, "/."))
        return DECLINED;
    for (int i = 0; i < site->statics->nelts; i++) {
        const char *directory = APR_ARRAY_IDX(site->statics, i, const char *);

        for (int with_html = 0; with_html < 2; with_html++) {
            apr_finfo_t found;
            char *file;
            const char *name = apr_pstrcat(r->pool, path + 1, with_html ? ".html" : "", NULL);

            if (apr_filepath_merge(&file, directory, name,
                                   APR_FILEPATH_NOTABOVEROOT | APR_FILEPATH_SECUREROOT, r->pool)
                    == APR_SUCCESS
                && apr_stat(&found, file, APR_FINFO_TYPE, r->pool) == APR_SUCCESS
                && found.filetype == APR_REG) {
                r->filename = file;
                apr_table_setn(r->notes, "rehab-page", "static");
                return OK;
            }
        }
    }
    return DECLINED;
}

/* 1 when a page or a file answers this address, as /he/jobs; the error page is nobody's address. */
static int is_address(request_rec *r, const rehab_site *site, const char *tag, const char *path)
{
    const char *filename = r->filename, *stem = path;
    rehab_match match;
    int found;

    if (strncmp(path, "/error/", 7) == 0)
        return 0;
    cut_format(r->pool, path, &stem);
    found = rehab_router_match(r->pool, site->router, "GET", stem, 0, &match)
            || find_static(r, site, apr_pstrcat(r->pool, "/", tag, path, NULL)) == OK;
    r->filename = apr_pstrdup(r->pool, filename);
    return found;
}

/* An address without a language: the visitor's own choice, never kept.  With a final slash: the one
 * true form. */
static int find_true_form(rehab_exchange *x, const char *path, const rehab_language *language)
{
    request_rec *r = x->r;
    const rehab_site *site = x->config->site;
    apr_size_t length = strlen(path);
    int has_slash = length > 1 && path[length - 1] == '/';
    const char *true_path = apr_pstrmemdup(r->pool, path, length - (apr_size_t)has_slash);
    const char *tag = rehab_language_tag(language ? language : preferred_language(r, site));

    if (r->method_number != M_GET || (language && !has_slash)
        || !is_address(r, site, tag, true_path))
        return DECLINED;
    if (!language) {
        apr_table_setn(r->err_headers_out, "Vary", "Accept-Language");
        apr_table_setn(r->err_headers_out, "Cache-Control", "no-store");
    }
    return redirect(r, site, apr_pstrcat(r->pool, "/", tag, true_path, NULL),
                    language ? HTTP_MOVED_PERMANENTLY : HTTP_MOVED_TEMPORARILY);
}

/* The page behind ErrorDocument speaks the language and format of the address that failed. */
static void inherit_language(rehab_exchange *x)
{
    const rehab_exchange *failed = NULL;

    for (const request_rec *r = x->r->prev; r && !failed; r = r->prev)
        failed = rehab_exchange_of(r);
    if (!failed || !failed->request->language)
        return;
    /* The access line names the page that failed. */
    if (failed->request->page)
        apr_table_setn(x->r->notes, "rehab-page", failed->request->page->name);
    x->request->language = failed->request->language;
    rehab_values_set(x->request->pool, x->request->values, "lang", REHAB_TYPE_TEXT,
                     rehab_language_tag(x->request->language));
    if (failed->request->format && page_has_format(x->config->site, x->request->page,
                                                   failed->request->format))
        x->request->format = failed->request->format;
    else if (failed->request->format && rehab_page_format(x->request->page, "txt")
             && (strcmp(failed->request->format, "csv") == 0
                 || strcmp(failed->request->format, "ics") == 0))
        x->request->format = "txt";
}

/* Below a prefix the host's own ErrorDocument is not ours to set; our addresses have our page. */
static void set_error_pages(request_rec *r, const rehab_site *site)
{
    static const int statuses[] = { 400, 401, 403, 404, 405, 406, 409, 410, 412, 413, 414, 415, 417,
                                    421, 422, 431, 500, 501, 503 };

    for (size_t i = 0; *site->base && i < sizeof statuses / sizeof statuses[0]; i++)
        ap_custom_response(r, statuses[i], apr_psprintf(r->pool, "%s/error/%d", site->base,
                                                        statuses[i]));
}

int rehab_translate(request_rec *r)
{
    rehab_config *config = rehab_config_of(r->server);
    const rehab_site *site = config->site;
    const rehab_language *language;
    const char *path;
    rehab_exchange *x;
    int status;

    if (config->engine != 1 || !(path = below_base(site, r->uri)))
        return DECLINED;
    if (!r->prev)
        set_error_pages(r, site);
    if (!r->prev && !is_known_host(r, site)) {
        ap_log_rerror(APLOG_MARK, APLOG_INFO, 0, r,
                      "a host that is not ours; see ServerAlias and RehabHosts");
        return HTTP_MISDIRECTED_REQUEST;
    }
    x = make_exchange(r, config);
    language = cut_language(site, &path);
    x->request->language = language;
    if (language && !*path)
        return redirect(r, site, apr_pstrcat(r->pool, "/", rehab_language_tag(language), "/", NULL),
                        HTTP_MOVED_PERMANENTLY);
    status = r->prev && !language ? DECLINED : find_page(x, path, language);
    /* ErrorDocument's own address has no language: it takes the failed one's. */
    if (status == DECLINED && r->prev && !language)
        status = find_page(x, path, APR_ARRAY_IDX(site->spoken, 0, rehab_language *));
    if (status == DECLINED && r->prev && !language)
        status = find_page(x, path, NULL);
    if (status == OK) {
        if (r->prev)
            inherit_language(x);
        r->filename = apr_pstrdup(r->pool, r->uri);
        return OK;
    }
    if (status == DECLINED && find_static(r, site, language
            ? apr_pstrcat(r->pool, "/", rehab_language_tag(language), path, NULL) : path) == OK) {
        /* A browser asks whether it changed, unless the host's Header says for how long it need
         * not: a new telephone number must not wait for somebody's cache. */
        apr_table_setn(r->headers_out, "Cache-Control",
                       strstr(r->filename, ".html") && rehab_visitor_has_cookie(x)
                           ? "no-store" : "no-cache");
        return OK;
    }
    return status == DECLINED ? find_true_form(x, path, language) : status;
}

int rehab_map_to_storage(request_rec *r)
{
    rehab_exchange *x = rehab_exchange_of(r);

    if (!x || !x->request->page)
        return DECLINED;
    r->handler = "rehab";
    return OK;
}
