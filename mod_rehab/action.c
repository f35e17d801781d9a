/* action.c: the table of named actions.  An action of a POST takes a request whose parameters are
 * checked and sets request->location, or returns a fault; it runs instead of the page's writes.  One
 * of a GET runs after the page's queries and adds to the document. */
#include "action.h"

#include <string.h>

#include "route.h"

/* Leads where RehabSeeOther says and changes nothing: what a page needs that takes a form only to
 * choose an address. */
static rehab_fault *see_other(rehab_request *request)
{
    const char *missing = NULL;

    request->location = rehab_pattern_fill(request->pool, request->page->see_other,
                                           request->values, &missing);
    return request->location
               ? NULL
               : rehab_fault_make(request->pool, REHAB_BROKEN, "fault.broken",
                                  "%s: RehabSeeOther needs %s", request->page->name, missing);
}

static const rehab_action actions[] = {
    { "see-other", see_other, 0 },
    { "sign-in", rehab_action_sign_in, 0 },
    { "second-step", rehab_action_second_step, 0 },
    { "sign-out", rehab_action_sign_out, 0 },
    { "set-password", rehab_action_set_password, 0 },
    { "second-show", rehab_action_second_show, 1 },
    { "second-set", rehab_action_second_set, 1 },
};

const rehab_action *rehab_action_named(const char *name)
{
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++)
        if (strcmp(actions[i].name, name) == 0)
            return &actions[i];
    return NULL;
}
