/* person: all that one person sends is sealed to a key of their own, and the secret half of that to
 * the team, so that the server can write and not read, and who erases the key erases what it opened.
 * A person is known by the keyed hash of the parameter that is declared `person`; without one, each
 * sending has a key of its own.  While there is no team key, the desk's key takes the place of all.
 *
 * A value is bound to its parameter, which is its column, and to its row where the parameter says
 * row=callback/{new_code}: the statement that reads it names the same row as _row.  A copy of it in
 * another table is the same row's: a job's contact is that of employer/ and the job's code, which an
 * employer that was added with it has as well.  What was sealed
 * before there were rows is bound to the page of its form instead, which begins with a slash. */
#ifndef REHAB_PERSON_H
#define REHAB_PERSON_H

#include "request.h"

struct rehab_pair;                      /* wrap.h */

/* Remembers the texts of a sealed parameter until the write transaction, when its row is known. */
void rehab_person_remember(rehab_request *request, const rehab_param *param,
                           const apr_array_header_t *texts);

/* In the write transaction: begin chooses the key, before its statements; seal closes, before each of
 * them, what was remembered, that one takes and none took before, when the row is known; keep, behind
 * them, stores the key or counts one more row of it. */
rehab_fault *rehab_person_begin(rehab_request *request, rehab_connection *connection);
rehab_fault *rehab_person_seal(rehab_request *request, const rehab_statement *statement);
rehab_fault *rehab_person_keep(rehab_request *request, rehab_connection *connection);

/* A key as person_key.sealed has it: that of `pair`, for `team_public`. */
const char *rehab_person_key_close(apr_pool_t *pool, const struct rehab_pair *pair,
                                   const unsigned char *team_public, const char *team_id);

/* The text behind `value`, a column `name` of `row` (callback/7KQ4MG, or NULL) that was sealed as the
 * parameter of that name; `key` is its person_key.sealed.  *text is NULL when the team's secret half
 * does not open it, or it is another column's or another row's. */
rehab_fault *rehab_person_open(apr_pool_t *pool, const unsigned char *team, const char *key,
                               const char *name, const char *row, const char *value,
                               const char **text);

#endif
