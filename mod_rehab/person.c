/* person.c: in go values to be sealed, out come texts for columns and the key that they are sealed
 * to; in goes such a text with its key and the team's secret half, out comes the value. */
#include "person.h"

#include <apr_strings.h>
#include <sodium.h>
#include <string.h>

#include "key_file.h"
#include "seal.h"
#include "wrap.h"

/* Where the id stands in d1.ID.BASE64, and how long it is. */
enum { ID_AT = 3, ID_LENGTH = 32 };

static const char page[] = "person";

const char *rehab_person_seal(rehab_request *request, const char *param, const char *value)
{
    const rehab_keys *keys = request->runtime->keys;

    if (!keys->team_public)
        return rehab_seal(request->pool, keys->desk_public, keys->desk_id, request->page->pattern,
                          param, value);
    if (!request->pair)
        request->pair = rehab_pair_make(request->pool);
    return rehab_seal(request->pool, request->pair->public_key, request->pair->id,
                      request->page->pattern, param, value);
}

const char *rehab_person_key_close(apr_pool_t *pool, const rehab_pair *pair,
                                   const unsigned char *team_public, const char *team_id)
{
    return rehab_seal(pool, team_public, team_id, page, pair->id,
                      rehab_key_base64(pool, pair->secret, REHAB_SECRET_BYTES));
}

rehab_fault *rehab_person_keep(rehab_request *request, rehab_connection *connection)
{
    apr_pool_t *pool = request->pool;
    const rehab_keys *keys = request->runtime->keys;

    if (!request->pair)
        return NULL;
    rehab_values_set(pool, request->values, "person_key", REHAB_TYPE_TEXT, request->pair->id);
    rehab_values_set(pool, request->values, "person_sealed", REHAB_TYPE_TEXT,
                     rehab_person_key_close(pool, request->pair, keys->team_public, keys->team_id));
    return rehab_db_tell(connection, pool, "engine/person-key",
                         "INSERT INTO person_key (key_id, sealed, made)"
                         " VALUES (:person_key, :person_sealed, :now)", request->values, NULL);
}

rehab_fault *rehab_person_open(apr_pool_t *pool, const unsigned char *team, const char *key,
                               const char *name, const char *value, const char **text)
{
    unsigned char team_public[crypto_box_PUBLICKEYBYTES];
    const char *id, *base64;
    const unsigned char *secret;
    rehab_fault *fault;

    *text = NULL;
    if (strncmp(value, "d1.", ID_AT) != 0 || strcspn(value + ID_AT, ".") != ID_LENGTH || !key)
        return NULL;
    id = apr_pstrmemdup(pool, value + ID_AT, ID_LENGTH);
    crypto_scalarmult_base(team_public, team);
    fault = rehab_seal_open(pool, team, rehab_key_id(pool, team_public), key, page, id, &base64);
    secret = !fault && base64 ? rehab_secret_read(pool, base64) : NULL;
    if (fault || !secret)
        return fault;
    return rehab_seal_open(pool, secret, id, value, NULL, name, text);
}
