/* html.c: writes a tree as libxml2 2.9.14 writes it (HTMLtree.c: htmlNodeDumpFormatOutput).  Names
 * of a tree are interned, so what is asked about a name is asked once a page. */
#include "html.h"

#include <apr_strings.h>
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/parserInternals.h>
#include <libxml/uri.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES = 128 };

/* What stands in addresses as it is; libxml2's own list. */
static const char address_letters[] = "@/:=?;#%&,+<>";

typedef enum { PLAIN, BOOLEAN, ADDRESS } attribute_kind;

typedef struct known_element { const xmlChar *name; const htmlElemDesc *info; } known_element;
typedef struct known_attribute { const xmlChar *name; attribute_kind kind; } known_attribute;

typedef struct rehab_html {
    rehab_buffer *out;
    xmlDocPtr document;
    int indent;
    apr_array_header_t *holes;
    known_element elements[NAMES];
    known_attribute attributes[NAMES];
} writing;

static apr_size_t place_of(const xmlChar *name)
{
    return ((apr_uintptr_t)name >> 3) % NAMES;
}

static const htmlElemDesc *info_of(writing *w, const xmlNode *element)
{
    known_element *known = &w->elements[place_of(element->name)];

    if (element->ns)
        return NULL;
    if (known->name != element->name) {
        known->name = element->name;
        known->info = htmlTagLookup(element->name);
    }
    return known->info;
}

static attribute_kind kind_of(writing *w, const xmlAttr *attribute)
{
    known_attribute *known = &w->attributes[place_of(attribute->name)];

    if (known->name != attribute->name) {
        known->name = attribute->name;
        known->kind = htmlIsBooleanAttr(attribute->name)                      ? BOOLEAN
                      : !xmlStrcasecmp(attribute->name, BAD_CAST "href")
                            || !xmlStrcasecmp(attribute->name, BAD_CAST "src")
                            || !xmlStrcasecmp(attribute->name, BAD_CAST "action") ? ADDRESS
                                                                                  : PLAIN;
    }
    return known->kind;
}

static void write_text(writing *w, const xmlChar *text)
{
    rehab_buffer_text(w->out, (const char *)text);
}

static void write_name(writing *w, const xmlNs *ns, const xmlChar *name)
{
    if (ns && ns->prefix) {
        write_text(w, ns->prefix);
        rehab_buffer_char(w->out, ':');
    }
    write_text(w, name);
}

/* xmlBufWriteQuotedString: in double quotes, unless only single ones spare an escape. */
static void write_quoted(writing *w, const char *text)
{
    const char *quote = strchr(text, '"');

    if (quote && !strchr(text, '\'')) {
        rehab_buffer_char(w->out, '\'');
        rehab_buffer_text(w->out, text);
        rehab_buffer_char(w->out, '\'');
        return;
    }
    rehab_buffer_char(w->out, '"');
    for (; quote; quote = strchr(text, '"')) {
        rehab_buffer_bytes(w->out, text, (apr_size_t)(quote - text));
        rehab_buffer_text(w->out, "&quot;");
        text = quote + 1;
    }
    rehab_buffer_text(w->out, text);
    rehab_buffer_char(w->out, '"');
}

/* A value of one text in which no letter is written otherwise. */
static const char *simple_value(const xmlAttr *attribute, int is_address)
{
    const xmlNode *text = attribute->children;
    const char *value = text->type == XML_TEXT_NODE ? (const char *)text->content : NULL;

    if (!value || text->next)
        return NULL;
    if (!is_address)
        return value[strcspn(value, "<>&\"\r\n\t")] ? NULL : value;
    return value[strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                               "-_.!~*'()#+,/:;=?@%")] ? NULL : value;
}

static void write_address(writing *w, const xmlChar *value)
{
    while (*value == ' ' || *value == '\t' || *value == '\n' || *value == '\r')
        value++;
    xmlChar *escaped = xmlURIEscapeStr(value, BAD_CAST address_letters);

    write_quoted(w, (const char *)(escaped ? escaped : value));
    xmlFree(escaped);
}

static void write_attribute(writing *w, const xmlNode *element, const xmlAttr *attribute)
{
    attribute_kind kind = kind_of(w, attribute);
    int is_address = !attribute->ns && !element->ns
                     && (kind == ADDRESS
                         || (!xmlStrcasecmp(attribute->name, BAD_CAST "name")
                             && !xmlStrcasecmp(element->name, BAD_CAST "a")));

    rehab_buffer_char(w->out, ' ');
    write_name(w, attribute->ns, attribute->name);
    if (!attribute->children || kind == BOOLEAN)
        return;
    rehab_buffer_char(w->out, '=');
    const char *simple = simple_value(attribute, is_address);

    if (simple) {
        rehab_buffer_char(w->out, '"');
        rehab_buffer_text(w->out, simple);
        rehab_buffer_char(w->out, '"');
        return;
    }
    xmlChar *value = xmlNodeListGetString(w->document, attribute->children, 0);

    if (!value)
        rehab_buffer_text(w->out, "\"\"");
    else if (is_address)
        write_address(w, value);
    else
        write_quoted(w, (const char *)value);
    xmlFree(value);
}

static int is_raw(const xmlNode *parent)
{
    return parent && parent->name
           && (!xmlStrcasecmp(parent->name, BAD_CAST "script")
               || !xmlStrcasecmp(parent->name, BAD_CAST "style"));
}

static void write_characters(writing *w, const xmlNode *text)
{
    const char *content = (const char *)text->content;

    if (!content)
        return;
    if (!content[strcspn(content, "<>&\r")] || text->name == xmlStringTextNoenc
        || is_raw(text->parent)) {
        rehab_buffer_text(w->out, content);
        return;
    }
    xmlChar *escaped = xmlEncodeEntitiesReentrant(w->document, text->content);

    if (escaped)
        write_text(w, escaped);
    xmlFree(escaped);
}

static int is_text(const xmlNode *node)
{
    return node->type == XML_TEXT_NODE || node->type == XML_ENTITY_REF_NODE;
}

/* libxml2 spares p, pre and param their line ends by the first letter. */
static int takes_lines(const xmlNode *node)
{
    return node && node->name && node->name[0] != 'p';
}

static void write_node(writing *w, const xmlNode *node);

static void write_children(writing *w, const xmlNode *element, int lines)
{
    const xmlNode *first = element->children, *last = element->last;

    rehab_buffer_char(w->out, '>');
    if (lines && !is_text(first) && first != last && takes_lines(element))
        rehab_buffer_char(w->out, '\n');
    for (const xmlNode *child = first; child; child = child->next)
        write_node(w, child);
    if (lines && !is_text(last) && (first != last || last->type != XML_ELEMENT_NODE)
        && takes_lines(element))
        rehab_buffer_char(w->out, '\n');
}

static void write_end(writing *w, const xmlNode *element)
{
    rehab_buffer_text(w->out, "</");
    write_name(w, element->ns, element->name);
    rehab_buffer_char(w->out, '>');
}

static int breaks_lines(const writing *w, const htmlElemDesc *info)
{
    return w->indent && info && !info->isinline;
}

static void end_empty(writing *w, const xmlNode *element, const htmlElemDesc *info)
{
    rehab_buffer_char(w->out, '>');
    if (!info || (!info->empty && (!info->saveEndTag
                                   || xmlStrEqual(BAD_CAST info->name, BAD_CAST "html")
                                   || xmlStrEqual(BAD_CAST info->name, BAD_CAST "body"))))
        write_end(w, element);
}

static void write_whole(writing *w, const xmlNode *element, const htmlElemDesc *info)
{
    rehab_buffer_char(w->out, '<');
    write_name(w, element->ns, element->name);
    for (const xmlNs *ns = element->nsDef; ns; ns = ns->next) {
        rehab_buffer_text(w->out, ns->prefix ? " xmlns:" : " xmlns");
        if (ns->prefix)
            write_text(w, ns->prefix);
        rehab_buffer_char(w->out, '=');
        write_quoted(w, (const char *)ns->href);
    }
    for (const xmlAttr *attribute = element->properties; attribute; attribute = attribute->next)
        write_attribute(w, element, attribute);
    if (info && info->empty) {
        rehab_buffer_char(w->out, '>');
    } else if (element->children) {
        write_children(w, element, breaks_lines(w, info));
        write_end(w, element);
    } else {
        end_empty(w, element, info);
    }
}

/* 1 for a hole, which then is noted. */
static int is_hole(writing *w, const xmlNode *element)
{
    const xmlAttr *mark = w->holes ? element->properties : NULL;

    if (!mark || !mark->children || strcmp((const char *)mark->name, REHAB_HOLE) != 0)
        return 0;
    rehab_hole *hole = apr_array_push(w->holes);

    hole->at = w->out->length;
    hole->card = atoi((const char *)mark->children->content);
    hole->name = apr_pstrdup(w->holes->pool, (const char *)element->name);
    return 1;
}

static void write_element(writing *w, const xmlNode *element)
{
    const htmlElemDesc *info = info_of(w, element);

    if (!is_hole(w, element))
        write_whole(w, element, info);
    if (breaks_lines(w, info) && element->next && !is_text(element->next)
        && takes_lines(element->parent))
        rehab_buffer_char(w->out, '\n');
}

static void write_node(writing *w, const xmlNode *node)
{
    if (node->type == XML_ELEMENT_NODE) {
        write_element(w, node);
    } else if (node->type == XML_TEXT_NODE) {
        write_characters(w, node);
    } else if (node->type == XML_CDATA_SECTION_NODE && node->content) {
        write_text(w, node->content);
    } else if (node->type == XML_COMMENT_NODE && node->content) {
        rehab_buffer_text(w->out, "<!--");
        write_text(w, node->content);
        rehab_buffer_text(w->out, "-->");
    } else if (node->type == XML_PI_NODE && node->name) {
        rehab_buffer_text(w->out, "<?");
        write_text(w, node->name);
        if (node->content) {
            rehab_buffer_char(w->out, ' ');
            write_text(w, node->content);
        }
        rehab_buffer_char(w->out, '>');
    }
}

/* libxml2 asks a document whether it is one of HTML. */
rehab_html *rehab_html_start(apr_pool_t *pool, rehab_buffer *out, int indent)
{
    writing *made = apr_pcalloc(pool, sizeof *made);

    made->document = apr_pcalloc(pool, sizeof *made->document);
    made->document->type = XML_HTML_DOCUMENT_NODE;
    made->out = out;
    made->indent = indent;
    return made;
}

void rehab_html_attribute(rehab_html *html, const xmlNode *element, const xmlAttr *attribute)
{
    write_attribute(html, element, attribute);
}

void rehab_html_characters(rehab_html *html, const xmlNode *text)
{
    write_characters(html, text);
}

void rehab_html_end_empty(rehab_html *html, const xmlNode *element)
{
    end_empty(html, element, info_of(html, element));
}

int rehab_html_lines(rehab_html *html, const xmlNode *element, int *empty)
{
    const htmlElemDesc *info = info_of(html, element);

    *empty = info && info->empty;
    return breaks_lines(html, info);
}

void rehab_html_element(rehab_buffer *out, xmlNodePtr element, int indent)
{
    writing w = { .out = out, .document = element->doc, .indent = indent };

    write_whole(&w, element, info_of(&w, element));
}

void rehab_html_write(rehab_buffer *out, xmlDocPtr document, int indent,
                      apr_array_header_t *holes)
{
    writing w = { .out = out, .document = document, .indent = indent, .holes = holes };

    for (const xmlNode *node = document->children; node; node = node->next)
        write_node(&w, node);
    if (document->children)
        rehab_buffer_char(out, '\n');
}
