/* session.c: in goes a cookie's token, out comes who asks; in goes who has signed in, out comes a
 * new token. */
#include "session.h"

#include <apr_strings.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "code.h"
#include "route.h"
#include "session_key.h"

/* Ten minutes for a second step, an hour to set one up; and a minute between notes of being seen. */
enum { SECOND_LIFE = 600, ENROL_LIFE = 3600, SEEN_EVERY = 60, FORM_TOKEN_BYTES = 16 };

static const char session_seen[] = "UPDATE session SET last_seen = :now WHERE hash = :session_hash";

static const char *const stage_names[] = { "second", "enrol", "full" };

/* Where each role begins its day, the more particular first. */
static const struct { unsigned roles; const char *pattern; } starts[] = {
    { REHAB_STAFF, "/staff" }, { REHAB_EMPLOYER, "/employer" }, { REHAB_VOLUNTEER, "/volunteer/me" },
};

/* A keyed hash of nothing but the token: who knows one form's text still does not know the cookie. */
static const char *form_token_of(apr_pool_t *pool, const char *token)
{
    enum { VARIANT = sodium_base64_VARIANT_URLSAFE_NO_PADDING };
    unsigned char digest[FORM_TOKEN_BYTES];
    apr_size_t room = sodium_base64_ENCODED_LEN(sizeof digest, VARIANT);
    char *text = apr_palloc(pool, room);

    crypto_generichash(digest, sizeof digest, (const unsigned char *)"form", 4,
                       (const unsigned char *)token, strlen(token));
    return sodium_bin2base64(text, room, digest, sizeof digest, VARIANT);
}

static int is_token(const char *text)
{
    enum { LENGTH = 43 };

    return text && strlen(text) == LENGTH
           && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == LENGTH;
}

static rehab_stage stage_named(const char *name)
{
    for (int i = 0; name && i < REHAB_STAGE_FULL; i++)
        if (strcmp(stage_names[i], name) == 0)
            return (rehab_stage)i;
    return REHAB_STAGE_FULL;
}

static const char *moment(rehab_request *request, apr_int64_t seconds)
{
    return rehab_moment_text(request->pool, request->site, seconds);
}

static rehab_fault *read_session(rehab_request *request, rehab_connection *connection,
                                 apr_table_t **row, apr_array_header_t **roles)
{
    rehab_fault *fault;

    rehab_values_set(request->pool, request->values, "session_hash", REHAB_TYPE_TEXT,
                     rehab_link_hash(request->pool, request->visit.token));
    rehab_values_set(request->pool, request->values, "idle_since", REHAB_TYPE_TEXT,
                     moment(request, -(apr_int64_t)request->site->session_idle * 60));
    fault = rehab_db_row(connection, request->pool, "engine/session",
                         "SELECT s.hash AS hash, s.stage AS stage, s.last_seen AS last_seen,"
                         " a.account_id AS account_id, a.code AS code, a.name AS name,"
                         " a.employer_id AS employer_id, a.place_key AS place_key"
                         " FROM session s JOIN account a ON a.account_id = s.account_id"
                         " WHERE s.hash = :session_hash AND s.expires > :now"
                         " AND s.last_seen > :idle_since AND a.disabled IS NULL",
                         request->values, row);
    return fault || !*row ? fault
        : rehab_db_list(connection, request->pool, "engine/session-roles",
                        "SELECT r.role AS role FROM account_role r"
                        " JOIN session s ON s.account_id = r.account_id"
                        " WHERE s.hash = :session_hash", request->values, roles);
}

/* The next minute notes it again when this one cannot: nobody's page fails for it. */
static void note_seen(rehab_request *request, rehab_connection *connection, const char *last_seen)
{
    rehab_fault *fault;

    if (strcmp(last_seen, moment(request, -SEEN_EVERY)) > 0)
        return;
    fault = rehab_db_begin_write(connection);
    if (!fault)
        fault = rehab_db_tell(connection, request->pool, "engine/session-seen",
                              session_seen, request->values, NULL);
    if (!fault)
        fault = rehab_db_commit(connection);
    if (fault) {
        rehab_db_rollback(connection);
        rehab_log_line(request->runtime->log, REHAB_LOG_INFO, "%s", fault->cause);
    }
}

static void take_session(rehab_request *request, const apr_table_t *row,
                         const apr_array_header_t *roles)
{
    rehab_session *session = apr_pcalloc(request->pool, sizeof *session);
    static const struct { const char *name, *column; rehab_type type; } values[] = {
        { "me", "account_id", REHAB_TYPE_BIGINT }, { "my_code", "code", REHAB_TYPE_TEXT },
        { "my_employer", "employer_id", REHAB_TYPE_BIGINT }, { "my_session", "hash", REHAB_TYPE_TEXT },
        { "my_locality", "place_key", REHAB_TYPE_TEXT },
    };

    session->token = request->visit.token;
    session->hash = apr_table_get(row, "hash");
    session->form_token = form_token_of(request->pool, session->token);
    session->stage = stage_named(apr_table_get(row, "stage"));
    session->account_id = apr_table_get(row, "account_id");
    session->code = apr_table_get(row, "code");
    session->name = apr_table_get(row, "name");
    for (int i = 0; i < roles->nelts; i++)
        session->roles |= (unsigned)rehab_role_named(APR_ARRAY_IDX(roles, i, const char *));
    request->session = session;
    if (session->stage == REHAB_STAGE_FULL)
        request->roles |= session->roles;
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        rehab_values_set(request->pool, request->values, values[i].name, values[i].type,
                         apr_table_get(row, values[i].column));
}

static rehab_fault *find_in(rehab_request *request, rehab_db *db, apr_table_t **row,
                            apr_array_header_t **roles)
{
    rehab_connection *connection;
    rehab_fault *fault = rehab_db_borrow(db, request->pool, &connection);

    if (fault)
        return fault;
    fault = read_session(request, connection, row, roles);
    if (!fault && *row && db == request->runtime->db)
        note_seen(request, connection, apr_table_get(*row, "last_seen"));
    rehab_db_return(connection);
    return fault;
}

rehab_fault *rehab_session_find(rehab_request *request)
{
    const rehab_runtime *runtime = request->runtime;
    apr_array_header_t *roles = NULL;
    apr_table_t *row = NULL;
    rehab_fault *fault = NULL;

    if (!request->visit.token || request->session)
        return NULL;
    if (is_token(request->visit.token) && runtime->db)
        fault = find_in(request, runtime->db, &row, &roles);
    /* A session that the replica does not have may only be too new for it: nobody is signed out. */
    if (fault && fault->status == REHAB_AWAY && runtime->replica
        && !find_in(request, runtime->replica, &row, &roles) && row)
        fault = NULL;
    if (!fault && row)
        take_session(request, row, roles);
    else if (!fault)
        request->visit.new_token = "";
    return fault;
}

rehab_fault *rehab_session_begin(rehab_request *request, rehab_connection *connection,
                                 const char *account_id, rehab_stage stage)
{
    apr_pool_t *pool = request->pool;
    const char *token = rehab_link_new(pool);
    apr_int64_t life = stage == REHAB_STAGE_SECOND  ? SECOND_LIFE
                       : stage == REHAB_STAGE_ENROL ? ENROL_LIFE
                                                    : (apr_int64_t)request->site->session_life * 60;
    const unsigned char *team = NULL;
    /* The key that the step before had goes along to the next: of the same account, nobody else's. */
    rehab_fault *fault = request->session && strcmp(request->session->account_id, account_id) == 0
        ? rehab_session_key_take(pool, connection, request->session->hash, request->session->token,
                                 &team) : NULL;

    if (!fault)
        fault = rehab_session_end(request, connection);
    rehab_values_set(pool, request->values, "session_hash", REHAB_TYPE_TEXT,
                     rehab_link_hash(pool, token));
    rehab_values_set(pool, request->values, "session_account", REHAB_TYPE_BIGINT, account_id);
    rehab_values_set(pool, request->values, "session_stage", REHAB_TYPE_TEXT, stage_names[stage]);
    rehab_values_set(pool, request->values, "session_expires", REHAB_TYPE_TEXT,
                     moment(request, life));
    request->visit.new_token = token;
    if (!fault)
        fault = rehab_db_tell(
            connection, pool, "engine/session-begin",
            "INSERT INTO session (hash, account_id, stage, created, last_seen, expires)"
            " VALUES (:session_hash, :session_account, :session_stage, :now, :now,"
            " :session_expires)", request->values, NULL);
    return fault ? fault : rehab_session_key_put(pool, connection, rehab_link_hash(pool, token),
                                                 token, team);
}

rehab_fault *rehab_session_end(rehab_request *request, rehab_connection *connection)
{
    if (!request->session)
        return NULL;
    request->visit.new_token = "";
    rehab_values_set(request->pool, request->values, "session_hash", REHAB_TYPE_TEXT,
                     request->session->hash);
    return rehab_db_tell(connection, request->pool, "engine/session-end",
                         "DELETE FROM session WHERE hash = :session_hash", request->values, NULL);
}

rehab_fault *rehab_session_hold(rehab_request *request, rehab_connection *connection)
{
    int there = 0;
    rehab_fault *fault;

    rehab_values_set(request->pool, request->values, "session_hash", REHAB_TYPE_TEXT,
                     request->session->hash);
    fault = rehab_db_tell(connection, request->pool, "engine/session-seen", session_seen,
                          request->values, &there);
    return fault || there ? fault
        : rehab_fault_make(request->pool, REHAB_FORBIDDEN, "fault.signed_out",
                           "%s: the session was ended meanwhile", request->page->name);
}

rehab_fault *rehab_session_end_others(rehab_request *request, rehab_connection *connection)
{
    return rehab_db_tell(connection, request->pool, "engine/session-end-others",
                         "DELETE FROM session WHERE account_id = :me AND hash <> :my_session",
                         request->values, NULL);
}

int rehab_session_token_is_right(const rehab_session *session, const char *form_token)
{
    apr_size_t length = strlen(session->form_token);

    return form_token && strlen(form_token) == length
           && sodium_memcmp(form_token, session->form_token, length) == 0;
}

const char *rehab_session_return(apr_pool_t *pool, const rehab_site *site, const char *to)
{
    static const char safe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-._~";
    enum { LONGEST = 200 };
    apr_size_t base = strlen(site->base);

    if (!to || strlen(to) > LONGEST || strncmp(to, site->base, base) != 0 || to[base] != '/'
        || to[strspn(to, safe)] || strstr(to, "//") || strstr(to, "/."))
        return NULL;
    return apr_pstrdup(pool, to);
}

void rehab_session_go_on(rehab_request *request, unsigned roles, const char *to)
{
    rehab_match match;

    request->location = "/account";
    request->address = rehab_session_return(request->pool, request->site, to);
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        const rehab_page *page = NULL;

        if ((starts[i].roles & roles)
            && rehab_router_match(request->pool, request->site->router, "GET", starts[i].pattern, 0,
                                  &match))
            page = match.page;
        if (page && (page->roles & roles)) {
            request->location = starts[i].pattern;
            return;
        }
    }
}

const char *rehab_session_way_in(rehab_request *request, const char *to)
{
    const rehab_session *session = request->session;
    const char *path = !session                               ? "/sign-in"
                       : session->stage == REHAB_STAGE_SECOND ? "/sign-in/second"
                                                              : "/account/second";

    to = rehab_session_return(request->pool, request->site, to);
    return to ? apr_pstrcat(request->pool, path, "?to=", to, NULL) : path;
}
