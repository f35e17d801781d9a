/* body.c: in go the bytes of a POST, out come its fields.  Reads at most RehabMaxBody. */
#include <apr_strings.h>
#include <http_protocol.h>
#include <http_request.h>
#include <util_filter.h>

#include "buffer.h"
#include "exchange.h"

static rehab_fault *too_large(rehab_exchange *x)
{
    return rehab_fault_make(x->r->pool, REHAB_TOO_LARGE, "fault.large",
                            "%s: a body of more than %d bytes (RehabMaxBody)",
                            x->request->page->name, x->config->max_body);
}

static rehab_fault *broken_off(rehab_exchange *x, int status)
{
    return rehab_fault_make(x->r->pool, status == HTTP_REQUEST_ENTITY_TOO_LARGE ? REHAB_TOO_LARGE
                                                                                : REHAB_BAD_REQUEST,
                            status == HTTP_REQUEST_ENTITY_TOO_LARGE ? "fault.large" : "fault.form",
                            "%s: the body ended early", x->request->page->name);
}

/* One brigade of input into bytes; *end is set by the end of the body. */
static rehab_fault *take_buckets(rehab_exchange *x, apr_bucket_brigade *brigade,
                                 rehab_buffer *body, int *end)
{
    for (apr_bucket *bucket = APR_BRIGADE_FIRST(brigade);
         bucket != APR_BRIGADE_SENTINEL(brigade); bucket = APR_BUCKET_NEXT(bucket)) {
        const char *data;
        apr_size_t size;

        if (APR_BUCKET_IS_EOS(bucket)) {
            *end = 1;
            return NULL;
        }
        if (APR_BUCKET_IS_METADATA(bucket))
            continue;
        if (apr_bucket_read(bucket, &data, &size, APR_BLOCK_READ) != APR_SUCCESS)
            return broken_off(x, HTTP_BAD_REQUEST);
        if (body->length + size > (apr_size_t)x->config->max_body)
            return too_large(x);
        rehab_buffer_bytes(body, data, size);
    }
    return NULL;
}

static rehab_fault *read_body(rehab_exchange *x, rehab_buffer *body)
{
    request_rec *r = x->r;
    apr_bucket_brigade *brigade = apr_brigade_create(r->pool, r->connection->bucket_alloc);
    rehab_fault *fault = NULL;
    int end = 0;

    while (!fault && !end) {
        apr_status_t status = ap_get_brigade(r->input_filters, brigade, AP_MODE_READBYTES,
                                             APR_BLOCK_READ, HUGE_STRING_LEN);

        if (status != APR_SUCCESS)
            return broken_off(x, ap_map_http_request_error(status, HTTP_BAD_REQUEST));
        fault = take_buckets(x, brigade, body, &end);
        apr_brigade_cleanup(brigade);
    }
    return fault;
}

/* What the client says that it will send: when that is too much, it need not begin.  httpd has
 * refused a length that is no number; chunks have none. */
static int is_said_to_be_too_large(const rehab_exchange *x)
{
    const char *said = apr_table_get(x->r->headers_in, "Content-Length");

    return said && apr_atoi64(said) > x->config->max_body;
}

rehab_fault *rehab_read_fields(rehab_exchange *x, apr_array_header_t **fields)
{
    request_rec *r = x->r;
    rehab_form_limits limits = x->config->site->limits;
    apr_pool_t *pool = x->request->pool;
    rehab_buffer body;
    rehab_fault *fault;

    if (r->method_number != M_POST)
        return rehab_form_query(pool, r->args, &limits, fields);
    if (is_said_to_be_too_large(x))
        return too_large(x);
    /* It grows with what has come: most forms are small, and a length that is said costs nothing. */
    rehab_buffer_start(pool, &body);
    fault = read_body(x, &body);
    return fault ? fault
                 : rehab_form_body(pool, apr_table_get(r->headers_in, "Content-Type"), body.bytes,
                                   body.length, &limits, fields);
}
