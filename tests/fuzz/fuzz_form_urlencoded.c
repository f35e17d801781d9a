/* The input is a body: whatever is read keeps the limits, and written again reads the same. */
#include "form.h"

#include <apr_strings.h>

#include "fuzz.h"

static const char type[] = "application/x-www-form-urlencoded";
static const rehab_form_limits limits = { .fields = 32, .name = 64, .value = 512, .total = 8192 };
static const rehab_form_limits wide = { .fields = 32, .name = 64, .value = 512, .total = 65536 };

static const char *percent(apr_pool_t *pool, const char *bytes, size_t length)
{
    char *text = apr_palloc(pool, 3 * length + 1);

    for (size_t i = 0; i < length; i++)
        apr_snprintf(text + 3 * i, 4, "%%%02x", (unsigned)(unsigned char)bytes[i]);
    text[3 * length] = '\0';
    return text;
}

static const char *write_again(apr_pool_t *pool, const apr_array_header_t *fields)
{
    const char *body = "";

    for (int i = 0; i < fields->nelts; i++) {
        const rehab_field *field = &APR_ARRAY_IDX(fields, i, rehab_field);

        body = apr_pstrcat(pool, body, i ? "&" : "",
                           percent(pool, field->name, strlen(field->name)), "=",
                           percent(pool, field->bytes, field->length), NULL);
    }
    return body;
}

static void check_fields(const apr_array_header_t *fields)
{
    promise(fields->nelts <= limits.fields, "no more fields than the limit");
    for (int i = 0; i < fields->nelts; i++) {
        const rehab_field *field = &APR_ARRAY_IDX(fields, i, rehab_field);

        promise(strlen(field->name) <= limits.name && field->length <= limits.value,
                "name and value within the limits");
        promise(is_utf8(field->name), "a name is UTF-8");
        promise(strlen(field->bytes) == field->length, "no NUL, and one at the end");
        promise(!field->file_name && !field->media_type, "no files");
    }
}

static void check_same(const apr_array_header_t *one, const apr_array_header_t *other)
{
    promise(one->nelts == other->nelts, "as many fields again");
    for (int i = 0; i < one->nelts; i++) {
        promise(!strcmp(APR_ARRAY_IDX(one, i, rehab_field).name,
                        APR_ARRAY_IDX(other, i, rehab_field).name)
                && !strcmp(APR_ARRAY_IDX(one, i, rehab_field).bytes,
                           APR_ARRAY_IDX(other, i, rehab_field).bytes), "the same field again");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    apr_pool_t *pool = open_pool();
    char *body = exact_bytes(data, size), *query = exact_text(data, size);
    apr_array_header_t *fields, *again;
    rehab_fault *fault = rehab_form_body(pool, type, body, size, &limits, &fields);

    free(body);
    if (fault) {
        promise(fault->status == 400 || fault->status == 413, "refused as broken or too large");
    } else {
        const char *text = write_again(pool, fields);

        check_fields(fields);
        promise(!rehab_form_body(pool, type, text, strlen(text), &wide, &again),
                "what was written again is read");
        check_same(fields, again);
        if (strlen(query) == size) {
            promise(!rehab_form_query(pool, query, &limits, &again), "a query reads the same");
            check_same(fields, again);
        }
    }
    free(query);
    apr_pool_destroy(pool);
    return 0;
}
