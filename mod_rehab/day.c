/* day.c: a day in, another day out, by the Gregorian calendar. */
#include "day.h"

#include <apr_strings.h>
#include <stdlib.h>

enum { DAYS_OF_400_YEARS = 146097, DAYS_TO_1970 = 719468 };

int rehab_day_number(const char *day)
{
    int year = atoi(day), month = atoi(day + 5), of_month = atoi(day + 8);

    /* The year begins in March here, so that the leap day is its last. */
    year -= month <= 2;
    int era = (year >= 0 ? year : year - 399) / 400, of_era = year - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + of_month - 1;

    return era * DAYS_OF_400_YEARS + of_era * 365 + of_era / 4 - of_era / 100 + of_year
        - DAYS_TO_1970;
}

const char *rehab_day_add(apr_pool_t *pool, const char *day, int days)
{
    int number = rehab_day_number(day) + days + DAYS_TO_1970;
    int era = (number >= 0 ? number : number - DAYS_OF_400_YEARS + 1) / DAYS_OF_400_YEARS;
    int of_era = number - era * DAYS_OF_400_YEARS;
    int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year + year / 4 - year / 100);
    int shifted = (5 * of_year + 2) / 153, month = shifted < 10 ? shifted + 3 : shifted - 9;

    return apr_psprintf(pool, "%04d-%02d-%02d", year + era * 400 + (month <= 2), month,
                        of_year - (153 * shifted + 2) / 5 + 1);
}
