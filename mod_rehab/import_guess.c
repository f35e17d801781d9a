/* import_guess.c: what other people's files call a place or a kind of work in, our keys out. */
#include <apr_strings.h>
#include <string.h>

#include "fold.h"
#include "import_parts.h"

struct rehab_guess {
    apr_pool_t *pool;
    apr_hash_t *spots;              /* folded name -> rehab_spot *; NULL keys mean no one place */
    apr_hash_t *fields;             /* "scope words" -> field_word *                            */
    apr_hash_t *field_keys;         /* those that the database has                              */
    rehab_trades *trades;
    int rank;
};

typedef struct field_word { const char *field_key; int rank; } field_word;

/* --- Places */

static void add_spot(rehab_guess *guess, const char *folded, const char *place_key,
                     const char *region_key)
{
    if (!*folded || apr_hash_get(guess->spots, folded, APR_HASH_KEY_STRING))
        return;
    rehab_spot *spot = apr_palloc(guess->pool, sizeof *spot);

    spot->place_key = place_key ? apr_pstrdup(guess->pool, place_key) : NULL;
    spot->region_key = region_key ? apr_pstrdup(guess->pool, region_key) : NULL;
    apr_hash_set(guess->spots, apr_pstrdup(guess->pool, folded), APR_HASH_KEY_STRING, spot);
}

/* place_key, region_key, name */
static rehab_fault *take_name(void *baton, const rehab_row *row)
{
    rehab_guess *guess = baton;

    add_spot(guess, rehab_fold_name(guess->pool, row->values[2]), row->values[0], row->values[1]);
    return NULL;
}

/* place_key, region_key, folded */
static rehab_fault *take_alias(void *baton, const rehab_row *row)
{
    add_spot(baton, row->values[2], row->values[0], row->values[1]);
    return NULL;
}

/* A spelling without a place: "Israel", "from home". */
static rehab_fault *take_nowhere(void *baton, const rehab_columns *columns,
                                 const rehab_csv_record *record)
{
    rehab_guess *guess = baton;
    int bad = 0;
    const char *spelling = rehab_column(guess->pool, columns, record, "spelling", 0, &bad);

    if (spelling && !rehab_column(guess->pool, columns, record, "place", 0, &bad))
        add_spot(guess, rehab_fold_name(guess->pool, spelling), NULL, NULL);
    return NULL;
}

static const rehab_spot *spot_of(const rehab_guess *guess, apr_pool_t *pool, const char *name)
{
    return apr_hash_get(guess->spots, rehab_fold_name(pool, name), APR_HASH_KEY_STRING);
}

const rehab_spot *rehab_guess_place(const rehab_guess *guess, apr_pool_t *pool, const char *name,
                                    int *nowhere)
{
    const rehab_spot *spot = name ? spot_of(guess, pool, name) : NULL;
    const char *comma = name ? strchr(name, ',') : NULL;

    /* "Lod, Center District, Israel": the first part is the narrowest. */
    if (!spot && comma)
        spot = spot_of(guess, pool, apr_pstrmemdup(pool, name, (apr_size_t)(comma - name)));
    *nowhere = !name || (spot && !spot->place_key);
    return spot && spot->place_key ? spot : NULL;
}

/* --- Fields of work */

static const char *scoped(apr_pool_t *pool, const char *scope, const char *words)
{
    return apr_pstrcat(pool, scope, " ", words, NULL);
}

static rehab_fault *take_field_word(void *baton, const rehab_columns *columns,
                                    const rehab_csv_record *record)
{
    rehab_guess *guess = baton;
    int bad = 0;
    const char *words = rehab_column(guess->pool, columns, record, "words", 0, &bad);
    const char *scope = rehab_column(guess->pool, columns, record, "in", 0, &bad);
    const char *field = rehab_column(guess->pool, columns, record, "field", 0, &bad);

    guess->rank++;
    if (!words || !scope || !field || !rehab_guess_is_field(guess, field))
        return NULL;
    const char *key = scoped(guess->pool, scope, rehab_fold_words(guess->pool, words));

    if (!apr_hash_get(guess->fields, key, APR_HASH_KEY_STRING)) {
        field_word *one = apr_palloc(guess->pool, sizeof *one);

        one->field_key = field;
        one->rank = guess->rank;
        apr_hash_set(guess->fields, key, APR_HASH_KEY_STRING, one);
    }
    return NULL;
}

static rehab_fault *take_field(void *baton, const rehab_row *row)
{
    rehab_guess *guess = baton;

    apr_hash_set(guess->field_keys, apr_pstrdup(guess->pool, row->values[0]),
                 APR_HASH_KEY_STRING, "");
    return NULL;
}

int rehab_guess_is_field(const rehab_guess *guess, const char *key)
{
    return apr_hash_get(guess->field_keys, key, APR_HASH_KEY_STRING) != NULL;
}

/* The better of `best` and what the table has for these words: the one that stands above. */
static const field_word *better(const rehab_guess *guess, apr_pool_t *pool, const char *scope,
                                const char *words, apr_size_t length, const field_word *best)
{
    const field_word *one = apr_hash_get(
        guess->fields, scoped(pool, scope, apr_pstrmemdup(pool, words, length)),
        APR_HASH_KEY_STRING);

    return one && (!best || one->rank < best->rank) ? one : best;
}

/* Looks for each word and each two neighbours of a folded text. */
static const field_word *look(const rehab_guess *guess, apr_pool_t *pool, const char *scope,
                              const char *words)
{
    const field_word *best = NULL;
    const char *before = NULL;

    while (words && *words) {
        const char *space = strchr(words, ' ');
        const char *end = space ? space : words + strlen(words);

        best = better(guess, pool, scope, words, (apr_size_t)(end - words), best);
        if (before)
            best = better(guess, pool, scope, before, (apr_size_t)(end - before), best);
        before = words;
        words = space ? space + 1 : NULL;
    }
    return best;
}

const char *rehab_guess_field(const rehab_guess *guess, apr_pool_t *pool, const char *title_words,
                              const char *function, const char *category)
{
    const field_word *found = look(guess, pool, "title", title_words);

    if (!found && function)
        found = look(guess, pool, "function", rehab_fold_words(pool, function));
    if (!found && category)
        found = look(guess, pool, "category", rehab_fold_words(pool, category));
    return found ? found->field_key : "other";
}

const rehab_trades *rehab_guess_trades(const rehab_guess *guess)
{
    return guess->trades;
}

/* --- Languages */

const char *rehab_guess_language(const char *text)
{
    static const char *const tags[] = { "he", "ar", "ru", "en" };
    int n[4] = { 0 }, most = 3;

    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        if (*at >= 0xD7 - 1 && *at <= 0xD7)
            n[0]++;                                 /* U+0580..U+05FF */
        else if (*at >= 0xD8 && *at <= 0xDB)
            n[1]++;                                 /* U+0600..U+06FF */
        else if (*at == 0xD0 || *at == 0xD1)
            n[2]++;                                 /* U+0400..U+047F */
        else if ((*at | 0x20) >= 'a' && (*at | 0x20) <= 'z')
            n[3]++;
    }
    for (int i = 0; i < 3; i++)
        if (n[i] > n[most])
            most = i;
    return tags[most];
}

/* --- Making */

static rehab_fault *ask(rehab_guess *guess, rehab_connection *connection, rehab_dialect dialect,
                        const rehab_import_settings *settings, const char *path,
                        rehab_row_taker take)
{
    rehab_statement *statement;
    rehab_fault *fault = rehab_sql_read(guess->pool, settings->sql_directory, path, dialect,
                                        &statement);

    return fault ? fault : rehab_db_run(connection, guess->pool, statement,
                                        apr_hash_make(guess->pool), take, guess, NULL);
}

rehab_fault *rehab_guess_make(apr_pool_t *pool, rehab_connection *connection,
                              rehab_dialect dialect, const rehab_import_settings *settings,
                              rehab_guess **guess)
{
    rehab_guess *made = apr_pcalloc(pool, sizeof *made);
    rehab_fault *fault;

    made->pool = pool;
    made->spots = apr_hash_make(pool);
    made->fields = apr_hash_make(pool);
    made->field_keys = apr_hash_make(pool);
    *guess = made;
    fault = ask(made, connection, dialect, settings, "import/place-names.sql", take_name);
    if (!fault)
        fault = ask(made, connection, dialect, settings, "import/place-aliases.sql",
                    take_alias);
    if (!fault)
        fault = ask(made, connection, dialect, settings, "import/fields.sql", take_field);
    if (!fault)
        fault = rehab_table_each(pool, apr_pstrcat(pool, settings->directory, "/place-alias.csv",
                                                   NULL), take_nowhere, made);
    if (!fault)
        fault = rehab_table_each(pool, apr_pstrcat(pool, settings->directory, "/field-words.csv",
                                                   NULL), take_field_word, made);
    if (!fault)
        fault = rehab_trades_read(pool, connection, settings->sql_directory, dialect,
                                  &made->trades);
    return fault;
}
