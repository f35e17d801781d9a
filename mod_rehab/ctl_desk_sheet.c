/* ctl_desk_sheet.c: all who wait in, opened with the desk's key; one page to print out, made by
 * xsl/desk/sheet.xsl, or text by sheet.txt.xsl: oldest first, with the first sentence of each call in the person's language,
 * which tells nobody else who calls and why. */
#include <apr_strings.h>
#include <stdio.h>
#include <string.h>

#include "ctl_desk.h"
#include "document.h"
#include "engine.h"

enum { WEEK = 7 };

/* Where the sheet leaves room for the name of the one who calls. */
static const char caller[] = "__________";

typedef struct sheet {
    rehab_ctl *ctl;
    rehab_desk_key key;
    const rehab_language *language;
    xmlNodePtr page, into;          /* into: whom the rows are about  */
    const char *element;
} sheet;

static const rehab_language *language_of(const rehab_ctl *ctl, const char *tag)
{
    const apr_array_header_t *spoken = ctl->site->spoken;

    for (int i = 0; i < spoken->nelts; i++)
        if (tag && strcmp(rehab_language_tag(APR_ARRAY_IDX(spoken, i, rehab_language *)), tag) == 0)
            return APR_ARRAY_IDX(spoken, i, rehab_language *);
    return NULL;
}

/* The name of the service in a language. */
static const char *service(const rehab_ctl *ctl, const char *tag)
{
    xmlNodePtr root = xmlDocGetRootElement(ctl->site->organisation_document);
    const char *found = "";

    for (xmlNodePtr node = root ? root->children : NULL; node; node = node->next)
        if (node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, "service") == 0) {
            xmlChar *lang = xmlGetNoNsProp(node, BAD_CAST "lang");
            xmlChar *text = xmlNodeGetContent(node);

            if (text && (!*found || (lang && strcmp((const char *)lang, tag) == 0)))
                found = apr_pstrdup(ctl->pool, (const char *)text);
            xmlFree(lang);
            xmlFree(text);
        }
    return found;
}

/* Columns of a row as attributes, opened. */
static rehab_fault *set_columns(sheet *s, xmlNodePtr element, const rehab_row *row)
{
    rehab_fault *fault = NULL;

    for (int i = 0; !fault && i < row->columns; i++) {
        const char *text, *value = row->values[i];

        fault = rehab_desk_unseal(s->ctl, &s->key, row->names[i], value, &text);
        if (!fault)
            rehab_document_set(element, row->names[i], text);
        if (!fault && value && !text)
            rehab_document_set(element, "closed", "1");
    }
    return fault;
}

static rehab_fault *take_columns(void *baton, const rehab_row *row)
{
    sheet *s = baton;

    return set_columns(s, s->into, row);
}

static rehab_fault *take_answer(void *baton, const rehab_row *row)
{
    sheet *s = baton;
    xmlNodePtr answer = rehab_document_add(s->into, "answer");
    const char *text;
    rehab_fault *fault = rehab_desk_unseal(s->ctl, &s->key, row->values[0], row->values[1], &text);

    rehab_document_set(answer, "param", row->values[0]);
    rehab_document_set(answer, "value", text);
    return fault;
}

/* Ways to help and districts, by which the sheet says what the boxes mean. */
static rehab_fault *take_name(void *baton, const rehab_row *row)
{
    sheet *s = baton;

    return set_columns(s, rehab_document_add(s->page, s->element), row);
}

/* code at topic lang part_of_day message job_code state since kind */
static rehab_fault *take_waiting(void *baton, const rehab_row *row)
{
    sheet *s = baton;
    xmlNodePtr item = rehab_document_add(s->page, "item");
    rehab_wait wait = rehab_desk_waited(s->ctl, row->values[1]);
    rehab_keep sort = strcmp(row->values[9], "call") == 0 ? REHAB_KEEP_UNTAKEN
                                                          : REHAB_KEEP_VOLUNTEERS;

    for (int i = 0; i < row->columns; i++)
        rehab_document_set(item, row->names[i], row->values[i]);
    rehab_document_set(item, "waited", apr_itoa(s->ctl->pool, wait.n));
    rehab_document_set(item, "unit", wait.unit);
    rehab_document_set(item, "erased", rehab_desk_erased_on(s->ctl, sort, row->values[8]));
    return NULL;
}

static rehab_fault *fill_item(sheet *s, xmlNodePtr item)
{
    apr_pool_t *pool = s->ctl->pool;
    rehab_values *values = apr_hash_make(pool);
    xmlChar *code = xmlGetNoNsProp(item, BAD_CAST "code"), *lang, *name;
    rehab_fault *fault;

    rehab_values_set(pool, values, "code", REHAB_TYPE_TEXT, apr_pstrdup(pool, (const char *)code));
    s->into = item;
    s->key.code = rehab_values_get(values, "code");
    fault = rehab_desk_rows(s->ctl, "desk/show.sql", values, take_columns, s);
    if (!fault)
        fault = rehab_desk_rows(s->ctl, "desk/show-volunteer.sql", values, take_columns, s);
    if (!fault)
        fault = rehab_desk_rows(s->ctl, "desk/answers.sql", values, take_answer, s);
    lang = xmlGetNoNsProp(item, BAD_CAST "lang");
    name = xmlGetNoNsProp(item, BAD_CAST "name");
    const rehab_language *own = language_of(s->ctl, (const char *)lang);

    if (!own)
        own = s->language;
    const char *arguments[] = { caller, service(s->ctl, rehab_language_tag(own)),
                                name ? (const char *)name : caller };

    rehab_document_set(item, "opening", rehab_words_text(pool, own, "desk.opening", 3, arguments));
    rehab_document_set(item, "dir", rehab_language_direction(own));
    xmlFree(code);
    xmlFree(lang);
    xmlFree(name);
    return fault;
}

static rehab_fault *fill(sheet *s)
{
    static const struct { const char *path, *element; } names[] = {
        { "volunteer/roles.sql", "role" }, { "volunteer/areas.sql", "area" },
    };
    rehab_ctl *ctl = s->ctl;
    rehab_values *values = apr_hash_make(ctl->pool);
    rehab_fault *fault = NULL;

    rehab_values_set(ctl->pool, values, "lang", REHAB_TYPE_TEXT, rehab_language_tag(s->language));
    rehab_values_set(ctl->pool, values, "warned", REHAB_TYPE_TEXT,
                     rehab_desk_before(ctl, REHAB_KEEP_VOLUNTEERS, WEEK));
    for (size_t i = 0; !fault && i < sizeof names / sizeof names[0]; i++) {
        s->element = names[i].element;
        fault = rehab_desk_rows(ctl, names[i].path, values, take_name, s);
    }
    if (!fault)
        fault = rehab_desk_rows(ctl, "desk/list.sql", values, take_waiting, s);
    for (xmlNodePtr item = s->page->children; !fault && item; item = item->next)
        if (strcmp((const char *)item->name, "item") == 0)
            fault = fill_item(s, item);
    return fault;
}

/* The page without what it is about. */
static rehab_fault *begin(sheet *s, xmlDocPtr *document)
{
    rehab_ctl *ctl = s->ctl;
    rehab_fault *fault = rehab_ctl_languages(ctl);
    xmlDocPtr organisation = NULL;

    if (!fault)
        fault = rehab_organisation_read(ctl->pool, ctl->site->organisation, &organisation);
    if (fault)
        return fault;
    ctl->site->organisation_document = organisation;
    s->language = rehab_ctl_option(ctl, "lang")
        ? language_of(ctl, rehab_ctl_option(ctl, "lang"))
        : APR_ARRAY_IDX(ctl->site->spoken, 0, rehab_language *);
    if (!s->language)
        return rehab_fault_make(ctl->pool, REHAB_NOT_FOUND, "fault.missing",
                                "--lang: the portal does not speak that");
    *document = rehab_document_make(ctl->pool, NULL);
    s->page = xmlDocGetRootElement(*document);
    rehab_document_set(s->page, "lang", rehab_language_tag(s->language));
    rehab_document_set(s->page, "dir", rehab_language_direction(s->language));
    rehab_document_set(s->page, "today", rehab_today_text(ctl->pool, ctl->site));
    /* On paper no number is a link. */
    rehab_document_set(rehab_document_add(s->page, "organisation"), "example", "yes");
    return NULL;
}

int rehab_desk_export(rehab_ctl *ctl)
{
    sheet s = { .ctl = ctl };
    xmlDocPtr document = NULL;
    rehab_sheet *compiled;
    const char *bytes;
    apr_size_t length;
    rehab_fault *fault = rehab_ctl_site(ctl);

    if (!fault)
        fault = rehab_desk_open(ctl, &s.key);
    if (!fault)
        fault = rehab_desk_witness(ctl, "exports", NULL);
    if (!fault)
        fault = begin(&s, &document);
    if (!fault)
        fault = fill(&s);
    rehab_sheet_start();
    if (!fault)
        fault = rehab_sheet_load(ctl->pool, apr_pstrcat(ctl->pool, ctl->site->sheet_directory,
                                                        rehab_ctl_option(ctl, "text")
                                                            ? "/desk/sheet.txt.xsl"
                                                            : "/desk/sheet.xsl", NULL),
                                 &compiled);
    if (!fault)
        fault = rehab_sheet_run(ctl->pool, compiled, document, s.language, &ctl->log, &bytes,
                                &length);
    if (fault)
        return rehab_ctl_fail(ctl, fault);
    fwrite(bytes, 1, length, stdout);
    return REHAB_CTL_FINE;
}
