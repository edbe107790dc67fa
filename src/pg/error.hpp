// A PostgreSQL error on its way through C++: the whole ErrorData the server had made (SQLSTATE,
// detail, hint, constraint, position, context), so that the client sees it as if no C++ had been in
// between.
//
// Catching one is only sound to throw something else: what the failed call left behind (locks,
// buffers, SPI levels) is undone by an abort alone. To go on after an error use pg::attempt().
#pragma once

#include "pg/postgres.hpp"

namespace coaching::pg {

class Error : public std::exception {
public:
    /// Takes the error now on top of the server's error stack, and empties that stack.
    static Error take_from_server();

    /// The five characters, e.g. "23505".
    std::string_view sqlstate() const noexcept { return {sqlstate_, 5}; }
    std::string_view message() const noexcept { return data_->message ? data_->message : ""; }
    std::string_view detail() const noexcept { return data_->detail ? data_->detail : ""; }
    std::string_view constraint() const noexcept {
        return data_->constraint_name ? data_->constraint_name : "";
    }
    const char* what() const noexcept override { return data_->message ? data_->message : ""; }

    /// Puts words before the message: what was being done. All else stays as the server said it.
    void begin_message_with(std::string_view words);

    /// Hands the memory over to `context`, which must be short-lived, and returns the data.
    /// The caller re-throws it into the server.
    ErrorData* release_to(MemoryContext context) const noexcept;

private:
    // The data and all its strings live in one small context, owned by the last copy of the Error
    // until the boundary hands it over.
    struct Ownership {
        MemoryContext memory;
        bool handed_over = false;
        explicit Ownership(MemoryContext context) : memory(context) {}
        ~Ownership();
        Ownership(const Ownership&) = delete;
        Ownership& operator=(const Ownership&) = delete;
    };

    Error(std::shared_ptr<Ownership> owner, ErrorData* data) noexcept;

    std::shared_ptr<Ownership> owner_;
    ErrorData* data_;
    char sqlstate_[6] = {};
};

}  // namespace coaching::pg
