/* document.c: in go names and safe strings, out comes one XML tree.  Text and attributes are made
 * as nodes, so nothing in them is ever read as markup.  The nodes are libxml2's, linked here and not
 * by it: they lie in a pool, which takes them all back at once. */
#include "document.h"

#include <apr_strings.h>
#include <libxml/dict.h>
#include <libxml/parserInternals.h>
#include <string.h>

/* What a document knows of itself, in its _private. */
typedef struct holding {
    apr_pool_t *pool;
    xmlDictPtr dict;                /* a sheet's: looked into, never added to                    */
} holding;

/* Every text has a parent, so both come at once. */
typedef struct attribute_and_text { xmlAttr attribute; xmlNode text; } attribute_and_text;

static const holding *of(const xmlNode *node)
{
    return node->doc->_private;
}

static xmlNodePtr make_node(xmlDocPtr document, xmlElementType type, const xmlChar *name)
{
    const holding *h = document->_private;
    xmlNodePtr node = apr_pcalloc(h->pool, sizeof *node);

    node->type = type;
    node->name = name;
    node->doc = document;
    return node;
}

/* Sheets compare the names that they know by their address; NULL: none of them. */
static const xmlChar *known_name(const holding *h, const char *name)
{
    return h->dict ? xmlDictExists(h->dict, BAD_CAST name, -1) : NULL;
}

static const xmlChar *name_of(const holding *h, const char *name)
{
    const xmlChar *known = known_name(h, name);

    return known ? known : BAD_CAST apr_pstrdup(h->pool, name);
}

static xmlNodePtr append(xmlNodePtr parent, xmlNodePtr child)
{
    child->parent = parent;
    child->prev = parent->last;
    if (parent->last)
        parent->last->next = child;
    else
        parent->children = child;
    parent->last = child;
    return child;
}

xmlDocPtr rehab_document_make(apr_pool_t *pool, xmlDictPtr dict)
{
    xmlDocPtr document = apr_pcalloc(pool, sizeof *document);
    holding *h = apr_palloc(pool, sizeof *h);

    *h = (holding){ pool, dict };
    document->type = XML_DOCUMENT_NODE;
    document->version = BAD_CAST "1.0";
    document->standalone = -1;
    document->compression = -1;
    document->charset = XML_CHAR_ENCODING_UTF8;
    document->properties = XML_DOC_USERBUILT;
    document->doc = document;
    document->_private = h;
    append((xmlNodePtr)document, make_node(document, XML_ELEMENT_NODE, name_of(h, "page")));
    return document;
}

xmlNodePtr rehab_document_add(xmlNodePtr parent, const char *name)
{
    return append(parent, make_node(parent->doc, XML_ELEMENT_NODE, name_of(of(parent), name)));
}

/* The attribute of that name, of which `known` is the address where the sheet has one; *last is the
 * element's last. */
static xmlAttr *find(xmlNodePtr element, const xmlChar *known, const char *name, xmlAttr **last)
{
    *last = NULL;
    for (xmlAttr *a = element->properties; a; a = a->next) {
        if (known ? a->name == known : strcmp((const char *)a->name, name) == 0)
            return a;
        *last = a;
    }
    return NULL;
}

static xmlNodePtr add_attribute(xmlNodePtr element, const xmlChar *name, xmlAttr *last)
{
    attribute_and_text *both = apr_palloc(of(element)->pool, sizeof *both);

    both->attribute = (xmlAttr){ .type = XML_ATTRIBUTE_NODE, .name = name, .children = &both->text,
                                 .last = &both->text, .parent = element, .doc = element->doc };
    both->text = (xmlNode){ .type = XML_TEXT_NODE, .name = xmlStringText,
                            .parent = (xmlNodePtr)&both->attribute, .doc = element->doc };
    both->attribute.prev = last;
    if (last)
        last->next = &both->attribute;
    else
        element->properties = &both->attribute;
    return &both->text;
}

void rehab_document_set(xmlNodePtr element, const char *name, const char *value)
{
    if (!value)
        return;
    const holding *h = of(element);
    const xmlChar *known = known_name(h, name);
    xmlAttr *last;
    const xmlAttr *there = find(element, known, name, &last);
    xmlNodePtr text = there ? there->children
                            : add_attribute(element, known ? known
                                                           : BAD_CAST apr_pstrdup(h->pool, name),
                                            last);

    text->content = BAD_CAST apr_pstrdup(h->pool, value);
}

void rehab_document_text(xmlNodePtr element, const char *text)
{
    if (!text)
        return;
    apr_pool_t *pool = of(element)->pool;
    xmlNodePtr last = element->last;

    if (last && last->type == XML_TEXT_NODE) {
        last->content = BAD_CAST apr_pstrcat(pool, (const char *)last->content, text, NULL);
        return;
    }
    last = append(element, make_node(element->doc, XML_TEXT_NODE, xmlStringText));
    last->content = BAD_CAST apr_pstrdup(pool, text);
}

xmlNodePtr rehab_document_copy(xmlNodePtr parent, const xmlNode *node, const char *but)
{
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
        rehab_document_text(parent, (const char *)node->content);
    if (node->type != XML_ELEMENT_NODE)
        return NULL;
    xmlNodePtr copy = rehab_document_add(parent, (const char *)node->name);

    copy->line = node->line;
    for (xmlAttr *a = node->properties; a; a = a->next) {
        const xmlNode *text = a->children;

        if (!but || strcmp((const char *)a->name, but) != 0)
            rehab_document_set(copy, (const char *)a->name,
                               text && text->content ? (const char *)text->content : "");
    }
    return copy;
}

const char *rehab_document_attribute(const xmlNode *node, const char *name)
{
    if (node->type != XML_ELEMENT_NODE)
        return NULL;
    for (const xmlAttr *a = node->properties; a; a = a->next)
        if (!a->ns && strcmp((const char *)a->name, name) == 0)
            return a->children && a->children->content ? (const char *)a->children->content : "";
    return NULL;
}
