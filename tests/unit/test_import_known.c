/* import_known: jobs are known by what tells them apart, as many as there are and in little room. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <apr_strings.h>
#include <stdio.h>

#include "import_parts.h"
#include "pool_here.h"
#include "resident.h"

static rehab_job_key key_of(int n)
{
    char text[16];

    snprintf(text, sizeof text, "%d", n);
    return rehab_known_key("employer", "place", text);
}

static void what_was_not_set_is_not_known(void **state)
{
    (void)state;
    rehab_known *known = rehab_known_make(pool);
    rehab_job_key key = key_of(1), other = key_of(2);

    assert_int_equal(rehab_known_get(known, &key), 0);
    rehab_known_set(known, &other, 2);
    assert_int_equal(rehab_known_get(known, &key), 0);
}

static void the_parts_of_a_key_do_not_run_into_each_other(void **state)
{
    (void)state;
    const rehab_job_key keys[] = {
        rehab_known_key("ab", "c", ""), rehab_known_key("a", "bc", ""),
        rehab_known_key("", "ab", "c"), rehab_known_key("a", "b", "c"),
        rehab_known_key("abc", "", ""), rehab_known_key("", "", "abc"),
    };

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        for (size_t j = 0; j < i; j++)
            assert_true(keys[i].bits != keys[j].bits);
    assert_true(keys[0].bits == rehab_known_key("ab", "c", "").bits);
}

static void a_row_is_never_replaced(void **state)
{
    (void)state;
    rehab_known *known = rehab_known_make(pool);
    rehab_job_key key = key_of(1);

    rehab_known_set(known, &key, 7);
    rehab_known_set(known, &key, 8);
    assert_int_equal(rehab_known_get(known, &key), 7);
    rehab_known_set(known, &key, -1);
    assert_int_equal(rehab_known_get(known, &key), 7);
}

static void a_job_without_a_row_is_given_one(void **state)
{
    (void)state;
    rehab_known *known = rehab_known_make(pool);
    rehab_job_key key = key_of(1);

    rehab_known_set(known, &key, -2);
    assert_int_equal(rehab_known_get(known, &key), -2);
    rehab_known_set(known, &key, 9);
    assert_int_equal(rehab_known_get(known, &key), 9);
}

/* Each is asked for after all of them came, so it was moved at each widening and found again. */
static void very_many_are_told_apart(void **state)
{
    enum { MANY = 300000 };

    (void)state;
    rehab_known *known = rehab_known_make(pool);

    for (int i = 0; i < MANY; i++) {
        rehab_job_key key = key_of(i);

        rehab_known_set(known, &key, i % 3 ? i + 1 : -2);
    }
    for (int i = 0; i < MANY; i += 3) {
        rehab_job_key key = key_of(i);

        rehab_known_set(known, &key, i + 1);
    }
    for (int i = 0; i < MANY; i++) {
        rehab_job_key key = key_of(i);

        assert_int_equal(rehab_known_get(known, &key), i + 1);
    }
    for (int i = MANY; i < MANY + 10000; i++) {
        rehab_job_key key = key_of(i);

        assert_int_equal(rehab_known_get(known, &key), 0);
    }
}

/* Keys that differ in one bit only, of each bit. */
static void every_bit_of_a_key_counts(void **state)
{
    const rehab_job_key first = key_of(1);

    (void)state;
    rehab_known *known = rehab_known_make(pool);

    rehab_known_set(known, &first, 100);
    for (int bit = 0; bit < 64; bit++) {
        rehab_job_key key = { first.bits ^ ((apr_uint64_t)1 << bit) };

        assert_int_equal(rehab_known_get(known, &key), 0);
        rehab_known_set(known, &key, bit + 1);
        assert_int_equal(rehab_known_get(known, &key), bit + 1);
    }
    assert_int_equal(rehab_known_get(known, &first), 100);
}

/* The end of a table goes on at its beginning. */
static void keys_that_want_the_last_slot_find_others(void **state)
{
    (void)state;
    rehab_known *known = rehab_known_make(pool);

    for (apr_uint64_t i = 1; i <= 1000; i++) {
        rehab_job_key key = { (i << 32) | 0xFFFFFFFF };

        rehab_known_set(known, &key, (apr_int64_t)i);
    }
    for (apr_uint64_t i = 1; i <= 1001; i++) {
        rehab_job_key key = { (i << 32) | 0xFFFFFFFF };

        assert_int_equal(rehab_known_get(known, &key), i <= 1000 ? (apr_int64_t)i : 0);
    }
}

/* Bytes that lay in memory at most since the last time this was asked for with `anew`. */
static long most_resident(int anew)
{
    char line[256];
    long most = 0;
    FILE *file = fopen("/proc/self/status", "r");

    assert_non_null(file);
    while (!most && fgets(line, sizeof line, file))
        if (strncmp(line, "VmHWM:", 6) == 0)
            most = atol(line + 6) * 1024;
    (void)fclose(file);
    if (anew) {
        file = fopen("/proc/self/clear_refs", "w");
        assert_non_null(file);
        assert_true(fputs("5", file) >= 0);
        assert_int_equal(fclose(file), 0);
    }
    return most;
}

static void a_job_takes_24_bytes_also_while_room_is_made(void **state)
{
    enum { MANY = 1400000, BYTES = 24, BESIDE = 2 << 20 };

    (void)state;
    if (is_watched())
        skip();
    long before = resident();
    rehab_known *known = rehab_known_make(pool);

    (void)most_resident(1);
    for (int i = 1; i <= MANY; i++) {
        rehab_job_key key = { (apr_uint64_t)i * UINT64_C(0x9E3779B97F4A7C15) };

        rehab_known_set(known, &key, -2);   /* as an import does */
        rehab_known_set(known, &key, i);
    }
    assert_in_range(most_resident(0) - before, MANY * 16L, MANY * (long)BYTES + BESIDE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_not_set_is_not_known, open_pool, close_pool),
        cmocka_unit_test_setup_teardown(the_parts_of_a_key_do_not_run_into_each_other, open_pool,
                                        close_pool),
        cmocka_unit_test_setup_teardown(a_row_is_never_replaced, open_pool, close_pool),
        cmocka_unit_test_setup_teardown(a_job_without_a_row_is_given_one, open_pool, close_pool),
        cmocka_unit_test_setup_teardown(very_many_are_told_apart, open_pool, close_pool),
        cmocka_unit_test_setup_teardown(every_bit_of_a_key_counts, open_pool, close_pool),
        cmocka_unit_test_setup_teardown(keys_that_want_the_last_slot_find_others, open_pool,
                                        close_pool),
        cmocka_unit_test_setup_teardown(a_job_takes_24_bytes_also_while_room_is_made, open_pool,
                                        close_pool),
    };

    return cmocka_run_group_tests_name("import_known", tests, NULL, NULL);
}
