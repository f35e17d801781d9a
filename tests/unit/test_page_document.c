/* test_page_document: what the head of a document tells of a request, and what it never tells. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <apr_strings.h>

#include "engine.h"
#include "notes_here.h"

static const char token[] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

static void make_kind(const rehab_page *page, const char *name, rehab_kind kind)
{
    rehab_page_param(page, name)->kind = kind;
    rehab_page_param(page, name)->has_max = 0;
}

/* The document of a request as text. */
static const char *document_of(rehab_request *request)
{
    xmlDocPtr document = rehab_page_document(request);
    xmlChar *bytes;
    int length;

    xmlDocDumpMemory(document, &bytes, &length);
    const char *text = apr_pstrmemdup(pool, (const char *)bytes, (apr_size_t)length);
    xmlFree(bytes);
    return text;
}

static void a_page_shows_its_own_address(void **state)
{
    (void)state;
    assert_non_null(strstr(document_of(ask("GET", "/notes/abc")), " path=\"/notes/abc\""));
    assert_non_null(strstr(document_of(ask("GET", "/notes/a b")), " path=\"/notes/a%20b\""));
}

static void a_form_that_comes_back_shows_its_own_address_and_not_the_posts(void **state)
{
    rehab_request *request = ask("POST", "/notes/abc/edit");

    (void)state;
    request->page = request->page->form;
    assert_non_null(strstr(document_of(request), " path=\"/notes\""));
}

static void a_link_is_in_no_document(void **state)
{
    rehab_request *request = ask("GET", apr_pstrcat(pool, "/notes/", token, NULL));

    (void)state;
    make_kind(request->page, "code", REHAB_LINK);
    no_fault(rehab_request_params(request, apr_array_make(pool, 1, sizeof(rehab_field))));
    assert_non_null(strstr(document_of(request), " path=\"/notes/-\""));
    assert_null(strstr(document_of(request), token));
}

static rehab_request *sent(const char *method, const char *path, const char *name, rehab_kind kind,
                           const char *body)
{
    rehab_form_limits limits = { 50, 64, 5000, 20000 };
    rehab_request *request = ask(method, path);
    apr_array_header_t *fields;

    make_kind(request->page, name, kind);
    no_fault(rehab_form_query(pool, body, &limits, &fields));
    no_fault(rehab_request_params(request, fields));
    return request;
}

static void a_secret_is_in_no_document_and_another_secret_is_another_act(void **state)
{
    rehab_request *first = sent("POST", "/notes", "text", REHAB_SECRET, form("text=Alef-Bet-1")),
                  *again = sent("POST", "/notes", "text", REHAB_SECRET, form("text=Alef-Bet-1")),
                  *other = sent("POST", "/notes", "text", REHAB_SECRET, form("text=Alef-Bet-2"));

    (void)state;
    assert_null(strstr(document_of(first), "Alef-Bet"));
    assert_string_equal(rehab_spend_hash(first), rehab_spend_hash(again));
    assert_string_not_equal(rehab_spend_hash(first), rehab_spend_hash(other));
}

static void equal_forms_at_two_addresses_are_two_acts(void **state)
{
    const char *links[] = { apr_pstrcat(pool, "/notes/", token, "/edit", NULL),
                            apr_pstrcat(pool, "/notes/B", token + 1, "/edit", NULL) };

    (void)state;
    assert_string_not_equal(
        rehab_spend_hash(sent("POST", "/notes/abc/edit", "code", REHAB_LINE, form("version=1"))),
        rehab_spend_hash(sent("POST", "/notes/abd/edit", "code", REHAB_LINE, form("version=1"))));
    assert_string_not_equal(
        rehab_spend_hash(sent("POST", links[0], "code", REHAB_LINK, form("version=1"))),
        rehab_spend_hash(sent("POST", links[1], "code", REHAB_LINK, form("version=1"))));
}

static void a_process_without_a_database_answers_that_it_is_away(void **state)
{
    rehab_db *db = runtime.db;

    (void)state;
    runtime.db = NULL;
    assert_int_equal(send_to(ask("GET", "/notes"), "")->status, 503);
    assert_int_equal(send_to(ask("POST", "/notes"), form("text=hello"))->status, 503);
    runtime.db = db;
    assert_string_equal(count("note"), "0");
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, notes_make, notes_drop)
    const struct CMUnitTest tests[] = {
        CASE(a_page_shows_its_own_address),
        CASE(a_form_that_comes_back_shows_its_own_address_and_not_the_posts),
        CASE(a_link_is_in_no_document),
        CASE(a_secret_is_in_no_document_and_another_secret_is_another_act),
        CASE(equal_forms_at_two_addresses_are_two_acts),
        CASE(a_process_without_a_database_answers_that_it_is_away),
    };

    apr_initialize();
    rehab_sheet_start();
    return cmocka_run_group_tests_name("page_document", tests, NULL, NULL);
}
