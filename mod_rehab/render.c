/* render.c: in goes the document, out come the finished bytes in the format that was asked for:
 * html, atom, ics, txt and xml by a sheet, json and csv by the engine, the bare document in
 * development only. */
#include <apr_strings.h>
#include <string.h>

#include "cards.h"
#include "csv.h"
#include "document.h"
#include "ics.h"
#include "request.h"
#include "room.h"

static void render_json(rehab_request *request)
{
    apr_pool_t *pool = rehab_request_work(request);
    apr_hash_t *names = apr_hash_make(pool), *lists = apr_hash_make(pool);
    apr_hash_t *numbers = apr_hash_make(pool);

    for (int i = 0; i < request->page->queries->nelts; i++) {
        const rehab_query *query = APR_ARRAY_IDX(request->page->queries, i, rehab_query *);

        apr_hash_set(names, query->name, APR_HASH_KEY_STRING, "");
        if (query->row)
            apr_hash_set(lists, query->name, APR_HASH_KEY_STRING, "");
        for (int n = 0; query->numbers && n < query->numbers->nelts; n++)
            apr_hash_set(numbers, APR_ARRAY_IDX(query->numbers, n, const char *),
                         APR_HASH_KEY_STRING, "");
    }
    if (request->fault)
        apr_hash_set(names, "fault", APR_HASH_KEY_STRING, "");
    request->bytes = rehab_document_json(pool, request->document, names, lists, numbers);
    request->length = strlen(request->bytes);
    request->media_type = "application/json; charset=utf-8";
}

static void render_csv(rehab_request *request, const rehab_format *format)
{
    for (int i = 0; i < request->page->queries->nelts; i++) {
        const rehab_query *query = APR_ARRAY_IDX(request->page->queries, i, rehab_query *);

        if (query->row && strcmp(query->name, format->query) == 0)
            request->bytes = rehab_document_csv(rehab_request_work(request), request->document, query->name,
                                                query->row);
    }
    request->length = strlen(request->bytes);
    request->media_type = "text/csv; charset=utf-8";
}

static void render_document(rehab_request *request)
{
    xmlChar *bytes;
    int length;

    xmlDocDumpFormatMemoryEnc(request->document, &bytes, &length, "UTF-8", 1);
    request->bytes = apr_pstrmemdup(rehab_request_work(request), (const char *)bytes,
                                    (apr_size_t)length);
    request->length = (apr_size_t)length;
    request->media_type = "application/xml; charset=utf-8";
    xmlFree(bytes);
}

static void set_media_type(rehab_request *request, const rehab_format *format)
{
    request->media_type = apr_pstrcat(request->pool, rehab_sheet_media_type(format->sheet),
                                      "; charset=utf-8", NULL);
}

/* What is needed longer than the pool that it was made in. */
static void take_out(rehab_request *request, rehab_fault **fault)
{
    *fault = rehab_fault_copy(request->pool, *fault);
    request->bytes = *fault ? NULL : apr_pstrmemdup(request->pool, request->bytes, request->length);
}

static rehab_fault *render_sheet(rehab_request *request, const rehab_format *format)
{
    rehab_fault *fault;
    apr_pool_t *room;

    request->renders++;
    rehab_gate_enter(request->runtime->renders);
    room = rehab_room_pool(request->pool, request->runtime->room);
    fault = rehab_sheet_run(room, format->sheet, request->document, request->language,
                            request->runtime->log, &request->bytes, &request->length);
    take_out(request, &fault);
    apr_pool_destroy(room);
    rehab_gate_leave(request->runtime->renders);

    if (fault)
        return fault;
    set_media_type(request, format);
    if (strcmp(format->name, "ics") == 0) {
        request->bytes = rehab_ics_fold(request->pool, request->bytes);
        request->length = strlen(request->bytes);
    }
    return NULL;
}

static rehab_fault *render_any(rehab_request *request);

/* Of remembered pieces; where that is not possible, from the beginning and whole. */
static rehab_fault *render_cards(rehab_request *request, const rehab_format *format)
{
    int whole;
    rehab_fault *fault = rehab_cards_render(request->cards, &whole);

    if (fault || !whole) {
        set_media_type(request, format);
        return fault;
    }
    request->whole = 1;
    fault = rehab_request_query(request);
    return fault ? fault : render_any(request);
}

static rehab_fault *render_any(rehab_request *request)
{
    const rehab_format *format = rehab_request_format(request);
    rehab_fault *fault = NULL;

    if (request->cards)
        return render_cards(request, format);
    if (format && format->sheet)
        return render_sheet(request, format);
    if (!format)
        render_document(request);
    else if (strcmp(format->name, "json") == 0)
        render_json(request);
    else
        render_csv(request, format);
    take_out(request, &fault);
    return NULL;
}

rehab_fault *rehab_request_render(rehab_request *request)
{
    rehab_fault *fault = render_any(request);

    rehab_request_forget(request);
    return fault;
}
