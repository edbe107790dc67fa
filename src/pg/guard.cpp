#include "pg/guard.hpp"

#include <stdexcept>

#include "base/failure.hpp"

namespace coaching::pg {

Error::Ownership::~Ownership() {
    if (!handed_over) MemoryContextDelete(memory);
}

Error::Error(std::shared_ptr<Ownership> owner, ErrorData* data) noexcept
    : owner_(std::move(owner)), data_(data) {
    std::memcpy(sqlstate_, unpack_sql_state(data->sqlerrcode), 5);
}

Error Error::take_from_server() {
    // Until the transaction ends at the latest: an Error that is never handed over dies with it.
    const MemoryContext parent = TopTransactionContext ? TopTransactionContext : TopMemoryContext;
    const MemoryContext memory =
        AllocSetContextCreate(parent, "coaching error", ALLOCSET_SMALL_SIZES);
    const MemoryContext before = MemoryContextSwitchTo(memory);
    ErrorData* data = CopyErrorData();
    FlushErrorState();
    MemoryContextSwitchTo(before);
    return Error(std::make_shared<Ownership>(memory), data);
}

void Error::begin_message_with(std::string_view words) {
    const std::string_view said = message();
    const std::size_t size = words.size() + said.size();
    auto* text =
        static_cast<char*>(MemoryContextAllocExtended(owner_->memory, size + 1, MCXT_ALLOC_NO_OOM));
    if (text == nullptr) throw std::bad_alloc();
    std::memcpy(text, words.data(), words.size());
    std::memcpy(text + words.size(), said.data(), said.size());
    text[size] = '\0';
    data_->message = text;
}

ErrorData* Error::release_to(MemoryContext context) const noexcept {
    MemoryContextSetParent(owner_->memory, context);
    owner_->handed_over = true;
    return data_;
}

namespace detail {

namespace {

// Raised when there is not even memory to say something better.
ErrorData out_of_memory_report() noexcept {
    ErrorData data{};
    data.elevel = ERROR;
    data.sqlerrcode = ERRCODE_OUT_OF_MEMORY;
    data.message = const_cast<char*>("out of memory");
    data.detail = const_cast<char*>("coaching could not get the memory this call needs.");
    return data;
}

ErrorData last_resort;

Report out_of_memory() noexcept {
    last_resort = out_of_memory_report();
    return {&last_resort, false};
}

char* copy_text(MemoryContext context, std::string_view text) {
    auto* memory =
        static_cast<char*>(MemoryContextAllocExtended(context, text.size() + 1, MCXT_ALLOC_NO_OOM));
    if (memory == nullptr) throw std::bad_alloc();
    std::memcpy(memory, text.data(), text.size());
    memory[text.size()] = '\0';
    return memory;
}

ErrorData* new_report(MemoryContext context, int sqlstate, std::string_view message) {
    auto* data = static_cast<ErrorData*>(MemoryContextAllocExtended(
        context, sizeof(ErrorData), MCXT_ALLOC_NO_OOM | MCXT_ALLOC_ZERO));
    if (data == nullptr) throw std::bad_alloc();
    data->elevel = ERROR;
    data->sqlerrcode = sqlstate;
    data->message = copy_text(context, message);
    return data;
}

ErrorData* report_failure(MemoryContext context, const Failure& failure) {
    const std::string_view s = token_sqlstate(failure.token());
    ErrorData* data =
        new_report(context, MAKE_SQLSTATE(s[0], s[1], s[2], s[3], s[4]), failure.message());
    data->detail = copy_text(context, failure.detail());
    if (!failure.hint().empty()) data->hint = copy_text(context, failure.hint());
    return data;
}

Report report_exception(MemoryContext context) {
    try {
        throw;
    } catch (const Error& error) {
        return {error.release_to(context), true};
    } catch (const Failure& failure) {
        return {report_failure(context, failure), false};
    } catch (const std::bad_alloc&) {
        return out_of_memory();
    } catch (const std::length_error&) {
        return out_of_memory();
    } catch (const std::exception& other) {
        return {new_report(context, ERRCODE_INTERNAL_ERROR, other.what()), false};
    } catch (...) {
        return {new_report(context, ERRCODE_INTERNAL_ERROR, "an unknown C++ exception"), false};
    }
}

}  // namespace

Report report_current_exception(MemoryContext context) noexcept {
    try {
        return report_exception(context);
    } catch (...) {
        return out_of_memory();
    }
}

void raise(Report report) {
    if (report.from_server) ReThrowError(report.data);
    ThrowErrorData(report.data);
    pg_unreachable();
}

}  // namespace detail

}  // namespace coaching::pg
