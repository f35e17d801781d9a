/* memo.c: in go numbers and what was said of them, out it comes again. */
#include "memo.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct rehab_memo {
    long first, count;
    _Atomic(char *) *texts;         /* of malloc; once set, never changed                        */
};

static apr_status_t free_texts(void *data)
{
    const rehab_memo *memo = data;

    for (long i = 0; i < memo->count; i++)
        free(memo->texts[i]);
    return APR_SUCCESS;
}

rehab_memo *rehab_memo_make(apr_pool_t *pool, long first, long count)
{
    rehab_memo *made = apr_palloc(pool, sizeof *made);

    made->first = first;
    made->count = count;
    made->texts = apr_pcalloc(pool, (apr_size_t)count * sizeof *made->texts);
    apr_pool_cleanup_register(pool, made, free_texts, apr_pool_cleanup_null);
    return made;
}

static int has(const rehab_memo *memo, long number)
{
    return number >= memo->first && number - memo->first < memo->count;
}

const char *rehab_memo_find(const rehab_memo *memo, long number)
{
    return has(memo, number) ? atomic_load(&memo->texts[number - memo->first]) : NULL;
}

void rehab_memo_keep(const rehab_memo *memo, long number, const char *text)
{
    char *copy = has(memo, number) ? strdup(text) : NULL, *nobody = NULL;

    if (copy && !atomic_compare_exchange_strong(&memo->texts[number - memo->first], &nobody, copy))
        free(copy);
}
