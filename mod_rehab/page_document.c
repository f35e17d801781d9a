/* page_document.c: in goes a request, out comes the head of its document: what page it is, in
 * which language, whose, what was sent and what is wrong with it. */
#include <apr_strings.h>

#include "document.h"
#include "engine.h"
#include "examples.h"
#include "route.h"
#include "session.h"

static void add_languages(rehab_request *request, xmlNodePtr page)
{
    xmlNodePtr languages = rehab_document_add(page, "languages");
    const apr_array_header_t *spoken = request->site->spoken;

    for (int i = 0; i < spoken->nelts; i++) {
        const rehab_language *language = APR_ARRAY_IDX(spoken, i, rehab_language *);
        xmlNodePtr element = rehab_document_add(languages, "language");

        rehab_document_set(element, "tag", rehab_language_tag(language));
        rehab_document_set(element, "dir", rehab_language_direction(language));
    }
}

/* What stands outside the languages may list the pages of text of all of them. */
static void add_contents(rehab_request *request, xmlNodePtr page)
{
    const apr_array_header_t *names = request->site->contents;
    xmlNodePtr contents;

    if (!request->page->no_language || !names)
        return;
    contents = rehab_document_add(page, "contents");
    for (int i = 0; i < names->nelts; i++)
        rehab_document_set(rehab_document_add(contents, "content"), "path",
                           apr_pstrcat(request->pool, "/", APR_ARRAY_IDX(names, i, const char *),
                                       NULL));
}

static void add_sent(rehab_request *request, xmlNodePtr page)
{
    xmlNodePtr sent = rehab_document_add(page, "request");

    for (int i = 0; i < request->sent->nelts; i++) {
        const rehab_sent *one = &APR_ARRAY_IDX(request->sent, i, rehab_sent);

        if (one->hidden)
            continue;
        xmlNodePtr param = rehab_document_add(sent, "param");

        rehab_document_set(param, "name", one->name);
        rehab_document_text(param, one->value);
    }
}

static void add_complaints(rehab_request *request, xmlNodePtr page)
{
    if (!request->complaints->nelts)
        return;
    xmlNodePtr errors = rehab_document_add(page, "errors");

    for (int i = 0; i < request->complaints->nelts; i++) {
        const rehab_complaint *one = &APR_ARRAY_IDX(request->complaints, i, rehab_complaint);
        xmlNodePtr error = rehab_document_add(errors, "error");

        rehab_document_set(error, "param", one->param);
        rehab_document_set(error, "code", one->code);
        if (one->minutes)
            rehab_document_set(error, "minutes", apr_itoa(request->pool, one->minutes));
    }
}

static void add_fault(rehab_request *request, xmlNodePtr page)
{
    xmlNodePtr fault;

    if (!request->fault)
        return;
    fault = rehab_document_add(page, "fault");
    rehab_document_set(fault, "status", apr_itoa(request->pool, request->fault->status));
    rehab_document_set(fault, "id", request->fault_id);
    rehab_document_set(fault, "say", request->fault->say);
}

/* The page's own address, which links to its other languages lead to: its pattern with what the
 * request's path holds.  So a form that comes back has its own and not that of the POST, and a
 * link, which is a secret, shows as "-". */
static const char *shown_path(rehab_request *request)
{
    apr_array_header_t *names = rehab_pattern_variables(request->pool, request->page->pattern);
    rehab_values *values = apr_hash_make(request->pool);
    const char *missing, *path;

    for (int i = 0; i < names->nelts; i++) {
        const char *name = APR_ARRAY_IDX(names, i, const char *);
        const rehab_param *param = rehab_page_param(request->page, name);

        rehab_values_set(request->pool, values, name, REHAB_TYPE_TEXT,
                         param && param->kind == REHAB_LINK
                             ? "-" : apr_table_get(request->variables, name));
    }
    path = rehab_pattern_fill(request->pool, request->page->pattern, values, &missing);
    return path ? path : request->path;
}

/* "employer worker": what who is signed in may do; "visitor" for everybody else. */
static const char *roles_apart(const rehab_request *request)
{
    unsigned others = request->roles & ~(unsigned)REHAB_VISITOR;
    char *text = apr_pstrdup(request->pool,
                             rehab_roles_text(request->pool, others ? others : request->roles));

    for (char *at = text; *at; at++)
        if (*at == ',')
            *at = ' ';
    return text;
}

xmlDocPtr rehab_page_document(rehab_request *request)
{
    const rehab_site *site = request->site;
    const rehab_format *format = rehab_request_format(request);
    xmlDocPtr document = rehab_document_make(rehab_request_work(request),
                                             format && format->sheet
                                                 ? rehab_sheet_dict(format->sheet) : NULL);
    xmlNodePtr page = xmlDocGetRootElement(document);

    rehab_document_set(page, "name", request->page->name);
    rehab_document_set(page, "lang", rehab_language_tag(request->language));
    rehab_document_set(page, "dir", rehab_language_direction(request->language));
    int strings;

    if (rehab_words_unchecked(request->language, &strings))
        rehab_document_set(page, "unchecked", "1");
    rehab_document_set(page, "path", shown_path(request));
    rehab_document_set(page, "base", site->base);
    rehab_document_set(page, "url", site->url);
    rehab_document_set(page, "role", roles_apart(request));
    if (request->session)
        rehab_document_set(page, "token", request->session->form_token);
    rehab_document_set(page, "today", rehab_today_text(request->pool, site));
    rehab_document_set(page, "status", apr_itoa(request->pool, request->status));
    rehab_document_set(page, "format", request->format);
    if (request->page->offers_post)
        rehab_document_set(page, "once", request->once);
    if (rehab_request_closed(request))
        rehab_document_set(page, "closed", "1");
    if (rehab_examples_hidden(site))
        rehab_document_set(page, "hidden", "1");
    add_languages(request, page);
    add_contents(request, page);
    rehab_organisation_add(request, page);
    add_sent(request, page);
    add_complaints(request, page);
    add_fault(request, page);
    return document;
}
