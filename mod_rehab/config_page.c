/* config_page.c: in goes a <RehabPage> section, out comes a rehab_page.  A mistake is noted with
 * file and line and the reading goes on, so that one configtest tells all of them. */
#include <apr_strings.h>
#include <http_core.h>
#include <string.h>

#include "action.h"
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

/* The next word, or NULL at the end. */
static const char *next_word(apr_pool_t *pool, const char **arguments)
{
    const char *word = ap_getword_conf(pool, arguments);

    return *word ? word : NULL;
}

/* The value of an option NAME=value, or NULL when the word is another. */
static const char *option(const char *word, const char *name)
{
    apr_size_t length = strlen(name);

    return strncmp(word, name, length) == 0 && word[length] == '=' ? word + length + 1 : NULL;
}

static const char *read_number(apr_pool_t *pool, const char *text, apr_int64_t *number)
{
    char *end;

    *number = apr_strtoi64(text, &end, 10);
    return *text && !*end ? NULL : apr_psprintf(pool, "'%s' is no number", text);
}

static const char *unknown_option(apr_pool_t *pool, const char *directive, const char *word)
{
    return apr_psprintf(pool, "%s does not know '%s'", directive, word);
}

static const char *read_allow(apr_pool_t *pool, rehab_page *page, const char *arguments)
{
    for (const char *word; (word = next_word(pool, &arguments));) {
        rehab_role role = rehab_role_named(word);

        if (!role)
            return apr_psprintf(pool, "RehabAllow: '%s' is no role; use visitor seeker employer "
                                "volunteer worker coordinator manager admin", word);
        page->roles |= (unsigned)role;
    }
    return page->roles ? NULL : "RehabAllow: name at least one role";
}

static int is_path_variable(apr_pool_t *pool, const rehab_page *page, const char *name)
{
    apr_array_header_t *names = rehab_pattern_variables(pool, page->pattern);

    for (int i = 0; i < names->nelts; i++)
        if (strcmp(APR_ARRAY_IDX(names, i, const char *), name) == 0)
            return 1;
    return 0;
}

static const char *read_param_option(apr_pool_t *pool, rehab_param *param, const char *word)
{
    const char *value;
    const char *mistake = NULL;

    if (strcmp(word, "required") == 0) {
        param->required = 1;
    } else if (strcmp(word, "many") == 0) {
        param->many = 1;
    } else if (strcmp(word, "sealed") == 0) {
        param->sealed = 1;
    } else if (strcmp(word, "sealed=delivery") == 0) {
        param->sealed = param->delivered = 1;
    } else if ((value = option(word, "max"))) {
        mistake = read_number(pool, value, &param->max);
        param->has_max = 1;
    } else if ((value = option(word, "min"))) {
        mistake = read_number(pool, value, &param->min);
        param->has_min = 1;
    } else {
        mistake = unknown_option(pool, "RehabParam", word);
    }
    return mistake;
}

static const char *read_param(apr_pool_t *pool, rehab_page *page, const char *arguments)
{
    rehab_param *param = apr_pcalloc(pool, sizeof *param);
    const char *kind, *mistake, *word;

    param->name = next_word(pool, &arguments);
    kind = next_word(pool, &arguments);
    if (!kind)
        return "RehabParam: say NAME KIND";
    if (strspn(param->name, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(param->name))
        return apr_psprintf(pool, "RehabParam: '%s' is not lower-case letters, digits and _",
                            param->name);
    if (rehab_page_param(page, param->name))
        return apr_psprintf(pool, "RehabParam: %s is declared twice", param->name);
    if ((mistake = rehab_kind_read(pool, kind, param)))
        return apr_psprintf(pool, "RehabParam %s: %s", param->name, mistake);
    while ((word = next_word(pool, &arguments)))
        if ((mistake = read_param_option(pool, param, word)))
            return mistake;
    param->source = is_path_variable(pool, page, param->name) ? REHAB_FROM_PATH
                    : strcmp(page->method, "POST") == 0       ? REHAB_FROM_BODY
                                                              : REHAB_FROM_QUERY;
    if (param->source == REHAB_FROM_PATH && param->many)
        return apr_psprintf(pool, "RehabParam %s: a path holds one value, not many", param->name);
    APR_ARRAY_PUSH(page->params, rehab_param *) = param;
    return NULL;
}

static apr_array_header_t *split_commas(apr_pool_t *pool, const char *list)
{
    apr_array_header_t *names = apr_array_make(pool, 4, sizeof(const char *));

    while (*list)
        APR_ARRAY_PUSH(names, const char *) = ap_getword(pool, &list, ',');
    return names;
}

static const char *read_query(apr_pool_t *pool, rehab_page *page, const char *arguments,
                              rehab_place place)
{
    rehab_query *query = apr_pcalloc(pool, sizeof *query);
    const char *word = next_word(pool, &arguments);
    apr_int64_t rows = 0;

    query->place = place;
    query->path = next_word(pool, &arguments);
    if (!query->path)
        return "RehabQuery: say NAME[/ROW] FILE.sql";
    query->name = ap_getword(pool, &word, '/');
    query->row = *word ? word : NULL;
    while ((word = next_word(pool, &arguments))) {
        const char *value, *mistake;

        if ((value = option(word, "rows"))) {
            if ((mistake = read_number(pool, value, &rows)))
                return apr_psprintf(pool, "RehabQuery: rows: %s", mistake);
            if (rows < 1 || rows > MOST_ROWS || !query->row)
                return "RehabQuery: rows= is 1 to 50000, for a list NAME/ROW";
            query->rows = (int)rows;
        } else if ((value = option(word, "numbers"))) {
            query->numbers = split_commas(pool, value);
        } else if ((value = option(word, "opens"))) {
            query->opens = split_commas(pool, value);
        } else {
            return unknown_option(pool, "RehabQuery", word);
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
    write->name = next_word(pool, &arguments);
    write->path = next_word(pool, &arguments);
    if (!write->path)
        return "RehabWrite: say NAME|- FILE.sql";
    while ((word = next_word(pool, &arguments))) {
        const char *value, *mistake;
        apr_int64_t expect;

        if ((value = option(word, "expect"))) {
            if ((mistake = read_number(pool, value, &expect)))
                return apr_psprintf(pool, "RehabWrite: expect: %s", mistake);
            write->expect = (int)expect;
        } else if (strcmp(word, "else=409") == 0) {
            write->otherwise = REHAB_CONFLICT;
        } else if (strcmp(word, "else=503") == 0) {
            write->otherwise = REHAB_AWAY;
        } else if ((value = option(word, "each"))) {
            write->each = value;
        } else {
            return unknown_option(pool, "RehabWrite", word);
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
    format->name = next_word(pool, &arguments);
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
    while ((word = next_word(pool, &arguments))) {
        const char *value;

        if ((value = option(word, "card")))
            format->card = value;
        else if ((value = option(word, "around")))
            format->around = split_commas(pool, value);
        else if ((value = option(word, "query")))
            format->query = value;
        else if (!format->path && !strchr(word, '='))
            format->path = word;
        else
            return unknown_option(pool, "RehabFormat", word);
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
    mail->template_name = next_word(pool, &arguments);
    const char *word = next_word(pool, &arguments);
    mail->path = word ? option(word, "to") : NULL;
    if (!mail->path)
        return "RehabMail: say TEMPLATE to=FILE.sql";
    APR_ARRAY_PUSH(page->mails, rehab_mail *) = mail;
    return NULL;
}

static const char *read_count(apr_pool_t *pool, rehab_page *page, const char *arguments)
{
    page->count_name = next_word(pool, &arguments);
    const char *word = next_word(pool, &arguments);

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
    const char *word = next_word(pool, &arguments);

    if (!word)
        return apr_psprintf(pool, "%s: say what", name);
    if (strcmp(name, "RehabAudit") == 0) {
        page->audit_verb = word;
        page->audit_object = next_word(pool, &arguments);
        word = next_word(pool, &arguments);
        page->audit_reason = word ? option(word, "why") : NULL;
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
        mistake = read_param(cmd->pool, page, arguments);
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
    page->method = next_word(cmd->pool, &arguments);
    page->pattern = next_word(cmd->pool, &arguments);
    if (!page->pattern || (strcmp(page->method, "GET") != 0 && strcmp(page->method, "POST") != 0))
        return "<RehabPage>: say GET or POST and a pattern like /jobs/{code}";
    if ((word = next_word(cmd->pool, &arguments))) {
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
