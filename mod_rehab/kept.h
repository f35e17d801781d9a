/* kept: a finished page as it is kept, and the key that it is kept under.  Pure: where it is kept
 * is keep.c's affair. */
#ifndef REHAB_KEPT_H
#define REHAB_KEPT_H

#include "request.h"

enum { REHAB_KEY_LENGTH = 32, REHAB_DIGEST_LENGTH = 16, REHAB_HEAD_LENGTH = 160 };

/* A page that was answered 200.  A body that was not asked for is NULL though it has a length. */
typedef struct rehab_kept {
    const char *media_type;
    unsigned char digest[REHAB_DIGEST_LENGTH];      /* of the plain bytes                      */
    const char *plain, *gzip;
    apr_size_t plain_length;
    apr_size_t gzip_length;                         /* 0: too small to be worth it             */
} rehab_kept;

/* 1 for a request whose page may be kept: one that is public, without a form, a fault or anything
 * of one visitor, and whose tables are known. */
int rehab_kept_may(const rehab_request *request);

/* What decides the bytes of a page: what the site is made of, address, all that was sent, format,
 * language, today, and the revisions of its tables. */
void rehab_kept_key(const rehab_request *request, const char *revision,
                    unsigned char key[REHAB_KEY_LENGTH]);

/* The finished page of a request, with its compressed form. */
rehab_kept *rehab_kept_make(const rehab_request *request);

/* "digest" or, compressed, "digest-g", with the quotes. */
const char *rehab_kept_etag(apr_pool_t *pool, const rehab_kept *kept, int compressed);

/* All but the bodies, as bytes, and back; 0 when the media type is too long, NULL when the bytes
 * are none of ours. */
apr_size_t rehab_kept_pack(const rehab_kept *kept, unsigned char head[REHAB_HEAD_LENGTH]);
rehab_kept *rehab_kept_unpack(apr_pool_t *pool, const unsigned char *head, apr_size_t length);

/* A digest over all that pages are made of: declarations, statements, sheets, strings and the
 * organisation.  Two servers with the same files have the same one. */
const char *rehab_kept_mark(apr_pool_t *pool, const rehab_site *site);

#endif
