/* plan_match.c: in go the files of a sheet in the order of their precedence, out comes which template
 * a node gets in a mode, and which one a name means (XSLT 1.0, section 5.5). */
#include <apr_file_info.h>
#include <apr_strings.h>
#include <libxslt/imports.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan_inside.h"

/* One path by which a template may be chosen. */
typedef struct candidate {
    const rehab_template *template;
    const rehab_expression *path;
    const rehab_step *last;         /* NULL: the path is /                                   */
    double priority;
    int precedence, order;          /* the less, the sooner                                  */
} candidate;

struct rehab_plan {
    apr_hash_t *modes;              /* mode -> array of candidate, the best first            */
    apr_hash_t *named;              /* name -> rehab_template                                */
    const char *card;
    xmlDictPtr dict;
};

/* What is read once for all sheets of a pool. */
typedef struct shelf { rehab_names names; apr_hash_t *files; } shelf;

static apr_status_t free_dict(void *data)
{
    xmlDictFree(data);
    return APR_SUCCESS;
}

static shelf *shelf_of(apr_pool_t *pool)
{
    static const char key[] = "rehab-plans";
    void *kept = NULL;

    apr_pool_userdata_get(&kept, key, pool);
    if (!kept) {
        shelf *made = apr_palloc(pool, sizeof *made);

        made->names = (rehab_names){ pool, xmlDictCreate() };
        apr_pool_cleanup_register(pool, made->names.dict, free_dict, apr_pool_cleanup_null);
        made->files = apr_hash_make(pool);
        apr_pool_userdata_setn(made, key, NULL, pool);
        kept = made;
    }
    return kept;
}

/* The templates of a file, by its address and the time of its last change. */
static apr_array_header_t *templates_of(shelf *s, xsltStylesheetPtr style, const char **why)
{
    const char *address = style->doc && style->doc->URL ? (const char *)style->doc->URL : "";
    apr_finfo_t info = { 0 };

    (void)apr_stat(&info, address, APR_FINFO_MTIME | APR_FINFO_SIZE, s->names.pool);
    const char *key = apr_psprintf(s->names.pool, "%" APR_TIME_T_FMT " %" APR_OFF_T_FMT " %s",
                                   info.mtime, info.size, address);
    apr_array_header_t *known = apr_hash_get(s->files, key, APR_HASH_KEY_STRING);

    if (!known) {
        known = rehab_plan_read(&s->names, style, why);
        if (known && info.mtime)
            apr_hash_set(s->files, key, APR_HASH_KEY_STRING, known);
    }
    return known;
}

static int by_rank(const void *one, const void *other)
{
    const candidate *a = one, *b = other;

    if (a->precedence != b->precedence)
        return a->precedence < b->precedence ? -1 : 1;
    if (a->priority != b->priority)
        return a->priority > b->priority ? -1 : 1;
    return a->order > b->order ? -1 : a->order < b->order;
}

static double own_priority(const rehab_expression *path)
{
    const rehab_step *only = path->steps;

    if (!only || only->next || only->where || path->absolute)
        return 0.5;
    return only->test == REHAB_TEST_NAME ? 0 : -0.5;
}

/* The paths of a pattern; 0 when it is one that a plan cannot match. */
static int add_paths(apr_array_header_t *all, const candidate *like, const rehab_expression *e)
{
    candidate one = *like;

    if (e->says == REHAB_SAYS_UNION)
        return add_paths(all, like, e->of[0]) && add_paths(all, like, e->of[1]);
    if (e->says != REHAB_SAYS_PATH || e->of[0])
        return 0;
    for (const rehab_step *step = e->steps; step; step = step->next) {
        if (step->counted || (step->axis != REHAB_AXIS_CHILD && step->axis != REHAB_AXIS_ATTRIBUTE
                              && step->axis != REHAB_AXIS_DESCENDANT))
            return 0;
        one.last = step;
    }
    one.path = e;
    one.priority = isnan(one.template->priority) ? own_priority(e) : one.template->priority;
    APR_ARRAY_PUSH(all, candidate) = one;
    return 1;
}

static const char no_mode[] = "";

static int add_template(apr_pool_t *pool, rehab_plan *plan, const rehab_template *template,
                        int precedence, int order)
{
    const char *mode = template->mode ? template->mode : no_mode;
    apr_array_header_t *all = apr_hash_get(plan->modes, mode, APR_HASH_KEY_STRING);
    candidate like = { template, NULL, NULL, 0, precedence, order };

    if (template->name && !apr_hash_get(plan->named, template->name, APR_HASH_KEY_STRING))
        apr_hash_set(plan->named, template->name, APR_HASH_KEY_STRING, template);
    if (!template->match)
        return 1;
    if (!all) {
        all = apr_array_make(pool, 8, sizeof(candidate));
        apr_hash_set(plan->modes, mode, APR_HASH_KEY_STRING, all);
    }
    return add_paths(all, &like, template->match);
}

static void sort_modes(apr_pool_t *pool, const rehab_plan *plan)
{
    for (apr_hash_index_t *i = apr_hash_first(pool, plan->modes); i; i = apr_hash_next(i)) {
        const apr_array_header_t *all = apr_hash_this_val(i);

        qsort(all->elts, (size_t)all->nelts, sizeof(candidate), by_rank);
    }
}

rehab_plan *rehab_plan_make(apr_pool_t *pool, xsltStylesheetPtr style, const char **why)
{
    rehab_plan *plan = apr_pcalloc(pool, sizeof *plan);
    shelf *s = shelf_of(pool);
    apr_hash_t *seen = apr_hash_make(pool);
    const xmlChar *method = NULL;
    int precedence = 0;

    *why = NULL;
    plan->modes = apr_hash_make(pool);
    plan->named = apr_hash_make(pool);
    plan->dict = s->names.dict;
    plan->card = rehab_name_of(&s->names, "card");
    for (; style; style = xsltNextImport(style), precedence++) {
        const apr_array_header_t *templates = templates_of(s, style, why);

        if (!templates)
            return NULL;
        method = method ? method : style->method;
        /* A file that is imported twice never wins where it stands the second time. */
        if (apr_hash_get(seen, &templates->elts, sizeof templates->elts))
            continue;
        apr_hash_set(seen, &templates->elts, sizeof templates->elts, templates);
        for (int i = 0; i < templates->nelts; i++) {
            if (!add_template(pool, plan, APR_ARRAY_IDX(templates, i, rehab_template *),
                              precedence, i)) {
                *why = "a pattern that a plan does not know";
                return NULL;
            }
        }
    }
    sort_modes(pool, plan);
    if (xmlStrEqual(method, BAD_CAST "html"))
        return plan;
    *why = "the method is not html";
    return NULL;
}

xmlDictPtr rehab_plan_dict(const rehab_plan *plan)
{
    return plan->dict;
}

const char *rehab_plan_card(const rehab_plan *plan)
{
    return plan->card;
}

const rehab_template *rehab_plan_named(const rehab_plan *plan, const char *name)
{
    return apr_hash_get(plan->named, name, APR_HASH_KEY_STRING);
}

/* Whether what stands before a step of a pattern is above the node. */
static int above(const rehab_context *at, const rehab_expression *path, const rehab_step *step,
                 const xmlNode *node)
{
    int deep = step->axis == REHAB_AXIS_DESCENDANT;

    if (!step->before)
        return !path->absolute || deep || (node->parent && node->parent->type == XML_DOCUMENT_NODE);
    for (xmlNodePtr one = node->parent; one; one = one->parent) {
        if (rehab_step_passes(at, step->before, one) && above(at, path, step->before, one))
            return 1;
        if (!deep)
            break;
    }
    return 0;
}

static int matches(const rehab_context *at, const candidate *c, xmlNodePtr node)
{
    if (!c->last)
        return node->type == XML_DOCUMENT_NODE;
    if (c->last->test == REHAB_TEST_NODE
        && (node->type == XML_ATTRIBUTE_NODE || node->type == XML_DOCUMENT_NODE))
        return 0;
    return rehab_step_passes(at, c->last, node) && above(at, c->path, c->last, node);
}

const rehab_template *rehab_plan_choose(const rehab_context *at, const char *mode, xmlNodePtr node)
{
    const apr_array_header_t *all = apr_hash_get(at->playing->plan->modes, mode ? mode : no_mode,
                                                 APR_HASH_KEY_STRING);
    rehab_context here = *at;

    here.current = here.node = node;
    for (int i = 0; all && i < all->nelts; i++) {
        const candidate *c = &APR_ARRAY_IDX(all, i, candidate);

        if (matches(&here, c, node))
            return c->template;
    }
    return NULL;
}
