/* ctl_wording.c: texts of adverts with what they hold in, how well the phrases find it out. */
#include <apr_strings.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ctl.h"
#include "fold.h"
#include "import_parts.h"

/* What the portal promises, in percent. */
enum { PRECISION = 95, RECALL = 90 };

typedef struct tally { int right, wrong, missed; } tally;

typedef struct measuring {
    rehab_ctl *ctl;
    rehab_connection *connection;
    const char *file;
    apr_hash_t *rows;               /* "lang kind" -> tally *            */
    apr_array_header_t *names;      /* the same names, in order of sight */
    apr_hash_t *found;              /* kinds of the text being read      */
    int texts;
} measuring;

static tally *row_of(measuring *m, const char *lang, const char *kind)
{
    const char *name = apr_psprintf(m->ctl->pool, "%-4s %s", lang, kind);
    tally *row = apr_hash_get(m->rows, name, APR_HASH_KEY_STRING);

    if (!row) {
        row = apr_pcalloc(m->ctl->pool, sizeof *row);
        apr_hash_set(m->rows, name, APR_HASH_KEY_STRING, row);
        APR_ARRAY_PUSH(m->names, const char *) = name;
    }
    return row;
}

static void count(measuring *m, const char *lang, const char *kind, const tally *one)
{
    enum { ROWS = 4 };
    tally *rows[ROWS] = { row_of(m, lang, kind), row_of(m, lang, "all"), row_of(m, "all", kind),
                          row_of(m, "all", "all") };

    for (int i = 0; i < ROWS; i++) {
        rows[i]->right += one->right;
        rows[i]->wrong += one->wrong;
        rows[i]->missed += one->missed;
    }
}

static rehab_fault *take_found(void *baton, const rehab_row *row)
{
    measuring *m = baton;

    apr_hash_set(m->found, apr_pstrdup(m->ctl->pool, row->values[0]), APR_HASH_KEY_STRING, "");
    return NULL;
}

static rehab_fault *find(measuring *m, const char *text)
{
    apr_pool_t *pool = m->ctl->pool;
    rehab_values *values = rehab_ctl_values(m->ctl, pool);
    rehab_statement *statement;
    rehab_fault *fault = rehab_sql_read(pool, m->ctl->site->sql_directory, "wording/found.sql",
                                        m->ctl->site->database.dialect, &statement);

    m->found = apr_hash_make(pool);
    rehab_values_set(pool, values, "advert_title_plain", REHAB_TYPE_TEXT, NULL);
    rehab_values_set(pool, values, "advert_text_plain", REHAB_TYPE_TEXT,
                     rehab_fold_plain(pool, text));
    return fault ? fault : rehab_db_run(m->connection, pool, statement, values, take_found, m, NULL);
}

static rehab_fault *take_text(void *baton, const rehab_columns *columns,
                              const rehab_csv_record *record)
{
    measuring *m = baton;
    apr_pool_t *pool = m->ctl->pool;
    int bad = 0;
    const char *lang = rehab_column(pool, columns, record, "lang", 0, &bad);
    const char *text = rehab_column(pool, columns, record, "text", 1, &bad);
    const char *kinds = rehab_column(pool, columns, record, "kinds", 0, &bad);
    apr_array_header_t *held = rehab_ctl_split(pool, kinds ? kinds : "", " ");
    rehab_fault *fault;

    if (!lang || !text)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "%s:%" APR_INT64_T_FMT
                                ": no lang or no text", m->file, record->line);
    fault = find(m, text);
    if (fault)
        return fault;
    m->texts++;
    for (int i = 0; i < held->nelts; i++) {
        const char *kind = APR_ARRAY_IDX(held, i, const char *);
        int there = apr_hash_get(m->found, kind, APR_HASH_KEY_STRING) != NULL;

        count(m, lang, kind, &(tally){ .right = there, .missed = !there });
        if (!there)
            printf("%s:%" APR_INT64_T_FMT ": missed %s\n", m->file, record->line, kind);
        apr_hash_set(m->found, kind, APR_HASH_KEY_STRING, NULL);
    }
    for (apr_hash_index_t *i = apr_hash_first(pool, m->found); i; i = apr_hash_next(i)) {
        count(m, lang, apr_hash_this_key(i), &(tally){ .wrong = 1 });
        printf("%s:%" APR_INT64_T_FMT ": wrongly %s\n", m->file, record->line,
               (const char *)apr_hash_this_key(i));
    }
    return NULL;
}

/* 100 where there is nothing to be wrong about. */
static double percent(int part, int other)
{
    return part + other ? 100.0 * part / (part + other) : 100.0;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int print(const measuring *m)
{
    const tally *all = apr_hash_get(m->rows, "all  all", APR_HASH_KEY_STRING);

    qsort(m->names->elts, (size_t)m->names->nelts, sizeof(const char *), by_name);
    printf("%-20s %6s %6s %6s %10s %7s\n", "language, kind", "right", "wrong", "missed", "precision",
           "recall");
    for (int i = 0; i < m->names->nelts; i++) {
        const char *name = APR_ARRAY_IDX(m->names, i, const char *);
        const tally *row = apr_hash_get(m->rows, name, APR_HASH_KEY_STRING);

        printf("%-20s %6d %6d %6d %10.3f %7.3f\n", name, row->right, row->wrong, row->missed,
               percent(row->right, row->wrong) / 100, percent(row->right, row->missed) / 100);
    }
    printf("%d texts\n", m->texts);
    return all && (percent(all->right, all->wrong) < PRECISION
                   || percent(all->right, all->missed) < RECALL) ? REHAB_CTL_FOUND : REHAB_CTL_FINE;
}

int rehab_ctl_wording(rehab_ctl *ctl)
{
    measuring m = { .ctl = ctl, .file = rehab_ctl_word(ctl, 0), .rows = apr_hash_make(ctl->pool),
                    .names = apr_array_make(ctl->pool, 64, sizeof(const char *)) };
    rehab_fault *fault = rehab_ctl_connection(ctl, &m.connection);

    if (fault)
        return rehab_ctl_fail(ctl, fault);
    fault = rehab_db_begin_read(m.connection);
    if (!fault)
        fault = rehab_table_each(ctl->pool, m.file, take_text, &m);
    if (!fault)
        fault = rehab_db_commit(m.connection);
    else
        rehab_db_rollback(m.connection);
    rehab_db_return(m.connection);
    return fault ? rehab_ctl_fail(ctl, fault) : print(&m);
}
