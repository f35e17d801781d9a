/* person.c: in go values to be sealed, out come texts for columns and the key that they are sealed
 * to; in goes such a text with its key and the team's secret half, out comes the value. */
#include "person.h"

#include <apr_strings.h>
#include <sodium.h>
#include <string.h>

#include "key_file.h"
#include "route.h"
#include "seal.h"
#include "wrap.h"

/* Where the id stands in d1.ID.BASE64, and how long it is. */
enum { ID_AT = 3, ID_LENGTH = 32 };

static const char page[] = "person";

/* A parameter and what was sent for it; `done` once this transaction has sealed it. */
typedef struct plain {
    const rehab_param *param;
    const apr_array_header_t *texts;
    int done;
} plain;

/* What this request's values are sealed to. */
typedef struct rehab_person {
    rehab_pair *pair;
    const char *sealed;             /* person_key.sealed                                         */
    const char *public_text, *lookup, *proof;   /* its columns, NULL for a sending of its own    */
    apr_hash_t *rows;               /* that hold its values                                      */
} rehab_person;

void rehab_person_remember(rehab_request *request, const rehab_param *param,
                           const apr_array_header_t *texts)
{
    plain *one;

    if (!texts->nelts)
        return;
    if (!request->plain)
        request->plain = apr_array_make(request->pool, 4, sizeof(plain));
    one = apr_array_push(request->plain);
    *one = (plain){ param, texts, 0 };
}

static int takes(const rehab_statement *statement, const rehab_param *param)
{
    for (int n = 0; n < statement->names->nelts; n++)
        if (strcmp(APR_ARRAY_IDX(statement->names, n, const char *), param->name) == 0)
            return 1;
    return 0;
}

/* Some forms ask for a telephone only to find a row by its hash. */
static int is_stored(const rehab_request *request, const rehab_param *param)
{
    for (int i = 0; i < request->page->writes->nelts; i++)
        if (takes(APR_ARRAY_IDX(request->page->writes, i, rehab_write *)->statement, param))
            return 1;
    return 0;
}

/* --- Whose key */

/* Nobody who only writes to the database can make this of a key of their own. */
static const char *proof_of(const rehab_request *request, const char *id, const char *lookup)
{
    return rehab_lookup(request->pool, request->runtime->keys,
                        apr_pstrcat(request->pool, id, " ", lookup, NULL));
}

static const char *lookup_of(const rehab_request *request)
{
    for (int i = 0; i < request->plain->nelts; i++) {
        const plain *one = &APR_ARRAY_IDX(request->plain, i, plain);

        if (one->param->person)
            return rehab_lookup(request->pool, request->runtime->keys,
                                APR_ARRAY_IDX(one->texts, 0, const char *));
    }
    return NULL;
}

/* The key that the same person's earlier sending has; p->pair stays NULL without one. */
static rehab_fault *find_key(const rehab_request *request, rehab_connection *connection,
                             rehab_person *p)
{
    apr_pool_t *pool = request->pool;
    rehab_values *values = apr_hash_make(pool);
    const unsigned char *public_key;
    const char *id, *proof;
    apr_table_t *row = NULL;
    rehab_fault *fault;

    rehab_values_set(pool, values, "person_lookup", REHAB_TYPE_TEXT, p->lookup);
    fault = rehab_db_row(connection, pool, "engine/person-find",
                         "SELECT key_id AS key_id, public AS public, proof AS proof, sealed AS"
                         " sealed FROM person_key WHERE lookup = :person_lookup"
                         " ORDER BY made, key_id LIMIT 1", values, &row);
    if (fault || !row)
        return fault;
    id = apr_table_get(row, "key_id");
    proof = apr_table_get(row, "proof");
    public_key = rehab_secret_read(pool, apr_table_get(row, "public"));
    if (!public_key || !proof || strcmp(rehab_pair_id(pool, public_key), id) != 0
        || strcmp(proof, proof_of(request, id, p->lookup)) != 0)
        return NULL;
    p->pair = apr_pcalloc(pool, sizeof *p->pair);
    memcpy(p->pair->public_key, public_key, sizeof p->pair->public_key);
    p->pair->id = id;
    p->sealed = apr_table_get(row, "sealed");
    return NULL;
}

static rehab_fault *choose_key(rehab_request *request, rehab_connection *connection)
{
    apr_pool_t *pool = request->pool;
    const rehab_keys *keys = request->runtime->keys;
    rehab_person *p = request->person = apr_pcalloc(pool, sizeof *p);
    rehab_fault *fault = NULL;

    p->rows = apr_hash_make(pool);
    p->lookup = lookup_of(request);
    if (p->lookup)
        fault = find_key(request, connection, p);
    if (!fault && !p->pair) {
        p->pair = rehab_pair_make(pool);
        p->sealed = rehab_person_key_close(pool, p->pair, keys->team_public, keys->team_id);
    }
    if (!fault && p->lookup) {
        p->public_text = rehab_key_base64(pool, p->pair->public_key, REHAB_SECRET_BYTES);
        p->proof = proof_of(request, p->pair->id, p->lookup);
    }
    return fault;
}

/* --- Sealing */

static rehab_fault *seal_one(rehab_request *request, const plain *one)
{
    apr_pool_t *pool = request->pool;
    const rehab_keys *keys = request->runtime->keys;
    const rehab_person *p = request->person;
    const char *place = request->page->pattern, *missing = NULL;
    rehab_value *value = apr_hash_get(request->values, one->param->name, APR_HASH_KEY_STRING);

    if (p && one->param->row)
        place = rehab_pattern_fill(pool, one->param->row, request->values, &missing);
    if (!place)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "%s: row=%s needs %s",
                                request->page->name, one->param->row, missing);
    for (int i = 0; i < value->n && i < one->texts->nelts; i++)
        value->text[i] = rehab_seal(pool, p ? p->pair->public_key : keys->desk_public,
                                    p ? p->pair->id : keys->desk_id, place, one->param->name,
                                    APR_ARRAY_IDX(one->texts, i, const char *));
    if (p)
        apr_hash_set(p->rows, place, APR_HASH_KEY_STRING, "");
    return NULL;
}

/* The key is found before a statement of this page can remove the last row that holds it. */
rehab_fault *rehab_person_begin(rehab_request *request, rehab_connection *connection)
{
    int stored = 0;

    request->person = NULL;
    for (int i = 0; request->plain && i < request->plain->nelts; i++) {
        plain *one = &APR_ARRAY_IDX(request->plain, i, plain);

        one->done = 0;
        stored |= is_stored(request, one->param);
    }
    return stored && request->runtime->keys->team_public ? choose_key(request, connection) : NULL;
}

rehab_fault *rehab_person_seal(rehab_request *request, const rehab_statement *statement)
{
    rehab_fault *fault = NULL;

    for (int i = 0; !fault && request->plain && i < request->plain->nelts; i++) {
        plain *one = &APR_ARRAY_IDX(request->plain, i, plain);

        if (one->done || !takes(statement, one->param))
            continue;
        fault = seal_one(request, one);
        one->done = 1;
    }
    return fault;
}

const char *rehab_person_key_close(apr_pool_t *pool, const rehab_pair *pair,
                                   const unsigned char *team_public, const char *team_id)
{
    return rehab_seal(pool, team_public, team_id, page, pair->id,
                      rehab_key_base64(pool, pair->secret, REHAB_SECRET_BYTES));
}

/* A key that went meanwhile, with the last row that a statement of this page removed, comes back. */
rehab_fault *rehab_person_keep(rehab_request *request, rehab_connection *connection)
{
    apr_pool_t *pool = request->pool;
    rehab_values *values = request->values;
    const rehab_person *p = request->person;

    if (!p)
        return NULL;
    rehab_values_set(pool, values, "person_key", REHAB_TYPE_TEXT, p->pair->id);
    rehab_values_set(pool, values, "person_sealed", REHAB_TYPE_TEXT, p->sealed);
    rehab_values_set(pool, values, "person_public", REHAB_TYPE_TEXT, p->public_text);
    rehab_values_set(pool, values, "person_lookup", REHAB_TYPE_TEXT, p->lookup);
    rehab_values_set(pool, values, "person_proof", REHAB_TYPE_TEXT, p->proof);
    rehab_values_set(pool, values, "person_uses", REHAB_TYPE_BIGINT,
                     apr_itoa(pool, (int)apr_hash_count(p->rows)));
    return rehab_db_tell(connection, pool, "engine/person-key",
                         "INSERT INTO person_key (key_id, sealed, made, public, lookup, proof, uses)"
                         " VALUES (:person_key, :person_sealed, :now, :person_public,"
                         " :person_lookup, :person_proof, :person_uses)"
                         " ON CONFLICT (key_id) DO UPDATE SET"
                         " uses = person_key.uses + excluded.uses", values, NULL);
}

/* --- Opening */

/* The secret half of the key `id` out of person_key.sealed; NULL when the team's does not open it. */
static rehab_fault *open_key(apr_pool_t *pool, const unsigned char *team, const char *key,
                             const char *id, const unsigned char **secret)
{
    unsigned char team_public[crypto_box_PUBLICKEYBYTES];
    const char *base64 = NULL;
    rehab_fault *fault;

    crypto_scalarmult_base(team_public, team);
    fault = rehab_seal_open(pool, team, rehab_key_id(pool, team_public), key, page, id, &base64);
    *secret = !fault && base64 ? rehab_secret_read(pool, base64) : NULL;
    return fault;
}

rehab_fault *rehab_person_open(apr_pool_t *pool, const unsigned char *team, const char *key,
                               const char *name, const char *row, const char *value,
                               const char **text)
{
    const char *id;
    rehab_opened opened;
    const unsigned char *secret;
    rehab_fault *fault;

    *text = NULL;
    if (strncmp(value, "d1.", ID_AT) != 0 || strcspn(value + ID_AT, ".") != ID_LENGTH || !key)
        return NULL;
    id = apr_pstrmemdup(pool, value + ID_AT, ID_LENGTH);
    fault = open_key(pool, team, key, id, &secret);
    if (fault || !secret)
        return fault;
    fault = rehab_seal_read(pool, secret, id, value, &opened);
    if (!fault && opened.value && strcmp(opened.param, name) == 0
        && (opened.page[0] == '/' || (row && strcmp(opened.page, row) == 0)))
        *text = opened.value;
    return fault;
}
