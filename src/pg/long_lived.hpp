// Memory that lives as long as the backend, for answers kept from one statement to the next.
#pragma once

#include "pg/memory.hpp"

namespace coaching::pg {

class LongLivedMemory {
public:
    /// `name` is shown in pg_backend_memory_contexts.
    constexpr explicit LongLivedMemory(const char* name) : name_(name) {}

    /// A T whose containers grow in this memory, whatever is current then.
    template <class T>
    T make() {
        InContext in(context());
        return T();
    }

private:
    MemoryContext context();

    const char* name_;
    MemoryContext context_ = nullptr;
};

}  // namespace coaching::pg
