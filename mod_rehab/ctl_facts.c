/* ctl_facts.c: in goes conf/facts.xml and a content page that names facts, out comes the page with
 * what they say in its language. */
#include "ctl_facts.h"

#include <apr_strings.h>
#include <string.h>
#include <unistd.h>

#include "document.h"
#include "xml_file.h"

struct rehab_ctl_facts {
    apr_hash_t *by_id;              /* const char * -> xmlNodePtr of <fact> */
};

static apr_status_t free_document(void *document)
{
    xmlFreeDoc(document);
    return APR_SUCCESS;
}

static int is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* NULL when it is not there. */
static const char *attribute(apr_pool_t *pool, xmlNodePtr element, const char *name)
{
    xmlChar *value = xmlGetNoNsProp(element, BAD_CAST name);
    const char *copy = apr_pstrdup(pool, (const char *)value);

    xmlFree(value);
    return copy;
}

/* The <text> in the language, else the first one; NULL when there is none. */
static xmlNodePtr text_of(apr_pool_t *pool, xmlNodePtr fact, const char *language)
{
    xmlNodePtr first = NULL;

    for (xmlNodePtr child = fact->children; child; child = child->next) {
        if (!is(child, "text"))
            continue;
        const char *lang = attribute(pool, child, "lang");

        if (lang && strcmp(lang, language) == 0)
            return child;
        if (!first)
            first = child;
    }
    return first;
}

static rehab_fault *wrong(apr_pool_t *pool, const char *file, const xmlNode *at, const char *what,
                          const char *id)
{
    return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "%s:%ld: %s%s%s", file,
                            xmlGetLineNo(at), what, id ? " " : "", id ? id : "");
}

rehab_fault *rehab_ctl_facts_read(rehab_ctl *ctl, rehab_ctl_facts **facts)
{
    apr_pool_t *pool = ctl->pool;
    const char *file = apr_pstrcat(pool, ctl->home, "/conf/facts.xml", NULL);
    xmlDocPtr document;

    *facts = apr_pcalloc(pool, sizeof **facts);
    (*facts)->by_id = apr_hash_make(pool);
    if (access(file, F_OK) != 0)
        return NULL;
    rehab_fault *fault = rehab_xml_read(pool, file, &document);

    if (fault)
        return fault;
    apr_pool_cleanup_register(pool, document, free_document, apr_pool_cleanup_null);
    for (xmlNodePtr fact = xmlDocGetRootElement(document)->children; fact; fact = fact->next) {
        if (!is(fact, "fact"))
            continue;
        const char *id = attribute(pool, fact, "id");

        if (!id || !*id)
            return wrong(pool, file, fact, "a fact without an id", NULL);
        if (apr_hash_get((*facts)->by_id, id, APR_HASH_KEY_STRING))
            return wrong(pool, file, fact, "stands twice:", id);
        if (!text_of(pool, fact, ""))
            return wrong(pool, file, fact, "has no text:", id);
        apr_hash_set((*facts)->by_id, id, APR_HASH_KEY_STRING, fact);
    }
    return NULL;
}

static void fill_one(apr_pool_t *pool, xmlNodePtr element, xmlNodePtr fact, const char *language)
{
    xmlNodePtr text = text_of(pool, fact, language);
    const char *lang = attribute(pool, text, "lang");
    xmlChar *said = xmlNodeGetContent(text);

    for (const xmlAttr *property = fact->properties; property; property = property->next) {
        const char *name = (const char *)property->name;

        if (strcmp(name, "id") != 0)
            rehab_document_set(element, name, attribute(pool, fact, name));
    }
    rehab_document_set(element, "lang", lang && strcmp(lang, language) != 0 ? lang : NULL);
    rehab_document_text(element, (const char *)said);
    xmlFree(said);
}

rehab_fault *rehab_ctl_facts_fill(const rehab_ctl_facts *facts, apr_pool_t *pool,
                                  xmlNodePtr element, const char *language, const char *file)
{
    rehab_fault *fault = NULL;

    for (xmlNodePtr child = element->children; child && !fault; child = child->next) {
        if (!is(child, "fact")) {
            if (child->type == XML_ELEMENT_NODE)
                fault = rehab_ctl_facts_fill(facts, pool, child, language, file);
            continue;
        }
        const char *ref = attribute(pool, child, "ref");
        xmlNodePtr fact = ref ? apr_hash_get(facts->by_id, ref, APR_HASH_KEY_STRING) : NULL;

        if (!fact)
            return wrong(pool, file, child, "conf/facts.xml has no fact", ref ? ref : "(no ref)");
        fill_one(pool, child, fact, language);
    }
    return fault;
}
