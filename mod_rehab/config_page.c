/* config_page.c: in goes a <RehabPage> section, out comes a rehab_page.  A mistake is noted with
 * file and line and the reading goes on, so that one configtest tells all of them. */
#include <apr_strings.h>
#include <http_core.h>
#include <string.h>

#include "action.h"
#include "config_line.h"
#include "exchange.h"

/* As many as one sitemap may name (sitemaps.org). */
enum { MOST_ROWS = 50000 };

void rehab_complain(rehab_config *config, apr_pool_t *pool, const char *file, int line,
                    const char *sentence)
{
    APR_ARRAY_PUSH(config->complaints, const char *) =
        apr_psprintf(pool, "%s:%d: %s", file, line, sentence);
}

static rehab_place place_of(const cmd_parms *cmd)
{
    rehab_place place = { cmd->directive->filename, cmd->directive->line_num };

    return place;
}

static const char *read_allow(apr_pool_t *pool, rehab_page *page, const char *arguments)
{
    for (const char *word; (word = rehab_next_word(pool, &arguments));) {
        rehab_role role = rehab_role_named(word);

        if (!role)
            return apr_psprintf(pool, "RehabAllow: '%s' is no role; use visitor seeker employer "
                                "volunteer worker coordinator manager admin", word);
        page->roles |= (unsigned)role;
    }
    return page->roles ? NULL : "RehabAllow: name at least one role";
}

static const char *read_query(apr_pool_t *pool, rehab_page *page, const char *arguments,
                              rehab_place place)
{
    rehab_query *query = apr_pcalloc(pool, sizeof *query);
    const char *word = rehab_next_word(pool, &arguments);
    apr_int64_t rows = 0;

    query->place = place;
    query->path = rehab_next_word(pool, &arguments);
    if (!query->path)
        return "RehabQuery: say NAME[/ROW] FILE.sql";
    query->name = ap_getword(pool, &word, '/');
    query->row = *word ? word : NULL;
    while ((word = rehab_next_word(pool, &arguments))) {
        const char *value, *mistake;

        if ((value = rehab_option(word, "rows"))) {
            if ((mistake = rehab_read_number(pool, value, &rows)))
                return apr_psprintf(pool, "RehabQuery: rows: %s", mistake);
            if (rows < 1 || rows > MOST_ROWS || !query->row)
                return "RehabQuery: rows= is 1 to 50000, for a list NAME/ROW";
            query->rows = (int)rows;
        } else if ((value = rehab_option(word, "numbers"))) {
            query->numbers = rehab_split_commas(pool, value);
        } else if ((value = rehab_option(word, "opens"))) {
            query->opens = rehab_split_commas(pool, value);
        } else {
            return rehab_unknown_option(pool, "RehabQuery", word);
        }
    }
    for (int i = 0; i < page->queries->nelts; i++)
        if (strcmp(APR_ARRAY_IDX(page->queries, i, rehab_query *)->name, query->name) == 0)
            return apr_psprintf(pool, "RehabQuery: %s is declared twice", query->name);
    APR_ARRAY_PUSH(page->queries, rehab_query *) = query;
    return NULL;
}

static const char *read_write(apr_pool_t *pool, rehab_page *page, const char *arguments,
                              rehab_place place)
{
    rehab_write *write = apr_pcalloc(pool, sizeof *write);
    const char *word;

    write->place = place;
    write->expect = -1;
    write->otherwise = REHAB_NOT_FOUND;
    write->name = rehab_next_word(pool, &arguments);
    write->path = rehab_next_word(pool, &arguments);
    if (!write->path)
        return "RehabWrite: say NAME|- FILE.sql";
    while ((word = rehab_next_word(pool, &arguments))) {
        const char *value, *mistake;
        apr_int64_t expect;

        if ((value = rehab_option(word, "expect"))) {
            if ((mistake = rehab_read_number(pool, value, &expect)))
                return apr_psprintf(pool, "RehabWrite: expect: %s", mistake);
            write->expect = (int)expect;
        } else if (strcmp(word, "else=409") == 0) {
            write->otherwise = REHAB_CONFLICT;
        } else if (strcmp(word, "else=422") == 0) {
            write->otherwise = REHAB_INVALID;
        } else if (strcmp(word, "else=503") == 0) {
            write->otherwise = REHAB_AWAY;
        } else if ((value = rehab_option(word, "each"))) {
            write->each = value;
        } else {
            return rehab_unknown_option(pool, "RehabWrite", word);
        }
    }
    APR_ARRAY_PUSH(page->writes, rehab_write *) = write;
    return NULL;
}

static const char *read_format(apr_pool_t *pool, rehab_page *page, const char *arguments,
                               rehab_place place)
{
    rehab_format *format = apr_pcalloc(pool, sizeof *format);
    const char *word;
    int by_engine;

    format->place = place;
    format->name = rehab_next_word(pool, &arguments);
    if (!format->name)
        return "RehabFormat: say html atom ics txt xml json or csv";
    by_engine = strcmp(format->name, "json") == 0 || strcmp(format->name, "csv") == 0;
    if (!by_engine && strcmp(format->name, "html") != 0 && strcmp(format->name, "atom") != 0
        && strcmp(format->name, "ics") != 0 && strcmp(format->name, "txt") != 0
        && strcmp(format->name, "xml") != 0)
        return apr_psprintf(pool, "RehabFormat: '%s' is none of html atom ics txt xml json csv",
                            format->name);
    if (rehab_page_format(page, format->name))
        return apr_psprintf(pool, "RehabFormat: %s is declared twice", format->name);
    while ((word = rehab_next_word(pool, &arguments))) {
        const char *value;

        if ((value = rehab_option(word, "card")))
            format->card = value;
        else if ((value = rehab_option(word, "around")))
            format->around = rehab_split_commas(pool, value);
        else if ((value = rehab_option(word, "query")))
            format->query = value;
        else if (!format->path && !strchr(word, '='))
            format->path = word;
        else
            return rehab_unknown_option(pool, "RehabFormat", word);
    }
    if (by_engine ? format->path != NULL : format->path == NULL)
        return apr_psprintf(pool, "RehabFormat %s: %s", format->name,
                            by_engine ? "the engine writes it, without a sheet" : "name its sheet");
    if ((strcmp(format->name, "csv") == 0) != (format->query != NULL))
        return "RehabFormat: csv, and only csv, names its one query=NAME";
    APR_ARRAY_PUSH(page->formats, rehab_format *) = format;
    return NULL;
}

static const char *read_mail(apr_pool_t *pool, rehab_page *page, const char *arguments,
                             rehab_place place)
{
    rehab_mail *mail = apr_pcalloc(pool, sizeof *mail);

    mail->place = place;
    mail->template_name = rehab_next_word(pool, &arguments);
    const char *word = rehab_next_word(pool, &arguments);
    mail->path = word ? rehab_option(word, "to") : NULL;
    if (!mail->path)
        return "RehabMail: say TEMPLATE to=FILE.sql";
    APR_ARRAY_PUSH(page->mails, rehab_mail *) = mail;
    return NULL;
}

static const char *read_count(apr_pool_t *pool, rehab_page *page, const char *arguments)
{
    page->count_name = rehab_next_word(pool, &arguments);
    const char *word = rehab_next_word(pool, &arguments);

    if (!page->count_name)
        return "RehabCount: say NAME {param}";
    if (word && (word[0] != '{' || word[strlen(word) - 1] != '}'))
        return "RehabCount: the second word is a {param}";
    page->count_param = word ? apr_pstrmemdup(pool, word + 1, strlen(word) - 2) : NULL;
    return NULL;
}

static const char *read_other(apr_pool_t *pool, rehab_page *page, const char *name,
                              const char *arguments)
{
    if (strcmp(name, "RehabCache") == 0) {
        page->cache = 1;
        return NULL;
    }
    const char *word = rehab_next_word(pool, &arguments);

    if (!word)
        return apr_psprintf(pool, "%s: say what", name);
    if (strcmp(name, "RehabAudit") == 0) {
        page->audit_verb = word;
        page->audit_object = rehab_next_word(pool, &arguments);
        word = rehab_next_word(pool, &arguments);
        page->audit_reason = word ? rehab_option(word, "why") : NULL;
        return page->audit_object && (!word || page->audit_reason)
                   ? NULL : "RehabAudit: say VERB OBJECT [why=PARAM]";
    }
    if (strcmp(name, "RehabSeeOther") == 0) {
        page->see_other = word;
    } else if (strcmp(name, "RehabInvalid") == 0) {
        page->invalid = word;
    } else if (strcmp(name, "RehabCheck") == 0) {
        page->check_path = word;
    } else {
        page->action_name = word;
        page->action = rehab_action_named(word);
        if (!page->action)
            return apr_psprintf(pool, "RehabAction: there is no action %s", word);
    }
    return NULL;
}

const char *rehab_page_directive(cmd_parms *cmd, void *dir, const char *arguments)
{
    rehab_config *config = rehab_config_of(cmd->server);
    rehab_page *page = config->current;
    const char *name = cmd->cmd->name, *mistake;

    (void)dir;
    if (!page)
        return apr_psprintf(cmd->pool, "%s stands in a <RehabPage> only", name);
    if (strcmp(name, "RehabAllow") == 0)
        mistake = read_allow(cmd->pool, page, arguments);
    else if (strcmp(name, "RehabParam") == 0)
        mistake = rehab_read_param(cmd->pool, page, arguments, place_of(cmd));
    else if (strcmp(name, "RehabQuery") == 0)
        mistake = read_query(cmd->pool, page, arguments, place_of(cmd));
    else if (strcmp(name, "RehabWrite") == 0)
        mistake = read_write(cmd->pool, page, arguments, place_of(cmd));
    else if (strcmp(name, "RehabFormat") == 0)
        mistake = read_format(cmd->pool, page, arguments, place_of(cmd));
    else if (strcmp(name, "RehabMail") == 0)
        mistake = read_mail(cmd->pool, page, arguments, place_of(cmd));
    else if (strcmp(name, "RehabCount") == 0)
        mistake = read_count(cmd->pool, page, arguments);
    else
        mistake = read_other(cmd->pool, page, name, arguments);
    if (mistake)
        rehab_complain(config, cmd->pool, cmd->directive->filename, cmd->directive->line_num,
                       mistake);
    return NULL;
}

static rehab_page *make_page(apr_pool_t *pool, const cmd_parms *cmd)
{
    rehab_page *page = apr_pcalloc(pool, sizeof *page);

    page->place = place_of(cmd);
    page->params = apr_array_make(pool, 8, sizeof(rehab_param *));
    page->queries = apr_array_make(pool, 4, sizeof(rehab_query *));
    page->writes = apr_array_make(pool, 2, sizeof(rehab_write *));
    page->formats = apr_array_make(pool, 2, sizeof(rehab_format *));
    page->mails = apr_array_make(pool, 1, sizeof(rehab_mail *));
    return page;
}

/* jobs/list: the name of the first sheet, write, query or action without its ending. */
static const char *name_page(apr_pool_t *pool, const rehab_page *page)
{
    const char *name = page->action_name ? page->action_name : page->pattern;

    if (page->queries->nelts)
        name = APR_ARRAY_IDX(page->queries, 0, rehab_query *)->path;
    if (page->writes->nelts)
        name = APR_ARRAY_IDX(page->writes, 0, rehab_write *)->path;
    if (page->formats->nelts && APR_ARRAY_IDX(page->formats, 0, rehab_format *)->path)
        name = APR_ARRAY_IDX(page->formats, 0, rehab_format *)->path;
    return apr_pstrmemdup(pool, name, strcspn(name, "."));
}

const char *rehab_page_section(cmd_parms *cmd, void *dir, const char *arguments)
{
    rehab_config *config = rehab_config_of(cmd->server);
    const char *end = strrchr(arguments, '>'), *mistake, *word;
    rehab_page *page = make_page(cmd->pool, cmd);

    (void)dir;
    if (!end)
        return "<RehabPage> lacks its >";
    arguments = apr_pstrmemdup(cmd->pool, arguments, (apr_size_t)(end - arguments));
    page->method = rehab_next_word(cmd->pool, &arguments);
    page->pattern = rehab_next_word(cmd->pool, &arguments);
    if (!page->pattern || (strcmp(page->method, "GET") != 0 && strcmp(page->method, "POST") != 0))
        return "<RehabPage>: say GET or POST and a pattern like /jobs/{code}";
    if ((word = rehab_next_word(cmd->pool, &arguments))) {
        if (strcmp(word, "lang=none") != 0)
            return apr_psprintf(cmd->pool, "<RehabPage>: '%s' is not lang=none", word);
        page->no_language = 1;
    }
    config->current = page;
    mistake = ap_walk_config(cmd->directive->first_child, cmd, cmd->context);
    config->current = NULL;
    page->name = name_page(cmd->pool, page);
    APR_ARRAY_PUSH(config->site->pages, rehab_page *) = page;
    return mistake;
}
