/* ctl_mail.c: the outbox in, mail out.  Each message is claimed in the database before it is sent,
 * so that of two runs one sends it; what was claimed by a run that died is due again when the claim
 * is over.  No connection is held while a server is talked to. */
#include <apr_strings.h>
#include <apr_time.h>
#include <stdio.h>
#include <string.h>

#include "ctl_mail.h"
#include "outbox.h"
#include "patience.h"
#include "seal.h"

/* Seconds: how long a claim holds; the first wait after a failure, doubled each time up to the
 * longest; how long a message over the quota waits. */
enum { CLAIM = 900, FIRST_WAIT = 60, LONGEST_WAIT = 4 * 3600, QUOTA_WAIT = 3600 };
/* Attempts after which a message is given up (some three days); messages to one address. */
enum { MOST_ATTEMPTS = 24, MOST_AN_HOUR = 6, MOST_A_DAY = 30, DAY = 86400 };

typedef struct sending {
    rehab_ctl *ctl;
    rehab_mail_office office;
    rehab_mail_line *line;
    int sent, later, given_up;
    const char *away;               /* why the server cannot be talked to: the run ends */
} sending;

static const char *moment(const sending *s, apr_pool_t *pool, int seconds)
{
    rehab_site site = *s->ctl->site;

    site.clock_shift += apr_time_from_sec(seconds);
    return rehab_now_text(pool, &site);
}

static rehab_values *values_of(const sending *s, apr_pool_t *pool, const rehab_waiting *waiting)
{
    rehab_values *values = rehab_ctl_values(s->ctl, pool);

    rehab_values_set(pool, values, "outbox_id", REHAB_TYPE_BIGINT, waiting->id);
    rehab_values_set(pool, values, "attempts", REHAB_TYPE_BIGINT, waiting->attempts);
    return values;
}

/* One statement in a transaction and with a connection of its own. */
static rehab_fault *tell(const sending *s, const char *path, rehab_values *values, int *changed)
{
    rehab_connection *connection;
    rehab_fault *fault = rehab_ctl_connection(s->ctl, &connection);

    if (fault)
        return fault;
    fault = rehab_begin_patiently(connection);
    if (!fault)
        fault = rehab_ctl_run_statement(s->ctl, connection, path, values, changed);
    if (!fault)
        fault = rehab_db_commit(connection);
    rehab_db_return(connection);
    return fault;
}

static rehab_fault *rows(const sending *s, const char *path, rehab_values *values,
                         rehab_row_taker take, void *baton)
{
    rehab_connection *connection;
    rehab_statement *statement;
    rehab_fault *fault = rehab_sql_read(s->ctl->pool, s->ctl->site->sql_directory, path,
                                        s->ctl->site->database.dialect, &statement);

    if (!fault)
        fault = rehab_ctl_connection(s->ctl, &connection);
    if (fault)
        return fault;
    fault = rehab_db_run(connection, s->ctl->pool, statement, values, take, baton, NULL);
    rehab_db_return(connection);
    return fault;
}

/* --- How an attempt ends */

static rehab_fault *note_sent(sending *s, apr_pool_t *pool, const rehab_waiting *waiting,
                              const char *recipient)
{
    const char *message = rehab_mail_id(pool, waiting->sealed);
    rehab_values *values = values_of(s, pool, waiting);
    rehab_fault *fault = rehab_mail_prove(s->ctl, waiting->id, message);

    rehab_values_set(pool, values, "recipient", REHAB_TYPE_TEXT, recipient);
    if (!fault)
        fault = tell(s, "mail/sent.sql", values, NULL);
    if (!fault)
        rehab_mail_forget(s->ctl, waiting->id, message);
    s->sent++;
    return fault;
}

/* `wait` seconds until the next attempt; below 0 there is none. */
static rehab_fault *note_failed(sending *s, apr_pool_t *pool, const rehab_waiting *waiting,
                                int attempts, int wait, const char *failure)
{
    rehab_values *values = values_of(s, pool, waiting);

    rehab_values_set(pool, values, "attempts", REHAB_TYPE_BIGINT, apr_itoa(pool, attempts));
    rehab_values_set(pool, values, "failure", REHAB_TYPE_TEXT, failure);
    rehab_values_set(pool, values, "next_try", REHAB_TYPE_TEXT,
                     wait < 0 ? NULL : moment(s, pool, wait));
    if (wait < 0)
        s->given_up++;
    else
        s->later++;
    return tell(s, "mail/failed.sql", values, NULL);
}

static rehab_fault *note_later(sending *s, apr_pool_t *pool, const rehab_waiting *waiting,
                               const char *failure)
{
    int attempts = (int)apr_atoi64(waiting->attempts) + 1, wait = FIRST_WAIT;

    for (int i = 1; i < attempts && wait < LONGEST_WAIT; i++)
        wait *= 2;
    return note_failed(s, pool, waiting, attempts,
                       attempts >= MOST_ATTEMPTS ? -1 : wait < LONGEST_WAIT ? wait : LONGEST_WAIT,
                       failure);
}

/* --- Quota */

typedef struct counting { int n; } counting;

static rehab_fault *take_count(void *baton, const rehab_row *row)
{
    ((counting *)baton)->n = (int)apr_atoi64(row->values[0]);
    return NULL;
}

static rehab_fault *had_since(const sending *s, apr_pool_t *pool, const char *recipient,
                              int seconds, int *n)
{
    rehab_values *values = rehab_ctl_values(s->ctl, pool);
    counting c = { 0 };
    rehab_fault *fault;

    rehab_values_set(pool, values, "recipient", REHAB_TYPE_TEXT, recipient);
    rehab_values_set(pool, values, "since", REHAB_TYPE_TEXT, moment(s, pool, -seconds));
    fault = rows(s, "mail/recent.sql", values, take_count, &c);
    *n = c.n;
    return fault;
}

static rehab_fault *over_quota(const sending *s, apr_pool_t *pool, const char *recipient, int *over)
{
    int hour = 0, day = 0;
    rehab_fault *fault = had_since(s, pool, recipient, QUOTA_WAIT, &hour);

    if (!fault)
        fault = had_since(s, pool, recipient, DAY, &day);
    *over = hour >= MOST_AN_HOUR || day >= MOST_A_DAY;
    return fault;
}

/* --- One message */

static rehab_fault *send_letter(sending *s, apr_pool_t *pool, const rehab_waiting *waiting,
                                const rehab_letter *letter)
{
    const char *recipient = rehab_lookup(pool, &s->office.keys, letter->to), *failure = NULL;
    const char *name = apr_psprintf(pool, "%.10s-%s-%s", waiting->created,
                                    strrchr(waiting->template_name, '/') + 1, letter->id);
    int attempts = (int)apr_atoi64(waiting->attempts), over = 0;
    rehab_fault *fault = recipient ? over_quota(s, pool, recipient, &over) : NULL;

    if (fault)
        return fault;
    if (over)
        return note_failed(s, pool, waiting, attempts, QUOTA_WAIT, "the address had its share");
    switch (rehab_mail_send(s->line, pool, letter, name, &failure)) {
    case REHAB_MAIL_SENT:
        return note_sent(s, pool, waiting, recipient);
    case REHAB_MAIL_REFUSED:
        return note_failed(s, pool, waiting, attempts + 1, -1, failure);
    case REHAB_MAIL_AWAY:
        s->away = apr_pstrdup(s->ctl->pool, failure);
        return note_failed(s, pool, waiting, attempts, FIRST_WAIT, failure);
    default:
        return note_later(s, pool, waiting, failure);
    }
}

static rehab_fault *send_one(sending *s, apr_pool_t *pool, const rehab_waiting *waiting)
{
    rehab_values *values = values_of(s, pool, waiting);
    rehab_letter letter;
    int claimed = 0;
    rehab_fault *fault;

    rehab_values_set(pool, values, "next_try", REHAB_TYPE_TEXT, moment(s, pool, CLAIM));
    fault = tell(s, "mail/claim.sql", values, &claimed);
    if (fault || !claimed)
        return fault;
    fault = rehab_mail_letter(&s->office, pool, waiting, &letter);
    if (!fault)
        return send_letter(s, pool, waiting, &letter);
    if (fault->status == REHAB_GONE)
        return note_failed(s, pool, waiting, (int)apr_atoi64(waiting->attempts) + 1, -1,
                           fault->cause);
    rehab_log_line(&s->ctl->log, REHAB_LOG_WARNING, "%s: %s", waiting->template_name, fault->cause);
    return note_later(s, pool, waiting, "no letter could be made of it");
}

/* --- All that is due */

typedef struct gathering { apr_pool_t *pool; apr_array_header_t *rows; } gathering;

static rehab_fault *take_waiting(void *baton, const rehab_row *row)
{
    gathering *g = baton;
    rehab_waiting *w = apr_array_push(g->rows);
    const char **fields[] = { &w->id, &w->template_name, &w->lang, &w->sealed, &w->created,
                              &w->attempts };

    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        *fields[i] = apr_pstrdup(g->pool, row->values[i]);
    return NULL;
}

/* *n is how many were due. */
static rehab_fault *send_batch(sending *s, apr_pool_t *pool, int *n)
{
    gathering g = { pool, apr_array_make(pool, 32, sizeof(rehab_waiting)) };
    rehab_fault *fault = rows(s, "mail/due.sql", rehab_ctl_values(s->ctl, pool), take_waiting, &g);
    apr_pool_t *one;

    *n = g.rows->nelts;
    for (int i = 0; !fault && !s->away && i < *n; i++) {
        apr_pool_create(&one, pool);
        fault = send_one(s, one, &APR_ARRAY_IDX(g.rows, i, rehab_waiting));
        if (!fault)
            apr_pool_destroy(one);
    }
    return fault;
}

static rehab_fault *send_all(sending *s)
{
    rehab_connection *connection;
    rehab_fault *fault = rehab_ctl_connection(s->ctl, &connection);
    apr_pool_t *batch;

    if (fault)
        return fault;
    fault = rehab_mail_catch_up(s->ctl, connection);
    rehab_db_return(connection);
    for (int n = 1; !fault && !s->away && n;) {
        apr_pool_create(&batch, s->ctl->pool);
        fault = send_batch(s, batch, &n);
        if (!fault)
            apr_pool_destroy(batch);
    }
    return fault;
}

static int report(const sending *s)
{
    if (s->sent || s->later || s->given_up)
        printf("%d sent, %d later, %d given up\n", s->sent, s->later, s->given_up);
    if (s->away)
        fprintf(stderr, "rehabctl: %s: %s\n", s->ctl->site->mail_server, s->away);
    return s->away || s->given_up ? REHAB_CTL_FOUND : REHAB_CTL_FINE;
}

static int send_mail(rehab_ctl *ctl)
{
    sending s = { .ctl = ctl };
    rehab_fault *fault = rehab_mail_open(ctl, &s.line);

    if (fault && fault->status == REHAB_AWAY) {
        puts(fault->cause);
        return REHAB_CTL_FINE;
    }
    if (!fault)
        fault = rehab_mail_start(ctl, &s.office);
    if (!fault)
        fault = send_all(&s);
    rehab_mail_close(s.line);
    return fault ? rehab_ctl_fail(ctl, fault) : report(&s);
}

/* --- --list, --dry-run, --again */

static rehab_fault *take_listed(void *baton, const rehab_row *row)
{
    const char *const *v = row->values;
    int *n = baton;

    if (!(*n)++)
        printf("%-6s %-20s %-4s %-20s %-5s %-20s %s\n", "number", "template", "lang", "since",
               "tries", "next", "why");
    printf("%-6s %-20s %-4s %-20s %-5s %-20s %s\n", v[0], v[1], v[2], v[3], v[4],
           v[5] ? v[5] : "given up", v[6] ? v[6] : "");
    return NULL;
}

static int list(rehab_ctl *ctl)
{
    const sending s = { .ctl = ctl };
    int n = 0;
    rehab_fault *fault = rows(&s, "mail/waiting.sql", rehab_ctl_values(ctl, ctl->pool), take_listed,
                              &n);

    if (fault)
        return rehab_ctl_fail(ctl, fault);
    if (!n)
        puts("no mail waits");
    return REHAB_CTL_FINE;
}

/* Every letter that is due is made, as when it is sent. */
static int dry_run(rehab_ctl *ctl)
{
    sending s = { .ctl = ctl };
    gathering g = { ctl->pool, apr_array_make(ctl->pool, 32, sizeof(rehab_waiting)) };
    rehab_fault *fault = rehab_mail_start(ctl, &s.office);

    if (!fault)
        fault = rows(&s, "mail/due.sql", rehab_ctl_values(ctl, ctl->pool), take_waiting, &g);
    if (fault)
        return rehab_ctl_fail(ctl, fault);
    for (int i = 0; i < g.rows->nelts; i++) {
        const rehab_waiting *w = &APR_ARRAY_IDX(g.rows, i, rehab_waiting);
        rehab_letter letter;

        fault = rehab_mail_letter(&s.office, ctl->pool, w, &letter);
        printf("%s %s %s: %s\n", w->id, w->template_name, w->lang,
               fault ? fault->cause : letter.subject);
    }
    printf("%d due, nothing sent\n", g.rows->nelts);
    return REHAB_CTL_FINE;
}

static int again(rehab_ctl *ctl)
{
    const sending s = { .ctl = ctl };
    int n = 0;
    rehab_fault *fault = tell(&s, "mail/again.sql", rehab_ctl_values(ctl, ctl->pool), &n);

    if (fault)
        return rehab_ctl_fail(ctl, fault);
    printf("%d %s again\n", n, n == 1 ? "waits" : "wait");
    return REHAB_CTL_FINE;
}

int rehab_ctl_mail(rehab_ctl *ctl)
{
    rehab_fault *fault = rehab_ctl_site(ctl);

    if (fault)
        return rehab_ctl_fail(ctl, fault);
    if (rehab_ctl_option(ctl, "list"))
        return list(ctl);
    if (rehab_ctl_option(ctl, "again"))
        return again(ctl);
    return rehab_ctl_option(ctl, "dry-run") ? dry_run(ctl) : send_mail(ctl);
}
