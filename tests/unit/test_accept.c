/* test_accept: what a browser would rather have, item by item. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <apr_general.h>
#include <apr_strings.h>

#include "accept.h"

static apr_pool_t *pool;

/* "en 800, he 1000": the whole list as it is read. */
static const char *read_all(const char *list)
{
    const char *name, *all = "";
    int weight;

    while (rehab_accept_next(pool, &list, &name, &weight))
        all = apr_psprintf(pool, "%s%s%s %d", all, *all ? ", " : "", name, weight);
    return all;
}

static void a_list_ends_after_its_weights(void **state)
{
    (void)state;
    assert_string_equal(read_all("en;q=0.8"), "en 800");
    assert_string_equal(read_all("en-US,en;q=0.9,he;q=0.05, *;q=0"),
                        "en-US 1000, en 900, he 50, * 0");
    assert_string_equal(read_all("gzip ; q=0.5 , br"), "gzip 500, br 1000");
}

static void a_list_of_nothing_has_no_items(void **state)
{
    (void)state;
    assert_string_equal(read_all(""), "");
    assert_string_equal(read_all(" ,;, ;"), "");
}

static void parameters_are_no_items(void **state)
{
    (void)state;
    assert_string_equal(read_all("text/html;level=1;q=0.4, text/plain;charset=utf-8"),
                        "text/html 400, text/plain 1000");
}

static void a_weight_that_cannot_be_read_asks_for_nothing(void **state)
{
    (void)state;
    assert_string_equal(read_all("a;q=, b;q=nan, c;q=-1, d;q=inf, e;q=0."),
                        "a 0, b 0, c 0, d 0, e 0");
}

static void every_way_to_write_no_is_no(void **state)
{
    (void)state;
    assert_int_equal(rehab_accept_weight(pool, "gzip;q=0", "gzip"), 0);
    assert_int_equal(rehab_accept_weight(pool, "gzip;q=0.000", "gzip"), 0);
    assert_int_equal(rehab_accept_weight(pool, "br, GZIP; Q=0.0", "gzip"), 0);
    assert_int_equal(rehab_accept_weight(pool, "br, GZIP; Q=0.001", "gzip"), 1);
}

static void a_name_inside_another_is_not_named(void **state)
{
    (void)state;
    assert_int_equal(rehab_accept_weight(pool, "gzipped, x-gzip", "gzip"), REHAB_NOT_NAMED);
    assert_int_equal(rehab_accept_weight(pool, "text/html5", "text/html"), REHAB_NOT_NAMED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_ends_after_its_weights),
        cmocka_unit_test(a_list_of_nothing_has_no_items),
        cmocka_unit_test(parameters_are_no_items),
        cmocka_unit_test(a_weight_that_cannot_be_read_asks_for_nothing),
        cmocka_unit_test(every_way_to_write_no_is_no),
        cmocka_unit_test(a_name_inside_another_is_not_named),
    };

    apr_initialize();
    apr_pool_create(&pool, NULL);
    return cmocka_run_group_tests_name("accept", tests, NULL, NULL);
}
