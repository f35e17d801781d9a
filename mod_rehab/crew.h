/* crew: the few threads of a process in which pages are made, while the many that serve visitors wait.
 * glibc keeps for each thread some of what it has freed, and an arena for a few of them: with all that
 * SQLite, libxml2 and ICU allocate in sixty-four threads, a process grows for a million requests.
 * Whoever came first is first, and more at once than cores would only make all of them late. */
#ifndef REHAB_CREW_H
#define REHAB_CREW_H

#include "rehab.h"

typedef struct rehab_crew rehab_crew;

/* `hands` threads, begun when they are wanted.  One whose job takes longer than `patience`, since a
 * statement is slow, has another thread in its place when a job has waited so long, up to `most`;
 * when it has done, one is sent away.  When `pool` goes so do those that have nothing to do; the crew
 * itself lives as long as the process, since others may be at work. */
rehab_fault *rehab_crew_make(apr_pool_t *pool, int hands, int most, apr_interval_time_t patience,
                             rehab_crew **crew);

/* Has the job done and gives then what it gave: by a hand, or in this thread where `crew` is NULL or
 * no thread can be begun.  What it is given is the job's alone meanwhile. */
rehab_fault *rehab_crew_do(rehab_crew *crew, rehab_fault *(*job)(void *baton), void *baton);

/* How many threads there are now, and how many jobs wait for one: what tests count. */
int rehab_crew_hands(rehab_crew *crew);
int rehab_crew_waiting(rehab_crew *crew);

#endif
