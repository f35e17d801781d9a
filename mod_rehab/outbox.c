/* outbox.c: in go the rows of a RehabMail statement, out come sealed rows of the outbox, in the
 * transaction that causes them.  Sealed is a line NAME TAB VALUE for each column, with \t \n \\ for
 * what would end one, so that no parser meets what a person wrote. */
#include "outbox.h"

#include <apr_strings.h>
#include <string.h>

#include "buffer.h"
#include "engine.h"

typedef struct posting {
    apr_pool_t *pool;
    const rehab_keys *keys;
    const rehab_mail *mail;
    const char *lang;
    apr_array_header_t *rows;       /* const char *pairs of lang and sealed row */
} posting;

static void escape(rehab_buffer *out, const char *value)
{
    for (; *value; value++) {
        if (strchr("\t\n\\", *value))
            rehab_buffer_char(out, '\\');
        rehab_buffer_char(out, *value == '\t' ? 't' : *value == '\n' ? 'n' : *value);
    }
}

static const char *row_text(apr_pool_t *pool, const rehab_row *row, const char **lang)
{
    rehab_buffer out;

    rehab_buffer_start(pool, &out);
    for (int i = 0; i < row->columns; i++) {
        if (!row->values[i])
            continue;
        if (strcmp(row->names[i], "lang") == 0)
            *lang = apr_pstrdup(pool, row->values[i]);
        rehab_buffer_text(&out, row->names[i]);
        rehab_buffer_char(&out, '\t');
        escape(&out, row->values[i]);
        rehab_buffer_char(&out, '\n');
    }
    return out.bytes;
}

apr_table_t *rehab_outbox_row(apr_pool_t *pool, const char *text)
{
    apr_table_t *row = apr_table_make(pool, 8);

    while (*text) {
        const char *tab = strchr(text, '\t'), *end = strchr(text, '\n');
        rehab_buffer value;

        if (!end || !tab || tab > end || tab == text)
            return NULL;
        rehab_buffer_start(pool, &value);
        for (const char *at = tab + 1; at < end; at++) {
            if (*at != '\\')
                rehab_buffer_char(&value, *at);
            else if (++at < end)
                rehab_buffer_char(&value, *at == 't' ? '\t' : *at == 'n' ? '\n' : *at);
        }
        apr_table_setn(row, apr_pstrmemdup(pool, text, (apr_size_t)(tab - text)),
                       value.bytes ? value.bytes : "");
        text = end + 1;
    }
    return row;
}

int rehab_outbox_template_is(const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
    apr_size_t area = strspn(name, letters), rest;

    if (!area || name[area] != '/')
        return 0;
    rest = strspn(name + area + 1, letters);
    return rest && !name[area + 1 + rest];
}

static rehab_fault *take_row(void *baton, const rehab_row *row)
{
    posting *p = baton;
    const char *lang = p->lang, *text = row_text(p->pool, row, &lang);

    APR_ARRAY_PUSH(p->rows, const char *) = lang;
    APR_ARRAY_PUSH(p->rows, const char *) =
        rehab_seal(p->pool, p->keys->delivery_public, p->keys->delivery_id,
                   p->mail->template_name, "row", text ? text : "");
    return NULL;
}

static rehab_fault *store(const posting *p, rehab_connection *connection, const rehab_values *known,
                          const char *lang, const char *sealed)
{
    rehab_values *values = apr_hash_copy(p->pool, known);

    rehab_values_set(p->pool, values, "mail_template", REHAB_TYPE_TEXT, p->mail->template_name);
    rehab_values_set(p->pool, values, "mail_lang", REHAB_TYPE_TEXT, lang);
    rehab_values_set(p->pool, values, "mail_sealed", REHAB_TYPE_TEXT, sealed);
    return rehab_db_tell(connection, p->pool, "engine/outbox",
                         "INSERT INTO outbox (template, lang, sealed, created, attempts, next_try)"
                         " VALUES (:mail_template, :mail_lang, :mail_sealed, :now, 0, :now)",
                         values, NULL);
}

rehab_fault *rehab_outbox_queue(apr_pool_t *pool, rehab_connection *connection,
                                const rehab_keys *keys, const rehab_mail *mail,
                                const rehab_values *values, const char *lang)
{
    posting p = { pool, keys, mail, lang, apr_array_make(pool, 4, sizeof(const char *)) };
    rehab_values *known = apr_hash_copy(pool, values);
    const rehab_value *raw = apr_hash_get(known, "new_link_raw", APR_HASH_KEY_STRING);
    rehab_fault *fault;

    if (!keys || !keys->delivery_public)
        return rehab_fault_make(pool, REHAB_AWAY, "fault.away",
                                "%s: there is no delivery key; run `rehabctl init`",
                                mail->template_name);
    /* Writes see the hash of a new link, its mail the link itself. */
    if (raw)
        apr_hash_set(known, "new_link", APR_HASH_KEY_STRING, raw);
    fault = rehab_db_run(connection, pool, mail->statement, known, take_row, &p, NULL);
    for (int row = 0; !fault && row < p.rows->nelts; row += 2)
        fault = store(&p, connection, values, APR_ARRAY_IDX(p.rows, row, const char *),
                      APR_ARRAY_IDX(p.rows, row + 1, const char *));
    return fault;
}

rehab_fault *rehab_outbox_add(rehab_request *request, rehab_connection *connection)
{
    rehab_fault *fault = NULL;

    for (int i = 0; !fault && i < request->page->mails->nelts; i++)
        fault = rehab_outbox_queue(request->pool, connection, request->runtime->keys,
                                   APR_ARRAY_IDX(request->page->mails, i, rehab_mail *),
                                   request->values, rehab_language_tag(request->language));
    return fault;
}
