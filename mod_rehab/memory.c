/* memory.c: in go pieces with keys, out come copies of them.  The bytes are divided among a few
 * shelves by key, so that threads seldom wait for each other.  A shelf has two halves: pieces are
 * written one behind the other into the young one, and those found in the old one are written there
 * again; when the young one is full it becomes the old one, whose pieces are forgotten. */
#include "memory.h"

#include <apr_thread_mutex.h>
#include <string.h>

enum { SHELVES = 4, USUAL_PIECE = 512, LEAST = 65536 };

typedef struct piece {
    unsigned char key[REHAB_MEMORY_KEY];
    apr_uint64_t length;
    char bytes[];
} piece;

typedef struct half {
    char *bytes;
    apr_size_t used;
    apr_uint32_t *places;           /* by key: where a piece begins, and one more; 0: nothing     */
    apr_uint32_t pieces;
} half;

typedef struct shelf {
    apr_thread_mutex_t *mutex;
    half halves[2];
    int young;
    rehab_memory_figures figures;
} shelf;

struct rehab_memory {
    apr_size_t half_bytes;
    apr_uint32_t places;            /* of a half; a power of two                                 */
    shelf shelves[SHELVES];
};

rehab_fault *rehab_memory_make(apr_pool_t *pool, apr_size_t bytes, rehab_memory **memory)
{
    rehab_memory *made = apr_pcalloc(pool, sizeof *made);

    bytes = bytes < LEAST ? LEAST : bytes;
    made->half_bytes = bytes / SHELVES / 2 & ~(apr_size_t)7;
    for (made->places = 16; made->places < made->half_bytes / USUAL_PIECE * 2;)
        made->places *= 2;
    for (int i = 0; i < SHELVES; i++) {
        shelf *s = &made->shelves[i];

        if (apr_thread_mutex_create(&s->mutex, APR_THREAD_MUTEX_DEFAULT, pool) != APR_SUCCESS)
            return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                                    "no mutex for remembered cards");
        for (int h = 0; h < 2; h++) {
            s->halves[h].bytes = apr_palloc(pool, made->half_bytes);
            s->halves[h].places = apr_pcalloc(pool, made->places * sizeof(apr_uint32_t));
        }
    }
    *memory = made;
    return NULL;
}

/* Keys are hashes: any bytes of them spread well. */
static apr_uint32_t number_in(const unsigned char *key)
{
    apr_uint32_t n;

    memcpy(&n, key, sizeof n);
    return n;
}

static shelf *shelf_of(rehab_memory *memory, const unsigned char *key)
{
    return &memory->shelves[key[REHAB_MEMORY_KEY - 1] % SHELVES];
}

/* The place of the key, or the first free one on the way to it. */
static apr_uint32_t *place_of(const rehab_memory *memory, const half *h, const unsigned char *key)
{
    apr_uint32_t at = number_in(key) & (memory->places - 1);

    while (h->places[at]
           && memcmp(h->bytes + h->places[at] - 1, key, REHAB_MEMORY_KEY) != 0)
        at = (at + 1) & (memory->places - 1);
    return &h->places[at];
}

static const piece *piece_at(const half *h, apr_uint32_t place)
{
    return place ? (const piece *)(const void *)(h->bytes + place - 1) : NULL;
}

static void turn(const rehab_memory *memory, shelf *s)
{
    half *next = &s->halves[!s->young];

    memset(next->places, 0, memory->places * sizeof *next->places);
    next->used = next->pieces = 0;
    s->young = !s->young;
    s->figures.forgotten++;
}

static void write_piece(rehab_memory *memory, shelf *s, const unsigned char *key,
                        const void *bytes, apr_size_t length)
{
    apr_size_t room = (sizeof(piece) + length + 7) & ~(apr_size_t)7;

    if (length > memory->half_bytes || room > memory->half_bytes) {
        s->figures.refused++;
        return;
    }
    if (s->halves[s->young].used + room > memory->half_bytes
        || s->halves[s->young].pieces >= memory->places / 4 * 3)
        turn(memory, s);
    half *h = &s->halves[s->young];
    apr_uint32_t *place = place_of(memory, h, key);

    if (*place)
        return;
    piece *made = (piece *)(void *)(h->bytes + h->used);

    memcpy(made->key, key, REHAB_MEMORY_KEY);
    made->length = length;
    memcpy(made->bytes, bytes, length);
    *place = (apr_uint32_t)h->used + 1;
    h->used += room;
    h->pieces++;
}

const char *rehab_memory_find(rehab_memory *memory, const unsigned char key[REHAB_MEMORY_KEY],
                              apr_pool_t *pool, apr_size_t *length)
{
    shelf *s = shelf_of(memory, key);
    char *copy = NULL;

    apr_thread_mutex_lock(s->mutex);
    const half *young = &s->halves[s->young], *old = &s->halves[!s->young];
    const piece *found = piece_at(young, *place_of(memory, young, key));
    int again = !found;

    if (!found)
        found = piece_at(old, *place_of(memory, old, key));
    if (found) {
        *length = (apr_size_t)found->length;
        copy = apr_palloc(pool, *length + 1);
        memcpy(copy, found->bytes, *length);
        copy[*length] = '\0';
        s->figures.found++;
        if (again)
            write_piece(memory, s, key, copy, *length);
    } else {
        s->figures.missed++;
    }
    apr_thread_mutex_unlock(s->mutex);
    return copy;
}

void rehab_memory_put(rehab_memory *memory, const unsigned char key[REHAB_MEMORY_KEY],
                      const void *bytes, apr_size_t length)
{
    shelf *s = shelf_of(memory, key);

    apr_thread_mutex_lock(s->mutex);
    s->figures.put++;
    write_piece(memory, s, key, bytes, length);
    apr_thread_mutex_unlock(s->mutex);
}

rehab_memory_figures rehab_memory_count(rehab_memory *memory)
{
    rehab_memory_figures all = { 0 };

    for (int i = 0; i < SHELVES; i++) {
        shelf *s = &memory->shelves[i];

        apr_thread_mutex_lock(s->mutex);
        all.found += s->figures.found;
        all.missed += s->figures.missed;
        all.put += s->figures.put;
        all.refused += s->figures.refused;
        all.forgotten += s->figures.forgotten;
        apr_thread_mutex_unlock(s->mutex);
    }
    return all;
}
