/* fuzz.h: what every target needs: memory in which an overflow is seen, and promises that end the
 * run when they are broken.
 *
 * A pool hands out pieces of large blocks, where AddressSanitizer sees no end.  So each input lies
 * in a buffer of its own exact size, and each has a pool of its own whose blocks are given back. */
#ifndef FUZZ_H
#define FUZZ_H

#include <apr_allocator.h>
#include <apr_general.h>
#include <apr_pools.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ustring.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *count, char ***arguments);

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    (void)count;
    (void)arguments;
    return apr_initialize() == APR_SUCCESS ? 0 : 1;
}

static inline void promise(int kept, const char *what)
{
    if (!kept) {
        fprintf(stderr, "broken promise: %s\n", what);
        abort();
    }
}

static inline apr_pool_t *open_pool(void)
{
    apr_allocator_t *allocator;
    apr_pool_t *pool;

    promise(apr_allocator_create(&allocator) == APR_SUCCESS
            && apr_pool_create_ex(&pool, NULL, NULL, allocator) == APR_SUCCESS, "a pool");
    apr_allocator_owner_set(allocator, pool);
    return pool;
}

/* The input as a buffer that ends where the input ends; freed by the caller. */
static inline char *exact_bytes(const uint8_t *data, size_t size)
{
    char *bytes = malloc(size ? size : 1);

    promise(bytes != NULL, "memory");
    memcpy(bytes, data, size);
    return bytes;
}

/* The input as a string that ends at its first NUL or where the input ends. */
static inline char *exact_text(const uint8_t *data, size_t size)
{
    size_t length = strnlen((const char *)data, size);
    char *text = malloc(length + 1);

    promise(text != NULL, "memory");
    memcpy(text, data, length);
    text[length] = '\0';
    return text;
}

/* Asks ICU, which none of the functions under test reads UTF-8 with in this way. */
static inline int is_utf8(const char *text)
{
    UErrorCode error = U_ZERO_ERROR;
    int32_t length;

    u_strFromUTF8(NULL, 0, &length, text, -1, &error);
    return error == U_BUFFER_OVERFLOW_ERROR || U_SUCCESS(error);
}

#endif
