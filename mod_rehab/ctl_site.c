/* ctl_site.c: where the portal lies in, its site and its database out. */
#include <apr_file_info.h>
#include <apr_strings.h>
#include <apr_time.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "ctl.h"
#include "day.h"
#include "site_file.h"

static const char *below(const rehab_ctl *ctl, const char *folder, const char *path)
{
    return apr_pstrcat(ctl->pool, folder, "/", path, NULL);
}

static rehab_fault *read_listing(rehab_ctl *ctl, const char *text)
{
    rehab_site *site = rehab_site_make(ctl->pool);
    rehab_fault *fault = rehab_site_read(ctl->pool, text, &site);

    if (!fault)
        ctl->site = site;
    return fault;
}

/* What httpd itself says that it would serve. */
static rehab_fault *ask_httpd(rehab_ctl *ctl, const char *file)
{
    const char *httpd = access("/usr/sbin/apache2", X_OK) == 0 ? "/usr/sbin/apache2" : "httpd";
    const char *argv[] = { httpd, "-f", file, "-t", "-D", "REHAB_PAGES", NULL };
    const char *text;
    char *whole = NULL;
    int code;

    if (apr_filepath_merge(&whole, NULL, file, 0, ctl->pool) == APR_SUCCESS)
        argv[2] = whole;
    rehab_fault *fault = rehab_ctl_program(ctl, argv, &text, &code);

    if (fault)
        return fault;
    if (code)
        return rehab_fault_make(ctl->pool, REHAB_BROKEN, "fault.broken",
                                "%s -f %s -t does not accept this configuration:\n%s", httpd,
                                argv[2], text);
    fault = read_listing(ctl, text);
    if (fault)
        return rehab_fault_make(ctl->pool, REHAB_BROKEN, "fault.broken", "%s -f %s -t: %s", httpd,
                                argv[2], fault->cause);
    if (!rehab_ctl_option(ctl, "state") && ctl->site->state)
        ctl->state = ctl->site->state;
    return NULL;
}

static void set_home(rehab_ctl *ctl)
{
    rehab_site *site = ctl->site;

    site->home = ctl->home;
    site->sql_directory = below(ctl, ctl->home, "conf/sql");
    site->sheet_directory = below(ctl, ctl->home, "xsl");
    site->strings_directory = below(ctl, ctl->home, "conf/strings");
    site->organisation = below(ctl, ctl->home, "conf/organisation.xml");
}

/* "sqlite3 FILE" or "pgsql CONNECTION", as RehabDatabase has it. */
static rehab_fault *set_database(rehab_ctl *ctl, const char *words)
{
    const char *space = strchr(words, ' ');
    rehab_db_settings *database = &ctl->site->database;
    char *whole = NULL;

    if (space && strncmp(words, "sqlite3 ", 8) == 0) {
        database->dialect = REHAB_SQLITE;
        database->params = space + 1;
        if (apr_filepath_merge(&whole, NULL, space + 1, 0, ctl->pool) == APR_SUCCESS)
            database->params = whole;
    } else if (space && strncmp(words, "pgsql ", 6) == 0) {
        database->dialect = REHAB_PGSQL;
        database->params = space + 1;
    } else {
        return rehab_fault_make(ctl->pool, REHAB_BROKEN, "fault.broken",
                                "--database is \"sqlite3 FILE\" or \"pgsql CONNECTION\"");
    }
    ctl->site->has_database = 1;
    return NULL;
}

/* The server writes its listing when it starts, a moment after the command that starts it ended. */
static int wait_for_listing(const rehab_ctl *ctl, const char *listing)
{
    enum { TRIES = 50, EACH = 100000 };

    for (int i = 0; i < TRIES && access(listing, F_OK) != 0; i++) {
        if (access(ctl->state, F_OK) != 0 || rehab_ctl_option(ctl, "database"))
            return 0;
        apr_sleep(EACH);
    }
    return access(listing, F_OK) == 0;
}

static rehab_fault *find_site(rehab_ctl *ctl)
{
    const char *config = rehab_ctl_option(ctl, "config");
    const char *listing = below(ctl, ctl->state, "site"), *text;
    rehab_fault *fault;

    if (config)
        return ask_httpd(ctl, config);
    if (wait_for_listing(ctl, listing)) {
        fault = rehab_ctl_read(ctl, listing, &text);
        if (!fault)
            fault = read_listing(ctl, text);
        if (fault)
            fault->cause = apr_psprintf(ctl->pool, "%s: %s", listing, fault->cause);
        return fault;
    }
    if (!rehab_ctl_option(ctl, "database"))
        return rehab_fault_make(ctl->pool, REHAB_NOT_FOUND, "fault.missing",
                                "%s is not there: start the portal once, or say --config FILE, "
                                "or --home DIR and --database WORDS", listing);
    ctl->site = rehab_site_make(ctl->pool);
    APR_ARRAY_PUSH(ctl->site->statics, const char *) = below(ctl, ctl->state, "rendered");
    set_home(ctl);
    return NULL;
}

rehab_fault *rehab_ctl_site(rehab_ctl *ctl)
{
    const char *database = rehab_ctl_option(ctl, "database");
    rehab_fault *fault = ctl->site ? NULL : find_site(ctl);

    if (fault || !ctl->site)
        return fault;
    if (rehab_ctl_option(ctl, "home"))
        set_home(ctl);
    if (database)
        fault = set_database(ctl, database);
    if (fault)
        return fault;
    ctl->site->state = ctl->state;
    if (ctl->site->home)
        ctl->home = ctl->site->home;
    /* Work of an administrator takes the time that it takes. */
    ctl->site->database.slow_ms = 0;
    ctl->site->database.limit_ms = 0;
    ctl->site->database.log = &ctl->log;
    return NULL;
}

rehab_fault *rehab_ctl_connection(rehab_ctl *ctl, rehab_connection **connection)
{
    rehab_fault *fault = rehab_ctl_site(ctl);

    if (!fault && !ctl->site->has_database)
        fault = rehab_fault_make(ctl->pool, REHAB_BROKEN, "fault.broken",
                                 "this site names no RehabDatabase");
    if (!fault && !ctl->db)
        fault = rehab_db_open(ctl->pool, &ctl->site->database, &ctl->db);
    return fault ? fault : rehab_db_borrow(ctl->db, ctl->pool, connection);
}

rehab_values *rehab_ctl_values(const rehab_ctl *ctl, apr_pool_t *pool)
{
    rehab_values *values = apr_hash_make(pool);
    const rehab_language_settings *first = ctl->site->languages->nelts
        ? APR_ARRAY_IDX(ctl->site->languages, 0, rehab_language_settings *) : NULL;

    const char *today = rehab_today_text(pool, ctl->site);

    rehab_values_set(pool, values, "today", REHAB_TYPE_TEXT, today);
    rehab_values_set(pool, values, "kept_from", REHAB_TYPE_TEXT,
                     rehab_day_add(pool, today, -REHAB_KEPT_DAYS));
    rehab_values_set(pool, values, "now", REHAB_TYPE_TEXT, rehab_now_text(pool, ctl->site));
    rehab_values_set(pool, values, "lang", REHAB_TYPE_TEXT, first ? first->tag : "he");
    return values;
}

rehab_fault *rehab_ctl_take_statistics(rehab_ctl *ctl)
{
    rehab_connection *connection;

    if (ctl->site->database.dialect == REHAB_SQLITE)
        return NULL;
    rehab_fault *fault = rehab_ctl_connection(ctl, &connection);

    if (fault)
        return fault;
    fault = rehab_db_script(connection, "statistics", "ANALYZE");
    rehab_db_return(connection);
    return fault;
}

rehab_fault *rehab_ctl_run_statement(rehab_ctl *ctl, rehab_connection *connection,
                                     const char *path, rehab_values *values, int *changed)
{
    rehab_statement *statement;
    rehab_fault *fault = rehab_sql_read(ctl->pool, ctl->site->sql_directory, path,
                                        ctl->site->database.dialect, &statement);

    return fault ? fault : rehab_db_run(connection, ctl->pool, statement, values, NULL, NULL,
                                        changed);
}

apr_array_header_t *rehab_ctl_split(apr_pool_t *pool, const char *text, const char *apart)
{
    apr_array_header_t *words = apr_array_make(pool, 4, sizeof(const char *));
    char *state = NULL;

    for (char *word = apr_strtok(apr_pstrdup(pool, text), apart, &state); word;
         word = apr_strtok(NULL, apart, &state))
        APR_ARRAY_PUSH(words, const char *) = word;
    return words;
}

static void add_language(rehab_ctl *ctl, const char *tag)
{
    static const char right_to_left[] = "ar fa he ur yi";
    rehab_language_settings *one = apr_pcalloc(ctl->pool, sizeof *one);

    one->tag = tag;
    one->rtl = strlen(tag) == 2 && strstr(right_to_left, tag) != NULL;
    one->calendar = "gregorian";
    APR_ARRAY_PUSH(ctl->site->languages, rehab_language_settings *) = one;
}

/* Hebrew first, the others by their tags. */
static int by_tag(const void *a, const void *b)
{
    const char *one = (*(rehab_language_settings *const *)a)->tag;
    const char *other = (*(rehab_language_settings *const *)b)->tag;
    int first = strcmp(one, "he") == 0, second = strcmp(other, "he") == 0;

    return first || second ? second - first : strcmp(one, other);
}

/* Before httpd has listed the languages: those that have strings. */
static void guess_languages(rehab_ctl *ctl)
{
    apr_array_header_t *languages = ctl->site->languages;
    apr_dir_t *dir;
    apr_finfo_t info;

    if (apr_dir_open(&dir, ctl->site->strings_directory, ctl->pool) != APR_SUCCESS)
        return;
    while (apr_dir_read(&info, APR_FINFO_NAME, dir) == APR_SUCCESS) {
        const char *dot = strrchr(info.name, '.');

        if (dot && dot != info.name && strcmp(dot, ".xml") == 0)
            add_language(ctl, apr_pstrmemdup(ctl->pool, info.name,
                                             (apr_size_t)(dot - info.name)));
    }
    apr_dir_close(dir);
    if (languages->nelts)
        qsort(languages->elts, (size_t)languages->nelts, sizeof(rehab_language_settings *), by_tag);
}

rehab_fault *rehab_ctl_languages(rehab_ctl *ctl)
{
    rehab_site *site = ctl->site;

    if (!site->languages->nelts)
        guess_languages(ctl);
    for (int i = site->spoken->nelts; i < site->languages->nelts; i++) {
        const rehab_language_settings *one =
            APR_ARRAY_IDX(site->languages, i, rehab_language_settings *);
        rehab_language *language;
        rehab_fault *fault = rehab_language_load(
            ctl->pool, below(ctl, site->strings_directory,
                             apr_pstrcat(ctl->pool, one->tag, ".xml", NULL)), one, &language);

        if (fault)
            return fault;
        APR_ARRAY_PUSH(site->spoken, rehab_language *) = language;
    }
    return NULL;
}
