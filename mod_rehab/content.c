/* content.c: in go a portal's folder and a language, out come the names of its pages of text. */
#include "content.h"

#include <apr_file_info.h>
#include <apr_strings.h>
#include <stdlib.h>
#include <string.h>

const char *rehab_content_file(apr_pool_t *pool, const char *home, const char *tag,
                               const char *name)
{
    return apr_pstrcat(pool, home, "/conf/content/", tag, "/", name, ".xml", NULL);
}

/* `below` is the folder's name behind the language, "" or "rights/". */
static void add_folder(apr_array_header_t *names, const char *top, const char *below)
{
    apr_pool_t *pool = names->pool;
    apr_dir_t *dir;
    apr_finfo_t info;

    if (apr_dir_open(&dir, apr_pstrcat(pool, top, "/", below, NULL), pool) != APR_SUCCESS)
        return;
    while (apr_dir_read(&info, APR_FINFO_NAME | APR_FINFO_TYPE, dir) == APR_SUCCESS) {
        const char *dot = strrchr(info.name, '.');

        if (info.name[0] == '.')
            continue;
        if (info.filetype == APR_DIR)
            add_folder(names, top, apr_pstrcat(pool, below, info.name, "/", NULL));
        else if (dot && strcmp(dot, ".xml") == 0)
            APR_ARRAY_PUSH(names, const char *) = apr_pstrcat(
                pool, below, apr_pstrmemdup(pool, info.name, (apr_size_t)(dot - info.name)), NULL);
    }
    apr_dir_close(dir);
}

static int by_letters(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

apr_array_header_t *rehab_content_names(apr_pool_t *pool, const char *home, const char *tag)
{
    apr_array_header_t *names = apr_array_make(pool, 32, sizeof(const char *));

    if (home)
        add_folder(names, apr_pstrcat(pool, home, "/conf/content/", tag, NULL), "");
    if (names->nelts)
        qsort(names->elts, (size_t)names->nelts, sizeof(const char *), by_letters);
    return names;
}
