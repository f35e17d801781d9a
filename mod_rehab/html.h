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

/* An element with this attribute is a hole for the card of that number, and is not written. */
#define REHAB_HOLE "_card"

/* `indent`: with line ends between blocks, as method="html" does unless told otherwise.  `holes`
 * (rehab_hole) gets each hole in order; NULL: there are none. */
void rehab_html_write(rehab_buffer *out, xmlDocPtr document, int indent,
                      apr_array_header_t *holes);

/* One element, without the line end that its place may ask for behind it. */
void rehab_html_element(rehab_buffer *out, xmlNodePtr element, int indent);

#endif
