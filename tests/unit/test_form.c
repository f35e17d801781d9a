/* test_form.c: what a form body and a query string may be, and how each other is refused. */
#include "form_read.h"

static void reads_fields_in_the_order_sent(void **state)
{
    assert_string_equal(read_body(*state, urlencoded, "b=2&a=1&b=3"), "b=2|a=1|b=3");
}

static void reads_plus_as_a_space_and_percent_as_bytes(void **state)
{
    assert_string_equal(read_body(*state, urlencoded, "a+b=%D7%90+%2B%3d"), "a b=\xD7\x90 +=");
}

static void reads_a_field_without_equals_as_empty(void **state)
{
    assert_string_equal(read_body(*state, urlencoded, "a&b=&&c=1=2&"), "a=|b=|c=1=2");
}

static void an_empty_body_is_no_fields(void **state)
{
    assert_string_equal(read_body(*state, urlencoded, ""), "");
    assert_string_equal(read_body(*state, NULL, ""), "");
    assert_string_equal(read_body(*state, multipart, ""), "");
}

static void refuses_a_broken_percent(void **state)
{
    static const char *const bodies[] = { "a=%", "a=%4", "a=%zz", "a=%4g", "%=1", "a=1%2&b=2" };

    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        assert_refused(*state, urlencoded, bodies[i], strlen(bodies[i]), 400);
}

static void refuses_a_nul(void **state)
{
    assert_refused(*state, urlencoded, "a=%00", 5, 400);
    assert_refused(*state, urlencoded, "a%00=1", 6, 400);
    assert_refused(*state, urlencoded, "a=1\0b", 5, 400);
}

static void refuses_a_name_that_is_no_utf8(void **state)
{
    static const char *const names[] = {
        "%FF", "%C0%AF", "%80", "%D7", "%E0%80%AF", "%ED%A0%80", "%F0%80%80%AF", "%F4%90%80%80",
        "%F5%80%80%80", "%E2%82"
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_refused(*state, urlencoded, names[i], strlen(names[i]), 400);
}

static void reads_a_name_of_any_script(void **state)
{
    assert_string_equal(read_body(*state, urlencoded, "%C3%A9%E2%82%AC"), "\xC3\xA9\xE2\x82\xAC=");
    assert_string_equal(read_body(*state, urlencoded, "%F0%9F%99%82=1"), "\xF0\x9F\x99\x82=1");
    assert_string_equal(read_body(*state, urlencoded, "%ED%9F%BF=1"), "\xED\x9F\xBF=1");
}

static void leaves_the_bytes_of_a_value_to_its_kind(void **state)
{
    assert_string_equal(read_body(*state, urlencoded, "a=%FF"), "a=\xFF");
}

static void holds_the_limits(void **state)
{
    char body[4002];

    assert_string_equal(read_body(*state, urlencoded, "a&b&c&d"), "a=|b=|c=|d=");
    assert_refused(*state, urlencoded, "a&b&c&d&e", 9, 413);
    assert_string_equal(read_body(*state, urlencoded, "12345678"), "12345678=");
    assert_refused(*state, urlencoded, "123456789", 9, 413);
    assert_string_equal(read_body(*state, urlencoded, "a=%31234567890123456"),
                        "a=1234567890123456");
    assert_refused(*state, urlencoded, "a=12345678901234567", 19, 413);
    memset(body, '&', sizeof body);
    body[4000] = '\0';
    assert_string_equal(read_body(*state, urlencoded, body), "");
    assert_refused(*state, urlencoded, body, 4001, 413);
    assert_refused(*state, multipart, body, 4001, 413);
}

static void reads_a_type_with_charset_and_in_any_case(void **state)
{
    assert_string_equal(read_body(*state, " Application/X-WWW-Form-URLEncoded ; Charset=\"UTF-8\";",
                                  "a=1"), "a=1");
}

static void refuses_another_type(void **state)
{
    static const char *const types[] = {
        NULL, "", "text/plain", "application/json", "multipart/mixed; boundary=XX",
        "application/x-www-form-urlencodedx", "multipart/form-data-x; boundary=XX",
        "application/x-www-form-urlencoded; charset=windows-1255"
    };

    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        assert_refused(*state, types[i], "a=1", 3, 415);
}

static void refuses_a_broken_type(void **state)
{
    static const char *const types[] = {
        "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary",
        "multipart/form-data; boundary=\"XX", "multipart/form-data boundary=XX",
        "multipart/form-data; boundary=YY; boundary=XX", "multipart/form-data; boundary=\"XX \"",
        "multipart/form-data; boundary=X<X"
    };
    char *boundary = apr_pcalloc(*state, 72);

    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        assert_refused(*state, types[i], "--XX--", 6, 400);
    memset(boundary, 'X', 71);
    assert_refused(*state, apr_pstrcat(*state, "multipart/form-data; boundary=", boundary, NULL),
                   apr_pstrcat(*state, "--", boundary, "--", NULL), 75, 400);
}

static void reads_a_query_string(void **state)
{
    apr_array_header_t *fields;

    assert_null(rehab_form_query(*state, NULL, &limits, &fields));
    assert_int_equal(fields->nelts, 0);
    assert_null(rehab_form_query(*state, "q=%D7%90", &limits, &fields));
    assert_int_equal(fields->nelts, 1);
    assert_string_equal(APR_ARRAY_IDX(fields, 0, rehab_field).bytes, "\xD7\x90");
    assert_int_equal(rehab_form_query(*state, "q=%", &limits, &fields)->status, 400);
}

static void says_nothing_of_what_was_sent(void **state)
{
    static const char *const bodies[] = {
        "s3cret=%", "s3cret=s3cret", "s3cret=12345678901234567", "%FFs3cret", "s3cret&b&c&d&e"
    };
    apr_array_header_t *fields;

    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        rehab_fault *fault = parse(*state, urlencoded, bodies[i], strlen(bodies[i]), &fields);

        assert_true(i == 1 || fault);
        if (fault)
            assert_null(strstr(fault->cause, "s3cret"));
    }
    assert_null(strstr(parse(*state, "s3cret/type", "a", 1, &fields)->cause, "s3cret"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_fields_in_the_order_sent),
        cmocka_unit_test(reads_plus_as_a_space_and_percent_as_bytes),
        cmocka_unit_test(reads_a_field_without_equals_as_empty),
        cmocka_unit_test(an_empty_body_is_no_fields),
        cmocka_unit_test(refuses_a_broken_percent),
        cmocka_unit_test(refuses_a_nul),
        cmocka_unit_test(refuses_a_name_that_is_no_utf8),
        cmocka_unit_test(reads_a_name_of_any_script),
        cmocka_unit_test(leaves_the_bytes_of_a_value_to_its_kind),
        cmocka_unit_test(holds_the_limits),
        cmocka_unit_test(reads_a_type_with_charset_and_in_any_case),
        cmocka_unit_test(refuses_another_type),
        cmocka_unit_test(refuses_a_broken_type),
        cmocka_unit_test(reads_a_query_string),
        cmocka_unit_test(says_nothing_of_what_was_sent),
    };
    int failed;

    apr_initialize();
    failed = cmocka_run_group_tests(tests, open_pool, close_pool);
    apr_terminate();
    return failed;
}
