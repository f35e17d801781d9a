/* html: a tree of HTML in, the bytes of it out: the same bytes as libxml2's htmlDocContentDump, in a
 * fraction of its time.  What is unusual (markup in a text, an address with strange letters) goes
 * through libxml2's own functions, so that only the frame is written here. */
#ifndef REHAB_HTML_H
#define REHAB_HTML_H

#include <libxml/tree.h>

#include "buffer.h"

/* Where a card stands in the bytes around it. */
typedef struct rehab_hole {
    apr_size_t at;
    int card;
    const char *name;           /* of the card's element                                         */
} rehab_hole;

/* What one row becomes in mode card. */
typedef struct rehab_card {
    const char *name;           /* of its element; NULL: it is not one element, and has no bytes */
    const char *bytes;
    apr_size_t length;
} rehab_card;

/* An element with this attribute is a hole for the card of that number, and is not written. */
#define REHAB_HOLE "_card"

/* `indent`: with line ends between blocks, as method="html" does unless told otherwise.  `holes`
 * (rehab_hole) gets each hole in order; NULL: there are none. */
void rehab_html_write(rehab_buffer *out, xmlDocPtr document, int indent,
                      apr_array_header_t *holes);

/* The same piece by piece, for who has no tree: pieces of `element`, of which the name is enough. */
typedef struct rehab_html rehab_html;
rehab_html *rehab_html_start(apr_pool_t *pool, rehab_buffer *out, int indent);
void rehab_html_attribute(rehab_html *html, const xmlNode *element, const xmlAttr *attribute);
void rehab_html_characters(rehab_html *html, const xmlNode *text);

/* What ends a start tag behind which nothing comes. */
void rehab_html_end_empty(rehab_html *html, const xmlNode *element);

/* 1 when the element stands in lines of its own; *empty: it never has content. */
int rehab_html_lines(rehab_html *html, const xmlNode *element, int *empty);

/* One element, without the line end that its place may ask for behind it. */
void rehab_html_element(rehab_buffer *out, xmlNodePtr element, int indent);

#endif
