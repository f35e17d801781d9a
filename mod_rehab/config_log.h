/* config_log: logs that would remember the visitors of a portal. */
#ifndef REHAB_CONFIG_LOG_H
#define REHAB_CONFIG_LOG_H

#include <httpd.h>

/* At configtest and at start: warns, with file and line, of each log in force on this host whose
 * format holds a visitor's address, what was asked for or where from, and shows the line to write
 * instead.  `base` is the portal's prefix: beside it the host's own log may keep what it has, if it
 * leaves the portal out by env=!portal. */
void rehab_warn_of_logs(apr_pool_t *pool, server_rec *server, const char *base);

#endif
