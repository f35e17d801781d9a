/* examples: what is shipped to look at, an organisation and jobs, and where it may be seen. */
#ifndef REHAB_EXAMPLES_H
#define REHAB_EXAMPLES_H

#include "page.h"

/* 1 when the organisation's file is still the example and the portal's address is not this machine's
 * own: forms are closed, and statements have :no_examples. */
int rehab_examples_hidden(const rehab_site *site);

/* 1 when others than this machine can reach the portal, or its address says so. */
int rehab_examples_reached(const rehab_site *site);

#endif
