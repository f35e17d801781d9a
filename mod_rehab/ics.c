/* ics.c: in goes the text of a calendar as a sheet writes it, out it comes folded. */
#include "ics.h"

#include <string.h>

#include "buffer.h"

enum { OCTETS = 75 };

static void fold(rehab_buffer *out, const char *line, apr_size_t length)
{
    apr_size_t room = OCTETS;

    while (length > room) {
        apr_size_t take = room;

        /* Back to the first byte of a character. */
        while (take > 1 && ((unsigned char)line[take] & 0xC0) == 0x80)
            take--;
        rehab_buffer_bytes(out, line, take);
        rehab_buffer_text(out, "\r\n ");
        line += take;
        length -= take;
        room = OCTETS - 1;
    }
    rehab_buffer_bytes(out, line, length);
    rehab_buffer_text(out, "\r\n");
}

const char *rehab_ics_fold(apr_pool_t *pool, const char *text)
{
    rehab_buffer out;

    rehab_buffer_start(pool, &out);
    while (*text) {
        apr_size_t length = strcspn(text, "\r\n");

        if (length > 0)
            fold(&out, text, length);
        text += length;
        text += strspn(text, "\r\n");
    }
    return out.bytes;
}
