/* import_known.c: what tells jobs apart in, the row that a job has out: known without asking.
 *
 * Of each job there are 64 bits of a BLAKE2b and its row.  Two jobs with the same 64 bits would be
 * taken for one, and the later would not be added; of 370,000 imports of ten million jobs one would
 * meet such a pair (n * n / 2^65).
 *
 * They lie in TABLES tables by their first bits.  Each is widened by itself and by a quarter, so that
 * slots are 0.7 to 0.875 full and no more than one table is there twice. */
#include <sodium.h>
#include <string.h>

#include "import_parts.h"

enum { TABLE_BITS = 6, TABLES = 1 << TABLE_BITS, FIRST_SLOTS = 384 };

typedef struct slot { rehab_job_key key; apr_int64_t job_id; } slot;

typedef struct table {
    apr_pool_t *room;               /* holds the slots, and goes when they are widened */
    slot *slots;                    /* open addressing; job_id 0 is an empty one */
    apr_uint32_t n, used;
} table;

struct rehab_known {
    apr_pool_t *pool;
    table tables[TABLES];
};

/* Room of its own, which goes back to the system with the pool. */
static void take_room(apr_pool_t *pool, table *t, apr_uint32_t n)
{
    apr_allocator_t *allocator;

    apr_allocator_create(&allocator);
    apr_pool_create_ex(&t->room, pool, NULL, allocator);
    apr_allocator_owner_set(allocator, t->room);
    t->n = n;
    t->slots = apr_pcalloc(t->room, n * sizeof(slot));
}

rehab_known *rehab_known_make(apr_pool_t *pool)
{
    rehab_known *made = apr_pcalloc(pool, sizeof *made);

    made->pool = pool;
    return made;
}

rehab_job_key rehab_known_key(const char *first, const char *second, const char *third)
{
    crypto_generichash_state state;
    unsigned char hash[crypto_generichash_BYTES_MIN];
    rehab_job_key made;

    /* Each with its NUL, so that no two parts run into each other. */
    crypto_generichash_init(&state, NULL, 0, sizeof hash);
    crypto_generichash_update(&state, (const unsigned char *)first, strlen(first) + 1);
    crypto_generichash_update(&state, (const unsigned char *)second, strlen(second) + 1);
    crypto_generichash_update(&state, (const unsigned char *)third, strlen(third) + 1);
    crypto_generichash_final(&state, hash, sizeof hash);
    memcpy(&made.bits, hash, sizeof made.bits);
    return made;
}

static apr_size_t table_of(rehab_job_key key)
{
    return (apr_size_t)(key.bits >> (64 - TABLE_BITS));
}

/* The last 32 bits say where to look first; any number of slots is reached evenly. */
static slot *place_of(const table *t, rehab_job_key key)
{
    apr_uint32_t at = (apr_uint32_t)(((key.bits & 0xFFFFFFFF) * t->n) >> 32);

    while (t->slots[at].job_id && t->slots[at].key.bits != key.bits)
        at = at + 1 < t->n ? at + 1 : 0;
    return &t->slots[at];
}

static void widen(apr_pool_t *pool, table *t)
{
    const table old = *t;

    take_room(pool, t, old.n ? old.n + old.n / 4 : FIRST_SLOTS);
    for (apr_uint32_t i = 0; i < old.n; i++)
        if (old.slots[i].job_id)
            *place_of(t, old.slots[i].key) = old.slots[i];
    if (old.room)
        apr_pool_destroy(old.room);
}

void rehab_known_set(rehab_known *known, const rehab_job_key *key, apr_int64_t job_id)
{
    table *t = &known->tables[table_of(*key)];

    if (t->used >= t->n - t->n / 8)
        widen(known->pool, t);
    slot *at = place_of(t, *key);

    t->used += !at->job_id;
    /* The first job that has a key keeps it. */
    if (at->job_id <= 0)
        *at = (slot){ *key, job_id };
}

apr_int64_t rehab_known_get(const rehab_known *known, const rehab_job_key *key)
{
    const table *t = &known->tables[table_of(*key)];

    return t->n ? place_of(t, *key)->job_id : 0;
}
