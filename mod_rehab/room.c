/* room.c: in come pools that are soon over, out goes the memory of those before them. */
#include "room.h"

#include <apr_thread_mutex.h>
#include <malloc.h>

enum { MOST_IDLE = 1 << 20 };

rehab_fault *rehab_room_make(apr_pool_t *pool, apr_allocator_t **room)
{
    apr_thread_mutex_t *mutex;
    apr_pool_t *owner;

    if (apr_allocator_create(room) != APR_SUCCESS
        || apr_pool_create_unmanaged_ex(&owner, NULL, *room) != APR_SUCCESS
        || apr_thread_mutex_create(&mutex, APR_THREAD_MUTEX_DEFAULT, owner) != APR_SUCCESS)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "no room for those at work");
    apr_allocator_mutex_set(*room, mutex);
    apr_allocator_owner_set(*room, owner);
    apr_allocator_max_free_set(*room, MOST_IDLE);
    return NULL;
}

apr_pool_t *rehab_room_pool(apr_pool_t *pool, apr_allocator_t *room)
{
    apr_pool_t *made;

    apr_pool_create_ex(&made, pool, NULL, room);
    return made;
}

apr_pool_t *rehab_room_apart(void)
{
    apr_pool_t *made;

    apr_pool_create_unmanaged_ex(&made, NULL, NULL);
    return made;
}

void rehab_room_tidy(void)
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}
