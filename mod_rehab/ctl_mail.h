/* ctl_mail: what the parts of `rehabctl mail` share: the loop, the letters, the line to a server. */
#ifndef REHAB_CTL_MAIL_H
#define REHAB_CTL_MAIL_H

#include "ctl.h"
#include "letter.h"
#include "request.h"

/* How an attempt ended: the server said yes to the end of the message; no, for good; not now; or
 * there is no talking to it at all, so that no other message need try. */
typedef enum { REHAB_MAIL_SENT, REHAB_MAIL_REFUSED, REHAB_MAIL_LATER, REHAB_MAIL_AWAY } rehab_mail_end;

/* --- ctl_mail_letter.c: a sealed row of the outbox in, a letter out */

typedef struct rehab_mail_office {
    rehab_ctl *ctl;
    rehab_runtime runtime;
    rehab_keys keys;
    const unsigned char *secret;    /* the delivery key's half that opens */
    const char *key_id;
    const char *host;               /* of RehabUrl */
    apr_hash_t *sheets;             /* template -> rehab_sheet */
} rehab_mail_office;

/* A row of the outbox, as mail/due.sql gives it. */
typedef struct rehab_waiting {
    const char *id, *template_name, *lang, *sealed, *created, *attempts;
} rehab_waiting;

rehab_fault *rehab_mail_start(rehab_ctl *ctl, rehab_mail_office *office);

/* Fault 410 when no later attempt could do better: the row is sealed to another key, or its address
 * is none; any other fault may pass. */
rehab_fault *rehab_mail_letter(rehab_mail_office *office, apr_pool_t *pool,
                               const rehab_waiting *waiting, rehab_letter *letter);

/* 32 hex digits by which a message is known at each attempt. */
const char *rehab_mail_id(apr_pool_t *pool, const char *sealed);

/* --- ctl_mail_send.c: a finished message in, its end out */

typedef struct rehab_mail_line rehab_mail_line;

/* The line that RehabMailServer names.  Fault when it names none, or its login cannot be read. */
rehab_fault *rehab_mail_open(rehab_ctl *ctl, rehab_mail_line **line);
/* *failure says in the server's number, or in ours, why it was not sent; it holds no address. */
rehab_mail_end rehab_mail_send(rehab_mail_line *line, apr_pool_t *pool, const rehab_letter *letter,
                               const char *name, const char **failure);
void rehab_mail_close(rehab_mail_line *line);

/* --- ctl_mail_proof.c: that the server took a message stands on the disk before the database hears
 * of it, so that a database that is away then does not send it again. */

rehab_fault *rehab_mail_prove(rehab_ctl *ctl, const char *id, const char *message);
void rehab_mail_forget(rehab_ctl *ctl, const char *id, const char *message);
/* Marks as sent what a proof was left of. */
rehab_fault *rehab_mail_catch_up(rehab_ctl *ctl, rehab_connection *connection);

#endif
