/* memo: texts that never change, by a small number: whoever makes one first leaves it for all threads
 * of the process.  What is said of days, counts and sums is asked for again on every page, and ICU
 * takes twenty thousand instructions for each. */
#ifndef REHAB_MEMO_H
#define REHAB_MEMO_H

#include "rehab.h"

typedef struct rehab_memo rehab_memo;

/* For numbers from `first` on, `count` of them; freed with the pool. */
rehab_memo *rehab_memo_make(apr_pool_t *pool, long first, long count);

/* The text of a number, or NULL: it is out of range, or nobody has made it yet. */
const char *rehab_memo_find(const rehab_memo *memo, long number);

/* Keeps a copy, unless the number is out of range or another thread was faster. */
void rehab_memo_keep(const rehab_memo *memo, long number, const char *text);

#endif
