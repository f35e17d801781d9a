/* promise: what the organisation's hours make of something that is sent at a moment. */
#ifndef REHAB_PROMISE_H
#define REHAB_PROMISE_H

#include "hours.h"
#include "page.h"

/* So many working days without a sign of the desk, and nobody reads what is sent. */
enum { REHAB_UNREAD_DAYS = 5 };

/* Instants as text, 2026-11-21T10:20:30Z. */
typedef struct rehab_promise {
    const char *answer_by;              /* NULL: hours or the year's holidays are not set        */
    const char *closes_by;              /* end of the fifth working day; NULL: hours are not set */
} rehab_promise;

/* By organisation.xml (NULL: nothing is promised), for what is sent at `sent`. */
rehab_fault *rehab_promise_make(apr_pool_t *pool, xmlNodePtr organisation, const char *time_zone,
                                apr_int64_t sent, rehab_promise *promise);

#endif
