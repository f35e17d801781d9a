/* html: a tree of HTML in, the bytes of it out: the same bytes as libxml2's htmlDocContentDump, in a
 * fraction of its time.  What is unusual (markup in a text, an address with strange letters) goes
 * through libxml2's own functions, so that only the frame is written here. */
#ifndef REHAB_HTML_H
#define REHAB_HTML_H

#include <libxml/tree.h>

#include "buffer.h"

/* `indent`: with line ends between blocks, as method="html" does unless told otherwise. */
void rehab_html_write(rehab_buffer *out, xmlDocPtr document, int indent);

#endif
