/* ctl_notice.c: in go jobs whose last day is near or over, out come letters to their employers; old
 * drafts are erased. */
#include "ctl_notice.h"

#include <apr_strings.h>
#include <apr_time.h>
#include <stdio.h>
#include <string.h>

#include "code.h"
#include "day.h"
#include "outbox.h"
#include "patience.h"
#include "seal.h"

/* LISTED_BITS: what a job's place in lists has below its milliseconds (code.h). */
enum { DAYS_WARNED = 3, DAYS_WEEK = 7, DAYS_DRAFT = 90, DAY_LENGTH = 10, LISTED_BITS = 20 };

typedef struct notice { const char *kind; rehab_mail mail; } notice;

static rehab_fault *take_code(void *baton, const rehab_row *row)
{
    apr_array_header_t *codes = baton;

    APR_ARRAY_PUSH(codes, const char *) = apr_pstrdup(codes->pool, rehab_row_value(row, 0));
    return NULL;
}

static const char *day_from_today(const rehab_ctl *ctl, int days)
{
    return rehab_day_add(ctl->pool, rehab_today_text(ctl->pool, ctl->site), days);
}

/* The instant so many days from now, or ago. */
static const char *instant_from_now(const rehab_ctl *ctl, int days)
{
    const char *now = rehab_now_text(ctl->pool, ctl->site);

    return apr_pstrcat(ctl->pool,
                       rehab_day_add(ctl->pool, apr_pstrmemdup(ctl->pool, now, DAY_LENGTH), days),
                       now + DAY_LENGTH, NULL);
}

static rehab_fault *find_due(rehab_ctl *ctl, rehab_connection *connection, rehab_values *values,
                             apr_array_header_t *codes)
{
    rehab_statement *statement;
    rehab_fault *fault = rehab_sql_read(ctl->pool, ctl->site->sql_directory,
                                        "daily/notice-due.sql", ctl->site->database.dialect,
                                        &statement);

    rehab_values_set(ctl->pool, values, "warn_until", REHAB_TYPE_TEXT,
                     day_from_today(ctl, DAYS_WARNED));
    rehab_values_set(ctl->pool, values, "week_ago", REHAB_TYPE_TEXT,
                     day_from_today(ctl, -DAYS_WEEK));
    return fault ? fault : rehab_db_run(connection, ctl->pool, statement, values, take_code, codes,
                                        NULL);
}

/* The note, the link and the letter of one job; a note that is there already brings neither. */
static rehab_fault *tell_one(rehab_ctl *ctl, rehab_connection *connection, const rehab_keys *keys,
                             const notice *n, const char *code)
{
    rehab_values *values = rehab_ctl_values(ctl, ctl->pool);
    const char *link = rehab_link_new(ctl->pool);
    int fresh = 0;

    rehab_values_set(ctl->pool, values, "notice", REHAB_TYPE_TEXT, n->kind);
    rehab_values_set(ctl->pool, values, "code", REHAB_TYPE_TEXT, code);
    rehab_values_set(ctl->pool, values, "in_week", REHAB_TYPE_TEXT,
                     instant_from_now(ctl, DAYS_WEEK));
    rehab_values_set(ctl->pool, values, "new_link", REHAB_TYPE_TEXT,
                     rehab_link_hash(ctl->pool, link));
    rehab_values_set(ctl->pool, values, "new_link_raw", REHAB_TYPE_TEXT, link);
    rehab_fault *fault = rehab_ctl_run_statement(ctl, connection, "daily/notice-add.sql", values,
                                                 &fresh);

    if (fault || !fresh)
        return fault;
    fault = rehab_ctl_run_statement(ctl, connection, "daily/renew-link.sql", values, NULL);
    return fault ? fault
                 : rehab_outbox_queue(ctl->pool, connection, keys, &n->mail, values, "he");
}

static rehab_fault *tell_all(rehab_ctl *ctl, rehab_connection *connection, const rehab_keys *keys,
                             const notice *n)
{
    rehab_values *values = rehab_ctl_values(ctl, ctl->pool);
    apr_array_header_t *codes = apr_array_make(ctl->pool, 8, sizeof(const char *));

    rehab_values_set(ctl->pool, values, "notice", REHAB_TYPE_TEXT, n->kind);
    rehab_fault *fault = find_due(ctl, connection, values, codes);

    for (int i = 0; !fault && i < codes->nelts; i++)
        fault = tell_one(ctl, connection, keys, n, APR_ARRAY_IDX(codes, i, const char *));
    return fault;
}

static rehab_fault *erase_drafts(rehab_ctl *ctl, rehab_connection *connection)
{
    rehab_values *values = rehab_ctl_values(ctl, ctl->pool);
    apr_int64_t then = rehab_now(ctl->site) - DAYS_DRAFT * apr_time_from_sec(24 * 60 * 60);
    int erased = 0;

    rehab_values_set(ctl->pool, values, "before", REHAB_TYPE_TEXT,
                     instant_from_now(ctl, -DAYS_DRAFT));
    rehab_values_set(ctl->pool, values, "listed_before", REHAB_TYPE_BIGINT,
                     apr_psprintf(ctl->pool, "%" APR_INT64_T_FMT,
                                  apr_time_as_msec(then) * (1 << LISTED_BITS)));
    rehab_fault *fault = rehab_ctl_run_statement(ctl, connection, "daily/purge-draft.sql", values,
                                                 &erased);

    if (!fault && erased)
        printf("%d %s erased\n", erased, erased == 1 ? "draft" : "drafts");
    return fault;
}

static rehab_fault *run_all(rehab_ctl *ctl, rehab_connection *connection)
{
    notice notices[] = {
        { "expires", { .template_name = "employer/expires", .path = "daily/notice-mail.sql" } },
        { "expired", { .template_name = "employer/expired", .path = "daily/notice-mail.sql" } },
    };
    rehab_keys *keys;
    rehab_fault *fault = rehab_keys_read(
        ctl->pool, apr_pstrcat(ctl->pool, ctl->state, "/keys", NULL), &keys);

    for (size_t i = 0; !fault && i < sizeof notices / sizeof notices[0]; i++) {
        fault = rehab_sql_read(ctl->pool, ctl->site->sql_directory, notices[i].mail.path,
                               ctl->site->database.dialect, &notices[i].mail.statement);
        if (!fault)
            fault = tell_all(ctl, connection, keys, &notices[i]);
    }
    return fault ? fault : erase_drafts(ctl, connection);
}

rehab_fault *rehab_notice_daily(rehab_ctl *ctl, rehab_connection *connection)
{
    rehab_fault *fault = rehab_begin_patiently(connection);

    if (!fault)
        fault = run_all(ctl, connection);
    if (!fault)
        return rehab_db_commit(connection);
    rehab_db_rollback(connection);
    return fault;
}
