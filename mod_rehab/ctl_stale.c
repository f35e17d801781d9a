/* ctl_stale.c: in go the rendered pages of text and what they are made of, out comes whether they
 * say what that says now.  By time, and by a digest of all sources: files of a package bear the day
 * on which it was built, which may lie before the day of the page. */
#include "ctl_stale.h"

#include <apr_file_info.h>
#include <apr_strings.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "content.h"

enum { DIGEST = 32 };

const char *rehab_ctl_target(const rehab_ctl *ctl)
{
    apr_size_t length = strlen(ctl->state);

    for (int i = 0; i < ctl->site->statics->nelts; i++) {
        const char *folder = APR_ARRAY_IDX(ctl->site->statics, i, const char *);

        if (strncmp(folder, ctl->state, length) == 0 && folder[length] == '/')
            return folder;
    }
    return apr_pstrcat(ctl->pool, ctl->state, "/rendered", NULL);
}

const char *rehab_ctl_rendered(const rehab_ctl *ctl, apr_pool_t *pool, const char *tag,
                               const char *name)
{
    return apr_pstrcat(pool, rehab_ctl_target(ctl), "/", tag, "/", name, ".html", NULL);
}

static const char *mark_file(const rehab_ctl *ctl)
{
    return apr_pstrcat(ctl->pool, ctl->state, "/rendered.mark", NULL);
}

static const char *strings_file(const rehab_ctl *ctl, const char *tag)
{
    return apr_pstrcat(ctl->pool, ctl->site->strings_directory, "/", tag, ".xml", NULL);
}

static const char *facts_file(const rehab_ctl *ctl)
{
    return apr_pstrcat(ctl->pool, ctl->home, "/conf/facts.xml", NULL);
}

/* --- By what they are made of */

/* With its end, so that no two texts run together to the same bytes. */
static void add(crypto_generichash_state *state, const char *text)
{
    crypto_generichash_update(state, (const unsigned char *)(text ? text : ""),
                              text ? strlen(text) + 1 : 1);
}

static void add_file(const rehab_ctl *ctl, crypto_generichash_state *state, const char *file)
{
    const char *text = NULL;

    if (file && access(file, F_OK) == 0 && !rehab_ctl_read(ctl, file, &text))
        add(state, text);
}

/* In hexadecimal digits. */
static const char *digest(const rehab_ctl *ctl, const rehab_sheet *sheet)
{
    const rehab_site *site = ctl->site;
    const apr_array_header_t *sheets = rehab_sheet_files(sheet);
    unsigned char bytes[DIGEST];
    char *hex = apr_palloc(ctl->pool, sizeof bytes * 2 + 1);
    crypto_generichash_state state;

    crypto_generichash_init(&state, NULL, 0, sizeof bytes);
    add(&state, site->url);
    add(&state, site->base);
    add_file(ctl, &state, site->organisation);
    add_file(ctl, &state, facts_file(ctl));
    for (int i = 0; i < sheets->nelts; i++)
        add_file(ctl, &state, APR_ARRAY_IDX(sheets, i, const char *));
    for (int i = 0; i < site->spoken->nelts; i++) {
        const char *tag = rehab_language_tag(APR_ARRAY_IDX(site->spoken, i, rehab_language *));
        const apr_array_header_t *names = rehab_content_names(ctl->pool, ctl->home, tag);

        add_file(ctl, &state, strings_file(ctl, tag));
        add(&state, tag);
        for (int n = 0; n < names->nelts; n++) {
            const char *name = APR_ARRAY_IDX(names, n, const char *);

            add(&state, name);
            add_file(ctl, &state, rehab_content_file(ctl->pool, ctl->home, tag, name));
        }
    }
    crypto_generichash_final(&state, bytes, sizeof bytes);
    return sodium_bin2hex(hex, sizeof bytes * 2 + 1, bytes, sizeof bytes);
}

rehab_fault *rehab_ctl_mark_rendered(rehab_ctl *ctl, const rehab_sheet *sheet)
{
    const char *mark = digest(ctl, sheet);

    return rehab_ctl_write(ctl, mark_file(ctl), mark, strlen(mark), 0644);
}

/* --- By their time */

/* -1 when it is not there. */
static apr_time_t changed_at(apr_pool_t *pool, const char *file)
{
    apr_finfo_t info;

    return apr_stat(&info, file, APR_FINFO_MTIME, pool) == APR_SUCCESS ? info.mtime : -1;
}

/* What is wrong with one page, or NULL. */
static const char *look_at(const rehab_ctl *ctl, const char *tag, const char *name)
{
    apr_pool_t *pool = ctl->pool;
    const char *page = rehab_ctl_rendered(ctl, pool, tag, name);
    const char *sources[] = { ctl->site->organisation, strings_file(ctl, tag), facts_file(ctl),
                              rehab_content_file(pool, ctl->home, tag, name) };
    apr_time_t made = changed_at(pool, page);

    if (made < 0)
        return apr_psprintf(pool, "%s is not there: rehabctl render", page);
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++)
        if (sources[i] && changed_at(pool, sources[i]) > made)
            return apr_psprintf(pool, "%s is older than %s: rehabctl render", page, sources[i]);
    return NULL;
}

rehab_fault *rehab_ctl_stale(rehab_ctl *ctl, const char **sentence)
{
    const rehab_site *site = ctl->site;
    const char *mark = "";
    rehab_sheet *sheet;
    rehab_fault *fault = rehab_sheet_load(ctl->pool, apr_pstrcat(ctl->pool, site->sheet_directory,
                                                                 "/content/page.xsl", NULL), &sheet);

    *sentence = NULL;
    for (int i = 0; !fault && !*sentence && i < site->spoken->nelts; i++) {
        const char *tag = rehab_language_tag(APR_ARRAY_IDX(site->spoken, i, rehab_language *));
        const apr_array_header_t *names = rehab_content_names(ctl->pool, ctl->home, tag);

        for (int n = 0; !*sentence && n < names->nelts; n++)
            *sentence = look_at(ctl, tag, APR_ARRAY_IDX(names, n, const char *));
    }
    if (fault || *sentence)
        return fault;
    if (access(mark_file(ctl), F_OK) == 0)
        fault = rehab_ctl_read(ctl, mark_file(ctl), &mark);
    if (!fault && strcmp(mark, digest(ctl, sheet)) != 0)
        *sentence = apr_psprintf(ctl->pool, "%s was made of other texts, sheets or addresses than "
                                 "there are now: rehabctl render", rehab_ctl_target(ctl));
    return fault;
}
