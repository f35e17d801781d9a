/* ctl_mail_proof.c: a file STATE/mail-sent/ID-MESSAGE for each message whose end the server said yes
 * to, from that moment until the database knows it.  Whatever stops the sender in between, the next
 * run reads the file and does not send the message again. */
#include <apr_file_info.h>
#include <apr_strings.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "ctl_mail.h"

static const char *folder_of(const rehab_ctl *ctl)
{
    return apr_pstrcat(ctl->pool, ctl->state, "/mail-sent", NULL);
}

static const char *file_of(const rehab_ctl *ctl, const char *id, const char *message)
{
    return apr_pstrcat(ctl->pool, folder_of(ctl), "/", id, "-", message, NULL);
}

rehab_fault *rehab_mail_prove(rehab_ctl *ctl, const char *id, const char *message)
{
    const char *folder = folder_of(ctl);
    rehab_fault *fault = rehab_ctl_folder(ctl, folder, 0700);
    int made = fault ? -1 : open(file_of(ctl, id, message), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    int held = made < 0 ? -1 : open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (!fault && (held < 0 || fsync(held) != 0))
        fault = rehab_fault_make(ctl->pool, REHAB_BROKEN, "fault.broken", "%s: %s", folder,
                                 strerror(errno));
    if (made >= 0)
        close(made);
    if (held >= 0)
        close(held);
    return fault;
}

void rehab_mail_forget(rehab_ctl *ctl, const char *id, const char *message)
{
    unlink(file_of(ctl, id, message));
}

/* A row of that number may be another's by now, in a database that was made anew: then the message
 * does not match, and the file means nothing. */
static rehab_fault *catch_up(rehab_ctl *ctl, rehab_connection *connection, const char *id,
                             const char *message)
{
    rehab_values *values = rehab_ctl_values(ctl, ctl->pool);
    const char *sealed = NULL;
    rehab_fault *fault;

    rehab_values_set(ctl->pool, values, "outbox_id", REHAB_TYPE_BIGINT, id);
    rehab_values_set(ctl->pool, values, "recipient", REHAB_TYPE_TEXT, NULL);
    fault = rehab_db_ask(connection, ctl->pool, "mail/proved",
                         "SELECT sealed FROM outbox WHERE outbox_id = :outbox_id AND sent IS NULL", values,
                         &sealed);
    if (!fault && sealed && strcmp(rehab_mail_id(ctl->pool, sealed), message) == 0)
        fault = rehab_ctl_run_statement(ctl, connection, "mail/sent.sql", values, NULL);
    if (!fault)
        rehab_mail_forget(ctl, id, message);
    return fault;
}

rehab_fault *rehab_mail_catch_up(rehab_ctl *ctl, rehab_connection *connection)
{
    rehab_fault *fault = NULL;
    apr_dir_t *dir;
    apr_finfo_t info;

    if (apr_dir_open(&dir, folder_of(ctl), ctl->pool) != APR_SUCCESS)
        return NULL;
    while (!fault && apr_dir_read(&info, APR_FINFO_NAME, dir) == APR_SUCCESS) {
        const char *dash = strchr(info.name, '-');

        if (dash && strspn(info.name, "0123456789") == (apr_size_t)(dash - info.name))
            fault = catch_up(ctl, connection,
                             apr_pstrmemdup(ctl->pool, info.name, (apr_size_t)(dash - info.name)),
                             apr_pstrdup(ctl->pool, dash + 1));
    }
    apr_dir_close(dir);
    return fault;
}
