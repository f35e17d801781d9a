/* test_cards: a page of remembered pieces is the page that is made whole, byte for byte, and only
 * what has changed is made or asked for again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <apr_general.h>
#include <apr_strings.h>
#include <sodium.h>

#include "cards.h"
#include "memory.h"
#include "notes_here.h"
#include "revision.h"

static void tell_database(const char *sql)
{
    rehab_connection *connection;

    no_fault(rehab_db_borrow(runtime.db, pool, &connection));
    no_fault(rehab_db_script(connection, "test", sql));
    rehab_db_return(connection);
}

static rehab_page *cards_page(void)
{
    return (rehab_page *)(apr_uintptr_t)ask("GET", "/cards")->page;
}

/* The page of /cards with a query string, remembering or whole. */
static rehab_request *show(const char *query, int whole)
{
    rehab_request *request = ask("GET", "/cards");

    request->format = "html";
    request->whole = whole;
    no_fault(send_to(request, query));
    no_fault(rehab_request_render(request));
    assert_int_equal(strlen(request->bytes), request->length);
    return request;
}

/* The remembering page, after it was compared with the one that is made whole. */
static rehab_request *same(const char *query)
{
    rehab_request *request = show(query, 0);

    assert_string_equal(request->bytes, show(query, 1)->bytes);
    return request;
}

static void made(const rehab_request *request, int cards, int frames, int asked)
{
    assert_int_equal(request->cards_made, cards);
    assert_int_equal(request->renders, frames);
    assert_int_equal(request->statements, asked);
}

static int begin(void **state)
{
    if (notes_make(state))
        return 1;
    site->mark = "mark";
    site->remember = 1 << 20;
    no_fault(rehab_memory_make(pool, (apr_size_t)site->remember, &runtime.memory));
    no_fault(rehab_revision_make(pool, apr_pcalloc(pool, rehab_revision_shared()), &runtime,
                                 &runtime.revision));
    cards_page()->relations = "note";
    tell_database("INSERT INTO note (code, text, rev) VALUES ('A', 'one <b> & \"two\"', 1), "
                  "('B', 'b', 1), ('C', 'c', 1)");
    return 0;
}

static int end(void **state)
{
    return notes_drop(state);
}

static void the_page_is_the_same_first_and_later(void **state)
{
    (void)state;
    made(same(""), 2, 1, 2);
    made(same(""), 0, 0, 1);
    made(same("after=2"), 1, 1, 2);
    made(same("after=2"), 0, 0, 1);
    made(same("after=1"), 0, 1, 2);
}

static void a_changed_row_is_made_again_and_no_other(void **state)
{
    (void)state;
    same("");
    tell_database("UPDATE note SET text = 'changed', rev = rev + 1 WHERE code = 'C'");
    rehab_request *request = same("");

    made(request, 1, 0, 1);
    assert_non_null(strstr(request->bytes, "changed"));
}

static void what_the_page_sees_of_a_card_is_part_of_what_stands_around(void **state)
{
    (void)state;
    same("");
    tell_database("UPDATE note SET phone = 'x', rev = rev + 1 WHERE code = 'C'");
    tell_database("INSERT INTO revision (relation, writer, n) VALUES ('note', 0, 1)");
    rehab_request *request = same("");

    made(request, 1, 1, 2);
    assert_non_null(strstr(request->bytes, "<b>marked</b>"));
    made(same(""), 0, 0, 1);
}

static void a_row_that_is_gone_is_gone(void **state)
{
    (void)state;
    same("");
    tell_database("DELETE FROM note WHERE code = 'C'");
    tell_database("INSERT INTO revision (relation, writer, n) VALUES ('note', 0, 1)");
    rehab_request *request = same("");

    made(request, 1, 1, 2);
    assert_null(strstr(request->bytes, "/C"));
    assert_non_null(strstr(request->bytes, "<p>2</p>"));
}

static void what_stands_around_is_found_by_its_content_when_a_table_changed(void **state)
{
    (void)state;
    same("");
    tell_database("INSERT INTO revision (relation, writer, n) VALUES ('note', 0, 1)");
    made(same(""), 0, 0, 2);
    made(same(""), 0, 0, 1);
}

static void without_a_known_revision_all_is_asked_and_nothing_made(void **state)
{
    (void)state;
    cards_page()->relations = NULL;
    made(same(""), 2, 1, 2);
    made(same(""), 0, 0, 2);
}

static void a_card_of_another_day_is_another_card(void **state)
{
    (void)state;
    same("");
    site->clock_shift = (apr_int64_t)86400 * 1000000;
    made(same(""), 2, 1, 2);
}

static void another_site_remembers_its_own(void **state)
{
    (void)state;
    same("");
    site->mark = "other mark";
    made(same(""), 2, 1, 2);
}

static void an_empty_list_is_a_page_too(void **state)
{
    (void)state;
    tell_database("DELETE FROM note");
    made(same(""), 0, 1, 2);
    made(same(""), 0, 0, 1);
}

/* Each row's markup stands in the bytes of its own card only. */
static void a_card_that_is_not_one_element_is_not_remembered(void **state)
{
    rehab_findings findings = { tell, NULL, 0 };

    (void)state;
    put("card.xsl",
        "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
        "<xsl:template match='note' mode='card'><b>1</b><xsl:value-of select='@text'/>"
        "</xsl:template></xsl:stylesheet>");
    rehab_site_load(pool, site, &findings);
    same("");
    rehab_request *request = same("");

    assert_true(request->whole);
    assert_null(request->cards);
}

static void a_page_that_asks_for_the_moment_is_made_whole(void **state)
{
    rehab_page *page = cards_page();
    rehab_query *query = APR_ARRAY_IDX(page->queries, 1, rehab_query *);

    (void)state;
    no_fault(rehab_sql_parse(pool, "t", "t", "SELECT :now AS \"n\"", &query->statement));
    rehab_cards_prepare(page);
    assert_false(page->frame);
    assert_null(show("", 0)->cards);
}

static void a_list_that_needs_another_query_is_made_whole(void **state)
{
    rehab_page *page = cards_page();
    apr_array_header_t *turned = apr_array_make(pool, 2, sizeof(rehab_query *));

    (void)state;
    for (int i = 1; i >= 0; i--)
        APR_ARRAY_PUSH(turned, rehab_query *) = APR_ARRAY_IDX(page->queries, i, rehab_query *);
    page->queries = turned;
    rehab_cards_prepare(page);
    assert_true(page->frame);
    no_fault(rehab_sql_parse(pool, "t", "t", "SELECT note_id AS \"_id\", rev AS \"_rev\" FROM note "
                             "WHERE note_id < CAST(:total_n AS bigint) LIMIT :limit",
                             &APR_ARRAY_IDX(turned, 1, rehab_query *)->statement));
    rehab_cards_prepare(page);
    assert_false(page->frame);
}

static void what_one_visitor_sees_is_not_remembered(void **state)
{
    rehab_request *request = ask("GET", "/cards");

    (void)state;
    request->format = "html";
    request->roles |= REHAB_MANAGER;
    assert_null(rehab_cards_begin(request));
    request->roles = REHAB_VISITOR;
    assert_non_null(rehab_cards_begin(request));
    request->status = 422;
    assert_null(rehab_cards_begin(request));
}

static apr_status_t note_end(void *ended)
{
    *(int *)ended = 1;
    return APR_SUCCESS;
}

static void what_a_page_was_made_of_goes_with_it(void **state)
{
    rehab_request *request = ask("GET", "/cards");
    int ended = 0;

    (void)state;
    request->format = "html";
    no_fault(send_to(request, ""));
    apr_pool_cleanup_register(request->work, &ended, note_end, apr_pool_cleanup_null);
    no_fault(rehab_request_render(request));
    assert_true(ended);
    assert_non_null(strstr(request->bytes, "</html>"));
}

static void a_document_is_given_up_when_its_page_is_made_or_refused(void **state)
{
    rehab_request *request;

    (void)state;
    request = same("");
    assert_null(request->document);
    assert_null(request->work);
    request = ask("GET", "/notes/none");
    assert_non_null(send_to(request, ""));
    assert_null(request->document);
    assert_null(request->work);
    same("");
}

static void other_formats_have_their_rows(void **state)
{
    rehab_request *request = ask("GET", "/cards");

    (void)state;
    no_fault(send_to(request, ""));
    no_fault(rehab_request_render(request));
    assert_non_null(strstr(request->bytes, "\"code\""));
    assert_int_equal(rehab_memory_count(runtime.memory).put, 0);
}

static void a_little_memory_forgets_and_the_page_is_still_the_same(void **state)
{
    (void)state;
    no_fault(rehab_memory_make(pool, 1, &runtime.memory));
    for (int i = 0; i < 60; i++)
        tell_database(apr_psprintf(pool, "INSERT INTO note (code, text, rev) VALUES "
                                   "('x%d', '%0*d', 1)", i, 3000, i));
    for (int turn = 0; turn < 2; turn++)
        for (int i = 0; i < 60; i++)
            same(apr_psprintf(pool, "after=%d", i));
    assert_true(rehab_memory_count(runtime.memory).forgotten > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_page_is_the_same_first_and_later, begin, end),
        cmocka_unit_test_setup_teardown(a_changed_row_is_made_again_and_no_other, begin, end),
        cmocka_unit_test_setup_teardown(what_the_page_sees_of_a_card_is_part_of_what_stands_around,
                                        begin, end),
        cmocka_unit_test_setup_teardown(a_row_that_is_gone_is_gone, begin, end),
        cmocka_unit_test_setup_teardown(
            what_stands_around_is_found_by_its_content_when_a_table_changed, begin, end),
        cmocka_unit_test_setup_teardown(without_a_known_revision_all_is_asked_and_nothing_made,
                                        begin, end),
        cmocka_unit_test_setup_teardown(a_card_of_another_day_is_another_card, begin, end),
        cmocka_unit_test_setup_teardown(another_site_remembers_its_own, begin, end),
        cmocka_unit_test_setup_teardown(an_empty_list_is_a_page_too, begin, end),
        cmocka_unit_test_setup_teardown(a_card_that_is_not_one_element_is_not_remembered, begin,
                                        end),
        cmocka_unit_test_setup_teardown(a_page_that_asks_for_the_moment_is_made_whole, begin, end),
        cmocka_unit_test_setup_teardown(a_list_that_needs_another_query_is_made_whole, begin, end),
        cmocka_unit_test_setup_teardown(what_one_visitor_sees_is_not_remembered, begin, end),
        cmocka_unit_test_setup_teardown(what_a_page_was_made_of_goes_with_it, begin, end),
        cmocka_unit_test_setup_teardown(a_document_is_given_up_when_its_page_is_made_or_refused,
                                        begin, end),
        cmocka_unit_test_setup_teardown(other_formats_have_their_rows, begin, end),
        cmocka_unit_test_setup_teardown(a_little_memory_forgets_and_the_page_is_still_the_same,
                                        begin, end),
    };

    apr_initialize();
    return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
