/* site_file.c: a rehab_site in, its listing out.  site_file_read.c is the way back. */
#include "site_file.h"

#include <apr_strings.h>
#include <string.h>

#include "site_fields.h"

const rehab_site_field rehab_site_texts[] = {
    { "home", offsetof(rehab_site, home) },
    { "state", offsetof(rehab_site, state) },
    { "sql", offsetof(rehab_site, sql_directory) },
    { "sheets", offsetof(rehab_site, sheet_directory) },
    { "strings", offsetof(rehab_site, strings_directory) },
    { "base", offsetof(rehab_site, base) },
    { "url", offsetof(rehab_site, url) },
    { "time_zone", offsetof(rehab_site, time_zone) },
    { "organisation", offsetof(rehab_site, organisation) },
    { "database", offsetof(rehab_site, database.params) },
    { "mail_server", offsetof(rehab_site, mail_server) },
    { "mail_ca", offsetof(rehab_site, mail_ca) },
    { "mail_from", offsetof(rehab_site, mail_from) },
    { "mail_login", offsetof(rehab_site, mail_login) },
    { "replica", offsetof(rehab_site, replica) },
    { NULL, 0 },
};

const rehab_site_field rehab_site_numbers[] = {
    { "connections", offsetof(rehab_site, database.connections) },
    { "wait_ms", offsetof(rehab_site, database.wait_ms) },
    { "open_to_others", offsetof(rehab_site, open_to_others) },
    { "debug", offsetof(rehab_site, debug) },
    { "max_rows", offsetof(rehab_site, max_rows) },
    { "renders", offsetof(rehab_site, renders) },
    { "max_statements_ms", offsetof(rehab_site, max_statements_ms) },
    { "slow_ms", offsetof(rehab_site, slow_ms) },
    { "session_idle", offsetof(rehab_site, session_idle) },
    { "session_life", offsetof(rehab_site, session_life) },
    { "attempts", offsetof(rehab_site, attempts) },
    { "hashes", offsetof(rehab_site, hashes) },
    { NULL, 0 },
};

const rehab_site_field rehab_page_texts[] = {
    { "audit_verb", offsetof(rehab_page, audit_verb) },
    { "audit_object", offsetof(rehab_page, audit_object) },
    { "audit_reason", offsetof(rehab_page, audit_reason) },
    { "count_name", offsetof(rehab_page, count_name) },
    { "count_param", offsetof(rehab_page, count_param) },
    { "see_other", offsetof(rehab_page, see_other) },
    { "invalid", offsetof(rehab_page, invalid) },
    { "check", offsetof(rehab_page, check_path) },
    { "action", offsetof(rehab_page, action_name) },
    { "relations", offsetof(rehab_page, relations) },
    { NULL, 0 },
};

const char *const rehab_site_dialects[] = { "sqlite3", "pgsql", NULL };
const char *const rehab_site_sources[] = { "path", "query", "body", NULL };

typedef struct writing {
    apr_pool_t *pool;
    apr_array_header_t *lines;      /* const char * */
} writing;

static const char *escape(apr_pool_t *pool, const char *word)
{
    char *escaped = apr_palloc(pool, strlen(word) * 2 + 1), *to = escaped;

    for (; *word; word++) {
        char letter = *word == '\t' ? 't' : *word == '\n' ? 'n' : *word == '\\' ? '\\' : 0;

        if (letter)
            *to++ = '\\';
        *to++ = letter ? letter : *word;
    }
    *to = 0;
    return escaped;
}

/* One line of `n` words; NULL is written as an empty word. */
static void line(writing *w, int n, const char *const *words)
{
    const char *text = words[0];

    for (int i = 1; i < n; i++)
        text = apr_pstrcat(w->pool, text, "\t", words[i] ? escape(w->pool, words[i]) : "", NULL);
    APR_ARRAY_PUSH(w->lines, const char *) = text;
}

static void pair(writing *w, const char *kind, const char *name, const char *value)
{
    const char *words[] = { kind, name, value };

    if (value)
        line(w, 3, words);
}

static const char *number(apr_pool_t *pool, apr_int64_t n)
{
    return apr_psprintf(pool, "%" APR_INT64_T_FMT, n);
}

static void write_site(writing *w, const rehab_site *site)
{
    for (int i = 0; rehab_site_texts[i].name; i++)
        pair(w, "set", rehab_site_texts[i].name,
             *(const char *const *)((const char *)site + rehab_site_texts[i].offset));
    for (int i = 0; rehab_site_numbers[i].name; i++)
        pair(w, "set", rehab_site_numbers[i].name,
             number(w->pool, *(const int *)((const char *)site + rehab_site_numbers[i].offset)));
    pair(w, "set", "clock_shift", number(w->pool, site->clock_shift));
    if (site->has_database)
        pair(w, "set", "dialect", rehab_site_dialects[site->database.dialect]);
    for (int i = 0; i < site->languages->nelts; i++) {
        const rehab_language_settings *one =
            APR_ARRAY_IDX(site->languages, i, rehab_language_settings *);
        const char *words[] = { "language", one->tag, one->rtl ? "rtl" : "ltr", one->calendar };

        line(w, 4, words);
    }
    for (int i = 0; i < site->statics->nelts; i++) {
        const char *words[] = { "static", APR_ARRAY_IDX(site->statics, i, const char *) };

        line(w, 2, words);
    }
    for (int i = 0; i < site->hosts->nelts; i++) {
        const char *words[] = { "host", APR_ARRAY_IDX(site->hosts, i, const char *) };

        line(w, 2, words);
    }
}

static const char *kind_text(apr_pool_t *pool, const rehab_param *param)
{
    const char *word = rehab_kind_word(param->kind);

    if (param->kind != REHAB_CHOICE || !param->choices)
        return word;
    return apr_pstrcat(pool, word, "(", apr_array_pstrcat(pool, param->choices, '|'), ")", NULL);
}

static void write_param(writing *w, const rehab_param *param)
{
    const char *options = apr_pstrcat(
        w->pool, param->required ? " required" : "", param->many ? " many" : "",
        param->when ? apr_pstrcat(w->pool, " required=", rehab_when_text(w->pool, param), NULL) : "",
        param->delivered ? " sealed=delivery" : param->both ? " sealed=both"
                         : param->sealed ? " sealed" : "",
        param->row ? apr_pstrcat(w->pool, " row=", param->row, NULL) : "",
        param->person ? " person" : "",
        param->check ? apr_pstrcat(w->pool, " check=", param->check, NULL) : "",
        param->also ? apr_pstrcat(w->pool, " also=", param->also->path, NULL) : "",
        param->has_min ? apr_psprintf(w->pool, " min=%" APR_INT64_T_FMT, param->min) : "",
        param->has_max ? apr_psprintf(w->pool, " max=%" APR_INT64_T_FMT, param->max) : "", NULL);
    const char *words[] = { "param", param->name, kind_text(w->pool, param),
                            rehab_site_sources[param->source], *options ? options + 1 : NULL };

    line(w, 5, words);
}

static void write_statements(writing *w, const rehab_page *page)
{
    for (int i = 0; i < page->queries->nelts; i++) {
        const rehab_query *one = APR_ARRAY_IDX(page->queries, i, rehab_query *);
        const char *words[] = { "query", one->name, one->row, one->path,
                                number(w->pool, one->rows),
                                one->numbers ? apr_array_pstrcat(w->pool, one->numbers, ',') : NULL,
                                one->place.file, number(w->pool, one->place.line),
                                one->opens ? apr_array_pstrcat(w->pool, one->opens, ',') : NULL };

        line(w, 9, words);
    }
    for (int i = 0; i < page->writes->nelts; i++) {
        const rehab_write *one = APR_ARRAY_IDX(page->writes, i, rehab_write *);
        const char *words[] = { "write", one->name, one->path, number(w->pool, one->expect),
                                number(w->pool, one->otherwise), one->each,
                                one->place.file, number(w->pool, one->place.line) };

        line(w, 8, words);
    }
}

static void write_page(writing *w, const rehab_page *page)
{
    const char *flags = apr_pstrcat(w->pool, page->no_language ? " language=none" : "",
                                    page->cache ? " cache" : "", page->offers_post ? " once" : "",
                                    page->sealed ? " sealed" : "", NULL);
    const char *head[] = { "page", page->method, page->pattern, page->name,
                           rehab_roles_text(w->pool, page->roles), *flags ? flags + 1 : NULL,
                           page->place.file, number(w->pool, page->place.line) };

    line(w, 8, head);
    for (int i = 0; i < page->params->nelts; i++)
        write_param(w, APR_ARRAY_IDX(page->params, i, rehab_param *));
    write_statements(w, page);
    for (int i = 0; i < page->formats->nelts; i++) {
        const rehab_format *one = APR_ARRAY_IDX(page->formats, i, rehab_format *);
        const char *words[] = { "format", one->name, one->path, one->card,
                                one->around ? apr_array_pstrcat(w->pool, one->around, ',') : NULL,
                                one->query, one->place.file, number(w->pool, one->place.line) };

        line(w, 8, words);
    }
    for (int i = 0; i < page->mails->nelts; i++) {
        const rehab_mail *one = APR_ARRAY_IDX(page->mails, i, rehab_mail *);
        const char *words[] = { "mail", one->template_name, one->path, one->place.file,
                                number(w->pool, one->place.line) };

        line(w, 5, words);
    }
    for (int i = 0; rehab_page_texts[i].name; i++)
        pair(w, "say", rehab_page_texts[i].name,
             *(const char *const *)((const char *)page + rehab_page_texts[i].offset));
}

const char *rehab_site_write(apr_pool_t *pool, const rehab_site *site)
{
    writing w = { pool, apr_array_make(pool, 256, sizeof(const char *)) };

    APR_ARRAY_PUSH(w.lines, const char *) = "rehab-site 1";
    write_site(&w, site);
    for (int i = 0; i < site->pages->nelts; i++)
        write_page(&w, APR_ARRAY_IDX(site->pages, i, rehab_page *));
    APR_ARRAY_PUSH(w.lines, const char *) = "end\n";
    return apr_array_pstrcat(pool, w.lines, '\n');
}
