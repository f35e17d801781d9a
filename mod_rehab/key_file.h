/* key_file: the files that keys lie in, and memory that forgets.  A key file is text:
 *
 *     # Public half of the desk's key ...      lines for the reader
 *     type desk-public 1                       what it is, and the version of its form
 *     id 7f3a09c1                              first 8 hex of the key's BLAKE2b
 *     key BASE64
 *
 * Files are 0600 in a directory of 0700; each is written beside its place, synced and renamed. */
#ifndef REHAB_KEY_FILE_H
#define REHAB_KEY_FILE_H

#include <sys/types.h>

#include "rehab.h"

typedef struct rehab_key_file {
    const char *path;
    apr_hash_t *words;          /* first word of a line -> the rest of it */
} rehab_key_file;

typedef struct rehab_key_owner { uid_t user; gid_t group; } rehab_key_owner;

/* Starts libsodium; does nothing after the first time. */
rehab_fault *rehab_key_start(apr_pool_t *pool);

/* Zeroed memory that is zeroed again before the pool gives it up. */
void *rehab_key_secret(apr_pool_t *pool, apr_size_t size);

/* KEYID of a key of 32 bytes, and bytes as base64; the latter in memory that forgets. */
const char *rehab_key_id(apr_pool_t *pool, const unsigned char *key);
const char *rehab_key_base64(apr_pool_t *pool, const unsigned char *bytes, apr_size_t length);

/* Reads the file at PATH whose type line is `type`.  *file is NULL when there is no such file. */
rehab_fault *rehab_key_file_read(apr_pool_t *pool, const char *path, const char *type,
                                 rehab_key_file **file);

/* The rest of the line `word`, and that as base64 of exactly `length` bytes. */
rehab_fault *rehab_key_file_word(apr_pool_t *pool, const rehab_key_file *file, const char *word,
                                 const char **text);
rehab_fault *rehab_key_file_bytes(apr_pool_t *pool, const rehab_key_file *file, const char *word,
                                  unsigned char *bytes, apr_size_t length);

/* 1 when something is at PATH. */
int rehab_key_file_exists(const char *path);

/* Makes the directory where there is none, closes it to others, and says whose it is. */
rehab_fault *rehab_key_directory(apr_pool_t *pool, const char *directory, rehab_key_owner *owner);

/* Writes text to PATH.  As root the file is given to *owner (NULL: it stays root's). */
rehab_fault *rehab_key_file_write(apr_pool_t *pool, const char *path, const char *text,
                                  const rehab_key_owner *owner);

#endif
