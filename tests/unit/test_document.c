/* test_document: what stands in a document is text, whatever it looks like. */
#include <apr_general.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <apr_strings.h>
#include <libxml/parser.h>

#include "document.h"

static const char nasty[] = "&<script>alert(1)</script>; \"'>]]> &amp; א";

static apr_pool_t *pool;

static int make(void **state)
{
    (void)state;
    return apr_pool_create(&pool, NULL) != APR_SUCCESS;
}

static int drop(void **state)
{
    (void)state;
    apr_pool_destroy(pool);
    return 0;
}

static const char *written(xmlDocPtr document)
{
    xmlChar *bytes = NULL;
    int length = 0;

    xmlDocDumpMemoryEnc(document, &bytes, &length, "UTF-8");
    assert_non_null(bytes);
    const char *copy = apr_pstrmemdup(pool, (const char *)bytes, (apr_size_t)length);

    xmlFree(bytes);
    return copy;
}

static xmlDocPtr build(xmlDictPtr dict)
{
    xmlDocPtr document = rehab_document_make(pool, dict);
    xmlNodePtr page = xmlDocGetRootElement(document);
    xmlNodePtr jobs = rehab_document_add(page, "jobs");

    rehab_document_set(page, "lang", "he");
    rehab_document_set(rehab_document_add(jobs, "job"), "title", nasty);
    rehab_document_set(rehab_document_add(jobs, "job"), "title", "b");
    xmlNodePtr param = rehab_document_add(page, "param");

    rehab_document_text(param, nasty);
    rehab_document_text(param, "");
    rehab_document_text(param, " and more");
    return document;
}

static void keeps_markup_in_values_as_text(void **state)
{
    const char *bytes = written(build(NULL));
    xmlDocPtr again = xmlReadMemory(bytes, (int)strlen(bytes), NULL, NULL, XML_PARSE_NONET);

    (void)state;
    assert_non_null(again);
    xmlNodePtr jobs = xmlFirstElementChild(xmlDocGetRootElement(again));
    xmlChar *title = xmlGetNoNsProp(xmlFirstElementChild(jobs), BAD_CAST "title");
    xmlChar *text = xmlNodeGetContent(xmlNextElementSibling(jobs));

    assert_string_equal((const char *)title, nasty);
    assert_string_equal((const char *)text, apr_pstrcat(pool, nasty, " and more", NULL));
    assert_null(xmlFirstElementChild(xmlNextElementSibling(jobs)));
    assert_null(strstr(bytes, "<script"));
    xmlFree(title);
    xmlFree(text);
    xmlFreeDoc(again);
}

static void keeps_children_in_the_order_of_their_coming(void **state)
{
    (void)state;
    const char *bytes = written(build(NULL));

    assert_non_null(strstr(bytes, "<page lang=\"he\"><jobs><job title="));
    assert_non_null(strstr(bytes, "<job title=\"b\"/></jobs><param>"));
}

static void has_no_attribute_for_null_and_an_empty_one_for_nothing(void **state)
{
    xmlDocPtr document = rehab_document_make(pool, NULL);
    xmlNodePtr page = xmlDocGetRootElement(document);

    (void)state;
    rehab_document_set(page, "a", NULL);
    rehab_document_set(page, "b", "");
    assert_non_null(strstr(written(document), "<page b=\"\"/>"));
}

static void replaces_an_attribute_that_is_set_again(void **state)
{
    xmlDocPtr document = rehab_document_make(pool, NULL);
    xmlNodePtr page = xmlDocGetRootElement(document);

    (void)state;
    rehab_document_set(page, "a", "1");
    rehab_document_set(page, "b", "2");
    rehab_document_set(page, "c", "3");
    rehab_document_set(page, "b", "4");
    rehab_document_set(page, "a", "5");
    assert_non_null(strstr(written(document), "<page a=\"5\" b=\"4\" c=\"3\"/>"));
}

static void joins_texts_that_follow_each_other(void **state)
{
    xmlDocPtr document = rehab_document_make(pool, NULL);
    xmlNodePtr page = xmlDocGetRootElement(document);

    (void)state;
    rehab_document_text(page, "a<");
    rehab_document_text(page, "b");
    rehab_document_text(page, NULL);
    assert_non_null(strstr(written(document), "<page>a&lt;b</page>"));
}

static void takes_its_names_from_the_dictionary_it_is_given(void **state)
{
    xmlDictPtr dict = xmlDictCreate();
    const xmlChar *job = xmlDictLookup(dict, BAD_CAST "job", -1);
    xmlDocPtr document = build(dict);
    xmlNodePtr jobs = xmlFirstElementChild(xmlDocGetRootElement(document));
    int size = xmlDictSize(dict);

    (void)state;
    assert_ptr_equal(xmlFirstElementChild(jobs)->name, job);
    rehab_document_add(jobs, "never-seen");
    assert_int_equal(xmlDictSize(dict), size);
    xmlDictFree(dict);
}

static xmlNodePtr parsed(const char *text)
{
    xmlDocPtr other = xmlReadMemory(text, (int)strlen(text), NULL, NULL, XML_PARSE_NONET);

    assert_non_null(other);
    return xmlDocGetRootElement(other);
}

static void copies_an_element_and_its_texts_without_what_is_not_wanted(void **state)
{
    xmlDocPtr document = rehab_document_make(pool, NULL);
    xmlNodePtr page = xmlDocGetRootElement(document);
    xmlNodePtr from = parsed("<name lang='he' of='a &amp; &#x22;b'>c &lt; <!-- d --><b/></name>");
    xmlNodePtr copy = rehab_document_copy(page, from, "lang");

    (void)state;
    for (const xmlNode *child = from->children; child; child = child->next)
        rehab_document_copy(copy, child, NULL);
    xmlFreeDoc(from->doc);
    assert_non_null(strstr(written(document), "<page><name of=\"a &amp; &quot;b\">c &lt; <b/>"
                                              "</name></page>"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keeps_markup_in_values_as_text, make, drop),
        cmocka_unit_test_setup_teardown(keeps_children_in_the_order_of_their_coming, make, drop),
        cmocka_unit_test_setup_teardown(has_no_attribute_for_null_and_an_empty_one_for_nothing,
                                        make, drop),
        cmocka_unit_test_setup_teardown(replaces_an_attribute_that_is_set_again, make, drop),
        cmocka_unit_test_setup_teardown(joins_texts_that_follow_each_other, make, drop),
        cmocka_unit_test_setup_teardown(takes_its_names_from_the_dictionary_it_is_given, make,
                                        drop),
        cmocka_unit_test_setup_teardown(copies_an_element_and_its_texts_without_what_is_not_wanted,
                                        make, drop),
    };

    apr_initialize();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
