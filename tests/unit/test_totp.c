/* test_totp: the second step, by the vectors of RFC 2202, 4226, 4648 and 6238. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <apr_general.h>
#include <apr_strings.h>
#include <sodium.h>

#include "totp.h"

static const unsigned char secret[] = "12345678901234567890";

static apr_pool_t *make(void)
{
    apr_pool_t *pool;

    assert_int_equal(sodium_init() < 0, 0);
    apr_pool_create(&pool, NULL);
    return pool;
}

static const char *hmac(apr_pool_t *pool, const void *key, size_t key_length, const char *text)
{
    unsigned char digest[20];
    char *hex = apr_palloc(pool, sizeof digest * 2 + 1);

    rehab_hmac_sha1(key, key_length, (const unsigned char *)text, strlen(text), digest);
    return sodium_bin2hex(hex, sizeof digest * 2 + 1, digest, sizeof digest);
}

/* RFC 2202, cases 1, 2 and 6: a short key, a shorter one, one longer than a block. */
static void hmac_is_that_of_the_rfc(void **state)
{
    apr_pool_t *pool = make();
    unsigned char b[20], aa[80];

    (void)state;
    memset(b, 0x0b, sizeof b);
    memset(aa, 0xaa, sizeof aa);
    assert_string_equal(hmac(pool, b, sizeof b, "Hi There"),
                        "b617318655057264e28bc0b6fb378c8ef146be00");
    assert_string_equal(hmac(pool, "Jefe", 4, "what do ya want for nothing?"),
                        "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    assert_string_equal(hmac(pool, aa, sizeof aa,
                             "Test Using Larger Than Block-Size Key - Hash Key First"),
                        "aa4ae5e15272d00e95705637ce8a3b55ed402112");
    apr_pool_destroy(pool);
}

/* RFC 6238, appendix B, SHA-1; and RFC 4226, appendix D, six digits by counter. */
static void codes_are_those_of_the_rfcs(void **state)
{
    static const struct { apr_int64_t time; const char *code; } totp[] = {
        { 59, "94287082" },         { 1111111109, "07081804" }, { 1111111111, "14050471" },
        { 1234567890, "89005924" }, { 2000000000, "69279037" }, { 20000000000, "65353130" },
    };
    static const char *const hotp[] = { "755224", "287082", "359152", "969429", "338314",
                                        "254676", "287922", "162583", "399871", "520489" };
    apr_pool_t *pool = make();

    (void)state;
    for (size_t i = 0; i < sizeof totp / sizeof totp[0]; i++)
        assert_string_equal(rehab_totp_code(pool, secret, 20,
                                            (apr_uint64_t)totp[i].time / REHAB_TOTP_SECONDS, 8),
                            totp[i].code);
    for (size_t i = 0; i < sizeof hotp / sizeof hotp[0]; i++)
        assert_string_equal(rehab_totp_code(pool, secret, 20, i, 6), hotp[i]);
    apr_pool_destroy(pool);
}

static void a_code_is_taken_half_a_minute_early_or_late_and_no_other(void **state)
{
    apr_pool_t *pool = make();

    (void)state;
    assert_int_equal(rehab_totp_match(pool, secret, "338314", 4, 0), 4);
    assert_int_equal(rehab_totp_match(pool, secret, "338314", 5, 0), 4);
    assert_int_equal(rehab_totp_match(pool, secret, "338314", 3, 0), 4);
    assert_int_equal(rehab_totp_match(pool, secret, "338314", 6, 0), 0);
    assert_int_equal(rehab_totp_match(pool, secret, "338314", 2, 0), 0);
    assert_int_equal(rehab_totp_match(pool, secret, "338315", 4, 0), 0);
    apr_pool_destroy(pool);
}

static void a_code_that_was_used_is_not_taken_again(void **state)
{
    apr_pool_t *pool = make();

    (void)state;
    assert_int_equal(rehab_totp_match(pool, secret, "338314", 4, 3), 4);
    assert_int_equal(rehab_totp_match(pool, secret, "338314", 4, 4), 0);
    assert_int_equal(rehab_totp_match(pool, secret, "338314", 5, 5), 0);
    apr_pool_destroy(pool);
}

static void a_code_is_read_as_people_type_it(void **state)
{
    apr_pool_t *pool = make();

    (void)state;
    assert_int_equal(rehab_totp_match(pool, secret, "338 314", 4, 0), 4);
    assert_int_equal(rehab_totp_match(pool, secret, "\xDB\xB3\xDB\xB3\xDB\xB8\xDB\xB3\xDB\xB1\xDB\xB4",
                                      4, 0), 4);
    assert_int_equal(rehab_totp_match(pool, secret, "33831", 4, 0), 0);
    assert_int_equal(rehab_totp_match(pool, secret, "3383144", 4, 0), 0);
    assert_int_equal(rehab_totp_match(pool, secret, "33831x", 4, 0), 0);
    assert_int_equal(rehab_totp_match(pool, secret, "", 4, 0), 0);
    apr_pool_destroy(pool);
}

/* RFC 4648, section 10, without padding. */
static void base32_goes_there_and_back(void **state)
{
    static const struct { const char *plain, *text; } vectors[] = {
        { "", "" }, { "f", "MY" }, { "fo", "MZXQ" }, { "foo", "MZXW6" }, { "foob", "MZXW6YQ" },
        { "fooba", "MZXW6YTB" }, { "foobar", "MZXW6YTBOI" },
    };
    apr_pool_t *pool = make();

    (void)state;
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        size_t length = strlen(vectors[i].plain);

        assert_string_equal(rehab_base32(pool, (const unsigned char *)vectors[i].plain, length),
                            vectors[i].text);
        assert_memory_equal(rehab_base32_read(pool, vectors[i].text, length), vectors[i].plain,
                            length);
    }
    assert_null(rehab_base32_read(pool, "MZXW6YTBOI", 5));
    assert_null(rehab_base32_read(pool, "MZXW6YTBOI", 7));
    assert_null(rehab_base32_read(pool, "MZXW6YTB1I", 6));
    apr_pool_destroy(pool);
}

static void spare_codes_differ_and_are_read_as_people_type_them(void **state)
{
    apr_pool_t *pool = make();
    const char *first = rehab_totp_spare(pool, secret, 0), *second = rehab_totp_spare(pool, secret, 1);

    (void)state;
    assert_int_equal(strlen(first), 14);
    assert_string_not_equal(first, second);
    assert_string_equal(first, rehab_totp_spare(pool, secret, 0));
    assert_string_equal(rehab_totp_spare_read(pool, "abcd-efgh 2345"), "ABCDEFGH2345");
    assert_non_null(rehab_totp_spare_read(pool, first));
    assert_null(rehab_totp_spare_read(pool, "ABCD-EFGH-234"));
    assert_null(rehab_totp_spare_read(pool, "ABCD-EFGH-23456"));
    assert_null(rehab_totp_spare_read(pool, "ABCD-EFGH-234O"));
    assert_null(rehab_totp_spare_read(pool, "338314"));
    apr_pool_destroy(pool);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(hmac_is_that_of_the_rfc),
        cmocka_unit_test(codes_are_those_of_the_rfcs),
        cmocka_unit_test(a_code_is_taken_half_a_minute_early_or_late_and_no_other),
        cmocka_unit_test(a_code_that_was_used_is_not_taken_again),
        cmocka_unit_test(a_code_is_read_as_people_type_it),
        cmocka_unit_test(base32_goes_there_and_back),
        cmocka_unit_test(spare_codes_differ_and_are_read_as_people_type_them),
    };

    apr_initialize();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
