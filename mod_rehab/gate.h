/* gate: at most so many threads at once; the others wait, and who waits longest is next.  Renders pass
 * one: each needs memory of its own, and more of them than cores only makes all of them late. */
#ifndef REHAB_GATE_H
#define REHAB_GATE_H

#include "rehab.h"

typedef struct rehab_gate rehab_gate;

/* A gate for `places` threads; the pool, which must outlive them, frees it. */
rehab_fault *rehab_gate_make(apr_pool_t *pool, int places, rehab_gate **gate);

/* Waits for a place; a NULL gate has room for all. */
void rehab_gate_enter(rehab_gate *gate);

void rehab_gate_leave(rehab_gate *gate);

/* The same where no more than `most` others wait already; 0: too many do, and it was not entered. */
int rehab_gate_enter_soon(rehab_gate *gate, int most);

/* The most that were inside at once so far: what tests count. */
int rehab_gate_most(rehab_gate *gate);

/* How many wait now: the same. */
int rehab_gate_waiting(rehab_gate *gate);

#endif
