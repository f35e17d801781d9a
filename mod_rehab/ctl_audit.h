/* ctl_audit: the night's part of the audit trail. */
#ifndef REHAB_CTL_AUDIT_H
#define REHAB_CTL_AUDIT_H

#include "ctl.h"

/* Verifies the trail and, once a day, queues its end for every manager.  Fault 500 when it is not
 * whole. */
rehab_fault *rehab_audit_daily(rehab_ctl *ctl, rehab_connection *connection);

#endif
