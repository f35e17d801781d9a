/* buffer: a text that grows in a pool.  What it holds always ends in a NUL beyond its length. */
#ifndef REHAB_BUFFER_H
#define REHAB_BUFFER_H

#include <string.h>

#include "rehab.h"

typedef struct rehab_buffer {
    apr_pool_t *pool;
    char *bytes;
    apr_size_t length, room;
} rehab_buffer;

void rehab_buffer_start(apr_pool_t *pool, rehab_buffer *buffer);

/* Makes room for so many bytes more and the NUL. */
void rehab_buffer_grow(rehab_buffer *buffer, apr_size_t length);

/* Inline: a page is written in pieces of three bytes on average. */
static inline void rehab_buffer_bytes(rehab_buffer *buffer, const char *bytes, apr_size_t length)
{
    if (buffer->room - buffer->length <= length)
        rehab_buffer_grow(buffer, length);
    memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

static inline void rehab_buffer_text(rehab_buffer *buffer, const char *text)
{
    rehab_buffer_bytes(buffer, text, strlen(text));
}

static inline void rehab_buffer_char(rehab_buffer *buffer, char byte)
{
    rehab_buffer_bytes(buffer, &byte, 1);
}

/* A copy for a line of log: control characters are spaces, and none stands at the end. */
const char *rehab_one_line(apr_pool_t *pool, const char *text);

#endif
