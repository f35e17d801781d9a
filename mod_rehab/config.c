/* config.c: in go the directives of a server or virtual host, out comes its site.  A page's own
 * directives are in config_page.c; what concerns several lines is checked in check.c. */
#include <apr_strings.h>
#include <http_core.h>
#include <http_log.h>
#include <string.h>

#include "exchange.h"
#include "store.h"

/* What is not said: told apart from what is said, so that a virtual host inherits. */
enum { UNSET = -1 };

rehab_config *rehab_config_of(const server_rec *server)
{
    return ap_get_module_config(server->module_config, &rehab_module);
}

static rehab_site *make_site(apr_pool_t *pool)
{
    rehab_site *site = apr_pcalloc(pool, sizeof *site);

    site->debug = site->max_rows = site->renders = site->remember = site->slow_ms = UNSET;
    site->max_statements_ms = site->database.connections = UNSET;
    site->limits.fields = UNSET;
    site->session_idle = site->session_life = site->attempts = site->hashes = UNSET;
    site->languages = apr_array_make(pool, 5, sizeof(rehab_language_settings *));
    site->spoken = apr_array_make(pool, 5, sizeof(rehab_language *));
    site->statics = apr_array_make(pool, 2, sizeof(const char *));
    site->hosts = apr_array_make(pool, 2, sizeof(const char *));
    site->pages = apr_array_make(pool, 64, sizeof(rehab_page *));
    return site;
}

void *rehab_config_make(apr_pool_t *pool, server_rec *server)
{
    rehab_config *config = apr_pcalloc(pool, sizeof *config);

    (void)server;
    config->site = make_site(pool);
    config->engine = config->max_body = UNSET;
    config->complaints = apr_array_make(pool, 4, sizeof(const char *));
    return config;
}

static int said(int added, int base)
{
    return added == UNSET ? base : added;
}

static const char *text_said(const char *added, const char *base)
{
    return added ? added : base;
}

static apr_array_header_t *list_said(apr_array_header_t *added, apr_array_header_t *base)
{
    return added->nelts ? added : base;
}

static void merge_texts(rehab_site *merged, const rehab_site *base, const rehab_site *added)
{
    merged->home = text_said(added->home, base->home);
    merged->state = text_said(added->state, base->state);
    merged->base = text_said(added->base, base->base);
    merged->url = text_said(added->url, base->url);
    merged->time_zone = text_said(added->time_zone, base->time_zone);
    merged->organisation = text_said(added->organisation, base->organisation);
    merged->mail_server = text_said(added->mail_server, base->mail_server);
    merged->mail_ca = added->mail_server ? added->mail_ca : base->mail_ca;
    merged->mail_from = text_said(added->mail_from, base->mail_from);
    merged->mail_login = text_said(added->mail_login, base->mail_login);
    merged->replica = text_said(added->replica, base->replica);
    merged->clock_shift = added->clock_shift ? added->clock_shift : base->clock_shift;
}

static void merge_sessions(rehab_site *merged, const rehab_site *base, const rehab_site *added)
{
    merged->session_idle = said(added->session_idle, base->session_idle);
    merged->session_life = said(added->session_life, base->session_life);
    merged->attempts = said(added->attempts, base->attempts);
    merged->hashes = said(added->hashes, base->hashes);
}

/* An array of pointers to things of `size` bytes, each copied. */
static apr_array_header_t *copy_each(apr_pool_t *pool, const apr_array_header_t *from,
                                     apr_size_t size)
{
    apr_array_header_t *to = apr_array_make(pool, from->nelts + 1, sizeof(void *));

    for (int i = 0; i < from->nelts; i++)
        APR_ARRAY_PUSH(to, void *) = apr_pmemdup(pool, APR_ARRAY_IDX(from, i, void *), size);
    return to;
}

/* The main server's pages with room for what this host's own folder and database make of them:
 * sheets and statements are read for each host. */
static apr_array_header_t *copy_pages(apr_pool_t *pool, const apr_array_header_t *from)
{
    apr_array_header_t *pages = copy_each(pool, from, sizeof(rehab_page));

    for (int i = 0; i < pages->nelts; i++) {
        rehab_page *page = APR_ARRAY_IDX(pages, i, rehab_page *);

        page->queries = copy_each(pool, page->queries, sizeof(rehab_query));
        page->writes = copy_each(pool, page->writes, sizeof(rehab_write));
        page->formats = copy_each(pool, page->formats, sizeof(rehab_format));
        page->mails = copy_each(pool, page->mails, sizeof(rehab_mail));
    }
    return pages;
}

void *rehab_config_merge(apr_pool_t *pool, void *base_config, void *added_config)
{
    const rehab_config *base = base_config, *added = added_config;
    rehab_config *merged = rehab_config_make(pool, NULL);
    rehab_site *site = merged->site;

    merged->store = added->store ? added->store : base->store;
    merged->engine = said(added->engine, base->engine);
    merged->max_body = said(added->max_body, base->max_body);
    merged->complaints = apr_array_append(pool, base->complaints, added->complaints);
    merge_texts(site, base->site, added->site);
    site->languages = list_said(added->site->languages, base->site->languages);
    site->statics = list_said(added->site->statics, base->site->statics);
    site->hosts = list_said(added->site->hosts, base->site->hosts);
    site->pages = added->site->pages->nelts ? added->site->pages
                                            : copy_pages(pool, base->site->pages);
    site->database = added->site->has_database ? added->site->database : base->site->database;
    site->has_database = added->site->has_database || base->site->has_database;
    site->database.connections = said(added->site->database.connections,
                                      base->site->database.connections);
    site->debug = said(added->site->debug, base->site->debug);
    site->max_rows = said(added->site->max_rows, base->site->max_rows);
    site->renders = said(added->site->renders, base->site->renders);
    site->remember = said(added->site->remember, base->site->remember);
    site->slow_ms = said(added->site->slow_ms, base->site->slow_ms);
    site->max_statements_ms = said(added->site->max_statements_ms, base->site->max_statements_ms);
    site->limits.fields = said(added->site->limits.fields, base->site->limits.fields);
    merge_sessions(site, base->site, added->site);
    return merged;
}

static const char *set_engine(cmd_parms *cmd, void *dir, int on)
{
    (void)dir;
    rehab_config_of(cmd->server)->engine = on;
    return NULL;
}

static const char *set_debug(cmd_parms *cmd, void *dir, int on)
{
    (void)dir;
    rehab_config_of(cmd->server)->site->debug = on;
    return NULL;
}

/* cmd->info is the offset of a text in rehab_site. */
static const char *set_text(cmd_parms *cmd, void *dir, const char *text)
{
    char *site = (char *)rehab_config_of(cmd->server)->site;

    (void)dir;
    *(const char **)(void *)(site + (apr_size_t)cmd->info) = text;
    return NULL;
}

static const char *read_number(cmd_parms *cmd, const char *text, int least)
{
    char *site = (char *)rehab_config_of(cmd->server)->site;
    char *end;
    apr_int64_t number = apr_strtoi64(text, &end, 10);

    if (end == text || *end || number < least || number > 100000000)
        return apr_psprintf(cmd->pool, "%s: '%s' is no number from %d to 100000000",
                            cmd->cmd->name, text, least);
    *(int *)(void *)(site + (apr_size_t)cmd->info) = (int)number;
    return NULL;
}

/* cmd->info is the offset of an int in rehab_site. */
static const char *set_number(cmd_parms *cmd, void *dir, const char *text)
{
    (void)dir;
    return read_number(cmd, text, 1);
}

/* The same where 0 stands for none. */
static const char *set_number_or_none(cmd_parms *cmd, void *dir, const char *text)
{
    (void)dir;
    return read_number(cmd, text, 0);
}

static const char *set_max_body(cmd_parms *cmd, void *dir, const char *text)
{
    char *end;
    apr_int64_t number = apr_strtoi64(text, &end, 10);

    (void)dir;
    if (*end || number < 1024 || number > 67108864)
        return "RehabMaxBody: say bytes, from 1024 to 67108864";
    rehab_config_of(cmd->server)->max_body = (int)number;
    return NULL;
}

static const char *set_base(cmd_parms *cmd, void *dir, const char *base)
{
    apr_size_t length = strlen(base);

    (void)dir;
    if (length && (base[0] != '/' || base[length - 1] == '/' || strstr(base, "//")
                   || strpbrk(base, "?#%{}")))
        return "RehabBase: say a path like /portal, or \"\" for the whole host";
    rehab_config_of(cmd->server)->site->base = base;
    return NULL;
}

static const char *set_url(cmd_parms *cmd, void *dir, const char *url)
{
    (void)dir;
    if ((strncmp(url, "http://", 7) != 0 && strncmp(url, "https://", 8) != 0)
        || url[strlen(url) - 1] == '/')
        return "RehabUrl: say the portal's address, http:// or https://, without a final slash";
    rehab_config_of(cmd->server)->site->url = url;
    return NULL;
}

static const char *set_database(cmd_parms *cmd, void *dir, const char *kind, const char *params)
{
    rehab_site *site = rehab_config_of(cmd->server)->site;

    (void)dir;
    if (strcmp(kind, "sqlite3") == 0)
        site->database.dialect = REHAB_SQLITE;
    else if (strcmp(kind, "pgsql") == 0)
        site->database.dialect = REHAB_PGSQL;
    else
        return apr_psprintf(cmd->pool, "RehabDatabase: '%s' is not sqlite3 or pgsql", kind);
    site->database.params = params;
    site->has_database = 1;
    return NULL;
}

static const char *set_mail_server(cmd_parms *cmd, void *dir, const char *server, const char *ca)
{
    rehab_site *site = rehab_config_of(cmd->server)->site;

    (void)dir;
    if (strcmp(server, "none") != 0 && strcmp(server, "folder") != 0
        && strncmp(server, "smtp://", 7) != 0 && strncmp(server, "smtps://", 8) != 0)
        return "RehabMailServer: say smtps://HOST:PORT, smtp://HOST:PORT, folder or none";
    if (ca && (strncmp(ca, "ca=/", 4) != 0 || strncmp(server, "smtp", 4) != 0))
        return "RehabMailServer: the second word is ca=/FILE of a server's certificates";
    site->mail_server = strcmp(server, "none") == 0 ? NULL : server;
    site->mail_ca = ca ? ca + 3 : NULL;
    return NULL;
}

static const char *set_mail_from(cmd_parms *cmd, void *dir, const char *address)
{
    static const rehab_param email = { .name = "from", .kind = REHAB_EMAIL };
    const char *normal;

    (void)dir;
    if (rehab_kind_check(cmd->pool, &email, address, strlen(address), &normal) || !normal)
        return apr_psprintf(cmd->pool, "RehabMailFrom: '%s' is no address of mail", address);
    rehab_config_of(cmd->server)->site->mail_from = normal;
    return NULL;
}

static const char *set_replica(cmd_parms *cmd, void *dir, const char *kind, const char *params)
{
    (void)dir;
    if (strcmp(kind, "pgsql") != 0)
        return apr_psprintf(cmd->pool, "RehabReplica: '%s' is not pgsql, which alone has replicas",
                            kind);
    rehab_config_of(cmd->server)->site->replica = params;
    return NULL;
}

static const char *add_text(cmd_parms *cmd, void *dir, const char *text)
{
    char *site = (char *)rehab_config_of(cmd->server)->site;
    apr_array_header_t *list = *(apr_array_header_t **)(void *)(site + (apr_size_t)cmd->info);

    (void)dir;
    APR_ARRAY_PUSH(list, const char *) = text;
    return NULL;
}

static const char *add_language(cmd_parms *cmd, void *dir, const char *tag, const char *direction,
                                const char *calendar)
{
    rehab_language_settings *settings = apr_pcalloc(cmd->pool, sizeof *settings);

    (void)dir;
    if (strlen(tag) < 2 || strlen(tag) > 8 || strspn(tag, "abcdefghijklmnopqrstuvwxyz-") != strlen(tag))
        return apr_psprintf(cmd->pool, "RehabLanguage: '%s' is no language tag like he", tag);
    if (strcmp(direction, "rtl") != 0 && strcmp(direction, "ltr") != 0)
        return apr_psprintf(cmd->pool, "RehabLanguage: '%s' is not rtl or ltr", direction);
    if (calendar && strcmp(calendar, "calendar=persian") != 0
        && strcmp(calendar, "calendar=gregorian") != 0)
        return apr_psprintf(cmd->pool, "RehabLanguage: '%s' is not calendar=gregorian or "
                            "calendar=persian", calendar);
    settings->tag = tag;
    settings->rtl = direction[0] == 'r';
    settings->calendar = calendar ? strchr(calendar, '=') + 1 : "gregorian";
    APR_ARRAY_PUSH(rehab_config_of(cmd->server)->site->languages, rehab_language_settings *) =
        settings;
    return NULL;
}

static const char *set_now(cmd_parms *cmd, void *dir, const char *text)
{
    apr_time_exp_t parts = { 0 };
    apr_time_t when;

    (void)dir;
    if (sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2dZ", &parts.tm_year, &parts.tm_mon, &parts.tm_mday,
               &parts.tm_hour, &parts.tm_min, &parts.tm_sec) != 6)
        return "RehabNow: say an instant like 2026-03-09T08:00:00Z";
    parts.tm_year -= 1900;
    parts.tm_mon -= 1;
    if (apr_time_exp_gmt_get(&when, &parts) != APR_SUCCESS)
        return "RehabNow: there is no such instant";
    rehab_config_of(cmd->server)->site->clock_shift = when - apr_time_now();
    return NULL;
}

#define SITE(field) (void *)APR_OFFSETOF(rehab_site, field)
#define PAGE(name, help) AP_INIT_RAW_ARGS(name, rehab_page_directive, NULL, RSRC_CONF, help)

const command_rec rehab_directives[] = {
    AP_INIT_FLAG("RehabEngine", set_engine, NULL, RSRC_CONF, "serve pages on this host"),
    AP_INIT_TAKE1("RehabHome", set_text, SITE(home), RSRC_CONF, "folder of conf, xsl and htdocs"),
    AP_INIT_TAKE1("RehabState", set_text, SITE(state), RSRC_CONF, "folder of data, logs and keys"),
    AP_INIT_TAKE2("RehabDatabase", set_database, NULL, RSRC_CONF, "sqlite3 FILE or pgsql CONNINFO"),
    AP_INIT_TAKE2("RehabReplica", set_replica, NULL, RSRC_CONF, "pgsql CONNINFO"),
    AP_INIT_TAKE1("RehabConnections", set_number, SITE(database.connections), RSRC_CONF,
                  "database connections per process"),
    AP_INIT_TAKE1("RehabBase", set_base, NULL, RSRC_CONF, "path below which the portal lies"),
    AP_INIT_TAKE1("RehabUrl", set_url, NULL, RSRC_CONF, "absolute address of the portal"),
    AP_INIT_ITERATE("RehabHosts", add_text, SITE(hosts), RSRC_CONF, "further names of this host"),
    AP_INIT_ITERATE("RehabStatic", add_text, SITE(statics), RSRC_CONF, "folders of static files"),
    AP_INIT_TAKE23("RehabLanguage", add_language, NULL, RSRC_CONF, "TAG rtl|ltr [calendar=…]"),
    AP_INIT_TAKE1("RehabTimeZone", set_text, SITE(time_zone), RSRC_CONF, "where a day begins"),
    AP_INIT_TAKE1("RehabNow", set_now, NULL, RSRC_CONF, "the clock at start, for tests"),
    AP_INIT_FLAG("RehabDebug", set_debug, NULL, RSRC_CONF, ".xml documents, sheets read again"),
    AP_INIT_TAKE1("RehabMaxBody", set_max_body, NULL, RSRC_CONF, "bytes of a form"),
    AP_INIT_TAKE1("RehabMaxFields", set_number, SITE(limits.fields), RSRC_CONF, "fields of a form"),
    AP_INIT_TAKE1("RehabMaxRows", set_number, SITE(max_rows), RSRC_CONF, "rows of a query"),
    AP_INIT_TAKE1("RehabRenders", set_number, SITE(renders), RSRC_CONF, "threads that make pages"),
    AP_INIT_TAKE1("RehabRemember", set_number_or_none, SITE(remember), RSRC_CONF,
                  "bytes for cards and frames of pages, per process; 0: none"),
    AP_INIT_TAKE1("RehabCacheStore", rehab_store_configure, NULL, RSRC_CONF,
                  "shmcb:…, redis:…, memcache:… or none: where finished pages are kept"),
    AP_INIT_TAKE1("RehabSlow", set_number_or_none, SITE(slow_ms), RSRC_CONF,
                  "ms from which it is logged; 0 logs none"),
    AP_INIT_TAKE1("RehabStatementLimit", set_number, SITE(max_statements_ms), RSRC_CONF,
                  "ms after which a statement is ended"),
    AP_INIT_TAKE1("RehabSessionIdle", set_number, SITE(session_idle), RSRC_CONF,
                  "minutes without a request that end a session"),
    AP_INIT_TAKE1("RehabSessionLife", set_number, SITE(session_life), RSRC_CONF,
                  "minutes after which a session ends in any case"),
    AP_INIT_TAKE1("RehabAttempts", set_number, SITE(attempts), RSRC_CONF,
                  "wrong passwords for one account from one network in a quarter of an hour"),
    AP_INIT_TAKE1("RehabHashes", set_number, SITE(hashes), RSRC_CONF,
                  "passwords that a process checks at once"),
    AP_INIT_TAKE1("RehabOrganisation", set_text, SITE(organisation), RSRC_CONF, "who runs it"),
    AP_INIT_TAKE12("RehabMailServer", set_mail_server, NULL, RSRC_CONF,
                   "smtps://HOST:PORT, smtp://HOST:PORT, folder or none [ca=FILE]"),
    AP_INIT_TAKE1("RehabMailFrom", set_mail_from, NULL, RSRC_CONF, "whose mail it is: an address"),
    AP_INIT_TAKE1("RehabMailLogin", set_text, SITE(mail_login), RSRC_CONF,
                  "file with the user and password for the server"),
    AP_INIT_RAW_ARGS("<RehabPage", rehab_page_section, NULL, RSRC_CONF,
                     "METHOD PATTERN [lang=none]"),
    PAGE("RehabAllow", "roles that the page admits"),
    PAGE("RehabParam", "NAME KIND [required[=PARAM(a|b)]] [many] [sealed[=delivery|both]]"
         " [row=TABLE/{CODE}] [person] [check=RULE] [min=N] [max=N]"),
    PAGE("RehabQuery", "NAME[/ROW] FILE.sql [rows=N] [numbers=a,b] [opens=a,b]"),
    PAGE("RehabWrite", "NAME|- FILE.sql [expect=N] [else=409|422|503] [each=PARAM]"),
    PAGE("RehabFormat", "FORMAT [SHEET.xsl] [card=SHEET.xsl [around=COLUMN,…]] [query=NAME]"),
    PAGE("RehabAudit", "VERB OBJECT [why=PARAM]"),
    PAGE("RehabCount", "NAME [{param}]"),
    PAGE("RehabMail", "TEMPLATE to=FILE.sql"),
    PAGE("RehabAction", "NAME"),
    PAGE("RehabSeeOther", "PATTERN"),
    PAGE("RehabInvalid", "PATTERN of the GET page that shows a refused form"),
    PAGE("RehabCheck", "SHEET by which an accepted form is read over before it is sent"),
    PAGE("RehabCache", "the page may be kept"),
    { NULL }
};
