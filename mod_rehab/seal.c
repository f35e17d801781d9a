/* seal.c: in go key files and values, out come sealed texts, opened values and look-up hashes.
 * Sealed is d1.KEYID.BASE64 of crypto_box_seal over page, parameter and value, each behind its
 * length in 4 bytes, so that a value moved to another page or parameter does not open there. */
#include "seal.h"

#include <apr_strings.h>
#include <sodium.h>
#include <string.h>

#include "key_file.h"

enum { KEY_BYTES = 32, LENGTH_BYTES = 4 };

static const char *path_in(apr_pool_t *pool, const char *directory, const char *name)
{
    return apr_pstrcat(pool, directory, "/", name, NULL);
}

/* Reads a file of one key; *key is NULL when there is no such file. */
static rehab_fault *read_key(apr_pool_t *pool, const char *path, const char *type,
                             const unsigned char **key, const char **id)
{
    unsigned char *bytes;
    rehab_key_file *file;
    rehab_fault *fault = rehab_key_file_read(pool, path, type, &file);

    *key = NULL;
    if (fault || !file)
        return fault;
    bytes = rehab_key_secret(pool, KEY_BYTES);
    fault = rehab_key_file_bytes(pool, file, "key", bytes, KEY_BYTES);
    if (!fault)
        fault = rehab_key_file_word(pool, file, "id", id);
    if (!fault)
        *key = bytes;
    return fault;
}

/* As read_key, for keys whose id is that of their own bytes. */
static rehab_fault *read_own(apr_pool_t *pool, const char *path, const char *type,
                             const unsigned char **key, const char **id)
{
    rehab_fault *fault = read_key(pool, path, type, key, id);

    if (!fault && *key && strcmp(*id, rehab_key_id(pool, *key)) != 0)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                                "%s: the id is not that of the key", path);
    return fault;
}

static rehab_fault *read_public(apr_pool_t *pool, const char *path, const char *type,
                                const unsigned char **key, const char **id)
{
    unsigned char probe[crypto_box_SEALBYTES];
    rehab_fault *fault = read_own(pool, path, type, key, id);

    /* Some 32 bytes are no public key; better found at start than when somebody sends a form. */
    if (!fault && *key && crypto_box_seal(probe, (const unsigned char *)"", 0, *key) != 0)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "%s: this is no public key",
                                path);
    return fault;
}

rehab_fault *rehab_keys_read(apr_pool_t *pool, const char *directory, rehab_keys **keys)
{
    rehab_keys *k = *keys = apr_pcalloc(pool, sizeof *k);
    const char *lookup_id;
    rehab_fault *fault = rehab_key_start(pool);

    if (!fault)
        fault = read_public(pool, path_in(pool, directory, "desk.pub"), "desk-public 1",
                            &k->desk_public, &k->desk_id);
    if (!fault)
        fault = read_public(pool, path_in(pool, directory, "team.pub"), "team-public 1",
                            &k->team_public, &k->team_id);
    if (!fault)
        fault = read_public(pool, path_in(pool, directory, "delivery.pub"), "delivery-public 1",
                            &k->delivery_public, &k->delivery_id);
    if (!fault)
        fault = read_own(pool, path_in(pool, directory, "lookup.key"), "lookup 1", &k->lookup,
                         &lookup_id);
    return fault;
}

static rehab_fault *write_key(apr_pool_t *pool, const char *path, const char *head,
                              const char *id, const unsigned char *key,
                              const rehab_key_owner *owner)
{
    enum { SIZE = 1024 };
    char *text = rehab_key_secret(pool, SIZE);

    apr_snprintf(text, SIZE, "%s\nid %s\nkey %s\n", head, id,
                 rehab_key_base64(pool, key, KEY_BYTES));
    return rehab_key_file_write(pool, path, text, owner);
}

static rehab_fault *make_lookup(apr_pool_t *pool, const char *path, const rehab_key_owner *owner)
{
    unsigned char *key;

    if (rehab_key_file_exists(path))
        return NULL;
    key = rehab_key_secret(pool, KEY_BYTES);
    randombytes_buf(key, KEY_BYTES);
    return write_key(pool, path,
                     "# Key of the hashes by which a telephone number is found again.\n"
                     "type lookup 1", rehab_key_id(pool, key), key, owner);
}

static rehab_fault *make_delivery_secret(apr_pool_t *pool, const char *path,
                                         const rehab_key_owner *owner)
{
    unsigned char public_key[crypto_box_PUBLICKEYBYTES];
    unsigned char *secret_key = rehab_key_secret(pool, KEY_BYTES);

    crypto_box_keypair(public_key, secret_key);
    return write_key(pool, path,
                     "# Secret half of the key that mail in the outbox is sealed to.\n"
                     "type delivery-private 1", rehab_key_id(pool, public_key), secret_key, owner);
}

/* The secret half is written first: a public half alone would seal mail that nobody can open. */
static rehab_fault *make_delivery(apr_pool_t *pool, const char *directory,
                                  const rehab_key_owner *owner)
{
    const char *secret_path = path_in(pool, directory, "delivery.key");
    const char *public_path = path_in(pool, directory, "delivery.pub"), *id;
    int has_secret = rehab_key_file_exists(secret_path);
    unsigned char public_key[crypto_box_PUBLICKEYBYTES];
    const unsigned char *secret_key = NULL;
    rehab_fault *fault = NULL;

    if (rehab_key_file_exists(public_path)) {
        if (has_secret)
            return NULL;
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                                "%s is there, delivery.key is not: bring it back from where keys "
                                "are kept, or remove delivery.pub and lose what waits in the "
                                "outbox", public_path);
    }
    if (!has_secret)
        fault = make_delivery_secret(pool, secret_path, owner);
    if (!fault)
        fault = rehab_delivery_key_read(pool, directory, &secret_key, &id);
    if (fault || !secret_key)
        return fault;
    crypto_scalarmult_base(public_key, secret_key);
    return write_key(pool, public_path,
                     "# Public half of the key that mail in the outbox is sealed to.\n"
                     "type delivery-public 1", id, public_key, owner);
}

rehab_fault *rehab_keys_make(apr_pool_t *pool, const char *directory)
{
    rehab_key_owner owner;
    rehab_fault *fault = rehab_key_start(pool);

    if (!fault)
        fault = rehab_key_directory(pool, directory, &owner);
    if (!fault)
        fault = make_lookup(pool, path_in(pool, directory, "lookup.key"), &owner);
    if (!fault)
        fault = make_delivery(pool, directory, &owner);
    return fault;
}

rehab_fault *rehab_delivery_key_read(apr_pool_t *pool, const char *directory,
                                     const unsigned char **key, const char **key_id)
{
    const char *path = path_in(pool, directory, "delivery.key");
    unsigned char public_key[crypto_box_PUBLICKEYBYTES];
    rehab_fault *fault = rehab_key_start(pool);

    *key = NULL;
    if (!fault)
        fault = read_key(pool, path, "delivery-private 1", key, key_id);
    if (fault)
        return fault;
    if (!*key)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                                "%s: there is no such file; run `rehabctl init`", path);
    crypto_scalarmult_base(public_key, *key);
    if (strcmp(*key_id, rehab_key_id(pool, public_key)) != 0)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                                "%s: the id is not that of the key", path);
    return NULL;
}

static unsigned char *put(unsigned char *at, const char *text, apr_size_t length)
{
    for (int i = 0; i < LENGTH_BYTES; i++)
        *at++ = (unsigned char)(length >> (8 * (LENGTH_BYTES - 1 - i)));
    memcpy(at, text, length);
    return at + length;
}

const char *rehab_seal(apr_pool_t *pool, const unsigned char *public_key, const char *key_id,
                       const char *page, const char *param, const char *value)
{
    apr_size_t page_length = strlen(page), param_length = strlen(param);
    apr_size_t value_length = strlen(value);
    apr_size_t plain_length = (apr_size_t)3 * LENGTH_BYTES + page_length + param_length + value_length;
    unsigned char *plain, *closed, *at;

    if (plain_length > INT32_MAX || sodium_init() < 0)
        return NULL;
    at = plain = rehab_key_secret(pool, plain_length);
    at = put(at, page, page_length);
    at = put(at, param, param_length);
    put(at, value, value_length);
    closed = apr_palloc(pool, plain_length + crypto_box_SEALBYTES);
    if (crypto_box_seal(closed, plain, plain_length, public_key) != 0)
        return NULL;
    return apr_pstrcat(pool, "d1.", key_id, ".",
                       rehab_key_base64(pool, closed, plain_length + crypto_box_SEALBYTES), NULL);
}

/* Takes one text with its length off the front of what is left; NULL when there is none. */
static const char *take(apr_pool_t *pool, const unsigned char **at, const unsigned char *end)
{
    apr_size_t length = 0;
    char *text;

    if (end - *at < LENGTH_BYTES)
        return NULL;
    for (int i = 0; i < LENGTH_BYTES; i++)
        length = length << 8 | *(*at)++;
    if ((apr_size_t)(end - *at) < length || memchr(*at, '\0', length))
        return NULL;
    text = rehab_key_secret(pool, length + 1);
    memcpy(text, *at, length);
    *at += length;
    return text;
}

/* The bytes between d1.KEYID. and the end; NULL when the text is none of ours or another key's. */
static unsigned char *closed_bytes(apr_pool_t *pool, const char *key_id, const char *sealed,
                                   size_t *length)
{
    const char *head = apr_pstrcat(pool, "d1.", key_id, ".", NULL), *end;
    apr_size_t head_length = strlen(head), text_length = strlen(sealed);
    unsigned char *closed;

    if (strncmp(sealed, head, head_length) != 0)
        return NULL;
    text_length -= head_length;
    closed = apr_palloc(pool, text_length + 1);
    if (sodium_base642bin(closed, text_length, sealed + head_length, text_length, NULL, length,
                          &end, sodium_base64_VARIANT_ORIGINAL) != 0 || *end)
        return NULL;
    return closed;
}

rehab_fault *rehab_seal_read(apr_pool_t *pool, const unsigned char *secret_key,
                             const char *key_id, const char *sealed, rehab_opened *opened)
{
    unsigned char public_key[crypto_box_PUBLICKEYBYTES], *closed, *plain;
    const unsigned char *at, *end;
    rehab_opened o;
    size_t length = 0;
    rehab_fault *fault = rehab_key_start(pool);

    *opened = (rehab_opened){ 0 };
    if (fault)
        return fault;
    closed = closed_bytes(pool, key_id, sealed, &length);
    if (!closed || length < crypto_box_SEALBYTES)
        return NULL;
    at = plain = rehab_key_secret(pool, length - crypto_box_SEALBYTES);
    end = plain + (length - crypto_box_SEALBYTES);
    crypto_scalarmult_base(public_key, secret_key);
    if (crypto_box_seal_open(plain, closed, length, public_key, secret_key) != 0)
        return NULL;
    o.page = take(pool, &at, end);
    o.param = o.page ? take(pool, &at, end) : NULL;
    o.value = o.param ? take(pool, &at, end) : NULL;
    if (o.value && at == end)
        *opened = o;
    return NULL;
}

rehab_fault *rehab_seal_open(apr_pool_t *pool, const unsigned char *secret_key,
                             const char *key_id, const char *sealed, const char *page,
                             const char *param, const char **value)
{
    rehab_opened o;
    rehab_fault *fault = rehab_seal_read(pool, secret_key, key_id, sealed, &o);

    *value = o.value && (!page || strcmp(page, o.page) == 0)
                     && (!param || strcmp(param, o.param) == 0) ? o.value : NULL;
    return fault;
}

const char *rehab_lookup(apr_pool_t *pool, const rehab_keys *keys, const char *value)
{
    unsigned char hash[crypto_generichash_BYTES];
    char *hex;

    if (!keys->lookup)
        return NULL;
    crypto_generichash(hash, sizeof hash, (const unsigned char *)value, strlen(value),
                       keys->lookup, KEY_BYTES);
    hex = apr_palloc(pool, 2 * sizeof hash + 1);
    return sodium_bin2hex(hex, 2 * sizeof hash + 1, hash, sizeof hash);
}
