#include "pg/setting.hpp"

namespace coaching::pg {

namespace {

std::uint64_t changes = 1;
WatchedText* first_foreign = nullptr;

void (*change_listener)() = nullptr;

void count_change(const char*, void*) {
    ++changes;
    if (change_listener != nullptr) change_listener();
}

/// True where a library has really defined it; a value set before any did is a mere placeholder.
bool defined_by_a_library(const char* name) {
    return guarded([&] {
        if (GetConfigOption(name, true, false) == nullptr) return false;
        return (GetConfigOptionFlags(name, true) & GUC_CUSTOM_PLACEHOLDER) == 0;
    });
}

}  // namespace

void Switch::define() {
    guarded([&] {
        DefineCustomBoolVariable(name_, description_, nullptr, &value_, value_, PGC_USERSET, 0,
                                 nullptr, nullptr, nullptr);
    });
}

void WatchedText::define() {
    if (defined_by_a_library(name_)) {
        owned_by_another_ = true;
        next_foreign_ = first_foreign;
        first_foreign = this;
        return;
    }
    guarded([&] {
        DefineCustomStringVariable(name_, description_, nullptr, &value_, nullptr, PGC_USERSET,
                                   GUC_NO_SHOW_ALL | GUC_NOT_IN_SAMPLE, nullptr, count_change,
                                   nullptr);
    });
}

std::string_view WatchedText::value() const {
    const char* text =
        owned_by_another_ ? guarded([&] { return GetConfigOption(name_, true, false); }) : value_;
    return text != nullptr ? std::string_view(text) : std::string_view();
}

void WatchedText::notice_change() {
    if (value() == last_seen_) return;
    last_seen_ = value();
    ++changes;
}

bool when_watched_settings_change(void (*listener)()) {
    change_listener = listener;
    return first_foreign == nullptr;
}

std::uint64_t watched_changes() {
    for (WatchedText* setting = first_foreign; setting != nullptr; setting = setting->next_foreign_)
        setting->notice_change();
    return changes;
}

void reserve_setting_prefix(const char* prefix) {
    guarded([&] { MarkGUCPrefixReserved(prefix); });
}

void set_for_transaction(const char* name, const std::string& value) {
    const char* text = value.c_str();
    guarded([&] {
        set_config_option(name, text, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_LOCAL, true, 0, false);
    });
}

std::string setting_value(const char* name) {
    const char* text = guarded([&] { return GetConfigOption(name, true, false); });
    return text != nullptr ? text : "";
}

}  // namespace coaching::pg
