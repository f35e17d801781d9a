/* csv_read: what a spreadsheet, a shell script or a careless hand puts into a CSV file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <apr_file_io.h>
#include <apr_general.h>
#include <apr_strings.h>
#include <string.h>
#include <unistd.h>

#include "csv_read.h"

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

static rehab_csv *csv_of(apr_pool_t *pool, const char *bytes, apr_size_t length)
{
    char *name = apr_pstrdup(pool, "/tmp/rehab-csv-XXXXXX");
    apr_file_t *file;
    rehab_csv *csv = NULL;

    assert_int_equal(apr_file_mktemp(&file, name, APR_FOPEN_CREATE | APR_FOPEN_WRITE, pool), 0);
    assert_int_equal(apr_file_write_full(file, bytes, length, NULL), 0);
    apr_file_close(file);
    assert_null(rehab_csv_open(pool, name, 1000, &csv));
    unlink(name);
    return csv;
}

/* The records as one text: fields apart by |, each record as LINE:… or LINE!problem. */
static const char *all_of(apr_pool_t *pool, const char *bytes, apr_size_t length)
{
    rehab_csv *csv = csv_of(pool, bytes, length);
    const rehab_csv_record *record;
    const char *text = "";

    for (;;) {
        assert_null(rehab_csv_next(csv, &record));
        if (!record)
            return text;
        text = apr_psprintf(pool, "%s%s%" APR_INT64_T_FMT, text, *text ? "; " : "",
                            record->line);
        if (record->problem) {
            text = apr_pstrcat(pool, text, "!", record->problem, NULL);
            continue;
        }
        for (int i = 0; i < record->n; i++) {
            assert_int_equal(record->lengths[i], strlen(record->fields[i]));
            text = apr_pstrcat(pool, text, i ? "|" : ":", record->fields[i], NULL);
        }
    }
}

static void reads(void **state, const char *bytes, const char *expected)
{
    assert_string_equal(all_of(*state, bytes, strlen(bytes)), expected);
}

static void reads_plain_fields(void **state)
{
    reads(state, "a,b,c\n1,,3\n", "1:a|b|c; 2:1||3");
}

static void reads_a_last_line_without_its_end(void **state)
{
    reads(state, "a,b\n1,2", "1:a|b; 2:1|2");
}

static void keeps_an_empty_last_field(void **state)
{
    reads(state, "a,\n,\n", "1:a|; 2:|");
}

static void takes_cr_lf_for_a_line_end(void **state)
{
    reads(state, "a,b\r\n\"1\",2\r\n", "1:a|b; 2:1|2");
}

static void keeps_a_carriage_return_that_ends_no_line(void **state)
{
    reads(state, "a\rb,c\n", "1:a\rb|c");
}

static void skips_a_byte_order_mark(void **state)
{
    reads(state, "\xEF\xBB\xBF\"id\",name\n", "1:id|name");
}

static void reads_doubled_quotes_commas_and_line_ends_inside_quotes(void **state)
{
    reads(state, "\"a \"\"b\"\", c\",\"two\nlines\"\r\nnext,1\n",
          "1:a \"b\", c|two\nlines; 3:next|1");
}

static void keeps_a_quote_inside_an_unquoted_field(void **state)
{
    reads(state, "חברה בע\"מ,5\"\n", "1:חברה בע\"מ|5\"");
}

static void skips_empty_lines_and_counts_them(void **state)
{
    reads(state, "a\n\n\r\nb\n", "1:a; 4:b");
}

static void reads_nothing_from_an_empty_file(void **state)
{
    reads(state, "", "");
    reads(state, "\xEF\xBB\xBF", "");
}

static void refuses_text_after_a_closing_quote_and_goes_on(void **state)
{
    reads(state, "\"a\"b,c\nd,e\n", "1!text after a closing quote; 2:d|e");
}

static void refuses_quotes_that_never_close(void **state)
{
    reads(state, "a,b\n\"c,d\n", "1:a|b; 2!the file ends inside quotes");
}

static void refuses_a_field_that_is_too_long_and_goes_on(void **state)
{
    apr_pool_t *pool = *state;
    char long_field[1002];

    memset(long_field, 'x', 1001);
    long_field[1001] = 0;
    reads(state, apr_pstrcat(pool, "a,", long_field, "\nb,c\n", NULL),
          "1!a field is too long, or its quotes are never closed; 2:b|c");
    reads(state, apr_pstrcat(pool, "\"", long_field, "\nb,c\n", NULL),
          "1!a field is too long, or its quotes are never closed; 2:b|c");
    reads(state, long_field, "1!a field is too long, or its quotes are never closed");
}

static void takes_a_field_of_just_the_greatest_length(void **state)
{
    apr_pool_t *pool = *state;
    char field[1001];

    memset(field, 'x', 1000);
    field[1000] = 0;
    reads(state, apr_pstrcat(pool, field, "\n", NULL), apr_pstrcat(pool, "1:", field, NULL));
}

static void refuses_a_nul_byte(void **state)
{
    assert_string_equal(all_of(*state, "a\0b,c\nd\n", 8), "1!a NUL byte; 2:d");
}

static void refuses_more_fields_than_any_table_has(void **state)
{
    char commas[300];

    memset(commas, ',', 299);
    commas[299] = 0;
    reads(state, apr_pstrcat(*state, commas, "\na\n", NULL), "1!more than 256 fields; 2:a");
}

static void reads_a_file_larger_than_its_buffer(void **state)
{
    apr_pool_t *pool = *state;
    apr_size_t row = strlen("\"abc\ndef\",\"gh\"\"i\"\r\n"), rows = 20000;
    char *bytes = apr_palloc(pool, row * rows + 1);

    for (apr_size_t i = 0; i < rows; i++)
        memcpy(bytes + i * row, "\"abc\ndef\",\"gh\"\"i\"\r\n", row);

    rehab_csv *csv = csv_of(pool, bytes, row * rows);
    const rehab_csv_record *record;
    apr_size_t n = 0;

    for (;;) {
        assert_null(rehab_csv_next(csv, &record));
        if (!record)
            break;
        assert_null(record->problem);
        assert_int_equal(record->n, 2);
        assert_int_equal(record->line, 2 * n + 1);
        assert_string_equal(record->fields[0], "abc\ndef");
        assert_string_equal(record->fields[1], "gh\"i");
        n++;
    }
    assert_int_equal(n, rows);
    assert_int_equal(rehab_csv_position(csv), row * rows);
}

static void says_which_file_is_not_there(void **state)
{
    rehab_csv *csv;
    rehab_fault *fault = rehab_csv_open(*state, "/nowhere/jobs.csv", 10, &csv);

    assert_non_null(fault);
    assert_non_null(strstr(fault->cause, "/nowhere/jobs.csv"));
}

static void faults_when_a_folder_is_read(void **state)
{
    rehab_csv *csv;
    const rehab_csv_record *record;
    rehab_fault *fault = rehab_csv_open(*state, "/tmp", 10, &csv);

    if (!fault)
        fault = rehab_csv_next(csv, &record);
    assert_non_null(fault);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_plain_fields),
        cmocka_unit_test(reads_a_last_line_without_its_end),
        cmocka_unit_test(keeps_an_empty_last_field),
        cmocka_unit_test(takes_cr_lf_for_a_line_end),
        cmocka_unit_test(keeps_a_carriage_return_that_ends_no_line),
        cmocka_unit_test(skips_a_byte_order_mark),
        cmocka_unit_test(reads_doubled_quotes_commas_and_line_ends_inside_quotes),
        cmocka_unit_test(keeps_a_quote_inside_an_unquoted_field),
        cmocka_unit_test(skips_empty_lines_and_counts_them),
        cmocka_unit_test(reads_nothing_from_an_empty_file),
        cmocka_unit_test(refuses_text_after_a_closing_quote_and_goes_on),
        cmocka_unit_test(refuses_quotes_that_never_close),
        cmocka_unit_test(refuses_a_field_that_is_too_long_and_goes_on),
        cmocka_unit_test(takes_a_field_of_just_the_greatest_length),
        cmocka_unit_test(refuses_a_nul_byte),
        cmocka_unit_test(refuses_more_fields_than_any_table_has),
        cmocka_unit_test(reads_a_file_larger_than_its_buffer),
        cmocka_unit_test(says_which_file_is_not_there),
        cmocka_unit_test(faults_when_a_folder_is_read),
    };

    return cmocka_run_group_tests(tests, make_pool, drop_pool);
}
