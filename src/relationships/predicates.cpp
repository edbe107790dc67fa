// The predicates every policy is made of, as the executor calls them: one look at a kept set per
// row. How the planner turns them into index conditions stands in predicate_planning.cpp.

#include "base/failure.hpp"
#include "pg/function.hpp"
#include "pg/planner.hpp"
#include "pg/statement.hpp"
#include "relationships/visibility.hpp"

namespace coaching::relationships {

namespace {

bool can_access(Uuid client, std::string_view data) {
    return visible_clients().sees(client, require_data_kind(data));
}

bool is_self_or_admin(Uuid user) { return visible_clients().is_self(user); }

bool knows(Uuid user) { return known_people().knows(user); }

/// Stands in plans made for an admin; see predicate_planning.cpp.
bool sees_everyone() {
    if (__builtin_expect(visible_clients().everyone(), 1)) return true;
    pg::planner::forget_simplified_plans();
    throw Failure(Token::rights_changed, "the caller's rights changed while the statement was kept")
        .hint("Run the statement again.");
}

constinit pg::Query<Uuid()> every_user{"SELECT id FROM coaching.users"};

// Reached only when a plan made for somebody with a list is run by somebody who sees everyone.
pg::Vector<Uuid> everyone() {
    pg::AsOwner owner;
    return every_user.all();
}

pg::Vector<Uuid> only_self() {
    pg::Vector<Uuid> ids;
    if (const auto& self = visible_clients().self()) ids.push_back(*self);
    return ids;
}

pg::Vector<Uuid> visible_ids(std::string_view data) {
    const bool of_people = data == "self" || data == "known";
    const DataKind kind = of_people ? DataKind::profile : require_data_kind(data);
    if (visible_clients().everyone()) return everyone();
    if (data == "self") return only_self();
    if (data == "known") return known_people().ids();
    return visible_clients().ids(kind);
}

}  // namespace

COACHING_FUNCTION(coaching_can_access, can_access);
COACHING_FUNCTION(coaching_is_self_or_admin, is_self_or_admin);
COACHING_FUNCTION(coaching_knows, knows);
COACHING_FUNCTION(coaching_visible_ids, visible_ids);
COACHING_FUNCTION(coaching_sees_everyone, sees_everyone);

}  // namespace coaching::relationships
