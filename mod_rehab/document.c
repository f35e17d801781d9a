/* document.c: in go names and safe strings, out comes one XML tree.  Text and attributes are made
 * as nodes, so nothing in them is ever read as markup. */
#include "document.h"

#include <libxml/dict.h>

static apr_status_t free_document(void *data)
{
    xmlFreeDoc(data);
    return APR_SUCCESS;
}

/* libxml2 had no memory for a node of it; a page that lacks one must not be sent. */
static void lost(xmlDocPtr document)
{
    document->_private = document;
}

int rehab_document_whole(xmlDocPtr document)
{
    return document && !document->_private;
}

xmlDocPtr rehab_document_make(apr_pool_t *pool, xmlDictPtr dict)
{
    xmlDocPtr document = xmlNewDoc(BAD_CAST "1.0");

    if (!document)
        return NULL;
    apr_pool_cleanup_register(pool, document, free_document, apr_pool_cleanup_null);
    document->dict = dict ? xmlDictCreateSub(dict) : NULL;
    xmlNodePtr root = xmlNewDocNode(document, NULL, BAD_CAST "page", NULL);

    if (root)
        xmlDocSetRootElement(document, root);
    else
        lost(document);
    return document;
}

xmlNodePtr rehab_document_add(xmlNodePtr parent, const char *name)
{
    if (!parent)
        return NULL;
    xmlNodePtr element = xmlNewDocNode(parent->doc, NULL, BAD_CAST name, NULL);

    if (!element) {
        lost(parent->doc);
        return NULL;
    }
    return xmlAddChild(parent, element);
}

void rehab_document_set(xmlNodePtr element, const char *name, const char *value)
{
    if (!element || !value)
        return;
    xmlAttrPtr attribute = xmlSetNsProp(element, NULL, BAD_CAST name, BAD_CAST value);

    if (!attribute || (*value && !attribute->children))
        lost(element->doc);
}

void rehab_document_text(xmlNodePtr element, const char *text)
{
    if (!element || !text)
        return;
    xmlNodePtr node = xmlNewDocText(element->doc, BAD_CAST text);

    if (!node || !xmlAddChild(element, node))
        lost(element->doc);
}
