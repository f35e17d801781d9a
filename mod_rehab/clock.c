/* clock.c: in go the machine's clock and a site's time zone, out come the moment and the day that
 * pages and statements see. */
#include <apr_strings.h>
#include <apr_time.h>
#include <stdio.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

#include "page.h"

enum { ZONE_ROOM = 64, QUARTER_S = 900 };

apr_int64_t rehab_now(const rehab_site *site)
{
    return apr_time_now() + site->clock_shift;
}

static int read_zone(const char *name, UChar *zone)
{
    UErrorCode code = U_ZERO_ERROR;

    u_strFromUTF8(zone, ZONE_ROOM, NULL, name, -1, &code);
    return U_SUCCESS(code) && code != U_STRING_NOT_TERMINATED_WARNING;
}

int rehab_time_zone_known(const char *name)
{
    UChar zone[ZONE_ROOM], real[ZONE_ROOM];
    UErrorCode code = U_ZERO_ERROR;

    return read_zone(name, zone)
           && ucal_getCanonicalTimeZoneID(zone, -1, real, ZONE_ROOM, NULL, &code) > 0
           && U_SUCCESS(code);
}

static const char *day_of(apr_pool_t *pool, const rehab_site *site)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar zone[ZONE_ROOM];
    apr_int64_t milliseconds = apr_time_as_msec(rehab_now(site));

    if (!read_zone(site->time_zone, zone))
        zone[0] = 0;
    UCalendar *calendar = ucal_open(zone, -1, "en@calendar=gregorian", UCAL_GREGORIAN, &code);

    ucal_setMillis(calendar, (double)milliseconds, &code);
    int year = ucal_get(calendar, UCAL_YEAR, &code);
    int month = ucal_get(calendar, UCAL_MONTH, &code) + 1;
    int day = ucal_get(calendar, UCAL_DATE, &code);

    ucal_close(calendar);
    /* Without ICU's calendar there is still the day in UTC. */
    if (U_FAILURE(code))
        return apr_pstrndup(pool, rehab_now_text(pool, site), 10);
    return apr_psprintf(pool, "%04d-%02d-%02d", year, month, day);
}

/* The day that this thread was asked for last.  In no zone does a day begin but on a quarter of an
 * hour of UTC, so within one the calendar need not be asked again. */
typedef struct last_day {
    apr_int64_t quarter;
    char zone[ZONE_ROOM], day[16];
} last_day;

const char *rehab_today_text(apr_pool_t *pool, const rehab_site *site)
{
    static _Thread_local last_day last;
    apr_int64_t quarter = rehab_now(site) / apr_time_from_sec(QUARTER_S);

    if (quarter != last.quarter || strcmp(last.zone, site->time_zone) != 0) {
        apr_cpystrn(last.day, day_of(pool, site), sizeof last.day);
        apr_cpystrn(last.zone, site->time_zone, sizeof last.zone);
        last.quarter = quarter;
    }
    return apr_pstrdup(pool, last.day);
}

const char *rehab_now_text(apr_pool_t *pool, const rehab_site *site)
{
    return rehab_moment_text(pool, site, 0);
}

const char *rehab_moment_text(apr_pool_t *pool, const rehab_site *site, apr_int64_t seconds)
{
    return rehab_instant_text(pool, rehab_now(site) + apr_time_from_sec(seconds));
}

/* Writes over 0000 or 00 from the end. */
static void put_number(char *text, int width, int number)
{
    for (; width > 0; number /= 10)
        text[--width] = (char)('0' + number % 10);
}

/* By hand: each request has six of these, and to print them took a seventh of what a kept page takes. */
const char *rehab_instant_text(apr_pool_t *pool, apr_int64_t instant)
{
    char *text = apr_pstrdup(pool, "0000-00-00T00:00:00Z");
    apr_time_exp_t at;

    apr_time_exp_gmt(&at, instant);
    put_number(text, 4, at.tm_year + 1900);
    put_number(text + 5, 2, at.tm_mon + 1);
    put_number(text + 8, 2, at.tm_mday);
    put_number(text + 11, 2, at.tm_hour);
    put_number(text + 14, 2, at.tm_min);
    put_number(text + 17, 2, at.tm_sec);
    return text;
}

apr_int64_t rehab_moment_seconds(const char *text)
{
    apr_time_exp_t at = { 0 };
    apr_time_t moment;

    if (sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2dZ", &at.tm_year, &at.tm_mon, &at.tm_mday, &at.tm_hour,
               &at.tm_min, &at.tm_sec) != 6)
        return 0;
    at.tm_year -= 1900;
    at.tm_mon -= 1;
    return apr_time_exp_gmt_get(&moment, &at) == APR_SUCCESS ? apr_time_sec(moment) : 0;
}
