/* examples.c: in goes a site, out comes whether what is made up has to stay out of sight on it: where
 * its address names another host than this one, as behind a proxy, or httpd listens for others. */
#include "examples.h"

#include <string.h>

#include "document.h"

/* 1 when the host of an address is this machine and nobody else's. */
static int is_loopback(const char *url)
{
    static const char *const hosts[] = { "localhost", "127.0.0.1", "[::1]" };
    const char *at = url ? strstr(url, "://") : NULL;

    for (size_t i = 0; at && i < sizeof hosts / sizeof hosts[0]; i++) {
        apr_size_t length = strlen(hosts[i]);

        if (strncmp(at + 3, hosts[i], length) == 0 && strchr(":/", at[3 + length]))
            return 1;
    }
    return 0;
}

int rehab_examples_reached(const rehab_site *site)
{
    return site->open_to_others || !is_loopback(site->url);
}

int rehab_examples_hidden(const rehab_site *site)
{
    const xmlNode *root = site->organisation_document
        ? xmlDocGetRootElement(site->organisation_document) : NULL;
    const char *example = root ? rehab_document_attribute(root, "example") : NULL;

    return example && strcmp(example, "yes") == 0 && rehab_examples_reached(site);
}
