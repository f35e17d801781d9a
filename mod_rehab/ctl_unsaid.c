/* ctl_unsaid.c: in go organisation.xml, strings, pages of text, names of trades and places, and
 * facts, out comes a line for what nobody has said or checked there. */
#include "ctl_unsaid.h"

#include <apr_strings.h>
#include <stdio.h>
#include <string.h>

#include "content.h"
#include "csv_read.h"
#include "xml_file.h"

enum { MAX_FIELD = 65536 };

static int is_named(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* "" when it is not there. */
static const char *attribute(apr_pool_t *pool, xmlNodePtr element, const char *name)
{
    xmlChar *value = xmlGetNoNsProp(element, BAD_CAST name);
    const char *copy = apr_pstrdup(pool, value ? (const char *)value : "");

    xmlFree(value);
    return copy;
}

static const char *listed(apr_pool_t *pool, const char *list, const char *one)
{
    return apr_pstrcat(pool, list, *list ? ", " : "", one, NULL);
}

/* --- organisation.xml */

static int says_something(apr_pool_t *pool, xmlNodePtr node, const char *tag)
{
    const char *lang = attribute(pool, node, "lang");
    xmlChar *text = xmlNodeGetContent(node);
    int something = (text && strspn((const char *)text, " \t\r\n") != strlen((const char *)text))
        || (node->properties && !*lang) || xmlFirstElementChild(node);

    xmlFree(text);
    return something && (!*lang || strcmp(lang, tag) == 0);
}

static int is_set(apr_pool_t *pool, xmlNodePtr root, const char *name, const char *tag)
{
    for (xmlNodePtr node = root->children; node; node = node->next)
        if (is_named(node, name) && says_something(pool, node, tag))
            return 1;
    return 0;
}

/* "logo, service (fa)": a text that is said by language is asked for in each. */
static const char *unset(rehab_ctl *ctl, xmlNodePtr root)
{
    static const char *const in_each[] = { "service", "purpose", "name", "address",
                                           "coordinator" };
    static const char *const facts[] = {
        "logo", "number", "telephone", "whatsapp", "mail", "hours", "holidays", "speaks", "keep",
        "hosts", "privacy", "accessibility", "donation"
    };
    apr_pool_t *pool = ctl->pool;
    const char *list = "";

    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++)
        if (!is_set(pool, root, facts[i], ""))
            list = listed(pool, list, facts[i]);
    for (size_t i = 0; i < sizeof in_each / sizeof in_each[0]; i++)
        for (int l = 0; l < ctl->site->spoken->nelts; l++) {
            const char *tag = rehab_language_tag(
                APR_ARRAY_IDX(ctl->site->spoken, l, rehab_language *));

            if (!is_set(pool, root, in_each[i], tag))
                list = listed(pool, list, apr_pstrcat(pool, in_each[i], " (", tag, ")", NULL));
        }
    return list;
}

/* 1 when <lawyer page=""> says that somebody read it; *named when it stands there at all. */
static int is_read(apr_pool_t *pool, xmlNodePtr root, const char *page, int *named)
{
    *named = 0;
    for (xmlNodePtr node = root->children; node; node = node->next)
        if (is_named(node, "lawyer") && strcmp(attribute(pool, node, "page"), page) == 0) {
            *named = 1;
            if (*attribute(pool, node, "checked"))
                return 1;
        }
    return 0;
}

/* Pages that the file names, then pages of text that state what a law says and it does not name. */
static rehab_fault *unread(rehab_ctl *ctl, xmlNodePtr root, const char **list)
{
    apr_pool_t *pool = ctl->pool;
    const apr_array_header_t *names = ctl->site->contents;
    rehab_fault *fault = NULL;
    int named;

    *list = "";
    for (xmlNodePtr node = root->children; node; node = node->next)
        if (is_named(node, "lawyer")
            && !is_read(pool, root, attribute(pool, node, "page"), &named))
            *list = listed(pool, *list, attribute(pool, node, "page"));
    for (int i = 0; !fault && names && i < names->nelts; i++) {
        const char *name = APR_ARRAY_IDX(names, i, const char *);
        const char *tag = APR_ARRAY_IDX(ctl->site->languages, 0, rehab_language_settings *)->tag;
        xmlDocPtr page;

        fault = rehab_xml_read(pool, rehab_content_file(pool, ctl->home, tag, name), &page);
        if (!fault && strcmp(attribute(pool, xmlDocGetRootElement(page), "legal"), "yes") == 0
            && !is_read(pool, root, name, &named) && !named)
            *list = listed(pool, *list, name);
        xmlFreeDoc(page);
    }
    return fault;
}

static rehab_fault *tell_organisation(rehab_ctl *ctl)
{
    const rehab_site *site = ctl->site;
    xmlNodePtr root = site->organisation_document
        ? xmlDocGetRootElement(site->organisation_document) : NULL;
    const char *list;
    rehab_fault *fault;

    if (!root)
        return NULL;
    list = unset(ctl, root);
    if (*list)
        printf("%s does not set: %s\n", site->organisation, list);
    if (strcmp(attribute(ctl->pool, root, "example"), "yes") == 0)
        printf("%s is the example: nobody reads what is sent\n", site->organisation);
    fault = unread(ctl, root, &list);
    if (!fault && *list)
        printf("%s: no lawyer has read: %s\n", site->organisation, list);
    return fault;
}

/* --- Names that are data: trades and what they are called every day, places */

static int is_column(const char *name, const char *tag)
{
    apr_size_t n = strlen(tag);

    return strncmp(name, tag, n) == 0 && (!name[n] || strcmp(name + n, "_words") == 0);
}

/* How many names the columns TAG and TAG_words of a file hold; words stand apart by |. */
static rehab_fault *count_names(rehab_ctl *ctl, const char *file, const char *tag, int *names)
{
    rehab_csv *csv;
    const rehab_csv_record *record;
    rehab_fault *fault = rehab_csv_open(ctl->pool, file, MAX_FIELD, &csv);
    int columns[2] = { 0, 0 }, n = 0;

    *names = 0;
    if (!fault)
        fault = rehab_csv_next(csv, &record);
    for (int i = 0; !fault && record && i < record->n && n < 2; i++)
        if (is_column(record->fields[i], tag))
            columns[n++] = i;
    while (!fault && record && !(fault = rehab_csv_next(csv, &record)) && record)
        for (int i = 0; i < n; i++) {
            const char *text = columns[i] < record->n ? record->fields[columns[i]] : "";

            *names += *text != '\0';
            for (; *text; text++)
                *names += *text == '|';
        }
    return fault;
}

/* The strings of a language say in `attribute_name` who read its names in `path`; without it they
 * are not ours to check. */
static rehab_fault *tell_names(rehab_ctl *ctl, const char *tag, const char *attribute_name,
                               const char *path)
{
    const char *strings = apr_pstrcat(ctl->pool, ctl->site->strings_directory, "/", tag, ".xml",
                                      NULL);
    const char *file = apr_pstrcat(ctl->pool, ctl->home, path, NULL);
    xmlDocPtr document;
    rehab_fault *fault = rehab_xml_read(ctl->pool, strings, &document);
    int ours, names;

    if (fault)
        return fault;
    ours = xmlHasProp(xmlDocGetRootElement(document), BAD_CAST attribute_name)
        && !*attribute(ctl->pool, xmlDocGetRootElement(document), attribute_name);
    xmlFreeDoc(document);
    if (!ours)
        return NULL;
    fault = count_names(ctl, file, tag, &names);
    if (!fault && names)
        printf("%s: nobody has checked %d names in %s\n", file, names, tag);
    return fault;
}

/* --- Strings, pages of text, facts */

static rehab_fault *tell_language(rehab_ctl *ctl, const rehab_language *language)
{
    const char *tag = rehab_language_tag(language);
    const apr_array_header_t *names = rehab_content_names(ctl->pool, ctl->home, tag);
    int all, unchecked = rehab_words_unchecked(language, &all), pages = 0;
    rehab_fault *fault = NULL;

    if (unchecked)
        printf("%s/%s.xml: nobody has checked %d of %d strings\n", ctl->site->strings_directory,
               tag, unchecked, all);
    for (int i = 0; !fault && i < names->nelts; i++) {
        xmlDocPtr page;

        fault = rehab_xml_read(ctl->pool, rehab_content_file(ctl->pool, ctl->home, tag,
                                   APR_ARRAY_IDX(names, i, const char *)), &page);
        if (!fault && !*attribute(ctl->pool, xmlDocGetRootElement(page), "checked"))
            pages++;
        xmlFreeDoc(page);
    }
    if (pages)
        printf("%s/conf/content/%s: nobody has checked %d of %d pages of text\n", ctl->home, tag,
               pages, names->nelts);
    if (!fault)
        fault = tell_names(ctl, tag, "trades", "/conf/trades.csv");
    return fault ? fault : tell_names(ctl, tag, "places", "/conf/import/localities.csv");
}

static rehab_fault *tell_facts(rehab_ctl *ctl)
{
    const char *file = apr_pstrcat(ctl->pool, ctl->home, "/conf/facts.xml", NULL);
    xmlDocPtr facts;
    rehab_fault *fault = rehab_xml_read(ctl->pool, file, &facts);
    int all = 0, unchecked = 0;

    if (fault)
        return fault;
    for (xmlNodePtr fact = xmlDocGetRootElement(facts)->children; fact; fact = fact->next)
        if (is_named(fact, "fact")) {
            all++;
            unchecked += !*attribute(ctl->pool, fact, "checked");
        }
    xmlFreeDoc(facts);
    if (unchecked)
        printf("%s: nobody has checked %d of %d facts\n", file, unchecked, all);
    return NULL;
}

/* since, old */
static rehab_fault *take_wage(void *baton, const rehab_row *row)
{
    (void)baton;
    if (!row->values[0])
        puts("no minimum wage is in force: add one with an official source, rehabctl import wages");
    else if (row->values[1])
        printf("the newest minimum wage is over a year old: %s\n", row->values[0]);
    return NULL;
}

static rehab_fault *tell_wage(rehab_ctl *ctl)
{
    rehab_connection *connection;
    rehab_statement *statement;
    rehab_fault *fault = rehab_sql_read(ctl->pool, ctl->site->sql_directory, "wording/newest.sql",
                                        ctl->site->database.dialect, &statement);

    if (!fault)
        fault = rehab_ctl_connection(ctl, &connection);
    if (fault)
        return fault;
    fault = rehab_db_run(connection, ctl->pool, statement, rehab_ctl_values(ctl, ctl->pool),
                         take_wage, NULL, NULL);
    rehab_db_return(connection);
    return fault;
}

rehab_fault *rehab_ctl_tell_unsaid(rehab_ctl *ctl)
{
    const apr_array_header_t *spoken = ctl->site->spoken;
    rehab_fault *fault = NULL;

    for (int i = 0; !fault && i < spoken->nelts; i++)
        fault = tell_language(ctl, APR_ARRAY_IDX(spoken, i, rehab_language *));
    if (!fault)
        fault = tell_facts(ctl);
    if (!fault)
        fault = tell_wage(ctl);
    return fault ? fault : tell_organisation(ctl);
}
