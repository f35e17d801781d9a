/* password_common.c: in goes a password that somebody wants to have, out comes whether others would
 * try it first.  The list holds what such passwords reduce to: small letters, digits that stand for
 * letters read as these, nothing but letters at either end. */
#include "password.h"

#include <apr_file_io.h>
#include <apr_strings.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ustring.h>

#include "text.h"

enum { LEAST_LETTERS = 4, SHORT_PIECE = 6, MOST_BYTES = 4 * 1024 * 1024 };

/* Keys that lie in a row, alphabets and numbers, read to and fro. */
static const char *const rows[] = {
    "qwertyuiopasdfghjklzxcvbnmqwertyuiop", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", "q1w2e3r4t5y6u7i8o9p0",
    "mnbvcxzlkjhgfdsapoiuytrewq", "zyxwvutsrqponmlkjihgfedcba", "йцукенгшщзхъфывапролджэячсмитьбю",
    "קראטוןםפשדגכעיחלךףזסבהנמצתץ", "אבגדהוזחטיכלמנסעפצקרשת",
};

static const char *small_letters(apr_pool_t *pool, const char *text)
{
    int32_t room = (int32_t)strlen(text) * 2 + 2, length = 0;
    UChar *wide = apr_palloc(pool, (apr_size_t)room * sizeof *wide);
    UChar *small = apr_palloc(pool, (apr_size_t)room * sizeof *small);
    char *bytes = apr_palloc(pool, (apr_size_t)room * 3);
    UErrorCode code = U_ZERO_ERROR;

    u_strFromUTF8(wide, room, NULL, text, -1, &code);
    u_strToLower(small, room, wide, -1, "", &code);
    u_strToUTF8(bytes, room * 3, &length, small, -1, &code);
    return U_SUCCESS(code) ? bytes : text;
}

/* Letters of other alphabets are bytes beyond ASCII. */
static int is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
}

static const char *stripped(apr_pool_t *pool, const char *text)
{
    const char *end = text + strlen(text);

    while (*text && !is_letter(*text))
        text++;
    while (end > text && !is_letter(end[-1]))
        end--;
    return apr_pstrmemdup(pool, text, (apr_size_t)(end - text));
}

static const char *read_as_letters(apr_pool_t *pool, const char *text)
{
    static const char signs[] = "@4831!|05$7+69", letters[] = "aabeiiiossttgg";
    char *copy = apr_pstrdup(pool, text);

    for (char *at = copy; *at; at++) {
        const char *found = strchr(signs, *at);

        if (found)
            *at = letters[found - signs];
    }
    return copy;
}

/* A piece of few letters again and again: abcabcabcabc. */
static int is_repeated(const char *text)
{
    apr_size_t length = strlen(text);

    for (apr_size_t piece = 1; piece <= SHORT_PIECE && piece * 2 <= length; piece++) {
        apr_size_t at = piece;

        while (at < length && text[at] == text[at - piece])
            at++;
        if (at == length)
            return 1;
    }
    return 0;
}

static int is_in_a_row(const char *text)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (strstr(rows[i], text))
            return 1;
    return 0;
}

typedef struct beginning { const char *text; apr_size_t length; } beginning;

static int compare_to_line(const void *key, const void *element)
{
    const beginning *b = key;
    const char *line = *(const char *const *)element;
    int order = strncmp(b->text, line, b->length);

    return order ? order : -(line[b->length] != '\0');
}

static int has_line(const apr_array_header_t *lines, const char *text, apr_size_t length)
{
    const beginning key = { text, length };

    return bsearch(&key, lines->elts, (size_t)lines->nelts, sizeof(char *), compare_to_line) != NULL;
}

static int is_listed(const rehab_site *site, const char *text)
{
    apr_size_t half = strlen(text) / 2;

    if (!site->common_passwords)
        return 0;
    if (has_line(site->common_passwords, text, strlen(text)))
        return 1;
    /* One word twice is no longer than once. */
    return half >= LEAST_LETTERS && strlen(text) == 2 * half && memcmp(text, text + half, half) == 0
           && has_line(site->common_passwords, text, half);
}

const char *rehab_password_weakness(apr_pool_t *pool, const rehab_site *site, const char *password)
{
    const char *text = rehab_text_clean(pool, password, strlen(password), 1);

    if (!text || rehab_text_length(text) < REHAB_PASSWORD_LEAST)
        return "short";
    text = small_letters(pool, text);

    const char *core = stripped(pool, text);
    const char *forms[] = { text, core, read_as_letters(pool, core),
                            stripped(pool, read_as_letters(pool, text)) };

    if (rehab_text_length(core) < LEAST_LETTERS)
        return "common";
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (is_listed(site, forms[i]) || is_repeated(forms[i]) || is_in_a_row(forms[i]))
            return "common";
    return NULL;
}

static int count_lines(const char *text)
{
    int n = 1;

    for (const char *at = text; (at = strchr(at, '\n')); at++)
        n++;
    return n;
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

rehab_fault *rehab_password_list_read(apr_pool_t *pool, rehab_site *site)
{
    const char *path = apr_pstrcat(pool, site->home, "/conf/passwords.txt", NULL);
    apr_file_t *file;
    apr_finfo_t info;
    apr_size_t length = 0;
    char *text = NULL, *state = NULL;

    if (apr_file_open(&file, path, APR_FOPEN_READ, APR_OS_DEFAULT, pool) == APR_SUCCESS) {
        if (apr_file_info_get(&info, APR_FINFO_SIZE, file) == APR_SUCCESS && info.size < MOST_BYTES) {
            text = apr_pcalloc(pool, (apr_size_t)info.size + 1);
            apr_file_read_full(file, text, (apr_size_t)info.size, &length);
        }
        apr_file_close(file);
    }
    if (!length)
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken", "%s cannot be read", path);
    apr_array_header_t *lines = apr_array_make(pool, count_lines(text), sizeof(char *));
    for (const char *line = apr_strtok(text, "\n", &state); line;
         line = apr_strtok(NULL, "\n", &state))
        if (*line != '#')
            APR_ARRAY_PUSH(lines, const char *) = line;
    qsort(lines->elts, (size_t)lines->nelts, sizeof(char *), compare_lines);
    site->common_passwords = lines;
    return NULL;
}
