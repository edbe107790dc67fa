#include "relationships/moves.hpp"

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "pg/security.hpp"

namespace coaching::relationships {

Actor actor_for_house() {
    if (pg::AsOwner::active()) return Actor::system;
    const identity::Caller& who = identity::caller();
    if (who.trusted) return Actor::system;
    return who.admin ? Actor::admin : Actor::stranger;
}

Actor actor_between(const Uuid& client, const Uuid& trainer) {
    const Actor house = actor_for_house();
    if (house != Actor::stranger) return house;
    const identity::Caller& who = identity::caller();
    if (!who.active) return Actor::stranger;
    if (who.is(client)) return Actor::client;
    return who.is(trainer) ? Actor::trainer : Actor::stranger;
}

std::string_view actor_word(Actor actor) {
    switch (actor) {
        case Actor::client: return "client";
        case Actor::trainer: return "trainer";
        case Actor::admin: return "admin";
        default: return "system";
    }
}

void require_move(std::span<const Move> table, const char* noun, std::string_view from,
                  std::string_view to, Actor actor) {
    switch (judge(table, from, to, actor)) {
        case Verdict::allowed: return;
        case Verdict::forbidden_actor:
            throw Failure(Token::permission_denied, "this side may not make that change")
                .with("from", from)
                .with("to", to);
        case Verdict::illegal_move:
            throw Failure(Token::illegal_transition,
                          from.empty()
                              ? std::string(noun) + " cannot begin as \"" + std::string(to) + "\""
                              : std::string(noun) + " cannot go from \"" + std::string(from) +
                                    "\" to \"" + std::string(to) + "\"")
                .with("from", from)
                .with("to", to);
    }
}

void require_own_columns(std::span<const ColumnWriter> writers, const pg::TriggerCall& call,
                         Actor actor) {
    for (const ColumnWriter& one : writers)
        if (!one.writers.contains(actor) && call.changes(one.column))
            throw Failure(Token::permission_denied,
                          std::string("this side may not write ") + one.column)
                .with("column", one.column);
}

void require_text(const pg::TriggerRow& row, const char* column, std::size_t most_bytes,
                  const char* what) {
    if (const auto text = row.get<std::optional<std::string_view>>(column))
        require_at_most(most_bytes, *text, what);
}

void require_unchanged(std::initializer_list<const char*> columns, const pg::TriggerCall& call) {
    for (const char* column : columns)
        if (call.changes(column))
            throw Failure(Token::invalid_argument, std::string(column) + " never changes")
                .with("column", column);
}

}  // namespace coaching::relationships
