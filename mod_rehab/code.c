/* code.c: random bytes in, names that people or mails carry out, and back from what was typed. */
#include "code.h"
#include "text.h"

#include <apr_strings.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Without 0 and O, 1, I and L, which people confuse; 31 is prime, so the check finds every single
 * wrong character and every two that changed places. */
static const char alphabet[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

enum { VALUES = sizeof alphabet - 1, BODY = 5, CODE = 6, COUNTER_BITS = 20 };
enum { BODIES = VALUES * VALUES * VALUES * VALUES * VALUES };
enum { NEAR = 1 << 18 };

/* Random numbers come from libsodium, which must be started before threads ask it; starting it
 * again costs nothing, and a machine without randomness can do nothing right. */
static void start_sodium(void)
{
    if (sodium_init() < 0)
        abort();
}

/* Where c stands in the alphabet, -1 where nowhere. */
static int value_of(int c)
{
    const char *at = c ? strchr(alphabet, c) : NULL;

    return at ? (int)(at - alphabet) : -1;
}

static char check_of(const char *body)
{
    int sum = 0;

    for (int i = 0; i < BODY; i++)
        sum += (i + 1) * value_of(body[i]);
    return alphabet[sum % VALUES];
}

/* The code of one of BODIES; those of near numbers are near in the order of letters. */
static const char *spelled(apr_pool_t *pool, uint32_t body)
{
    char *code = apr_palloc(pool, CODE + 1);

    for (int i = BODY; i-- > 0; body /= VALUES)
        code[i] = alphabet[body % VALUES];
    code[BODY] = check_of(code);
    code[CODE] = '\0';
    return code;
}

const char *rehab_code_new(apr_pool_t *pool)
{
    start_sodium();
    return spelled(pool, randombytes_uniform(BODIES));  /* at once, since each asks the system */
}

apr_uint32_t rehab_code_place(void)
{
    start_sodium();
    return randombytes_uniform(BODIES);
}

const char *rehab_code_near(apr_pool_t *pool, apr_uint32_t place)
{
    start_sodium();
    return spelled(pool, (place + randombytes_uniform(NEAR)) % BODIES);
}

/* What may stand between the characters of a code: spaces, dashes of all keyboards, and the
 * direction marks that come along when a code is copied out of right-to-left text. */
static int is_between(int c)
{
    return c == ' ' || c == 0xA0 || c == '-' || c == 0x5BE || c == 0x2212
        || (c >= 0x2010 && c <= 0x2015) || (c >= 0x200C && c <= 0x200F) || c == 0x61C;
}

const char *rehab_code_read(apr_pool_t *pool, const char *typed)
{
    const char *text = rehab_text_digits(pool, typed);
    char *code = apr_palloc(pool, CODE + 1);
    int read = 0, written = 0;

    for (;;) {
        int c = rehab_text_next(text, -1, &read);
        if (c == 0)
            break;
        if (is_between(c))
            continue;
        if (c >= 'a' && c <= 'z')
            c -= 'a' - 'A';
        if (written == CODE || c < 0 || c > 'Z' || value_of(c) < 0)
            return NULL;
        code[written++] = (char)c;
    }
    code[written] = '\0';
    return written == CODE && code[BODY] == check_of(code) ? code : NULL;
}

const char *rehab_code_show(apr_pool_t *pool, const char *code)
{
    if (strlen(code) != CODE)
        return code;
    return apr_psprintf(pool, "%.3s-%s", code, code + 3);
}

const char *rehab_link_new(apr_pool_t *pool)
{
    enum { BITS = 256, VARIANT = sodium_base64_VARIANT_URLSAFE_NO_PADDING };
    unsigned char secret[BITS / 8];
    apr_size_t room = sodium_base64_ENCODED_LEN(sizeof secret, VARIANT);
    char *link = apr_palloc(pool, room);

    start_sodium();
    randombytes_buf(secret, sizeof secret);
    sodium_bin2base64(link, room, secret, sizeof secret, VARIANT);
    sodium_memzero(secret, sizeof secret);
    return link;
}

const char *rehab_link_hash(apr_pool_t *pool, const char *link)
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    char *hex = apr_palloc(pool, 2 * sizeof digest + 1);

    crypto_hash_sha256(digest, (const unsigned char *)link, strlen(link));
    return sodium_bin2hex(hex, 2 * sizeof digest + 1, digest, sizeof digest);
}

/* The next number of this process.  The process id is kept beside it, so a child that inherits
 * the parent's counter begins at a number of its own. */
static uint64_t counted(void)
{
    static _Atomic uint64_t last;
    const uint64_t mask = ((uint64_t)1 << COUNTER_BITS) - 1;
    const uint64_t process = (uint64_t)getpid() << 32;
    uint64_t old = atomic_load(&last), next;

    do {
        if ((old & ~(uint64_t)UINT32_MAX) == process)
            next = process | ((old + 1) & mask);
        else
            next = process | randombytes_uniform((uint32_t)1 << COUNTER_BITS);
    } while (!atomic_compare_exchange_weak(&last, &old, next));
    return next & mask;
}

const char *rehab_listed_new(apr_pool_t *pool, apr_int64_t now_ms)
{
    start_sodium();
    return apr_psprintf(pool, "%" APR_UINT64_T_FMT,
                        ((apr_uint64_t)now_ms << COUNTER_BITS) | (apr_uint64_t)counted());
}
