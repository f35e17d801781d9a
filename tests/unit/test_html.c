/* test_html: the lean writer writes what libxml2 writes. */
#include "sheets_here.h"

#include <libxml/HTMLtree.h>

#include "../../mod_rehab/buffer.h"
#include "../../mod_rehab/html.h"

/* `body` as a tree of HTML, the way a sheet makes one. */
static xmlDocPtr tree(const char *body)
{
    xmlDocPtr document = xmlReadMemory(body, (int)strlen(body), "test", NULL, XML_PARSE_NOCDATA);

    assert_non_null(document);
    document->type = XML_HTML_DOCUMENT_NODE;
    return document;
}

static void same(const char *body)
{
    xmlDocPtr document = tree(body);

    for (int indent = 0; indent < 2; indent++) {
        xmlOutputBufferPtr expected = xmlAllocOutputBuffer(NULL);
        rehab_buffer out;

        htmlDocContentDumpFormatOutput(expected, document, "UTF-8", indent);
        rehab_buffer_start(pool, &out);
        rehab_html_write(&out, document, indent, NULL);
        assert_string_equal(out.bytes, (const char *)xmlOutputBufferGetContent(expected));
        assert_int_equal(out.length, xmlOutputBufferGetSize(expected));
        xmlOutputBufferClose(expected);
    }
    xmlFreeDoc(document);
}

static void blocks_and_lines_are_those_of_libxml2(void **state)
{
    (void)state;
    same("<html><head><title>t</title><meta charset='utf-8'/><link rel='x' href='/y'/></head>"
         "<body><ul><li>one</li><li><b>two</b></li><li/></ul><p>a<br/>b</p><pre>\n x\n</pre>"
         "<div><div><span/></div>text<div/></div></body></html>");
    same("<div><p><a>x</a></p><p/><ul/><section><h1>t</h1></section><main><i/><i/></main></div>");
    same("<html><body/></html>");
    same("<html/>");
    same("<unknown><a/><b/></unknown>");
    same("<table><thead><tr><th>a</th></tr></thead><tbody><tr><td/><td>b</td></tr></tbody></table>");
}

static void boolean_attributes_have_no_value(void **state)
{
    (void)state;
    same("<form><input checked='checked' disabled='disabled' value=''/><option selected='x'>y"
         "</option><input required='required' multiple=''/></form>");
}

static void text_is_escaped_and_raw_elements_are_not(void **state)
{
    (void)state;
    same("<p>a &lt; b &amp;&amp; c > d \" ' &#13; \u05e9\u05dc\u05d5\u05dd \U0001F600</p>");
    same("<html><script>if (a &lt; b &amp;&amp; c) { x(\"y\"); }</script>"
         "<style>a > b { content: \"&lt;\"; }</style><SCRIPT>&lt;</SCRIPT></html>");
    same("<div><!-- a - comment --><?pi some text?><?pi?></div>");
}

static void attributes_are_quoted_and_escaped_alike(void **state)
{
    (void)state;
    same("<p title='a &lt;b> &amp; \"c\"'/>");
    same("<p title=\"it's &quot;both&quot;\"/>");
    same("<p title='a&#10;b&#9;c&#13;d' lang=''/>");
    same("<p title='\u05e9\u05dc\u05d5\u05dd'/>");
    same("<p title='&amp;{script}' data-x='&lt;!-- include -->'/>");
    same("<x:p xmlns:x='urn:x' xmlns='urn:y' x:a='1'/>");
}

static void addresses_are_escaped_alike(void **state)
{
    (void)state;
    static const char *const addresses[] = {
        "/he/jobs?q=\u05de\u05d7\u05e1\u05df", "  /led", "a b", "x?a=1&amp;b=2", "%D7%90", "100%",
        "javascript:alert(1)", "a\"b", "it's", "&lt;!-- x -->", "tel:+972-50", "", "#a|b^c`{d}",
        "mailto:a@b?subject=x y", "//host:8080/;p=1,2!~*'()", "a\\b[c]" };

    for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
        char *quoted = apr_pstrdup(pool, addresses[i]);

        for (char *at = quoted; (at = strchr(at, '"'));)
            *at = '\'';
        same(apr_psprintf(pool, "<div><a href=\"%s\" name=\"%s\" title=\"%s\">x</a>"
                                "<img src=\"%s\"/><form ACTION=\"%s\"/><p name=\"%s\"/></div>",
                          quoted, quoted, quoted, quoted, quoted, quoted));
    }
    same("<a href='a\"b' name='c\"d'/>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_and_lines_are_those_of_libxml2),
        cmocka_unit_test(boolean_attributes_have_no_value),
        cmocka_unit_test(text_is_escaped_and_raw_elements_are_not),
        cmocka_unit_test(attributes_are_quoted_and_escaped_alike),
        cmocka_unit_test(addresses_are_escaped_alike),
    };

    return cmocka_run_group_tests(tests, open_folder, close_folder);
}
