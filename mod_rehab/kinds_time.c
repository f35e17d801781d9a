/* kinds_time.c: a typed day or hour in, its ISO form or a complaint out. */
#include "kinds_inside.h"

#include <apr_lib.h>
#include <apr_strings.h>
#include <string.h>

typedef struct day {
    int year, month, day;
} day;

/* Reads a number of `fewest` to `most` digits at *at and moves behind it; -1 for any other. */
static int read_number(const char **at, int fewest, int most)
{
    int number = 0, digits = 0;

    for (; apr_isdigit(**at) && digits <= most; (*at)++, digits++)
        number = number * 10 + (**at - '0');
    return digits >= fewest && digits <= most ? number : -1;
}

static int skip(const char **at, char c)
{
    if (**at != c)
        return 0;
    (*at)++;
    return 1;
}

static int is_day(const day *d)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int leap = d->year % 4 == 0 && (d->year % 100 != 0 || d->year % 400 == 0);

    if (d->year < 1900 || d->year > 2199 || d->month < 1 || d->month > 12)
        return 0;
    return d->day >= 1 && d->day <= days[d->month - 1] + (leap && d->month == 2);
}

/* Reads 2026-03-09, or 9/3/2026 or 9.3.2026, at *at and moves behind it. */
static int read_day(const char **at, day *d)
{
    if (strspn(*at, "0123456789") == 4) {
        d->year = read_number(at, 4, 4);
        if (!skip(at, '-'))
            return 0;
        d->month = read_number(at, 2, 2);
        if (!skip(at, '-'))
            return 0;
        d->day = read_number(at, 2, 2);
    } else {
        char between;
        d->day = read_number(at, 1, 2);
        between = **at;
        if ((between != '/' && between != '.') || !skip(at, between))
            return 0;
        d->month = read_number(at, 1, 2);
        if (!skip(at, between))
            return 0;
        d->year = read_number(at, 4, 4);
    }
    return is_day(d);
}

/* Reads 07:30, 7:30 or, as some browsers send it, 07:30:00. */
static int read_time(const char **at, int *hour, int *minute)
{
    *hour = read_number(at, 1, 2);
    if (!skip(at, ':'))
        return 0;
    *minute = read_number(at, 2, 2);
    if (strncmp(*at, ":00", 3) == 0)
        *at += 3;
    return *hour >= 0 && *hour < 24 && *minute >= 0 && *minute < 60;
}

const char *rehab_kind_date(apr_pool_t *pool, const rehab_param *param, const char *text,
                            const char **value)
{
    day d;

    (void)param;
    if (!read_day(&text, &d) || *text)
        return "kind";
    *value = apr_psprintf(pool, "%04d-%02d-%02d", d.year, d.month, d.day);
    return NULL;
}

const char *rehab_kind_time(apr_pool_t *pool, const rehab_param *param, const char *text,
                            const char **value)
{
    int hour, minute;

    (void)param;
    if (!read_time(&text, &hour, &minute) || *text)
        return "kind";
    *value = apr_psprintf(pool, "%02d:%02d", hour, minute);
    return NULL;
}

const char *rehab_kind_datetime(apr_pool_t *pool, const rehab_param *param, const char *text,
                                const char **value)
{
    day d;
    int hour, minute;

    (void)param;
    if (!read_day(&text, &d) || !(skip(&text, 'T') || skip(&text, ' ')))
        return "kind";
    if (!read_time(&text, &hour, &minute) || *text)
        return "kind";
    *value = apr_psprintf(pool, "%04d-%02d-%02dT%02d:%02d", d.year, d.month, d.day, hour, minute);
    return NULL;
}
