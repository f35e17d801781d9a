/* kinds: declarations, and what text, names and boxes may hold. */
#include "kinds_here.h"

#include "code.h"

/* Declarations. */

static void every_kind_reads_back_from_its_word(void **state)
{
    (void)state;
    for (int kind = REHAB_LINE; kind <= REHAB_FILE; kind++) {
        rehab_param param = { .name = "x" };
        const char *word = rehab_kind_word((rehab_kind)kind);

        if (kind == REHAB_CHOICE)
            word = apr_pstrcat(pool, word, "(a)", NULL);
        assert_null(rehab_kind_read(pool, word, &param));
        assert_int_equal(param.kind, kind);
    }
}

static void a_choice_is_read_with_its_values(void **state)
{
    rehab_param param = { .name = "topic" };

    (void)state;
    assert_null(rehab_kind_read(pool, "choice(work|zh-Hant|3_a)", &param));
    assert_int_equal(param.choices->nelts, 3);
    assert_string_equal(APR_ARRAY_IDX(param.choices, 0, const char *), "work");
    assert_string_equal(APR_ARRAY_IDX(param.choices, 1, const char *), "zh-Hant");
    assert_string_equal(APR_ARRAY_IDX(param.choices, 2, const char *), "3_a");
}

static void an_unknown_kind_is_told_the_kinds_there_are(void **state)
{
    static const char *const words[] = { "", "strng", "line ", "Line", "choices(a)", "int(3)" };
    rehab_param param = { .name = "x" };

    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *mistake = rehab_kind_read(pool, words[i], &param);
        assert_non_null(mistake);
        assert_non_null(strstr(mistake, words[i]));
        assert_non_null(strstr(mistake, "line, text, search, email, phone"));
        assert_non_null(strstr(mistake, "choice(a|b|c), file"));
    }
}

static void a_broken_choice_is_refused(void **state)
{
    static const char *const words[] = {
        "choice", "choice(", "choice()", "choice(a", "choice(a|)", "choice(|a)", "choice(a)b",
        "choice(a b)", "choice(a|a)", "choice(a|b|a)"
    };
    rehab_param param = { .name = "x" };

    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_non_null(rehab_kind_read(pool, words[i], &param));
}

static void numbers_and_flags_are_bigint_in_sql(void **state)
{
    (void)state;
    for (int kind = REHAB_LINE; kind <= REHAB_FILE; kind++) {
        int number = kind == REHAB_ID || kind == REHAB_INT || kind == REHAB_MONEY
                     || kind == REHAB_FLAG;
        assert_int_equal(rehab_kind_type((rehab_kind)kind),
                         number ? REHAB_TYPE_BIGINT : REHAB_TYPE_TEXT);
    }
}

static void lines_and_texts_have_words(void **state)
{
    (void)state;
    assert_true(rehab_kind_has_words(REHAB_LINE));
    assert_true(rehab_kind_has_words(REHAB_TEXT));
    assert_false(rehab_kind_has_words(REHAB_SECRET));
    assert_false(rehab_kind_has_words(REHAB_EMAIL));
}

/* All kinds. */

static void an_empty_value_is_an_absent_one(void **state)
{
    (void)state;
    for (int kind = REHAB_LINE; kind <= REHAB_FILE; kind++)
        assert_string_equal(kind_answer((rehab_kind)kind, ""), "absent");
    for (int kind = REHAB_LINE; kind <= REHAB_FILE; kind++)
        if (kind != REHAB_SECRET)
            assert_string_equal(kind_answer((rehab_kind)kind, " \r\n \xE2\x80\x8F"), "absent");
}

static void required_refuses_an_absent_value(void **state)
{
    (void)state;
    for (int kind = REHAB_LINE; kind <= REHAB_FILE; kind++) {
        const rehab_param param = { .name = "x", .kind = (rehab_kind)kind, .required = 1 };
        assert_string_equal(answer(&param, ""), "!required");
    }
}

static void a_value_need_not_be_given_at_all(void **state)
{
    const rehab_param line = { .name = "x", .kind = REHAB_LINE };
    const rehab_param secret = { .name = "x", .kind = REHAB_SECRET };
    const char *value = "never set";

    (void)state;
    assert_null(rehab_kind_check(pool, &line, NULL, 0, &value));
    assert_null(value);
    assert_null(rehab_kind_check(pool, &secret, NULL, 0, &value));
    assert_null(value);
}

static void bytes_that_are_no_text_are_refused_by_every_kind(void **state)
{
    const char *value;

    (void)state;
    for (int kind = REHAB_LINE; kind <= REHAB_FILE; kind++) {
        const rehab_param param = { .name = "x", .kind = (rehab_kind)kind };
        assert_string_equal(answer(&param, "1\xFF"), "!kind");
        assert_string_equal(rehab_kind_check(pool, &param, "1\0" "1", 3, &value), "kind");
    }
}

/* Text. */

static void a_line_is_cleaned_and_stays_one_line(void **state)
{
    (void)state;
    assert_string_equal(kind_answer(REHAB_LINE, "  a\r\nb\x01 \xE2\x80\xAE" "c "), "a b c");
    assert_string_equal(kind_answer(REHAB_TEXT, "  a\r\nb "), "a\nb");
}

static void limits_count_characters(void **state)
{
    static const struct { rehab_kind kind; int limit; } limits[] = {
        { REHAB_LINE, 200 }, { REHAB_TEXT, 5000 }, { REHAB_SEARCH, 120 }, { REHAB_SECRET, 200 }
    };

    (void)state;
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        const char *fits = repeated("ש", limits[i].limit);
        assert_string_equal(kind_answer(limits[i].kind, fits), fits);
        assert_string_equal(kind_answer(limits[i].kind, apr_pstrcat(pool, fits, "ש", NULL)),
                            "!long");
    }
    assert_string_equal(kind_answer(REHAB_LINE, apr_pstrcat(pool, repeated("ש", 200), "  ", NULL)),
                        repeated("ש", 200));
}

static void a_declared_limit_stands_for_the_kinds_own(void **state)
{
    const rehab_param narrow = { .name = "x", .kind = REHAB_LINE, .min = 2, .has_min = 1,
                                 .max = 3, .has_max = 1 };
    const rehab_param wide = { .name = "x", .kind = REHAB_LINE, .max = 300, .has_max = 1 };

    (void)state;
    assert_string_equal(answer(&narrow, "ש"), "!short");
    assert_string_equal(answer(&narrow, "שם"), "שם");
    assert_string_equal(answer(&narrow, "שלו"), "שלו");
    assert_string_equal(answer(&narrow, "שלום"), "!long");
    assert_string_equal(answer(&narrow, ""), "absent");
    assert_string_equal(answer(&wide, repeated("a", 300)), repeated("a", 300));
}

static void a_search_without_a_word_is_absent(void **state)
{
    (void)state;
    assert_string_equal(kind_answer(REHAB_SEARCH, " * \" - … "), "absent");
    assert_string_equal(kind_answer(REHAB_SEARCH, " מחסנאי/ת "), "מחסנאי/ת");
    assert_string_equal(kind_answer(REHAB_SEARCH, "C++"), "C++");
}

static void a_secret_stays_as_it_was_sent(void **state)
{
    static const char *const secrets[] = {
        " a b ", "e\xCC\x81", "a\tb\r\n", " ", "٣", "\xE2\x80\x8F", "\x01"
    };

    (void)state;
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        assert_string_equal(kind_answer(REHAB_SECRET, secrets[i]), secrets[i]);
}

/* Names. */

static void a_link_is_what_we_made(void **state)
{
    const char *link = rehab_link_new(pool);
    static const char *const sent[] = {
        "a", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAAAAAAAAAAAAA/AAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAA AAAAAAAAAAAAAAAAAAAAA"
    };

    (void)state;
    assert_string_equal(kind_answer(REHAB_LINK, link), link);
    assert_string_equal(kind_answer(REHAB_LINK, repeated("A", 43)), repeated("A", 43));
    all_are_refused(REHAB_LINK, sent, sizeof sent / sizeof *sent);
}

static void a_code_is_read_as_people_type_it(void **state)
{
    static const pair pairs[] = {
        { "7KQ4MG", "7KQ4MG" }, { "7kq-4mg", "7KQ4MG" }, { "٧KQ ٤MG", "7KQ4MG" },
        { "7KQ4MH", "!kind" }, { "7KQ4M", "!kind" }
    };

    (void)state;
    all_become(REHAB_CODE, pairs, sizeof pairs / sizeof *pairs);
}

static void a_key_is_lower_case(void **state)
{
    static const char *const sent[] = { "A", "-a", "_a", "a b", "a.b", "א", "a'", "a/b" };
    const char *longest = repeated("k", 64);

    (void)state;
    assert_string_equal(kind_answer(REHAB_KEY, "tel-aviv"), "tel-aviv");
    assert_string_equal(kind_answer(REHAB_KEY, "l70_x"), "l70_x");
    assert_string_equal(kind_answer(REHAB_KEY, longest), longest);
    assert_string_equal(kind_answer(REHAB_KEY, apr_pstrcat(pool, longest, "k", NULL)), "!kind");
    all_are_refused(REHAB_KEY, sent, sizeof sent / sizeof *sent);
}

static void a_flag_is_one_or_absent(void **state)
{
    static const pair pairs[] = {
        { "1", "1" }, { "on", "1" }, { "١", "1" }, { "0", "absent" }, { "", "absent" },
        { "2", "!kind" }, { "yes", "!kind" }, { "01", "!kind" }
    };
    const rehab_param required = { .name = "agree", .kind = REHAB_FLAG, .required = 1 };

    (void)state;
    all_become(REHAB_FLAG, pairs, sizeof pairs / sizeof *pairs);
    assert_string_equal(answer(&required, "0"), "!required");
}

static void a_choice_is_one_of_its_values(void **state)
{
    rehab_param param = { .name = "topic" };

    (void)state;
    assert_null(rehab_kind_read(pool, "choice(work|family)", &param));
    assert_string_equal(answer(&param, "work"), "work");
    assert_string_equal(answer(&param, "family"), "family");
    assert_string_equal(answer(&param, "Work"), "!choice");
    assert_string_equal(answer(&param, "work|family"), "!choice");
    assert_string_equal(answer(&param, "wor"), "!choice");
    assert_string_equal(answer(&param, ""), "absent");
}

static void no_text_is_a_file(void **state)
{
    (void)state;
    assert_string_equal(kind_answer(REHAB_FILE, "a.pdf"), "!kind");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_reads_back_from_its_word),
        cmocka_unit_test(a_choice_is_read_with_its_values),
        cmocka_unit_test(an_unknown_kind_is_told_the_kinds_there_are),
        cmocka_unit_test(a_broken_choice_is_refused),
        cmocka_unit_test(numbers_and_flags_are_bigint_in_sql),
        cmocka_unit_test(lines_and_texts_have_words),
        cmocka_unit_test(an_empty_value_is_an_absent_one),
        cmocka_unit_test(required_refuses_an_absent_value),
        cmocka_unit_test(a_value_need_not_be_given_at_all),
        cmocka_unit_test(bytes_that_are_no_text_are_refused_by_every_kind),
        cmocka_unit_test(a_line_is_cleaned_and_stays_one_line),
        cmocka_unit_test(limits_count_characters),
        cmocka_unit_test(a_declared_limit_stands_for_the_kinds_own),
        cmocka_unit_test(a_search_without_a_word_is_absent),
        cmocka_unit_test(a_secret_stays_as_it_was_sent),
        cmocka_unit_test(a_link_is_what_we_made),
        cmocka_unit_test(a_code_is_read_as_people_type_it),
        cmocka_unit_test(a_key_is_lower_case),
        cmocka_unit_test(a_flag_is_one_or_absent),
        cmocka_unit_test(a_choice_is_one_of_its_values),
        cmocka_unit_test(no_text_is_a_file),
    };

    return cmocka_run_group_tests_name("kinds", tests, make_pool, drop_pool);
}
