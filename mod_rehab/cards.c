/* cards.c: in go the rows of a request's lists and the rest of its document, out comes its page, of
 * remembered pieces as far as there are any. */
#include "cards.h"

#include <apr_strings.h>
#include <sodium.h>
#include <string.h>

#include "buffer.h"
#include "document.h"
#include "engine.h"
#include "frame.h"
#include "kept.h"
#include "memory.h"

enum { KEY = REHAB_MEMORY_KEY };

typedef struct card_key { unsigned char bytes[KEY]; } card_key;

typedef struct list {
    const rehab_query *query;
    const char *more;
    int first, rows;                /* in cards                                                  */
    xmlNodePtr element, unmade;     /* in the document; in that of rows without a card           */
} list;

struct rehab_cards {
    rehab_request *request;
    apr_pool_t *pool;               /* rehab_request_work                                        */
    const rehab_format *format;
    unsigned char seed[crypto_shorthash_siphashx24_KEYBYTES];   /* of the keys of cards          */
    unsigned char asked[KEY], frame_key[KEY];
    const char *frame;              /* as it is remembered                                       */
    apr_size_t frame_length;
    apr_array_header_t *lists;
    apr_array_header_t *cards;      /* rehab_card; name NULL: still to be made                   */
    apr_array_header_t *keys;       /* card_key of each                                          */
    apr_array_header_t *around;     /* const char *: for each card, its columns of format->around */
    xmlDocPtr unmade;
    int unmade_rows;
};

/* 16 bytes of the texts, each with its end. */
static void hash_texts(unsigned char out[KEY], const unsigned char *head, apr_size_t head_length,
                       const char *const *texts, int n)
{
    crypto_generichash_state state;

    crypto_generichash_init(&state, NULL, 0, KEY);
    crypto_generichash_update(&state, head, head_length);
    for (int i = 0; i < n; i++)
        crypto_generichash_update(&state, (const unsigned char *)(texts[i] ? texts[i] : "\1"),
                                  texts[i] ? strlen(texts[i]) + 1 : 2);
    crypto_generichash_final(&state, out, KEY);
}

rehab_cards *rehab_cards_begin(rehab_request *request)
{
    const rehab_format *format = rehab_page_format(request->page, request->format);

    if (!request->runtime->memory || request->whole || !request->page->frame || !format
        || !format->card || !format->sheet || request->roles != (unsigned)REHAB_VISITOR
        || request->session || request->visit.new_token
        || request->status != 200 || request->fault || request->complaints->nelts
        || request->site->debug)
        return NULL;
    apr_pool_t *pool = rehab_request_work(request);
    rehab_cards *cards = apr_pcalloc(pool, sizeof *cards);
    const char *texts[] = { request->site->mark, format->path, rehab_language_tag(request->language),
                            rehab_today_text(pool, request->site) };

    cards->request = request;
    cards->pool = pool;
    cards->format = format;
    cards->cards = apr_array_make(pool, 24, sizeof(rehab_card));
    cards->keys = apr_array_make(pool, 24, sizeof(card_key));
    cards->around = apr_array_make(pool, 24, sizeof(const char *));
    cards->lists = apr_array_make(pool, 2, sizeof(list));
    hash_texts(cards->seed, (const unsigned char *)"card", 4, texts, 4);
    return cards;
}

/* The list that is being read. */
static list *current(rehab_cards *cards, const rehab_query *query)
{
    list *last = cards->lists->nelts
        ? &APR_ARRAY_IDX(cards->lists, cards->lists->nelts - 1, list) : NULL;

    if (last && last->query == query)
        return last;
    last = apr_array_push(cards->lists);
    *last = (list){ .query = query, .first = cards->cards->nelts };
    return last;
}

/* What stands around the card may look at some of its columns: they are part of the frame. */
static void keep_around(rehab_cards *cards, const rehab_row *row)
{
    const apr_array_header_t *names = cards->format->around;

    for (int n = 0; names && n < names->nelts; n++) {
        const char *value = NULL;

        for (int i = 0; !value && i < row->columns; i++)
            if (strcmp(row->names[i], APR_ARRAY_IDX(names, n, const char *)) == 0)
                value = rehab_row_value(row, i);
        APR_ARRAY_PUSH(cards->around, const char *) =
            value ? apr_pstrdup(cards->pool, value) : NULL;
    }
}

static const char *column(const rehab_row *row, const char *name)
{
    for (int i = 0; i < row->columns; i++)
        if (row->values[i] && strcmp(row->names[i], name) == 0)
            return row->values[i];
    return "";
}

/* A row goes to the document that the cards are made of.  It says of the page what a card may know:
 * all of it is in the card's key, by the site's mark if by nothing else. */
static void add_unmade(rehab_cards *cards, list *l, const rehab_row *row)
{
    rehab_request *request = cards->request;

    if (!cards->unmade) {
        cards->unmade = rehab_document_make(cards->pool, rehab_sheet_dict(cards->format->sheet));
        xmlNodePtr page = xmlDocGetRootElement(cards->unmade);

        rehab_document_set(page, "_cards", "1");
        rehab_document_set(page, "lang", rehab_language_tag(request->language));
        rehab_document_set(page, "dir", rehab_language_direction(request->language));
        rehab_document_set(page, "base", request->site->base);
        rehab_document_set(page, "url", request->site->url);
        rehab_document_set(page, "today", rehab_today_text(cards->pool, request->site));
    }
    if (!l->unmade)
        l->unmade = rehab_document_add(xmlDocGetRootElement(cards->unmade), l->query->name);
    xmlNodePtr element = rehab_document_add(l->unmade, l->query->row);

    for (int i = 0; i < row->columns; i++)
        if (row->names[i][0] != '_')
            rehab_document_set(element, row->names[i], rehab_row_value(row, i));
    cards->unmade_rows++;
}

void rehab_cards_row(rehab_cards *cards, const rehab_query *query, const rehab_row *row)
{
    rehab_request *request = cards->request;
    list *l = current(cards, query);
    rehab_card *card = apr_array_push(cards->cards);
    unsigned char *key = ((card_key *)apr_array_push(cards->keys))->bytes;
    const char *name = apr_pstrcat(cards->pool, query->row, "\n", column(row, "_id"), "\n",
                                   column(row, "_rev"), NULL);
    apr_size_t length;

    memset(card, 0, sizeof *card);
    l->rows++;
    keep_around(cards, row);
    crypto_shorthash_siphashx24(key, (const unsigned char *)name, strlen(name), cards->seed);
    const char *bytes = rehab_memory_find(request->runtime->memory, key, cards->pool, &length);

    if (bytes) {
        apr_size_t head = strlen(bytes) + 1;

        *card = (rehab_card){ bytes, bytes + head, length - head };
    } else {
        add_unmade(cards, l, row);
    }
}

void rehab_cards_list(rehab_cards *cards, const rehab_query *query, const char *more)
{
    current(cards, query)->more = more;
}

/* The frame of this content, with lists of this shape. */
static void look_for_frame(rehab_cards *cards, const unsigned char content[KEY])
{
    rehab_request *request = cards->request;
    rehab_buffer shape;

    rehab_buffer_start(cards->pool, &shape);
    for (int i = 0; i < cards->lists->nelts; i++) {
        const list *l = &APR_ARRAY_IDX(cards->lists, i, list);

        rehab_buffer_text(&shape, apr_psprintf(cards->pool, "%s %d %s\n", l->query->name,
                                               l->rows, l->more ? l->more : ""));
    }
    for (int i = 0; i < cards->around->nelts; i++) {
        const char *value = APR_ARRAY_IDX(cards->around, i, const char *);

        rehab_buffer_char(&shape, value ? '=' : '-');
        rehab_buffer_text(&shape, value ? value : "");
        rehab_buffer_char(&shape, '\0');
    }
    crypto_generichash_state state;

    crypto_generichash_init(&state, NULL, 0, KEY);
    crypto_generichash_update(&state, content, KEY);
    crypto_generichash_update(&state, (const unsigned char *)shape.bytes, shape.length);
    crypto_generichash_final(&state, cards->frame_key, KEY);
    cards->frame = rehab_memory_find(request->runtime->memory, cards->frame_key, cards->pool,
                                     &cards->frame_length);
}

int rehab_cards_known(rehab_cards *cards)
{
    rehab_request *request = cards->request;
    unsigned char key[REHAB_KEY_LENGTH];
    apr_size_t length;

    if (!request->revision)
        return 0;
    const char *texts[] = { cards->format->path, rehab_organisation_office(request) };

    rehab_kept_key(request, request->revision, key);
    hash_texts(cards->asked, key, sizeof key, texts, 2);
    const char *content = rehab_memory_find(request->runtime->memory, cards->asked, cards->pool,
                                            &length);

    if (content && length == KEY)
        look_for_frame(cards, (const unsigned char *)content);
    return cards->frame != NULL;
}

void rehab_cards_place(rehab_cards *cards, const rehab_query *query)
{
    for (int i = 0; i < cards->lists->nelts; i++) {
        list *l = &APR_ARRAY_IDX(cards->lists, i, list);

        if (l->query == query) {
            l->element = rehab_document_add(xmlDocGetRootElement(cards->request->document),
                                            query->name);
            rehab_document_set(l->element, "more", l->more);
        }
    }
}

/* All of an element but the rows of lists of cards, which it has not got yet. */
static void write_content(rehab_buffer *out, const xmlNode *node)
{
    for (; node; node = node->next) {
        rehab_buffer_char(out, (char)('a' + node->type));
        rehab_buffer_text(out, node->name ? (const char *)node->name : "");
        rehab_buffer_char(out, '\0');
        if (node->type == XML_ELEMENT_NODE) {
            for (const xmlAttr *a = node->properties; a; a = a->next)
                write_content(out, (const xmlNode *)a);
            write_content(out, node->children);
        } else if (node->type == XML_ATTRIBUTE_NODE) {
            write_content(out, node->children);
            return;
        } else if (node->content) {
            rehab_buffer_text(out, (const char *)node->content);
        }
        rehab_buffer_char(out, '\0');
    }
}

void rehab_cards_close(rehab_cards *cards)
{
    rehab_request *request = cards->request;
    unsigned char content[KEY];
    const char *texts[] = { request->site->mark, cards->format->path };
    rehab_buffer out;

    rehab_buffer_start(cards->pool, &out);
    write_content(&out, xmlDocGetRootElement(request->document));
    hash_texts(content, (const unsigned char *)out.bytes, out.length, texts, 2);
    if (request->revision)
        rehab_memory_put(request->runtime->memory, cards->asked, content, KEY);
    look_for_frame(cards, content);
}

/* Its element's name with its end, then its bytes. */
static void remember_card(rehab_cards *cards, const rehab_card *card, const card_key *key)
{
    apr_size_t head = strlen(card->name) + 1, length = head + card->length;
    char *bytes = apr_palloc(cards->pool, length);

    memcpy(bytes, card->name, head);
    memcpy(bytes + head, card->bytes, card->length);
    rehab_memory_put(cards->request->runtime->memory, key->bytes, bytes, length);
}

/* 0 when one of them is no card. */
static int take_cards(rehab_cards *cards, const apr_array_header_t *made)
{
    int next = 0;

    if (made->nelts != cards->unmade_rows)
        return 0;
    for (int i = 0; i < cards->cards->nelts; i++) {
        rehab_card *card = &APR_ARRAY_IDX(cards->cards, i, rehab_card);

        if (card->name)
            continue;
        *card = APR_ARRAY_IDX(made, next, rehab_card);
        next++;
        if (!card->name || strlen(card->name) >= REHAB_CARD_NAME)
            return 0;
        remember_card(cards, card, &APR_ARRAY_IDX(cards->keys, i, card_key));
    }
    return 1;
}

static rehab_fault *make_cards(rehab_cards *cards, int *whole)
{
    rehab_request *request = cards->request;
    apr_array_header_t *made = apr_array_make(cards->pool, 24, sizeof(rehab_card));
    rehab_fault *fault = rehab_sheet_run_cards(cards->pool, cards->format->sheet, cards->unmade,
                                               request->language, request->runtime->log, made);

    request->cards_made += made->nelts;
    *whole = !fault && !take_cards(cards, made);
    return fault;
}

/* A row for each card: its number, the name of its element, and what else may be seen of it. */
static void add_rows(rehab_cards *cards, const list *l)
{
    const apr_array_header_t *names = cards->format->around;

    for (int i = l->first; i < l->first + l->rows; i++) {
        xmlNodePtr row = rehab_document_add(l->element, l->query->row);

        rehab_document_set(row, REHAB_HOLE, apr_itoa(cards->pool, i));
        for (int n = 0; names && n < names->nelts; n++)
            rehab_document_set(row, APR_ARRAY_IDX(names, n, const char *),
                               APR_ARRAY_IDX(cards->around, i * names->nelts + n, const char *));
        rehab_document_set(row, "_root", APR_ARRAY_IDX(cards->cards, i, rehab_card).name);
    }
}

static rehab_fault *make_frame(rehab_cards *cards)
{
    rehab_request *request = cards->request;
    apr_array_header_t *holes = apr_array_make(cards->pool, 24, sizeof(rehab_hole));
    const char *bytes;
    apr_size_t length;

    for (int i = 0; i < cards->lists->nelts; i++)
        add_rows(cards, &APR_ARRAY_IDX(cards->lists, i, list));
    rehab_fault *fault = rehab_sheet_run_frame(cards->pool, cards->format->sheet,
                                               request->document, request->language,
                                               request->runtime->log, &bytes, &length, holes);

    request->renders++;
    if (fault)
        return fault;
    cards->frame = rehab_frame_pack(cards->pool, holes, bytes, length, &cards->frame_length);
    rehab_memory_put(request->runtime->memory, cards->frame_key, cards->frame,
                     cards->frame_length);
    return NULL;
}

rehab_fault *rehab_cards_render(rehab_cards *cards, int *whole)
{
    rehab_request *request = cards->request;
    int makes = cards->unmade || !cards->frame;
    rehab_fault *fault = NULL;

    *whole = 0;
    if (makes)
        rehab_gate_enter(request->runtime->renders);
    if (cards->unmade)
        fault = make_cards(cards, whole);
    if (!fault && !*whole && !cards->frame)
        fault = make_frame(cards);
    if (makes)
        rehab_gate_leave(request->runtime->renders);
    if (fault || *whole)
        return rehab_fault_copy(request->pool, fault);
    request->bytes = rehab_frame_join(request->pool, cards->frame, cards->frame_length,
                                      cards->cards, &request->length);
    *whole = !request->bytes;
    return NULL;
}
