/* plan_read.c: in goes one file of a sheet as libxslt compiled it, out come its templates as a plan
 * runs them; or the place of what a plan does not know. */
#include <apr_strings.h>
#include <math.h>
#include <string.h>

#include <libxml/parserInternals.h>

#include "plan_inside.h"

typedef struct variable { const char *name; int slot; } variable;

typedef struct reader {
    rehab_names *names;
    const char **why;
    apr_array_header_t *variables;      /* variable: those in sight, the latest last         */
    int slots;
} reader;

const char *rehab_name_of(rehab_names *names, const char *text)
{
    return (const char *)xmlDictLookup(names->dict, BAD_CAST text, -1);
}

static void refuse(const reader *r, const xmlNode *node, const char *sentence, const char *what)
{
    if (!*r->why)
        *r->why = apr_psprintf(r->names->pool, "%s:%ld: %s%s",
                               node->doc->URL ? (const char *)node->doc->URL : "",
                               xmlGetLineNo(node), sentence, what);
}

static int slot_of(void *baton, const char *name)
{
    const reader *r = baton;

    for (int i = r->variables->nelts - 1; i >= 0; i--)
        if (!strcmp(APR_ARRAY_IDX(r->variables, i, variable).name, name))
            return APR_ARRAY_IDX(r->variables, i, variable).slot;
    return -1;
}

static const char *attribute_of(const reader *r, const xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetNoNsProp(node, BAD_CAST name);
    const char *copy = value ? apr_pstrdup(r->names->pool, (const char *)value) : NULL;

    xmlFree(value);
    return copy;
}

static rehab_expression *expression(reader *r, const xmlNode *node, const char *text)
{
    rehab_scope scope = { r->names, node, slot_of, r };
    rehab_expression *read = text ? rehab_expression_read(&scope, text) : NULL;

    if (!read)
        refuse(r, node, "an expression that a plan does not know: ", text ? text : "none");
    return read;
}

/* The end of an expression that begins at c: its }, braces in literals left aside. */
static const char *end_of(const char *c)
{
    for (; *c && *c != '}'; c++) {
        if (*c == '\'' || *c == '"') {
            c = strchr(c + 1, *c);
            if (!c)
                return NULL;
        }
    }
    return *c ? c : NULL;
}

/* text{expression}text, {{ and }} being one brace. */
static rehab_part *parts(reader *r, const xmlNode *node, const char *text)
{
    rehab_part *first = NULL, **end = &first;

    while (*text && !*r->why) {
        rehab_part *part = apr_pcalloc(r->names->pool, sizeof *part);

        *end = part;
        end = &part->next;
        if (*text == '{' && text[1] != '{') {
            const char *close = end_of(text + 1);

            if (!close) {
                refuse(r, node, "an open brace", "");
                return NULL;
            }
            part->select = expression(r, node, apr_pstrmemdup(r->names->pool, text + 1,
                                                              (apr_size_t)(close - text - 1)));
            text = close + 1;
        } else {
            apr_size_t length = strcspn(text, "{}");

            length = length ? length : 1;
            part->text = apr_pstrmemdup(r->names->pool, text, length);
            text += length + (*text == '{' || *text == '}');
        }
    }
    return first;
}

static rehab_instruction *body(reader *r, const xmlNode *first);

static void read_sort(reader *r, const xmlNode *node, rehab_instruction *made)
{
    rehab_sorting *sort = apr_pcalloc(r->names->pool, sizeof *sort), **end = &made->sorts;
    const char *type = attribute_of(r, node, "data-type"), *order = attribute_of(r, node, "order");
    const char *select = attribute_of(r, node, "select");

    if (!type || strcmp(type, "number") != 0)
        refuse(r, node, "a sort by text", "");
    sort->select = expression(r, node, select ? select : ".");
    sort->descending = order && !strcmp(order, "descending");
    while (*end)
        end = &(*end)->next;
    *end = sort;
}

static int is_xslt(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && node->ns
           && xmlStrEqual(node->ns->href, XSLT_NAMESPACE)
           && !strcmp((const char *)node->name, name);
}

static rehab_instruction *make(const reader *r, const xmlNode *node, rehab_does does)
{
    rehab_instruction *made = apr_pcalloc(r->names->pool, sizeof *made);

    made->does = does;
    made->file = rehab_name_of(r->names, node->doc->URL ? (const char *)node->doc->URL : "");
    made->line = xmlGetLineNo(node);
    return made;
}

/* xsl:sort and xsl:with-param in an instruction. */
static void read_arguments(reader *r, const xmlNode *node, rehab_instruction *made)
{
    rehab_instruction **end = &made->with;

    for (const xmlNode *child = node->children; child; child = child->next) {
        if (is_xslt(child, "sort")) {
            read_sort(r, child, made);
        } else if (is_xslt(child, "with-param")) {
            const char *name = attribute_of(r, child, "name");
            const char *select = attribute_of(r, child, "select");
            rehab_instruction *with = make(r, child, REHAB_DOES_VARIABLE);

            with->name = rehab_name_of(r->names, name ? name : "");
            with->select = select ? expression(r, child, select) : NULL;
            with->body = select ? NULL : body(r, child->children);
            *end = with;
            end = &with->next;
        }
    }
}

/* xsl:variable and xsl:param: in sight of what follows, not of itself. */
static void read_variable(reader *r, const xmlNode *node, rehab_instruction *made)
{
    const char *select = attribute_of(r, node, "select");
    const char *name = attribute_of(r, node, "name");

    made->name = rehab_name_of(r->names, name ? name : "");
    made->select = select ? expression(r, node, select) : NULL;
    made->body = select ? NULL : body(r, node->children);
    made->slot = r->slots++;
    APR_ARRAY_PUSH(r->variables, variable) = (variable){ made->name, made->slot };
}

static void read_choice(reader *r, const xmlNode *node, rehab_instruction *made)
{
    rehab_instruction **end = &made->body;

    for (const xmlNode *child = node->children; child; child = child->next) {
        int otherwise = is_xslt(child, "otherwise");

        if (!otherwise && !is_xslt(child, "when"))
            continue;
        rehab_instruction *when = make(r, child, REHAB_DOES_IF);

        when->select = otherwise ? NULL : expression(r, child, attribute_of(r, child, "test"));
        when->body = body(r, child->children);
        *end = when;
        end = &when->next;
    }
}

static const struct { const char *name; rehab_does does; const char *needs; } known[] = {
    { "value-of", REHAB_DOES_VALUE, "select" },   { "if", REHAB_DOES_IF, "test" },
    { "choose", REHAB_DOES_CHOOSE, NULL },        { "for-each", REHAB_DOES_EACH, "select" },
    { "apply-templates", REHAB_DOES_APPLY, NULL }, { "call-template", REHAB_DOES_CALL, NULL },
    { "variable", REHAB_DOES_VARIABLE, NULL },    { "param", REHAB_DOES_PARAM, NULL },
    { "attribute", REHAB_DOES_ATTRIBUTE, NULL },  { "copy-of", REHAB_DOES_COPY_OF, "select" },
    { "message", REHAB_DOES_MESSAGE, NULL },
};

static int has(const xmlNode *node, const char *name)
{
    return xmlHasNsProp(node, BAD_CAST name, NULL) != NULL;
}

/* What an instruction names, and what is in it. */
static void read_inside(reader *r, const xmlNode *node, rehab_instruction *made)
{
    const char *name = attribute_of(r, node, "name"), *mode = attribute_of(r, node, "mode");

    switch (made->does) {
    case REHAB_DOES_CHOOSE:
        read_choice(r, node, made);
        break;
    case REHAB_DOES_VARIABLE:
    case REHAB_DOES_PARAM:
        read_variable(r, node, made);
        break;
    case REHAB_DOES_APPLY:
        made->select = expression(r, node, has(node, "select") ? attribute_of(r, node, "select")
                                                               : "node()");
        made->mode = mode ? rehab_name_of(r->names, mode) : NULL;
        read_arguments(r, node, made);
        break;
    case REHAB_DOES_EACH:
        read_arguments(r, node, made);
        made->body = body(r, node->children);
        break;
    case REHAB_DOES_CALL:
    case REHAB_DOES_ATTRIBUTE:
        if (!name || strpbrk(name, "{:"))
            refuse(r, node, "a name that is computed or has a prefix", "");
        made->name = rehab_name_of(r->names, name ? name : "");
        if (made->does == REHAB_DOES_CALL)
            read_arguments(r, node, made);
        else
            made->body = body(r, node->children);
        break;
    default:
        made->body = body(r, node->children);
    }
}

static rehab_instruction *instruction(reader *r, const xmlNode *node)
{
    for (apr_size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(known[i].name, (const char *)node->name) != 0)
            continue;
        rehab_instruction *made = make(r, node, known[i].does);

        if (has(node, "terminate") || has(node, "disable-output-escaping")
            || has(node, "namespace") || has(node, "use-attribute-sets"))
            refuse(r, node, "an unusual attribute of xsl:", known[i].name);
        if (known[i].needs)
            made->select = expression(r, node, attribute_of(r, node, known[i].needs));
        read_inside(r, node, made);
        return made;
    }
    refuse(r, node, "an instruction that a plan does not know: ", (const char *)node->name);
    return NULL;
}

/* An element of HTML as it stands in the sheet. */
static rehab_instruction *element(reader *r, const xmlNode *node)
{
    rehab_instruction *made = make(r, node, REHAB_DOES_ELEMENT);
    rehab_fixed **end = &made->attributes;

    if (node->ns || node->nsDef)
        refuse(r, node, "an element with a namespace: ", (const char *)node->name);
    made->name = rehab_name_of(r->names, (const char *)node->name);
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        rehab_fixed *fixed = apr_pcalloc(r->names->pool, sizeof *fixed);

        if (a->ns) {
            refuse(r, node, "an attribute with a namespace: ", (const char *)a->name);
            return made;
        }
        fixed->name = rehab_name_of(r->names, (const char *)a->name);
        fixed->parts = parts(r, node, rehab_node_text(r->names->pool, (const xmlNode *)a));
        *end = fixed;
        end = &fixed->next;
    }
    made->body = body(r, node->children);
    return made;
}

static rehab_instruction *text(const reader *r, const xmlNode *node)
{
    rehab_instruction *made = make(r, node, REHAB_DOES_TEXT);

    if (node->name == xmlStringTextNoenc)
        refuse(r, node, "a text that is not escaped", "");
    made->text = apr_pstrdup(r->names->pool, node->content ? (const char *)node->content : "");
    return made;
}

static rehab_instruction *body(reader *r, const xmlNode *first)
{
    rehab_instruction *made = NULL, **end = &made;
    int in_sight = r->variables->nelts;

    for (const xmlNode *node = first; node && !*r->why; node = node->next) {
        if (is_xslt(node, "sort") || is_xslt(node, "with-param") || node->type == XML_COMMENT_NODE)
            continue;
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
            *end = text(r, node);
        else if (node->type == XML_ELEMENT_NODE && node->ns
                 && xmlStrEqual(node->ns->href, XSLT_NAMESPACE))
            *end = instruction(r, node);
        else if (node->type == XML_ELEMENT_NODE)
            *end = element(r, node);
        else
            refuse(r, node, "neither element nor text", "");
        end = *end ? &(*end)->next : end;
    }
    r->variables->nelts = in_sight;
    return made;
}

static rehab_template *read_template(reader *r, xsltTemplatePtr from)
{
    rehab_template *made = apr_pcalloc(r->names->pool, sizeof *made);

    if (from->nameURI || from->modeURI)
        refuse(r, from->elem, "a template whose name has a prefix", "");
    made->name = from->name ? rehab_name_of(r->names, (const char *)from->name) : NULL;
    made->mode = from->mode ? rehab_name_of(r->names, (const char *)from->mode) : NULL;
    made->priority = has(from->elem, "priority") ? (double)from->priority : NAN;
    r->variables->nelts = r->slots = 0;
    if (from->match)
        made->match = expression(r, from->elem, (const char *)from->match);
    made->body = body(r, from->elem->children);
    made->slots = r->slots;
    return made;
}

apr_array_header_t *rehab_plan_read(rehab_names *names, xsltStylesheetPtr style, const char **why)
{
    reader r = { names, why, apr_array_make(names->pool, 8, sizeof(variable)), 0 };
    apr_array_header_t *made = apr_array_make(names->pool, 8, sizeof(rehab_template *));
    int last;

    *why = NULL;
    if (style->variables || style->keys || style->attributeSets || style->stripSpaces)
        *why = apr_psprintf(names->pool, "%s:0: a variable, key or attribute set of the whole sheet",
                            style->doc && style->doc->URL ? (const char *)style->doc->URL : "");
    for (xsltTemplatePtr one = style->templates; one && !*why; one = one->next)
        APR_ARRAY_PUSH(made, rehab_template *) = read_template(&r, one);
    /* libxslt has them the last first. */
    last = made->nelts - 1;
    for (int i = 0; i < last - i; i++) {
        rehab_template *first = APR_ARRAY_IDX(made, i, rehab_template *);

        APR_ARRAY_IDX(made, i, rehab_template *) = APR_ARRAY_IDX(made, last - i, rehab_template *);
        APR_ARRAY_IDX(made, last - i, rehab_template *) = first;
    }
    return *why ? NULL : made;
}
