/* action_sign_in.c: in go a name and a password, out comes a session; and the way out.  What a known
 * and an unknown name get is the same: the tries counted, one hash, one row in the audit, the
 * answer. */
#include "action.h"

#include <apr_strings.h>

#include "account.h"
#include "engine.h"
#include "hold.h"
#include "password.h"

typedef struct entry {
    rehab_account account;
    rehab_attempt attempt;
    rehab_hold hold;                    /* of staff                                              */
} entry;

/* Who it may be, and whether one more try is open. */
static rehab_fault *look(rehab_request *request, entry *e)
{
    const char *lookup = rehab_values_get(request->values, "mail_lookup");
    rehab_connection *connection;
    rehab_fault *fault = rehab_request_borrow(request, &connection);

    if (fault)
        return fault;
    fault = rehab_account_find(request, connection, lookup, NULL, &e->account);
    e->attempt.kind = "password";
    e->attempt.name = lookup;
    if (!fault)
        fault = rehab_account_device(request, connection, &e->account, &e->attempt.device);
    if (!fault)
        fault = rehab_attempt_count(request, connection, &e->attempt);
    rehab_db_return(connection);
    return fault;
}

/* The keys that lie under the password, which is right. */
static rehab_fault *open_keys(rehab_request *request, const char *password, entry *e)
{
    rehab_connection *connection;
    rehab_fault *fault;

    if (!(e->account.roles & REHAB_STAFF))
        return NULL;
    fault = rehab_request_borrow(request, &connection);
    if (fault)
        return fault;
    fault = rehab_hold_read(request->pool, connection, e->account.id, &e->hold);
    rehab_db_return(connection);
    return fault ? fault
                 : rehab_hold_open(request->pool, request->runtime->hashes, password, 1, &e->hold);
}

static rehab_fault *begin(rehab_request *request, rehab_connection *connection, void *baton)
{
    const entry *e = baton;
    int second = e->account.totp != NULL, enrol = !second && (e->account.roles & REHAB_STAFF);
    rehab_fault *fault = rehab_account_hold(request, connection, &e->account);

    if (fault)
        return fault;
    if (!second && !enrol)
        return rehab_account_enter(request, connection, &e->account, &e->attempt);
    fault = rehab_session_begin(request, connection, e->account.id,
                                second ? REHAB_STAGE_SECOND : REHAB_STAGE_ENROL);
    if (!fault)
        fault = rehab_account_keep_keys(request, connection, &e->hold);
    return fault ? fault : rehab_attempt_return(request, connection, &e->attempt);
}

static rehab_fault *note_failure(rehab_request *request, rehab_connection *connection, void *baton)
{
    const entry *e = baton;

    return rehab_audit_write(request, connection, "fails-to-sign-in", "account", e->account.code);
}

static rehab_fault *refuse(rehab_request *request, entry *e)
{
    rehab_fault *fault = rehab_account_transact(request, note_failure, e);

    if (fault)
        return fault;
    rehab_complain_of(request, NULL, "wrong", 0);
    return rehab_fault_make(request->pool, REHAB_INVALID, "fault.invalid",
                            "%s: a wrong name or password", request->page->name);
}

static void go_on(rehab_request *request, const entry *e)
{
    const char *to = rehab_session_return(request->pool, request->site,
                                          rehab_values_get(request->values, "to"));
    const char *path = e->account.totp                   ? "/sign-in/second"
                       : e->account.roles & REHAB_STAFF ? "/account/second" : NULL;

    if (path)
        request->location = to ? apr_pstrcat(request->pool, path, "?to=", to, NULL) : path;
    else
        rehab_session_go_on(request, e->account.roles, to);
}

rehab_fault *rehab_action_sign_in(rehab_request *request)
{
    const char *password = rehab_values_get(request->values, "password");
    entry e = { .account = { 0 } };
    int right = 0;
    rehab_fault *fault = look(request, &e);

    if (!fault)
        fault = rehab_password_check(request->pool, request->runtime->hashes, password,
                                     e.account.password, &right);
    if (!fault && right)
        fault = open_keys(request, password, &e);
    if (!fault)
        fault = right ? rehab_account_transact(request, begin, &e) : refuse(request, &e);
    if (!fault)
        go_on(request, &e);
    return fault;
}

static rehab_fault *end(rehab_request *request, rehab_connection *connection, void *baton)
{
    rehab_fault *fault = rehab_session_end(request, connection);

    (void)baton;
    return fault ? fault : rehab_audit_write(request, connection, "signs-out", "account",
                                             request->session->code);
}

rehab_fault *rehab_action_sign_out(rehab_request *request)
{
    request->location = request->page->see_other;
    return request->session ? rehab_account_transact(request, end, NULL) : NULL;
}
