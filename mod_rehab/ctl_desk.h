/* ctl_desk: what the desk's commands and the night's work share. */
#ifndef REHAB_CTL_DESK_H
#define REHAB_CTL_DESK_H

#include "ctl.h"

/* What opens: the desk's own key, from --key FILE or the demo's, or the team's, from --by HOLDER. */
typedef struct rehab_desk_key {
    const unsigned char *key, *team;
    const char *id;
    const char *code;               /* of what is opened: a value of another row stays closed */
} rehab_desk_key;

rehab_fault *rehab_desk_open(rehab_ctl *ctl, rehab_desk_key *key);
/* The desk's own key alone. */
rehab_fault *rehab_desk_open_own(rehab_ctl *ctl, rehab_desk_key *key);

/* The text behind a sealed value of that parameter, whichever form sealed it; other text and NULL
 * come back as they are, and NULL for what is sealed to another key. */
rehab_fault *rehab_desk_unseal(rehab_ctl *ctl, const rehab_desk_key *key, const char *param,
                               const char *value, const char **text);

/* Tells the audit, before anything is shown, that what was sent is opened: "reads" one of that code,
 * "exports" all. */
rehab_fault *rehab_desk_witness(rehab_ctl *ctl, const char *verb, const char *code);

/* Runs a statement of conf/sql for its rows. */
rehab_fault *rehab_desk_rows(rehab_ctl *ctl, const char *path, rehab_values *values,
                             rehab_row_taker take, void *baton);

/* 26 min, 5 h, 3 days: since an instant 2026-11-21T10:20:30Z. */
typedef struct rehab_wait { int n; const char *unit; } rehab_wait;

rehab_wait rehab_desk_waited(const rehab_ctl *ctl, const char *at);

/* ctl_desk_sheet.c: who waits, opened, as a page to print, or with --text as text. */
int rehab_desk_export(rehab_ctl *ctl);

/* ctl_desk_keep.c */

typedef enum { REHAB_KEEP_DONE, REHAB_KEEP_UNTAKEN, REHAB_KEEP_VOLUNTEERS } rehab_keep;

/* The instant before which something of that sort is erased now, moved by `days`. */
const char *rehab_desk_before(rehab_ctl *ctl, rehab_keep sort, int days);
/* The day on which it is erased, when that is within a week; else NULL. */
const char *rehab_desk_erased_on(rehab_ctl *ctl, rehab_keep sort, const char *since);

/* Something was taken or done just now: the forms stay open for five working days more. */
rehab_fault *rehab_desk_acted(rehab_ctl *ctl, rehab_connection *connection);

/* The night's part: erases what was kept long enough, and says what goes within a week. */
rehab_fault *rehab_desk_erase(rehab_ctl *ctl, rehab_connection *connection);

#endif
