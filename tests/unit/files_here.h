/* files_here.h: a pool and a new folder for a test that reads files, and a log that remembers. */
#ifndef FILES_HERE_H
#define FILES_HERE_H

#include <apr_file_info.h>
#include <apr_general.h>
#include <apr_strings.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../mod_rehab/rehab.h"

static apr_pool_t *pool;
static const char *folder;
static char logged[4096];

/* Writes FOLDER/NAME with the folders that it needs; returns its path. */
static inline const char *write_file(const char *name, const char *text)
{
    char *path = apr_pstrcat(pool, folder, "/", name, NULL);

    for (char *slash = path + strlen(folder) + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = '\0';
        (void)mkdir(path, 0700);
        *slash = '/';
    }
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    return path;
}

static inline int open_folder(void **state)
{
    static char name[64];

    (void)state;
    apr_initialize();
    apr_pool_create(&pool, NULL);
    (void)snprintf(name, sizeof name, "/tmp/rehab-test-XXXXXX");
    folder = mkdtemp(name);
    logged[0] = '\0';
    return folder == NULL;
}

static inline void remove_tree(const char *path)
{
    apr_dir_t *directory;
    apr_finfo_t entry;

    if (apr_dir_open(&directory, path, pool) == APR_SUCCESS) {
        while (apr_dir_read(&entry, APR_FINFO_NAME, directory) == APR_SUCCESS) {
            if (strcmp(entry.name, ".") != 0 && strcmp(entry.name, "..") != 0)
                remove_tree(apr_pstrcat(pool, path, "/", entry.name, NULL));
        }
        apr_dir_close(directory);
    }
    (void)remove(path);
}

static inline int close_folder(void **state)
{
    (void)state;
    remove_tree(folder);
    apr_pool_destroy(pool);
    return 0;
}

static inline void keep_line(void *baton, rehab_level level, const char *text)
{
    apr_size_t used = strlen(logged);

    (void)baton;
    (void)level;
    (void)snprintf(logged + used, sizeof logged - used, "%s\n", text);
}

#endif
