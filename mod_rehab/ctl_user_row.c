/* ctl_user_row.c: in go an address and what an account may do, out come its rows. */
#include <apr_strings.h>
#include <string.h>

#include "code.h"
#include "ctl_user.h"
#include "engine.h"
#include "kinds.h"
#include "password.h"

rehab_fault *rehab_user_open(rehab_ctl *ctl, rehab_user *user)
{
    rehab_connection *connection;
    rehab_keys *keys = NULL;
    rehab_fault *fault = rehab_ctl_connection(ctl, &connection);

    memset(user, 0, sizeof *user);
    user->ctl = ctl;
    if (fault)
        return fault;
    rehab_db_return(connection);
    user->runtime.db = ctl->db;
    user->runtime.log = &ctl->log;
    user->runtime.pool = ctl->pool;
    user->page.name = "rehabctl";
    user->request = rehab_request_make(ctl->pool, ctl->site, &user->runtime);
    user->request->page = &user->page;
    user->request->roles = REHAB_ADMIN;
    fault = rehab_keys_read(ctl->pool, apr_pstrcat(ctl->pool, ctl->state, "/keys", NULL), &keys);
    user->runtime.keys = keys;
    if (!fault && !(keys->delivery_public && keys->lookup))
        fault = rehab_fault_make(ctl->pool, REHAB_BROKEN, "fault.broken",
                                 "there are no keys in %s/keys; run `rehabctl init`", ctl->state);
    if (!fault && !ctl->site->common_passwords)
        fault = rehab_password_list_read(ctl->pool, ctl->site);
    return fault;
}

static void set(rehab_user *user, const char *name, const char *text)
{
    rehab_values_set(user->ctl->pool, user->request->values, name, REHAB_TYPE_TEXT, text);
}

rehab_fault *rehab_user_run(rehab_user *user, rehab_connection *connection, const char *name,
                            int *changed)
{
    return rehab_ctl_run_statement(user->ctl, connection,
                                   apr_pstrcat(user->ctl->pool, "account/", name, ".sql", NULL),
                                   user->request->values, changed);
}

rehab_fault *rehab_user_add(rehab_user *user, rehab_connection *connection)
{
    apr_pool_t *pool = user->ctl->pool;
    const rehab_keys *keys = user->runtime.keys;
    const char *typed = rehab_values_get(user->request->values, "address"), *mail = NULL;
    rehab_param param = { .name = "mail", .kind = REHAB_EMAIL };
    rehab_fault *fault;
    int changed = 0;

    if (!typed || rehab_kind_check(pool, &param, typed, strlen(typed), &mail) || !mail)
        return rehab_fault_make(pool, REHAB_BAD_REQUEST, "fault.form", "this is no mail address");
    user->code = rehab_code_new(pool);
    set(user, "new_code", user->code);
    set(user, "code", user->code);
    set(user, "mail", rehab_seal(pool, keys->delivery_public, keys->delivery_id, "account", "mail",
                                 mail));
    set(user, "mail_lookup", rehab_lookup(pool, keys, mail));
    fault = rehab_user_run(user, connection, "add", &changed);
    if (fault && fault->status == REHAB_CONFLICT)
        return rehab_fault_make(pool, REHAB_CONFLICT, "fault.conflict",
                                "there is an account of this address, or no such place");
    if (!fault && !changed)
        return rehab_fault_make(pool, REHAB_NOT_FOUND, "fault.missing", "there is no such employer");
    return fault;
}

rehab_fault *rehab_user_set_roles(rehab_user *user, rehab_connection *connection,
                                  const char *roles)
{
    apr_pool_t *pool = user->ctl->pool;
    apr_array_header_t *words = rehab_ctl_split(pool, roles, ",");
    rehab_fault *fault = rehab_user_run(user, connection, "roles-clear", NULL);

    for (int i = 0; !fault && i < words->nelts; i++) {
        const char *word = APR_ARRAY_IDX(words, i, const char *);
        rehab_role role = rehab_role_named(word);

        if (!role || role == REHAB_VISITOR || role == REHAB_SEEKER)
            return rehab_fault_make(pool, REHAB_BAD_REQUEST, "fault.form",
                                    "'%s' is none of employer volunteer worker coordinator manager "
                                    "admin", word);
        set(user, "role", word);
        fault = rehab_user_run(user, connection, "role-add", NULL);
    }
    return fault;
}
