/* kinds_here: what the tests of kinds share: one pool, and short ways to ask. */
#ifndef KINDS_HERE_H
#define KINDS_HERE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <apr_general.h>
#include <apr_strings.h>
#include <string.h>

#include "kinds.h"

typedef struct pair {
    const char *sent, *form;
} pair;

static apr_pool_t *pool;

static inline int make_pool(void **state)
{
    (void)state;
    apr_initialize();
    apr_pool_create(&pool, NULL);
    return 0;
}

static inline int drop_pool(void **state)
{
    (void)state;
    apr_pool_destroy(pool);
    return 0;
}

/* What `param` makes of the text: its form, "absent", or "!" and the code of the complaint. */
static inline const char *answer(const rehab_param *param, const char *sent)
{
    const char *value = "never set";
    const char *complaint = rehab_kind_check(pool, param, sent, strlen(sent), &value);

    if (complaint) {
        assert_null(value);
        return apr_pstrcat(pool, "!", complaint, NULL);
    }
    return value ? value : "absent";
}

static inline const char *kind_answer(rehab_kind kind, const char *sent)
{
    const rehab_param param = { .name = "x", .kind = kind };

    return answer(&param, sent);
}

static inline void all_become(rehab_kind kind, const pair *pairs, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(kind_answer(kind, pairs[i].sent), pairs[i].form) != 0)
            fail_msg("'%s' became '%s', not '%s'", pairs[i].sent,
                     kind_answer(kind, pairs[i].sent), pairs[i].form);
}

static inline void all_are_refused(rehab_kind kind, const char *const *sent, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(kind_answer(kind, sent[i]), "!kind") != 0)
            fail_msg("'%s' became '%s'", sent[i], kind_answer(kind, sent[i]));
}

static inline const char *repeated(const char *text, int times)
{
    const char *all = "";

    while (times-- > 0)
        all = apr_pstrcat(pool, all, text, NULL);
    return all;
}

#endif
