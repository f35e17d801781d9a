/* ctl_key.c: rehabctl key new|add|remove|list|rotate|escrow|take: who can open what people sent.
 * The team's secret half is never written but sealed to a holder, or under a passphrase (escrow). */
#include <apr_strings.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "code.h"
#include "ctl_key.h"
#include "seal.h"

enum { SHORTEST = 12 };

/* The first holder has the key before anything can be sealed to it. */
static rehab_fault *make_first(rehab_keeping *k, const char *word)
{
    const rehab_holder *first;
    rehab_fault *fault;

    if (k->keys->team_public)
        return rehab_key_wrong(k->ctl, REHAB_CONFLICT, "there is a team key already: key add, key rotate");
    fault = rehab_key_find(k, word, &first);
    k->team = rehab_key_new_team(k->ctl);
    k->verb = "adds";
    if (!fault)
        fault = rehab_key_give(k, first);
    return fault ? fault : rehab_key_witness(k, first->code);
}

static rehab_fault *make_new(rehab_keeping *k, const char *word)
{
    rehab_fault *fault = rehab_key_transact(k, make_first, word);

    if (!fault)
        fault = rehab_key_publish(k);
    if (!fault)
        puts("The team has a key.  Whoever was given it signs in again to open what people send.\n"
             "Give it to a second person (key add) and lay an escrow by (key escrow): without a\n"
             "holder nothing that is sent from now on can be read.");
    return fault;
}

static rehab_fault *add(rehab_keeping *k, const char *word)
{
    const rehab_holder *to;
    rehab_fault *fault = rehab_key_find(k, word, &to);

    k->verb = "adds";
    if (!fault)
        fault = rehab_key_give(k, to);
    return fault ? fault : rehab_key_witness(k, to->code);
}

static rehab_fault *remove_one(rehab_keeping *k, const char *word)
{
    rehab_values *values = rehab_ctl_values(k->ctl, k->ctl->pool);
    const rehab_holder *from;
    int held = 0;
    rehab_fault *fault = rehab_key_find(k, word, &from);

    for (int i = 0; i < k->holders->nelts; i++)
        held += APR_ARRAY_IDX(k->holders, i, rehab_holder).given != NULL;
    if (!fault && from->given && held < 2)
        fault = rehab_key_wrong(k->ctl, REHAB_CONFLICT, "this is the last holder: add another one first");
    if (fault)
        return fault;
    rehab_values_set(k->ctl->pool, values, "account", REHAB_TYPE_BIGINT, from->id);
    k->verb = "removes";
    fault = rehab_ctl_run_statement(k->ctl, k->connection, "key/drop.sql", values, NULL);
    if (!fault)
        fault = rehab_ctl_run_statement(k->ctl, k->connection, "key/drop-sessions.sql", values,
                                        NULL);
    return fault ? fault : rehab_key_witness(k, from->code);
}

static void list(const rehab_keeping *k)
{
    printf("%-8s %-20s %s\n", "code", "holds it since", "name");
    for (int i = 0; i < k->holders->nelts; i++) {
        const rehab_holder *h = &APR_ARRAY_IDX(k->holders, i, rehab_holder);

        printf("%-8s %-20s %s\n", rehab_code_show(k->ctl->pool, h->code),
               h->given ? h->given : "-", h->name ? h->name : "-");
    }
}

static rehab_fault *rotate(rehab_keeping *k)
{
    rehab_fault *fault = rehab_key_turn(k);

    if (!fault)
        puts("The team's key is a new one: holders sign in again, and an escrow of before opens\n"
             "nothing any more (key escrow).");
    return fault;
}

static rehab_fault *escrow(rehab_keeping *k, const char *file)
{
    const char *words = getenv("REHAB_PASSPHRASE"), *again;

    if (!words || !*words) {
        words = rehab_ctl_ask(k->ctl, "a passphrase for the escrow: ");
        again = words ? rehab_ctl_ask(k->ctl, "the same again: ") : NULL;
        if (!again || strcmp(words, again) != 0)
            return rehab_key_wrong(k->ctl, REHAB_FORBIDDEN, "no passphrase, or not the same twice");
    }
    return strlen(words) < SHORTEST
               ? rehab_key_wrong(k->ctl, REHAB_FORBIDDEN, "a passphrase has at least twelve characters")
               : rehab_escrow_make(k->ctl->pool, file, words, k->team);
}

static rehab_fault *take(rehab_keeping *k, const char *word)
{
    rehab_desk_key desk = { 0 };
    rehab_taken n = { 0 };
    rehab_fault *fault = k->keys->team_public ? rehab_desk_open_own(k->ctl, &desk)
                                              : rehab_key_wrong(k->ctl, REHAB_NOT_FOUND, "there is no team "
                                                      "key: rehabctl key new ACCOUNT");

    (void)word;
    k->verb = "seals-again";
    if (!fault)
        fault = rehab_key_take(k->ctl, k->connection, &desk, k->keys, &n);
    if (!fault && !n.rows && desk.id && k->keys->desk_id
        && strcmp(desk.id, k->keys->desk_id) != 0)
        fault = rehab_key_wrong(k->ctl, REHAB_CONFLICT, "nothing is sealed to the key of --key FILE, "
                                "and it is not that of keys/desk.pub");
    if (!fault && n.rows)
        fault = rehab_key_witness(k, NULL);
    if (!fault)
        printf("%d %s taken over from the desk's key\n", n.rows, n.rows == 1 ? "row" : "rows");
    if (!fault && n.closed)
        printf("%d %s not open and stay as they are\n", n.closed,
               n.closed == 1 ? "value does" : "values do");
    return fault;
}

static rehab_fault *run(rehab_keeping *k, const char *what, const char *word)
{
    rehab_fault *fault;

    if (strcmp(what, "new") == 0)
        return make_new(k, word);
    if (strcmp(what, "remove") == 0)
        return rehab_key_transact(k, remove_one, word);
    if (strcmp(what, "take") == 0)
        return rehab_key_transact(k, take, NULL);
    fault = rehab_key_open_team(k, &k->team);
    if (fault)
        return fault;
    if (strcmp(what, "rotate") == 0)
        return rotate(k);
    if (!rehab_key_is_current(k, k->team))
        return rehab_key_wrong(k->ctl, REHAB_CONFLICT, "this is not the team's key of today: an old "
                               "escrow, or a rotation that key rotate has still to end");
    if (strcmp(what, "add") == 0)
        return rehab_key_transact(k, add, word);
    return escrow(k, word);
}

int rehab_ctl_key(rehab_ctl *ctl)
{
    static const char *const named[] = { "new", "add", "remove", "escrow" };
    static const char *const alone[] = { "list", "rotate", "take" };
    const char *what = rehab_ctl_word(ctl, 0), *word = rehab_ctl_word(ctl, 1);
    rehab_keeping k = { 0 };
    rehab_fault *fault;
    int known = 0;

    for (size_t i = 0; i < sizeof named / sizeof named[0]; i++)
        known |= word && strcmp(what, named[i]) == 0;
    for (size_t i = 0; i < sizeof alone / sizeof alone[0]; i++)
        known |= !word && strcmp(what, alone[i]) == 0;
    if (!known)
        return rehab_ctl_misused(ctl, "key list, take or rotate; new, add or remove with an "
                                      "ACCOUNT; escrow with a FILE");
    fault = rehab_key_open(ctl, &k);
    if (!fault && strcmp(what, "list") == 0)
        list(&k);
    else if (!fault)
        fault = run(&k, what, word);
    if (k.connection)
        rehab_db_return(k.connection);
    return fault ? rehab_ctl_fail(ctl, fault) : REHAB_CTL_FINE;
}
