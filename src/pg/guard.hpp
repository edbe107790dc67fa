// The two doors of the error boundary.
//
//   guarded(f)    C++ → server: f calls the backend; an error it raises becomes a pg::Error thrown
//                 here, after the server's jump ended in guarded's own frame.
//   boundary(f)   server → C++: f is C++; whatever it throws leaves as an ereport, after every
//                 destructor ran and the handler was left.
//
// So no longjmp ever crosses a live C++ object, and no exception ever crosses a server frame.
#pragma once

#include "pg/error.hpp"

namespace coaching::pg {

namespace detail {

/// Reports the exception now being handled as data the server can raise; never throws.
/// Kind says how the data must be raised.
struct Report {
    ErrorData* data;
    bool from_server;
};
Report report_current_exception(MemoryContext context) noexcept;

/// Raises a report; must be called outside any catch block.
[[noreturn]] void raise(Report report);

}  // namespace detail

/// Calls the backend. `f` and its result must be trivial: a jump out of f skips destructors in it.
/// f must not throw C++ exceptions; call it with as little in it as one backend call.
template <class F>
std::invoke_result_t<F> guarded(F&& f) {
    using Result = std::invoke_result_t<F>;
    static_assert(std::is_trivially_destructible_v<std::remove_reference_t<F>>,
                  "the lambda's captures would not be destroyed by a jump");
    const MemoryContext context = CurrentMemoryContext;
    sigjmp_buf* const outer_stack = PG_exception_stack;
    ErrorContextCallback* const outer_context = error_context_stack;
    sigjmp_buf landing;
    if (__builtin_expect(sigsetjmp(landing, 0) == 0, 1)) {
        PG_exception_stack = &landing;
        if constexpr (std::is_void_v<Result>) {
            f();
            PG_exception_stack = outer_stack;
            error_context_stack = outer_context;
            return;
        } else {
            static_assert(std::is_trivially_destructible_v<Result>);
            Result result = f();
            PG_exception_stack = outer_stack;
            error_context_stack = outer_context;
            return result;
        }
    }
    PG_exception_stack = outer_stack;
    error_context_stack = outer_context;
    MemoryContextSwitchTo(context);
    throw Error::take_from_server();
}

/// Runs C++ on behalf of the server.
template <class F>
std::invoke_result_t<F> boundary(F&& f) {
    const MemoryContext context = CurrentMemoryContext;
    detail::Report report;
    try {
        return f();
    } catch (...) {
        report = detail::report_current_exception(context);
    }
    MemoryContextSwitchTo(context);
    detail::raise(report);
}

/// Lets a cancel, a statement timeout or a shutdown stop a C++ loop; cheap when nothing is pending.
inline void check_for_interrupts() {
    if (__builtin_expect(INTERRUPTS_PENDING_CONDITION(), 0)) guarded([] { ProcessInterrupts(); });
}

}  // namespace coaching::pg
