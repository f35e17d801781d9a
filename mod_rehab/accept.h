/* accept: the lists in which a browser says what it would rather have (RFC 9110, 12.4.2), such as
 * "en-US, en;q=0.8, *;q=0.1".  Pure: a header in, names and weights out. */
#ifndef REHAB_ACCEPT_H
#define REHAB_ACCEPT_H

#include "rehab.h"

/* Weights are thousandths: 1000 where the list says none, 0 for what is not wanted or unreadable. */
enum { REHAB_NOT_NAMED = -1 };

/* Takes the next item off *list: 1 with its name and weight, 0 at the end. */
int rehab_accept_next(apr_pool_t *pool, const char **list, const char **name, int *weight);

/* The weight of `name`, in any case; REHAB_NOT_NAMED when the list does not name it. */
int rehab_accept_weight(apr_pool_t *pool, const char *list, const char *name);

#endif
