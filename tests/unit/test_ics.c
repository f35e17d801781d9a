/* test_ics: the lines of a calendar. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <apr_strings.h>

#include "ics.h"
#include "pool_here.h"

/* n times the same piece. */
static const char *times(int n, const char *piece)
{
    const char *text = "";

    while (n-- > 0)
        text = apr_pstrcat(pool, text, piece, NULL);
    return text;
}

static void ends_each_line_in_cr_lf(void **state)
{
    (void)state;
    assert_string_equal(rehab_ics_fold(pool, "A:1\nB:2\r\nC:3"), "A:1\r\nB:2\r\nC:3\r\n");
    assert_string_equal(rehab_ics_fold(pool, "\n\nA:1\n\n\nB:2\n\n"), "A:1\r\nB:2\r\n");
    assert_string_equal(rehab_ics_fold(pool, ""), "");
}

static void folds_behind_75_octets(void **state)
{
    (void)state;
    assert_string_equal(rehab_ics_fold(pool, times(75, "a")),
                        apr_pstrcat(pool, times(75, "a"), "\r\n", NULL));
    assert_string_equal(
        rehab_ics_fold(pool, times(150, "a")),
        apr_pstrcat(pool, times(75, "a"), "\r\n ", times(74, "a"), "\r\n a\r\n", NULL));
}

/* Unfolds, and checks on the way that no line is too long and none begins inside a character. */
static const char *unfold(const char *folded)
{
    char *out = apr_palloc(pool, strlen(folded) + 1);
    apr_size_t length = 0, line = 0;

    for (const char *c = folded; *c; c++) {
        if (!strncmp(c, "\r\n ", 3)) {
            assert_int_not_equal((unsigned char)c[3] & 0xC0, 0x80);
            c += 2;
            line = 1;
            continue;
        }
        out[length++] = *c;
        line = *c == '\r' || *c == '\n' ? 0 : line + 1;
        assert_in_range(line, 0, 75);
    }
    out[length] = '\0';
    return out;
}

static void keeps_characters_of_several_bytes_whole(void **state)
{
    static const char *const pieces[] = { "א", "₪", "😀", "aא", "aa₪", "a😀" };

    (void)state;
    for (apr_size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        const char *text = apr_pstrcat(pool, "SUMMARY:", times(100, pieces[i]), NULL);

        assert_string_equal(unfold(rehab_ics_fold(pool, text)),
                            apr_pstrcat(pool, text, "\r\n", NULL));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_each_line_in_cr_lf),
        cmocka_unit_test(folds_behind_75_octets),
        cmocka_unit_test(keeps_characters_of_several_bytes_whole),
    };

    return cmocka_run_group_tests(tests, open_pool, close_pool);
}
