/* plan_call.c: the functions of XPath and XSLT that a plan knows; in go values, out comes one. */
#include <apr_strings.h>
#include <libxml/uri.h>
#include <math.h>
#include <string.h>

#include "plan_inside.h"

static const char *text_of(const rehab_context *at, const rehab_answer *value)
{
    return rehab_value_text(at, value);
}

/* The argument, or the node that the expression stands at. */
static const char *own_text(const rehab_context *at, int n, const rehab_answer *arguments)
{
    return n ? text_of(at, arguments) : rehab_node_text(at->playing->run->pool, at->node);
}

static rehab_answer call_concat(const rehab_context *at, int n, const rehab_answer *arguments)
{
    rehab_buffer out;

    rehab_buffer_start(at->playing->run->pool, &out);
    for (int i = 0; i < n; i++)
        rehab_buffer_text(&out, text_of(at, &arguments[i]));
    return rehab_text_value(out.bytes);
}

/* Bytes of the character at c. */
static apr_size_t width(const char *c)
{
    apr_size_t n = 1;

    while (*c && ((unsigned char)c[n] & 0xC0) == 0x80)
        n++;
    return n;
}

static apr_size_t characters(const char *text)
{
    apr_size_t n = 0;

    for (; *text; text++)
        n += ((unsigned char)*text & 0xC0) != 0x80;
    return n;
}

static double round_up(double number)
{
    return isnan(number) || isinf(number) ? number : floor(number + 0.5);
}

static rehab_answer call_substring(const rehab_context *at, int n, const rehab_answer *arguments)
{
    const char *text = text_of(at, &arguments[0]), *from = NULL, *c = text;
    double first = round_up(rehab_value_number(at, &arguments[1]));
    double last = n == 3 ? first + round_up(rehab_value_number(at, &arguments[2])) : INFINITY;

    for (double position = 1; *c; position++, c += width(c)) {
        int inside = position >= first && position < last;

        if (inside && !from)
            from = c;
        else if (!inside && from)
            break;
    }
    if (!from)
        return rehab_text_value("");
    return rehab_text_value(*c ? apr_pstrmemdup(at->playing->run->pool, from,
                                                (apr_size_t)(c - from)) : from);
}

static rehab_answer call_starts_with(const rehab_context *at, int n, const rehab_answer *arguments)
{
    const char *start = text_of(at, &arguments[1]);

    (void)n;
    return rehab_truth_value(!strncmp(text_of(at, &arguments[0]), start, strlen(start)));
}

static rehab_answer call_contains(const rehab_context *at, int n, const rehab_answer *arguments)
{
    (void)n;
    return rehab_truth_value(strstr(text_of(at, &arguments[0]), text_of(at, &arguments[1]))
                             != NULL);
}

static rehab_answer call_before(const rehab_context *at, int n, const rehab_answer *arguments)
{
    const char *text = text_of(at, &arguments[0]);
    const char *found = strstr(text, text_of(at, &arguments[1]));

    (void)n;
    return rehab_text_value(found ? apr_pstrmemdup(at->playing->run->pool, text,
                                                   (apr_size_t)(found - text)) : "");
}

static rehab_answer call_after(const rehab_context *at, int n, const rehab_answer *arguments)
{
    const char *what = text_of(at, &arguments[1]);
    const char *found = strstr(text_of(at, &arguments[0]), what);

    (void)n;
    return rehab_text_value(found ? found + strlen(what) : "");
}

static rehab_answer call_length(const rehab_context *at, int n, const rehab_answer *arguments)
{
    return rehab_number_value((double)characters(own_text(at, n, arguments)));
}

static rehab_answer call_normalize(const rehab_context *at, int n, const rehab_answer *arguments)
{
    static const char space[] = " \t\r\n";
    const char *text = own_text(at, n, arguments);
    rehab_buffer out;

    rehab_buffer_start(at->playing->run->pool, &out);
    for (text += strspn(text, space); *text; text += strspn(text, space)) {
        apr_size_t length = strcspn(text, space);

        if (out.length)
            rehab_buffer_char(&out, ' ');
        rehab_buffer_bytes(&out, text, length);
        text += length;
    }
    return rehab_text_value(out.bytes);
}

/* Which character of `from` stands at c; -1: none. */
static int place_in(const char *from, const char *c)
{
    int place = 0;

    for (; *from; from += width(from), place++)
        if (width(from) == width(c) && !strncmp(from, c, width(c)))
            return place;
    return -1;
}

static rehab_answer call_translate(const rehab_context *at, int n, const rehab_answer *arguments)
{
    const char *from = text_of(at, &arguments[1]), *to = text_of(at, &arguments[2]);
    rehab_buffer out;

    (void)n;
    rehab_buffer_start(at->playing->run->pool, &out);
    for (const char *c = text_of(at, &arguments[0]); *c; c += width(c)) {
        int place = place_in(from, c);
        const char *put = place < 0 ? c : to;

        for (; place > 0 && *put; place--)
            put += width(put);
        if (*put)
            rehab_buffer_bytes(&out, put, width(put));
    }
    return rehab_text_value(out.bytes);
}

static rehab_answer call_string(const rehab_context *at, int n, const rehab_answer *arguments)
{
    return rehab_text_value(own_text(at, n, arguments));
}

static rehab_answer call_number(const rehab_context *at, int n, const rehab_answer *arguments)
{
    rehab_answer own = rehab_text_value(n ? "" : own_text(at, 0, NULL));

    return rehab_number_value(rehab_value_number(at, n ? arguments : &own));
}

static rehab_answer call_boolean(const rehab_context *at, int n, const rehab_answer *arguments)
{
    (void)at;
    (void)n;
    return rehab_truth_value(rehab_value_truth(arguments));
}

static rehab_answer call_not(const rehab_context *at, int n, const rehab_answer *arguments)
{
    (void)at;
    (void)n;
    return rehab_truth_value(!rehab_value_truth(arguments));
}

static rehab_answer call_true(const rehab_context *at, int n, const rehab_answer *arguments)
{
    (void)at;
    (void)n;
    (void)arguments;
    return rehab_truth_value(1);
}

static rehab_answer call_false(const rehab_context *at, int n, const rehab_answer *arguments)
{
    (void)at;
    (void)n;
    (void)arguments;
    return rehab_truth_value(0);
}

static rehab_answer call_position(const rehab_context *at, int n, const rehab_answer *arguments)
{
    (void)n;
    (void)arguments;
    return rehab_number_value(at->position);
}

static rehab_answer call_last(const rehab_context *at, int n, const rehab_answer *arguments)
{
    (void)n;
    (void)arguments;
    return rehab_number_value(at->size);
}

static rehab_answer call_count(const rehab_context *at, int n, const rehab_answer *arguments)
{
    (void)n;
    at->playing->lost = at->playing->lost || arguments->is != REHAB_IS_NODES;
    return rehab_number_value(arguments->count);
}

static rehab_answer call_sum(const rehab_context *at, int n, const rehab_answer *arguments)
{
    double sum = 0;

    (void)n;
    at->playing->lost = at->playing->lost || arguments->is != REHAB_IS_NODES;
    for (int i = 0; i < arguments->count; i++) {
        rehab_answer one = rehab_text_value(rehab_node_text(at->playing->run->pool,
                                                            arguments->nodes[i]));

        sum += rehab_value_number(at, &one);
    }
    return rehab_number_value(sum);
}

static rehab_answer call_floor(const rehab_context *at, int n, const rehab_answer *arguments)
{
    (void)n;
    return rehab_number_value(floor(rehab_value_number(at, arguments)));
}

static rehab_answer call_name(const rehab_context *at, int n, const rehab_answer *arguments)
{
    const xmlNode *node = n ? NULL : at->node;

    at->playing->lost = at->playing->lost || (n && arguments->is != REHAB_IS_NODES);
    if (n && arguments->is == REHAB_IS_NODES && arguments->count)
        node = arguments->nodes[0];
    return rehab_text_value(node && (node->type == XML_ELEMENT_NODE
                                     || node->type == XML_ATTRIBUTE_NODE)
                            ? (const char *)node->name : "");
}

static rehab_answer call_current(const rehab_context *at, int n, const rehab_answer *arguments)
{
    xmlNodePtr *nodes = apr_palloc(at->playing->run->pool, sizeof(xmlNodePtr));

    (void)n;
    (void)arguments;
    nodes[0] = at->current;
    return (rehab_answer){ .is = REHAB_IS_NODES, .count = 1, .nodes = nodes };
}

/* As EXSLT's str:encode-uri of libexslt. */
static rehab_answer call_encode(const rehab_context *at, int n, const rehab_answer *arguments)
{
    const char *text = text_of(at, &arguments[0]);
    const char *spared = rehab_value_truth(&arguments[1]) ? "-_.!~*'()"
                                                         : "-_.!~*'();/?:@&=+$,[]";
    xmlChar *escaped = xmlURIEscapeStr(BAD_CAST text, BAD_CAST spared);

    (void)n;
    text = apr_pstrdup(at->playing->run->pool, escaped ? (const char *)escaped : "");
    xmlFree(escaped);
    return rehab_text_value(text);
}

static const rehab_function functions[] = {
    { "concat", 2, 99, 0, 0, call_concat },             { "substring", 2, 3, 0, 0, call_substring },
    { "starts-with", 2, 2, 0, 0, call_starts_with },    { "contains", 2, 2, 0, 0, call_contains },
    { "substring-before", 2, 2, 0, 0, call_before },    { "substring-after", 2, 2, 0, 0, call_after },
    { "string-length", 0, 1, 1, 0, call_length },       { "normalize-space", 0, 1, 0, 0, call_normalize },
    { "translate", 3, 3, 0, 0, call_translate },        { "string", 0, 1, 0, 0, call_string },
    { "number", 0, 1, 1, 0, call_number },              { "boolean", 1, 1, 0, 0, call_boolean },
    { "not", 1, 1, 0, 1, call_not },                    { "true", 0, 0, 0, 0, call_true },
    { "false", 0, 0, 0, 0, call_false },                { "position", 0, 0, 1, 0, call_position },
    { "last", 0, 0, 1, 0, call_last },                  { "count", 1, 1, 1, 0, call_count },
    { "floor", 1, 1, 1, 0, call_floor },                { "name", 0, 1, 0, 0, call_name },
    { "current", 0, 0, 0, 0, call_current },            { "sum", 1, 1, 1, 0, call_sum },
    { "str:encode-uri", 2, 2, 0, 0, call_encode },
};

const rehab_function *rehab_function_known(const char *name)
{
    for (apr_size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        if (!strcmp(name, functions[i].name))
            return &functions[i];
    return NULL;
}
