/* plan_value.c: in goes an expression and where it stands, out comes its value, by the rules of
 * XPath 1.0 (sections 3 and 4). */
#include <apr_strings.h>
#include <libxml/xpath.h>
#include <math.h>
#include <string.h>

#include "plan_inside.h"

rehab_answer rehab_text_value(const char *text)
{
    return (rehab_answer){ .is = REHAB_IS_TEXT, .text = text };
}

rehab_answer rehab_number_value(double number)
{
    return (rehab_answer){ .is = REHAB_IS_NUMBER, .number = number };
}

rehab_answer rehab_truth_value(int truth)
{
    return (rehab_answer){ .is = REHAB_IS_TRUTH, .truth = truth };
}

static void add_texts(rehab_buffer *out, const xmlNode *node)
{
    for (; node; node = node->next) {
        if (node->type == XML_ELEMENT_NODE)
            add_texts(out, node->children);
        else if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
                 && node->content)
            rehab_buffer_text(out, (const char *)node->content);
    }
}

const char *rehab_node_text(apr_pool_t *pool, const xmlNode *node)
{
    const xmlNode *only = node;
    rehab_buffer out;

    if (node->type == XML_ELEMENT_NODE || node->type == XML_ATTRIBUTE_NODE
        || node->type == XML_DOCUMENT_NODE) {
        only = node->children;
        if (!only)
            return "";
    }
    if (only == node && node->type != XML_TEXT_NODE)
        return node->content ? (const char *)node->content : "";
    if (only != node && (only->next || only->type != XML_TEXT_NODE)) {
        rehab_buffer_start(pool, &out);
        add_texts(&out, only);
        return out.bytes;
    }
    return only->content ? (const char *)only->content : "";
}

static const char *number_text(apr_pool_t *pool, double number)
{
    if (fabs(number) < 1e9 && number == floor(number))
        return apr_itoa(pool, (int)number);
    xmlChar *said = xmlXPathCastNumberToString(number);
    const char *text = apr_pstrdup(pool, said ? (const char *)said : "");

    xmlFree(said);
    return text;
}

const char *rehab_value_text(const rehab_context *at, const rehab_answer *value)
{
    apr_pool_t *pool = at->playing->run->pool;

    switch (value->is) {
    case REHAB_IS_NODES:
        return value->count ? rehab_node_text(pool, value->nodes[0]) : "";
    case REHAB_IS_NUMBER:
        return number_text(pool, value->number);
    case REHAB_IS_TRUTH:
        return value->truth ? "true" : "false";
    default:
        return value->text;
    }
}

double rehab_value_number(const rehab_context *at, const rehab_answer *value)
{
    if (value->is == REHAB_IS_NUMBER)
        return value->number;
    if (value->is == REHAB_IS_TRUTH)
        return value->truth;
    return xmlXPathCastStringToNumber(BAD_CAST rehab_value_text(at, value));
}

int rehab_value_truth(const rehab_answer *value)
{
    switch (value->is) {
    case REHAB_IS_NODES:
        return value->count > 0;
    case REHAB_IS_NUMBER:
        return !isnan(value->number) && value->number != 0;
    case REHAB_IS_TRUTH:
        return value->truth;
    case REHAB_IS_TREE:
        return 1;
    default:
        return value->text[0] != '\0';
    }
}

static int equal_simple(const rehab_context *at, const rehab_answer *a, const rehab_answer *b)
{
    if (a->is == REHAB_IS_TRUTH || b->is == REHAB_IS_TRUTH)
        return rehab_value_truth(a) == rehab_value_truth(b);
    if (a->is == REHAB_IS_NUMBER || b->is == REHAB_IS_NUMBER)
        return rehab_value_number(at, a) == rehab_value_number(at, b);
    return !strcmp(rehab_value_text(at, a), rehab_value_text(at, b));
}

int rehab_value_equal(const rehab_context *at, const rehab_answer *a, const rehab_answer *b,
                      int unequal)
{
    apr_pool_t *pool = at->playing->run->pool;

    if (b->is == REHAB_IS_NODES && a->is != REHAB_IS_NODES)
        return rehab_value_equal(at, b, a, unequal);
    if (a->is != REHAB_IS_NODES || b->is == REHAB_IS_TRUTH)
        return equal_simple(at, a, b) != unequal;
    for (int i = 0; i < a->count; i++) {
        rehab_answer one = rehab_text_value(rehab_node_text(pool, a->nodes[i]));

        if (b->is != REHAB_IS_NODES && equal_simple(at, &one, b) != unequal)
            return 1;
        for (int j = 0; b->is == REHAB_IS_NODES && j < b->count; j++)
            if ((strcmp(one.text, rehab_node_text(pool, b->nodes[j])) == 0) != unequal)
                return 1;
    }
    return 0;
}

static int by_size(rehab_says says, double a, double b)
{
    return says == REHAB_SAYS_LESS ? a < b : says == REHAB_SAYS_MORE ? a > b
           : says == REHAB_SAYS_MOST ? a <= b : a >= b;
}

/* < > <= >=: a set is so when one of its nodes is. */
static int compare(const rehab_context *at, rehab_says says, const rehab_answer *a,
                   const rehab_answer *b)
{
    apr_pool_t *pool = at->playing->run->pool;

    if (a->is == REHAB_IS_NODES && b->is != REHAB_IS_TRUTH) {
        for (int i = 0; i < a->count; i++) {
            rehab_answer one = rehab_text_value(rehab_node_text(pool, a->nodes[i]));

            if (compare(at, says, &one, b))
                return 1;
        }
        return 0;
    }
    if (b->is == REHAB_IS_NODES && a->is != REHAB_IS_TRUTH) {
        for (int i = 0; i < b->count; i++) {
            rehab_answer one = rehab_text_value(rehab_node_text(pool, b->nodes[i]));

            if (compare(at, says, a, &one))
                return 1;
        }
        return 0;
    }
    rehab_answer left = rehab_truth_value(rehab_value_truth(a));
    rehab_answer right = rehab_truth_value(rehab_value_truth(b));

    return by_size(says, rehab_value_number(at, a->is == REHAB_IS_NODES ? &left : a),
                   rehab_value_number(at, b->is == REHAB_IS_NODES ? &right : b));
}

static double calculate(rehab_says says, double a, double b)
{
    switch (says) {
    case REHAB_SAYS_PLUS:
        return a + b;
    case REHAB_SAYS_MINUS:
        return a - b;
    case REHAB_SAYS_TIMES:
        return a * b;
    case REHAB_SAYS_DIV:
        return a / b;
    default:
        return fmod(a, b);
    }
}

static rehab_answer operate(const rehab_context *at, const rehab_expression *e)
{
    if (e->says == REHAB_SAYS_OR)
        return rehab_truth_value(rehab_evaluate_truth(at, e->of[0])
                                 || rehab_evaluate_truth(at, e->of[1]));
    if (e->says == REHAB_SAYS_AND)
        return rehab_truth_value(rehab_evaluate_truth(at, e->of[0])
                                 && rehab_evaluate_truth(at, e->of[1]));
    if (e->says == REHAB_SAYS_NEGATIVE)
        return rehab_number_value(-rehab_evaluate_number(at, e->of[0]));
    if (e->says >= REHAB_SAYS_PLUS && e->says <= REHAB_SAYS_MOD)
        return rehab_number_value(calculate(e->says, rehab_evaluate_number(at, e->of[0]),
                                            rehab_evaluate_number(at, e->of[1])));
    rehab_answer a = rehab_evaluate(at, e->of[0]), b = rehab_evaluate(at, e->of[1]);

    if (e->says == REHAB_SAYS_EQUAL || e->says == REHAB_SAYS_UNEQUAL)
        return rehab_truth_value(rehab_value_equal(at, &a, &b, e->says == REHAB_SAYS_UNEQUAL));
    return rehab_truth_value(compare(at, e->says, &a, &b));
}

/* r:name(): its arguments are texts. */
static rehab_answer ask_words(const rehab_context *at, const rehab_expression *e)
{
    const rehab_run *run = at->playing->run;
    const char **texts = apr_pcalloc(run->pool, sizeof *texts * (apr_size_t)(e->count + 1));
    int n = 0;

    for (const rehab_expression *a = e->arguments; a; a = a->next)
        texts[n++] = rehab_evaluate_text(at, a);
    if (!e->words->nodes)
        return rehab_text_value(e->words->say(run, n, texts));
    apr_array_header_t *nodes = e->words->nodes(run, texts);

    return (rehab_answer){ .is = REHAB_IS_NODES, .count = nodes->nelts,
                          .nodes = (xmlNodePtr *)(void *)nodes->elts };
}

static rehab_answer call(const rehab_context *at, const rehab_expression *e)
{
    rehab_answer *arguments = apr_palloc(at->playing->run->pool,
                                        sizeof *arguments * (apr_size_t)(e->count + 1));
    int n = 0;

    for (const rehab_expression *a = e->arguments; a; a = a->next)
        arguments[n++] = rehab_evaluate(at, a);
    return e->function->call(at, n, arguments);
}

rehab_answer rehab_evaluate(const rehab_context *at, const rehab_expression *e)
{
    at->playing->taken++;
    switch (e->says) {
    case REHAB_SAYS_LITERAL:
        return rehab_text_value(e->text);
    case REHAB_SAYS_NUMBER:
        return rehab_number_value(e->number);
    case REHAB_SAYS_VARIABLE:
        return at->slots[e->slot];
    case REHAB_SAYS_PATH:
    case REHAB_SAYS_UNION:
        return rehab_nodes(at, e);
    case REHAB_SAYS_CALL:
        return e->words ? ask_words(at, e) : call(at, e);
    default:
        return operate(at, e);
    }
}

static int take_first(void *baton, xmlNodePtr node)
{
    *(xmlNodePtr *)baton = node;
    return 1;
}

const char *rehab_evaluate_text(const rehab_context *at, const rehab_expression *e)
{
    if (e->says == REHAB_SAYS_LITERAL)
        return e->text;
    if (e->says == REHAB_SAYS_PATH && !e->unordered) {
        xmlNodePtr first = NULL;

        (void)rehab_walk(at, e, take_first, &first);
        return first ? rehab_node_text(at->playing->run->pool, first) : "";
    }
    rehab_answer value = rehab_evaluate(at, e);

    return rehab_value_text(at, &value);
}

double rehab_evaluate_number(const rehab_context *at, const rehab_expression *e)
{
    rehab_answer value = rehab_evaluate(at, e);

    return rehab_value_number(at, &value);
}

/* @name = 'text' is most of what is asked. */
static int is_plain_equal(const rehab_expression *e)
{
    return e->says == REHAB_SAYS_EQUAL && e->of[0]->says == REHAB_SAYS_PATH
           && !e->of[0]->of[0] && e->of[0]->steps && !e->of[0]->steps->next
           && e->of[0]->steps->axis == REHAB_AXIS_ATTRIBUTE
           && e->of[0]->steps->test == REHAB_TEST_NAME && e->of[1]->says == REHAB_SAYS_LITERAL;
}

int rehab_evaluate_truth(const rehab_context *at, const rehab_expression *e)
{
    if (e->says == REHAB_SAYS_OR)
        return rehab_evaluate_truth(at, e->of[0]) || rehab_evaluate_truth(at, e->of[1]);
    if (e->says == REHAB_SAYS_AND)
        return rehab_evaluate_truth(at, e->of[0]) && rehab_evaluate_truth(at, e->of[1]);
    if (e->function && e->function->opposite)
        return !rehab_evaluate_truth(at, e->arguments);
    if (e->says == REHAB_SAYS_PATH || is_plain_equal(e)) {
        const rehab_expression *path = e->says == REHAB_SAYS_PATH ? e : e->of[0];
        xmlNodePtr first = NULL;

        (void)rehab_walk(at, path, take_first, &first);
        return first && (path == e
                         || !strcmp(rehab_node_text(at->playing->run->pool, first),
                                    e->of[1]->text));
    }
    rehab_answer value = rehab_evaluate(at, e);

    return rehab_value_truth(&value);
}
