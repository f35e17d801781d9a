/* ctl_daily.c: the night's work: days that are over become sums, what has run out is put away. */
#include <apr_file_info.h>
#include <apr_network_io.h>
#include <apr_strings.h>
#include <apr_time.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ctl_audit.h"
#include "ctl_desk.h"
#include "ctl_notice.h"
#include "day.h"
#include "patience.h"

enum { DAYS_SPENT = 7, DAYS_GIVEN_UP = 90, DAYS_DEVICE = 180, DAY_LENGTH = 10, MAX_LINE = 256,
       PAUSE_MS = 20 };

/* Statements with a .pgsql.sql twin only: on SQLite no writer leaves rows behind. */
static const char *const folds[] = { "daily/fold-revision.sql", "daily/fold-job-count.sql",
                                     "daily/fold-place-count.sql" };

/* "2026-11-20.log" -> "2026-11-20", NULL for any other file name. */
static const char *day_of(apr_pool_t *pool, const char *file)
{
    static const char shape[] = "0000-00-00.log";

    if (strlen(file) != sizeof shape - 1)
        return NULL;
    for (size_t i = 0; i < sizeof shape - 1; i++)
        if (shape[i] == '0' ? file[i] < '0' || file[i] > '9' : file[i] != shape[i])
            return NULL;
    return apr_pstrmemdup(pool, file, DAY_LENGTH);
}

/* Lines "page code" of a file, as a table of line -> apr_int64_t *. */
static rehab_fault *sum_lines(rehab_ctl *ctl, const char *file, apr_hash_t **sums)
{
    FILE *handle = fopen(file, "re");
    char line[MAX_LINE];

    if (!handle)
        return rehab_fault_make(ctl->pool, REHAB_BROKEN, "fault.broken", "%s: cannot be read",
                                file);
    *sums = apr_hash_make(ctl->pool);
    while (fgets(line, sizeof line, handle)) {
        line[strcspn(line, "\n")] = 0;
        char *space = strchr(line, ' ');

        if (!space || space == line || !space[1] || strchr(space + 1, ' '))
            continue;
        apr_int64_t *n = apr_hash_get(*sums, line, APR_HASH_KEY_STRING);

        if (!n) {
            n = apr_pcalloc(ctl->pool, sizeof *n);
            apr_hash_set(*sums, apr_pstrdup(ctl->pool, line), APR_HASH_KEY_STRING, n);
        }
        ++*n;
    }
    fclose(handle);
    return NULL;
}

static rehab_fault *add_sums(rehab_ctl *ctl, rehab_connection *connection, const char *day,
                             apr_hash_t *sums)
{
    rehab_fault *fault = NULL;

    for (apr_hash_index_t *i = apr_hash_first(ctl->pool, sums); i && !fault;
         i = apr_hash_next(i)) {
        rehab_values *values = apr_hash_make(ctl->pool);
        const void *line;
        void *n;

        apr_hash_this(i, &line, NULL, &n);
        const char *space = strchr(line, ' ');

        rehab_values_set(ctl->pool, values, "page", REHAB_TYPE_TEXT,
                         apr_pstrmemdup(ctl->pool, line,
                                        (apr_size_t)(space - (const char *)line)));
        rehab_values_set(ctl->pool, values, "code", REHAB_TYPE_TEXT, space + 1);
        rehab_values_set(ctl->pool, values, "day", REHAB_TYPE_TEXT, day);
        rehab_values_set(ctl->pool, values, "n", REHAB_TYPE_BIGINT,
                         apr_psprintf(ctl->pool, "%" APR_INT64_T_FMT, *(apr_int64_t *)n));
        fault = rehab_ctl_run_statement(ctl, connection, "daily/count-add.sql", values, NULL);
    }
    return fault;
}

/* Which of all machines' files of a day this one is. */
static const char *file_everywhere(apr_pool_t *pool, const char *file)
{
    char host[APRMAXHOSTLEN + 1] = "";
    char *path = realpath(file, NULL);
    const char *name;

    apr_gethostname(host, sizeof host, pool);
    name = apr_pstrcat(pool, host, ":", path ? path : file, NULL);
    free(path);
    return name;
}

/* Sums and the file's name in one transaction, then the file goes: whatever stops this in between,
 * the next run adds nothing twice. */
static rehab_fault *fold_file(rehab_ctl *ctl, rehab_connection *connection, const char *name,
                              const char *day)
{
    const char *file = apr_pstrcat(ctl->pool, ctl->state, "/count/", name, NULL);
    rehab_values *values = rehab_ctl_values(ctl, ctl->pool);
    apr_hash_t *sums = NULL;
    int fresh = 0;
    rehab_fault *fault = sum_lines(ctl, file, &sums);

    if (!fault)
        fault = rehab_begin_patiently(connection);
    if (fault)
        return fault;
    rehab_values_set(ctl->pool, values, "file", REHAB_TYPE_TEXT, file_everywhere(ctl->pool, file));
    fault = rehab_ctl_run_statement(ctl, connection, "daily/count-file.sql", values, &fresh);
    if (!fault && fresh)
        fault = add_sums(ctl, connection, day, sums);
    if (!fault)
        fault = rehab_db_commit(connection);
    if (fault)
        rehab_db_rollback(connection);
    else if (unlink(file) != 0)
        rehab_log_line(&ctl->log, REHAB_LOG_WARNING, "%s: was added up and cannot be removed",
                       file);
    return fault;
}

static rehab_fault *fold_counts(rehab_ctl *ctl, rehab_connection *connection)
{
    const char *folder = apr_pstrcat(ctl->pool, ctl->state, "/count", NULL);
    const char *today = rehab_today_text(ctl->pool, ctl->site);
    rehab_fault *fault = NULL;
    apr_dir_t *dir;
    apr_finfo_t info;

    if (apr_dir_open(&dir, folder, ctl->pool) != APR_SUCCESS)
        return NULL;
    while (!fault && apr_dir_read(&info, APR_FINFO_NAME, dir) == APR_SUCCESS) {
        const char *name = apr_pstrdup(ctl->pool, info.name), *day = day_of(ctl->pool, name);

        if (day && strcmp(day, today) < 0)
            fault = fold_file(ctl, connection, name, day);
    }
    apr_dir_close(dir);
    return fault;
}

/* A statement in a transaction of its own. */
static rehab_fault *run(rehab_ctl *ctl, rehab_connection *connection, const char *path,
                        rehab_values *values, int *changed)
{
    rehab_fault *fault = rehab_begin_patiently(connection);

    if (!fault)
        fault = rehab_ctl_run_statement(ctl, connection, path, values, changed);
    if (!fault)
        return rehab_db_commit(connection);
    rehab_db_rollback(connection);
    return fault;
}

/* The instant so many days ago. */
static const char *before(const rehab_ctl *ctl, int days)
{
    const char *now = rehab_now_text(ctl->pool, ctl->site);

    return apr_pstrcat(ctl->pool,
                       rehab_day_add(ctl->pool, apr_pstrmemdup(ctl->pool, now, DAY_LENGTH), -days),
                       now + DAY_LENGTH, NULL);
}

/* The index of words grows by a piece with each change; a search asks all pieces.  All are joined, a
 * little at a time, until there is nothing more to join; less than none says that it is to be one
 * (https://www.sqlite.org/fts5.html#the_merge_command). */
static rehab_fault *join_search(rehab_ctl *ctl, rehab_connection *connection)
{
    rehab_values *values = apr_hash_make(ctl->pool);
    const char *was, *is = NULL;
    rehab_fault *fault;

    do {
        was = is;
        rehab_values_set(ctl->pool, values, "pages", REHAB_TYPE_BIGINT, was ? "250" : "-250");
        fault = rehab_db_tell(connection, ctl->pool, "daily/join-search",
                              "INSERT INTO job_search (job_search, rank) VALUES ('merge', :pages)",
                              values, NULL);
        if (!fault)
            fault = rehab_db_ask(connection, ctl->pool, "daily/join-search",
                                 "SELECT total_changes()", apr_hash_make(ctl->pool), &is);
        apr_sleep(apr_time_from_msec(PAUSE_MS));
    } while (!fault && (!was || apr_atoi64(is) - apr_atoi64(was) > 1));
    return fault;
}

static const char *const purges[] = {
    "daily/purge-mail.sql", "daily/purge-session.sql", "daily/purge-link.sql",
    "daily/purge-attempt.sql", "daily/purge-device.sql", "daily/purge-employer.sql",
    "daily/purge-invite.sql",
};

static rehab_fault *put_away(rehab_ctl *ctl, rehab_connection *connection)
{
    rehab_values *values = rehab_ctl_values(ctl, ctl->pool);
    const char *ignored;
    int expired = 0;
    rehab_fault *fault = run(ctl, connection, "daily/expire.sql", values, &expired);

    if (fault)
        return fault;
    if (expired)
        printf("%d %s expired\n", expired, expired == 1 ? "job" : "jobs");
    rehab_values_set(ctl->pool, values, "before", REHAB_TYPE_TEXT, before(ctl, DAYS_SPENT));
    fault = run(ctl, connection, "daily/purge-spent.sql", values, NULL);
    rehab_values_set(ctl->pool, values, "given_up_before", REHAB_TYPE_TEXT,
                     before(ctl, DAYS_GIVEN_UP));
    rehab_values_set(ctl->pool, values, "half_year_ago", REHAB_TYPE_TEXT,
                     before(ctl, DAYS_DEVICE));
    for (size_t i = 0; !fault && i < sizeof purges / sizeof purges[0]; i++)
        fault = run(ctl, connection, purges[i], values, NULL);
    if (!fault && ctl->site->database.dialect == REHAB_SQLITE)
        fault = join_search(ctl, connection);
    if (ctl->site->database.dialect == REHAB_SQLITE)
        return fault ? fault : rehab_db_ask(connection, ctl->pool, "daily/checkpoint",
                                            "PRAGMA wal_checkpoint(TRUNCATE)", values, &ignored);
    for (size_t i = 0; !fault && i < sizeof folds / sizeof folds[0]; i++)
        fault = run(ctl, connection, folds[i], values, NULL);
    return fault;
}

int rehab_ctl_daily(rehab_ctl *ctl)
{
    rehab_connection *connection;
    rehab_fault *fault = rehab_ctl_connection(ctl, &connection);

    if (!fault) {
        fault = put_away(ctl, connection);
        if (!fault)
            fault = rehab_notice_daily(ctl, connection);
        if (!fault)
            fault = rehab_desk_erase(ctl, connection);
        if (!fault)
            fault = fold_counts(ctl, connection);
        if (!fault)
            fault = rehab_audit_daily(ctl, connection);
        rehab_db_return(connection);
    }
    return fault ? rehab_ctl_fail(ctl, fault) : REHAB_CTL_FINE;
}
