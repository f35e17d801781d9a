/* reload.c: in goes a page, out come its sheets and words as the files are now.  What was read
 * before stays in memory until the process ends, since other threads may be using it: this is for
 * development. */
#include "reload.h"

#include <apr_file_info.h>
#include <apr_strings.h>
#include <apr_thread_mutex.h>

static apr_time_t changed_at(apr_pool_t *pool, const char *file)
{
    apr_finfo_t info;

    return apr_stat(&info, file, APR_FINFO_MTIME, pool) == APR_SUCCESS ? info.mtime : 0;
}

static int any_newer(apr_pool_t *pool, const apr_array_header_t *files, apr_time_t than)
{
    for (int i = 0; i < files->nelts; i++)
        if (changed_at(pool, APR_ARRAY_IDX(files, i, const char *)) > than)
            return 1;
    return 0;
}

static void say(rehab_request *request, const rehab_fault *fault)
{
    if (fault)
        rehab_log_line(request->runtime->log, REHAB_LOG_ERROR, "%s", fault->cause);
}

static void reload_sheet(rehab_request *request, rehab_format *format)
{
    rehab_runtime *runtime = request->runtime;
    rehab_sheet *fresh;
    rehab_fault *fault;
    apr_pool_t *own;

    if (!format->sheet
        || !any_newer(request->pool, rehab_sheet_files(format->sheet),
                      format->read_at ? format->read_at : runtime->started))
        return;
    format->read_at = apr_time_now();
    const char *file = apr_pstrcat(request->pool, request->site->sheet_directory, "/",
                                   format->path, NULL);

    /* A pool of its own: sheets of one pool share their names, which others may be reading. */
    apr_pool_create(&own, runtime->pool);
    apr_pool_tag(own, "rehab_reload");
    fault = format->card ? rehab_sheet_load_framed(own, file, &fresh)
                         : rehab_sheet_load(own, file, &fresh);
    if (!fault)
        format->sheet = fresh;
    say(request, fault);
}

static void reload_page(rehab_request *request, const rehab_page *page)
{
    for (int i = 0; i < page->formats->nelts; i++)
        reload_sheet(request, APR_ARRAY_IDX(page->formats, i, rehab_format *));
}

static const char *strings_file(rehab_request *request, int i)
{
    return apr_pstrcat(request->pool, request->site->strings_directory, "/",
                       APR_ARRAY_IDX(request->site->languages, i, rehab_language_settings *)->tag,
                       ".xml", NULL);
}

static void reload_language(rehab_request *request, int i)
{
    const rehab_site *site = request->site;
    apr_pool_t *keep = request->runtime->pool;
    rehab_language *fresh;
    rehab_fault *fault = rehab_language_load(keep, apr_pstrdup(keep, strings_file(request, i)),
        APR_ARRAY_IDX(site->languages, i, rehab_language_settings *), &fresh);

    say(request, fault);
    if (fault)
        return;
    if (APR_ARRAY_IDX(site->spoken, i, rehab_language *) == request->language)
        request->language = fresh;
    APR_ARRAY_IDX(site->spoken, i, rehab_language *) = fresh;
}

static void reload_words(rehab_request *request)
{
    apr_time_t read = request->runtime->words_read, now = apr_time_now();

    for (int i = 0; i < request->site->spoken->nelts; i++)
        if (changed_at(request->pool, strings_file(request, i)) > read) {
            reload_language(request, i);
            request->runtime->words_read = now;
        }
}

void rehab_reload(rehab_request *request)
{
    if (!request->site->debug || !request->runtime->reloading)
        return;
    apr_thread_mutex_lock(request->runtime->reloading);
    reload_page(request, request->page);
    if (request->page->form)
        reload_page(request, request->page->form);
    if (request->page->check)
        reload_sheet(request, request->page->check);
    reload_words(request);
    apr_thread_mutex_unlock(request->runtime->reloading);
}
