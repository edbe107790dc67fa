// Whose words notes and insights are, and the relationship they are written in.
#pragma once

#include <optional>

#include "base/uuid.hpp"
#include "pg/trigger.hpp"

namespace coaching::feedback {

/// Whether the caller is the extension itself, or trusted.
bool system_writes();

/// Throws permission_denied unless the trainer, or the system, writes. `what` begins the sentence.
void require_author(const Uuid& trainer, const char* what);

/// The author a new row names, else the caller; authorised. Nothing where the system names none.
std::optional<Uuid> require_new_author(const pg::TriggerRow& row, const char* what);

/// Judges an UPDATE of what only its author writes: `kept` never change, and a person writes only
/// while the two are connected. The client reads what stands here, and a former or blocked trainer
/// could otherwise go on writing to them.
void judge_rewriting(const pg::TriggerCall& call, std::initializer_list<const char*> kept,
                     const char* what);

/// Judges a DELETE: by the author as every change, by admins and the system at any time.
void judge_removal(const pg::TriggerCall& call, const char* what);

/// A relationship as those see it who write in it.
struct Bond {
    bool is_active;  ///< not paused, not ended
    bool shows_analytics;
};

/// Authorises who writes a new row with relationship_id, trainer_id and client_id, fills in those
/// of the three that are NULL, and holds the relationship until the transaction ends: whoever ends
/// it or takes a permission away waits, or is waited for. Throws not_found where the three do not
/// belong together or one is erased, relationship_error where a person writes and the two are not
/// connected.
Bond settle_bond(pg::NewRow& row, const char* what);

/// Throws not_found where one of the two is erased: nothing is written about them any more, or in
/// their name, by whomever.
void require_both_here(const Uuid& client, const Uuid& trainer);

/// Holds the live relationship of the two in the same way; throws relationship_error where there is
/// none.
void hold_live_bond(const Uuid& client, const Uuid& trainer);

/// Nothing is told of what the house brings from elsewhere, or writes after the end.
bool is_news(const pg::TriggerRow& row);

}  // namespace coaching::feedback
