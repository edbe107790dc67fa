// What the functions of the extension's own library take and give, as C++ has it.

#include "pg/function.hpp"

namespace coaching::bridge_test {

namespace {

using Numbers = pg::Vector<std::int32_t>;

Numbers numbers(std::span<const Oid> types) { return Numbers(types.begin(), types.end()); }

using Found = std::tuple<Numbers, Numbers, Numbers, bool>;

/// By the name of the entry; nothing for a trigger or a planner's support, which have none.
std::optional<Found> signature(pg::Text entry) {
    const std::string symbol = "signature_of_" + std::string(entry);
    const void* found = pg::guarded(
        [&] { return load_external_function("$libdir/coaching", symbol.c_str(), false, nullptr); });
    if (found == nullptr) return std::nullopt;
    const auto& known = *static_cast<const pg::Signature*>(found);
    Numbers takes_null;
    for (std::size_t i = 0; i < known.takes_null.size(); ++i)
        if (known.takes_null[i]) takes_null.push_back(static_cast<std::int32_t>(i + 1));
    return Found{numbers(known.arguments), takes_null, numbers(known.columns), known.is_set};
}

}  // namespace

COACHING_FUNCTION(bridge_signature, signature);

}  // namespace coaching::bridge_test
