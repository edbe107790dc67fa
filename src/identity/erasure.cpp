#include "identity/erasure.hpp"

#include <algorithm>
#include <vector>

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "identity/erasure_report.hpp"
#include "pg/function.hpp"
#include "pg/subtransaction.hpp"

namespace coaching::identity {

namespace {

using Deed = ErasureStep::Deed;

std::vector<ErasurePart*>& parts() {
    static std::vector<ErasurePart*> all;
    return all;
}

using People = pg::Vector<Uuid>;

constinit pg::Check<Uuid(People, Uuid)> lock_people_before{
    "SELECT id FROM coaching.users WHERE id = ANY ($1) AND id < $2 ORDER BY id FOR NO KEY UPDATE"};
constinit pg::Check<Uuid(People, Uuid)> lock_people_after{
    "SELECT id FROM coaching.users WHERE id = ANY ($1) AND id > $2 ORDER BY id FOR NO KEY UPDATE"};
constinit HeldRows the_person
    COACHING_HELD_ROWS("SELECT id FROM coaching.users WHERE id = $1 ORDER BY id");

/// Everybody locked together with the person, each once, in order.
People others_of(const Uuid& person) {
    People all;
    for (const ErasurePart* part : parts())
        for (auto& others : part->others)
            for (const Uuid& one : others.all(person)) all.push_back(one);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

template <class Take>
void each_held(Take&& take) {
    for (const ErasurePart* part : parts())
        for (HeldRows& rows : part->rows) take(rows);
    take(the_person);
    for (const ErasurePart* part : parts())
        for (HeldRows& rows : part->rows_after_people) take(rows);
}

/// Not an error: the locks taken so far are let go.
struct LetGo {};

void lock_once(const Uuid& person) {
    for (const ErasurePart* part : parts())
        for (HeldRows& rows : part->rows) rows.wait.run(person);
    const People others = others_of(person);
    lock_people_before.run(others, person);
    the_person.wait.run(person);
    lock_people_after.run(others, person);
    for (const ErasurePart* part : parts())
        for (HeldRows& rows : part->rows_after_people) rows.wait.run(person);
    // What came while something was waited for is locked by somebody who may wait for us; and rows
    // of others in the making refer to ours.
    each_held([&](HeldRows& rows) { rows.at_once.run(person); });
    const People now = others_of(person);
    if (!std::includes(others.begin(), others.end(), now.begin(), now.end())) throw LetGo{};
}

/// Waits for whoever is at work on something of the person, table by table, holding nothing.
void wait_for_others(const Uuid& person) {
    each_held([&](HeldRows& rows) {
        try {
            const auto error = pg::attempt([&] {
                rows.alone.run(person);
                throw LetGo{};
            });
            if (error) throw pg::Error(*error);
        } catch (const LetGo&) {
        }
    });
}

void lock_all_of(const Uuid& person) {
    while (true) {
        pg::check_for_interrupts();
        try {
            const auto error = pg::attempt([&] { lock_once(person); });
            if (!error) return;
            if (error->sqlstate() != "55P03") throw pg::Error(*error);
        } catch (const LetGo&) {
            continue;
        }
        wait_for_others(person);
    }
}

constinit pg::Check<bool(Uuid)> has_row{"SELECT true FROM coaching.users WHERE id = $1"};
constinit pg::Check<pg::Text(Uuid)> time_of_erasure{
    "SELECT to_jsonb(coalesce((SELECT erased_at FROM coaching.users WHERE id = $1), now()))::text"};
constinit pg::Check<void(Uuid)> empty_user{
    "UPDATE coaching.users SET auth_subject = NULL, email = NULL, full_name = NULL, "
    "avatar_url = NULL, phone = NULL, locale = DEFAULT, time_zone = DEFAULT, "
    "unit_system = DEFAULT, experience_level = NULL, roles = '{}', metadata = '{}', "
    "erased_at = now(), deactivated_at = coalesce(deactivated_at, now()) "
    "WHERE id = $1 AND erased_at IS NULL"};
constinit pg::Check<void(Uuid)> delete_user{"DELETE FROM coaching.users WHERE id = $1"};

constexpr Reason for_accounts{
    "accounts",
    "what was booked, sold, paid and used belongs to the books; nothing names the person"};
constexpr Reason for_history{"history",
                             "that it was there stays, without a word and without a name"};
constexpr Reason for_others{"shared", "it is also another person's"};
constexpr Reason for_stub{"stub", "an empty row that the rows kept refer to"};
constexpr Reason for_app{"referenced", "a table of the app refers to it"};

void run_steps(std::span<ErasureStep> steps, const Uuid& person, ErasureReport& report) {
    for (ErasureStep& step : steps) {
        pg::check_for_interrupts();
        report.add(step, step.statement.run(person));
    }
}

/// Whether anything still names the person.
bool count_kept(const Uuid& person, bool keep_accounts, ErasureReport& report) {
    bool any = false;
    for (const ErasurePart* part : parts())
        for (RowsKept& rows : part->kept) {
            const std::int64_t number = rows.count.one(person);
            const Reason& why = !keep_accounts                        ? for_others
                                : rows.why == RowsKept::Why::accounts ? for_accounts
                                                                      : for_history;
            report.keep(rows.table, static_cast<std::uint64_t>(number), why);
            any = any || number > 0;
        }
    return any;
}

/// Tables of the app may refer to the person: then the row stays.
bool delete_row(const Uuid& person, ErasureReport& report) {
    const auto error = pg::attempt([&] { delete_user.run(person); });
    if (!error) return true;
    if (error->sqlstate() != "23503") throw pg::Error(*error);
    report.keep("users", 1, for_app);
    return false;
}

/// Nothing where nothing is known of such a person. Whose row was deleted by hand still stands in
/// the audit log.
std::optional<pg::Json> erase(const Uuid& person, bool keep_accounts) {
    pg::AsOwner owner;
    lock_all_of(person);
    const bool is_here = has_row.first(person).has_value();
    if (is_here)
        for (const ErasurePart* part : parts())
            for (auto& ending : part->endings) ending.run(person);
    const Emptying emptying;
    ErasureReport report;
    for (const ErasurePart* part : parts()) run_steps(part->steps, person, report);
    const std::uint64_t emptied = empty_user.run(person);
    const std::string erased_at(time_of_erasure.one(person));
    if (!keep_accounts)
        for (auto part = parts().rbegin(); part != parts().rend(); ++part)
            run_steps((*part)->accounts, person, report);
    if (!is_here && report.is_empty()) return std::nullopt;
    const bool is_needed = count_kept(person, keep_accounts, report) || keep_accounts;
    if (is_here && is_needed) report.keep("users", 1, for_stub);
    if (is_here && !is_needed && delete_row(person, report))
        report.add(Deed::deleted, "users", 1);
    else
        report.add(Deed::emptied, "users", emptied);
    return report.json(erased_at);
}

void require_may_erase(const Uuid& person, bool keep_accounts) {
    if (caller().administers()) return;
    if (require_user() != person)
        throw Failure(Token::permission_denied,
                      "only the person themselves or an admin may erase a person");
    if (!keep_accounts)
        throw Failure(Token::permission_denied, "only an admin may erase a person's accounts")
            .with("argument", "keep_accounts");
}

pg::Json erase_user(Uuid person, bool keep_accounts) {
    require_may_erase(person, keep_accounts);
    if (auto report = erase(person, keep_accounts)) return *std::move(report);
    throw no_such_user(person);
}

int emptyings = 0;

}  // namespace

void join_erasure(ErasurePart& part) { parts().push_back(&part); }

void erase_person(const Uuid& user) { erase(user, true); }

Emptying::Emptying() noexcept { ++emptyings; }
Emptying::~Emptying() { --emptyings; }
bool Emptying::active() noexcept { return emptyings > 0; }

COACHING_FUNCTION(coaching_erase_user, erase_user);

}  // namespace coaching::identity
