/* ctl_render.c: conf/content/LANG/NAME.xml in, finished pages LANG/NAME.html out; NAME may have
 * folders (rights/income).  They are documents as every page's, so the portal's layout dresses them
 * too; their facts come from conf/facts.xml. */
#include <apr_file_info.h>
#include <apr_strings.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "content.h"
#include "ctl.h"
#include "ctl_facts.h"
#include "ctl_stale.h"
#include "document.h"
#include "engine.h"
#include "xml_file.h"

typedef struct rendering {
    rehab_ctl *ctl;
    rehab_sheet *sheet;
    rehab_ctl_facts *facts;
    rehab_runtime runtime;
    int n;
} rendering;

static void add_holidays(rehab_request *request, xmlNodePtr page)
{
    for (xmlNodePtr child = page->children; child; child = child->next)
        if (strcmp((const char *)child->name, "organisation") == 0)
            rehab_organisation_add_holidays(request, child);
}

static void copy_whole(xmlNodePtr to, const xmlNode *from)
{
    xmlNodePtr copy = rehab_document_copy(to, from, NULL);

    for (const xmlNode *child = copy ? from->children : NULL; child; child = child->next)
        copy_whole(copy, child);
}

/* The document of the page: what every page has, and <content> as it was written. */
static rehab_fault *make_document(rendering *r, apr_pool_t *pool, const rehab_language *language,
                                  const char *name, const char *file, xmlDocPtr *document)
{
    rehab_page *page = apr_pcalloc(pool, sizeof *page);
    rehab_request *request = rehab_request_make(pool, r->ctl->site, &r->runtime);
    xmlDocPtr content;
    rehab_fault *fault = rehab_xml_read(pool, file, &content);

    if (fault)
        return fault;
    page->method = "GET";
    page->name = apr_pstrcat(pool, "content/", name, NULL);
    page->pattern = apr_pstrcat(pool, "/", name, NULL);
    page->roles = REHAB_VISITOR;
    page->params = page->queries = page->writes = page->formats = page->mails =
        apr_array_make(pool, 1, sizeof(void *));
    request->page = page;
    request->language = language;
    request->path = page->pattern;
    request->format = "html";
    request->status = 200;
    *document = rehab_page_document(request);
    xmlNodePtr page_element = xmlDocGetRootElement(*document);

    add_holidays(request, page_element);
    copy_whole(page_element, xmlDocGetRootElement(content));
    xmlFreeDoc(content);
    return rehab_ctl_facts_fill(r->facts, pool, page_element->last, rehab_language_tag(language),
                                file);
}

static rehab_fault *render_one(rendering *r, apr_pool_t *pool, const rehab_language *language,
                               const char *name, const char *file)
{
    const char *bytes, *page = rehab_ctl_rendered(r->ctl, pool, rehab_language_tag(language), name);
    xmlDocPtr document;
    apr_size_t length;
    rehab_fault *fault = make_document(r, pool, language, name, file, &document);

    if (!fault)
        fault = rehab_ctl_folder(r->ctl, apr_pstrmemdup(pool, page, (apr_size_t)(strrchr(page, '/')
                                                                                 - page)), 0755);
    if (!fault)
        fault = rehab_sheet_run(pool, r->sheet, document, language, &r->ctl->log, &bytes, &length);
    if (!fault)
        fault = rehab_ctl_write(r->ctl, page, bytes, length, 0644);
    if (fault)
        return rehab_fault_make(r->ctl->pool, fault->status, "fault.broken", "%s: %s", file,
                                fault->cause);
    r->n++;
    return NULL;
}

/* A page whose source is gone would be served for ever. */
static void remove_old(rendering *r, const char *folder, const char *source)
{
    apr_pool_t *pool = r->ctl->pool;
    apr_dir_t *dir;
    apr_finfo_t info;

    if (apr_dir_open(&dir, folder, pool) != APR_SUCCESS)
        return;
    while (apr_dir_read(&info, APR_FINFO_NAME | APR_FINFO_TYPE, dir) == APR_SUCCESS) {
        const char *dot = strrchr(info.name, '.');
        const char *page = apr_pstrcat(pool, folder, "/", info.name, NULL);

        if (info.filetype == APR_DIR && info.name[0] != '.')
            remove_old(r, page, apr_pstrcat(pool, source, "/", info.name, NULL));
        if (!dot || strcmp(dot, ".html") != 0)
            continue;
        const char *stem = apr_pstrmemdup(pool, info.name, (apr_size_t)(dot - info.name));

        if (access(apr_pstrcat(pool, source, "/", stem, ".xml", NULL), F_OK) != 0)
            unlink(page);
    }
    apr_dir_close(dir);
}

static rehab_fault *render_language(rendering *r, const rehab_language *language)
{
    apr_pool_t *pool = r->ctl->pool, *one;
    const char *tag = rehab_language_tag(language);
    const apr_array_header_t *names = rehab_content_names(pool, r->ctl->home, tag);
    rehab_fault *fault = NULL;

    for (int i = 0; !fault && i < names->nelts; i++) {
        const char *name = APR_ARRAY_IDX(names, i, const char *);

        apr_pool_create(&one, pool);
        fault = render_one(r, one, language, name,
                           rehab_content_file(one, r->ctl->home, tag, name));
        apr_pool_destroy(one);
    }
    if (!fault)
        remove_old(r, apr_pstrcat(pool, rehab_ctl_target(r->ctl), "/", tag, NULL),
                   apr_pstrcat(pool, r->ctl->home, "/conf/content/", tag, NULL));
    return fault;
}

static rehab_fault *render_all(rendering *r)
{
    rehab_ctl *ctl = r->ctl;
    rehab_site *site = ctl->site;
    xmlDocPtr organisation;
    rehab_fault *fault = rehab_ctl_languages(ctl);

    if (!fault && site->organisation) {
        fault = rehab_organisation_read(ctl->pool, site->organisation, &organisation);
        if (!fault)
            site->organisation_document = organisation;
    }
    rehab_sheet_start();
    if (!fault)
        fault = rehab_ctl_facts_read(ctl, &r->facts);
    if (!fault)
        fault = rehab_sheet_load(ctl->pool, apr_pstrcat(ctl->pool, site->sheet_directory,
                                                        "/content/page.xsl", NULL), &r->sheet);
    for (int i = 0; !fault && i < site->spoken->nelts; i++)
        fault = render_language(r, APR_ARRAY_IDX(site->spoken, i, rehab_language *));
    return fault;
}

int rehab_ctl_render(rehab_ctl *ctl)
{
    rendering r = { .ctl = ctl };
    rehab_keys keys = { 0 };
    rehab_fault *fault = rehab_ctl_site(ctl);

    if (fault)
        return rehab_ctl_fail(ctl, fault);
    r.runtime.keys = &keys;
    r.runtime.log = &ctl->log;
    r.runtime.pool = ctl->pool;
    fault = render_all(&r);
    if (!fault)
        fault = rehab_ctl_mark_rendered(ctl, r.sheet);
    if (fault)
        return rehab_ctl_fail(ctl, fault);
    printf("%d content pages in %s\n", r.n, rehab_ctl_target(ctl));
    return REHAB_CTL_FINE;
}
