/* key_file.c: in go keys and where they belong, out come files of 0600 that a person can read, and
 * back.  Secrets pass only through memory that is zeroed when its pool goes. */
#include "key_file.h"

#include <apr_errno.h>
#include <apr_strings.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MAX = 4096 };

typedef struct secret {
    apr_size_t size;
    unsigned char bytes[];
} secret;

static rehab_fault *broken(apr_pool_t *pool, const char *path, const char *what)
{
    return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "%s: %s", path, what);
}

static rehab_fault *failed(apr_pool_t *pool, const char *path, int error)
{
    char text[128];

    return broken(pool, path, apr_strerror(error, text, sizeof text));
}

rehab_fault *rehab_key_start(apr_pool_t *pool)
{
    if (sodium_init() < 0)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "libsodium cannot start");
    return NULL;
}

static apr_status_t forget(void *baton)
{
    secret *s = baton;

    sodium_memzero(s->bytes, s->size);
    return APR_SUCCESS;
}

void *rehab_key_secret(apr_pool_t *pool, apr_size_t size)
{
    secret *s = apr_pcalloc(pool, sizeof *s + size);

    s->size = size;
    apr_pool_cleanup_register(pool, s, forget, apr_pool_cleanup_null);
    return s->bytes;
}

const char *rehab_key_id(apr_pool_t *pool, const unsigned char *key)
{
    unsigned char hash[crypto_generichash_BYTES_MIN];
    char *id = apr_palloc(pool, 9);

    crypto_generichash(hash, sizeof hash, key, 32, NULL, 0);
    return sodium_bin2hex(id, 9, hash, 4);
}

const char *rehab_key_base64(apr_pool_t *pool, const unsigned char *bytes, apr_size_t length)
{
    apr_size_t size = sodium_base64_encoded_len(length, sodium_base64_VARIANT_ORIGINAL);

    return sodium_bin2base64(rehab_key_secret(pool, size), size, bytes, length,
                             sodium_base64_VARIANT_ORIGINAL);
}

/* Reads up to size - 1 bytes and ends them with NUL; returns how many, or -1. */
static ssize_t read_all(int descriptor, char *text, apr_size_t size)
{
    apr_size_t length = 0;

    while (length < size - 1) {
        ssize_t n = read(descriptor, text + length, size - 1 - length);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        length += (apr_size_t)n;
    }
    text[length] = '\0';
    return (ssize_t)length;
}

/* Cuts text into lines and these into a first word and a rest. */
static rehab_fault *cut_lines(apr_pool_t *pool, rehab_key_file *file, char *text)
{
    while (*text) {
        char *end = strchr(text, '\n'), *space;

        if (!end)
            return broken(pool, file->path, "the last line has no end: the file is cut off");
        *end = '\0';
        space = strchr(text, ' ');
        if (*text != '\0' && *text != '#') {
            if (!space)
                return broken(pool, file->path, "a line without a value");
            *space = '\0';
            if (apr_hash_get(file->words, text, APR_HASH_KEY_STRING))
                return broken(pool, file->path, "a line stands there twice");
            apr_hash_set(file->words, text, APR_HASH_KEY_STRING, space + 1);
        }
        text = end + 1;
    }
    return NULL;
}

rehab_fault *rehab_key_file_read(apr_pool_t *pool, const char *path, const char *type,
                                 rehab_key_file **file)
{
    char *text = rehab_key_secret(pool, FILE_MAX);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    int error = errno;
    const char *said;
    ssize_t length;
    rehab_fault *fault;

    *file = NULL;
    if (descriptor < 0)
        return error == ENOENT ? NULL : failed(pool, path, error);
    length = read_all(descriptor, text, FILE_MAX);
    error = errno;
    close(descriptor);
    if (length < 0)
        return failed(pool, path, error);
    if (length == FILE_MAX - 1 || strlen(text) != (apr_size_t)length)
        return broken(pool, path, "this is no key file");
    *file = apr_pcalloc(pool, sizeof **file);
    (*file)->path = path;
    (*file)->words = apr_hash_make(pool);
    fault = cut_lines(pool, *file, text);
    if (!fault)
        fault = rehab_key_file_word(pool, *file, "type", &said);
    if (!fault && strcmp(said, type) != 0)
        fault = rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                                 "%s: the line `type %s` is missing", path, type);
    return fault;
}

rehab_fault *rehab_key_file_word(apr_pool_t *pool, const rehab_key_file *file, const char *word,
                                 const char **text)
{
    *text = apr_hash_get(file->words, word, APR_HASH_KEY_STRING);
    if (*text)
        return NULL;
    return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "%s: the line `%s` is missing",
                            file->path, word);
}

rehab_fault *rehab_key_file_bytes(apr_pool_t *pool, const rehab_key_file *file, const char *word,
                                  unsigned char *bytes, apr_size_t length)
{
    const char *text, *end;
    size_t n = 0;
    rehab_fault *fault = rehab_key_file_word(pool, file, word, &text);

    if (fault)
        return fault;
    if (sodium_base642bin(bytes, length, text, strlen(text), NULL, &n, &end,
                          sodium_base64_VARIANT_ORIGINAL) != 0 || n != length || *end)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                                "%s: `%s` is not %d bytes in base64", file->path, word,
                                (int)length);
    return NULL;
}

int rehab_key_file_exists(const char *path)
{
    struct stat found;

    return lstat(path, &found) == 0;
}

/* Gives a directory that root has just made to the owner of the one above. */
static int follow_parent(apr_pool_t *pool, const char *directory, int descriptor)
{
    struct stat parent;

    return geteuid() != 0
        || (stat(apr_pstrcat(pool, directory, "/..", NULL), &parent) == 0
            && fchown(descriptor, parent.st_uid, parent.st_gid) == 0);
}

rehab_fault *rehab_key_directory(apr_pool_t *pool, const char *directory, rehab_key_owner *owner)
{
    int made = mkdir(directory, 0700) == 0;
    int descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct stat found = { 0 };
    rehab_fault *fault = NULL;

    if (descriptor < 0)
        return failed(pool, directory, errno);
    if ((made && !follow_parent(pool, directory, descriptor)) || fstat(descriptor, &found) != 0
        || ((found.st_mode & 077) != 0 && fchmod(descriptor, 0700) != 0))
        fault = failed(pool, directory, errno);
    owner->user = found.st_uid;
    owner->group = found.st_gid;
    close(descriptor);
    return fault;
}

static int write_all(int descriptor, const char *text)
{
    apr_size_t left = strlen(text);

    while (left > 0) {
        ssize_t n = write(descriptor, text, left);

        if (n < 0 && errno != EINTR)
            return 0;
        if (n > 0) {
            text += n;
            left -= (apr_size_t)n;
        }
    }
    return 1;
}

/* A renamed file is lasting only once its directory is on the disk. */
static int sync_directory_of(apr_pool_t *pool, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *directory = !slash ? "." : slash == path ? "/"
                          : apr_pstrmemdup(pool, path, (apr_size_t)(slash - path));
    int descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int synced = descriptor >= 0 && fsync(descriptor) == 0;

    if (descriptor >= 0)
        close(descriptor);
    return synced;
}

rehab_fault *rehab_key_file_write(apr_pool_t *pool, const char *path, const char *text,
                                  const rehab_key_owner *owner)
{
    char *beside = apr_pstrcat(pool, path, ".XXXXXX", NULL);
    int descriptor = mkostemp(beside, O_CLOEXEC);
    int error = errno;
    int written;

    if (descriptor < 0)
        return failed(pool, path, error);
    written = write_all(descriptor, text)
        && (!owner || geteuid() != 0 || fchown(descriptor, owner->user, owner->group) == 0)
        && fsync(descriptor) == 0;
    error = errno;
    close(descriptor);
    if (written && rename(beside, path) != 0) {
        error = errno;
        written = 0;
    }
    if (!written) {
        unlink(beside);
        return failed(pool, path, error);
    }
    return sync_directory_of(pool, path) ? NULL : failed(pool, path, errno);
}
