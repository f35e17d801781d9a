/* ctl_stale: where rendered pages of text lie, and whether they still say what their sources say. */
#ifndef REHAB_CTL_STALE_H
#define REHAB_CTL_STALE_H

#include "ctl.h"

/* The folder of rendered pages: the first RehabStatic that lies in the state. */
const char *rehab_ctl_target(const rehab_ctl *ctl);
/* The file of one of them. */
const char *rehab_ctl_rendered(const rehab_ctl *ctl, apr_pool_t *pool, const char *tag,
                               const char *name);

/* Notes in STATE/rendered.mark of which sources they were made with that sheet. */
rehab_fault *rehab_ctl_mark_rendered(rehab_ctl *ctl, const rehab_sheet *sheet);

/* A sentence when one is missing, is older than organisation.xml, its strings, the facts or its own
 * text, or was made of other sources than there are; NULL when all are as they should be. */
rehab_fault *rehab_ctl_stale(rehab_ctl *ctl, const char **sentence);

#endif
