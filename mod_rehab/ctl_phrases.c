/* ctl_phrases.c: a CSV file of phrases or of wages in, rows that were not there yet, or that say
 * something else now, out.  What staff added or retired stays. */
#include <apr_strings.h>
#include <sodium.h>
#include <string.h>

#include "code.h"
#include "ctl_data.h"
#include "fold.h"
#include "import_parts.h"
#include "kinds.h"
#include "patience.h"

typedef struct loading {
    rehab_ctl *ctl;
    rehab_connection *connection;
    const char *file;
    int n;
} loading;

static rehab_fault *wrong(const loading *l, const rehab_csv_record *record, const char *cause)
{
    return rehab_fault_make(l->ctl->pool, REHAB_BROKEN, "fault.broken", "%s:%" APR_INT64_T_FMT
                            ": %s", l->file, record->line, cause);
}

/* Takes fields into values of the same name; the first that is missing, or NULL. */
static const char *take(const loading *l, rehab_values *values, const rehab_columns *columns,
                        const rehab_csv_record *record, const char *const *names, int n)
{
    const char *missing = NULL;

    for (int i = 0; i < n; i++) {
        int bad = 0;
        const char *text = rehab_column(l->ctl->pool, columns, record, names[i], 0, &bad);

        if (!text && !missing)
            missing = names[i];
        rehab_values_set(l->ctl->pool, values, names[i], REHAB_TYPE_TEXT, text);
    }
    return missing;
}

static rehab_fault *add(loading *l, const rehab_csv_record *record, const char *path,
                        rehab_values *values)
{
    rehab_fault *fault;

    fault = rehab_ctl_run_statement(l->ctl, l->connection, path, values, NULL);
    l->n++;
    return fault ? wrong(l, record, fault->cause) : NULL;
}

/* What stands between the stars of a word: letters as they are compared, or digits and # for any. */
static const char *piece_pattern(apr_pool_t *pool, const char *piece)
{
    char *digits = apr_pstrdup(pool, piece);

    if (strspn(piece, "#0123456789") != strlen(piece))
        return strcmp(piece, "/") == 0 ? piece : rehab_fold_plain(pool, piece);
    for (char *at = digits; *at; at++)
        if (*at == '#')
            *at = '_';
    return digits;
}

/* One word of a phrase as LIKE compares it.  A star stands for any letters, and as LIKE knows no
 * words, one at the end also for words that follow. */
static const char *word_pattern(apr_pool_t *pool, const char *word)
{
    const char *pattern = "";

    while (*word) {
        apr_size_t length = strcspn(word, "*");

        pattern = apr_pstrcat(pool, pattern,
                              piece_pattern(pool, apr_pstrmemdup(pool, word, length)),
                              word[length] ? "%" : "", NULL);
        word += length + (word[length] == '*');
    }
    return pattern;
}

static const char *pattern_of(apr_pool_t *pool, const char *text)
{
    apr_array_header_t *words = rehab_ctl_split(pool, text, " "), *parts;

    parts = apr_array_make(pool, words->nelts, sizeof(const char *));
    for (int i = 0; i < words->nelts; i++) {
        const char *part = word_pattern(pool, APR_ARRAY_IDX(words, i, const char *));

        if (*part)
            APR_ARRAY_PUSH(parts, const char *) = part;
    }
    return parts->nelts ? apr_pstrcat(pool, "% ", apr_array_pstrcat(pool, parts, ' '), " %", NULL)
                        : NULL;
}

/* The same phrase has the same key in every portal. */
static const char *key_of(apr_pool_t *pool, rehab_values *values)
{
    const char *lang = rehab_values_get(values, "phrase_lang");
    const char *harmless = rehab_values_get(values, "harmless");
    const char *whole = apr_pstrcat(pool, rehab_values_get(values, "kind"), " ", lang ? lang : "",
                                    harmless ? " harmless" : "",
                                    rehab_values_get(values, "pattern"), NULL);
    unsigned char hash[crypto_generichash_BYTES_MIN];
    char *hex = apr_palloc(pool, 2 * sizeof hash + 1);

    crypto_generichash(hash, sizeof hash, (const unsigned char *)whole, strlen(whole), NULL, 0);
    return sodium_bin2hex(hex, 2 * sizeof hash + 1, hash, sizeof hash);
}

/* A record holds phrases apart by | that share kind, language and law. */
static rehab_fault *take_phrases(void *baton, const rehab_columns *columns,
                                 const rehab_csv_record *record)
{
    static const char *const names[] = { "kind", "source", "day", "phrases" };
    loading *l = baton;
    apr_pool_t *pool = l->ctl->pool;
    rehab_values *values = apr_hash_make(pool);
    const char *missing = take(l, values, columns, record, names, 4);
    rehab_fault *fault = NULL;
    int bad = 0;

    rehab_values_set(pool, values, "phrase_kind", REHAB_TYPE_TEXT,
                     rehab_values_get(values, "kind"));
    rehab_values_set(pool, values, "phrase_lang", REHAB_TYPE_TEXT,
                     rehab_column(pool, columns, record, "lang", 0, &bad));
    rehab_values_set(pool, values, "harmless", REHAB_TYPE_TEXT,
                     rehab_column(pool, columns, record, "harmless", 0, &bad));
    if (missing)
        return wrong(l, record, apr_pstrcat(pool, "no ", missing, NULL));
    apr_array_header_t *phrases = rehab_ctl_split(pool, rehab_values_get(values, "phrases"), "|");

    for (int i = 0; !fault && i < phrases->nelts; i++) {
        const char *text = APR_ARRAY_IDX(phrases, i, const char *);
        const char *pattern = pattern_of(pool, text);

        if (!pattern)
            return wrong(l, record, apr_pstrcat(pool, "no word in ", text, NULL));
        rehab_values_set(pool, values, "text", REHAB_TYPE_TEXT, text);
        rehab_values_set(pool, values, "pattern", REHAB_TYPE_TEXT, pattern);
        rehab_values_set(pool, values, "phrase_key", REHAB_TYPE_TEXT, key_of(pool, values));
        fault = add(l, record, "import/phrase-add.sql", values);
    }
    return fault;
}

/* amount is in shekels. */
static rehab_fault *take_wage(void *baton, const rehab_columns *columns,
                              const rehab_csv_record *record)
{
    static const char *const names[] = { "since", "who", "unit", "amount", "status", "official",
                                         "source", "day" };
    static const struct { const char *name; rehab_kind kind; } checked[] = {
        { "since", REHAB_DATE }, { "amount", REHAB_MONEY }, { "day", REHAB_DATE }
    };
    loading *l = baton;
    apr_pool_t *pool = l->ctl->pool;
    rehab_values *values = apr_hash_make(pool);
    const char *missing = take(l, values, columns, record, names, 8);

    if (missing)
        return wrong(l, record, apr_pstrcat(pool, "no ", missing, NULL));
    for (int i = 0; i < 3; i++) {
        const rehab_param param = { .name = checked[i].name, .kind = checked[i].kind };
        const char *text = rehab_values_get(values, param.name);

        if (rehab_kind_check(pool, &param, text, strlen(text), &text))
            return wrong(l, record, apr_pstrcat(pool, "cannot read ", param.name, NULL));
        rehab_values_set(pool, values, param.name, REHAB_TYPE_TEXT, text);
    }
    rehab_values_set(pool, values, "new_code", REHAB_TYPE_TEXT, rehab_code_new(pool));
    return add(l, record, "import/wage-add.sql", values);
}

rehab_fault *rehab_ctl_phrases(rehab_ctl *ctl, const char *what, const char *file, int *n)
{
    loading l = { .ctl = ctl, .file = file };
    rehab_fault *fault = rehab_ctl_connection(ctl, &l.connection);

    if (fault)
        return fault;
    fault = rehab_begin_patiently(l.connection);
    if (!fault)
        fault = rehab_table_each(ctl->pool, file,
                                 strcmp(what, "wages") == 0 ? take_wage : take_phrases, &l);
    if (!fault)
        fault = rehab_db_commit(l.connection);
    if (fault)
        rehab_db_rollback(l.connection);
    rehab_db_return(l.connection);
    *n = l.n;
    return fault;
}
