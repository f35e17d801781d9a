/* write.c: in go a POST's writes and checked values, out comes the address that it leads to.
 * Everything happens in one transaction or not at all; the form is spent in it, so that the same
 * form, also sent twice at the same moment, has happened once. */
#include <apr_strings.h>
#include <string.h>

#include "code.h"
#include "engine.h"
#include "person.h"
#include "promise.h"
#include "route.h"

/* A transaction that a deadlock, or a clash of a random code, refused is run again so often. */
enum { MOST_TRIES = 3 };

typedef struct returned { rehab_request *request; const rehab_write *write; } returned;

static rehab_fault *publish_columns(void *baton, const rehab_row *row)
{
    const returned *r = baton;
    apr_pool_t *pool = r->request->pool;

    for (int i = 0; strcmp(r->write->name, "-") != 0 && i < row->columns; i++) {
        const char *name = apr_pstrcat(pool, r->write->name, "_", row->names[i], NULL);

        rehab_values_set(pool, r->request->values, name, REHAB_TYPE_TEXT,
                         row->values[i] ? apr_pstrdup(pool, row->values[i]) : NULL);
        /* Of what it was in a try before this one. */
        apr_hash_set(r->request->values, apr_pstrcat(pool, name, "_words", NULL),
                     APR_HASH_KEY_STRING, NULL);
        apr_hash_set(r->request->values, apr_pstrcat(pool, name, "_plain", NULL),
                     APR_HASH_KEY_STRING, NULL);
    }
    return NULL;
}

/* else=422: a row is what is wrong with one parameter, or with the form. */
static rehab_fault *take_complaint(void *baton, const rehab_row *row)
{
    const returned *r = baton;
    const char *param = NULL, *code = "kind";

    for (int i = 0; i < row->columns; i++) {
        const char *value = row->values[i] ? apr_pstrdup(r->request->pool, row->values[i]) : NULL;

        if (strcmp(row->names[i], "param") == 0)
            param = value;
        else if (strcmp(row->names[i], "code") == 0 && value)
            code = value;
    }
    rehab_complain_of(r->request, param, code, 0);
    return NULL;
}

static rehab_fault *run_check(rehab_request *request, rehab_connection *connection,
                              const rehab_write *write)
{
    returned baton = { request, write };
    rehab_fault *fault = rehab_db_run(connection, request->pool, write->statement,
                                      request->values, take_complaint, &baton, NULL);

    if (fault || !request->complaints->nelts)
        return fault;
    return rehab_fault_make(request->pool, REHAB_INVALID, "fault.invalid",
                            "%s: %s has %d complaints, the first is %s", request->page->name,
                            write->path, request->complaints->nelts,
                            APR_ARRAY_IDX(request->complaints, 0, rehab_complaint).code);
}

static rehab_fault *run_once(rehab_request *request, rehab_connection *connection,
                             const rehab_write *write)
{
    returned baton = { request, write };
    int changed = 0;
    rehab_fault *fault;

    rehab_request_fold(request, write->statement);
    if (write->otherwise == REHAB_INVALID)
        return run_check(request, connection, write);
    fault = rehab_db_run(connection, request->pool, write->statement, request->values,
                         publish_columns, &baton, &changed);
    if (fault || write->expect < 0 || changed == write->expect)
        return fault;
    return rehab_fault_make(request->pool, write->otherwise,
                            write->otherwise == REHAB_CONFLICT ? "fault.conflict"
                            : write->otherwise == REHAB_AWAY   ? "fault.closed"
                                                               : "fault.missing",
                            "%s: %s changed %d rows, not %d%s", request->page->name, write->path,
                            changed, write->expect, write->otherwise == REHAB_AWAY
                                ? ": its head says when it takes nothing" : "");
}

/* each=NAME: the statement sees one value of NAME at a time. */
static rehab_fault *run_each(rehab_request *request, rehab_connection *connection,
                             const rehab_write *write)
{
    rehab_value *all = apr_hash_get(request->values, write->each, APR_HASH_KEY_STRING);
    rehab_fault *fault = NULL;

    for (int i = 0; !fault && all && i < all->n; i++) {
        rehab_value one = { .type = all->type, .n = 1, .text = all->text + i };

        apr_hash_set(request->values, write->each, APR_HASH_KEY_STRING, &one);
        fault = run_once(request, connection, write);
    }
    apr_hash_set(request->values, write->each, APR_HASH_KEY_STRING, all);
    return fault;
}

static void draw_new_values(rehab_request *request)
{
    apr_pool_t *pool = request->pool;
    const char *link = rehab_link_new(pool);

    rehab_values_set(pool, request->values, "new_code", REHAB_TYPE_TEXT, rehab_code_new(pool));
    rehab_values_set(pool, request->values, "new_listed", REHAB_TYPE_BIGINT,
                     rehab_listed_new(pool, rehab_now(request->site) / 1000));
    rehab_values_set(pool, request->values, "new_link", REHAB_TYPE_TEXT,
                     rehab_link_hash(pool, link));
    rehab_values_set(pool, request->values, "new_link_raw", REHAB_TYPE_TEXT, link);
}

/* What is sent now is answered by then (promise.h). */
static rehab_fault *make_promise(rehab_request *request)
{
    const rehab_site *site = request->site;
    xmlDocPtr organisation = site->organisation_document;
    rehab_promise promise;
    rehab_fault *fault = rehab_promise_make(
        request->pool, organisation ? xmlDocGetRootElement(organisation) : NULL, site->time_zone,
        rehab_now(site), &promise);

    rehab_values_set(request->pool, request->values, "answer_by", REHAB_TYPE_TEXT,
                     promise.answer_by);
    rehab_values_set(request->pool, request->values, "closes_by", REHAB_TYPE_TEXT,
                     promise.closes_by);
    return fault;
}

static rehab_fault *fill_location(rehab_request *request)
{
    const char *missing = NULL;

    request->location = rehab_pattern_fill(request->pool, request->page->see_other,
                                           request->values, &missing);
    return request->location
               ? NULL
               : rehab_fault_make(request->pool, REHAB_BROKEN, "fault.broken",
                                  "%s: RehabSeeOther needs %s, which no write gave",
                                  request->page->name, missing);
}

rehab_fault *rehab_write_all(rehab_request *request, rehab_connection *connection)
{
    rehab_fault *fault;

    draw_new_values(request);
    fault = rehab_person_begin(request, connection);
    if (!fault)
        fault = make_promise(request);
    for (int i = 0; !fault && i < request->page->writes->nelts; i++) {
        const rehab_write *write = APR_ARRAY_IDX(request->page->writes, i, rehab_write *);

        fault = rehab_person_seal(request, write->statement);
        if (!fault)
            fault = write->each ? run_each(request, connection, write)
                                : run_once(request, connection, write);
    }
    if (!fault)
        fault = rehab_person_keep(request, connection);
    if (!fault && request->page->audit_verb)
        fault = rehab_audit_add(request, connection);
    return fault ? fault : rehab_outbox_add(request, connection);
}

static rehab_fault *run_writes(rehab_request *request, rehab_connection *connection)
{
    const char *hash = rehab_spend_hash(request);
    rehab_fault *fault = rehab_spend_form(request, connection, hash, &request->location);

    if (fault || request->location)
        return fault;
    fault = rehab_write_all(request, connection);
    if (!fault)
        fault = fill_location(request);
    return fault ? fault : rehab_spend_location(request, connection, hash);
}

static rehab_fault *run_transaction(rehab_request *request, rehab_connection *connection)
{
    rehab_fault *fault = rehab_db_begin_write(connection);

    request->location = NULL;
    apr_array_clear(request->complaints);
    if (!fault)
        fault = run_writes(request, connection);
    if (!fault)
        fault = rehab_db_commit(connection);
    if (fault)
        rehab_db_rollback(connection);
    return fault;
}

rehab_fault *rehab_request_write(rehab_request *request)
{
    rehab_connection *connection;
    rehab_fault *fault = rehab_request_borrow(request, &connection);

    if (fault)
        return fault;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
        fault = run_transaction(request, connection);
        /* A constraint may be a random code that is taken: it is drawn anew. */
        if (!fault || !(fault->again || fault->status == REHAB_CONFLICT))
            break;
    }
    rehab_db_return(connection);
    return fault;
}

rehab_fault *rehab_request_audit(rehab_request *request)
{
    rehab_connection *connection;
    rehab_fault *fault = rehab_request_borrow(request, &connection);

    if (fault)
        return fault;
    fault = rehab_db_begin_write(connection);
    if (!fault)
        fault = rehab_audit_add(request, connection);
    if (!fault)
        fault = rehab_db_commit(connection);
    if (fault)
        rehab_db_rollback(connection);
    rehab_db_return(connection);
    return fault;
}
