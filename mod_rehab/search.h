/* search: a typed word is also found by what a statement of the portal gives for it (RehabParam NAME
 * search also=FILE): trades stand in a job's words by one word each, whatever they are called.
 *
 * The statement takes :beginning, letters that a folded word begins with, or a whole word and
 * REHAB_WORD_END (fold.h), and :beyond, the first text behind all that begin so in the order of code
 * points.  It gives one column, words as they are stored. */
#ifndef REHAB_SEARCH_H
#define REHAB_SEARCH_H

#include "fold.h"
#include "request.h"

rehab_search_dialect rehab_search_dialect_of(const rehab_site *site);

/* `typed` was sent for `param`, and `value` is what its statements will see. */
void rehab_search_remember(rehab_request *request, const rehab_param *param, const char *typed,
                           rehab_value *value);

/* Makes the values that were remembered whole.  Faults: those of the statement. */
rehab_fault *rehab_search_complete(rehab_request *request, rehab_connection *connection);

#endif
