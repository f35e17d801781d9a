/* check: a declared site becomes one that can run, and every mistake in it is told with file and
 * line.  httpd runs it at configtest and at start, rehabctl check on what httpd listed. */
#ifndef REHAB_CHECK_H
#define REHAB_CHECK_H

#include "page.h"

/* Takes one mistake. */
typedef struct rehab_findings {
    void (*tell)(void *baton, const char *file, int line, const char *sentence);
    void *baton;
    int n;
} rehab_findings;

void rehab_find(rehab_findings *findings, apr_pool_t *pool, rehab_place place, const char *format,
                ...) __attribute__((format(printf, 4, 5)));

/* Fills what the declarations only name: router, languages, organisation, statements, sheets.  All
 * of it lives in `pool`. */
void rehab_site_load(apr_pool_t *pool, rehab_site *site, rehab_findings *findings);

/* Checks over lines and files: names, parameters, answers, words.  After rehab_site_load. */
void rehab_site_check(apr_pool_t *pool, const rehab_site *site, rehab_findings *findings);

/* The part of it that goes by names: of parameters, of columns, of variables in addresses. */
void rehab_names_check(apr_pool_t *pool, const rehab_site *site, const rehab_page *page,
                       rehab_findings *findings);

/* Finds a card= that the format's sheet does not import, or without a list of cards. */
void rehab_card_check(apr_pool_t *pool, const rehab_site *site, const rehab_page *page,
                      const rehab_format *format, rehab_findings *findings);

/* Prepares every statement in every combination of its clauses (none, each alone, all) on the given
 * connection. */
void rehab_site_prepare(apr_pool_t *pool, const rehab_site *site, rehab_connection *connection,
                        rehab_findings *findings);

/* The same for one statement. */
void rehab_statement_prepare(apr_pool_t *pool, const rehab_page *page, rehab_place place,
                             const rehab_statement *statement, rehab_connection *connection,
                             rehab_findings *findings);

/* The same on an empty SQLite in memory with the site's schema, which needs no database; and which
 * tables each page reads that is to be kept (relations.h). */
void rehab_site_rehearse(apr_pool_t *pool, const rehab_site *site, rehab_findings *findings);

/* Gives each statement of a page with the name and place of the directive that names it. */
typedef void (*rehab_statement_taker)(void *baton, const rehab_page *page, rehab_place place,
                                      const char *path, rehab_statement **statement);
void rehab_each_statement(const rehab_page *page, rehab_statement_taker take, void *baton);

#endif
