/* trades: occupations: a title in, the trades that it may be for out, and the words of a job. */
#ifndef REHAB_TRADES_H
#define REHAB_TRADES_H

#include "db.h"

enum { REHAB_JOB_TRADES = 3 };              /* a job has no more */

/* What the database knows of trades when it is read. */
typedef struct rehab_trades rehab_trades;

rehab_fault *rehab_trades_read(apr_pool_t *pool, rehab_connection *connection,
                               const char *sql_directory, rehab_dialect dialect,
                               rehab_trades **trades);

/* The trade's field of work; NULL when there is no such trade. */
const char *rehab_trade_field(const rehab_trades *trades, const char *key);

/* Trades that folded words (rehab_fold_words) name, into keys, the longest name first; how many.
 * Each word counts for one trade only, so "cook's help" is no cook. */
int rehab_trades_guess(const rehab_trades *trades, apr_pool_t *pool, const char *folded,
                       const char *keys[REHAB_JOB_TRADES]);

/* What a search finds a job by: the words of title and text (may be NULL), and the marks that stand
 * for all that its n trades are called (rehab_marks_renew). */
const char *rehab_job_words(const rehab_trades *trades, apr_pool_t *pool, const char *title,
                            const char *text, const char *const *keys, int n);

#endif
