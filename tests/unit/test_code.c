/* code: the names that people read aloud and the links that mails carry. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <apr_general.h>
#include <apr_strings.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "code.h"

static const char alphabet[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

static int make_pool(void **state)
{
    apr_pool_t *pool;

    apr_initialize();
    apr_pool_create(&pool, NULL);
    *state = pool;
    return 0;
}

static int drop_pool(void **state)
{
    apr_pool_destroy(*state);
    return 0;
}

static void a_new_code_reads_as_itself(void **state)
{
    for (int i = 0; i < 500; i++) {
        const char *code = rehab_code_new(*state);
        assert_int_equal(strlen(code), 6);
        assert_int_equal(strspn(code, alphabet), 6);
        assert_string_equal(rehab_code_read(*state, code), code);
    }
}

static void new_codes_use_the_whole_alphabet_at_each_place(void **state)
{
    char seen[6][sizeof alphabet] = { "" };

    for (int i = 0; i < 2000; i++) {
        const char *code = rehab_code_new(*state);

        for (int at = 0; at < 6; at++)
            seen[at][strchr(alphabet, code[at]) - alphabet] = 1;
    }
    for (int at = 0; at < 6; at++)
        for (size_t i = 0; i < sizeof alphabet - 1; i++)
            assert_true(seen[at][i]);
}

/* The number of a code's first five letters, where those of near codes are near. */
static long body_of(const char *code)
{
    long body = 0;

    for (int at = 0; at < 5; at++)
        body = body * 31 + (strchr(alphabet, code[at]) - alphabet);
    return body;
}

enum { BODIES = 31 * 31 * 31 * 31 * 31, NEAR = 1 << 18 };

static void codes_of_many_batches_use_the_whole_alphabet_at_each_place(void **state)
{
    char seen[6][sizeof alphabet] = { "" };

    for (int i = 0; i < 2000; i++) {
        const char *code = rehab_code_near(*state, rehab_code_place());

        assert_string_equal(rehab_code_read(*state, code), code);
        for (int at = 0; at < 6; at++)
            seen[at][strchr(alphabet, code[at]) - alphabet] = 1;
    }
    for (int at = 0; at < 6; at++)
        for (size_t i = 0; i < sizeof alphabet - 1; i++)
            assert_true(seen[at][i]);
}

static void codes_of_a_batch_lie_anywhere_within_its_reach(void **state)
{
    const apr_uint32_t place = 12345678;
    int seen[16] = { 0 };

    for (int i = 0; i < 2000; i++) {
        const char *code = rehab_code_near(*state, place);
        long behind = body_of(code) - (long)place;

        assert_in_range(behind, 0, NEAR - 1);
        assert_string_equal(rehab_code_read(*state, code), code);
        seen[behind / (NEAR / 16)] = 1;
    }
    for (int i = 0; i < 16; i++)
        assert_true(seen[i]);
}

static void behind_the_last_code_stands_the_first(void **state)
{
    int last = 0, first = 0;

    for (int i = 0; i < 200; i++) {
        long body = body_of(rehab_code_near(*state, BODIES - NEAR / 2));

        assert_true(body >= BODIES - NEAR / 2 || body < NEAR / 2);
        last += body >= BODIES - NEAR / 2;
        first += body < NEAR / 2;
    }
    assert_true(last && first);
}

/* Positions from 1, values from 0: 1*5 + 2*17 + 3*21 + 4*2 + 5*18 = 200 = 6*31 + 14, which is G. */
static void the_check_is_the_sum_of_position_times_value(void **state)
{
    assert_string_equal(rehab_code_read(*state, "7KQ4MG"), "7KQ4MG");
    assert_string_equal(rehab_code_read(*state, "222222"), "222222");
    assert_null(rehab_code_read(*state, "7KQ4MD"));
}

static void one_wrong_character_is_always_found(void **state)
{
    for (int place = 0; place < 6; place++) {
        for (const char *c = alphabet; *c; c++) {
            char typed[] = "7KQ4MG";
            typed[place] = *c;
            if (strcmp(typed, "7KQ4MG") != 0)
                assert_null(rehab_code_read(*state, typed));
        }
    }
}

static void two_characters_that_changed_places_are_found(void **state)
{
    assert_null(rehab_code_read(*state, "K7Q4MG"));
    assert_null(rehab_code_read(*state, "7QK4MG"));
    assert_null(rehab_code_read(*state, "7K4QMG"));
    assert_null(rehab_code_read(*state, "7KQM4G"));
}

static void reads_what_people_type(void **state)
{
    static const char *const typed[] = {
        "7kq-4mg", " 7KQ 4MG ", "7 K Q 4 M G", "7KQ\xE2\x80\x93" "4MG", "7KQ־4MG", "٧kq-٤mg",
        "۷KQ-۴MG", "\xE2\x80\x8F" "7KQ-4MG\xE2\x80\x8E", "7KQ\xC2\xA0" "4MG", "\xD8\x9C" "7KQ4MG"
    };

    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
        assert_string_equal(rehab_code_read(*state, typed[i]), "7KQ4MG");
}

static void refuses_what_is_no_code(void **state)
{
    static const char *const typed[] = {
        "", "7KQ4M", "7KQ4MGG", "OKQ4MG", "7KQ4M1", "7KQ/4MG", "7KQ4Mג", "7KQ4M\xFF", "'; --"
    };

    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
        assert_null(rehab_code_read(*state, typed[i]));
}

static void shows_a_code_with_its_dash(void **state)
{
    assert_string_equal(rehab_code_show(*state, "7KQ4MG"), "7KQ-4MG");
}

static void a_link_is_43_characters_of_base64url(void **state)
{
    const char *link = rehab_link_new(*state);

    assert_int_equal(strlen(link), 43);
    assert_int_equal(strspn(link, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789-_"), 43);
    assert_string_not_equal(link, rehab_link_new(*state));
}

/* FIPS 180-2, appendix B.1. */
static void a_link_is_stored_as_its_sha_256(void **state)
{
    assert_string_equal(rehab_link_hash(*state, "abc"),
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void listed_is_the_time_and_a_counter(void **state)
{
    const apr_int64_t now = APR_INT64_C(1795000000123);
    apr_int64_t first = apr_atoi64(rehab_listed_new(*state, now));
    apr_int64_t second = apr_atoi64(rehab_listed_new(*state, now));

    assert_int_equal(first >> 20, now);
    assert_int_equal(second >> 20, now);
    assert_int_equal((second - first) & 0xFFFFF, 1);
    assert_true(apr_atoi64(rehab_listed_new(*state, now + 1)) > second);
}

/* Of many pairs of processes all but a few begin apart; equal counters after a fork are the mistake
 * that this stops. */
static void a_child_counts_from_a_number_of_its_own(void **state)
{
    enum { CHILDREN = 4 };
    apr_int64_t parent = apr_atoi64(rehab_listed_new(*state, 0)), child;
    int apart = 0;

    for (int i = 0; i < CHILDREN; i++) {
        int ends[2];
        pid_t process;

        assert_int_equal(pipe(ends), 0);
        process = fork();
        assert_true(process >= 0);
        if (process == 0) {
            child = apr_atoi64(rehab_listed_new(*state, 0));
            _exit(write(ends[1], &child, sizeof child) != sizeof child);
        }
        assert_int_equal(read(ends[0], &child, sizeof child), sizeof child);
        waitpid(process, NULL, 0);
        close(ends[0]);
        close(ends[1]);
        apart += child < parent || child > parent + CHILDREN;
    }
    assert_true(apart >= CHILDREN - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_code_reads_as_itself),
        cmocka_unit_test(new_codes_use_the_whole_alphabet_at_each_place),
        cmocka_unit_test(codes_of_many_batches_use_the_whole_alphabet_at_each_place),
        cmocka_unit_test(codes_of_a_batch_lie_anywhere_within_its_reach),
        cmocka_unit_test(behind_the_last_code_stands_the_first),
        cmocka_unit_test(the_check_is_the_sum_of_position_times_value),
        cmocka_unit_test(one_wrong_character_is_always_found),
        cmocka_unit_test(two_characters_that_changed_places_are_found),
        cmocka_unit_test(reads_what_people_type),
        cmocka_unit_test(refuses_what_is_no_code),
        cmocka_unit_test(shows_a_code_with_its_dash),
        cmocka_unit_test(a_link_is_43_characters_of_base64url),
        cmocka_unit_test(a_link_is_stored_as_its_sha_256),
        cmocka_unit_test(listed_is_the_time_and_a_counter),
        cmocka_unit_test(a_child_counts_from_a_number_of_its_own),
    };

    return cmocka_run_group_tests_name("code", tests, make_pool, drop_pool);
}
