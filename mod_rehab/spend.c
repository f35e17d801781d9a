/* spend.c: in goes a form that was sent, out comes whether its effect is already there.  What is
 * spent is a hash of all that was sent: the same form again is the same act, a form changed after
 * Back is a new one. */
#include <apr_strings.h>
#include <sodium.h>
#include <string.h>

#include "engine.h"
#include "session.h"

static void add_part(crypto_hash_sha256_state *state, const char *part)
{
    apr_uint64_t length = part ? strlen(part) : 0;

    crypto_hash_sha256_update(state, (const unsigned char *)&length, sizeof length);
    if (part)
        crypto_hash_sha256_update(state, (const unsigned char *)part, length);
}

const char *rehab_spend_hash(rehab_request *request)
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    char *hex = apr_palloc(request->pool, sizeof digest * 2 + 1);
    crypto_hash_sha256_state state;

    crypto_hash_sha256_init(&state);
    add_part(&state, request->once);
    add_part(&state, request->page->pattern);
    add_part(&state, request->session ? request->session->hash : NULL);
    /* Secrets count: another password is another act.  No hash tells one, since once is stored
     * nowhere and has 128 random bits. */
    for (int i = 0; i < request->sent->nelts; i++) {
        const rehab_sent *sent = &APR_ARRAY_IDX(request->sent, i, rehab_sent);

        add_part(&state, sent->name);
        add_part(&state, sent->value);
    }
    crypto_hash_sha256_final(&state, digest);
    return sodium_bin2hex(hex, sizeof digest * 2 + 1, digest, sizeof digest);
}

rehab_fault *rehab_spend_form(rehab_request *request, rehab_connection *connection,
                              const char *hash, const char **location)
{
    rehab_fault *fault;
    int inserted = 0;

    *location = NULL;
    rehab_values_set(request->pool, request->values, "form_hash", REHAB_TYPE_TEXT, hash);
    fault = rehab_db_tell(connection, request->pool, "engine/spend",
                          "INSERT INTO spent (hash, location, spent) VALUES (:form_hash, '', :now)"
                          " ON CONFLICT (hash) DO NOTHING",
                          request->values, &inserted);
    if (fault || inserted)
        return fault;
    fault = rehab_db_ask(connection, request->pool, "engine/spent",
                         "SELECT location AS location FROM spent WHERE hash = :form_hash",
                         request->values, location);
    if (!fault && (!*location || !**location))
        return rehab_fault_make(request->pool, REHAB_AWAY, "fault.busy",
                                "%s: a form was spent without its location", request->page->name);
    return fault;
}

rehab_fault *rehab_spend_location(rehab_request *request, rehab_connection *connection,
                                  const char *hash)
{
    rehab_values_set(request->pool, request->values, "form_hash", REHAB_TYPE_TEXT, hash);
    rehab_values_set(request->pool, request->values, "form_location", REHAB_TYPE_TEXT,
                     request->location);
    return rehab_db_tell(connection, request->pool, "engine/spend-location",
                         "UPDATE spent SET location = :form_location WHERE hash = :form_hash",
                         request->values, NULL);
}
