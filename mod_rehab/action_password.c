/* action_password.c: in goes a new password, with a mailed link or with the old one, out comes an
 * account that has it, and no session of before. */
#include "action.h"

#include <apr_strings.h>

#include "account.h"
#include "engine.h"
#include "hold.h"
#include "password.h"

typedef struct setting {
    rehab_account account;
    rehab_attempt attempt;              /* at the old password                                   */
    const char *hash;
    int linked;                         /* by a link that has now been used                      */
    int makes;                          /* the page's writes make the account                    */
    rehab_hold hold;                    /* what lies under the old password                      */
} setting;

static rehab_fault *gone(rehab_request *request)
{
    return rehab_fault_make(request->pool, REHAB_GONE, "fault.link",
                            "%s: a link that is used, over, or none", request->page->name);
}

/* Whose the link is.  Where the page has writes they make the account, and its id is not known. */
static rehab_fault *find_link(rehab_request *request, rehab_connection *connection, const char **id)
{
    static const char known[] =
        "SELECT account_id AS id FROM link WHERE hash = :link"
        " AND kind IN ('password', 'invite') AND used IS NULL AND expires > :now";
    static const char making[] =
        "SELECT hash AS id FROM link WHERE hash = :link"
        " AND kind NOT IN ('password', 'invite') AND used IS NULL AND expires > :now";

    return rehab_db_ask(connection, request->pool, "engine/link",
                        request->page->writes->nelts ? making : known, request->values, id);
}

static rehab_fault *find(rehab_request *request, rehab_connection *connection, setting *s)
{
    const char *link = rehab_values_get(request->values, "link"), *id = NULL;
    rehab_fault *fault = NULL;

    if (link)
        fault = find_link(request, connection, &id);
    else
        id = request->session->account_id;
    if (!fault && !id)
        fault = gone(request);
    s->makes = link && request->page->writes->nelts;
    if (!fault && !s->makes)
        fault = rehab_account_find(request, connection, NULL, id, &s->account);
    if (fault || link)
        return fault;
    fault = rehab_hold_read(request->pool, connection, id, &s->hold);
    if (fault)
        return fault;
    s->attempt.kind = "password";
    s->attempt.name = s->account.mail_lookup;
    fault = rehab_account_device(request, connection, &s->account, &s->attempt.device);
    return fault ? fault : rehab_attempt_count(request, connection, &s->attempt);
}

static rehab_fault *look(rehab_request *request, setting *s)
{
    rehab_connection *connection;
    rehab_fault *fault = rehab_request_borrow(request, &connection);

    if (fault)
        return fault;
    fault = find(request, connection, s);
    rehab_db_return(connection);
    return fault || s->account.id || s->makes ? fault : gone(request);
}

static rehab_fault *refuse(rehab_request *request, const char *param, const char *code)
{
    rehab_complain_of(request, param, code, 0);
    return rehab_fault_make(request->pool, REHAB_INVALID, "fault.invalid", "%s: %s is %s",
                            request->page->name, param, code);
}

static rehab_fault *check_old(rehab_request *request, const setting *s)
{
    const char *old = rehab_values_get(request->values, "old");
    int right = 0;
    rehab_fault *fault = rehab_password_check(request->pool, request->runtime->hashes,
                                              old ? old : "", s->account.password, &right);

    return fault || right ? fault : refuse(request, "old", "wrong");
}

/* What lies under the old password is to lie under the new one; a link opens nothing, and what it
 * could not open ends with it. */
static rehab_fault *move_keys(rehab_request *request, setting *s, const char *password)
{
    const char *old = rehab_values_get(request->values, "old");
    rehab_fault *fault = NULL;

    if (s->hold.wrapped && old)
        fault = rehab_hold_open(request->pool, request->runtime->hashes, old, 0, &s->hold);
    if (!fault && s->hold.own)
        fault = rehab_hold_close(request->pool, request->runtime->hashes, password, &s->hold);
    return fault;
}

static rehab_fault *use_link(rehab_request *request, rehab_connection *connection)
{
    int changed = 0;
    rehab_fault *fault = rehab_db_tell(connection, request->pool, "engine/link-use",
                                       "UPDATE link SET used = :now WHERE hash = :link"
                                       " AND used IS NULL", request->values, &changed);

    return fault || changed ? fault : gone(request);
}

/* The page's writes, of which one is named account and gives its id and code. */
static rehab_fault *make(rehab_request *request, rehab_connection *connection, setting *s)
{
    rehab_fault *fault = rehab_write_all(request, connection);

    s->account.id = rehab_values_get(request->values, "account_id");
    s->account.code = rehab_values_get(request->values, "account_code");
    return fault || s->account.id ? fault : gone(request);
}

static rehab_fault *set(rehab_request *request, rehab_connection *connection, void *baton)
{
    setting *s = baton;
    rehab_fault *fault = s->linked ? use_link(request, connection)
                                   : rehab_account_hold(request, connection, &s->account);

    if (!fault && !s->linked)
        fault = rehab_session_hold(request, connection);
    if (!fault && s->makes)
        fault = make(request, connection, s);
    if (!fault)
        fault = rehab_account_set_password(request, connection, s->account.id, s->hash);
    if (!fault)
        fault = rehab_audit_write(request, connection, "sets-password", "account",
                                  s->account.code);
    /* Who had the old one goes on in this browser, and only here. */
    if (!fault && !s->linked)
        fault = rehab_account_enter(request, connection, &s->account, &s->attempt);
    if (!fault && !s->linked)
        fault = rehab_account_keep_keys(request, connection, &s->hold);
    return fault;
}

rehab_fault *rehab_action_set_password(rehab_request *request)
{
    const char *password = rehab_values_get(request->values, "password");
    const char *weak = rehab_password_weakness(request->pool, request->site, password);
    setting s = { .linked = rehab_values_get(request->values, "link") != NULL };
    rehab_fault *fault = look(request, &s);

    if (!fault && !s.linked)
        fault = check_old(request, &s);
    if (!fault && weak)
        fault = refuse(request, "password", weak);
    if (!fault)
        fault = rehab_password_hash(request->pool, request->runtime->hashes, password, &s.hash);
    if (!fault && !s.linked)
        fault = move_keys(request, &s, password);
    if (!fault)
        fault = rehab_account_transact(request, set, &s);
    request->location = request->page->see_other;
    return fault;
}
