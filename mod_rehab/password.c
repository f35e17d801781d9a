/* password.c: in goes a password, out comes its hash, or whether it is the one of a hash. */
#include "password.h"

#include <apr_atomic.h>
#include <apr_strings.h>
#include <crypt.h>
#include <sodium.h>
#include <string.h>

#include "text.h"

/* As many may wait for a place in a process; more would wait longer than anybody does. */
enum { MOST_WAITING = 32 };

/* What nobody's password is hashed with: libcrypt's default cost, as rehab_password_hash has it. */
static const char nobody[] = "$y$j9T$uT7qLw3cR5eYbN0aXmZk1/$";

static volatile apr_uint32_t hashes;

apr_uint32_t rehab_password_hashes(void)
{
    return apr_atomic_read32(&hashes);
}

static const char *normal(apr_pool_t *pool, const char *password)
{
    const char *text = rehab_text_clean(pool, password, strlen(password), 1);

    return text ? text : password;
}

/* *text is NULL where libcrypt refuses password or setting. */
static rehab_fault *compute(apr_pool_t *pool, rehab_gate *gate, const char *password,
                            const char *setting, const char **text)
{
    struct crypt_data *data = apr_pcalloc(pool, sizeof *data);
    const char *result;

    *text = NULL;
    if (!rehab_gate_enter_soon(gate, MOST_WAITING))
        return rehab_fault_make(pool, REHAB_AWAY, "fault.busy",
                                "more than %d wait for a password to be hashed", MOST_WAITING);
    result = crypt_r(normal(pool, password), setting, data);
    rehab_gate_leave(gate);
    apr_atomic_inc32(&hashes);
    if (result && *result != '*')
        *text = apr_pstrdup(pool, result);
    sodium_memzero(data, sizeof *data);
    return NULL;
}

rehab_fault *rehab_password_hash(apr_pool_t *pool, rehab_gate *gate, const char *password,
                                 const char **hash)
{
    char setting[CRYPT_GENSALT_OUTPUT_SIZE];
    rehab_fault *fault = NULL;

    *hash = NULL;
    if (crypt_gensalt_rn("$y$", 0, NULL, 0, setting, sizeof setting))
        fault = compute(pool, gate, password, setting, hash);
    if (!fault && !*hash)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "libcrypt makes no yescrypt");
    return fault;
}

rehab_fault *rehab_password_check(apr_pool_t *pool, rehab_gate *gate, const char *password,
                                  const char *hash, int *right)
{
    const char *text;
    rehab_fault *fault = compute(pool, gate, password, hash ? hash : nobody, &text);

    *right = !fault && hash && text && strlen(text) == strlen(hash)
             && sodium_memcmp(text, hash, strlen(hash)) == 0;
    return fault;
}
