/* test_json: a document as JSON. */
#include <apr_general.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "document.h"
#include "json.h"

static apr_pool_t *pool;
static xmlDocPtr document;
static xmlNodePtr page;

static int make(void **state)
{
    (void)state;
    if (apr_pool_create(&pool, NULL) != APR_SUCCESS)
        return 1;
    document = rehab_document_make(pool, NULL);
    page = xmlDocGetRootElement(document);
    rehab_document_set(page, "lang", "he");
    return 0;
}

static int drop(void **state)
{
    (void)state;
    apr_pool_destroy(pool);
    return 0;
}

/* A set of up to three names. */
static apr_hash_t *set(const char *a, const char *b, const char *c)
{
    const char *const names[] = { a, b, c };
    apr_hash_t *made = apr_hash_make(pool);

    for (int i = 0; i < 3; i++) {
        if (names[i])
            apr_hash_set(made, names[i], APR_HASH_KEY_STRING, "");
    }
    return made;
}

static xmlNodePtr element(xmlNodePtr parent, const char *name, const char *key, const char *value)
{
    xmlNodePtr made = rehab_document_add(parent, name);

    rehab_document_set(made, key, value);
    return made;
}

static void writes_a_list_as_an_array_with_more_beside_it(void **state)
{
    xmlNodePtr jobs = element(page, "jobs", "more", "18233");
    xmlNodePtr job = element(jobs, "job", "code", "7KQ4MD");

    (void)state;
    rehab_document_set(job, "pay_min", "420000");
    element(jobs, "job", "code", "7KQ4ME");
    assert_string_equal(
        rehab_document_json(pool, document, NULL, set("jobs", NULL, NULL),
                            set("pay_min", NULL, NULL)),
        "{\"jobs\":[{\"code\":\"7KQ4MD\",\"pay_min\":420000},{\"code\":\"7KQ4ME\"}],"
        "\"jobs_more\":\"18233\"}\n");
}

static void writes_an_empty_list_as_an_empty_array(void **state)
{
    (void)state;
    rehab_document_add(page, "jobs");
    assert_string_equal(rehab_document_json(pool, document, NULL, set("jobs", NULL, NULL), NULL),
                        "{\"jobs\":[]}\n");
}

static void writes_a_one_row_query_as_an_object(void **state)
{
    (void)state;
    element(page, "found", "n", "12");
    assert_string_equal(rehab_document_json(pool, document, NULL, NULL, set("n", NULL, NULL)),
                        "{\"found\":{\"n\":12}}\n");
    assert_string_equal(rehab_document_json(pool, document, NULL, NULL, NULL),
                        "{\"found\":{\"n\":\"12\"}}\n");
}

static void keeps_as_a_string_what_json_takes_for_no_number(void **state)
{
    static const char *const none[] = { "",    "-",   "012", "+1", "1.", ".5",
                                        "1e5", "0x1", "NaN", "1 ", "1,2" };
    apr_hash_t *numbers = set("n", NULL, NULL);

    (void)state;
    xmlNodePtr found = rehab_document_add(page, "found");

    for (apr_size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        rehab_document_set(found, "n", none[i]);
        const char *json = rehab_document_json(pool, document, NULL, NULL, numbers);

        assert_int_equal(strncmp(json, "{\"found\":{\"n\":\"", 15), 0);
    }
    rehab_document_set(found, "n", "-0.50");
    assert_string_equal(rehab_document_json(pool, document, NULL, NULL, numbers),
                        "{\"found\":{\"n\":-0.50}}\n");
}

static void leaves_the_frame_of_the_page_out(void **state)
{
    (void)state;
    element(page, "request", "a", "1");
    element(page, "errors", "a", "1");
    element(page, "organisation", "a", "1");
    element(page, "languages", "a", "1");
    element(page, "found", "a", "1");
    assert_string_equal(rehab_document_json(pool, document, NULL, NULL, NULL),
                        "{\"found\":{\"a\":\"1\"}}\n");
}

static void writes_only_the_names_that_are_asked_for(void **state)
{
    (void)state;
    element(page, "errors", "a", "1");
    element(page, "found", "a", "1");
    element(page, "other", "a", "1");
    assert_string_equal(
        rehab_document_json(pool, document, set("errors", "other", NULL), NULL, NULL),
        "{\"errors\":{\"a\":\"1\"},\"other\":{\"a\":\"1\"}}\n");
    assert_string_equal(rehab_document_json(pool, document, set(NULL, NULL, NULL), NULL, NULL),
                        "{}\n");
}

static void writes_the_text_of_an_element(void **state)
{
    (void)state;
    rehab_document_text(element(page, "note", "a", "1"), "said <so>");
    assert_string_equal(rehab_document_json(pool, document, NULL, NULL, NULL),
                        "{\"note\":{\"a\":\"1\",\"text\":\"said \\u003cso\\u003e\"}}\n");
}

static void escapes_all_that_could_end_a_string_or_a_script(void **state)
{
    (void)state;
    assert_string_equal(rehab_json_string(pool, "a\"b\\c\nd\te\x01\x7f"),
                        "\"a\\\"b\\\\c\\nd\\u0009e\\u0001\\u007f\"");
    assert_string_equal(rehab_json_string(pool, "</script><!--&"),
                        "\"\\u003c/script\\u003e\\u003c!--\\u0026\"");
    assert_string_equal(rehab_json_string(pool, "\u2028\u2029\u2027א😀"),
                        "\"\\u2028\\u2029\u2027א😀\"");
    assert_string_equal(rehab_json_string(pool, ""), "\"\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(writes_a_list_as_an_array_with_more_beside_it, make, drop),
        cmocka_unit_test_setup_teardown(writes_an_empty_list_as_an_empty_array, make, drop),
        cmocka_unit_test_setup_teardown(writes_a_one_row_query_as_an_object, make, drop),
        cmocka_unit_test_setup_teardown(keeps_as_a_string_what_json_takes_for_no_number, make,
                                        drop),
        cmocka_unit_test_setup_teardown(leaves_the_frame_of_the_page_out, make, drop),
        cmocka_unit_test_setup_teardown(writes_only_the_names_that_are_asked_for, make, drop),
        cmocka_unit_test_setup_teardown(writes_the_text_of_an_element, make, drop),
        cmocka_unit_test_setup_teardown(escapes_all_that_could_end_a_string_or_a_script, make,
                                        drop),
    };

    apr_initialize();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
