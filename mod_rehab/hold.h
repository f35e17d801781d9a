/* hold: the key pair of a member of staff, and through it the team's secret half.  The pair is made
 * at a sign-in, the first time or after a password was set by a link; the team's half is then sealed
 * to it by another key holder (rehabctl key add). */
#ifndef REHAB_HOLD_H
#define REHAB_HOLD_H

#include "gate.h"
#include "db.h"

typedef struct rehab_hold {
    const char *account;                /* account_id                                            */
    const unsigned char *own, *team;    /* secret halves; NULL: not opened, no key holder        */
    const char *own_public, *wrapped;   /* account_key's columns                                 */
    const char *sealed;                 /* team_holder's, or NULL                                */
    int changed;                        /* the rows are to be written anew                       */
} rehab_hold;

/* Reads the rows of an account; `wrapped` is NULL where there are none. */
rehab_fault *rehab_hold_read(apr_pool_t *pool, rehab_connection *connection, const char *account,
                             rehab_hold *hold);

/* Opens what was read with the account's password.  Holds no connection: it takes as long as a
 * password's hash, and passes the same gate.  With `make`, a pair that is not there or does not open
 * is made anew; without, `own` stays NULL. */
rehab_fault *rehab_hold_open(apr_pool_t *pool, rehab_gate *gate, const char *password, int make,
                             rehab_hold *hold);

/* Closes an opened pair under a new password. */
rehab_fault *rehab_hold_close(apr_pool_t *pool, rehab_gate *gate, const char *password,
                              rehab_hold *hold);

/* Writes rows that changed, in a transaction of the caller. */
rehab_fault *rehab_hold_write(apr_pool_t *pool, rehab_connection *connection, const char *now,
                              const rehab_hold *hold);

/* The team's secret half as team_holder.sealed has it, for the pair of an account; NULL when
 * own_public is none. */
const char *rehab_hold_seal(apr_pool_t *pool, const char *account, const char *own_public,
                            const unsigned char *team);

#endif
