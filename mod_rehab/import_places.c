/* import_places.c: a file of localities in, places, their names and their spellings out. */
#include <apr_strings.h>
#include <apr_time.h>
#include <stdlib.h>
#include <string.h>

#include "fold.h"
#include "import_parts.h"
#include "patience.h"

enum { PLACE_ADD, PLACE_THERE, NAME_SET, NAME_ADD, ALIAS_ADD, STATEMENTS };
enum { BATCH_ROWS = 200, PAUSE_MS = 20, MAX_FIELD = 65536 };

static const char *const paths[STATEMENTS] = {
    "import/place-add.sql", "import/place-there.sql", "import/place-name-set.sql",
    "import/place-name-add.sql", "import/place-alias-add.sql",
};

/* Districts by the number that the Central Bureau of Statistics gives them. */
static const char *const districts[] = { NULL, "jerusalem", "north", "haifa", "center", "tel-aviv",
                                         "south", "judea-samaria" };
enum { DISTRICTS = sizeof districts / sizeof districts[0] };

static const char *const languages[] = { "he", "en", "ar", "ru", "fa" };
enum { HE_AND_EN = 2 };

typedef struct place_run {
    apr_pool_t *pool;
    const rehab_import_settings *settings;
    rehab_connection *connection;
    rehab_statement *statements[STATEMENTS];
    rehab_import_report *report;
    const rehab_columns *columns;
    const rehab_csv_record *record;
    int bad;                            /* a field of the row is no UTF-8 */
} place_run;

static rehab_fault *tell(place_run *run, apr_pool_t *pool, int statement, rehab_values *values,
                         int *changed)
{
    if (run->settings->dry_run)
        return NULL;
    return rehab_db_run(run->connection, pool, run->statements[statement], values, NULL, NULL,
                        changed);
}

static rehab_fault *take_there(void *baton, const rehab_row *row)
{
    (void)row;
    *(int *)baton = 1;
    return NULL;
}

static const char *column(place_run *run, apr_pool_t *pool, const char *ours, const char *theirs)
{
    const char *text = rehab_column(pool, run->columns, run->record, ours, 0, &run->bad);

    return text || !theirs ? text
        : rehab_column(pool, run->columns, run->record, theirs, 0, &run->bad);
}

static const char *region_of(place_run *run, apr_pool_t *pool)
{
    const char *key = column(run, pool, "region", NULL);
    const char *number = key ? NULL : column(run, pool, "district_id", NULL);
    int n = number ? atoi(number) : 0;

    for (int i = 1; key && i < DISTRICTS; i++)
        if (strcmp(key, districts[i]) == 0)
            return key;
    return n > 0 && n < DISTRICTS ? districts[n] : NULL;
}

static int is_number(const char *text)
{
    return text && *text && strlen(text) < 10 && strspn(text, "0123456789") == strlen(text);
}

/* Spellings by which the row itself says that the place is found: what it is called before a
 * bracket ("Gat (kibbutz)"), and the places that were joined in it. */
static rehab_fault *add_spellings(place_run *run, apr_pool_t *pool, rehab_values *values,
                                  const char *hebrew)
{
    const char *joined = column(run, pool, "merged_locality_names", NULL);
    const char *bracket = hebrew ? strchr(hebrew, '(') : NULL;
    char *state = NULL, *list = apr_pstrcat(
        pool, joined ? joined : "", ",",
        bracket ? apr_pstrmemdup(pool, hebrew, (apr_size_t)(bracket - hebrew)) : "", NULL);
    rehab_fault *fault = NULL;

    for (char *one = apr_strtok(list, ",", &state); one && !fault;
         one = apr_strtok(NULL, ",", &state)) {
        const char *folded = rehab_fold_name(pool, one);

        rehab_values_set(pool, values, "folded", REHAB_TYPE_TEXT, folded);
        if (*folded)
            fault = tell(run, pool, ALIAS_ADD, values, NULL);
    }
    return fault;
}

/* A list that was joined by areas has, in its other languages, the name of a part of the town. */
static int is_of_a_part(place_run *run, apr_pool_t *pool)
{
    const char *match = column(run, pool, "match", NULL);

    return match && strcmp(match, "area") == 0;
}

/* Names of our own files stand; those of others only fill what is missing, since each spells in its
 * own way. */
static rehab_fault *add_names(place_run *run, apr_pool_t *pool, rehab_values *values)
{
    int ours = rehab_columns_has(run->columns, "code");
    size_t n = is_of_a_part(run, pool) ? HE_AND_EN : sizeof languages / sizeof languages[0];

    for (size_t i = 0; i < n; i++) {
        const char *theirs = i == 0 ? "name" : i == 1 ? "name_en" : NULL;
        const char *text = column(run, pool, languages[i], theirs);

        rehab_values_set(pool, values, "name_lang", REHAB_TYPE_TEXT, languages[i]);
        rehab_values_set(pool, values, "text", REHAB_TYPE_TEXT, text);
        rehab_fault *fault = text ? tell(run, pool, ours ? NAME_SET : NAME_ADD, values, NULL)
                                  : NULL;
        if (fault)
            return fault;
    }
    return NULL;
}

static rehab_fault *take_place(place_run *run, apr_pool_t *pool)
{
    rehab_values *values = apr_hash_make(pool);
    const char *code = column(run, pool, "code",
                              rehab_columns_has(run->columns, "id") ? "id" : "cbs_code");
    const char *hebrew = column(run, pool, "he", "name");
    const char *population = column(run, pool, "population", NULL);
    const char *region = region_of(run, pool);
    const char *wrong = run->record->problem ? run->record->problem
        : run->bad ? "a field is no UTF-8" : !is_number(code) ? "no code"
        : !hebrew ? "no Hebrew name" : !region ? "no district"
        : population && !is_number(population) ? "the population is no number" : NULL;
    int there = 0;

    run->bad = 0;
    if (wrong) {
        rehab_import_refuse(run->pool, run->report, run->record->line, wrong);
        return NULL;
    }
    rehab_values_set(pool, values, "place_key", REHAB_TYPE_TEXT,
                     apr_pstrcat(pool, "l", code, NULL));
    rehab_values_set(pool, values, "official_code", REHAB_TYPE_TEXT, code);
    rehab_values_set(pool, values, "region_key", REHAB_TYPE_TEXT, region);
    rehab_values_set(pool, values, "population", REHAB_TYPE_BIGINT, population);
    rehab_fault *fault = rehab_db_run(run->connection, pool, run->statements[PLACE_THERE], values,
                                      take_there, &there, NULL);
    if (!fault)
        fault = tell(run, pool, PLACE_ADD, values, NULL);
    if (!fault)
        fault = add_names(run, pool, values);
    if (!fault)
        fault = add_spellings(run, pool, values, hebrew);
    run->report->imported += !there;
    run->report->merged += there;
    return fault;
}

/* --- conf/import/place-alias.csv: spelling,place with place a code, a region or empty */

static rehab_fault *take_spelling(void *baton, const rehab_columns *columns,
                                  const rehab_csv_record *record)
{
    place_run *run = baton;
    apr_pool_t *pool = run->pool;
    rehab_values *values = apr_hash_make(pool);
    int bad = 0;
    const char *spelling = rehab_column(pool, columns, record, "spelling", 0, &bad);
    const char *place = rehab_column(pool, columns, record, "place", 0, &bad);

    if (!spelling || !place)
        return NULL;
    rehab_values_set(pool, values, "folded", REHAB_TYPE_TEXT, rehab_fold_name(pool, spelling));
    rehab_values_set(pool, values, "place_key", REHAB_TYPE_TEXT,
                     is_number(place) ? apr_pstrcat(pool, "l", place, NULL) : place);
    return tell(run, pool, ALIAS_ADD, values, NULL);
}

static rehab_fault *import_spellings(place_run *run)
{
    rehab_fault *fault = rehab_begin_patiently(run->connection);

    if (!fault)
        fault = rehab_table_each(run->pool, apr_pstrcat(run->pool, run->settings->directory,
                                                        "/place-alias.csv", NULL),
                                 take_spelling, run);
    if (!fault)
        return rehab_db_commit(run->connection);
    rehab_db_rollback(run->connection);
    return fault;
}

/* --- The file */

/* One transaction; *ended when there is no further row. */
static rehab_fault *take_batch(place_run *run, apr_pool_t *pool, rehab_csv *csv, int *ended)
{
    rehab_fault *fault = run->settings->dry_run ? rehab_db_begin_read(run->connection)
                                                : rehab_begin_patiently(run->connection);

    for (int i = 0; !fault && !*ended && i < BATCH_ROWS; i++) {
        fault = rehab_csv_next(csv, &run->record);
        *ended = !run->record;
        if (!fault && run->record)
            fault = take_place(run, pool);
    }
    if (!fault)
        return rehab_db_commit(run->connection);
    rehab_db_rollback(run->connection);
    return rehab_fault_make(run->pool, fault->status, "fault.broken", "%s", fault->cause);
}

static rehab_fault *import_file(place_run *run, rehab_csv *csv)
{
    rehab_fault *fault = NULL;
    apr_pool_t *batch;
    int ended = 0;

    apr_pool_create(&batch, run->pool);
    while (!fault && !ended) {
        fault = take_batch(run, batch, csv, &ended);
        if (run->settings->progress)
            run->settings->progress(run->settings->baton, rehab_csv_position(csv),
                                    run->report->imported + run->report->merged);
        if (!run->settings->dry_run && !ended)
            apr_sleep(apr_time_from_msec(PAUSE_MS));
        apr_pool_clear(batch);
    }
    apr_pool_destroy(batch);
    return fault;
}

rehab_fault *rehab_import_localities(apr_pool_t *pool, rehab_db *db,
                                     const rehab_import_settings *settings,
                                     rehab_import_report **report)
{
    place_run run = { .pool = pool, .settings = settings };
    rehab_columns *columns;
    rehab_csv *csv;
    rehab_fault *fault = rehab_csv_open(pool, settings->file, MAX_FIELD, &csv);

    *report = run.report = rehab_import_report_make(pool);
    if (!fault)
        fault = rehab_columns_read(pool, csv, settings->file, &columns);
    if (fault)
        return fault;
    run.columns = columns;
    if (!(rehab_columns_has(columns, "he")
          && (rehab_columns_has(columns, "code") || rehab_columns_has(columns, "cbs_code")))
        && !(rehab_columns_has(columns, "id") && rehab_columns_has(columns, "name")))
        return rehab_fault_make(pool, REHAB_BAD_REQUEST, "fault.form",
                                "%s: its first line must name the columns code,he,en,region,"
                                "population or id,name,name_en,district_id,population or "
                                "cbs_code,he,en,ar,ru,district_id,population", settings->file);
    for (int i = 0; !fault && i < STATEMENTS; i++)
        fault = rehab_sql_read(pool, settings->sql_directory, paths[i], rehab_db_dialect(db),
                               &run.statements[i]);
    if (!fault)
        fault = rehab_db_borrow(db, pool, &run.connection);
    if (fault)
        return fault;
    fault = import_file(&run, csv);
    if (!fault && !settings->dry_run)
        fault = import_spellings(&run);
    rehab_db_return(run.connection);
    return fault;
}
