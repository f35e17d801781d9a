/* plan_inside: what the files of a plan share: plan_path.c (an expression is read), plan_walk.c (nodes
 * are found), plan_value.c (what an expression gives), plan_call.c (functions), plan_read.c (templates
 * are read), plan_match.c (which template a node gets), plan_run.c (templates run) and plan_write.c
 * (HTML is written).  Nobody else includes it. */
#ifndef REHAB_PLAN_INSIDE_H
#define REHAB_PLAN_INSIDE_H

#include "buffer.h"
#include "plan.h"

typedef enum {
    REHAB_AXIS_CHILD, REHAB_AXIS_ATTRIBUTE, REHAB_AXIS_SELF, REHAB_AXIS_PARENT,
    REHAB_AXIS_DESCENDANT, REHAB_AXIS_FOLLOWING, REHAB_AXIS_PRECEDING
} rehab_axis;

typedef enum { REHAB_TEST_NAME, REHAB_TEST_ANY, REHAB_TEST_TEXT, REHAB_TEST_NODE } rehab_test;

typedef enum {
    REHAB_SAYS_OR, REHAB_SAYS_AND, REHAB_SAYS_EQUAL, REHAB_SAYS_UNEQUAL, REHAB_SAYS_LESS,
    REHAB_SAYS_MORE, REHAB_SAYS_MOST, REHAB_SAYS_LEAST, REHAB_SAYS_PLUS, REHAB_SAYS_MINUS,
    REHAB_SAYS_TIMES, REHAB_SAYS_DIV, REHAB_SAYS_MOD, REHAB_SAYS_NEGATIVE, REHAB_SAYS_UNION,
    REHAB_SAYS_PATH, REHAB_SAYS_LITERAL, REHAB_SAYS_NUMBER, REHAB_SAYS_VARIABLE, REHAB_SAYS_CALL
} rehab_says;

typedef struct rehab_expression rehab_expression;
typedef struct rehab_instruction rehab_instruction;

typedef struct rehab_step {
    rehab_axis axis;
    rehab_test test;
    const char *name;               /* of REHAB_TEST_NAME                                    */
    rehab_expression *where;        /* its predicates, by next                               */
    int counted;                    /* a predicate may ask for the position                  */
    struct rehab_step *next, *before;
} rehab_step;

typedef struct rehab_answer rehab_answer;
typedef struct rehab_context rehab_context;

/* One function; arguments are values already. */
typedef rehab_answer (*rehab_call)(const rehab_context *at, int n, const rehab_answer *arguments);

typedef struct rehab_function {
    const char *name;
    int least, most;
    int number, opposite;           /* it gives one; it is not()                             */
    rehab_call call;
} rehab_function;

struct rehab_expression {
    rehab_says says;
    const char *text;               /* of a literal                                          */
    double number;
    int slot;                       /* of a variable, in its template's frame                */
    const rehab_function *function;
    const rehab_said_function *words;   /* r:name(), when it is that                         */
    rehab_expression *of[2];        /* operands; of a path, what it begins at or NULL        */
    rehab_expression *arguments;    /* of a call, by next                                    */
    int count;                      /* of arguments                                          */
    rehab_expression *where;        /* of a path: predicates of what it begins at, by next   */
    rehab_step *steps;
    int absolute, unordered;        /* of a path; unordered: its nodes must be sorted        */
    rehab_expression *next;
};

typedef enum {
    REHAB_IS_NODES, REHAB_IS_TEXT, REHAB_IS_NUMBER, REHAB_IS_TRUTH, REHAB_IS_TREE
} rehab_is;

/* A tree is a variable with content: the text in it, and how to write it again. */
struct rehab_answer {
    rehab_is is;
    int truth, count;
    const char *text;
    double number;
    xmlNodePtr *nodes;              /* in the order of the document                          */
    const rehab_instruction *body;
    const rehab_context *seen;
};

typedef struct rehab_playing {
    rehab_run *run;
    const rehab_plan *plan;
    xmlDocPtr document;
    struct rehab_writer *out;
    int depth, lost;
    long taken;                     /* instructions and nodes so far                         */
} rehab_playing;

struct rehab_context {
    rehab_playing *playing;
    xmlNodePtr node, current;
    int position, size;
    rehab_answer *slots;             /* of the template's variables                           */
    const struct rehab_passed *passed;  /* what the template was given                       */
};

typedef struct rehab_passed {
    const char *name;
    rehab_answer value;
    const struct rehab_passed *next;
} rehab_passed;

typedef enum {
    REHAB_DOES_ELEMENT, REHAB_DOES_TEXT, REHAB_DOES_VALUE, REHAB_DOES_IF, REHAB_DOES_CHOOSE,
    REHAB_DOES_EACH, REHAB_DOES_APPLY, REHAB_DOES_CALL, REHAB_DOES_VARIABLE, REHAB_DOES_PARAM,
    REHAB_DOES_ATTRIBUTE, REHAB_DOES_COPY_OF, REHAB_DOES_MESSAGE
} rehab_does;

/* A piece of an attribute's value: text, or an expression. */
typedef struct rehab_part {
    const char *text;
    rehab_expression *select;
    struct rehab_part *next;
} rehab_part;

typedef struct rehab_fixed {
    const char *name;
    rehab_part *parts;
    struct rehab_fixed *next;
} rehab_fixed;

typedef struct rehab_sorting {
    rehab_expression *select;
    int descending;
    struct rehab_sorting *next;
} rehab_sorting;

struct rehab_instruction {
    rehab_does does;
    const char *name;               /* of element, attribute, template, variable             */
    const char *mode;
    const char *text;
    rehab_expression *select;       /* or test; NULL of xsl:otherwise                        */
    rehab_fixed *attributes;
    rehab_sorting *sorts;
    rehab_instruction *with;        /* xsl:with-param, by next                               */
    rehab_instruction *body, *next;
    int slot;
    const char *file;
    long line;
};

typedef struct rehab_template {
    const char *name, *mode;
    rehab_expression *match;        /* a path, or paths by union; NULL: called by name only  */
    double priority;                /* NAN: as the path has it                               */
    rehab_instruction *body;
    int slots;
} rehab_template;

/* Names of one spelling are one pointer, in the plan and in the documents that it is run on. */
typedef struct rehab_names { apr_pool_t *pool; xmlDictPtr dict; } rehab_names;

const char *rehab_name_of(rehab_names *names, const char *text);

/* Where an expression stands: its namespaces, and the variables that it may name. */
typedef struct rehab_scope {
    rehab_names *names;
    const xmlNode *node;
    int (*slot_of)(void *baton, const char *name);      /* -1: there is none                 */
    void *baton;
} rehab_scope;

/* NULL when it is none that a plan knows. */
rehab_expression *rehab_expression_read(const rehab_scope *scope, const char *text);

const rehab_function *rehab_function_known(const char *name);

/* Calls `take` with each node of the path in the order in which it is walked, until it says 1. */
typedef int (*rehab_take)(void *baton, xmlNodePtr node);
int rehab_walk(const rehab_context *at, const rehab_expression *path, rehab_take take, void *baton);

/* The nodes of a path or union, in the order of the document. */
rehab_answer rehab_nodes(const rehab_context *at, const rehab_expression *expression);

/* 1 when the node passes the step's test and predicates, alone. */
int rehab_step_passes(const rehab_context *at, const rehab_step *step, xmlNodePtr node);

const char *rehab_node_text(apr_pool_t *pool, const xmlNode *node);

rehab_answer rehab_evaluate(const rehab_context *at, const rehab_expression *expression);
const char *rehab_evaluate_text(const rehab_context *at, const rehab_expression *expression);
double rehab_evaluate_number(const rehab_context *at, const rehab_expression *expression);
int rehab_evaluate_truth(const rehab_context *at, const rehab_expression *expression);

const char *rehab_value_text(const rehab_context *at, const rehab_answer *value);
double rehab_value_number(const rehab_context *at, const rehab_answer *value);
int rehab_value_truth(const rehab_answer *value);
int rehab_value_equal(const rehab_context *at, const rehab_answer *a, const rehab_answer *b,
                      int unequal);
rehab_answer rehab_text_value(const char *text);
rehab_answer rehab_number_value(double number);
rehab_answer rehab_truth_value(int truth);

/* By their keys; nodes that are alike keep their order. */
void rehab_sort_nodes(const rehab_context *at, const rehab_sorting *sorts, rehab_answer *value);

/* The templates of one file, in the order of the file (rehab_template *); NULL: *why says why not. */
apr_array_header_t *rehab_plan_read(rehab_names *names, xsltStylesheetPtr style, const char **why);

/* The template that a node gets in a mode; NULL: XSLT's own. */
const rehab_template *rehab_plan_choose(const rehab_context *at, const char *mode, xmlNodePtr node);
const rehab_template *rehab_plan_named(const rehab_plan *plan, const char *name);
const char *rehab_plan_card(const rehab_plan *plan);    /* mode card                         */

/* The writer: elements, attributes and texts in the order of the page. */
typedef struct rehab_writer rehab_writer;
rehab_writer *rehab_writer_page(apr_pool_t *pool, int indent, apr_array_header_t *holes);
/* The same writer for one more page, or card, of its own bytes. */
void rehab_writer_again(rehab_writer *writer, apr_pool_t *pool);
rehab_writer *rehab_writer_text(apr_pool_t *pool);      /* keeps only the text               */
void rehab_writer_open(rehab_writer *writer, const char *name);
int rehab_writer_attribute(rehab_writer *writer, const char *name, const char *value);
void rehab_writer_close(rehab_writer *writer);
void rehab_writer_say(rehab_writer *writer, const char *text);
void rehab_writer_hole(rehab_writer *writer, const char *name, int card);
int rehab_writer_wants_text(const rehab_writer *writer);
const char *rehab_writer_root(const rehab_writer *writer);  /* NULL unless all is one element */
rehab_buffer *rehab_writer_end(rehab_writer *writer);

#endif
