/* words_format.c: in go days, numbers and agorot as SQL gives them, out they come as the people of
 * a language write them.  All formats are opened once and then only read; a date format, which ICU
 * does not promise to be shareable, is copied for each pool that asks for days. */
#include "words.h"

#include <apr_strings.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/udatpg.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "words_inside.h"

enum { ROOM = 160, LONGEST_NUMBER = 40, LONGEST_MONEY = 19 };

/* Of what is said again and again: days around today, and whole numbers from none. */
enum { MEMO = 1024, MEMO_DIGITS = 4, SECONDS_OF_DAY = 86400 };

const char *const rehab_plural_names[REHAB_PLURAL_FORMS] = {
    "zero", "one", "two", "few", "many", "other"
};

/* The styles of a day by name; the last one stands for all other names. */
static const struct { const char *name, *skeleton; } day_styles[REHAB_DAY_STYLES] = {
    { "short", "yMMdd" }, { "weekday", "EEEEMMMMd" }, { "long", "yMMMMd" }
};

static const UChar utc[] = { 'U', 'T', 'C', 0 };

int rehab_plural_place(const char *word)
{
    for (int i = 0; i < REHAB_PLURAL_FORMS; i++) {
        if (!strcmp(word, rehab_plural_names[i]))
            return i;
    }
    return -1;
}

static apr_status_t close_formats(void *data)
{
    rehab_language *language = data;

    uplrules_close(language->rules);
    unumf_close(language->number);
    unumf_close(language->shekels);
    unumf_close(language->agorot);
    for (int style = 0; style < REHAB_DAY_STYLES; style++)
        udat_close(language->days[style]);
    return APR_SUCCESS;
}

/* he -> he_IL@calendar=gregorian.  Arabic is written with Western digits here. */
static const char *locale_of(apr_pool_t *pool, const rehab_language *language)
{
    char *tag = apr_pstrdup(pool, language->tag);
    int arabic = !strncmp(tag, "ar", 2) && (tag[2] == '\0' || tag[2] == '-');

    for (char *c = tag; *c; c++) {
        if (*c == '-')
            *c = '_';
    }
    return apr_pstrcat(pool, tag, strchr(tag, '_') ? "" : "_IL", "@calendar=",
                       language->persian ? "persian" : "gregorian",
                       arabic ? ";numbers=latn" : "", NULL);
}

static UNumberFormatter *open_number(const char *locale, const char *skeleton, UErrorCode *code)
{
    UChar wide[ROOM];

    u_uastrncpy(wide, skeleton, ROOM);
    return unumf_openForSkeletonAndLocale(wide, -1, locale, code);
}

/* ICU counts days before 1582 in the Julian calendar; ISO 8601 does not. */
static void make_gregorian_for_ever(UDateFormat *format, UErrorCode *code)
{
    UCalendar *calendar = ucal_clone(udat_getCalendar(format), code);

    if (U_SUCCESS(*code)) {
        ucal_setGregorianChange(calendar, -8.64e15, code);
        udat_setCalendar(format, calendar);
    }
    ucal_close(calendar);
}

static UDateFormat *open_day(const rehab_language *language, const char *locale,
                             UDateTimePatternGenerator *patterns, int style, UErrorCode *code)
{
    UChar wide[ROOM], pattern[ROOM];
    int32_t length;
    UDateFormat *format;

    u_uastrncpy(wide, day_styles[style].skeleton, ROOM);
    length = udatpg_getBestPattern(patterns, wide, -1, pattern, ROOM, code);
    format = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, utc, -1, pattern, length, code);
    if (U_SUCCESS(*code) && !language->persian)
        make_gregorian_for_ever(format, code);
    return format;
}

/* Which categories the rules of the language have. */
static void ask_plurals(rehab_language *language, UErrorCode *code)
{
    UEnumeration *words = uplrules_getKeywords(language->rules, code);
    const char *word;

    while (U_SUCCESS(*code) && (word = uenum_next(words, NULL, code)) != NULL) {
        int place = rehab_plural_place(word);

        if (place >= 0)
            language->asks[place] = 1;
    }
    uenum_close(words);
}

rehab_fault *rehab_language_open(apr_pool_t *pool, rehab_language *language)
{
    const char *locale = locale_of(pool, language);
    UErrorCode code = U_ZERO_ERROR;
    UDateTimePatternGenerator *patterns = udatpg_open(locale, &code);

    apr_pool_cleanup_register(pool, language, close_formats, apr_pool_cleanup_null);
    language->rules = uplrules_openForType(locale, UPLURAL_TYPE_CARDINAL, &code);
    if (U_SUCCESS(code))
        ask_plurals(language, &code);
    language->number = open_number(locale, ".+", &code);
    language->shekels = open_number(locale, "currency/ILS precision-integer", &code);
    language->agorot = open_number(locale, "currency/ILS .00", &code);
    for (int style = 0; style < REHAB_DAY_STYLES; style++) {
        language->days[style] = open_day(language, locale, patterns, style, &code);
        language->said_days[style] = rehab_memo_make(
            pool, (long)(apr_time_sec(apr_time_now()) / SECONDS_OF_DAY) - MEMO / 2, MEMO);
    }
    language->said_numbers = rehab_memo_make(pool, 0, MEMO);
    language->said_shekels = rehab_memo_make(pool, 0, MEMO);
    udatpg_close(patterns);
    if (U_FAILURE(code))
        return rehab_fault_make(pool, REHAB_BROKEN, "fault.broken",
                                "ICU cannot write %s (%s): %s", language->tag, locale,
                                u_errorName(code));
    return NULL;
}

static const char *utf8(apr_pool_t *pool, const UChar *wide, int32_t length, const char *otherwise)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t room = length * 3 + 1;
    char *text = apr_palloc(pool, (apr_size_t)room);

    u_strToUTF8(text, room, NULL, wide, length, &code);
    return U_SUCCESS(code) ? text : otherwise;
}

/* A decimal number as `format` writes it; `otherwise` when ICU fails. */
static const char *write_number(apr_pool_t *pool, const UNumberFormatter *format,
                                const char *number, const char *otherwise)
{
    UErrorCode code = U_ZERO_ERROR;
    UFormattedNumber *result = unumf_openResult(&code);
    UChar wide[ROOM];
    int32_t length;

    unumf_formatDecimal(format, number, (int32_t)strlen(number), result, &code);
    length = unumf_resultToString(result, wide, ROOM, &code);
    unumf_closeResult(result);
    return U_SUCCESS(code) ? utf8(pool, wide, length, otherwise) : otherwise;
}

/* The same for what is often a small whole number. */
static const char *write_often(apr_pool_t *pool, const rehab_memo *memo,
                               const UNumberFormatter *format, const char *number,
                               const char *otherwise)
{
    apr_size_t length = strlen(number);
    int small = length <= MEMO_DIGITS && strspn(number, "0123456789") == length
                && (number[0] != '0' || length == 1);
    long n = small ? (long)apr_atoi64(number) : -1;
    const char *said = rehab_memo_find(memo, n);

    if (said)
        return said;
    said = write_number(pool, format, number, otherwise);
    if (said != otherwise)
        rehab_memo_keep(memo, n, said);
    return said;
}

/* Length of the digits at `text`. */
static apr_size_t digits(const char *text)
{
    return strspn(text, "0123456789");
}

const char *rehab_words_number(apr_pool_t *pool, const rehab_language *language,
                               const char *number)
{
    const char *c = number + (*number == '-');
    apr_size_t whole = digits(c), part = 0;

    if (c[whole] == '.')
        part = 1 + digits(c + whole + 1);
    if (whole == 0 || part == 1 || c[whole + part] != '\0' || whole + part > LONGEST_NUMBER)
        return number;
    return write_often(pool, language->said_numbers, language->number, number, number);
}

const char *rehab_words_money(apr_pool_t *pool, const rehab_language *language,
                              const char *agorot)
{
    const char *c = agorot + (*agorot == '-');
    const char *sign = c > agorot ? "-" : "";
    apr_size_t length = digits(c);

    if (length == 0 || length > LONGEST_MONEY || c[length] != '\0')
        return agorot;
    if (length < 3) {
        c = apr_pstrcat(pool, length == 1 ? "00" : "0", c, NULL);
        length = 3;
    }
    const char *shekels = apr_psprintf(pool, "%s%.*s", sign, (int)length - 2, c);
    const char *rest = c + length - 2;

    if (!strcmp(rest, "00"))
        return write_often(pool, language->said_shekels, language->shekels, shekels, agorot);
    return write_number(pool, language->agorot, apr_pstrcat(pool, shekels, ".", rest, NULL),
                        agorot);
}

int rehab_plural_of(const rehab_language *language, apr_int64_t count)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar wide[16];
    char word[16];
    int32_t length = uplrules_select(language->rules, (double)count, wide, 15, &code);
    int place = -1;

    if (U_SUCCESS(code) && length < 16) {
        wide[length] = 0;
        place = rehab_plural_place(u_austrcpy(word, wide));
    }
    return place < 0 ? REHAB_PLURAL_FORMS - 1 : place;
}

static int two_digits(const char *c)
{
    return (c[0] - '0') * 10 + (c[1] - '0');
}

int rehab_words_day_number(const char *text, long *days)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    if (digits(text) != 4 || text[4] != '-' || digits(text + 5) != 2 || text[7] != '-'
        || digits(text + 8) != 2 || text[10] != '\0')
        return 0;
    int year = two_digits(text) * 100 + two_digits(text + 2);
    int month = two_digits(text + 5), day = two_digits(text + 8);
    int leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    if (year < 1 || month < 1 || month > 12 || day < 1
        || day > lengths[month - 1] + (month == 2 && leap))
        return 0;
    /* Years that begin in March put the leap day last, so one formula counts all months. */
    long shifted = year - (month <= 2);
    long day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    *days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + day_of_year - 719468;
    return 1;
}

/* A pool's own copies of the day formats of one language. */
typedef struct day_formats {
    const rehab_language *language;
    UDateFormat *of[REHAB_DAY_STYLES];
} day_formats;

static apr_status_t close_copies(void *data)
{
    const day_formats *copies = data;

    for (int style = 0; style < REHAB_DAY_STYLES; style++)
        udat_close(copies->of[style]);
    return APR_SUCCESS;
}

/* The pool's copy of a format.  A copy takes longer to make than twenty days to write. */
static UDateFormat *copy_of(apr_pool_t *pool, const rehab_language *language, int style,
                            UErrorCode *code)
{
    static const char key[] = "rehab-day-formats";
    void *kept = NULL;

    apr_pool_userdata_get(&kept, key, pool);
    day_formats *copies = kept;

    if (!copies || copies->language != language) {
        copies = apr_pcalloc(pool, sizeof *copies);
        copies->language = language;
        apr_pool_cleanup_register(pool, copies, close_copies, apr_pool_cleanup_null);
        apr_pool_userdata_setn(copies, key, NULL, pool);
    }
    if (!copies->of[style])
        copies->of[style] = udat_clone(language->days[style], code);
    return copies->of[style];
}

const char *rehab_words_day(apr_pool_t *pool, const rehab_language *language, const char *day,
                            const char *style)
{
    int place = 0;
    UErrorCode code = U_ZERO_ERROR;
    UChar wide[ROOM];
    long days;

    if (!rehab_words_day_number(day, &days))
        return day;
    while (place < REHAB_DAY_STYLES - 1 && strcmp(style, day_styles[place].name) != 0)
        place++;
    const char *said = rehab_memo_find(language->said_days[place], days);

    if (said)
        return said;
    const UDateFormat *format = copy_of(pool, language, place, &code);
    int32_t length = udat_format(format, (double)days * U_MILLIS_PER_DAY, wide, ROOM, NULL, &code);

    said = U_SUCCESS(code) ? utf8(pool, wide, length, day) : day;
    if (said != day)
        rehab_memo_keep(language->said_days[place], days, said);
    return said;
}
