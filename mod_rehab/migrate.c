/* migrate.c: files of a schema folder in, a database that has had them all out. */
#include "migrate.h"

#include <apr_file_info.h>
#include <apr_file_io.h>
#include <apr_strings.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "patience.h"

enum { MAX_BYTES = 16 * 1024 * 1024 };

/* The number that all who migrate agree on: PostgreSQL lets one of them in at a time. */
#define LOCK "7310472158634290"

static const char *const suffixes[] = { ".sqlite.sql", ".pgsql.sql", ".sql" };
enum { COMMON = 2 };

static rehab_fault *broken(apr_pool_t *pool, const char *sentence, const char *name)
{
    return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "%s: %s", name, sentence);
}

/* Which of `suffixes` a file name has, -1 for none; *stem is the name without it. */
static int suffix_of(apr_pool_t *pool, const char *file, const char **stem)
{
    for (int i = 0; i <= COMMON; i++) {
        apr_size_t whole = strlen(file), end = strlen(suffixes[i]);

        if (whole > end && strcmp(file + whole - end, suffixes[i]) == 0) {
            *stem = apr_pstrmemdup(pool, file, whole - end);
            return i;
        }
    }
    return -1;
}

/* Name -> set of suffixes it is there with, as (1 << i), for every migration of the folder. */
static rehab_fault *scan(apr_pool_t *pool, const char *directory, apr_hash_t **found)
{
    apr_dir_t *dir;
    apr_finfo_t info;

    if (apr_dir_open(&dir, directory, pool) != APR_SUCCESS)
        return broken(pool, "there is no such folder of migrations", directory);
    *found = apr_hash_make(pool);
    while (apr_dir_read(&info, APR_FINFO_NAME, dir) == APR_SUCCESS) {
        const char *stem;
        int suffix = info.name[0] == '.' ? -1 : suffix_of(pool, info.name, &stem);

        if (suffix < 0)
            continue;
        unsigned *set = apr_hash_get(*found, stem, APR_HASH_KEY_STRING);

        if (!set) {
            set = apr_pcalloc(pool, sizeof *set);
            apr_hash_set(*found, stem, APR_HASH_KEY_STRING, set);
        }
        *set |= 1U << suffix;
    }
    apr_dir_close(dir);
    return NULL;
}

static rehab_fault *read_migration(apr_pool_t *pool, const char *file, rehab_migration *migration)
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    char *hex = apr_palloc(pool, sizeof digest * 2 + 1);
    apr_file_t *handle;
    apr_finfo_t info;
    apr_size_t length = 0;

    if (apr_file_open(&handle, file, APR_FOPEN_READ, APR_OS_DEFAULT, pool) != APR_SUCCESS
        || apr_file_info_get(&info, APR_FINFO_SIZE, handle) != APR_SUCCESS)
        return broken(pool, "cannot be read", file);
    if (info.size > MAX_BYTES)
        return broken(pool, "is too large for a migration", file);
    char *text = apr_palloc(pool, (apr_size_t)info.size + 1);

    if (apr_file_read_full(handle, text, (apr_size_t)info.size, &length) != APR_SUCCESS
        && length < (apr_size_t)info.size)
        return broken(pool, "cannot be read to its end", file);
    apr_file_close(handle);
    text[length] = 0;
    if (strlen(text) != length)
        return broken(pool, "holds a NUL byte", file);
    crypto_hash_sha256(digest, (const unsigned char *)text, length);
    migration->file = file;
    migration->text = text;
    migration->checksum = sodium_bin2hex(hex, sizeof digest * 2 + 1, digest, sizeof digest);
    return NULL;
}

static int by_name(const void *a, const void *b)
{
    return strcmp((*(rehab_migration *const *)a)->name, (*(rehab_migration *const *)b)->name);
}

rehab_fault *rehab_migrations_read(apr_pool_t *pool, const char *directory, rehab_dialect dialect,
                                   apr_array_header_t **migrations)
{
    apr_array_header_t *list = apr_array_make(pool, 16, sizeof(rehab_migration *));
    apr_hash_t *found = NULL;
    rehab_fault *fault = scan(pool, directory, &found);

    if (fault)
        return fault;
    for (apr_hash_index_t *i = apr_hash_first(pool, found); i; i = apr_hash_next(i)) {
        rehab_migration *migration = apr_pcalloc(pool, sizeof *migration);
        const void *name;
        void *value;

        apr_hash_this(i, &name, NULL, &value);
        unsigned set = *(unsigned *)value;

        if (set != 1U << COMMON && set != (1U << REHAB_SQLITE | 1U << REHAB_PGSQL))
            return broken(pool, "is neither one file for both databases nor a pair", name);
        migration->name = name;
        fault = read_migration(pool,
                               apr_pstrcat(pool, directory, "/", (const char *)name,
                                           suffixes[set == 1U << COMMON ? COMMON : (int)dialect],
                                           NULL),
                               migration);
        if (fault)
            return fault;
        APR_ARRAY_PUSH(list, rehab_migration *) = migration;
    }
    if (list->nelts)
        qsort(list->elts, (size_t)list->nelts, sizeof(rehab_migration *), by_name);
    *migrations = list;
    return NULL;
}

/* Begins a write in which nobody else migrates, and in which table migration is there. */
static rehab_fault *begin(apr_pool_t *pool, rehab_db *db, rehab_connection *connection)
{
    rehab_fault *fault = rehab_begin_patiently(connection);
    const char *ignored;

    if (!fault && rehab_db_dialect(db) == REHAB_PGSQL)
        fault = rehab_db_ask(connection, pool, "migrate/lock",
                             "SELECT CAST(pg_advisory_xact_lock(" LOCK ") AS text) AS done",
                             apr_hash_make(pool), &ignored);
    if (!fault && rehab_db_dialect(db) == REHAB_PGSQL)
        fault = rehab_db_script(connection, "migrate/quiet",
                                "SET LOCAL client_min_messages = warning");
    if (!fault)
        fault = rehab_db_script(connection, "migrate/table",
                                "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, "
                                "checksum TEXT NOT NULL, applied TEXT NOT NULL)");
    return fault;
}

typedef struct applied_set {
    apr_pool_t *pool;
    apr_hash_t *checksums;      /* name -> checksum */
} applied_set;

static rehab_fault *take_applied(void *baton, const rehab_row *row)
{
    applied_set *set = baton;

    apr_hash_set(set->checksums, apr_pstrdup(set->pool, row->values[0]), APR_HASH_KEY_STRING,
                 apr_pstrdup(set->pool, row->values[1]));
    return NULL;
}

/* What the database has had, inside the transaction; a fault when that is not what lies here. */
static rehab_fault *compare(apr_pool_t *pool, rehab_connection *connection,
                            const apr_array_header_t *migrations, apr_hash_t **checksums)
{
    applied_set set = { pool, apr_hash_make(pool) };
    rehab_statement *statement;
    rehab_fault *fault = rehab_sql_parse(pool, "migrate/applied", "migrate.c",
                                         "SELECT name AS name, checksum AS checksum FROM migration",
                                         &statement);

    if (!fault)
        fault = rehab_db_run(connection, pool, statement, apr_hash_make(pool), take_applied, &set,
                             NULL);
    if (fault)
        return fault;
    *checksums = set.checksums;
    unsigned here = 0;

    for (int i = 0; i < migrations->nelts; i++) {
        const rehab_migration *one = APR_ARRAY_IDX(migrations, i, rehab_migration *);
        const char *had = apr_hash_get(set.checksums, one->name, APR_HASH_KEY_STRING);

        here += had != NULL;
        if (had && strcmp(had, one->checksum) != 0)
            return broken(pool, "was changed after this database had it; put a new file beside it",
                          one->file);
    }
    if (here < apr_hash_count(set.checksums))
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                                "this database has had a migration that is not here; a newer "
                                "version of the portal made it");
    return NULL;
}

static rehab_fault *apply(apr_pool_t *pool, rehab_connection *connection,
                          const rehab_migration *migration, const char *now)
{
    rehab_values *values = apr_hash_make(pool);
    rehab_fault *fault = rehab_db_script(connection, migration->file, migration->text);

    if (fault)
        return fault;
    rehab_values_set(pool, values, "name", REHAB_TYPE_TEXT, migration->name);
    rehab_values_set(pool, values, "checksum", REHAB_TYPE_TEXT, migration->checksum);
    rehab_values_set(pool, values, "now", REHAB_TYPE_TEXT, now);
    return rehab_db_tell(connection, pool, "migrate/add",
                         "INSERT INTO migration (name, checksum, applied)"
                         " VALUES (:name, :checksum, :now)", values, NULL);
}

/* The first migration that the database has not had, applied; *done NULL when it has had all. */
static rehab_fault *apply_next(apr_pool_t *pool, rehab_db *db, rehab_connection *connection,
                               const apr_array_header_t *migrations, const char *now,
                               const rehab_migration **done)
{
    apr_hash_t *checksums = NULL;
    rehab_fault *fault = begin(pool, db, connection);

    *done = NULL;
    if (!fault)
        fault = compare(pool, connection, migrations, &checksums);
    for (int i = 0; !fault && !*done && i < migrations->nelts; i++) {
        const rehab_migration *one = APR_ARRAY_IDX(migrations, i, rehab_migration *);

        if (apr_hash_get(checksums, one->name, APR_HASH_KEY_STRING))
            continue;
        *done = one;
        fault = apply(pool, connection, one, now);
    }
    if (!fault)
        fault = rehab_db_commit(connection);
    if (fault)
        rehab_db_rollback(connection);
    return fault;
}

rehab_fault *rehab_migrate(apr_pool_t *pool, rehab_db *db, const char *directory, const char *now,
                           const rehab_log *log, int *applied)
{
    const rehab_migration *done = NULL;
    rehab_connection *connection;
    apr_array_header_t *migrations = apr_array_make(pool, 1, sizeof(rehab_migration *));
    rehab_fault *fault = rehab_migrations_read(pool, directory, rehab_db_dialect(db), &migrations);

    if (applied)
        *applied = 0;
    if (!fault)
        fault = rehab_db_borrow(db, pool, &connection);
    if (fault)
        return fault;
    do {
        fault = apply_next(pool, db, connection, migrations, now, &done);
        if (!fault && done) {
            rehab_log_line(log, REHAB_LOG_INFO, "applied %s", done->name);
            if (applied)
                ++*applied;
        }
    } while (!fault && done);
    rehab_db_return(connection);
    return fault;
}
