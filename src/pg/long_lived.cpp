#include "pg/long_lived.hpp"

#include "pg/guard.hpp"

namespace coaching::pg {

MemoryContext LongLivedMemory::context() {
    if (context_ == nullptr)
        context_ = guarded([&] {
            return AllocSetContextCreateInternal(TopMemoryContext, name_, ALLOCSET_DEFAULT_SIZES);
        });
    return context_;
}

}  // namespace coaching::pg
