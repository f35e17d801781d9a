/* cards: a page as a frame around its cards, both remembered by this process (memory.h).
 *
 * A card is what one row of a list becomes in mode card; it is remembered by the site's mark, the
 * page's sheet, language, today, and the row's _id and _rev, and knows nothing of its place.  The
 * frame is all the rest of the page, its forms too; it is remembered by the document that it is
 * made of, in which the rows have no columns.  Which frame a request gets is remembered as well, by
 * all that was asked and the revision of the page's tables: then only the lists of cards are asked
 * of the database.  What is not remembered is made by the page's own sheet; where that is not
 * possible (a card that is not one element) the page is made whole, as without this file. */
#ifndef REHAB_CARDS_H
#define REHAB_CARDS_H

#include "request.h"

typedef struct rehab_cards rehab_cards;

/* At load: tells each query of the page whether its rows are cards, and the page whether it may be
 * a frame. */
void rehab_cards_prepare(rehab_page *page);

/* The cards of a request; NULL: the page is made whole. */
rehab_cards *rehab_cards_begin(rehab_request *request);

/* One row of a list, from a lean statement (db.h). */
void rehab_cards_row(rehab_cards *cards, const rehab_query *query, const rehab_row *row);

/* The list is over; `more` is its cursor, or NULL. */
void rehab_cards_list(rehab_cards *cards, const rehab_query *query, const char *more);

/* After all lists of cards: 1 when the frame is known, so that nothing else need be asked. */
int rehab_cards_known(rehab_cards *cards);

/* The list's element, at its place in the document. */
void rehab_cards_place(rehab_cards *cards, const rehab_query *query);

/* After all else stands in the document. */
void rehab_cards_close(rehab_cards *cards);

/* The page's bytes: makes what is missing, and puts all together.  *whole is 1 when the page must
 * be made whole instead. */
rehab_fault *rehab_cards_render(rehab_cards *cards, int *whole);

#endif
