// Settings (GUCs) of the extension, and of others that it watches.
#pragma once

#include "pg/guard.hpp"

namespace coaching::pg {

/// A true/false setting anyone may set for their session.
class Switch {
public:
    constexpr Switch(const char* name, const char* description)
        : name_(name), description_(description) {}
    void define();
    bool on() const { return value_; }

private:
    const char* name_;
    const char* description_;
    bool value_ = false;
};

/// A text setting whose changes are counted, so that what was derived from it can be kept until it
/// changes. The counter is shared by all watched settings: see watched_changes().
class WatchedText {
public:
    constexpr WatchedText(const char* name, const char* description)
        : name_(name), description_(description) {}

    /// Defines the setting. Where another library owns it already, it is only read, and compared
    /// on each look.
    void define();

    /// The value, or empty where it is unset.
    std::string_view value() const;

private:
    friend std::uint64_t watched_changes();
    void notice_change();

    const char* name_;
    const char* description_;
    char* value_ = nullptr;
    bool owned_by_another_ = false;
    std::string last_seen_;
    WatchedText* next_foreign_ = nullptr;
};

/// Calls `listener` at every change of a watched setting from now on; it must not look anything up
/// and must not throw. False where changes cannot be heard of, since another library owns one.
bool when_watched_settings_change(void (*listener)());

/// Rises whenever any WatchedText may have changed; one load in the usual case.
std::uint64_t watched_changes();

/// Keeps other libraries and sessions from inventing settings below "coaching.".
void reserve_setting_prefix(const char* prefix);

/// Sets any setting for the rest of the transaction, as set_config(name, value, true) does.
void set_for_transaction(const char* name, const std::string& value);

/// Present value of any setting; empty where it does not exist.
std::string setting_value(const char* name);

}  // namespace coaching::pg
