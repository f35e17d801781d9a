/* revision: how often the tables that a page reads were changed.  Triggers count in the table
 * `revision`, whoever writes; a process looks there once a second, and at once when a form of this
 * machine was written since: its writer raises a number that all processes share.  It looks where
 * is written; while that is away, at the replica, as long as that shows nothing older than some
 * process of this machine has seen. */
#ifndef REHAB_REVISION_H
#define REHAB_REVISION_H

#include "request.h"

typedef struct rehab_revision rehab_revision;

enum {
    REHAB_LOOK_AGAIN_MS = 900,              /* with the look itself, what a process knows is no
                                               older than a second                             */
    REHAB_MOST_AWAY_MS = 10 * 60 * 1000     /* the same while the database cannot be asked     */
};

/* How many bytes, all zero at first, the processes of a server share. */
apr_size_t rehab_revision_shared(void);

/* What this process knows, nothing yet.  The databases of `runtime` are where to look, and its log
 * hears when nobody answers there. */
rehab_fault *rehab_revision_make(apr_pool_t *pool, void *shared, const rehab_runtime *runtime,
                                 rehab_revision **revision);

/* After a COMMIT and before its answer: who asks from here on, in any process, sees the change. */
void rehab_revision_raise(rehab_revision *revision);

/* The revisions of `relations` ("job,place") as this process knows them, as one text; NULL when it
 * cannot know: the database is away and what was known is too old. */
const char *rehab_revision_known(rehab_revision *revision, apr_pool_t *pool,
                                 const char *relations);

/* The same as the transaction on `connection` sees them. */
rehab_fault *rehab_revision_read(rehab_revision *revision, rehab_connection *connection,
                                 apr_pool_t *pool, const char *relations, const char **text);

/* 1 when some table of `seen` was changed less often than in `known`, both of the same relations. */
int rehab_revision_is_older(const char *seen, const char *known);

#endif
