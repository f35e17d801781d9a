/* account.c: in go a name, a session or a secret, out come the account's rows, read and changed. */
#include "account.h"

#include <apr_strings.h>
#include <string.h>

#include "code.h"
#include "engine.h"
#include "examples.h"
#include "key_file.h"
#include "session_key.h"
#include "totp.h"

static void set_text(rehab_request *request, const char *name, const char *text)
{
    rehab_values_set(request->pool, request->values, name, REHAB_TYPE_TEXT, text);
}

static void set_id(rehab_request *request, const char *id)
{
    rehab_values_set(request->pool, request->values, "account_id", REHAB_TYPE_BIGINT, id);
}

rehab_fault *rehab_account_find(rehab_request *request, rehab_connection *connection,
                                const char *mail_lookup, const char *id, rehab_account *account)
{
    apr_array_header_t *roles;
    apr_table_t *row = NULL;
    rehab_fault *fault;

    memset(account, 0, sizeof *account);
    /* The doors of a demonstration are known to everybody: behind a proxy too they stay shut. */
    if (request->site->demo && rehab_examples_reached(request->site))
        mail_lookup = id = NULL;
    set_text(request, "account_lookup", mail_lookup);
    set_id(request, id);
    fault = rehab_db_row(connection, request->pool, "engine/account",
                         "SELECT account_id AS id, code AS code, password AS password,"
                         " totp AS totp, totp_step AS totp_step, mail_lookup AS mail_lookup"
                         " FROM account WHERE disabled IS NULL"
                         " AND (mail_lookup = :account_lookup OR account_id = :account_id)",
                         request->values, &row);
    if (fault || !row)
        return fault;
    account->id = apr_table_get(row, "id");
    account->code = apr_table_get(row, "code");
    account->password = apr_table_get(row, "password");
    account->totp = apr_table_get(row, "totp");
    account->mail_lookup = apr_table_get(row, "mail_lookup");
    account->totp_step = apr_atoi64(apr_table_get(row, "totp_step"));
    set_id(request, account->id);
    fault = rehab_db_list(connection, request->pool, "engine/account-roles",
                          "SELECT role AS role FROM account_role WHERE account_id = :account_id",
                          request->values, &roles);
    for (int i = 0; !fault && i < roles->nelts; i++)
        account->roles |= (unsigned)rehab_role_named(APR_ARRAY_IDX(roles, i, const char *));
    return fault;
}

rehab_fault *rehab_account_device(rehab_request *request, rehab_connection *connection,
                                  const rehab_account *account, const char **device)
{
    *device = NULL;
    if (!request->visit.device || !account->id)
        return NULL;
    set_id(request, account->id);
    set_text(request, "device_hash", rehab_link_hash(request->pool, request->visit.device));
    return rehab_db_ask(connection, request->pool, "engine/device",
                        "SELECT hash AS hash FROM account_device"
                        " WHERE hash = :device_hash AND account_id = :account_id",
                        request->values, device);
}

rehab_fault *rehab_account_hold(rehab_request *request, rehab_connection *connection,
                                const rehab_account *account)
{
    int same = 0;
    rehab_fault *fault;

    set_id(request, account->id);
    set_text(request, "password_seen", account->password);
    fault = rehab_db_tell(connection, request->pool, "engine/account-hold",
                          "UPDATE account SET password = :password_seen"
                          " WHERE account_id = :account_id AND password = :password_seen"
                          " AND disabled IS NULL", request->values, &same);
    return fault || same ? fault
        : rehab_fault_make(request->pool, REHAB_CONFLICT, "fault.conflict",
                           "%s: the account has another password by now, or is disabled",
                           request->page->name);
}

/* The browser gets a new token that keeps what the old one was good for: one that somebody else put
 * there is good for nothing. */
static rehab_fault *remember_device(rehab_request *request, rehab_connection *connection,
                                    const rehab_account *account)
{
    apr_pool_t *pool = request->pool;
    rehab_fault *fault = NULL;

    request->visit.new_device = rehab_link_new(pool);
    set_id(request, account->id);
    set_text(request, "device_hash", rehab_link_hash(pool, request->visit.new_device));
    set_text(request, "device_old", request->visit.device
                                        ? rehab_link_hash(pool, request->visit.device) : NULL);
    if (request->visit.device)
        fault = rehab_db_tell(connection, pool, "engine/device-move",
                              "UPDATE account_device SET hash = :device_hash"
                              " WHERE hash = :device_old", request->values, NULL);
    return fault ? fault
        : rehab_db_tell(connection, pool, "engine/device-add",
                        "INSERT INTO account_device (hash, account_id, last_seen)"
                        " VALUES (:device_hash, :account_id, :now)"
                        " ON CONFLICT (hash, account_id) DO UPDATE SET last_seen = :now",
                        request->values, NULL);
}

rehab_fault *rehab_account_enter(rehab_request *request, rehab_connection *connection,
                                 const rehab_account *account, const rehab_attempt *attempt)
{
    rehab_fault *fault = rehab_session_begin(request, connection, account->id, REHAB_STAGE_FULL);

    if (!fault)
        fault = rehab_attempt_return(request, connection, attempt);
    if (!fault)
        fault = remember_device(request, connection, account);
    return fault ? fault
                 : rehab_audit_write(request, connection, "signs-in", "account", account->code);
}

rehab_fault *rehab_account_set_password(rehab_request *request, rehab_connection *connection,
                                        const char *id, const char *hash)
{
    static const struct { const char *name, *sql; } steps[] = {
        { "engine/password", "UPDATE account SET password = :password_hash"
                             " WHERE account_id = :account_id" },
        { "engine/sessions-end", "DELETE FROM session WHERE account_id = :account_id" },
        { "engine/devices-forget", "DELETE FROM account_device WHERE account_id = :account_id" },
        { "engine/hold-end", "DELETE FROM account_key WHERE account_id = :account_id" },
        { "engine/links-end", "UPDATE link SET used = :now WHERE account_id = :account_id"
                              " AND kind IN ('password', 'invite') AND used IS NULL" },
    };
    rehab_fault *fault = NULL;

    set_id(request, id);
    set_text(request, "password_hash", hash);
    for (size_t i = 0; !fault && i < sizeof steps / sizeof steps[0]; i++)
        fault = rehab_db_tell(connection, request->pool, steps[i].name, steps[i].sql,
                              request->values, NULL);
    return fault;
}

rehab_fault *rehab_account_keep_keys(rehab_request *request, rehab_connection *connection,
                                     const rehab_hold *hold)
{
    const char *token = request->visit.new_token;
    rehab_fault *fault = rehab_hold_write(request->pool, connection,
                                          rehab_values_get(request->values, "now"), hold);

    return fault ? fault
                 : rehab_session_key_put(request->pool, connection,
                                         rehab_link_hash(request->pool, token), token, hold->team);
}

/* Bound to the code: moved to another account's row it does not open. */
static const char *seal_totp(rehab_request *request, const char *code,
                             const unsigned char *secret)
{
    const rehab_keys *keys = request->runtime->keys;

    return rehab_seal(request->pool, keys->delivery_public, keys->delivery_id, "account/totp", code,
                      rehab_base32(request->pool, secret, REHAB_TOTP_BYTES));
}

rehab_fault *rehab_account_open_totp(rehab_request *request, const rehab_account *account,
                                     const unsigned char **secret)
{
    const char *directory = apr_pstrcat(request->pool, request->site->state, "/keys", NULL);
    const unsigned char *key;
    const char *id, *text = NULL;
    rehab_fault *fault = rehab_delivery_key_read(request->pool, directory, &key, &id);

    *secret = NULL;
    if (!fault && account->totp)
        fault = rehab_seal_open(request->pool, key, id, account->totp, "account/totp",
                                account->code, &text);
    if (!fault && text)
        *secret = rehab_base32_read(request->pool, text, REHAB_TOTP_BYTES);
    return fault;
}

static const char *spare_hash(rehab_request *request, const char *code, const char *spare)
{
    return rehab_lookup(request->pool, request->runtime->keys,
                        apr_pstrcat(request->pool, "spare ", code, " ", spare, NULL));
}

rehab_fault *rehab_account_use_spare(rehab_request *request, rehab_connection *connection,
                                     const rehab_account *account, const char *typed, int *used)
{
    const char *spare = rehab_totp_spare_read(request->pool, typed);

    *used = 0;
    if (!spare)
        return NULL;
    set_id(request, account->id);
    set_text(request, "spare_hash", spare_hash(request, account->code, spare));
    return rehab_db_tell(connection, request->pool, "engine/spare-use",
                         "DELETE FROM account_recovery WHERE account_id = :account_id"
                         " AND hash = :spare_hash", request->values, used);
}

rehab_fault *rehab_account_add_spare(rehab_request *request, rehab_connection *connection,
                                     const char *id, const char *code, const char *spare)
{
    set_id(request, id);
    set_text(request, "spare_hash",
             spare_hash(request, code, rehab_totp_spare_read(request->pool, spare)));
    return rehab_db_tell(connection, request->pool, "engine/spare-add",
                         "INSERT INTO account_recovery (account_id, hash)"
                         " VALUES (:account_id, :spare_hash)", request->values, NULL);
}

rehab_fault *rehab_account_set_totp(rehab_request *request, rehab_connection *connection,
                                    const rehab_account *account, const unsigned char *secret,
                                    apr_int64_t step)
{
    apr_pool_t *pool = request->pool;
    rehab_fault *fault;

    set_id(request, account->id);
    set_text(request, "totp_sealed", seal_totp(request, account->code, secret));
    rehab_values_set(pool, request->values, "totp_step", REHAB_TYPE_BIGINT,
                     apr_psprintf(pool, "%" APR_INT64_T_FMT, step));
    fault = rehab_db_tell(connection, pool, "engine/totp",
                          "UPDATE account SET totp = :totp_sealed, totp_step = :totp_step"
                          " WHERE account_id = :account_id", request->values, NULL);
    if (!fault)
        fault = rehab_db_tell(connection, pool, "engine/spares-clear",
                              "DELETE FROM account_recovery WHERE account_id = :account_id",
                              request->values, NULL);
    for (int i = 0; !fault && i < REHAB_TOTP_SPARES; i++)
        fault = rehab_account_add_spare(request, connection, account->id, account->code,
                                        rehab_totp_spare(pool, secret, i));
    return fault;
}

rehab_fault *rehab_account_transact(rehab_request *request,
                                    rehab_fault *(*run)(rehab_request *request,
                                                        rehab_connection *connection, void *baton),
                                    void *baton)
{
    enum { MOST_TRIES = 3 };
    rehab_connection *connection;
    rehab_fault *fault = rehab_request_borrow(request, &connection);

    if (fault)
        return fault;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
        fault = rehab_db_begin_write(connection);
        if (!fault)
            fault = run(request, connection, baton);
        if (!fault)
            fault = rehab_db_commit(connection);
        if (!fault)
            break;
        rehab_db_rollback(connection);
        if (!fault->again)
            break;
    }
    rehab_db_return(connection);
    /* What was not kept is no cookie either. */
    if (fault)
        request->visit.new_token = request->visit.new_device = NULL;
    return fault;
}
