/* patience.c: a connection in, a write transaction out, however busy the database is. */
#include "patience.h"

#include <apr_time.h>
#include <string.h>

enum { MOST_SECONDS = 60, PAUSE_MS = 50 };

rehab_fault *rehab_begin_patiently(rehab_connection *connection)
{
    apr_time_t until = apr_time_now() + apr_time_from_sec(MOST_SECONDS);
    rehab_fault *fault = rehab_db_begin_write(connection);

    while (fault && strcmp(fault->say, "fault.busy") == 0 && apr_time_now() < until) {
        apr_sleep(apr_time_from_msec(PAUSE_MS));
        fault = rehab_db_begin_write(connection);
    }
    return fault;
}
