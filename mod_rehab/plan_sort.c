/* plan_sort.c: in go nodes and the keys of xsl:sort, all of them numbers, out come the nodes by their
 * keys. */
#include <math.h>

#include "plan_inside.h"

/* -1, 0 or 1 by one key; what is no number comes first. */
static int by_key(double a, double b)
{
    if (isnan(a) || isnan(b))
        return isnan(b) - isnan(a) > 0 ? 1 : isnan(a) && isnan(b) ? 0 : -1;
    return a < b ? -1 : a > b;
}

static int in_order(const rehab_sorting *sorts, const double *a, const double *b)
{
    for (int k = 0; sorts; sorts = sorts->next, k++) {
        int order = by_key(a[k], b[k]);

        if (order)
            return (sorts->descending ? -order : order) < 0;
    }
    return 1;
}

void rehab_sort_nodes(const rehab_context *at, const rehab_sorting *sorts, rehab_answer *value)
{
    apr_pool_t *pool = at->playing->run->pool;
    int keys = 0;

    for (const rehab_sorting *s = sorts; s; s = s->next)
        keys++;
    apr_size_t room = (apr_size_t)value->count + 1;
    const double **key = apr_palloc(pool, sizeof(double *) * room);
    xmlNodePtr *sorted = apr_palloc(pool, sizeof(xmlNodePtr) * room);

    for (int n = 0; n < value->count; n++) {
        rehab_context here = *at;
        double *mine = apr_palloc(pool, sizeof *mine * (apr_size_t)keys);
        int place = n, k = 0;

        here.node = here.current = value->nodes[n];
        here.position = n + 1;
        here.size = value->count;
        for (const rehab_sorting *s = sorts; s; s = s->next)
            mine[k++] = rehab_evaluate_number(&here, s->select);
        for (; place > 0 && !in_order(sorts, key[place - 1], mine); place--) {
            key[place] = key[place - 1];
            sorted[place] = sorted[place - 1];
        }
        key[place] = mine;
        sorted[place] = value->nodes[n];
    }
    value->nodes = sorted;
}
