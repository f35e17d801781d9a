/* site_file_read.c: the listing of a site in, a rehab_site out. */
#include <apr_strings.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "site_fields.h"
#include "site_file.h"

enum { MOST_WORDS = 9 };

/* The listing while it is read.  `words` are those of the line; each is "" beyond the last. */
typedef struct reading {
    apr_pool_t *pool;
    rehab_site *site;
    rehab_page *page;           /* the last one begun */
    int line;
    const char *words[MOST_WORDS];
    const char *problem;        /* NULL while all is well */
} reading;

static apr_array_header_t *list(apr_pool_t *pool)
{
    return apr_array_make(pool, 4, sizeof(void *));
}

rehab_site *rehab_site_make(apr_pool_t *pool)
{
    rehab_site *site = apr_pcalloc(pool, sizeof *site);

    site->base = site->url = "";
    site->time_zone = "Asia/Jerusalem";
    site->languages = list(pool);
    site->spoken = list(pool);
    site->statics = list(pool);
    site->hosts = list(pool);
    site->pages = list(pool);
    site->database.connections = 8;
    site->database.wait_ms = 2000;
    site->max_rows = 2000;
    site->renders = 4;
    site->remember = 4 << 20;
    site->max_statements_ms = 5000;
    site->slow_ms = 200;
    return site;
}

static const char *unescape(apr_pool_t *pool, const char *word, apr_size_t length)
{
    char *plain = apr_palloc(pool, length + 1), *to = plain;

    for (const char *at = word; at < word + length; at++) {
        if (*at != '\\' || at + 1 == word + length) {
            *to++ = *at;
            continue;
        }
        at++;
        *to++ = *at == 't' ? '\t' : *at == 'n' ? '\n' : *at;
    }
    *to = 0;
    return plain;
}

static const char *or_null(const char *word)
{
    return *word ? word : NULL;
}

static int whole(reading *r, const char *word)
{
    char *end;
    long n = strtol(word, &end, 10);

    if (end == word || *end || n < INT_MIN || n > INT_MAX) {
        r->problem = apr_psprintf(r->pool, "'%s' is no number", word);
        return 0;
    }
    return (int)n;
}

static int index_of(reading *r, const char *const *names, const char *word)
{
    for (int i = 0; names[i]; i++)
        if (strcmp(names[i], word) == 0)
            return i;
    r->problem = apr_psprintf(r->pool, "'%s' is not known", word);
    return 0;
}

static void read_set(reading *r)
{
    const char *name = r->words[1], *value = r->words[2];

    for (const rehab_site_field *f = rehab_site_texts; f->name; f++)
        if (strcmp(f->name, name) == 0)
            *(const char **)((char *)r->site + f->offset) = value;
    for (const rehab_site_field *f = rehab_site_numbers; f->name; f++)
        if (strcmp(f->name, name) == 0)
            *(int *)((char *)r->site + f->offset) = whole(r, value);
    if (strcmp(name, "clock_shift") == 0)
        r->site->clock_shift = apr_atoi64(value);
    if (strcmp(name, "dialect") == 0) {
        r->site->database.dialect = (rehab_dialect)index_of(r, rehab_site_dialects, value);
        r->site->has_database = 1;
    }
}

static void read_language(reading *r)
{
    rehab_language_settings *one = apr_pcalloc(r->pool, sizeof *one);

    one->tag = r->words[1];
    one->rtl = strcmp(r->words[2], "rtl") == 0;
    one->calendar = or_null(r->words[3]);
    APR_ARRAY_PUSH(r->site->languages, rehab_language_settings *) = one;
}

static void read_static(reading *r)
{
    APR_ARRAY_PUSH(r->site->statics, const char *) = r->words[1];
}

static void read_host(reading *r)
{
    APR_ARRAY_PUSH(r->site->hosts, const char *) = r->words[1];
}

/* The words of `text` between any of `apart`. */
static apr_array_header_t *split(apr_pool_t *pool, const char *text, const char *apart)
{
    apr_array_header_t *words = list(pool);
    char *state = NULL;

    for (char *word = apr_strtok(apr_pstrdup(pool, text), apart, &state); word;
         word = apr_strtok(NULL, apart, &state))
        APR_ARRAY_PUSH(words, const char *) = word;
    return words;
}

static void read_page(reading *r)
{
    rehab_page *page = apr_pcalloc(r->pool, sizeof *page);
    apr_array_header_t *roles = split(r->pool, r->words[4], ",");
    apr_array_header_t *flags = split(r->pool, r->words[5], " ");

    page->method = r->words[1];
    page->pattern = r->words[2];
    page->name = r->words[3];
    for (int i = 0; i < roles->nelts; i++)
        page->roles |= (unsigned)rehab_role_named(APR_ARRAY_IDX(roles, i, const char *));
    for (int i = 0; i < flags->nelts; i++) {
        const char *flag = APR_ARRAY_IDX(flags, i, const char *);

        page->no_language |= strcmp(flag, "language=none") == 0;
        page->cache |= strcmp(flag, "cache") == 0;
        page->offers_post |= strcmp(flag, "once") == 0;
        page->sealed |= strcmp(flag, "sealed") == 0;
    }
    page->place.file = r->words[6];
    page->place.line = whole(r, r->words[7]);
    page->params = list(r->pool);
    page->queries = list(r->pool);
    page->writes = list(r->pool);
    page->formats = list(r->pool);
    page->mails = list(r->pool);
    APR_ARRAY_PUSH(r->site->pages, rehab_page *) = page;
    r->page = page;
}

static void read_param(reading *r)
{
    rehab_param *param = apr_pcalloc(r->pool, sizeof *param);
    apr_array_header_t *options = split(r->pool, r->words[4], " ");
    const char *problem = rehab_kind_read(r->pool, r->words[2], param);

    if (problem)
        r->problem = problem;
    param->name = r->words[1];
    param->source = (rehab_source)index_of(r, rehab_site_sources, r->words[3]);
    for (int i = 0; i < options->nelts; i++) {
        const char *option = APR_ARRAY_IDX(options, i, const char *);

        if (strcmp(option, "required") == 0)
            param->required = 1;
        if (strncmp(option, "required=", 9) == 0 && !rehab_when_read(r->pool, option + 9, param))
            r->problem = apr_psprintf(r->pool, "'%s' is no condition", option);
        if (strcmp(option, "many") == 0)
            param->many = 1;
        if (strcmp(option, "sealed") == 0)
            param->sealed = 1;
        if (strcmp(option, "sealed=delivery") == 0)
            param->sealed = param->delivered = 1;
        if (strcmp(option, "sealed=both") == 0)
            param->sealed = param->both = 1;
        if (strncmp(option, "row=", 4) == 0)
            param->row = option + 4;
        if (strcmp(option, "person") == 0)
            param->person = 1;
        if (strncmp(option, "check=", 6) == 0)
            param->check = option + 6;
        if (strncmp(option, "also=", 5) == 0)
            param->also = rehab_also_make(r->pool, option + 5, r->page->place);
        if (strncmp(option, "min=", 4) == 0) {
            param->has_min = 1;
            param->min = apr_atoi64(option + 4);
        }
        if (strncmp(option, "max=", 4) == 0) {
            param->has_max = 1;
            param->max = apr_atoi64(option + 4);
        }
    }
    APR_ARRAY_PUSH(r->page->params, rehab_param *) = param;
}

static void read_query(reading *r)
{
    rehab_query *one = apr_pcalloc(r->pool, sizeof *one);

    one->name = r->words[1];
    one->row = or_null(r->words[2]);
    one->path = r->words[3];
    one->rows = whole(r, r->words[4]);
    one->numbers = *r->words[5] ? split(r->pool, r->words[5], ",") : NULL;
    one->place.file = r->words[6];
    one->place.line = whole(r, r->words[7]);
    one->opens = *r->words[8] ? split(r->pool, r->words[8], ",") : NULL;
    APR_ARRAY_PUSH(r->page->queries, rehab_query *) = one;
}

static void read_write(reading *r)
{
    rehab_write *one = apr_pcalloc(r->pool, sizeof *one);

    one->name = r->words[1];
    one->path = r->words[2];
    one->expect = whole(r, r->words[3]);
    one->otherwise = whole(r, r->words[4]);
    one->each = or_null(r->words[5]);
    one->place.file = r->words[6];
    one->place.line = whole(r, r->words[7]);
    APR_ARRAY_PUSH(r->page->writes, rehab_write *) = one;
}

static void read_format(reading *r)
{
    rehab_format *one = apr_pcalloc(r->pool, sizeof *one);

    one->name = r->words[1];
    one->path = or_null(r->words[2]);
    one->card = or_null(r->words[3]);
    one->around = *r->words[4] ? split(r->pool, r->words[4], ",") : NULL;
    one->query = or_null(r->words[5]);
    one->place.file = r->words[6];
    one->place.line = whole(r, r->words[7]);
    APR_ARRAY_PUSH(r->page->formats, rehab_format *) = one;
}

static void read_mail(reading *r)
{
    rehab_mail *one = apr_pcalloc(r->pool, sizeof *one);

    one->template_name = r->words[1];
    one->path = r->words[2];
    one->place.file = r->words[3];
    one->place.line = whole(r, r->words[4]);
    APR_ARRAY_PUSH(r->page->mails, rehab_mail *) = one;
}

static void read_saying(reading *r)
{
    for (const rehab_site_field *f = rehab_page_texts; f->name; f++)
        if (strcmp(f->name, r->words[1]) == 0)
            *(const char **)((char *)r->page + f->offset) = r->words[2];
}

static const struct { const char *word; int in_page; void (*run)(reading *r); } readers[] = {
    { "set", 0, read_set },         { "language", 0, read_language },
    { "static", 0, read_static },   { "host", 0, read_host },
    { "page", 0, read_page },       { "param", 1, read_param },
    { "query", 1, read_query },     { "write", 1, read_write },
    { "format", 1, read_format },   { "mail", 1, read_mail },
    { "say", 1, read_saying },
};

static void read_line(reading *r, const char *text, apr_size_t length)
{
    const char *end = text + length;
    int n = 0;

    for (int i = 0; i < MOST_WORDS; i++)
        r->words[i] = "";
    while (text <= end && n < MOST_WORDS) {
        const char *tab = memchr(text, '\t', (apr_size_t)(end - text));
        const char *stop = tab ? tab : end;

        r->words[n++] = unescape(r->pool, text, (apr_size_t)(stop - text));
        text = stop + 1;
    }
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++)
        if (strcmp(readers[i].word, r->words[0]) == 0) {
            if (readers[i].in_page && !r->page)
                r->problem = "no page was begun";
            else
                readers[i].run(r);
            return;
        }
    r->problem = apr_psprintf(r->pool, "'%s' begins no line of a listing", r->words[0]);
}

/* The page that shows a refused form is named by its pattern. */
static void join_forms(const rehab_site *site)
{
    for (int i = 0; i < site->pages->nelts; i++) {
        rehab_page *page = APR_ARRAY_IDX(site->pages, i, rehab_page *);

        for (int j = 0; page->invalid && j < site->pages->nelts; j++) {
            const rehab_page *form = APR_ARRAY_IDX(site->pages, j, rehab_page *);

            if (strcmp(form->method, "GET") == 0 && strcmp(form->pattern, page->invalid) == 0)
                page->form = form;
        }
    }
}

rehab_fault *rehab_site_read(apr_pool_t *pool, const char *text, rehab_site **site)
{
    reading r = { .pool = pool, .site = rehab_site_make(pool) };
    int begun = 0;

    while (*text) {
        const char *stop = strchr(text, '\n');
        apr_size_t length = stop ? (apr_size_t)(stop - text) : strlen(text);

        r.line++;
        if (!begun)
            begun = length == 12 && strncmp(text, "rehab-site 1", 12) == 0;
        else if (length == 3 && strncmp(text, "end", 3) == 0) {
            join_forms(r.site);
            *site = r.site;
            return NULL;
        } else
            read_line(&r, text, length);
        if (r.problem)
            return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "line %d of the listing: %s",
                                    r.line, r.problem);
        text += length + (stop ? 1 : 0);
    }
    return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                            begun ? "the listing is cut short"
                                  : "there is no listing that begins with 'rehab-site 1'");
}
