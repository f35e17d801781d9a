/* The input was typed as a code: what is read is six characters that read the same when shown. */
#include "code.h"

#include "fuzz.h"

static const char alphabet[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    apr_pool_t *pool = open_pool();
    char *typed = exact_text(data, size);
    const char *code = rehab_code_read(pool, typed), *hash = rehab_link_hash(pool, typed);

    free(typed);
    promise(strlen(hash) == 64 && strspn(hash, "0123456789abcdef") == 64, "a hash of 64 hex");
    if (code) {
        const char *again = rehab_code_read(pool, rehab_code_show(pool, code));

        promise(strlen(code) == 6 && strspn(code, alphabet) == 6, "six characters of the alphabet");
        promise(again && !strcmp(again, code), "a code that is shown reads the same");
    }
    apr_pool_destroy(pool);
    return 0;
}
