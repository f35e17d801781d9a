/* document: the one XML document of a request, <page>, built with calls that escape (text nodes
 * and attributes; never xmlNewChild with content) from strings that are safe (rehab_text_safe). */
#ifndef REHAB_DOCUMENT_H
#define REHAB_DOCUMENT_H

#include <libxml/tree.h>

#include "rehab.h"

/* A new document with its root <page>; `dict` may be NULL.  The pool frees it. */
xmlDocPtr rehab_document_make(apr_pool_t *pool, xmlDictPtr dict);

/* Frees it before its pool goes, which may be when the last byte has reached the visitor. */
void rehab_document_free(apr_pool_t *pool, xmlDocPtr document);

/* A new last child of parent. */
xmlNodePtr rehab_document_add(xmlNodePtr parent, const char *name);

/* An attribute, in place of one of that name; a NULL value sets none. */
void rehab_document_set(xmlNodePtr element, const char *name, const char *value);

/* A text node at the end of element. */
void rehab_document_text(xmlNodePtr element, const char *text);

/* 1 when no node was lost for want of memory; a document that is not whole gives no page. */
int rehab_document_whole(xmlDocPtr document);

/* The document as JSON: an element that `lists` (a set of names) has is an array of objects, with
 * its attributes beside it as NAME_more; other elements are objects; attributes are strings, or
 * numbers where `numbers` (a set) has their name and JSON can say them.  Only what `names` holds
 * (elements below <page>) is written; NULL: all but request, errors, organisation, languages,
 * contents. */
const char *rehab_document_json(apr_pool_t *pool, xmlDocPtr document, apr_hash_t *names,
                                apr_hash_t *lists, apr_hash_t *numbers);

#endif
