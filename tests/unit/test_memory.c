/* test_memory: pieces are found as they were put, never more bytes than were given, and what is
 * asked for stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <apr_general.h>
#include <apr_strings.h>
#include <apr_thread_proc.h>
#include <sodium.h>

#include "memory.h"

static apr_pool_t *pool;
static rehab_memory *memory;

enum { BYTES = 1 << 20, PIECE = 1000 };

static void key_of(int n, unsigned char key[REHAB_MEMORY_KEY])
{
    crypto_generichash(key, REHAB_MEMORY_KEY, (const unsigned char *)&n, sizeof n, NULL, 0);
}

static const char *bytes_of(apr_pool_t *from, int n)
{
    char *bytes = apr_pcalloc(from, PIECE + 1);

    memset(bytes, 'a' + n % 26, PIECE);
    apr_snprintf(bytes, PIECE, "%d", n);
    return bytes;
}

static void put(int n)
{
    unsigned char key[REHAB_MEMORY_KEY];

    key_of(n, key);
    rehab_memory_put(memory, key, bytes_of(pool, n), PIECE);
}

/* 1 when it is there, as it was put. */
static int is_there(apr_pool_t *from, int n)
{
    unsigned char key[REHAB_MEMORY_KEY];
    apr_size_t length = 0;

    key_of(n, key);
    const char *found = rehab_memory_find(memory, key, from, &length);

    if (found && (length != PIECE || memcmp(found, bytes_of(from, n), PIECE + 1) != 0))
        fail_msg("piece %d is another one", n);
    return found != NULL;
}

static int begin(void **state)
{
    (void)state;
    apr_pool_create(&pool, NULL);
    return rehab_memory_make(pool, BYTES, &memory) != NULL;
}

static int end(void **state)
{
    (void)state;
    apr_pool_destroy(pool);
    return 0;
}

static void finds_what_was_put_and_nothing_else(void **state)
{
    (void)state;
    assert_false(is_there(pool, 1));
    put(1);
    assert_true(is_there(pool, 1));
    assert_false(is_there(pool, 2));
    assert_int_equal(rehab_memory_count(memory).found, 1);
    assert_int_equal(rehab_memory_count(memory).missed, 2);
}

static void a_piece_of_no_bytes_is_a_piece(void **state)
{
    unsigned char key[REHAB_MEMORY_KEY] = { 1 };
    apr_size_t length = 7;

    (void)state;
    rehab_memory_put(memory, key, "", 0);
    assert_string_equal(rehab_memory_find(memory, key, pool, &length), "");
    assert_int_equal(length, 0);
}

static void forgets_so_that_it_never_holds_more_than_its_bytes(void **state)
{
    int there = 0;

    (void)state;
    for (int n = 0; n < 10 * BYTES / PIECE; n++)
        put(n);
    for (int n = 0; n < 10 * BYTES / PIECE; n++)
        there += is_there(pool, n);
    assert_in_range(there, BYTES / PIECE / 4, BYTES / PIECE);
    assert_true(is_there(pool, 10 * BYTES / PIECE - 1));
    assert_true(rehab_memory_count(memory).forgotten > 0);
}

static void what_is_asked_for_stays_while_others_are_forgotten(void **state)
{
    (void)state;
    put(0);
    for (int n = 1; n < 10 * BYTES / PIECE; n++) {
        put(n);
        assert_true(is_there(pool, 0));
    }
    assert_false(is_there(pool, 1));
}

static void refuses_a_piece_that_is_larger_than_its_place(void **state)
{
    unsigned char key[REHAB_MEMORY_KEY] = { 1 };
    apr_size_t length;

    (void)state;
    put(7);
    rehab_memory_put(memory, key, apr_pcalloc(pool, BYTES), BYTES);
    assert_null(rehab_memory_find(memory, key, pool, &length));
    assert_int_equal(rehab_memory_count(memory).refused, 1);
    assert_true(is_there(pool, 7));
}

static void *APR_THREAD_FUNC ask_and_put(apr_thread_t *thread, void *data)
{
    apr_pool_t *own;

    (void)data;
    apr_pool_create(&own, NULL);
    for (int n = 0; n < 4000; n++) {
        unsigned char key[REHAB_MEMORY_KEY];
        int which = n * 7 % 1500;

        key_of(which, key);
        if (!is_there(own, which))
            rehab_memory_put(memory, key, bytes_of(own, which), PIECE);
        if (n % 100 == 0)
            apr_pool_clear(own);
    }
    apr_pool_destroy(own);
    apr_thread_exit(thread, APR_SUCCESS);
    return NULL;
}

static void many_threads_find_whole_pieces(void **state)
{
    apr_thread_t *threads[8];
    apr_status_t status;

    (void)state;
    for (int i = 0; i < 8; i++)
        assert_int_equal(apr_thread_create(&threads[i], NULL, ask_and_put, NULL, pool), 0);
    for (int i = 0; i < 8; i++)
        apr_thread_join(&status, threads[i]);
    assert_true(rehab_memory_count(memory).found > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(finds_what_was_put_and_nothing_else, begin, end),
        cmocka_unit_test_setup_teardown(a_piece_of_no_bytes_is_a_piece, begin, end),
        cmocka_unit_test_setup_teardown(forgets_so_that_it_never_holds_more_than_its_bytes, begin,
                                        end),
        cmocka_unit_test_setup_teardown(what_is_asked_for_stays_while_others_are_forgotten, begin,
                                        end),
        cmocka_unit_test_setup_teardown(refuses_a_piece_that_is_larger_than_its_place, begin, end),
        cmocka_unit_test_setup_teardown(many_threads_find_whole_pieces, begin, end),
    };

    apr_initialize();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
