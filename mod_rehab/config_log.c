/* config_log.c: in goes httpd's tree of directives, out come warnings: a log that knows who came,
 * what they looked for or where from.  mod_log_config tells no other module its formats, so they
 * are read from the tree, by its rules: a host's own logs stand in for the main server's, the last
 * LogFormat of a name counts, GlobalLog comes on top. */
#include <apr_strings.h>
#include <httpd.h>
#include <http_config.h>
#include <http_log.h>
#include <string.h>

#include "config_log.h"

APLOG_USE_MODULE(rehab);

/* httpd's own, when no LogFormat says otherwise. */
static const char common_log_format[] = "%h %l %u %t \"%r\" %>s %b";

static const char pages_format[] = "LogFormat \"%{%Y-%m-%dT%H:%M}t %<m %{rehab-page}n %>s %B %D\" "
                                   "pages";

static int is_named(const ap_directive_t *directive, const char *name)
{
    return strcasecmp(directive->directive, name) == 0;
}

/* The directives of a host; <IfModule> and its like are gone from the tree by now. */
static const ap_directive_t *directives_of(const server_rec *server)
{
    if (!server->is_virtual)
        return ap_conftree;
    for (const ap_directive_t *at = ap_conftree; at; at = at->next)
        if (is_named(at, "<VirtualHost") && server->defn_name && at->filename
            && strcmp(at->filename, server->defn_name) == 0
            && at->line_num == (int)server->defn_line_number)
            return at->first_child;
    return NULL;
}

/* The last LogFormat of this name, or the last without one when the name is "". */
static const char *format_named(apr_pool_t *pool, const ap_directive_t *at, const char *name)
{
    const char *found = NULL;

    for (; at; at = at->next) {
        const char *rest = at->args;

        if (!is_named(at, "LogFormat"))
            continue;
        const char *format = ap_getword_conf(pool, &rest);

        if (strcmp(ap_getword_conf(pool, &rest), name) == 0)
            found = format;
    }
    return found;
}

static const char *format_of(apr_pool_t *pool, const ap_directive_t *own, const char *word)
{
    const char *format = format_named(pool, own, word);

    if (!format)
        format = format_named(pool, ap_conftree, word);
    /* A LogFormat without a name may itself be the name of another. */
    if (format && !*word && !strchr(format, '%'))
        return format_of(pool, own, format);
    if (format)
        return format;
    return !*word || strcmp(word, "CLF") == 0 ? common_log_format : word;
}

static int is_listed(const char *const *names, const char *name)
{
    for (; *names; names++)
        if (strncasecmp(name, *names, strlen(*names)) == 0)
            return 1;
    return 0;
}

/* One item of a format: its letter and what stands in its braces. */
static int is_telling(char letter, const char *name, int referrer_only)
{
    static const char *const variables[] = { "REMOTE_", "HTTP_", "QUERY_", "REQUEST_", NULL };

    if (referrer_only)
        return letter == 'i' && strcasecmp(name, "Referer") == 0;
    switch (letter) {
    case 'i':
        return strcasecmp(name, "Host") != 0;
    case 'o':
        return strcasecmp(name, "Location") == 0 || strcasecmp(name, "Set-Cookie") == 0;
    case 'e':
        return is_listed(variables, name);
    default:
        return letter && strchr("aCfhlqrUu", letter) != NULL;
    }
}

/* The items of a format that tell of a visitor, in its own words; "" when none does. */
static const char *telling_items(apr_pool_t *pool, const char *format, int referrer_only)
{
    const char *items = "", *at = format;

    while ((at = strchr(at, '%')) != NULL) {
        const char *start = at++, *name = "";

        while (*at && strchr("!<>,0123456789{", *at)) {
            if (*at == '{') {
                apr_size_t length = strcspn(at + 1, "}");

                name = apr_pstrmemdup(pool, at + 1, length);
                at += length;
                if (!*++at)
                    return items;
            }
            at++;
        }
        if (*at && is_telling(*at, name, referrer_only))
            items = apr_pstrcat(pool, items, " ",
                                apr_pstrmemdup(pool, start, (apr_size_t)(at - start) + 1), NULL);
        if (*at)
            at++;
    }
    return items;
}

static void warn_of(server_rec *server, const ap_directive_t *log, const char *items,
                    const char *file, const char *base)
{
    ap_log_error(APLOG_MARK, APLOG_STARTUP | APLOG_WARNING, 0, server,
                 "%s:%d: warning: %s writes%s: who visits the portal, what they look for or where "
                 "from.  Write instead:  %s  and  CustomLog %s pages%s", log->filename,
                 log->line_num, log->directive, items, pages_format, file,
                 *base ? " env=portal  and leave the portal out of this one by env=!portal" : "");
}

static void look_at(apr_pool_t *pool, server_rec *server, const ap_directive_t *log,
                    const char *base)
{
    const char *rest = log->args, *file = ap_getword_conf(pool, &rest);
    const char *format, *condition, *items;

    if (is_named(log, "ForensicLog")) {
        warn_of(server, log, " whole requests", "FILE", base);
        return;
    }
    format = ap_getword_conf(pool, &rest);
    condition = ap_getword_conf(pool, &rest);
    items = telling_items(pool, format_of(pool, directives_of(server), format),
                          *base && strcasecmp(condition, "env=!portal") == 0);
    if (*items && strcmp(file, "/dev/null") != 0)
        warn_of(server, log, items, file, base);
}

/* Looks at each log among these directives that has one of two names; how many there were. */
static int look_at_each(apr_pool_t *pool, server_rec *server, const ap_directive_t *at,
                        const char *name, const char *other, const char *base)
{
    int n = 0;

    for (; at; at = at->next)
        if (is_named(at, name) || is_named(at, other)) {
            look_at(pool, server, at, base);
            n++;
        }
    return n;
}

void rehab_warn_of_logs(apr_pool_t *pool, server_rec *server, const char *base)
{
    const ap_directive_t *own = directives_of(server);

    if (!look_at_each(pool, server, own, "CustomLog", "TransferLog", base) && server->is_virtual)
        look_at_each(pool, server, ap_conftree, "CustomLog", "TransferLog", base);
    look_at_each(pool, server, ap_conftree, "GlobalLog", "GlobalLog", base);
    if (!look_at_each(pool, server, own, "ForensicLog", "ForensicLog", base) && server->is_virtual)
        look_at_each(pool, server, ap_conftree, "ForensicLog", "ForensicLog", base);
}
