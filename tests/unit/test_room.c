/* test_room: memory of those at work serves the next ones, and what lies idle goes back to the system. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "pool_here.h"
#include "resident.h"
#include "room.h"

enum { PIECES = 64, PIECE = 256 << 10, MOST_LEFT = 4 << 20 };

static apr_allocator_t *room_of(apr_pool_t *maker)
{
    apr_allocator_t *room;

    assert_null(rehab_room_make(maker, &room));
    return room;
}

static void fill(apr_pool_t *with)
{
    for (int i = 0; i < PIECES; i++)
        memset(apr_palloc(with, PIECE), 'x', PIECE);
}

/* Fills and ends the pool; what has come to be resident by it, while it was full and then. */
static void measure(apr_pool_t *one, long *full, long *then)
{
    long before = resident();

    fill(one);
    *full = resident() - before;
    apr_pool_destroy(one);
    *then = resident() - before;
}

static void what_many_needed_at_once_goes_back(void **state)
{
    long full, then;

    (void)state;
    measure(rehab_room_pool(pool, room_of(pool)), &full, &then);
    assert_true(full > PIECES / 2 * PIECE);
    assert_true(then < MOST_LEFT);
}

static void what_was_read_at_start_goes_back(void **state)
{
    long full, then;

    (void)state;
    measure(rehab_room_apart(), &full, &then);
    assert_true(full > PIECES / 2 * PIECE);
    assert_true(then < MOST_LEFT);
}

/* A process ends while an answer is on its way: its pools go after those of the process. */
static void an_answer_may_outlive_who_made_the_room(void **state)
{
    apr_pool_t *process, *connection, *answer;

    (void)state;
    apr_pool_create(&process, NULL);
    apr_pool_create(&connection, NULL);
    answer = rehab_room_pool(connection, room_of(process));
    apr_pool_destroy(process);
    memset(apr_palloc(answer, PIECE), 'x', PIECE);
    apr_pool_destroy(connection);
}

static void without_a_room_a_pool_has_its_parents_memory(void **state)
{
    apr_pool_t *one = rehab_room_pool(pool, NULL);

    (void)state;
    assert_ptr_equal(apr_pool_allocator_get(one), apr_pool_allocator_get(pool));
}

static void what_lies_free_between_others_goes_back(void **state)
{
    (void)state;
    if (is_watched())
        skip();
    long before = resident();
    void *last = leave_gaps();

    assert_true(resident() - before > GAPS / 2 * GAP);
    rehab_room_tidy();
    assert_true(resident() - before < MOST_LEFT);
    free(last);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_many_needed_at_once_goes_back),
        cmocka_unit_test(what_was_read_at_start_goes_back),
        cmocka_unit_test(an_answer_may_outlive_who_made_the_room),
        cmocka_unit_test(without_a_room_a_pool_has_its_parents_memory),
        cmocka_unit_test(what_lies_free_between_others_goes_back),
    };

    return cmocka_run_group_tests(tests, open_pool, close_pool);
}
