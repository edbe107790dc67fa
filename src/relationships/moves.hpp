// Who makes a move, and whether they may: what the triggers of this slice share.
#pragma once

#include <span>

#include "base/state_machine.hpp"
#include "base/uuid.hpp"
#include "pg/trigger.hpp"
#include "relationships/sides.hpp"

namespace coaching::relationships {

/// Which side the caller is on. `system` inside an AsOwner scope and for trusted callers.
Actor actor_between(const Uuid& client, const Uuid& trainer);

/// The same where only the house, or one side, can be recognised.
Actor actor_for_house();

/// client, trainer, admin or system, as columns that say who did something have it.
std::string_view actor_word(Actor actor);

/// Throws illegal_transition or permission_denied unless the table allows the move. `noun` begins
/// the sentence: "a relationship".
void require_move(std::span<const Move> table, const char* noun, std::string_view from,
                  std::string_view to, Actor actor);

/// A column and who writes it.
struct ColumnWriter {
    const char* column;
    Actors writers;
};

/// Throws permission_denied where the update changes a column that is not this side's.
void require_own_columns(std::span<const ColumnWriter> writers, const pg::TriggerCall& call,
                         Actor actor);

/// Throws invalid_argument where a column's text is longer; `what` begins the sentence.
void require_text(const pg::TriggerRow& row, const char* column, std::size_t most_bytes,
                  const char* what);

/// Throws invalid_argument where the update changes one of these for anybody.
void require_unchanged(std::initializer_list<const char*> columns, const pg::TriggerCall& call);

}  // namespace coaching::relationships
