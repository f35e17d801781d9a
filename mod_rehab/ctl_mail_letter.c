/* ctl_mail_letter.c: a sealed row of the outbox in, the letter that xsl/mail makes of it out, in the
 * language of whom it goes to. */
#include <apr_strings.h>
#include <sodium.h>
#include <string.h>

#include "ctl_mail.h"
#include "document.h"
#include "engine.h"
#include "kinds.h"
#include "outbox.h"
#include "seal.h"

enum { ID_BYTES = 16 };

const char *rehab_mail_id(apr_pool_t *pool, const char *sealed)
{
    unsigned char hash[ID_BYTES];
    char *hex = apr_palloc(pool, 2 * ID_BYTES + 1);

    crypto_generichash(hash, sizeof hash, (const unsigned char *)sealed, strlen(sealed), NULL, 0);
    return sodium_bin2hex(hex, 2 * ID_BYTES + 1, hash, sizeof hash);
}

/* portal.example.org of https://portal.example.org:8443/portal */
static const char *host_of(apr_pool_t *pool, const char *url)
{
    const char *host = strstr(url, "://");

    host = host ? host + 3 : url;
    host = apr_pstrmemdup(pool, host, strcspn(host, ":/"));
    return *host ? host : "localhost";
}

rehab_fault *rehab_mail_start(rehab_ctl *ctl, rehab_mail_office *office)
{
    rehab_site *site = ctl->site;
    const char *directory = apr_pstrcat(ctl->pool, ctl->state, "/keys", NULL);
    rehab_keys *keys = NULL;
    xmlDocPtr organisation;
    rehab_fault *fault = rehab_ctl_languages(ctl);

    if (!fault && site->organisation && !site->organisation_document) {
        fault = rehab_organisation_read(ctl->pool, site->organisation, &organisation);
        if (!fault)
            site->organisation_document = organisation;
    }
    if (!fault)
        fault = rehab_keys_read(ctl->pool, directory, &keys);
    *office = (rehab_mail_office){ .ctl = ctl };
    if (!fault)
        fault = rehab_delivery_key_read(ctl->pool, directory, &office->secret, &office->key_id);
    if (fault)
        return fault;
    office->keys = *keys;
    office->runtime.keys = &office->keys;
    office->runtime.log = &ctl->log;
    office->runtime.pool = ctl->pool;
    office->host = host_of(ctl->pool, site->url);
    office->sheets = apr_hash_make(ctl->pool);
    rehab_sheet_start();
    return NULL;
}

static rehab_fault *sheet_of(rehab_mail_office *office, const char *template_name,
                             rehab_sheet **sheet)
{
    rehab_ctl *ctl = office->ctl;
    rehab_fault *fault;

    *sheet = apr_hash_get(office->sheets, template_name, APR_HASH_KEY_STRING);
    if (*sheet)
        return NULL;
    if (!rehab_outbox_template_is(template_name))
        return rehab_fault_make(ctl->pool, REHAB_GONE, "fault.gone", "no template of ours");
    fault = rehab_sheet_load(ctl->pool, apr_pstrcat(ctl->pool, ctl->site->sheet_directory, "/mail/",
                                                    template_name, ".xsl", NULL), sheet);
    if (!fault)
        apr_hash_set(office->sheets, apr_pstrdup(ctl->pool, template_name), APR_HASH_KEY_STRING,
                     *sheet);
    return fault;
}

static const rehab_language *language_of(const rehab_ctl *ctl, const char *tag)
{
    const apr_array_header_t *spoken = ctl->site->spoken;

    for (int i = 0; i < spoken->nelts; i++)
        if (strcmp(rehab_language_tag(APR_ARRAY_IDX(spoken, i, rehab_language *)), tag) == 0)
            return APR_ARRAY_IDX(spoken, i, rehab_language *);
    return APR_ARRAY_IDX(spoken, 0, rehab_language *);
}

typedef struct filling {
    rehab_mail_office *office;
    apr_pool_t *pool;
    xmlNodePtr element;
    const char *address, *leave;
} filling;

/* A column as an attribute; one that was stored sealed to the delivery key is opened here. */
static int take_column(void *baton, const char *name, const char *value)
{
    filling *f = baton;

    if (strncmp(value, "d1.", 3) == 0) {
        const char *opened = NULL;

        if (rehab_seal_open(f->pool, f->office->secret, f->office->key_id, value, NULL, NULL, &opened)
            || !opened)
            return 1;
        value = opened;
    }
    if (strcmp(name, "address") == 0)
        f->address = value;
    else if (strcmp(name, "leave") == 0)
        f->leave = value;
    else
        rehab_document_set(f->element, name, value);
    return 1;
}

/* <page> as every sheet knows it, with the row as <mail>. */
static xmlDocPtr document_of(filling *f, const char *template_name, const rehab_language *language,
                             const apr_table_t *row)
{
    rehab_page *page = apr_pcalloc(f->pool, sizeof *page);
    rehab_request *request = rehab_request_make(f->pool, f->office->ctl->site, &f->office->runtime);
    xmlDocPtr document;

    page->method = "GET";
    page->pattern = "/";
    page->name = template_name;
    page->roles = REHAB_VISITOR;
    page->params = page->queries = page->writes = page->formats = page->mails =
        apr_array_make(f->pool, 1, sizeof(void *));
    request->page = page;
    request->language = language;
    request->path = "/";
    request->format = "html";
    document = rehab_page_document(request);
    f->element = rehab_document_add(xmlDocGetRootElement(document), "mail");
    apr_table_do(take_column, f, row, NULL);
    return document;
}

static const char *service_of(apr_pool_t *pool, xmlDocPtr document)
{
    xmlNodePtr node = xmlDocGetRootElement(document)->children;
    const char *name = "";

    while (node && strcmp((const char *)node->name, "organisation") != 0)
        node = node->next;
    for (node = node ? node->children : NULL; node; node = node->next)
        if (node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, "service") == 0) {
            xmlChar *text = xmlNodeGetContent(node);

            name = apr_pstrdup(pool, text ? (const char *)text : "");
            xmlFree(text);
        }
    return name;
}

/* The address in its normal form; NULL when it is none, and so for whatever could end a header. */
static const char *normal_address(apr_pool_t *pool, const char *address)
{
    static const rehab_param email = { .name = "address", .kind = REHAB_EMAIL };
    const char *normal = NULL;

    if (!address || rehab_kind_check(pool, &email, address, strlen(address), &normal))
        return NULL;
    return normal;
}

static rehab_fault *fill(filling *f, const rehab_waiting *waiting, const apr_table_t *row,
                         rehab_letter *letter)
{
    const rehab_site *site = f->office->ctl->site;
    const rehab_language *language = language_of(f->office->ctl, waiting->lang);
    rehab_sheet *sheet;
    rehab_fault *fault = sheet_of(f->office, waiting->template_name, &sheet);

    if (fault)
        return fault;
    xmlDocPtr document = document_of(f, waiting->template_name, language, row);

    *letter = (rehab_letter){
        .from_name = service_of(f->pool, document), .from = site->mail_from,
        .to = normal_address(f->pool, f->address), .id = rehab_mail_id(f->pool, waiting->sealed),
        .host = f->office->host, .created = waiting->created,
        .lang = rehab_language_tag(language),
    };
    if (f->leave)
        letter->leave = apr_pstrcat(f->pool, site->url, "/", letter->lang, f->leave, NULL);
    if (!letter->to)
        return rehab_fault_make(f->pool, REHAB_GONE, "fault.gone", "the address is none");
    return rehab_letter_fill(f->pool, sheet, document, language, &f->office->ctl->log, letter);
}

rehab_fault *rehab_mail_letter(rehab_mail_office *office, apr_pool_t *pool,
                               const rehab_waiting *waiting, rehab_letter *letter)
{
    filling f = { .office = office, .pool = pool };
    const char *text;
    rehab_fault *fault = rehab_seal_open(pool, office->secret, office->key_id, waiting->sealed,
                                         waiting->template_name, "row", &text);
    const apr_table_t *row = !fault && text ? rehab_outbox_row(pool, text) : NULL;

    if (fault)
        return fault;
    if (!row)
        return rehab_fault_make(pool, REHAB_GONE, "fault.gone", "sealed to another key");
    return fill(&f, waiting, row, letter);
}
