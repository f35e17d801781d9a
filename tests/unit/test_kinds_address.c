/* kinds: addresses of mail, telephone and web, in the one form that machines take. */
#include "kinds_here.h"

static void an_email_keeps_its_mailbox_and_lowers_its_domain(void **state)
{
    static const pair pairs[] = {
        { "Dana.Levi+jobs@Example.CO.IL", "Dana.Levi+jobs@example.co.il" },
        { " a@b.org\r\n", "a@b.org" },
        { "o'neil_x@a-b.museum", "o'neil_x@a-b.museum" },
        { "\xE2\x80\x8E" "a@b.org\xE2\x80\x8F", "a@b.org" },
    };

    (void)state;
    all_become(REHAB_EMAIL, pairs, sizeof pairs / sizeof *pairs);
    assert_memory_equal(kind_answer(REHAB_EMAIL, "a@דוגמה.org"), "a@xn--", 6);
}

static void what_is_no_email_is_refused(void **state)
{
    static const char *const sent[] = {
        "a", "@b.org", "a@", "a@b", "a@b.", "a@.org", "a@b..org", ".a@b.org", "a.@b.org",
        "a..b@b.org", "a b@b.org", "a@b.org, c@d.org", "a@b@c.org", "a@b.org\nBcc: c@d.org",
        "<a@b.org>", "a@-b.org", "a@b-.org", "a@b_c.org", "a@127.0.0.1", "a@[127.0.0.1]",
        "\"a\"@b.org", "א@b.org", "a@b.1", "a@b.org/",
        "a1234567890123456789012345678901234567890123456789012345678901234@b.org"
    };

    (void)state;
    all_are_refused(REHAB_EMAIL, sent, sizeof sent / sizeof *sent);
}

static void an_email_has_at_most_254_characters(void **state)
{
    const char *mailbox = apr_pstrcat(pool, repeated("a", 64), "@", NULL);
    const char *label = apr_pstrcat(pool, repeated("b", 60), ".", NULL);
    const char *fits = apr_pstrcat(pool, mailbox, label, label, label, "il.org", NULL);

    (void)state;
    assert_int_equal(strlen(fits), 254);
    assert_string_equal(kind_answer(REHAB_EMAIL, fits), fits);
    assert_string_equal(kind_answer(REHAB_EMAIL, apr_pstrcat(pool, fits, "g", NULL)), "!long");
}

static void an_israeli_number_has_one_form(void **state)
{
    static const pair pairs[] = {
        { "0501234567", "+972501234567" },
        { "050-123-4567", "+972501234567" },
        { "050 1234567", "+972501234567" },
        { "050.123.4567", "+972501234567" },
        { "(050) 1234567", "+972501234567" },
        { "050\xE2\x80\x93" "1234567", "+972501234567" },
        { "050־1234567", "+972501234567" },
        { "050\xC2\xA0" "1234567", "+972501234567" },
        { "\xE2\x80\x8E" "050-1234567\xE2\x80\xAC", "+972501234567" },
        { "٠٥٠١٢٣٤٥٦٧", "+972501234567" },
        { "۰۵۰-۱۲۳۴۵۶۷", "+972501234567" },
        { "+972501234567", "+972501234567" },
        { "+972-50-1234567", "+972501234567" },
        { "(+972) 50 1234567", "+972501234567" },
        { "+972 (0)50 1234567", "+972501234567" },
        { "+9720501234567", "+972501234567" },
        { "00972501234567", "+972501234567" },
        { "972501234567", "+972501234567" },
        { "02-6234567", "+97226234567" },
        { "03-6234567", "+97236234567" },
        { "04-8234567", "+97248234567" },
        { "08-6234567", "+97286234567" },
        { "09-7234567", "+97297234567" },
        { "072-2234567", "+972722234567" },
        { "077-2234567", "+972772234567" },
    };

    (void)state;
    all_become(REHAB_PHONE, pairs, sizeof pairs / sizeof *pairs);
}

static void short_and_free_numbers_stay_digits(void **state)
{
    static const pair pairs[] = {
        { "*1234", "*1234" }, { "* 12345", "!kind" }, { "*12345", "*12345" }, { "1234*", "*1234" },
        { "*١٢٣٤", "*1234" }, { "1-700-123-456", "1700123456" }, { "1-800-123456", "1800123456" },
        { "1599123456", "1599123456" },
    };

    (void)state;
    all_become(REHAB_PHONE, pairs, sizeof pairs / sizeof *pairs);
}

static void numbers_of_other_countries_need_their_code(void **state)
{
    static const pair pairs[] = {
        { "+44 20 7946 0000", "+442079460000" },
        { "+44 (0)20 7946 0000", "+442079460000" },
        { "0044 20 7946 0000", "+442079460000" },
        { "+7 (495) 123-45-67", "+74951234567" },
        { "+1 212.555.0100", "+12125550100" },
    };

    (void)state;
    all_become(REHAB_PHONE, pairs, sizeof pairs / sizeof *pairs);
}

static void what_is_no_number_is_refused(void **state)
{
    static const char *const sent[] = {
        "050123456", "05012345678", "0601234567", "0101234567", "03-123456", "03-12345678",
        "077-123456", "501234567", "abc", "050-123456a", "050-1234567;ext=1", "+", "+972",
        "+97250123456", "+972601234567", "+123", "+1234567890123456", "+0123456789", "*123",
        "*123456", "**1234", "*1234*", "12*34", "1-700-12345", "1700-1234567", "1-900-123456",
        "100", "050+1234567", "++972501234567", "050/1234567", "½501234567"
    };

    (void)state;
    all_are_refused(REHAB_PHONE, sent, sizeof sent / sizeof *sent);
}

static void a_url_has_its_host_in_lower_case(void **state)
{
    static const pair pairs[] = {
        { "HTTPS://WWW.Example.org", "https://www.example.org" },
        { "http://example.org/A/b?c=D#e", "http://example.org/A/b?c=D#e" },
        { "https://example.org:8443/", "https://example.org:8443/" },
        { "https://example.org?x=1", "https://example.org?x=1" },
        { "https://example.org/דף", "https://example.org/%D7%93%D7%A3" },
        { "https://example.org/%D7%93", "https://example.org/%D7%93" },
        { " https://example.org/a@b ", "https://example.org/a@b" },
        { "\xE2\x80\x8Fhttps://example.org/", "https://example.org/" },
    };

    (void)state;
    all_become(REHAB_URL, pairs, sizeof pairs / sizeof *pairs);
    assert_memory_equal(kind_answer(REHAB_URL, "https://דוגמה.org/"), "https://xn--", 12);
}

static void what_is_no_web_address_is_refused(void **state)
{
    static const char *const sent[] = {
        "example.org", "javascript:alert(1)", "ftp://example.org/", "https:/example.org",
        "https://", "https:///a", "https://localhost/", "https://127.0.0.1/", "https://2130706433/",
        "https://[::1]/", "https://a b.org/", "https://user@example.org/",
        "https://user:pw@example.org/", "https://known.org@evil.org/", "https://example.org:0/",
        "https://example.org:65536/", "https://example.org:x/", "https://example.org:/",
        "https://example.org:80:80/",
        "https://example.org/a b", "https://example.org/\"", "https://example.org/<b>",
        "https://example.org/%zz", "https://example.org/%4", "https://example.org\\@evil.org/",
        "https://-a.org/", "data:text/html,x", "java\tscript://example.org/",
        "https://example..org/"
    };

    (void)state;
    all_are_refused(REHAB_URL, sent, sizeof sent / sizeof *sent);
}

static void a_url_has_at_most_2000_characters(void **state)
{
    const char *long_one = apr_pstrcat(pool, "https://example.org/", repeated("a", 1980), NULL);

    (void)state;
    assert_string_equal(kind_answer(REHAB_URL, long_one), long_one);
    assert_string_equal(kind_answer(REHAB_URL, apr_pstrcat(pool, long_one, "a", NULL)), "!long");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_email_keeps_its_mailbox_and_lowers_its_domain),
        cmocka_unit_test(what_is_no_email_is_refused),
        cmocka_unit_test(an_email_has_at_most_254_characters),
        cmocka_unit_test(an_israeli_number_has_one_form),
        cmocka_unit_test(short_and_free_numbers_stay_digits),
        cmocka_unit_test(numbers_of_other_countries_need_their_code),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(a_url_has_its_host_in_lower_case),
        cmocka_unit_test(what_is_no_web_address_is_refused),
        cmocka_unit_test(a_url_has_at_most_2000_characters),
    };

    return cmocka_run_group_tests_name("kinds_address", tests, make_pool, drop_pool);
}
