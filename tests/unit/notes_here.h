/* notes_here: a small site of notes, for tests of what a declared page does: its declarations, its
 * statements, a real SQLite below it, or PostgreSQL where REHAB_TEST_PGSQL names one.  Each test
 * begins with notes_make and ends with notes_drop. */
#ifndef NOTES_HERE_H
#define NOTES_HERE_H

#include <stdlib.h>

#include <apr_file_info.h>
#include <apr_file_io.h>

#include "check.h"
#include "migrate.h"
#include "request.h"
#include "route.h"
#include "site_file.h"

static apr_pool_t *pool;
static rehab_site *site;
static rehab_runtime runtime;
static const char *folder;
static rehab_keys keys;
static unsigned char public_key[32] = { 9 }, lookup_key[32] = { 7 };

static const char pages[] =
    "rehab-site 1\n"
    "page\tPOST\t/notes\tnotes/add\tvisitor\t\tt\t1\n"
    "param\ttext\tline\tbody\trequired max=20\n"
    "param\tphone\tphone\tbody\tsealed\n"
    "param\ttag\tkey\tbody\tmany\n"
    "write\tnote\tnotes/add.sql\t1\t404\t\tt\t1\n"
    "write\t-\tnotes/tag.sql\t-1\t404\ttag\tt\t1\n"
    "say\taudit_verb\twrites\n"
    "say\taudit_object\tnote\n"
    "say\tsee_other\t/notes/{note_code}\n"
    "say\tinvalid\t/notes\n"
    "page\tPOST\t/notes/{code}/edit\tnotes/edit\tvisitor\t\tt\t1\n"
    "param\tcode\tline\tpath\t\n"
    "param\tversion\tint\tbody\trequired\n"
    "write\tnote\tnotes/edit.sql\t1\t409\t\tt\t1\n"
    "say\tsee_other\t/notes\n"
    "say\tinvalid\t/notes\n"
    "page\tGET\t/notes\tnotes/list\tvisitor\t\tt\t1\n"
    "param\tlike\tsearch\tquery\t\n"
    "param\tafter\tint\tquery\t\n"
    "param\tloud\tflag\tquery\t\n"
    "query\tnotes\tnote\tnotes/list.sql\t2\t\tt\t1\n"
    "format\tjson\t\t\t\t\tt\t1\n"
    "page\tGET\t/notes/{code}\tnotes/one\tvisitor\t\tt\t1\n"
    "param\tcode\tline\tpath\tmax=6\n"
    "query\tnote\t\tnotes/one.sql\t0\t\tt\t1\n"
    "query\tagain\tnote\tnotes/again.sql\t0\t\tt\t1\n"
    "format\tjson\t\t\t\t\tt\t1\n"
    "page\tGET\t/cards\tnotes/cards\tvisitor\t\tt\t1\n"
    "param\tafter\tint\tquery\t\n"
    "query\tnotes\tnote\tnotes/cards.sql\t2\t\tt\t1\n"
    "query\ttotal\t\tnotes/total.sql\t0\t\tt\t1\n"
    "format\thtml\tcards.xsl\tcard.xsl\tmarked\t\tt\t1\n"
    "format\tjson\t\t\t\t\tt\t1\n"
    "end\n";

static const struct { const char *file, *text; } statements[] = {
    { "add.sql", "INSERT INTO note (code, text, phone, phone_lookup, rev) VALUES "
                 "(:new_code, :text, :phone, :phone_lookup, 1) RETURNING code AS code" },
    { "tag.sql", "INSERT INTO note_tag (code, tag) VALUES (:note_code, :tag)" },
    { "edit.sql", "UPDATE note SET rev = rev + 1 WHERE code = :code AND rev = :version" },
    { "list.sql", "SELECT n.note_id AS \"_id\", n.note_id AS \"_cursor\", n.text AS \"text\", "
                  "'x' AS \"_hidden\", /*if loud*/ 'yes' AS \"loud\", /*end*/ :like AS \"match\" "
                  "FROM note n WHERE 1 = 1 /*if after*/ AND n.note_id < :after /*end*/ "
                  "ORDER BY n.note_id DESC LIMIT :limit" },
    { "one.sql", "SELECT CASE WHEN text = 'over' THEN 1 END AS \"_gone\", code AS \"code\", text AS \"text\" FROM note WHERE code = :code" },
    { "cards.sql", "SELECT n.note_id AS \"_id\", n.rev AS \"_rev\", n.note_id AS \"_cursor\", "
                   "n.code AS \"code\", n.text AS \"text\", CASE WHEN n.phone IS NULL THEN NULL "
                   "ELSE 1 END AS \"marked\" FROM note n WHERE 1 = 1 "
                   "/*if after*/ AND n.note_id < :after /*end*/ "
                   "ORDER BY n.note_id DESC LIMIT :limit" },
    { "total.sql", "SELECT count(*) AS \"n\" FROM note" },
    { "again.sql", "SELECT text AS \"text\" FROM note WHERE code = :note_code" },
};

/* A page of cards, and the card: a part that may be imported by any. */
static const char cards_sheet[] =
    "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
    "<xsl:import href='card.xsl'/><xsl:output method='html' indent='yes'/>"
    "<xsl:template match='/page'><html lang='{@lang}'><head><title>t</title></head><body>"
    "<p><xsl:value-of select='total/@n'/></p><ul><xsl:for-each select='notes/note'><li>"
    "<xsl:apply-templates select='.' mode='card'/></li></xsl:for-each></ul>"
    "<xsl:if test='notes/@more'><a href='?after={notes/@more}'>more</a></xsl:if>"
    "<xsl:if test='notes/note/@marked'><b>marked</b></xsl:if>"
    "<xsl:apply-templates select='notes/note[1]' mode='card'/><hr/></body></html></xsl:template>"
    "</xsl:stylesheet>";
static const char card_sheet[] =
    "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
    "<xsl:template match='note' mode='card'><div class='note'><p><xsl:value-of select='@text'/></p>"
    "<a href='/{/page/@lang}/{@code}'><xsl:value-of select='/page/@today'/></a></div></xsl:template>"
    "</xsl:stylesheet>";

static void put(const char *file, const char *text)
{
    apr_file_t *out;

    assert_int_equal(apr_file_open(&out, apr_pstrcat(pool, folder, "/", file, NULL),
                                   APR_FOPEN_WRITE | APR_FOPEN_CREATE | APR_FOPEN_TRUNCATE,
                                   APR_FPROT_OS_DEFAULT, pool), APR_SUCCESS);
    apr_file_puts(text, out);
    apr_file_close(out);
}

static void no_fault(const rehab_fault *fault)
{
    if (fault)
        fail_msg("%d %s", fault->status, fault->cause);
}

static void tell(void *baton, const char *file, int line, const char *sentence)
{
    (void)baton;
    fail_msg("%s:%d: %s", file, line, sentence);
}

static void open_database(void)
{
    const char *server = getenv("REHAB_TEST_PGSQL");
    rehab_connection *connection;
    apr_file_t *file;
    const char *path = apr_pstrcat(pool, folder, "/notes.db", NULL);

    site->database.dialect = server ? REHAB_PGSQL : REHAB_SQLITE;
    site->database.params = server ? server : path;
    site->database.connections = 4;
    site->database.wait_ms = 2000;
    site->has_database = 1;
    if (!server) {
        apr_file_open(&file, path, APR_FOPEN_WRITE | APR_FOPEN_CREATE, APR_FPROT_OS_DEFAULT, pool);
        apr_file_close(file);
    }
    no_fault(rehab_db_open(pool, &site->database, &runtime.db));
    no_fault(rehab_db_borrow(runtime.db, pool, &connection));
    if (server)
        no_fault(rehab_db_script(connection, "clean", "DROP SCHEMA public CASCADE; "
                                                      "CREATE SCHEMA public"));
    rehab_db_return(connection);
    no_fault(rehab_migrate(pool, runtime.db, "conf/sql/schema", "2026-01-01T00:00:00Z", NULL, NULL));
    no_fault(rehab_db_borrow(runtime.db, pool, &connection));
    no_fault(rehab_db_script(connection, "notes", server
        ? "CREATE TABLE note (note_id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, "
          "code TEXT UNIQUE, text TEXT, phone TEXT, phone_lookup TEXT, rev BIGINT); "
          "CREATE TABLE note_tag (code TEXT, tag TEXT CHECK (tag <> 'bad'))"
        : "CREATE TABLE note (note_id INTEGER PRIMARY KEY, code TEXT UNIQUE, text TEXT, "
          "phone TEXT, phone_lookup TEXT, rev INTEGER); "
          "CREATE TABLE note_tag (code TEXT, tag TEXT CHECK (tag <> 'bad'))"));
    rehab_db_return(connection);
}

static int notes_make(void **state)
{
    rehab_findings findings = { tell, NULL, 0 };
    rehab_language_settings hebrew = { "he", 1, "gregorian" };
    char template[] = "/tmp/rehab-request-XXXXXX";

    (void)state;
    apr_pool_create(&pool, NULL);
    folder = apr_pstrdup(pool, mkdtemp(template));
    apr_dir_make(apr_pstrcat(pool, folder, "/notes", NULL), APR_FPROT_OS_DEFAULT, pool);
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++)
        put(apr_pstrcat(pool, "notes/", statements[i].file, NULL), statements[i].text);
    put("he.xml", "<resources/>");
    put("cards.xsl", cards_sheet);
    put("card.xsl", card_sheet);
    no_fault(rehab_site_read(pool, pages, &site));
    site->state = folder;
    site->sql_directory = folder;
    site->strings_directory = folder;
    site->sheet_directory = folder;
    site->organisation = NULL;
    APR_ARRAY_PUSH(site->languages, rehab_language_settings *) =
        apr_pmemdup(pool, &hebrew, sizeof hebrew);
    memset(&runtime, 0, sizeof runtime);
    keys.desk_public = public_key;
    keys.desk_id = "0badcafe";
    keys.lookup = lookup_key;
    runtime.keys = &keys;
    open_database();
    rehab_sheet_start();
    rehab_site_load(pool, site, &findings);
    rehab_site_check(pool, site, &findings);
    return 0;
}

static int notes_drop(void **state)
{
    (void)state;
    apr_pool_destroy(pool);
    return 0;
}

static inline rehab_request *ask(const char *method, const char *path)
{
    rehab_request *request = rehab_request_make(pool, site, &runtime);
    rehab_match match;

    assert_true(rehab_router_match(pool, site->router, method, path, 0, &match));
    assert_non_null(match.page);
    request->page = match.page;
    request->path = path;
    request->variables = match.variables;
    request->language = APR_ARRAY_IDX(site->spoken, 0, rehab_language *);
    request->format = "json";
    return request;
}

static const char once[] = "AAAAAAAAAAAAAAAAAAAAAA";

/* Sends `body` as a form to a page. */
static inline rehab_fault *send_to(rehab_request *request, const char *body)
{
    rehab_form_limits limits = { 50, 64, 5000, 20000 };
    apr_array_header_t *fields;

    no_fault(rehab_form_query(pool, body, &limits, &fields));
    rehab_fault *fault = rehab_request_params(request, fields);
    if (!fault)
        fault = strcmp(request->page->method, "POST") == 0 ? rehab_request_write(request)
                                                           : rehab_request_query(request);
    return fault;
}

static inline const char *count(const char *what)
{
    rehab_connection *connection;
    const char *text = NULL;

    no_fault(rehab_db_borrow(runtime.db, pool, &connection));
    no_fault(rehab_db_ask(connection, pool, "test", apr_pstrcat(pool, "SELECT count(*) AS n FROM ",
                                                                what, NULL),
                          apr_hash_make(pool), &text));
    rehab_db_return(connection);
    return text;
}

static inline const char *form(const char *rest)
{
    return apr_pstrcat(pool, "once=", once, "&", rest, NULL);
}

#endif
