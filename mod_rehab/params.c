/* params.c: in goes what was sent, out come checked values, or complaints that name each field. */
#include <apr_strings.h>
#include <sodium.h>
#include <string.h>

#include "code.h"
#include "engine.h"
#include "examples.h"
#include "fold.h"
#include "request.h"
#include "text.h"
#include "person.h"
#include "search.h"

/* More values of one `many` parameter than a statement has places for. */
enum { MOST_VALUES = 64 };

/* A secret and a link count for the act, byte for byte, and are never put into the document. */
static void remember(rehab_request *request, const rehab_param *param, const rehab_field *field)
{
    int hidden = param->kind == REHAB_SECRET || param->kind == REHAB_LINK;
    const char *text = hidden ? apr_pstrmemdup(request->pool, field->bytes, field->length)
                              : rehab_text_clean(request->pool, field->bytes, field->length, 0);
    rehab_sent *sent;

    if (!text || !*text)
        return;
    sent = apr_array_push(request->sent);
    sent->name = param->name;
    sent->value = text;
    sent->hidden = hidden;
}

static const char *seal_for_delivery(const rehab_request *request, const rehab_param *param,
                                     const char *text)
{
    const rehab_keys *keys = request->runtime->keys;

    return rehab_seal(request->pool, keys->delivery_public, keys->delivery_id,
                      request->page->pattern, param->name, text);
}

static void set_companions(rehab_request *request, const rehab_param *param, const char *text)
{
    apr_pool_t *pool = request->pool;

    if (rehab_kind_has_words(param->kind) || param->kind == REHAB_SEARCH)
        rehab_values_set(pool, request->values, apr_pstrcat(pool, param->name, "_words", NULL),
                         REHAB_TYPE_TEXT, text ? rehab_fold_words(pool, text) : NULL);
    if (rehab_kind_has_words(param->kind))
        rehab_values_set(pool, request->values, apr_pstrcat(pool, param->name, "_plain", NULL),
                         REHAB_TYPE_TEXT, text ? rehab_fold_plain(pool, text) : NULL);
    if (param->sealed)
        rehab_values_set(pool, request->values, apr_pstrcat(pool, param->name, "_lookup", NULL),
                         REHAB_TYPE_TEXT,
                         text ? rehab_lookup(pool, request->runtime->keys, text) : NULL);
    if (param->both)
        rehab_values_set(pool, request->values, apr_pstrcat(pool, param->name, "_delivery", NULL),
                         REHAB_TYPE_TEXT, text ? seal_for_delivery(request, param, text) : NULL);
}

/* The text that SQL sees: sealed, hashed or folded where the declaration says so.  What is sealed to
 * a person's key is so in the write transaction (person.h), and until then nothing stands here. */
static const char *stored_form(rehab_request *request, const rehab_param *param, const char *text)
{
    if (!text)
        return NULL;
    if (param->delivered)
        return seal_for_delivery(request, param, text);
    if (param->sealed)
        return "";
    if (param->kind == REHAB_LINK)
        return rehab_link_hash(request->pool, text);
    if (param->kind == REHAB_SEARCH)
        return rehab_fold_query(request->pool, text, rehab_search_dialect_of(request->site));
    return text;
}

static void set_value(rehab_request *request, const rehab_param *param,
                      const apr_array_header_t *texts)
{
    rehab_value *value = apr_pcalloc(request->pool, sizeof *value);

    value->type = rehab_kind_type(param->kind);
    value->text = apr_pcalloc(request->pool, sizeof *value->text * (size_t)(texts->nelts + 1));
    for (int i = 0; i < texts->nelts; i++) {
        const char *stored = stored_form(request, param, APR_ARRAY_IDX(texts, i, const char *));

        if (stored)
            value->text[value->n++] = stored;
    }
    if (param->also && value->n)
        rehab_search_remember(request, param, APR_ARRAY_IDX(texts, 0, const char *), value);
    if (param->sealed && !param->delivered)
        rehab_person_remember(request, param, texts);
    if (param->kind == REHAB_FLAG && !value->n) {
        value->text[value->n++] = "0";
        value->absent_in_clauses = 1;
    }
    apr_hash_set(request->values, param->name, APR_HASH_KEY_STRING, value);
    set_companions(request, param, texts->nelts ? APR_ARRAY_IDX(texts, 0, const char *) : NULL);
}

static rehab_fault *refuse(rehab_request *request, const rehab_param *param, const char *code)
{
    if (param->source == REHAB_FROM_PATH)
        return rehab_fault_make(request->pool, REHAB_NOT_FOUND, "fault.missing",
                                "%s: the path's %s is %s", request->page->name, param->name, code);
    if (param->source == REHAB_FROM_QUERY)
        return rehab_fault_make(request->pool, REHAB_BAD_REQUEST, "fault.form",
                                "%s: the query's %s is %s", request->page->name, param->name, code);
    rehab_complain_of(request, param->name, code, 0);
    return NULL;
}

static rehab_fault *check_one(rehab_request *request, const rehab_param *param,
                              const rehab_field *field, apr_array_header_t *texts)
{
    const char *text = NULL;
    const char *code = rehab_kind_check(request->pool, param, field->bytes, field->length, &text);

    if (code)
        return refuse(request, param, code);
    if (text)
        APR_ARRAY_PUSH(texts, const char *) = text;
    return NULL;
}

/* required=PARAM(a|b): that choice was taken before. */
static int is_required(const rehab_request *request, const rehab_param *param)
{
    const char *chosen = param->when ? rehab_values_get(request->values, param->when) : NULL;

    return param->required
           || (chosen && strstr(param->when_values,
                                apr_pstrcat(request->pool, "|", chosen, "|", NULL)));
}

static rehab_fault *take_param(rehab_request *request, const rehab_param *param,
                               const apr_array_header_t *fields)
{
    apr_array_header_t *texts = apr_array_make(request->pool, 1, sizeof(const char *));
    rehab_fault *fault = NULL;
    int seen = 0, complained = request->complaints->nelts;

    if (param->source == REHAB_FROM_PATH) {
        const char *segment = apr_table_get(request->variables, param->name);
        rehab_field field = { param->name, segment ? segment : "", segment ? strlen(segment) : 0,
                              NULL, NULL };

        fault = check_one(request, param, &field, texts);
        if (!fault && !texts->nelts)
            return refuse(request, param, "required");
        remember(request, param, &field);
    }
    for (int i = 0; !fault && param->source != REHAB_FROM_PATH && i < fields->nelts; i++) {
        const rehab_field *field = &APR_ARRAY_IDX(fields, i, rehab_field);

        if (strcmp(field->name, param->name) != 0)
            continue;
        if (seen++ && (!param->many || seen > MOST_VALUES))
            return rehab_fault_make(request->pool, REHAB_BAD_REQUEST, "fault.form",
                                    "%s: %s is sent too often", request->page->name, param->name);
        remember(request, param, field);
        fault = check_one(request, param, field, texts);
    }
    if (!fault && !texts->nelts && complained == request->complaints->nelts
        && is_required(request, param))
        fault = refuse(request, param, "required");
    if (!fault)
        set_value(request, param, texts);
    return fault;
}

/* The engine's own fields of a form: once, token, and checked where the page says RehabCheck. */
static int take_own(rehab_request *request, const rehab_field *field)
{
    const char **own = strcmp(field->name, "once") == 0    ? &request->once
                       : strcmp(field->name, "token") == 0 ? &request->form_token
                       : request->page->check && strcmp(field->name, "checked") == 0
                           ? &request->checked : NULL;

    if (!own || *own)
        return 0;
    *own = apr_pstrmemdup(request->pool, field->bytes, field->length);
    return 1;
}

/* In a POST every name is declared or the engine's own; a GET ignores what it does not know, since
 * other sites add names of their own to links (fbclid). */
static rehab_fault *refuse_unknown(rehab_request *request, const apr_array_header_t *fields)
{
    if (strcmp(request->page->method, "POST") != 0)
        return NULL;
    for (int i = 0; i < fields->nelts; i++) {
        const rehab_field *field = &APR_ARRAY_IDX(fields, i, rehab_field);
        const rehab_param *param = rehab_page_param(request->page, field->name);

        if (take_own(request, field))
            continue;
        if (!param || param->source != REHAB_FROM_BODY)
            return rehab_fault_make(request->pool, REHAB_BAD_REQUEST, "fault.form",
                                    "%s: a name is sent that the page does not declare, or one "
                                    "of the engine's twice", request->page->name);
    }
    return NULL;
}

/* 1 when both pages mean the same by a name: what a form was accepted with is right for the page that
 * it is read over on.  That page never takes it from its address. */
static int is_shared(const rehab_param *param, const rehab_page *target)
{
    const rehab_param *other = rehab_page_param(target, param->name);

    return other && param->source != REHAB_FROM_PATH && other->source == REHAB_FROM_BODY
           && other->kind == param->kind && other->many == param->many && !other->sealed
           && !param->sealed;
}

rehab_fault *rehab_request_params(rehab_request *request, const apr_array_header_t *fields)
{
    const rehab_page *read_over = request->page->read_over;
    const apr_array_header_t *none = apr_array_make(request->pool, 1, sizeof(rehab_field));
    rehab_fault *fault = refuse_unknown(request, fields);

    if (!fault && strcmp(request->page->method, "POST") == 0 && rehab_request_closed(request))
        return rehab_fault_make(request->pool, REHAB_AWAY, "fault.closed",
                                "%s: forms are closed: %s", request->page->name,
                                rehab_request_closed(request));
    for (int i = 0; !fault && i < request->page->params->nelts; i++) {
        const rehab_param *param = APR_ARRAY_IDX(request->page->params, i, rehab_param *);

        fault = take_param(request, param,
                           read_over && is_shared(param, read_over) ? none : fields);
    }
    /* What was typed is read by now, so that the form comes back with it. */
    if (!fault && request->page->writes->nelts && !rehab_once_is(request->once))
        return rehab_fault_make(request->pool, REHAB_BAD_REQUEST, "fault.expired",
                                "%s: the form carries no valid once", request->page->name);
    if (!fault && request->complaints->nelts)
        return rehab_fault_make(request->pool, REHAB_INVALID, "fault.invalid",
                                "%s: %d fields are refused, the first is %s", request->page->name,
                                request->complaints->nelts,
                                APR_ARRAY_IDX(request->complaints, 0, rehab_complaint).param);
    return fault;
}

rehab_fault *rehab_request_defaults(rehab_request *request, const rehab_page *target)
{
    apr_array_header_t *none = apr_array_make(request->pool, 1, sizeof(rehab_field));
    apr_array_header_t *sent = request->sent;
    rehab_fault *fault = NULL;

    /* What was sent stays for the form; of what may be wrong the page's own statements see nothing. */
    request->sent = apr_array_make(request->pool, 4, sizeof(rehab_sent));
    for (int i = 0; !fault && i < request->page->params->nelts; i++) {
        rehab_param param = *APR_ARRAY_IDX(request->page->params, i, rehab_param *);

        if (target && is_shared(&param, target))
            continue;
        param.required = 0;
        param.when = NULL;
        fault = take_param(request, apr_pmemdup(request->pool, &param, sizeof param), none);
    }
    request->sent = sent;
    return fault;
}

const char *rehab_request_closed(const rehab_request *request)
{
    const rehab_site *site = request->site;

    if (!request->page->sealed)
        return NULL;
    if (rehab_examples_hidden(site))
        return "organisation.xml is the example (example=\"yes\"), and others can reach the "
               "portal";
    if (site->organisation_document && !rehab_organisation_has_hours(site))
        return "organisation.xml says no hours (<open>) in which somebody reads what is sent";
    if (!(request->runtime->keys
          && (request->runtime->keys->desk_public || request->runtime->keys->team_public)))
        return "there is no key of the desk: `rehabctl desk key FILE` makes one";
    return NULL;
}
