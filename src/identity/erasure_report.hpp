// What an erasure did, for whoever must file it: tables and numbers, and nothing of the person.
#pragma once

#include <map>
#include <string>

#include "identity/erasure.hpp"
#include "pg/values.hpp"

namespace coaching::identity {

/// Why rows stay.
struct Reason {
    const char* code;
    const char* message;
};

class ErasureReport {
public:
    void add(const ErasureStep& step, std::uint64_t rows);
    void add(ErasureStep::Deed deed, const char* table, std::uint64_t rows);
    void keep(const char* table, std::uint64_t rows, const Reason& reason);
    /// Whether nothing was deleted or emptied.
    bool is_empty() const { return deleted_.empty() && emptied_.empty(); }

    /// `erased_at` as JSON.
    pg::Json json(const std::string& erased_at) const;

private:
    struct Kept {
        std::uint64_t rows;
        const Reason* reason;
    };
    std::map<std::string, std::uint64_t> deleted_;
    std::map<std::string, std::uint64_t> emptied_;
    std::map<std::string, Kept> kept_;
};

}  // namespace coaching::identity
