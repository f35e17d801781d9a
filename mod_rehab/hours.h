/* hours: when the organisation's office is open, and by when it answers, from organisation.xml:
 *
 *     <hours answer="8">
 *         <open days="1 2 3 4 5" from="08:00" to="18:00"/>          1 is Sunday
 *     </hours>
 *     <holidays years="2026 2027">                                  whose other days are entered
 *         <holiday rule="hebrew" month="tishri" day="1" days="2"/>  by ICU's Hebrew calendar
 *         <holiday date="2026-10-27" last="2026-10-28"/>            a day, or days, as entered
 *     </holidays>
 *
 * Instants are microseconds since 1970, as rehab_now gives them. */
#ifndef REHAB_HOURS_H
#define REHAB_HOURS_H

#include <libxml/tree.h>

#include "rehab.h"

typedef struct rehab_hours rehab_hours;

/* Reads them from the root of organisation.xml; *hours NULL where no <open> is set.  Fault 500
 * with the line of what is no hour, day, month or date. */
rehab_fault *rehab_hours_read(apr_pool_t *pool, xmlNodePtr organisation, const char *time_zone,
                              rehab_hours **hours);

/* From when until when the office is open, without a break. */
typedef struct rehab_stretch { const char *from, *to; } rehab_stretch;

/* What is so at an instant.  Days are 2026-11-22, hours 08:00; NULL: does not apply. */
typedef struct rehab_office {
    int known;                          /* 0: this year's holidays are not entered; all is NULL */
    int open_now;
    apr_array_header_t *today;          /* rehab_stretch of today; none: closed all day         */
    const char *open_until;             /* while open                                           */
    const char *next_day, *next_from;   /* while closed: when it opens                          */
    const char *answer_day, *answer_hour;   /* of what is sent now                              */
} rehab_office;

void rehab_hours_office(const rehab_hours *hours, apr_pool_t *pool, apr_int64_t now,
                        rehab_office *office);

/* By when what was sent at `sent` is answered; 0 where that is not set, or not known because a
 * year's holidays are not entered. */
apr_int64_t rehab_hours_answer(const rehab_hours *hours, apr_pool_t *pool, apr_int64_t sent);

/* The days (const char *, 2026-12-05) of the year to come on which somebody would be there, were it
 * no holiday; up to the first year that is not entered. */
apr_array_header_t *rehab_hours_holidays(const rehab_hours *hours, apr_pool_t *pool,
                                         apr_int64_t from);

/* When the office closes on the n-th working day after that of `from`; 0 when there is none within
 * a year.  Needs no year to be entered. */
apr_int64_t rehab_hours_working_days(const rehab_hours *hours, apr_pool_t *pool, apr_int64_t from,
                                     int n);

#endif
