// The order of the trainer directory, best rated first, and its cursors.
#pragma once

#include <optional>

#include "base/uuid.hpp"
#include "pg/memory.hpp"

namespace coaching::relationships {

/// A place in the directory: the rating (0 without one) as text, and the trainer.
struct DirectoryPlace {
    std::optional<pg::Text> rating;
    std::optional<Uuid> trainer;
};

/// The place after which a list goes on; throws Failure(invalid_argument) for what `list` never
/// issued.
DirectoryPlace read_directory_cursor(std::string_view list, const std::optional<pg::Text>& after);

pg::Text directory_cursor(std::string_view list, std::string_view rating, const Uuid& trainer);

/// Throws Failure(invalid_argument) for another word than gym, online or home_visit.
void require_session_mode(const std::optional<pg::Text>& mode);

}  // namespace coaching::relationships
