/* The first line of the input is a Content-Type, the rest a body: whatever is read keeps the limits
 * and was sent as it stands. */
#include "form.h"

#include "fuzz.h"

static const rehab_form_limits limits = { .fields = 8, .name = 32, .value = 256, .total = 8192 };

static void check_field(const rehab_field *field, const char *body, size_t length)
{
    promise(strlen(field->name) <= limits.name && field->length <= limits.value,
            "name and value within the limits");
    promise(is_utf8(field->name), "a name is UTF-8");
    promise(field->bytes[field->length] == '\0', "a NUL at the end");
    promise(field->file_name || strlen(field->bytes) == field->length, "NUL in files only");
    promise(!field->file_name || is_utf8(field->file_name), "a file name is UTF-8");
    promise(!field->media_type || strchr(field->media_type, '/'), "a media type has two parts");
    if (field->file_name)
        promise(!field->length || memmem(body, length, field->bytes, field->length) != NULL,
                "a file is as it was sent");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *newline = memchr(data, '\n', size);
    size_t head = newline ? (size_t)(newline - data) : size;
    size_t length = newline ? size - head - 1 : 0;
    apr_pool_t *pool = open_pool();
    char *type = exact_text(data, head), *body = exact_bytes(newline ? newline + 1 : data, length);
    apr_array_header_t *fields;
    rehab_fault *fault = rehab_form_body(pool, type, body, length, &limits, &fields);

    if (fault) {
        promise(fault->status == 400 || fault->status == 413 || fault->status == 415,
                "refused as broken, too large or of another type");
    } else {
        promise(fields->nelts <= limits.fields, "no more fields than the limit");
        for (int i = 0; i < fields->nelts; i++)
            check_field(&APR_ARRAY_IDX(fields, i, rehab_field), body, length);
    }
    free(type);
    free(body);
    apr_pool_destroy(pool);
    return 0;
}
