/* json: text as JSON writes it.  rehab_document_json, which writes a document, is in document.h. */
#ifndef REHAB_JSON_H
#define REHAB_JSON_H

#include "buffer.h"

/* A JSON string literal with its quotation marks; < > & and U+2028, U+2029 are \u escapes, so it
 * may stand inside <script> too. */
const char *rehab_json_string(apr_pool_t *pool, const char *text);
void rehab_json_add(rehab_buffer *out, const char *text);

#endif
