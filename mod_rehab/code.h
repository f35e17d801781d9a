/* code: the short names that people read aloud, 7KQ-4MG, and the long ones in mailed links.
 * Six characters of 23456789ABCDEFGHJKMNPQRSTUVWXYZ; the sixth is a check: the sum of position
 * times value of the first five, modulo 31.  Positions count from 1, values from 0: 7KQ-4MG. */
#ifndef REHAB_CODE_H
#define REHAB_CODE_H

#include "rehab.h"

/* A new random code, six characters without the dash. */
const char *rehab_code_new(apr_pool_t *pool);

/* For rows that are written by the thousand, and for no others: codes near a place, which is drawn
 * among all codes for each batch.  A code is one of 2^18 behind the place, behind the last code those
 * from the first.  Codes from everywhere would have a batch write a page of the index for each row;
 * near ones lie in some dozens.  They are of public adverts: who knows one of a batch of 2,048 still
 * guesses another in one try of 128. */
apr_uint32_t rehab_code_place(void);
const char *rehab_code_near(apr_pool_t *pool, apr_uint32_t place);

/* What a person typed (any case, any digits, with or without dashes and spaces), as six characters;
 * NULL when it is no code or its check is wrong. */
const char *rehab_code_read(apr_pool_t *pool, const char *typed);

/* How it is shown: 7KQ-4MG. */
const char *rehab_code_show(apr_pool_t *pool, const char *code);

/* 256 random bits as 43 characters of base64url, and the SHA-256 of these characters in hex, which
 * is what is stored. */
const char *rehab_link_new(apr_pool_t *pool);
const char *rehab_link_hash(apr_pool_t *pool, const char *link);

/* The next place in the order of lists, as decimal text: milliseconds since 1970 times 2^20 plus a
 * counter of this process that starts at random.  now_ms says the time. */
const char *rehab_listed_new(apr_pool_t *pool, apr_int64_t now_ms);

#endif
