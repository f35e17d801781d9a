/* test_memo: what was said once is said again, by whichever thread. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <apr_strings.h>
#include <apr_thread_proc.h>

#include "memo.h"
#include "pool_here.h"

enum { THREADS = 8, NUMBERS = 500 };

static void gives_back_what_it_keeps_and_knows_its_range(void **state)
{
    rehab_memo *memo = rehab_memo_make(pool, -2, 5);
    char text[] = "two";

    (void)state;
    for (long n = -4; n < 5; n++)
        assert_null(rehab_memo_find(memo, n));
    rehab_memo_keep(memo, 2, text);
    text[0] = 'x';
    assert_string_equal(rehab_memo_find(memo, 2), "two");
    rehab_memo_keep(memo, 2, "again");
    assert_string_equal(rehab_memo_find(memo, 2), "two");
    rehab_memo_keep(memo, -2, "least");
    assert_string_equal(rehab_memo_find(memo, -2), "least");
    rehab_memo_keep(memo, 3, "beyond");
    rehab_memo_keep(memo, -3, "before");
    assert_null(rehab_memo_find(memo, 3));
    assert_null(rehab_memo_find(memo, -3));
}

static void *APR_THREAD_FUNC ask(apr_thread_t *thread, void *data)
{
    const rehab_memo *memo = data;
    apr_status_t wrong = APR_SUCCESS;
    char said[16];

    for (long n = 0; n < NUMBERS; n++) {
        (void)apr_snprintf(said, sizeof said, "%ld", n);
        rehab_memo_keep(memo, n, said);
        const char *found = rehab_memo_find(memo, n);

        if (!found || strcmp(found, said) != 0)
            wrong = APR_EGENERAL;
    }
    apr_thread_exit(thread, wrong);
    return NULL;
}

static void threads_find_whole_texts(void **state)
{
    rehab_memo *memo = rehab_memo_make(pool, 0, NUMBERS);
    apr_thread_t *threads[THREADS];

    (void)state;
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(apr_thread_create(&threads[i], NULL, ask, memo, pool), APR_SUCCESS);
    for (int i = 0; i < THREADS; i++) {
        apr_status_t wrong;

        apr_thread_join(&wrong, threads[i]);
        assert_int_equal(wrong, APR_SUCCESS);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_back_what_it_keeps_and_knows_its_range),
        cmocka_unit_test(threads_find_whole_texts),
    };

    return cmocka_run_group_tests(tests, open_pool, close_pool);
}
