/* check_names.c: in goes a page with its statements, out come sentences about names that lead
 * nowhere: what a statement takes and nobody declares, what is declared and nobody takes. */
#include <apr_strings.h>
#include <string.h>

#include "check.h"
#include "route.h"

/* What every statement may use without declaring it (page.h, request.c). */
static const char *const engine_names[] = {
    "today", "kept_from", "no_examples", "now", "hour_ago", "in_hour", "in_day", "in_week", "lang",
    "limit", "me", "my_employer", "my_locality", "my_code", "my_session", "new_code", "new_listed",
    "new_link", "answer_by", "closes_by", "month_ago"
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

/* The parameter behind :name, :name_words, :name_plain, :name_lookup or :name_delivery. */
static const rehab_param *param_behind(apr_pool_t *pool, const rehab_page *page, const char *name)
{
    const rehab_param *param = rehab_page_param(page, name);
    const char *words = stem(pool, name, "_words"), *lookup = stem(pool, name, "_lookup");
    const char *plain = stem(pool, name, "_plain"), *mailed = stem(pool, name, "_delivery");

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
    if (!param && mailed) {
        param = rehab_page_param(page, mailed);
        if (param && !param->both)
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

/* :beginning and :beyond, of the statement that also= names. */
static int is_of_search(const rehab_page *page, rehab_statement *const *statement,
                        const char *name)
{
    if (strcmp(name, "beginning") != 0 && strcmp(name, "beyond") != 0)
        return 0;
    for (int i = 0; i < page->params->nelts; i++) {
        const rehab_query *also = APR_ARRAY_IDX(page->params, i, rehab_param *)->also;

        if (also && &also->statement == statement)
            return 1;
    }
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
        else if (!is_engine_name(name) && !is_earlier_column(page, name)
                 && !is_of_search(page, statement, name))
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

/* required=PARAM(a|b) asks for what another field of the form, read before, has chosen. */
static void check_when(checking *c, int at)
{
    const rehab_param *param = APR_ARRAY_IDX(c->page->params, at, rehab_param *), *of;
    const char *known = NULL;

    for (int i = 0; param->when && i < at; i++) {
        of = APR_ARRAY_IDX(c->page->params, i, rehab_param *);
        if (of->choices && strcmp(of->name, param->when) == 0)
            known = apr_pstrcat(c->pool, "|", apr_array_pstrcat(c->pool, of->choices, '|'), "|",
                                NULL);
    }
    for (const char *value = param->when ? param->when_values : "|"; value[1];) {
        const char *end = strchr(value + 1, '|');
        apr_size_t length = (apr_size_t)(end - value) + 1;

        if (!known || !strstr(known, apr_pstrmemdup(c->pool, value, length))) {
            rehab_find(c->findings, c->pool, c->page->place, "RehabParam %s: required=%s: no choice "
                       "of these values is declared before it", param->name,
                       rehab_when_text(c->pool, param));
            return;
        }
        value = end;
    }
}

static int is_named(const apr_array_header_t *names, const char *name)
{
    for (int i = 0; i < names->nelts; i++)
        if (strcmp(APR_ARRAY_IDX(names, i, const char *), name) == 0)
            return 1;
    return 0;
}

/* :used_code where a write named `used` stands before the first that takes the parameter. */
static int is_written_before(const rehab_page *page, const char *name, const rehab_param *param)
{
    for (int i = 0; i < page->writes->nelts; i++) {
        const rehab_write *write = APR_ARRAY_IDX(page->writes, i, rehab_write *);

        if (write->statement && is_named(write->statement->names, param->name))
            return 0;
        if (has_prefix(name, write->name))
            return 1;
    }
    return 0;
}

/* row= names what is known before the value is sealed: the engine's own, a parameter, or what an
 * earlier write gave. */
static void check_row(checking *c, const rehab_param *param)
{
    apr_array_header_t *names = param->row ? rehab_pattern_variables(c->pool, param->row) : NULL;

    for (int i = 0; names && i < names->nelts; i++) {
        const char *name = APR_ARRAY_IDX(names, i, const char *);

        if (!is_engine_name(name) && !rehab_page_param(c->page, name)
            && !is_written_before(c->page, name, param))
            rehab_find(c->findings, c->pool, c->page->place, "RehabParam %s: row=%s: {%s} is no "
                       "parameter of the page, not the engine's own, and of no write before that "
                       "which takes it", param->name, param->row, name);
    }
    use_pattern(c, param->row);
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
    for (int i = 0; i < page->params->nelts; i++) {
        check_when(c, i);
        check_row(c, APR_ARRAY_IDX(page->params, i, rehab_param *));
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

/* What somebody typed has no place in the audit trail. */
static void check_reason(checking *c)
{
    const rehab_page *page = c->page;
    const rehab_param *param = page->audit_reason ? rehab_page_param(page, page->audit_reason)
                                                  : NULL;

    if (page->audit_reason && !(param ? param->kind == REHAB_CHOICE || param->kind == REHAB_KEY
                                      : is_earlier_column(page, page->audit_reason)))
        rehab_find(c->findings, c->pool, page->place, "RehabAudit: why=%s is no parameter of kind "
                   "choice or key, and no column of its statements", page->audit_reason);
    if (param)
        apr_hash_set(c->used, param->name, APR_HASH_KEY_STRING, "");
}

void rehab_names_check(apr_pool_t *pool, const rehab_site *site, const rehab_page *page,
                       rehab_findings *findings)
{
    checking c = { pool, site, page, findings, apr_hash_make(pool) };

    rehab_each_statement(page, check_names, &c);
    use_pattern(&c, page->see_other);
    for (int i = 0; i < page->writes->nelts; i++) {
        const rehab_write *write = APR_ARRAY_IDX(page->writes, i, rehab_write *);

        if (write->each)
            apr_hash_set(c.used, write->each, APR_HASH_KEY_STRING, "");
    }
    check_reason(&c);
    check_params(&c);
    check_targets(&c);
}
