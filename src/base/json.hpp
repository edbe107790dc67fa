// JSON as a tree, and reading documents of a known shape out of it: every field by its name, each
// refusal with the path of what is wrong, and nothing passed over in silence.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/uuid.hpp"

namespace coaching::json {

struct Value {
    enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

    Kind kind = Kind::null;
    bool truth = false;
    /// A string's characters; a number as it was written.
    std::string text;
    /// Of an object, the name of each element.
    std::vector<std::string> names;
    /// Of an array or an object.
    std::vector<Value> elements;
};

/// "path[position]", from 0.
std::string element_path(std::string_view path, std::size_t position);

/// Throws Failure(invalid_argument): "path must be …".
[[noreturn]] void refuse(const std::string& path, std::string_view must_be);

/// An object's fields, read one by one. A field that is null counts as not there. Each function
/// throws Failure(invalid_argument) where something else stands than it reads.
class Fields {
public:
    /// `path` is where the object stands in the document; empty for the document itself, which
    /// `what` names: "the plan". The object must outlive this.
    Fields(const Value& object, std::string path, const char* what);

    /// Whether the name stands there, be it with null.
    bool names(std::string_view name) const { return find(name) != nullptr; }

    /// Not longer.
    std::optional<std::string> text(std::string_view name, std::size_t most_bytes);
    /// Neither longer nor blank.
    std::optional<std::string> name(std::string_view name, std::size_t most_bytes);
    /// A text, or a number, which stands for its digits: "8-12" repetitions, or 10.
    std::optional<std::string> words(std::string_view name, std::size_t most_bytes);
    std::optional<std::int32_t> integer(std::string_view name, std::int32_t least,
                                        std::int32_t most);
    /// A number from 0 to `most`, as it was written.
    std::optional<std::string> decimal(std::string_view name, double most);
    std::optional<Uuid> id(std::string_view name);
    std::optional<std::string> choice(std::string_view name, std::span<const std::string_view> of);
    /// The strings of an array, none of them longer; empty where there is none.
    std::vector<std::string> texts(std::string_view name, std::size_t most_elements,
                                   std::size_t most_bytes);
    /// An array; empty where there is none.
    std::span<const Value> list(std::string_view name, std::size_t most_elements);
    /// An object somebody else will read.
    void object(std::string_view name);

    /// Throws Failure(invalid_argument) where a field has a name that was never asked for: a slip
    /// in a name must not lose what somebody wrote.
    void require_no_others() const;

    std::string path_of(std::string_view name) const;

private:
    const Value* find(std::string_view name) const;
    /// Marks it as read; nullptr for null as well.
    const Value* take(std::string_view name);

    const Value& object_;
    std::string path_;
    std::vector<bool> taken_;
};

}  // namespace coaching::json
