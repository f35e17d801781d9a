/* ctl_desk.c: what visitors sent, for those who hold the desk's key: sealed rows in, a list of who
 * waits or one opened request out; and what somebody takes or has done. */
#include <apr_strings.h>
#include <apr_time.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "code.h"
#include "ctl_desk.h"
#include "patience.h"
#include "seal.h"

enum { SHORTEST = 12, WEEK = 7 };

static const char *in_state(const rehab_ctl *ctl, const char *name)
{
    return apr_pstrcat(ctl->pool, ctl->state, "/", name, NULL);
}

/* --- desk key FILE */

static int make_key(rehab_ctl *ctl, const char *file)
{
    const char *words = getenv("REHAB_PASSPHRASE"), *again;
    rehab_fault *fault;

    if (!words || !*words) {
        words = rehab_ctl_ask(ctl, "a passphrase for the desk's key: ");
        again = words ? rehab_ctl_ask(ctl, "the same again: ") : NULL;
        if (!again || strcmp(words, again) != 0)
            return rehab_ctl_misused(ctl, words ? "these are not the same"
                                                : "no passphrase, and no terminal to ask on");
    }
    if (strlen(words) < SHORTEST)
        return rehab_ctl_misused(ctl, "a passphrase has at least twelve characters");
    fault = rehab_desk_key_make(ctl->pool, in_state(ctl, "keys"), file, words);
    if (fault)
        return rehab_ctl_fail(ctl, fault);
    rehab_ctl_own(ctl, in_state(ctl, "keys"));
    printf("%s holds the private half: keep it off this server, and a copy of it elsewhere.\n"
           "Who has lost it, or its passphrase, cannot read what visitors send from now on.\n",
           file);
    return REHAB_CTL_FINE;
}

/* --- desk list */

rehab_wait rehab_desk_waited(const rehab_ctl *ctl, const char *at)
{
    rehab_wait wait = { 0, "min" };
    apr_time_exp_t parts = { 0 };
    apr_time_t sent;
    int seconds;

    if (sscanf(at, "%d-%d-%dT%d:%d:%d", &parts.tm_year, &parts.tm_mon, &parts.tm_mday,
               &parts.tm_hour, &parts.tm_min, &parts.tm_sec) != 6)
        return wait;
    parts.tm_year -= 1900;
    parts.tm_mon -= 1;
    if (apr_time_exp_gmt_get(&sent, &parts) != APR_SUCCESS)
        return wait;
    seconds = (int)apr_time_sec(rehab_now(ctl->site) - sent);
    wait.n = seconds / 60;
    if (seconds >= 2 * 86400) {
        wait.n = seconds / 86400;
        wait.unit = "days";
    } else if (seconds >= 3600) {
        wait.n = seconds / 3600;
        wait.unit = "h";
    }
    return wait;
}

typedef struct listing { rehab_ctl *ctl; int n; } listing;

static const char *shown(const rehab_row *row, int i)
{
    return row->values[i] ? row->values[i] : "-";
}

/* code at topic lang part_of_day message job_code state since kind */
static rehab_fault *take_waiting(void *baton, const rehab_row *row)
{
    listing *l = baton;
    apr_pool_t *pool = l->ctl->pool;

    rehab_wait wait = rehab_desk_waited(l->ctl, row->values[1]);
    const char *erased = rehab_desk_erased_on(
        l->ctl, strcmp(row->values[9], "call") == 0 ? REHAB_KEEP_UNTAKEN : REHAB_KEEP_VOLUNTEERS,
        row->values[8]);

    if (!l->n++)
        printf("%-8s %-8s %-10s %-9s %-9s %-8s %-8s %s\n", "code", "waits", "topic", "language",
               "when", "message", "job", "state");
    printf("%-8s %-8s %-10s %-9s %-9s %-8s %-8s %s%s%s\n", rehab_code_show(pool, row->values[0]),
           apr_psprintf(pool, "%d %s", wait.n, wait.unit), shown(row, 2), shown(row, 3), shown(row, 4),
           strcmp(shown(row, 5), "1") == 0 ? "yes" : "no",
           row->values[6] ? rehab_code_show(pool, row->values[6]) : "-", shown(row, 7),
           erased ? ", is erased on " : "", erased ? erased : "");
    return NULL;
}

rehab_fault *rehab_desk_rows(rehab_ctl *ctl, const char *path, rehab_values *values,
                             rehab_row_taker take, void *baton)
{
    rehab_statement *statement;
    rehab_connection *connection;
    rehab_fault *fault = rehab_ctl_connection(ctl, &connection);

    if (fault)
        return fault;
    fault = rehab_sql_read(ctl->pool, ctl->site->sql_directory, path,
                           ctl->site->database.dialect, &statement);
    if (!fault)
        fault = rehab_db_run(connection, ctl->pool, statement, values, take, baton, NULL);
    rehab_db_return(connection);
    return fault;
}

static int list(rehab_ctl *ctl)
{
    listing l = { ctl, 0 };
    rehab_values *values = apr_hash_make(ctl->pool);
    rehab_fault *fault = rehab_ctl_site(ctl);

    if (!fault) {
        rehab_values_set(ctl->pool, values, "warned", REHAB_TYPE_TEXT,
                         rehab_desk_before(ctl, REHAB_KEEP_VOLUNTEERS, WEEK));
        fault = rehab_desk_rows(ctl, "desk/list.sql", values, take_waiting, &l);
    }
    if (fault)
        return rehab_ctl_fail(ctl, fault);
    if (!l.n)
        puts("nobody waits");
    return REHAB_CTL_FINE;
}

/* --- desk show CODE */

typedef struct showing { rehab_ctl *ctl; rehab_desk_key key; int n; } showing;

static rehab_fault *print(showing *s, const char *name, const char *value)
{
    int sealed = value && strncmp(value, "d1.", 3) == 0;
    rehab_fault *fault = rehab_desk_unseal(s->ctl, &s->key, name, value, &value);

    if (fault)
        return fault;
    if (value && (strcmp(name, "code") == 0 || strcmp(name, "job_code") == 0))
        value = rehab_code_show(s->ctl->pool, value);
    printf("%-12s %s\n", name, value ? value : sealed ? "(sealed to another key: --key FILE or --by HOLDER)" : "-");
    return NULL;
}

static rehab_fault *take_shown(void *baton, const rehab_row *row)
{
    showing *s = baton;
    rehab_fault *fault = NULL;

    s->n++;
    for (int i = 0; !fault && i < row->columns; i++)
        fault = print(s, row->names[i], row->values[i]);
    return fault;
}

static rehab_fault *take_answer(void *baton, const rehab_row *row)
{
    return print(baton, row->values[0], row->values[1]);
}

/* The code as it is stored, in values; NULL after having said that it is none. */
static rehab_values *values_of(rehab_ctl *ctl, const char *typed)
{
    const char *code = rehab_code_read(ctl->pool, typed);
    rehab_values *values = apr_hash_make(ctl->pool);

    rehab_values_set(ctl->pool, values, "code", REHAB_TYPE_TEXT, code);
    return code ? values : NULL;
}

static int no_code(rehab_ctl *ctl)
{
    return rehab_ctl_misused(ctl, "this is no code: a code looks like 7KQ-4MD");
}

static rehab_fault *not_there(rehab_ctl *ctl)
{
    return rehab_fault_make(ctl->pool, REHAB_NOT_FOUND, "fault.missing",
                            "nothing was sent under that code");
}

static int show(rehab_ctl *ctl, const char *typed)
{
    showing s = { .ctl = ctl };
    rehab_values *values = values_of(ctl, typed);
    rehab_fault *fault;

    if (!values)
        return no_code(ctl);
    fault = rehab_ctl_site(ctl);
    if (!fault)
        fault = rehab_desk_open(ctl, &s.key);
    s.key.code = rehab_values_get(values, "code");
    if (!fault)
        fault = rehab_desk_witness(ctl, "reads", s.key.code);
    if (!fault)
        fault = rehab_desk_rows(ctl, "desk/show.sql", values, take_shown, &s);
    if (!fault && !s.n)
        fault = rehab_desk_rows(ctl, "desk/show-volunteer.sql", values, take_shown, &s);
    if (!fault)
        fault = s.n ? rehab_desk_rows(ctl, "desk/answers.sql", values, take_answer, &s)
                    : not_there(ctl);
    return fault ? rehab_ctl_fail(ctl, fault) : REHAB_CTL_FINE;
}

/* --- desk take CODE, desk done CODE */

static rehab_fault *act(rehab_ctl *ctl, rehab_connection *connection, const char *what,
                        rehab_values *values)
{
    static const char *const sorts[] = { "", "-volunteer" };
    int changed = 0;
    rehab_fault *fault = rehab_begin_patiently(connection);

    for (int i = 0; !fault && !changed && i < 2; i++)
        fault = rehab_ctl_run_statement(
            ctl, connection, apr_pstrcat(ctl->pool, "desk/", what, sorts[i], ".sql", NULL), values,
            &changed);
    if (!fault && !changed)
        fault = rehab_fault_make(ctl->pool, REHAB_NOT_FOUND, "fault.missing",
                                 "nothing was sent under that code, or it was taken before");
    if (!fault)
        fault = rehab_desk_acted(ctl, connection);
    if (!fault)
        fault = rehab_db_commit(connection);
    if (fault)
        rehab_db_rollback(connection);
    return fault;
}

static int take_or_done(rehab_ctl *ctl, const char *what, const char *typed)
{
    rehab_values *values = values_of(ctl, typed);
    rehab_connection *connection;
    rehab_fault *fault;

    if (!values)
        return no_code(ctl);
    fault = rehab_ctl_connection(ctl, &connection);
    if (fault)
        return rehab_ctl_fail(ctl, fault);
    rehab_values_set(ctl->pool, values, "now", REHAB_TYPE_TEXT,
                     rehab_now_text(ctl->pool, ctl->site));
    fault = act(ctl, connection, what, values);
    rehab_db_return(connection);
    return fault ? rehab_ctl_fail(ctl, fault) : REHAB_CTL_FINE;
}

/* Once there is a team key the desk is a page; these commands go on for who has only a terminal. */
static void say_where(rehab_ctl *ctl)
{
    if (access(in_state(ctl, "keys/team.pub"), F_OK) == 0 && !rehab_ctl_site(ctl))
        fprintf(stderr, "The desk is on the portal: %s/he/staff/desk, for workers and coordinators who "
                "hold the team's key (rehabctl key list).\n", ctl->site->url ? ctl->site->url : "");
}

int rehab_ctl_desk(rehab_ctl *ctl)
{
    const char *what = rehab_ctl_word(ctl, 0), *operand = rehab_ctl_word(ctl, 1);

    if (strcmp(what, "key") != 0)
        say_where(ctl);
    if (strcmp(what, "list") == 0 && !operand)
        return list(ctl);
    if (strcmp(what, "export") == 0 && !operand)
        return rehab_desk_export(ctl);
    if (strcmp(what, "key") == 0 && operand)
        return make_key(ctl, operand);
    if (strcmp(what, "show") == 0 && operand)
        return show(ctl, operand);
    if ((strcmp(what, "take") == 0 || strcmp(what, "done") == 0) && operand)
        return take_or_done(ctl, what, operand);
    return rehab_ctl_misused(ctl, "desk key FILE, list, export, or show, take or done with a CODE");
}
