/* buffer.c: in go pieces of text, out comes one text in the pool. */
#include "buffer.h"

#include <apr_strings.h>
#include <string.h>

void rehab_buffer_start(apr_pool_t *pool, rehab_buffer *buffer)
{
    buffer->pool = pool;
    buffer->room = 128;
    buffer->length = 0;
    buffer->bytes = apr_palloc(pool, buffer->room);
    buffer->bytes[0] = '\0';
}

void rehab_buffer_grow(rehab_buffer *buffer, apr_size_t length)
{
    apr_size_t need = buffer->length + length + 1;

    if (need <= buffer->room)
        return;
    apr_size_t room = buffer->room * 2 > need ? buffer->room * 2 : need;
    char *larger = apr_palloc(buffer->pool, room);

    memcpy(larger, buffer->bytes, buffer->length);
    buffer->bytes = larger;
    buffer->room = room;
}

const char *rehab_one_line(apr_pool_t *pool, const char *text)
{
    char *copy = apr_pstrdup(pool, text);
    apr_size_t length = strlen(copy);

    for (char *c = copy; *c; c++) {
        if ((unsigned char)*c < 0x20 || *c == 0x7F)
            *c = ' ';
    }
    while (length > 0 && copy[length - 1] == ' ')
        copy[--length] = '\0';
    return copy;
}
