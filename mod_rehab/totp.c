/* totp.c: in go a secret and a moment, out come six digits; in go typed digits, out comes whether
 * they are right. */
#include "totp.h"

#include <apr_sha1.h>
#include <apr_strings.h>
#include <sodium.h>
#include <string.h>

#include "text.h"

enum { BLOCK = 64, DIGITS = 6, SPARE = 12, GROUP = 4 };

static const char base32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
static const char letters[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

static void sha1(const unsigned char *head, apr_size_t head_length, const unsigned char *text,
                 apr_size_t length, unsigned char digest[APR_SHA1_DIGESTSIZE])
{
    apr_sha1_ctx_t context;

    apr_sha1_init(&context);
    apr_sha1_update_binary(&context, head, (unsigned)head_length);
    apr_sha1_update_binary(&context, text, (unsigned)length);
    apr_sha1_final(digest, &context);
    sodium_memzero(&context, sizeof context);
}

void rehab_hmac_sha1(const unsigned char *key, apr_size_t key_length, const unsigned char *text,
                     apr_size_t length, unsigned char digest[20])
{
    unsigned char inner[BLOCK] = { 0 }, outer[BLOCK], within[APR_SHA1_DIGESTSIZE];

    if (key_length > BLOCK)
        sha1(key, key_length, key, 0, inner);
    else
        memcpy(inner, key, key_length);
    for (int i = 0; i < BLOCK; i++) {
        outer[i] = inner[i] ^ 0x5c;
        inner[i] ^= 0x36;
    }
    sha1(inner, BLOCK, text, length, within);
    sha1(outer, BLOCK, within, sizeof within, digest);
    sodium_memzero(inner, sizeof inner);
    sodium_memzero(outer, sizeof outer);
}

const char *rehab_totp_code(apr_pool_t *pool, const unsigned char *secret, apr_size_t length,
                            apr_uint64_t step, int digits)
{
    unsigned char counter[8], digest[APR_SHA1_DIGESTSIZE];
    apr_uint32_t number = 0, modulus = 1;

    for (int i = 0; i < 8; i++)
        counter[i] = (unsigned char)(step >> (8 * (7 - i)));
    rehab_hmac_sha1(secret, length, counter, sizeof counter, digest);
    for (int i = 0, at = digest[19] & 15; i < 4; i++)
        number = number << 8 | digest[at + i];
    for (int i = 0; i < digits; i++)
        modulus *= 10;
    return apr_psprintf(pool, "%0*u", digits, (number & 0x7fffffffU) % modulus);
}

apr_int64_t rehab_totp_match(apr_pool_t *pool, const unsigned char *secret, const char *typed,
                             apr_int64_t now_step, apr_int64_t last)
{
    const char *text = rehab_text_digits(pool, typed);
    char code[DIGITS + 1] = "";
    int n = 0;

    for (; *text; text++) {
        if (*text == ' ')
            continue;
        if (*text < '0' || *text > '9' || n == DIGITS)
            return 0;
        code[n++] = *text;
    }
    for (apr_int64_t step = now_step - 1; n == DIGITS && step <= now_step + 1; step++)
        if (step > last
            && sodium_memcmp(code, rehab_totp_code(pool, secret, REHAB_TOTP_BYTES,
                                                   (apr_uint64_t)step, DIGITS), DIGITS) == 0)
            return step;
    return 0;
}

const char *rehab_base32(apr_pool_t *pool, const unsigned char *bytes, apr_size_t length)
{
    char *text = apr_pcalloc(pool, (length * 8 + 4) / 5 + 1), *to = text;
    unsigned bits = 0;
    int held = 0;

    for (apr_size_t i = 0; i < length; i++) {
        bits = bits << 8 | bytes[i];
        for (held += 8; held >= 5; held -= 5)
            *to++ = base32[bits >> (held - 5) & 31];
    }
    if (held)
        *to = base32[bits << (5 - held) & 31];
    return text;
}

const unsigned char *rehab_base32_read(apr_pool_t *pool, const char *text, apr_size_t length)
{
    unsigned char *bytes = apr_pcalloc(pool, length + 1);
    apr_size_t n = 0;
    unsigned bits = 0;
    int held = 0;

    for (; *text; text++) {
        const char *found = strchr(base32, *text);

        if (!found || n > length)
            return NULL;
        bits = bits << 5 | (unsigned)(found - base32);
        held += 5;
        if (held >= 8) {
            held -= 8;
            bytes[n++] = (unsigned char)(bits >> held);
        }
    }
    return n == length ? bytes : NULL;
}

const char *rehab_totp_spare(apr_pool_t *pool, const unsigned char *secret, int i)
{
    unsigned char digest[2 * SPARE], which = (unsigned char)i;
    const unsigned char *from = digest;
    char *text = apr_pcalloc(pool, SPARE + SPARE / GROUP), *to = text;

    crypto_generichash(digest, sizeof digest, &which, 1, secret, REHAB_TOTP_BYTES);
    for (int at = 0; at < SPARE; at++, from += 2) {
        if (at && at % GROUP == 0)
            *to++ = '-';
        *to++ = letters[(unsigned)(from[0] << 8 | from[1]) % (sizeof letters - 1)];
    }
    return text;
}

const char *rehab_totp_spare_read(apr_pool_t *pool, const char *typed)
{
    char *text = apr_pcalloc(pool, SPARE + 1);
    int n = 0;

    for (typed = rehab_text_digits(pool, typed); *typed; typed++) {
        char c = *typed;

        if (c == '-' || c == ' ')
            continue;
        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if (n == SPARE || !strchr(letters, c))
            return NULL;
        text[n++] = c;
    }
    return n == SPARE ? text : NULL;
}
