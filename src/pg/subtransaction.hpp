// Going on after an error: the attempt runs in a subtransaction, and only its rollback makes it
// sound to continue.
#pragma once

#include "pg/error.hpp"

namespace coaching::pg {

namespace detail {

class Subtransaction {
public:
    Subtransaction();
    void release();
    void roll_back() noexcept;

private:
    void restore() noexcept;
    MemoryContext context_;
    ResourceOwner owner_;
};

}  // namespace detail

/// Runs f in a subtransaction. An SQL error in it (raised by the server) rolls it back and is
/// returned; a cancel or statement timeout, and any other exception, rolls it back and travels on.
template <class F>
std::optional<Error> attempt(F&& f) {
    detail::Subtransaction inner;
    try {
        f();
    } catch (const Error& error) {
        inner.roll_back();
        // A cancel or a timeout is meant for the whole statement, not for what was tried here.
        if (error.sqlstate() == "57014") throw;
        return error;
    } catch (...) {
        inner.roll_back();
        throw;
    }
    inner.release();
    return std::nullopt;
}

}  // namespace coaching::pg
