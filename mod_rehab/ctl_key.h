/* ctl_key: the team's key on the command line. */
#ifndef REHAB_CTL_KEY_H
#define REHAB_CTL_KEY_H

#include "ctl_desk.h"

/* One of the staff with a key pair; `given` is since when they hold the team's key, or NULL. */
typedef struct rehab_holder { const char *id, *code, *name, *public_text, *given; } rehab_holder;

/* A run of the command. */
typedef struct rehab_keeping {
    rehab_ctl *ctl;
    rehab_connection *connection;
    rehab_keys *keys;
    apr_array_header_t *holders;    /* rehab_holder                          */
    const unsigned char *team;      /* its secret half, opened or new        */
    const char *verb;               /* what the audit is told                */
} rehab_keeping;

/* --- ctl_key_open.c */

rehab_fault *rehab_key_open(rehab_ctl *ctl, rehab_keeping *k);
/* As rehab_ctl_team, within a run; it need not be the one of team.pub while a rotation is unfinished. */
rehab_fault *rehab_key_open_team(const rehab_keeping *k, const unsigned char **team);
/* 1 when it is. */
int rehab_key_is_current(const rehab_keeping *k, const unsigned char *team);
/* Whom a word names: an address, or a code. */
rehab_fault *rehab_key_find(const rehab_keeping *k, const char *word, const rehab_holder **found);
/* k->team to that account; the row of the audit; the public half to team.pub. */
rehab_fault *rehab_key_give(const rehab_keeping *k, const rehab_holder *to);
rehab_fault *rehab_key_witness(const rehab_keeping *k, const char *code);
rehab_fault *rehab_key_publish(const rehab_keeping *k);
const unsigned char *rehab_key_new_team(const rehab_ctl *ctl);
rehab_fault *rehab_key_wrong(const rehab_ctl *ctl, int status, const char *sentence);

typedef rehab_fault *(*rehab_key_change)(rehab_keeping *k, const char *word);

/* In one transaction. */
rehab_fault *rehab_key_transact(rehab_keeping *k, rehab_key_change run, const char *word);

/* One statement of conf/sql for its rows, on a connection that is borrowed. */
rehab_fault *rehab_key_rows(rehab_ctl *ctl, rehab_connection *connection, const char *path,
                            rehab_values *values, rehab_row_taker take, void *baton);

/* --- ctl_key_turn.c: a new team key in place of k->team, or the end of a rotation that was stopped. */
rehab_fault *rehab_key_turn(rehab_keeping *k);

/* --- ctl_key_take.c: what is sealed to the desk's key in any column of any table, opened with it and
 * sealed to keys of its own, bound as its parameter says in the listing.  In a transaction of the
 * caller. */
typedef struct rehab_taken {
    int rows;                       /* that held such values                        */
    int closed;                     /* values that look so and do not open: left    */
} rehab_taken;

rehab_fault *rehab_key_take(rehab_ctl *ctl, rehab_connection *connection,
                            const rehab_desk_key *desk, const rehab_keys *keys,
                            rehab_taken *taken);

/* A new key for what is sealed to the team from the command line, as person_key has it. */
struct rehab_pair;
rehab_fault *rehab_key_person(rehab_ctl *ctl, rehab_connection *connection, const rehab_keys *keys,
                              struct rehab_pair **pair);

#endif
