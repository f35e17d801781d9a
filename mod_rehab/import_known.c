/* import_known.c: what tells jobs apart in, the row that a job has out: known without asking. */
#include <sodium.h>
#include <string.h>

#include "import_parts.h"

enum { FIRST_SLOTS = 4096 };

typedef struct slot { rehab_job_key key; apr_int64_t job_id; } slot;

struct rehab_known {
    apr_pool_t *pool, *room;        /* room holds the slots, and goes when they are widened */
    slot *slots;                    /* open addressing; job_id 0 is an empty one */
    apr_size_t n, used;
};

/* Room of its own, which goes back to the system with the pool. */
static void take_room(rehab_known *known, apr_size_t n)
{
    apr_allocator_t *allocator;

    apr_allocator_create(&allocator);
    apr_pool_create_ex(&known->room, known->pool, NULL, allocator);
    apr_allocator_owner_set(allocator, known->room);
    known->n = n;
    known->slots = apr_pcalloc(known->room, n * sizeof(slot));
}

rehab_known *rehab_known_make(apr_pool_t *pool)
{
    rehab_known *made = apr_pcalloc(pool, sizeof *made);

    made->pool = pool;
    take_room(made, FIRST_SLOTS);
    return made;
}

rehab_job_key rehab_known_key(const char *first, const char *second, const char *third)
{
    crypto_generichash_state state;
    rehab_job_key made;

    /* Each with its NUL, so that no two parts run into each other. */
    crypto_generichash_init(&state, NULL, 0, sizeof made.bytes);
    crypto_generichash_update(&state, (const unsigned char *)first, strlen(first) + 1);
    crypto_generichash_update(&state, (const unsigned char *)second, strlen(second) + 1);
    crypto_generichash_update(&state, (const unsigned char *)third, strlen(third) + 1);
    crypto_generichash_final(&state, made.bytes, sizeof made.bytes);
    return made;
}

static slot *place_of(slot *slots, apr_size_t n, const rehab_job_key *key)
{
    apr_size_t at;

    memcpy(&at, key->bytes, sizeof at);
    for (at &= n - 1;; at = (at + 1) & (n - 1))
        if (!slots[at].job_id || memcmp(&slots[at].key, key, sizeof *key) == 0)
            return &slots[at];
}

static void widen(rehab_known *known)
{
    const rehab_known old = *known;

    take_room(known, old.n * 2);
    for (apr_size_t i = 0; i < old.n; i++)
        if (old.slots[i].job_id)
            *place_of(known->slots, known->n, &old.slots[i].key) = old.slots[i];
    apr_pool_destroy(old.room);
}

void rehab_known_set(rehab_known *known, const rehab_job_key *key, apr_int64_t job_id)
{
    if (known->used * 2 >= known->n)
        widen(known);
    slot *at = place_of(known->slots, known->n, key);

    known->used += !at->job_id;
    /* The first job that has a key keeps it. */
    if (at->job_id <= 0)
        *at = (slot){ *key, job_id };
}

apr_int64_t rehab_known_get(const rehab_known *known, const rehab_job_key *key)
{
    return place_of(known->slots, known->n, key)->job_id;
}
