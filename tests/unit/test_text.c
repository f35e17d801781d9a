/* text: what visitors send and databases return becomes text that pages can hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <apr_general.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "text.h"

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

static const char *many_lines(apr_pool_t *pool, const char *text)
{
    return rehab_text_clean(pool, text, strlen(text), 0);
}

static const char *one_line(apr_pool_t *pool, const char *text)
{
    return rehab_text_clean(pool, text, strlen(text), 1);
}

static void leaves_good_text_as_it_is(void **state)
{
    static const char *const texts[] = {
        "a", "מחסנאי/ת", "خانواده‌ها", "сварщик", "a < b & c > d \"e\" 'f'", "😀 𐍈",
        "C++\xE2\x80\x8E (לילות)", "שורה\n\nשורה"
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_string_equal(many_lines(*state, texts[i]), texts[i]);
}

static void refuses_bytes_that_are_not_utf_8(void **state)
{
    static const char *const texts[] = {
        "\xFF", "a\x80", "\xC3", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
        "\xF8\x88\x80\x80\x80", "\xE2\x82"
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_null(many_lines(*state, texts[i]));
}

static void refuses_a_nul(void **state)
{
    assert_null(rehab_text_clean(*state, "a\0b", 3, 0));
    assert_null(rehab_text_clean(*state, "a\0", 2, 0));
}

static void reads_no_byte_beyond_the_length(void **state)
{
    assert_string_equal(rehab_text_clean(*state, "ab\xFF", 2, 0), "ab");
    assert_null(rehab_text_clean(*state, "ab\xD7\x90", 3, 0));
}

static void composes_to_nfc(void **state)
{
    assert_string_equal(many_lines(*state, "e\xCC\x81"), "\xC3\xA9");
    assert_string_equal(many_lines(*state, "\xE2\x84\xAB"), "\xC3\x85");
    /* Canonical order: a dot below comes before a dot above. */
    assert_string_equal(many_lines(*state, "q\xCC\x87\xCC\xA3"), "q\xCC\xA3\xCC\x87");
}

/* Three characters in NFC, as ICU writes them. */
static const char *in_nfc(apr_pool_t *pool, const UChar32 c[3])
{
    UErrorCode error = U_ZERO_ERROR;
    UChar wide[16], normal[64];
    char *out = apr_pcalloc(pool, 256);
    int32_t length;

    u_strFromUTF32(wide, 16, &length, c, 3, &error);
    length = unorm2_normalize(unorm2_getNFCInstance(&error), wide, length, normal, 64, &error);
    u_strToUTF8(out, 256, NULL, normal, length, &error);
    assert_true(U_SUCCESS(error));
    return out;
}

/* Letters, marks, digits and signs between two others: nothing is dropped, so cleaning is no more
 * than NFC, whichever way the text goes. */
static void every_character_is_composed_as_icu_does_it(void **state)
{
    static const UChar32 beside[][2] = { { 0x5D0, 0x5DD }, { 'a', 0x301 }, { 0x438, 0x306 },
                                         { 0x627, 0x653 }, { 0x6C1, 0x654 }, { 0x5E9, 0x5C1 } };
    apr_pool_t *pool;

    apr_pool_create(&pool, *state);
    for (UChar32 c = '!'; c <= 0xFFFF; c++) {
        if (!(U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK | U_GC_P_MASK
                                  | U_GC_S_MASK)))
            continue;
        for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
            const UChar32 all[3] = { beside[i][0], c, beside[i][1] };
            char text[16];
            int at = 0;

            for (int k = 0; k < 3; k++)
                rehab_text_append(text, &at, all[k]);
            assert_string_equal(rehab_text_clean(pool, text, (apr_size_t)at, 1),
                                in_nfc(pool, all));
        }
        apr_pool_clear(pool);
    }
    apr_pool_destroy(pool);
}

/* A character that stands alone is kept, or is nothing to see. */
static void a_character_alone_is_kept_when_there_is_something_to_see(void **state)
{
    for (UChar32 c = '!'; c <= 0xFFFF; c++) {
        char text[8] = "";
        int at = 0;

        if (!(U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_P_MASK | U_GC_S_MASK)))
            continue;
        rehab_text_append(text, &at, c);
        assert_int_equal(*rehab_text_clean(*state, text, (apr_size_t)at, 1) != '\0',
                         !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT));
    }
}

static void text_may_grow_when_it_is_composed(void **state)
{
    /* U+FB2C is excluded from composition and comes apart into three characters. */
    const char *pointed = "\xEF\xAC\xAC\xEF\xAC\xAC\xEF\xAC\xAC\xEF\xAC\xAC";
    const char *clean = many_lines(*state, pointed);

    assert_int_equal(rehab_text_length(clean), 12);
}

static void makes_every_line_end_a_line_feed(void **state)
{
    assert_string_equal(many_lines(*state, "a\r\nb\rc\nd"), "a\nb\nc\nd");
    assert_string_equal(many_lines(*state, "a\r\r\nb"), "a\n\nb");
    assert_string_equal(many_lines(*state, "a\xC2\x85" "b\xE2\x80\xA8" "c\xE2\x80\xA9" "d"),
                        "a\nb\nc\nd");
}

static void makes_line_ends_of_one_line_spaces(void **state)
{
    assert_string_equal(one_line(*state, "a\r\nb\nc\xE2\x80\xA8" "d"), "a b c d");
    assert_string_equal(one_line(*state, "name\r\nBcc: all"), "name Bcc: all");
}

static void makes_a_tab_a_space(void **state)
{
    assert_string_equal(many_lines(*state, "a\tb"), "a b");
}

static void drops_control_characters(void **state)
{
    char each[4] = "a b";

    for (char c = 1; c < 0x20; c++) {
        if (c == '\t' || c == '\n' || c == '\r')
            continue;
        each[1] = c;
        assert_string_equal(many_lines(*state, each), "ab");
    }
    assert_string_equal(many_lines(*state, "a\x7F\xC2\x80\xC2\x9F" "b"), "ab");
}

static void drops_what_turns_a_line_round(void **state)
{
    assert_string_equal(many_lines(*state, "a\xE2\x80\xAA\xE2\x80\xAB\xE2\x80\xAC\xE2\x80\xAD"
                                           "\xE2\x80\xAE\xE2\x81\xA6\xE2\x81\xA9" "b"), "ab");
}

static void drops_noncharacters_and_byte_order_marks(void **state)
{
    assert_string_equal(many_lines(*state, "\xEF\xBB\xBF" "a\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xB7\x90"
                                           "\xF0\x9F\xBF\xBE" "b"), "ab");
}

static void keeps_joiners_and_direction_marks(void **state)
{
    const char *text = "a\xE2\x80\x8C" "b\xE2\x80\x8D" "c\xE2\x80\x8E" "d\xE2\x80\x8F" "e";

    assert_string_equal(many_lines(*state, text), text);
}

static void cuts_spaces_at_both_ends(void **state)
{
    assert_string_equal(many_lines(*state, " \n\xC2\xA0\xE3\x80\x80 a b \t\r\n\xC2\xA0"), "a b");
}

static void text_without_a_visible_character_is_empty(void **state)
{
    static const char *const texts[] = {
        "", " ", "\r\n \t", "\xE2\x80\x8E", "\xE2\x80\x8C \xE2\x80\x8F", "\x01\x02", "\xE2\x80\x8B"
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_string_equal(many_lines(*state, texts[i]), "");
}

static void safe_text_is_not_copied(void **state)
{
    const char *text = "שלום\t\r\n<&> 😀";

    assert_ptr_equal(rehab_text_safe(*state, text), text);
    assert_ptr_equal(rehab_text_safe(*state, text + strlen(text)), text + strlen(text));
}

static void marks_each_bad_byte_of_a_database(void **state)
{
    assert_string_equal(rehab_text_safe(*state, "a\xFF" "b"), "a\xEF\xBF\xBD" "b");
    assert_string_equal(rehab_text_safe(*state, "\xED\xA0\x80"),
                        "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_string_equal(rehab_text_safe(*state, "\xD7"), "\xEF\xBF\xBD");
    assert_string_equal(rehab_text_safe(*state, "\xE2\x82" "a"), "\xEF\xBF\xBD\xEF\xBF\xBD" "a");
}

static void marks_what_xml_cannot_hold(void **state)
{
    assert_string_equal(rehab_text_safe(*state, "a\x01" "b\x0B\x1F" "c"),
                        "a\xEF\xBF\xBD" "b\xEF\xBF\xBD\xEF\xBF\xBD" "c");
    assert_string_equal(rehab_text_safe(*state, "\xEF\xBF\xBE\xEF\xBF\xBF"),
                        "\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void counts_characters_not_bytes(void **state)
{
    (void)state;
    assert_int_equal(rehab_text_length(""), 0);
    assert_int_equal(rehab_text_length("abc"), 3);
    assert_int_equal(rehab_text_length("שלום"), 4);
    assert_int_equal(rehab_text_length("😀𐍈"), 2);
}

static void reads_digits_of_arabic_and_persian(void **state)
{
    assert_string_equal(rehab_text_digits(*state, "٠١٢٣٤٥٦٧٨٩"), "0123456789");
    assert_string_equal(rehab_text_digits(*state, "۰۱۲۳۴۵۶۷۸۹"), "0123456789");
    assert_string_equal(rehab_text_digits(*state, "א٥ب۶"), "א5ب6");
    assert_string_equal(rehab_text_digits(*state, "۱٬۲۰۰٫۵"), "1,200.5");
}

static void text_without_such_digits_is_not_copied(void **state)
{
    const char *text = "שבת 07:30";

    assert_ptr_equal(rehab_text_digits(*state, text), text);
}

static void reads_characters_one_by_one(void **state)
{
    const char *text = "aש😀\xFF" "b";
    int at = 0;

    (void)state;
    assert_int_equal(rehab_text_next(text, -1, &at), 'a');
    assert_int_equal(rehab_text_next(text, -1, &at), 0x5E9);
    assert_int_equal(rehab_text_next(text, -1, &at), 0x1F600);
    assert_true(rehab_text_next(text, -1, &at) < 0);
    assert_int_equal(rehab_text_next(text, -1, &at), 'b');
    assert_int_equal(rehab_text_next(text, -1, &at), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_good_text_as_it_is),
        cmocka_unit_test(refuses_bytes_that_are_not_utf_8),
        cmocka_unit_test(refuses_a_nul),
        cmocka_unit_test(reads_no_byte_beyond_the_length),
        cmocka_unit_test(composes_to_nfc),
        cmocka_unit_test(every_character_is_composed_as_icu_does_it),
        cmocka_unit_test(a_character_alone_is_kept_when_there_is_something_to_see),
        cmocka_unit_test(text_may_grow_when_it_is_composed),
        cmocka_unit_test(makes_every_line_end_a_line_feed),
        cmocka_unit_test(makes_line_ends_of_one_line_spaces),
        cmocka_unit_test(makes_a_tab_a_space),
        cmocka_unit_test(drops_control_characters),
        cmocka_unit_test(drops_what_turns_a_line_round),
        cmocka_unit_test(drops_noncharacters_and_byte_order_marks),
        cmocka_unit_test(keeps_joiners_and_direction_marks),
        cmocka_unit_test(cuts_spaces_at_both_ends),
        cmocka_unit_test(text_without_a_visible_character_is_empty),
        cmocka_unit_test(safe_text_is_not_copied),
        cmocka_unit_test(marks_each_bad_byte_of_a_database),
        cmocka_unit_test(marks_what_xml_cannot_hold),
        cmocka_unit_test(counts_characters_not_bytes),
        cmocka_unit_test(reads_digits_of_arabic_and_persian),
        cmocka_unit_test(text_without_such_digits_is_not_copied),
        cmocka_unit_test(reads_characters_one_by_one),
    };

    return cmocka_run_group_tests_name("text", tests, make_pool, drop_pool);
}
