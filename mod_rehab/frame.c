/* frame.c: in go a page's bytes and the places of its cards, out comes one piece; in go the piece
 * and cards, out comes the page. */
#include "frame.h"

#include <apr_strings.h>
#include <string.h>

/* Where a card stands, and of what element it was when the frame was made. */
typedef struct place {
    apr_uint64_t at;
    apr_int64_t card;
    char name[REHAB_CARD_NAME];
} place;

/* number of places, places, bytes */
const char *rehab_frame_pack(apr_pool_t *pool, const apr_array_header_t *holes, const char *bytes,
                             apr_size_t length, apr_size_t *packed)
{
    apr_uint64_t n = (apr_uint64_t)holes->nelts;
    apr_size_t head = sizeof n + (apr_size_t)n * sizeof(place);
    char *frame = apr_palloc(pool, head + length);

    memcpy(frame, &n, sizeof n);
    for (int i = 0; i < holes->nelts; i++) {
        const rehab_hole *hole = &APR_ARRAY_IDX(holes, i, rehab_hole);
        place p;

        memset(&p, 0, sizeof p);
        p.at = hole->at;
        p.card = hole->card;
        apr_cpystrn(p.name, hole->name, sizeof p.name);
        memcpy(frame + sizeof n + (apr_size_t)i * sizeof p, &p, sizeof p);
    }
    memcpy(frame + head, bytes, length);
    *packed = head + length;
    return frame;
}

static place place_in(const char *frame, apr_uint64_t i)
{
    place p;

    memcpy(&p, frame + sizeof(apr_uint64_t) + i * sizeof p, sizeof p);
    return p;
}

/* Of all cards in their places; -1 when one does not fit. */
static apr_int64_t size_of_cards(const char *frame, apr_uint64_t n, const apr_array_header_t *cards)
{
    apr_int64_t size = 0;

    for (apr_uint64_t i = 0; i < n; i++) {
        place p = place_in(frame, i);
        const rehab_card *card = p.card >= 0 && p.card < cards->nelts
            ? &APR_ARRAY_IDX(cards, p.card, rehab_card) : NULL;

        if (!card || strcmp(card->name, p.name) != 0)
            return -1;
        size += (apr_int64_t)card->length;
    }
    return size;
}

const char *rehab_frame_join(apr_pool_t *pool, const char *frame, apr_size_t packed,
                             const apr_array_header_t *cards, apr_size_t *length)
{
    apr_uint64_t n, from = 0;

    memcpy(&n, frame, sizeof n);
    const char *bytes = frame + sizeof n + n * sizeof(place);
    apr_size_t around = packed - (apr_size_t)(bytes - frame);
    apr_int64_t size = size_of_cards(frame, n, cards);

    if (size < 0)
        return NULL;
    char *page = apr_palloc(pool, around + (apr_size_t)size + 1), *to = page;

    for (apr_uint64_t i = 0; i < n; i++) {
        place p = place_in(frame, i);
        const rehab_card *card = &APR_ARRAY_IDX(cards, p.card, rehab_card);

        memcpy(to, bytes + from, p.at - from);
        to += p.at - from;
        from = p.at;
        memcpy(to, card->bytes, card->length);
        to += card->length;
    }
    memcpy(to, bytes + from, around - from);
    *length = around + (apr_size_t)size;
    page[*length] = '\0';
    return page;
}
