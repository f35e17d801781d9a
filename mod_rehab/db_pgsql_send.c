/* db_pgsql_send: in come statements and values, out come PostgreSQL's answers.  What a run needs goes
 * out at once and is one round trip: names to forget, a BEGIN, the statement where this connection
 * has not prepared it yet, its values, and what will be asked next (db_pgsql_ahead.c). */
#include "db_pgsql.h"

#include <apr_strings.h>

enum { NAME = 32 };

static const rehab_libpq *calls(const rehab_connection *c)
{
    return c->db->library;
}

static int is_fine(int kind)
{
    return kind == LIBPQ_COMMAND_OK || kind == LIBPQ_TUPLES_OK;
}

static const char *name_of(char buffer[NAME], unsigned long number)
{
    (void)apr_snprintf(buffer, NAME, "r%lu", number);
    return buffer;
}

/* Reads the answers to n commands and to what was sent ahead.  Gives how many of the n went well;
 * *last is the answer to the first that did not, or to the last, or NULL when the connection broke. */
static int read_answers(rehab_connection *c, int n, void **last)
{
    const rehab_libpq *pq = calls(c);
    int well = 0;

    *last = NULL;
    for (int i = 0; i < n; i++) {
        void *answer = pq->next(c->native), *rest;

        if (!answer)
            break;
        while ((rest = pq->next(c->native)))
            pq->clear(rest);
        if (well == i) {
            pq->clear(*last);
            *last = answer;
            well += is_fine(pq->kind(answer));
        } else {
            pq->clear(answer);      /* it says only that another one failed before it */
        }
    }
    rehab_pgsql_ahead_read(c);
    void *end = pq->next(c->native);
    int over = end && pq->kind(end) == LIBPQ_PIPELINE_SYNC;

    pq->clear(end);
    if (!pq->exit_pipeline(c->native) || !over)
        c->dead = 1;
    return well;
}

void rehab_pgsql_catch_up(rehab_connection *c)
{
    rehab_session_state *session = c->session;
    void *answer;

    if (!session->unread)
        return;
    session->unread = 0;
    if (read_answers(c, 1, &answer) != 1)
        c->dead = 1;
    calls(c)->clear(answer);
}

static int send_command(rehab_connection *c, const char *sql)
{
    calls(c)->send_query(c->native, sql, 0, NULL, NULL, NULL, NULL, 0);
    return 1;
}

/* What goes before all else.  Gives the number of commands.  A transaction begins first: what goes
 * out with it before its BEGIN is part of it, and then BEGIN can say no isolation any more. */
static int send_first(rehab_connection *c, apr_pool_t *pool)
{
    const apr_array_header_t *dropped = ((rehab_session_state *)c->session)->dropped;
    int n = 0;

    rehab_pgsql_catch_up(c);
    calls(c)->enter_pipeline(c->native);
    if (c->begin)
        n += send_command(c, c->begin);
    for (int i = 0; i < dropped->nelts; i++) {
        char name[NAME];

        name_of(name, APR_ARRAY_IDX(dropped, i, unsigned long));
        n += send_command(c, apr_pstrcat(pool, "DEALLOCATE ", name, NULL));
    }
    return n;
}

/* As much of it as went well. */
static void note_first(rehab_connection *c, int well)
{
    apr_array_header_t *dropped = ((rehab_session_state *)c->session)->dropped;
    int begins = c->begin != NULL;

    if (well > 0)
        c->begin = NULL;
    if (well >= dropped->nelts + begins)
        apr_array_clear(dropped);
}

const char **rehab_pgsql_bound(const rehab_run *run)
{
    const apr_array_header_t *binds = run->prepared->variant->binds;
    const char **texts = apr_palloc(run->pool, (apr_size_t)(binds->nelts + 1) * sizeof *texts);

    for (int i = 0; i < binds->nelts; i++)
        texts[i] = rehab_bind_text(&APR_ARRAY_IDX(binds, i, rehab_bind), run->values);
    texts[binds->nelts] = NULL;
    return texts;
}

void rehab_pgsql_send(rehab_connection *c, const rehab_served *statement, int n,
                      const char *const *values)
{
    char name[NAME];

    calls(c)->send_prepared(c->native, name_of(name, statement->number), n, values, NULL, NULL, 0);
}

/* libpq says at reading what it could not send. */
static rehab_fault *ask(rehab_connection *c, rehab_run *run, rehab_served *statement,
                        void **result)
{
    const rehab_libpq *pq = calls(c);
    const char *begin = c->begin;
    int first = send_first(c, run->pool), known = statement->known;
    char name[NAME];

    if (!known)
        pq->send_prepare(c->native, name_of(name, statement->number), statement->sql, 0, NULL);
    rehab_pgsql_send(c, statement, run->prepared->variant->binds->nelts, rehab_pgsql_bound(run));
    rehab_pgsql_ahead_send(c, run);
    pq->sync(c->native);
    int all = first + !known + 1, well = read_answers(c, all, result);

    note_first(c, well);
    if (well > first)
        statement->known = 1;
    if (well == all)
        return NULL;
    rehab_fault *fault = rehab_pgsql_explain(c, run->statement->name, *result, known);

    c->ahead = NULL;
    if (c->dead)
        c->begin = begin;           /* on another connection it can still begin */
    return fault;
}

rehab_fault *rehab_pgsql_exchange(rehab_connection *c, rehab_run *run, rehab_served *statement,
                                  void **result)
{
    *result = rehab_pgsql_ahead_take(c, run, statement);
    if (!*result)
        return ask(c, run, statement, result);
    return is_fine(calls(c)->kind(*result))
               ? NULL : rehab_pgsql_explain(c, run->statement->name, *result, 1);
}

rehab_fault *rehab_pgsql_end_read(rehab_connection *c)
{
    const rehab_libpq *pq = calls(c);

    if (c->begin) {
        c->begin = NULL;            /* nothing was asked */
        return NULL;
    }
    ((rehab_session_state *)c->session)->unread = 1;
    pq->enter_pipeline(c->native);
    send_command(c, "COMMIT");
    pq->sync(c->native);
    return NULL;
}

rehab_fault *rehab_pgsql_check(rehab_connection *c, const rehab_statement *statement,
                               const rehab_variant *variant)
{
    int n = send_first(c, c->borrower) + 2;
    void *answer;

    calls(c)->send_prepare(c->native, "rehab_check", variant->sql, 0, NULL);
    send_command(c, "DEALLOCATE rehab_check");
    calls(c)->sync(c->native);
    int well = read_answers(c, n, &answer);

    note_first(c, well);
    rehab_fault *fault = well == n ? NULL : rehab_pgsql_explain(c, statement->name, answer, 0);

    calls(c)->clear(answer);
    return fault;
}
