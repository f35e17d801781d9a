/* gzip.c: bytes in, packed bytes out, by zlib. */
#include "gzip.h"

#include <zlib.h>

enum { GZIP_WINDOW = 15 + 16, MEMORY = 8 };

const char *rehab_gzip(apr_pool_t *pool, const char *bytes, apr_size_t length, int level,
                       apr_size_t *packed)
{
    z_stream stream = { 0 };

    if (deflateInit2(&stream, level, Z_DEFLATED, GZIP_WINDOW, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
        return NULL;
    apr_size_t room = deflateBound(&stream, (uLong)length);
    char *out = apr_palloc(pool, room);

    stream.next_in = (Bytef *)(apr_uintptr_t)bytes;
    stream.avail_in = (uInt)length;
    stream.next_out = (Bytef *)out;
    stream.avail_out = (uInt)room;
    int result = deflate(&stream, Z_FINISH);

    *packed = stream.total_out;
    deflateEnd(&stream);
    return result == Z_STREAM_END ? out : NULL;
}
