/* fold: what is typed finds what is stored, and nothing typed is an operator. */
#include "fold_here.h"

#include "text.h"

static void an_endless_word_is_cut(void **state)
{
    char letters[5001];

    (void)state;
    memset(letters, 'a', sizeof letters);
    letters[5000] = '\0';
    assert_int_equal(strlen(rehab_fold_words(pool, letters)), 64);
    store(letters);
    assert_int_equal(found(letters), 1);
}

static void a_word_of_three_letters_is_also_a_beginning(void **state)
{
    (void)state;
    store("חשמלאי מוסמך, IT support");
    assert_int_equal(found("חשמל"), 1);
    assert_int_equal(found("sup"), 1);
    assert_int_equal(found("su"), 0);
    assert_int_equal(found("it"), 1);
    assert_int_equal(found("i"), 0);
}

static void a_stem_is_no_beginning(void **state)
{
    (void)state;
    store("משרה");
    store("משרד");
    assert_int_equal(found("משרה"), 1);
    assert_int_equal(found("משר"), 2);
}

static void all_words_must_be_there(void **state)
{
    (void)state;
    store("נהג/ת משאית");
    store("נהג אוטובוס");
    assert_int_equal(found("נהג"), 2);
    assert_int_equal(found("נהגים משאיות"), 1);
    assert_int_equal(found("משאית אוטובוס"), 0);
}

static void twelve_words_count(void **state)
{
    (void)state;
    store("1 2 3 4 5 6 7 8 9 10 11 12");
    assert_int_equal(found("1 2 3 4 5 6 7 8 9 10 11 12"), 1);
    assert_int_equal(found("1 2 3 4 5 6 7 8 9 10 11 12 13"), 1);
    assert_int_equal(found("1 2 3 4 5 6 7 8 9 10 11 13"), 0);
}

static void queries_are_written_in_their_dialect(void **state)
{
    (void)state;
    assert_string_equal(rehab_fold_query(pool, "Welder a", REHAB_FTS5), "\"welder\"* AND \"a\"");
    assert_string_equal(rehab_fold_query(pool, "Welder a", REHAB_TSQUERY), "'welder':* & 'a'");
    assert_string_equal(rehab_fold_query(pool, "עובדת", REHAB_FTS5),
                        "(\"עובד\" OR \"עובדת\"*)");
    assert_string_equal(rehab_fold_query(pool, "עובדת", REHAB_TSQUERY), "('עובד' | 'עובדת':*)");
    assert_string_equal(rehab_fold_query(pool, "אח/ות", REHAB_TSQUERY), "('אח' | 'אחו')");
}

/* Gives what it was asked for behind a plus, the second time nothing. */
static rehab_fault *give(void *baton, const char *beginning, apr_array_header_t *words)
{
    int *asked = baton;

    if (!(*asked)++)
        APR_ARRAY_PUSH(words, const char *) = apr_pstrcat(pool, "+", beginning, NULL);
    return strcmp(beginning, "away") ? NULL
        : rehab_fault_make(pool, REHAB_AWAY, "fault.away", "away");
}

static const char *also(const char *typed, rehab_search_dialect dialect)
{
    const char *query;
    int asked = 0;
    const rehab_also found = { give, &asked };

    assert_null(rehab_fold_query_also(pool, typed, dialect, &found, &query));
    return query;
}

static void words_that_are_given_for_a_typed_one_stand_beside_it(void **state)
{
    (void)state;
    assert_string_equal(also("Welder a", REHAB_FTS5),
                        "(\"welder\"* OR \"+welder\") AND \"a\"");
    assert_string_equal(also("Welder", REHAB_TSQUERY), "('welder':* | '+welder')");
}

static void a_whole_word_is_asked_for_with_its_end(void **state)
{
    (void)state;
    assert_string_equal(also("a", REHAB_FTS5), "(\"a\" OR \"+a" REHAB_WORD_END "\")");
    assert_string_equal(also("עובדת", REHAB_FTS5),
                        "(\"עובד\" OR \"+עובד" REHAB_WORD_END "\" OR \"עובדת\"*)");
    assert_string_equal(rehab_fold_words(pool, REHAB_WORD_END), "e");
}

static void what_fails_to_give_words_fails_the_search(void **state)
{
    const char *query;
    int asked = 0;
    const rehab_also found = { give, &asked };
    const rehab_fault *fault = rehab_fold_query_also(pool, "here away there", REHAB_FTS5, &found,
                                                     &query);

    (void)state;
    assert_non_null(fault);
    assert_int_equal(fault->status, REHAB_AWAY);
    assert_int_equal(asked, 2);
}

static void a_search_without_words_is_no_query(void **state)
{
    (void)state;
    assert_null(rehab_fold_query(pool, "", REHAB_FTS5));
    assert_null(rehab_fold_query(pool, " \"*\" -- () : ' & | ! <-> \\ ", REHAB_FTS5));
    assert_null(rehab_fold_query(pool, "\xFF", REHAB_TSQUERY));
}

static const char *const hostile[] = {
    "\"", "\"\"", "job\"", "\"job", "job*", "*", "^job", "-job", "job -other", "words:job",
    "words : job",
    "{words} : job", "(job", "job)", "job OR", "OR job", "job OR other", "job AND", "NOT job",
    "job NOT other",
    "NEAR(job other, 2)", "NEAR", "AND", "OR", "NOT", "job + other", "job\" OR \"x", "job' | 'x",
    "job & !other", "job <-> other", "job:*", "job:A", "'job'", "''", "\\'", "job\\", "!job", "a|b",
    "job; DROP TABLE job", "job -- x", "/* x */", "%s%n",
    "1e5 0x1F -5 +7 1.5.2 a@b.c http://a.b/c?d=e",
    "job\u200Bb", "<b>&amp;", "$$", "job\x01"
};

static void nothing_typed_is_an_operator_of_fts5(void **state)
{
    (void)state;
    store("x or job and not near other");
    store("x");
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
        if (found(hostile[i]) < 0)
            fail_msg("FTS5 refuses what '%s' becomes", hostile[i]);
    assert_int_equal(found("job OR nothing"), 0);
    assert_int_equal(found("job NOT other"), 1);
    assert_int_equal(found("x -job"), 1);
    assert_int_equal(found("job\" OR \"x"), 1);
    assert_int_equal(found("NEAR(x other)"), 1);
}

/* Takes the text apart as tsquery would: quoted words of letters and digits, and between them only
 * what this side wrote. */
static int is_tsquery(const char *query)
{
    while (*query) {
        const char *end;
        query += *query == '(';
        if (*query++ != '\'')
            return 0;
        end = strchr(query, '\'');
        if (!end || end == query || memchr(query, '\\', (size_t)(end - query)))
            return 0;
        query = end + 1;
        query += strncmp(query, ":*", 2) == 0 ? 2 : 0;
        query += *query == ')';
        if (strncmp(query, " & '", 4) == 0 || strncmp(query, " & (", 4) == 0
            || strncmp(query, " | '", 4) == 0)
            query += 3;
        else if (*query)
            return 0;
    }
    return 1;
}

static void nothing_typed_is_an_operator_of_tsquery(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        const char *query = rehab_fold_query(pool, hostile[i], REHAB_TSQUERY);
        if (query && !is_tsquery(query))
            fail_msg("'%s' becomes %s", hostile[i], query);
    }
}

static void a_letter_that_databases_may_not_know_divides_words(void **state)
{
    (void)state;
    assert_string_equal(rehab_fold_words(pool, "a\U0001E922b"), "a b");
}

/* Every character of Unicode, folded alone and stored, is the token that was folded. */
static void fts5_reads_every_folded_word_as_itself(void **state)
{
    sqlite3_stmt *unknown;
    char text[8];

    (void)state;
    sqlite3_exec(db, "BEGIN; CREATE TEMP TABLE expected(word TEXT PRIMARY KEY)", NULL, NULL, NULL);
    sqlite3_prepare_v2(db, "INSERT OR IGNORE INTO expected VALUES (?)", -1, &unknown, NULL);
    for (int c = 1; c <= 0x10FFFF; c++) {
        int length = 0;
        const char *words;

        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        rehab_text_append(text, &length, c);
        text[length] = '\0';
        words = rehab_fold_words(pool, text);
        if (!*words || strchr(words, ' '))
            continue;
        sqlite3_bind_text(unknown, 1, words, -1, SQLITE_TRANSIENT);
        sqlite3_step(unknown);
        sqlite3_reset(unknown);
    }
    sqlite3_finalize(unknown);
    assert_int_equal(sqlite3_exec(db, "INSERT INTO job(words) SELECT word FROM expected", NULL,
                                  NULL, NULL), SQLITE_OK);
    sqlite3_prepare_v2(db, "SELECT word FROM expected EXCEPT SELECT term FROM vocabulary", -1,
                       &unknown, NULL);
    if (sqlite3_step(unknown) == SQLITE_ROW)
        fail_msg("FTS5 reads '%s' otherwise", (const char *)sqlite3_column_text(unknown, 0));
    sqlite3_finalize(unknown);
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(an_endless_word_is_cut, empty_table),
        cmocka_unit_test_setup(a_word_of_three_letters_is_also_a_beginning, empty_table),
        cmocka_unit_test_setup(a_stem_is_no_beginning, empty_table),
        cmocka_unit_test_setup(all_words_must_be_there, empty_table),
        cmocka_unit_test_setup(twelve_words_count, empty_table),
        cmocka_unit_test_setup(queries_are_written_in_their_dialect, empty_table),
        cmocka_unit_test(words_that_are_given_for_a_typed_one_stand_beside_it),
        cmocka_unit_test(a_whole_word_is_asked_for_with_its_end),
        cmocka_unit_test(what_fails_to_give_words_fails_the_search),
        cmocka_unit_test_setup(a_search_without_words_is_no_query, empty_table),
        cmocka_unit_test_setup(nothing_typed_is_an_operator_of_fts5, empty_table),
        cmocka_unit_test_setup(nothing_typed_is_an_operator_of_tsquery, empty_table),
        cmocka_unit_test_setup(a_letter_that_databases_may_not_know_divides_words, empty_table),
        cmocka_unit_test_setup(fts5_reads_every_folded_word_as_itself, empty_table),
    };

    return cmocka_run_group_tests_name("fold_query", tests, open_table, close_table);
}
