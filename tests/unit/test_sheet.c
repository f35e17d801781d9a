/* test_sheet: sheets are compiled with their imports, and what is wrong with one is told by file
 * and line. */
#include "sheets_here.h"

static void load_fails(const char *body, int line, const char *part)
{
    const char *cause = load(body);

    assert_non_null(cause);
    if (!strstr(cause, part) || !strstr(cause, apr_psprintf(pool, ".xsl:%d: ", line)))
        fail_msg("%s", cause);
    assert_null(strchr(cause, '\n'));
}

static void takes_output_and_templates_from_imports(void **state)
{
    (void)state;
    write_file("xsl/layout.xsl",
               HEAD "<xsl:import href=\"parts/foot.xsl\"/>"
                    "<xsl:output method=\"xml\" media-type=\"application/xhtml+xml\"/>" PAGE
                    "<p><xsl:call-template name=\"foot\"/></p>" END);
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
        "../../outside.xsl",        "/etc/passwd", "file:///etc/passwd",
        "http://127.0.0.1:9/a.xsl", "none.xsl",    "",
        "../../%6futside.xsl",
    };

    (void)state;
    write_file("outside.xsl", HEAD "</xsl:stylesheet>");
    for (apr_size_t i = 0; i < sizeof outside / sizeof outside[0]; i++) {
        load_fails(apr_pstrcat(pool, HEAD "\n<xsl:import href=\"", outside[i],
                               "\"/></xsl:stylesheet>", NULL),
                   2, "import");
        load_fails(apr_pstrcat(pool, HEAD "\n<xsl:include xml:base=\"../\" href=\"", outside[i],
                               "\"/></xsl:stylesheet>", NULL),
                   2, "import");
    }
    load_fails(HEAD "\n<xsl:import/></xsl:stylesheet>", 2, "import");
    assert_int_equal(
        symlink("../../outside.xsl", apr_pstrcat(pool, folder, "/xsl/jobs/link.xsl", NULL)), 0);
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
    load_fails(HEAD PAGE "\n<xsl:if test=\"str:tokenize(@a)\"/>" END, 3,
               "no function str:tokenize");
    load_fails("<page/>", 1, "not xsl:stylesheet but page");
    load_fails("<xsl:stylesheet version=\"2.0\" xmlns:xsl=\"" XSL "\"/>", 1, "version");
    load_fails("<xsl:stylesheet version=\"1.1\" xmlns:xsl=\"" XSL "\"/>", 1, "version");
    load_fails("<!DOCTYPE x [<!ENTITY e SYSTEM \"/etc/passwd\">]>\n" HEAD "</xsl:stylesheet>", 2,
               "DOCTYPE");
    load_fails(HEAD "<xsl:output encoding=\"windows-1255\"/></xsl:stylesheet>", 0, "UTF-8");
    write_file("xsl/parts/bad.xsl", HEAD "\n\n\n<xsl:template match=\"]\"/></xsl:stylesheet>");
    load_fails(HEAD "<xsl:import href=\"../parts/bad.xsl\"/></xsl:stylesheet>", 4, "bad.xsl:");
    assert_non_null(rehab_sheet_load(pool, "/nowhere/a.xsl", &sheet));
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
    write_file("xsl/layout.xsl",
               HEAD PAGE "<a b=\"x {r:text( 'from.layout' )} {r:text(&quot;q&quot;)}"
                         "\"/><xsl:value-of select=\"$v\"/>" END);
    assert_null(load(
        HEAD "<xsl:import href=\"../layout.xsl\"/><xsl:variable name=\"v\""
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
    assert_null(
        load("<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"" XSL "\" xmlns:w=\"urn:rehab:words\""
             " xmlns:r=\"urn:other\">" PAGE "<a b=\"{w:text('mine')} r:absent('x')\"/>" END));
    assert_int_equal(rehab_sheet_words(pool, sheet)->nelts, 1);
    assert_int_equal(asks(rehab_sheet_words(pool, sheet), "t mine"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(takes_output_and_templates_from_imports, open_words,
                                        close_folder),
        cmocka_unit_test_setup_teardown(imports_from_its_own_tree_only, open_words, close_folder),
        cmocka_unit_test_setup_teardown(refuses_imports_in_a_circle, open_words, close_folder),
        cmocka_unit_test_setup_teardown(tells_mistakes_of_a_sheet_by_file_and_line, open_words,
                                        close_folder),
        cmocka_unit_test_setup_teardown(names_the_strings_that_it_asks_for, open_words,
                                        close_folder),
        cmocka_unit_test_setup_teardown(finds_functions_by_namespace_not_by_prefix, open_words,
                                        close_folder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
