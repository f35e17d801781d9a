/* outbox: mail that waits to be sent.  A row of a statement goes in whole, sealed to the delivery
 * key and bound to its template; `rehabctl mail` opens it and makes the letter. */
#ifndef REHAB_OUTBOX_H
#define REHAB_OUTBOX_H

#include "page.h"

/* Queues a message for each row of the mail's statement, in the caller's write transaction.  A row
 * has `address`, `lang` (else `lang` of the call) and what the template's sheet shows; a value that
 * is sealed to the delivery key is opened when it is sent.  `values` hold :now; where they hold
 * new_link_raw, the statement sees that as :new_link, and not its hash. */
rehab_fault *rehab_outbox_queue(apr_pool_t *pool, rehab_connection *connection,
                                const rehab_keys *keys, const rehab_mail *mail,
                                const rehab_values *values, const char *lang);

/* The row behind an opened text, name -> value; NULL when it is none. */
apr_table_t *rehab_outbox_row(apr_pool_t *pool, const char *text);

/* 1 for area/name of lower-case letters, digits and hyphens: where the sheets of mail lie. */
int rehab_outbox_template_is(const char *name);

#endif
