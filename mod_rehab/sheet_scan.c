/* sheet_scan.c: in goes the file of a sheet, out come the files it imports and the strings it asks
 * for by literal.  What a sheet may not have is refused here, before libxslt sees it: a DOCTYPE,
 * an import from elsewhere, a function that no run would find. */
#include <apr_strings.h>
#include <libxml/uri.h>
#include <libxslt/xsltInternals.h>
#include <stdlib.h>
#include <string.h>

#include "room.h"
#include "sheet_inside.h"
#include "xml_file.h"

#define EXSLT_STRINGS "http://exslt.org/strings"

enum { DEEPEST_IMPORT = 16 };

typedef struct scan {
    apr_pool_t *pool, *stays;   /* for what is over with the scan; the sheet's             */
    rehab_sheet *sheet;
    const char *tree;           /* folder that all files must lie in, with its final slash */
    apr_hash_t *known;          /* words already in sheet->words                           */
    const char *file;
    int depth;
} scan;

static rehab_fault *wrong(const scan *s, const xmlNode *node, const char *what, const char *name)
{
    return rehab_fault_make(s->pool, REHAB_BROKEN, "fault.broken", "%s:%ld: %s%s", s->file,
                            node ? xmlGetLineNo(node) : 0, what, name);
}

static int is_xslt(const xmlNode *element, const char *name)
{
    return element->ns && !strcmp((const char *)element->ns->href, (const char *)XSLT_NAMESPACE)
           && !strcmp((const char *)element->name, name);
}

/* The literal that an argument at *at is, *at then behind it; NULL when it is an expression. */
static const char *literal(apr_pool_t *pool, const char **at)
{
    static const char space[] = " \t\r\n";
    const char *c = *at + strspn(*at, space);
    const char *end = *c == '\'' || *c == '"' ? strchr(c + 1, *c) : NULL;

    if (!end)
        return NULL;
    *at = end + 1 + strspn(end + 1, space);
    return **at == ',' || **at == ')' ? apr_pstrmemdup(pool, c + 1, (apr_size_t)(end - c - 1))
                                      : NULL;
}

static void add_word(const scan *s, const char *word)
{
    if (apr_hash_get(s->known, word, APR_HASH_KEY_STRING))
        return;
    apr_hash_set(s->known, word, APR_HASH_KEY_STRING, word);
    APR_ARRAY_PUSH(s->sheet->words, const char *) = apr_pstrdup(s->stays, word);
}

/* A call of r:name whose arguments begin at `at`. */
static void scan_call(const scan *s, const char *name, const char *at)
{
    const char *first = literal(s->pool, &at);

    if (first && !strcmp(name, "text")) {
        add_word(s, apr_pstrcat(s->pool, "t ", first, NULL));
    } else if (first && !strcmp(name, "count")) {
        add_word(s, apr_pstrcat(s->pool, "p ", first, NULL));
    } else if (first && !strcmp(name, "code") && *at++ == ',') {
        const char *second = literal(s->pool, &at);

        if (second)
            add_word(s, apr_pstrcat(s->pool, "t ", first, ".", second, NULL));
    }
}

static int is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
           || c == '_' || c == '.' || (unsigned char)c >= 0x80;
}

/* All calls PREFIX:name( in one attribute's value, the prefix being that of namespace `href`. */
static rehab_fault *scan_calls(const scan *s, xmlNodePtr element, const char *text,
                               const char *href)
{
    const xmlNs *ns = xmlSearchNsByHref(element->doc, element, BAD_CAST href);
    const char *prefix = ns && ns->prefix ? apr_pstrcat(s->pool, (const char *)ns->prefix, ":",
                                                        NULL) : NULL;

    for (const char *c = text; prefix && (c = strstr(c, prefix)) != NULL;) {
        const char *start = c, *name = c + strlen(prefix), *end = name;

        while (is_name_byte(*end))
            end++;
        c = end;
        if (*end != '(' || (start > text && is_name_byte(start[-1])))
            continue;
        name = apr_pstrmemdup(s->pool, name, (apr_size_t)(end - name));
        if (!strcmp(href, EXSLT_STRINGS) ? strcmp(name, "encode-uri") != 0
                                         : !rehab_sheet_words_know(name))
            return wrong(s, element, "there is no function ",
                         apr_pstrcat(s->pool, prefix, name, NULL));
        if (strcmp(href, EXSLT_STRINGS) != 0)
            scan_call(s, name, end + 1);
    }
    return NULL;
}

static rehab_fault *scan_file(scan *s, const char *file, xmlDocPtr *document);

/* xsl:import and xsl:include: the address as libxslt will build it, the file as the system sees
 * it, which must lie in the sheet's own tree. */
static rehab_fault *scan_import(scan *s, xmlNodePtr element)
{
    xmlChar *href = xmlGetNoNsProp(element, BAD_CAST "href");
    xmlChar *base = xmlNodeGetBase(element->doc, element);
    xmlChar *address = href ? xmlBuildURI(href, base) : NULL;
    const char *said = href ? apr_pstrdup(s->pool, (const char *)href) : "";
    char *path = address ? xmlURIUnescapeString((const char *)address, 0, NULL) : NULL;
    char *real = path && !strstr(path, "://") ? realpath(path, NULL) : NULL;
    const char *file = path ? apr_pstrdup(s->stays, path) : NULL;
    int inside = real && !strncmp(real, s->tree, strlen(s->tree));
    int found = real != NULL;
    xmlDocPtr imported = NULL;
    const char *outer = s->file;

    free(real);
    xmlFree(path);
    xmlFree(address);
    xmlFree(base);
    xmlFree(href);
    if (!found)
        return wrong(s, element, "there is no file to import as ", said);
    if (!inside)
        return wrong(s, element, "an import from outside of the sheets: ", said);
    rehab_fault *fault = scan_file(s, file, &imported);

    s->file = outer;
    xmlFreeDoc(imported);
    return fault;
}

static rehab_fault *scan_element(scan *s, xmlNodePtr element)
{
    static const char *const namespaces[] = { REHAB_WORDS_NAMESPACE, EXSLT_STRINGS };
    rehab_fault *fault = NULL;

    for (const xmlAttr *attribute = element->properties; attribute && !fault;
         attribute = attribute->next) {
        xmlChar *text = xmlNodeListGetString(element->doc, attribute->children, 1);

        for (int i = 0; i < 2 && text && !fault; i++)
            fault = scan_calls(s, element, (const char *)text, namespaces[i]);
        xmlFree(text);
    }
    if (!fault && (is_xslt(element, "import") || is_xslt(element, "include")))
        fault = scan_import(s, element);
    return fault;
}

/* Every element of the file, in document order. */
static rehab_fault *scan_elements(scan *s, xmlNodePtr root)
{
    xmlNodePtr element = root;
    rehab_fault *fault = NULL;

    while (element && !fault) {
        fault = scan_element(s, element);
        xmlNodePtr next = xmlFirstElementChild(element);

        while (!next && element != root) {
            next = xmlNextElementSibling(element);
            if (!next)
                element = element->parent;
        }
        element = next;
    }
    return fault;
}

static rehab_fault *check_root(const scan *s, xmlDocPtr document)
{
    xmlNodePtr root = xmlDocGetRootElement(document);

    if (!is_xslt(root, "stylesheet") && !is_xslt(root, "transform"))
        return wrong(s, root, "the root is not xsl:stylesheet but ", (const char *)root->name);
    xmlChar *version = xmlGetNoNsProp(root, BAD_CAST "version");
    int right = xmlStrEqual(version, BAD_CAST "1.0");

    xmlFree(version);
    /* Any other version makes libxslt pass over elements that it does not know. */
    return right ? NULL : wrong(s, root, "version must be 1.0", "");
}

static rehab_fault *scan_file(scan *s, const char *file, xmlDocPtr *document)
{
    rehab_fault *fault;

    if (s->depth > DEEPEST_IMPORT)
        return wrong(s, NULL, "sheets import each other without end", "");
    for (int i = 0; i < s->sheet->files->nelts; i++) {
        if (!strcmp(file, APR_ARRAY_IDX(s->sheet->files, i, const char *)))
            return NULL;
    }
    s->file = file;
    APR_ARRAY_PUSH(s->sheet->files, const char *) = file;
    fault = rehab_xml_read(s->pool, file, document);
    if (!fault)
        fault = check_root(s, *document);
    s->depth++;
    if (!fault)
        fault = scan_elements(s, xmlDocGetRootElement(*document));
    s->depth--;
    return fault;
}

/* The folder that imports may come from: the nearest one above the file that is called xsl, else
 * the one above the file's own. */
static const char *tree_of(apr_pool_t *pool, const char *file)
{
    char *real = realpath(file, NULL);
    char *tree = real ? apr_pstrdup(pool, real) : NULL, *at = NULL;

    free(real);
    if (!tree)
        return NULL;
    for (char *c = tree; (c = strstr(c, "/xsl/")) != NULL; c++)
        at = c;
    if (at) {
        at[5] = '\0';
        return tree;
    }
    for (int up = 0; up < 2; up++) {
        char *slash = strrchr(tree, '/');

        if (slash)
            *slash = '\0';
    }
    return apr_pstrcat(pool, tree, "/", NULL);
}

rehab_fault *rehab_sheet_scan(apr_pool_t *pool, rehab_sheet *sheet, xmlDocPtr *document)
{
    scan s = { .pool = rehab_room_apart(), .stays = pool, .sheet = sheet, .file = sheet->file };
    rehab_fault *fault;

    s.known = apr_hash_make(s.pool);
    s.tree = tree_of(s.pool, sheet->file);
    fault = s.tree ? scan_file(&s, sheet->file, document)
                   : wrong(&s, NULL, "there is no such file", "");
    fault = rehab_fault_copy(pool, fault);
    apr_pool_destroy(s.pool);
    return fault;
}
