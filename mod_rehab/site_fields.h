/* site_fields: which fields of a site and a page the listing names, and how, for both ways. */
#ifndef REHAB_SITE_FIELDS_H
#define REHAB_SITE_FIELDS_H

#include <stddef.h>

/* A field by its name in the listing and its place in the struct. */
typedef struct rehab_site_field { const char *name; size_t offset; } rehab_site_field;

/* Each ends with a NULL name.  Texts and numbers (int) of rehab_site, texts of rehab_page. */
extern const rehab_site_field rehab_site_texts[], rehab_site_numbers[], rehab_page_texts[];

/* By rehab_dialect and rehab_source; each ends with NULL. */
extern const char *const rehab_site_dialects[], *const rehab_site_sources[];

#endif
