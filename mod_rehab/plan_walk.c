/* plan_walk.c: in go a path and the node that it begins at, out come the nodes it leads to. */
#include <libxml/xpath.h>
#include <stdlib.h>
#include <string.h>

#include "plan_inside.h"

typedef struct walking {
    const rehab_context *at;
    rehab_take take;
    void *baton;
} walking;

/* Mostly the same pointer, or another first letter. */
static int same_name(const char *a, const char *b)
{
    return a == b || (*a == *b && !strcmp(a, b));
}

static int passes_test(const rehab_step *step, const xmlNode *node)
{
    xmlElementType kind = step->axis == REHAB_AXIS_ATTRIBUTE ? XML_ATTRIBUTE_NODE
                                                             : XML_ELEMENT_NODE;

    switch (step->test) {
    case REHAB_TEST_NODE:
        return 1;
    case REHAB_TEST_TEXT:
        return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
    case REHAB_TEST_ANY:
        return node->type == kind;
    default:
        return node->type == kind && same_name((const char *)node->name, step->name) && !node->ns;
    }
}

static int passes(const rehab_context *at, const rehab_expression *where, xmlNodePtr node,
                  int position, int size)
{
    rehab_context here = *at;

    here.node = node;
    here.position = position;
    here.size = size;
    if (where->says == REHAB_SAYS_NUMBER)
        return where->number == position;
    rehab_answer value = { .is = REHAB_IS_TRUTH };

    if (where->says != REHAB_SAYS_VARIABLE && where->says != REHAB_SAYS_CALL
        && (where->says < REHAB_SAYS_PLUS || where->says > REHAB_SAYS_NEGATIVE))
        return rehab_evaluate_truth(&here, where);
    value = rehab_evaluate(&here, where);
    return value.is == REHAB_IS_NUMBER ? value.number == position : rehab_value_truth(&value);
}

int rehab_step_passes(const rehab_context *at, const rehab_step *step, xmlNodePtr node)
{
    if (!passes_test(step, node))
        return 0;
    for (const rehab_expression *where = step->where; where; where = where->next)
        if (!passes(at, where, node, 1, 1))
            return 0;
    return 1;
}

static xmlNodePtr next_descendant(const xmlNode *top, xmlNodePtr node)
{
    if (node->type == XML_ELEMENT_NODE && node->children)
        return node->children;
    while (node != top && !node->next)
        node = node->parent;
    return node == top ? NULL : node->next;
}

static xmlNodePtr parent_of(const xmlNode *node)
{
    return node->parent;
}

static xmlNodePtr first_on(const rehab_step *step, xmlNodePtr node)
{
    int below = node->type == XML_ELEMENT_NODE || node->type == XML_DOCUMENT_NODE;

    switch (step->axis) {
    case REHAB_AXIS_CHILD:
    case REHAB_AXIS_DESCENDANT:
        return below ? node->children : NULL;
    case REHAB_AXIS_ATTRIBUTE:
        return node->type == XML_ELEMENT_NODE ? (xmlNodePtr)node->properties : NULL;
    case REHAB_AXIS_PARENT:
        return parent_of(node);
    case REHAB_AXIS_FOLLOWING:
        return node->type == XML_ATTRIBUTE_NODE ? NULL : node->next;
    case REHAB_AXIS_PRECEDING:
        return node->type == XML_ATTRIBUTE_NODE ? NULL : node->prev;
    default:
        return node;
    }
}

static xmlNodePtr next_on(const rehab_step *step, const xmlNode *from, xmlNodePtr node)
{
    switch (step->axis) {
    case REHAB_AXIS_SELF:
    case REHAB_AXIS_PARENT:
        return NULL;
    case REHAB_AXIS_DESCENDANT:
        return next_descendant(from, node);
    case REHAB_AXIS_PRECEDING:
        return node->prev;
    default:
        return node->next;
    }
}

static int walk(const walking *w, const rehab_step *step, xmlNodePtr from);

/* The nodes of a step whose predicates count: all are laid out, then each predicate thins them. */
static int walk_counted(const walking *w, const rehab_step *step, xmlNodePtr from)
{
    apr_array_header_t *nodes = apr_array_make(w->at->playing->run->pool, 8, sizeof(xmlNodePtr));

    for (xmlNodePtr node = first_on(step, from); node; node = next_on(step, from, node))
        if (passes_test(step, node))
            APR_ARRAY_PUSH(nodes, xmlNodePtr) = node;
    for (const rehab_expression *where = step->where; where; where = where->next) {
        int kept = 0, size = nodes->nelts;

        for (int i = 0; i < size; i++) {
            xmlNodePtr node = APR_ARRAY_IDX(nodes, i, xmlNodePtr);

            if (passes(w->at, where, node, i + 1, size))
                APR_ARRAY_IDX(nodes, kept++, xmlNodePtr) = node;
        }
        nodes->nelts = kept;
    }
    for (int i = 0; i < nodes->nelts; i++)
        if (walk(w, step->next, APR_ARRAY_IDX(nodes, i, xmlNodePtr)))
            return 1;
    return 0;
}

/* @name, the most of what is walked: an element has one of that name or none. */
static int walk_attribute(const walking *w, const rehab_step *step, const xmlNode *from)
{
    xmlAttrPtr a = from->type == XML_ELEMENT_NODE ? from->properties : NULL;

    while (a && (a->ns || !same_name((const char *)a->name, step->name)))
        a = a->next;
    return a && walk(w, step->next, (xmlNodePtr)a);
}

static int walk(const walking *w, const rehab_step *step, xmlNodePtr from)
{
    if (!step)
        return w->take(w->baton, from);
    if (step->axis == REHAB_AXIS_ATTRIBUTE && step->test == REHAB_TEST_NAME && !step->where) {
        w->at->playing->taken++;
        return walk_attribute(w, step, from);
    }
    if (step->counted)
        return walk_counted(w, step, from);
    for (xmlNodePtr node = first_on(step, from); node; node = next_on(step, from, node)) {
        w->at->playing->taken++;
        if ((step->where ? rehab_step_passes(w->at, step, node) : passes_test(step, node))
            && (step->next ? walk(w, step->next, node) : w->take(w->baton, node)))
            return 1;
    }
    return 0;
}

/* What the path begins at, when that is an expression of its own: its nodes that pass. */
static rehab_answer base_of(const rehab_context *at, const rehab_expression *path)
{
    rehab_answer base = rehab_evaluate(at, path->of[0]);

    if (base.is != REHAB_IS_NODES) {
        at->playing->lost = 1;
        base = (rehab_answer){ .is = REHAB_IS_NODES };
    }
    for (const rehab_expression *where = path->where; where; where = where->next) {
        xmlNodePtr *kept = apr_palloc(at->playing->run->pool,
                                      sizeof(xmlNodePtr) * (apr_size_t)(base.count + 1));
        int n = 0;

        for (int i = 0; i < base.count; i++)
            if (passes(at, where, base.nodes[i], i + 1, base.count))
                kept[n++] = base.nodes[i];
        base.nodes = kept;
        base.count = n;
    }
    return base;
}

int rehab_walk(const rehab_context *at, const rehab_expression *path, rehab_take take, void *baton)
{
    walking w = { at, take, baton };

    if (!path->of[0])
        return walk(&w, path->steps,
                    path->absolute ? (xmlNodePtr)at->playing->document : at->node);
    rehab_answer base = base_of(at, path);

    for (int i = 0; i < base.count; i++)
        if (walk(&w, path->steps, base.nodes[i]))
            return 1;
    return 0;
}

static int push(void *baton, xmlNodePtr node)
{
    APR_ARRAY_PUSH((apr_array_header_t *)baton, xmlNodePtr) = node;
    return 0;
}

static int by_order(const void *a, const void *b)
{
    return -xmlXPathCmpNodes(*(const xmlNodePtr *)a, *(const xmlNodePtr *)b);
}

/* Sorts the nodes, and leaves out what stands twice. */
static void set_order(apr_array_header_t *nodes)
{
    int kept = 0;

    if (nodes->nelts < 2)
        return;
    qsort(nodes->elts, (size_t)nodes->nelts, sizeof(xmlNodePtr), by_order);
    for (int i = 0; i < nodes->nelts; i++) {
        xmlNodePtr node = APR_ARRAY_IDX(nodes, i, xmlNodePtr);

        if (kept == 0 || APR_ARRAY_IDX(nodes, kept - 1, xmlNodePtr) != node)
            APR_ARRAY_IDX(nodes, kept++, xmlNodePtr) = node;
    }
    nodes->nelts = kept;
}

/* 0 when one side of a union is no set of nodes. */
static void collect(const rehab_context *at, const rehab_expression *e, apr_array_header_t *nodes)
{
    if (e->says == REHAB_SAYS_UNION) {
        collect(at, e->of[0], nodes);
        collect(at, e->of[1], nodes);
    } else if (e->says == REHAB_SAYS_PATH) {
        (void)rehab_walk(at, e, push, nodes);
    } else {
        rehab_answer value = rehab_evaluate(at, e);

        at->playing->lost = at->playing->lost || value.is != REHAB_IS_NODES;
        for (int i = 0; value.is == REHAB_IS_NODES && i < value.count; i++)
            APR_ARRAY_PUSH(nodes, xmlNodePtr) = value.nodes[i];
    }
}

rehab_answer rehab_nodes(const rehab_context *at, const rehab_expression *expression)
{
    apr_array_header_t *nodes = apr_array_make(at->playing->run->pool, 8, sizeof(xmlNodePtr));

    collect(at, expression, nodes);
    if (expression->unordered || expression->says == REHAB_SAYS_UNION)
        set_order(nodes);
    return (rehab_answer){ .is = REHAB_IS_NODES, .count = nodes->nelts,
                          .nodes = (xmlNodePtr *)(void *)nodes->elts };
}
