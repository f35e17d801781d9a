/* hot: renders one address of a portal N times without httpd, so that callgrind can count the
 * instructions of a page.   hot STATE ADDRESS N [ADDRESS N]…
 *
 * STATE is a portal that has run (its listing and database are read); ADDRESS begins with the
 * language.  With HOT_PLAIN=1 nothing is remembered.  Each page is one call of hot_page; the last page of each address goes to stdout. */
#include <apr_general.h>
#include <apr_strings.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "kept.h"
#include "memory.h"
#include "revision.h"
#include "request.h"
#include "route.h"
#include "site_file.h"
#include "sheet.h"

static apr_pool_t *pool;
static rehab_site *site;
static rehab_runtime runtime;

static void end(const char *file, int line, const char *sentence)
{
    fprintf(stderr, "hot: %s:%d: %s\n", file, line, sentence);
    exit(1);
}

static void must(const rehab_fault *fault)
{
    if (fault)
        end("fault", fault->status, fault->cause);
}

static void tell(void *baton, const char *file, int line, const char *sentence)
{
    (void)baton;
    end(file, line, sentence);
}

static const char *file_text(const char *path)
{
    FILE *in = fopen(path, "r");
    char *text = apr_pcalloc(pool, 1 << 20);

    if (!in)
        end(path, 0, "cannot be read");
    if (fread(text, 1, (1 << 20) - 1, in) == 0)
        end(path, 0, "is empty");
    fclose(in);
    return text;
}

static void open_site(const char *state)
{
    rehab_findings findings = { tell, NULL, 0 };

    must(rehab_site_read(pool, file_text(apr_pstrcat(pool, state, "/site", NULL)), &site));
    rehab_sheet_start();
    rehab_site_load(pool, site, &findings);
    rehab_site_rehearse(pool, site, &findings);
    site->mark = rehab_kept_mark(pool, site);
    runtime.pool = pool;
    must(rehab_db_open(pool, &site->database, &runtime.db));
    if (!getenv("HOT_PLAIN"))
        must(rehab_memory_make(pool, (apr_size_t)site->remember, &runtime.memory));
    must(rehab_gate_make(pool, 4, &runtime.renders));
    must(rehab_revision_make(pool, apr_pcalloc(pool, rehab_revision_shared()), &runtime,
                             &runtime.revision));
}

static const rehab_language *language_of(const char *address)
{
    for (int i = 0; i < site->spoken->nelts; i++) {
        const rehab_language *language = APR_ARRAY_IDX(site->spoken, i, rehab_language *);

        if (strncmp(rehab_language_tag(language), address + 1, 2) == 0)
            return language;
    }
    end(address, 0, "no language");
    return NULL;
}

/* What callgrind counts: all between translate and respond. */
__attribute__((noinline)) rehab_request *hot_page(apr_pool_t *one, const char *address)
{
    static const rehab_form_limits limits = { 50, 64, 5000, 20000 };
    rehab_request *request = rehab_request_make(one, site, &runtime);
    const char *query = strchr(address, '?');
    const char *path = apr_pstrmemdup(one, address, strcspn(address, "?")) + 3;
    apr_array_header_t *fields;
    rehab_match match;

    if (!rehab_router_match(one, site->router, "GET", path, 0, &match))
        end(address, 0, "no such page");
    request->page = match.page;
    request->path = path;
    request->variables = match.variables;
    request->language = language_of(address);
    request->format = APR_ARRAY_IDX(request->page->formats, 0, rehab_format *)->name;
    rehab_values_set(one, request->values, "lang", REHAB_TYPE_TEXT,
                     rehab_language_tag(request->language));
    must(rehab_form_query(one, query ? query + 1 : NULL, &limits, &fields));
    must(rehab_request_params(request, fields));
    must(rehab_request_query(request));
    must(rehab_request_render(request));
    return request;
}

int main(int argc, char **argv)
{
    apr_pool_t *one;

    if (argc < 4 || apr_initialize() != APR_SUCCESS || sodium_init() < 0)
        return 2;
    apr_pool_create(&pool, NULL);
    open_site(argv[1]);
    apr_pool_create(&one, pool);
    for (int i = 2; i + 1 < argc; i += 2)
        for (int n = atoi(argv[i + 1]); n > 0; n--) {
            const rehab_request *request = hot_page(one, argv[i]);

            if (n == 1)
                fwrite(request->bytes, 1, request->length, stdout);
            apr_pool_clear(one);
        }
    return 0;
}
