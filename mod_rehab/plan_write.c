/* plan_write.c: in go elements, attributes and texts in the order of the page, out come the bytes that
 * html.c would write of their tree.  Whether a line ends between two nodes depends on what comes
 * next, so it is decided there. */
#include <stddef.h>
#include <string.h>

#include <libxml/parserInternals.h>

#include "html.h"
#include "plan_inside.h"

enum { DEEPEST_ELEMENT = 64, MOST_ATTRIBUTES = 20 };

typedef enum { NOTHING, A_TEXT, AN_ELEMENT } last_child;

typedef struct level {
    xmlNode element;                /* its name, for html.c                                  */
    int lines;                      /* it stands in lines of its own                         */
    int empty, children, first_is_text;
    last_child last;
    int last_lines;                 /* the last child stands in lines of its own             */
    apr_size_t inside;              /* where its content begins                              */
    int attributes;
    const char *names[MOST_ATTRIBUTES];
} level;

struct rehab_writer {
    rehab_buffer out;
    rehab_html *html;               /* NULL: only texts are kept                             */
    apr_array_header_t *holes;
    int depth, wrong;
    const char *root;
    level *levels;                  /* the first is the page itself                          */
};

rehab_writer *rehab_writer_page(apr_pool_t *pool, int indent, apr_array_header_t *holes)
{
    rehab_writer *made = apr_pcalloc(pool, sizeof *made);

    made->html = rehab_html_start(pool, &made->out, indent);
    made->holes = holes;
    made->levels = apr_palloc(pool, sizeof *made->levels * DEEPEST_ELEMENT);
    rehab_writer_again(made, pool);
    return made;
}

void rehab_writer_again(rehab_writer *writer, apr_pool_t *pool)
{
    rehab_buffer_start(pool, &writer->out);
    writer->depth = writer->wrong = 0;
    writer->root = NULL;
    memset(&writer->levels[0], 0, offsetof(level, names));
}

rehab_writer *rehab_writer_text(apr_pool_t *pool)
{
    rehab_writer *made = apr_pcalloc(pool, sizeof *made);

    rehab_buffer_start(pool, &made->out);
    return made;
}

/* libxml2 spares p, pre and param their line ends by the first letter; the document has no name. */
static int takes_lines(const level *l)
{
    return l->element.name && l->element.name[0] != 'p';
}

/* A line end where the content begins, now that a second child comes. */
static void end_first_line(rehab_writer *w, const level *l)
{
    char *at;

    rehab_buffer_char(&w->out, '\n');
    at = w->out.bytes + l->inside;
    memmove(at + 1, at, w->out.length - l->inside - 1);
    *at = '\n';
    for (int i = w->holes ? w->holes->nelts : 0; i > 0; i--) {
        rehab_hole *hole = &APR_ARRAY_IDX(w->holes, i - 1, rehab_hole);

        if (hole->at < l->inside)
            break;
        hole->at++;
    }
}

/* What stands between the child that comes and what was before it. */
static void begin_child(rehab_writer *w, int is_text)
{
    level *l = &w->levels[w->depth];

    if (is_text && l->last == A_TEXT)
        return;
    if (l->children == 0) {
        l->first_is_text = is_text;
        if (w->depth > 0)
            rehab_buffer_char(&w->out, '>');
        l->inside = w->out.length;
        w->wrong = w->wrong || l->empty;
    } else if (l->children == 1 && l->lines && !l->first_is_text && takes_lines(l)) {
        end_first_line(w, l);
    }
    if (l->last == AN_ELEMENT && l->last_lines && !is_text && takes_lines(l))
        rehab_buffer_char(&w->out, '\n');
    l->children++;
    l->last = is_text ? A_TEXT : AN_ELEMENT;
}

void rehab_writer_open(rehab_writer *writer, const char *name)
{
    if (!writer->html)
        return;
    begin_child(writer, 0);
    if (writer->depth == 0 && !writer->root) {
        writer->root = name;
        if (!xmlStrcasecmp(BAD_CAST name, BAD_CAST "html"))
            rehab_buffer_text(&writer->out, "<!DOCTYPE html>\n");
    }
    if (writer->depth == DEEPEST_ELEMENT - 1) {
        writer->wrong = 1;
        return;
    }
    level *l = &writer->levels[++writer->depth];

    memset(l, 0, offsetof(level, names));
    l->element.type = XML_ELEMENT_NODE;
    l->element.name = BAD_CAST name;
    l->lines = rehab_html_lines(writer->html, &l->element, &l->empty);
    rehab_buffer_char(&writer->out, '<');
    rehab_buffer_text(&writer->out, name);
}

int rehab_writer_attribute(rehab_writer *writer, const char *name, const char *value)
{
    level *l = &writer->levels[writer->depth];
    xmlNode text = { .type = XML_TEXT_NODE, .name = xmlStringText };
    xmlAttr attribute = { .type = XML_ATTRIBUTE_NODE, .name = BAD_CAST name, .children = &text };

    if (!writer->html)
        return 1;
    if (writer->depth == 0 || l->children || l->attributes == MOST_ATTRIBUTES)
        return 0;
    for (int i = 0; i < l->attributes; i++)
        if (!strcmp(l->names[i], name))
            return 0;
    l->names[l->attributes++] = name;
    text.content = (xmlChar *)(apr_uintptr_t)value;
    text.parent = (xmlNodePtr)&attribute;
    rehab_html_attribute(writer->html, &l->element, &attribute);
    return 1;
}

void rehab_writer_close(rehab_writer *writer)
{
    if (!writer->html || writer->wrong)
        return;
    level *l = &writer->levels[writer->depth--];

    if (l->children == 0) {
        rehab_html_end_empty(writer->html, &l->element);
    } else {
        if (l->lines && l->last != A_TEXT && l->children > 1 && takes_lines(l))
            rehab_buffer_char(&writer->out, '\n');
        rehab_buffer_text(&writer->out, "</");
        rehab_buffer_text(&writer->out, (const char *)l->element.name);
        rehab_buffer_char(&writer->out, '>');
    }
    writer->levels[writer->depth].last_lines = l->lines;
}

void rehab_writer_say(rehab_writer *writer, const char *text)
{
    xmlNode node = { .type = XML_TEXT_NODE, .name = xmlStringText };

    if (!*text)
        return;
    if (!writer->html) {
        rehab_buffer_text(&writer->out, text);
        return;
    }
    begin_child(writer, 1);
    node.content = (xmlChar *)(apr_uintptr_t)text;
    node.parent = writer->depth ? &writer->levels[writer->depth].element : NULL;
    rehab_html_characters(writer->html, &node);
}

void rehab_writer_hole(rehab_writer *writer, const char *name, int card)
{
    xmlNode element = { .type = XML_ELEMENT_NODE, .name = BAD_CAST name };
    int empty;

    begin_child(writer, 0);
    rehab_hole *hole = apr_array_push(writer->holes);

    hole->at = writer->out.length;
    hole->card = card;
    hole->name = name;
    writer->levels[writer->depth].last_lines = rehab_html_lines(writer->html, &element, &empty);
}

int rehab_writer_wants_text(const rehab_writer *writer)
{
    return !writer->html;
}

const char *rehab_writer_root(const rehab_writer *writer)
{
    return writer->levels[0].children == 1 && writer->levels[0].last == AN_ELEMENT ? writer->root
                                                                                   : NULL;
}

rehab_buffer *rehab_writer_end(rehab_writer *writer)
{
    return writer->wrong || writer->depth ? NULL : &writer->out;
}
