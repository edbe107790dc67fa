#include "identity/house_settings.hpp"

#include "pg/key_lookup.hpp"

namespace coaching::identity {

namespace {

constinit pg::TableColumns setting_columns{"settings", "settings_pkey", "key", "value"};

}  // namespace

std::optional<pg::Text> house_setting(std::string_view key) {
    pg::KeyLookup row(setting_columns, key);
    return row.next() ? std::optional(row.get<pg::Text>(1)) : std::nullopt;
}

}  // namespace coaching::identity
