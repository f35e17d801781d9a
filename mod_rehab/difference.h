/* difference: how one text became another, word by word. */
#ifndef REHAB_DIFFERENCE_H
#define REHAB_DIFFERENCE_H

#include <apr_tables.h>

typedef enum { REHAB_SAME, REHAB_REMOVED, REHAB_ADDED } rehab_change;

/* Words that follow each other and share a fate, with the white space between and behind them. */
typedef struct rehab_piece { rehab_change change; const char *text; } rehab_piece;

/* rehab_piece in reading order: SAME and ADDED make up `after`, SAME and REMOVED the words of
 * `before`.  The fewest words are removed and added; where that takes more than some hundred of
 * either, all that lies between the common beginning and end is.  White space is not compared. */
apr_array_header_t *rehab_difference(apr_pool_t *pool, const char *before, const char *after);

#endif
