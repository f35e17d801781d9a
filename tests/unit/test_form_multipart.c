/* test_form_multipart.c: what a multipart body may be, and how each other one is refused. */
#include "form_read.h"

#define PART "--XX\r\nContent-Disposition: form-data; name="

static void reads_a_multipart_body(void **state)
{
    assert_string_equal(read_body(*state, multipart, PART "a\r\n\r\n1\r\n"
                                  PART "b\r\n\r\n\r\n" "--XX--\r\n"), "a=1|b=");
}

static void reads_the_longest_boundary_in_quotes(void **state)
{
    static const char boundary[] =
        "12345678901234567890123456789012345678901234567890123456789012 (:/=?')";
    const char *type = apr_pstrcat(*state, "multipart/form-data; charset=utf-8; boundary=\"",
                                   boundary, "\"", NULL);
    const char *body = apr_pstrcat(*state, "--", boundary, "\r\n"
                                   "Content-Disposition: form-data; name=a\r\n\r\n1\r\n--",
                                   boundary, "--", NULL);

    assert_int_equal(strlen(boundary), 70);
    assert_string_equal(read_body(*state, type, body), "a=1");
}

static void tolerates_preamble_padding_and_epilogue(void **state)
{
    assert_string_equal(read_body(*state, multipart,
                                  "before --XX\nand more\r\n"
                                  "--XX \t\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1"
                                  "\r\n--XX-- \r\nafter\r\n--XX\r\n"), "a=1");
}

static void reads_no_parts_as_no_fields(void **state)
{
    assert_string_equal(read_body(*state, multipart, "--XX--\r\n"), "");
    assert_string_equal(read_body(*state, multipart, "--XX--"), "");
}

static void keeps_lines_and_dashes_of_a_value(void **state)
{
    assert_string_equal(read_body(*state, multipart, PART "a\r\n\r\n"
                                  "\r\n--X\r\n--\r\n" "\r\n--XX--"), "a=\r\n--X\r\n--\r\n");
    assert_string_equal(read_body(*state, multipart, PART "a\r\n\r\nx--XX\r\n1\r\n" "--XX--"),
                        "a=x--XX\r\n1");
}

static void reads_a_file_with_its_name_type_and_nul(void **state)
{
    static const char body[] =
        "--XX\r\ncontent-disposition: FORM-DATA; filename=\"a\\b %22\xD7\x90%22.pdf\"; Name=f\r\n"
        "CONTENT-TYPE:  Application/PDF; version=1 \r\nContent-Transfer-Encoding: binary\r\n"
        "X-Other: 1\r\n\r\n1\0002\r\n--XX--";
    apr_array_header_t *fields;
    const rehab_field *field;

    assert_null(parse(*state, multipart, body, sizeof body - 1, &fields));
    assert_int_equal(fields->nelts, 1);
    field = &APR_ARRAY_IDX(fields, 0, rehab_field);
    assert_string_equal(field->name, "f");
    assert_string_equal(field->file_name, "a\\b \"\xD7\x90\".pdf");
    assert_string_equal(field->media_type, "application/pdf");
    assert_int_equal(field->length, 3);
    assert_memory_equal(field->bytes, "1\0002\0", 4);
}

static void says_no_file_where_the_part_names_none(void **state)
{
    apr_array_header_t *fields;

    assert_null(parse(*state, multipart, PART "a\r\n\r\n1\r\n" "--XX--",
                      sizeof(PART "a\r\n\r\n1\r\n" "--XX--") - 1, &fields));
    assert_null(APR_ARRAY_IDX(fields, 0, rehab_field).file_name);
    assert_null(APR_ARRAY_IDX(fields, 0, rehab_field).media_type);
}

static void reads_escaped_quotes_of_a_name(void **state)
{
    assert_string_equal(read_body(*state, multipart, PART "\"a\\\"\\\\b\\c\"\r\n\r\n"
                                  "1\r\n--XX--"), "a\"\\b\\c=1");
}

static void refuses_lines_that_end_in_lf_only(void **state)
{
    static const char *const bodies[] = {
        "--XX\nContent-Disposition: form-data; name=\"a\"\n\n1\n--XX--\n",
        "--XX\r\nContent-Disposition: form-data; name=\"a\"\n\r\n1\r\n--XX--\r\n",
        "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\n1\r\n--XX--\r\n",
        "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\n--XX--\r\n",
        "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--XX--\n",
        "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\nX: 1\n\r\n1\r\n--XX--\r\n",
        "\n--XX--\r\n", "\n\n--XX--\r\n"
    };

    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        assert_refused(*state, multipart, bodies[i], strlen(bodies[i]), 400);
}

static void refuses_a_body_that_is_cut_anywhere(void **state)
{
    static const char body[] = PART "a\r\n\r\n1\r\n" PART "b\r\n\r\n2\r\n" "--XX--";

    for (size_t length = 1; length < sizeof body - 1; length++)
        assert_refused(*state, multipart, body, length, 400);
}

static void refuses_a_line_that_only_begins_with_the_boundary(void **state)
{
    assert_refused(*state, multipart, "--XXY\r\n--XX--", 13, 400);
    assert_refused(*state, multipart, "--XX--y", 7, 400);
    assert_refused(*state, multipart, "--XX-", 5, 400);
}

static void refuses_a_part_with_broken_headers(void **state)
{
    static const char *const headers[] = {
        "", "X: 1\r\n", ": 1\r\n", "form-data\r\n",
        "Content-Disposition: form-data\r\n",
        "Content-Disposition: attachment; name=a\r\n",
        "Content-Disposition: form-datax; name=a\r\n",
        "Content-Disposition: form-data; name=\"a\r\n",
        "Content-Disposition: form-data; name=a; name=b\r\n",
        "Content-Disposition: form-data; name=a; filename=b; filename=c\r\n",
        "Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b\r\n",
        "Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data\r\n",
        "Content-Disposition: form-data; name=a\r\n X: 1\r\n",
        "Content-Disposition: form-data; name=\"a\x7F\"\r\n",
        "Content-Disposition: form-data;\r\n name=a\r\n",
        "Content-Disposition: form-data; name=\"a\x01\"\r\n",
        "Content-Disposition: form-data; name=\"a\xFF\"\r\n",
        "Content-Disposition: form-data; name=a\r\nContent-Type: text\r\n",
        "Content-Disposition: form-data; name=a\r\nContent-Type: te<xt/html\r\n",
        "Content-Disposition: form-data; name=a\r\nContent-Type: a/b\r\nContent-Type: a/b\r\n"
    };

    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        const char *body = apr_pstrcat(*state, "--XX\r\n", headers[i], "\r\n1\r\n--XX--", NULL);

        assert_refused(*state, multipart, body, strlen(body), 400);
    }
}

static void refuses_a_file_name_that_is_no_utf8(void **state)
{
    static const char body[] = "--XX\r\nContent-Disposition: form-data; name=a; filename=\"\xFF\""
                               "\r\n\r\n1\r\n--XX--";

    assert_refused(*state, multipart, body, sizeof body - 1, 400);
}

static void refuses_nul_in_a_part_that_is_no_file(void **state)
{
    static const char value[] = PART "a\r\n\r\n1\0002\r\n" "--XX--";
    static const char name[] = PART "a\0\r\n\r\n1\r\n" "--XX--";

    assert_refused(*state, multipart, value, sizeof value - 1, 400);
    assert_refused(*state, multipart, name, sizeof name - 1, 400);
}

static void refuses_parts_without_a_line_between(void **state)
{
    assert_refused(*state, multipart, "--XX\r\n--XX--", 12, 400);
    assert_refused(*state, multipart, "--XX\r\n\r\n--XX--", 14, 400);
    assert_refused(*state, multipart, "--XX\r\n\r\n\r\n--XX--", 16, 400);
}

static void refuses_a_part_in_base64(void **state)
{
    static const char body[] = "--XX\r\nContent-Disposition: form-data; name=a\r\n"
                               "Content-Transfer-Encoding: BASE64\r\n\r\nMQ==\r\n--XX--";

    assert_refused(*state, multipart, body, sizeof body - 1, 415);
}

static void holds_the_limits_of_parts(void **state)
{
    static const char four[] = PART "a\r\n\r\n1\r\n" PART "b\r\n\r\n1\r\n"
                               PART "c\r\n\r\n1\r\n" PART "d\r\n\r\n1\r\n" "--XX--";
    static const char five[] = PART "a\r\n\r\n1\r\n" PART "b\r\n\r\n1\r\n"
                               PART "c\r\n\r\n1\r\n" PART "d\r\n\r\n1\r\n"
                               PART "e\r\n\r\n1\r\n" "--XX--";
    static const char value[] = PART "a\r\n\r\n12345678901234567\r\n" "--XX--";
    static const char name[] = PART "123456789\r\n\r\n1\r\n" "--XX--";
    const char *lines = "";

    assert_string_equal(read_body(*state, multipart, four), "a=1|b=1|c=1|d=1");
    assert_refused(*state, multipart, five, sizeof five - 1, 413);
    assert_refused(*state, multipart, value, sizeof value - 1, 413);
    assert_refused(*state, multipart, name, sizeof name - 1, 413);
    for (int i = 0; i < 17; i++)
        lines = apr_pstrcat(*state, lines, "X: 1\r\n", NULL);
    lines = apr_pstrcat(*state, "--XX\r\n", lines, "\r\n1\r\n--XX--", NULL);
    assert_refused(*state, multipart, lines, strlen(lines), 413);
}

static void bounds_the_headers_of_a_part(void **state)
{
    rehab_form_limits wide = { .fields = 4, .name = 8, .value = 16, .total = 100000 };
    char *filler = apr_pcalloc(*state, 5001);
    const char *body;
    apr_array_header_t *fields;

    memset(filler, 'x', 5000);
    body = apr_pstrcat(*state, "--XX\r\nX: ", filler, "\r\n"
                       "Content-Disposition: form-data; name=a\r\n\r\n1\r\n--XX--", NULL);
    assert_int_equal(rehab_form_body(*state, multipart, body, strlen(body), &wide, &fields)->status,
                     413);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_multipart_body),
        cmocka_unit_test(reads_the_longest_boundary_in_quotes),
        cmocka_unit_test(tolerates_preamble_padding_and_epilogue),
        cmocka_unit_test(reads_no_parts_as_no_fields),
        cmocka_unit_test(keeps_lines_and_dashes_of_a_value),
        cmocka_unit_test(reads_a_file_with_its_name_type_and_nul),
        cmocka_unit_test(says_no_file_where_the_part_names_none),
        cmocka_unit_test(reads_escaped_quotes_of_a_name),
        cmocka_unit_test(refuses_lines_that_end_in_lf_only),
        cmocka_unit_test(refuses_a_body_that_is_cut_anywhere),
        cmocka_unit_test(refuses_a_line_that_only_begins_with_the_boundary),
        cmocka_unit_test(refuses_a_part_with_broken_headers),
        cmocka_unit_test(refuses_a_file_name_that_is_no_utf8),
        cmocka_unit_test(refuses_nul_in_a_part_that_is_no_file),
        cmocka_unit_test(refuses_parts_without_a_line_between),
        cmocka_unit_test(refuses_a_part_in_base64),
        cmocka_unit_test(holds_the_limits_of_parts),
        cmocka_unit_test(bounds_the_headers_of_a_part),
    };
    int failed;

    apr_initialize();
    failed = cmocka_run_group_tests(tests, open_pool, close_pool);
    apr_terminate();
    return failed;
}
