/* document: the one XML document of a request, <page>, built of text nodes and attributes from
 * strings that are safe (rehab_text_safe).  libxml2 and libxslt may read it and write it out; it is
 * changed and freed by these calls alone. */
#ifndef REHAB_DOCUMENT_H
#define REHAB_DOCUMENT_H

#include <libxml/tree.h>

#include "rehab.h"

/* A new document with its root <page>, in the pool.  `dict` (may be NULL) has the names that its sheet
 * looks for, and outlives it; nothing is added to it. */
xmlDocPtr rehab_document_make(apr_pool_t *pool, xmlDictPtr dict);

/* A new last child of parent. */
xmlNodePtr rehab_document_add(xmlNodePtr parent, const char *name);

/* An attribute, in place of one of that name; a NULL value sets none. */
void rehab_document_set(xmlNodePtr element, const char *name, const char *value);

/* A text node at the end of element. */
void rehab_document_text(xmlNodePtr element, const char *text);

/* A text of another document at the end of parent, or an element of one without its children and
 * without the attribute `but` (NULL: with all), as its last child; NULL when it is no element. */
xmlNodePtr rehab_document_copy(xmlNodePtr parent, const xmlNode *node, const char *but);

/* The document as JSON: an element that `lists` (a set of names) has is an array of objects, with
 * its attributes beside it as NAME_more; other elements are objects; attributes are strings, or
 * numbers where `numbers` (a set) has their name and JSON can say them.  Only what `names` holds
 * (elements below <page>) is written; NULL: all but request, errors, organisation, languages,
 * contents. */
const char *rehab_document_json(apr_pool_t *pool, xmlDocPtr document, apr_hash_t *names,
                                apr_hash_t *lists, apr_hash_t *numbers);

/* What an attribute says, as it stands in the element; NULL: it is not there, or `node` is none. */
const char *rehab_document_attribute(const xmlNode *node, const char *name);

#endif
