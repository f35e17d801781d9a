/* ctl_user_demo.c: conf/demo/accounts.csv in, accounts with fixed secrets out: a demonstration whose
 * doors everybody knows, and whose desk opens at once.  It is marked as one, so that httpd opens it to this machine alone. */
#include <apr_strings.h>
#include <stdio.h>
#include <string.h>

#include "account.h"
#include "ctl_key.h"
#include "ctl_user.h"
#include "fold.h"
#include "hold.h"
#include "import_parts.h"
#include "password.h"
#include "totp.h"

typedef struct loading { rehab_user *user; rehab_keeping team; int holders; } loading;

static const char *column(loading *l, const rehab_columns *columns, const rehab_csv_record *record,
                          const char *name)
{
    int bad = 0;

    return rehab_column(l->user->ctl->pool, columns, record, name, 0, &bad);
}

static void set(loading *l, const char *name, const char *text)
{
    rehab_values_set(l->user->ctl->pool, l->user->request->values, name, REHAB_TYPE_TEXT, text);
}

typedef struct person { loading *l; const char *roles, *password, *typed, *totp; } person;

/* Who sits at the desk holds the team's key from the beginning; the first of them is who rehabctl's
 * desk opens by (desk.holder). */
static rehab_fault *give_key(const person *p, rehab_connection *connection, const char *account)
{
    rehab_ctl *ctl = p->l->user->ctl;
    rehab_hold hold;
    rehab_fault *fault = rehab_hold_read(ctl->pool, connection, account, &hold);

    if (!fault)
        fault = rehab_hold_open(ctl->pool, NULL, p->typed, 1, &hold);
    if (fault)
        return fault;
    hold.sealed = rehab_hold_seal(ctl->pool, account, hold.own_public, p->l->team.team);
    fault = rehab_hold_write(ctl->pool, connection, rehab_now_text(ctl->pool, ctl->site), &hold);
    if (!fault && !p->l->holders++) {
        const char *text = apr_pstrcat(
            ctl->pool, rehab_values_get(p->l->user->request->values, "address"), "\n", p->typed,
            "\n", NULL);

        fault = rehab_ctl_write(ctl, apr_pstrcat(ctl->pool, ctl->state, "/desk.holder", NULL),
                                text, strlen(text), 0600);
    }
    return fault;
}

static int sits_at_desk(const char *roles)
{
    return strstr(roles, "worker") || strstr(roles, "coordinator");
}

static rehab_fault *store(rehab_request *request, rehab_connection *connection, void *baton)
{
    person *p = baton;
    rehab_user *user = p->l->user;
    rehab_account account;
    rehab_fault *fault = rehab_user_add(user, connection);

    if (!fault)
        fault = rehab_user_set_roles(user, connection, p->roles);
    if (!fault)
        fault = rehab_account_find(request, connection,
                                   rehab_values_get(request->values, "mail_lookup"), NULL,
                                   &account);
    if (!fault)
        fault = rehab_account_set_password(request, connection, account.id, p->password);
    if (!fault && p->totp)
        fault = rehab_account_set_totp(request, connection, &account,
                                       rehab_base32_read(user->ctl->pool, p->totp,
                                                         REHAB_TOTP_BYTES), 0);
    if (!fault && sits_at_desk(p->roles))
        fault = give_key(p, connection, account.id);
    return fault;
}

static rehab_fault *take(void *baton, const rehab_columns *columns, const rehab_csv_record *record)
{
    loading *l = baton;
    apr_pool_t *pool = l->user->ctl->pool;
    const char *employer = column(l, columns, record, "employer");
    const char *roles = column(l, columns, record, "roles");
    const char *password = column(l, columns, record, "password");
    person p = { .l = l, .typed = password, .totp = column(l, columns, record, "totp") };
    rehab_fault *fault = rehab_password_hash(pool, NULL, password, &p.password);
    char *at;

    set(l, "address", column(l, columns, record, "mail"));
    set(l, "name", column(l, columns, record, "name"));
    set(l, "language", column(l, columns, record, "lang"));
    set(l, "place", column(l, columns, record, "place"));
    set(l, "employer_code", NULL);
    set(l, "employer_folded", employer ? rehab_fold_name(pool, employer) : NULL);
    for (at = apr_pstrdup(pool, roles), p.roles = at; *at; at++)
        if (*at == '|')
            *at = ',';
    return fault ? fault : rehab_account_transact(l->user->request, store, &p);
}

rehab_fault *rehab_ctl_demo_users(rehab_ctl *ctl)
{
    const char *mark = apr_pstrcat(ctl->pool, ctl->state, "/demo", NULL), *there = NULL;
    static const char text[] = "The accounts of this state are a demonstration's.\n";
    rehab_user user;
    loading l = { .user = &user };
    rehab_connection *connection;
    rehab_fault *fault = rehab_user_open(ctl, &user);

    if (!fault)
        fault = rehab_ctl_connection(ctl, &connection);
    if (fault)
        return fault;
    fault = rehab_db_ask(connection, ctl->pool, "init/account",
                         "SELECT min(code) AS code FROM account", apr_hash_make(ctl->pool), &there);
    rehab_db_return(connection);
    if (fault || there)
        return fault;
    l.team = (rehab_keeping){ .ctl = ctl, .team = rehab_key_new_team(ctl) };
    fault = rehab_ctl_write(ctl, mark, text, sizeof text - 1, 0644);
    if (!fault)
        fault = rehab_table_each(ctl->pool, apr_pstrcat(ctl->pool, ctl->home,
                                                        "/conf/demo/accounts.csv", NULL), take, &l);
    return fault ? fault : rehab_key_publish(&l.team);
}
