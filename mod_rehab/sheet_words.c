/* sheet_words.c: the functions that a sheet calls by r: .  In go their XPath arguments, out come
 * the words of the run's language.  A string that is missing is written ⟦name⟧ and logged. */
#include <apr_strings.h>
#include <libxml/parserInternals.h>
#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <libxslt/variables.h>
#include <libxslt/xsltutils.h>
#include <math.h>
#include <string.h>

#include "code.h"
#include "difference.h"
#include "json.h"
#include "sheet_inside.h"

enum { MOST_ARGUMENTS = 11 };

static const char *missing(const rehab_run *run, const char *what, const char *name)
{
    rehab_log_line(run->log, REHAB_LOG_WARNING, "%s: %s has no %s %s", rehab_run_place(run),
                   rehab_language_tag(run->language), what, name);
    return apr_pstrcat(run->pool, "\u27e6", name, "\u27e7", NULL);
}

/* r:text(name, arg…) */
static const char *say_text(const rehab_run *run, int n, const char *const *arguments)
{
    const char *text = rehab_words_text(run->pool, run->language, arguments[0], n - 1,
                                        arguments + 1);

    return text ? text : missing(run, "string", arguments[0]);
}

/* r:count(name, n, arg…) */
static const char *say_count(const rehab_run *run, int n, const char *const *arguments)
{
    double count = xmlXPathCastStringToNumber(BAD_CAST arguments[1]);
    const char *text = NULL;

    if (fabs(count) < 9e15)
        text = rehab_words_count(run->pool, run->language, arguments[0], (apr_int64_t)count, n - 2,
                                 arguments + 2);
    return text ? text : missing(run, fabs(count) < 9e15 ? "plurals" : "number for the plurals",
                                 arguments[0]);
}

/* r:code(scheme, key) */
static const char *say_code(const rehab_run *run, int n, const char *const *arguments)
{
    const char *name = apr_pstrcat(run->pool, arguments[0], ".", arguments[1], NULL);

    (void)n;
    return say_text(run, 1, &name);
}

/* r:day(iso, style?) */
static const char *say_day(const rehab_run *run, int n, const char *const *arguments)
{
    return rehab_words_day(run->pool, run->language, arguments[0], n == 2 ? arguments[1] : "long");
}

/* r:days(from, to) */
static const char *say_days(const rehab_run *run, int n, const char *const *arguments)
{
    long from, to;

    (void)n;
    if (!rehab_words_day_number(arguments[0], &from) || !rehab_words_day_number(arguments[1], &to))
        return "NaN";
    return apr_ltoa(run->pool, to - from);
}

/* r:money(agorot) */
static const char *say_money(const rehab_run *run, int n, const char *const *arguments)
{
    (void)n;
    return rehab_words_money(run->pool, run->language, arguments[0]);
}

/* r:number(n) */
static const char *say_number(const rehab_run *run, int n, const char *const *arguments)
{
    (void)n;
    return rehab_words_number(run->pool, run->language, arguments[0]);
}

/* r:json(text) */
static const char *say_json(const rehab_run *run, int n, const char *const *arguments)
{
    (void)n;
    return rehab_json_string(run->pool, arguments[0]);
}

/* r:show-code(code) */
static const char *say_shown_code(const rehab_run *run, int n, const char *const *arguments)
{
    (void)n;
    return strlen(arguments[0]) == 6 ? rehab_code_show(run->pool, arguments[0]) : arguments[0];
}

/* The next line of *at, without spaces at its ends; NULL at the end. */
static const char *next_line(apr_pool_t *pool, const char **at)
{
    static const char space[] = " \t\r";
    const char *line = *at + strspn(*at, space);
    apr_size_t length = strcspn(line, "\n");

    if (**at == '\0')
        return NULL;
    *at = line + length + (line[length] == '\n');
    while (length > 0 && strchr(space, line[length - 1]))
        length--;
    return apr_pstrmemdup(pool, line, length);
}

/* The parts of r:paragraphs(text): a block and its lines, in nodes that the run's pool holds. */
static xmlNodePtr add_node(const rehab_run *run, xmlNodePtr parent, const char *name,
                           const char *text)
{
    xmlNodePtr made = apr_pcalloc(run->pool, sizeof *made);

    made->type = text ? XML_TEXT_NODE : XML_ELEMENT_NODE;
    made->name = text ? xmlStringText : BAD_CAST name;
    made->content = (xmlChar *)(apr_uintptr_t)text;
    made->parent = parent;
    if (!parent)
        return made;
    made->prev = parent->last;
    if (parent->last)
        parent->last->next = made;
    else
        parent->children = made;
    parent->last = made;
    return made;
}

/* r:paragraphs(text) */
static apr_array_header_t *paragraphs(const rehab_run *run, const char *const *arguments)
{
    apr_array_header_t *blocks = apr_array_make(run->pool, 4, sizeof(xmlNodePtr));
    xmlNodePtr block = NULL;
    const char *text = arguments[0], *line;

    while ((line = next_line(run->pool, &text)) != NULL) {
        if (!*line) {
            block = NULL;
            continue;
        }
        if (block)
            (void)add_node(run, block, "br", NULL);
        else
            APR_ARRAY_PUSH(blocks, xmlNodePtr) = block = add_node(run, NULL, "p", NULL);
        (void)add_node(run, block, NULL, line);
    }
    return blocks;
}

/* r:difference(before, after).  The last word of a text has no space behind it. */
static apr_array_header_t *difference(const rehab_run *run, const char *const *arguments)
{
    apr_array_header_t *pieces = rehab_difference(run->pool, arguments[0], arguments[1]);
    apr_array_header_t *nodes = apr_array_make(run->pool, pieces->nelts + 1, sizeof(xmlNodePtr));

    for (int i = 0; i < pieces->nelts; i++) {
        const rehab_piece *piece = &APR_ARRAY_IDX(pieces, i, rehab_piece);
        apr_size_t length = strlen(piece->text);
        const char *text = length && strchr(" \t\r\n", piece->text[length - 1])
                               ? piece->text : apr_pstrcat(run->pool, piece->text, " ", NULL);
        xmlNodePtr node = piece->change == REHAB_SAME ? add_node(run, NULL, NULL, text)
            : add_node(run, NULL, piece->change == REHAB_ADDED ? "ins" : "del", NULL);

        if (piece->change != REHAB_SAME)
            (void)add_node(run, node, NULL, text);
        APR_ARRAY_PUSH(nodes, xmlNodePtr) = node;
    }
    return nodes;
}

static const rehab_said_function functions[] = {
    { "text", 1, MOST_ARGUMENTS - 1, say_text, NULL },
    { "count", 2, MOST_ARGUMENTS, say_count, NULL },
    { "code", 2, 2, say_code, NULL },
    { "day", 1, 2, say_day, NULL },
    { "days", 2, 2, say_days, NULL },
    { "money", 1, 1, say_money, NULL },
    { "number", 1, 1, say_number, NULL },
    { "json", 1, 1, say_json, NULL },
    { "show-code", 1, 1, say_shown_code, NULL },
    { "paragraphs", 1, 1, NULL, paragraphs },
    { "difference", 2, 2, NULL, difference },
};

enum { FUNCTIONS = sizeof functions / sizeof functions[0] };

const rehab_said_function *rehab_said_known(const char *name)
{
    for (int i = 0; i < FUNCTIONS; i++) {
        if (!strcmp(name, functions[i].name))
            return &functions[i];
    }
    return NULL;
}

/* For libxslt: copies of the blocks live in a tree that the run frees. */
static xmlXPathObjectPtr copies_of(const rehab_run *run, const apr_array_header_t *blocks)
{
    xmlDocPtr tree = xsltCreateRVT(run->context);
    xmlXPathObjectPtr result = xmlXPathNewNodeSet(NULL);

    if (!tree || !result) {
        xmlXPathFreeObject(result);
        return NULL;
    }
    xsltRegisterLocalRVT(run->context, tree);
    for (int i = 0; i < blocks->nelts; i++) {
        xmlNodePtr copy = xmlDocCopyNode(APR_ARRAY_IDX(blocks, i, xmlNodePtr), tree, 1);

        if (copy)
            xmlXPathNodeSetAdd(result->nodesetval, xmlAddChild((xmlNodePtr)tree, copy));
    }
    return result;
}

/* Any of them, called by libxslt: the name is in the context that it keeps for a call. */
static void call(xmlXPathParserContextPtr x, int n)
{
    xsltTransformContextPtr context = xsltXPathGetTransformContext(x);
    const rehab_said_function *function = rehab_said_known((const char *)x->context->function);
    const char *arguments[MOST_ARGUMENTS] = { 0 };

    if (!context || !context->_private || !function) {
        xmlXPathErr(x, XPATH_INVALID_CTXT);
        return;
    }
    if (n < function->least || n > function->most) {
        xmlXPathErr(x, XPATH_INVALID_ARITY);
        return;
    }
    const rehab_run *run = context->_private;

    for (int i = n - 1; i >= 0; i--) {
        xmlChar *text = xmlXPathPopString(x);

        arguments[i] = apr_pstrdup(run->pool, text ? (const char *)text : "");
        xmlFree(text);
    }
    xmlXPathObjectPtr result = function->say
        ? xmlXPathNewString(BAD_CAST function->say(run, n, arguments))
        : copies_of(run, function->nodes(run, arguments));

    if (result)
        valuePush(x, result);
    else
        xmlXPathErr(x, XPATH_MEMORY_ERROR);
}

void rehab_sheet_words_register(void)
{
    for (int i = 0; i < FUNCTIONS; i++)
        xsltRegisterExtModuleFunction(BAD_CAST functions[i].name, BAD_CAST REHAB_WORDS_NAMESPACE,
                                      call);
}

int rehab_sheet_words_know(const char *name)
{
    return rehab_said_known(name) != NULL;
}
