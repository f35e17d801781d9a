/* db_pgsql_ahead: in come statements that will be asked next, out come their answers, for which nobody
 * waits alone: they go out with the question before them. */
#include "db_pgsql.h"

#include <string.h>

/* In the order in which they will be asked. */
typedef struct ahead {
    rehab_served statement;
    const char *name;
    const char **values;
    int n, sent, read;
    void *answer;                   /* a refusal, too; NULL: none came                           */
    const rehab_libpq *pq;
    struct ahead *next;
} ahead;

static apr_status_t clear_answer(void *data)
{
    const ahead *one = data;

    one->pq->clear(one->answer);
    return APR_SUCCESS;
}

void rehab_pgsql_ahead_add(rehab_connection *c, const rehab_run *run,
                           const rehab_served *statement)
{
    if (!statement->known)
        return;
    ahead *one = apr_pcalloc(run->pool, sizeof *one), *last = c->ahead;

    one->statement = *statement;
    one->name = run->statement->name;
    one->values = rehab_pgsql_bound(run);
    one->n = run->prepared->variant->binds->nelts;
    one->pq = c->db->library;
    apr_pool_cleanup_register(run->pool, one, clear_answer, apr_pool_cleanup_null);
    while (last && last->next)
        last = last->next;
    if (last)
        last->next = one;
    else
        c->ahead = one;
}

void rehab_pgsql_ahead_send(rehab_connection *c, rehab_run *run)
{
    for (ahead *one = c->ahead; one; one = one->next)
        if (!one->sent) {
            rehab_pgsql_send(c, &one->statement, one->n, one->values);
            one->sent = 1;
            run->with = one->name;
        }
}

static void read_answer(rehab_connection *c, ahead *one)
{
    void *answer = one->pq->next(c->native), *rest;

    while (answer && (rest = one->pq->next(c->native)))
        one->pq->clear(rest);
    one->answer = answer;
}

void rehab_pgsql_ahead_read(rehab_connection *c)
{
    for (ahead *one = c->ahead; one; one = one->next)
        if (one->sent && !one->read) {
            read_answer(c, one);
            one->read = 1;
        }
}

static int is_it(const ahead *one, const rehab_run *run, const rehab_served *statement)
{
    const char **values = rehab_pgsql_bound(run);
    int same = one->statement.number == statement->number;

    for (int i = 0; same && i < one->n; i++)
        same = !one->values[i] == !values[i]
               && (!values[i] || strcmp(one->values[i], values[i]) == 0);
    return same;
}

void *rehab_pgsql_ahead_take(rehab_connection *c, const rehab_run *run,
                             const rehab_served *statement)
{
    ahead *before = NULL, *one = c->ahead;

    while (one && !is_it(one, run, statement)) {
        before = one;
        one = one->next;
    }
    if (!one)
        return NULL;
    void *answer = one->answer;

    one->answer = NULL;
    if (before)
        before->next = one->next;
    else
        c->ahead = one->next;
    return answer;
}
