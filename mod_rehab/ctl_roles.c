/* ctl_roles.c: a CSV file of ways to help in, the table of them stated anew out. */
#include <apr_strings.h>
#include <string.h>

#include "ctl_data.h"
#include "import_parts.h"
#include "patience.h"

typedef struct loading {
    rehab_ctl *ctl;
    rehab_connection *connection;
    const char *file;
    int n;
} loading;

static rehab_fault *tell(loading *l, const char *path, rehab_values *values)
{
    return rehab_ctl_run_statement(l->ctl, l->connection, path, values, NULL);
}

static const char *take(loading *l, rehab_values *values, const rehab_columns *columns,
                        const rehab_csv_record *record, const char *column, const char *name)
{
    int bad = 0;
    const char *text = rehab_column(l->ctl->pool, columns, record, column, 0, &bad);

    rehab_values_set(l->ctl->pool, values, name, REHAB_TYPE_TEXT, text);
    return text;
}

/* A language without a name for it has none; Hebrew stands in. */
static rehab_fault *take_texts(loading *l, rehab_values *values, const rehab_columns *columns,
                               const rehab_csv_record *record)
{
    const apr_array_header_t *spoken = l->ctl->site->spoken;
    apr_pool_t *pool = l->ctl->pool;
    rehab_fault *fault = NULL;

    for (int i = 0; !fault && i < spoken->nelts; i++) {
        const char *tag = rehab_language_tag(APR_ARRAY_IDX(spoken, i, rehab_language *));

        rehab_values_set(pool, values, "name_lang", REHAB_TYPE_TEXT, tag);
        take(l, values, columns, record, apr_pstrcat(pool, tag, "_text", NULL), "text");
        if (take(l, values, columns, record, tag, "name"))
            fault = tell(l, "import/role-text-add.sql", values);
        else if (strcmp(tag, "he") == 0)
            fault = rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "%s:%" APR_INT64_T_FMT
                                     ": no name in Hebrew", l->file, record->line);
    }
    return fault;
}

static rehab_fault *take_role(void *baton, const rehab_columns *columns,
                              const rehab_csv_record *record)
{
    static const struct { const char *column, *name; } fields[] = {
        { "hours", "role_hours" }, { "place", "role_place" }, { "training", "training" },
        { "legal_check", "legal_check" },
    };
    loading *l = baton;
    apr_pool_t *pool = l->ctl->pool;
    rehab_values *values = apr_hash_make(pool);
    rehab_fault *fault;

    if (!take(l, values, columns, record, "role_key", "role_key"))
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "%s:%" APR_INT64_T_FMT
                                ": no role_key", l->file, record->line);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        take(l, values, columns, record, fields[i].column, fields[i].name);
    rehab_values_set(pool, values, "position", REHAB_TYPE_TEXT, apr_itoa(pool, ++l->n));
    fault = tell(l, "import/role-add.sql", values);
    if (fault)
        return rehab_fault_make(pool, fault->status, fault->say, "%s:%" APR_INT64_T_FMT ": %s",
                                l->file, record->line, fault->cause);
    return take_texts(l, values, columns, record);
}

rehab_fault *rehab_ctl_roles(rehab_ctl *ctl, const char *file, int *n)
{
    loading l = { .ctl = ctl, .file = file };
    rehab_fault *fault = rehab_ctl_languages(ctl);

    if (!fault)
        fault = rehab_ctl_connection(ctl, &l.connection);
    if (fault)
        return fault;
    fault = rehab_begin_patiently(l.connection);
    if (!fault)
        fault = tell(&l, "import/role-clear.sql", apr_hash_make(ctl->pool));
    if (!fault)
        fault = rehab_table_each(ctl->pool, file, take_role, &l);
    if (!fault)
        fault = rehab_db_commit(l.connection);
    if (fault)
        rehab_db_rollback(l.connection);
    rehab_db_return(l.connection);
    *n = l.n;
    return fault;
}
