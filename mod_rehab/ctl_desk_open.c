/* ctl_desk_open.c: a passphrase, or a holder's password, in; the key that opens what visitors sent out,
 * and with it what they sent; and the row that says so in the audit trail. */
#include <apr_strings.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit.h"
#include "ctl_desk.h"
#include "patience.h"
#include "person.h"
#include "seal.h"

static const char *in_state(const rehab_ctl *ctl, const char *name)
{
    return apr_pstrcat(ctl->pool, ctl->state, "/", name, NULL);
}

/* From the environment, from the demo's own file, or asked. */
static const char *passphrase(const rehab_ctl *ctl, int demo)
{
    const char *words = getenv("REHAB_PASSPHRASE"), *file = in_state(ctl, "desk.passphrase");
    const char *text;

    if (words && *words)
        return words;
    if (demo && access(file, R_OK) == 0 && !rehab_ctl_read(ctl, file, &text))
        return apr_pstrmemdup(ctl->pool, text, strcspn(text, "\r\n"));
    return rehab_ctl_ask(ctl, "passphrase of the desk's key: ");
}

rehab_fault *rehab_desk_open_own(rehab_ctl *ctl, rehab_desk_key *key)
{
    const char *given = rehab_ctl_option(ctl, "key");
    const char *file = given ? given : in_state(ctl, "desk.key");
    const char *words;

    if (access(file, R_OK) != 0)
        return rehab_fault_make(ctl->pool, REHAB_NOT_FOUND, "fault.missing",
                                "%s is not there: say --key FILE", file);
    words = passphrase(ctl, !given || strcmp(given, in_state(ctl, "desk.key")) == 0);
    if (!words)
        return rehab_fault_make(ctl->pool, REHAB_FORBIDDEN, "fault.forbidden",
                                "no passphrase: REHAB_PASSPHRASE is not set and there is no "
                                "terminal to ask on");
    return rehab_desk_key_open(ctl->pool, file, words, &key->key, &key->id);
}

/* A demonstration's own holder, whose password lies beside the state as everybody knows it. */
static void take_demo_holder(const rehab_ctl *ctl)
{
    const char *text, *file = in_state(ctl, "desk.holder");
    apr_array_header_t *lines;

    if (rehab_ctl_option(ctl, "key") || access(in_state(ctl, "keys/team.pub"), R_OK) != 0
        || access(file, R_OK) != 0 || rehab_ctl_read(ctl, file, &text))
        return;
    lines = rehab_ctl_split(ctl->pool, text, "\n");
    if (lines->nelts < 2)
        return;
    apr_table_setn(ctl->options, "by", APR_ARRAY_IDX(lines, 0, const char *));
    apr_table_setn(ctl->options, "password", APR_ARRAY_IDX(lines, 1, const char *));
}

rehab_fault *rehab_desk_open(rehab_ctl *ctl, rehab_desk_key *key)
{
    if (!rehab_ctl_option(ctl, "by"))
        take_demo_holder(ctl);
    return rehab_ctl_option(ctl, "by") ? rehab_ctl_team(ctl, &key->team)
                                       : rehab_desk_open_own(ctl, key);
}

/* What was sealed to a key of its own. */
static rehab_fault *unseal_by_team(rehab_ctl *ctl, const rehab_desk_key *key, const char *param,
                                   const char *value, const char **text)
{
    static const char *const tables[] = { "callback/", "volunteer/" };
    rehab_values *values = apr_hash_make(ctl->pool);
    rehab_connection *connection;
    const char *closed = NULL;
    rehab_fault *fault = rehab_ctl_connection(ctl, &connection);

    if (fault)
        return fault;
    rehab_values_set(ctl->pool, values, "value", REHAB_TYPE_TEXT, value);
    fault = rehab_db_ask(connection, ctl->pool, "desk/person-key",
                         "SELECT sealed FROM person_key WHERE key_id = substr(:value, 4, 32)",
                         values, &closed);
    rehab_db_return(connection);
    for (int i = 0; !fault && closed && !*text && i < 2; i++)
        fault = rehab_person_open(ctl->pool, key->team, closed, param,
                                  apr_pstrcat(ctl->pool, tables[i], key->code, NULL), value, text);
    return fault;
}

rehab_fault *rehab_desk_unseal(rehab_ctl *ctl, const rehab_desk_key *key, const char *param,
                               const char *value, const char **text)
{
    /* The pages whose forms seal, by which a sealed text is bound to them. */
    static const char *const forms[] = { "/callback", "/volunteer", "/volunteer/replace" };
    rehab_fault *fault = NULL;

    *text = value;
    if (!value || strncmp(value, "d1.", 3) != 0)
        return NULL;
    *text = NULL;
    if (key->team)
        return unseal_by_team(ctl, key, param, value, text);
    for (size_t i = 0; !fault && !*text && i < sizeof forms / sizeof forms[0]; i++)
        fault = rehab_seal_open(ctl->pool, key->key, key->id, value, forms[i], param, text);
    return fault;
}

rehab_fault *rehab_desk_witness(rehab_ctl *ctl, const char *verb, const char *code)
{
    const rehab_act act = { .at = rehab_now_text(ctl->pool, ctl->site), .role = "admin",
                            .verb = verb, .code = code, .page = "rehabctl" };
    rehab_connection *connection;
    rehab_fault *fault = rehab_ctl_connection(ctl, &connection);

    if (fault)
        return fault;
    fault = rehab_begin_patiently(connection);
    if (!fault)
        fault = rehab_audit_append(ctl->pool, connection, &act);
    if (!fault)
        fault = rehab_db_commit(connection);
    rehab_db_return(connection);
    return fault;
}
