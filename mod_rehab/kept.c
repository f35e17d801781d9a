/* kept.c: in go a request and its finished page, out come a key and bytes to keep; and back. */
#include "kept.h"

#include <apr_file_io.h>
#include <apr_strings.h>
#include <sodium.h>
#include <string.h>

#include "gzip.h"
#include "room.h"
#include "site_file.h"

enum { LEVEL = 6 };

/* Before all that is kept: another layout of these bytes is another letter. */
static const char layout[] = "k1";

int rehab_kept_may(const rehab_request *request)
{
    const rehab_page *page = request->page;

    return page->cache && page->relations && !page->offers_post && !page->audit_verb
           && page->roles == (unsigned)REHAB_VISITOR && request->roles == (unsigned)REHAB_VISITOR
           && !request->session && !request->visit.new_token
           && request->status == 200 && !request->fault && !request->once
           && !request->complaints->nelts && !request->site->debug
           && strcmp(page->method, "GET") == 0;
}

/* With its length, so that no two lists of texts run together to the same bytes. */
static void add(crypto_generichash_state *state, const char *text)
{
    apr_uint64_t length = text ? strlen(text) : APR_UINT64_MAX;

    crypto_generichash_update(state, (const unsigned char *)&length, sizeof length);
    if (text)
        crypto_generichash_update(state, (const unsigned char *)text, strlen(text));
}

static void add_value(crypto_generichash_state *state, const rehab_value *value)
{
    int n = value ? value->n : -1;

    crypto_generichash_update(state, (const unsigned char *)&n, sizeof n);
    for (int i = 0; i < n; i++)
        add(state, value->text[i]);
}

void rehab_kept_key(const rehab_request *request, const char *revision,
                    unsigned char key[REHAB_KEY_LENGTH])
{
    const rehab_page *page = request->page;
    crypto_generichash_state state;

    crypto_generichash_init(&state, NULL, 0, REHAB_KEY_LENGTH);
    add(&state, request->site->mark);
    add(&state, page->pattern);
    add(&state, page->no_language ? NULL : rehab_language_tag(request->language));
    add(&state, request->path);
    add(&state, request->format);
    add_value(&state, apr_hash_get(request->values, "today", APR_HASH_KEY_STRING));
    add(&state, revision);
    for (int i = 0; i < page->params->nelts; i++) {
        const rehab_param *param = APR_ARRAY_IDX(page->params, i, rehab_param *);

        add_value(&state, apr_hash_get(request->values, param->name, APR_HASH_KEY_STRING));
    }
    /* The page shows what was sent as it was sent. */
    for (int i = 0; i < request->sent->nelts; i++) {
        const rehab_sent *one = &APR_ARRAY_IDX(request->sent, i, rehab_sent);

        add(&state, one->name);
        add(&state, one->value);
    }
    crypto_generichash_final(&state, key, REHAB_KEY_LENGTH);
}

rehab_kept *rehab_kept_make(const rehab_request *request)
{
    rehab_kept *kept = apr_pcalloc(request->pool, sizeof *kept);

    kept->media_type = request->media_type;
    kept->plain = request->bytes;
    kept->plain_length = request->length;
    crypto_generichash(kept->digest, sizeof kept->digest, (const unsigned char *)request->bytes,
                       request->length, NULL, 0);
    if (request->length >= REHAB_GZIP_FROM)
        kept->gzip = rehab_gzip(request->pool, request->runtime->room, request->bytes,
                                request->length, LEVEL, &kept->gzip_length);
    if (!kept->gzip)
        kept->gzip_length = 0;
    return kept;
}

const char *rehab_kept_etag(apr_pool_t *pool, const rehab_kept *kept, int compressed)
{
    char hex[REHAB_DIGEST_LENGTH * 2 + 1];

    sodium_bin2hex(hex, sizeof hex, kept->digest, sizeof kept->digest);
    return apr_pstrcat(pool, "\"", hex, compressed ? "-g" : "", "\"", NULL);
}

/* layout, digest, two lengths, media type with its end */
typedef struct fixed {
    char layout[sizeof layout];
    unsigned char digest[REHAB_DIGEST_LENGTH];
    apr_uint64_t plain_length, gzip_length;
} fixed;

apr_size_t rehab_kept_pack(const rehab_kept *kept, unsigned char head[REHAB_HEAD_LENGTH])
{
    apr_size_t type = strlen(kept->media_type) + 1;
    fixed f;

    if (sizeof f + type > REHAB_HEAD_LENGTH)
        return 0;
    memset(&f, 0, sizeof f);
    memcpy(f.layout, layout, sizeof layout);
    memcpy(f.digest, kept->digest, sizeof f.digest);
    f.plain_length = kept->plain_length;
    f.gzip_length = kept->gzip_length;
    memcpy(head, &f, sizeof f);
    memcpy(head + sizeof f, kept->media_type, type);
    return sizeof f + type;
}

rehab_kept *rehab_kept_unpack(apr_pool_t *pool, const unsigned char *head, apr_size_t length)
{
    rehab_kept *kept = apr_pcalloc(pool, sizeof *kept);
    fixed f;

    if (length <= sizeof f || head[length - 1] != '\0')
        return NULL;
    memcpy(&f, head, sizeof f);
    if (memcmp(f.layout, layout, sizeof layout) != 0)
        return NULL;
    memcpy(kept->digest, f.digest, sizeof f.digest);
    kept->plain_length = f.plain_length;
    kept->gzip_length = f.gzip_length;
    kept->media_type = apr_pstrdup(pool, (const char *)head + sizeof f);
    return kept;
}

static void add_file(crypto_generichash_state *state, apr_pool_t *pool, const char *file)
{
    apr_file_t *handle;
    char buffer[8192];
    apr_size_t length = sizeof buffer;

    add(state, file);
    if (apr_file_open(&handle, file, APR_FOPEN_READ, APR_FPROT_OS_DEFAULT, pool) != APR_SUCCESS)
        return;
    while (apr_file_read(handle, buffer, &length) == APR_SUCCESS) {
        crypto_generichash_update(state, (const unsigned char *)buffer, length);
        length = sizeof buffer;
    }
    apr_file_close(handle);
}

static void add_page(crypto_generichash_state *state, apr_pool_t *pool, const rehab_page *page)
{
    for (int i = 0; i < page->queries->nelts; i++) {
        const rehab_query *query = APR_ARRAY_IDX(page->queries, i, rehab_query *);

        add(state, query->statement ? query->statement->text : NULL);
    }
    for (int i = 0; i < page->formats->nelts; i++) {
        const rehab_format *format = APR_ARRAY_IDX(page->formats, i, rehab_format *);
        const apr_array_header_t *files = format->sheet ? rehab_sheet_files(format->sheet) : NULL;

        for (int f = 0; files && f < files->nelts; f++)
            add_file(state, pool, APR_ARRAY_IDX(files, f, const char *));
    }
}

const char *rehab_kept_mark(apr_pool_t *pool, const rehab_site *site)
{
    unsigned char digest[REHAB_DIGEST_LENGTH];
    char *mark = apr_palloc(pool, sizeof digest * 2 + 1);
    rehab_site plain = *site;
    crypto_generichash_state state;
    apr_pool_t *reading = rehab_room_apart();

    crypto_generichash_init(&state, NULL, 0, sizeof digest);
    plain.clock_shift = 0;      /* what it moves, today, is in each key */
    /* Where things lie is each machine's own affair: all of them share what is kept. */
    plain.state = plain.database.params = "";
    plain.replica = NULL;
    plain.statics = apr_array_make(reading, 1, sizeof(const char *));
    add(&state, rehab_site_write(reading, &plain));
    add_file(&state, reading, site->organisation ? site->organisation : "");
    for (int i = 0; site->contents && i < site->contents->nelts; i++)
        add(&state, APR_ARRAY_IDX(site->contents, i, const char *));
    for (int i = 0; i < site->languages->nelts; i++)
        add_file(&state, reading,
                 apr_pstrcat(reading, site->strings_directory, "/",
                             APR_ARRAY_IDX(site->languages, i, rehab_language_settings *)->tag,
                             ".xml", NULL));
    for (int i = 0; i < site->pages->nelts; i++)
        add_page(&state, reading, APR_ARRAY_IDX(site->pages, i, rehab_page *));
    crypto_generichash_final(&state, digest, sizeof digest);
    apr_pool_destroy(reading);
    return sodium_bin2hex(mark, sizeof digest * 2 + 1, digest, sizeof digest);
}
