/* rehabctl.c: a command line in, the command it names run.  What it ends with: 0 all is well,
 * 1 something was found or went wrong, 2 it was used wrongly. */
#include <apr_file_info.h>
#include <apr_general.h>
#include <apr_strings.h>
#include <libxml/parser.h>
#include <locale.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ctl.h"

typedef struct command {
    const char *name;
    const char *usage;              /* operands and options */
    const char *options;            /* names apart by spaces */
    int least, most;                /* operands; most -1: any number */
    rehab_ctl_run run;
    const char *help;
} command;

static const command commands[] = {
    { "init", "[--demo] [--home DIR --database \"sqlite3 FILE\"|\"pgsql CONNECTION\"]", "demo",
      0, 0, rehab_ctl_init,
      "Makes the folders of the state, the database with its schema, the localities of\n"
      "conf/import, the trades of conf/trades.csv and the keys.  May be run again.  Before httpd\n"
      "has run for the first time --home and --database say where the portal and its data lie.\n"
      "--demo  also loads conf/demo and conf/roles.csv and makes a desk key, whose passphrase\n"
      "        is printed once and kept in STATE/desk.passphrase; without it that key is made by\n"
      "        `desk key FILE`.  Its workers and coordinators hold a team key from the beginning.\n" },
    { "migrate", "[--refold]", "refold", 0, 0, rehab_ctl_migrate,
      "Applies the files of conf/sql/schema that this database has not had.  The portal may serve\n"
      "meanwhile.\n"
      "--refold  reads conf/trades.csv and folds the words of every job anew, after trades or the\n"
      "          rules of folding have changed.\n" },
    { "check", "", "", 0, 0, rehab_ctl_check,
      "Reads every declaration, statement, sheet and string, prepares every statement on the real\n"
      "database, compares each job's words with its text and trades, and looks for the keys.  Prints what it\n"
      "finds, one thing a line, and ends with 1 when there is any.\n" },
    { "pages", "", "", 0, 0, rehab_ctl_pages,
      "Prints every page as CSV: method, path, name, language (all or none), roles, params,\n"
      "formats, invalid, once.  Params as NAME:KIND:SOURCE[:required][:many][:sealed][:max=N];…\n" },
    { "render", "", "", 0, 0, rehab_ctl_render,
      "Makes the pages of conf/content/LANG/NAME.xml with xsl/content/page.xsl, into the first\n"
      "RehabStatic folder below the state, as LANG/NAME.html.\n" },
    { "import", "jobs|localities|trades|roles|phrases|wages FILE [--dry-run] [--resume]",
      "dry-run resume", 2, 2,
      rehab_ctl_import,
      "Reads a CSV file with a header line into the running portal.\n"
      "jobs        columns title, employer, place and, where known: text lang field trade pay_min\n"
      "            pay_max pay_unit hours starts openings transport no_experience day_only\n"
      "            no_licence ride training legal_check apply_phone opens closes source_url\n"
      "            source_name; or those of a list of vacancies: title company city url function\n"
      "            category first_seen last_seen.  Pay is in shekels (42.50), days 2026-11-21.\n"
      "            A job that was seen before, by its address or by employer, title and place, is\n"
      "            merged; the same file again changes nothing.\n"
      "localities  columns code,region,population,he,en,ar,ru,fa; or, filling what is missing, those\n"
      "            of the Central Bureau of Statistics: id,name,name_en,district_id,population, or\n"
      "            of such a list with further names: cbs_code,he,en,ar,ru,district_id,population,\n"
      "            match (where it says area, ar and ru are of a part of the town and not read).\n"
      "trades      columns trade_key,field_key,isco and for each language its name and, apart by |,\n"
      "            what else people call it: he,he_words,ar,ar_words,en,en_words,ru,ru_words,fa,\n"
      "            fa_words.  init reads conf/trades.csv.\n"
      "roles       ways to help for volunteers, in place of those before: role_key,hours (a week),\n"
      "            place (place, phone, both),training,legal_check, and for each language its name\n"
      "            and one sentence: he,he_text,ar,ar_text ...  conf/roles.csv is an example.\n"
      "phrases     what an advert may not say: kind,lang,harmless,source,day,phrases; phrases apart\n"
      "            by |, * for any letters at a word's beginning or end, # for a digit.  Those with\n"
      "            harmless 1 make others of their kind and language harmless.  What staff added or\n"
      "            retired stays.  init reads conf/import/phrases.csv and wages.csv.\n"
      "wages       the least that may be paid: since,who,unit,amount (in shekels),status (announced,\n"
      "            in_force),official (1: a source of the state),source,day.\n"
      "--dry-run   reads and reports, and writes nothing.\n"
      "--resume    goes on where the last import of this very file stopped.\n" },
    { "trades", "list [--none] | accept CODE… | set CODE [TRADE…] | guess [--dry-run]",
      "none dry-run", 1, -1, rehab_ctl_trade,
      "Trades of jobs.  One that was guessed from a title reads \"probably\" until somebody has\n"
      "looked at it; what somebody says here stands in the audit trail.\n"
      "list         open jobs whose trades were guessed: code, day, trades, title.\n"
      "             --none  those that have no trade at all.\n"
      "accept CODE  the trades of these jobs are right.\n"
      "set CODE     these trades instead, at most three, the main one first; none: it has none.\n"
      "             Names are the first column of conf/trades.csv.\n"
      "guess        guesses anew for all jobs whose trades nobody has accepted or set, also those\n"
      "             that came before there were trades.  May be stopped and run again.\n"
      "             --dry-run  reads and reports, and writes nothing.\n" },
    { "desk", "key FILE | list | show CODE | take CODE | done CODE | export [--text] "
      "[--key FILE | --by HOLDER]",
      "key lang text by", 1, 2, rehab_ctl_desk,
      "What visitors sent, and who waits how long.  Once there is a team key (`key`) the desk is the\n"
      "portal's page /staff/desk; these commands say so and go on.\n"
      "key FILE   makes the desk's key pair: the public half for the server, the private half,\n"
      "           under a passphrase, in FILE.  Keep FILE off the server.\n"
      "list       who waits, oldest first: call-backs, and volunteers (sign-up).\n"
      "show CODE  one of them, opened with --key FILE.\n"
      "take CODE  somebody sees to it.   done CODE  it is done, or a volunteer was spoken with.\n"
      "export     all who wait, opened, as an HTML page to print, with the first sentence of each\n"
      "           call; with --text as plain text.  --lang TAG: in that language.  What you write\n"
      "           it to can be read by all.\n"
      "The passphrase is asked for, or taken from REHAB_PASSPHRASE.  What is sealed to the team's\n"
      "key (`key`) opens with --by HOLDER and that account's password, or REHAB_PASSWORD.\n" },
    { "wording", "FILE", "", 1, 1, rehab_ctl_wording,
      "Measures the check of adverts' wording on a CSV file lang,kinds,text: kinds, apart\n"
      "by spaces, are what the text holds that an advert may not say, none for a harmless\n"
      "one.  Prints for each language and kind how many were found rightly and wrongly and\n"
      "how many were missed, precision and recall; ends with 1 when one of the two is below\n"
      "what the portal promises, 0.95 and 0.90.\n" },
    { "daily", "", "", 0, 0, rehab_ctl_daily,
      "What a timer runs each night: jobs past their closing day are expired, the counts of days\n"
      "that are over are added up, old traces of forms are removed, and so are call-backs and\n"
      "volunteers that were kept for as long as organisation.xml says.  May run twice.\n" },
    { "key", "new ACCOUNT | add ACCOUNT | remove ACCOUNT | list | rotate | escrow FILE | take",
      "by key", 1, 2, rehab_ctl_key,
      "Who of the staff can open what people send.  ACCOUNT is an address or a code.\n"
      "new ACCOUNT     makes the team's key and gives it to one who has signed in before.\n"
      "add ACCOUNT     gives it to another one.     remove ACCOUNT  takes it back; then rotate.\n"
      "list            who has a key pair, and since when they hold the team's key.\n"
      "rotate          a new key in place of the old; holders sign in again.  Run again, it ends one\n"
      "                that was stopped.\n"
      "escrow FILE     the key under a passphrase, to keep off the server.\n"
      "take            what was sealed to the desk's key (desk --key FILE opens it) is sealed anew.\n"
      "--by HOLDER     add, rotate and escrow are opened by a holder's password, asked for or from\n"
      "                REHAB_PASSWORD, or by --key FILE, the escrow, with REHAB_PASSPHRASE.\n"
      "Who has no holder's password and no escrow left cannot open what was sent: nobody can.\n" },
    { "mail", "[--list | --dry-run | --again]", "list dry-run again", 0, 0, rehab_ctl_mail,
      "Sends the mail that waits to the server that RehabMailServer names.  A timer runs it; two runs\n"
      "at once send nothing twice.  What the server does not take now is tried again, after a minute\n"
      "and then at ever longer intervals, some three days long; what it refuses is given up.\n"
      "--list     what waits, and what was given up and why; ends with 0.\n"
      "--dry-run  makes each letter that is due and says its subject; sends nothing.\n"
      "--again    what was given up waits again.\n" },
    { "audit", "verify", "", 1, 1, rehab_ctl_audit,
      "Reads the audit trail from its first row to its last and says whether each follows from the\n"
      "one before.  The first row that was changed, removed or put in is named, and it ends with 1.\n" },
    { "backup", "FILE", "", 1, 1, rehab_ctl_backup,
      "Writes the data to FILE while the portal serves, and the keys, persons' among them, to\n"
      "FILE.keys.  Of key files in that folder only this newest one is kept.\n" },
    { "restore", "FILE [--force]", "force", 1, 1, rehab_ctl_restore,
      "Puts the data of FILE and the keys of FILE.keys back; without FILE.keys those of now stay.\n"
      "--force  overwrites what is there.\n" },
    { "user", "add MAIL --role ROLES | list | disable | password | role | code …",
      "role lang name employer place link mail undo", 1, 3, rehab_ctl_user,
      "Who may sign in.  MAIL is an address, or the code that `list` shows.\n"
      "add MAIL --role R[,R]   a new account: employer volunteer worker coordinator manager admin.\n"
      "           --lang TAG, --name NAME (of staff, as others see it), --employer CODE,\n"
      "           --place KEY.  An invitation is mailed; --link prints its link instead.\n"
      "list       code, name, one role a line, employer, place, and 1 or 0 for password and\n"
      "           second step; never an address.\n"
      "disable MAIL            ends its sessions; it cannot sign in until disable --undo.\n"
      "password MAIL           asks for one, or takes REHAB_PASSWORD; --mail mails a link by which\n"
      "           its owner sets it, --link prints that.  Ends its sessions.\n"
      "role MAIL R[,R]         these in place of its roles; \"\" for none.\n"
      "code MAIL               prints a code that stands in for the second step, once: for who has\n"
      "           lost telephone and paper, told to them by whoever knows their voice.\n" },
    { "sql", "FILE [--param NAME=VALUE]… [--int NAME=VALUE]…", "param int", 1, 1, rehab_ctl_sql,
      "Runs a statement file (-: standard input) as the portal would, and prints the rows as CSV.\n"
      "--param gives a text, --int a whole number; :today, :now and :lang are there.\n" },
};

enum { COMMANDS = sizeof commands / sizeof commands[0] };

/* Options of every command, and which of all options take a value. */
static const char common[] = "state config home database help";
static const char valued[] = "state config home database key lang param int role name employer place by";

static int listed(const char *names, const char *name)
{
    apr_size_t length = strlen(name);

    for (const char *at = names; (at = strstr(at, name)) != NULL; at += length)
        if ((at == names || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
            return 1;
    return 0;
}

static int usage(FILE *to)
{
    fputs("usage: rehabctl [--state DIR | --config FILE] COMMAND …\n\n", to);
    for (int i = 0; i < COMMANDS; i++)
        fprintf(to, "  %-8s %s\n", commands[i].name, commands[i].usage);
    fputs("\nrehabctl COMMAND --help says more.  The state is REHAB_STATE, else build/state beside\n"
          "the portal; --config FILE asks httpd what it would serve.\n", to);
    return to == stdout ? REHAB_CTL_FINE : REHAB_CTL_USAGE;
}

static void log_line(void *baton, rehab_level level, const char *text)
{
    static const char *const words[] = { "error: ", "warning: ", "" };

    (void)baton;
    fprintf(stderr, "rehabctl: %s%s\n", words[level], text);
}

int rehab_ctl_fail(const rehab_ctl *ctl, const rehab_fault *fault)
{
    (void)ctl;
    fprintf(stderr, "rehabctl: %s\n", fault->cause);
    return REHAB_CTL_FOUND;
}

static const command *command_named(const char *name)
{
    for (int i = 0; i < COMMANDS; i++)
        if (name && strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

int rehab_ctl_misused(const rehab_ctl *ctl, const char *sentence)
{
    const command *named = command_named(apr_table_get(ctl->options, "command"));

    fprintf(stderr, "rehabctl: %s\n", sentence);
    if (named)
        fprintf(stderr, "usage: rehabctl %s %s\n", named->name, named->usage);
    return REHAB_CTL_USAGE;
}

const char *rehab_ctl_word(const rehab_ctl *ctl, int i)
{
    return i < ctl->words->nelts ? APR_ARRAY_IDX(ctl->words, i, const char *) : NULL;
}

const char *rehab_ctl_option(const rehab_ctl *ctl, const char *name)
{
    return apr_table_get(ctl->options, name);
}

/* --name, --name value or --name=value at argv[i]; how many words it took, 0 when it is wrong. */
static int read_option(rehab_ctl *ctl, int left, const char *const *argv)
{
    const char *name = argv[0] + 2, *equals = strchr(name, '=');
    int takes;

    if (equals)
        name = apr_pstrmemdup(ctl->pool, name, (apr_size_t)(equals - name));
    takes = listed(valued, name);
    if (!takes && equals)
        return 0;
    if (takes && !equals && left < 2)
        return 0;
    apr_table_add(ctl->options, name, !takes ? "1" : equals ? equals + 1 : argv[1]);
    return takes && !equals ? 2 : 1;
}

typedef struct option_check { rehab_ctl *ctl; const command *command; int wrong; } option_check;

static int check_option(void *baton, const char *name, const char *value)
{
    option_check *check = baton;

    (void)value;
    if (strcmp(name, "command") == 0 || listed(common, name)
        || listed(check->command->options, name))
        return 1;
    rehab_ctl_misused(check->ctl, apr_psprintf(check->ctl->pool, "%s has no option --%s",
                                               check->command->name, name));
    check->wrong = 1;
    return 0;
}

/* Where this program's portal lies: the folder above the one that holds the program. */
static const char *own_home(apr_pool_t *pool)
{
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);

    if (length <= 0)
        return ".";
    path[length] = 0;
    for (int up = 0; up < 3; up++) {
        char *slash = strrchr(path, '/');

        if (!slash || slash == path)
            return ".";
        *slash = 0;
        if (access(apr_pstrcat(pool, path, "/conf/sql/schema", NULL), R_OK) == 0)
            return apr_pstrdup(pool, path);
    }
    return ".";
}

static const char *absolute(apr_pool_t *pool, const char *path)
{
    char *whole = NULL;

    return apr_filepath_merge(&whole, NULL, path, 0, pool) == APR_SUCCESS ? whole : path;
}

static void find_folders(rehab_ctl *ctl)
{
    const char *home = rehab_ctl_option(ctl, "home"), *state = rehab_ctl_option(ctl, "state");

    if (!state || !*state)
        state = getenv("REHAB_STATE");
    ctl->home = absolute(ctl->pool, home ? home : own_home(ctl->pool));
    ctl->state = absolute(ctl->pool, state && *state
                              ? state : apr_pstrcat(ctl->pool, ctl->home, "/build/state", NULL));
}

static int run(rehab_ctl *ctl, int argc, const char *const *argv)
{
    const char *name = NULL;
    int plain = 0;

    for (int i = 1; i < argc;) {
        if (!plain && strncmp(argv[i], "--", 2) == 0) {
            int took = argv[i][2] ? read_option(ctl, argc - i, argv + i) : 1;

            plain = !argv[i][2];
            if (!took) {
                fprintf(stderr, "rehabctl: %s is not used so\n", argv[i]);
                return usage(stderr);
            }
            i += took;
        } else if (!name) {
            name = argv[i++];
        } else {
            APR_ARRAY_PUSH(ctl->words, const char *) = argv[i++];
        }
    }
    const command *named = command_named(name);

    if (!named) {
        if (name)
            fprintf(stderr, "rehabctl: there is no command '%s'\n", name);
        return usage(!name && rehab_ctl_option(ctl, "help") ? stdout : stderr);
    }
    if (rehab_ctl_option(ctl, "help")) {
        printf("usage: rehabctl %s %s\n\n%s", named->name, named->usage, named->help);
        return REHAB_CTL_FINE;
    }
    option_check check = { ctl, named, 0 };

    apr_table_set(ctl->options, "command", name);
    apr_table_do(check_option, &check, ctl->options, NULL);
    if (check.wrong)
        return REHAB_CTL_USAGE;
    if (ctl->words->nelts < named->least
        || (named->most >= 0 && ctl->words->nelts > named->most))
        return rehab_ctl_misused(ctl, ctl->words->nelts < named->least ? "something is missing"
                                                                       : "that is too much");
    find_folders(ctl);
    return named->run(ctl);
}

int main(int argc, char **argv)
{
    rehab_ctl ctl = { .log = { log_line, NULL } };
    int end;

    /* SQLite need not count its memory, which takes a lock for each piece of it. */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    if (!setlocale(LC_ALL, "C.UTF-8") || apr_initialize() != APR_SUCCESS
        || sodium_init() < 0 || apr_pool_create(&ctl.pool, NULL) != APR_SUCCESS) {
        fputs("rehabctl: cannot start\n", stderr);
        return REHAB_CTL_FOUND;
    }
    xmlInitParser();
    ctl.options = apr_table_make(ctl.pool, 8);
    ctl.words = apr_array_make(ctl.pool, 4, sizeof(const char *));
    end = run(&ctl, argc, (const char *const *)argv);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("rehabctl: what was printed could not be written\n", stderr);
        end = REHAB_CTL_FOUND;
    }
    apr_pool_destroy(ctl.pool);
    return end;
}
