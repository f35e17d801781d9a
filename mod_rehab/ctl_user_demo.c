/* ctl_user_demo.c: conf/demo/accounts.csv in, accounts with fixed secrets out: a demonstration whose
 * doors everybody knows.  It is marked as one, so that httpd opens it to this machine alone. */
#include <apr_strings.h>
#include <stdio.h>
#include <string.h>

#include "account.h"
#include "ctl_user.h"
#include "fold.h"
#include "import_parts.h"
#include "password.h"
#include "totp.h"

typedef struct loading { rehab_user *user; } loading;

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

typedef struct person { loading *l; const char *roles, *password, *totp; } person;

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
    return fault;
}

static rehab_fault *take(void *baton, const rehab_columns *columns, const rehab_csv_record *record)
{
    loading *l = baton;
    apr_pool_t *pool = l->user->ctl->pool;
    const char *employer = column(l, columns, record, "employer");
    const char *roles = column(l, columns, record, "roles");
    const char *password = column(l, columns, record, "password");
    person p = { .l = l, .totp = column(l, columns, record, "totp") };
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
    loading l = { &user };
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
    fault = rehab_ctl_write(ctl, mark, text, sizeof text - 1, 0644);
    return fault ? fault
        : rehab_table_each(ctl->pool, apr_pstrcat(ctl->pool, ctl->home, "/conf/demo/accounts.csv",
                                                  NULL), take, &l);
}
