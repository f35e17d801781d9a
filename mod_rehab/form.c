/* form.c: in goes a body or a query string as bytes, out comes an array of rehab_field.
 * Each byte is read once or twice; nothing is allocated that is larger than what was sent. */
#include "form.h"

#include <apr_cstr.h>
#include <apr_lib.h>
#include <apr_strings.h>
#include <string.h>

enum { BOUNDARY_MAX = 70 };

rehab_fault *rehab_form_broken(apr_pool_t *pool, const char *cause)
{
    return rehab_fault_make(pool, REHAB_BAD_REQUEST, "fault.form", "form: %s", cause);
}

rehab_fault *rehab_form_large(apr_pool_t *pool, const char *cause)
{
    return rehab_fault_make(pool, REHAB_TOO_LARGE, "fault.large", "form: %s", cause);
}

rehab_fault *rehab_form_media(apr_pool_t *pool, const char *cause)
{
    return rehab_fault_make(pool, REHAB_MEDIA_TYPE, "fault.media", "form: %s", cause);
}

/* How many bytes follow this first byte of a character; -1 when it is none. */
static int bytes_after(unsigned char first)
{
    if (first < 0x80)
        return 0;
    if (first >= 0xC2 && first <= 0xDF)
        return 1;
    if (first >= 0xE0 && first <= 0xEF)
        return 2;
    return first >= 0xF0 && first <= 0xF4 ? 3 : -1;
}

static int is_utf8(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;

    while (*at) {
        unsigned char first = *at++;
        int more = bytes_after(first);

        /* Longer than need be, a surrogate, or beyond U+10FFFF. */
        if (more < 0 || (first == 0xE0 && *at < 0xA0) || (first == 0xED && *at > 0x9F)
            || (first == 0xF0 && *at < 0x90) || (first == 0xF4 && *at > 0x8F))
            return 0;
        for (; more > 0; more--) {
            if ((*at++ & 0xC0) != 0x80)
                return 0;
        }
    }
    return 1;
}

rehab_fault *rehab_form_add(apr_pool_t *pool, const rehab_form_limits *limits,
                            const rehab_field *field, apr_array_header_t *fields)
{
    if (fields->nelts >= limits->fields)
        return rehab_form_large(pool, "more fields than are read");
    if (strlen(field->name) > limits->name)
        return rehab_form_large(pool, "a name longer than is read");
    if (field->length > limits->value)
        return rehab_form_large(pool, "a value longer than is read");
    if (!is_utf8(field->name))
        return rehab_form_broken(pool, "a name that is no UTF-8");
    if (field->file_name && !is_utf8(field->file_name))
        return rehab_form_broken(pool, "a file name that is no UTF-8");
    APR_ARRAY_PUSH(fields, rehab_field) = *field;
    return NULL;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* Takes off + and %xx.  Returns NULL, or what is wrong. */
static const char *decode(apr_pool_t *pool, const char *bytes, apr_size_t length,
                          const char **text, apr_size_t *text_length)
{
    char *decoded = apr_palloc(pool, length + 1);
    apr_size_t n = 0;

    for (apr_size_t i = 0; i < length; i++) {
        char c = bytes[i];

        if (c == '+') {
            c = ' ';
        } else if (c == '%') {
            int high = length - i > 2 ? hex_digit(bytes[i + 1]) : -1;
            int low = length - i > 2 ? hex_digit(bytes[i + 2]) : -1;

            if (high < 0 || low < 0)
                return "a % without two hexadecimal digits";
            c = (char)(high * 16 + low);
            i += 2;
        }
        if (c == '\0')
            return "a NUL";
        decoded[n++] = c;
    }
    decoded[n] = '\0';
    *text = decoded;
    *text_length = n;
    return NULL;
}

static rehab_fault *add_pair(apr_pool_t *pool, const char *pair, apr_size_t length,
                             const rehab_form_limits *limits, apr_array_header_t *fields)
{
    const char *equals = memchr(pair, '=', length);
    apr_size_t name_length = equals ? (apr_size_t)(equals - pair) : length;
    apr_size_t value_length = equals ? length - name_length - 1 : 0;
    apr_size_t decoded_length;
    rehab_field field = { 0 };
    const char *wrong = decode(pool, pair, name_length, &field.name, &decoded_length);

    if (!wrong)
        wrong = decode(pool, equals ? equals + 1 : "", value_length, &field.bytes, &field.length);
    if (wrong)
        return rehab_form_broken(pool, wrong);
    return rehab_form_add(pool, limits, &field, fields);
}

static rehab_fault *read_pairs(apr_pool_t *pool, const char *bytes, apr_size_t length,
                               const rehab_form_limits *limits, apr_array_header_t *fields)
{
    const char *end = bytes + length;

    while (bytes < end) {
        const char *ampersand = memchr(bytes, '&', (apr_size_t)(end - bytes));
        const char *stop = ampersand ? ampersand : end;

        if (stop > bytes) {
            rehab_fault *fault = add_pair(pool, bytes, (apr_size_t)(stop - bytes), limits, fields);
            if (fault)
                return fault;
        }
        bytes = ampersand ? ampersand + 1 : end;
    }
    return NULL;
}

rehab_fault *rehab_form_query(apr_pool_t *pool, const char *query,
                              const rehab_form_limits *limits, apr_array_header_t **fields)
{
    apr_size_t length = query ? strlen(query) : 0;

    *fields = apr_array_make(pool, 8, sizeof(rehab_field));
    if (length > limits->total)
        return rehab_form_large(pool, "a query string longer than is read");
    return length ? read_pairs(pool, query, length, limits, *fields) : NULL;
}

/* A character that RFC 9110 allows in the name of a parameter. */
static int is_token(char c)
{
    return apr_isalnum(c) || (c && strchr("!#$%&'*+-.^_`|~", c));
}

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t");
}

/* The text between quotes; *cursor is at the first one and comes to stand behind the last.
 * Browsers write a backslash as it is, others before " and \ only, so only those two are taken
 * off.  NULL when the last quote is missing. */
static const char *unquote(apr_pool_t *pool, const char **cursor)
{
    const char *first = *cursor + 1, *last = first;
    char *text, *out;

    while (*last && *last != '"')
        last += last[0] == '\\' && (last[1] == '"' || last[1] == '\\') ? 2 : 1;
    if (!*last)
        return NULL;
    out = text = apr_palloc(pool, (apr_size_t)(last - first) + 1);
    while (first < last) {
        if (first[0] == '\\' && (first[1] == '"' || first[1] == '\\'))
            first++;
        *out++ = *first++;
    }
    *out = '\0';
    *cursor = last + 1;
    return text;
}

int rehab_form_parameter(apr_pool_t *pool, const char **cursor, const char **name,
                         const char **value)
{
    const char *at = skip_blanks(*cursor), *start;

    if (!*at)
        return 0;
    if (*at != ';')
        return -1;
    while (*at == ';')
        at = skip_blanks(at + 1);
    for (start = at; is_token(*at);)
        at++;
    if (at == start)
        return *at ? -1 : 0;
    if (*at != '=')
        return -1;
    *name = apr_pstrmemdup(pool, start, (apr_size_t)(at - start));
    for (char *c = (char *)*name; *c; c++)
        *c = (char)apr_tolower(*c);
    at++;
    if (*at == '"') {
        *value = unquote(pool, &at);
    } else {
        apr_size_t length = strcspn(at, "; \t");

        *value = apr_pstrmemdup(pool, at, length);
        at += length;
    }
    *cursor = at;
    return *value ? 1 : -1;
}

/* RFC 2046, 5.1.1. */
static int is_boundary(const char *text)
{
    apr_size_t length = strlen(text);

    if (length < 1 || length > BOUNDARY_MAX || text[length - 1] == ' ')
        return 0;
    for (; *text; text++) {
        if (!apr_isalnum(*text) && !strchr("'()+_,-./:=? ", *text))
            return 0;
    }
    return 1;
}

/* Reads the parameters of Content-Type; *boundary is NULL where there is none. */
static rehab_fault *read_parameters(apr_pool_t *pool, const char *cursor, const char **boundary)
{
    const char *name, *value;
    int found;

    *boundary = NULL;
    while ((found = rehab_form_parameter(pool, &cursor, &name, &value)) > 0) {
        if (!strcmp(name, "charset")) {
            if (apr_cstr_casecmp(value, "utf-8") != 0 && apr_cstr_casecmp(value, "us-ascii") != 0)
                return rehab_form_media(pool, "a charset that is not UTF-8");
        } else if (!strcmp(name, "boundary")) {
            if (*boundary)
                return rehab_form_broken(pool, "two boundaries in Content-Type");
            if (!is_boundary(value))
                return rehab_form_broken(pool, "a boundary that is none");
            *boundary = value;
        }
    }
    return found < 0 ? rehab_form_broken(pool, "a broken Content-Type") : NULL;
}

rehab_fault *rehab_form_body(apr_pool_t *pool, const char *content_type, const char *bytes,
                             apr_size_t length, const rehab_form_limits *limits,
                             apr_array_header_t **fields)
{
    const char *type, *parameters, *boundary;
    rehab_fault *fault;

    *fields = apr_array_make(pool, 8, sizeof(rehab_field));
    if (length > limits->total)
        return rehab_form_large(pool, "a body longer than is read");
    content_type = skip_blanks(content_type ? content_type : "");
    if (!*content_type && length == 0)
        return NULL;
    parameters = content_type + strcspn(content_type, "; \t");
    type = apr_pstrmemdup(pool, content_type, (apr_size_t)(parameters - content_type));
    if (apr_cstr_casecmp(type, "application/x-www-form-urlencoded") != 0
        && apr_cstr_casecmp(type, "multipart/form-data") != 0)
        return rehab_form_media(pool, "a Content-Type that is no form");
    fault = read_parameters(pool, parameters, &boundary);
    if (fault || length == 0)
        return fault;
    if (apr_cstr_casecmp(type, "multipart/form-data") != 0)
        return read_pairs(pool, bytes, length, limits, *fields);
    if (!boundary)
        return rehab_form_broken(pool, "multipart without a boundary");
    return rehab_form_multipart(pool, boundary, bytes, length, limits, *fields);
}
