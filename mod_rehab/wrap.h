/* wrap: a secret of 32 bytes closed by a password or by a session's token, as text for a column.
 * Each is bound to its owner, so that a row moved to another opens nothing. */
#ifndef REHAB_WRAP_H
#define REHAB_WRAP_H

#include "rehab.h"

enum { REHAB_SECRET_BYTES = 32 };

/* A key pair (X25519) whose id is the first 32 hex of its public half's BLAKE2b. */
typedef struct rehab_pair {
    unsigned char public_key[REHAB_SECRET_BYTES];
    unsigned char *secret;
    const char *id;
} rehab_pair;

rehab_pair *rehab_pair_make(apr_pool_t *pool);
const char *rehab_pair_id(apr_pool_t *pool, const unsigned char *public_key);

/* w1.PASSES.MEMORY.SALT.NONCE.BOX by Argon2id.  Takes some 70 ms and 64 MB. */
rehab_fault *rehab_wrap_by_password(apr_pool_t *pool, const unsigned char *secret,
                                    const char *owner, const char *password, const char **text);
/* *secret is NULL when the password or the owner is another. */
rehab_fault *rehab_unwrap_by_password(apr_pool_t *pool, const char *text, const char *owner,
                                      const char *password, const unsigned char **secret);

/* t1.NONCE.BOX by a key made of the token, which is 256 random bits. */
const char *rehab_wrap_by_token(apr_pool_t *pool, const unsigned char *secret, const char *owner,
                                const char *token);
/* NULL when the token or the owner is another. */
const unsigned char *rehab_unwrap_by_token(apr_pool_t *pool, const char *text, const char *owner,
                                           const char *token);

/* 32 bytes as base64 and back; NULL when the text is none. */
const unsigned char *rehab_secret_read(apr_pool_t *pool, const char *base64);

#endif
