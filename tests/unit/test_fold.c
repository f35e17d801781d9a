/* fold: two spellings of one word meet, in folded text and in a table of FTS5. */
#include "fold_here.h"
#include "text.h"

/* Hebrew. */

static void every_form_of_a_trade_finds_every_other(void **state)
{
    static const char *const storeman[] = {
        "מחסנאי", "מחסנאי/ת", "מחסנאית", "מחסנאי.ת", "מחסנאים", "מחסנאיות", "מחסנאי (ת)",
        "מחסנאי(ת)", "מחסנאי /ת", "מחסנאי\\ת", "מחסנאי/ית", "מחסנאי.ית", "מחסנאי/ים", "מחסנאי/ות",
        "מחסנאי/ת/ים", "מחסנאי(ת)/ים", "מחסנאים/ות", "מחסנאים.ות", "מחסנאי-ת", "מחסנאי*ת",
        "מחסנאי_ת", "מחסנאיי",
        "מַחְסְנַאי"
    };
    static const char *const manager[] = {
        "מנהל", "מנהל.ת", "מנהל/ת", "מנהלת", "מנהלים", "מנהלות", "מנהלי", "מנהל/ת."
    };
    static const char *const secretary[] = { "מזכיר.ה", "מזכירה", "מזכיר/ה", "מזכיר", "מזכירות" };
    static const char *const driver[] = { "נהג", "נהגת", "נהג/ת", "נהגים", "נהגים/ות", "נהגי" };
    static const char *const forklift[] = { "מלגזן", "מלגזן.ית", "מלגזנ.ית", "מלגזנית", "מלגזנים" };
    static const char *const solderer[] = { "מלחים", "מלחימ/ה", "מלחים/ה", "מלחימה", "מלחימים" };

    (void)state;
    all_find_each_other(storeman, sizeof storeman / sizeof *storeman);
    all_find_each_other(manager, sizeof manager / sizeof *manager);
    all_find_each_other(secretary, sizeof secretary / sizeof *secretary);
    all_find_each_other(driver, sizeof driver / sizeof *driver);
    all_find_each_other(forklift, sizeof forklift / sizeof *forklift);
    all_find_each_other(solderer, sizeof solderer / sizeof *solderer);
}

static void an_ending_behind_a_mark_never_becomes_a_word(void **state)
{
    static const pair pairs[] = {
        { "עובד/ת ייצור", "עובד יצור" }, { "עובד.ת ייצור", "עובד יצור" },
        { "עובד (ת) ייצור", "עובד יצור" }, { "דרוש/ה", "דרוש" }, { "סטודנט.ית", "סטודנט" },
        { "עובדים/ות", "עובד" }, { "\"מנהל\"/ת", "מנהל" }
    };

    (void)state;
    all_fold(pairs, sizeof pairs / sizeof *pairs);
}

static void what_only_looks_like_an_ending_stays_a_word(void **state)
{
    static const pair pairs[] = {
        { "ימים א-ה", "ימימ א ה" }, { "ימים א'-ה'", "ימימ א ה" }, { "בת-ים", "בת ימ" },
        { "בת־ים", "בת ימ" }, { "עובד. ה", "עובד ה" }, { "מפעל ה", "מפעל ה" }, { "Java/ת",
        "java ת" }
    };

    (void)state;
    all_fold(pairs, sizeof pairs / sizeof *pairs);
}

static void plain_words_keep_their_endings_and_say_where_one_hangs(void **state)
{
    static const pair pairs[] = {
        { "דרוש/ה נהג/ת", "דרוש / ה נהג / ת" }, { "מְזכירה, מיידית", "מזכירה מידית" },
        { "No Criminal-Record!", "no criminal record" }, { "مطلوب سائق(ة)", "مطلوب سايق / ه" },
        { "مي كنم", "ميكنم" }, { "", "" }, { "...", "" }
    };

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_string_equal(rehab_fold_plain(pool, pairs[i].text), pairs[i].folded);
}

static void three_letters_of_a_word_stay(void **state)
{
    static const pair pairs[] = {
        { "בית", "בית" }, { "ים", "ימ" }, { "שבת", "שבת" }, { "חנות", "חנו" }, { "צוות", "צות" },
        { "נקי", "נקי" }, { "רשתות", "רשת" }, { "ות", "ות" }, { "אופה", "אופ" }
    };

    (void)state;
    all_fold(pairs, sizeof pairs / sizeof *pairs);
}

static void endings_that_pile_up_are_all_cut(void **state)
{
    static const pair pairs[] = {
        { "שירותים", "שירות" }, { "שירותי", "שירות" }, { "איכותי", "איכות" }, { "נקיים", "נקי" },
        { "נקיה", "נקי" }, { "טכנאיים", "טכנאי" }
    };

    (void)state;
    all_meet(pairs, sizeof pairs / sizeof *pairs);
}

static void a_short_word_counts_with_and_without_its_ending(void **state)
{
    static const char *const nurse[] = { "אח/ות", "אח.ות" };

    (void)state;
    all_find_each_other(nurse, 2);
    assert_int_equal(found("אחות"), 2);
    assert_int_equal(found("אח"), 2);
    store("אחות");
    assert_int_equal(found("אח/ות"), 3);
}

static void final_letters_and_doubled_ones_do_not_matter(void **state)
{
    static const pair pairs[] = {
        { "מוסמך", "מוסמכ" }, { "מוסמכ.ת", "מוסמך" }, { "ייצור", "יצור" }, { "תעשייה", "תעשיה" },
        { "צוות", "צות" }, { "בניין", "בנין" }, { "מכשירן/ית", "מכשירנ.ית" }, { "ץףםןך", "צפמנכ" }
    };

    (void)state;
    all_meet(pairs, sizeof pairs / sizeof *pairs);
}

static void niqqud_and_quotes_do_not_matter(void **state)
{
    static const pair pairs[] = {
        { "צב\"ד", "צבד" }, { "צב״ד", "צבד" }, { "צב”ד", "צבד" }, { "צב''ד", "צבד" },
        { "לחל\"\"ד", "לחלד" }, { "ג'ינס", "גינס" }, { "ג׳ינס", "גינס" }, { "ג’ינס", "גינס" },
        { "שָׁלוֹם", "שלום" }, { "שָׁלוֹם", "שלום" }, { "תל־אביב", "תל-אביב" },
        { "תל־אביב", "תל אביב" }
    };
    static const char *const depot[] = { "צבד", "צב\"ד", "צב״ד" };

    (void)state;
    all_meet(pairs, sizeof pairs / sizeof *pairs);
    all_find_each_other(depot, 3);
}

/* Other languages. */

static void arabic_spellings_meet(void **state)
{
    static const pair pairs[] = {
        { "أإآٱا", "ااااا" }, { "مدرسة", "مدرسه" }, { "على", "علي" }, { "مَدْرَسَة", "مدرسة" },
        { "عـــامل", "عامل" }, { "مسؤول", "مسوول" }, { "شيء", "شئ" }, { "كهرباء", "كهربا" },
        { "ﻋﺎﻣﻞ", "عامل" }, { "٢٠٢٦", "2026" }
    };
    static const char *const driver[] = { "سائق/ة", "سائق (ة)" };

    (void)state;
    all_meet(pairs, sizeof pairs / sizeof *pairs);
    all_find_each_other(driver, 2);
    assert_int_equal(found("سائقة"), 2);
    assert_int_equal(found("سائق"), 2);
}

static void persian_spellings_meet(void **state)
{
    static const pair pairs[] = {
        { "خانواده\xE2\x80\x8Cها", "خانوادهها" }, { "خانواده ها", "خانوادهها" },
        { "خانواده\xE2\x80\x8Cهای ما", "خانواده های ما" }, { "می\xE2\x80\x8Cخواهید", "میخواهید" },
        { "می خواهید", "میخواهید" }, { "بزرگ\xE2\x80\x8Cتر", "بزرگ تر" }, { "یکی", "يكي" },
        { "شرکت", "شركت" }, { "۱۴۰۵", "1405" }, { "خانۀ", "خانه" }
    };

    (void)state;
    all_meet(pairs, sizeof pairs / sizeof *pairs);
    store("خانواده\xE2\x80\x8Cها");
    assert_int_equal(found("خانواده"), 1);
}

static void case_and_accents_do_not_matter(void **state)
{
    static const pair pairs[] = {
        { "Ёлка", "елка" }, { "СВАРЩИК", "сварщик" }, { "Élève ÉCOLE", "eleve ecole" },
        { "e\xCC\x81", "e" }, { "İŁØĐ", "ilod" }, { "ＦＵＬＬ", "full" }, { "C++ / C#", "c c" },
        { "don't", "dont" }, { "12.5", "12 5" }, { "½", "1 2" }, { "서울", "서울" }
    };

    (void)state;
    all_fold(pairs, sizeof pairs / sizeof *pairs);
}

/* The result. */

/* Fullwidth Latin and Hebrew presentation forms are read by ICU's tables, the letters that they
 * stand for are not: both ways must come to one. */
static void a_common_letter_is_what_the_tables_make_of_it(void **state)
{
    static const char hebrew[] = "אבגדהוזטיךכלמנסףפצקרשת";     /* U+FB30..FB4A, gaps left out */
    static const int pointed[] = { 0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 14, 16, 17, 19, 20, 22,
                                   23, 24, 25, 26 };

    (void)state;
    for (int i = 0; i < 26; i++) {
        char wide[8] = { 0 }, upper[2] = { (char)('A' + i), 0 }, lower[2] = { (char)('a' + i), 0 };
        int at = 0;

        rehab_text_append(wide, &at, 0xFF21 + i);
        assert_string_equal(rehab_fold_words(pool, upper), rehab_fold_words(pool, wide));
        assert_string_equal(rehab_fold_words(pool, lower), rehab_fold_words(pool, wide));
        assert_string_equal(rehab_fold_words(pool, lower), lower);
    }
    for (int i = 0; i < 10; i++) {
        char wide[8] = { 0 }, digit[2] = { (char)('0' + i), 0 };
        int at = 0;

        rehab_text_append(wide, &at, 0xFF10 + i);
        assert_string_equal(rehab_fold_words(pool, digit), rehab_fold_words(pool, wide));
    }
    for (size_t i = 0; i < sizeof pointed / sizeof pointed[0]; i++) {
        char with_dagesh[8] = { 0 }, plain[3] = { hebrew[2 * i], hebrew[2 * i + 1], 0 };
        int at = 0;

        rehab_text_append(with_dagesh, &at, 0xFB30 + pointed[i]);
        assert_string_equal(rehab_fold_words(pool, plain), rehab_fold_words(pool, with_dagesh));
    }
    static const char *const finals[][2] = { { "ך", "כ" }, { "ם", "מ" }, { "ן", "נ" },
                                             { "ף", "פ" }, { "ץ", "צ" } };
    for (size_t i = 0; i < sizeof finals / sizeof finals[0]; i++)
        assert_string_equal(rehab_fold_words(pool, finals[i][0]), finals[i][1]);
}

static void words_are_parted_by_one_space(void **state)
{
    static const pair pairs[] = {
        { "", "" }, { " \n ", "" }, { "…!?", "" }, { "  a,\n\tb -- c. ", "a b c" },
        { "a\xFF" "b", "a b" }, { "\xE2\x80\x8F" "a\xE2\x80\x8E", "a" }
    };

    (void)state;
    all_fold(pairs, sizeof pairs / sizeof *pairs);
}

/* Names. */

static void a_name_ignores_what_spelling_varies(void **state)
{
    static const char *const meeting[][2] = {
        { "תל אביב - יפו", "תל-אביב־יפו" }, { "הרצלייה", "הרצליה" }, { "קרית גת", "קריית-גת" },
        { "מודיעין-מכבים-רעות*", "מודיעין מכבים רעות" }, { "ג'ת", "גת" }, { "Be'er Sheva",
        "beer sheva" },
        { "Tel Aviv-Yafo", "TEL AVIV YAFO" }, { "אבו גוש", "אבוגוש" }, { "حيفا", "حیفا" }
    };

    (void)state;
    for (size_t i = 0; i < sizeof meeting / sizeof *meeting; i++)
        assert_string_equal(rehab_fold_name(pool, meeting[i][0]),
                            rehab_fold_name(pool, meeting[i][1]));
    assert_string_equal(rehab_fold_name(pool, " , "), "");
}

static void a_name_keeps_its_ending(void **state)
{
    (void)state;
    assert_string_equal(rehab_fold_name(pool, "בנימינה"), "בנימינה");
    assert_string_equal(rehab_fold_name(pool, "רחובות"), "רחובות");
    assert_string_not_equal(rehab_fold_name(pool, "נהריה"), rehab_fold_name(pool, "נהר"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(every_form_of_a_trade_finds_every_other, empty_table),
        cmocka_unit_test_setup(an_ending_behind_a_mark_never_becomes_a_word, empty_table),
        cmocka_unit_test_setup(what_only_looks_like_an_ending_stays_a_word, empty_table),
        cmocka_unit_test_setup(plain_words_keep_their_endings_and_say_where_one_hangs,
                               empty_table),
        cmocka_unit_test_setup(three_letters_of_a_word_stay, empty_table),
        cmocka_unit_test_setup(endings_that_pile_up_are_all_cut, empty_table),
        cmocka_unit_test_setup(a_short_word_counts_with_and_without_its_ending, empty_table),
        cmocka_unit_test_setup(final_letters_and_doubled_ones_do_not_matter, empty_table),
        cmocka_unit_test_setup(niqqud_and_quotes_do_not_matter, empty_table),
        cmocka_unit_test_setup(arabic_spellings_meet, empty_table),
        cmocka_unit_test_setup(persian_spellings_meet, empty_table),
        cmocka_unit_test_setup(case_and_accents_do_not_matter, empty_table),
        cmocka_unit_test_setup(a_common_letter_is_what_the_tables_make_of_it, empty_table),
        cmocka_unit_test_setup(words_are_parted_by_one_space, empty_table),
        cmocka_unit_test_setup(a_name_ignores_what_spelling_varies, empty_table),
        cmocka_unit_test_setup(a_name_keeps_its_ending, empty_table),
    };

    return cmocka_run_group_tests_name("fold", tests, open_table, close_table);
}
