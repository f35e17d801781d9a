/* action: what a declaration cannot say (sign in, set a password, upload) is a C function with a
 * name, in one table.  A page names it: RehabAction NAME. */
#ifndef REHAB_ACTION_H
#define REHAB_ACTION_H

#include "request.h"

/* The action of that name, or NULL. */
const rehab_action *rehab_action_named(const char *name);

#endif
