/* test_route: which page answers an address, and how an address is made from a pattern. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "route.h"

static apr_pool_t *pool;
static rehab_router *router;
static char list[] = "list", job[] = "job", fresh[] = "new", offer[] = "offer", feed[] = "feed";

static int make(void **state)
{
    (void)state;
    apr_pool_create(&pool, NULL);
    router = rehab_router_make(pool);
    assert_null(rehab_router_add(router, "GET", "/jobs/{code}", 0, job));
    assert_null(rehab_router_add(router, "GET", "/jobs", 0, list));
    assert_null(rehab_router_add(router, "GET", "/jobs/new", 0, fresh));
    assert_null(rehab_router_add(router, "POST", "/jobs", 0, offer));
    assert_null(rehab_router_add(router, "GET", "/feed.xml", 1, feed));
    return 0;
}

static int drop(void **state)
{
    (void)state;
    apr_pool_destroy(pool);
    return 0;
}

static rehab_match match;

static int ask(const char *method, const char *path)
{
    memset(&match, 0, sizeof match);
    return rehab_router_match(pool, router, method, path, 0, &match);
}

static void a_literal_wins_over_a_variable(void **state)
{
    (void)state;
    assert_true(ask("GET", "/jobs/new"));
    assert_ptr_equal(match.page, fresh);
    assert_true(ask("GET", "/jobs/7KQ4MD"));
    assert_ptr_equal(match.page, job);
    assert_string_equal(apr_table_get(match.variables, "code"), "7KQ4MD");
}

static void head_is_answered_as_get(void **state)
{
    (void)state;
    assert_true(ask("HEAD", "/jobs"));
    assert_ptr_equal(match.page, list);
}

static void another_method_is_told_which_are_allowed(void **state)
{
    (void)state;
    assert_true(ask("PUT", "/jobs"));
    assert_null(match.page);
    assert_string_equal(match.allow, "GET, HEAD, POST");
    assert_true(ask("POST", "/jobs/7KQ4MD"));
    assert_null(match.page);
    assert_string_equal(match.allow, "GET, HEAD");
}

static void no_page_answers_a_longer_shorter_or_empty_segment(void **state)
{
    (void)state;
    assert_false(ask("GET", "/jobs/7KQ4MD/more"));
    assert_false(ask("GET", "/"));
    assert_false(ask("GET", "/jobs/"));
    assert_false(ask("GET", "//jobs"));
    assert_false(ask("GET", "jobs"));
}

static void a_page_outside_the_languages_answers_only_there(void **state)
{
    (void)state;
    assert_false(ask("GET", "/feed.xml"));
    assert_true(rehab_router_match(pool, router, "GET", "/feed.xml", 1, &match));
    assert_ptr_equal(match.page, feed);
    assert_false(rehab_router_match(pool, router, "GET", "/jobs", 1, &match));
}

static void refuses_the_same_address_twice(void **state)
{
    (void)state;
    assert_non_null(strstr(rehab_router_add(router, "GET", "/jobs/{other}", 0, list),
                           "/jobs/{code}"));
    assert_null(rehab_router_add(router, "POST", "/jobs/{other}", 0, list));
}

static void refuses_what_is_no_pattern(void **state)
{
    static const char *const wrong[] = { "jobs", "/jobs/", "//", "/jobs//x", "/jobs/{", "/jobs/{}",
                                         "/jobs/{Code}", "/jobs/{code}x", "/jo{b}s", "/a?b",
                                         "/a%20b", "" };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        if (!rehab_router_add(router, "GET", wrong[i], 0, list))
            fail_msg("'%s' was taken", wrong[i]);
}

static void a_pattern_is_filled_with_encoded_values(void **state)
{
    rehab_values *values = apr_hash_make(pool);
    const char *missing = NULL;

    (void)state;
    rehab_values_set(pool, values, "code", REHAB_TYPE_TEXT, "a/b ?\xd7\x90");
    assert_string_equal(rehab_pattern_fill(pool, "/jobs/{code}/edit", values, &missing),
                        "/jobs/a%2Fb%20%3F%D7%90/edit");
    assert_null(rehab_pattern_fill(pool, "/jobs/{job_code}", values, &missing));
    assert_string_equal(missing, "job_code");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_literal_wins_over_a_variable, make, drop),
        cmocka_unit_test_setup_teardown(head_is_answered_as_get, make, drop),
        cmocka_unit_test_setup_teardown(another_method_is_told_which_are_allowed, make, drop),
        cmocka_unit_test_setup_teardown(no_page_answers_a_longer_shorter_or_empty_segment, make,
                                        drop),
        cmocka_unit_test_setup_teardown(a_page_outside_the_languages_answers_only_there, make,
                                        drop),
        cmocka_unit_test_setup_teardown(refuses_the_same_address_twice, make, drop),
        cmocka_unit_test_setup_teardown(refuses_what_is_no_pattern, make, drop),
        cmocka_unit_test_setup_teardown(a_pattern_is_filled_with_encoded_values, make, drop),
    };

    apr_initialize();
    return cmocka_run_group_tests_name("route", tests, NULL, NULL);
}
