/* handle.c: a page's request from admission to answer.  Stages run in order; the first that faults
 * ends them, and a refused form comes back filled. */
#include <apr_strings.h>
#include <http_core.h>
#include <http_log.h>
#include <http_protocol.h>
#include <http_request.h>
#include <sodium.h>
#include <string.h>

#include "accept.h"
#include "crew.h"
#include "crowd.h"
#include "engine.h"
#include "exchange.h"
#include "keep.h"
#include "reload.h"
#include "revision.h"

APLOG_USE_MODULE(rehab);

/* Seconds after which a visitor may try again. */
static const char retry_after[] = "10";

static int needs_keys(const rehab_page *page)
{
    int needs = page->sealed || page->mails->nelts || page->action;

    for (int i = 0; i < page->params->nelts; i++)
        needs |= APR_ARRAY_IDX(page->params, i, rehab_param *)->sealed;
    return needs;
}

/* The desk makes its key while the portal serves: the keys are read for each page that needs them,
 * which are few and seldom asked for. */
static rehab_fault *read_keys(rehab_exchange *x)
{
    rehab_request *request = x->request;
    apr_pool_t *pool = request->pool;
    rehab_runtime *with_keys;
    rehab_keys *keys = NULL;
    rehab_fault *fault;

    if (!needs_keys(request->page))
        return NULL;
    fault = rehab_keys_read(pool, apr_pstrcat(pool, request->site->state, "/keys", NULL), &keys);
    with_keys = apr_pmemdup(pool, request->runtime, sizeof *with_keys);
    with_keys->keys = keys;
    request->runtime = with_keys;
    if (!fault && !(keys->delivery_public && keys->lookup))
        return rehab_fault_make(pool, REHAB_AWAY, "fault.away",
                                "%s: there are no keys; run `rehabctl init`", request->page->name);
    return fault;
}

static rehab_fault *read_params(rehab_exchange *x)
{
    apr_array_header_t *fields;
    rehab_fault *fault = rehab_read_fields(x, &fields);

    return fault ? fault : rehab_request_params(x->request, fields);
}

/* The page's statements, and what its action adds to the document. */
static rehab_fault *ask(rehab_request *request)
{
    rehab_fault *fault = rehab_request_query(request);

    return fault || !request->page->action ? fault : request->page->action->run(request);
}

/* Statements to a document, and that by a sheet to bytes: what the crew does. */
static rehab_fault *ask_and_render(void *request)
{
    rehab_fault *fault = ask(request);

    return fault ? fault : rehab_request_render(request);
}

static rehab_fault *make_page(rehab_exchange *x)
{
    if (x->kept)
        return NULL;
    if (x->request->page->offers_post && !x->request->once)
        x->request->once = rehab_once_new(x->r->pool);
    return rehab_crew_do(x->config->crew, ask_and_render, x->request);
}

static rehab_fault *audit(rehab_exchange *x)
{
    return x->request->page->audit_verb && x->request->status == HTTP_OK
               ? rehab_request_audit(x->request) : NULL;
}

/* RehabCheck: what was sent is shown once more before anything happens, until its own button is
 * pressed; the other one leads back to the form. */
static int is_to_be_read_over(const rehab_exchange *x)
{
    const char *checked = x->request->checked;

    return x->request->page->check && !(checked && strcmp(checked, "1") == 0);
}

static rehab_fault *act(rehab_exchange *x)
{
    if (is_to_be_read_over(x))
        return NULL;
    return x->request->page->action ? x->request->page->action->run(x->request)
                                    : rehab_request_write(x->request);
}

typedef struct stage { const char *name; rehab_fault *(*run)(rehab_exchange *x); } stage;

static const stage get_stages[] = {
    { "keys", read_keys },      /* RehabState/keys               -> runtime              */
    { "session", rehab_visitor_know },  /* cookie                -> who asks             */
    { "admit", rehab_admit },   /* role                          -> may they?            */
    { "params", read_params },  /* query string, path            -> checked values       */
    { "kept", rehab_keep_find },    /* parameters, revision      -> the page, if it is kept */
    { "page", make_page },      /* statements, sheet             -> bytes                */
    { "keep", rehab_keep_store },   /* bytes                     -> kept for the next    */
    { "audit", audit },         /* RehabAudit                    -> its row              */
    { NULL, NULL }
};

static const stage post_stages[] = {
    { "keys", read_keys },      /* RehabState/keys               -> runtime              */
    { "session", rehab_visitor_know },  /* cookie                -> who asks             */
    { "admit", rehab_admit },   /* role, origin                  -> may they?            */
    { "params", read_params },  /* body, path                    -> checked values       */
    { "token", rehab_admit_form },  /* session                   -> is it our form?      */
    { "write", act },           /* statements in one transaction -> where it leads       */
    { NULL, NULL }
};

static rehab_fault *run_stages(rehab_exchange *x, const stage *stages)
{
    rehab_fault *fault = NULL;

    for (; !fault && stages->name; stages++)
        fault = stages->run(x);
    return fault;
}

static void log_fault(rehab_exchange *x, const rehab_fault *fault)
{
    unsigned char bits[6];
    char *id = apr_palloc(x->r->pool, sizeof bits * 2 + 1);

    randombytes_buf(bits, sizeof bits);
    x->request->fault_id = sodium_bin2hex(id, sizeof bits * 2 + 1, bits, sizeof bits);
    ap_log_rerror(APLOG_MARK, fault->status >= 500 ? APLOG_ERR : APLOG_INFO, 0, x->r,
                  "%d [%s] %s", fault->status, id, fault->cause);
}

static void say_when(rehab_exchange *x, const rehab_fault *fault)
{
    if (fault->status == HTTP_TOO_MANY_REQUESTS)
        apr_table_setn(x->r->err_headers_out, "Retry-After", apr_itoa(x->r->pool, fault->wait));
    if (fault->status == HTTP_SERVICE_UNAVAILABLE)
        apr_table_setn(x->r->err_headers_out, "Retry-After", retry_after);
}

int rehab_refuse(rehab_exchange *x, const rehab_fault *fault)
{
    if (!x->request->fault_id)
        log_fault(x, fault);
    x->request->fault = fault;
    say_when(x, fault);
    return fault->status;
}

/* The complaint that stands above a form which came back whole. */
static const char *form_complaint(const rehab_fault *fault)
{
    switch (fault->status) {
    case HTTP_BAD_REQUEST: return strcmp(fault->say, "fault.expired") == 0 ? "expired" : NULL;
    case HTTP_FORBIDDEN: return strcmp(fault->say, "fault.cross_site") == 0 ? "cross_site" : NULL;
    case HTTP_CONFLICT: return "conflict";
    case HTTP_NOT_FOUND: return "gone";
    case HTTP_SERVICE_UNAVAILABLE: return "busy";
    case HTTP_TOO_MANY_REQUESTS: return "often";
    default: return NULL;
    }
}

/* What was sent and is no form of ours cannot be shown again, nor a page to whom it does not admit. */
static int can_come_back(const rehab_exchange *x, const rehab_fault *fault)
{
    const rehab_page *form = x->request->page->form;

    return form && (form->roles & rehab_roles_here(x->request, form))
           && (fault->status == HTTP_UNPROCESSABLE_ENTITY || form_complaint(fault));
}

/* A form refused before its body was read still has what was typed in it. */
static void remember_sent(rehab_exchange *x)
{
    if (!x->request->sent->nelts && !x->request->complaints->nelts)
        (void)read_params(x);
}

static rehab_fault *make_form(void *baton)
{
    rehab_request *request = baton;
    rehab_fault *fault = ask(request);

    /* What was sealed is read here, too. */
    if (!fault && request->page->audit_verb)
        fault = rehab_request_audit(request);
    return fault ? fault : rehab_request_render(request);
}

/* The page of the form, with what was sent, into bytes: by its own sheet, or by `check`. */
static rehab_fault *render_form(rehab_exchange *x, int status, const rehab_format *check)
{
    rehab_request *request = x->request;
    const rehab_page *target = request->page;
    rehab_fault *fault;

    request->page = target->form;
    request->status = status;
    request->format = APR_ARRAY_IDX(request->page->formats, 0, rehab_format *)->name;
    request->shown_by = check;
    if (!rehab_once_is(request->once))
        request->once = rehab_once_new(x->r->pool);
    fault = rehab_request_defaults(request, check ? target : NULL);
    return fault ? fault : rehab_crew_do(x->config->crew, make_form, request);
}

/* Where the form's own page is not there, or not any more, that is the answer, whatever was sent. */
static int is_gone_since(const rehab_fault *fault, const rehab_fault *none)
{
    return (fault->status == HTTP_NOT_FOUND || fault->status == HTTP_CONFLICT
            || fault->status == HTTP_UNPROCESSABLE_ENTITY)
           && (none->status == HTTP_NOT_FOUND || none->status == HTTP_GONE);
}

static int show_form_again(rehab_exchange *x, const rehab_fault *fault)
{
    rehab_request *request = x->request;
    const char *code = form_complaint(fault);

    log_fault(x, fault);
    remember_sent(x);
    if (code) {
        apr_array_clear(request->complaints);
        rehab_complain_of(request, NULL, code, (fault->wait + 59) / 60);
    }
    const rehab_fault *none = render_form(x, fault->status, NULL);

    if (none)
        return rehab_refuse(x, is_gone_since(fault, none) ? none : fault);
    say_when(x, fault);
    return rehab_respond(x);
}

static int show_check(rehab_exchange *x)
{
    const char *checked = x->request->checked;
    int is_change = checked && strcmp(checked, "0") == 0;
    rehab_fault *fault = render_form(x, HTTP_OK, is_change ? NULL : x->request->page->check);

    return fault ? rehab_refuse(x, fault) : rehab_respond(x);
}

/* The page behind ErrorDocument: what the failed request met, in its own words. */
static int take_failure(rehab_exchange *x)
{
    const request_rec *failed = x->r->prev;
    const rehab_exchange *of = failed ? rehab_exchange_of(failed) : NULL;
    const char *text = apr_table_get(x->request->variables, "status");
    int status = text ? atoi(text) : 0;

    if (!failed || status < 400 || status > 599)
        return 0;
    /* httpd asks for other credentials; there are none but the session's. */
    if (status == HTTP_UNAUTHORIZED && rehab_is_role_lacking(failed))
        status = HTTP_FORBIDDEN;
    x->request->status = status;
    if (of && of->request->fault) {
        x->request->fault = of->request->fault;
        x->request->fault_id = of->request->fault_id;
    } else {
        static const struct { int status; const char *say; } sentences[] = {
            { 400, "fault.form" }, { 403, "fault.forbidden" }, { 404, "fault.missing" },
            { 405, "fault.method" }, { 406, "fault.acceptable" }, { 410, "fault.gone" },
            { 413, "fault.large" }, { 415, "fault.media" }, { 421, "fault.host" }, { 503, "fault.away" }
        };
        const char *say = status < 500 ? "fault.form" : "fault.broken";

        for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++)
            if (sentences[i].status == status)
                say = sentences[i].say;
        x->request->fault = rehab_fault_make(x->r->pool, status, say, "%s", "httpd refused it");
    }
    return 1;
}

/* 406 when the visitor takes neither the format of the address nor anything.  The nearest name
 * decides: the type, then all of its kind, then all. */
static int is_acceptable(const rehab_exchange *x)
{
    const char *accept = apr_table_get(x->r->headers_in, "Accept");
    const rehab_format *format = rehab_page_format(x->request->page, x->request->format);
    int weight = REHAB_NOT_NAMED;

    if (!accept || !*accept || !format)
        return 1;
    const char *type = format->sheet                         ? rehab_sheet_media_type(format->sheet)
                       : strcmp(format->name, "json") == 0 ? "application/json" : "text/csv";
    const char *kind = apr_pstrcat(x->r->pool, apr_pstrmemdup(x->r->pool, type, strcspn(type, "/")),
                                   "/*", NULL);
    const char *names[] = { type, kind, "*/*" };

    for (size_t i = 0; weight == REHAB_NOT_NAMED && i < sizeof names / sizeof names[0]; i++)
        weight = rehab_accept_weight(x->r->pool, accept, names[i]);
    return weight > 0;
}

static int handle_post(rehab_exchange *x)
{
    rehab_fault *fault = run_stages(x, post_stages);

    rehab_visitor_send(x);
    rehab_revision_raise(x->request->runtime->revision);
    if (!fault)
        return is_to_be_read_over(x) ? show_check(x) : rehab_see_other(x);
    return can_come_back(x, fault) ? show_form_again(x, fault) : rehab_refuse(x, fault);
}

/* A page has no date of its own, and parts of one that is made anew each time fit nothing.  httpd
 * would put the present moment in the date's place, and answer otherwise a moment later. */
static void forget_dates_and_parts(request_rec *r)
{
    apr_table_unset(r->headers_in, "If-Modified-Since");
    apr_table_unset(r->headers_in, "If-Unmodified-Since");
    apr_table_unset(r->headers_in, "Range");
}

/* For an access log that counts: statements of the page, cards and pages made by a sheet. */
static void note_counts(const rehab_exchange *x)
{
    apr_table_t *notes = x->r->notes;
    const rehab_request *request = x->request;

    apr_table_setn(notes, "rehab-statements", apr_itoa(x->r->pool, request->statements));
    apr_table_setn(notes, "rehab-cards", apr_itoa(x->r->pool, request->cards_made));
    apr_table_setn(notes, "rehab-renders", apr_itoa(x->r->pool, request->renders));
}

int rehab_handle(request_rec *r)
{
    rehab_exchange *x = rehab_exchange_of(r);
    rehab_fault *fault;
    int is_error_page, status;

    if (!x || !x->request->page || strcmp(r->handler, "rehab") != 0)
        return DECLINED;
    forget_dates_and_parts(r);
    rehab_reload(x->request);
    if (strcmp(x->request->page->method, "POST") == 0)
        return handle_post(x);
    is_error_page = take_failure(x);
    if (strncmp(x->request->page->pattern, "/error/", 7) == 0 && !is_error_page)
        return rehab_refuse(x, rehab_fault_make(r->pool, REHAB_NOT_FOUND, "fault.missing",
                                                "the error page was asked for by its address"));
    if (!is_error_page && !is_acceptable(x))
        return rehab_refuse(x, rehab_fault_make(r->pool, REHAB_NOT_ACCEPTABLE, "fault.acceptable",
                                                "%s: not in what Accept takes",
                                                x->request->page->name));
    fault = run_stages(x, get_stages);
    rehab_visitor_send(x);
    rehab_keep_leave(x);
    note_counts(x);
    if (fault && fault->status == HTTP_SEE_OTHER)
        return rehab_see_other(x);
    if (fault)
        return rehab_refuse(x, fault);
    status = rehab_respond(x);
    if (x->request->page->count_name && status == OK && x->request->status == HTTP_OK
        && !r->header_only)
        rehab_count(x->request);
    if (x->request->statements && rehab_crowd_give_way(x))
        apr_table_setn(r->notes, "rehab-gave-way", "1");
    return status;
}
