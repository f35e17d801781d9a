/* password: hashes by libcrypt's yescrypt, few at once, and the passwords that everybody tries
 * first.  A password counts in NFC, so that two keyboards that compose letters differently type the
 * same one. */
#ifndef REHAB_PASSWORD_H
#define REHAB_PASSWORD_H

#include "gate.h"
#include "page.h"

/* Shorter ones are refused. */
enum { REHAB_PASSWORD_LEAST = 10 };

/* A new hash as libcrypt writes it.  Fault 503 "fault.busy" when too many wait at the gate (NULL:
 * no bound). */
rehab_fault *rehab_password_hash(apr_pool_t *pool, rehab_gate *gate, const char *password,
                                 const char **hash);

/* *right is 1 when `hash` is that of the password.  One hash is computed whatever `hash` is: NULL,
 * where there is no such account or it has no password, takes as long as any.  Faults as above. */
rehab_fault *rehab_password_check(apr_pool_t *pool, rehab_gate *gate, const char *password,
                                  const char *hash, int *right);

/* How many were computed in this process so far: what tests count. */
apr_uint32_t rehab_password_hashes(void);

/* NULL when it may be used, else the code of the complaint: "short", "common". */
const char *rehab_password_weakness(apr_pool_t *pool, const rehab_site *site, const char *password);

/* Reads conf/passwords.txt into the site. */
rehab_fault *rehab_password_list_read(apr_pool_t *pool, rehab_site *site);

#endif
