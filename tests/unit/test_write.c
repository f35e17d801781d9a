/* test_write: a POST's writes happen whole, once, and leave a trail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <apr_strings.h>

#include "notes_here.h"

static void a_write_leads_to_what_it_made(void **state)
{
    rehab_request *request = ask("POST", "/notes");

    (void)state;
    no_fault(send_to(request, form("text=hello&tag=a&tag=b")));
    assert_int_equal(strncmp(request->location, "/notes/", 7), 0);
    assert_string_equal(count("note"), "1");
    assert_string_equal(count("note_tag"), "2");
    assert_string_equal(count("audit WHERE verb = 'writes' AND code IS NOT NULL"), "1");
}

static void the_same_form_again_happened_once(void **state)
{
    rehab_request *first = ask("POST", "/notes"), *second = ask("POST", "/notes");

    (void)state;
    no_fault(send_to(first, form("text=hello")));
    no_fault(send_to(second, form("text=hello")));
    assert_string_equal(second->location, first->location);
    assert_string_equal(count("note"), "1");
    assert_string_equal(count("audit"), "1");
}

static void a_form_changed_after_back_is_a_new_form(void **state)
{
    (void)state;
    no_fault(send_to(ask("POST", "/notes"), form("text=hello")));
    no_fault(send_to(ask("POST", "/notes"), form("text=goodbye")));
    assert_string_equal(count("note"), "2");
}

static void equal_forms_of_two_visitors_both_happen(void **state)
{
    (void)state;
    no_fault(send_to(ask("POST", "/notes"), form("text=hello")));
    no_fault(send_to(ask("POST", "/notes"), "once=BBBBBBBBBBBBBBBBBBBBBB&text=hello"));
    assert_string_equal(count("note"), "2");
}

static void a_write_that_fails_leaves_nothing(void **state)
{
    rehab_fault *fault = send_to(ask("POST", "/notes"), form("text=hello&tag=a&tag=bad"));

    (void)state;
    assert_non_null(fault);
    assert_int_equal(fault->status, 409);
    assert_string_equal(count("note"), "0");
    assert_string_equal(count("spent"), "0");
    no_fault(send_to(ask("POST", "/notes"), form("text=hello&tag=a")));
}

static void a_write_refuses_a_form_without_once(void **state)
{
    (void)state;
    assert_int_equal(send_to(ask("POST", "/notes"), "text=hello")->status, 400);
    assert_int_equal(send_to(ask("POST", "/notes"), "once=short&text=hello")->status, 400);
    assert_string_equal(count("note"), "0");
}

static void an_old_version_is_a_conflict_and_changes_nothing(void **state)
{
    rehab_request *made = ask("POST", "/notes");
    const char *edit;

    (void)state;
    no_fault(send_to(made, form("text=hello")));
    edit = apr_pstrcat(pool, made->location, "/edit", NULL);
    no_fault(send_to(ask("POST", edit), form("version=1")));
    assert_int_equal(send_to(ask("POST", edit), "once=BBBBBBBBBBBBBBBBBBBBBB&version=1")->status,
                     409);
    assert_string_equal(count("note WHERE rev = 2"), "1");
}

static void the_audit_chain_joins_each_row_to_the_one_before(void **state)
{
    (void)state;
    no_fault(send_to(ask("POST", "/notes"), form("text=one")));
    no_fault(send_to(ask("POST", "/notes"), form("text=two")));
    assert_string_equal(count("audit a JOIN audit b ON b.previous = a.hash"), "1");
    assert_string_equal(count("audit_head h JOIN audit a ON a.hash = h.hash WHERE h.n = 2"), "1");
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, notes_make, notes_drop)
    const struct CMUnitTest tests[] = {
        CASE(a_write_leads_to_what_it_made),
        CASE(the_same_form_again_happened_once),
        CASE(a_form_changed_after_back_is_a_new_form),
        CASE(equal_forms_of_two_visitors_both_happen),
        CASE(a_write_that_fails_leaves_nothing),
        CASE(a_write_refuses_a_form_without_once),
        CASE(an_old_version_is_a_conflict_and_changes_nothing),
        CASE(the_audit_chain_joins_each_row_to_the_one_before),
    };

    apr_initialize();
    rehab_sheet_start();
    return cmocka_run_group_tests_name("write", tests, NULL, NULL);
}
