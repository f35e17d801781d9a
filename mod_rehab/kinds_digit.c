/* kinds_digit.c: a typed number with a check digit in, its nine digits or a complaint out.
 *
 * Identity numbers and the numbers of corporations in Israel have nine digits of which the last is
 * Luhn's check digit over the others; a corporation's begins with 5 (OECD, Information on Tax
 * Identification Numbers: Israel; ISO/IEC 7812-1 annex B for the sum). */
#include "kinds_inside.h"

#include <apr_lib.h>
#include <string.h>

enum { DIGITS = 9, FEWEST = 5 };

int rehab_check_known(const char *check)
{
    return strcmp(check, "il-id") == 0 || strcmp(check, "il-company") == 0;
}

/* 1 when the sum of the digits, every second one doubled, ends in 0. */
static int sum_is_right(const char *digits)
{
    int sum = 0;

    for (int i = 0; i < DIGITS; i++) {
        int digit = (digits[i] - '0') * (1 + i % 2);

        sum += digit > 9 ? digit - 9 : digit;
    }
    return sum > 0 && sum % 10 == 0;
}

/* Spaces, hyphens and a slash may stand between digits.  Older identity numbers are often written
 * without the zeros that they begin with. */
const char *rehab_kind_digits(apr_pool_t *pool, const rehab_param *param, const char *text,
                              const char **value)
{
    char *digits = apr_pcalloc(pool, DIGITS + 1);
    int company = strcmp(param->check, "il-company") == 0, n = 0;

    for (; *text; text++) {
        if (n == DIGITS && apr_isdigit(*text))
            return "kind";
        if (apr_isdigit(*text))
            digits[n++] = *text;
        else if (!strchr(" -/", *text))
            return "kind";
    }
    if (n < (company ? DIGITS : FEWEST) || (company && digits[0] != '5'))
        return "kind";
    memmove(digits + DIGITS - n, digits, (apr_size_t)n);
    memset(digits, '0', (apr_size_t)(DIGITS - n));
    if (!sum_is_right(digits))
        return "digit";
    *value = digits;
    return NULL;
}
