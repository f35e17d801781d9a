/* import_trades.c: a file of trades in, what differs from the database written. */
#include <apr_strings.h>
#include <string.h>

#include "fold.h"
#include "import_parts.h"
#include "patience.h"

enum { SET, NAME_SET, WORD_ADD, WORD_REMOVE, ALL, NAMES, WORDS, FIELDS, STATEMENTS };

static const char *const paths[STATEMENTS] = {
    "trade/set.sql", "trade/name-set.sql", "trade/word-add.sql", "trade/word-remove.sql",
    "trade/all.sql", "trade/names.sql", "trade/words.sql", "import/fields.sql",
};

static const char *const languages[] = { "he", "ar", "en", "ru", "fa" };
enum { LANGUAGES = sizeof languages / sizeof languages[0] };

typedef struct trade_run {
    apr_pool_t *pool;
    const rehab_import_settings *settings;
    rehab_connection *connection;
    rehab_statement *statements[STATEMENTS];
    apr_hash_t *fields;             /* field_key                                     */
    apr_hash_t *there;              /* "key field isco", "key lang text", each a row */
    apr_hash_t *words;              /* trade_key -> set of folded                    */
    rehab_import_report *report;
} trade_run;

static const char *joined(apr_pool_t *pool, const char *a, const char *b, const char *c)
{
    return apr_pstrcat(pool, a, "\n", b, "\n", c, NULL);
}

/* trade_key, field_key, isco; or trade_key, lang, text */
static rehab_fault *take_row(void *baton, const rehab_row *row)
{
    trade_run *run = baton;

    apr_hash_set(run->there, joined(run->pool, row->values[0], row->values[1], row->values[2]),
                 APR_HASH_KEY_STRING, "");
    return NULL;
}

static apr_hash_t *words_of(trade_run *run, const char *trade_key)
{
    apr_hash_t *set = apr_hash_get(run->words, trade_key, APR_HASH_KEY_STRING);

    if (!set) {
        set = apr_hash_make(run->pool);
        apr_hash_set(run->words, apr_pstrdup(run->pool, trade_key), APR_HASH_KEY_STRING, set);
    }
    return set;
}

/* trade_key, folded */
static rehab_fault *take_word(void *baton, const rehab_row *row)
{
    trade_run *run = baton;

    apr_hash_set(words_of(run, row->values[0]), apr_pstrdup(run->pool, row->values[1]),
                 APR_HASH_KEY_STRING, "");
    return NULL;
}

static rehab_fault *take_field(void *baton, const rehab_row *row)
{
    trade_run *run = baton;

    apr_hash_set(run->fields, apr_pstrdup(run->pool, row->values[0]), APR_HASH_KEY_STRING, "");
    return NULL;
}

/* --- One trade */

static rehab_fault *tell(trade_run *run, int statement, const char *trade_key, const char *name,
                         const char *first, const char *other, const char *second)
{
    rehab_values *values = apr_hash_make(run->pool);

    if (run->settings->dry_run)
        return NULL;
    rehab_values_set(run->pool, values, "trade_key", REHAB_TYPE_TEXT, trade_key);
    rehab_values_set(run->pool, values, name, REHAB_TYPE_TEXT, first);
    if (other)
        rehab_values_set(run->pool, values, other, REHAB_TYPE_TEXT, second);
    return rehab_db_run(run->connection, run->pool, run->statements[statement], values, NULL, NULL,
                        NULL);
}

/* Writes what is not there as it stands. */
static rehab_fault *differ(trade_run *run, int statement, const char *trade_key, const char *name,
                           const char *first, const char *other, const char *second, int *changed)
{
    if (apr_hash_get(run->there, joined(run->pool, trade_key, first, second), APR_HASH_KEY_STRING))
        return NULL;
    *changed = 1;
    return tell(run, statement, trade_key, name, first, other, second);
}

static void add_word(apr_pool_t *pool, apr_hash_t *set, const char *text)
{
    const char *folded = rehab_fold_words(pool, text);

    if (*folded)
        apr_hash_set(set, folded, APR_HASH_KEY_STRING, "");
}

/* `text` with every "/x" of an Arabic word put on it ("with") or left out.  Hebrew endings need
 * none of it: they are cut when words are folded. */
static const char *unslashed(apr_pool_t *pool, const char *text, int with)
{
    static const char ending[] = "/ة";
    const char *made = "", *slash;

    while ((slash = strstr(text, ending)) != NULL) {
        made = apr_pstrcat(pool, made, apr_pstrmemdup(pool, text, (apr_size_t)(slash - text)),
                           with ? ending + 1 : "", NULL);
        text = slash + sizeof ending - 1;
    }
    return apr_pstrcat(pool, made, text, NULL);
}

/* Names and synonyms, apart by |, as titles have them. */
static void add_words(apr_pool_t *pool, apr_hash_t *set, const char *list)
{
    while (list && *list) {
        apr_size_t length = strcspn(list, "|");
        const char *one = apr_pstrmemdup(pool, list, length);

        add_word(pool, set, one);
        add_word(pool, set, unslashed(pool, one, 0));
        add_word(pool, set, unslashed(pool, one, 1));
        list += length + (list[length] == '|');
    }
}

/* Adds to `there` what only `wanted` has, or takes away what only `there` has. */
static rehab_fault *write_missing(trade_run *run, const char *trade_key, apr_hash_t *from,
                                  apr_hash_t *in, int statement, int *changed)
{
    rehab_fault *fault = NULL;

    for (apr_hash_index_t *i = apr_hash_first(run->pool, from); !fault && i; i = apr_hash_next(i)) {
        const char *folded = apr_hash_this_key(i);

        if (apr_hash_get(in, folded, APR_HASH_KEY_STRING))
            continue;
        *changed = 1;
        fault = tell(run, statement, trade_key, "folded", folded, NULL, NULL);
    }
    return fault;
}

static const char *column(trade_run *run, const rehab_columns *columns,
                          const rehab_csv_record *record, const char *name)
{
    int bad = 0;

    return rehab_column(run->pool, columns, record, name, 0, &bad);
}

/* What is wrong with the row; NULL when nothing is. */
static const char *refused(trade_run *run, const rehab_columns *columns,
                           const rehab_csv_record *record)
{
    const char *key = column(run, columns, record, "trade_key");
    const char *field = column(run, columns, record, "field_key");
    const char *isco = column(run, columns, record, "isco");

    if (record->n != columns->n)
        return "it has not as many fields as the header";
    if (!key || key[strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789-")])
        return "trade_key is not of small letters, digits and hyphens";
    if (!field || !apr_hash_get(run->fields, field, APR_HASH_KEY_STRING))
        return "there is no such field of work";
    if (!isco || strlen(isco) != 4 || isco[strspn(isco, "0123456789")])
        return "isco is not four digits";
    if (!column(run, columns, record, languages[0]))
        return "no name in Hebrew";
    return NULL;
}

static rehab_fault *write_trade(trade_run *run, const rehab_columns *columns,
                                const rehab_csv_record *record, int *changed)
{
    const char *key = column(run, columns, record, "trade_key");
    apr_hash_t *wanted = apr_hash_make(run->pool), *there = words_of(run, key);
    rehab_fault *fault = differ(run, SET, key, "field_key",
                                column(run, columns, record, "field_key"), "isco",
                                column(run, columns, record, "isco"), changed);

    for (int i = 0; !fault && i < LANGUAGES; i++) {
        const char *name = column(run, columns, record, languages[i]);

        if (name)
            fault = differ(run, NAME_SET, key, "name_lang", languages[i], "text", name, changed);
        add_words(run->pool, wanted, name);
        add_words(run->pool, wanted, column(run, columns, record, apr_pstrcat(
                                                run->pool, languages[i], "_words", NULL)));
    }
    if (!fault)
        fault = write_missing(run, key, wanted, there, WORD_ADD, changed);
    return fault ? fault : write_missing(run, key, there, wanted, WORD_REMOVE, changed);
}

static rehab_fault *take_record(void *baton, const rehab_columns *columns,
                                const rehab_csv_record *record)
{
    trade_run *run = baton;
    const char *reason = refused(run, columns, record);
    rehab_fault *fault;
    int changed = 0;

    if (reason) {
        rehab_import_refuse(run->pool, run->report, record->line, reason);
        return NULL;
    }
    fault = write_trade(run, columns, record, &changed);
    run->report->imported += changed;
    run->report->merged += !changed;
    return fault;
}

/* --- The file */

static rehab_fault *know(trade_run *run, rehab_dialect dialect)
{
    static const struct { int statement; rehab_row_taker take; } known[] = {
        { ALL, take_row }, { NAMES, take_row }, { WORDS, take_word }, { FIELDS, take_field },
    };
    rehab_fault *fault = NULL;

    for (int i = 0; !fault && i < STATEMENTS; i++)
        fault = rehab_sql_read(run->pool, run->settings->sql_directory, paths[i], dialect,
                               &run->statements[i]);
    for (size_t i = 0; !fault && i < sizeof known / sizeof known[0]; i++)
        fault = rehab_db_run(run->connection, run->pool, run->statements[known[i].statement],
                             apr_hash_make(run->pool), known[i].take, run, NULL);
    return fault;
}

rehab_fault *rehab_import_trades(apr_pool_t *pool, rehab_db *db,
                                 const rehab_import_settings *settings,
                                 rehab_import_report **report)
{
    trade_run run = { .pool = pool, .settings = settings };
    rehab_fault *fault = rehab_db_borrow(db, pool, &run.connection);

    *report = run.report = rehab_import_report_make(pool);
    run.fields = apr_hash_make(pool);
    run.there = apr_hash_make(pool);
    run.words = apr_hash_make(pool);
    if (fault)
        return fault;
    fault = settings->dry_run ? rehab_db_begin_read(run.connection)
                              : rehab_begin_patiently(run.connection);
    if (!fault)
        fault = know(&run, rehab_db_dialect(db));
    if (!fault)
        fault = rehab_table_each(pool, settings->file, take_record, &run);
    if (!fault && !settings->dry_run)
        fault = rehab_marks_renew(pool, run.connection, settings->sql_directory,
                                  rehab_db_dialect(db), run.report->imported > 0,
                                  &run.report->marked);
    if (!fault)
        fault = rehab_db_commit(run.connection);
    rehab_db_return(run.connection);
    return fault;
}
