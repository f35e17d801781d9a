/* csv.c: in goes the list of one query, out comes a CSV file. */
#include "csv.h"

#include <string.h>
#include <unicode/uchar.h>

#include "buffer.h"
#include "text.h"

/* 1 for -12.50: what a spreadsheet reads as a number and nothing else. */
static int is_number(const char *text)
{
    static const char digits[] = "0123456789";
    const char *c = text + (*text == '-');
    apr_size_t whole = strspn(c, digits);

    if (whole == 0)
        return 0;
    c += whole;
    if (*c != '.')
        return *c == '\0';
    whole = strspn(c + 1, digits);
    return whole > 0 && c[1 + whole] == '\0';
}

/* 1 when a spreadsheet may take what begins here for a formula.  It passes over white space, and
 * over characters that nobody sees. */
static int begins_formula(const char *text)
{
    int at = 0;

    for (;;) {
        int c = rehab_text_next(text, -1, &at);

        switch (c) {
        case '=': case '+': case '-': case '@': case '\t': case '\r':
        case 0xFF1D: case 0xFF0B: case 0xFF0D: case 0xFF20:
            return 1;
        default:
            if (c <= 0 || !(u_isUWhiteSpace(c) || u_charType(c) == U_FORMAT_CHAR))
                return 0;
        }
    }
}

/* Line by line, because some readers take a line end for the end of a cell even inside quotes. */
static void guarded(rehab_buffer *out, const char *text)
{
    int number = is_number(text);

    for (;;) {
        apr_size_t length = strcspn(text, "\n");

        if (!number && begins_formula(text))
            rehab_buffer_char(out, '\'');
        for (apr_size_t i = 0; i < length; i++) {
            if (text[i] == '"')
                rehab_buffer_char(out, '"');
            rehab_buffer_char(out, text[i]);
        }
        if (text[length] == '\0')
            return;
        rehab_buffer_char(out, '\n');
        text += length + 1;
    }
}

static void cell(rehab_buffer *out, const char *text)
{
    int quoted = strpbrk(text, "\",\r\n") != NULL;

    if (quoted)
        rehab_buffer_char(out, '"');
    guarded(out, text);
    if (quoted)
        rehab_buffer_char(out, '"');
}

static const xmlAttr *attribute_named(const xmlNode *row, const xmlChar *name)
{
    for (const xmlAttr *attribute = row->properties; attribute; attribute = attribute->next) {
        if (xmlStrEqual(attribute->name, name))
            return attribute;
    }
    return NULL;
}

static int is_row(const xmlNode *node, const char *row_name)
{
    return node->type == XML_ELEMENT_NODE && xmlStrEqual(node->name, BAD_CAST row_name);
}

static apr_array_header_t *columns_of(apr_pool_t *pool, const xmlNode *list, const char *row_name)
{
    apr_array_header_t *columns = apr_array_make(pool, 16, sizeof(const xmlChar *));
    apr_hash_t *known = apr_hash_make(pool);

    for (const xmlNode *row = list->children; row; row = row->next) {
        if (!is_row(row, row_name))
            continue;
        for (const xmlAttr *attribute = row->properties; attribute; attribute = attribute->next) {
            if (apr_hash_get(known, attribute->name, APR_HASH_KEY_STRING))
                continue;
            apr_hash_set(known, attribute->name, APR_HASH_KEY_STRING, attribute->name);
            APR_ARRAY_PUSH(columns, const xmlChar *) = attribute->name;
        }
    }
    return columns;
}

static void line(rehab_buffer *out, const apr_array_header_t *columns, const xmlNode *row)
{
    for (int i = 0; i < columns->nelts; i++) {
        const xmlChar *name = APR_ARRAY_IDX(columns, i, const xmlChar *);
        const xmlAttr *attribute = row ? attribute_named(row, name) : NULL;
        const xmlNode *text = attribute ? attribute->children : NULL;

        if (i > 0)
            rehab_buffer_char(out, ',');
        if (!row)
            cell(out, (const char *)name);
        else if (text && text->content)
            cell(out, (const char *)text->content);
    }
    rehab_buffer_text(out, "\r\n");
}

const char *rehab_document_csv(apr_pool_t *pool, xmlDocPtr document, const char *query_name,
                               const char *row_name)
{
    const xmlNode *root = xmlDocGetRootElement(document);
    const xmlNode *list = root ? root->children : NULL;
    rehab_buffer out;

    rehab_buffer_start(pool, &out);
    rehab_buffer_text(&out, "\xEF\xBB\xBF");
    while (list && !xmlStrEqual(list->name, BAD_CAST query_name))
        list = list->next;
    if (!list)
        return out.bytes;
    apr_array_header_t *columns = columns_of(pool, list, row_name);

    if (columns->nelts == 0)
        return out.bytes;
    line(&out, columns, NULL);
    for (const xmlNode *row = list->children; row; row = row->next) {
        if (is_row(row, row_name))
            line(&out, columns, row);
    }
    return out.bytes;
}
