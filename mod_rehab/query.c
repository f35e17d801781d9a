/* query.c: in go a page's statements and checked values, out come elements and attributes below
 * <page>, all from one snapshot of the database. */
#include <apr_strings.h>
#include <string.h>

#include "cards.h"
#include "document.h"
#include "hours.h"
#include "person.h"
#include "request.h"
#include "revision.h"
#include "room.h"
#include "search.h"
#include "session.h"
#include "session_key.h"
#include "text.h"

/* One query while its rows arrive. */
typedef struct gathering {
    rehab_request *request;
    const rehab_query *query;
    xmlNodePtr parent;              /* <page> for one row, the list's element for many           */
    int rows;
    const char *cursor;             /* of the last row that is shown                             */
    const char *more;               /* the same, when another row follows it                     */
} gathering;

static int is_private(const char *name)
{
    return name[0] == '_';
}

static const char *column(const rehab_row *row, const char *name)
{
    for (int i = 0; i < row->columns; i++)
        if (strcmp(row->names[i], name) == 0)
            return row->values[i];
    return NULL;
}

static int opens(const rehab_query *query, const char *name)
{
    for (int i = 0; query->opens && i < query->opens->nelts; i++)
        if (strcmp(APR_ARRAY_IDX(query->opens, i, const char *), name) == 0)
            return 1;
    return 0;
}

/* A sealed column as its text; where this reader holds no key for it, the row says sealed="1". */
static rehab_fault *set_opened(const gathering *g, xmlNodePtr element, const rehab_row *row, int i)
{
    const unsigned char *team = g->request->team;
    const char *text = NULL;
    rehab_fault *fault = NULL;

    if (row->values[i] && team)
        fault = rehab_person_open(g->request->pool, team, column(row, "_key"), row->names[i],
                                  column(row, "_row"), row->values[i], &text);
    rehab_document_set(element, row->names[i], text ? rehab_text_safe(g->request->pool, text) : NULL);
    if (row->values[i] && !text)
        rehab_document_set(element, "sealed", "1");
    return fault;
}

/* _sent: by when what was sent then was to be answered, by the organisation's hours. */
static void set_promise(const gathering *g, xmlNodePtr element, const char *sent)
{
    rehab_request *request = g->request;
    apr_int64_t by = sent && request->site->hours
        ? rehab_hours_answer(request->site->hours, request->pool,
                             rehab_moment_seconds(sent) * APR_USEC_PER_SEC) : 0;

    if (by)
        rehab_document_set(element, "answer_by", rehab_instant_text(request->pool, by));
}

static rehab_fault *set_attributes(const gathering *g, xmlNodePtr element, const rehab_row *row)
{
    rehab_fault *fault = NULL;

    for (int i = 0; !fault && i < row->columns; i++) {
        if (opens(g->query, row->names[i]))
            fault = set_opened(g, element, row, i);
        else if (strcmp(row->names[i], "_sent") == 0)
            set_promise(g, element, row->values[i]);
        else if (!is_private(row->names[i]))
            rehab_document_set(element, row->names[i], row->values[i]);
    }
    return fault;
}

/* What is behind a mailed link is not gone: the link is. */
static const char *say_gone(const rehab_page *page)
{
    for (int i = 0; i < page->params->nelts; i++)
        if (APR_ARRAY_IDX(page->params, i, rehab_param *)->kind == REHAB_LINK)
            return "fault.link";
    return "fault.gone";
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
        g->more = g->cursor;
        return NULL;
    }
    if (g->query->row) {
        const char *cursor = column(row, "_cursor");

        g->cursor = cursor ? apr_pstrdup(g->request->pool, cursor) : NULL;
        if (g->parent)
            return set_attributes(g, rehab_document_add(g->parent, g->query->row), row);
        rehab_cards_row(g->request->cards, g->query, row);
    } else if (g->rows == 1) {
        if (column(row, "_gone"))
            return rehab_fault_make(g->request->pool, REHAB_GONE, say_gone(g->request->page),
                                    "%s: %s gives what is gone", g->request->page->name,
                                    g->query->path);
        publish_columns(g, row);
        return set_attributes(g, rehab_document_add(g->parent, g->query->name), row);
    }
    return NULL;
}

static void set_limit(rehab_request *request, int limit)
{
    rehab_values_fix(request->pool, request->values, "limit", REHAB_TYPE_BIGINT,
                     apr_itoa(request->pool, limit));
}

static int most_rows(const rehab_request *request, const rehab_query *query)
{
    return query->rows ? query->rows : request->site->max_rows;
}

/* The team's secret half, where what is sealed is to be opened and the reader holds the key. */
static rehab_fault *take_key(rehab_request *request, rehab_connection *connection)
{
    const rehab_session *session = request->session;

    return session && !request->team
               ? rehab_session_key_take(request->pool, connection, session->hash, session->token,
                                        &request->team)
               : NULL;
}

static rehab_fault *run_query(rehab_request *request, rehab_connection *connection,
                              const rehab_query *query)
{
    apr_pool_t *pool = request->pool;
    xmlNodePtr page = xmlDocGetRootElement(request->document);
    gathering g = { .request = request, .query = query, .parent = page };
    rehab_fault *fault = query->opens ? take_key(request, connection) : NULL;

    if (fault)
        return fault;
    if (query->row)
        g.parent = rehab_document_add(page, query->name);
    set_limit(request, query->row ? most_rows(request, query) + 1 : 2);
    rehab_request_fold(request, query->statement);
    request->statements++;
    fault = rehab_db_run(connection, pool, query->statement, request->values, take_row, &g, NULL);
    if (fault)
        return fault;
    rehab_document_set(g.parent, "more", g.more);
    if (!query->row && g.rows != 1)
        return rehab_fault_make(pool, g.rows ? REHAB_BROKEN : REHAB_NOT_FOUND,
                                g.rows ? "fault.broken" : "fault.missing",
                                "%s: %s gives %s row", request->page->name, query->path,
                                g.rows ? "more than one" : "no");
    return NULL;
}

/* A list whose rows become cards. */
static rehab_fault *run_cards(rehab_request *request, rehab_connection *connection,
                              const rehab_query *query)
{
    gathering g = { .request = request, .query = query };
    rehab_fault *fault;

    set_limit(request, most_rows(request, query) + 1);
    request->statements++;
    fault = rehab_db_run_lean(connection, request->pool, query->statement, request->values,
                              rehab_page_format(request->page, request->format)->around,
                              take_row, &g);
    if (!fault)
        rehab_cards_list(request->cards, query, g.more);
    return fault;
}

/* Every query of the page, in order, into the document; lists of cards have been read. */
static rehab_fault *run_all(rehab_request *request, rehab_connection *connection)
{
    rehab_fault *fault = NULL;

    for (int i = 0; !fault && i < request->page->queries->nelts; i++) {
        const rehab_query *query = APR_ARRAY_IDX(request->page->queries, i, rehab_query *);

        if (request->cards && query->cards)
            rehab_cards_place(request->cards, query);
        else
            fault = run_query(request, connection, query);
    }
    return fault;
}

/* Lists of cards first: when what stands around them is known, nothing else is asked. */
static rehab_fault *run_around_cards(rehab_request *request, rehab_connection *connection)
{
    rehab_fault *fault = NULL;

    for (int i = 0; !fault && i < request->page->queries->nelts; i++) {
        const rehab_query *query = APR_ARRAY_IDX(request->page->queries, i, rehab_query *);

        if (query->cards)
            fault = run_cards(request, connection, query);
    }
    if (fault || rehab_cards_known(request->cards))
        return fault;
    request->document = rehab_page_document(request);
    fault = run_all(request, connection);
    if (!fault)
        rehab_cards_close(request->cards);
    return fault;
}

/* The lists of cards are asked for in any case, behind what comes first. */
static void expect_cards(rehab_request *request, rehab_connection *connection)
{
    for (int i = 0; i < request->page->queries->nelts; i++) {
        const rehab_query *query = APR_ARRAY_IDX(request->page->queries, i, rehab_query *);

        if (!query->cards)
            continue;
        set_limit(request, most_rows(request, query) + 1);
        rehab_db_expect_lean(connection, request->pool, query->statement, request->values,
                             rehab_page_format(request->page, request->format)->around);
    }
}

/* What a replica shows is held against what is known of the place where is written; older is as
 * good as away. */
static rehab_fault *refuse_older(rehab_request *request, rehab_connection *connection)
{
    rehab_revision *revision = request->runtime->revision;
    const char *relations = request->page->relations;
    const char *known = rehab_revision_known(revision, request->pool, relations);
    rehab_fault *fault = rehab_revision_read(revision, connection, request->pool, relations,
                                             &request->revision);

    if (!fault && known && rehab_revision_is_older(request->revision, known))
        fault = rehab_fault_make(request->pool, REHAB_AWAY, "fault.away",
                                 "%s: the replica is behind", request->page->name);
    return fault;
}

/* All statements of the page in one transaction, after `first` (NULL: nothing) in the same. */
static rehab_fault *query_once(rehab_request *request, rehab_db *db,
                               rehab_fault *(*first)(rehab_request *, rehab_connection *))
{
    rehab_connection *connection;
    rehab_fault *fault = rehab_db_borrow(db, request->pool, &connection);

    if (fault)
        return fault;
    request->revision = NULL;
    request->statements = 0;
    request->cards = rehab_cards_begin(request);
    if (!request->cards)
        request->document = rehab_page_document(request);
    fault = rehab_search_complete(request, connection);
    if (!fault)
        fault = rehab_db_begin_read(connection);
    if (!fault && request->cards)
        expect_cards(request, connection);
    if (!fault && first)
        fault = first(request, connection);
    if (!fault)
        fault = request->cards ? run_around_cards(request, connection)
                               : run_all(request, connection);
    if (fault)
        rehab_db_rollback(connection);
    else
        fault = rehab_db_commit(connection);
    rehab_db_return(connection);
    return fault;
}

/* Once more where the database says that it would go well then: the schema was changed meanwhile, or
 * a replica could not keep the snapshot. */
static rehab_fault *query(rehab_request *request, rehab_db *db,
                          rehab_fault *(*first)(rehab_request *, rehab_connection *))
{
    rehab_fault *fault = query_once(request, db, first);

    return fault && fault->again ? query_once(request, db, first) : fault;
}

/* Of a page that is to be kept, or to be found by what stands around its cards. */
static rehab_fault *read_revision(rehab_request *request, rehab_connection *connection)
{
    if (!request->page->relations || !request->runtime->revision
        || (!request->keep && !request->cards))
        return NULL;
    return rehab_revision_read(request->runtime->revision, connection, request->pool,
                               request->page->relations, &request->revision);
}

/* A visitor's page whose tables all tell of their changes: it can be seen whether a replica has the
 * last of them.  What somebody with a session reads, or is shown after a write, is not asked there. */
static int may_read_replica(const rehab_request *request)
{
    const rehab_page *page = request->page;

    return request->runtime->replica && page->relations && !page->audit_verb && !request->session
           && request->roles == (unsigned)REHAB_VISITOR && request->status == 200
           && strcmp(page->method, "GET") == 0;
}

/* 1 when the other database may answer: not where a statement took too long, since it would there
 * too. */
static int is_away(const rehab_fault *fault)
{
    return fault && fault->status == REHAB_AWAY && strcmp(fault->say, "fault.slow") != 0;
}

static rehab_fault *query_any(rehab_request *request)
{
    rehab_runtime *runtime = request->runtime;
    rehab_fault *fault;

    if (!request->page->queries->nelts) {
        request->document = rehab_page_document(request);
        request->revision = "";
        return NULL;
    }
    if (may_read_replica(request)) {
        fault = query(request, runtime->replica, refuse_older);
        if (!is_away(fault))
            return fault;
    }
    fault = rehab_request_has_database(request);
    if (!fault)
        fault = query(request, runtime->db, read_revision);
    if (!is_away(fault) || !runtime->replica)
        return fault;
    /* Served, however old, and not kept. */
    request->keep = 0;
    return query(request, runtime->replica, NULL) ? fault : NULL;
}

rehab_fault *rehab_request_query(rehab_request *request)
{
    if (!request->work)
        request->work = rehab_room_pool(request->pool, request->runtime->room);
    rehab_fault *fault = query_any(request);

    if (fault)
        rehab_request_forget(request);
    return fault;
}

void rehab_request_forget(rehab_request *request)
{
    request->document = NULL;
    request->cards = NULL;
    if (!request->work)
        return;
    apr_pool_destroy(request->work);
    request->work = NULL;
}
