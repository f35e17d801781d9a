/* session: who is signed in.  A browser holds 256 random bits in a cookie, the database their
 * SHA-256; nothing else tells them apart.  A session begins when a password is right and may have a
 * second step before it; each step has a token of its own. */
#ifndef REHAB_SESSION_H
#define REHAB_SESSION_H

#include "request.h"

typedef enum {
    REHAB_STAGE_SECOND,                 /* the second step is still to come                      */
    REHAB_STAGE_ENROL,                  /* staff without a second step: it must be set up first  */
    REHAB_STAGE_FULL
} rehab_stage;

typedef struct rehab_session {
    const char *token, *hash;           /* what the cookie holds, what the database holds        */
    const char *form_token;             /* what every form of this session carries: token        */
    rehab_stage stage;
    const char *account_id, *code;      /* the row, and what others may call it                  */
    const char *name;                   /* NULL: none was given                                  */
    unsigned roles;                     /* of the account, whatever the stage                    */
} rehab_session;

/* Finds the session of request->visit.token and fills request->session, roles, :me, :my_employer,
 * :my_locality, :my_code and :my_session.  A token that is none, is over or whose account is
 * disabled leaves a visitor and has the cookie cleared.  Notes, once a minute, when it was seen. */
rehab_fault *rehab_session_find(rehab_request *request);

/* Begins one for the account in a transaction of the caller and ends the one whose token the
 * browser brought.  The new token goes to the browser. */
rehab_fault *rehab_session_begin(rehab_request *request, rehab_connection *connection,
                                 const char *account_id, rehab_stage stage);

/* Ends the browser's own. */
rehab_fault *rehab_session_end(rehab_request *request, rehab_connection *connection);

/* Fault 403 when the browser's own was ended since it was found; else nobody else ends it until the
 * transaction does. */
rehab_fault *rehab_session_hold(rehab_request *request, rehab_connection *connection);

/* Ends all others of its account. */
rehab_fault *rehab_session_end_others(rehab_request *request, rehab_connection *connection);

/* 1 when `form_token` is that of the session: what a page of another site cannot know. */
int rehab_session_token_is_right(const rehab_session *session, const char *form_token);

/* Where who has just signed in goes on: `to` where that is a path of this portal that is safe to
 * follow, else the start of the first of its roles that has one, else /account.  Sets location or
 * address. */
void rehab_session_go_on(rehab_request *request, unsigned roles, const char *to);

/* A path of this host below RehabBase, as it may stand in a link to /sign-in; NULL for any other
 * text, so that no link leads from our sign-in to another site. */
const char *rehab_session_return(apr_pool_t *pool, const rehab_site *site, const char *to);

/* /sign-in, or the step that the session still lacks, with `to` behind it. */
const char *rehab_session_way_in(rehab_request *request, const char *to);

#endif
