/* test_sheet: sheets are compiled with their imports, may touch nothing but their document, and
 * fail by name of sheet and line without telling what stood in the document. */
#include "files_here.h"

#include <libxml/parser.h>
#include <pthread.h>

#include "document.h"
#include "sheet.h"

#define XSL "http://www.w3.org/1999/XSL/Transform"
#define HEAD "<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"" XSL "\" xmlns:r=\"urn:rehab:words\"" \
             " xmlns:str=\"http://exslt.org/strings\" exclude-result-prefixes=\"r str\">"
#define TEXT "<xsl:output method=\"text\"/>"
#define PAGE "\n<xsl:template match=\"/page\">"
#define END "</xsl:template></xsl:stylesheet>"
#define SECRET "Sodi-972-501234567"

static const rehab_log memory = { keep_line, NULL };
static rehab_language *language;
static rehab_sheet *sheet;
static rehab_fault *fault;
static const char *bytes;
static apr_size_t length;

static int open_words(void **state)
{
    const rehab_language_settings settings = { "en", 0, NULL };

    if (open_folder(state))
        return 1;
    const char *file = write_file("en.xml",
        "<resources><string name=\"jobs.title\">Jobs</string>"
        "<string name=\"hello\">Hello %1$s of %2$s</string>"
        "<string name=\"state.open\">Open</string>"
        "<plurals name=\"found\"><item quantity=\"one\">one job in %2$s</item>"
        "<item quantity=\"other\">%1$s jobs in %2$s</item></plurals></resources>");

    rehab_sheet_start();
    return rehab_language_load(pool, file, &settings, &language) != NULL;
}

static xmlDocPtr document_for(apr_pool_t *own, xmlDictPtr dict)
{
    xmlDocPtr document = rehab_document_make(own, dict);
    xmlNodePtr page = xmlDocGetRootElement(document);

    rehab_document_set(page, "lang", "en");
    rehab_document_set(page, "secret", SECRET);
    rehab_document_set(page, "text", "one <b>\n two\n\n \t\n\nthree & four  \n");
    for (int i = 0; i < 20; i++)
        rehab_document_set(rehab_document_add(page, "job"), "code", "7KQ4MD");
    return document;
}

static const char *load(const char *body)
{
    const char *file = write_file("xsl/jobs/list.xsl", body);

    fault = rehab_sheet_load(pool, file, &sheet);
    assert_true((fault == NULL) == (sheet != NULL));
    return fault ? fault->cause : NULL;
}

static void run(const char *body)
{
    const char *cause = load(body);

    if (cause)
        fail_msg("%s", cause);
    logged[0] = '\0';
    fault = rehab_sheet_run(pool, sheet, document_for(pool, rehab_sheet_dict(sheet)), language,
                            &memory, &bytes, &length);
}

/* What the XPath expression writes. */
static const char *value(const char *expression)
{
    run(apr_pstrcat(pool, HEAD TEXT PAGE "<xsl:value-of select=\"", expression, "\"/>" END, NULL));
    if (fault)
        fail_msg("%s", fault->cause);
    assert_int_equal(strlen(bytes), length);
    return bytes;
}

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

static void load_fails(const char *body, int line, const char *part)
{
    const char *cause = load(body);

    assert_non_null(cause);
    if (!strstr(cause, part) || !strstr(cause, apr_psprintf(pool, ".xsl:%d: ", line)))
        fail_msg("%s", cause);
    assert_null(strchr(cause, '\n'));
}

static void writes_html_with_the_short_doctype_and_no_meta_of_its_own(void **state)
{
    (void)state;
    run(HEAD "<xsl:output method=\"html\" encoding=\"utf-8\" doctype-system=\"about:legacy-compat\"/>"
        PAGE "<html><head><meta charset=\"utf-8\"/><title>א &amp; <xsl:value-of select=\"@text\"/>"
        "</title></head><body><br/></body></html>" END);
    assert_null(fault);
    assert_string_equal(bytes, "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>א &amp; "
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
    assert_string_equal(value("'א &lt;'"), "א <");
    assert_string_equal(rehab_sheet_media_type(sheet), "text/plain");
}

static void takes_output_and_templates_from_imports(void **state)
{
    (void)state;
    write_file("xsl/layout.xsl", HEAD "<xsl:import href=\"parts/foot.xsl\"/>"
               "<xsl:output method=\"xml\" media-type=\"application/xhtml+xml\"/>"
               PAGE "<p><xsl:call-template name=\"foot\"/></p>" END);
    write_file("xsl/parts/foot.xsl", HEAD "<xsl:template name=\"foot\">foot" END);
    run(HEAD "<xsl:import href=\"../layout.xsl\"/><xsl:include href=\"../parts/foot.xsl\"/>"
        "</xsl:stylesheet>");
    assert_null(fault);
    assert_non_null(strstr(bytes, "<p>foot</p>"));
    assert_string_equal(rehab_sheet_media_type(sheet), "application/xhtml+xml");
    const apr_array_header_t *files = rehab_sheet_files(sheet);

    assert_int_equal(files->nelts, 3);
    assert_non_null(strstr(APR_ARRAY_IDX(files, 0, const char *), "/xsl/jobs/list.xsl"));
    assert_non_null(strstr(APR_ARRAY_IDX(files, 1, const char *), "/xsl/layout.xsl"));
    assert_non_null(strstr(APR_ARRAY_IDX(files, 2, const char *), "/xsl/parts/foot.xsl"));
}

static void imports_from_its_own_tree_only(void **state)
{
    static const char *const outside[] = {
        "../../outside.xsl", "/etc/passwd", "file:///etc/passwd", "http://127.0.0.1:9/a.xsl",
        "none.xsl", "", "../../%6futside.xsl",
    };

    (void)state;
    write_file("outside.xsl", HEAD "</xsl:stylesheet>");
    for (apr_size_t i = 0; i < sizeof outside / sizeof outside[0]; i++) {
        load_fails(apr_pstrcat(pool, HEAD "\n<xsl:import href=\"", outside[i],
                               "\"/></xsl:stylesheet>", NULL), 2, "import");
        load_fails(apr_pstrcat(pool, HEAD "\n<xsl:include xml:base=\"../\" href=\"", outside[i],
                               "\"/></xsl:stylesheet>", NULL), 2, "import");
    }
    load_fails(HEAD "\n<xsl:import/></xsl:stylesheet>", 2, "import");
    assert_int_equal(symlink("../../outside.xsl", apr_pstrcat(pool, folder, "/xsl/jobs/link.xsl",
                                                              NULL)), 0);
    load_fails(HEAD "\n<xsl:import href=\"link.xsl\"/></xsl:stylesheet>", 2, "import from outside");
}

static void refuses_imports_in_a_circle(void **state)
{
    (void)state;
    write_file("xsl/jobs/b.xsl", HEAD "\n<xsl:import href=\"list.xsl\"/></xsl:stylesheet>");
    load_fails(HEAD "\n<xsl:import href=\"b.xsl\"/></xsl:stylesheet>", 2, "recursion");
    assert_int_equal(symlink(".", apr_pstrcat(pool, folder, "/xsl/jobs/loop", NULL)), 0);
    load_fails(HEAD "\n<xsl:import href=\"loop/list.xsl\"/></xsl:stylesheet>", 0, "without end");
}

static void tells_mistakes_of_a_sheet_by_file_and_line(void **state)
{
    (void)state;
    load_fails(HEAD "\n\n<xsl:template></xsl:stylesheet>", 3, "tag ");
    load_fails(HEAD PAGE "\n<xsl:value-of select=\"1 +\"/>" END, 3, "expression");
    load_fails(HEAD PAGE "\n<a b=\"{r:text('x'}\"/>" END, 3, "expression");
    load_fails(HEAD PAGE "\n<xsl:valueof/>" END, 3, "valueof");
    load_fails(HEAD PAGE "\n<a b=\"{r:txt('x')}\"/>" END, 3, "there is no function r:txt");
    load_fails(HEAD PAGE "\n<xsl:if test=\"str:tokenize(@a)\"/>" END, 3, "no function str:tokenize");
    load_fails("<page/>", 1, "not xsl:stylesheet but page");
    load_fails("<xsl:stylesheet version=\"2.0\" xmlns:xsl=\"" XSL "\"/>", 1, "version");
    load_fails("<!DOCTYPE x [<!ENTITY e SYSTEM \"/etc/passwd\">]>\n" HEAD "</xsl:stylesheet>", 2,
               "DOCTYPE");
    load_fails(HEAD "<xsl:output encoding=\"windows-1255\"/></xsl:stylesheet>", 0, "UTF-8");
    write_file("xsl/parts/bad.xsl", HEAD "\n\n\n<xsl:template match=\"]\"/></xsl:stylesheet>");
    load_fails(HEAD "<xsl:import href=\"../parts/bad.xsl\"/></xsl:stylesheet>", 4, "bad.xsl:");
    assert_non_null(rehab_sheet_load(pool, "/nowhere/a.xsl", &sheet));
}

static void may_read_and_write_nothing(void **state)
{
    static const char nothing[] = "a sheet may not read or write anything";

    (void)state;
    run_fails("<xsl:copy-of select=\"document('/etc/passwd')\"/>", nothing);
    run_fails("<xsl:copy-of select=\"document('list.xsl')\"/>", nothing);
    run_fails("<xsl:copy-of select=\"document(concat('http://127.0.0.1:9/', @secret))\"/>", nothing);
    run_fails("<xsl:copy-of select=\"document(@secret)\"/>", nothing);
    run_fails(apr_pstrcat(pool, "<xsl:document href=\"", folder, "/written\"><b/></xsl:document>",
                          NULL), nothing);
    run(apr_pstrcat(pool, "<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"" XSL "\""
                    " xmlns:e=\"http://exslt.org/common\" extension-element-prefixes=\"e\">" PAGE
                    "<e:document href=\"", folder, "/written\"><b/></e:document>" END, NULL));
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
    load(HEAD PAGE "\n<xsl:for-each select=\"//job\"><xsl:for-each select=\"//job\">"
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
    run_fails("<xsl:value-of select=\"r:money()\"/>", "a function with the wrong number of arguments");
    run_fails("<xsl:value-of select=\"r:day(1, 2, 3)\"/>",
              "a function with the wrong number of arguments");
}

static void refuses_a_document_that_is_not_whole(void **state)
{
    (void)state;
    xmlDocPtr document = document_for(pool, NULL);

    assert_null(load(HEAD PAGE "<a/>" END));
    document->_private = document;
    assert_non_null(rehab_sheet_run(pool, sheet, document, language, NULL, &bytes, &length));
    assert_non_null(rehab_sheet_run(pool, sheet, NULL, language, NULL, &bytes, &length));
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

static int asks(const apr_array_header_t *words, const char *word)
{
    int n = 0;

    for (int i = 0; i < words->nelts; i++)
        n += !strcmp(APR_ARRAY_IDX(words, i, const char *), word);
    return n;
}

static void names_the_strings_that_it_asks_for(void **state)
{
    (void)state;
    write_file("xsl/layout.xsl", HEAD PAGE "<a b=\"x {r:text( 'from.layout' )} {r:text(&quot;q&quot;)}"
               "\"/><xsl:value-of select=\"$v\"/>" END);
    assert_null(load(HEAD "<xsl:import href=\"../layout.xsl\"/><xsl:variable name=\"v\""
                     " select=\"concat(r:text('one'), r:text('one'), r:count('many', 2, r:text('in')))\"/>"
                     "<xsl:variable name=\"w\" select=\"r:code('state','open')\"/>"
                     "<xsl:variable name=\"x\" select=\"concat(r:text(concat('a', 'b')), r:code('c', @d),"
                     " r:text($v), r:text('d' = 'd'))\"/></xsl:stylesheet>"));
    const apr_array_header_t *words = rehab_sheet_words(pool, sheet);

    assert_int_equal(asks(words, "t from.layout"), 1);
    assert_int_equal(asks(words, "t q"), 1);
    assert_int_equal(asks(words, "t one"), 1);
    assert_int_equal(asks(words, "t in"), 1);
    assert_int_equal(asks(words, "p many"), 1);
    assert_int_equal(asks(words, "t state.open"), 1);
    assert_int_equal(words->nelts, 6);
}

static void finds_functions_by_namespace_not_by_prefix(void **state)
{
    (void)state;
    assert_null(load("<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"" XSL "\" xmlns:w=\"urn:rehab:words\""
                     " xmlns:r=\"urn:other\">" PAGE "<a b=\"{w:text('mine')} r:absent('x')\"/>" END));
    assert_int_equal(rehab_sheet_words(pool, sheet)->nelts, 1);
    assert_int_equal(asks(rehab_sheet_words(pool, sheet), "t mine"), 1);
}

static void *run_often(void *expected)
{
    for (int i = 0; i < 60; i++) {
        apr_pool_t *own;
        const char *page;
        apr_size_t size;

        apr_pool_create(&own, NULL);
        rehab_fault *wrong = rehab_sheet_run(own, sheet,
                                             document_for(own, rehab_sheet_dict(sheet)), language,
                                             &memory, &page, &size);
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
    run(HEAD "<xsl:key name=\"code\" match=\"job\" use=\"@code\"/><xsl:strip-space elements=\"*\"/>" PAGE
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
        cmocka_unit_test_setup_teardown(takes_output_and_templates_from_imports, open_words,
                                        close_folder),
        cmocka_unit_test_setup_teardown(imports_from_its_own_tree_only, open_words, close_folder),
        cmocka_unit_test_setup_teardown(refuses_imports_in_a_circle, open_words, close_folder),
        cmocka_unit_test_setup_teardown(tells_mistakes_of_a_sheet_by_file_and_line, open_words,
                                        close_folder),
        cmocka_unit_test_setup_teardown(may_read_and_write_nothing, open_words, close_folder),
        cmocka_unit_test_setup_teardown(ends_at_its_limits, open_words, close_folder),
        cmocka_unit_test_setup_teardown(tells_failures_without_content, open_words, close_folder),
        cmocka_unit_test_setup_teardown(refuses_a_document_that_is_not_whole, open_words,
                                        close_folder),
        cmocka_unit_test_setup_teardown(logs_messages_one_line_each_with_their_place, open_words,
                                        close_folder),
        cmocka_unit_test_setup_teardown(says_words, open_words, close_folder),
        cmocka_unit_test_setup_teardown(shows_and_logs_a_string_that_is_missing, open_words,
                                        close_folder),
        cmocka_unit_test_setup_teardown(makes_paragraphs_of_blocks_and_breaks_of_lines, open_words,
                                        close_folder),
        cmocka_unit_test_setup_teardown(names_the_strings_that_it_asks_for, open_words,
                                        close_folder),
        cmocka_unit_test_setup_teardown(finds_functions_by_namespace_not_by_prefix, open_words,
                                        close_folder),
        cmocka_unit_test_setup_teardown(gives_every_thread_the_same_page, open_words,
                                        close_folder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
