/* buffer: a text that grows in a pool.  What it holds always ends in a NUL beyond its length. */
#ifndef REHAB_BUFFER_H
#define REHAB_BUFFER_H

#include "rehab.h"

typedef struct rehab_buffer {
    apr_pool_t *pool;
    char *bytes;
    apr_size_t length, room;
} rehab_buffer;

void rehab_buffer_start(apr_pool_t *pool, rehab_buffer *buffer);
void rehab_buffer_bytes(rehab_buffer *buffer, const char *bytes, apr_size_t length);
void rehab_buffer_text(rehab_buffer *buffer, const char *text);
void rehab_buffer_char(rehab_buffer *buffer, char byte);

/* A copy for a line of log: control characters are spaces, and none stands at the end. */
const char *rehab_one_line(apr_pool_t *pool, const char *text);

#endif
