/* ics: iCalendar's lines (RFC 5545, 3.1): at most 75 octets, ended by CRLF. */
#ifndef REHAB_ICS_H
#define REHAB_ICS_H

#include "rehab.h"

/* Text with LF or CRLF line ends as a calendar's lines; empty lines are dropped, and a character
 * of several bytes stays whole. */
const char *rehab_ics_fold(apr_pool_t *pool, const char *text);

#endif
