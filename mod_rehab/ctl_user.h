/* ctl_user: accounts from the command line.  What is done to one is told to the audit like what is
 * done on a page. */
#ifndef REHAB_CTL_USER_H
#define REHAB_CTL_USER_H

#include "ctl.h"
#include "request.h"

/* A run of the command: core's functions take it for a page's request. */
typedef struct rehab_user {
    rehab_ctl *ctl;
    rehab_request *request;
    rehab_runtime runtime;
    rehab_page page;
    const char *id, *code;          /* the account, once it is found                             */
    const char *password;           /* to be set                                                 */
    const char *verb;               /* what the audit is told                                    */
} rehab_user;

/* Fills it: site, database, keys, list of common passwords. */
rehab_fault *rehab_user_open(rehab_ctl *ctl, rehab_user *user);

/* Adds an account from the values of the request, mail in clear under "address".  In a transaction
 * of the caller.  Fault 409 when the address has one, 404 when the employer is not there. */
rehab_fault *rehab_user_add(rehab_user *user, rehab_connection *connection);

/* "worker,coordinator" in place of the roles before; "" for none.  Fault 400 on a word that is no
 * role of an account. */
rehab_fault *rehab_user_set_roles(rehab_user *user, rehab_connection *connection,
                                  const char *roles);

/* Runs account/NAME.sql with the request's values. */
rehab_fault *rehab_user_run(rehab_user *user, rehab_connection *connection, const char *name,
                            int *changed);

/* ctl_user_demo.c: accounts of conf/demo/accounts.csv with their fixed secrets, once; and what make
 * run prints of them. */
rehab_fault *rehab_ctl_demo_users(rehab_ctl *ctl);

#endif
