/* errand: what another machine may take for ever to answer is asked by a few threads of the process
 * that do nothing else, so that a request can stop waiting and go on without. */
#ifndef REHAB_ERRAND_H
#define REHAB_ERRAND_H

#include "rehab.h"

typedef struct rehab_errands rehab_errands;

/* At most `threads` at once; they are started when they are first needed.  After the fork. */
rehab_fault *rehab_errands_make(apr_pool_t *pool, int threads, rehab_errands **errands);

/* Runs `run` with `baton`, which lies in `own`: a pool of no parent that belongs to the errand.
 * 1: it is done, and the caller destroys `own`.  0: it was not within `ms`, and `own` goes when it
 * is; or no thread came free, and `own` is gone. */
int rehab_errand_run(rehab_errands *errands, apr_pool_t *own, void (*run)(void *baton),
                     void *baton, int ms);

#endif
