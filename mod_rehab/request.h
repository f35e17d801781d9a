/* request: one run of a page.  The stages fill it from top to bottom; each reads the lines above
 * its own.  Core knows it without httpd, so that tests and rehabctl run pages as the server does. */
#ifndef REHAB_REQUEST_H
#define REHAB_REQUEST_H

#include <libxml/tree.h>

#include <apr_time.h>

#include "gate.h"
#include "page.h"

/* What a process has, made in each child. */
typedef struct rehab_runtime {
    rehab_db *db;                       /* NULL: the site has no database                        */
    rehab_db *replica;                  /* NULL: RehabReplica names none                         */
    const rehab_keys *keys;
    const rehab_log *log;
    apr_pool_t *pool;
    rehab_gate *renders;                /* NULL: no bound                                        */
    struct apr_allocator_t *room;       /* of those at work (room.h); NULL: each request's own   */
    rehab_gate *hashes;                 /* of passwords; NULL: no bound                          */
    struct rehab_memory *memory;        /* NULL: cards and frames are made each time             */
    struct rehab_revision *revision;    /* NULL: no page is kept                                 */
    struct apr_thread_mutex_t *reloading;   /* RehabDebug: one thread reads files again          */
    apr_time_t started;                 /* sheets are as they were then                          */
    apr_time_t words_read;              /* strings are as they were then                         */
} rehab_runtime;

/* One name and value as it was sent: part of the act that a form is, and, unless it is a secret or
 * a link, shown in the form that comes back filled. */
typedef struct rehab_sent { const char *name, *value; int hidden; } rehab_sent;

/* What is wrong with one parameter (NULL: with the form), by the code that conf/strings says;
 * minutes until it may be tried again, where that is what is wrong. */
typedef struct rehab_complaint { const char *param, *code; int minutes; } rehab_complaint;

/* What a browser brings that tells who asks, and what it is to take along from this answer. */
typedef struct rehab_visit {
    const char *token, *device;         /* its cookies s and d; NULL: it has none                */
    const char *network;                /* 192.0.2.0/24: where it asks from                      */
    const char *new_token, *new_device; /* to be set; "": to be cleared; NULL: as it is          */
} rehab_visit;

typedef struct rehab_request {
    apr_pool_t *pool;
    const rehab_site *site;
    rehab_runtime *runtime;
    /* route */
    const rehab_page *page;
    const rehab_language *language;
    const char *path;                   /* /jobs/7KQ4MD: without base, language and suffix       */
    const char *format;                 /* html, atom, json … as the address asks                */
    apr_table_t *variables;
    /* session, admit */
    rehab_visit visit;
    const struct rehab_session *session;    /* session.h; NULL: nobody is signed in              */
    unsigned roles;                     /* set of rehab_role; visitor is always in it            */
    const char *form_token;             /* that came with a form                                 */
    /* params */
    rehab_values *values;
    const unsigned char *team;          /* the team's secret half, for opens=; NULL: not held    */
    apr_array_header_t *plain;          /* person.c: what is sealed in the write transaction     */
    struct rehab_person *person;        /* and to whose key                                      */
    apr_array_header_t *sent;           /* rehab_sent                                            */
    apr_array_header_t *complaints;     /* rehab_complaint                                       */
    apr_array_header_t *searches;       /* search.c: what waits for a connection; NULL: nothing  */
    const char *once;                   /* of the form that is shown or was sent                 */
    const char *checked;                /* of a form that was read over: "1" send, "0" change    */
    int keep;                           /* the finished page is to be kept                       */
    /* query, render; or write */
    const rehab_format *shown_by;       /* NULL: the page's own format                           */
    const char *revision;               /* of its tables, as its own transaction saw them        */
    struct rehab_cards *cards;          /* NULL: the page is made whole                          */
    int whole;                          /* it must be                                            */
    apr_pool_t *work;                   /* from the first query to the last byte                 */
    int statements;                     /* of the page that were run                             */
    int cards_made, renders;            /* by a sheet: cards, and pages or what stands around them */
    int status;                         /* what the answer says: 200, 422 …                      */
    const rehab_fault *fault;           /* on the page that says what went wrong                 */
    const char *fault_id;
    xmlDocPtr document;
    const char *location;               /* where a write leads                                   */
    const char *address;                /* the same as a whole path of this host; goes before it */
    const char *bytes, *media_type;
    apr_size_t length;
} rehab_request;

/* A request with the engine's own values (:today :now :lang …) set. */
rehab_request *rehab_request_make(apr_pool_t *pool, const rehab_site *site,
                                  rehab_runtime *runtime);

/* params: declared names only, each from its one source, checked.  `fields` (rehab_field) are those
 * of the query string or the body.  Faults: 404 a wrong path, 400 a wrong query or a form that is
 * none of ours, 422 with `complaints` filled. */
rehab_fault *rehab_request_params(rehab_request *request, const apr_array_header_t *fields);

/* For the page that shows a form again: path variables count, all else has its default.  Where the
 * form was accepted by `target` (else NULL) and is read over, values count under the names that both
 * pages declare alike and in clear. */
rehab_fault *rehab_request_defaults(rehab_request *request, const rehab_page *target);

/* query: every statement of the page in one read transaction into the document.  The connection is
 * back in the pool when this returns.  A visitor's page is read at the replica, where there is one
 * and it is not behind; any page there while the other database is away, and then it is not kept. */
rehab_fault *rehab_request_query(rehab_request *request);

/* What the document is made for: the page's format of that name, or RehabCheck's in its place; NULL
 * for the bare document. */
const rehab_format *rehab_request_format(const rehab_request *request);

/* 503 in a process that could not open the database. */
rehab_fault *rehab_request_has_database(const rehab_request *request);

/* A connection to where is written; 503 in a process that could not open the database. */
rehab_fault *rehab_request_borrow(rehab_request *request, rehab_connection **connection);

/* Where lies what is needed for the document and its bytes only: a pool in the room of those at
 * work, or the request's own. */
apr_pool_t *rehab_request_work(const rehab_request *request);

/* Frees the document and all that lies with it, and lets in another request. */
void rehab_request_forget(rehab_request *request);

/* write: every write of the page, its audit row and its mails in one transaction; `location` is
 * filled without base and language.  The same form sent again changes nothing and gets the same. */
rehab_fault *rehab_request_write(rehab_request *request);

/* Sets what the statement asks for as :NAME_column_words or :NAME_column_plain of a column that an
 * earlier query or write gave. */
void rehab_request_fold(rehab_request *request, const rehab_statement *statement);

/* What a refused form says above its fields. */
void rehab_complain_of(rehab_request *request, const char *param, const char *code, int minutes);

/* The row of RehabAudit for a GET that was answered 200. */
rehab_fault *rehab_request_audit(rehab_request *request);

/* render: the document becomes bytes in the format that was asked for, and is given up. */
rehab_fault *rehab_request_render(rehab_request *request);

/* The <page> of a request with all that is not a query: site, languages, organisation, what was
 * sent, what is wrong.  Queries are added to its root. */
xmlDocPtr rehab_page_document(rehab_request *request);

/* Why a page that asks for personal data cannot take any, for the log: an example that others can
 * reach, no hours in which somebody reads it, no desk key.  NULL: it can. */
const char *rehab_request_closed(const rehab_request *request);

/* A new token for a form: 128 random bits, 22 characters of base64url; 1 when a text is one. */
const char *rehab_once_new(apr_pool_t *pool);
int rehab_once_is(const char *text);

#endif
