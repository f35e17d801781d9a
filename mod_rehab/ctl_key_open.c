/* ctl_key_open.c: an account and its password, or an escrow and its passphrase, in; the team's secret
 * half out; and what every change of it writes. */
#include <apr_strings.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "audit.h"
#include "code.h"
#include "ctl_key.h"
#include "hold.h"
#include "key_file.h"
#include "kinds.h"
#include "patience.h"
#include "seal.h"
#include "wrap.h"

static const char *rehab_key_path(const rehab_ctl *ctl, const char *name)
{
    return apr_pstrcat(ctl->pool, ctl->state, "/keys", *name ? "/" : "", name, NULL);
}

rehab_fault *rehab_key_wrong(const rehab_ctl *ctl, int status, const char *sentence)
{
    return rehab_fault_make(ctl->pool, status, "fault.broken", "%s", sentence);
}

rehab_fault *rehab_key_rows(rehab_ctl *ctl, rehab_connection *connection, const char *path,
                            rehab_values *values, rehab_row_taker take, void *baton)
{
    rehab_statement *statement;
    rehab_fault *fault = rehab_sql_read(ctl->pool, ctl->site->sql_directory, path,
                                        ctl->site->database.dialect, &statement);

    return fault ? fault
                 : rehab_db_run(connection, ctl->pool, statement, values, take, baton, NULL);
}

/* --- Who there is */

static rehab_fault *take_holder(void *baton, const rehab_row *row)
{
    rehab_keeping *k = baton;
    rehab_holder *h = apr_array_push(k->holders);
    const char **fields[] = { &h->id, &h->code, &h->name, &h->public_text, &h->given };

    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        *fields[i] = row->values[i] ? apr_pstrdup(k->ctl->pool, row->values[i]) : NULL;
    return NULL;
}

rehab_fault *rehab_key_open(rehab_ctl *ctl, rehab_keeping *k)
{
    rehab_fault *fault = rehab_ctl_connection(ctl, &k->connection);

    k->ctl = ctl;
    k->holders = apr_array_make(ctl->pool, 8, sizeof(rehab_holder));
    if (!fault)
        fault = rehab_keys_read(ctl->pool, rehab_key_path(ctl, ""), &k->keys);
    return fault ? fault
                 : rehab_key_rows(ctl, k->connection, "key/holders.sql",
                                  rehab_ctl_values(ctl, ctl->pool), take_holder, k);
}

/* Whom a word names: an address, or a code. */
rehab_fault *rehab_key_find(const rehab_keeping *k, const char *word, const rehab_holder **found)
{
    apr_pool_t *pool = k->ctl->pool;
    static const rehab_param email = { .name = "mail", .kind = REHAB_EMAIL };
    const char *mail = NULL, *code = rehab_code_read(pool, word);
    rehab_values *values = apr_hash_make(pool);
    rehab_fault *fault = NULL;

    if (!rehab_kind_check(pool, &email, word, strlen(word), &mail) && mail) {
        rehab_values_set(pool, values, "mail_lookup", REHAB_TYPE_TEXT,
                         rehab_lookup(pool, k->keys, mail));
        fault = rehab_db_ask(k->connection, pool, "key/account",
                             "SELECT code FROM account WHERE mail_lookup = :mail_lookup", values,
                             &code);
    }
    *found = NULL;
    for (int i = 0; code && i < k->holders->nelts; i++)
        if (strcmp(APR_ARRAY_IDX(k->holders, i, rehab_holder).code, code) == 0)
            *found = &APR_ARRAY_IDX(k->holders, i, rehab_holder);
    if (!fault && !*found)
        fault = rehab_key_wrong(k->ctl, REHAB_NOT_FOUND, "that account has no key pair: it is made when "
                                               "somebody of the staff signs in");
    return fault;
}

/* --- The team's secret half */

static rehab_fault *open_by_holder(const rehab_keeping *k, const char *word, const unsigned char **team)
{
    apr_pool_t *pool = k->ctl->pool;
    const char *password = getenv("REHAB_PASSWORD");
    const rehab_holder *by;
    rehab_hold hold;
    rehab_fault *fault = rehab_key_find(k, word, &by);

    if (!fault && by)
        fault = rehab_hold_read(pool, k->connection, by->id, &hold);
    if (fault)
        return fault;
    /* A demonstration's own; no command takes it from its line, where others could read it. */
    if (!password || !*password)
        password = rehab_ctl_option(k->ctl, "password");
    if (!password)
        password = rehab_ctl_ask(k->ctl, "password of the key holder: ");
    if (!password)
        return rehab_key_wrong(k->ctl, REHAB_FORBIDDEN, "no password: REHAB_PASSWORD is not set and there is "
                                              "no terminal to ask on");
    fault = rehab_hold_open(pool, NULL, password, 0, &hold);
    *team = hold.team;
    return fault || *team ? fault
                          : rehab_key_wrong(k->ctl, REHAB_FORBIDDEN,
                                  "the password is wrong, or the account holds no key");
}

static rehab_fault *open_by_escrow(const rehab_keeping *k, const char *file, const unsigned char **team)
{
    const char *words = getenv("REHAB_PASSPHRASE"), *id;

    if (!words || !*words)
        words = rehab_ctl_ask(k->ctl, "passphrase of the escrow: ");
    return words ? rehab_escrow_open(k->ctl->pool, file, words, team, &id)
                 : rehab_key_wrong(k->ctl, REHAB_FORBIDDEN, "no passphrase: REHAB_PASSPHRASE is not set and "
                                                  "there is no terminal to ask on");
}

rehab_fault *rehab_key_open_team(const rehab_keeping *k, const unsigned char **team)
{
    const char *by = rehab_ctl_option(k->ctl, "by"), *file = rehab_ctl_option(k->ctl, "key");

    if (!k->keys->team_public)
        return rehab_key_wrong(k->ctl, REHAB_NOT_FOUND, "there is no team key: rehabctl key new ACCOUNT");
    if (!by && !file)
        return rehab_key_wrong(k->ctl, REHAB_FORBIDDEN, "say --by HOLDER, or --key FILE of the escrow");
    return by ? open_by_holder(k, by, team) : open_by_escrow(k, file, team);
}

int rehab_key_is_current(const rehab_keeping *k, const unsigned char *team)
{
    unsigned char public_key[crypto_box_PUBLICKEYBYTES];

    crypto_scalarmult_base(public_key, team);
    return memcmp(public_key, k->keys->team_public, sizeof public_key) == 0;
}

rehab_fault *rehab_ctl_team(rehab_ctl *ctl, const unsigned char **team)
{
    rehab_keeping k = { 0 };
    rehab_fault *fault = rehab_key_open(ctl, &k);

    if (!fault)
        fault = rehab_key_open_team(&k, team);
    if (k.connection)
        rehab_db_return(k.connection);
    return fault;
}

/* --- What is written */

rehab_fault *rehab_key_give(const rehab_keeping *k, const rehab_holder *to)
{
    rehab_values *values = rehab_ctl_values(k->ctl, k->ctl->pool);

    rehab_values_set(k->ctl->pool, values, "account", REHAB_TYPE_BIGINT, to->id);
    rehab_values_set(k->ctl->pool, values, "sealed", REHAB_TYPE_TEXT,
                     rehab_hold_seal(k->ctl->pool, to->id, to->public_text, k->team));
    return rehab_ctl_run_statement(k->ctl, k->connection, "key/hold.sql", values, NULL);
}

rehab_fault *rehab_key_witness(const rehab_keeping *k, const char *code)
{
    const rehab_act act = { .at = rehab_now_text(k->ctl->pool, k->ctl->site), .role = "admin",
                            .verb = k->verb, .object = "key", .code = code, .page = "rehabctl" };

    return rehab_audit_append(k->ctl->pool, k->connection, &act);
}

rehab_fault *rehab_key_publish(const rehab_keeping *k)
{
    apr_pool_t *pool = k->ctl->pool;
    unsigned char public_key[crypto_box_PUBLICKEYBYTES];
    rehab_key_owner owner;
    rehab_fault *fault = rehab_key_directory(pool, rehab_key_path(k->ctl, ""), &owner);

    crypto_scalarmult_base(public_key, k->team);
    return fault ? fault
                 : rehab_key_file_write(
                       pool, rehab_key_path(k->ctl, "team.pub"),
                       apr_psprintf(pool,
                                    "# Public half of the team's key: what people send is sealed "
                                    "to keys that it closes.\ntype team-public 1\nid %s\nkey %s\n",
                                    rehab_key_id(pool, public_key),
                                    rehab_key_base64(pool, public_key, sizeof public_key)),
                       &owner);
}

rehab_fault *rehab_key_transact(rehab_keeping *k, rehab_key_change run, const char *word)
{
    rehab_fault *fault = rehab_begin_patiently(k->connection);

    if (!fault)
        fault = run(k, word);
    if (!fault)
        fault = rehab_db_commit(k->connection);
    if (fault)
        rehab_db_rollback(k->connection);
    return fault;
}

const unsigned char *rehab_key_new_team(const rehab_ctl *ctl)
{
    unsigned char public_key[crypto_box_PUBLICKEYBYTES];
    unsigned char *team = rehab_key_secret(ctl->pool, REHAB_SECRET_BYTES);

    crypto_box_keypair(public_key, team);
    return team;
}
