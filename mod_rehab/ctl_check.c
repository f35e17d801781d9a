/* ctl_check.c: a site, its database and its keys in, what is wrong with them out, a line each. */
#include <apr_strings.h>
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "ctl_data.h"
#include "ctl_stale.h"
#include "ctl_unsaid.h"
#include "migrate.h"
#include "seal.h"

typedef struct checking { rehab_ctl *ctl; int n; } checking;

static void find(checking *c, const char *sentence)
{
    printf("%s\n", sentence);
    c->n++;
}

static void tell(void *baton, const char *file, int line, const char *sentence)
{
    checking *c = baton;

    find(c, file && *file ? apr_psprintf(c->ctl->pool, "%s:%d: %s", file, line, sentence)
                          : sentence);
}

static void check_site(checking *c)
{
    rehab_findings findings = { tell, c, 0 };

    if (!c->ctl->site->pages->nelts) {
        find(c, "no page is listed: start the portal once, or say --config FILE");
        return;
    }
    rehab_site_load(c->ctl->pool, c->ctl->site, &findings);
    rehab_site_check(c->ctl->pool, c->ctl->site, &findings);
}

/* Each language against the first one, in which the portal is written. */
static void check_strings(checking *c)
{
    const apr_array_header_t *spoken = c->ctl->site->spoken;
    rehab_fault *fault = rehab_ctl_languages(c->ctl);

    if (fault) {
        find(c, fault->cause);
        return;
    }
    for (int i = 1; i < spoken->nelts; i++) {
        const rehab_language *language = APR_ARRAY_IDX(spoken, i, rehab_language *);
        apr_array_header_t *missing = rehab_words_missing(
            c->ctl->pool, language, APR_ARRAY_IDX(spoken, 0, rehab_language *));

        for (int j = 0; j < missing->nelts; j++)
            find(c, apr_psprintf(c->ctl->pool, "%s/%s.xml: no string %s",
                                 c->ctl->site->strings_directory, rehab_language_tag(language),
                                 APR_ARRAY_IDX(missing, j, const char *)));
    }
}

static rehab_fault *check_words(checking *c)
{
    const char *first;
    int n;
    rehab_fault *fault = rehab_ctl_unfolded(c->ctl, &n, &first);

    if (!fault && n)
        find(c, apr_psprintf(c->ctl->pool, "%d %s not found by the words they hold (%s is one): "
                             "rehabctl migrate --refold", n, n == 1 ? "job is" : "jobs are",
                             first));
    return fault;
}

typedef struct applied { int n; } applied;

static rehab_fault *take_migration(void *baton, const rehab_row *row)
{
    (void)row;
    ((applied *)baton)->n++;
    return NULL;
}

static rehab_fault *check_migrations(checking *c, rehab_connection *connection)
{
    rehab_ctl *ctl = c->ctl;
    apr_array_header_t *migrations;
    rehab_statement *statement;
    applied had = { 0 };
    rehab_fault *fault = rehab_migrations_read(
        ctl->pool, apr_pstrcat(ctl->pool, ctl->site->sql_directory, "/schema", NULL),
        ctl->site->database.dialect, &migrations);

    if (!fault)
        fault = rehab_sql_parse(ctl->pool, "check/migrations", "ctl_check.c",
                                "SELECT name AS name FROM migration", &statement);
    if (!fault)
        fault = rehab_db_run(connection, ctl->pool, statement, apr_hash_make(ctl->pool),
                             take_migration, &had, NULL);
    if (!fault && had.n < migrations->nelts)
        find(c, apr_psprintf(ctl->pool, "%d of %d migrations are applied: rehabctl migrate", had.n,
                             migrations->nelts));
    return fault;
}

static rehab_fault *check_database(checking *c)
{
    rehab_findings findings = { tell, c, 0 };
    rehab_connection *connection;
    rehab_fault *fault = rehab_ctl_connection(c->ctl, &connection);

    if (fault)
        return fault;
    fault = check_migrations(c, connection);
    if (!fault)
        rehab_site_prepare(c->ctl->pool, c->ctl->site, connection, &findings);
    rehab_db_return(connection);
    return fault ? fault : check_words(c);
}

static void check_keys(checking *c)
{
    const char *folder = apr_pstrcat(c->ctl->pool, c->ctl->state, "/keys", NULL);
    rehab_keys *keys = NULL;
    rehab_fault *fault = rehab_keys_read(c->ctl->pool, folder, &keys);

    if (fault) {
        find(c, fault->cause);
        return;
    }
    if (!keys->lookup || !keys->delivery_public)
        find(c, apr_psprintf(c->ctl->pool, "%s: lookup.key or delivery.pub is missing: rehabctl "
                             "init", folder));
    if (!keys->desk_public && !keys->team_public)
        find(c, apr_psprintf(c->ctl->pool, "%s: desk.pub is missing, so no form takes a name or a "
                             "phone: rehabctl desk key FILE", folder));
}

/* A rendered page that says what its sources no longer say would be served for ever. */
static rehab_fault *check_rendered(checking *c)
{
    const char *sentence;
    rehab_fault *fault = rehab_ctl_stale(c->ctl, &sentence);

    if (!fault && sentence)
        find(c, sentence);
    return fault;
}

/* The organisation's own list of the portal's names has the one that its addresses begin with. */
static void check_hosts(checking *c)
{
    const rehab_site *site = c->ctl->site;
    const char *scheme_end = site->url ? strstr(site->url, "://") : NULL;
    const char *host = scheme_end ? scheme_end + 3 : "";
    apr_size_t length = strcspn(host, ":/");
    xmlNodePtr root = site->organisation_document
        ? xmlDocGetRootElement(site->organisation_document) : NULL;
    int hosts = 0;

    for (xmlNodePtr node = root ? root->children : NULL; node; node = node->next)
        for (xmlNodePtr one = strcmp((const char *)node->name, "hosts") == 0 ? node->children : NULL;
             one; one = one->next) {
            const char *name = one->type == XML_ELEMENT_NODE && one->children
                ? (const char *)one->children->content : NULL;

            hosts += name != NULL;
            if (name && strlen(name) == length && strncasecmp(name, host, length) == 0)
                return;
        }
    if (hosts && length)
        find(c, apr_psprintf(c->ctl->pool, "%s: <hosts> does not name %.*s, the host of RehabUrl",
                             site->organisation, (int)length, host));
}

int rehab_ctl_check(rehab_ctl *ctl)
{
    checking c = { ctl, 0 };
    rehab_fault *fault = rehab_ctl_site(ctl);

    if (fault)
        return rehab_ctl_fail(ctl, fault);
    rehab_sheet_start();
    check_site(&c);
    check_strings(&c);
    fault = check_database(&c);
    if (fault)
        find(&c, fault->cause);
    check_keys(&c);
    check_hosts(&c);
    fault = check_rendered(&c);
    if (!fault)
        fault = rehab_ctl_tell_unsaid(ctl);
    if (fault)
        find(&c, fault->cause);
    if (c.n)
        return REHAB_CTL_FOUND;
    printf("%d pages, nothing found\n", ctl->site->pages->nelts);
    return REHAB_CTL_FINE;
}
