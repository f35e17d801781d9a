/* ctl_user.c: rehabctl user add|list|disable|password|role|code. */
#include <apr_strings.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "account.h"
#include "code.h"
#include "ctl_user.h"
#include "engine.h"
#include "outbox.h"
#include "password.h"
#include "totp.h"

enum { DAY = 86400, SPARE_BYTES = REHAB_TOTP_BYTES };

static void set(rehab_user *user, const char *name, const char *text)
{
    rehab_values_set(user->ctl->pool, user->request->values, name, REHAB_TYPE_TEXT, text);
}

static rehab_fault *audit(rehab_user *user, rehab_connection *connection)
{
    return rehab_audit_write(user->request, connection, user->verb, "account", user->code);
}

/* The account of the operand: an address, or a code with or without its dash. */
static rehab_fault *find(rehab_user *user, rehab_connection *connection)
{
    apr_pool_t *pool = user->ctl->pool;
    const char *word = rehab_ctl_word(user->ctl, 1), *mail = NULL;
    rehab_param param = { .name = "mail", .kind = REHAB_EMAIL };
    apr_table_t *row = NULL;
    rehab_fault *fault;

    if (rehab_kind_check(pool, &param, word, strlen(word), &mail))
        mail = NULL;
    set(user, "mail_lookup", mail ? rehab_lookup(pool, user->runtime.keys, mail) : NULL);
    set(user, "code", mail ? NULL : rehab_code_read(pool, word));
    fault = rehab_db_row(connection, pool, "user/find",
                         "SELECT account_id AS id, code AS code FROM account"
                         " WHERE mail_lookup = :mail_lookup OR code = :code",
                         user->request->values, &row);
    if (!fault && !row)
        return rehab_fault_make(pool, REHAB_NOT_FOUND, "fault.missing",
                                "there is no account of that address or code");
    if (fault)
        return fault;
    user->id = apr_table_get(row, "id");
    user->code = apr_table_get(row, "code");
    set(user, "code", user->code);
    return NULL;
}

/* A link to set a password by: into the outbox, or, with --link, onto the terminal. */
static rehab_fault *send_link(rehab_user *user, rehab_connection *connection, const char *kind,
                              int days)
{
    apr_pool_t *pool = user->ctl->pool;
    const char *link = rehab_link_new(pool), *lang = "he";
    rehab_mail mail = { .template_name = apr_pstrcat(pool, "account/", kind, NULL),
                        .path = "account/invite-mail.sql" };
    rehab_fault *fault;

    set(user, "kind", kind);
    set(user, "new_link", rehab_link_hash(pool, link));
    set(user, "new_link_raw", link);
    set(user, "expires", rehab_moment_text(pool, user->ctl->site, (apr_int64_t)days * DAY));
    fault = rehab_user_run(user, connection, "link-add", NULL);
    if (fault)
        return fault;
    if (rehab_ctl_option(user->ctl, "link")) {
        if (rehab_values_get(user->request->values, "language"))
            lang = rehab_values_get(user->request->values, "language");
        printf("%s/%s/password/%s\n", user->ctl->site->url, lang, link);
        return NULL;
    }
    fault = rehab_sql_read(pool, user->ctl->site->sql_directory, mail.path,
                           user->ctl->site->database.dialect, &mail.statement);
    return fault ? fault
        : rehab_outbox_queue(pool, connection, user->runtime.keys, &mail, user->request->values,
                             lang);
}

static rehab_fault *add(rehab_request *request, rehab_connection *connection, void *baton)
{
    rehab_user *user = baton;
    const char *roles = rehab_ctl_option(user->ctl, "role");
    rehab_fault *fault = rehab_user_add(user, connection);

    (void)request;
    user->verb = "adds";
    if (!fault)
        fault = rehab_user_set_roles(user, connection, roles ? roles : "");
    if (!fault)
        fault = send_link(user, connection, "invite", 7);
    if (!fault)
        fault = audit(user, connection);
    if (!fault && !rehab_ctl_option(user->ctl, "link"))
        printf("%s\n", rehab_code_show(user->ctl->pool, user->code));
    return fault;
}

static rehab_fault *disable(rehab_request *request, rehab_connection *connection, void *baton)
{
    rehab_user *user = baton;
    int again = rehab_ctl_option(user->ctl, "undo") != NULL;
    rehab_fault *fault = find(user, connection);

    user->verb = again ? "enables" : "disables";
    set(user, "since", again ? NULL : rehab_values_get(request->values, "now"));
    if (!fault)
        fault = rehab_user_run(user, connection, "disable", NULL);
    if (!fault)
        fault = rehab_user_run(user, connection, "sessions-drop", NULL);
    return fault ? fault : audit(user, connection);
}

static rehab_fault *change_roles(rehab_request *request, rehab_connection *connection, void *baton)
{
    rehab_user *user = baton;
    rehab_fault *fault = find(user, connection);

    (void)request;
    user->verb = "changes-roles";
    if (!fault)
        fault = rehab_user_set_roles(user, connection, rehab_ctl_word(user->ctl, 2));
    /* What was open goes on with the new roles at the next request; a second step may be due. */
    if (!fault)
        fault = rehab_user_run(user, connection, "sessions-drop", NULL);
    return fault ? fault : audit(user, connection);
}

static rehab_fault *set_password(rehab_request *request, rehab_connection *connection, void *baton)
{
    rehab_user *user = baton;
    rehab_fault *fault = find(user, connection);

    user->verb = "sets-password";
    if (!fault && user->password)
        fault = rehab_account_set_password(request, connection, user->id, user->password);
    else if (!fault)
        fault = send_link(user, connection, "password", 1);
    return fault ? fault : audit(user, connection);
}

/* For who has neither telephone nor paper: one code more, told to them by whoever runs this. */
static rehab_fault *give_code(rehab_request *request, rehab_connection *connection, void *baton)
{
    rehab_user *user = baton;
    unsigned char bits[SPARE_BYTES];
    const char *spare;
    rehab_fault *fault = find(user, connection);

    if (fault)
        return fault;
    randombytes_buf(bits, sizeof bits);
    spare = rehab_totp_spare(user->ctl->pool, bits, 0);
    user->verb = "gives-code";
    fault = rehab_account_add_spare(request, connection, user->id, user->code, spare);
    if (!fault)
        fault = audit(user, connection);
    if (!fault)
        printf("%s\n", spare);
    return fault;
}

static rehab_fault *take_account(void *baton, const rehab_row *row)
{
    int *rows = baton;

    if (!(*rows)++)
        rehab_ctl_csv(row->columns, row->names);
    rehab_ctl_csv(row->columns, row->values);
    return NULL;
}

static rehab_fault *list(rehab_request *request, rehab_connection *connection, void *baton)
{
    rehab_user *user = baton;
    rehab_statement *statement;
    int rows = 0;
    rehab_fault *fault = rehab_sql_read(user->ctl->pool, user->ctl->site->sql_directory,
                                        "account/list.sql", user->ctl->site->database.dialect,
                                        &statement);

    return fault ? fault : rehab_db_run(connection, user->ctl->pool, statement, request->values,
                                        take_account, &rows, NULL);
}

static void take_options(rehab_user *user)
{
    static const struct { const char *option, *name; } options[] = {
        { "lang", "language" }, { "name", "name" }, { "employer", "employer_code" },
        { "place", "place" },
    };
    const char *code = rehab_ctl_option(user->ctl, "employer");

    set(user, "address", rehab_ctl_word(user->ctl, 1));
    set(user, "employer_folded", NULL);
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
        set(user, options[i].name, rehab_ctl_option(user->ctl, options[i].option));
    if (!rehab_ctl_option(user->ctl, "lang"))
        set(user, "language", "he");
    if (code)
        set(user, "employer_code", rehab_code_read(user->ctl->pool, code));
}

/* From the environment or asked; NULL in *hash where a link is to be sent. */
static rehab_fault *take_password(rehab_user *user)
{
    const char *given = getenv("REHAB_PASSWORD"), *weak;
    int by_link = rehab_ctl_option(user->ctl, "link") || rehab_ctl_option(user->ctl, "mail");

    if (by_link)
        return NULL;
    if (!given || !*given)
        given = rehab_ctl_ask(user->ctl, "a password for the account: ");
    weak = given ? rehab_password_weakness(user->ctl->pool, user->ctl->site, given) : "missing";
    if (weak)
        return rehab_fault_make(user->ctl->pool, REHAB_INVALID, "fault.invalid",
                                "the password is %s: at least %d characters that are not easy to "
                                "guess", weak, REHAB_PASSWORD_LEAST);
    return rehab_password_hash(user->ctl->pool, NULL, given, &user->password);
}

static const struct {
    const char *name;
    int words;
    rehab_fault *(*run)(rehab_request *request, rehab_connection *connection, void *baton);
} acts[] = {
    { "add", 2, add }, { "list", 1, list }, { "disable", 2, disable },
    { "password", 2, set_password }, { "role", 3, change_roles }, { "code", 2, give_code },
};

int rehab_ctl_user(rehab_ctl *ctl)
{
    const char *what = rehab_ctl_word(ctl, 0);
    rehab_user user;

    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        rehab_fault *fault;

        if (strcmp(acts[i].name, what) != 0 || ctl->words->nelts != acts[i].words)
            continue;
        fault = rehab_user_open(ctl, &user);
        if (!fault)
            take_options(&user);
        if (!fault && acts[i].run == set_password)
            fault = take_password(&user);
        if (!fault)
            fault = rehab_account_transact(user.request, acts[i].run, &user);
        return fault ? rehab_ctl_fail(ctl, fault) : REHAB_CTL_FINE;
    }
    return rehab_ctl_misused(ctl, "user list, add MAIL, or disable, password or code with a MAIL or "
                             "CODE, or role MAIL ROLES");
}
