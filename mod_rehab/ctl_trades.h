/* ctl_trades: what the commands about trades share: a job as it stands, and the writing of its
 * trades. */
#ifndef REHAB_CTL_TRADES_H
#define REHAB_CTL_TRADES_H

#include "ctl.h"
#include "trades.h"

enum { REHAB_TRADES_OF, REHAB_TRADES_CLEAR, REHAB_TRADES_ADD, REHAB_TRADES_WORDS,
       REHAB_TRADES_ACCEPT, REHAB_TRADES_STATEMENTS };

/* One run over a borrowed connection: what trades there are, and the statements. */
typedef struct rehab_trading {
    rehab_ctl *ctl;
    rehab_connection *connection;
    rehab_trades *trades;
    rehab_statement *statements[REHAB_TRADES_STATEMENTS];
} rehab_trading;

typedef struct rehab_traded {
    const char *job_id, *code, *title, *text;
    const char *keys[REHAB_JOB_TRADES];
    int n;
} rehab_traded;

/* Borrows the connection; whoever calls gives it back. */
rehab_fault *rehab_trading_start(rehab_ctl *ctl, rehab_trading *trading);

/* A row of trade/jobs, copied into `pool`. */
rehab_traded *rehab_traded_of(apr_pool_t *pool, const rehab_row *row);

/* Gives a job these n trades in place of those that it has, and the words that it is found by.
 * For a write transaction. */
rehab_fault *rehab_traded_set(const rehab_trading *trading, apr_pool_t *pool,
                              const rehab_traded *job, const char *const *keys, int n,
                              int guessed);

/* Says in the audit trail that the one who runs this did it; code NULL: to many jobs. */
rehab_fault *rehab_trading_witness(const rehab_trading *trading, apr_pool_t *pool,
                                   const char *verb, const char *code);

/* ctl_guess.c: trades guess. */
int rehab_ctl_trades_guess(rehab_ctl *ctl);

#endif
