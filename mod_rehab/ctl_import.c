/* ctl_import.c: import jobs|localities|trades|roles|phrases|wages FILE: progress while it runs, then a report. */
#include <apr_strings.h>
#include <apr_time.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ctl_data.h"

enum { PRINTED = 50 };

typedef struct watch { apr_int64_t size; apr_time_t next; } watch;

static void show_progress(void *baton, apr_int64_t bytes, apr_int64_t rows)
{
    watch *w = baton;

    if (apr_time_now() < w->next)
        return;
    w->next = apr_time_now() + APR_USEC_PER_SEC / 5;
    fprintf(stderr, "\r%" APR_INT64_T_FMT " rows, %d %%", rows,
            w->size ? (int)(bytes * 100 / w->size) : 100);
}

rehab_import_settings rehab_ctl_import_settings(const rehab_ctl *ctl, const char *file)
{
    rehab_import_settings settings = {
        .file = file,
        .sql_directory = ctl->site->sql_directory,
        .directory = apr_pstrcat(ctl->pool, ctl->home, "/conf/import", NULL),
        .today = rehab_today_text(ctl->pool, ctl->site),
        .now = rehab_now_text(ctl->pool, ctl->site),
        .now_ms = rehab_now(ctl->site) / 1000,
        .dry_run = rehab_ctl_option(ctl, "dry-run") != NULL,
        .resume = rehab_ctl_option(ctl, "resume") != NULL,
    };

    return settings;
}

static void print_report(const rehab_import_report *report, int dry)
{
    printf("%simported  %" APR_INT64_T_FMT "\n%smerged    %" APR_INT64_T_FMT "  (seen before",
           dry ? "would be " : "", report->imported, dry ? "would be " : "", report->merged);
    if (report->renewed)
        printf(", %" APR_INT64_T_FMT " of them opened anew", report->renewed);
    printf(")\n%srefused   %" APR_INT64_T_FMT "\n", dry ? "would be " : "", report->refused);
    for (int i = 0; i < report->refusals->nelts && i < PRINTED; i++) {
        const rehab_refusal *one = &APR_ARRAY_IDX(report->refusals, i, rehab_refusal);

        printf("  line %" APR_INT64_T_FMT ": %s\n", one->line, one->reason);
    }
    if (report->refused > PRINTED)
        printf("  and %" APR_INT64_T_FMT " more\n", report->refused - PRINTED);
    if (report->unplaced->nelts)
        printf("places not found\n");
    for (int i = 0; i < report->unplaced->nelts; i++) {
        const rehab_unplaced *one = &APR_ARRAY_IDX(report->unplaced, i, rehab_unplaced);

        printf("  %" APR_INT64_T_FMT "  %s\n", one->n, one->name);
    }
}

static int import_roles(rehab_ctl *ctl, const char *file)
{
    int n = 0;
    rehab_fault *fault = rehab_ctl_site(ctl);

    if (!fault && (rehab_ctl_option(ctl, "dry-run") || rehab_ctl_option(ctl, "resume")))
        return rehab_ctl_misused(ctl, "roles are read whole, or not at all");
    if (!fault)
        fault = rehab_ctl_roles(ctl, file, &n);
    if (fault)
        return rehab_ctl_fail(ctl, fault);
    printf("%d ways to help\n", n);
    return REHAB_CTL_FINE;
}

static int import_phrases(rehab_ctl *ctl, const char *what, const char *file)
{
    int n = 0;
    rehab_fault *fault = rehab_ctl_site(ctl);

    if (!fault && (rehab_ctl_option(ctl, "dry-run") || rehab_ctl_option(ctl, "resume")))
        return rehab_ctl_misused(ctl, "phrases and wages are read whole, or not at all");
    if (!fault)
        fault = rehab_ctl_phrases(ctl, what, file, &n);
    if (fault)
        return rehab_ctl_fail(ctl, fault);
    printf("%d %s\n", n, what);
    return REHAB_CTL_FINE;
}

rehab_fault *rehab_ctl_trades(rehab_ctl *ctl, apr_int64_t *changed)
{
    rehab_import_settings settings = rehab_ctl_import_settings(
        ctl, apr_pstrcat(ctl->pool, ctl->home, "/conf/trades.csv", NULL));
    rehab_import_report *report;
    rehab_fault *fault = rehab_import_trades(ctl->pool, ctl->db, &settings, &report);

    *changed = report->imported;
    return fault;
}

typedef rehab_fault *(*importer)(apr_pool_t *pool, rehab_db *db,
                                 const rehab_import_settings *settings,
                                 rehab_import_report **report);

static importer importer_of(const char *what)
{
    return strcmp(what, "jobs") == 0 ? rehab_import_jobs
        : strcmp(what, "localities") == 0 ? rehab_import_localities
        : strcmp(what, "trades") == 0 ? rehab_import_trades : NULL;
}

int rehab_ctl_import(rehab_ctl *ctl)
{
    const char *what = rehab_ctl_word(ctl, 0);
    importer import = importer_of(what);
    rehab_connection *connection;
    rehab_import_report *report = NULL;
    struct stat info;
    watch w = { 0, 0 };

    if (strcmp(what, "roles") == 0)
        return import_roles(ctl, rehab_ctl_word(ctl, 1));
    if (strcmp(what, "phrases") == 0 || strcmp(what, "wages") == 0)
        return import_phrases(ctl, what, rehab_ctl_word(ctl, 1));
    if (!import)
        return rehab_ctl_misused(ctl, "import jobs, localities, trades, roles, phrases or wages");
    rehab_fault *fault = rehab_ctl_connection(ctl, &connection);

    if (fault)
        return rehab_ctl_fail(ctl, fault);
    rehab_db_return(connection);
    rehab_import_settings settings = rehab_ctl_import_settings(ctl, rehab_ctl_word(ctl, 1));

    if (isatty(STDERR_FILENO)) {
        w.size = stat(settings.file, &info) == 0 ? info.st_size : 0;
        settings.progress = show_progress;
        settings.baton = &w;
    }
    fault = import(ctl->pool, ctl->db, &settings, &report);
    if (!fault && !settings.dry_run)
        fault = rehab_ctl_take_statistics(ctl);
    if (settings.progress)
        fputs("\r\033[K", stderr);
    if (report && (!fault || report->imported || report->merged))
        print_report(report, settings.dry_run);
    if (!fault && report && report->marked)
        printf("Jobs are found by all words of their trades after rehabctl migrate --refold\n");
    if (fault || !report)
        return fault ? rehab_ctl_fail(ctl, fault) : REHAB_CTL_FINE;
    return report->refused && !report->imported && !report->merged ? REHAB_CTL_FOUND
                                                                   : REHAB_CTL_FINE;
}
