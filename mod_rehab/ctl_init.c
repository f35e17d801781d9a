/* ctl_init.c: an empty folder in, a state that the portal can serve out; and migrate, which brings
 * an older one up to date. */
#include <apr_strings.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ctl.h"
#include "ctl_data.h"
#include "ctl_user.h"
#include "import.h"
#include "migrate.h"
#include "patience.h"
#include "site_file.h"

static const struct { const char *name; int mode; } folders[] = {
    { "data", 0700 }, { "keys", 0700 }, { "count", 0700 }, { "logs", 0755 }, { "rendered", 0755 },
};

static const char *in_state(const rehab_ctl *ctl, const char *name)
{
    return apr_pstrcat(ctl->pool, ctl->state, "/", name, NULL);
}

static rehab_fault *make_folders(rehab_ctl *ctl)
{
    rehab_fault *fault = rehab_ctl_folder(ctl, ctl->state, 0755);

    for (size_t i = 0; !fault && i < sizeof folders / sizeof folders[0]; i++)
        fault = rehab_ctl_folder(ctl, in_state(ctl, folders[i].name), folders[i].mode);
    return fault;
}

/* The server opens SQLite's file and never makes one: a wrong path must not serve an empty portal.
 * WAL, kept in the file, lets readers and one writer work side by side. */
static rehab_fault *make_file(rehab_ctl *ctl)
{
    const char *path = ctl->site->database.params, *slash = strrchr(path, '/');
    rehab_connection *connection;
    const char *mode = NULL;
    rehab_fault *fault = slash && slash > path
        ? rehab_ctl_folder(ctl, apr_pstrmemdup(ctl->pool, path, (apr_size_t)(slash - path)), 0700)
        : NULL;
    int file;

    if (fault)
        return fault;
    file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return rehab_fault_make(ctl->pool, REHAB_BROKEN, "fault.broken", "%s: %s", path,
                                strerror(errno));
    close(file);
    rehab_ctl_own(ctl, path);
    fault = rehab_ctl_connection(ctl, &connection);
    if (fault)
        return fault;
    fault = rehab_db_ask(connection, ctl->pool, "init/wal", "PRAGMA journal_mode = WAL",
                         apr_hash_make(ctl->pool), &mode);
    rehab_db_return(connection);
    if (!fault && (!mode || strcmp(mode, "wal") != 0))
        fault = rehab_fault_make(ctl->pool, REHAB_BROKEN, "fault.broken",
                                 "%s: the file system of this folder cannot carry WAL", path);
    return fault;
}

static rehab_fault *migrate(rehab_ctl *ctl)
{
    rehab_connection *connection;
    rehab_fault *fault = rehab_ctl_connection(ctl, &connection);
    int applied = 0;

    if (fault)
        return fault;
    rehab_db_return(connection);
    fault = rehab_migrate(ctl->pool, ctl->db,
                          apr_pstrcat(ctl->pool, ctl->site->sql_directory, "/schema", NULL),
                          rehab_now_text(ctl->pool, ctl->site), NULL, &applied);
    if (!fault && applied)
        printf("%d %s applied\n", applied, applied == 1 ? "migration" : "migrations");
    return fault;
}

/* What later commands read until httpd has listed everything; a listing that is there keeps its
 * pages and learns the new places. */
static rehab_fault *write_listing(rehab_ctl *ctl)
{
    const char *path = in_state(ctl, "site");

    if (access(path, F_OK) == 0 && !rehab_ctl_option(ctl, "database")
        && !rehab_ctl_option(ctl, "home"))
        return NULL;
    const char *text = rehab_site_write(ctl->pool, ctl->site);

    return rehab_ctl_write(ctl, path, text, strlen(text), 0600);
}

static const char *passphrase(apr_pool_t *pool)
{
    static const char letters[] = "23456789abcdefghjkmnpqrstuvwxyz";
    enum { GROUPS = 5, LETTERS = 4, LENGTH = GROUPS * (LETTERS + 1) };
    char *text = apr_palloc(pool, LENGTH);

    for (int i = 0; i < LENGTH; i++)
        text[i] = i % (LETTERS + 1) == LETTERS
            ? '-' : letters[randombytes_uniform(sizeof letters - 1)];
    text[LENGTH - 1] = 0;
    return text;
}

/* The demo opens what its visitors send with a passphrase that lies beside the key. */
static rehab_fault *make_demo_key(rehab_ctl *ctl)
{
    const char *words = passphrase(ctl->pool);

    if (access(in_state(ctl, "keys/desk.pub"), F_OK) == 0)
        return NULL;
    rehab_fault *fault = rehab_desk_key_make(ctl->pool, in_state(ctl, "keys"),
                                             in_state(ctl, "desk.key"), words);
    if (!fault)
        fault = rehab_ctl_write(ctl, in_state(ctl, "desk.passphrase"),
                                apr_pstrcat(ctl->pool, words, "\n", NULL), strlen(words) + 1, 0600);
    if (!fault) {
        rehab_ctl_own(ctl, in_state(ctl, "desk.key"));
        printf("the demo's desk key: %s\nits passphrase:      %s\n", in_state(ctl, "desk.key"),
               words);
    }
    return fault;
}

static rehab_fault *import_localities(rehab_ctl *ctl)
{
    rehab_import_settings settings = rehab_ctl_import_settings(
        ctl, apr_pstrcat(ctl->pool, ctl->home, "/conf/import/localities.csv", NULL));
    rehab_import_report *report;

    return rehab_import_localities(ctl->pool, ctl->db, &settings, &report);
}

/* A database of before trades had marks gets them. */
static rehab_fault *mark_trades(rehab_ctl *ctl)
{
    rehab_connection *connection;
    apr_int64_t marked;
    rehab_fault *fault = rehab_ctl_connection(ctl, &connection);

    if (fault)
        return fault;
    fault = rehab_begin_patiently(connection);
    if (!fault)
        fault = rehab_marks_renew(ctl->pool, connection, ctl->site->sql_directory,
                                  ctl->site->database.dialect, 0, &marked);
    if (!fault)
        fault = rehab_db_commit(connection);
    else
        rehab_db_rollback(connection);
    rehab_db_return(connection);
    return fault;
}

static rehab_fault *import_wording(rehab_ctl *ctl)
{
    static const char *const files[] = { "phrases", "wages" };
    rehab_fault *fault = NULL;
    int n;

    for (size_t i = 0; !fault && i < sizeof files / sizeof *files; i++)
        fault = rehab_ctl_phrases(ctl, files[i], apr_pstrcat(ctl->pool, ctl->home, "/conf/import/",
                                                             files[i], ".csv", NULL), &n);
    return fault;
}

static rehab_fault *fill(rehab_ctl *ctl)
{
    rehab_fault *fault = NULL;
    apr_int64_t changed;
    int roles = 0;

    if (ctl->site->database.dialect == REHAB_SQLITE)
        fault = make_file(ctl);
    if (!fault)
        fault = migrate(ctl);
    if (!fault)
        fault = rehab_keys_make(ctl->pool, in_state(ctl, "keys"));
    if (!fault)
        fault = import_localities(ctl);
    if (!fault)
        fault = rehab_ctl_trades(ctl, &changed);
    if (!fault)
        fault = import_wording(ctl);
    if (!fault && rehab_ctl_option(ctl, "demo"))
        fault = rehab_ctl_demo(ctl);
    if (!fault && rehab_ctl_option(ctl, "demo"))
        fault = rehab_ctl_roles(ctl, apr_pstrcat(ctl->pool, ctl->home, "/conf/roles.csv", NULL),
                                &roles);
    if (!fault && rehab_ctl_option(ctl, "demo"))
        fault = make_demo_key(ctl);
    if (!fault && rehab_ctl_option(ctl, "demo"))
        fault = rehab_ctl_demo_users(ctl);
    if (!fault && rehab_ctl_option(ctl, "demo"))
        fault = rehab_ctl_demo_decided(ctl);
    if (!fault)
        fault = rehab_ctl_take_statistics(ctl);
    rehab_ctl_own(ctl, in_state(ctl, "keys"));
    rehab_ctl_own(ctl, in_state(ctl, "data"));
    return fault ? fault : write_listing(ctl);
}

int rehab_ctl_init(rehab_ctl *ctl)
{
    rehab_fault *fault = make_folders(ctl);

    if (!fault)
        fault = rehab_ctl_site(ctl);
    if (!fault && !ctl->site->has_database)
        return rehab_ctl_misused(ctl, "where shall the data lie?  Say --database");
    if (!fault)
        fault = fill(ctl);
    return fault ? rehab_ctl_fail(ctl, fault) : REHAB_CTL_FINE;
}

int rehab_ctl_migrate(rehab_ctl *ctl)
{
    rehab_fault *fault = rehab_ctl_site(ctl);

    if (!fault)
        fault = migrate(ctl);
    if (!fault)
        fault = mark_trades(ctl);
    if (!fault && rehab_ctl_option(ctl, "refold"))
        fault = rehab_ctl_refold(ctl);
    return fault ? rehab_ctl_fail(ctl, fault) : REHAB_CTL_FINE;
}
