/* test_plan: a sheet gives the same bytes by its plan as by libxslt, or has none. */
#include "sheets_here.h"

#include <apr_fnmatch.h>

#include "../../mod_rehab/html.h"
#include "../../mod_rehab/plan_inside.h"
#include "../../mod_rehab/sheet_inside.h"

#define HTML HEAD "<xsl:output method=\"html\" indent=\"yes\"/>"

static const char content[] =
    "<page lang='en' dir='ltr' n='3' empty=''><request><param name='q'>caf\u00e9 &amp; \"x\"</param>"
    "<param name='field'>b</param><param name='field'>a</param></request>"
    "<fields><field key='a' n='2' text='\u05d0\u05d1\u05d2'/><field key='b' n='10' text='B'/>"
    "<field key='c' n='2' text='C'/><field key='d' n='x' text='D'/></fields>"
    "<list><item code='1'>one<b>two</b>three</item><item code='2' lang='ru'><item code='3'/></item>"
    "<item code='4'>  a  b\n c </item></list><day from='2026-02-28' to='2026-03-01'/></page>";

static xmlDocPtr document(void)
{
    xmlDocPtr made = xmlReadMemory(content, (int)strlen(content), "test", NULL, 0);

    assert_non_null(made);
    return made;
}

/* Runs whose log said that the plan did not hold. */
static int given_up;

static const char *played(void)
{
    xmlDocPtr made = document();

    logged[0] = '\0';
    fault = rehab_sheet_run(pool, sheet, made, language, &memory, &bytes, &length);
    xmlFreeDoc(made);
    if (fault)
        return apr_pstrcat(pool, "fault: ", fault->cause, NULL);
    if (strstr(logged, ": its plan did not hold at ")) {
        given_up++;
        logged[0] = '\0';
    }
    assert_int_equal(strlen(bytes), length);
    return apr_pstrcat(pool, bytes, "\n--\n", logged, NULL);
}

/* By the plan, if there is one, and by libxslt: `body` is templates. */
static void same(const char *body, int has_plan)
{
    const char *cause = load(apr_pstrcat(pool, HTML, body, "</xsl:stylesheet>", NULL));

    if (cause)
        fail_msg("%s: %s", cause, body);
    if (has_plan != (sheet->plan != NULL))
        fail_msg("%s: %s", sheet->no_plan ? sheet->no_plan : "has a plan", body);
    const char *by_plan = played();

    sheet->plan = NULL;
    assert_string_equal(by_plan, played());
}

#define AT_PAGE "<xsl:template match='/page'>"

static void expressions_say_what_those_of_libxslt_say(void **state)
{
    static const char *const expressions[] = {
        "@n", "@n + 1", "@n - 5", "@n * 2.5", "@n div 0", "-@n div 0", "@n mod 2", "-@n", "1 div 3",
        "1e3", "@lang = 'en'", "@lang != 'en'", "@none = ''", "@none != ''", "@n &gt; 2", "@n &lt; 3",
        "@n &lt;= 3", "@n >= 4", "@empty", "boolean(@empty)", "boolean(@none)", "not(@none)",
        "true() and not(false())", "false() or @n", "request/param", "request/param[2]",
        "request/param[last()]", "request/param[@name = 'field'][1]", "request/param = 'a'",
        "request/param != 'a'", "request/param[. = 'b']/@name", "count(request/param)",
        "count(//item)", "count(list//item)", "list//item[@code > 2]/@code", "list/item/item/../@code",
        "string(list/item)", "list", "normalize-space(list)", "normalize-space(list/item[last()])",
        "fields/field[@key = /page/request/param]/@key", "fields/field[@n = 2][2]/@key",
        "count(fields/field[@n &gt; 0 or @key = 'd'])", "concat(@lang, '-', @n, '-', 1 div 4)",
        "substring('12345', 2, 3)", "substring('12345', 1.5, 2.6)", "substring('12345', 0, 3)",
        "substring('12345', 0 div 0, 3)", "substring('12345', 1, 0 div 0)", "substring('12345', -42)",
        "substring('12345', -42, 1 div 0)", "substring(fields/field/@text, 2)", "substring('a', 9)",
        "string-length(fields/field/@text)", "string-length()", "starts-with(@lang, 'e')",
        "contains(@lang, '')", "contains(request/param, '&amp;')", "substring-before('a=b=c', '=')",
        "substring-before('abc', '=')", "substring-after('a=b=c', '=')", "substring-after('abc', '=')",
        "translate('050-123 4567', ' -', '')", "translate('abc', 'ab', '\u05d0')",
        "number(@lang)", "number('')", "number(' 12 ')", "number(true())", "floor(2.7)", "floor(-2.7)",
        "sum(fields/field/@n | @n)", "sum(fields/field/@key)", "sum(list/item/@none)", "sum(list/item)", "sum(fields/field/@n) div 3",
        "name()", "name(@n)", "name(request/param)", "name(none)", "position()", "last()",
        "request/param[position() &gt; 1]", "list/item[position() = last()]/@code",
        "list/item[3]/preceding-sibling::item[1]/@code", "list/item[1]/following-sibling::*[1]/@code",
        "count(list/item/preceding-sibling::*)", "(//item | //field)[3]/@code", "(//item)[2]/@code",
        "count(@* | request | //item | request)", "request/param/text()", "list/item/node()[2]",
        "list/*/self::item/@code", "current()/@n", "self::page/@n", "self::none/@n", "..", "/",
        "fields/field[@n]/@key", "list/item[b]/b", "list[item/@lang]/item[not(@lang)][2]/@code",
        "str:encode-uri(request/param, true())", "str:encode-uri('a/b c', false())",
        "r:text('jobs.title')", "r:text('hello', @n, @lang)", "r:count('found', @n, 'x')",
        "r:count('found', 1, 'x')", "r:code('state', 'open')", "r:code('state', 'shut')", "r:text('no')",
        "r:count('found', 'x')", "r:number(1234567)", "r:money(4250)", "r:day('2026-03-09')",
        "r:day(day/@to, 'short')",
        "r:days(day/@from, day/@to)", "r:days(day/@to, day/@from)", "r:days('2024-02-28', '2024-03-01')",
        "r:days('2026-02-29', '2026-03-01')", "r:days('', '2026-03-01') &lt; 3", "r:number(7)", "r:json('a&lt;b&quot;')", "r:show-code('7KQ4MD')", "r:show-code('x')",
        "123456789012", "0.1 + 0.2", "1 div 1000000", "-0.5", "1000000 * 1000000",
    };

    (void)state;
    for (size_t i = 0; i < sizeof expressions / sizeof expressions[0]; i++)
        same(apr_psprintf(pool, AT_PAGE "<p title=\"{%s}\"><xsl:value-of select=\"%s\"/>"
                                "<xsl:if test=\"%s\">yes</xsl:if></p></xsl:template>",
                          expressions[i], expressions[i], expressions[i]), 1);
}

static void sheets_go_the_way_of_libxslt(void **state)
{
    (void)state;
    same(AT_PAGE "<html><body><xsl:for-each select='fields/field'>"
         "<xsl:sort select='@n' data-type='number' order='descending'/><xsl:sort select=\"number(@key"
         " = 'c')\" data-type='number' order='descending'/><p><xsl:value-of select=\"concat("
         "position(), @key, last())\"/></p></xsl:for-each></body></html></xsl:template>", 1);
    same(AT_PAGE "<ul><xsl:apply-templates select='list'/></ul></xsl:template>"
         "<xsl:template match='item'><li><xsl:apply-templates/></li></xsl:template>"
         "<xsl:template match='item[b]'><li class='b'><xsl:apply-templates/></li></xsl:template>"
         "<xsl:template match='item/item' priority='2'><i/></xsl:template>"
         "<xsl:template match='b/text() | none'>*</xsl:template>", 1);
    same("<xsl:template match='/'><xsl:apply-templates select='page/@*' mode='m'/><p>"
         "<xsl:apply-templates select='page/@*'/></p></xsl:template>"
         "<xsl:template match='@n' mode='m'><b><xsl:value-of select='.'/></b></xsl:template>"
         "<xsl:template match='@*' mode='m'><i title='{{{.}}}' class=\"{name()}'s\"/></xsl:template>", 1);
    same(AT_PAGE "<xsl:call-template name='t'><xsl:with-param name='b'>x<b>y</b></xsl:with-param>"
         "<xsl:with-param name='c' select='list/item'/></xsl:call-template></xsl:template>"
         "<xsl:template name='t'><xsl:param name='a' select=\"'default'\"/><xsl:param name='b'/>"
         "<xsl:param name='c'/><xsl:variable name='e'/><div><xsl:value-of select=\"concat($a, $b, $e,"
         " count($c), $c[2]/@code)\"/><xsl:copy-of select='$b'/><xsl:copy-of select='$c[1] | $c/@lang'/>"
         "<xsl:if test='$b'>tree</xsl:if><xsl:if test='$e'>empty</xsl:if></div></xsl:template>", 1);
    same(AT_PAGE "<xsl:choose><xsl:when test='@none'>a</xsl:when><xsl:when test='@n = 3'><br/>b</xsl:when>"
         "<xsl:otherwise>c</xsl:otherwise></xsl:choose><xsl:message>said <xsl:value-of select='@n'/>"
         "</xsl:message></xsl:template>", 1);
    same(AT_PAGE "<div><xsl:for-each select='r:paragraphs(list)'><p dir='auto'><xsl:copy-of select="
         "'node()'/></p></xsl:for-each></div></xsl:template>", 1);
    same(AT_PAGE "<p><xsl:copy-of select=\"r:difference('one two', 'one three two')\"/></p></xsl:template>",
         1);
    same(AT_PAGE "<input><xsl:attribute name='checked'>checked</xsl:attribute><xsl:attribute name='value'>"
         "<xsl:value-of select='@empty'/></xsl:attribute></input></xsl:template>", 1);
}

static void html_is_what_our_writer_writes(void **state)
{
    (void)state;
    same(AT_PAGE "<html><head><title>t</title><meta charset='utf-8'/></head><body><ul><li>one</li><li/></ul>"
         "<div><p>a<br/>b</p></div><div><div><span/></div>text<div/></div><main><i/><i/></main>"
         "<table><tr><td/></tr></table><unknown><a/><b/></unknown><pre>\n x\n</pre></body></html>"
         "</xsl:template>", 1);
    same(AT_PAGE "<p><a href='{request/param}' name='a b' title=\"{request/param}'\">&lt;&amp;></a>"
         "<script>a &lt; b &amp;&amp; c</script><style>a > b</style><img alt='' src='/x y'/></p>"
         "<select><option selected='selected' value='{@empty}'>x</option></select></xsl:template>", 1);
    same(AT_PAGE "text<p/>text</xsl:template>", 1);
    same(AT_PAGE "</xsl:template>", 1);
}

static void what_a_plan_does_not_know_goes_the_plain_way(void **state)
{
    (void)state;
    same(AT_PAGE "<p><xsl:number value='3'/></p></xsl:template>", 0);
    same(AT_PAGE "<p><xsl:value-of select='ceiling(@n)'/></p></xsl:template>", 0);
    same(AT_PAGE "<p><xsl:value-of select='ancestor::page/@n'/></p></xsl:template>", 0);
    same("<xsl:key name='k' match='field' use='@key'/>" AT_PAGE "<p><xsl:value-of select=\"key('k', 'a')"
         "/@n\"/></p></xsl:template>", 0);
    same(AT_PAGE "<p xmlns='urn:x'/></xsl:template>", 0);
    same(AT_PAGE "<xsl:text disable-output-escaping='yes'>&lt;</xsl:text></xsl:template>", 0);
    same("<xsl:template match='field[1]'>x</xsl:template>", 0);
    same("<xsl:variable name='v' select='1'/>" AT_PAGE "<xsl:value-of select='$v'/></xsl:template>", 0);
}

static void a_run_that_is_lost_goes_the_plain_way(void **state)
{
    (void)state;
    given_up = 0;
    same(AT_PAGE "<p>x<xsl:attribute name='a'>late</xsl:attribute></p></xsl:template>", 1);
    same(AT_PAGE "<p a='1'><xsl:attribute name='a'>2</xsl:attribute></p></xsl:template>", 1);
    same(AT_PAGE "<xsl:call-template name='t'/></xsl:template><xsl:template name='t'>"
         "<xsl:call-template name='t'/></xsl:template>", 1);
    same(AT_PAGE "<br>text</br></xsl:template>", 1);
    assert_int_equal(given_up, 2);
}

static void a_file_that_two_sheets_import_is_read_once(void **state)
{
    rehab_sheet *one, *two;

    (void)state;
    write_file("xsl/parts/a.xsl", HEAD "<xsl:template name='a'><b/></xsl:template></xsl:stylesheet>");
    const char *first = write_file("xsl/jobs/one.xsl", HEAD "<xsl:import href='../parts/a.xsl'/>"
                                   "<xsl:output method='html'/>" AT_PAGE
                                   "<xsl:call-template name='a'/></xsl:template></xsl:stylesheet>");
    const char *second = write_file("xsl/jobs/two.xsl", HEAD "<xsl:import href='../parts/a.xsl'/>"
                                    "<xsl:import href='../jobs/one.xsl'/>" AT_PAGE
                                    "<i><xsl:call-template name='a'/></i></xsl:template>"
                                    "</xsl:stylesheet>");

    assert_null(rehab_sheet_load(pool, first, &one));
    assert_null(rehab_sheet_load(pool, second, &two));
    assert_ptr_equal(rehab_plan_named(one->plan, "a"), rehab_plan_named(two->plan, "a"));
    sheet = two;
    const char *by_plan = played();

    sheet->plan = NULL;
    assert_string_equal(by_plan, played());
}

static int is_page(const rehab_sheet *one)
{
    for (int i = 0; i < one->files->nelts; i++)
        if (strstr(APR_ARRAY_IDX(one->files, i, const char *), "/layout.xsl"))
            return 1;
    return 0;
}

static int pages_of(const char *area)
{
    apr_array_header_t *files;
    int pages = 0;

    assert_int_equal(apr_match_glob(apr_pstrcat(pool, area, "/*.xsl", NULL), &files, pool),
                     APR_SUCCESS);
    for (int i = 0; i < files->nelts; i++) {
        rehab_sheet *one = NULL;
        const char *file = apr_pstrcat(pool, area, "/", APR_ARRAY_IDX(files, i, const char *), NULL);

        if (rehab_sheet_load(pool, file, &one) || !is_page(one))
            continue;
        if (!one->plan)
            fail_msg("%s: %s", file, one->no_plan);
        pages++;
    }
    return pages;
}

/* What libxslt compiled for a sheet without one takes a megabyte or more. */
static void every_page_of_the_portal_has_a_plan(void **state)
{
    static const char *const areas[] = { "account", "callback", "employer", "error",
                                         "home", "jobs", "offer", "staff", "volunteer" };
    int pages = 0;

    (void)state;
    for (size_t i = 0; i < sizeof areas / sizeof areas[0]; i++)
        pages += pages_of(apr_pstrcat(pool, "xsl/", areas[i], NULL));
    assert_true(pages > 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expressions_say_what_those_of_libxslt_say),
        cmocka_unit_test(sheets_go_the_way_of_libxslt),
        cmocka_unit_test(html_is_what_our_writer_writes),
        cmocka_unit_test(what_a_plan_does_not_know_goes_the_plain_way),
        cmocka_unit_test(a_run_that_is_lost_goes_the_plain_way),
        cmocka_unit_test(a_file_that_two_sheets_import_is_read_once),
        cmocka_unit_test(every_page_of_the_portal_has_a_plan),
    };

    return cmocka_run_group_tests(tests, open_words, close_folder);
}
