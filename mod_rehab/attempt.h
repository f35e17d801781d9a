/* attempt: how often somebody may try a secret.  Tries are counted before the secret is looked at,
 * so that many at once are no more than the limit; a right one is given back.  For a name that
 * nobody has all is the same.
 *
 * Within a quarter of an hour: RehabAttempts for one name from one network (/24, IPv6 /56), three
 * times that from one network for all names, twenty times that for one name from everywhere.  What
 * one of these refuses the others do not count.  A browser that signed in to this account before is
 * counted by itself and by nothing else, so that nobody elsewhere can keep its owner out. */
#ifndef REHAB_ATTEMPT_H
#define REHAB_ATTEMPT_H

#include "request.h"

typedef struct rehab_attempt {
    const char *kind;               /* "password" or "second": what is tried                     */
    const char *name;               /* whose: a keyed hash or a code                             */
    const char *device;             /* hash of the browser's cookie, where it is this account's  */
} rehab_attempt;

/* Counts one try in a transaction of its own.  Fault 429 with `wait` when it is one too many. */
rehab_fault *rehab_attempt_count(rehab_request *request, rehab_connection *connection,
                                 const rehab_attempt *attempt);

/* Gives it back: the secret was right.  In a transaction of the caller. */
rehab_fault *rehab_attempt_return(rehab_request *request, rehab_connection *connection,
                                  const rehab_attempt *attempt);

/* 192.0.2.0/24 of 192.0.2.7, 2001:db8:0:ff00::/56 of an IPv6 address of 16 bytes; "" of others. */
const char *rehab_attempt_network(apr_pool_t *pool, const unsigned char *address, int length);

#endif
