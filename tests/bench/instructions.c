/* instructions STATE PATH kept|warm|cold TIMES: runs a page of the portal as a server does, without
 * one, so that callgrind can count instructions of one path: run_kept looks up what a kept page is
 * kept under and takes it from its bytes, run_warm makes a page of remembered pieces, run_cold makes
 * it whole.  Collection is toggled at those three; what comes before them warms.  The listing in
 * STATE says what the site is.  Built by make build/instructions; instructions.py runs it. */
#include <apr_general.h>
#include <apr_file_io.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <apr_strings.h>

#include "check.h"
#include "form.h"
#include "gate.h"
#include "kept.h"
#include "memory.h"
#include "revision.h"
#include "route.h"
#include "site_file.h"

enum { WARM_UP = 5, MEMORY = 2 << 20 };

static rehab_site *site;
static rehab_runtime runtime;
static const char *path;
static unsigned char head[REHAB_HEAD_LENGTH];
static apr_size_t head_length;
static volatile apr_size_t seen;

static void must(const rehab_fault *fault)
{
    if (!fault)
        return;
    (void)fprintf(stderr, "instructions: %s\n", fault->cause);
    exit(1);
}

static void note(void *baton, rehab_level level, const char *text)
{
    (void)baton;
    (void)level;
    (void)fprintf(stderr, "%s\n", text);
}

static void tell(void *baton, const char *file, int line, const char *sentence)
{
    (void)baton;
    (void)fprintf(stderr, "%s:%d: %s\n", file ? file : "", line, sentence);
}

static rehab_request *request_for(apr_pool_t *pool)
{
    rehab_request *request = rehab_request_make(pool, site, &runtime);
    apr_array_header_t *fields;
    rehab_match match;

    if (!rehab_router_match(pool, site->router, "GET", path, 0, &match) || !match.page)
        must(rehab_fault_make(pool, 404, "fault.missing", "no page %s", path));
    request->page = match.page;
    request->path = path;
    request->variables = match.variables;
    request->language = APR_ARRAY_IDX(site->spoken, 0, rehab_language *);
    request->format = "html";
    must(rehab_form_query(pool, "", &site->limits, &fields));
    must(rehab_request_params(request, fields));
    return request;
}

static rehab_request *made(apr_pool_t *pool, int whole)
{
    rehab_request *request = request_for(pool);

    request->whole = whole;
    must(rehab_request_query(request));
    must(rehab_request_render(request));
    seen += request->length;
    return request;
}

void run_kept(apr_pool_t *pool);
__attribute__((noinline)) void run_kept(apr_pool_t *pool)
{
    rehab_request *request = request_for(pool);
    unsigned char key[REHAB_KEY_LENGTH];
    const char *revision = rehab_revision_known(runtime.revision, pool, request->page->relations);

    rehab_kept_key(request, revision, key);
    rehab_kept *kept = rehab_kept_unpack(pool, head, head_length);

    seen += strlen(rehab_kept_etag(pool, kept, 0)) + key[0];
}

void run_warm(apr_pool_t *pool);
__attribute__((noinline)) void run_warm(apr_pool_t *pool)
{
    made(pool, 0);
}

void run_cold(apr_pool_t *pool);
__attribute__((noinline)) void run_cold(apr_pool_t *pool)
{
    made(pool, 1);
}

static void start(apr_pool_t *pool, const char *state)
{
    static rehab_log log = { note, NULL };
    rehab_findings findings = { tell, NULL, 0 };
    const char *file = apr_pstrcat(pool, state, "/site", NULL);
    apr_file_t *listing;
    apr_finfo_t info;
    char *text;

    if (apr_file_open(&listing, file, APR_FOPEN_READ, 0, pool) != APR_SUCCESS
        || apr_file_info_get(&info, APR_FINFO_SIZE, listing) != APR_SUCCESS)
        must(rehab_fault_make(pool, 404, "fault.missing", "%s cannot be read", file));
    text = apr_pcalloc(pool, (apr_size_t)info.size + 1);
    apr_file_read_full(listing, text, (apr_size_t)info.size, NULL);
    must(rehab_site_read(pool, text, &site));
    runtime.pool = pool;
    runtime.log = &log;
    runtime.started = runtime.words_read = apr_time_now();
    rehab_sheet_start();
    rehab_site_load(pool, site, &findings);
    rehab_site_rehearse(pool, site, &findings);
    site->mark = rehab_kept_mark(pool, site);
    must(rehab_db_open(pool, &site->database, &runtime.db));
    must(rehab_memory_make(pool, MEMORY, &runtime.memory));
    must(rehab_revision_make(pool, apr_pcalloc(pool, rehab_revision_shared()), &runtime,
                             &runtime.revision));
}

int main(int argc, char **argv)
{
    apr_pool_t *pool, *one;
    void (*run)(apr_pool_t *);

    if (argc != 5) {
        (void)fprintf(stderr, "usage: instructions STATE PATH kept|warm|cold TIMES\n");
        return 2;
    }
    apr_initialize();
    apr_pool_create(&pool, NULL);
    apr_pool_create(&one, pool);
    path = argv[2];
    start(pool, argv[1]);
    for (int i = 0; i < WARM_UP; i++) {
        apr_pool_clear(one);
        head_length = rehab_kept_pack(rehab_kept_make(made(one, *argv[3] == 'c')), head);
    }
    run = *argv[3] == 'k' ? run_kept : *argv[3] == 'w' ? run_warm : run_cold;
    for (int i = 0; i < atoi(argv[4]); i++) {
        apr_pool_clear(one);
        run(one);
    }
    printf("%lu\n", (unsigned long)seen);
    return 0;
}
