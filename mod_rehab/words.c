/* words.c: in go a language and the name of a string, out comes what the portal says. */
#include "words.h"

#include <apr_strings.h>
#include <string.h>

#include "buffer.h"
#include "words_inside.h"

rehab_fault *rehab_language_load(apr_pool_t *pool, const char *file,
                                 const rehab_language_settings *settings,
                                 rehab_language **language)
{
    rehab_language *made = apr_pcalloc(pool, sizeof *made);

    made->tag = apr_pstrdup(pool, settings->tag);
    made->rtl = settings->rtl;
    made->persian = settings->calendar && !strcmp(settings->calendar, "persian");
    made->file = apr_pstrdup(pool, file);
    made->strings = apr_hash_make(pool);
    made->plurals = apr_hash_make(pool);
    made->words = apr_array_make(pool, 512, sizeof(rehab_word));
    rehab_fault *fault = rehab_language_open(pool, made);

    if (!fault)
        fault = rehab_language_read(pool, made);
    *language = fault ? NULL : made;
    return fault;
}

const char *rehab_language_tag(const rehab_language *language)
{
    return language->tag;
}

const char *rehab_language_direction(const rehab_language *language)
{
    return language->rtl ? "rtl" : "ltr";
}

int rehab_words_has(const rehab_language *language, const char *name, int plural)
{
    return apr_hash_get(plural ? language->plurals : language->strings, name,
                        APR_HASH_KEY_STRING) != NULL;
}

/* Puts arguments in place of %1$s … %9$s (or d); %% is one %.  What has no argument stays as it
 * stands, so that it is seen. */
static const char *fill(apr_pool_t *pool, const char *text, int n, const char *const *arguments)
{
    rehab_buffer out;

    if (!strchr(text, '%'))
        return text;
    rehab_buffer_start(pool, &out);
    for (const char *c = text; *c; c++) {
        if (c[0] == '%' && c[1] == '%') {
            rehab_buffer_char(&out, '%');
            c++;
        } else if (c[0] == '%' && c[1] >= '1' && c[1] <= '9' && c[1] - '1' < n && c[2] == '$'
                   && (c[3] == 's' || c[3] == 'd')) {
            rehab_buffer_text(&out, arguments[c[1] - '1']);
            c += 3;
        } else {
            rehab_buffer_char(&out, *c);
        }
    }
    return out.bytes;
}

const char *rehab_words_text(apr_pool_t *pool, const rehab_language *language, const char *name,
                             int n, const char *const *arguments)
{
    const char *text = apr_hash_get(language->strings, name, APR_HASH_KEY_STRING);

    return text ? fill(pool, text, n, arguments) : NULL;
}

const char *rehab_words_count(apr_pool_t *pool, const rehab_language *language, const char *name,
                              apr_int64_t count, int n, const char *const *arguments)
{
    const rehab_plural *plural = apr_hash_get(language->plurals, name, APR_HASH_KEY_STRING);

    if (!plural)
        return NULL;
    const char **all = apr_palloc(pool, sizeof *all * (apr_size_t)(n + 1));
    const char *form = plural->form[rehab_plural_of(language, count)];

    all[0] = rehab_words_number(pool, language, apr_psprintf(pool, "%" APR_INT64_T_FMT, count));
    for (int i = 0; i < n; i++)
        all[i + 1] = arguments[i];
    return fill(pool, form ? form : plural->form[REHAB_PLURAL_FORMS - 1], n + 1, all);
}

int rehab_words_unchecked(const rehab_language *language, int *all)
{
    *all = language->words->nelts;
    return language->unchecked;
}

apr_array_header_t *rehab_words_missing(apr_pool_t *pool, const rehab_language *language,
                                        const rehab_language *reference)
{
    apr_array_header_t *missing = apr_array_make(pool, 8, sizeof(const char *));

    for (int i = 0; i < reference->words->nelts; i++) {
        const rehab_word *word = &APR_ARRAY_IDX(reference->words, i, rehab_word);
        const rehab_plural *plural = apr_hash_get(language->plurals, word->name,
                                                  APR_HASH_KEY_STRING);

        if (!rehab_words_has(language, word->name, word->plural)) {
            APR_ARRAY_PUSH(missing, const char *) = word->name;
        } else if (word->plural) {
            for (int place = 0; place < REHAB_PLURAL_FORMS; place++) {
                if (language->asks[place] && !plural->form[place])
                    APR_ARRAY_PUSH(missing, const char *)
                        = apr_psprintf(pool, "%s (%s)", word->name, rehab_plural_names[place]);
            }
        }
    }
    return missing;
}
