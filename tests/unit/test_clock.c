/* test_clock: the moment and the day of a site. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <apr_strings.h>
#include <apr_time.h>

#include "page.h"
#include "pool_here.h"

/* The clock of this program, in libapr's place: it stands. */
apr_time_t apr_time_now(void)
{
    return apr_time_from_sec(1782864000) + 42;
}

/* A site whose clock stands at this moment (seconds since 1970) in this zone. */
static rehab_site site_at(apr_int64_t seconds, const char *zone)
{
    rehab_site site = { 0 };

    site.time_zone = zone;
    site.clock_shift = apr_time_from_sec(seconds) - apr_time_now();
    return site;
}

static const char *today(apr_int64_t seconds, const char *zone)
{
    rehab_site site = site_at(seconds, zone);

    return rehab_today_text(pool, &site);
}

static const char *now(apr_int64_t seconds)
{
    rehab_site site = site_at(seconds, "Asia/Jerusalem");

    return rehab_now_text(pool, &site);
}

enum { NINTH_OF_MARCH_2026 = 1773014400, FIRST_OF_JULY_2026 = 1782864000, HOUR = 3600 };

static void moves_the_clock_by_what_the_site_says(void **state)
{
    rehab_site site = { 0 };

    (void)state;
    assert_int_equal(rehab_now(&site), apr_time_now());
    site.clock_shift = apr_time_from_sec(HOUR);
    assert_int_equal(rehab_now(&site), apr_time_now() + apr_time_from_sec(HOUR));
}

static void says_the_moment_in_utc(void **state)
{
    (void)state;
    assert_string_equal(now(NINTH_OF_MARCH_2026), "2026-03-09T00:00:00Z");
    assert_string_equal(now(NINTH_OF_MARCH_2026 - 1), "2026-03-08T23:59:59Z");
    assert_string_equal(now(0), "1970-01-01T00:00:00Z");
}

static void begins_the_day_at_midnight_in_jerusalem(void **state)
{
    (void)state;
    assert_string_equal(today(NINTH_OF_MARCH_2026 - 2 * HOUR - 1, "Asia/Jerusalem"), "2026-03-08");
    assert_string_equal(today(NINTH_OF_MARCH_2026 - 2 * HOUR, "Asia/Jerusalem"), "2026-03-09");
}

static void knows_summer_time(void **state)
{
    (void)state;
    assert_string_equal(today(FIRST_OF_JULY_2026 - 3 * HOUR - 1, "Asia/Jerusalem"), "2026-06-30");
    assert_string_equal(today(FIRST_OF_JULY_2026 - 3 * HOUR, "Asia/Jerusalem"), "2026-07-01");
}

static void follows_the_zone_that_the_site_names(void **state)
{
    (void)state;
    assert_string_equal(today(NINTH_OF_MARCH_2026, "America/New_York"), "2026-03-08");
    assert_string_equal(today(NINTH_OF_MARCH_2026, "UTC"), "2026-03-09");
}

static void tells_time_zones_from_other_words(void **state)
{
    (void)state;
    assert_true(rehab_time_zone_known("Asia/Jerusalem"));
    assert_true(rehab_time_zone_known("UTC"));
    assert_true(rehab_time_zone_known("GMT+3"));
    assert_false(rehab_time_zone_known("Asia/Jerusalm"));
    assert_false(rehab_time_zone_known(""));
    assert_false(rehab_time_zone_known("\xff"));
    assert_false(rehab_time_zone_known("Asia/Jerusalem and a very long text behind it, longer than"
                                       " any name of a zone could be"));
}

static void has_a_day_even_in_no_zone(void **state)
{
    (void)state;
    assert_string_equal(today(NINTH_OF_MARCH_2026, "Nowhere/At_All"), "2026-03-09");
}

static void an_instant_is_said_to_the_second(void **state)
{
    (void)state;
    assert_string_equal(rehab_instant_text(pool, apr_time_from_sec(1794958689)), "2026-11-17T23:38:09Z");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_instant_is_said_to_the_second),
        cmocka_unit_test(moves_the_clock_by_what_the_site_says),
        cmocka_unit_test(says_the_moment_in_utc),
        cmocka_unit_test(begins_the_day_at_midnight_in_jerusalem),
        cmocka_unit_test(knows_summer_time),
        cmocka_unit_test(follows_the_zone_that_the_site_names),
        cmocka_unit_test(tells_time_zones_from_other_words),
        cmocka_unit_test(has_a_day_even_in_no_zone),
    };

    return cmocka_run_group_tests(tests, open_pool, close_pool);
}
