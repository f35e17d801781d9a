/* test_csv: the rows of a query as a file for spreadsheets. */
#include <apr_general.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <apr_strings.h>

#include "csv.h"
#include "document.h"

#define BOM "\xEF\xBB\xBF"

static apr_pool_t *pool;
static xmlDocPtr document;
static xmlNodePtr jobs;

static int make(void **state)
{
    (void)state;
    if (apr_pool_create(&pool, NULL) != APR_SUCCESS)
        return 1;
    document = rehab_document_make(pool, NULL);
    rehab_document_add(xmlDocGetRootElement(document), "found");
    jobs = rehab_document_add(xmlDocGetRootElement(document), "jobs");
    return 0;
}

static int drop(void **state)
{
    (void)state;
    apr_pool_destroy(pool);
    return 0;
}

static const char *csv(void)
{
    return rehab_document_csv(pool, document, "jobs", "job");
}

/* The one cell of a file with one column and one row, as it stands there. */
static const char *cell(const char *value)
{
    static const char head[] = BOM "v\r\n";
    xmlNodePtr job = jobs->children ? jobs->children : rehab_document_add(jobs, "job");

    rehab_document_set(job, "v", value);
    const char *file = csv();
    apr_size_t length = strlen(file);

    assert_int_equal(strncmp(file, head, strlen(head)), 0);
    assert_string_equal(file + length - 2, "\r\n");
    return apr_pstrmemdup(pool, file + strlen(head), length - strlen(head) - 2);
}

static void has_a_column_for_each_attribute_in_order_of_appearance(void **state)
{
    xmlNodePtr job = rehab_document_add(jobs, "job");

    (void)state;
    rehab_document_set(job, "code", "7KQ4MD");
    rehab_document_set(job, "title", "מחסנאי");
    rehab_document_set(rehab_document_add(jobs, "other"), "hidden", "1");
    job = rehab_document_add(jobs, "job");
    rehab_document_set(job, "place", "חיפה");
    rehab_document_set(job, "title", "נהג");
    assert_string_equal(csv(), BOM "code,title,place\r\n7KQ4MD,מחסנאי,\r\n,נהג,חיפה\r\n");
}

static void is_only_a_byte_order_mark_without_rows(void **state)
{
    (void)state;
    assert_string_equal(csv(), BOM);
    assert_string_equal(rehab_document_csv(pool, document, "absent", "job"), BOM);
}

static void quotes_what_would_end_a_cell(void **state)
{
    (void)state;
    assert_string_equal(cell("a,b"), "\"a,b\"");
    assert_string_equal(cell("ת\"ז"), "\"ת\"\"ז\"");
    assert_string_equal(cell("a\nb"), "\"a\nb\"");
    assert_string_equal(cell("a\rb"), "\"a\rb\"");
    assert_string_equal(cell("a;b c"), "a;b c");
    assert_string_equal(cell(""), "");
}

static void puts_an_apostrophe_before_formulas(void **state)
{
    static const char *const formulas[] = {
        "=1+1",          "+1+1",     "-1+1",
        "@SUM(A1)",      "\tx",      "＝1",
        "＋1",           "－1",      "＠a",
        " =1",           "\u00a0=1", " \u00a0 @x",
        "\u200e=1",      "\ufeff=1", "\u3000-x",
        "+972501234567", "-",        "--5",
        "-5.",           "-5x",      "=cmd|' /C calc'!A0",
    };

    (void)state;
    for (apr_size_t i = 0; i < sizeof formulas / sizeof formulas[0]; i++)
        assert_string_equal(cell(formulas[i]), apr_pstrcat(pool, "'", formulas[i], NULL));
    assert_string_equal(cell("\rx"), "\"'\rx\"");
    assert_string_equal(cell("=A1,\"x\""), "\"'=A1,\"\"x\"\"\"");
}

static void guards_each_line_of_a_cell(void **state)
{
    (void)state;
    assert_string_equal(cell("a\n=1"), "\"a\n'=1\"");
    assert_string_equal(cell("\n\n=1"), "\"'\n'\n'=1\"");
    assert_string_equal(cell("-5\n-6"), "\"'-5\n'-6\"");
}

static void leaves_numbers_and_plain_words_alone(void **state)
{
    static const char *const plain[] = { "5",   "-5",  "-12.50", "0",          "a=b", "א-ב",
                                         "1-2", "'=1", "(=1)",   "2026-03-09", " a" };

    (void)state;
    for (apr_size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        assert_string_equal(cell(plain[i]), plain[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(has_a_column_for_each_attribute_in_order_of_appearance,
                                        make, drop),
        cmocka_unit_test_setup_teardown(is_only_a_byte_order_mark_without_rows, make, drop),
        cmocka_unit_test_setup_teardown(quotes_what_would_end_a_cell, make, drop),
        cmocka_unit_test_setup_teardown(puts_an_apostrophe_before_formulas, make, drop),
        cmocka_unit_test_setup_teardown(guards_each_line_of_a_cell, make, drop),
        cmocka_unit_test_setup_teardown(leaves_numbers_and_plain_words_alone, make, drop),
    };

    apr_initialize();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
