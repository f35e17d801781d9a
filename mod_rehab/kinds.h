/* kinds: what a declared parameter may hold.  Pure: text in, one normal form or a complaint out. */
#ifndef REHAB_KINDS_H
#define REHAB_KINDS_H

#include "rehab.h"

typedef enum rehab_kind {
    REHAB_LINE, REHAB_TEXT, REHAB_SEARCH, REHAB_EMAIL, REHAB_PHONE, REHAB_URL, REHAB_SECRET,
    REHAB_LINK, REHAB_CODE, REHAB_KEY, REHAB_ID, REHAB_INT, REHAB_MONEY, REHAB_DATE,
    REHAB_DATETIME, REHAB_TIME, REHAB_FLAG, REHAB_CHOICE, REHAB_FILE
} rehab_kind;

typedef enum { REHAB_FROM_PATH, REHAB_FROM_QUERY, REHAB_FROM_BODY } rehab_source;

typedef struct rehab_param {
    const char *name;
    rehab_kind kind;
    rehab_source source;
    apr_array_header_t *choices;    /* const char *; only for choice(a|b|c)                     */
    apr_int64_t min, max;           /* characters for text kinds, value for int and money;
                                       max 0: the kind's own limit                              */
    unsigned has_min : 1, has_max : 1, required : 1, many : 1, sealed : 1;
    unsigned delivered : 1;         /* sealed to the delivery key, not to the desk's            */
    unsigned person : 1;            /* tells who sends: the same one's values have one key      */
    const char *row;                /* callback/{new_code}: what a sealed value is bound to     */
    unsigned both : 1;              /* to the desk's, and in :NAME_delivery to the delivery key */
    const char *when, *when_values; /* required=kind(a|b): "kind", "|a|b|"; NULL: see required  */
    const char *check;              /* the rule of its check digit (rehab_check_known), or NULL */
    struct rehab_query *also;       /* of a search: by what else a typed word is found, or NULL */
} rehab_param;

/* Reads a kind as RehabParam writes it, "choice(a|b|c)" with its choices.  Returns NULL, or a
 * sentence that names the mistake and the kinds there are. */
const char *rehab_kind_read(apr_pool_t *pool, const char *word, rehab_param *param);

/* The kind's word, as declared ("line", "choice"). */
const char *rehab_kind_word(rehab_kind kind);

/* How SQL sees a value of the kind: bigint for id, int, money, flag, else text. */
rehab_type rehab_kind_type(rehab_kind kind);

/* 1 for the kinds whose statements also get :NAME_words and :NAME_plain (line, text). */
int rehab_kind_has_words(rehab_kind kind);

/* Reads what stands behind required=, "kind(a|b)", as when and when_values, and the way back; the
 * reading returns 0 when it is something else. */
int rehab_when_read(apr_pool_t *pool, const char *text, rehab_param *param);
const char *rehab_when_text(apr_pool_t *pool, const rehab_param *param);

/* 1 for a rule of check digits: "il-id", the nine digits of an Israeli identity number; "il-company",
 * those of a company, an association or a public body.  Of the kind line alone. */
int rehab_check_known(const char *check);

/* Checks what was sent for `param` and gives its normal form in *value (NULL: absent, which an
 * empty value is too).  Returns NULL, or the code of the complaint, which conf/strings says in
 * words as "error.CODE": "required" "kind" "short" "long" "low" "high" "choice" "digit" (its check
 * digit is another).  Normal forms: nine digits where the parameter has a rule of check digits;
 * date 2026-03-09 (9/3/2026 and 9.3.2026 are read; years 1900 to 2199), time 07:30, datetime
 * 2026-03-09T07:30, int decimal without leading zeros, money integer agorot (42 -> 4200, 1,200.5
 * -> 120050; min and max are agorot too), flag 1 (0 is absent), phone +972501234567 (Israeli
 * forms, *1234 and 1700… as digits; else international), code 7KQ4MG with its check character
 * right, key [a-z0-9][a-z0-9_-]{0,63}, link 43 characters of base64url, url http or https with a
 * host name in lower case, email one address with its domain in lower case.  Digits may be
 * Arabic-Indic or Persian in all but line, text, search and secret.  A secret stays as it was
 * sent.  Without max a line has 200 characters, text 5000, search 120, email 254, url 2000,
 * secret 200.  No text is a file. */
const char *rehab_kind_check(apr_pool_t *pool, const rehab_param *param, const char *bytes,
                             apr_size_t length, const char **value);

#endif
