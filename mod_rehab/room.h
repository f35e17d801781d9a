/* room: memory of a process for those who are at work in it.  What a page needs while it is made goes
 * back there, for the next one: in the pools of requests each connection would come to hold what its
 * largest page took. */
#ifndef REHAB_ROOM_H
#define REHAB_ROOM_H

#include <apr_allocator.h>

#include "rehab.h"

/* Lives as long as the pool; several threads may use it. */
rehab_fault *rehab_room_make(apr_pool_t *pool, apr_allocator_t **room);

/* A pool in the room, or (NULL) where `pool` has its own memory; ends with `pool`, or before. */
apr_pool_t *rehab_room_pool(apr_pool_t *pool, apr_allocator_t *room);

#endif
