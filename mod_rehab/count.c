/* count.c: in goes a page that was shown, out comes one line in the day's file.  No address, no
 * agent and no time of day: only page and code, which `rehabctl daily` sums. */
#include <apr_file_io.h>
#include <apr_strings.h>
#include <string.h>

#include "engine.h"

enum { MOST_BYTES = 200 };

void rehab_count(rehab_request *request)
{
    const rehab_page *page = request->page;
    const rehab_value *code = page->count_param
        ? apr_hash_get(request->values, page->count_param, APR_HASH_KEY_STRING) : NULL;
    const char *line = apr_pstrcat(request->pool, page->count_name, " ",
                                   code && code->n ? code->text[0] : "-", "\n", NULL);
    const char *file = apr_pstrcat(request->pool, request->site->state, "/count/",
                                   rehab_today_text(request->pool, request->site), ".log", NULL);
    apr_size_t length = strlen(line);
    apr_file_t *handle;
    apr_status_t status;

    if (length > MOST_BYTES)
        return;
    status = apr_file_open(&handle, file, APR_FOPEN_WRITE | APR_FOPEN_CREATE | APR_FOPEN_APPEND,
                           APR_FPROT_UREAD | APR_FPROT_UWRITE | APR_FPROT_GREAD, request->pool);
    if (status == APR_SUCCESS) {
        /* One write: lines of several processes do not mix in a file opened to append. */
        status = apr_file_write(handle, line, &length);
        apr_file_close(handle);
    }
    if (status != APR_SUCCESS)
        rehab_log_line(request->runtime->log, REHAB_LOG_WARNING,
                       "%s: a view was not counted: error %d on %s", page->name, status, file);
}
