/* plan_run.c: in go a plan and a document, out come the bytes of its page, or of its cards. */
#include <apr_strings.h>
#include <string.h>

#include "html.h"
#include "plan_inside.h"

enum { DEEPEST = 400, MOST_TAKEN = 5000000 };

static void run_body(const rehab_context *at, const rehab_instruction *first);

static void lose(const rehab_context *at)
{
    at->playing->lost = 1;
}

/* What a body writes as text, for a variable, an attribute or a message. */
static const char *text_in(const rehab_context *at, const rehab_instruction *body)
{
    rehab_playing *playing = at->playing;
    rehab_writer *before = playing->out;

    if (!body)
        return "";
    if (body->does == REHAB_DOES_TEXT && !body->next)
        return body->text;
    playing->out = rehab_writer_text(playing->run->pool);
    run_body(at, body);
    const rehab_buffer *said = rehab_writer_end(playing->out);

    playing->out = before;
    return said ? said->bytes : "";
}

static rehab_answer value_of(const rehab_context *at, const rehab_instruction *variable)
{
    if (variable->select)
        return rehab_evaluate(at, variable->select);
    if (!variable->body)
        return rehab_text_value("");
    return (rehab_answer){ .is = REHAB_IS_TREE, .text = text_in(at, variable->body),
                          .body = variable->body,
                          .seen = apr_pmemdup(at->playing->run->pool, at, sizeof *at) };
}

static const char *joined(const rehab_context *at, const rehab_part *parts)
{
    rehab_buffer out;

    if (!parts)
        return "";
    if (!parts->next)
        return parts->select ? rehab_evaluate_text(at, parts->select) : parts->text;
    rehab_buffer_start(at->playing->run->pool, &out);
    for (; parts; parts = parts->next)
        rehab_buffer_text(&out, parts->select ? rehab_evaluate_text(at, parts->select)
                                              : parts->text);
    return out.bytes;
}

static void write_attribute(const rehab_context *at, const char *name, const char *value)
{
    if (!rehab_writer_attribute(at->playing->out, name, value))
        lose(at);
}

static void run_element(const rehab_context *at, const rehab_instruction *i)
{
    rehab_writer *out = at->playing->out;

    rehab_writer_open(out, i->name);
    if (!rehab_writer_wants_text(out))
        for (const rehab_fixed *a = i->attributes; a; a = a->next)
            write_attribute(at, a->name, joined(at, a->parts));
    run_body(at, i->body);
    rehab_writer_close(out);
}

static void copy(const rehab_context *at, const xmlNode *node)
{
    rehab_writer *out = at->playing->out;

    if (node->type == XML_ATTRIBUTE_NODE) {
        write_attribute(at, (const char *)node->name,
                        rehab_node_text(at->playing->run->pool, node));
    } else if (node->type == XML_TEXT_NODE) {
        rehab_writer_say(out, (const char *)node->content);
    } else if (node->type == XML_ELEMENT_NODE) {
        rehab_writer_open(out, (const char *)node->name);
        for (const xmlAttr *a = node->properties; a; a = a->next)
            copy(at, (const xmlNode *)a);
        for (const xmlNode *child = node->children; child; child = child->next)
            copy(at, child);
        rehab_writer_close(out);
    } else {
        lose(at);
    }
}

static void run_copy_of(const rehab_context *at, const rehab_instruction *i)
{
    rehab_answer value = rehab_evaluate(at, i->select);

    if (value.is == REHAB_IS_TREE)
        run_body(value.seen, value.body);
    else if (value.is != REHAB_IS_NODES)
        rehab_writer_say(at->playing->out, rehab_value_text(at, &value));
    else
        for (int n = 0; n < value.count; n++)
            copy(at, value.nodes[n]);
}

static void run_choice(const rehab_context *at, const rehab_instruction *i)
{
    for (const rehab_instruction *when = i->body; when; when = when->next) {
        if (!when->select || rehab_evaluate_truth(at, when->select)) {
            run_body(at, when->body);
            return;
        }
    }
}

/* The nodes of xsl:for-each and xsl:apply-templates in the order in which they come. */
static rehab_answer chosen(const rehab_context *at, const rehab_instruction *i)
{
    rehab_answer value = rehab_evaluate(at, i->select);

    if (value.is != REHAB_IS_NODES) {
        lose(at);
        value = (rehab_answer){ .is = REHAB_IS_NODES };
    }
    if (i->sorts)
        rehab_sort_nodes(at, i->sorts, &value);
    return value;
}

static void run_each(const rehab_context *at, const rehab_instruction *i)
{
    rehab_answer value = chosen(at, i);
    rehab_context here = *at;

    here.size = value.count;
    for (int n = 0; n < value.count; n++) {
        here.node = here.current = value.nodes[n];
        here.position = n + 1;
        run_body(&here, i->body);
    }
}

static const rehab_passed *passed(const rehab_context *at, const rehab_instruction *with)
{
    const rehab_passed *first = NULL;

    for (; with; with = with->next) {
        rehab_passed *one = apr_palloc(at->playing->run->pool, sizeof *one);

        *one = (rehab_passed){ with->name, value_of(at, with), first };
        first = one;
    }
    return first;
}

static void run_template(const rehab_context *at, const rehab_template *template,
                         const rehab_passed *passed)
{
    rehab_context here = *at;
    apr_size_t room = sizeof *here.slots * (apr_size_t)(template->slots + 1);

    if (++here.playing->depth > DEEPEST)
        lose(at);
    here.slots = apr_pcalloc(here.playing->run->pool, room);
    here.passed = passed;
    if (!here.playing->lost)
        run_body(&here, template->body);
    here.playing->depth--;
}

/* A row that stands for a card which is remembered. */
static int is_hole(const rehab_context *at, const char *mode)
{
    const rehab_playing *playing = at->playing;

    if (!playing->run->holes || mode != rehab_plan_card(playing->plan)
        || at->node->type != XML_ELEMENT_NODE)
        return 0;
    xmlAttrPtr number = xmlHasNsProp(at->node, BAD_CAST REHAB_HOLE, NULL);
    xmlAttrPtr root = xmlHasNsProp(at->node, BAD_CAST "_root", NULL);

    if (!number)
        return 0;
    rehab_writer_hole(playing->out, root ? rehab_node_text(playing->run->pool, (xmlNodePtr)root)
                                         : "",
                      (int)apr_atoi64(rehab_node_text(playing->run->pool, (xmlNodePtr)number)));
    return 1;
}

static void apply(const rehab_context *at, const char *mode, const rehab_passed *passed);

/* XSLT's own templates: what is in an element, and what a text or attribute says. */
static void apply_own(const rehab_context *at, const char *mode, const rehab_passed *passed)
{
    rehab_context here = *at;
    int n = 0;

    if (at->node->type == XML_PI_NODE || at->node->type == XML_COMMENT_NODE)
        return;
    if (at->node->type != XML_ELEMENT_NODE && at->node->type != XML_DOCUMENT_NODE) {
        rehab_writer_say(at->playing->out, rehab_node_text(at->playing->run->pool, at->node));
        return;
    }
    if (++at->playing->depth > DEEPEST)
        lose(at);
    for (const xmlNode *child = at->node->children; child; child = child->next)
        n++;
    here.size = n;
    here.position = 0;
    for (xmlNodePtr child = at->node->children; child && !at->playing->lost; child = child->next) {
        here.node = here.current = child;
        here.position++;
        apply(&here, mode, passed);
    }
    at->playing->depth--;
}

static void apply(const rehab_context *at, const char *mode, const rehab_passed *passed)
{
    if (is_hole(at, mode))
        return;
    const rehab_template *template = rehab_plan_choose(at, mode, at->node);

    if (template)
        run_template(at, template, passed);
    else
        apply_own(at, mode, passed);
}

static void run_apply(const rehab_context *at, const rehab_instruction *i)
{
    rehab_answer value = chosen(at, i);
    rehab_context here = *at;
    const rehab_passed *given = passed(at, i->with);

    here.size = value.count;
    for (int n = 0; n < value.count; n++) {
        here.node = here.current = value.nodes[n];
        here.position = n + 1;
        apply(&here, i->mode, given);
    }
}

static void run_call(const rehab_context *at, const rehab_instruction *i)
{
    const rehab_template *template = rehab_plan_named(at->playing->plan, i->name);

    if (template)
        run_template(at, template, passed(at, i->with));
    else
        lose(at);
}

static void run_param(const rehab_context *at, const rehab_instruction *i)
{
    for (const rehab_passed *one = at->passed; one; one = one->next) {
        if (one->name == i->name) {
            at->slots[i->slot] = one->value;
            return;
        }
    }
    at->slots[i->slot] = value_of(at, i);
}

static void run_message(const rehab_context *at, const rehab_instruction *i)
{
    const rehab_run *run = at->playing->run;

    rehab_log_line(run->log, REHAB_LOG_WARNING, "%s: %s", rehab_run_place(run),
                   rehab_one_line(run->pool, text_in(at, i->body)));
}

static void run_one(const rehab_context *at, const rehab_instruction *i)
{
    switch (i->does) {
    case REHAB_DOES_ELEMENT:
        run_element(at, i);
        break;
    case REHAB_DOES_TEXT:
        rehab_writer_say(at->playing->out, i->text);
        break;
    case REHAB_DOES_VALUE:
        rehab_writer_say(at->playing->out, rehab_evaluate_text(at, i->select));
        break;
    case REHAB_DOES_IF:
        if (rehab_evaluate_truth(at, i->select))
            run_body(at, i->body);
        break;
    case REHAB_DOES_CHOOSE:
        run_choice(at, i);
        break;
    case REHAB_DOES_EACH:
        run_each(at, i);
        break;
    case REHAB_DOES_APPLY:
        run_apply(at, i);
        break;
    case REHAB_DOES_CALL:
        run_call(at, i);
        break;
    case REHAB_DOES_VARIABLE:
        at->slots[i->slot] = value_of(at, i);
        break;
    case REHAB_DOES_PARAM:
        run_param(at, i);
        break;
    case REHAB_DOES_ATTRIBUTE:
        write_attribute(at, i->name, text_in(at, i->body));
        break;
    case REHAB_DOES_COPY_OF:
        run_copy_of(at, i);
        break;
    default:
        run_message(at, i);
    }
}

static void run_body(const rehab_context *at, const rehab_instruction *first)
{
    rehab_playing *playing = at->playing;

    for (const rehab_instruction *i = first; i && !playing->lost; i = i->next) {
        if (++playing->taken > MOST_TAKEN)
            lose(at);
        playing->run->file = i->file;
        playing->run->line = i->line;
        run_one(at, i);
    }
}

int rehab_plan_page(rehab_run *run, const rehab_plan *plan, xmlDocPtr document)
{
    rehab_writer *out = rehab_writer_page(run->pool, run->indent, run->holes);
    rehab_playing playing = { .run = run, .plan = plan, .document = document, .out = out };
    rehab_context at = { .playing = &playing, .node = (xmlNodePtr)document,
                         .current = (xmlNodePtr)document, .position = 1, .size = 1 };

    apply(&at, NULL, NULL);
    rehab_buffer *made = rehab_writer_end(out);

    if (playing.lost || !made)
        return 0;
    if (made->length)
        rehab_buffer_char(made, '\n');
    run->bytes = made->bytes;
    run->length = made->length;
    return 1;
}

int rehab_plan_cards(rehab_run *run, const rehab_plan *plan, xmlDocPtr document)
{
    rehab_writer *out = rehab_writer_page(run->pool, run->indent, NULL);
    rehab_playing playing = { .run = run, .plan = plan, .document = document, .out = out };
    rehab_context at = { .playing = &playing, .position = 1, .size = 1 };
    const xmlNode *root = xmlDocGetRootElement(document);

    for (const xmlNode *list = root->children; list; list = list->next) {
        for (xmlNodePtr row = list->children; row; row = row->next) {
            rehab_card *card = apr_array_push(run->cards);

            rehab_writer_again(out, run->pool);
            at.node = at.current = row;
            apply(&at, rehab_plan_card(plan), NULL);
            const rehab_buffer *made = rehab_writer_end(out);

            if (playing.lost || !made)
                return 0;
            memset(card, 0, sizeof *card);
            if (rehab_writer_root(out))
                *card = (rehab_card){ rehab_writer_root(out), made->bytes, made->length };
        }
    }
    return 1;
}
