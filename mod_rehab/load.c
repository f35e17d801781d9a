/* load.c: in goes a declared site, out come its router, languages, organisation, statements and
 * sheets, read once; what cannot be read is a finding. */
#include <apr_strings.h>
#include <stdarg.h>
#include <string.h>

#include "cards.h"
#include "check.h"
#include "content.h"
#include "engine.h"
#include "hours.h"
#include "outbox.h"
#include "password.h"
#include "route.h"

void rehab_find(rehab_findings *findings, apr_pool_t *pool, rehab_place place, const char *format,
                ...)
{
    va_list arguments;

    va_start(arguments, format);
    findings->tell(findings->baton, place.file, place.line,
                   apr_pvsprintf(pool, format, arguments));
    va_end(arguments);
    findings->n++;
}

void rehab_each_statement(const rehab_page *page, rehab_statement_taker take, void *baton)
{
    for (int i = 0; i < page->params->nelts; i++) {
        rehab_query *also = APR_ARRAY_IDX(page->params, i, rehab_param *)->also;

        if (also)
            take(baton, page, also->place, also->path, &also->statement);
    }
    for (int i = 0; i < page->queries->nelts; i++) {
        rehab_query *query = APR_ARRAY_IDX(page->queries, i, rehab_query *);

        take(baton, page, query->place, query->path, &query->statement);
    }
    for (int i = 0; i < page->writes->nelts; i++) {
        rehab_write *write = APR_ARRAY_IDX(page->writes, i, rehab_write *);

        take(baton, page, write->place, write->path, &write->statement);
    }
    for (int i = 0; i < page->mails->nelts; i++) {
        rehab_mail *mail = APR_ARRAY_IDX(page->mails, i, rehab_mail *);

        take(baton, page, mail->place, mail->path, &mail->statement);
    }
}

typedef struct loading {
    apr_pool_t *pool;
    rehab_site *site;
    rehab_findings *findings;
    apr_hash_t *sheets;             /* path -> rehab_sheet: pages may share one */
} loading;

static void load_statement(void *baton, const rehab_page *page, rehab_place place,
                           const char *path, rehab_statement **statement)
{
    loading *l = baton;
    rehab_fault *fault = rehab_sql_read(l->pool, l->site->sql_directory, path,
                                        l->site->database.dialect, statement);

    (void)page;
    if (fault)
        rehab_find(l->findings, l->pool, place, "%s", fault->cause);
}

static void load_any(loading *l, rehab_place place, const char *path, int framed,
                     rehab_sheet **sheet)
{
    rehab_fault *fault = NULL;

    if (!path)
        return;
    const char *file = apr_pstrcat(l->pool, l->site->sheet_directory, "/", path, NULL);
    const char *name = apr_pstrcat(l->pool, path, framed ? " framed" : "", NULL);

    *sheet = apr_hash_get(l->sheets, name, APR_HASH_KEY_STRING);
    if (!*sheet)
        fault = framed ? rehab_sheet_load_framed(l->pool, file, sheet)
                       : rehab_sheet_load(l->pool, file, sheet);
    if (fault)
        rehab_find(l->findings, l->pool, place, "%s", fault->cause);
    else
        apr_hash_set(l->sheets, name, APR_HASH_KEY_STRING, *sheet);
}

static void load_sheet(loading *l, rehab_place place, const char *path, rehab_sheet **sheet)
{
    load_any(l, place, path, 0, sheet);
}

/* rehabctl makes the letter; what is wrong with its sheet is told here, with the others. */
static void load_letter(loading *l, rehab_mail *mail)
{
    if (rehab_outbox_template_is(mail->template_name))
        load_sheet(l, mail->place, apr_pstrcat(l->pool, "mail/", mail->template_name, ".xsl", NULL),
                   &mail->sheet);
    else
        rehab_find(l->findings, l->pool, mail->place, "RehabMail %s: a template is AREA/NAME",
                   mail->template_name);
}

static void load_languages(loading *l)
{
    rehab_site *site = l->site;

    apr_array_clear(site->spoken);
    for (int i = 0; i < site->languages->nelts; i++) {
        const rehab_language_settings *settings =
            APR_ARRAY_IDX(site->languages, i, rehab_language_settings *);
        const char *file = apr_pstrcat(l->pool, site->strings_directory, "/", settings->tag, ".xml",
                                       NULL);
        rehab_place place = { file, 1 };
        rehab_language *language = NULL;
        rehab_fault *fault = rehab_language_load(l->pool, file, settings, &language);

        if (fault)
            rehab_find(l->findings, l->pool, place, "%s", fault->cause);
        else
            APR_ARRAY_PUSH(site->spoken, rehab_language *) = language;
    }
}

static void load_contents(loading *l)
{
    rehab_site *site = l->site;

    if (site->languages->nelts)
        site->contents = rehab_content_names(
            l->pool, site->home, APR_ARRAY_IDX(site->languages, 0, rehab_language_settings *)->tag);
}

static void load_organisation(loading *l)
{
    xmlDocPtr document = NULL;
    rehab_place place = { l->site->organisation, 1 };
    rehab_fault *fault = NULL;

    l->site->hours = NULL;
    if (l->site->organisation)
        fault = rehab_organisation_read(l->pool, l->site->organisation, &document);
    if (!fault && document)
        fault = rehab_hours_read(l->pool, xmlDocGetRootElement(document), l->site->time_zone,
                                 &l->site->hours);
    if (fault)
        rehab_find(l->findings, l->pool, place, "%s", fault->cause);
    l->site->organisation_document = document;
}

/* What nobody may have as a password, where a page lets them choose one. */
static void load_passwords(loading *l, const rehab_page *page)
{
    rehab_fault *fault = NULL;

    if (l->site->common_passwords || !page->action_name
        || strcmp(page->action_name, "set-password") != 0)
        return;
    fault = rehab_password_list_read(l->pool, l->site);
    if (fault)
        rehab_find(l->findings, l->pool, page->place, "%s", fault->cause);
}

static rehab_page *find_page(const rehab_site *site, const char *method, const char *pattern)
{
    for (int i = 0; i < site->pages->nelts; i++) {
        rehab_page *page = APR_ARRAY_IDX(site->pages, i, rehab_page *);

        if (strcmp(page->method, method) == 0 && strcmp(page->pattern, pattern) == 0)
            return page;
    }
    return NULL;
}

static int asks_for_personal_data(const rehab_page *page)
{
    for (int i = 0; i < page->params->nelts; i++)
        if (APR_ARRAY_IDX(page->params, i, rehab_param *)->sealed
            && !APR_ARRAY_IDX(page->params, i, rehab_param *)->delivered)
            return 1;
    return 0;
}

/* What a form is read over by is the html of its page by another sheet. */
static void load_check(loading *l, rehab_page *page)
{
    if (!page->check_path)
        return;
    page->check = apr_pcalloc(l->pool, sizeof *page->check);
    page->check->place = page->place;
    page->check->name = "html";
    page->check->path = page->check_path;
    load_sheet(l, page->place, page->check_path, &page->check->sheet);
}

/* A POST knows the page that shows it again, and that page knows that it offers a POST. */
static void join_form(loading *l, rehab_page *page)
{
    rehab_page *form;

    page->sealed = page->sealed || asks_for_personal_data(page);
    if (!page->invalid)
        return;
    form = find_page(l->site, "GET", page->invalid);
    if (!form) {
        rehab_find(l->findings, l->pool, page->place, "RehabInvalid %s: no <RehabPage GET %s> is "
                   "declared", page->invalid, page->invalid);
        return;
    }
    page->form = form;
    form->offers_post = 1;
    form->read_over = page->check_path ? page : form->read_over;
    form->sealed = form->sealed || page->sealed;
}

void rehab_site_load(apr_pool_t *pool, rehab_site *site, rehab_findings *findings)
{
    loading l = { pool, site, findings, apr_hash_make(pool) };

    site->router = rehab_router_make(pool);
    load_languages(&l);
    load_contents(&l);
    load_organisation(&l);
    for (int i = 0; i < site->pages->nelts; i++) {
        rehab_page *page = APR_ARRAY_IDX(site->pages, i, rehab_page *);
        const char *mistake = rehab_router_add(site->router, page->method, page->pattern,
                                               page->no_language, page);

        if (mistake)
            rehab_find(findings, pool, page->place, "<RehabPage>: %s", mistake);
        join_form(&l, page);
        load_passwords(&l, page);
        rehab_each_statement(page, load_statement, &l);
        for (int f = 0; f < page->formats->nelts; f++) {
            rehab_format *format = APR_ARRAY_IDX(page->formats, f, rehab_format *);

            load_any(&l, format->place, format->path, format->card != NULL, &format->sheet);
        }
        for (int m = 0; m < page->mails->nelts; m++)
            load_letter(&l, APR_ARRAY_IDX(page->mails, m, rehab_mail *));
        load_check(&l, page);
    }
    for (int i = 0; i < site->pages->nelts; i++)
        rehab_cards_prepare(APR_ARRAY_IDX(site->pages, i, rehab_page *));
}
