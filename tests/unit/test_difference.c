/* test_difference: what was removed and added between two texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <apr_general.h>
#include <apr_strings.h>

#include "difference.h"

static apr_pool_t *pool;

/* The pieces as one line: [removed] and {added}. */
static const char *shown(const char *before, const char *after)
{
    static const char *const marks[][2] = { { "", "" }, { "[", "]" }, { "{", "}" } };
    apr_array_header_t *pieces = rehab_difference(pool, before, after);
    const char *text = "";

    for (int i = 0; i < pieces->nelts; i++) {
        const rehab_piece *one = &APR_ARRAY_IDX(pieces, i, rehab_piece);

        text = apr_pstrcat(pool, text, marks[one->change][0], one->text, marks[one->change][1],
                           NULL);
    }
    return text;
}

static void marks_the_words_that_changed_and_no_others(void **state)
{
    (void)state;
    assert_string_equal(shown("two welders for Sunday", "two fitters for Sunday"),
                        "two [welders ]{fitters }for Sunday");
    assert_string_equal(shown("a b c", "a c"), "a [b ]c");
    assert_string_equal(shown("a c", "a b c"), "a {b }c");
    assert_string_equal(shown("A B C A B B A", "C B A B A C"),
                        "[A B ]C {B }A B [B ]A {C}");
    assert_string_equal(shown("רתך/ת לשתי משמרות", "רתך/ת למשמרת אחת"),
                        "רתך/ת [לשתי משמרות]{למשמרת אחת}");
}

static void says_nothing_of_white_space(void **state)
{
    (void)state;
    assert_string_equal(shown(" a  b\n", "a b\n\nc"), "a b\n\n{c}");
    assert_string_equal(shown("a b", "a\nb"), "a\nb");
}

static void takes_empty_and_equal_texts(void **state)
{
    (void)state;
    assert_string_equal(shown("", ""), "");
    assert_string_equal(shown("", "a b"), "{a b}");
    assert_string_equal(shown("a b", " "), "[a b]");
    assert_string_equal(shown("a b", "a b"), "a b");
}

/* 3,000 words that share nothing but the first and the last. */
static void gives_up_on_texts_that_share_too_little(void **state)
{
    const char *before = "first ", *after = "first ", *said;

    (void)state;
    for (int i = 0; i < 300; i++) {
        before = apr_pstrcat(pool, before, "a b c d e f g h i j ", NULL);
        after = apr_pstrcat(pool, after, "1 2 3 4 5 6 7 8 9 0 ", NULL);
    }
    said = shown(apr_pstrcat(pool, before, "last", NULL), apr_pstrcat(pool, after, "last", NULL));
    assert_memory_equal(said, "first [a b", strlen("first [a b"));
    assert_non_null(strstr(said, "i j ]{1 2"));
    assert_string_equal(said + strlen(said) - strlen("0 }last"), "0 }last");
}

/* Random texts of few words: what is kept and added is the new text, kept and removed the old. */
static void both_texts_can_be_read_from_the_pieces(void **state)
{
    (void)state;
    srand(7);
    for (int run = 0; run < 500; run++) {
        const char *texts[2] = { "", "" }, *read[2] = { "", "" };

        for (int side = 0; side < 2; side++)
            for (int n = rand() % 12; n > 0; n--)
                texts[side] = apr_psprintf(pool, "%s%c ", texts[side], 'a' + rand() % 3);
        apr_array_header_t *pieces = rehab_difference(pool, texts[0], texts[1]);

        for (int i = 0; i < pieces->nelts; i++) {
            const rehab_piece *one = &APR_ARRAY_IDX(pieces, i, rehab_piece);

            for (int side = 0; side < 2; side++)
                if (one->change != (side ? REHAB_REMOVED : REHAB_ADDED))
                    read[side] = apr_pstrcat(pool, read[side], one->text, NULL);
        }
        assert_string_equal(read[0], texts[0]);
        assert_string_equal(read[1], texts[1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_the_words_that_changed_and_no_others),
        cmocka_unit_test(says_nothing_of_white_space),
        cmocka_unit_test(takes_empty_and_equal_texts),
        cmocka_unit_test(gives_up_on_texts_that_share_too_little),
        cmocka_unit_test(both_texts_can_be_read_from_the_pieces),
    };

    apr_initialize();
    atexit(apr_terminate);
    apr_pool_create(&pool, NULL);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
