/* test_request: what a declared page makes of what was sent: checks, clauses, lists, seals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <apr_strings.h>
#include <libxml/parser.h>

#include "day.h"
#include "document.h"
#include "notes_here.h"
#include "room.h"

static const char *json(rehab_request *request)
{
    no_fault(rehab_request_render(request));
    return request->bytes;
}

static void a_post_refuses_names_that_it_does_not_declare(void **state)
{
    (void)state;
    assert_int_equal(send_to(ask("POST", "/notes"), form("text=hello&role=admin"))->status, 400);
}

static void every_wrong_field_of_a_form_is_named(void **state)
{
    rehab_request *request = ask("POST", "/notes");
    rehab_fault *fault = send_to(request, form("phone=12&text=a+text+that+is+far+too+long"));

    (void)state;
    assert_int_equal(fault->status, 422);
    assert_int_equal(request->complaints->nelts, 2);
    assert_string_equal(APR_ARRAY_IDX(request->complaints, 0, rehab_complaint).param, "text");
    assert_string_equal(APR_ARRAY_IDX(request->complaints, 0, rehab_complaint).code, "long");
    assert_string_equal(APR_ARRAY_IDX(request->complaints, 1, rehab_complaint).param, "phone");
}

static void a_scalar_that_is_sent_twice_is_refused(void **state)
{
    (void)state;
    assert_int_equal(send_to(ask("POST", "/notes"), form("text=a&text=b"))->status, 400);
    assert_int_equal(send_to(ask("GET", "/notes"), "after=1&after=2")->status, 400);
}

static void a_sealed_value_never_reaches_the_database_in_clear(void **state)
{
    (void)state;
    no_fault(send_to(ask("POST", "/notes"), form("text=hello&phone=050-123-4567")));
    assert_string_equal(count("note WHERE phone LIKE 'd1.0badcafe.%'"), "1");
    assert_string_equal(count("note WHERE phone LIKE '%4567%' OR phone_lookup LIKE '%4567%'"),
                        "0");
    assert_string_equal(count("note WHERE length(phone_lookup) = 64"), "1");
}

static void a_sealed_form_is_closed_while_there_is_no_key(void **state)
{
    rehab_fault *fault;

    (void)state;
    keys.desk_public = NULL;
    fault = send_to(ask("POST", "/notes"), form("text=hello"));
    assert_int_equal(fault->status, 503);
    assert_string_equal(fault->say, "fault.closed");
    assert_string_equal(count("note"), "0");
}

static void a_list_tells_where_its_next_page_begins(void **state)
{
    rehab_request *request = ask("GET", "/notes");

    (void)state;
    no_fault(send_to(ask("POST", "/notes"), form("text=one")));
    no_fault(send_to(ask("POST", "/notes"), form("text=two")));
    no_fault(send_to(ask("POST", "/notes"), form("text=three")));
    no_fault(send_to(request, ""));
    assert_string_equal(json(request), "{\"notes\":[{\"text\":\"three\"},{\"text\":\"two\"}],"
                                       "\"notes_more\":\"2\"}\n");
    request = ask("GET", "/notes");
    no_fault(send_to(request, "after=2"));
    assert_string_equal(json(request), "{\"notes\":[{\"text\":\"one\"}]}\n");
}

static void a_flag_that_is_not_sent_opens_no_clause(void **state)
{
    rehab_request *request = ask("GET", "/notes");

    (void)state;
    no_fault(send_to(ask("POST", "/notes"), form("text=one")));
    no_fault(send_to(request, "loud=1&fbclid=x"));
    assert_non_null(strstr(json(request), "\"loud\":\"yes\""));
    request = ask("GET", "/notes");
    no_fault(send_to(request, ""));
    assert_null(strstr(json(request), "loud"));
}

static void a_search_reaches_sql_as_finished_match_text(void **state)
{
    rehab_request *request = ask("GET", "/notes");
    const rehab_value *value;

    (void)state;
    no_fault(send_to(request, "like=%22OR%22"));
    value = apr_hash_get(request->values, "like", APR_HASH_KEY_STRING);
    assert_int_equal(value->n, 1);
    assert_non_null(strstr(value->text[0], "or"));
    request = ask("GET", "/notes");
    no_fault(send_to(request, "like=%22-%22"));
    value = apr_hash_get(request->values, "like", APR_HASH_KEY_STRING);
    assert_int_equal(value->n, 0);
}

static void what_is_not_there_is_not_found(void **state)
{
    rehab_fault *fault = send_to(ask("GET", "/notes/nobody"), "");

    (void)state;
    assert_int_equal(fault->status, 404);
    assert_int_equal(send_to(ask("GET", "/notes/much-too-long"), "")->status, 404);
}

static void what_says_that_it_is_gone_is_410(void **state)
{
    rehab_request *made = ask("POST", "/notes");

    (void)state;
    no_fault(send_to(made, form("text=over")));
    rehab_fault *fault = send_to(ask("GET", made->location), "");

    assert_int_equal(fault->status, REHAB_GONE);
    assert_string_equal(fault->say, "fault.gone");
    made = ask("POST", "/notes");
    no_fault(send_to(made, form("text=there")));
    no_fault(send_to(ask("GET", made->location), ""));
}

static void a_statement_knows_the_day_from_which_what_is_over_is_kept(void **state)
{
    rehab_request *request = ask("GET", "/notes");
    const rehab_value *today = apr_hash_get(request->values, "today", APR_HASH_KEY_STRING),
                      *from = apr_hash_get(request->values, "kept_from", APR_HASH_KEY_STRING);

    (void)state;
    assert_int_equal(rehab_day_number(today->text[0]) - rehab_day_number(from->text[0]), 90);
}

/* The organisation's file as text. */
static void organisation(const char *text)
{
    xmlDocPtr document = xmlReadMemory(text, (int)strlen(text), NULL, NULL, 0);

    site->organisation_document = document;
}

static void an_example_takes_forms_on_this_machine_only(void **state)
{
    static const char open[] = "<hours><open/></hours></organisation>";
    static const struct { const char *url; int is_here; } addresses[] = {
        { "http://localhost:8080/portal", 1 }, { "http://127.0.0.1", 1 }, { "http://[::1]:80", 1 },
        { "https://localhost.example.org", 0 }, { "https://example.org/localhost", 0 }
    };

    (void)state;
    for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
        site->url = addresses[i].url;
        organisation(apr_pstrcat(pool, "<organisation example=\"yes\">", open, NULL));
        rehab_request *request = ask("POST", "/notes");

        assert_int_equal(rehab_request_closed(request) != NULL, !addresses[i].is_here);
        const rehab_value *hide = apr_hash_get(request->values, "no_examples", APR_HASH_KEY_STRING);

        assert_int_equal(hide->n, !addresses[i].is_here);
        xmlFreeDoc(site->organisation_document);
        organisation(apr_pstrcat(pool, "<organisation>", open, NULL));
        assert_null(rehab_request_closed(ask("POST", "/notes")));
        xmlFreeDoc(site->organisation_document);
    }
    site->organisation_document = NULL;
}

static void a_query_sees_the_columns_of_the_one_before(void **state)
{
    rehab_request *made = ask("POST", "/notes"), *request;

    (void)state;
    no_fault(send_to(made, form("text=hello")));
    request = ask("GET", made->location);
    no_fault(send_to(request, ""));
    assert_non_null(strstr(json(request), "\"again\":[{\"text\":\"hello\"}]"));
}

static void no_connection_is_held_after_a_page(void **state)
{
    (void)state;
    (void)send_to(ask("GET", "/notes/nobody"), "");
    no_fault(send_to(ask("GET", "/notes"), ""));
    no_fault(send_to(ask("POST", "/notes"), form("text=hello")));
    assert_int_equal(rehab_db_borrowed(runtime.db), 0);
}

static const char *page_as(const char *path, const char *format, apr_size_t *length)
{
    rehab_request *request = ask("GET", path);

    request->format = format;
    no_fault(send_to(request, ""));
    assert_ptr_equal(apr_pool_allocator_get(request->work), runtime.room);
    no_fault(rehab_request_render(request));
    assert_null(request->work);
    *length = request->length;
    return request->bytes;
}

static void a_page_stays_as_it_is_when_others_work_where_it_was_made(void **state)
{
    static const char *const formats[] = { "json", "html" };
    const char *made[2], *then[2];
    apr_size_t length[2];
    apr_pool_t *others;

    (void)state;
    no_fault(rehab_room_make(pool, &runtime.room));
    no_fault(send_to(ask("POST", "/notes"), form("text=hello")));
    for (int i = 0; i < 2; i++) {
        made[i] = page_as("/cards", formats[i], &length[i]);
        then[i] = apr_pstrmemdup(pool, made[i], length[i]);
    }
    assert_int_equal(apr_pool_create_ex(&others, pool, NULL, runtime.room), APR_SUCCESS);
    for (int i = 0; i < 100; i++)
        memset(apr_palloc(others, 4000), 'x', 4000);
    for (int i = 0; i < 2; i++)
        assert_string_equal(made[i], then[i]);
    runtime.room = NULL;
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, notes_make, notes_drop)
    const struct CMUnitTest tests[] = {
        CASE(a_post_refuses_names_that_it_does_not_declare),
        CASE(every_wrong_field_of_a_form_is_named),
        CASE(a_scalar_that_is_sent_twice_is_refused),
        CASE(a_sealed_value_never_reaches_the_database_in_clear),
        CASE(a_sealed_form_is_closed_while_there_is_no_key),
        CASE(a_list_tells_where_its_next_page_begins),
        CASE(a_flag_that_is_not_sent_opens_no_clause),
        CASE(a_search_reaches_sql_as_finished_match_text),
        CASE(what_is_not_there_is_not_found),
        CASE(what_says_that_it_is_gone_is_410),
        CASE(a_statement_knows_the_day_from_which_what_is_over_is_kept),
        CASE(an_example_takes_forms_on_this_machine_only),
        CASE(a_query_sees_the_columns_of_the_one_before),
        CASE(no_connection_is_held_after_a_page),
        CASE(a_page_stays_as_it_is_when_others_work_where_it_was_made),
    };

    apr_initialize();
    rehab_sheet_start();
    return cmocka_run_group_tests_name("request", tests, NULL, NULL);
}
