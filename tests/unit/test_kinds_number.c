/* kinds: numbers, sums, days and hours, in the one form that databases compare. */
#include "kinds_here.h"

/* Check digits. */

static void a_check_digit_holds_the_number(void **state)
{
    const rehab_param person = { .name = "x", .kind = REHAB_LINE, .check = "il-id" };
    const rehab_param company = { .name = "x", .kind = REHAB_LINE, .check = "il-company" };

    (void)state;
    assert_string_equal(answer(&person, "039337423"), "039337423");
    assert_string_equal(answer(&person, " 3933742-3 "), "039337423");
    assert_string_equal(answer(&person, "٣٩٣٣٧٤٢٣"), "039337423");
    assert_string_equal(answer(&person, "039337422"), "!digit");
    assert_string_equal(answer(&person, "309337423"), "!digit");
    assert_string_equal(answer(&person, "000000000"), "!digit");
    assert_string_equal(answer(&person, "0393374230"), "!kind");
    assert_string_equal(answer(&person, "39337x23"), "!kind");
    assert_string_equal(answer(&person, "18"), "!kind");
    assert_string_equal(answer(&person, ""), "absent");
    assert_string_equal(answer(&company, "51 617 9157"), "516179157");
    assert_string_equal(answer(&company, "516179150"), "!digit");
    assert_string_equal(answer(&company, "561179157"), "!digit");
    assert_string_equal(answer(&company, "039337423"), "!kind");
    assert_string_equal(answer(&company, "51617915"), "!kind");
}

/* Numbers. */

static void an_id_is_a_positive_number(void **state)
{
    static const pair pairs[] = {
        { "1", "1" }, { "007", "7" }, { "٤٢", "42" },
        { "9223372036854775807", "9223372036854775807" },
        { "9223372036854775808", "!kind" }, { "0", "!kind" }, { "-1", "!kind" },
        { "1.0", "!kind" }, { "1 2", "!kind" }, { "0x1", "!kind" }, { "1e3", "!kind" }
    };

    (void)state;
    all_become(REHAB_ID, pairs, sizeof pairs / sizeof *pairs);
}

static void an_int_is_plain_decimal(void **state)
{
    static const pair pairs[] = {
        { "0", "0" }, { "-0", "0" }, { "007", "7" }, { "+5", "5" }, { "-5", "-5" },
        { "\xE2\x88\x92" "5", "-5" }, { "۱۲", "12" }, { " 3 ", "3" }, { "\xE2\x80\x8E-3", "-3" },
        { "\xE2\x80\x8F 3", "3" },
        { "9223372036854775807", "9223372036854775807" }, { "9223372036854775808", "!high" },
        { "-9223372036854775807", "-9223372036854775807" }, { "-9223372036854775809", "!low" },
        { "99999999999999999999999", "!high" },
        { "1,000", "!kind" }, { "1.5", "!kind" }, { "--1", "!kind" }, { "-", "!kind" },
        { "a", "!kind" }, { "1a", "!kind" }
    };

    (void)state;
    all_become(REHAB_INT, pairs, sizeof pairs / sizeof *pairs);
}

static void bounds_of_a_number_are_part_of_it(void **state)
{
    const rehab_param status = { .name = "status", .kind = REHAB_INT, .min = 400, .has_min = 1,
                                 .max = 599, .has_max = 1 };
    const rehab_param debt = { .name = "x", .kind = REHAB_INT, .max = 0, .has_max = 1 };

    (void)state;
    assert_string_equal(answer(&status, "399"), "!low");
    assert_string_equal(answer(&status, "400"), "400");
    assert_string_equal(answer(&status, "599"), "599");
    assert_string_equal(answer(&status, "600"), "!high");
    assert_string_equal(answer(&debt, "1"), "!high");
    assert_string_equal(answer(&debt, "-1"), "-1");
}

static void money_is_agorot(void **state)
{
    static const pair pairs[] = {
        { "42", "4200" }, { "42.5", "4250" }, { "42.50", "4250" }, { "42.05", "4205" },
        { "0", "0" }, { "-0", "0" }, { "0.01", "1" }, { "007", "700" }, { "1,200", "120000" },
        { "1,200.5", "120050" }, { "1,234,567", "123456700" }, { "1 200", "120000" },
        { "1\xC2\xA0" "200", "120000" }, { "1\xE2\x80\xAF" "200,5", "!kind" },
        { "١٬٢٠٠٫٥", "120050" }, { "۴۲", "4200" }, { "₪42", "4200" }, { "42 ₪", "4200" },
        { "42\xC2\xA0₪", "4200" }, { "92233720368547758.07", "9223372036854775807" },
        { "92233720368547758.08", "!high" }, { "99999999999999999999", "!high" },
        { "-1", "!low" }, { "-0.01", "!low" }
    };

    (void)state;
    all_become(REHAB_MONEY, pairs, sizeof pairs / sizeof *pairs);
}

static void what_is_no_sum_is_refused(void **state)
{
    static const char *const sent[] = {
        "a", ".", ".5", "42.", "42.505", "42.5.0", "1,20", "1,2000", "1200,500", "12,34,567",
        "1,200 500", ",200", "1,,200", "1,200,", "42,50", "1e3", "$42", "₪", "4₪2", "42 ₪ ₪",
        "40-50", "--1"
    };

    (void)state;
    all_are_refused(REHAB_MONEY, sent, sizeof sent / sizeof *sent);
}

static void bounds_of_money_are_agorot(void **state)
{
    const rehab_param pay = { .name = "pay", .kind = REHAB_MONEY, .min = 3000, .has_min = 1,
                              .max = 100000, .has_max = 1 };

    (void)state;
    assert_string_equal(answer(&pay, "29.99"), "!low");
    assert_string_equal(answer(&pay, "30"), "3000");
    assert_string_equal(answer(&pay, "1,000"), "100000");
    assert_string_equal(answer(&pay, "1,000.01"), "!high");
}

/* Days and hours. */

static void a_day_has_one_form(void **state)
{
    static const pair pairs[] = {
        { "2026-03-09", "2026-03-09" }, { "9/3/2026", "2026-03-09" }, { "09/03/2026",
        "2026-03-09" },
        { "9.3.2026", "2026-03-09" }, { "31.12.2026", "2026-12-31" }, { "٩/٣/٢٠٢٦", "2026-03-09" },
        { "۲۰۲۶-۰۳-۰۹", "2026-03-09" }, { "2024-02-29", "2024-02-29" },
        { "2000-02-29", "2000-02-29" }, { "1900-01-01", "1900-01-01" },
        { "2199-12-31", "2199-12-31" }
    };

    (void)state;
    all_become(REHAB_DATE, pairs, sizeof pairs / sizeof *pairs);
}

static void refuses_a_day_that_is_no_date(void **state)
{
    static const char *const sent[] = {
        "yesterday", "2026-02-29", "2100-02-29", "1900-02-29", "2026-02-30", "2026-04-31",
        "2026-13-01", "2026-00-01", "2026-01-00", "2026-01-32", "1899-12-31", "2200-01-01",
        "2026-3-9", "26-03-09", "9/3/26", "9/3", "9/3.2026", "9-3-2026", "2026/03/09",
        "2026-03-09T00:00", "20260309", "009/3/2026", "-9/3/2026", "9//2026",
        "2026-03-091", "9/3/20260"
    };

    (void)state;
    all_are_refused(REHAB_DATE, sent, sizeof sent / sizeof *sent);
}

static void a_time_has_24_hours(void **state)
{
    static const pair pairs[] = {
        { "07:30", "07:30" }, { "7:30", "07:30" }, { "00:00", "00:00" }, { "23:59", "23:59" },
        { "07:30:00", "07:30" }, { "٠٧:٣٠", "07:30" }, { "۷:۳۰", "07:30" },
        { "24:00", "!kind" }, { "12:60", "!kind" }, { "7:3", "!kind" }, { "0730", "!kind" },
        { "7", "!kind" }, { "7:30 pm", "!kind" }, { "007:30", "!kind" }, { "07:30:01", "!kind" },
        { "-1:00", "!kind" }, { ":30", "!kind" }, { "07:300", "!kind" }
    };

    (void)state;
    all_become(REHAB_TIME, pairs, sizeof pairs / sizeof *pairs);
}

static void a_datetime_is_a_day_and_a_time(void **state)
{
    static const pair pairs[] = {
        { "2026-03-09T07:30", "2026-03-09T07:30" }, { "2026-03-09 7:30", "2026-03-09T07:30" },
        { "9/3/2026 07:30", "2026-03-09T07:30" }, { "2026-03-09T07:30:00", "2026-03-09T07:30" },
        { "۲۰۲۶-۰۳-۰۹T۰۷:۳۰", "2026-03-09T07:30" },
        { "2026-03-09", "!kind" }, { "07:30", "!kind" }, { "2026-02-29T07:30", "!kind" },
        { "2026-03-09T24:00", "!kind" }, { "2026-03-09T07:30Z", "!kind" },
        { "2026-03-0907:30", "!kind" }
    };

    (void)state;
    all_become(REHAB_DATETIME, pairs, sizeof pairs / sizeof *pairs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_check_digit_holds_the_number),
        cmocka_unit_test(an_id_is_a_positive_number),
        cmocka_unit_test(an_int_is_plain_decimal),
        cmocka_unit_test(bounds_of_a_number_are_part_of_it),
        cmocka_unit_test(money_is_agorot),
        cmocka_unit_test(what_is_no_sum_is_refused),
        cmocka_unit_test(bounds_of_money_are_agorot),
        cmocka_unit_test(a_day_has_one_form),
        cmocka_unit_test(refuses_a_day_that_is_no_date),
        cmocka_unit_test(a_time_has_24_hours),
        cmocka_unit_test(a_datetime_is_a_day_and_a_time),
    };

    return cmocka_run_group_tests_name("kinds_number", tests, make_pool, drop_pool);
}
