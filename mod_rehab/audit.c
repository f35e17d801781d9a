/* audit.c: in goes an act, out comes one row at the end of a chain whose every hash covers the one
 * before it.  One row, audit_head, is locked by whoever adds, so the chain has no forks. */
#include "audit.h"

#include <apr_strings.h>
#include <sodium.h>
#include <string.h>

#include "engine.h"

/* The public code of the thing: what a write or query of that name gave, else the path's. */
static const char *object_code(rehab_request *request)
{
    const char *object = request->page->audit_object;
    const char *code = object
        ? rehab_values_get(request->values, apr_pstrcat(request->pool, object, "_code", NULL)) : NULL;

    return code ? code : rehab_values_get(request->values, "code");
}

static void add_part(crypto_hash_sha256_state *state, const char *part)
{
    /* A separator that no part holds keeps ("ab","c") and ("a","bc") apart. */
    crypto_hash_sha256_update(state, (const unsigned char *)"\n", 1);
    if (part)
        crypto_hash_sha256_update(state, (const unsigned char *)part, strlen(part));
}

/* A reason is covered only where there is one: rows of before there were any stay what they are. */
static const char *chain_hash(apr_pool_t *pool, const char *previous, const rehab_act *act)
{
    const char *parts[] = { act->at, act->actor, act->role, act->verb, act->object, act->code,
                            act->page };
    unsigned char digest[crypto_hash_sha256_BYTES];
    char *hex = apr_palloc(pool, sizeof digest * 2 + 1);
    crypto_hash_sha256_state state;

    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, (const unsigned char *)previous, strlen(previous));
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        add_part(&state, parts[i]);
    if (act->reason)
        add_part(&state, act->reason);
    crypto_hash_sha256_final(&state, digest);
    return sodium_bin2hex(hex, sizeof digest * 2 + 1, digest, sizeof digest);
}

static rehab_fault *store(apr_pool_t *pool, rehab_connection *connection, rehab_values *values)
{
    rehab_fault *fault = rehab_db_tell(
        connection, pool, "engine/audit",
        "INSERT INTO audit (at, actor, role, verb, object, code, page, reason, previous, hash)"
        " VALUES (:audit_at, :audit_actor, :audit_role, :audit_verb, :audit_object, :audit_code,"
        " :audit_page, :audit_reason, :audit_previous, :audit_hash)", values, NULL);

    return fault ? fault
                 : rehab_db_tell(connection, pool, "engine/audit-head",
                                 "UPDATE audit_head SET hash = :audit_hash WHERE one = 1", values,
                                 NULL);
}

rehab_fault *rehab_audit_append(apr_pool_t *pool, rehab_connection *connection,
                                const rehab_act *act)
{
    rehab_values *values = apr_hash_make(pool);
    const char *previous = NULL;
    rehab_fault *fault = rehab_db_ask(connection, pool, "engine/audit-lock",
                                      "UPDATE audit_head SET n = n + 1 WHERE one = 1"
                                      " RETURNING hash AS hash", values, &previous);
    if (fault)
        return fault;
    if (!previous)
        previous = "";

    const struct { const char *name, *text; } columns[] = {
        { "audit_at", act->at },         { "audit_actor", act->actor },
        { "audit_role", act->role },     { "audit_verb", act->verb },
        { "audit_object", act->object }, { "audit_code", act->code },
        { "audit_page", act->page },     { "audit_reason", act->reason },
        { "audit_previous", previous },  { "audit_hash", chain_hash(pool, previous, act) },
    };

    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        rehab_values_set(pool, values, columns[i].name, REHAB_TYPE_TEXT, columns[i].text);
    return store(pool, connection, values);
}

static rehab_fault *append(rehab_request *request, rehab_connection *connection, rehab_act *act)
{
    unsigned others = request->roles & ~(unsigned)REHAB_VISITOR;

    act->at = rehab_values_get(request->values, "now");
    act->actor = rehab_values_get(request->values, "my_code");
    act->role = rehab_roles_text(request->pool, others ? others : request->roles);
    act->page = request->page->name;
    return rehab_audit_append(request->pool, connection, act);
}

rehab_fault *rehab_audit_write(rehab_request *request, rehab_connection *connection,
                               const char *verb, const char *object, const char *code)
{
    rehab_act act = { .verb = verb, .object = object, .code = code };

    return append(request, connection, &act);
}

rehab_fault *rehab_audit_add(rehab_request *request, rehab_connection *connection)
{
    const rehab_page *page = request->page;
    rehab_act act = {
        .verb = page->audit_verb, .object = page->audit_object, .code = object_code(request),
        .reason = page->audit_reason ? rehab_values_get(request->values, page->audit_reason) : NULL,
    };

    return append(request, connection, &act);
}

/* --- Verifying */

enum { HEX = 2 * crypto_hash_sha256_BYTES + 1, DIGITS = 24, PARTS = 8 };

typedef struct reading {
    apr_pool_t *pool;               /* of a batch                             */
    rehab_audit_report *report;
    char head[HEX];                 /* hash of the last row that was read     */
    char last[DIGITS];              /* its audit_id                           */
    int batch;                      /* rows of the statement's last run       */
} reading;

/* No part that we write holds the separator: one that does is another column's text moved into it. */
static int holds_separator(const char *const *parts, int n)
{
    for (int i = 0; i < n; i++)
        if (parts[i] && strchr(parts[i], '\n'))
            return 1;
    return 0;
}

/* audit_id at actor role verb object code page reason previous hash */
static rehab_fault *take_row(void *baton, const rehab_row *row)
{
    reading *r = baton;
    const char *const *v = row->values;
    const rehab_act act = { v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8] };
    rehab_audit_report *report = r->report;

    r->batch++;
    report->rows++;
    if (!report->why && strcmp(v[9], r->head) != 0)
        report->why = "it does not follow the row before it: rows were removed, added or moved";
    else if (!report->why && (holds_separator(v + 1, PARTS)
                              || strcmp(v[10], chain_hash(r->pool, v[9], &act)) != 0))
        report->why = "what it says is not what was written";
    if (report->why && !report->broken)
        report->broken = apr_atoi64(v[0]);
    apr_cpystrn(r->head, v[10], sizeof r->head);
    apr_cpystrn(r->last, v[0], sizeof r->last);
    return NULL;
}

static rehab_fault *read_chain(apr_pool_t *pool, rehab_connection *connection,
                               const rehab_statement *batch, rehab_audit_report *report)
{
    reading r = { .report = report, .last = "0", .batch = 1 };
    rehab_fault *fault = NULL;

    while (!fault && r.batch) {
        rehab_values *values;

        apr_pool_create(&r.pool, pool);
        values = apr_hash_make(r.pool);
        r.batch = 0;
        rehab_values_set(r.pool, values, "after", REHAB_TYPE_BIGINT, apr_pstrdup(r.pool, r.last));
        fault = rehab_db_run(connection, r.pool, batch, values, take_row, &r, NULL);
        if (fault)
            return fault;
        apr_pool_destroy(r.pool);
    }
    report->head = apr_pstrdup(pool, r.head);
    return NULL;
}

rehab_fault *rehab_audit_verify(apr_pool_t *pool, rehab_connection *connection,
                                const rehab_statement *batch, rehab_audit_report *report)
{
    rehab_values *values = apr_hash_make(pool);
    const char *head = NULL, *n = NULL;
    rehab_fault *fault = rehab_db_begin_read(connection);

    *report = (rehab_audit_report){ .head = "" };
    if (!fault)
        fault = rehab_db_ask(connection, pool, "engine/audit-end",
                             "SELECT hash FROM audit_head WHERE one = 1", values, &head);
    if (!fault)
        fault = rehab_db_ask(connection, pool, "engine/audit-rows",
                             "SELECT n FROM audit_head WHERE one = 1", values, &n);
    if (!fault)
        fault = read_chain(pool, connection, batch, report);
    rehab_db_rollback(connection);
    if (!fault && !report->why
        && (!head || !n || strcmp(head, report->head) != 0 || apr_atoi64(n) != report->rows))
        report->why = "the chain ends otherwise than its head says: rows at the end were removed "
                      "or added";
    return fault;
}
