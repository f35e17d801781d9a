/* organisation.c: in goes conf/organisation.xml, out comes <organisation> of a page in its
 * language.  Elements with lang= are kept in that language only; all others as they are, but for
 * holidays, whose days are reckoned, and a lawyer who has not read.  What its hours mean at this
 * moment is said in attributes. */
#include <apr_strings.h>
#include <sodium.h>
#include <string.h>

#include "document.h"
#include "engine.h"
#include "hours.h"
#include "memory.h"
#include "xml_file.h"

static apr_status_t free_document(void *document)
{
    xmlFreeDoc(document);
    return APR_SUCCESS;
}

rehab_fault *rehab_organisation_read(apr_pool_t *pool, const char *file, xmlDocPtr *document)
{
    rehab_fault *fault = rehab_xml_read(pool, file, document);

    if (!fault)
        apr_pool_cleanup_register(pool, *document, free_document, apr_pool_cleanup_null);
    return fault;
}

static int is_named(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* 1 for what its language, or none, is said in. */
static int is_for_language(const xmlNode *node, const char *language)
{
    const char *lang = rehab_document_attribute(node, "lang");

    return !lang || strcmp(lang, language) == 0;
}

static int is_for_pages(const xmlNode *node)
{
    const char *checked;

    if (node->type == XML_COMMENT_NODE || is_named(node, "holidays"))
        return 0;
    checked = is_named(node, "lawyer") ? rehab_document_attribute(node, "checked") : "yes";
    return checked && *checked;
}

static void copy_children(xmlNodePtr from, xmlNodePtr to, const char *language)
{
    for (xmlNodePtr child = from->children; child; child = child->next) {
        xmlNodePtr copy = is_for_language(child, language) && is_for_pages(child)
            ? rehab_document_copy(to, child, "lang") : NULL;

        if (copy)
            copy_children(child, copy, language);
    }
}

/* The attributes of <organisation> that change by the hour, and the office's own of them. */
static const char *const office_names[] = {
    "open_now", "open_until", "next_day", "next_from", "answer_day", "answer_hour"
};

enum { OFFICE_NAMES = sizeof office_names / sizeof office_names[0] };

/* A line for each of office_names, empty where it does not apply, then two for each stretch of today;
 * "" when nothing is known. */
static const char *ask_office(rehab_request *request, apr_int64_t now)
{
    rehab_office o;

    rehab_hours_office(request->site->hours, request->pool, now, &o);
    if (!o.known)
        return "";
    const char *values[OFFICE_NAMES] = { o.open_now ? "1" : "0", o.open_until, o.next_day,
                                         o.next_from, o.answer_day, o.answer_hour };
    const char *text = "";

    for (int i = 0; i < OFFICE_NAMES; i++)
        text = apr_pstrcat(request->pool, text, values[i] ? values[i] : "", "\n", NULL);
    for (int i = 0; i < o.today->nelts; i++) {
        const rehab_stretch *one = &APR_ARRAY_IDX(o.today, i, rehab_stretch);

        text = apr_pstrcat(request->pool, text, one->from, "\n", one->to, "\n", NULL);
    }
    return text;
}

/* Asked once a minute: hours begin and end on one.  The first instant of a minute belongs to both,
 * so it has an answer of its own. */
static const char *remembered_office(rehab_request *request, apr_int64_t now)
{
    rehab_memory *memory = request->runtime->memory;
    apr_int64_t ms = now / 1000;
    const char *name = apr_psprintf(request->pool, "office %s %" APR_INT64_T_FMT " %d",
                                    request->site->mark, ms / 60000, ms % 60000 == 0);
    unsigned char key[REHAB_MEMORY_KEY];
    apr_size_t length;

    crypto_generichash(key, sizeof key, (const unsigned char *)name, strlen(name), NULL, 0);
    const char *text = rehab_memory_find(memory, key, request->pool, &length);

    if (!text) {
        text = ask_office(request, now);
        rehab_memory_put(memory, key, text, strlen(text));
    }
    return text;
}

const char *rehab_organisation_office(rehab_request *request)
{
    const rehab_site *site = request->site;

    /* Not on a page that is kept, or made once by rehabctl: it would go on saying what was so then. */
    if (request->page->cache || !request->runtime->db || !site->hours)
        return "";
    return request->runtime->memory && site->mark
        ? remembered_office(request, rehab_now(site)) : ask_office(request, rehab_now(site));
}

/* The line at *at, which then is behind it; NULL for an empty one. */
static const char *next_line(apr_pool_t *pool, const char **at)
{
    apr_size_t length = strcspn(*at, "\n");
    const char *text = length ? apr_pstrmemdup(pool, *at, length) : NULL;

    *at += length + 1;
    return text;
}

static void add_office(rehab_request *request, xmlNodePtr organisation)
{
    const char *at = rehab_organisation_office(request);

    for (int i = 0; *at && i < OFFICE_NAMES; i++)
        rehab_document_set(organisation, office_names[i], next_line(request->pool, &at));
    while (*at) {
        xmlNodePtr today = rehab_document_add(organisation, "today");

        rehab_document_set(today, "from", next_line(request->pool, &at));
        rehab_document_set(today, "to", next_line(request->pool, &at));
    }
}

void rehab_organisation_add(rehab_request *request, xmlNodePtr page)
{
    xmlDocPtr document = request->site->organisation_document;
    xmlNodePtr root = document ? xmlDocGetRootElement(document) : NULL;

    if (!root)
        return;
    xmlNodePtr copy = rehab_document_copy(page, root, NULL);

    copy_children(root, copy, rehab_language_tag(request->language));
    add_office(request, copy);
}

int rehab_organisation_has_hours(const rehab_site *site)
{
    xmlNodePtr root = site->organisation_document
        ? xmlDocGetRootElement(site->organisation_document) : NULL;

    for (xmlNodePtr child = root ? root->children : NULL; child; child = child->next)
        for (xmlNodePtr open = child->children; open; open = open->next)
            if (open->type == XML_ELEMENT_NODE && strcmp((const char *)open->name, "open") == 0)
                return 1;
    return 0;
}

const char *rehab_organisation_telephone(const rehab_site *site)
{
    xmlNodePtr root = site->organisation_document
        ? xmlDocGetRootElement(site->organisation_document) : NULL;

    for (xmlNodePtr child = root ? root->children : NULL; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE && child->children
            && strcmp((const char *)child->name, "telephone") == 0)
            return (const char *)child->children->content;
    return NULL;
}

void rehab_organisation_add_holidays(rehab_request *request, xmlNodePtr organisation)
{
    xmlDocPtr document = request->site->organisation_document;
    apr_array_header_t *days;
    rehab_hours *hours;
    xmlNodePtr list;

    if (!document || rehab_hours_read(request->pool, xmlDocGetRootElement(document),
                                      request->site->time_zone, &hours) || !hours)
        return;
    days = rehab_hours_holidays(hours, request->pool, rehab_now(request->site));
    list = rehab_document_add(organisation, "holidays");
    for (int i = 0; i < days->nelts; i++)
        rehab_document_set(rehab_document_add(list, "day"), "date",
                           APR_ARRAY_IDX(days, i, const char *));
}
