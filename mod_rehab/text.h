/* text: the one sanitiser.  Whatever a visitor sends and whatever a database returns passes here
 * before it becomes a value or a node, because libxml2 writes bad bytes without complaint. */
#ifndef REHAB_TEXT_H
#define REHAB_TEXT_H

#include "rehab.h"

/* What a visitor sent, made ours: valid UTF-8 in NFC; CR LF, CR and Unicode's own line ends become
 * LF; control characters (but LF, and TAB as a space), bidi overrides, embeddings and isolates,
 * noncharacters and U+FEFF are dropped; ZWNJ, ZWJ, LRM and RLM stay; spaces at both ends are cut,
 * and a text of nothing but spaces and invisible marks is "".  With one_line, LF becomes a space.
 * NULL when the bytes are not UTF-8 or hold a NUL. */
const char *rehab_text_clean(apr_pool_t *pool, const char *bytes, apr_size_t length, int one_line);

/* What a database returned, made safe for XML 1.0: the string itself when it is (the common case,
 * no copy), else a copy in which each bad byte or character is U+FFFD. */
const char *rehab_text_safe(apr_pool_t *pool, const char *bytes);

/* Length in characters (code points) of valid UTF-8. */
apr_size_t rehab_text_length(const char *text);

/* Arabic-Indic (U+0660..) and Persian (U+06F0..) digits, and the Arabic decimal and thousands
 * separators, become ASCII.  Returns text itself when there is nothing to change. */
const char *rehab_text_digits(apr_pool_t *pool, const char *text);

/* The character at text[*at], and *at moves behind it; negative for bad bytes.  `length` of -1 is a
 * text that ends at its NUL, where 0 comes back. */
int rehab_text_next(const char *text, int length, int *at);

/* Writes one character as UTF-8 at out[*at], and *at moves behind it; it takes up to four bytes. */
void rehab_text_append(char *out, int *at, int c);

#endif
