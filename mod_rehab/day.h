/* day: days of the calendar as text, 2026-11-21, and their arithmetic. */
#ifndef REHAB_DAY_H
#define REHAB_DAY_H

#include "rehab.h"

/* So many days what is over keeps its address and says so; then it is gone.  Statements know the
 * first of these days as :kept_from. */
enum { REHAB_KEPT_DAYS = 90 };

/* Days since 1970-01-01 of a day that is written so; days before are negative. */
int rehab_day_number(const char *day);

/* `days` later (or, below 0, earlier). */
const char *rehab_day_add(apr_pool_t *pool, const char *day, int days);

#endif
