/* letter.c: in go a sheet and its document, out comes a message that any mail reader opens:
 * multipart/alternative, headers after RFC 5322 with words after RFC 2047, parts quoted-printable. */
#include "letter.h"

#include <apr_strings.h>
#include <apr_time.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "buffer.h"
#include "html.h"
#include "text.h"

/* Bytes of an encoded word, of which one is at most 75 characters long; characters of a line. */
enum { WORD_BYTES = 39, LINE_LENGTH = 76, SHORT_LINE = 70 };

/* --- What a sheet makes */

/* Bidi and line controls have no place in a line that a mail reader lists. */
static const char *one_line(apr_pool_t *pool, const char *text)
{
    const char *clean = rehab_text_clean(pool, text, strlen(text), 1);

    return clean ? clean : "";
}

static const xmlNode *child_named(const xmlNode *node, const char *name)
{
    const xmlNode *child = node ? node->children : NULL;

    while (child && !(child->type == XML_ELEMENT_NODE
                      && strcmp((const char *)child->name, name) == 0))
        child = child->next;
    return child;
}

static void take_tree(apr_pool_t *pool, const rehab_language *language, xmlDocPtr tree,
                      rehab_letter *letter)
{
    const xmlNode *root = xmlDocGetRootElement(tree);
    const xmlNode *title = child_named(child_named(root, "head"), "title");
    xmlChar *subject = title ? xmlNodeGetContent(title) : NULL;
    rehab_buffer html;

    letter->subject = one_line(pool, subject ? (const char *)subject : "");
    xmlFree(subject);
    letter->text = rehab_letter_text(pool, child_named(root, "body"),
                                     strcmp(rehab_language_direction(language), "rtl") == 0);
    rehab_buffer_start(pool, &html);
    rehab_buffer_text(&html, "<!DOCTYPE html>\n");
    rehab_html_write(&html, tree, 1, NULL);
    letter->html = html.bytes;
}

rehab_fault *rehab_letter_fill(apr_pool_t *pool, const rehab_sheet *sheet, xmlDocPtr document,
                               const rehab_language *language, const rehab_log *log,
                               rehab_letter *letter)
{
    xmlDocPtr tree;
    rehab_fault *fault = rehab_sheet_tree(pool, sheet, document, language, log, &tree);

    if (fault)
        return fault;
    take_tree(pool, language, tree, letter);
    xmlFreeDoc(tree);
    return *letter->subject ? NULL
                            : rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                                               "the sheet of a letter gives no title");
}

/* --- Headers */

static int is_plain(const char *text)
{
    for (const char *at = text; *at; at++)
        if (*at < ' ' || *at > '~')
            return 0;
    return strlen(text) <= SHORT_LINE && !strstr(text, "=?") && *text;
}

/* Words after RFC 2047, each a whole number of characters, one a line. */
static void write_encoded(rehab_buffer *out, const char *text)
{
    int length = (int)strlen(text), from = 0, to = 0;

    while (from < length) {
        char word[2 * WORD_BYTES];
        int next = to;

        while (next < length && rehab_text_next(text, length, &next) >= 0
               && next - from <= WORD_BYTES)
            to = next;
        /* Bytes that are no character would never end. */
        if (to == from)
            return;
        sodium_bin2base64(word, sizeof word, (const unsigned char *)text + from,
                          (size_t)(to - from), sodium_base64_VARIANT_ORIGINAL);
        rehab_buffer_text(out, from ? "\r\n =?UTF-8?B?" : "=?UTF-8?B?");
        rehab_buffer_text(out, word);
        rehab_buffer_text(out, "?=");
        from = to;
    }
}

static void begin_header(rehab_buffer *out, const char *name)
{
    rehab_buffer_text(out, name);
    rehab_buffer_text(out, ": ");
}

/* A header whose value is free text. */
static void write_words(rehab_buffer *out, const char *name, const char *text)
{
    begin_header(out, name);
    if (is_plain(text))
        rehab_buffer_text(out, text);
    else
        write_encoded(out, text);
    rehab_buffer_text(out, "\r\n");
}

/* A header whose value is made of tokens of ours: whatever else it holds is left out. */
static void write_tokens(rehab_buffer *out, const char *name, const char *value)
{
    begin_header(out, name);
    for (; *value; value++)
        if (*value >= ' ' && *value <= '~')
            rehab_buffer_char(out, *value);
    rehab_buffer_text(out, "\r\n");
}

/* 1 for what stands between < and > without ending it: the local part's signs are those that kind
 * email lets in, none of which needs quotes. */
static int is_address(const char *address)
{
    const char *at = address ? strchr(address, '@') : NULL;

    if (!at || at == address || !at[1])
        return 0;
    for (const char *c = address; *c; c++)
        if (*c <= ' ' || *c > '~' || strchr("<>()[]\\,;:\"", *c) || (*c == '@' && c != at))
            return 0;
    return 1;
}

/* What our own addresses are made of; any other sign could end it and begin a second one. */
static int is_web_address(const char *url)
{
    return !url[strspn(url, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                            "-_.~:/?=&%")];
}

static const char *date_text(apr_pool_t *pool, const char *instant)
{
    apr_time_exp_t at = { 0 };
    apr_time_t moment = 0;

    if (sscanf(instant, "%4d-%2d-%2dT%2d:%2d:%2dZ", &at.tm_year, &at.tm_mon, &at.tm_mday,
               &at.tm_hour, &at.tm_min, &at.tm_sec) == 6) {
        at.tm_year -= 1900;
        at.tm_mon -= 1;
        apr_time_exp_gmt_get(&moment, &at);
    }
    apr_time_exp_gmt(&at, moment);
    return apr_psprintf(pool, "%s, %02d %s %04d %02d:%02d:%02d +0000", apr_day_snames[at.tm_wday],
                        at.tm_mday, apr_month_snames[at.tm_mon], at.tm_year + 1900, at.tm_hour,
                        at.tm_min, at.tm_sec);
}

static void write_headers(apr_pool_t *pool, rehab_buffer *out, const rehab_letter *letter)
{
    write_tokens(out, "Date", date_text(pool, letter->created));
    begin_header(out, "From");
    write_encoded(out, one_line(pool, letter->from_name));
    rehab_buffer_text(out, apr_pstrcat(pool, "\r\n <", letter->from, ">\r\n", NULL));
    write_tokens(out, "To", apr_pstrcat(pool, "<", letter->to, ">", NULL));
    write_words(out, "Subject", letter->subject);
    write_tokens(out, "Message-ID", apr_pstrcat(pool, "<", letter->id, "@", letter->host, ">", NULL));
    /* RFC 3834: answering machines leave such mail alone. */
    write_tokens(out, "Auto-Submitted", "auto-generated");
    if (letter->leave && is_web_address(letter->leave))
        write_tokens(out, "List-Unsubscribe", apr_pstrcat(pool, "<", letter->leave, ">", NULL));
    write_tokens(out, "Content-Language", letter->lang);
    write_tokens(out, "MIME-Version", "1.0");
}

/* --- Parts */

/* Quoted-printable after RFC 2045: lines of at most 76 characters, none that begins with a dot. */
static void write_quoted(rehab_buffer *out, const char *text)
{
    static const char digits[] = "0123456789ABCDEF";
    int column = 0;

    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        int ends = text[1] == '\n' || !text[1];
        int plain = c >= ' ' && c <= '~' && c != '=' && !(c == ' ' && ends) && !(c == '.' && !column);

        if (c == '\n') {
            rehab_buffer_text(out, "\r\n");
            column = 0;
            continue;
        }
        /* Room for the = that says that the line goes on. */
        if (column + (plain ? 1 : 3) > LINE_LENGTH - 1) {
            rehab_buffer_text(out, "=\r\n");
            column = 0;
            plain = plain && c != '.';
        }
        column += plain ? 1 : 3;
        if (plain) {
            rehab_buffer_char(out, (char)c);
            continue;
        }
        rehab_buffer_char(out, '=');
        rehab_buffer_char(out, digits[c >> 4]);
        rehab_buffer_char(out, digits[c & 15]);
    }
}

static void write_part(rehab_buffer *out, const char *boundary, const char *type, const char *text)
{
    rehab_buffer_text(out, boundary);
    rehab_buffer_text(out, "\r\n");
    write_tokens(out, "Content-Type", type);
    write_tokens(out, "Content-Transfer-Encoding", "quoted-printable");
    rehab_buffer_text(out, "\r\n");
    write_quoted(out, text);
    rehab_buffer_text(out, "\r\n");
}

rehab_fault *rehab_letter_write(apr_pool_t *pool, const rehab_letter *letter, const char **bytes,
                                apr_size_t *length)
{
    /* No line of quoted-printable holds =_ */
    const char *boundary = apr_pstrcat(pool, "--=_", letter->id, NULL);
    rehab_buffer out;

    if (!is_address(letter->from) || !is_address(letter->to))
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "%s of a letter is no address",
                                is_address(letter->from) ? "the recipient" : "the sender");
    rehab_buffer_start(pool, &out);
    write_headers(pool, &out, letter);
    rehab_buffer_text(&out, "Content-Type: multipart/alternative;\r\n boundary=\"");
    rehab_buffer_text(&out, boundary + 2);
    rehab_buffer_text(&out, "\"\r\n\r\n");
    write_part(&out, boundary, "text/plain; charset=utf-8", letter->text);
    write_part(&out, boundary, "text/html; charset=utf-8", letter->html);
    rehab_buffer_text(&out, boundary);
    rehab_buffer_text(&out, "--\r\n");
    *bytes = out.bytes;
    *length = out.length;
    return NULL;
}
