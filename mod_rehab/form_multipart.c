/* form_multipart.c: in goes a multipart/form-data body (RFC 7578), out come its fields.
 * Lines end in CR LF; what a lenient reader would guess at is refused. */
#include "form.h"

#include <apr_cstr.h>
#include <apr_lib.h>
#include <apr_strings.h>
#include <string.h>

enum { HEADERS_MAX = 4096, HEADER_LINES_MAX = 16 };

/* The whole body, and "--BOUNDARY". */
typedef struct body {
    const char *bytes, *end;
    const char *dashes;
    apr_size_t dashes_length;
} body;

/* What the headers of one part say. */
typedef struct part {
    const char *name, *file_name, *media_type;
    int has_disposition, has_encoding;
} part;

static apr_size_t left(const char *from, const char *end)
{
    return (apr_size_t)(end - from);
}

static int starts_with(const char *at, const char *end, const char *text, apr_size_t length)
{
    return left(at, end) >= length && !memcmp(at, text, length);
}

/* The next line that begins with the dashes, from the beginning of a line on; NULL for none. */
static const char *find_delimiter(const body *whole, const char *line)
{
    while (line) {
        if (starts_with(line, whole->end, whole->dashes, whole->dashes_length))
            return line;
        line = memchr(line, '\n', left(line, whole->end));
        line = line ? line + 1 : NULL;
    }
    return NULL;
}

/* Reads the delimiter line at `line`: where the next line begins, and whether it was the last
 * delimiter.  NULL when it is not ended as it must be. */
static const char *read_delimiter(const body *whole, const char *line, int *last)
{
    const char *at = line + whole->dashes_length;

    if (line != whole->bytes && (left(whole->bytes, line) < 2 || line[-2] != '\r'))
        return NULL;
    *last = starts_with(at, whole->end, "--", 2);
    if (*last)
        at += 2;
    while (at < whole->end && (*at == ' ' || *at == '\t'))
        at++;
    if (starts_with(at, whole->end, "\r\n", 2))
        return at + 2;
    return *last && at == whole->end ? at : NULL;
}

/* Browsers write a quote inside quotes as %22. */
static const char *quotes_back(apr_pool_t *pool, const char *text)
{
    char *copy = apr_pstrdup(pool, text), *out = copy;

    for (const char *at = copy; *at; out++) {
        int quote = !strncmp(at, "%22", 3);

        *out = *at;
        if (quote)
            *out = '"';
        at += quote ? 3 : 1;
    }
    *out = '\0';
    return copy;
}

static const char *read_disposition(apr_pool_t *pool, const char *value, part *p)
{
    apr_size_t length = strcspn(value, "; \t");
    const char *name, *said;
    int found;

    if (p->has_disposition++)
        return "a part with two Content-Disposition";
    if (length != 9 || apr_cstr_casecmpn(value, "form-data", 9) != 0)
        return "a part that is no form-data";
    value += length;
    while ((found = rehab_form_parameter(pool, &value, &name, &said)) > 0) {
        const char **slot = !strcmp(name, "name") ? &p->name
                          : !strcmp(name, "filename") ? &p->file_name : NULL;
        if (slot && *slot)
            return "a part with two names";
        if (slot)
            *slot = quotes_back(pool, said);
    }
    return found < 0 ? "a broken Content-Disposition" : NULL;
}

/* Type and subtype in lower case, without parameters. */
static const char *read_media_type(apr_pool_t *pool, const char *value, part *p)
{
    char *type = apr_pstrmemdup(pool, value, strcspn(value, "; \t"));
    int slashes = 0;

    if (p->media_type)
        return "a part with two Content-Type";
    for (char *c = type; *c; c++) {
        slashes += *c == '/';
        if (*c != '/' && !apr_isalnum(*c) && !strchr("!#$&-^_.+", *c))
            return "a part with a broken Content-Type";
        *c = (char)apr_tolower(*c);
    }
    if (slashes != 1 || *type == '/' || type[strlen(type) - 1] == '/')
        return "a part with a broken Content-Type";
    p->media_type = type;
    return NULL;
}

static int is_plain_encoding(const char *value)
{
    return !apr_cstr_casecmp(value, "7bit") || !apr_cstr_casecmp(value, "8bit")
        || !apr_cstr_casecmp(value, "binary");
}

static rehab_fault *read_header(apr_pool_t *pool, const char *line, apr_size_t length, part *p)
{
    const char *colon = memchr(line, ':', length), *name, *wrong = NULL;
    char *value;

    for (apr_size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)line[i];

        if ((c < 0x20 && c != '\t') || c == 0x7F)
            return rehab_form_broken(pool, "a control character in the headers of a part");
    }
    if (!colon || colon == line || *line == ' ' || *line == '\t')
        return rehab_form_broken(pool, "a broken header of a part");
    name = apr_pstrmemdup(pool, line, left(line, colon));
    colon++;
    while (colon < line + length && (*colon == ' ' || *colon == '\t'))
        colon++;
    value = apr_pstrmemdup(pool, colon, left(colon, line + length));
    for (char *end = value + strlen(value); end > value && (end[-1] == ' ' || end[-1] == '\t');)
        *--end = '\0';
    if (!apr_cstr_casecmp(name, "Content-Disposition"))
        wrong = read_disposition(pool, value, p);
    else if (!apr_cstr_casecmp(name, "Content-Type"))
        wrong = read_media_type(pool, value, p);
    else if (!apr_cstr_casecmp(name, "Content-Transfer-Encoding") && !is_plain_encoding(value))
        return rehab_form_media(pool, "a part in a transfer encoding");
    return wrong ? rehab_form_broken(pool, wrong) : NULL;
}

/* Reads the headers of the part from `at` to `end`; *content is where its value begins. */
static rehab_fault *read_headers(apr_pool_t *pool, const char *at, const char *end, part *p,
                                 const char **content)
{
    const char *first = at;

    for (int lines = 0; lines <= HEADER_LINES_MAX; lines++) {
        const char *newline = memchr(at, '\n', left(at, end));
        rehab_fault *fault;

        if (left(first, newline ? newline : end) > HEADERS_MAX)
            return rehab_form_large(pool, "the headers of a part are longer than is read");
        if (!newline || newline == at || newline[-1] != '\r')
            return rehab_form_broken(pool, "the headers of a part do not end in CR LF");
        if (newline == at + 1) {
            *content = newline + 1;
            return NULL;
        }
        fault = read_header(pool, at, left(at, newline - 1), p);
        if (fault)
            return fault;
        at = newline + 1;
    }
    return rehab_form_large(pool, "a part with more headers than are read");
}

static rehab_fault *add_part(apr_pool_t *pool, const char *at, const char *end,
                             const rehab_form_limits *limits, apr_array_header_t *fields)
{
    part p = { 0 };
    const char *content = at;
    rehab_field field = { 0 };
    rehab_fault *fault = read_headers(pool, at, end, &p, &content);

    if (fault)
        return fault;
    if (!p.name)
        return rehab_form_broken(pool, "a part without a name");
    field.name = p.name;
    field.file_name = p.file_name;
    field.media_type = p.media_type;
    field.length = left(content, end);
    if (!p.file_name && memchr(content, '\0', field.length))
        return rehab_form_broken(pool, "a NUL");
    field.bytes = apr_pstrmemdup(pool, content, field.length);
    return rehab_form_add(pool, limits, &field, fields);
}

rehab_fault *rehab_form_multipart(apr_pool_t *pool, const char *boundary, const char *bytes,
                                  apr_size_t length, const rehab_form_limits *limits,
                                  apr_array_header_t *fields)
{
    body whole = { .bytes = bytes, .end = bytes + length,
                   .dashes = apr_pstrcat(pool, "--", boundary, NULL) };
    const char *start = NULL, *delimiter;
    int last = 0;

    whole.dashes_length = strlen(whole.dashes);
    delimiter = find_delimiter(&whole, bytes);
    while (delimiter && !last) {
        const char *next = read_delimiter(&whole, delimiter, &last);
        rehab_fault *fault = NULL;

        if (!next)
            return rehab_form_broken(pool, "a broken line between two parts");
        if (start) {
            if (delimiter < start + 2)
                return rehab_form_broken(pool, "a part without headers");
            fault = add_part(pool, start, delimiter - 2, limits, fields);
        }
        if (fault)
            return fault;
        start = next;
        if (!last)
            delimiter = find_delimiter(&whole, start);
    }
    return last ? NULL : rehab_form_broken(pool, "multipart without its last boundary");
}
