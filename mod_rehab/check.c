/* check.c: in goes a loaded site, out come sentences about what its declarations contradict: in
 * answers, formats, what is kept, words.  Names and parameters are check_names.c's. */
#include "check.h"

#include <apr_strings.h>
#include <string.h>

#include "route.h"

/* Elements that the engine itself puts into every <page> (page_document.c). */
static const char *const engine_elements[] = {
    "languages", "contents", "organisation", "request", "errors", "fault"
};

typedef struct checking {
    apr_pool_t *pool;
    const rehab_site *site;
    const rehab_page *page;
    rehab_findings *findings;
    apr_hash_t *words;              /* names of strings that were looked up */
} checking;

/* What is read over goes to the browser and comes back: what may not be shown cannot. */
static void check_read_over(checking *c)
{
    const rehab_page *page = c->page;

    if (!page->invalid)
        rehab_find(c->findings, c->pool, page->place, "RehabCheck shows the page that RehabInvalid "
                   "names, by a sheet of its own: say RehabInvalid");
    for (int i = 0; i < page->params->nelts; i++) {
        const rehab_param *param = APR_ARRAY_IDX(page->params, i, rehab_param *);

        if (param->kind == REHAB_SECRET || param->kind == REHAB_FILE)
            rehab_find(c->findings, c->pool, page->place, "RehabCheck: %s is never shown, so that "
                       "a form which is read over cannot send it", param->name);
    }
}

static void check_post(checking *c)
{
    const rehab_page *page = c->page;

    if (!page->writes->nelts && !page->action_name)
        rehab_find(c->findings, c->pool, page->place, "a POST without RehabWrite or RehabAction "
                   "does nothing");
    if (!page->see_other && !page->action_name)
        rehab_find(c->findings, c->pool, page->place, "a POST needs its answer: say RehabSeeOther");
    if (page->writes->nelts && !page->invalid)
        rehab_find(c->findings, c->pool, page->place, "a POST that writes names the page of its "
                   "form: say RehabInvalid");
    if (page->cache || page->queries->nelts || page->formats->nelts)
        rehab_find(c->findings, c->pool, page->place, "RehabQuery, RehabFormat and RehabCache are "
                   "a GET's; a POST answers by RehabSeeOther");
    if (page->action_name && strcmp(page->action_name, "see-other") == 0
        && !page->see_other)
        rehab_find(c->findings, c->pool, page->place, "RehabAction see-other needs RehabSeeOther");
    if (page->check_path)
        check_read_over(c);
    if (page->form) {
        apr_array_header_t *variables = rehab_pattern_variables(c->pool, page->form->pattern);

        for (int i = 0; i < variables->nelts; i++)
            if (!strstr(page->pattern, apr_pstrcat(c->pool, "{",
                            APR_ARRAY_IDX(variables, i, const char *), "}", NULL)))
                rehab_find(c->findings, c->pool, page->place, "RehabInvalid %s: this page's "
                           "path has no {%s}", page->invalid,
                           APR_ARRAY_IDX(variables, i, const char *));
    }
}

static int asks_for_moment(const rehab_statement *statement)
{
    for (int i = 0; statement && i < statement->names->nelts; i++)
        if (strcmp(APR_ARRAY_IDX(statement->names, i, const char *), "now") == 0)
            return 1;
    return 0;
}

static void check_cache(checking *c)
{
    const rehab_page *page = c->page;

    if (page->offers_post)
        rehab_find(c->findings, c->pool, page->place,
                   "RehabCache: a page that offers a POST is never kept");
    if (page->audit_verb)
        rehab_find(c->findings, c->pool, page->place,
                   "RehabCache: a page that RehabAudit watches is never kept");
    if (page->roles != (unsigned)REHAB_VISITOR)
        rehab_find(c->findings, c->pool, page->place,
                   "RehabCache: only a page that admits visitors, and nobody else by name, is kept");
    for (int i = 0; i < page->queries->nelts; i++)
        if (asks_for_moment(APR_ARRAY_IDX(page->queries, i, rehab_query *)->statement))
            rehab_find(c->findings, c->pool, page->place,
                       "RehabCache: a page is kept for a day; its statements take :today, not :now");
    for (int i = 0; i < page->params->nelts; i++)
        if (APR_ARRAY_IDX(page->params, i, rehab_param *)->kind == REHAB_SECRET)
            rehab_find(c->findings, c->pool, page->place,
                       "RehabCache: a page that takes a secret is never kept");
}

/* What is opened is seen by key holders only, and never without a trace. */
static void check_opens(checking *c, const rehab_query *query)
{
    const unsigned others = REHAB_VISITOR | REHAB_SEEKER | REHAB_EMPLOYER | REHAB_VOLUNTEER;

    if (!c->page->audit_verb || c->page->cache || (c->page->roles & others))
        rehab_find(c->findings, c->pool, query->place, "RehabQuery %s: opens= stands beside "
                   "RehabAudit only, on pages of staff alone that are not kept", query->name);
}

static void check_query_names(checking *c)
{
    for (int i = 0; i < c->page->queries->nelts; i++) {
        const rehab_query *query = APR_ARRAY_IDX(c->page->queries, i, rehab_query *);

        if (query->opens)
            check_opens(c, query);
        for (size_t e = 0; e < sizeof engine_elements / sizeof engine_elements[0]; e++)
            if (strcmp(query->name, engine_elements[e]) == 0)
                rehab_find(c->findings, c->pool, query->place, "RehabQuery %s: the engine has an "
                           "element of that name; choose another", query->name);
    }
}

static void check_get(checking *c)
{
    const rehab_page *page = c->page;

    if (page->writes->nelts || page->mails->nelts || page->see_other || page->check_path)
        rehab_find(c->findings, c->pool, page->place, "a GET writes nothing: RehabWrite, RehabMail, "
                   "RehabSeeOther and RehabCheck are a POST's");
    if (!page->formats->nelts)
        rehab_find(c->findings, c->pool, page->place, "a GET needs a RehabFormat");
    if (strcmp(page->pattern, "/") == 0 && page->formats->nelts > 1)
        rehab_find(c->findings, c->pool, page->place, "the page / has one format: there is no "
                   "address that a suffix could end");
    if (page->cache)
        check_cache(c);
    check_query_names(c);
    for (int i = 0; i < page->formats->nelts; i++) {
        const rehab_format *format = APR_ARRAY_IDX(page->formats, i, rehab_format *);
        int found = format->query == NULL;

        for (int q = 0; !found && q < page->queries->nelts; q++) {
            const rehab_query *query = APR_ARRAY_IDX(page->queries, q, rehab_query *);

            found = query->row && strcmp(query->name, format->query) == 0;
        }
        if (!found)
            rehab_find(c->findings, c->pool, format->place,
                       "RehabFormat csv: query=%s is no list of the page", format->query);
        if (format->card)
            rehab_card_check(c->pool, c->site, page, format, c->findings);
    }
}

static void check_page(checking *c)
{
    rehab_names_check(c->pool, c->site, c->page, c->findings);
    if (!c->page->roles)
        rehab_find(c->findings, c->pool, c->page->place,
                   "the page admits nobody: say RehabAllow visitor, or who");
    if ((c->page->queries->nelts || c->page->writes->nelts) && !c->site->has_database)
        rehab_find(c->findings, c->pool, c->page->place,
                   "the page has statements but no RehabDatabase is set");
    if (strcmp(c->page->method, "POST") == 0)
        check_post(c);
    else
        check_get(c);
}

/* Every literal name that the site's sheets ask for, in every language. */
static void check_words(checking *c, rehab_place place, const char *path,
                        const rehab_sheet *sheet)
{
    apr_array_header_t *words = sheet ? rehab_sheet_words(c->pool, sheet) : NULL;

    for (int i = 0; words && i < words->nelts; i++) {
        const char *word = APR_ARRAY_IDX(words, i, const char *);

        if (apr_hash_get(c->words, word, APR_HASH_KEY_STRING))
            continue;
        apr_hash_set(c->words, word, APR_HASH_KEY_STRING, "");
        for (int l = 0; l < c->site->spoken->nelts; l++) {
            const rehab_language *language = APR_ARRAY_IDX(c->site->spoken, l, rehab_language *);

            if (!rehab_words_has(language, word + 2, word[0] == 'p'))
                rehab_find(c->findings, c->pool, place,
                           "%s asks for the %s %s, which strings/%s.xml lacks", path,
                           word[0] == 'p' ? "plurals" : "string", word + 2,
                           rehab_language_tag(language));
        }
    }
}

void rehab_site_check(apr_pool_t *pool, const rehab_site *site, rehab_findings *findings)
{
    apr_hash_t *words = apr_hash_make(pool);

    for (int i = 0; i < site->pages->nelts; i++) {
        checking c = { pool, site, APR_ARRAY_IDX(site->pages, i, rehab_page *), findings, words };

        check_page(&c);
        for (int f = 0; f < c.page->formats->nelts; f++) {
            const rehab_format *format = APR_ARRAY_IDX(c.page->formats, f, rehab_format *);

            check_words(&c, format->place, format->path, format->sheet);
        }
        for (int m = 0; m < c.page->mails->nelts; m++) {
            const rehab_mail *mail = APR_ARRAY_IDX(c.page->mails, m, rehab_mail *);

            check_words(&c, mail->place, mail->template_name, mail->sheet);
        }
        if (c.page->check)
            check_words(&c, c.page->check->place, c.page->check->path, c.page->check->sheet);
    }
}
