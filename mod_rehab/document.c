/* document.c: in go names and safe strings, out comes one XML tree.  Text and attributes are made
 * as nodes, so nothing in them is ever read as markup. */
#include "document.h"

#include <libxml/dict.h>

static apr_status_t free_document(void *data)
{
    xmlFreeDoc(data);
    return APR_SUCCESS;
}

/* libxml2 had no memory for a part of it; a page that lacks one must not be sent. */
static void lost(xmlDocPtr document)
{
    document->_private = document;
}

int rehab_document_whole(xmlDocPtr document)
{
    return document && !document->_private;
}

/* An element of the document.  libxml2 may give one without a name, or a text without its text,
 * when there was memory for the node and none for what it holds. */
static xmlNodePtr element_named(xmlDocPtr document, const char *name)
{
    xmlNodePtr element = xmlNewDocNode(document, NULL, BAD_CAST name, NULL);

    if (element && element->name)
        return element;
    xmlFreeNode(element);
    lost(document);
    return NULL;
}

xmlDocPtr rehab_document_make(apr_pool_t *pool, xmlDictPtr dict)
{
    xmlDocPtr document = xmlNewDoc(BAD_CAST "1.0");

    if (!document)
        return NULL;
    apr_pool_cleanup_register(pool, document, free_document, apr_pool_cleanup_null);
    document->dict = dict ? xmlDictCreateSub(dict) : NULL;
    xmlNodePtr root = element_named(document, "page");

    if (root)
        xmlDocSetRootElement(document, root);
    return document;
}

void rehab_document_free(apr_pool_t *pool, xmlDocPtr document)
{
    if (document)
        apr_pool_cleanup_run(pool, document, free_document);
}

xmlNodePtr rehab_document_add(xmlNodePtr parent, const char *name)
{
    xmlNodePtr element = parent ? element_named(parent->doc, name) : NULL;

    return element ? xmlAddChild(parent, element) : NULL;
}

void rehab_document_set(xmlNodePtr element, const char *name, const char *value)
{
    if (!element || !value)
        return;
    const xmlAttr *attribute = xmlSetNsProp(element, NULL, BAD_CAST name, BAD_CAST value);
    const xmlNode *text = attribute ? attribute->children : NULL;

    if (!attribute || !attribute->name || (*value && (!text || !text->content)))
        lost(element->doc);
}

void rehab_document_text(xmlNodePtr element, const char *text)
{
    if (!element || !text)
        return;
    xmlNodePtr node = xmlNewDocText(element->doc, BAD_CAST text);
    int length = xmlStrlen(BAD_CAST text);

    if (element->last && element->last->type == XML_TEXT_NODE)
        length += xmlStrlen(element->last->content);
    if (node && node->content)
        node = xmlAddChild(element, node);      /* or the text before it, grown by it */
    if (!node || !node->content || xmlStrlen(node->content) != length)
        lost(element->doc);
    if (node && !node->parent)
        xmlFreeNode(node);
}
