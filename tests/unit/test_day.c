/* day: the calendar, over months, years and leap days. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <apr_general.h>
#include <stdio.h>
#include <time.h>

#include "day.h"

static int make_pool(void **state)
{
    apr_pool_t *pool;

    apr_initialize();
    apr_pool_create(&pool, NULL);
    *state = pool;
    return 0;
}

static int drop_pool(void **state)
{
    apr_pool_destroy(*state);
    return 0;
}

static void counts_from_1970(void **state)
{
    (void)state;
    assert_int_equal(rehab_day_number("1970-01-01"), 0);
    assert_int_equal(rehab_day_number("1969-12-31"), -1);
    assert_int_equal(rehab_day_number("2026-11-21"), 20778);
}

static void adds_over_the_end_of_a_year(void **state)
{
    assert_string_equal(rehab_day_add(*state, "2026-12-31", 1), "2027-01-01");
    assert_string_equal(rehab_day_add(*state, "2027-01-01", -1), "2026-12-31");
    assert_string_equal(rehab_day_add(*state, "2026-07-23", 60), "2026-09-21");
}

static void knows_leap_days(void **state)
{
    assert_string_equal(rehab_day_add(*state, "2028-02-28", 1), "2028-02-29");
    assert_string_equal(rehab_day_add(*state, "2100-02-28", 1), "2100-03-01");
    assert_string_equal(rehab_day_add(*state, "2000-03-01", -1), "2000-02-29");
}

static void agrees_with_the_system_on_every_day_of_two_centuries(void **state)
{
    const char *day = "1901-01-01";

    for (int number = rehab_day_number(day); number < 47482; number++) {
        time_t seconds = (time_t)number * 86400;
        struct tm parts;
        char text[32];

        gmtime_r(&seconds, &parts);
        snprintf(text, sizeof text, "%04d-%02d-%02d", (parts.tm_year + 1900) % 10000,
                 (parts.tm_mon + 1) % 100, parts.tm_mday % 100);
        assert_string_equal(day, text);
        assert_int_equal(rehab_day_number(day), number);
        day = rehab_day_add(*state, day, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_from_1970),
        cmocka_unit_test(adds_over_the_end_of_a_year),
        cmocka_unit_test(knows_leap_days),
        cmocka_unit_test(agrees_with_the_system_on_every_day_of_two_centuries),
    };

    return cmocka_run_group_tests(tests, make_pool, drop_pool);
}
