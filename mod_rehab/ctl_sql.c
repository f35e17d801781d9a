/* ctl_sql.c: a statement file and values in, its rows as CSV out. */
#include <apr_strings.h>
#include <stdio.h>
#include <string.h>

#include "ctl.h"
#include "patience.h"

typedef struct giving { rehab_ctl *ctl; rehab_values *values; const char *wrong; } giving;

static int set_value(void *baton, const char *option, const char *text)
{
    giving *g = baton;
    const char *equals = strchr(text, '=');

    if (!equals || equals == text) {
        g->wrong = text;
        return 0;
    }
    rehab_values_set(g->ctl->pool, g->values,
                     apr_pstrmemdup(g->ctl->pool, text, (apr_size_t)(equals - text)),
                     strcmp(option, "int") == 0 ? REHAB_TYPE_BIGINT : REHAB_TYPE_TEXT,
                     equals[1] ? equals + 1 : NULL);
    return 1;
}

static rehab_fault *take_row(void *baton, const rehab_row *row)
{
    int *rows = baton;

    if (!(*rows)++)
        rehab_ctl_csv(row->columns, row->names);
    rehab_ctl_csv(row->columns, row->values);
    return NULL;
}

static rehab_fault *run(rehab_ctl *ctl, const rehab_statement *statement, rehab_values *values)
{
    rehab_connection *connection;
    rehab_fault *fault = rehab_ctl_connection(ctl, &connection);
    int rows = 0, changed = 0;

    if (fault)
        return fault;
    fault = statement->asks ? rehab_db_begin_read(connection) : rehab_begin_patiently(connection);
    if (!fault)
        fault = rehab_db_run(connection, ctl->pool, statement, values, take_row, &rows, &changed);
    if (!fault)
        fault = rehab_db_commit(connection);
    rehab_db_return(connection);
    if (!fault && !statement->asks)
        fprintf(stderr, "%d %s\n", changed, changed == 1 ? "row" : "rows");
    return fault;
}

int rehab_ctl_sql(rehab_ctl *ctl)
{
    const char *file = rehab_ctl_word(ctl, 0), *text;
    rehab_statement *statement;
    rehab_fault *fault = rehab_ctl_site(ctl);

    if (!fault)
        fault = rehab_ctl_read(ctl, file, &text);
    if (!fault)
        fault = rehab_sql_parse(ctl->pool, "sql", file, text, &statement);
    if (fault)
        return rehab_ctl_fail(ctl, fault);
    giving g = { ctl, rehab_ctl_values(ctl, ctl->pool), NULL };

    apr_table_do(set_value, &g, ctl->options, "param", "int", NULL);
    if (g.wrong)
        return rehab_ctl_misused(ctl, apr_psprintf(ctl->pool, "'%s' is not NAME=VALUE", g.wrong));
    fault = run(ctl, statement, g.values);
    return fault ? rehab_ctl_fail(ctl, fault) : REHAB_CTL_FINE;
}
