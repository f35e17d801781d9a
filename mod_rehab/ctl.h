/* ctl: what the commands of rehabctl share: words and options of the command line, the site, its
 * database, and files that belong to whom the state belongs. */
#ifndef REHAB_CTL_H
#define REHAB_CTL_H

#include "page.h"

enum { REHAB_CTL_FINE = 0, REHAB_CTL_FOUND = 1, REHAB_CTL_USAGE = 2 };

typedef struct rehab_ctl {
    apr_pool_t *pool;
    const char *home;               /* folder of conf/ and xsl/                                  */
    const char *state;              /* RehabState                                                */
    apr_table_t *options;           /* name without dashes -> value; a flag has "1"              */
    apr_array_header_t *words;      /* const char *: operands, after the command's name          */
    rehab_site *site;               /* NULL until rehab_ctl_site                                 */
    rehab_db *db;                   /* NULL until rehab_ctl_connection                           */
    rehab_log log;
} rehab_ctl;

/* A command returns what rehabctl ends with: REHAB_CTL_FINE, _FOUND or _USAGE. */
typedef int (*rehab_ctl_run)(rehab_ctl *ctl);

int rehab_ctl_init(rehab_ctl *ctl);
int rehab_ctl_migrate(rehab_ctl *ctl);
int rehab_ctl_check(rehab_ctl *ctl);
int rehab_ctl_pages(rehab_ctl *ctl);
int rehab_ctl_render(rehab_ctl *ctl);
int rehab_ctl_import(rehab_ctl *ctl);
int rehab_ctl_trade(rehab_ctl *ctl);
int rehab_ctl_desk(rehab_ctl *ctl);
int rehab_ctl_daily(rehab_ctl *ctl);
int rehab_ctl_mail(rehab_ctl *ctl);
int rehab_ctl_key(rehab_ctl *ctl);
int rehab_ctl_audit(rehab_ctl *ctl);
int rehab_ctl_backup(rehab_ctl *ctl);
int rehab_ctl_restore(rehab_ctl *ctl);
int rehab_ctl_sql(rehab_ctl *ctl);
int rehab_ctl_user(rehab_ctl *ctl);
int rehab_ctl_wording(rehab_ctl *ctl);

/* The operand number i, NULL beyond the last; the value of an option, NULL when it was not given. */
const char *rehab_ctl_word(const rehab_ctl *ctl, int i);
const char *rehab_ctl_option(const rehab_ctl *ctl, const char *name);

/* Says what went wrong on stderr; REHAB_CTL_FOUND. */
int rehab_ctl_fail(const rehab_ctl *ctl, const rehab_fault *fault);
/* Says how the command is used; REHAB_CTL_USAGE. */
int rehab_ctl_misused(const rehab_ctl *ctl, const char *sentence);

/* ctl_site.c: the site, as --config, the listing, or --home and --database say; its database. */
rehab_fault *rehab_ctl_site(rehab_ctl *ctl);
/* Borrows a connection of the one pool that this run opens. */
rehab_fault *rehab_ctl_connection(rehab_ctl *ctl, rehab_connection **connection);
/* :today, :kept_from, :now and :lang, as every statement may use them. */
rehab_values *rehab_ctl_values(const rehab_ctl *ctl, apr_pool_t *pool);
/* After much was written at once: PostgreSQL plans by statistics, and would have none until it comes to
 * take them by itself.  Nothing on SQLite, whose statements are written to be planned without. */
rehab_fault *rehab_ctl_take_statistics(rehab_ctl *ctl);
/* Runs AREA/x.sql of the site's statements; *changed may be NULL. */
rehab_fault *rehab_ctl_run_statement(rehab_ctl *ctl, rehab_connection *connection,
                                     const char *path, rehab_values *values, int *changed);
/* Fills site->spoken, where it is empty, from conf/strings. */
rehab_fault *rehab_ctl_languages(rehab_ctl *ctl);
/* The words that `text` is split into at any of `apart` (const char *). */
apr_array_header_t *rehab_ctl_split(apr_pool_t *pool, const char *text, const char *apart);

/* ctl_file.c */

/* A folder with its parents; fault when it cannot be made. */
rehab_fault *rehab_ctl_folder(rehab_ctl *ctl, const char *path, int mode);
/* Writes a file whole or not at all: beside it first, then in its place. */
rehab_fault *rehab_ctl_write(rehab_ctl *ctl, const char *path, const char *bytes,
                             apr_size_t length, int mode);
/* All bytes of a file, with a NUL behind them. */
rehab_fault *rehab_ctl_read(const rehab_ctl *ctl, const char *path, const char **text);
/* Gives what root has made below `path` to the owner of the state; others own what they make. */
void rehab_ctl_own(const rehab_ctl *ctl, const char *path);
/* ctl_key_open.c: the team's secret half, from --by HOLDER with that account's password, or from
 * --key FILE, the escrow, with its passphrase. */
rehab_fault *rehab_ctl_team(rehab_ctl *ctl, const unsigned char **team);
/* Asked on the terminal without showing it; NULL when there is none. */
const char *rehab_ctl_ask(const rehab_ctl *ctl, const char *prompt);
/* One line of CSV on stdout; NULL is an empty field. */
void rehab_ctl_csv(int n, const char *const *fields);
/* Runs a program (argv ends with NULL) and waits; *output (may be NULL: it writes where we do) is
 * what it printed, errors too.  *code is what it ended with. */
rehab_fault *rehab_ctl_program(const rehab_ctl *ctl, const char *const *argv, const char **output,
                               int *code);

#endif
