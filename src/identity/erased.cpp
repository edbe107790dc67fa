// Nothing new is written about somebody erased, by whomever. Whoever writes refers to the person
// until they commit: an erasure that runs is waited for, one that begins waits, and takes what was
// written along.

#include "identity/caller.hpp"
#include "identity/erasure.hpp"
#include "pg/trigger.hpp"

namespace coaching::identity {

namespace {

constinit pg::Check<bool(Uuid)> hold_while_here{
    "SELECT true FROM coaching.users WHERE id = $1 AND erased_at IS NULL FOR KEY SHARE"};
constinit pg::Check<bool(Uuid)> is_erased{
    "SELECT true FROM coaching.users WHERE id = $1 AND erased_at IS NOT NULL"};

bool hold(const Uuid& person) {
    pg::AsOwner owner;
    return hold_while_here.first(person).has_value();
}

/// Calls take with each of the names in "one,another".
template <class Take>
void each_name(std::string_view names, Take&& take) {
    while (!names.empty()) {
        const std::size_t end = names.find(',');
        take(std::string(names.substr(0, end)));
        names = end == std::string_view::npos ? std::string_view() : names.substr(end + 1);
    }
}

/// Whether an update changes what the trigger is there for; without any such columns it is always.
bool writes(const pg::TriggerCall& call, std::span<char* const> arguments) {
    if (call.is_insert() || arguments.size() < 2) return true;
    bool any = false;
    each_name(arguments[1],
              [&](const std::string& column) { any = any || call.changes(column.c_str()); });
    return any;
}

pg::TriggerResult refuse_erased(pg::TriggerCall& call) {
    if (pg::restoring() || Emptying::active()) return call.pass();
    const auto arguments = call.arguments();
    if (arguments.empty() || !writes(call, arguments)) return call.pass();
    const pg::NewRow row = call.new_row();
    each_name(arguments[0], [&](const std::string& column) {
        const auto person = row.get<std::optional<Uuid>>(column.c_str());
        if (!person || hold(*person)) return;
        // Somebody unknown the foreign key refuses.
        pg::AsOwner owner;
        if (is_erased.first(*person)) throw no_such_user(*person);
    });
    return call.pass();
}

}  // namespace

void require_not_erased(const Uuid& person) {
    if (!hold(person)) throw no_such_user(person);
}

COACHING_TRIGGER(coaching_refuse_erased, refuse_erased);

}  // namespace coaching::identity
