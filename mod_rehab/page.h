/* page: what is declared.  The module fills these from directives, rehabctl from the listing that
 * httpd writes; after start nothing changes them. */
#ifndef REHAB_PAGE_H
#define REHAB_PAGE_H

#include <apr_time.h>

#include "db.h"
#include "form.h"
#include "kinds.h"
#include "rehab.h"
#include "seal.h"
#include "sheet.h"
#include "sql.h"
#include "words.h"

typedef enum {
    REHAB_VISITOR = 1, REHAB_SEEKER = 2, REHAB_EMPLOYER = 4, REHAB_VOLUNTEER = 8,
    REHAB_WORKER = 16, REHAB_COORDINATOR = 32, REHAB_MANAGER = 64, REHAB_ADMIN = 128
} rehab_role;

/* The role of that name, 0 for none; its name. */
rehab_role rehab_role_named(const char *name);
const char *rehab_role_name(rehab_role role);
/* "visitor,employer" for a set of them. */
const char *rehab_roles_text(apr_pool_t *pool, unsigned roles);
/* Roles of our own people, who have a second step. */
enum { REHAB_STAFF = REHAB_WORKER | REHAB_COORDINATOR | REHAB_MANAGER | REHAB_ADMIN };

/* Where a line of configuration stands, for messages. */
typedef struct rehab_place { const char *file; int line; } rehab_place;

/* RehabQuery jobs/job jobs/list.sql rows=20 numbers=pay_min,pay_max opens=name,phone */
typedef struct rehab_query {
    rehab_place place;
    const char *name;           /* jobs: the element, or for a list the one around the rows      */
    const char *row;            /* job: the element of one row; NULL: exactly one row, else 404  */
    const char *path;           /* jobs/list.sql                                                 */
    int rows;                   /* 0: all (at most RehabMaxRows)                                 */
    apr_array_header_t *numbers;
    apr_array_header_t *opens;  /* const char *: sealed columns that a key holder sees open      */
    rehab_statement *statement;
    int cards;                  /* its rows have _id and _rev: what they become is remembered    */
} rehab_query;

/* RehabParam q search also=jobs/marks.sql: a query whose rows are words (search.h). */
rehab_query *rehab_also_make(apr_pool_t *pool, const char *path, rehab_place place);

/* RehabWrite job employer/job-add.sql expect=1 else=409 each=skill */
typedef struct rehab_write {
    rehab_place place;
    const char *name;           /* "-" gives no columns to later statements                      */
    const char *path;
    int expect;                 /* rows that must change; -1: any                                */
    int otherwise;              /* 404, or 409, 422, 503 by else=: with 422 each row that it gives,
                                   param and code, is a complaint                                */
    const char *each;           /* run once per value of this many parameter, or NULL            */
    rehab_statement *statement;
} rehab_write;

/* RehabFormat html jobs/list.xsl card=parts/job-card.xsl around=legal_check; json and csv have no sheet. */
typedef struct rehab_format {
    rehab_place place;
    const char *name;           /* html atom ics txt xml by sheet, json csv by the engine        */
    const char *path, *card;
    apr_array_header_t *around; /* const char *: columns of cards that the page around them sees  */
    const char *query;          /* csv: its one query                                            */
    rehab_sheet *sheet;
    apr_time_t read_at;         /* with RehabDebug: when the sheet was read again, else 0        */
} rehab_format;

/* RehabMail employer/job-waiting to=employer/moderators.sql */
typedef struct rehab_mail {
    rehab_place place;
    const char *template_name, *path;
    rehab_statement *statement;
    rehab_sheet *sheet;         /* xsl/mail/TEMPLATE.xsl                                         */
} rehab_mail;

struct rehab_request;           /* a run of a page: request.h */
typedef rehab_fault *(*rehab_action_run)(struct rehab_request *request);

/* One row of the table of named C actions (action.c). */
typedef struct rehab_action {
    const char *name;
    rehab_action_run run;
    int entering;                   /* also for who must still set up the second step            */
} rehab_action;

typedef struct rehab_page {
    rehab_place place;
    const char *method;         /* GET or POST                                                   */
    const char *pattern;        /* /jobs/{code}                                                  */
    const char *name;           /* jobs/list: the sheet's, else the first write's or action's    */
    unsigned roles;             /* set of rehab_role                                             */
    int no_language;            /* lang=none                                                     */
    apr_array_header_t *params;     /* rehab_param *                                             */
    apr_array_header_t *queries;    /* rehab_query *                                             */
    apr_array_header_t *writes;     /* rehab_write *                                             */
    apr_array_header_t *formats;    /* rehab_format *, the first is the default                  */
    apr_array_header_t *mails;      /* rehab_mail *                                              */
    const char *audit_verb, *audit_object;
    const char *audit_reason;   /* RehabAudit … why=PARAM: its value is the reason               */
    const char *count_name, *count_param;   /* RehabCount job {code}                             */
    const char *see_other;      /* /employer/jobs/{job_code}                                     */
    const char *invalid;        /* pattern of the GET page that shows a refused form             */
    const struct rehab_page *form;          /* that page                                         */
    const char *check_path;     /* RehabCheck: the sheet by which an accepted form is read over  */
    rehab_format *check;        /* made of it at load                                            */
    const struct rehab_page *read_over;     /* of a GET: the POST whose accepted form it shows   */
    const rehab_action *action;
    const char *action_name;
    int cache;                  /* RehabCache                                                    */
    const char *relations;      /* "job,place": tables that it reads, where all tell of their
                                   changes; NULL: not known                                      */
    int offers_post;            /* some POST names this page in RehabInvalid                     */
    int frame;                  /* what stands around its cards may be remembered (cards.h)      */
    int sealed;                 /* some parameter of it, or of a POST that it offers, is sealed
                                   to the desk                                                   */
} rehab_page;

/* The param of that name, or NULL. */
rehab_param *rehab_page_param(const rehab_page *page, const char *name);
rehab_format *rehab_page_format(const rehab_page *page, const char *name);

/* Everything that one virtual host serves. */
typedef struct rehab_site {
    const char *home;           /* REHAB_HOME: conf/, xsl/ and htdocs/ lie below it              */
    const char *state;          /* RehabState                                                    */
    const char *sql_directory, *sheet_directory, *strings_directory;
    const char *base;           /* RehabBase: "" or /portal                                      */
    const char *url;            /* RehabUrl: https://host/portal without a final slash           */
    int open_to_others;         /* 1: httpd listens where another machine can reach this host    */
    const char *time_zone;
    apr_int64_t clock_shift;    /* microseconds that RehabNow moves the clock                    */
    apr_array_header_t *languages;      /* rehab_language_settings *, the first is the default   */
    apr_array_header_t *spoken;         /* rehab_language *, in the same order; filled at check  */
    apr_array_header_t *statics;        /* const char *: RehabStatic                             */
    apr_array_header_t *hosts;          /* const char *: RehabHosts                              */
    apr_array_header_t *pages;          /* rehab_page *                                          */
    apr_array_header_t *contents;       /* const char *: "rights/income"; filled at check        */
    struct rehab_router *router;        /* over pages; made by rehab_site_load                   */
    rehab_db_settings database;
    int has_database;
    const char *replica;        /* RehabReplica: libpq's string; NULL: all is read where it is
                                   written                                                       */
    int debug;                  /* RehabDebug                                                    */
    int max_rows;
    int renders;                /* at once, per process                                          */
    int remember;               /* bytes for cards and frames, per process; 0: none              */
    int max_statements_ms;
    int slow_ms;
    const char *mail_server;    /* RehabMailServer: smtps://host:465, folder; NULL: mail waits   */
    const char *mail_ca;        /* its ca=FILE, or NULL                                          */
    const char *mail_from;      /* RehabMailFrom: the sender's address                           */
    const char *mail_login;     /* RehabMailLogin: file with user and password, or NULL          */
    int demo;                   /* RehabState/demo is there: accounts whose secrets all know     */
    int session_idle, session_life; /* minutes: RehabSessionIdle, RehabSessionLife               */
    int attempts;               /* wrong passwords in a quarter of an hour (RehabAttempts)       */
    int hashes;                 /* passwords checked at once, per process (RehabHashes)          */
    apr_array_header_t *common_passwords;   /* const char *, sorted; NULL until the site is loaded */
    rehab_form_limits limits;
    const char *organisation;   /* file                                                          */
    void *organisation_document;/* xmlDocPtr of it, read at start                                */
    struct rehab_hours *hours;  /* of it; NULL: it has none                                      */
    const char *mark;           /* of all files that pages are made of; set at start (kept.h)    */
} rehab_site;

/* The clock: microseconds since 1970, moved as RehabNow says. */
apr_int64_t rehab_now(const rehab_site *site);
/* 2026-11-21 in the site's time zone; 2026-11-21T10:20:30Z. */
const char *rehab_today_text(apr_pool_t *pool, const rehab_site *site);
const char *rehab_now_text(apr_pool_t *pool, const rehab_site *site);
/* Any instant as rehab_now_text writes it. */
const char *rehab_instant_text(apr_pool_t *pool, apr_int64_t instant);
/* The same so many seconds from now, or before it; and the seconds since 1970 of such a text. */
const char *rehab_moment_text(apr_pool_t *pool, const rehab_site *site, apr_int64_t seconds);
apr_int64_t rehab_moment_seconds(const char *text);
/* 1 for the name of a time zone; any other would silently be read as UTC. */
int rehab_time_zone_known(const char *name);

#endif
