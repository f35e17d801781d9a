/* ctl_backup.c: a portal that serves in, FILE with its data and FILE.keys with its keys out; and
 * the way back.  SQLite's data are copied page by page under one snapshot, PostgreSQL's by pg_dump
 * and pg_restore. */
#include <apr_file_info.h>
#include <apr_strings.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ctl_backup.h"

enum { BUSY_MS = 10000 };

static rehab_fault *failed(const rehab_ctl *ctl, const char *file, const char *why)
{
    return rehab_fault_make(ctl->pool, REHAB_BROKEN, "fault.broken", "%s: %s", file, why);
}

static const char *with(const rehab_ctl *ctl, const char *file, const char *suffix)
{
    return apr_pstrcat(ctl->pool, file, suffix, NULL);
}

/* A program that must end well. */
static rehab_fault *must(rehab_ctl *ctl, const char *const *argv)
{
    int code;
    rehab_fault *fault = rehab_ctl_program(ctl, argv, NULL, &code);

    return fault || !code ? fault : failed(ctl, argv[0], "did not end well");
}

/* --- SQLite */

static rehab_fault *open_file(const rehab_ctl *ctl, const char *file, int flags, sqlite3 **db)
{
    *db = NULL;
    if (sqlite3_open_v2(file, db, flags, NULL) != SQLITE_OK) {
        rehab_fault *fault = failed(ctl, file, *db ? sqlite3_errmsg(*db) : "no memory");

        sqlite3_close(*db);
        return fault;
    }
    sqlite3_busy_timeout(*db, BUSY_MS);
    return NULL;
}

/* All pages of one file over all of another, in one transaction of each. */
static rehab_fault *copy_pages(const rehab_ctl *ctl, const char *from, const char *to, int create)
{
    sqlite3 *source, *target;
    rehab_fault *fault = open_file(ctl, from, SQLITE_OPEN_READWRITE, &source);

    if (fault)
        return fault;
    fault = open_file(ctl, to, SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0), &target);
    if (fault) {
        sqlite3_close(source);
        return fault;
    }
    sqlite3_backup *backup = sqlite3_backup_init(target, "main", source, "main");
    int code = backup ? sqlite3_backup_step(backup, -1) : sqlite3_errcode(target);

    if (backup)
        sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE)
        fault = failed(ctl, to, code == SQLITE_BUSY ? "is in use" : sqlite3_errstr(code));
    sqlite3_close(target);
    sqlite3_close(source);
    return fault;
}

/* The keys of persons go from the copy with every page that held them. */
static rehab_fault *strip_keys(const rehab_ctl *ctl, const char *file)
{
    sqlite3 *db;
    rehab_fault *fault = open_file(ctl, file, SQLITE_OPEN_READWRITE, &db);

    if (fault)
        return fault;
    if (sqlite3_exec(db, "DELETE FROM person_key; VACUUM", NULL, NULL, NULL) != SQLITE_OK)
        fault = failed(ctl, file, sqlite3_errmsg(db));
    sqlite3_close(db);
    return fault;
}

/* A file that was cut or is none of SQLite's must not replace good data. */
static rehab_fault *check_file(const rehab_ctl *ctl, const char *file)
{
    sqlite3 *db;
    sqlite3_stmt *statement = NULL;
    rehab_fault *fault = open_file(ctl, file, SQLITE_OPEN_READWRITE, &db);

    if (fault)
        return fault;
    int fine = sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &statement, NULL) == SQLITE_OK
        && sqlite3_step(statement) == SQLITE_ROW
        && strcmp((const char *)sqlite3_column_text(statement, 0), "ok") == 0;

    sqlite3_finalize(statement);
    statement = NULL;
    fine = fine
        && sqlite3_prepare_v2(db, "SELECT name FROM migration LIMIT 1", -1, &statement, NULL)
               == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW;
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return fine ? NULL : failed(ctl, file, "is no backup of a portal, or is damaged");
}

/* --- Keys */

/* Copies of keys that are older would open what was erased since. */
static void remove_older_keys(const rehab_ctl *ctl, const char *newest)
{
    const char *slash = strrchr(newest, '/');
    const char *folder = slash ? apr_pstrmemdup(ctl->pool, newest, (apr_size_t)(slash - newest + 1))
                               : "./";
    apr_dir_t *dir;
    apr_finfo_t info;

    if (apr_dir_open(&dir, folder, ctl->pool) != APR_SUCCESS)
        return;
    while (apr_dir_read(&info, APR_FINFO_NAME, dir) == APR_SUCCESS) {
        const char *end = strlen(info.name) > 5 ? info.name + strlen(info.name) - 5 : "";
        const char *file = apr_pstrcat(ctl->pool, folder, info.name, NULL), *text;

        if (strcmp(end, ".keys") != 0 || strcmp(info.name, slash ? slash + 1 : newest) == 0)
            continue;
        /* Only what this command made: a tar that begins with the folder of keys. */
        if (!rehab_ctl_read(ctl, file, &text) && strcmp(text, "keys/") == 0 && unlink(file) == 0)
            printf("removed %s\n", file);
    }
    apr_dir_close(dir);
}

/* The keys of persons stand behind the folder of keys. */
static rehab_fault *add_persons(rehab_ctl *ctl, const char *tar)
{
    const char *file = with(ctl, tar, ".persons"), *text = NULL;
    const char *argv[] = { "tar", "-rf", tar, "-P", "--transform=s,.*,persons,", "--", file, NULL };
    rehab_fault *fault = rehab_backup_persons(ctl, &text);

    if (!fault)
        fault = rehab_ctl_write(ctl, file, text, strlen(text), 0600);
    if (!fault)
        fault = must(ctl, argv);
    unlink(file);
    return fault;
}

static rehab_fault *save_keys(rehab_ctl *ctl, const char *file, int apart)
{
    const char *fresh = with(ctl, file, ".new");
    const char *argv[] = { "tar", "-cf", fresh, "-C", ctl->state, "--", "keys", NULL };
    rehab_fault *fault = must(ctl, argv);

    if (!fault && apart)
        fault = add_persons(ctl, fresh);
    if (!fault && rename(fresh, file) != 0)
        fault = failed(ctl, file, strerror(errno));
    if (!fault)
        remove_older_keys(ctl, file);
    return fault;
}

/* The keys of persons as a file of keys has them; NULL in one of before they were kept apart. */
static rehab_fault *read_persons(rehab_ctl *ctl, const char *file, const char **persons)
{
    const char *argv[] = { "tar", "-xOf", file, "--", "persons", NULL };
    int code;
    rehab_fault *fault = rehab_ctl_program(ctl, argv, persons, &code);

    if (code)
        *persons = NULL;
    return fault;
}

/* `persons` are those of now, which stay where there is no file of keys. */
static rehab_fault *restore_keys(rehab_ctl *ctl, const char *file, const char *persons)
{
    const char *argv[] = { "tar", "-xf", file, "-C", ctl->state, "--no-same-owner", "--", "keys",
                           NULL };
    rehab_fault *fault = NULL;
    int apart = 0;

    if (access(file, R_OK) != 0) {
        printf("there is no %s: the keys stay as they are\n", file);
    } else {
        fault = must(ctl, argv);
        rehab_ctl_own(ctl, apr_pstrcat(ctl->pool, ctl->state, "/keys", NULL));
        if (!fault)
            fault = read_persons(ctl, file, &persons);
    }
    if (!fault)
        fault = rehab_backup_is_apart(ctl, &apart);
    return fault || !apart || !persons ? fault : rehab_restore_persons(ctl, persons);
}

/* --- PostgreSQL */

/* The connection's words without its password, which goes where no list of processes shows it. */
static const char *without_password(const rehab_ctl *ctl, const char *connection)
{
    apr_array_header_t *words = rehab_ctl_split(ctl->pool, connection, " ");
    const char *rest = "";

    for (int i = 0; i < words->nelts; i++) {
        const char *word = APR_ARRAY_IDX(words, i, const char *);

        if (strncmp(word, "password=", 9) == 0)
            setenv("PGPASSWORD", word + 9, 1);
        else
            rest = apr_pstrcat(ctl->pool, rest, *rest ? " " : "", word, NULL);
    }
    return rest;
}

static rehab_fault *dump(rehab_ctl *ctl, const char *file, int apart)
{
    const char *argv[] = { "pg_dump", "-Fc", "-f", file, "-d",
                           without_password(ctl, ctl->site->database.params),
                           apart ? "--exclude-table-data=*.person_key" : NULL, NULL };

    return must(ctl, argv);
}

static rehab_fault *undump(rehab_ctl *ctl, const char *file)
{
    const char *argv[] = { "pg_restore", "--clean", "--if-exists", "--no-owner",
                           "--single-transaction", "-d",
                           without_password(ctl, ctl->site->database.params), file, NULL };

    return must(ctl, argv);
}

/* --- The commands */

static rehab_fault *save_data(rehab_ctl *ctl, const char *file, int apart)
{
    const char *fresh = with(ctl, file, ".new");
    rehab_fault *fault;

    unlink(fresh);
    fault = ctl->site->database.dialect == REHAB_SQLITE
        ? copy_pages(ctl, ctl->site->database.params, fresh, 1) : dump(ctl, fresh, apart);
    if (!fault && apart && ctl->site->database.dialect == REHAB_SQLITE)
        fault = strip_keys(ctl, fresh);
    if (!fault && rename(fresh, file) != 0)
        fault = failed(ctl, file, strerror(errno));
    if (fault)
        unlink(fresh);
    return fault;
}

int rehab_ctl_backup(rehab_ctl *ctl)
{
    const char *file = rehab_ctl_word(ctl, 0);
    rehab_fault *fault = rehab_ctl_site(ctl);
    int apart = 0;

    umask(077);
    if (!fault)
        fault = rehab_backup_is_apart(ctl, &apart);
    if (!fault)
        fault = save_data(ctl, file, apart);
    if (!fault)
        fault = save_keys(ctl, with(ctl, file, ".keys"), apart);
    if (fault)
        return rehab_ctl_fail(ctl, fault);
    printf("data in %s, keys in %s.keys: keep the two apart\n", file, file);
    return REHAB_CTL_FINE;
}

/* Whether the database that is there holds anything; an empty one may be overwritten. */
static int is_filled(rehab_ctl *ctl)
{
    rehab_connection *connection;
    const char *n = NULL;

    if (ctl->site->database.dialect == REHAB_SQLITE
        && access(ctl->site->database.params, F_OK) != 0)
        return 0;
    if (rehab_ctl_connection(ctl, &connection))
        return 1;
    rehab_fault *fault = rehab_db_ask(connection, ctl->pool, "restore/there",
                                      "SELECT CAST(count(*) AS text) AS n FROM migration",
                                      apr_hash_make(ctl->pool), &n);

    rehab_db_return(connection);
    return !fault && n && strcmp(n, "0") != 0;
}

/* Revisions that were before, and come again with other rows, would find pages that are kept. */
static rehab_fault *raise_revisions(rehab_ctl *ctl)
{
    rehab_values *values = apr_hash_make(ctl->pool);
    rehab_connection *connection;
    rehab_fault *fault = rehab_ctl_connection(ctl, &connection);

    if (fault)
        return fault;
    rehab_values_set(ctl->pool, values, "ahead", REHAB_TYPE_BIGINT,
                     apr_psprintf(ctl->pool, "%" APR_INT64_T_FMT, apr_time_now()));
    fault = rehab_db_tell(connection, ctl->pool, "restore/revisions",
                          "UPDATE revision SET n = n + :ahead", values, NULL);
    rehab_db_return(connection);
    return fault;
}

int rehab_ctl_restore(rehab_ctl *ctl)
{
    const char *file = rehab_ctl_word(ctl, 0), *persons = NULL;
    rehab_fault *fault = rehab_ctl_site(ctl);
    int apart = 0;

    if (fault)
        return rehab_ctl_fail(ctl, fault);
    int filled = is_filled(ctl), sqlite = ctl->site->database.dialect == REHAB_SQLITE;

    if (!rehab_ctl_option(ctl, "force") && filled)
        return rehab_ctl_misused(ctl, "there are data here: --force overwrites them");
    if (filled && !rehab_backup_is_apart(ctl, &apart) && apart)
        fault = rehab_backup_persons(ctl, &persons);

    umask(077);
    if (!fault && sqlite)
        fault = check_file(ctl, file);
    if (!fault)
        fault = sqlite ? copy_pages(ctl, file, ctl->site->database.params, 1) : undump(ctl, file);
    if (!fault && sqlite)
        rehab_ctl_own(ctl, ctl->site->database.params);
    if (!fault)
        fault = raise_revisions(ctl);
    if (!fault)
        fault = restore_keys(ctl, with(ctl, file, ".keys"), persons);
    return fault ? rehab_ctl_fail(ctl, fault) : REHAB_CTL_FINE;
}
