/* session_key: the team's secret half while a key holder is signed in, closed by the session's token,
 * which only the browser has. */
#ifndef REHAB_SESSION_KEY_H
#define REHAB_SESSION_KEY_H

#include "db.h"

/* *team is NULL when the session of that hash holds no key. */
rehab_fault *rehab_session_key_take(apr_pool_t *pool, rehab_connection *connection,
                                    const char *hash, const char *token,
                                    const unsigned char **team);

/* In the transaction that begins the session; team NULL: nothing. */
rehab_fault *rehab_session_key_put(apr_pool_t *pool, rehab_connection *connection,
                                   const char *hash, const char *token,
                                   const unsigned char *team);

#endif
