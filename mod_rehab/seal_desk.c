/* seal_desk.c: in goes a passphrase, out comes the file with the private half of the desk's key, or
 * from that file the key.  The file carries the cost of its Argon2id, so an old file opens. */
#include "seal.h"

#include <apr_strings.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "key_file.h"

enum { KEY_BYTES = 32, BOX_BYTES = KEY_BYTES + crypto_secretbox_MACBYTES };

/* How a private half is closed: all that the file says beside the id. */
typedef struct lock {
    apr_int64_t passes, memory;
    unsigned char salt[crypto_pwhash_SALTBYTES];
    unsigned char nonce[crypto_secretbox_NONCEBYTES];
    unsigned char box[BOX_BYTES];
} lock;

static rehab_fault *derive(apr_pool_t *pool, const lock *l, const char *passphrase,
                           unsigned char *key)
{
    if (crypto_pwhash(key, crypto_secretbox_KEYBYTES, passphrase, strlen(passphrase), l->salt,
                      (unsigned long long)l->passes, (size_t)l->memory,
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                                "the passphrase needs %d MB of memory to be checked",
                                (int)(l->memory >> 20));
    return NULL;
}

/* `whose` is desk or team. */
static rehab_fault *write_private(apr_pool_t *pool, const char *file, const char *whose,
                                  const char *passphrase, const unsigned char *secret_key,
                                  const char *id)
{
    lock l = { .passes = crypto_pwhash_OPSLIMIT_MODERATE,
               .memory = (apr_int64_t)crypto_pwhash_MEMLIMIT_MODERATE };
    unsigned char *wrap = rehab_key_secret(pool, crypto_secretbox_KEYBYTES);
    rehab_fault *fault;

    randombytes_buf(l.salt, sizeof l.salt);
    randombytes_buf(l.nonce, sizeof l.nonce);
    fault = derive(pool, &l, passphrase, wrap);
    if (fault)
        return fault;
    crypto_secretbox_easy(l.box, secret_key, KEY_BYTES, l.nonce, wrap);
    return rehab_key_file_write(
        pool, file,
        apr_psprintf(pool,
                     "# Private half of the %s's key, under a passphrase (Argon2id, secretbox).\n"
                     "# Keep this file off the server, and a copy of it in another place.\n"
                     "type %s-private 1\nid %s\npasses %" APR_INT64_T_FMT
                     "\nmemory %" APR_INT64_T_FMT "\nsalt %s\nnonce %s\nbox %s\n",
                     whose, whose, id, l.passes, l.memory, rehab_key_base64(pool, l.salt, sizeof l.salt),
                     rehab_key_base64(pool, l.nonce, sizeof l.nonce),
                     rehab_key_base64(pool, l.box, sizeof l.box)),
        NULL);
}

static rehab_fault *refuse_existing(apr_pool_t *pool, const char *path)
{
    if (!rehab_key_file_exists(path))
        return NULL;
    return rehab_fault_make(pool, REHAB_CONFLICT, "fault.conflict",
                            "%s is there already; what was sealed to that key needs it", path);
}

rehab_fault *rehab_desk_key_make(apr_pool_t *pool, const char *directory, const char *file,
                                 const char *passphrase)
{
    const char *public_path = apr_pstrcat(pool, directory, "/desk.pub", NULL), *id;
    unsigned char public_key[crypto_box_PUBLICKEYBYTES];
    unsigned char *secret_key = rehab_key_secret(pool, KEY_BYTES);
    rehab_key_owner owner;
    rehab_fault *fault = rehab_key_start(pool);

    if (!fault && !*passphrase)
        return rehab_fault_make(pool, REHAB_FORBIDDEN, "fault.passphrase",
                                "an empty passphrase closes nothing");
    if (!fault)
        fault = refuse_existing(pool, public_path);
    if (!fault)
        fault = refuse_existing(pool, file);
    if (!fault)
        fault = rehab_key_directory(pool, directory, &owner);
    if (fault)
        return fault;
    crypto_box_keypair(public_key, secret_key);
    id = rehab_key_id(pool, public_key);
    fault = write_private(pool, file, "desk", passphrase, secret_key, id);
    if (fault)
        return fault;
    fault = rehab_key_file_write(
        pool, public_path,
        apr_psprintf(pool,
                     "# Public half of the desk's key: what visitors send is sealed to it.\n"
                     "type desk-public 1\nid %s\nkey %s\n",
                     id, rehab_key_base64(pool, public_key, KEY_BYTES)),
        &owner);
    /* A private half without its public one would stand in the way of the next attempt. */
    if (fault)
        unlink(file);
    return fault;
}

/* Reads a number between the two costs that libsodium names. */
static rehab_fault *read_cost(apr_pool_t *pool, const rehab_key_file *file, const char *word,
                              apr_int64_t least, apr_int64_t most, apr_int64_t *cost)
{
    const char *text;
    char *end;
    rehab_fault *fault = rehab_key_file_word(pool, file, word, &text);

    if (fault)
        return fault;
    *cost = apr_strtoi64(text, &end, 10);
    if (*end || *cost < least || *cost > most)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "%s: `%s` is out of bounds",
                                file->path, word);
    return NULL;
}

static rehab_fault *read_lock(apr_pool_t *pool, const rehab_key_file *file, lock *l)
{
    rehab_fault *fault = read_cost(pool, file, "passes", crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                   crypto_pwhash_OPSLIMIT_SENSITIVE, &l->passes);

    if (!fault)
        fault = read_cost(pool, file, "memory", (apr_int64_t)crypto_pwhash_MEMLIMIT_INTERACTIVE,
                          (apr_int64_t)crypto_pwhash_MEMLIMIT_SENSITIVE, &l->memory);
    if (!fault)
        fault = rehab_key_file_bytes(pool, file, "salt", l->salt, sizeof l->salt);
    if (!fault)
        fault = rehab_key_file_bytes(pool, file, "nonce", l->nonce, sizeof l->nonce);
    if (!fault)
        fault = rehab_key_file_bytes(pool, file, "box", l->box, sizeof l->box);
    return fault;
}

static rehab_fault *open_private(apr_pool_t *pool, const char *file, const char *type,
                                 const char *passphrase, const unsigned char **key,
                                 const char **key_id)
{
    unsigned char *wrap = rehab_key_secret(pool, crypto_secretbox_KEYBYTES);
    unsigned char *secret_key = rehab_key_secret(pool, KEY_BYTES);
    unsigned char public_key[crypto_box_PUBLICKEYBYTES];
    rehab_key_file *read = NULL;
    lock l;
    rehab_fault *fault = rehab_key_start(pool);

    *key = NULL;
    if (!fault)
        fault = rehab_key_file_read(pool, file, type, &read);
    if (!fault && !read)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "%s: there is no such file",
                                file);
    if (!fault)
        fault = rehab_key_file_word(pool, read, "id", key_id);
    if (!fault)
        fault = read_lock(pool, read, &l);
    if (!fault)
        fault = derive(pool, &l, passphrase, wrap);
    if (fault)
        return fault;
    if (crypto_secretbox_open_easy(secret_key, l.box, BOX_BYTES, l.nonce, wrap) != 0)
        return rehab_fault_make(pool, REHAB_FORBIDDEN, "fault.passphrase",
                                "%s: the passphrase is wrong, or the file was changed", file);
    crypto_scalarmult_base(public_key, secret_key);
    if (strcmp(*key_id, rehab_key_id(pool, public_key)) != 0)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                                "%s: the id is not that of the key", file);
    *key = secret_key;
    return NULL;
}

rehab_fault *rehab_desk_key_open(apr_pool_t *pool, const char *file, const char *passphrase,
                                 const unsigned char **key, const char **key_id)
{
    return open_private(pool, file, "desk-private 1", passphrase, key, key_id);
}

rehab_fault *rehab_escrow_make(apr_pool_t *pool, const char *file, const char *passphrase,
                               const unsigned char *team)
{
    unsigned char public_key[crypto_box_PUBLICKEYBYTES];
    rehab_fault *fault = rehab_key_start(pool);

    if (!fault)
        fault = refuse_existing(pool, file);
    if (fault)
        return fault;
    crypto_scalarmult_base(public_key, team);
    return write_private(pool, file, "team", passphrase, team, rehab_key_id(pool, public_key));
}

rehab_fault *rehab_escrow_open(apr_pool_t *pool, const char *file, const char *passphrase,
                               const unsigned char **team, const char **key_id)
{
    return open_private(pool, file, "team-private 1", passphrase, team, key_id);
}
