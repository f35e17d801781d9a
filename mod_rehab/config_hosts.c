/* config_hosts.c: in go httpd's listeners and hosts, out comes whose configuration is whose, who can
 * reach a host, and which two would write over each other's listing. */
#include "config_hosts.h"

#include <ap_listen.h>
#include <apr_file_info.h>
#include <apr_strings.h>
#include <string.h>

#include "exchange.h"
#include "site_file.h"

int rehab_config_begins(const server_rec *servers, const server_rec *server)
{
    const rehab_config *config = rehab_config_of(server);

    while (rehab_config_of(servers) != config)
        servers = servers->next;
    return config->engine == 1 && servers == server;
}

static int is_loopback(const apr_sockaddr_t *address)
{
    const unsigned char *bytes = address->ipaddr_ptr;
    static const unsigned char mapped[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127 };
    static const unsigned char own[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 };

    if (address->family == APR_INET)
        return bytes[0] == 127;
#if APR_HAVE_IPV6
    if (address->family == APR_INET6)
        return memcmp(bytes, own, sizeof own) == 0 || memcmp(bytes, mapped, sizeof mapped) == 0;
#endif
    return 1;                           /* a socket in the file system */
}

/* Whether a connection to that listener may be this host's. */
static int is_reached_by(const server_rec *server, const ap_listen_rec *listener)
{
    if (!server->is_virtual)
        return 1;
    for (const server_addr_rec *one = server->addrs; one; one = one->next)
        if (!is_loopback(one->host_addr)
            && (!one->host_port || one->host_port == listener->bind_addr->port))
            return 1;
    return 0;
}

int rehab_host_is_open(const server_rec *server)
{
    for (const ap_listen_rec *one = ap_listeners; one; one = one->next)
        if (one->bind_addr && !is_loopback(one->bind_addr) && is_reached_by(server, one))
            return 1;
    return 0;
}

/* The folder without what may be written differently: "." and "..", slashes at its end. */
static const char *true_name(apr_pool_t *pool, const char *folder)
{
    apr_size_t length = strlen(folder);
    char *name;

    while (length > 1 && folder[length - 1] == '/')
        length--;
    folder = apr_pstrmemdup(pool, folder, length);
    return apr_filepath_merge(&name, NULL, folder, APR_FILEPATH_TRUENAME, pool) == APR_SUCCESS
               ? name : folder;
}

void rehab_find_shared_state(apr_pool_t *pool, server_rec *servers, server_rec *server,
                             rehab_findings *findings)
{
    const rehab_site *site = rehab_config_of(server)->site;
    rehab_place place = { server->defn_name ? server->defn_name : "RehabState",
                          (int)server->defn_line_number };

    for (server_rec *one = servers; one != server; one = one->next) {
        const rehab_site *other = rehab_config_of(one)->site;

        if (rehab_config_of(one)->engine != 1 || !other->state
            || strcmp(true_name(pool, site->state), true_name(pool, other->state)) != 0
            || strcmp(rehab_site_write(pool, site), rehab_site_write(pool, other)) == 0)
            continue;
        rehab_find(findings, pool, place, "RehabState %s is also that of the portal at %s:%d, which "
                   "is not the same: each needs a folder of its own, or both the same directives",
                   site->state, one->defn_name ? one->defn_name : "the main server",
                   (int)one->defn_line_number);
        return;
    }
}
