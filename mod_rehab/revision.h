/* revision: how often the tables that a page reads were changed.  Triggers count in the table
 * `revision`, whoever writes; a process looks there once a second, and at once when a form of this
 * machine was written since: its writer raises a number that all processes share. */
#ifndef REHAB_REVISION_H
#define REHAB_REVISION_H

#include "db.h"

typedef struct rehab_revision rehab_revision;

enum {
    REHAB_LOOK_AGAIN_MS = 1000,             /* how old what a process knows may be             */
    REHAB_MOST_AWAY_MS = 10 * 60 * 1000     /* the same while the database cannot be asked     */
};

/* What this process knows, nothing yet.  `writes` is shared with all processes of the server. */
rehab_fault *rehab_revision_make(apr_pool_t *pool, volatile apr_uint32_t *writes,
                                 rehab_revision **revision);

/* After a COMMIT and before its answer: who asks from here on, in any process, sees the change. */
void rehab_revision_raise(rehab_revision *revision);

/* The revisions of `relations` ("job,place") as this process knows them, as one text; NULL when it
 * cannot know: the database is away and what was known is too old. */
const char *rehab_revision_known(rehab_revision *revision, rehab_db *db, apr_pool_t *pool,
                                 const char *relations);

/* The same as the transaction on `connection` sees them. */
rehab_fault *rehab_revision_read(rehab_revision *revision, rehab_connection *connection,
                                 apr_pool_t *pool, const char *relations, const char **text);

#endif
