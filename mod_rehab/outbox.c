/* outbox.c: in go the rows of a page's RehabMail statements, out come sealed rows of the outbox,
 * in the transaction that causes them.  `rehabctl mail` opens and sends them. */
#include <apr_strings.h>
#include <string.h>

#include "document.h"
#include "engine.h"

typedef struct posting {
    rehab_request *request;
    rehab_connection *connection;
    const rehab_mail *mail;
    apr_array_header_t *rows;       /* const char *pairs of lang and sealed row */
} posting;

/* The whole row as XML attributes: what the mail's sheet will read again. */
static const char *row_text(apr_pool_t *pool, const rehab_row *row, const char **language)
{
    xmlDocPtr document = rehab_document_make(pool, NULL);
    xmlNodePtr root = xmlDocGetRootElement(document);
    xmlChar *bytes;
    int length;
    const char *text;

    for (int i = 0; i < row->columns; i++) {
        rehab_document_set(root, row->names[i], row->values[i]);
        if (strcmp(row->names[i], "lang") == 0 && row->values[i])
            *language = apr_pstrdup(pool, row->values[i]);
    }
    xmlDocDumpMemoryEnc(document, &bytes, &length, "UTF-8");
    text = apr_pstrmemdup(pool, (const char *)bytes, (apr_size_t)length);
    xmlFree(bytes);
    return text;
}

static rehab_fault *take_row(void *baton, const rehab_row *row)
{
    posting *p = baton;
    const rehab_keys *keys = p->request->runtime->keys;
    const char *language = rehab_language_tag(p->request->language);
    const char *text = row_text(p->request->pool, row, &language);

    if (!keys || !keys->delivery_public)
        return rehab_fault_make(p->request->pool, REHAB_AWAY, "fault.away",
                                "%s: there is no delivery key; run `rehabctl init`",
                                p->request->page->name);
    APR_ARRAY_PUSH(p->rows, const char *) = language;
    APR_ARRAY_PUSH(p->rows, const char *) =
        rehab_seal(p->request->pool, keys->delivery_public, keys->delivery_id,
                   p->mail->template_name, "row", text);
    return NULL;
}

static rehab_fault *store(posting *p, const char *language, const char *sealed)
{
    apr_pool_t *pool = p->request->pool;
    rehab_values *values = apr_hash_copy(pool, p->request->values);

    rehab_values_set(pool, values, "mail_template", REHAB_TYPE_TEXT, p->mail->template_name);
    rehab_values_set(pool, values, "mail_lang", REHAB_TYPE_TEXT, language);
    rehab_values_set(pool, values, "mail_sealed", REHAB_TYPE_TEXT, sealed);
    return rehab_db_tell(p->connection, pool, "engine/outbox",
                         "INSERT INTO outbox (template, lang, sealed, created, attempts, next_try)"
                         " VALUES (:mail_template, :mail_lang, :mail_sealed, :now, 0, :now)",
                         values, NULL);
}

rehab_fault *rehab_outbox_add(rehab_request *request, rehab_connection *connection)
{
    apr_pool_t *pool = request->pool;
    rehab_fault *fault = NULL;

    for (int i = 0; !fault && i < request->page->mails->nelts; i++) {
        const rehab_mail *mail = APR_ARRAY_IDX(request->page->mails, i, rehab_mail *);
        posting p = { request, connection, mail, apr_array_make(pool, 4, sizeof(const char *)) };
        rehab_values *values = apr_hash_copy(pool, request->values);
        const rehab_value *raw = apr_hash_get(values, "new_link_raw", APR_HASH_KEY_STRING);

        /* Writes see the hash of a new link, its mail the link itself. */
        apr_hash_set(values, "new_link", APR_HASH_KEY_STRING, raw);
        fault = rehab_db_run(connection, pool, mail->statement, values, take_row, &p, NULL);
        for (int row = 0; !fault && row < p.rows->nelts; row += 2)
            fault = store(&p, APR_ARRAY_IDX(p.rows, row, const char *),
                          APR_ARRAY_IDX(p.rows, row + 1, const char *));
    }
    return fault;
}
