/* cards_load.c: in goes a declared page, out comes whether it has cards, whether what stands around
 * them may be remembered, and what is wrong with its card=. */
#include <apr_strings.h>
#include <stdlib.h>
#include <string.h>

#include "cards.h"
#include "check.h"

static int is_list_of_cards(const rehab_query *query)
{
    return query->row && query->statement && strstr(query->statement->text, "\"_id\"")
           && strstr(query->statement->text, "\"_rev\"");
}

/* 1 when a statement asks for `name` or, with a length, for a column of the query of that name
 * (QUERY_column). */
static int asks_for(const rehab_statement *statement, const char *name, apr_size_t length)
{
    const apr_array_header_t *lists[] = { statement->names, statement->conditions };

    for (size_t l = 0; l < 2; l++)
        for (int i = 0; i < lists[l]->nelts; i++) {
            const char *one = APR_ARRAY_IDX(lists[l], i, const char *);

            if (length ? strncmp(one, name, length) == 0 && one[length] == '_'
                       : strcmp(one, name) == 0)
                return 1;
        }
    return 0;
}

/* What stands in a frame depends on what kept_key and the office tell, and on nothing else. */
static int may_be_frame(const rehab_page *page)
{
    int lists = 0;

    if (page->roles != (unsigned)REHAB_VISITOR || page->offers_post || page->sealed
        || page->audit_verb || strcmp(page->method, "GET") != 0)
        return 0;
    for (int i = 0; i < page->queries->nelts; i++) {
        const rehab_query *query = APR_ARRAY_IDX(page->queries, i, rehab_query *);

        if (!query->statement || asks_for(query->statement, "now", 0))
            return 0;
        lists += query->cards;
        /* Lists of cards are asked for first. */
        for (int other = 0; query->cards && other < i; other++) {
            const char *name = APR_ARRAY_IDX(page->queries, other, rehab_query *)->name;

            if (asks_for(query->statement, name, strlen(name)))
                return 0;
        }
    }
    return lists > 0;
}

void rehab_cards_prepare(rehab_page *page)
{
    for (int i = 0; i < page->queries->nelts; i++) {
        rehab_query *query = APR_ARRAY_IDX(page->queries, i, rehab_query *);

        query->cards = is_list_of_cards(query);
    }
    page->frame = may_be_frame(page);
}

static int imports(apr_pool_t *pool, const rehab_site *site, const rehab_format *format)
{
    const apr_array_header_t *files = format->sheet ? rehab_sheet_files(format->sheet) : NULL;
    const char *card = apr_pstrcat(pool, site->sheet_directory, "/", format->card, NULL);
    char *real = realpath(card, NULL);
    int found = 0;

    for (int i = 0; real && files && !found && i < files->nelts; i++) {
        char *one = realpath(APR_ARRAY_IDX(files, i, const char *), NULL);

        found = one && strcmp(one, real) == 0;
        free(one);
    }
    free(real);
    return found;
}

void rehab_card_check(apr_pool_t *pool, const rehab_site *site, const rehab_page *page,
                      const rehab_format *format, rehab_findings *findings)
{
    int lists = 0;

    if (format->sheet && !imports(pool, site, format))
        rehab_find(findings, pool, format->place, "RehabFormat: %s does not import %s",
                   format->path, format->card);
    for (int i = 0; i < page->queries->nelts; i++)
        lists += APR_ARRAY_IDX(page->queries, i, rehab_query *)->cards;
    if (!lists)
        rehab_find(findings, pool, format->place,
                   "RehabFormat: card= needs a list whose rows have \"_id\" and \"_rev\"");
}
