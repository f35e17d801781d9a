/* query.c: in go a page's statements and checked values, out come elements and attributes below
 * <page>, all from one snapshot of the database. */
#include <apr_strings.h>
#include <string.h>

#include "document.h"
#include "request.h"
#include "revision.h"

/* One query while its rows arrive. */
typedef struct gathering {
    rehab_request *request;
    const rehab_query *query;
    xmlNodePtr parent;              /* <page> for one row, the list's element for many           */
    int rows;
    const char *cursor;             /* of the last row that is shown                             */
} gathering;

static int is_private(const char *name)
{
    return name[0] == '_';
}

static void set_attributes(xmlNodePtr element, const rehab_row *row)
{
    for (int i = 0; i < row->columns; i++)
        if (!is_private(row->names[i]))
            rehab_document_set(element, row->names[i], row->values[i]);
}

/* Later statements of the page see a one-row query's columns as :query_column. */
static void publish_columns(gathering *g, const rehab_row *row)
{
    apr_pool_t *pool = g->request->pool;

    for (int i = 0; i < row->columns; i++)
        rehab_values_set(pool, g->request->values,
                         apr_pstrcat(pool, g->query->name, "_",
                                     row->names[i] + is_private(row->names[i]), NULL),
                         REHAB_TYPE_TEXT,
                         row->values[i] ? apr_pstrdup(pool, row->values[i]) : NULL);
}

static const char *column(const rehab_row *row, const char *name)
{
    for (int i = 0; i < row->columns; i++)
        if (strcmp(row->names[i], name) == 0)
            return row->values[i];
    return NULL;
}

static rehab_fault *take_row(void *baton, const rehab_row *row)
{
    gathering *g = baton;
    int most = g->query->rows ? g->query->rows : g->request->site->max_rows;

    if (++g->rows > most) {
        if (g->rows > most + 1 || !g->query->rows)
            return rehab_fault_make(g->request->pool, REHAB_BROKEN, "fault.broken",
                                    "%s: more than %d rows; say LIMIT :limit or raise RehabMaxRows",
                                    g->query->path, most);
        /* The row beyond the page only says that there is a next one. */
        rehab_document_set(g->parent, "more", g->cursor);
        return NULL;
    }
    if (g->query->row) {
        const char *cursor = column(row, "_cursor");

        set_attributes(rehab_document_add(g->parent, g->query->row), row);
        g->cursor = cursor ? apr_pstrdup(g->request->pool, cursor) : NULL;
    } else if (g->rows == 1) {
        if (column(row, "_gone"))
            return rehab_fault_make(g->request->pool, REHAB_GONE, "fault.gone",
                                    "%s: %s gives what is gone", g->request->page->name,
                                    g->query->path);
        set_attributes(rehab_document_add(g->parent, g->query->name), row);
        publish_columns(g, row);
    }
    return NULL;
}

static rehab_fault *run_query(rehab_request *request, rehab_connection *connection,
                              const rehab_query *query)
{
    apr_pool_t *pool = request->pool;
    xmlNodePtr page = xmlDocGetRootElement(request->document);
    gathering g = { request, query, page, 0, NULL };
    int limit = query->rows ? query->rows + 1 : request->site->max_rows + 1;
    rehab_fault *fault;

    if (query->row)
        g.parent = rehab_document_add(page, query->name);
    else
        limit = 2;
    rehab_values_set(pool, request->values, "limit", REHAB_TYPE_BIGINT,
                     apr_itoa(pool, limit));
    request->statements++;
    fault = rehab_db_run(connection, pool, query->statement, request->values, take_row, &g, NULL);
    if (fault)
        return fault;
    if (!query->row && g.rows != 1)
        return rehab_fault_make(pool, g.rows ? REHAB_BROKEN : REHAB_NOT_FOUND,
                                g.rows ? "fault.broken" : "fault.missing",
                                "%s: %s gives %s row", request->page->name, query->path,
                                g.rows ? "more than one" : "no");
    return NULL;
}

rehab_fault *rehab_request_query(rehab_request *request)
{
    rehab_connection *connection;
    rehab_fault *fault;

    request->document = rehab_page_document(request);
    if (!request->page->queries->nelts) {
        request->revision = "";
        return NULL;
    }
    fault = rehab_request_borrow(request, &connection);
    if (fault)
        return fault;
    fault = rehab_db_begin_read(connection);
    if (!fault && request->keep)
        fault = rehab_revision_read(request->runtime->revision, connection, request->pool,
                                    request->page->relations, &request->revision);
    for (int i = 0; !fault && i < request->page->queries->nelts; i++)
        fault = run_query(request, connection,
                          APR_ARRAY_IDX(request->page->queries, i, rehab_query *));
    if (fault)
        rehab_db_rollback(connection);
    else
        fault = rehab_db_commit(connection);
    rehab_db_return(connection);
    return fault;
}
