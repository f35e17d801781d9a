/* check.c: in goes a loaded site, out come sentences about what its declarations contradict: in
 * names, parameters, answers, statements. */
#include "check.h"

#include <apr_strings.h>
#include <string.h>

#include "route.h"

/* What every statement may use without declaring it (page.h, request.c). */
static const char *const engine_names[] = {
    "today", "kept_from", "no_examples", "now", "hour_ago", "in_hour", "in_day", "in_week", "lang",
    "limit", "me", "my_employer", "my_locality", "my_code", "my_session", "new_code", "new_listed",
    "new_link", "answer_by", "closes_by"
};

/* Elements that the engine itself puts into every <page> (page_document.c). */
static const char *const engine_elements[] = {
    "languages", "contents", "organisation", "request", "errors", "fault"
};

typedef struct checking {
    apr_pool_t *pool;
    const rehab_site *site;
    const rehab_page *page;
    rehab_findings *findings;
    apr_hash_t *used;               /* names that some statement uses */
} checking;

static int is_engine_name(const char *name)
{
    for (size_t i = 0; i < sizeof engine_names / sizeof engine_names[0]; i++)
        if (strcmp(engine_names[i], name) == 0)
            return 1;
    return 0;
}

/* NAME without its ending, or NULL when it ends otherwise. */
static const char *stem(apr_pool_t *pool, const char *name, const char *ending)
{
    apr_size_t length = strlen(name), cut = strlen(ending);

    return length > cut && strcmp(name + length - cut, ending) == 0
               ? apr_pstrmemdup(pool, name, length - cut) : NULL;
}

/* The parameter behind :name, :name_words, :name_plain or :name_lookup. */
static const rehab_param *param_behind(apr_pool_t *pool, const rehab_page *page, const char *name)
{
    const rehab_param *param = rehab_page_param(page, name);
    const char *words = stem(pool, name, "_words"), *lookup = stem(pool, name, "_lookup");
    const char *plain = stem(pool, name, "_plain");

    if (!param && (words || plain)) {
        param = rehab_page_param(page, words ? words : plain);
        if (param && !rehab_kind_has_words(param->kind) && (plain || param->kind != REHAB_SEARCH))
            param = NULL;
    }
    if (!param && lookup) {
        param = rehab_page_param(page, lookup);
        if (param && !param->sealed)
            param = NULL;
    }
    return param;
}

static int has_prefix(const char *name, const char *prefix)
{
    apr_size_t length = strlen(prefix);

    return strncmp(name, prefix, length) == 0 && name[length] == '_' && name[length + 1];
}

/* :job_code where an earlier one-row query or a write is named job. */
static int is_earlier_column(const rehab_page *page, const char *name)
{
    for (int i = 0; i < page->queries->nelts; i++) {
        const rehab_query *query = APR_ARRAY_IDX(page->queries, i, rehab_query *);

        if (!query->row && has_prefix(name, query->name))
            return 1;
    }
    for (int i = 0; i < page->writes->nelts; i++)
        if (has_prefix(name, APR_ARRAY_IDX(page->writes, i, rehab_write *)->name))
            return 1;
    return 0;
}

static void check_names(void *baton, const rehab_page *page, rehab_place place, const char *path,
                        rehab_statement **statement)
{
    checking *c = baton;
    apr_array_header_t *names;

    if (!*statement)
        return;
    names = apr_array_append(c->pool, (*statement)->names, (*statement)->conditions);
    for (int i = 0; i < names->nelts; i++) {
        const char *name = APR_ARRAY_IDX(names, i, const char *);
        const rehab_param *param = param_behind(c->pool, page, name);

        if (param)
            apr_hash_set(c->used, param->name, APR_HASH_KEY_STRING, "");
        else if (!is_engine_name(name) && !is_earlier_column(page, name))
            rehab_find(c->findings, c->pool, place, "%s uses :%s, which the page does not declare",
                       path, name);
    }
}

static void use_pattern(checking *c, const char *pattern)
{
    apr_array_header_t *names = pattern ? rehab_pattern_variables(c->pool, pattern) : NULL;

    for (int i = 0; names && i < names->nelts; i++)
        apr_hash_set(c->used, APR_ARRAY_IDX(names, i, const char *), APR_HASH_KEY_STRING, "");
}

/* 1 for what an address fills into the form that the page offers. */
static int is_of_its_form(const checking *c, const char *name)
{
    for (int i = 0; i < c->site->pages->nelts; i++) {
        const rehab_page *page = APR_ARRAY_IDX(c->site->pages, i, rehab_page *);

        if (page->form == c->page && rehab_page_param(page, name))
            return 1;
    }
    return 0;
}

/* An action takes its parameters in C, and a page's path says which page it is. */
static void check_params(checking *c)
{
    const rehab_page *page = c->page;
    apr_array_header_t *variables = rehab_pattern_variables(c->pool, page->pattern);

    for (int i = 0; i < variables->nelts; i++) {
        const char *name = APR_ARRAY_IDX(variables, i, const char *);

        if (!rehab_page_param(page, name))
            rehab_find(c->findings, c->pool, page->place,
                       "%s: declare {%s} by a RehabParam", page->pattern, name);
    }
    for (int i = 0; i < page->params->nelts && !page->action_name; i++) {
        const rehab_param *param = APR_ARRAY_IDX(page->params, i, rehab_param *);

        if (param->source != REHAB_FROM_PATH && !is_of_its_form(c, param->name)
            && !apr_hash_get(c->used, param->name, APR_HASH_KEY_STRING))
            rehab_find(c->findings, c->pool, page->place,
                       "RehabParam %s: no statement of the page uses it", param->name);
    }
}

static void check_targets(checking *c)
{
    const rehab_page *page = c->page;
    apr_array_header_t *names = page->see_other
        ? rehab_pattern_variables(c->pool, page->see_other) : apr_array_make(c->pool, 1, sizeof(const char *));

    if (page->count_param)
        APR_ARRAY_PUSH(names, const char *) = page->count_param;
    for (int i = 0; i < names->nelts; i++) {
        const char *name = APR_ARRAY_IDX(names, i, const char *);

        if (!rehab_page_param(page, name) && !is_earlier_column(page, name))
            rehab_find(c->findings, c->pool, page->place,
                       "{%s} is no parameter of the page and no column of its statements", name);
    }
    for (int i = 0; i < page->writes->nelts; i++) {
        const rehab_write *write = APR_ARRAY_IDX(page->writes, i, rehab_write *);
        const rehab_param *param = write->each ? rehab_page_param(page, write->each) : NULL;

        if (write->each && (!param || !param->many))
            rehab_find(c->findings, c->pool, write->place,
                       "RehabWrite: each=%s is no parameter declared many", write->each);
    }
}

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

/* What somebody typed has no place in the audit trail. */
static void check_reason(checking *c)
{
    const rehab_page *page = c->page;
    const rehab_param *param = page->audit_reason ? rehab_page_param(page, page->audit_reason)
                                                  : NULL;

    if (page->audit_reason && (!param || (param->kind != REHAB_CHOICE && param->kind != REHAB_KEY)))
        rehab_find(c->findings, c->pool, page->place, "RehabAudit: why=%s is no parameter of kind "
                   "choice or key", page->audit_reason);
    if (param)
        apr_hash_set(c->used, param->name, APR_HASH_KEY_STRING, "");
}

static void check_page(checking *c)
{
    rehab_each_statement(c->page, check_names, c);
    use_pattern(c, c->page->see_other);
    for (int i = 0; i < c->page->writes->nelts; i++) {
        const rehab_write *write = APR_ARRAY_IDX(c->page->writes, i, rehab_write *);

        if (write->each)
            apr_hash_set(c->used, write->each, APR_HASH_KEY_STRING, "");
    }
    check_reason(c);
    check_params(c);
    check_targets(c);
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

        if (apr_hash_get(c->used, word, APR_HASH_KEY_STRING))
            continue;
        apr_hash_set(c->used, word, APR_HASH_KEY_STRING, "");
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
        checking c = { pool, site, APR_ARRAY_IDX(site->pages, i, rehab_page *), findings,
                       apr_hash_make(pool) };

        check_page(&c);
        c.used = words;
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
