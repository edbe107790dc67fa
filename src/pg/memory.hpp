// Memory of a PostgreSQL memory context behind the standard allocator interface. Containers over it
// are accounted, limited and freed by the server; running out, or asking for more than 1 GB at
// once, is a C++ exception that the boundary reports as SQLSTATE 53200.
#pragma once

// Newer Boost would otherwise throw exceptions of its own for what std calls length_error.
#define BOOST_CONTAINER_USE_STD_EXCEPTIONS
#include <boost/container/flat_map.hpp>
#include <boost/container/flat_set.hpp>
#include <boost/container/small_vector.hpp>
#include <boost/container/vector.hpp>

#include "pg/postgres.hpp"

namespace coaching::pg {

/// Allocates in the memory context that was current when the allocator was made.
template <class T>
class Allocator {
public:
    using value_type = T;
    using propagate_on_container_move_assignment = std::true_type;
    using propagate_on_container_swap = std::true_type;

    Allocator() noexcept : context_(CurrentMemoryContext) {}
    explicit Allocator(MemoryContext context) noexcept : context_(context) {}
    template <class U>
    Allocator(const Allocator<U>& other) noexcept : context_(other.context()) {}  // NOLINT

    /// NO_OOM keeps the server from raising, so no guard is needed on this path.
    T* allocate(std::size_t count) {
        static_assert(alignof(T) <= MAXIMUM_ALIGNOF, "the server's memory is not aligned for it");
        if (count > max_size()) throw std::bad_alloc();
        void* memory = MemoryContextAllocExtended(context_, count * sizeof(T), MCXT_ALLOC_NO_OOM);
        if (memory == nullptr) throw std::bad_alloc();
        return static_cast<T*>(memory);
    }

    void deallocate(T* memory, std::size_t) noexcept { pfree(memory); }
    std::size_t max_size() const noexcept { return MaxAllocSize / sizeof(T); }
    MemoryContext context() const noexcept { return context_; }

    template <class U>
    friend bool operator==(const Allocator& a, const Allocator<U>& b) noexcept {
        return a.context() == b.context();
    }

private:
    MemoryContext context_;
};

template <class T>
using Vector = boost::container::vector<T, Allocator<T>>;
template <class T, std::size_t inplace>
using SmallVector = boost::container::small_vector<T, inplace, Allocator<T>>;
template <class T, class Less = std::less<T>>
using FlatSet = boost::container::flat_set<T, Less, Allocator<T>>;
template <class Key, class T, class Less = std::less<Key>>
using FlatMap = boost::container::flat_map<Key, T, Less, Allocator<std::pair<Key, T>>>;
using Text = std::basic_string<char, std::char_traits<char>, Allocator<char>>;

/// Makes `context` the current one for a scope.
class InContext {
public:
    explicit InContext(MemoryContext context) noexcept : before_(MemoryContextSwitchTo(context)) {}
    ~InContext() { MemoryContextSwitchTo(before_); }
    InContext(const InContext&) = delete;
    InContext& operator=(const InContext&) = delete;

private:
    MemoryContext before_;
};

}  // namespace coaching::pg
