/* audit.c: in goes an act, out comes one row at the end of a chain whose every hash covers the one
 * before it.  One row, audit_head, is locked by whoever adds, so the chain has no forks. */
#include <apr_strings.h>
#include <sodium.h>
#include <string.h>

#include "engine.h"

static const char *value_of(rehab_request *request, const char *name)
{
    const rehab_value *value = apr_hash_get(request->values, name, APR_HASH_KEY_STRING);

    return value && value->n ? value->text[0] : NULL;
}

/* The public code of the thing: what a write or query of that name gave, else the path's. */
static const char *object_code(rehab_request *request)
{
    const char *object = request->page->audit_object;
    const char *code = object
        ? value_of(request, apr_pstrcat(request->pool, object, "_code", NULL)) : NULL;

    return code ? code : value_of(request, "code");
}

static const char *chain_hash(apr_pool_t *pool, const char *previous, const char *const *parts,
                              int n)
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    char *hex = apr_palloc(pool, sizeof digest * 2 + 1);
    crypto_hash_sha256_state state;

    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, (const unsigned char *)previous, strlen(previous));
    for (int i = 0; i < n; i++) {
        const char *part = parts[i] ? parts[i] : "";

        /* A separator that no part holds keeps ("ab","c") and ("a","bc") apart. */
        crypto_hash_sha256_update(&state, (const unsigned char *)"\n", 1);
        crypto_hash_sha256_update(&state, (const unsigned char *)part, strlen(part));
    }
    crypto_hash_sha256_final(&state, digest);
    return sodium_bin2hex(hex, sizeof digest * 2 + 1, digest, sizeof digest);
}

rehab_fault *rehab_audit_add(rehab_request *request, rehab_connection *connection)
{
    apr_pool_t *pool = request->pool;
    const rehab_page *page = request->page;
    rehab_values *values = apr_hash_copy(pool, request->values);
    const char *previous = NULL;
    rehab_fault *fault = rehab_db_ask(connection, pool, "engine/audit-lock",
                                      "UPDATE audit_head SET n = n + 1 WHERE one = 1"
                                      " RETURNING hash AS hash", values, &previous);
    if (fault)
        return fault;
    if (!previous)
        previous = "";

    const char *parts[] = { value_of(request, "now"), value_of(request, "me"),
                            rehab_role_name(request->role), page->audit_verb, page->audit_object,
                            object_code(request), page->name };
    const char *names[] = { "audit_at", "audit_actor", "audit_role", "audit_verb", "audit_object",
                            "audit_code", "audit_page" };
    int n = (int)(sizeof parts / sizeof parts[0]);

    for (int i = 0; i < n; i++)
        rehab_values_set(pool, values, names[i], REHAB_TYPE_TEXT, parts[i]);
    rehab_values_set(pool, values, "audit_previous", REHAB_TYPE_TEXT, previous);
    rehab_values_set(pool, values, "audit_hash", REHAB_TYPE_TEXT,
                     chain_hash(pool, previous, parts, n));
    fault = rehab_db_tell(connection, pool, "engine/audit",
                          "INSERT INTO audit (at, actor, role, verb, object, code, page, previous,"
                          " hash) VALUES (:audit_at, :audit_actor, :audit_role, :audit_verb,"
                          " :audit_object, :audit_code, :audit_page, :audit_previous, :audit_hash)",
                          values, NULL);
    if (fault)
        return fault;
    return rehab_db_tell(connection, pool, "engine/audit-head",
                         "UPDATE audit_head SET hash = :audit_hash WHERE one = 1", values, NULL);
}
