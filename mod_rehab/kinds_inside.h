/* kinds_inside: what kinds.c asks of the files beside it.  Each function takes cleaned text that is
 * not empty, with ASCII digits and spaces and without invisible marks, gives its normal form in
 * *value and returns NULL, or returns the code of the complaint. */
#ifndef REHAB_KINDS_INSIDE_H
#define REHAB_KINDS_INSIDE_H

#include "kinds.h"

typedef const char *rehab_kind_form(apr_pool_t *pool, const rehab_param *param, const char *text,
                                    const char **value);

/* kinds_number.c */
rehab_kind_form rehab_kind_id, rehab_kind_int, rehab_kind_money;

/* kinds_digit.c: by param->check */
rehab_kind_form rehab_kind_digits;

/* kinds_time.c */
rehab_kind_form rehab_kind_date, rehab_kind_time, rehab_kind_datetime;

/* kinds_address.c */
rehab_kind_form rehab_kind_email, rehab_kind_phone, rehab_kind_url;

#endif
