/* seal: what is personal is closed before it reaches SQL.  The server holds public halves only;
 * who steals database, logs and backup reads nobody.  Cryptography is libsodium's. */
#ifndef REHAB_SEAL_H
#define REHAB_SEAL_H

#include "rehab.h"

/* What the server holds: desk.pub and team.pub (public halves; NULL while nobody made one), and
 * lookup.key, the key of the hashes by which a phone is found again. */
typedef struct rehab_keys {
    const unsigned char *desk_public;       /* 32 bytes or NULL   */
    const char *desk_id;                    /* KEYID: 8 hex       */
    const unsigned char *team_public;       /* 32 bytes or NULL   */
    const char *team_id;
    const unsigned char *delivery_public;   /* 32 bytes or NULL   */
    const char *delivery_id;
    const unsigned char *lookup;            /* 32 bytes or NULL   */
} rehab_keys;

/* Reads what is in DIRECTORY (RehabState/keys); missing files are no fault, broken ones are. */
rehab_fault *rehab_keys_read(apr_pool_t *pool, const char *directory, rehab_keys **keys);

/* Makes lookup.key and delivery.key/.pub in DIRECTORY where they are not yet there. */
rehab_fault *rehab_keys_make(apr_pool_t *pool, const char *directory);

/* Makes a desk key pair: public half to DIRECTORY/desk.pub, private half under the passphrase
 * (Argon2id, secretbox) to FILE.  Fault 409 when desk.pub or FILE is there already. */
rehab_fault *rehab_desk_key_make(apr_pool_t *pool, const char *directory, const char *file,
                                 const char *passphrase);

/* Opens FILE with the passphrase; *key is a secret key of 32 bytes.  Fault 403 on a wrong one. */
rehab_fault *rehab_desk_key_open(apr_pool_t *pool, const char *file, const char *passphrase,
                                 const unsigned char **key, const char **key_id);

/* The team's secret half under a passphrase, in a file to keep off the server; and the way back. */
rehab_fault *rehab_escrow_make(apr_pool_t *pool, const char *file, const char *passphrase,
                               const unsigned char *team);
rehab_fault *rehab_escrow_open(apr_pool_t *pool, const char *file, const char *passphrase,
                               const unsigned char **team, const char **key_id);

/* The secret half of the delivery key, read from DIRECTORY/delivery.key; *key_id as KEYID. */
rehab_fault *rehab_delivery_key_read(apr_pool_t *pool, const char *directory,
                                     const unsigned char **key, const char **key_id);

/* d1.KEYID.BASE64 of crypto_box_seal over page, parameter and value, each with its length.  NULL
 * when the 32 bytes are no public key, which cannot be with one that rehab_keys_read gave. */
const char *rehab_seal(apr_pool_t *pool, const unsigned char *public_key, const char *key_id,
                       const char *page, const char *param, const char *value);

/* Opens such a text; *value NULL on a text that is not for this key, or whose page and parameter
 * are others than those given (NULL: any). */
rehab_fault *rehab_seal_open(apr_pool_t *pool, const unsigned char *secret_key,
                             const char *key_id, const char *sealed, const char *page,
                             const char *param, const char **value);

/* What stands in such a text; all NULL on one that is not for this key. */
typedef struct rehab_opened { const char *page, *param, *value; } rehab_opened;

rehab_fault *rehab_seal_read(apr_pool_t *pool, const unsigned char *secret_key,
                             const char *key_id, const char *sealed, rehab_opened *opened);

/* Keyed BLAKE2b of a normal form, 64 hex: finds a phone again without storing it.  NULL while there
 * is no lookup.key. */
const char *rehab_lookup(apr_pool_t *pool, const rehab_keys *keys, const char *value);

#endif
