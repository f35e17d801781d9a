/* letter_text.c: a tree of HTML in, the same words as plain text out. */
#include <apr_strings.h>
#include <string.h>

#include "buffer.h"
#include "letter.h"

/* Marks of Unicode: a paragraph that begins with a right-to-left letter; a name that keeps its own
 * direction, from here to there. */
#define RIGHT_TO_LEFT "\xE2\x80\x8F"
#define ISOLATE "\xE2\x81\xA8"
#define END_OF_ISOLATE "\xE2\x81\xA9"

typedef struct writing {
    rehab_buffer out;
    int rtl;
    int lines;                  /* line ends that the next word is owed            */
    int space;                  /* a space that it is owed                         */
    int begun;                  /* something stands in this line                   */
} writing;

/* At least so many line ends before the next word; none before the first. */
static void owe(writing *w, int lines)
{
    if (w->lines < lines)
        w->lines = lines;
    w->space = 0;
}

static void begin_word(writing *w, int marked)
{
    if (w->lines && w->out.length)
        for (; w->lines; w->lines--, w->begun = 0)
            rehab_buffer_char(&w->out, '\n');
    w->lines = 0;
    if (!w->begun && w->rtl && marked)
        rehab_buffer_text(&w->out, RIGHT_TO_LEFT);
    else if (w->space && w->begun)
        rehab_buffer_char(&w->out, ' ');
    w->space = 0;
    w->begun = 1;
}

static void write_words(writing *w, const char *text)
{
    for (; *text; text++) {
        if (strchr(" \t\r\n", *text)) {
            w->space = 1;
            continue;
        }
        if (w->space || w->lines || !w->begun)
            begin_word(w, 1);
        rehab_buffer_char(&w->out, *text);
    }
}

static int is(const xmlNode *node, const char *names)
{
    const char *name = (const char *)node->name;
    apr_size_t length = strlen(name);

    for (const char *at = names; (at = strstr(at, name)) != NULL; at += length)
        if ((at == names || at[-1] == ' ') && (!at[length] || at[length] == ' '))
            return 1;
    return 0;
}

static void walk(writing *w, const xmlNode *node);

static void walk_children(writing *w, const xmlNode *node)
{
    for (const xmlNode *child = node->children; child; child = child->next)
        walk(w, child);
}

/* What a link leads to, unless it is what the link says. */
static void write_target(writing *w, const xmlNode *link)
{
    xmlChar *target = xmlGetNoNsProp(link, BAD_CAST "href");
    xmlChar *said = xmlNodeGetContent(link);

    if (target && said && xmlStrncmp(target, BAD_CAST "tel:", 4) != 0
        && !xmlStrEqual(target, said)) {
        owe(w, 1);
        begin_word(w, 0);
        rehab_buffer_text(&w->out, (const char *)target);
        owe(w, 1);
    }
    xmlFree(target);
    xmlFree(said);
}

/* What somebody wrote may be in any language: its own first letter says which way it runs. */
static int is_own(const xmlNode *node)
{
    xmlChar *direction = xmlGetNoNsProp(node, BAD_CAST "dir");
    int own = xmlStrEqual(direction, BAD_CAST "auto");

    xmlFree(direction);
    return own;
}

static void walk_element(writing *w, const xmlNode *node)
{
    int before = w->rtl, block = is(node, "p div h1 h2 ul ol blockquote section table tr hr");

    if (is(node, "head style script title"))
        return;
    if (is(node, "br")) {
        owe(w, w->lines + 1);
        return;
    }
    if (block || is(node, "li"))
        owe(w, block ? 2 : 1);
    w->rtl = before && !is_own(node);
    if (is(node, "li"))
        write_words(w, "- ");
    if (is(node, "bdi"))
        write_words(w, ISOLATE);
    walk_children(w, node);
    if (is(node, "bdi"))
        rehab_buffer_text(&w->out, END_OF_ISOLATE);
    if (is(node, "a"))
        write_target(w, node);
    if (block)
        owe(w, 2);
    w->rtl = before;
}

static void walk(writing *w, const xmlNode *node)
{
    if (node->type == XML_ELEMENT_NODE)
        walk_element(w, node);
    else if (node->type == XML_TEXT_NODE && node->content)
        write_words(w, (const char *)node->content);
}

const char *rehab_letter_text(apr_pool_t *pool, const xmlNode *root, int rtl)
{
    writing w = { .rtl = rtl };

    rehab_buffer_start(pool, &w.out);
    if (root)
        walk(&w, root);
    rehab_buffer_char(&w.out, '\n');
    return w.out.bytes;
}
