/* ctl_audit.c: the audit trail in; whether its chain is whole, and where it is not, out; and once a
 * day its end, by mail to managers: who keeps these letters needs to trust no database. */
#include <apr_strings.h>
#include <stdio.h>
#include <string.h>

#include "audit.h"
#include "ctl_audit.h"
#include "outbox.h"
#include "patience.h"

static int say(const rehab_audit_report *report)
{
    if (!report->why) {
        printf("%" APR_INT64_T_FMT " rows, the chain is whole; its head is %s\n", report->rows,
               *report->head ? report->head : "empty");
        return REHAB_CTL_FINE;
    }
    if (report->broken)
        printf("row %" APR_INT64_T_FMT ": %s\n", report->broken, report->why);
    else
        printf("%s\n", report->why);
    return REHAB_CTL_FOUND;
}

static rehab_fault *verify(rehab_ctl *ctl, rehab_connection *connection,
                           rehab_audit_report *report)
{
    rehab_statement *batch;
    rehab_fault *fault = rehab_sql_read(ctl->pool, ctl->site->sql_directory, "audit/rows.sql",
                                        ctl->site->database.dialect, &batch);

    return fault ? fault : rehab_audit_verify(ctl->pool, connection, batch, report);
}

int rehab_ctl_audit(rehab_ctl *ctl)
{
    rehab_connection *connection;
    rehab_audit_report report;

    if (strcmp(rehab_ctl_word(ctl, 0), "verify") != 0)
        return rehab_ctl_misused(ctl, "audit verify");
    rehab_fault *fault = rehab_ctl_connection(ctl, &connection);

    if (fault)
        return rehab_ctl_fail(ctl, fault);
    fault = verify(ctl, connection, &report);
    rehab_db_return(connection);
    return fault ? rehab_ctl_fail(ctl, fault) : say(&report);
}

/* Inside a transaction; a second run of the day finds the day noted and queues nothing. */
static rehab_fault *queue(rehab_ctl *ctl, rehab_connection *connection,
                          const rehab_audit_report *report)
{
    rehab_mail mail = { .template_name = "staff/audit-head", .path = "daily/audit-mail.sql" };
    rehab_values *values = rehab_ctl_values(ctl, ctl->pool);
    rehab_keys *keys;
    int fresh = 0;
    rehab_fault *fault = rehab_ctl_run_statement(ctl, connection, "daily/audit-day.sql", values,
                                                 &fresh);

    if (fault || !fresh)
        return fault;
    rehab_values_set(ctl->pool, values, "rows", REHAB_TYPE_TEXT,
                     apr_psprintf(ctl->pool, "%" APR_INT64_T_FMT, report->rows));
    rehab_values_set(ctl->pool, values, "head", REHAB_TYPE_TEXT, report->head);
    fault = rehab_keys_read(ctl->pool, apr_pstrcat(ctl->pool, ctl->state, "/keys", NULL), &keys);
    if (!fault)
        fault = rehab_sql_read(ctl->pool, ctl->site->sql_directory, mail.path,
                               ctl->site->database.dialect, &mail.statement);
    return fault ? fault : rehab_outbox_queue(ctl->pool, connection, keys, &mail, values, "he");
}

rehab_fault *rehab_audit_daily(rehab_ctl *ctl, rehab_connection *connection)
{
    rehab_audit_report report;
    rehab_fault *fault = verify(ctl, connection, &report);

    if (!fault && report.why)
        return rehab_fault_make(ctl->pool, REHAB_BROKEN, "fault.broken",
                                "the audit trail is not whole: rehabctl audit verify");
    if (!fault && !report.rows)
        return NULL;
    if (!fault)
        fault = rehab_begin_patiently(connection);
    if (!fault)
        fault = queue(ctl, connection, &report);
    if (!fault)
        return rehab_db_commit(connection);
    rehab_db_rollback(connection);
    return fault;
}
