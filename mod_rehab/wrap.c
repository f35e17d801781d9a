/* wrap.c: in goes a secret and what closes it, out comes a text for a column; and the way back.
 * Closed is XChaCha20-Poly1305 with the owner as what it is bound to. */
#include "wrap.h"

#include <apr_strings.h>
#include <sodium.h>
#include <string.h>

#include "key_file.h"

enum {
    KEY = crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    BOX = REHAB_SECRET_BYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES,
    MOST_PASSES = 8, MOST_MEMORY = 1 << 28, PARTS = 6
};

const char *rehab_pair_id(apr_pool_t *pool, const unsigned char *public_key)
{
    enum { BYTES = 16 };
    unsigned char hash[BYTES];
    char *id = apr_palloc(pool, 2 * BYTES + 1);

    crypto_generichash(hash, sizeof hash, public_key, REHAB_SECRET_BYTES, NULL, 0);
    return sodium_bin2hex(id, 2 * BYTES + 1, hash, sizeof hash);
}

rehab_pair *rehab_pair_make(apr_pool_t *pool)
{
    rehab_pair *pair = apr_pcalloc(pool, sizeof *pair);

    pair->secret = rehab_key_secret(pool, REHAB_SECRET_BYTES);
    crypto_box_keypair(pair->public_key, pair->secret);
    pair->id = rehab_pair_id(pool, pair->public_key);
    return pair;
}

/* NONCE.BOX */
static const char *close_box(apr_pool_t *pool, const unsigned char *secret, const char *owner,
                             const unsigned char *key)
{
    unsigned char nonce[NONCE], box[BOX];

    randombytes_buf(nonce, sizeof nonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(box, NULL, secret, REHAB_SECRET_BYTES,
                                               (const unsigned char *)owner, strlen(owner), NULL,
                                               nonce, key);
    return apr_pstrcat(pool, rehab_key_base64(pool, nonce, sizeof nonce), ".",
                       rehab_key_base64(pool, box, sizeof box), NULL);
}

/* base64 of exactly `length` bytes. */
static int read_bytes(const char *text, unsigned char *bytes, apr_size_t length)
{
    const char *end;
    size_t n = 0;

    return sodium_base642bin(bytes, length, text, strlen(text), NULL, &n, &end,
                             sodium_base64_VARIANT_ORIGINAL) == 0 && n == length && !*end;
}

const unsigned char *rehab_secret_read(apr_pool_t *pool, const char *base64)
{
    unsigned char *secret = rehab_key_secret(pool, REHAB_SECRET_BYTES);

    return base64 && read_bytes(base64, secret, REHAB_SECRET_BYTES) ? secret : NULL;
}

static const unsigned char *open_box(apr_pool_t *pool, const char *nonce_text, const char *box_text,
                                     const char *owner, const unsigned char *key)
{
    unsigned char nonce[NONCE], box[BOX], *secret = rehab_key_secret(pool, REHAB_SECRET_BYTES);

    if (!read_bytes(nonce_text, nonce, sizeof nonce) || !read_bytes(box_text, box, sizeof box)
        || crypto_aead_xchacha20poly1305_ietf_decrypt(secret, NULL, NULL, box, sizeof box,
                                                      (const unsigned char *)owner, strlen(owner),
                                                      nonce, key) != 0)
        return NULL;
    return secret;
}

/* The parts of a text between its dots; how many. */
static int cut(apr_pool_t *pool, const char *text, const char **parts)
{
    char *state = NULL;
    int n = 0;

    for (char *part = apr_strtok(apr_pstrdup(pool, text), ".", &state); part && n < PARTS;
         part = apr_strtok(NULL, ".", &state))
        parts[n++] = part;
    return n;
}

static rehab_fault *derive(apr_pool_t *pool, const char *password, const unsigned char *salt,
                           unsigned long long passes, size_t memory, unsigned char *key)
{
    if (crypto_pwhash(key, KEY, password, strlen(password), salt, passes, memory,
                      crypto_pwhash_ALG_ARGON2ID13) == 0)
        return NULL;
    return rehab_fault_make(pool, REHAB_AWAY, "fault.busy",
                            "a password needs %d MB of memory to be tried", (int)(memory >> 20));
}

rehab_fault *rehab_wrap_by_password(apr_pool_t *pool, const unsigned char *secret,
                                    const char *owner, const char *password, const char **text)
{
    unsigned char salt[crypto_pwhash_SALTBYTES], *key = rehab_key_secret(pool, KEY);
    rehab_fault *fault;

    randombytes_buf(salt, sizeof salt);
    fault = derive(pool, password, salt, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                   crypto_pwhash_MEMLIMIT_INTERACTIVE, key);
    if (!fault)
        *text = apr_psprintf(pool, "w1.%d.%d.%s.%s", (int)crypto_pwhash_OPSLIMIT_INTERACTIVE,
                             (int)crypto_pwhash_MEMLIMIT_INTERACTIVE,
                             rehab_key_base64(pool, salt, sizeof salt),
                             close_box(pool, secret, owner, key));
    return fault;
}

rehab_fault *rehab_unwrap_by_password(apr_pool_t *pool, const char *text, const char *owner,
                                      const char *password, const unsigned char **secret)
{
    unsigned char salt[crypto_pwhash_SALTBYTES], *key = rehab_key_secret(pool, KEY);
    const char *parts[PARTS];
    apr_int64_t passes, memory;
    rehab_fault *fault;

    *secret = NULL;
    if (cut(pool, text, parts) != PARTS || strcmp(parts[0], "w1") != 0
        || !read_bytes(parts[3], salt, sizeof salt))
        return NULL;
    passes = apr_atoi64(parts[1]);
    memory = apr_atoi64(parts[2]);
    /* The costs stand in a table: no row may ask for more than this machine has. */
    if (passes < 1 || passes > MOST_PASSES || memory < crypto_pwhash_MEMLIMIT_MIN
        || memory > MOST_MEMORY)
        return NULL;
    fault = derive(pool, password, salt, (unsigned long long)passes, (size_t)memory, key);
    if (!fault)
        *secret = open_box(pool, parts[4], parts[5], owner, key);
    return fault;
}

static void key_of(const char *token, unsigned char *key)
{
    static const char purpose[] = "key of a session";

    crypto_generichash(key, KEY, (const unsigned char *)token, strlen(token),
                       (const unsigned char *)purpose, sizeof purpose - 1);
}

const char *rehab_wrap_by_token(apr_pool_t *pool, const unsigned char *secret, const char *owner,
                                const char *token)
{
    unsigned char *key = rehab_key_secret(pool, KEY);

    key_of(token, key);
    return apr_pstrcat(pool, "t1.", close_box(pool, secret, owner, key), NULL);
}

const unsigned char *rehab_unwrap_by_token(apr_pool_t *pool, const char *text, const char *owner,
                                           const char *token)
{
    unsigned char *key = rehab_key_secret(pool, KEY);
    const char *parts[PARTS];

    if (cut(pool, text, parts) != 3 || strcmp(parts[0], "t1") != 0)
        return NULL;
    key_of(token, key);
    return open_box(pool, parts[1], parts[2], owner, key);
}
