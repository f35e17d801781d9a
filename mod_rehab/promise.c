/* promise.c: in go organisation.xml and a moment, out come the instants by which what is sent then
 * is answered, and from which nobody can be said to read it. */
#include "promise.h"

#include <string.h>

static const char *text_of(apr_pool_t *pool, apr_int64_t at)
{
    return at ? rehab_instant_text(pool, at) : NULL;
}

rehab_fault *rehab_promise_make(apr_pool_t *pool, xmlNodePtr organisation, const char *time_zone,
                                apr_int64_t sent, rehab_promise *promise)
{
    rehab_hours *hours = NULL;
    rehab_fault *fault = organisation
        ? rehab_hours_read(pool, organisation, time_zone, &hours) : NULL;

    memset(promise, 0, sizeof *promise);
    if (fault || !hours)
        return fault;
    promise->answer_by = text_of(pool, rehab_hours_answer(hours, pool, sent));
    promise->closes_by = text_of(pool, rehab_hours_working_days(hours, pool, sent,
                                                                REHAB_UNREAD_DAYS));
    return NULL;
}
