/* organisation.c: in goes conf/organisation.xml, out comes <organisation> of a page in its
 * language.  Elements with lang= are kept in that language only; all others as they are, but for
 * holidays, whose days are reckoned, and a lawyer who has not read.  What its hours mean at this
 * moment is said in attributes. */
#include <apr_strings.h>
#include <string.h>

#include "document.h"
#include "engine.h"
#include "hours.h"
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

static int has(xmlNodePtr node, const char *attribute)
{
    xmlChar *value = xmlGetNoNsProp(node, BAD_CAST attribute);
    int is_said = value && *value;

    xmlFree(value);
    return is_said;
}

static int is_for_pages(xmlNodePtr node)
{
    return node->type != XML_COMMENT_NODE && !is_named(node, "holidays")
           && (!is_named(node, "lawyer") || has(node, "checked"));
}

static void copy_children(xmlNodePtr from, xmlNodePtr to, const char *language)
{
    for (xmlNodePtr child = from->children; child; child = child->next) {
        xmlChar *lang = child->type == XML_ELEMENT_NODE
            ? xmlGetNoNsProp(child, BAD_CAST "lang") : NULL;
        int wanted = !lang || strcmp((const char *)lang, language) == 0;

        if (wanted && is_for_pages(child)) {
            xmlNodePtr copy = xmlDocCopyNode(child, to->doc, 2);

            if (lang)
                xmlUnsetProp(copy, BAD_CAST "lang");
            xmlAddChild(to, copy);
            if (child->type == XML_ELEMENT_NODE)
                copy_children(child, copy, language);
        }
        xmlFree(lang);
    }
}

/* Not on a page that is kept, or made once by rehabctl: it would go on saying what was so then. */
static void add_office(rehab_request *request, xmlNodePtr root, xmlNodePtr organisation)
{
    rehab_hours *hours;
    rehab_office office;

    if (request->page->cache || !request->runtime->db
        || rehab_hours_read(request->pool, root, request->site->time_zone, &hours) || !hours)
        return;
    rehab_hours_office(hours, request->pool, rehab_now(request->site), &office);
    if (!office.known)
        return;
    rehab_document_set(organisation, "open_now", office.open_now ? "1" : "0");
    rehab_document_set(organisation, "open_until", office.open_until);
    rehab_document_set(organisation, "next_day", office.next_day);
    rehab_document_set(organisation, "next_from", office.next_from);
    rehab_document_set(organisation, "answer_day", office.answer_day);
    rehab_document_set(organisation, "answer_hour", office.answer_hour);
    for (int i = 0; i < office.today->nelts; i++) {
        xmlNodePtr today = rehab_document_add(organisation, "today");

        rehab_document_set(today, "from", APR_ARRAY_IDX(office.today, i, rehab_stretch).from);
        rehab_document_set(today, "to", APR_ARRAY_IDX(office.today, i, rehab_stretch).to);
    }
}

void rehab_organisation_add(rehab_request *request, xmlNodePtr page)
{
    xmlDocPtr document = request->site->organisation_document;
    xmlNodePtr root = document ? xmlDocGetRootElement(document) : NULL;

    if (!root)
        return;
    xmlNodePtr copy = xmlDocCopyNode(root, page->doc, 2);
    xmlAddChild(page, copy);
    copy_children(root, copy, rehab_language_tag(request->language));
    add_office(request, root, copy);
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
