// Removing what identifies a person, everywhere and in one transaction.
//
// Identity knows the way, the slices below know what they hold: each joins with a part, when the
// library is loaded. An erasure
//   1. locks all that is about the person, in the order in which everybody locks
//      (relationships/people_between.hpp), so that it meets nobody in a circle;
//   2. ends what is live;
//   3. empties what each part says, in the order in which they joined, then the person's row,
//      which tells them who it was;
//   4. where the accounts go as well, deletes those, in the opposite order;
//   5. counts what stays, and deletes the person's row where nothing does.
// Nobody else is at work on anything of the person once all is locked, and whoever comes later
// finds them erased.
#pragma once

#include <cstdint>
#include <span>

#include "base/uuid.hpp"
#include "pg/statement.hpp"

namespace coaching::identity {

/// Rows about the person, $1, and how to lock them: waiting, as everybody does; all of them at once
/// against whoever only refers to them too; and waiting for those. Made by COACHING_HELD_ROWS of a
/// SELECT … ORDER BY. Checks, so that what was committed after a REPEATABLE READ snapshot is locked
/// as well.
struct HeldRows {
    pg::Check<Uuid(Uuid)> wait;
    pg::Check<Uuid(Uuid)> at_once;
    pg::Check<Uuid(Uuid)> alone;
    constexpr HeldRows(const char* waiting, const char* with_nowait, const char* alone_)
        : wait(waiting), at_once(with_nowait), alone(alone_) {}
};
#define COACHING_HELD_ROWS(select) \
    { select " FOR NO KEY UPDATE", select " FOR UPDATE NOWAIT", select " FOR UPDATE" }

/// Empties or deletes rows of a table about the person, $1, and only rows in which there is
/// something to take out, since they are counted. Checks, for the same reason.
struct ErasureStep {
    enum class Deed : std::uint8_t { emptied, deleted, adjusted };
    const char* table;
    Deed deed;
    pg::Check<void(Uuid)> statement;
    constexpr ErasureStep(const char* table_, Deed deed_, const char* sql)
        : table(table_), deed(deed_), statement(sql) {}
};

/// How many rows of a table still name the person, and why that is so while the accounts are kept.
struct RowsKept {
    enum class Why : std::uint8_t { accounts, history };
    const char* table;
    Why why;
    pg::Check<std::int64_t(Uuid)> count;
    constexpr RowsKept(const char* table_, Why why_, const char* sql)
        : table(table_), why(why_), count(sql) {}
};

/// What one slice holds of people.
struct ErasurePart {
    /// Locked before people: what an UPDATE locks before its triggers lock people.
    std::span<HeldRows> rows;
    /// Who is locked together with the person.
    std::span<pg::Check<Uuid(Uuid)>> others = {};
    /// Locked after people.
    std::span<HeldRows> rows_after_people = {};
    /// What is live ends, with all that follows from an end.
    std::span<pg::Check<void(Uuid)>> endings = {};
    std::span<ErasureStep> steps;
    /// Where the accounts go as well.
    std::span<ErasureStep> accounts = {};
    std::span<RowsKept> kept = {};
};

/// Parts are locked and emptied in the order in which they join. Called once, when the library is
/// loaded.
void join_erasure(ErasurePart& part);

/// Erases the person and keeps the accounts. Does nothing where there is no such person. The caller
/// has authorised it.
void erase_person(const Uuid& user);

/// While one exists rows are being emptied or deleted, not changed by anybody: nothing is judged,
/// and the audit log, which would keep what is taken out, notes no more than the erasure itself.
class Emptying {
public:
    Emptying() noexcept;
    ~Emptying();
    Emptying(const Emptying&) = delete;
    Emptying& operator=(const Emptying&) = delete;
    static bool active() noexcept;
};

/// For whoever writes something new about a person: throws not_found for nobody, and for somebody
/// erased. An erasure that runs is waited for, and one that begins waits until this has committed,
/// and takes it along.
void require_not_erased(const Uuid& person);

}  // namespace coaching::identity
