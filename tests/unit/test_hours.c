/* test_hours: whether somebody is there, and by when an answer comes, on days that are not like
 * others: Friday, Shabbat, feasts, days of 23 and 25 hours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <apr_strings.h>
#include <apr_time.h>
#include <libxml/parser.h>

#include "hours.h"
#include "pool_here.h"

static const char week[] =
    "<hours answer='8'><open days='1 2 3 4 5' from='08:00' to='18:00'/>"
    "<open days='6' from='08:00' to='12:00'/></hours>"
    "<holidays years='2025 2026 2027 2028'>"
    "<holiday rule='hebrew' month='tishri' day='1' days='2'/>"
    "<holiday rule='hebrew' month='tishri' day='10'/>"
    "<holiday rule='hebrew' month='nisan' day='15'/>"
    "<holiday rule='hebrew' month='adar' day='14'/>"
    "<holiday date='2026-10-27'/></holidays>";

static rehab_fault *read_hours(const char *text, rehab_hours **hours)
{
    const char *whole = apr_pstrcat(pool, "<organisation>", text, "</organisation>", NULL);
    xmlDocPtr document = xmlReadMemory(whole, (int)strlen(whole), "organisation.xml", NULL,
                                       XML_PARSE_NONET);
    rehab_fault *fault = rehab_hours_read(pool, xmlDocGetRootElement(document), "Asia/Jerusalem",
                                          hours);

    xmlFreeDoc(document);
    return fault;
}

static rehab_hours *hours_of(const char *text)
{
    rehab_hours *hours = NULL;

    assert_null(read_hours(text, &hours));
    return hours;
}

/* An instant in UTC. */
static apr_int64_t utc(int year, int month, int day, int hour, int minute)
{
    apr_time_exp_t at = { .tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day,
                          .tm_hour = hour, .tm_min = minute };
    apr_time_t instant;

    assert_int_equal(apr_time_exp_gmt_get(&instant, &at), APR_SUCCESS);
    return instant;
}

static rehab_office office_at(const char *text, apr_int64_t now)
{
    rehab_office office;

    rehab_hours_office(hours_of(text), pool, now, &office);
    return office;
}

static void answers(const char *text, apr_int64_t sent, const char *day, const char *hour)
{
    rehab_office office = office_at(text, sent);

    assert_non_null(office.answer_day);
    assert_string_equal(office.answer_day, day);
    assert_string_equal(office.answer_hour, hour);
}

static void opens(const char *text, apr_int64_t now, const char *day, const char *hour)
{
    rehab_office office = office_at(text, now);

    assert_int_equal(office.known, 1);
    assert_int_equal(office.open_now, 0);
    assert_string_equal(office.next_day, day);
    assert_string_equal(office.next_from, hour);
}

static void is_open_between_its_hours_in_the_zones_time(void **state)
{
    rehab_office office = office_at(week, utc(2026, 11, 22, 6, 0));

    (void)state;
    assert_int_equal(office.open_now, 1);
    assert_int_equal(office.today->nelts, 1);
    assert_string_equal(APR_ARRAY_IDX(office.today, 0, rehab_stretch).from, "08:00");
    assert_string_equal(APR_ARRAY_IDX(office.today, 0, rehab_stretch).to, "18:00");
    assert_string_equal(office.open_until, "18:00");
    assert_null(office.next_day);
    assert_int_equal(office_at(week, utc(2026, 11, 22, 5, 59)).open_now, 0);
    assert_int_equal(office_at(week, utc(2026, 11, 22, 15, 59)).open_now, 1);
    assert_int_equal(office_at(week, utc(2026, 11, 22, 16, 0)).open_now, 0);
}

static void opens_later_today_or_on_the_next_open_day(void **state)
{
    (void)state;
    opens(week, utc(2026, 11, 22, 4, 0), "2026-11-22", "08:00");
    opens(week, utc(2026, 11, 22, 17, 0), "2026-11-23", "08:00");
}

static void is_closed_from_friday_noon_to_sunday(void **state)
{
    rehab_office shabbat = office_at(week, utc(2026, 11, 21, 8, 0));

    (void)state;
    assert_int_equal(office_at(week, utc(2026, 11, 20, 9, 59)).open_now, 1);
    opens(week, utc(2026, 11, 20, 10, 0), "2026-11-22", "08:00");
    assert_int_equal(shabbat.today->nelts, 0);
    assert_string_equal(shabbat.next_day, "2026-11-22");
}

static void tells_both_halves_of_a_day_with_a_break(void **state)
{
    static const char noon[] = "<hours><open days='1' from='08:00' to='12:00'/>"
                               "<open days='1' from='16:00' to='18:30'/></hours>"
                               "<holidays years='2026'/>";
    rehab_office office = office_at(noon, utc(2026, 11, 22, 7, 0));

    (void)state;
    assert_string_equal(office.open_until, "12:00");
    assert_int_equal(office.today->nelts, 2);
    assert_string_equal(APR_ARRAY_IDX(office.today, 1, rehab_stretch).from, "16:00");
    assert_string_equal(APR_ARRAY_IDX(office.today, 1, rehab_stretch).to, "18:30");
    opens(noon, utc(2026, 11, 22, 11, 0), "2026-11-22", "16:00");
}

static void counts_working_hours_to_an_answer(void **state)
{
    (void)state;
    answers(week, utc(2026, 11, 22, 6, 0), "2026-11-22", "16:00");
    answers(week, utc(2026, 11, 22, 12, 0), "2026-11-23", "12:00");
    answers(week, utc(2026, 11, 20, 8, 0), "2026-11-22", "14:00");
    answers(week, utc(2026, 11, 21, 8, 0), "2026-11-22", "16:00");
}

static void says_the_next_full_hour_and_never_one_after_closing(void **state)
{
    (void)state;
    answers(week, utc(2026, 11, 22, 6, 10), "2026-11-22", "17:00");
    answers("<hours answer='1'><open days='1' from='08:00' to='09:30'/></hours>"
            "<holidays years='2026'/>", utc(2026, 11, 22, 6, 20), "2026-11-22", "09:30");
}

static void is_closed_on_both_days_of_rosh_hashana(void **state)
{
    /* 12 and 13 September 2026 (Saturday, Sunday); 2 and 3 October 2027 (Saturday, Sunday). */
    (void)state;
    opens(week, utc(2026, 9, 13, 8, 0), "2026-09-14", "08:00");
    opens(week, utc(2027, 10, 3, 8, 0), "2027-10-04", "08:00");
    answers(week, utc(2026, 9, 11, 7, 0), "2026-09-14", "14:00");
}

static void is_closed_on_yom_kippur(void **state)
{
    (void)state;
    opens(week, utc(2026, 9, 21, 8, 0), "2026-09-22", "08:00");
    assert_int_equal(office_at(week, utc(2026, 9, 21, 8, 0)).today->nelts, 0);
}

static void is_closed_on_pesach_in_leap_years_too(void **state)
{
    /* 2 April 2026; 22 April 2027, after a leap month. */
    (void)state;
    opens(week, utc(2026, 4, 2, 8, 0), "2026-04-03", "08:00");
    opens(week, utc(2027, 4, 22, 8, 0), "2027-04-23", "08:00");
}

static void takes_adar_for_the_second_in_a_leap_year(void **state)
{
    /* Purim: 3 March 2026; 23 March 2027, and not 21 February. */
    (void)state;
    assert_int_equal(office_at(week, utc(2026, 3, 3, 8, 0)).open_now, 0);
    assert_int_equal(office_at(week, utc(2027, 3, 23, 8, 0)).open_now, 0);
    assert_int_equal(office_at(week, utc(2027, 2, 21, 8, 0)).open_now, 1);
}

static void is_closed_on_days_that_were_entered(void **state)
{
    (void)state;
    opens(week, utc(2026, 10, 27, 8, 0), "2026-10-28", "08:00");
    opens("<hours><open days='1 2 3 4 5' from='08:00' to='18:00'/></hours><holidays years='2026'>"
          "<holiday date='2026-05-26' last='2026-05-28'/></holidays>",
          utc(2026, 5, 26, 8, 0), "2026-05-31", "08:00");
}

/* Summer time began on Friday 27 March 2026 and ended on Sunday 25 October. */
static void knows_days_of_23_and_25_hours(void **state)
{
    (void)state;
    assert_int_equal(office_at(week, utc(2026, 3, 26, 5, 30)).open_now, 0);
    assert_int_equal(office_at(week, utc(2026, 3, 27, 5, 30)).open_now, 1);
    assert_int_equal(office_at(week, utc(2026, 10, 25, 5, 30)).open_now, 0);
    answers(week, utc(2026, 3, 26, 14, 0), "2026-03-29", "10:00");
    assert_true(rehab_hours_answer(hours_of(week), pool, utc(2026, 3, 26, 14, 0))
                == utc(2026, 3, 29, 7, 0));
    assert_true(rehab_hours_answer(hours_of(week), pool, utc(2026, 10, 25, 4, 0))
                == utc(2026, 10, 25, 14, 0));
}

static void keeps_a_promise_until_the_full_hour_that_was_told(void **state)
{
    (void)state;
    answers(week, utc(2026, 11, 22, 6, 20), "2026-11-22", "17:00");
    assert_true(rehab_hours_answer(hours_of(week), pool, utc(2026, 11, 22, 6, 20))
                == utc(2026, 11, 22, 15, 0));
}

static void promises_nothing_for_a_year_whose_holidays_are_not_entered(void **state)
{
    static const char one[] = "<hours answer='8'><open days='1 2 3 4 5' from='08:00' to='18:00'/>"
                              "</hours><holidays years='2026'/>";

    (void)state;
    assert_int_equal(office_at(one, utc(2027, 1, 4, 8, 0)).known, 0);
    assert_null(office_at(one, utc(2027, 1, 4, 8, 0)).next_day);
    assert_int_equal(office_at(one, utc(2026, 12, 31, 8, 0)).open_now, 1);
    assert_null(office_at(one, utc(2026, 12, 31, 14, 0)).answer_day);
    assert_true(rehab_hours_answer(hours_of(one), pool, utc(2026, 12, 31, 14, 0)) == 0);
    assert_int_equal(office_at("<hours><open days='1' from='08:00' to='18:00'/></hours>",
                               utc(2026, 11, 22, 8, 0)).known, 0);
}

static void has_no_answer_where_none_is_promised(void **state)
{
    rehab_office office = office_at("<hours><open days='1' from='08:00' to='18:00'/></hours>"
                                    "<holidays years='2026'/>", utc(2026, 11, 22, 8, 0));

    (void)state;
    assert_int_equal(office.open_now, 1);
    assert_null(office.answer_day);
}

static void has_no_hours_where_none_are_set(void **state)
{
    (void)state;
    assert_null(hours_of("<hours/>"));
    assert_null(hours_of("<telephone>1</telephone>"));
}

static void counts_working_days_over_shabbat_and_feasts(void **state)
{
    (void)state;
    assert_true(rehab_hours_working_days(hours_of(week), pool, utc(2026, 11, 22, 8, 0), 5)
                == utc(2026, 11, 27, 10, 0));
    assert_true(rehab_hours_working_days(hours_of(week), pool, utc(2026, 9, 10, 8, 0), 2)
                == utc(2026, 9, 14, 15, 0));
}

static void refuses_hours_and_days_that_are_none(void **state)
{
    static const char *const wrong[] = {
        "<hours><open days='8' from='08:00' to='18:00'/></hours>",
        "<hours><open days='1' from='8' to='18:00'/></hours>",
        "<hours><open days='1' from='18:00' to='08:00'/></hours>",
        "<hours><open days='1' from='08:00' to='25:00'/></hours>",
        "<hours answer='soon'/>",
        "<holidays><holiday date='1/5/2026'/></holidays>",
        "<holidays><holiday rule='hebrew' month='tishrei' day='1'/></holidays>",
        "<holidays><holiday rule='hebrew' month='tishri'/></holidays>",
        "<holidays><holiday/></holidays>",
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        rehab_hours *hours;
        rehab_fault *fault = read_hours(wrong[i], &hours);

        assert_non_null(fault);
        assert_null(hours);
        assert_non_null(strstr(fault->cause, "organisation.xml:1: <"));
    }
}

static void lists_the_holidays_on_which_somebody_would_be_there(void **state)
{
    /* The first day of the year 5787 is a Saturday. */
    rehab_hours *hours = hours_of(
        "<hours><open days='1 2 3 4 5' from='08:00' to='18:00'/></hours>"
        "<holidays years='2026 2027'>"
        "<holiday rule='hebrew' month='tishri' day='1' days='2'/>"
        "<holiday date='2026-10-27' last='2026-10-28'/><holiday date='2028-01-02'/></holidays>");
    apr_array_header_t *days = rehab_hours_holidays(hours, pool, utc(2026, 8, 1, 9, 0));

    (void)state;
    assert_string_equal(apr_array_pstrcat(pool, days, ' '), "2026-09-13 2026-10-27 2026-10-28");
    assert_int_equal(rehab_hours_holidays(hours, pool, utc(2027, 11, 1, 9, 0))->nelts, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_open_between_its_hours_in_the_zones_time),
        cmocka_unit_test(opens_later_today_or_on_the_next_open_day),
        cmocka_unit_test(is_closed_from_friday_noon_to_sunday),
        cmocka_unit_test(counts_working_hours_to_an_answer),
        cmocka_unit_test(says_the_next_full_hour_and_never_one_after_closing),
        cmocka_unit_test(is_closed_on_both_days_of_rosh_hashana),
        cmocka_unit_test(is_closed_on_yom_kippur),
        cmocka_unit_test(is_closed_on_pesach_in_leap_years_too),
        cmocka_unit_test(takes_adar_for_the_second_in_a_leap_year),
        cmocka_unit_test(is_closed_on_days_that_were_entered),
        cmocka_unit_test(knows_days_of_23_and_25_hours),
        cmocka_unit_test(tells_both_halves_of_a_day_with_a_break),
        cmocka_unit_test(keeps_a_promise_until_the_full_hour_that_was_told),
        cmocka_unit_test(promises_nothing_for_a_year_whose_holidays_are_not_entered),
        cmocka_unit_test(has_no_answer_where_none_is_promised),
        cmocka_unit_test(has_no_hours_where_none_are_set),
        cmocka_unit_test(counts_working_days_over_shabbat_and_feasts),
        cmocka_unit_test(lists_the_holidays_on_which_somebody_would_be_there),
        cmocka_unit_test(refuses_hours_and_days_that_are_none),
    };

    return cmocka_run_group_tests(tests, open_pool, close_pool);
}
