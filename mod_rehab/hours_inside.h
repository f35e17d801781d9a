/* hours_inside: what reading the hours and asking them share. */
#ifndef REHAB_HOURS_INSIDE_H
#define REHAB_HOURS_INSIDE_H

#include "hours.h"

/* An <open> on one day of the week; minutes since midnight. */
typedef struct span { int weekday, from, to; } span;

typedef struct holiday {
    const char *first, *last;           /* entered days; NULL: by rule                           */
    int month, day, days;               /* of the Hebrew calendar, month as ICU counts           */
} holiday;

struct rehab_hours {
    const char *time_zone, *years;      /* years NULL: none is entered                           */
    apr_array_header_t *spans, *holidays;
    int answer;                         /* working hours; 0: not set                             */
};

#endif
