/* json.c: in goes a document, out comes its JSON. */
#include "json.h"

#include <apr_strings.h>
#include <libxml/tree.h>
#include <string.h>

#include "document.h"

typedef struct writing {
    rehab_buffer out;
    apr_hash_t *lists, *numbers;
} writing;

static int has(apr_hash_t *set, const xmlChar *name)
{
    return set && apr_hash_get(set, name, APR_HASH_KEY_STRING) != NULL;
}

void rehab_json_add(rehab_buffer *out, const char *text)
{
    rehab_buffer_char(out, '"');
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        char escape[8];

        if (*c == '"' || *c == '\\') {
            rehab_buffer_char(out, '\\');
            rehab_buffer_char(out, (char)*c);
        } else if (*c == '\n') {
            rehab_buffer_text(out, "\\n");
        } else if (*c < 0x20 || *c == 0x7F || *c == '<' || *c == '>' || *c == '&') {
            apr_snprintf(escape, sizeof escape, "\\u%04x", *c);
            rehab_buffer_text(out, escape);
        } else if (c[0] == 0xE2 && c[1] == 0x80 && (c[2] == 0xA8 || c[2] == 0xA9)) {
            rehab_buffer_text(out, c[2] == 0xA8 ? "\\u2028" : "\\u2029");
            c += 2;
        } else {
            rehab_buffer_char(out, (char)*c);
        }
    }
    rehab_buffer_char(out, '"');
}

const char *rehab_json_string(apr_pool_t *pool, const char *text)
{
    rehab_buffer out;

    rehab_buffer_start(pool, &out);
    rehab_json_add(&out, text);
    return out.bytes;
}

/* 1 when JSON reads the text as a number. */
static int is_number(const char *text)
{
    static const char digits[] = "0123456789";
    const char *c = text + (*text == '-');
    apr_size_t whole = strspn(c, digits);

    if (whole == 0 || (whole > 1 && *c == '0'))
        return 0;
    c += whole;
    if (*c != '.')
        return *c == '\0';
    whole = strspn(c + 1, digits);
    return whole > 0 && c[1 + whole] == '\0';
}

/* A key with its colon, after a comma when it is not the first. */
static void key(writing *w, int *first, const char *name)
{
    if (!*first)
        rehab_buffer_char(&w->out, ',');
    *first = 0;
    rehab_json_add(&w->out, name);
    rehab_buffer_char(&w->out, ':');
}

static void value(writing *w, const xmlAttr *attribute)
{
    const xmlNode *text = attribute->children;
    const char *content = text && text->content ? (const char *)text->content : "";

    if (has(w->numbers, attribute->name) && is_number(content))
        rehab_buffer_text(&w->out, content);
    else
        rehab_json_add(&w->out, content);
}

static void object(writing *w, xmlNodePtr element);

static void array(writing *w, xmlNodePtr list)
{
    int first = 1;

    rehab_buffer_char(&w->out, '[');
    for (xmlNodePtr row = xmlFirstElementChild(list); row; row = xmlNextElementSibling(row)) {
        if (!first)
            rehab_buffer_char(&w->out, ',');
        first = 0;
        object(w, row);
    }
    rehab_buffer_char(&w->out, ']');
}

/* One child element of an object: the rows of a list and, as NAME_more, what it says of more. */
static void member(writing *w, int *first, xmlNodePtr element)
{
    const char *name = (const char *)element->name;

    key(w, first, name);
    if (!has(w->lists, element->name)) {
        object(w, element);
        return;
    }
    array(w, element);
    for (const xmlAttr *attribute = element->properties; attribute; attribute = attribute->next) {
        key(w, first, apr_pstrcat(w->out.pool, name, "_", (const char *)attribute->name, NULL));
        value(w, attribute);
    }
}

/* Attributes, child elements, and own text as "text". */
static void object(writing *w, xmlNodePtr element)
{
    int first = 1;

    rehab_buffer_char(&w->out, '{');
    for (const xmlAttr *attribute = element->properties; attribute; attribute = attribute->next) {
        key(w, &first, (const char *)attribute->name);
        value(w, attribute);
    }
    for (xmlNodePtr node = element->children; node; node = node->next) {
        if (node->type == XML_ELEMENT_NODE) {
            member(w, &first, node);
        } else if (node->type == XML_TEXT_NODE && !xmlIsBlankNode(node)) {
            key(w, &first, "text");
            rehab_json_add(&w->out, (const char *)node->content);
        }
    }
    rehab_buffer_char(&w->out, '}');
}

/* What a page has besides its queries: not data, so only when asked for by name. */
static int is_frame(const xmlChar *name)
{
    static const char *const frame[] = { "request", "errors", "organisation", "languages",
                                        "contents" };

    for (int i = 0; i < 4; i++) {
        if (!strcmp((const char *)name, frame[i]))
            return 1;
    }
    return 0;
}

const char *rehab_document_json(apr_pool_t *pool, xmlDocPtr document, apr_hash_t *names,
                                apr_hash_t *lists, apr_hash_t *numbers)
{
    writing w = { .lists = lists, .numbers = numbers };
    int first = 1;

    rehab_buffer_start(pool, &w.out);
    rehab_buffer_char(&w.out, '{');
    for (xmlNodePtr element = xmlFirstElementChild(xmlDocGetRootElement(document)); element;
         element = xmlNextElementSibling(element)) {
        if (names ? has(names, element->name) : !is_frame(element->name))
            member(&w, &first, element);
    }
    rehab_buffer_text(&w.out, "}\n");
    return w.out.bytes;
}
