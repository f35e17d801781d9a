/* ctl_audit.c: the audit trail in; whether its chain is whole, and where it is not, out. */
#include <apr_strings.h>
#include <stdio.h>
#include <string.h>

#include "audit.h"
#include "ctl.h"

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

int rehab_ctl_audit(rehab_ctl *ctl)
{
    rehab_connection *connection;
    rehab_statement *batch;
    rehab_audit_report report;

    if (strcmp(rehab_ctl_word(ctl, 0), "verify") != 0)
        return rehab_ctl_misused(ctl, "audit verify");
    rehab_fault *fault = rehab_ctl_connection(ctl, &connection);

    if (fault)
        return rehab_ctl_fail(ctl, fault);
    fault = rehab_sql_read(ctl->pool, ctl->site->sql_directory, "audit/rows.sql",
                           ctl->site->database.dialect, &batch);
    if (!fault)
        fault = rehab_audit_verify(ctl->pool, connection, batch, &report);
    rehab_db_return(connection);
    return fault ? rehab_ctl_fail(ctl, fault) : say(&report);
}
