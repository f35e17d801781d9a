/* keys_here.h: a directory of keys for a test, with what can be seen and changed from outside. */
#ifndef KEYS_HERE_H
#define KEYS_HERE_H

#include "../../mod_rehab/seal.h"

#include <apr_file_info.h>
#include <apr_file_io.h>
#include <apr_general.h>
#include <apr_strings.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct place {
    apr_pool_t *pool;
    const char *top, *keys;     /* a new directory, and keys/ in it, which is not made */
} place;

static int open_place(void **state)
{
    apr_pool_t *pool;
    place *here;
    char *top;

    if (apr_pool_create(&pool, NULL) != APR_SUCCESS)
        return -1;
    here = apr_pcalloc(pool, sizeof *here);
    top = apr_pstrdup(pool, "/tmp/keys-XXXXXX");
    if (!mkdtemp(top))
        return -1;
    here->pool = pool;
    here->top = top;
    here->keys = apr_pstrcat(pool, top, "/keys", NULL);
    *state = here;
    return 0;
}

/* Removes the files of a directory and itself; what is not there is no matter. */
static void remove_directory(apr_pool_t *pool, const char *directory)
{
    apr_dir_t *listing;
    apr_finfo_t found;

    if (apr_dir_open(&listing, directory, pool) == APR_SUCCESS) {
        while (apr_dir_read(&found, APR_FINFO_NAME, listing) == APR_SUCCESS)
            unlink(apr_pstrcat(pool, directory, "/", found.name, NULL));
        apr_dir_close(listing);
    }
    rmdir(directory);
}

static int close_place(void **state)
{
    place *here = *state;

    remove_directory(here->pool, here->keys);
    remove_directory(here->pool, here->top);
    apr_pool_destroy(here->pool);
    return 0;
}

static const char *key_path(const place *here, const char *name)
{
    return apr_pstrcat(here->pool, here->keys, "/", name, NULL);
}

static char *read_file(const place *here, const char *path)
{
    char *text = apr_pcalloc(here->pool, 8192);
    FILE *file = fopen(path, "r");

    assert_non_null(file);
    assert_true(fread(text, 1, 8191, file) > 0);
    fclose(file);
    return text;
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    fclose(file);
}

static mode_t mode_of(const char *path)
{
    struct stat found;

    assert_int_equal(stat(path, &found), 0);
    return found.st_mode & 07777;
}

/* The text of a line after its first word. */
static const char *word_of(const place *here, const char *path, const char *word)
{
    char *rest = read_file(here, path), *line;

    while ((line = apr_strtok(rest, "\n", &rest)) != NULL) {
        if (!strncmp(line, word, strlen(word)) && line[strlen(word)] == ' ')
            return line + strlen(word) + 1;
    }
    fail_msg("%s has no line %s", path, word);
    return NULL;
}

static void assert_fault(const rehab_fault *fault, int status, const char *say)
{
    assert_non_null(fault);
    assert_int_equal(fault->status, status);
    assert_string_equal(fault->say, say);
}

#endif
