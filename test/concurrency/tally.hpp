// What became of the calls, and the results of the suite.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "connection.hpp"

namespace storm {

class Tally {
public:
    void count(const std::string& call, const Reply& reply, const std::string& statement);

    /// SQLSTATEs that neither the design's section 6 nor a kill explains, with what was called.
    std::vector<std::string> surprises() const;
    /// Prints diagnostics: calls and their outcomes, SQLSTATEs and their number.
    void print() const;
    long of(const std::string& outcome) const;
    /// How often that call was made in full.
    long done(const std::string& call) const;

private:
    mutable std::mutex mutex_;
    std::map<std::string, std::map<std::string, long>> calls_;
    std::map<std::string, long> outcomes_;
    std::vector<std::string> surprises_;
};

/// Prints the result of a test: ok where there is nothing to complain of.
class Results {
public:
    void result(const std::string& sentence, const std::vector<std::string>& complaints);
    bool all_ok() const { return all_ok_; }

private:
    bool all_ok_ = true;
};

}  // namespace storm
