/* words_read.c: in goes conf/strings/LANG.xml, out come its strings and plural forms.  The file is
 * Android's resource format, with its escapes and its rules of space. */
#include <apr_strings.h>
#include <string.h>

#include "buffer.h"
#include "room.h"
#include "text.h"
#include "words_inside.h"
#include "xml_file.h"

#define XLIFF "urn:oasis:names:tc:xliff:document:1.2"

/* One reading of a file. */
typedef struct reading {
    apr_pool_t *pool, *scratch;     /* what stays; what does not                                 */
    rehab_language *language;
} reading;

static rehab_fault *wrong(const reading *r, xmlNodePtr node, const char *what, const char *name)
{
    return rehab_fault_make(r->pool, REHAB_BROKEN, "fault.broken", "%s:%ld: %s%s%s",
                            r->language->file, xmlGetLineNo(node), what, name ? " " : "",
                            name ? name : "");
}

static int is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The four hex digits of \u2019 as UTF-8; 0 when they are none or no character. */
static int add_unicode(rehab_buffer *out, const char *hex)
{
    static const char all[] = "0123456789abcdef0123456789ABCDEF";
    unsigned c = 0;

    for (int i = 0; i < 4; i++) {
        const char *at = hex[i] ? strchr(all, hex[i]) : NULL;

        if (!at)
            return 0;
        c = c * 16 + (unsigned)(at - all) % 16;
    }
    if (c < 0x20 || (c >= 0xD800 && c <= 0xDFFF) || c >= 0xFFFE)
        return 0;
    char bytes[4];
    int length = 0;

    rehab_text_append(bytes, &length, (int)c);
    rehab_buffer_bytes(out, bytes, (apr_size_t)length);
    return 1;
}

/* One escape; c stands on its backslash.  Returns how many bytes it took, 0 when it is none. */
static apr_size_t add_escape(rehab_buffer *out, const char *c)
{
    switch (c[1]) {
    case 'n':
        rehab_buffer_char(out, '\n');
        return 2;
    case 't':
        rehab_buffer_char(out, '\t');
        return 2;
    case '\'': case '"': case '\\': case '@': case '?':
        rehab_buffer_char(out, c[1]);
        return 2;
    case 'u':
        return add_unicode(out, c + 2) ? 6 : 0;
    default:
        return 0;
    }
}

/* Undoes escapes and folds space.  Quotation marks around the whole keep its spaces; one inside is
 * refused, because Android's rule would drop it without a word. */
static const char *unescape(apr_pool_t *pool, const char *raw, const char **mistake)
{
    rehab_buffer out;
    apr_size_t length = strlen(raw), at = 0;

    while (length > 0 && is_space(raw[length - 1]))
        length--;
    while (at < length && is_space(raw[at]))
        at++;
    int quoted = length - at >= 2 && raw[at] == '"' && raw[length - 1] == '"'
                 && raw[length - 2] != '\\';
    if (quoted) {
        at++;
        length--;
    }
    rehab_buffer_start(pool, &out);
    while (at < length) {
        if (raw[at] == '\\') {
            apr_size_t took = add_escape(&out, raw + at);

            if (took == 0)
                *mistake = "an escape that is none of \\n \\t \\' \\\" \\\\ \\@ \\? \\u1234 in";
            at += took ? took : 1;
        } else if (raw[at] == '"') {
            *mistake = "a quotation mark that is not written \\\" in";
            at++;
        } else if (!quoted && is_space(raw[at])) {
            rehab_buffer_char(&out, ' ');
            while (at < length && is_space(raw[at]))
                at++;
        } else {
            rehab_buffer_char(&out, raw[at++]);
        }
    }
    return out.bytes;
}

/* The text of a string or item; <xliff:g>, by which tools mark arguments, counts as its text. */
static rehab_fault *read_text(const reading *r, xmlNodePtr element, const char *name,
                              const char **text)
{
    const char *mistake = NULL;
    rehab_buffer raw;

    apr_pool_clear(r->scratch);
    rehab_buffer_start(r->scratch, &raw);
    for (xmlNodePtr node = element->children; node; node = node->next) {
        int mark = node->type == XML_ELEMENT_NODE && node->ns
                   && !strcmp((const char *)node->ns->href, XLIFF);

        if (node->type == XML_COMMENT_NODE)
            continue;
        if (node->type != XML_TEXT_NODE && !mark)
            return wrong(r, element, "markup in", name);
        xmlChar *piece = xmlNodeGetContent(node);

        rehab_buffer_text(&raw, (const char *)piece);
        xmlFree(piece);
    }
    *text = apr_pstrdup(r->pool, unescape(r->scratch, raw.bytes, &mistake));
    return mistake ? wrong(r, element, mistake, name) : NULL;
}

static const char *attribute(const reading *r, xmlNodePtr element, const char *name)
{
    xmlChar *value = xmlGetNoNsProp(element, BAD_CAST name);
    const char *copy = value ? apr_pstrdup(r->pool, (const char *)value) : NULL;

    xmlFree(value);
    return copy;
}

/* 1 for "2026-11-21 by teacher", which says who looked and when; anything else says nothing. */
static int is_checked(const char *said)
{
    static const char form[] = "0000-00-00 by ";

    for (int i = 0; form[i]; i++)
        if (form[i] == '0' ? said[i] < '0' || said[i] > '9' : said[i] != form[i])
            return 0;
    return said[sizeof form - 1] != '\0';
}

/* What a string says of itself counts before what its file says. */
static int is_word_checked(const reading *r, xmlNodePtr element)
{
    const char *own = attribute(r, element, "checked");
    const char *said = own ? own : attribute(r, element->parent, "checked");

    return said && is_checked(said);
}

static rehab_fault *read_plurals(const reading *r, xmlNodePtr element, const char *name)
{
    rehab_plural *plural = apr_pcalloc(r->pool, sizeof *plural);

    for (xmlNodePtr item = xmlFirstElementChild(element); item;
         item = xmlNextElementSibling(item)) {
        const char *quantity = attribute(r, item, "quantity");
        int place = quantity ? rehab_plural_place(quantity) : -1;

        if (strcmp((const char *)item->name, "item"))
            return wrong(r, item, "an element that is no item in", name);
        if (place < 0)
            return wrong(r, item, "a quantity that is none of zero one two few many other in",
                         name);
        if (plural->form[place])
            return wrong(r, item, apr_pstrcat(r->pool, "quantity ", quantity, " twice in", NULL),
                         name);
        rehab_fault *fault = read_text(r, item, name, &plural->form[place]);

        if (fault)
            return fault;
    }
    if (!plural->form[REHAB_PLURAL_FORMS - 1])
        return wrong(r, element, "no item of quantity other in", name);
    apr_hash_set(r->language->plurals, name, APR_HASH_KEY_STRING, plural);
    return NULL;
}

static rehab_fault *read_word(const reading *r, xmlNodePtr element)
{
    int plural = !strcmp((const char *)element->name, "plurals");
    const char *name = attribute(r, element, "name");

    if (!plural && strcmp((const char *)element->name, "string"))
        return wrong(r, element, "an element that is neither string nor plurals:",
                     (const char *)element->name);
    if (!name || !*name)
        return wrong(r, element, "a string without a name", NULL);
    if (rehab_words_has(r->language, name, plural))
        return wrong(r, element, "a second", name);
    rehab_word *word = apr_array_push(r->language->words);

    word->name = name;
    word->plural = plural;
    r->language->unchecked += !is_word_checked(r, element);
    if (plural)
        return read_plurals(r, element, name);
    const char *text = NULL;
    rehab_fault *fault = read_text(r, element, name, &text);

    if (!fault)
        apr_hash_set(r->language->strings, name, APR_HASH_KEY_STRING, text);
    return fault;
}

static rehab_fault *read_document(const reading *r, xmlDocPtr document)
{
    xmlNodePtr root = xmlDocGetRootElement(document);

    if (strcmp((const char *)root->name, "resources"))
        return wrong(r, root, "the root is not resources but", (const char *)root->name);
    for (xmlNodePtr child = root->children; child; child = child->next) {
        rehab_fault *fault = NULL;

        if (child->type == XML_ELEMENT_NODE)
            fault = read_word(r, child);
        else if (child->type != XML_COMMENT_NODE && !xmlIsBlankNode(child))
            fault = wrong(r, child, "text outside of a string", NULL);
        if (fault)
            return fault;
    }
    return NULL;
}

rehab_fault *rehab_language_read(apr_pool_t *pool, rehab_language *language)
{
    reading r = { .pool = pool, .language = language };
    xmlDocPtr document;
    rehab_fault *fault = rehab_xml_read(pool, language->file, &document);

    r.scratch = rehab_room_apart();
    if (!fault)
        fault = read_document(&r, document);
    xmlFreeDoc(document);
    apr_pool_destroy(r.scratch);
    return fault;
}
