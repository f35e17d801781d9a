/* replay FOLDER...: runs a target on every file of the folders, without libFuzzer: gcc with
 * AddressSanitizer will do.  Prints how many there were; ends with 1 when there was none. */
#include <apr_file_info.h>
#include <apr_file_io.h>
#include <apr_general.h>
#include <apr_strings.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *count, char ***arguments);

static int run_file(apr_pool_t *pool, const char *path)
{
    apr_file_t *file;
    apr_finfo_t found;
    apr_size_t length;
    char *bytes;

    if (apr_file_open(&file, path, APR_FOPEN_READ, APR_FPROT_OS_DEFAULT, pool) != APR_SUCCESS)
        return 0;
    if (apr_file_info_get(&found, APR_FINFO_SIZE, file) != APR_SUCCESS)
        return 0;
    length = (apr_size_t)found.size;
    bytes = malloc(length ? length : 1);
    if (bytes && (!length || apr_file_read_full(file, bytes, length, NULL) == APR_SUCCESS)) {
        /* Named before it runs, so that the last line before a report is the culprit. */
        printf("%s\n", path);
        fflush(stdout);
        LLVMFuzzerTestOneInput((const uint8_t *)bytes, length);
    }
    free(bytes);
    apr_file_close(file);
    return 1;
}

int main(int count, char **arguments)
{
    apr_pool_t *pool;
    int files = 0;

    if (LLVMFuzzerInitialize(&count, &arguments) || apr_pool_create(&pool, NULL) != APR_SUCCESS)
        return 2;
    for (int i = 1; i < count; i++) {
        apr_dir_t *folder;
        apr_finfo_t entry;

        if (apr_dir_open(&folder, arguments[i], pool) != APR_SUCCESS)
            continue;
        while (apr_dir_read(&entry, APR_FINFO_NAME | APR_FINFO_TYPE, folder) == APR_SUCCESS) {
            if (entry.filetype == APR_REG)
                files += run_file(pool, apr_pstrcat(pool, arguments[i], "/", entry.name, NULL));
        }
        apr_dir_close(folder);
    }
    printf("%d files\n", files);
    apr_pool_destroy(pool);
    apr_terminate();
    return files ? 0 : 1;
}
