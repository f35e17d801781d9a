/* sheet_words.c: the functions that a sheet calls by r: .  In go their XPath arguments, out come
 * the words of the run's language.  A string that is missing is written ⟦name⟧ and logged. */
#include <apr_strings.h>
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

/* The run that a function was called in; NULL, with the error set, when there is none or the
 * number of arguments is not between least and most. */
static rehab_run *begin(xmlXPathParserContextPtr x, int n, int least, int most)
{
    xsltTransformContextPtr context = xsltXPathGetTransformContext(x);

    if (n < least || n > most) {
        xmlXPathErr(x, XPATH_INVALID_ARITY);
        return NULL;
    }
    if (!context || !context->_private) {
        xmlXPathErr(x, XPATH_INVALID_CTXT);
        return NULL;
    }
    return context->_private;
}

/* The last argument, as text in the run's pool. */
static const char *pop(xmlXPathParserContextPtr x, const rehab_run *run)
{
    xmlChar *text = xmlXPathPopString(x);
    const char *copy = apr_pstrdup(run->pool, text ? (const char *)text : "");

    xmlFree(text);
    return copy;
}

static void give(xmlXPathParserContextPtr x, const char *text)
{
    valuePush(x, xmlXPathNewString(BAD_CAST text));
}

static void give_missing(xmlXPathParserContextPtr x, const rehab_run *run, const char *what,
                         const char *name)
{
    const xmlNode *at = run->context->inst;

    rehab_log_line(run->log, REHAB_LOG_WARNING, "%s:%ld: %s has no %s %s",
                   at && at->doc && at->doc->URL ? (const char *)at->doc->URL : run->sheet->file,
                   xmlGetLineNo(at), rehab_language_tag(run->language), what, name);
    give(x, apr_pstrcat(run->pool, "\u27e6", name, "\u27e7", NULL));
}

/* r:text(name, arg…) */
static void words_text(xmlXPathParserContextPtr x, int n)
{
    const rehab_run *run = begin(x, n, 1, MOST_ARGUMENTS - 1);
    const char *arguments[MOST_ARGUMENTS] = { 0 };

    if (!run)
        return;
    for (int i = n - 1; i >= 0; i--)
        arguments[i] = pop(x, run);
    const char *text = rehab_words_text(run->pool, run->language, arguments[0], n - 1,
                                        arguments + 1);

    if (text)
        give(x, text);
    else
        give_missing(x, run, "string", arguments[0]);
}

/* r:count(name, n, arg…) */
static void words_count(xmlXPathParserContextPtr x, int n)
{
    const rehab_run *run = begin(x, n, 2, MOST_ARGUMENTS);
    const char *arguments[MOST_ARGUMENTS] = { 0 };

    if (!run)
        return;
    for (int i = n - 1; i > 1; i--)
        arguments[i] = pop(x, run);
    double count = xmlXPathPopNumber(x);
    const char *name = pop(x, run), *text = NULL;

    if (fabs(count) < 9e15)
        text = rehab_words_count(run->pool, run->language, name, (apr_int64_t)count, n - 2,
                                 arguments + 2);
    if (text)
        give(x, text);
    else
        give_missing(x, run, fabs(count) < 9e15 ? "plurals" : "number for the plurals", name);
}

/* r:code(scheme, key) */
static void words_code(xmlXPathParserContextPtr x, int n)
{
    const rehab_run *run = begin(x, n, 2, 2);

    if (!run)
        return;
    const char *key = pop(x, run), *scheme = pop(x, run);
    const char *name = apr_pstrcat(run->pool, scheme, ".", key, NULL);
    const char *text = rehab_words_text(run->pool, run->language, name, 0, NULL);

    if (text)
        give(x, text);
    else
        give_missing(x, run, "string", name);
}

/* r:day(iso, style?) */
static void words_day(xmlXPathParserContextPtr x, int n)
{
    const rehab_run *run = begin(x, n, 1, 2);

    if (!run)
        return;
    const char *style = n == 2 ? pop(x, run) : "long", *day = pop(x, run);

    give(x, rehab_words_day(run->pool, run->language, day, style));
}

/* r:money(agorot) */
static void words_money(xmlXPathParserContextPtr x, int n)
{
    const rehab_run *run = begin(x, n, 1, 1);

    if (run)
        give(x, rehab_words_money(run->pool, run->language, pop(x, run)));
}

/* r:number(n) */
static void words_number(xmlXPathParserContextPtr x, int n)
{
    const rehab_run *run = begin(x, n, 1, 1);

    if (run)
        give(x, rehab_words_number(run->pool, run->language, pop(x, run)));
}

/* r:json(text) */
static void words_json(xmlXPathParserContextPtr x, int n)
{
    const rehab_run *run = begin(x, n, 1, 1);

    if (run)
        give(x, rehab_json_string(run->pool, pop(x, run)));
}

/* r:show-code(code) */
static void words_show_code(xmlXPathParserContextPtr x, int n)
{
    const rehab_run *run = begin(x, n, 1, 1);

    if (!run)
        return;
    const char *code = pop(x, run);

    give(x, strlen(code) == 6 ? rehab_code_show(run->pool, code) : code);
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

/* r:paragraphs(text): the nodes live in a tree that the run frees. */
static void words_paragraphs(xmlXPathParserContextPtr x, int n)
{
    const rehab_run *run = begin(x, n, 1, 1);

    if (!run)
        return;
    const char *at = pop(x, run), *line;
    xmlDocPtr tree = xsltCreateRVT(run->context);
    xmlXPathObjectPtr result = xmlXPathNewNodeSet(NULL);
    xmlNodePtr block = NULL;

    if (!tree || !result) {
        xmlXPathFreeObject(result);
        xmlXPathErr(x, XPATH_MEMORY_ERROR);
        return;
    }
    xsltRegisterLocalRVT(run->context, tree);
    while ((line = next_line(run->pool, &at)) != NULL) {
        if (!*line) {
            block = NULL;
            continue;
        }
        if (block) {
            xmlAddChild(block, xmlNewDocNode(tree, NULL, BAD_CAST "br", NULL));
        } else {
            block = xmlNewDocNode(tree, NULL, BAD_CAST "p", NULL);
            xmlAddChild((xmlNodePtr)tree, block);
            xmlXPathNodeSetAdd(result->nodesetval, block);
        }
        xmlAddChild(block, xmlNewDocText(tree, BAD_CAST line));
    }
    valuePush(x, result);
}

/* What of the difference becomes a node of `tree`.  The last word of a text has no space behind it. */
static xmlNodePtr piece_node(const rehab_run *run, xmlDocPtr tree, const rehab_piece *piece)
{
    apr_size_t length = strlen(piece->text);
    const char *text = length && strchr(" \t\r\n", piece->text[length - 1])
                           ? piece->text : apr_pstrcat(run->pool, piece->text, " ", NULL);
    xmlNodePtr node;

    if (piece->change == REHAB_SAME)
        return xmlNewDocText(tree, BAD_CAST text);
    node = xmlNewDocNode(tree, NULL, BAD_CAST (piece->change == REHAB_ADDED ? "ins" : "del"), NULL);
    if (node)
        xmlAddChild(node, xmlNewDocText(tree, BAD_CAST text));
    return node;
}

/* r:difference(before, after): nodes that live as those of r:paragraphs do. */
static void words_difference(xmlXPathParserContextPtr x, int n)
{
    const rehab_run *run = begin(x, n, 2, 2);

    if (!run)
        return;
    const char *after = pop(x, run), *before = pop(x, run);
    apr_array_header_t *pieces = rehab_difference(run->pool, before, after);
    xmlDocPtr tree = xsltCreateRVT(run->context);
    xmlXPathObjectPtr result = xmlXPathNewNodeSet(NULL);

    if (!tree || !result) {
        xmlXPathFreeObject(result);
        xmlXPathErr(x, XPATH_MEMORY_ERROR);
        return;
    }
    xsltRegisterLocalRVT(run->context, tree);
    for (int i = 0; i < pieces->nelts; i++) {
        xmlNodePtr node = piece_node(run, tree, &APR_ARRAY_IDX(pieces, i, rehab_piece));

        if (node) {
            xmlAddChild((xmlNodePtr)tree, node);
            xmlXPathNodeSetAdd(result->nodesetval, node);
        }
    }
    valuePush(x, result);
}

static const struct { const char *name; xmlXPathFunction run; } functions[] = {
    { "text", words_text },     { "count", words_count },   { "code", words_code },
    { "day", words_day },       { "money", words_money },   { "number", words_number },
    { "json", words_json },     { "show-code", words_show_code },
    { "paragraphs", words_paragraphs }, { "difference", words_difference },
};

enum { FUNCTIONS = sizeof functions / sizeof functions[0] };

void rehab_sheet_words_register(void)
{
    for (int i = 0; i < FUNCTIONS; i++)
        xsltRegisterExtModuleFunction(BAD_CAST functions[i].name, BAD_CAST REHAB_WORDS_NAMESPACE,
                                      functions[i].run);
}

int rehab_sheet_words_know(const char *name)
{
    for (int i = 0; i < FUNCTIONS; i++) {
        if (!strcmp(name, functions[i].name))
            return 1;
    }
    return 0;
}
