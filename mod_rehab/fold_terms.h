/* fold_terms: what fold.c finds in a text, for those who write a query of it. */
#ifndef REHAB_FOLD_TERMS_H
#define REHAB_FOLD_TERMS_H

#include "fold.h"

/* One word, in the forms that a query needs. */
typedef struct rehab_term {
    const char *stem;           /* without endings: what is stored and compared               */
    const char *whole;          /* as typed, folded; in a query only, as letters              */
    const char *joined;         /* together with the ending that hung on it, stemmed; or NULL */
    int letters;                /* of whole                                                   */
} rehab_term;

/* The words of a text as an array of rehab_term, no more than `most` of them; `asked`: for a query. */
apr_array_header_t *rehab_fold_terms(apr_pool_t *pool, const char *text, int most, int asked);

#endif
