/* frame: the bytes of a page around its cards, as one piece of memory, and back to a page.  Pure. */
#ifndef REHAB_FRAME_H
#define REHAB_FRAME_H

#include "html.h"
#include "sheet.h"

enum { REHAB_CARD_NAME = 32 };      /* room for the name of a card's element and its end */

/* `holes` (rehab_hole) are in order and name cards (rehab_card) by their numbers. */
const char *rehab_frame_pack(apr_pool_t *pool, const apr_array_header_t *holes, const char *bytes,
                             apr_size_t length, apr_size_t *packed);

/* The page; NULL when a card is of another element than the one for which the frame was made, since
 * the line ends around it may be others, or when there is no such card. */
const char *rehab_frame_join(apr_pool_t *pool, const char *frame, apr_size_t packed,
                             const apr_array_header_t *cards, apr_size_t *length);

#endif
