/* room: memory of a process for those who are at work in it.  What a page needs while it is made goes
 * back there, for the next one: in the pools of requests each connection would come to hold what its
 * largest page took. */
#ifndef REHAB_ROOM_H
#define REHAB_ROOM_H

#include <apr_allocator.h>

#include "rehab.h"

/* Lives as long as the process, since answers may still be on their way when all else has ended;
 * several threads may use it.  `pool` is for the fault. */
rehab_fault *rehab_room_make(apr_pool_t *pool, apr_allocator_t **room);

/* A pool in the room, or (NULL) where `pool` has its own memory; ends with `pool`, or before. */
apr_pool_t *rehab_room_pool(apr_pool_t *pool, apr_allocator_t *room);

/* A pool with memory of its own, which the system gets back when the caller destroys it: for what is
 * read and checked at start.  In another pool of the server's it would stay in every process. */
apr_pool_t *rehab_room_apart(void);

/* Gives back to the system what lies free between what SQLite, libxslt and ICU have allocated: glibc
 * keeps it, in up to eight arenas a core.  Takes less than a millisecond; others may work meanwhile. */
void rehab_room_tidy(void);

#endif
