/* test_words: a file of strings becomes words, forms and days of its language. */
#include "files_here.h"

#include "words.h"

static rehab_language *language;

static rehab_fault *load(const char *tag, const char *calendar, const char *body)
{
    const rehab_language_settings settings = { tag, strcmp(tag, "en") != 0, calendar };
    const char *file =
        write_file("strings.xml", apr_pstrcat(pool, "<resources checked=\"2026-11-21\">", body,
                                              "</resources>", NULL));

    return rehab_language_load(pool, file, &settings, &language);
}

static void loaded(const char *tag, const char *body)
{
    rehab_fault *fault = load(tag, "gregorian", body);

    if (fault)
        fail_msg("%s", fault->cause);
}

static const char *one(const char *body)
{
    loaded("en", apr_pstrcat(pool, "<string name=\"a\">", body, "</string>", NULL));
    return rehab_words_text(pool, language, "a", 0, NULL);
}

/* The fault says file, line and this. */
static void refuses(const char *body, int line, const char *part)
{
    rehab_fault *fault = load("en", NULL, body);

    assert_non_null(fault);
    assert_null(language);
    assert_int_equal(fault->status, REHAB_BROKEN);
    assert_non_null(strstr(fault->cause, apr_psprintf(pool, "/strings.xml:%d: ", line)));
    if (!strstr(fault->cause, part))
        fail_msg("'%s' does not say '%s'", fault->cause, part);
    assert_null(strchr(fault->cause, '\n'));
}

static void says_a_string_with_its_arguments_in_any_order(void **state)
{
    const char *const arguments[] = { "Dana", "Haifa" };

    (void)state;
    loaded("en", "<string name=\"a\">%2$s, %1$s! 100%% %1$d %3$s %x</string>");
    assert_string_equal(rehab_words_text(pool, language, "a", 2, arguments),
                        "Haifa, Dana! 100% Dana %3$s %x");
}

/* How many of three strings nobody has checked. */
static int unchecked(const char *file, const char *second)
{
    const rehab_language_settings settings = { "en", 0, NULL };
    int all = 0;
    const char *text = apr_pstrcat(pool, "<resources", file, "><string name='a'/><plurals name='c'>"
        "<item quantity='other'/></plurals><string name='b'", second, "/></resources>", NULL);

    if (rehab_language_load(pool, write_file("read.xml", text), &settings, &language))
        fail_msg("%s", text);
    return rehab_words_unchecked(language, &all) + (all - 3) * 100;
}

static void counts_the_strings_that_nobody_has_checked(void **state)
{
    static const char never[] = " checked=\"\"", once[] = " checked=\"2026-11-21 by teacher\"";

    (void)state;
    assert_int_equal(unchecked("", "") + unchecked(never, once) + unchecked(once, ""), 5);
    assert_int_equal(unchecked(once, never), 1);
    assert_int_equal(unchecked(" checked=\"2026-11-21\"", " checked=\"2026-11-21 by \""), 3);
}

static void reads_no_argument_for_markers(void **state)
{
    const char *const arguments[] = { "%2$s", "<b>" };

    (void)state;
    loaded("en", "<string name=\"a\">%1$s %2$s</string>");
    assert_string_equal(rehab_words_text(pool, language, "a", 2, arguments), "%2$s <b>");
}

static void has_nothing_for_a_name_that_is_not_there(void **state)
{
    (void)state;
    loaded("en", "<string name=\"a\">A</string>");
    assert_null(rehab_words_text(pool, language, "b", 0, NULL));
    assert_null(rehab_words_count(pool, language, "a", 1, 0, NULL));
    assert_true(rehab_words_has(language, "a", 0));
    assert_false(rehab_words_has(language, "a", 1));
}

static void folds_white_space_and_undoes_escapes(void **state)
{
    (void)state;
    assert_string_equal(one("\n   Two\n\t words  "), "Two words");
    assert_string_equal(one("It\\'s \\\"so\\\"\\n \\@ \\? \\\\ \\u05D0\\u20aa\\u00a0."),
                        "It's \"so\"\n @ ? \\ א₪\u00a0.");
    assert_string_equal(one("  \"  kept  \"  "), "  kept  ");
    assert_string_equal(one("a &amp; b &lt;c&gt; <![CDATA[<d>]]>"), "a & b <c> <d>");
    assert_string_equal(one("a<!-- said to translators -->b"), "ab");
    assert_string_equal(one("<g xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">%1$s</g> jobs"),
                        "%1$s jobs");
    assert_string_equal(one(""), "");
}

static void refuses_a_file_with_mistakes_by_line(void **state)
{
    (void)state;
    refuses("\n<string name=\"a\">A</string>\n<string name=\"a\">B</string>", 3, "a second a");
    refuses("<string>A</string>", 1, "without a name");
    refuses("\n<strin name=\"a\">A</strin>", 2, "strin");
    refuses("<string name=\"a\">A <b>B</b></string>", 1, "markup in a");
    refuses("<string name=\"a\">ת\"ז</string>", 1, "quotation mark");
    refuses("<string name=\"a\">\\q</string>", 1, "an escape");
    refuses("<string name=\"a\">\\u12</string>", 1, "an escape");
    refuses("<string name=\"a\">\\ud800</string>", 1, "an escape");
    refuses("<string name=\"a\">ends in \\</string>", 1, "an escape");
    refuses("<string name=\"a\">\"open\\\"</string>", 1, "quotation mark");
    refuses("text", 1, "text outside");
    refuses("\n<string name=\"a\">A</strin>", 2, "mismatch");
    refuses("\n<plurals name=\"p\">\n<item quantity=\"lots\">A</item></plurals>", 3,
            "quantity that is none");
    refuses("<plurals name=\"p\"><item>A</item></plurals>", 1, "quantity that is none");
    refuses("<plurals name=\"p\"><item quantity=\"other\">A</item>\n"
            "<item quantity=\"other\">B</item></plurals>",
            2, "other twice in p");
    refuses("<plurals name=\"p\"><item quantity=\"one\">A</item></plurals>", 1, "no item of");
    refuses("<plurals name=\"p\"><string quantity=\"other\">A</string></plurals>", 1, "no item in");
}

static void refuses_entities_and_absent_files(void **state)
{
    const rehab_language_settings settings = { "en", 0, NULL };
    const char *file =
        write_file("e.xml", "<!DOCTYPE resources [<!ENTITY e SYSTEM 'secret'>]>"
                            "<resources><string name=\"a\">&e;</string></resources>");

    (void)state;
    write_file("secret", "root:x:0");
    rehab_fault *fault = rehab_language_load(pool, file, &settings, &language);

    assert_non_null(fault);
    assert_non_null(strstr(fault->cause, "DOCTYPE"));
    fault = rehab_language_load(pool, "/nowhere/en.xml", &settings, &language);
    assert_non_null(fault);
    assert_non_null(strstr(fault->cause, "/nowhere/en.xml"));
    fault = rehab_language_load(pool, write_file("x.xml", "<other/>"), &settings, &language);
    assert_non_null(strstr(fault->cause, "not resources but other"));
}

static const char *count_of(apr_int64_t n)
{
    return rehab_words_count(pool, language, "p", n, 0, NULL);
}

static void counts_by_the_rules_of_the_language(void **state)
{
    static const char forms[] = "<plurals name=\"p\"><item quantity=\"zero\">Z</item>"
                                "<item quantity=\"one\">O</item><item quantity=\"two\">T</item>"
                                "<item quantity=\"few\">F</item><item quantity=\"many\">M</item>"
                                "<item quantity=\"other\">X</item></plurals>";

    (void)state;
    loaded("he", forms);
    assert_string_equal(count_of(1), "O");
    assert_string_equal(count_of(2), "T");
    assert_string_equal(count_of(3), "X");
    loaded("ar", forms);
    assert_string_equal(count_of(0), "Z");
    assert_string_equal(count_of(1), "O");
    assert_string_equal(count_of(2), "T");
    assert_string_equal(count_of(3), "F");
    assert_string_equal(count_of(11), "M");
    assert_string_equal(count_of(100), "X");
    loaded("ru", forms);
    assert_string_equal(count_of(21), "O");
    assert_string_equal(count_of(22), "F");
    assert_string_equal(count_of(5), "M");
    assert_string_equal(count_of(11), "M");
    loaded("en", forms);
    assert_string_equal(count_of(0), "X");
    loaded("fa", forms);
    assert_string_equal(count_of(0), "O");
    assert_string_equal(count_of(2), "X");
}

static void writes_the_count_and_what_follows_it(void **state)
{
    const char *const place[] = { "Haifa" };

    (void)state;
    loaded("en", "<plurals name=\"p\"><item quantity=\"one\">one in %2$s</item>"
                 "<item quantity=\"other\">%1$d (%1$s) in %2$s</item></plurals>");
    assert_string_equal(rehab_words_count(pool, language, "p", 18233, 1, place),
                        "18,233 (18,233) in Haifa");
    assert_string_equal(rehab_words_count(pool, language, "p", 1, 1, place), "one in Haifa");
}

static void takes_other_where_a_form_is_missing(void **state)
{
    (void)state;
    loaded("ar", "<plurals name=\"p\"><item quantity=\"other\">%1$s</item></plurals>");
    assert_string_equal(count_of(2), "2");
}

static void names_what_a_language_lacks(void **state)
{
    const rehab_language *reference;

    (void)state;
    loaded("en", "<string name=\"a\">A</string><string name=\"b\">B</string>"
                 "<plurals name=\"p\"><item quantity=\"one\">1</item>"
                 "<item quantity=\"other\">n</item></plurals>"
                 "<plurals name=\"q\"><item quantity=\"one\">1</item>"
                 "<item quantity=\"other\">n</item></plurals>");
    reference = language;
    assert_int_equal(rehab_words_missing(pool, reference, reference)->nelts, 0);
    loaded("ru", "<string name=\"a\">А</string><string name=\"q\">не формы</string>"
                 "<plurals name=\"p\"><item quantity=\"one\">1</item>"
                 "<item quantity=\"many\">m</item><item quantity=\"other\">n</item></plurals>");
    const apr_array_header_t *missing = rehab_words_missing(pool, language, reference);

    assert_int_equal(missing->nelts, 3);
    assert_string_equal(APR_ARRAY_IDX(missing, 0, const char *), "b");
    assert_string_equal(APR_ARRAY_IDX(missing, 1, const char *), "p (few)");
    assert_string_equal(APR_ARRAY_IDX(missing, 2, const char *), "q");
}

static void says_its_tag_and_direction(void **state)
{
    (void)state;
    loaded("he", "");
    assert_string_equal(rehab_language_tag(language), "he");
    assert_string_equal(rehab_language_direction(language), "rtl");
    loaded("en", "");
    assert_string_equal(rehab_language_direction(language), "ltr");
}

static const char *day(const char *iso, const char *style)
{
    return rehab_words_day(pool, language, iso, style);
}

static void writes_days_as_each_language_does(void **state)
{
    (void)state;
    loaded("he", "");
    assert_string_equal(day("2026-03-09", "long"), "9 במרץ 2026");
    assert_string_equal(day("2026-03-09", "short"), "09.03.2026");
    assert_string_equal(day("2026-03-09", "weekday"), "יום שני, 9 במרץ");
    assert_string_equal(day("2026-03-09", "odd"), "9 במרץ 2026");
    loaded("ar", "");
    assert_string_equal(day("2026-03-09", "long"), "9 مارس 2026");
    loaded("en", "");
    assert_string_equal(day("2026-03-09", "long"), "9 March 2026");
    assert_string_equal(day("2026-03-09", "short"), "09/03/2026");
    loaded("ru", "");
    assert_string_equal(day("2026-03-09", "weekday"), "понедельник, 9 марта");
    loaded("fa", "");
    assert_string_equal(day("2026-03-09", "long"), "۹ مارس ۲۰۲۶");
}

static void writes_days_of_the_persian_calendar_where_it_is_chosen(void **state)
{
    (void)state;
    assert_null(load("fa", "persian", ""));
    assert_string_equal(day("2026-03-21", "long"), "۱ فروردین ۱۴۰۵");
}

static void counts_days_as_iso_does(void **state)
{
    (void)state;
    loaded("en", "");
    assert_string_equal(day("1970-01-01", "weekday"), "Thursday, 1 January");
    assert_string_equal(day("2024-02-29", "long"), "29 February 2024");
    assert_string_equal(day("2000-02-29", "long"), "29 February 2000");
    assert_string_equal(day("1969-12-31", "long"), "31 December 1969");
    assert_string_equal(day("1500-03-01", "long"), "1 March 1500");
    assert_string_equal(day("2026-12-31", "long"), "31 December 2026");
}

static void gives_back_what_is_no_day(void **state)
{
    static const char *const none[] = {
        "",           "tomorrow",    "2026-02-29", "1900-02-29", "2026-13-01",
        "2026-00-10", "2026-04-31",  "2026-04-00", "2026-4-1",   "2026-04-01T10:00",
        "0000-01-01", "20260-01-01", "-"
    };

    (void)state;
    loaded("he", "");
    for (apr_size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        assert_string_equal(day(none[i], "long"), none[i]);
}

/* The text without the marks that only order it. */
static const char *bare(const char *text)
{
    char *out = apr_pstrdup(pool, text), *to = out;

    for (const char *c = text; *c; c++) {
        if (!strncmp(c, "\u200e", 3) || !strncmp(c, "\u200f", 3))
            c += 2;
        else if (!strncmp(c, "\u00a0", 2)) {
            *to++ = ' ';
            c++;
        } else
            *to++ = *c;
    }
    *to = '\0';
    return out;
}

static const char *money(const char *agorot)
{
    return bare(rehab_words_money(pool, language, agorot));
}

static void writes_agorot_as_shekels(void **state)
{
    (void)state;
    loaded("he", "");
    assert_string_equal(money("4250"), "42.50 ₪");
    assert_string_equal(money("420000"), "4,200 ₪");
    assert_string_equal(money("5"), "0.05 ₪");
    assert_string_equal(money("50"), "0.50 ₪");
    assert_string_equal(money("0"), "0 ₪");
    assert_string_equal(money("-4250"), "-42.50 ₪");
    loaded("en", "");
    assert_string_equal(money("4250"), "₪42.50");
    loaded("ru", "");
    assert_string_equal(money("4250"), "42,50 ₪");
    loaded("ar", "");
    assert_string_equal(money("4250"), "42.50 ₪");
    loaded("fa", "");
    assert_string_equal(money("4250"), "₪۴۲٫۵۰");
}

static void gives_back_what_is_no_number(void **state)
{
    static const char *const none[] = {
        "",         "-",  "4a", "1e5", "NaN",
        "Infinity", ".5", "5.", "--5", "99999999999999999999999999999999999999999"
    };

    (void)state;
    loaded("en", "");
    for (apr_size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        assert_string_equal(rehab_words_number(pool, language, none[i]), none[i]);
        assert_string_equal(rehab_words_money(pool, language, none[i]), none[i]);
    }
    assert_string_equal(rehab_words_money(pool, language, "42.50"), "42.50");
}

static void writes_numbers_with_the_digits_of_the_language(void **state)
{
    (void)state;
    loaded("he", "");
    assert_string_equal(rehab_words_number(pool, language, "1234567.5"), "1,234,567.5");
    loaded("ar", "");
    assert_string_equal(rehab_words_number(pool, language, "1234567"), "1,234,567");
    loaded("fa", "");
    assert_string_equal(rehab_words_number(pool, language, "1234567"), "۱٬۲۳۴٬۵۶۷");
    loaded("en", "");
    assert_string_equal(rehab_words_number(pool, language, "-12"), "-12");
    assert_string_equal(rehab_words_number(pool, language, "0.123456789"), "0.123456789");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_a_string_with_its_arguments_in_any_order),
        cmocka_unit_test(counts_the_strings_that_nobody_has_checked),
        cmocka_unit_test(reads_no_argument_for_markers),
        cmocka_unit_test(has_nothing_for_a_name_that_is_not_there),
        cmocka_unit_test(folds_white_space_and_undoes_escapes),
        cmocka_unit_test(refuses_a_file_with_mistakes_by_line),
        cmocka_unit_test(refuses_entities_and_absent_files),
        cmocka_unit_test(counts_by_the_rules_of_the_language),
        cmocka_unit_test(writes_the_count_and_what_follows_it),
        cmocka_unit_test(takes_other_where_a_form_is_missing),
        cmocka_unit_test(names_what_a_language_lacks),
        cmocka_unit_test(says_its_tag_and_direction),
        cmocka_unit_test(writes_days_as_each_language_does),
        cmocka_unit_test(writes_days_of_the_persian_calendar_where_it_is_chosen),
        cmocka_unit_test(counts_days_as_iso_does),
        cmocka_unit_test(gives_back_what_is_no_day),
        cmocka_unit_test(writes_agorot_as_shekels),
        cmocka_unit_test(gives_back_what_is_no_number),
        cmocka_unit_test(writes_numbers_with_the_digits_of_the_language),
    };

    return cmocka_run_group_tests(tests, open_folder, close_folder);
}
