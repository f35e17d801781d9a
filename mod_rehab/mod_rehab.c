/* mod_rehab.c: the module record and its hooks.
 *
 *   request -> route -> admit -> params -> query -> document -> sheet -> respond
 *
 * At configtest and at start the declarations become a site (load.c, check.c); each child opens its
 * own database pool; a request passes translate.c, then handle.c. */
#include <apr_portable.h>
#include <apr_strings.h>
#include <apr_thread_mutex.h>
#include <http_core.h>
#include <http_log.h>
#include <http_protocol.h>
#include <http_request.h>
#include <mpm_common.h>
#include <sodium.h>
#include <unistd.h>

#include "check.h"
#include "config_hosts.h"
#include "config_log.h"
#include "crew.h"
#include "exchange.h"
#include "hours.h"
#include "keep.h"
#include "memory.h"
#include "room.h"
#include "site_file.h"
#include "store.h"

APLOG_USE_MODULE(rehab);

/* A page is made in a few ms; one that takes so many waits for its statement, and is not waited for. */
enum { SLOW_MS = 100 };

static void log_to_server(void *baton, rehab_level level, const char *text)
{
    ap_log_error(APLOG_MARK, level == REHAB_LOG_ERROR     ? APLOG_ERR
                             : level == REHAB_LOG_WARNING ? APLOG_WARNING : APLOG_INFO,
                 0, baton, "%s", text);
}

static void tell_finding(void *baton, const char *file, int line, const char *sentence)
{
    server_rec *server = baton;

    ap_log_error(APLOG_MARK, APLOG_STARTUP | APLOG_ERR, 0, server, "%s:%d: %s", file, line,
                 sentence);
}

static int set_if_unset(int value, int fallback)
{
    return value < 0 ? fallback : value;
}

static void set_defaults(apr_pool_t *pool, rehab_config *config)
{
    rehab_site *site = config->site;

    config->max_body = set_if_unset(config->max_body, 262144);
    site->base = site->base ? site->base : "";
    site->time_zone = site->time_zone ? site->time_zone : "Asia/Jerusalem";
    site->debug = set_if_unset(site->debug, 0);
    site->max_rows = set_if_unset(site->max_rows, 2000);
    site->renders = set_if_unset(site->renders, 4);
    site->remember = set_if_unset(site->remember, 2 << 20);
    site->slow_ms = set_if_unset(site->slow_ms, 200);
    site->max_statements_ms = set_if_unset(site->max_statements_ms, 5000);
    site->session_idle = set_if_unset(site->session_idle, 30);
    site->session_life = set_if_unset(site->session_life, 480);
    site->attempts = set_if_unset(site->attempts, 10);
    site->hashes = set_if_unset(site->hashes, 2);
    site->limits.fields = set_if_unset(site->limits.fields, 200);
    site->limits.name = 64;
    site->limits.value = site->limits.total = (apr_size_t)config->max_body;
    site->sql_directory = apr_pstrcat(pool, site->home, "/conf/sql", NULL);
    site->sheet_directory = apr_pstrcat(pool, site->home, "/xsl", NULL);
    site->strings_directory = apr_pstrcat(pool, site->home, "/conf/strings", NULL);
    if (!site->organisation)
        site->organisation = apr_pstrcat(pool, site->home, "/conf/organisation.xml", NULL);
    site->database.connections = set_if_unset(site->database.connections, 6);
    site->database.wait_ms = 2000;
    site->database.patience_ms = SLOW_MS;
    /* Of each connection; the system's own cache has the file once for all. */
    site->database.cache_kb = 64;
    site->database.mapped = 0x7fff0000;
    site->database.idle_ms = 60000;
    site->database.slow_ms = site->slow_ms;
    site->database.limit_ms = site->max_statements_ms;
    site->database.log = config->log;
}

static int is_demo(apr_pool_t *pool, const rehab_site *site)
{
    apr_finfo_t info;

    return apr_stat(&info, apr_pstrcat(pool, site->state, "/demo", NULL), APR_FINFO_TYPE, pool)
           == APR_SUCCESS;
}

static void check_server(apr_pool_t *pool, server_rec *servers, server_rec *server,
                         rehab_findings *findings)
{
    rehab_config *config = rehab_config_of(server);
    rehab_place place = { server->defn_name ? server->defn_name : "RehabEngine",
                          (int)server->defn_line_number };

    config->log = apr_pcalloc(pool, sizeof *config->log);
    config->log->line = log_to_server;
    config->log->baton = server;
    if (!config->site->home || !config->site->state || !config->site->url
        || !config->site->languages->nelts) {
        rehab_find(findings, pool, place, "RehabEngine On needs RehabHome, RehabState, RehabUrl "
                   "and at least one RehabLanguage");
        return;
    }
    set_defaults(pool, config);
    config->site->open_to_others = rehab_host_is_open(server);
    config->site->demo = is_demo(pool, config->site);
    if (config->site->demo && config->site->open_to_others)
        rehab_find(findings, pool, place, "%s/demo: its accounts are a demonstration's, whose "
                   "passwords are no secret: listen on 127.0.0.1 only, or make a new state",
                   config->site->state);
    if (!rehab_time_zone_known(config->site->time_zone))
        rehab_find(findings, pool, place, "RehabTimeZone %s is no time zone that ICU knows",
                   config->site->time_zone);
    if (config->site->replica && config->site->database.dialect != REHAB_PGSQL)
        rehab_find(findings, pool, place, "RehabReplica needs RehabDatabase pgsql");
    for (int i = 0; i < config->complaints->nelts; i++) {
        ap_log_error(APLOG_MARK, APLOG_STARTUP | APLOG_ERR, 0, server, "%s",
                     APR_ARRAY_IDX(config->complaints, i, const char *));
        findings->n++;
    }
    rehab_site_load(pool, config->site, findings);
    rehab_site_check(pool, config->site, findings);
    rehab_site_rehearse(pool, config->site, findings);
    rehab_find_shared_state(pool, servers, server, findings);
    rehab_warn_of_logs(pool, server, config->site->base);
}

/* httpd reads its configuration twice at start; the first reading is thrown away and not checked. */
static int is_first_reading(void)
{
    return ap_state_query(AP_SQ_MAIN_STATE) == AP_SQ_MS_CREATE_PRE_CONFIG
           && ap_state_query(AP_SQ_RUN_MODE) == AP_SQ_RM_NORMAL;
}

static int check_config(apr_pool_t *pool, apr_pool_t *log, apr_pool_t *temp, server_rec *servers)
{
    int mistakes = 0;

    (void)log;
    (void)temp;
    if (is_first_reading())
        return OK;
    if (sodium_init() < 0)
        return HTTP_INTERNAL_SERVER_ERROR;
    rehab_sheet_start();
    for (server_rec *server = servers; server; server = server->next) {
        rehab_findings findings = { tell_finding, server, 0 };

        if (rehab_config_begins(servers, server))
            check_server(pool, servers, server, &findings);
        mistakes += findings.n;
    }
    return mistakes ? HTTP_INTERNAL_SERVER_ERROR : OK;
}

/* apache2 -t -D REHAB_PAGES: what is declared, for rehabctl. */
static void print_listing(apr_pool_t *pool, server_rec *servers)
{
    apr_file_t *out;

    if (!ap_exists_config_define("REHAB_PAGES")
        || apr_file_open_stdout(&out, pool) != APR_SUCCESS)
        return;
    for (server_rec *server = servers; server; server = server->next)
        if (rehab_config_begins(servers, server))
            apr_file_puts(rehab_site_write(pool, rehab_config_of(server)->site), out);
}

/* Timers run as the owner of RehabState, who alone may read: PostgreSQL's password is in it. */
static apr_status_t give_to_owner(apr_pool_t *pool, apr_file_t *out, const char *folder)
{
    apr_finfo_t owner;
    apr_os_file_t handle;
    apr_status_t status = apr_stat(&owner, folder, APR_FINFO_OWNER, pool);

    if (status != APR_SUCCESS || geteuid() != 0)
        return status;
    apr_os_file_get(&handle, out);
    return fchown(handle, owner.user, owner.group) == 0 ? APR_SUCCESS : APR_FROM_OS_ERROR(errno);
}

/* RehabState/site: the same listing, for timers that may not run httpd. */
static int write_listing(apr_pool_t *pool, server_rec *server)
{
    const rehab_site *site = rehab_config_of(server)->site;
    const char *file = apr_pstrcat(pool, site->state, "/site", NULL);
    const char *fresh = apr_pstrcat(pool, file, ".new", NULL);
    apr_file_t *out;
    apr_status_t status;

    /* Root writes here, into a folder of the children's user: never through a link of theirs. */
    apr_file_remove(fresh, pool);
    status = apr_file_open(&out, fresh, APR_FOPEN_WRITE | APR_FOPEN_CREATE | APR_FOPEN_EXCL,
                           APR_FPROT_UREAD | APR_FPROT_UWRITE, pool);

    if (status == APR_SUCCESS) {
        status = give_to_owner(pool, out, site->state);
        apr_file_puts(rehab_site_write(pool, site), out);
        apr_file_close(out);
    }
    if (status == APR_SUCCESS)
        status = apr_file_rename(fresh, file, pool);
    if (status != APR_SUCCESS)
        ap_log_error(APLOG_MARK, APLOG_WARNING, status, server,
                     "%s cannot be written: rehabctl will not know this site", file);
    return OK;
}

/* What a first page would make ICU read, 2 MiB in each child, is read once, here; and what lies idle
 * since the configuration was read goes back.  The children share the rest. */
static void settle(apr_pool_t *temp, server_rec *servers)
{
    rehab_office office;

    for (server_rec *server = servers; server; server = server->next)
        if (rehab_config_begins(servers, server) && rehab_config_of(server)->site->hours)
            rehab_hours_office(rehab_config_of(server)->site->hours, temp,
                               rehab_now(rehab_config_of(server)->site), &office);
    rehab_room_tidy();
}

static int post_config(apr_pool_t *pool, apr_pool_t *log, apr_pool_t *temp, server_rec *servers)
{
    (void)log;
    if (ap_state_query(AP_SQ_MAIN_STATE) == AP_SQ_MS_CREATE_PRE_CONFIG)
        return OK;
    for (server_rec *server = servers; server; server = server->next)
        if (rehab_config_begins(servers, server)) {
            write_listing(temp, server);
            if (rehab_keep_open(pool, temp, server) != OK)
                return HTTP_INTERNAL_SERVER_ERROR;
        }
    settle(temp, servers);
    return OK;
}

static rehab_fault *open_databases(apr_pool_t *pool, const rehab_site *site,
                                   rehab_runtime *runtime)
{
    rehab_db_settings replica = site->database;
    rehab_fault *fault = rehab_db_open(pool, &site->database, &runtime->db);

    replica.params = site->replica;
    if (!fault && site->replica)
        fault = rehab_db_open(pool, &replica, &runtime->replica);
    return fault;
}

static void open_child(apr_pool_t *pool, server_rec *servers)
{
    for (server_rec *server = servers; server; server = server->next) {
        rehab_config *config = rehab_config_of(server);
        rehab_fault *fault = NULL;

        if (!rehab_config_begins(servers, server))
            continue;
        config->runtime = apr_pcalloc(pool, sizeof *config->runtime);
        config->runtime->pool = pool;
        config->runtime->log = config->log;
        config->runtime->started = config->runtime->words_read = apr_time_now();
        fault = rehab_gate_make(pool, config->site->renders, &config->runtime->renders);
        if (!fault)
            fault = rehab_crew_make(pool, config->site->renders,
                                    config->site->renders + config->site->database.connections,
                                    apr_time_from_msec(SLOW_MS), &config->crew);
        if (!fault)
            fault = rehab_room_make(pool, &config->runtime->room);
        if (!fault)
            fault = rehab_gate_make(pool, config->site->hashes, &config->runtime->hashes);
        if (!fault && config->site->remember > 0)
            fault = rehab_memory_make(pool, (apr_size_t)config->site->remember,
                                      &config->runtime->memory);
        if (config->site->debug)
            apr_thread_mutex_create(&config->runtime->reloading, APR_THREAD_MUTEX_DEFAULT, pool);
        if (!fault && config->site->has_database)
            fault = open_databases(pool, config->site, config->runtime);
        if (fault)
            ap_log_error(APLOG_MARK, APLOG_ERR, 0, server, "%s", fault->cause);
        rehab_keep_child(pool, server);
    }
}

static int pre_config(apr_pool_t *pool, apr_pool_t *log, apr_pool_t *temp)
{
    (void)log;
    (void)temp;
    return rehab_store_register(pool);
}

static void register_hooks(apr_pool_t *pool)
{
    static const char *const after[] = { "mod_rewrite.c", NULL };
    static const char *const before[] = { "mod_alias.c", "mod_proxy.c", NULL };

    ap_hook_pre_config(pre_config, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_check_config(check_config, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_test_config(print_listing, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_post_config(post_config, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_child_init(open_child, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_translate_name(rehab_translate, after, before, APR_HOOK_FIRST);
    ap_hook_map_to_storage(rehab_map_to_storage, NULL, NULL, APR_HOOK_FIRST);
    rehab_authorise_register(pool);
    ap_hook_handler(rehab_handle, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_insert_filter(rehab_security_headers, NULL, NULL, APR_HOOK_LAST);
    ap_hook_insert_error_filter(rehab_security_headers, NULL, NULL, APR_HOOK_LAST);
}

module AP_MODULE_DECLARE_DATA rehab_module = {
    STANDARD20_MODULE_STUFF,
    NULL, NULL,
    rehab_config_make, rehab_config_merge,
    rehab_directives,
    register_hooks,
    AP_MODULE_FLAG_NONE
};
