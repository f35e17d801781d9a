/* ctl_notice: the night's part of jobs that close. */
#ifndef REHAB_CTL_NOTICE_H
#define REHAB_CTL_NOTICE_H

#include "ctl.h"

/* Tells employers by mail, once for each closing day, of jobs that close in three days and of those
 * that closed in the last week, with a link that keeps them open; erases drafts of 90 days ago. */
rehab_fault *rehab_notice_daily(rehab_ctl *ctl, rehab_connection *connection);

#endif
