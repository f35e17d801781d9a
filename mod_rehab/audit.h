/* audit: who did what to which thing and why, one row at the end of a chain whose every hash covers
 * the row before it.  No values, no free text: keys, codes and names of pages only. */
#ifndef REHAB_AUDIT_H
#define REHAB_AUDIT_H

#include "db.h"

/* What one row says.  NULL is nothing to say; at, role, verb and page are always there.  `reason`
 * is a key of a list; `page` the page's name, or "rehabctl" for what was done on the command line. */
typedef struct rehab_act {
    const char *at, *actor, *role, *verb, *object, *code, *page, *reason;
} rehab_act;

/* Adds the row inside the caller's write transaction, whose other writes it witnesses.  It locks
 * the head of the chain until that transaction ends. */
rehab_fault *rehab_audit_append(apr_pool_t *pool, rehab_connection *connection,
                                const rehab_act *act);

/* What the chain is worth: `rows` were read, `broken` is the first (0: none) that does not hold,
 * `why` says what is wrong with it or with the end of the chain (NULL: nothing). */
typedef struct rehab_audit_report {
    apr_int64_t rows, broken;
    const char *head, *why;
} rehab_audit_report;

/* Reads the whole chain in one snapshot, with the statement `batch` (audit/rows.sql). */
rehab_fault *rehab_audit_verify(apr_pool_t *pool, rehab_connection *connection,
                                const rehab_statement *batch, rehab_audit_report *report);

#endif
