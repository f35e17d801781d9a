/* account: the rows that signing in needs.  Each function runs in a transaction of the caller. */
#ifndef REHAB_ACCOUNT_H
#define REHAB_ACCOUNT_H

#include "attempt.h"
#include "hold.h"
#include "session.h"

typedef struct rehab_account {
    const char *id, *code;              /* id NULL: there is none that may sign in               */
    const char *password, *totp;        /* NULL: none is set                                     */
    const char *mail_lookup;
    apr_int64_t totp_step;
    unsigned roles;
} rehab_account;

/* The account behind the look-up hash of an address, or behind its id; a disabled one is none. */
rehab_fault *rehab_account_find(rehab_request *request, rehab_connection *connection,
                                const char *mail_lookup, const char *id, rehab_account *account);

/* The hash of the browser's device cookie when this account signed in with it before, else NULL. */
rehab_fault *rehab_account_device(rehab_request *request, rehab_connection *connection,
                                  const rehab_account *account, const char **device);

/* Nobody else changes the account until the transaction ends.  Fault 409 when it has another password
 * than the one that was read, or is disabled: a password takes long to look at, and what was right
 * may be over by now. */
rehab_fault *rehab_account_hold(rehab_request *request, rehab_connection *connection,
                                const rehab_account *account);

/* The last step of signing in: a full session, the try given back, the browser remembered as one
 * of this account, a row in the audit. */
rehab_fault *rehab_account_enter(rehab_request *request, rehab_connection *connection,
                                 const rehab_account *account, const rehab_attempt *attempt);

/* Sets the hash of a new password, ends every session of the account and forgets its browsers. */
rehab_fault *rehab_account_set_password(rehab_request *request, rehab_connection *connection,
                                        const char *id, const char *hash);

/* Writes what changed of an account's keys, and gives the session that was begun what they open. */
rehab_fault *rehab_account_keep_keys(rehab_request *request, rehab_connection *connection,
                                     const rehab_hold *hold);

/* Opens the secret of the second step; NULL when there is none or it does not open. */
rehab_fault *rehab_account_open_totp(rehab_request *request, const rehab_account *account,
                                     const unsigned char **secret);

/* Uses up a spare code as it was typed; *used is 1 when it was one of the account's. */
rehab_fault *rehab_account_use_spare(rehab_request *request, rehab_connection *connection,
                                     const rehab_account *account, const char *typed, int *used);

/* One spare code more, as it is shown. */
rehab_fault *rehab_account_add_spare(rehab_request *request, rehab_connection *connection,
                                     const char *id, const char *code, const char *spare);

/* Makes `secret` the account's second step, with its spare codes in place of those before. */
rehab_fault *rehab_account_set_totp(rehab_request *request, rehab_connection *connection,
                                    const rehab_account *account, const unsigned char *secret,
                                    apr_int64_t step);

/* Runs `run` in a write transaction, three times at most where others write the same rows. */
rehab_fault *rehab_account_transact(rehab_request *request,
                                    rehab_fault *(*run)(rehab_request *request,
                                                        rehab_connection *connection, void *baton),
                                    void *baton);

#endif
