/* action: what a declaration cannot say (sign in, set a password, upload) is a C function with a
 * name, in one table.  A page names it: RehabAction NAME. */
#ifndef REHAB_ACTION_H
#define REHAB_ACTION_H

#include "request.h"

/* The action of that name, or NULL. */
const rehab_action *rehab_action_named(const char *name);

/* POST.  mail (sealed=delivery), password, to: begins a session and leads on; 422 "wrong", 429. */
rehab_fault *rehab_action_sign_in(rehab_request *request);

/* POST.  second_code, to: six digits or a spare code make the session whole. */
rehab_fault *rehab_action_second_step(rehab_request *request);

/* POST.  Ends the session. */
rehab_fault *rehab_action_sign_out(rehab_request *request);

/* POST.  password, with link or with old: sets it and ends every session.  Where the page has writes
 * they run first, in the same transaction, and the one named account gives id and code of whose it
 * becomes; its link is of a kind of its own. */
rehab_fault *rehab_action_set_password(rehab_request *request);

/* GET.  <second secret="…" address="otpauth:…"><spare code="…"/></second>: what a telephone and a
 * sheet of paper are given.  POST.  second_code, password (when signed in), to: it becomes the account's. */
rehab_fault *rehab_action_second_show(rehab_request *request);
rehab_fault *rehab_action_second_set(rehab_request *request);

#endif
