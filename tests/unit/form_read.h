/* form_read.h: how the tests of forms hand over a body and look at what was read. */
#ifndef FORM_READ_H
#define FORM_READ_H

#include "../../mod_rehab/form.h"

#include <apr_general.h>
#include <apr_strings.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char urlencoded[] = "application/x-www-form-urlencoded";
static const char multipart[] = "multipart/form-data; boundary=XX";
static const rehab_form_limits limits = { .fields = 4, .name = 8, .value = 16, .total = 4000 };

static int open_pool(void **state)
{
    apr_pool_t *pool;

    if (apr_pool_create(&pool, NULL) != APR_SUCCESS)
        return -1;
    *state = pool;
    return 0;
}

static int close_pool(void **state)
{
    apr_pool_destroy(*state);
    return 0;
}

/* Parses from a buffer of exactly that size, so that a read beyond it is seen. */
static rehab_fault *parse(apr_pool_t *pool, const char *type, const char *body, size_t length,
                          apr_array_header_t **fields)
{
    char *exact = malloc(length ? length : 1);
    rehab_fault *fault;

    assert_non_null(exact);
    memcpy(exact, body, length);
    fault = rehab_form_body(pool, type, exact, length, &limits, fields);
    free(exact);
    return fault;
}

/* "name=value|name=value" of what was read: what must survive the body's own memory. */
static const char *read_body(apr_pool_t *pool, const char *type, const char *body)
{
    apr_array_header_t *fields;
    rehab_fault *fault = parse(pool, type, body, strlen(body), &fields);
    const char *text = "";

    if (fault)
        return apr_psprintf(pool, "%d %s", fault->status, fault->say);
    for (int i = 0; i < fields->nelts; i++) {
        const rehab_field *field = &APR_ARRAY_IDX(fields, i, rehab_field);

        assert_int_equal(field->bytes[field->length], '\0');
        text = apr_pstrcat(pool, text, i ? "|" : "", field->name, "=", field->bytes, NULL);
    }
    return text;
}

static void assert_refused(apr_pool_t *pool, const char *type, const char *body, size_t length,
                           int status)
{
    apr_array_header_t *fields;
    rehab_fault *fault = parse(pool, type, body, length, &fields);

    assert_non_null(fault);
    assert_int_equal(fault->status, status);
    assert_string_equal(fault->say, status == 413 ? "fault.large"
                                  : status == 415 ? "fault.media" : "fault.form");
}

#endif
