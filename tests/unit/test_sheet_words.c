/* test_sheet_words: what a sheet gets from the functions of urn:rehab:words. */
#include "sheets_here.h"

/* What the XPath expression writes. */
static const char *value(const char *expression)
{
    run(apr_pstrcat(pool, HEAD TEXT PAGE "<xsl:value-of select=\"", expression, "\"/>" END, NULL));
    if (fault)
        fail_msg("%s", fault->cause);
    assert_int_equal(strlen(bytes), length);
    return bytes;
}

static void says_words(void **state)
{
    (void)state;
    assert_string_equal(value("r:text('jobs.title')"), "Jobs");
    assert_string_equal(value("r:text('hello', 'Dana', string(@lang))"), "Hello Dana of en");
    assert_string_equal(value("r:count('found', count(job), 'Haifa')"), "20 jobs in Haifa");
    assert_string_equal(value("r:count('found', '1', 'Haifa')"), "one job in Haifa");
    assert_string_equal(value("r:code('state', 'open')"), "Open");
    assert_string_equal(value("r:day('2026-03-09')"), "9 March 2026");
    assert_string_equal(value("r:day('2026-03-09', 'weekday')"), "Monday, 9 March");
    assert_string_equal(value("r:money(4250)"), "₪42.50");
    assert_string_equal(value("r:number(18233)"), "18,233");
    assert_string_equal(value("r:show-code(job/@code)"), "7KQ-4MD");
    assert_string_equal(value("r:show-code('x')"), "x");
    assert_string_equal(value("r:json('&lt;/script&gt;')"), "\"\\u003c/script\\u003e\"");
    assert_string_equal(value("str:encode-uri('א&amp;', true())"), "%D7%90%26");
    assert_string_equal(logged, "");
}

static void shows_and_logs_a_string_that_is_missing(void **state)
{
    (void)state;
    assert_string_equal(value("r:text('absent')"), "⟦absent⟧");
    assert_non_null(strstr(logged, "list.xsl:2: en has no string absent\n"));
    assert_string_equal(value("r:code('state', 'shut')"), "⟦state.shut⟧");
    assert_string_equal(value("r:count('jobs.title', 3)"), "⟦jobs.title⟧");
    assert_non_null(strstr(logged, "en has no plurals jobs.title\n"));
    assert_string_equal(value("r:count('found', @absent)"), "⟦found⟧");
    assert_non_null(strstr(logged, "en has no number for the plurals found\n"));
}

static void marks_what_an_edit_changed(void **state)
{
    (void)state;
    run(HEAD "<xsl:output method=\"xml\" omit-xml-declaration=\"yes\"/>" PAGE
             "<a><xsl:copy-of select=\"r:difference('two &lt; welders', 'two &lt; fitters now')\"/>"
             "<xsl:copy-of select=\"r:difference('', '')\"/></a>" END);
    assert_null(fault);
    assert_string_equal(bytes, "<a>two &lt; <del>welders </del><ins>fitters now </ins></a>\n");
}

static void makes_paragraphs_of_blocks_and_breaks_of_lines(void **state)
{
    (void)state;
    run(HEAD "<xsl:output method=\"xml\" omit-xml-declaration=\"yes\"/>"
             "<xsl:variable name=\"once\" select=\"r:paragraphs('kept')\"/>" PAGE
             "<a><xsl:copy-of select=\"r:paragraphs(@text)\"/><xsl:variable name=\"p\""
             " select=\"r:paragraphs(@text)\"/><n><xsl:value-of select=\"count($p)\"/></n>"
             "<xsl:copy-of select=\"r:paragraphs('')\"/><xsl:copy-of select=\"$once\"/></a>" END);
    assert_null(fault);
    assert_string_equal(bytes, "<a><p>one &lt;b&gt;<br/>two</p><p>three &amp; four</p><n>2</n>"
                               "<p>kept</p></a>\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(says_words, open_words, close_folder),
        cmocka_unit_test_setup_teardown(shows_and_logs_a_string_that_is_missing, open_words,
                                        close_folder),
        cmocka_unit_test_setup_teardown(marks_what_an_edit_changed, open_words, close_folder),
        cmocka_unit_test_setup_teardown(makes_paragraphs_of_blocks_and_breaks_of_lines, open_words,
                                        close_folder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
