#include "relationships/directory.hpp"

#include <charconv>

#include "base/cursor.hpp"
#include "base/failure.hpp"

namespace coaching::relationships {

DirectoryPlace read_directory_cursor(std::string_view list, const std::optional<pg::Text>& after) {
    if (!after) return {};
    const auto key = decode_cursor(list, *after, 2);
    const double rating = number_in_cursor<double>(key[0]);
    if (!(rating >= 0 && rating <= 5)) refuse_damaged_cursor();
    // Printed again: of what numbers can look like, the server knows less than from_chars.
    char text[8];
    const auto printed =
        std::to_chars(text, text + sizeof text, rating, std::chars_format::fixed, 2);
    return {pg::Text(text, static_cast<std::size_t>(printed.ptr - text)), id_in_cursor(key[1])};
}

pg::Text directory_cursor(std::string_view list, std::string_view rating, const Uuid& trainer) {
    const Uuid::Text id = trainer.text();
    const std::string_view key[] = {rating, id};
    return pg::Text(encode_cursor(list, key));
}

void require_session_mode(const std::optional<pg::Text>& mode) {
    if (!mode || *mode == "gym" || *mode == "online" || *mode == "home_visit") return;
    throw Failure(Token::invalid_argument, "session_mode must be gym, online or home_visit")
        .with("argument", "session_mode");
}

}  // namespace coaching::relationships
