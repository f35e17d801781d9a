/* ctl_render.c: conf/content/LANG/NAME.xml in, finished pages LANG/NAME.html out; NAME may have
 * folders (rights/income).  They are documents as every page's, so the portal's layout dresses them
 * too; their facts come from conf/facts.xml. */
#include <apr_file_info.h>
#include <apr_strings.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ctl.h"
#include "ctl_facts.h"
#include "document.h"
#include "engine.h"
#include "xml_file.h"

typedef struct rendering {
    rehab_ctl *ctl;
    rehab_sheet *sheet;
    rehab_ctl_facts *facts;
    rehab_runtime runtime;
    const char *target;             /* the folder of rendered pages */
    int n;
} rendering;

/* The first RehabStatic that lies in the state. */
static const char *target_of(const rehab_ctl *ctl)
{
    apr_size_t length = strlen(ctl->state);

    for (int i = 0; i < ctl->site->statics->nelts; i++) {
        const char *folder = APR_ARRAY_IDX(ctl->site->statics, i, const char *);

        if (strncmp(folder, ctl->state, length) == 0 && folder[length] == '/')
            return folder;
    }
    return apr_pstrcat(ctl->pool, ctl->state, "/rendered", NULL);
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
    request->role = REHAB_VISITOR;
    request->status = 200;
    *document = rehab_page_document(request);
    fault = rehab_ctl_facts_fill(r->facts, pool, xmlDocGetRootElement(content),
                                 rehab_language_tag(language), file);
    if (!fault)
        xmlAddChild(xmlDocGetRootElement(*document),
                    xmlDocCopyNode(xmlDocGetRootElement(content), *document, 1));
    xmlFreeDoc(content);
    return fault;
}

static rehab_fault *render_one(rendering *r, apr_pool_t *pool, const rehab_language *language,
                               const char *name, const char *file)
{
    const char *tag = rehab_language_tag(language), *bytes;
    xmlDocPtr document;
    apr_size_t length;
    rehab_fault *fault = make_document(r, pool, language, name, file, &document);

    if (!fault)
        fault = rehab_sheet_run(pool, r->sheet, document, language, &r->ctl->log, &bytes, &length);
    if (!fault)
        fault = rehab_ctl_write(r->ctl, apr_pstrcat(pool, r->target, "/", tag, "/", name, ".html",
                                                    NULL), bytes, length, 0644);
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

/* The pages of one folder and of those in it; `below` is its name behind the language, "" or
 * "rights/". */
static rehab_fault *render_folder(rendering *r, const rehab_language *language, const char *below)
{
    apr_pool_t *pool = r->ctl->pool, *one;
    const char *tag = rehab_language_tag(language);
    const char *source = apr_pstrcat(pool, r->ctl->home, "/conf/content/", tag, "/", below, NULL);
    rehab_fault *fault = rehab_ctl_folder(
        r->ctl, apr_pstrcat(pool, r->target, "/", tag, "/", below, NULL), 0755);
    apr_dir_t *dir;
    apr_finfo_t info;

    if (fault || apr_dir_open(&dir, source, pool) != APR_SUCCESS)
        return fault;
    while (!fault
           && apr_dir_read(&info, APR_FINFO_NAME | APR_FINFO_TYPE, dir) == APR_SUCCESS) {
        const char *dot = strrchr(info.name, '.');

        if (info.filetype == APR_DIR && info.name[0] != '.')
            fault = render_folder(r, language, apr_pstrcat(pool, below, info.name, "/", NULL));
        if (!dot || dot == info.name || strcmp(dot, ".xml") != 0)
            continue;
        const char *stem = apr_pstrmemdup(pool, info.name, (apr_size_t)(dot - info.name));

        apr_pool_create(&one, pool);
        fault = render_one(r, one, language, apr_pstrcat(pool, below, stem, NULL),
                           apr_pstrcat(pool, source, info.name, NULL));
        apr_pool_destroy(one);
    }
    apr_dir_close(dir);
    return fault;
}

static rehab_fault *render_language(rendering *r, const rehab_language *language)
{
    apr_pool_t *pool = r->ctl->pool;
    const char *tag = rehab_language_tag(language);
    rehab_fault *fault = render_folder(r, language, "");

    if (!fault)
        remove_old(r, apr_pstrcat(pool, r->target, "/", tag, NULL),
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
    r.target = target_of(ctl);
    fault = render_all(&r);
    if (fault)
        return rehab_ctl_fail(ctl, fault);
    printf("%d content pages in %s\n", r.n, r.target);
    return REHAB_CTL_FINE;
}
