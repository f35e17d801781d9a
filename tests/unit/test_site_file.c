/* site_file: what httpd lists is what rehabctl reads, whatever stands in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <apr_general.h>
#include <apr_strings.h>
#include <string.h>

#include "site_file.h"

static int make_pool(void **state)
{
    apr_pool_t *pool;

    apr_initialize();
    apr_pool_create(&pool, NULL);
    *state = pool;
    return 0;
}

static int drop_pool(void **state)
{
    apr_pool_destroy(*state);
    return 0;
}

static rehab_param *param(apr_pool_t *pool, const char *name, const char *kind, rehab_source source)
{
    rehab_param *made = apr_pcalloc(pool, sizeof *made);

    assert_null(rehab_kind_read(pool, kind, made));
    made->name = name;
    made->source = source;
    return made;
}

static rehab_page *page(apr_pool_t *pool, const char *method, const char *pattern)
{
    rehab_page *made = apr_pcalloc(pool, sizeof *made);

    made->method = method;
    made->pattern = pattern;
    made->name = "jobs/list";
    made->roles = REHAB_VISITOR | REHAB_EMPLOYER;
    made->place.file = "conf/pages/jobs.conf";
    made->place.line = 7;
    made->params = apr_array_make(pool, 2, sizeof(void *));
    made->queries = apr_array_make(pool, 2, sizeof(void *));
    made->writes = apr_array_make(pool, 2, sizeof(void *));
    made->formats = apr_array_make(pool, 2, sizeof(void *));
    made->mails = apr_array_make(pool, 2, sizeof(void *));
    return made;
}

static void fill_post(apr_pool_t *pool, rehab_page *post)
{
    rehab_param *phone = param(pool, "phone", "phone", REHAB_FROM_BODY);
    rehab_write *write = apr_pcalloc(pool, sizeof *write);
    rehab_mail *mail = apr_pcalloc(pool, sizeof *mail);

    phone->sealed = phone->both = 1;
    phone->check = "il-id";
    assert_true(rehab_when_read(pool, "way(phone|both)", phone));
    APR_ARRAY_PUSH(post->params, rehab_param *) = phone;
    write->name = "-";
    write->path = "jobs/add.sql";
    write->expect = -1;
    write->otherwise = 409;
    write->each = "field";
    APR_ARRAY_PUSH(post->writes, rehab_write *) = write;
    mail->template_name = "jobs/new";
    mail->path = "jobs/readers.sql";
    APR_ARRAY_PUSH(post->mails, rehab_mail *) = mail;
    post->see_other = "/jobs/{job_code}";
    post->invalid = "/jobs";
    post->audit_verb = "offers";
    post->audit_object = "job";
    post->action_name = "sign-in";
    post->sealed = 1;
}

static void fill_get(apr_pool_t *pool, rehab_page *get)
{
    rehab_param *field = param(pool, "field", "choice(a|b|c)", REHAB_FROM_QUERY);
    rehab_query *query = apr_pcalloc(pool, sizeof *query);
    rehab_format *format = apr_pcalloc(pool, sizeof *format);

    field->many = field->has_max = field->has_min = 1;
    field->min = -3;
    field->max = 9000000000;
    APR_ARRAY_PUSH(get->params, rehab_param *) = field;
    query->name = "jobs";
    query->row = "job";
    query->path = "jobs/list.sql";
    query->rows = 20;
    query->numbers = apr_array_make(pool, 2, sizeof(const char *));
    APR_ARRAY_PUSH(query->numbers, const char *) = "pay_min";
    APR_ARRAY_PUSH(query->numbers, const char *) = "pay_max";
    APR_ARRAY_PUSH(get->queries, rehab_query *) = query;
    format->name = "html";
    format->path = "jobs/list.xsl";
    APR_ARRAY_PUSH(get->formats, rehab_format *) = format;
    get->no_language = get->cache = get->offers_post = 1;
    get->count_name = "job";
    get->count_param = "code";
}

static rehab_site *site(apr_pool_t *pool)
{
    rehab_site *made = rehab_site_make(pool);
    rehab_language_settings *language = apr_pcalloc(pool, sizeof *language);
    rehab_page *get = page(pool, "GET", "/jobs"), *post = page(pool, "POST", "/jobs");

    made->home = "/srv/a folder\twith\\odd\nname";
    made->state = "/var/lib/portal";
    made->base = "/portal";
    made->url = "https://example.org/portal";
    made->clock_shift = -9000000000000;
    made->database.dialect = REHAB_PGSQL;
    made->database.params = "host=/run dbname='a b'";
    made->has_database = 1;
    made->max_rows = 77;
    language->tag = "he";
    language->rtl = 1;
    language->calendar = "gregorian";
    APR_ARRAY_PUSH(made->languages, rehab_language_settings *) = language;
    APR_ARRAY_PUSH(made->statics, const char *) = "/var/lib/portal/rendered";
    APR_ARRAY_PUSH(made->hosts, const char *) = "localhost";
    fill_get(pool, get);
    fill_post(pool, post);
    APR_ARRAY_PUSH(made->pages, rehab_page *) = get;
    APR_ARRAY_PUSH(made->pages, rehab_page *) = post;
    return made;
}

static rehab_site *there_and_back(apr_pool_t *pool)
{
    rehab_site *read = NULL;

    assert_null(rehab_site_read(pool, rehab_site_write(pool, site(pool)), &read));
    return read;
}

static void says_the_same_after_a_second_way(void **state)
{
    apr_pool_t *pool = *state;
    const char *once = rehab_site_write(pool, site(pool));

    assert_string_equal(rehab_site_write(pool, there_and_back(pool)), once);
}

static void keeps_settings_with_tabs_and_line_ends(void **state)
{
    rehab_site *read = there_and_back(*state);

    assert_string_equal(read->home, "/srv/a folder\twith\\odd\nname");
    assert_string_equal(read->base, "/portal");
    assert_int_equal(read->clock_shift, -9000000000000);
    assert_int_equal(read->database.dialect, REHAB_PGSQL);
    assert_string_equal(read->database.params, "host=/run dbname='a b'");
    assert_int_equal(read->has_database, 1);
    assert_int_equal(read->max_rows, 77);
    assert_null(read->organisation);
}

static void keeps_languages_folders_and_hosts(void **state)
{
    rehab_site *read = there_and_back(*state);
    rehab_language_settings *language =
        APR_ARRAY_IDX(read->languages, 0, rehab_language_settings *);

    assert_int_equal(read->languages->nelts, 1);
    assert_string_equal(language->tag, "he");
    assert_int_equal(language->rtl, 1);
    assert_string_equal(language->calendar, "gregorian");
    assert_string_equal(APR_ARRAY_IDX(read->statics, 0, const char *), "/var/lib/portal/rendered");
    assert_string_equal(APR_ARRAY_IDX(read->hosts, 0, const char *), "localhost");
}

static void keeps_a_page_with_its_parameters_and_queries(void **state)
{
    rehab_page *get = APR_ARRAY_IDX(there_and_back(*state)->pages, 0, rehab_page *);
    rehab_param *field = rehab_page_param(get, "field");
    rehab_query *query = APR_ARRAY_IDX(get->queries, 0, rehab_query *);
    rehab_format *format = rehab_page_format(get, "html");

    assert_int_equal(get->roles, REHAB_VISITOR | REHAB_EMPLOYER);
    assert_true(get->no_language && get->cache && get->offers_post && !get->sealed);
    assert_int_equal(get->place.line, 7);
    assert_int_equal(field->kind, REHAB_CHOICE);
    assert_int_equal(field->choices->nelts, 3);
    assert_int_equal(field->source, REHAB_FROM_QUERY);
    assert_true(field->many && field->has_min && field->has_max && !field->required);
    assert_int_equal(field->min, -3);
    assert_int_equal(field->max, 9000000000);
    assert_string_equal(query->row, "job");
    assert_int_equal(query->rows, 20);
    assert_string_equal(APR_ARRAY_IDX(query->numbers, 1, const char *), "pay_max");
    assert_null(format->card);
    assert_string_equal(get->count_param, "code");
}

static void keeps_what_a_form_writes_and_where_it_leads(void **state)
{
    rehab_site *read = there_and_back(*state);
    rehab_page *post = APR_ARRAY_IDX(read->pages, 1, rehab_page *);
    rehab_write *write = APR_ARRAY_IDX(post->writes, 0, rehab_write *);
    rehab_mail *mail = APR_ARRAY_IDX(post->mails, 0, rehab_mail *);

    assert_int_equal(write->expect, -1);
    assert_int_equal(write->otherwise, 409);
    assert_string_equal(write->each, "field");
    assert_string_equal(mail->template_name, "jobs/new");
    assert_string_equal(post->see_other, "/jobs/{job_code}");
    assert_string_equal(post->action_name, "sign-in");
    assert_string_equal(post->audit_object, "job");
    rehab_param *phone = rehab_page_param(post, "phone");

    assert_true(phone->sealed && phone->both && !phone->delivered && post->sealed);
    assert_string_equal(phone->check, "il-id");
    assert_string_equal(rehab_when_text(*state, phone), "way(phone|both)");
    assert_false(phone->required);
    assert_ptr_equal(post->form, APR_ARRAY_IDX(read->pages, 0, rehab_page *));
}

static void skips_what_httpd_prints_around_the_listing(void **state)
{
    apr_pool_t *pool = *state;
    rehab_site *read;
    const char *text = apr_pstrcat(pool, "VirtualHost configuration:\n",
                                   rehab_site_write(pool, site(pool)), "Syntax OK\n", NULL);

    assert_null(rehab_site_read(pool, text, &read));
    assert_int_equal(read->pages->nelts, 2);
}

static void refuses(void **state, const char *text, const char *because)
{
    rehab_site *read;
    rehab_fault *fault = rehab_site_read(*state, text, &read);

    assert_non_null(fault);
    if (!strstr(fault->cause, because))
        fail_msg("%s", fault->cause);
}

static void refuses_a_listing_that_was_cut_short(void **state)
{
    refuses(state, "rehab-site 1\nset\tbase\t\n", "cut short");
}

static void refuses_text_without_a_listing(void **state)
{
    refuses(state, "Syntax OK\n", "no listing");
    refuses(state, "rehab-site 2\nend\n", "no listing");
}

static void names_the_line_that_is_wrong(void **state)
{
    refuses(state, "rehab-site 1\nset\tbase\t\nnonsense\tx\nend\n", "line 3 of the listing");
    refuses(state, "rehab-site 1\nparam\tq\tsearch\tquery\t\nend\n", "no page was begun");
    refuses(state, "rehab-site 1\nset\tmax_rows\tmany\nend\n", "'many' is no number");
    refuses(state, "rehab-site 1\nset\tdialect\tmysql\nend\n", "'mysql' is not known");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_the_same_after_a_second_way),
        cmocka_unit_test(keeps_settings_with_tabs_and_line_ends),
        cmocka_unit_test(keeps_languages_folders_and_hosts),
        cmocka_unit_test(keeps_a_page_with_its_parameters_and_queries),
        cmocka_unit_test(keeps_what_a_form_writes_and_where_it_leads),
        cmocka_unit_test(skips_what_httpd_prints_around_the_listing),
        cmocka_unit_test(refuses_a_listing_that_was_cut_short),
        cmocka_unit_test(refuses_text_without_a_listing),
        cmocka_unit_test(names_the_line_that_is_wrong),
    };

    return cmocka_run_group_tests(tests, make_pool, drop_pool);
}
