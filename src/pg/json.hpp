// Reading and writing JSON with the server's own parser.
#pragma once

#include <span>

#include "base/json.hpp"
#include "pg/datum.hpp"

namespace coaching::pg {

/// A parsed JSON document.
class JsonDocument {
public:
    using Path = std::span<const std::string_view>;

    /// Throws pg::Error (22P02 and relatives) for what is not JSON.
    static JsonDocument parse(std::string_view text);
    explicit JsonDocument(Json json) : root_(json.datum) {}

    bool is_object() const;

    /// How many elements the document has; nullopt where it is no array.
    std::optional<std::uint32_t> array_size() const;

    /// The document as a tree, or one element of an array. What lies deeper than `depth` containers
    /// is left out: the container is there, and empty.
    json::Value tree(int depth) const;
    json::Value element_tree(std::uint32_t position, int depth) const;

    /// Throws Failure(invalid_argument) where the document takes more room than that; `what` names
    /// it: "the plan".
    void require_at_most(std::size_t bytes, const char* what) const;

    /// The string at a path of object keys; nullopt where anything else stands, or nothing.
    std::optional<std::string> string_at(Path path) const;

    /// Whether something other than null stands at a path.
    bool has(Path path) const;

    /// The strings at a path: of an array, or the one string that stands there.
    /// nullopt where there is nothing of the kind.
    std::optional<std::vector<std::string>> strings_at(Path path) const;

private:
    Datum root_;
};

/// Any SQL value as JSON, as to_jsonb makes it.
Json to_json(Datum value, Oid type);

/// Parses text we made ourselves.
Json json_from_text(const std::string& text);

}  // namespace coaching::pg
