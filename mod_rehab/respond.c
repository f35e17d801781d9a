/* respond.c: in go finished bytes, out go headers and bytes.  By now the connection to the database
 * is back in its pool, so a slow reader holds nothing but memory. */
#include <apr_strings.h>
#include <http_core.h>
#include <http_protocol.h>
#include <http_request.h>
#include <sodium.h>
#include <string.h>

#include "accept.h"
#include "exchange.h"
#include "gzip.h"
#include "kept.h"

enum { FAST = 1 };

static const char content_policy[] =
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";

void rehab_security_headers(request_rec *r)
{
    const rehab_config *config = rehab_config_of(r->server);
    apr_table_t *headers = r->err_headers_out;
    /* A request line that was too long to read has no address. */
    const char *uri = r->uri ? r->uri : "/";
    apr_size_t base;

    if (config->engine != 1)
        return;
    base = strlen(config->site->base);
    if (strncmp(uri, config->site->base, base) != 0 || (uri[base] && uri[base] != '/'))
        return;
    apr_table_setn(headers, "Content-Security-Policy", content_policy);
    apr_table_setn(headers, "X-Content-Type-Options", "nosniff");
    apr_table_setn(headers, "X-Frame-Options", "DENY");
    apr_table_setn(headers, "Referrer-Policy", "same-origin");
    apr_table_setn(headers, "Cross-Origin-Opener-Policy", "same-origin");
    apr_table_setn(headers, "Cross-Origin-Resource-Policy", "same-origin");
    /* httpd adds headers_out beside err_headers_out: ours must be the only ones. */
    apr_table_unset(r->headers_out, "Content-Security-Policy");
    apr_table_unset(r->headers_out, "Referrer-Policy");
}

/* 1 for a page that anybody may see and that carries nothing of one visitor. */
static int is_public(const rehab_exchange *x)
{
    const rehab_request *request = x->request;

    return request->status == HTTP_OK && !request->page->offers_post
           && (request->page->roles & (unsigned)REHAB_VISITOR) && !request->page->audit_verb
           && !request->fault && !request->session && !request->visit.new_token;
}

static const char *make_etag(const rehab_exchange *x)
{
    unsigned char digest[16];
    char hex[sizeof digest * 2 + 1];

    crypto_generichash(digest, sizeof digest, (const unsigned char *)x->request->bytes,
                       x->request->length, NULL, 0);
    sodium_bin2hex(hex, sizeof hex, digest, sizeof digest);
    return apr_pstrcat(x->r->pool, "\"", hex, x->compressed ? "-g" : "", "\"", NULL);
}

int rehab_accepts_gzip(request_rec *r)
{
    const char *list = apr_table_get(r->headers_in, "Accept-Encoding");

    return list && rehab_accept_weight(r->pool, list, "gzip") > 0;
}

/* Leaves the body as it is when zlib cannot. */
static void compress_body(rehab_exchange *x)
{
    apr_size_t length;
    const char *packed = rehab_gzip(x->request->pool, x->request->runtime->room, x->request->bytes,
                                    x->request->length, FAST,
                                    &length);

    if (!packed)
        return;
    x->body = packed;
    x->body_length = length;
    x->compressed = 1;
}

/* The form of a kept page that this visitor takes; its body is NULL where he has it already. */
static void choose_body(rehab_exchange *x)
{
    const rehab_kept *kept = x->kept;

    x->compressed = kept->gzip_length && rehab_accepts_gzip(x->r);
    x->body = x->compressed ? kept->gzip : kept->plain;
    x->body_length = x->compressed ? kept->gzip_length : kept->plain_length;
}

static void set_headers(rehab_exchange *x)
{
    request_rec *r = x->r;
    rehab_request *request = x->request;
    apr_table_t *headers = r->headers_out;

    ap_set_content_type(r, request->media_type);
    if (!request->page->no_language)
        apr_table_setn(headers, "Content-Language", rehab_language_tag(request->language));
    /* We compress ourselves: mod_deflate would break the ETag and compress what must not be. */
    apr_table_setn(r->subprocess_env, "no-gzip", "1");
    apr_table_setn(r->subprocess_env, "no-brotli", "1");
    if (is_public(x)) {
        apr_table_setn(headers, "Cache-Control", "no-cache");
        apr_table_mergen(headers, "Vary", "Accept-Encoding");
    } else {
        apr_table_setn(headers, "Cache-Control", "no-store");
    }
    if (strcmp(request->format, "csv") == 0)
        apr_table_setn(headers, "Content-Disposition", "attachment");
}

static int send_body(rehab_exchange *x)
{
    request_rec *r = x->r;
    apr_bucket_brigade *brigade = apr_brigade_create(r->pool, r->connection->bucket_alloc);

    ap_set_content_length(r, (apr_off_t)x->body_length);
    APR_BRIGADE_INSERT_TAIL(brigade, apr_bucket_pool_create(x->body, x->body_length,
                                                            x->request->pool,
                                                            r->connection->bucket_alloc));
    APR_BRIGADE_INSERT_TAIL(brigade, apr_bucket_eos_create(r->connection->bucket_alloc));
    return ap_pass_brigade(r->output_filters, brigade) == APR_SUCCESS ? OK : AP_FILTER_ERROR;
}

int rehab_respond(rehab_exchange *x)
{
    request_rec *r = x->r;
    rehab_request *request = x->request;

    x->body = request->bytes;
    x->body_length = request->length;
    r->status = request->status;
    set_headers(x);
    if (is_public(x)) {
        int status;

        if (x->kept)
            choose_body(x);
        else if (request->length >= REHAB_GZIP_FROM && rehab_accepts_gzip(r))
            compress_body(x);
        apr_table_setn(r->headers_out, "ETag", x->kept ? rehab_kept_etag(r->pool, x->kept, x->compressed)
                                                       : make_etag(x));
        if ((status = ap_meets_conditions(r)) != OK)
            return status;
        if (x->compressed)
            apr_table_setn(r->headers_out, "Content-Encoding", "gzip");
    }
    return send_body(x);
}

const char *rehab_address(const rehab_exchange *x, const char *path)
{
    if (!x->request->language || (x->request->page && x->request->page->no_language))
        return apr_pstrcat(x->r->pool, x->config->site->base, path, NULL);
    return apr_pstrcat(x->r->pool, x->config->site->base, "/",
                       rehab_language_tag(x->request->language), path, NULL);
}

int rehab_see_other(rehab_exchange *x)
{
    apr_table_setn(x->r->headers_out, "Location", x->request->address
                       ? x->request->address : rehab_address(x, x->request->location));
    /* httpd drops headers_out, all but the Location, when it writes a redirect. */
    apr_table_setn(x->r->err_headers_out, "Cache-Control", "no-store");
    return HTTP_SEE_OTHER;
}
