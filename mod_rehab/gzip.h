/* gzip: bytes in, a gzip file (RFC 1952) out, for Content-Encoding. */
#ifndef REHAB_GZIP_H
#define REHAB_GZIP_H

#include <apr_allocator.h>

#include "rehab.h"

/* Pages below this size gain nothing from compression. */
enum { REHAB_GZIP_FROM = 4096 };

/* Level 1 for what is sent once, 6 for what is kept.  What zlib needs meanwhile lies in `room` (NULL:
 * the pool's own allocator).  The packed bytes, or NULL when zlib cannot. */
const char *rehab_gzip(apr_pool_t *pool, apr_allocator_t *room, const char *bytes,
                       apr_size_t length, int level, apr_size_t *packed);

#endif
