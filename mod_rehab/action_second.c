/* action_second.c: the second step: a code from the telephone, or one of those on paper, makes a
 * session whole; and how a telephone gets to know the secret.  Until its first code is right a new
 * secret is stored nowhere: it follows from the session's token. */
#include "action.h"

#include <apr_strings.h>
#include <sodium.h>
#include <string.h>

#include "account.h"
#include "document.h"
#include "engine.h"
#include "password.h"
#include "totp.h"

typedef struct step {
    rehab_account account;
    rehab_attempt attempt;
    const unsigned char *secret;
    apr_int64_t matched;                /* the 30 seconds whose code was typed; 0: none          */
    int used;                           /* a spare code was                                      */
} step;

static rehab_fault *look(rehab_request *request, step *s)
{
    rehab_connection *connection;
    rehab_fault *fault = rehab_request_borrow(request, &connection);

    if (fault)
        return fault;
    fault = rehab_account_find(request, connection, NULL, request->session->account_id,
                               &s->account);
    s->attempt.kind = "second";
    s->attempt.name = request->session->code;
    if (!fault)
        fault = rehab_account_device(request, connection, &s->account, &s->attempt.device);
    if (!fault)
        fault = rehab_attempt_count(request, connection, &s->attempt);
    rehab_db_return(connection);
    return fault;
}

static apr_int64_t now_step(const rehab_request *request)
{
    return apr_time_sec(rehab_now(request->site)) / REHAB_TOTP_SECONDS;
}

static rehab_fault *wrong(rehab_request *request, const char *param)
{
    rehab_complain_of(request, param, "wrong", 0);
    return rehab_fault_make(request->pool, REHAB_INVALID, "fault.invalid", "%s: %s is wrong",
                            request->page->name, param);
}

/* A code works once, also when it comes twice at the same moment. */
static rehab_fault *spend_step(rehab_request *request, rehab_connection *connection, step *s)
{
    rehab_values_set(request->pool, request->values, "totp_step", REHAB_TYPE_BIGINT,
                     apr_psprintf(request->pool, "%" APR_INT64_T_FMT, s->matched));
    return rehab_db_tell(connection, request->pool, "engine/totp-step",
                         "UPDATE account SET totp_step = :totp_step"
                         " WHERE account_id = :account_id AND totp_step < :totp_step",
                         request->values, &s->used);
}

/* What this step stands on, the password and the session of the step before, is still so. */
static rehab_fault *hold(rehab_request *request, rehab_connection *connection, const step *s)
{
    rehab_fault *fault = rehab_account_hold(request, connection, &s->account);

    return fault ? fault : rehab_session_hold(request, connection);
}

static rehab_fault *finish(rehab_request *request, rehab_connection *connection, void *baton)
{
    step *s = baton;
    const char *typed = rehab_values_get(request->values, "second_code");
    rehab_fault *fault = hold(request, connection, s);

    if (!fault)
        fault = s->matched
            ? spend_step(request, connection, s)
            : rehab_account_use_spare(request, connection, &s->account, typed, &s->used);
    if (fault)
        return fault;
    return s->used ? rehab_account_enter(request, connection, &s->account, &s->attempt)
                   : rehab_audit_write(request, connection, "fails-second-step", "account",
                                       s->account.code);
}

rehab_fault *rehab_action_second_step(rehab_request *request)
{
    const char *to = rehab_values_get(request->values, "to");
    step s = { .matched = 0 };
    rehab_fault *fault;

    /* Ten minutes are over, or the password was never given: it begins anew. */
    if (!request->session || request->session->stage != REHAB_STAGE_SECOND) {
        request->location = "/sign-in";
        return NULL;
    }
    fault = look(request, &s);
    if (!fault)
        fault = rehab_account_open_totp(request, &s.account, &s.secret);
    if (!fault && s.secret)
        s.matched = rehab_totp_match(request->pool, s.secret,
                                     rehab_values_get(request->values, "second_code"),
                                     now_step(request), s.account.totp_step);
    if (!fault)
        fault = rehab_account_transact(request, finish, &s);
    if (!fault && !s.used)
        fault = wrong(request, "second_code");
    if (!fault)
        rehab_session_go_on(request, s.account.roles, to);
    return fault;
}

static const unsigned char *offered_secret(rehab_request *request)
{
    unsigned char *secret = apr_palloc(request->pool, REHAB_TOTP_BYTES);
    const char *token = request->session->token;

    crypto_generichash(secret, REHAB_TOTP_BYTES, (const unsigned char *)"second step", 11,
                       (const unsigned char *)token, strlen(token));
    return secret;
}

/* In groups of four, as it is typed into a telephone. */
static const char *in_groups(apr_pool_t *pool, const char *text)
{
    char *grouped = apr_palloc(pool, strlen(text) * 2), *to = grouped;

    for (int i = 0; text[i]; i++) {
        if (i && i % 4 == 0)
            *to++ = ' ';
        *to++ = text[i];
    }
    *to = 0;
    return grouped;
}

/* The name under which a telephone lists it is our host's, which says no more than the address. */
rehab_fault *rehab_action_second_show(rehab_request *request)
{
    apr_pool_t *pool = request->pool;
    const unsigned char *secret = offered_secret(request);
    const char *text = rehab_base32(pool, secret, REHAB_TOTP_BYTES);
    const char *host = strstr(request->site->url, "://") + 3;
    xmlNodePtr second = rehab_document_add(xmlDocGetRootElement(request->document), "second");

    host = apr_pstrmemdup(pool, host, strcspn(host, ":/"));
    rehab_document_set(second, "secret", in_groups(pool, text));
    rehab_document_set(second, "asks_password",
                       request->session->stage == REHAB_STAGE_FULL ? "1" : NULL);
    rehab_document_set(second, "address",
                       apr_psprintf(pool, "otpauth://totp/%s:%s?secret=%s&issuer=%s", host,
                                    request->session->code, text, host));
    for (int i = 0; i < REHAB_TOTP_SPARES; i++)
        rehab_document_set(rehab_document_add(second, "spare"), "code",
                           rehab_totp_spare(pool, secret, i));
    return NULL;
}

/* Every session that began without this second step ends with it. */
static rehab_fault *set_up(rehab_request *request, rehab_connection *connection, void *baton)
{
    step *s = baton;
    rehab_fault *fault = hold(request, connection, s);

    if (!fault)
        fault = rehab_account_set_totp(request, connection, &s->account, s->secret, s->matched);
    if (!fault)
        fault = rehab_session_end_others(request, connection);
    if (!fault)
        fault = rehab_audit_write(request, connection, "sets-second-step", "account",
                                  s->account.code);
    return fault ? fault : rehab_account_enter(request, connection, &s->account, &s->attempt);
}

/* Who is signed in already says the password again: a browser left open must not be enough. */
static rehab_fault *check_password(rehab_request *request, const step *s)
{
    const char *password = rehab_values_get(request->values, "password");
    int right = request->session->stage == REHAB_STAGE_ENROL;
    rehab_fault *fault = right ? NULL
        : rehab_password_check(request->pool, request->runtime->hashes, password ? password : "",
                               s->account.password, &right);

    return fault || right ? fault : wrong(request, "password");
}

rehab_fault *rehab_action_second_set(rehab_request *request)
{
    step s = { .secret = offered_secret(request) };
    int begins = request->session->stage == REHAB_STAGE_ENROL;
    rehab_fault *fault = look(request, &s);

    if (!fault)
        fault = check_password(request, &s);
    if (!fault)
        s.matched = rehab_totp_match(request->pool, s.secret,
                                     rehab_values_get(request->values, "second_code"),
                                     now_step(request), 0);
    if (!fault && !s.matched)
        fault = wrong(request, "second_code");
    if (!fault)
        fault = rehab_account_transact(request, set_up, &s);
    if (fault)
        return fault;
    if (begins)
        rehab_session_go_on(request, s.account.roles, rehab_values_get(request->values, "to"));
    else
        request->location = request->page->see_other;
    return NULL;
}
