/* test_sheet_run: a run may touch nothing but its document, ends at its limits, and fails by name of
 * sheet and line without telling what stood in the document. */
#include "sheets_here.h"

#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <pthread.h>

/* The body of a template does not run, and the fault says where and this, and nothing of the
 * document. */
static void run_fails(const char *template, const char *sentence)
{
    run(apr_pstrcat(pool, HEAD PAGE "\n<a>", template, "</a>" END, NULL));
    assert_non_null(fault);
    assert_null(bytes);
    assert_int_equal(fault->status, REHAB_BROKEN);
    const char *place = strstr(fault->cause, "/xsl/jobs/list.xsl:3: ");

    if (!place || strcmp(strchr(place, ' ') + 1, sentence) != 0)
        fail_msg("%s", fault->cause);
    assert_null(strstr(fault->cause, SECRET));
    assert_null(strstr(logged, SECRET));
}

static void writes_html_with_the_short_doctype_and_no_meta_of_its_own(void **state)
{
    (void)state;
    run(HEAD "<xsl:output method=\"html\" encoding=\"utf-8\" "
             "doctype-system=\"about:legacy-compat\"/>" PAGE
             "<html><head><meta charset=\"utf-8\"/><title>א &amp; <xsl:value-of select=\"@text\"/>"
             "</title></head><body><br/></body></html>" END);
    assert_null(fault);
    assert_string_equal(bytes,
                        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>א &amp; "
                        "one &lt;b&gt;\n two\n\n \t\n\nthree &amp; four  \n</title></head>"
                        "<body><br></body></html>\n");
    assert_string_equal(rehab_sheet_media_type(sheet), "text/html");
}

static void writes_a_piece_of_html_without_a_doctype(void **state)
{
    (void)state;
    run(HEAD "<xsl:output method=\"html\"/>" PAGE "<li>א</li>" END);
    assert_null(fault);
    assert_string_equal(bytes, "<li>א</li>\n");
}

static void writes_xml_and_text_in_utf_8(void **state)
{
    (void)state;
    run(HEAD "<xsl:output method=\"xml\" media-type=\"application/atom+xml\"/>" PAGE
             "<feed>א</feed>" END);
    assert_string_equal(bytes, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed>א</feed>\n");
    assert_string_equal(rehab_sheet_media_type(sheet), "application/atom+xml");
    run(HEAD TEXT PAGE "א &lt;" END);
    assert_string_equal(bytes, "א <");
    assert_int_equal(length, strlen(bytes));
    assert_string_equal(rehab_sheet_media_type(sheet), "text/plain");
}

static void may_read_and_write_nothing(void **state)
{
    static const char nothing[] = "a sheet may not read or write anything";

    (void)state;
    run_fails("<xsl:copy-of select=\"document('/etc/passwd')\"/>", nothing);
    run_fails("<xsl:copy-of select=\"document('list.xsl')\"/>", nothing);
    run_fails("<xsl:copy-of select=\"document(concat('http://127.0.0.1:9/', @secret))\"/>",
              nothing);
    run_fails("<xsl:copy-of select=\"document(@secret)\"/>", nothing);
    run_fails(
        apr_pstrcat(pool, "<xsl:document href=\"", folder, "/written\"><b/></xsl:document>", NULL),
        nothing);
    run(apr_pstrcat(pool,
                    "<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"" XSL "\""
                    " xmlns:e=\"http://exslt.org/common\" extension-element-prefixes=\"e\">" PAGE
                    "<e:document href=\"",
                    folder, "/written\"><b/></e:document>" END, NULL));
    assert_non_null(fault);
    assert_non_null(strstr(fault->cause, "an instruction that does not exist"));
    assert_int_not_equal(access(apr_pstrcat(pool, folder, "/written", NULL), F_OK), 0);
}

static void ends_at_its_limits(void **state)
{
    (void)state;
    load(HEAD PAGE "\n<xsl:call-template name=\"deeper\"/></xsl:template>"
                   "<xsl:template name=\"deeper\"><xsl:call-template name=\"deeper\"/>" END);
    fault = rehab_sheet_run(pool, sheet, document_for(pool, NULL), language, NULL, &bytes, &length);
    assert_non_null(strstr(fault->cause, "templates call each other without end"));
    load(HEAD PAGE
         "\n<xsl:for-each select=\"//job\"><xsl:for-each select=\"//job\">"
         "<xsl:for-each select=\"//job\"><xsl:for-each select=\"//job\"><xsl:for-each"
         " select=\"//job\"><xsl:for-each select=\"//job\"/></xsl:for-each></xsl:for-each>"
         "</xsl:for-each></xsl:for-each></xsl:for-each>" END);
    fault = rehab_sheet_run(pool, sheet, document_for(pool, NULL), language, NULL, &bytes, &length);
    assert_non_null(strstr(fault->cause, "more operations than a run may take"));
    assert_null(bytes);
}

static void tells_failures_without_content(void **state)
{
    (void)state;
    run_fails("<xsl:element name=\"{@secret} \"/>", "a computed name that is no name");
    run_fails("<xsl:attribute name=\"{@secret} \">a</xsl:attribute>",
              "a computed name that is no name");
    run_fails("<xsl:message terminate=\"yes\"><xsl:value-of select=\"@secret\"/></xsl:message>",
              "xsl:message ended the run");
    run_fails("<xsl:value-of select=\"$absent\"/>", "a variable that is not declared");
    run_fails("<xsl:value-of select=\"absent(@secret)\"/>",
              "a function or a template that does not exist");
    run_fails("<xsl:value-of select=\"r:money()\"/>",
              "a function with the wrong number of arguments");
    run_fails("<xsl:value-of select=\"r:day(1, 2, 3)\"/>",
              "a function with the wrong number of arguments");
}

/* A function that meets an error in libxml2 and still has a value, as when memory is short. */
static void complain(xmlXPathParserContextPtr context, int n)
{
    (void)n;
    assert_null(xmlReadMemory("<" SECRET, 1 + (int)strlen(SECRET), NULL, NULL, 0));
    valuePush(context, xmlXPathNewCString("value"));
}

static void gives_no_page_that_libxml2_complained_about(void **state)
{
    (void)state;
    xsltRegisterExtModuleFunction(BAD_CAST "complain", BAD_CAST "urn:test", complain);
    run_fails("<xsl:value-of xmlns:t=\"urn:test\" select=\"t:complain()\"/>", "the run failed");
    assert_int_equal(length, 0);
    assert_int_equal(xsltUnregisterExtModuleFunction(BAD_CAST "complain", BAD_CAST "urn:test"), 0);
}

static void logs_messages_one_line_each_with_their_place(void **state)
{
    (void)state;
    run(HEAD TEXT PAGE "\n<xsl:message>no template for <xsl:value-of select=\"'a&#10;b'\"/>"
                       "</xsl:message>\n<xsl:message terminate=\"no\">two</xsl:message>ok" END);
    assert_null(fault);
    assert_string_equal(bytes, "ok");
    assert_non_null(strstr(logged, "/xsl/jobs/list.xsl:3: no template for a b\n"));
    assert_non_null(strstr(logged, "/xsl/jobs/list.xsl:4: two\n"));
}

static void *run_often(void *expected)
{
    for (int i = 0; i < 60; i++) {
        apr_pool_t *own;
        const char *page;
        apr_size_t size;

        apr_pool_create(&own, NULL);
        rehab_fault *wrong = rehab_sheet_run(own, sheet, document_for(own, rehab_sheet_dict(sheet)),
                                             language, &memory, &page, &size);
        int same = !wrong && strcmp(page, expected) == 0;

        apr_pool_destroy(own);
        if (!same)
            return "a thread made another page";
    }
    return NULL;
}

static void gives_every_thread_the_same_page(void **state)
{
    pthread_t threads[8];

    (void)state;
    run(HEAD
        "<xsl:key name=\"code\" match=\"job\" use=\"@code\"/><xsl:strip-space elements=\"*\"/>" PAGE
        "<html><xsl:for-each select=\"job\"><xsl:sort select=\"@code\"/><i title=\"{r:text('hello',"
        " position(), r:day('2026-03-09'))}\"><xsl:value-of select=\"r:money(position() * 101)\"/>"
        "<xsl:value-of select=\"r:count('found', count(key('code', @code)), @code)\"/>"
        "<xsl:copy-of select=\"r:paragraphs(/page/@text)\"/></i></xsl:for-each></html>" END);
    assert_null(fault);
    char *expected = strdup(bytes);

    assert_non_null(strstr(expected, "20 jobs in 7KQ4MD"));
    for (int i = 0; i < 8; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, run_often, expected), 0);
    for (int i = 0; i < 8; i++) {
        void *wrong = NULL;

        pthread_join(threads[i], &wrong);
        assert_null(wrong);
    }
    free(expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(writes_html_with_the_short_doctype_and_no_meta_of_its_own,
                                        open_words, close_folder),
        cmocka_unit_test_setup_teardown(writes_a_piece_of_html_without_a_doctype, open_words,
                                        close_folder),
        cmocka_unit_test_setup_teardown(writes_xml_and_text_in_utf_8, open_words, close_folder),
        cmocka_unit_test_setup_teardown(may_read_and_write_nothing, open_words, close_folder),
        cmocka_unit_test_setup_teardown(ends_at_its_limits, open_words, close_folder),
        cmocka_unit_test_setup_teardown(tells_failures_without_content, open_words, close_folder),
        cmocka_unit_test_setup_teardown(gives_no_page_that_libxml2_complained_about, open_words,
                                        close_folder),
        cmocka_unit_test_setup_teardown(logs_messages_one_line_each_with_their_place, open_words,
                                        close_folder),
        cmocka_unit_test_setup_teardown(gives_every_thread_the_same_page, open_words, close_folder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
