/* hold.c: an account's rows and its password in, the team's secret half out. */
#include "hold.h"

#include <apr_strings.h>
#include <sodium.h>
#include <string.h>

#include "key_file.h"
#include "seal.h"
#include "text.h"
#include "wrap.h"

enum { MOST_WAITING = 32 };

static const char page[] = "team";

static rehab_values *values_of(apr_pool_t *pool, const char *account)
{
    rehab_values *values = apr_hash_make(pool);

    rehab_values_set(pool, values, "hold_account", REHAB_TYPE_BIGINT, account);
    return values;
}

rehab_fault *rehab_hold_read(apr_pool_t *pool, rehab_connection *connection, const char *account,
                             rehab_hold *hold)
{
    apr_table_t *row = NULL;
    rehab_fault *fault = rehab_db_row(connection, pool, "engine/hold",
                                      "SELECT k.public AS public, k.wrapped AS wrapped,"
                                      " h.sealed AS sealed FROM account_key k"
                                      " LEFT JOIN team_holder h ON h.account_id = k.account_id"
                                      " WHERE k.account_id = :hold_account",
                                      values_of(pool, account), &row);

    *hold = (rehab_hold){ .account = account };
    if (fault || !row)
        return fault;
    hold->own_public = apr_table_get(row, "public");
    hold->wrapped = apr_table_get(row, "wrapped");
    hold->sealed = apr_table_get(row, "sealed");
    return NULL;
}

/* As password.c has it: two keyboards that compose letters differently type the same one. */
static const char *normal(apr_pool_t *pool, const char *password)
{
    const char *text = rehab_text_clean(pool, password, strlen(password), 1);

    return text ? text : password;
}

static rehab_fault *enter(apr_pool_t *pool, rehab_gate *gate)
{
    return rehab_gate_enter_soon(gate, MOST_WAITING)
               ? NULL
               : rehab_fault_make(pool, REHAB_AWAY, "fault.busy",
                                  "more than %d wait for a key to be opened", MOST_WAITING);
}

rehab_fault *rehab_hold_close(apr_pool_t *pool, rehab_gate *gate, const char *password,
                              rehab_hold *hold)
{
    rehab_fault *fault = enter(pool, gate);

    if (fault)
        return fault;
    fault = rehab_wrap_by_password(pool, hold->own, hold->account, normal(pool, password),
                                   &hold->wrapped);
    rehab_gate_leave(gate);
    hold->changed = 1;
    return fault;
}

static rehab_fault *make_pair(apr_pool_t *pool, rehab_gate *gate, const char *password,
                              rehab_hold *hold)
{
    const rehab_pair *pair = rehab_pair_make(pool);

    hold->own = pair->secret;
    hold->own_public = rehab_key_base64(pool, pair->public_key, REHAB_SECRET_BYTES);
    hold->sealed = NULL;
    return rehab_hold_close(pool, gate, password, hold);
}

static rehab_fault *open_team(apr_pool_t *pool, rehab_hold *hold)
{
    unsigned char own_public[crypto_box_PUBLICKEYBYTES];
    const char *text = NULL;
    rehab_fault *fault;

    crypto_scalarmult_base(own_public, hold->own);
    fault = rehab_seal_open(pool, hold->own, rehab_key_id(pool, own_public), hold->sealed, page,
                            hold->account, &text);
    if (!fault && text)
        hold->team = rehab_secret_read(pool, text);
    return fault;
}

rehab_fault *rehab_hold_open(apr_pool_t *pool, rehab_gate *gate, const char *password, int make,
                             rehab_hold *hold)
{
    rehab_fault *fault = NULL;

    if (hold->wrapped && hold->sealed) {
        fault = enter(pool, gate);
        if (fault)
            return fault;
        fault = rehab_unwrap_by_password(pool, hold->wrapped, hold->account,
                                         normal(pool, password), &hold->own);
        rehab_gate_leave(gate);
    }
    if (!fault && hold->own)
        fault = open_team(pool, hold);
    /* A pair that no team key is sealed to need not be opened: it serves as it is. */
    else if (!fault && make && !(hold->wrapped && !hold->sealed))
        fault = make_pair(pool, gate, password, hold);
    return fault;
}

rehab_fault *rehab_hold_write(apr_pool_t *pool, rehab_connection *connection, const char *now,
                              const rehab_hold *hold)
{
    rehab_values *values = values_of(pool, hold->account);
    rehab_fault *fault;

    if (!hold->changed)
        return NULL;
    rehab_values_set(pool, values, "hold_public", REHAB_TYPE_TEXT, hold->own_public);
    rehab_values_set(pool, values, "hold_wrapped", REHAB_TYPE_TEXT, hold->wrapped);
    rehab_values_set(pool, values, "hold_sealed", REHAB_TYPE_TEXT, hold->sealed);
    rehab_values_set(pool, values, "hold_now", REHAB_TYPE_TEXT, now);
    fault = rehab_db_tell(connection, pool, "engine/hold-clear",
                          "DELETE FROM account_key WHERE account_id = :hold_account", values, NULL);
    if (!fault)
        fault = rehab_db_tell(connection, pool, "engine/hold-pair",
                              "INSERT INTO account_key (account_id, public, wrapped)"
                              " VALUES (:hold_account, :hold_public, :hold_wrapped)", values, NULL);
    if (!fault && hold->sealed)
        fault = rehab_db_tell(connection, pool, "engine/hold-team",
                              "INSERT INTO team_holder (account_id, sealed, given)"
                              " VALUES (:hold_account, :hold_sealed, :hold_now)", values, NULL);
    return fault;
}

const char *rehab_hold_seal(apr_pool_t *pool, const char *account, const char *own_public,
                            const unsigned char *team)
{
    const unsigned char *public_key = rehab_secret_read(pool, own_public);

    return public_key ? rehab_seal(pool, public_key, rehab_key_id(pool, public_key), page, account,
                                   rehab_key_base64(pool, team, REHAB_SECRET_BYTES))
                      : NULL;
}
