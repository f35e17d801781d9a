/* hours.c: in go opening hours, holidays and an instant, out comes whether somebody is there, and
 * when.  All days and hours are those of the site's time zone, so a day may have 23 or 25 hours. */
#include "hours_inside.h"

#include <apr_strings.h>
#include <apr_time.h>
#include <stdio.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

enum { MINUTE_MS = 60000, DAY_MS = 86400000, NOON = 12 * 60, MOST_DAYS = 400, YEAR_DAYS = 366, ZONE_ROOM = 64 };

/* A day that is looked at, between others. */
typedef struct walk {
    const rehab_hours *hours;
    UCalendar *civil, *hebrew;
    int year, month, date, weekday;     /* month from 1, Sunday 1                                */
    int unknown;                        /* 1: came through a year that is not entered            */
} walk;

/* --- Days */

static void look(walk *w)
{
    UErrorCode code = U_ZERO_ERROR;

    w->year = ucal_get(w->civil, UCAL_YEAR, &code);
    w->month = ucal_get(w->civil, UCAL_MONTH, &code) + 1;
    w->date = ucal_get(w->civil, UCAL_DATE, &code);
    w->weekday = ucal_get(w->civil, UCAL_DAY_OF_WEEK, &code);
    char year[8];

    snprintf(year, sizeof year, "%04d", w->year % 10000);
    if (!w->hours->years || !strstr(w->hours->years, year))
        w->unknown = 1;
}

/* The instant, in milliseconds, of that minute of the day. */
static apr_int64_t instant(walk *w, int minute)
{
    UErrorCode code = U_ZERO_ERROR;

    ucal_setDateTime(w->civil, w->year, w->month - 1, w->date, minute / 60, minute % 60, 0, &code);
    ucal_set(w->civil, UCAL_MILLISECOND, 0);
    return (apr_int64_t)ucal_getMillis(w->civil, &code);
}

static void next_day(walk *w)
{
    UErrorCode code = U_ZERO_ERROR;

    instant(w, NOON);
    ucal_add(w->civil, UCAL_DATE, 1, &code);
    look(w);
}

static int by_rule(walk *w, const holiday *one)
{
    apr_int64_t noon = instant(w, NOON);

    for (int back = 0; back < one->days; back++) {
        UErrorCode code = U_ZERO_ERROR;

        ucal_setMillis(w->hebrew, (double)(noon - (apr_int64_t)back * DAY_MS), &code);
        if (ucal_get(w->hebrew, UCAL_MONTH, &code) == one->month
            && ucal_get(w->hebrew, UCAL_DATE, &code) == one->day)
            return 1;
    }
    return 0;
}

static const char *day_text(apr_pool_t *pool, const walk *w)
{
    return apr_psprintf(pool, "%04d-%02d-%02d", w->year, w->month, w->date);
}

static int is_holiday(walk *w, apr_pool_t *pool)
{
    const char *today = day_text(pool, w);
    const apr_array_header_t *holidays = w->hours->holidays;

    for (int i = 0; i < holidays->nelts; i++) {
        const holiday *one = &APR_ARRAY_IDX(holidays, i, holiday);

        if (one->first ? strcmp(today, one->first) >= 0 && strcmp(today, one->last) <= 0
                       : by_rule(w, one))
            return 1;
    }
    return 0;
}

static int begin(walk *w, const rehab_hours *hours, apr_int64_t at)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar zone[ZONE_ROOM];
    apr_int64_t milliseconds = apr_time_as_msec(at);

    memset(w, 0, sizeof *w);
    w->hours = hours;
    u_strFromUTF8(zone, ZONE_ROOM, NULL, hours->time_zone, -1, &code);
    w->civil = ucal_open(zone, -1, "en@calendar=gregorian", UCAL_GREGORIAN, &code);
    w->hebrew = ucal_open(zone, -1, "en@calendar=hebrew", UCAL_TRADITIONAL, &code);
    if (U_SUCCESS(code)) {
        ucal_setMillis(w->civil, (double)milliseconds, &code);
        look(w);
    }
    return U_SUCCESS(code);
}

static void end(walk *w)
{
    ucal_close(w->civil);
    ucal_close(w->hebrew);
}

/* The next stretch of open time that ends after `at` (milliseconds), from the day of the walk on;
 * the walk is then on its day. */
static const span *next_span(walk *w, apr_pool_t *pool, apr_int64_t at)
{
    const apr_array_header_t *spans = w->hours->spans;

    for (int days = 0; days < MOST_DAYS; days++) {
        int closed = is_holiday(w, pool);

        for (int i = 0; !closed && i < spans->nelts; i++) {
            const span *one = &APR_ARRAY_IDX(spans, i, span);

            if (one->weekday == w->weekday && instant(w, one->to) > at)
                return one;
        }
        next_day(w);
    }
    return NULL;
}

/* --- Answers */

static const char *hour_text(apr_pool_t *pool, int minute)
{
    return apr_psprintf(pool, "%02d:%02d", minute / 60, minute % 60);
}

/* Works `hours->answer` hours from `sent` on; *minute of the walk's day, 0 when it is not known. */
static apr_int64_t answer(walk *w, apr_pool_t *pool, apr_int64_t sent, int *minute)
{
    apr_int64_t at = apr_time_as_msec(sent), left = (apr_int64_t)w->hours->answer * 60 * MINUTE_MS;
    const span *one;

    while (left && (one = next_span(w, pool, at))) {
        apr_int64_t from = instant(w, one->from), to = instant(w, one->to);

        if (from < at)
            from = at;
        if (to - from >= left) {
            *minute = one->to - (int)((to - from - left) / MINUTE_MS);
            return w->unknown ? 0 : apr_time_from_msec(from + left);
        }
        left -= to - from;
        at = to;
    }
    return 0;
}

/* Full hours read better; the office's own last minute stays. */
static int rounded(const walk *w, int minute)
{
    int hour = (minute + 59) / 60 * 60;

    for (int i = 0; i < w->hours->spans->nelts; i++) {
        const span *one = &APR_ARRAY_IDX(w->hours->spans, i, span);

        if (one->weekday == w->weekday && minute > one->from && minute <= one->to && hour > one->to)
            return one->to;
    }
    return hour;
}

apr_int64_t rehab_hours_answer(const rehab_hours *hours, apr_pool_t *pool, apr_int64_t sent)
{
    apr_int64_t by = 0;
    walk w;
    int minute;

    /* What pages tell is the full hour, and a promise is kept until then. */
    if (begin(&w, hours, sent) && answer(&w, pool, sent, &minute))
        by = apr_time_from_msec(instant(&w, rounded(&w, minute)));
    end(&w);
    return by;
}

apr_int64_t rehab_hours_working_days(const rehab_hours *hours, apr_pool_t *pool, apr_int64_t from,
                                     int n)
{
    apr_int64_t closes = 0;
    walk w;

    if (begin(&w, hours, from)) {
        for (int found = 0; found < n; found++) {
            const span *one;

            next_day(&w);
            one = next_span(&w, pool, 0);
            closes = 0;
            if (!one)
                break;
            for (int i = 0; i < hours->spans->nelts; i++) {
                const span *other = &APR_ARRAY_IDX(hours->spans, i, span);

                if (other->weekday == w.weekday && instant(&w, other->to) > closes)
                    closes = instant(&w, other->to);
            }
        }
    }
    end(&w);
    return apr_time_from_msec(closes);
}

static int is_working_day(const walk *w)
{
    for (int i = 0; i < w->hours->spans->nelts; i++)
        if (APR_ARRAY_IDX(w->hours->spans, i, span).weekday == w->weekday)
            return 1;
    return 0;
}

apr_array_header_t *rehab_hours_holidays(const rehab_hours *hours, apr_pool_t *pool,
                                         apr_int64_t from)
{
    apr_array_header_t *days = apr_array_make(pool, 16, sizeof(const char *));
    walk w;

    if (begin(&w, hours, from))
        for (int i = 0; i < YEAR_DAYS && !w.unknown; i++) {
            if (is_working_day(&w) && is_holiday(&w, pool))
                APR_ARRAY_PUSH(days, const char *) = day_text(pool, &w);
            next_day(&w);
        }
    end(&w);
    return days;
}

static void add_today(walk *w, apr_pool_t *pool, rehab_office *office)
{
    office->today = apr_array_make(pool, 2, sizeof(rehab_stretch));
    if (is_holiday(w, pool))
        return;
    for (int i = 0; i < w->hours->spans->nelts; i++) {
        const span *one = &APR_ARRAY_IDX(w->hours->spans, i, span);

        if (one->weekday != w->weekday)
            continue;
        rehab_stretch *stretch = apr_array_push(office->today);

        stretch->from = hour_text(pool, one->from);
        stretch->to = hour_text(pool, one->to);
    }
}

void rehab_hours_office(const rehab_hours *hours, apr_pool_t *pool, apr_int64_t now,
                        rehab_office *office)
{
    rehab_office found = { .known = 1 };
    apr_int64_t at = apr_time_as_msec(now);
    const span *next;
    int minute;
    walk w;

    memset(office, 0, sizeof *office);
    if (begin(&w, hours, now)) {
        add_today(&w, pool, &found);
        next = next_span(&w, pool, at);
        found.open_now = next && instant(&w, next->from) <= at;
        if (found.open_now)
            found.open_until = hour_text(pool, next->to);
        if (next && !found.open_now && !w.unknown) {
            found.next_day = day_text(pool, &w);
            found.next_from = hour_text(pool, next->from);
        }
        found.known = !w.unknown;
    }
    end(&w);
    if (!found.known)
        return;
    *office = found;
    if (begin(&w, hours, now) && answer(&w, pool, now, &minute)) {
        office->answer_day = day_text(pool, &w);
        office->answer_hour = hour_text(pool, rounded(&w, minute));
    }
    end(&w);
}
