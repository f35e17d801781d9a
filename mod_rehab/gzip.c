/* gzip.c: bytes in, packed bytes out, by zlib. */
#include "gzip.h"

#include <apr_strings.h>
#include <zlib.h>

#include "room.h"

enum { GZIP_WINDOW = 15 + 16, MEMORY = 8 };

/* zlib's 260 kB, which an allocator of the process would keep for each thread. */
static void *take(void *pool, unsigned int items, unsigned int size)
{
    return apr_palloc(pool, (apr_size_t)items * size);
}

static void give(void *pool, void *bytes)
{
    (void)pool;
    (void)bytes;
}

static const char *compress_into(apr_pool_t *pool, const char *bytes, apr_size_t length, int level,
                       apr_size_t *packed)
{
    z_stream stream = { .zalloc = take, .zfree = give, .opaque = pool };

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

const char *rehab_gzip(apr_pool_t *pool, apr_allocator_t *room, const char *bytes,
                       apr_size_t length, int level, apr_size_t *packed)
{
    apr_pool_t *own = rehab_room_pool(pool, room);
    const char *made = compress_into(own, bytes, length, level, packed);
    const char *out = made ? apr_pmemdup(pool, made, *packed) : NULL;

    apr_pool_destroy(own);
    return out;
}
