/* memory: finished pieces of pages by key, in a number of bytes that never grows.  One per process,
 * for all its threads.  What was not asked for while the other half was filled is forgotten. */
#ifndef REHAB_MEMORY_H
#define REHAB_MEMORY_H

#include "rehab.h"

enum { REHAB_MEMORY_KEY = 16 };

typedef struct rehab_memory rehab_memory;

/* What has happened so far: what tests count. */
typedef struct rehab_memory_figures {
    unsigned long found, missed, put;
    unsigned long refused;          /* too large for their place                                 */
    unsigned long forgotten;        /* halves that were emptied                                  */
} rehab_memory_figures;

/* At least 64 kB; the pool, which must outlive all users, gives the bytes at once, and the system
 * only those that are used. */
rehab_fault *rehab_memory_make(apr_pool_t *pool, apr_size_t bytes, rehab_memory **memory);

/* A copy of the piece in `pool`, with a NUL behind it; NULL when there is none. */
const char *rehab_memory_find(rehab_memory *memory, const unsigned char key[REHAB_MEMORY_KEY],
                              apr_pool_t *pool, apr_size_t *length);

/* Remembers a copy.  Keys are hashes: what a key stands for never changes. */
void rehab_memory_put(rehab_memory *memory, const unsigned char key[REHAB_MEMORY_KEY],
                      const void *bytes, apr_size_t length);

rehab_memory_figures rehab_memory_count(rehab_memory *memory);

#endif
