/* test_wrap: a wrapped secret opens to whom it was wrapped for, and to nobody else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <apr_general.h>
#include <apr_strings.h>

#include "key_file.h"
#include "wrap.h"

static apr_pool_t *pool;

static int make(void **state)
{
    (void)state;
    apr_pool_create(&pool, NULL);
    return rehab_key_start(pool) != NULL;
}

static int drop(void **state)
{
    (void)state;
    apr_pool_destroy(pool);
    return 0;
}

static const unsigned char *opened(const char *text, const char *owner, const char *password)
{
    const unsigned char *secret;

    assert_null(rehab_unwrap_by_password(pool, text, owner, password, &secret));
    return secret;
}

static const char *wrapped(const rehab_pair *pair)
{
    const char *text;

    assert_null(rehab_wrap_by_password(pool, pair->secret, "7", "correct horse", &text));
    return text;
}

static void a_password_opens_what_it_closed(void **state)
{
    const rehab_pair *pair = rehab_pair_make(pool);
    const unsigned char *secret = opened(wrapped(pair), "7", "correct horse");

    (void)state;
    assert_non_null(secret);
    assert_memory_equal(secret, pair->secret, REHAB_SECRET_BYTES);
}

static void another_password_or_owner_opens_nothing(void **state)
{
    const char *text = wrapped(rehab_pair_make(pool));

    (void)state;
    assert_null(opened(text, "7", "correct horsf"));
    assert_null(opened(text, "8", "correct horse"));
}

static void a_changed_text_opens_nothing(void **state)
{
    const char *text = wrapped(rehab_pair_make(pool));

    (void)state;
    for (apr_size_t i = 0; i < strlen(text); i += 7) {
        char *changed = apr_pstrdup(pool, text);

        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        assert_null(opened(changed, "7", "correct horse"));
    }
}

static void a_row_cannot_ask_for_more_memory_than_there_is(void **state)
{
    (void)state;
    assert_null(opened("w1.2.2000000000.AAAAAAAAAAAAAAAAAAAAAA==.AAAA.AAAA", "7", "x"));
    assert_null(opened("w1.900.8192.AAAAAAAAAAAAAAAAAAAAAA==.AAAA.AAAA", "7", "x"));
    assert_null(opened("w1", "7", "x"));
    assert_null(opened("", "7", "x"));
}

static void a_token_opens_what_it_closed_and_another_does_not(void **state)
{
    const rehab_pair *pair = rehab_pair_make(pool);
    const char *text = rehab_wrap_by_token(pool, pair->secret, "hash", "token");
    const unsigned char *secret = rehab_unwrap_by_token(pool, text, "hash", "token");

    (void)state;
    assert_non_null(secret);
    assert_memory_equal(secret, pair->secret, REHAB_SECRET_BYTES);
    assert_null(rehab_unwrap_by_token(pool, text, "hash", "other"));
    assert_null(rehab_unwrap_by_token(pool, text, "hasj", "token"));
    assert_null(rehab_unwrap_by_token(pool, "t1.x", "hash", "token"));
}

static void two_pairs_have_two_ids_of_128_bits(void **state)
{
    const rehab_pair *one = rehab_pair_make(pool), *other = rehab_pair_make(pool);

    (void)state;
    assert_string_not_equal(one->id, other->id);
    assert_int_equal(strlen(one->id), 32);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, make, drop)
    const struct CMUnitTest tests[] = {
        CASE(a_password_opens_what_it_closed),
        CASE(another_password_or_owner_opens_nothing),
        CASE(a_changed_text_opens_nothing),
        CASE(a_row_cannot_ask_for_more_memory_than_there_is),
        CASE(a_token_opens_what_it_closed_and_another_does_not),
        CASE(two_pairs_have_two_ids_of_128_bits),
    };

    apr_initialize();
    return cmocka_run_group_tests_name("wrap", tests, NULL, NULL);
}
