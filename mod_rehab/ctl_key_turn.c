/* ctl_key_turn.c: the team's key in, a new one in its place out: what people sent is not touched, only
 * the keys that close it.  Each step can be stopped and the next run goes on: first the new key is
 * given to the holders, then it is published, then everything is turned to it. */
#include <apr_strings.h>
#include <apr_time.h>
#include <sodium.h>

#include "ctl_key.h"
#include "key_file.h"
#include "seal.h"
#include "wrap.h"

/* Requests that read the old team.pub are over by then (milliseconds). */
enum { IN_FLIGHT = 2000 };

typedef struct turning {
    rehab_keeping *k;
    const unsigned char *old;
    const char *last;
    apr_array_header_t *keys;       /* const char *: id, sealed */
} turning;

static rehab_fault *take_key(void *baton, const rehab_row *row)
{
    turning *t = baton;

    for (int i = 0; i < 2; i++)
        APR_ARRAY_PUSH(t->keys, const char *) = apr_pstrdup(t->k->ctl->pool, row->values[i]);
    return NULL;
}

/* One key of a person from the old team key to the new one; what is on the new one stays. */
static rehab_fault *turn_one(const turning *t, const char *id, const char *sealed)
{
    apr_pool_t *pool = t->k->ctl->pool;
    unsigned char old_public[crypto_box_PUBLICKEYBYTES], new_public[crypto_box_PUBLICKEYBYTES];
    rehab_values *values = apr_hash_make(pool);
    const char *secret = NULL;
    rehab_fault *fault;

    crypto_scalarmult_base(old_public, t->old);
    crypto_scalarmult_base(new_public, t->k->team);
    fault = rehab_seal_open(pool, t->old, rehab_key_id(pool, old_public), sealed, NULL, id, &secret);
    if (fault || !secret)
        return fault;
    rehab_values_set(pool, values, "key_id", REHAB_TYPE_TEXT, id);
    rehab_values_set(pool, values, "sealed", REHAB_TYPE_TEXT,
                     rehab_seal(pool, new_public, rehab_key_id(pool, new_public), "person", id,
                                secret));
    return rehab_ctl_run_statement(t->k->ctl, t->k->connection, "key/person-set.sql", values, NULL);
}

static rehab_fault *turn_all(turning *t)
{
    apr_pool_t *pool = t->k->ctl->pool;
    rehab_fault *fault = NULL;

    t->last = "";
    do {
        rehab_values *values = apr_hash_make(pool);

        t->keys = apr_array_make(pool, 64, sizeof(const char *));
        rehab_values_set(pool, values, "key_after", REHAB_TYPE_TEXT, t->last);
        fault = rehab_key_rows(t->k->ctl, t->k->connection, "key/persons.sql", values, take_key, t);
        for (int i = 0; !fault && i < t->keys->nelts; i += 2) {
            t->last = APR_ARRAY_IDX(t->keys, i, const char *);
            fault = turn_one(t, t->last, APR_ARRAY_IDX(t->keys, i + 1, const char *));
        }
    } while (!fault && t->keys->nelts);
    return fault;
}

/* Holders get the new key; the old one, sealed to it, lies in team_old until all is turned. */
static rehab_fault *prepare(rehab_keeping *k, const char *old_secret)
{
    apr_pool_t *pool = k->ctl->pool;
    const unsigned char *old = (const unsigned char *)old_secret;
    unsigned char new_public[crypto_box_PUBLICKEYBYTES];
    rehab_values *values = apr_hash_make(pool);
    rehab_fault *fault = NULL;

    crypto_scalarmult_base(new_public, k->team);
    for (int i = 0; !fault && i < k->holders->nelts; i++)
        if (APR_ARRAY_IDX(k->holders, i, rehab_holder).given)
            fault = rehab_key_give(k, &APR_ARRAY_IDX(k->holders, i, rehab_holder));
    if (!fault)
        fault = rehab_ctl_run_statement(k->ctl, k->connection, "key/drop-sessions.sql",
                                        rehab_ctl_values(k->ctl, pool), NULL);
    rehab_values_set(pool, values, "old_id", REHAB_TYPE_TEXT, k->keys->team_id);
    rehab_values_set(pool, values, "old_sealed", REHAB_TYPE_TEXT,
                     rehab_seal(pool, new_public, rehab_key_id(pool, new_public), "team-old",
                                k->keys->team_id, rehab_key_base64(pool, old, REHAB_SECRET_BYTES)));
    if (!fault)
        fault = rehab_db_tell(k->connection, pool, "key/old", "INSERT INTO team_old (key_id, sealed)"
                              " VALUES (:old_id, :old_sealed)", values, NULL);
    return fault ? fault : rehab_key_witness(k, NULL);
}

/* What was sealed to the old key, also while it was replaced. */
static rehab_fault *finish(rehab_keeping *k, const char *old)
{
    turning t = { .k = k, .old = (const unsigned char *)old };
    rehab_fault *fault = turn_all(&t);

    return fault ? fault
                 : rehab_db_tell(k->connection, k->ctl->pool, "key/old-forget",
                                 "DELETE FROM team_old", apr_hash_make(k->ctl->pool), NULL);
}

/* The old key of a rotation that was stopped half-way; NULL when there is none. */
static rehab_fault *unfinished(const rehab_keeping *k, const unsigned char **old)
{
    apr_pool_t *pool = k->ctl->pool;
    unsigned char public_key[crypto_box_PUBLICKEYBYTES];
    const char *sealed = NULL, *text = NULL;
    rehab_fault *fault = rehab_db_ask(k->connection, pool, "key/old-read",
                                      "SELECT sealed FROM team_old", apr_hash_make(pool), &sealed);

    *old = NULL;
    if (fault || !sealed)
        return fault;
    crypto_scalarmult_base(public_key, k->team);
    fault = rehab_seal_open(pool, k->team, rehab_key_id(pool, public_key), sealed, "team-old", NULL,
                            &text);
    *old = !fault && text ? rehab_secret_read(pool, text) : NULL;
    return fault || *old ? fault
                         : rehab_key_wrong(k->ctl, REHAB_CONFLICT, "a rotation was stopped half-way: "
                                           "only a key holder's password ends it (--by)");
}

rehab_fault *rehab_key_turn(rehab_keeping *k)
{
    const unsigned char *old;
    rehab_fault *fault = unfinished(k, &old);

    k->verb = "rotates";
    if (!fault && !old) {
        old = k->team;
        k->team = rehab_key_new_team(k->ctl);
        fault = rehab_key_transact(k, prepare, (const char *)old);
    }
    /* From here on the new key is held, so it may be sealed to. */
    if (!fault)
        fault = rehab_key_publish(k);
    if (fault)
        return fault;
    apr_sleep(apr_time_from_msec(IN_FLIGHT));
    return rehab_key_transact(k, finish, (const char *)old);
}
