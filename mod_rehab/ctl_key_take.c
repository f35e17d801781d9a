/* ctl_key_take.c: rows that the first days sealed to the desk's key in, the same rows sealed to keys
 * of their own out, which the team opens. */
#include <apr_strings.h>
#include <string.h>

#include "ctl_key.h"
#include "person.h"
#include "wrap.h"

typedef struct taking {
    rehab_ctl *ctl;
    const rehab_desk_key *desk;
    const rehab_keys *keys;
    apr_array_header_t *rows;       /* rehab_values *, one a row */
} taking;

static rehab_fault *take_row(void *baton, const rehab_row *row)
{
    taking *t = baton;
    rehab_values *values = rehab_ctl_values(t->ctl, t->ctl->pool);

    for (int i = 0; i < row->columns; i++)
        rehab_values_set(t->ctl->pool, values, apr_pstrdup(t->ctl->pool, row->names[i]),
                         REHAB_TYPE_TEXT,
                         row->values[i] ? apr_pstrdup(t->ctl->pool, row->values[i]) : NULL);
    APR_ARRAY_PUSH(t->rows, rehab_values *) = values;
    return NULL;
}

/* A sealed value of that parameter under the new key; what the desk's key does not open stays. */
static rehab_fault *seal_again(const taking *t, const rehab_pair *pair, const char *table,
                               const char *param, rehab_values *values, const char *name)
{
    const char *value = rehab_values_get(values, name), *text = NULL;
    const char *place = apr_pstrcat(t->ctl->pool, table, "/", rehab_values_get(values, "code"), NULL);
    rehab_fault *fault = rehab_desk_unseal(t->ctl, t->desk, param, value, &text);

    if (!fault && value && !text)
        fault = rehab_fault_make(t->ctl->pool, REHAB_CONFLICT, "fault.conflict",
                                 "a row is sealed to another key than that of --key FILE");
    if (!fault && text)
        rehab_values_set(t->ctl->pool, values, name, REHAB_TYPE_TEXT,
                         rehab_seal(t->ctl->pool, pair->public_key, pair->id, place, param, text));
    return fault;
}

static rehab_fault *add_key(const taking *t, rehab_connection *connection, const rehab_pair *pair)
{
    rehab_values *values = rehab_ctl_values(t->ctl, t->ctl->pool);

    rehab_values_set(t->ctl->pool, values, "key_id", REHAB_TYPE_TEXT, pair->id);
    rehab_values_set(t->ctl->pool, values, "sealed", REHAB_TYPE_TEXT,
                     rehab_person_key_close(t->ctl->pool, pair, t->keys->team_public,
                                            t->keys->team_id));
    return rehab_ctl_run_statement(t->ctl, connection, "key/person-add.sql", values, NULL);
}

static rehab_fault *take_answers(const taking *of, rehab_connection *connection,
                                 const rehab_pair *pair, rehab_values *sign_up)
{
    taking t = *of;
    rehab_fault *fault;

    t.rows = apr_array_make(t.ctl->pool, 8, sizeof(rehab_values *));
    fault = rehab_key_rows(t.ctl, connection, "key/answers.sql", sign_up, take_row, &t);
    for (int i = 0; !fault && i < t.rows->nelts; i++) {
        rehab_values *row = APR_ARRAY_IDX(t.rows, i, rehab_values *);

        rehab_values_set(t.ctl->pool, row, "code", REHAB_TYPE_TEXT,
                         rehab_values_get(sign_up, "code"));
        rehab_values_set(t.ctl->pool, row, "old_value", REHAB_TYPE_TEXT,
                         rehab_values_get(row, "value"));
        fault = seal_again(&t, pair, "volunteer", rehab_values_get(row, "param"), row, "value");
        if (!fault)
            fault = rehab_ctl_run_statement(t.ctl, connection, "key/answer-set.sql", row, NULL);
    }
    return fault;
}

typedef struct sort { const char *table, *rows, *set; const char *columns[6]; int answers; } sort;

static const sort sorts[] = {
    { "callback", "key/callbacks.sql", "key/callback-set.sql", { "name", "phone", NULL }, 0 },
    { "volunteer", "key/volunteers.sql", "key/volunteer-set.sql",
      { "name", "phone", "mail", "skills", "reach", NULL }, 1 },
};

static rehab_fault *take_one(const taking *t, rehab_connection *connection, const sort *s,
                             rehab_values *row)
{
    const rehab_pair *pair = rehab_pair_make(t->ctl->pool);
    rehab_fault *fault = add_key(t, connection, pair);

    for (int c = 0; !fault && s->columns[c]; c++)
        fault = seal_again(t, pair, s->table, s->columns[c], row, s->columns[c]);
    if (!fault)
        fault = rehab_ctl_run_statement(t->ctl, connection, s->set, row, NULL);
    return fault || !s->answers ? fault : take_answers(t, connection, pair, row);
}

rehab_fault *rehab_key_take(rehab_ctl *ctl, rehab_connection *connection,
                            const rehab_desk_key *desk, const rehab_keys *keys, int *n)
{
    rehab_fault *fault = NULL;

    *n = 0;
    for (size_t i = 0; !fault && i < sizeof sorts / sizeof sorts[0]; i++) {
        taking t = { ctl, desk, keys, apr_array_make(ctl->pool, 64, sizeof(rehab_values *)) };

        fault = rehab_key_rows(ctl, connection, sorts[i].rows, rehab_ctl_values(ctl, ctl->pool),
                               take_row, &t);
        for (int row = 0; !fault && row < t.rows->nelts; row++)
            fault = take_one(&t, connection, &sorts[i], APR_ARRAY_IDX(t.rows, row, rehab_values *));
        *n += t.rows->nelts;
    }
    return fault;
}
