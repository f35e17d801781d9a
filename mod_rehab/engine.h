/* engine: the tables that the engine keeps for itself inside a page's transaction. */
#ifndef REHAB_ENGINE_H
#define REHAB_ENGINE_H

#include "request.h"

/* The first statement of a write: spends the form.  *location is NULL when it was not spent yet,
 * else where its first sending led. */
rehab_fault *rehab_spend_form(rehab_request *request, rehab_connection *connection,
                              const char *hash, const char **location);
rehab_fault *rehab_spend_location(rehab_request *request, rehab_connection *connection,
                                  const char *hash);
/* SHA-256, in hex, of once, page, session and every parameter sent. */
const char *rehab_spend_hash(rehab_request *request);

/* The page's writes, its audit row and its mails, in the transaction of an action that calls it. */
rehab_fault *rehab_write_all(rehab_request *request, rehab_connection *connection);

/* One row at the end of the audit chain: who did what to which thing.  Each row's hash covers the
 * one before it, so a row that is changed or removed shows (rehabctl audit verify). */
rehab_fault *rehab_audit_add(rehab_request *request, rehab_connection *connection);
/* The same where an action says what was done to which thing; `code` may be NULL. */
rehab_fault *rehab_audit_write(rehab_request *request, rehab_connection *connection,
                               const char *verb, const char *object, const char *code);

/* The mails that a write causes: each row of the page's RehabMail statements, sealed. */
rehab_fault *rehab_outbox_add(rehab_request *request, rehab_connection *connection);

/* One line (page, code) to RehabState/count/DAY.log, one write of at most 200 bytes; a failure is
 * logged and harms nobody. */
void rehab_count(rehab_request *request);

/* Copies into <page> what conf/organisation.xml says in the page's language. */
void rehab_organisation_add(rehab_request *request, xmlNodePtr page);

/* What its hours mean at this moment, as one text; "" where that is not told. */
const char *rehab_organisation_office(rehab_request *request);

/* Reads the file at start; *document lives in `pool`. */
rehab_fault *rehab_organisation_read(apr_pool_t *pool, const char *file, xmlDocPtr *document);

/* 1 when the file says when somebody is there. */
int rehab_organisation_has_hours(const rehab_site *site);

/* Adds <holidays><day date="2026-12-05"/>… to <organisation>: those of the year to come, for a page
 * that is made once. */
void rehab_organisation_add_holidays(rehab_request *request, xmlNodePtr organisation);

/* The text of the first <telephone>; NULL when there is none. */
const char *rehab_organisation_telephone(const rehab_site *site);

#endif
