/* request.c: makes a request with the values that each statement may use. */
#include "request.h"

#include <apr_strings.h>
#include <sodium.h>
#include <string.h>

#include "code.h"
#include "day.h"
#include "examples.h"
#include "fold.h"

enum { ONCE_BYTES = 16, ONCE_LENGTH = 22, HOUR = 3600, DAY = 24 * HOUR,
       WEEK = 7 * DAY, MONTH = 30 * DAY };

static void set_engine_values(rehab_request *request)
{
    apr_pool_t *pool = request->pool;
    rehab_values *values = request->values;
    const char *now = rehab_now_text(pool, request->site);
    const char *today = rehab_today_text(pool, request->site);

    rehab_values_fix(pool, values, "today", REHAB_TYPE_TEXT, today);
    rehab_values_fix(pool, values, "kept_from", REHAB_TYPE_TEXT,
                     rehab_day_add(pool, today, -REHAB_KEPT_DAYS));
    rehab_values_set(pool, values, "no_examples", REHAB_TYPE_BIGINT,
                     rehab_examples_hidden(request->site) ? "1" : NULL);
    rehab_values_set(pool, values, "now", REHAB_TYPE_TEXT, now);
    rehab_values_set(pool, values, "hour_ago", REHAB_TYPE_TEXT,
                     rehab_moment_text(pool, request->site, -HOUR));
    rehab_values_set(pool, values, "month_ago", REHAB_TYPE_TEXT,
                     rehab_moment_text(pool, request->site, -MONTH));
    rehab_values_set(pool, values, "in_hour", REHAB_TYPE_TEXT,
                     rehab_moment_text(pool, request->site, HOUR));
    rehab_values_set(pool, values, "in_day", REHAB_TYPE_TEXT,
                     rehab_moment_text(pool, request->site, DAY));
    rehab_values_set(pool, values, "in_week", REHAB_TYPE_TEXT,
                     rehab_moment_text(pool, request->site, WEEK));
    rehab_values_set(pool, values, "me", REHAB_TYPE_BIGINT, NULL);
    rehab_values_set(pool, values, "my_employer", REHAB_TYPE_BIGINT, NULL);
    rehab_values_set(pool, values, "my_locality", REHAB_TYPE_TEXT, NULL);
    rehab_values_set(pool, values, "my_code", REHAB_TYPE_TEXT, NULL);
    rehab_values_set(pool, values, "my_session", REHAB_TYPE_TEXT, NULL);
}

rehab_request *rehab_request_make(apr_pool_t *pool, const rehab_site *site,
                                  rehab_runtime *runtime)
{
    rehab_request *request = apr_pcalloc(pool, sizeof *request);

    request->pool = pool;
    request->site = site;
    request->runtime = runtime;
    request->roles = REHAB_VISITOR;
    request->status = 200;
    request->variables = apr_table_make(pool, 2);
    request->values = apr_hash_make(pool);
    request->sent = apr_array_make(pool, 8, sizeof(rehab_sent));
    request->complaints = apr_array_make(pool, 2, sizeof(rehab_complaint));
    set_engine_values(request);
    return request;
}

const rehab_format *rehab_request_format(const rehab_request *request)
{
    return request->shown_by ? request->shown_by
                             : rehab_page_format(request->page, request->format);
}

rehab_fault *rehab_request_has_database(const rehab_request *request)
{
    return request->runtime->db
               ? NULL
               : rehab_fault_make(request->pool, REHAB_AWAY, "fault.away", "%s: this process has "
                                  "no database; its log says why at its start",
                                  request->page ? request->page->name : "session");
}

rehab_fault *rehab_request_borrow(rehab_request *request, rehab_connection **connection)
{
    rehab_fault *fault = rehab_request_has_database(request);

    return fault ? fault : rehab_db_borrow(request->runtime->db, request->pool, connection);
}

void rehab_complain_of(rehab_request *request, const char *param, const char *code, int minutes)
{
    rehab_complaint *complaint = apr_array_push(request->complaints);

    complaint->param = param;
    complaint->code = code;
    complaint->minutes = minutes;
}

const char *rehab_once_new(apr_pool_t *pool)
{
    unsigned char bits[ONCE_BYTES];
    char *text = apr_palloc(pool, ONCE_LENGTH + 1);

    randombytes_buf(bits, sizeof bits);
    sodium_bin2base64(text, ONCE_LENGTH + 1, bits, sizeof bits,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return text;
}

int rehab_once_is(const char *text)
{
    return text && strlen(text) == ONCE_LENGTH
           && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
                  == ONCE_LENGTH;
}

/* Sets :query_column_words or :query_column_plain, where a statement asks for one of a column that an
 * earlier query or write gave. */
static void fold_column(rehab_request *request, const char *name)
{
    apr_pool_t *pool = request->pool;
    apr_size_t length = strlen(name), ending = strlen("_words");
    const char *base, *text;
    int plain;

    if (length <= ending || apr_hash_get(request->values, name, APR_HASH_KEY_STRING))
        return;
    plain = strcmp(name + length - ending, "_plain") == 0;
    base = apr_pstrmemdup(pool, name, length - ending);
    if ((!plain && strcmp(name + length - ending, "_words") != 0)
        || !apr_hash_get(request->values, base, APR_HASH_KEY_STRING))
        return;
    text = rehab_values_get(request->values, base);
    if (text)
        text = plain ? rehab_fold_plain(pool, text) : rehab_fold_words(pool, text);
    rehab_values_set(pool, request->values, name, REHAB_TYPE_TEXT, text);
}

void rehab_request_fold(rehab_request *request, const rehab_statement *statement)
{
    for (int i = 0; i < statement->names->nelts; i++)
        fold_column(request, APR_ARRAY_IDX(statement->names, i, const char *));
}

apr_pool_t *rehab_request_work(const rehab_request *request)
{
    return request->work ? request->work : request->pool;
}
