/* person: what one sending holds is sealed to a key of its own, and the secret half of that to the
 * team, so that the server can write and not read, and who erases the key erases what it opened.
 * While there is no team key, the desk's key takes the place of both. */
#ifndef REHAB_PERSON_H
#define REHAB_PERSON_H

#include "request.h"

/* The value as SQL stores it, bound to page and parameter. */
const char *rehab_person_seal(rehab_request *request, const char *param, const char *value);

/* Stores the key of this request's sealed values, if it has any, in its write transaction. */
rehab_fault *rehab_person_keep(rehab_request *request, rehab_connection *connection);

/* A key as person_key.sealed has it: that of `pair`, for `team_public`. */
const char *rehab_person_key_close(apr_pool_t *pool, const struct rehab_pair *pair,
                                   const unsigned char *team_public, const char *team_id);

/* The text behind `value`, a column `name` that was sealed as the parameter of that name; `key` is
 * its person_key.sealed.  *text is NULL when the team's secret half does not open it. */
rehab_fault *rehab_person_open(apr_pool_t *pool, const unsigned char *team, const char *key,
                               const char *name, const char *value, const char **text);

#endif
