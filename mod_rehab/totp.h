/* totp: the second step.  A secret of 20 bytes is in the telephone and, sealed, in the database; a
 * code is six digits of its HMAC over the current 30 seconds (RFC 4226, RFC 6238, SHA-1, which is
 * what all telephones' programs take).  Pure, but for the random bits of rehab_totp_spare. */
#ifndef REHAB_TOTP_H
#define REHAB_TOTP_H

#include "rehab.h"

enum { REHAB_TOTP_BYTES = 20, REHAB_TOTP_SECONDS = 30, REHAB_TOTP_SPARES = 10 };

/* HMAC-SHA-1 (RFC 2104) of a text under a key. */
void rehab_hmac_sha1(const unsigned char *key, apr_size_t key_length, const unsigned char *text,
                     apr_size_t length, unsigned char digest[20]);

/* The code of so many digits (6 to 8) at a step: seconds since 1970 divided by 30. */
const char *rehab_totp_code(apr_pool_t *pool, const unsigned char *secret, apr_size_t length,
                            apr_uint64_t step, int digits);

/* The step near `now_step` (it, the one before, the one after) whose code was typed, if it is later
 * than `last`; 0 when there is none.  Spaces between digits do not matter. */
apr_int64_t rehab_totp_match(apr_pool_t *pool, const unsigned char *secret, const char *typed,
                             apr_int64_t now_step, apr_int64_t last);

/* Base32 (RFC 4648) without padding, as secrets are typed into telephones; and back: NULL when
 * `text` is not exactly `length` bytes. */
const char *rehab_base32(apr_pool_t *pool, const unsigned char *bytes, apr_size_t length);
const unsigned char *rehab_base32_read(apr_pool_t *pool, const char *text, apr_size_t length);

/* The i-th of the codes (0 to 9) that stand in for the telephone, of the secret itself: 12
 * characters of 23456789ABCDEFGHJKMNPQRSTUVWXYZ, ABCD-EFGH-JKLM. */
const char *rehab_totp_spare(apr_pool_t *pool, const unsigned char *secret, int i);

/* Such a code as it was typed, in any case, with or without dashes, in its one form; NULL when it
 * cannot be one. */
const char *rehab_totp_spare_read(apr_pool_t *pool, const char *typed);

#endif
