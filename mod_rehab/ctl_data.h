/* ctl_data: what commands do with the portal's data, for those of them that share it. */
#ifndef REHAB_CTL_DATA_H
#define REHAB_CTL_DATA_H

#include "ctl.h"
#include "import.h"
#include "trades.h"

/* ctl_demo.c: example places, employers and jobs of conf/demo, once. */
rehab_fault *rehab_ctl_demo(rehab_ctl *ctl);
/* What accounts have decided or wait for, once there are accounts: checks of employers, pledges,
 * changed jobs. */
rehab_fault *rehab_ctl_demo_decided(rehab_ctl *ctl);

/* ctl_roles.c: ways to help from a CSV file, in place of those that were there; *n says how many. */
rehab_fault *rehab_ctl_roles(rehab_ctl *ctl, const char *file, int *n);

/* ctl_phrases.c: what adverts may not say ("phrases") or the least that may be paid ("wages") from a
 * CSV file, into what is there; *n says how many were read. */
rehab_fault *rehab_ctl_phrases(rehab_ctl *ctl, const char *what, const char *file, int *n);

/* ctl_words.c: folds the words of every job anew, in batches; says how many had differed. */
rehab_fault *rehab_ctl_refold(rehab_ctl *ctl);
/* How many jobs have other words than their title and text fold to; *first is the code of one. */
rehab_fault *rehab_ctl_unfolded(rehab_ctl *ctl, int *n, const char **first);

/* ctl_import.c: reads conf/trades.csv; *changed is how many of its rows differed. */
rehab_fault *rehab_ctl_trades(rehab_ctl *ctl, apr_int64_t *changed);
/* Settings for a file, with the site's folders and clock. */
rehab_import_settings rehab_ctl_import_settings(const rehab_ctl *ctl, const char *file);

#endif
