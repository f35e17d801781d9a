/* plan_path.c: in goes the text of an XPath expression or of a pattern, out comes what to evaluate;
 * NULL when it says what a plan does not know, or nothing. */
#include <apr_lib.h>
#include <apr_strings.h>
#include <stdlib.h>
#include <string.h>

#include "plan_inside.h"

typedef struct reading {
    const rehab_scope *scope;
    const char *at;
    int bad;
} reading;

static rehab_expression *read_level(reading *r, int level);

static void skip_space(reading *r)
{
    r->at += strspn(r->at, " \t\r\n");
}

/* 1, and behind it, when `text` comes next. */
static int next_is(reading *r, const char *text)
{
    skip_space(r);
    if (strncmp(r->at, text, strlen(text)) != 0)
        return 0;
    r->at += strlen(text);
    return 1;
}

static int is_name_byte(char c)
{
    return apr_isalnum(c) || c == '-' || c == '_' || c == '.' || (unsigned char)c >= 0x80;
}

/* A name, with its prefix if it has one; NULL when none comes next. */
static const char *read_name(reading *r)
{
    const char *start;

    skip_space(r);
    start = r->at;
    if (!is_name_byte(*start) || apr_isdigit(*start) || *start == '-' || *start == '.')
        return NULL;
    while (is_name_byte(*r->at) || (*r->at == ':' && r->at[1] != ':' && is_name_byte(r->at[1])))
        r->at++;
    return apr_pstrmemdup(r->scope->names->pool, start, (apr_size_t)(r->at - start));
}

static rehab_expression *make(const reading *r, rehab_says says)
{
    rehab_expression *made = apr_pcalloc(r->scope->names->pool, sizeof *made);

    made->says = says;
    return made;
}

/* Whether a predicate may ask for the place of a node among the others. */
static int asks_place(const rehab_expression *e)
{
    int asks = e->function && (!strcmp(e->function->name, "position")
                               || !strcmp(e->function->name, "last"));

    for (int i = 0; i < 2; i++)
        asks = asks || (e->of[i] && asks_place(e->of[i]));
    for (const rehab_expression *a = e->arguments; a; a = a->next)
        asks = asks || asks_place(a);
    return asks;
}

static int is_number(const rehab_expression *e)
{
    return e->says == REHAB_SAYS_NUMBER || e->says == REHAB_SAYS_VARIABLE
           || (e->says >= REHAB_SAYS_PLUS && e->says <= REHAB_SAYS_NEGATIVE)
           || (e->says == REHAB_SAYS_CALL && e->function && e->function->number);
}

/* [..][..] */
static rehab_expression *read_predicates(reading *r, int *counted)
{
    rehab_expression *first = NULL, **end = &first;

    while (!r->bad && next_is(r, "[")) {
        *end = read_level(r, 0);
        if (!*end || !next_is(r, "]")) {
            r->bad = 1;
            return NULL;
        }
        *counted = *counted || is_number(*end) || asks_place(*end);
        end = &(*end)->next;
    }
    return first;
}

static const struct { const char *name; rehab_axis axis; } axes[] = {
    { "child::", REHAB_AXIS_CHILD }, { "attribute::", REHAB_AXIS_ATTRIBUTE },
    { "self::", REHAB_AXIS_SELF }, { "parent::", REHAB_AXIS_PARENT },
    { "descendant::", REHAB_AXIS_DESCENDANT },
    { "following-sibling::", REHAB_AXIS_FOLLOWING },
    { "preceding-sibling::", REHAB_AXIS_PRECEDING },
};

static void read_test(reading *r, rehab_step *step)
{
    if (next_is(r, "*")) {
        step->test = REHAB_TEST_ANY;
        return;
    }
    const char *name = read_name(r);

    if (!name || strchr(name, ':')) {
        r->bad = 1;
    } else if (next_is(r, "(")) {
        step->test = !strcmp(name, "text") ? REHAB_TEST_TEXT : REHAB_TEST_NODE;
        r->bad = r->bad || (strcmp(name, "text") != 0 && strcmp(name, "node") != 0)
                 || !next_is(r, ")");
    } else {
        step->test = REHAB_TEST_NAME;
        step->name = rehab_name_of(r->scope->names, name);
    }
}

static rehab_step *read_step(reading *r)
{
    rehab_step *step = apr_pcalloc(r->scope->names->pool, sizeof *step);

    step->test = REHAB_TEST_NODE;
    step->axis = REHAB_AXIS_PARENT;
    if (next_is(r, ".."))
        return step;
    step->axis = REHAB_AXIS_SELF;
    if (next_is(r, "."))
        return step;
    step->axis = REHAB_AXIS_CHILD;
    if (next_is(r, "@")) {
        step->axis = REHAB_AXIS_ATTRIBUTE;
    } else {
        for (apr_size_t i = 0; i < sizeof axes / sizeof axes[0]; i++) {
            if (next_is(r, axes[i].name)) {
                step->axis = axes[i].axis;
                break;
            }
        }
    }
    read_test(r, step);
    if (!r->bad)
        step->where = read_predicates(r, &step->counted);
    return step;
}

/* Steps apart by / or //; `deep`: // stood before the first. */
static void read_steps(reading *r, rehab_expression *path, int deep)
{
    rehab_step **end = &path->steps, *before = NULL;

    do {
        rehab_step *step = read_step(r);

        if (deep && step->axis == REHAB_AXIS_CHILD && !step->counted)
            step->axis = REHAB_AXIS_DESCENDANT;
        else if (deep)
            r->bad = 1;
        /* From one node to its children, their attributes and so on, the walk keeps the order. */
        if (before && ((step->axis != REHAB_AXIS_CHILD && step->axis != REHAB_AXIS_ATTRIBUTE)
                       || before->axis == REHAB_AXIS_DESCENDANT))
            path->unordered = path->unordered || step->axis != REHAB_AXIS_ATTRIBUTE;
        if (step->axis == REHAB_AXIS_PRECEDING)
            path->unordered = 1;
        step->before = before;
        *end = step;
        end = &step->next;
        before = step;
        deep = next_is(r, "//");
    } while (!r->bad && (deep || next_is(r, "/")));
}

static int step_comes(reading *r)
{
    skip_space(r);
    return *r->at == '@' || *r->at == '*' || *r->at == '.'
           || (is_name_byte(*r->at) && !apr_isdigit(*r->at));
}

static rehab_expression *read_literal(reading *r)
{
    rehab_expression *e = make(r, REHAB_SAYS_LITERAL);
    const char *start = r->at + 1, *end = strchr(start, *r->at);

    r->bad = r->bad || !end;
    end = end ? end : start;
    e->text = apr_pstrmemdup(r->scope->names->pool, start, (apr_size_t)(end - start));
    r->at = *end ? end + 1 : end;
    return e;
}

static rehab_expression *read_number(reading *r)
{
    rehab_expression *e = make(r, REHAB_SAYS_NUMBER);
    char *end;

    e->number = strtod(r->at, &end);
    r->bad = r->bad || end == r->at;
    r->at = end;
    return e;
}

static rehab_expression *read_variable(reading *r)
{
    rehab_expression *e = make(r, REHAB_SAYS_VARIABLE);

    r->at++;
    const char *name = read_name(r);

    e->slot = name ? r->scope->slot_of(r->scope->baton, name) : -1;
    r->bad = r->bad || e->slot < 0;
    return e;
}

/* A function of XPath, or by its prefix one of ours. */
static void find_function(reading *r, rehab_expression *e, const char *name)
{
    const char *colon = strchr(name, ':');

    if (!colon) {
        e->function = rehab_function_known(name);
    } else {
        xmlNsPtr ns = xmlSearchNs(r->scope->node->doc, (xmlNodePtr)r->scope->node,
                                  BAD_CAST apr_pstrmemdup(r->scope->names->pool, name,
                                                          (apr_size_t)(colon - name)));

        if (ns && xmlStrEqual(ns->href, BAD_CAST REHAB_WORDS_NAMESPACE))
            e->words = rehab_said_known(colon + 1);
        if (!e->words)
            e->function = rehab_function_known(name);
    }
    r->bad = r->bad || (!e->function && !e->words);
}

static rehab_expression *read_call(reading *r, const char *name)
{
    rehab_expression *e = make(r, REHAB_SAYS_CALL), **end = &e->arguments;

    find_function(r, e, name);
    if (next_is(r, ")"))
        return e;
    do {
        *end = read_level(r, 0);
        if (!*end) {
            r->bad = 1;
            return e;
        }
        end = &(*end)->next;
        e->count++;
    } while (next_is(r, ","));
    r->bad = r->bad || !next_is(r, ")");
    return e;
}

static int right_arity(const rehab_expression *e)
{
    if (e->says != REHAB_SAYS_CALL)
        return 1;
    return e->words ? e->count >= e->words->least && e->count <= e->words->most
                    : e->function && e->count >= e->function->least
                          && e->count <= e->function->most;
}

/* A literal, number, variable, call or (expression); NULL when a path comes instead. */
static rehab_expression *read_primary(reading *r)
{
    skip_space(r);
    if (*r->at == '\'' || *r->at == '"')
        return read_literal(r);
    if (*r->at == '$')
        return read_variable(r);
    if (apr_isdigit(*r->at) || (*r->at == '.' && apr_isdigit(r->at[1])))
        return read_number(r);
    if (next_is(r, "(")) {
        rehab_expression *inside = read_level(r, 0);

        r->bad = r->bad || !next_is(r, ")");
        return inside;
    }
    const char *start = r->at, *name = read_name(r);

    if (name && next_is(r, "(") && strcmp(name, "text") != 0 && strcmp(name, "node") != 0) {
        rehab_expression *call = read_call(r, name);

        r->bad = r->bad || !right_arity(call);
        return call;
    }
    r->at = start;
    return NULL;
}

static rehab_expression *read_path(reading *r)
{
    rehab_expression *base = read_primary(r), *path = make(r, REHAB_SAYS_PATH);
    int counted = 0, deep;

    if (r->bad)
        return path;
    skip_space(r);
    if (base) {
        if (*r->at != '[' && *r->at != '/')
            return base;
        path->of[0] = base;
        path->where = read_predicates(r, &counted);
        deep = next_is(r, "//");
        path->unordered = deep || *r->at == '/';
        if (deep || next_is(r, "/"))
            read_steps(r, path, deep);
        return path;
    }
    deep = next_is(r, "//");
    path->absolute = deep || next_is(r, "/");
    if (step_comes(r))
        read_steps(r, path, deep);
    else
        r->bad = r->bad || !path->absolute || deep;
    return path;
}

typedef struct operator { const char *text; rehab_says says; int level; } operator;

static const operator operators[] = {
    { "or", REHAB_SAYS_OR, 0 },         { "and", REHAB_SAYS_AND, 1 },
    { "!=", REHAB_SAYS_UNEQUAL, 2 },    { "=", REHAB_SAYS_EQUAL, 2 },
    { "<=", REHAB_SAYS_MOST, 3 },       { ">=", REHAB_SAYS_LEAST, 3 },
    { "<", REHAB_SAYS_LESS, 3 },        { ">", REHAB_SAYS_MORE, 3 },
    { "+", REHAB_SAYS_PLUS, 4 },        { "-", REHAB_SAYS_MINUS, 4 },
    { "*", REHAB_SAYS_TIMES, 5 },       { "div", REHAB_SAYS_DIV, 5 },
    { "mod", REHAB_SAYS_MOD, 5 },
};

enum { LEVELS = 6 };

static const operator *operator_comes(reading *r, int level)
{
    for (apr_size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
        const char *text = operators[i].text;

        skip_space(r);
        if (operators[i].level == level && !strncmp(r->at, text, strlen(text))
            && (*text < 'a' || !is_name_byte(r->at[strlen(text)]))) {
            r->at += strlen(text);
            return &operators[i];
        }
    }
    return NULL;
}

/* Paths apart by |, with a minus before them. */
static rehab_expression *read_union(reading *r)
{
    if (next_is(r, "-")) {
        rehab_expression *e = make(r, REHAB_SAYS_NEGATIVE);

        e->of[0] = read_union(r);
        return e;
    }
    rehab_expression *left = read_path(r);

    while (!r->bad && next_is(r, "|")) {
        rehab_expression *e = make(r, REHAB_SAYS_UNION);

        e->of[0] = left;
        e->of[1] = read_path(r);
        left = e;
    }
    return left;
}

static rehab_expression *read_level(reading *r, int level)
{
    if (level == LEVELS)
        return read_union(r);
    rehab_expression *left = read_level(r, level + 1);
    const operator *found;

    while (!r->bad && (found = operator_comes(r, level)) != NULL) {
        rehab_expression *e = make(r, found->says);

        e->of[0] = left;
        e->of[1] = read_level(r, level + 1);
        left = e;
    }
    return r->bad ? NULL : left;
}

rehab_expression *rehab_expression_read(const rehab_scope *scope, const char *text)
{
    reading r = { scope, text, 0 };
    rehab_expression *read = read_level(&r, 0);

    skip_space(&r);
    return r.bad || *r.at ? NULL : read;
}
