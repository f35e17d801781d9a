/* sql_parts: what a statement is cut into, shared by sql.c (reads), sql_rows.c (says a row many
 * times) and sql_variant.c (writes). */
#ifndef REHAB_SQL_PARTS_H
#define REHAB_SQL_PARTS_H

typedef enum {
    PART_TEXT,              /* text of the statement, comments left out */
    PART_NAME,              /* one place for a parameter                */
    PART_LIST,              /* the whole of IN (:name)                  */
    PART_IF, PART_UNLESS,   /* a clause begins                          */
    PART_END                /* the innermost clause ends                */
} rehab_part_kind;

typedef struct rehab_part {
    rehab_part_kind kind;
    const char *text;       /* the statement's, or the name of a parameter */
    int index;              /* PART_NAME: which of its values; 0 but in many rows */
} rehab_part;

#endif
