#include "tally.hpp"

#include <algorithm>
#include <cstdio>

namespace storm {

namespace {

/// The errors the extension promises (design, section 6).
constexpr const char* promised[] = {"42501", "PT404", "PT410", "PT402", "PT409", "22023"};
/// What follows from killing: cancelled, terminated, crashed, starting again.
constexpr const char* from_killing[] = {"57014", "57P01", "57P02", "57P03"};

bool is_explained(const std::string& sqlstate) {
    const auto is = [&](const char* known) { return sqlstate == known; };
    return sqlstate.starts_with("08") ||
           std::any_of(std::begin(promised), std::end(promised), is) ||
           std::any_of(std::begin(from_killing), std::end(from_killing), is);
}

std::string outcome_of(const Reply& reply) {
    if (reply.sqlstate.empty()) return reply.fate == Fate::acknowledged ? "done" : "unknown";
    return reply.token.empty() ? reply.sqlstate : reply.sqlstate + " " + reply.token;
}

}  // namespace

void Tally::count(const std::string& call, const Reply& reply, const std::string& statement) {
    const std::lock_guard lock(mutex_);
    const std::string outcome = outcome_of(reply);
    ++calls_[call][outcome];
    ++outcomes_[outcome];
    if (!reply.sqlstate.empty() && !is_explained(reply.sqlstate))
        surprises_.push_back(reply.sqlstate + ": " + reply.message + "in: " + statement);
}

std::vector<std::string> Tally::surprises() const {
    const std::lock_guard lock(mutex_);
    return surprises_;
}

long Tally::of(const std::string& outcome) const {
    const std::lock_guard lock(mutex_);
    const auto place = outcomes_.find(outcome);
    return place == outcomes_.end() ? 0 : place->second;
}

long Tally::done(const std::string& call) const {
    const std::lock_guard lock(mutex_);
    const auto outcomes = calls_.find(call);
    if (outcomes == calls_.end()) return 0;
    const auto place = outcomes->second.find("done");
    return place == outcomes->second.end() ? 0 : place->second;
}

void Tally::print() const {
    const std::lock_guard lock(mutex_);
    for (const auto& [call, outcomes] : calls_) {
        std::printf("# %-28s", call.c_str());
        for (const auto& [outcome, number] : outcomes)
            std::printf("  %s %ld", outcome.c_str(), number);
        std::printf("\n");
    }
    std::printf("# all:");
    for (const auto& [outcome, number] : outcomes_)
        std::printf("  %s %ld", outcome.c_str(), number);
    std::printf("\n");
}

void Results::result(const std::string& sentence, const std::vector<std::string>& complaints) {
    std::printf("%s - %s\n", complaints.empty() ? "ok" : "not ok", sentence.c_str());
    if (complaints.empty()) return;
    all_ok_ = false;
    constexpr std::size_t most = 10;
    std::printf("# %zu of them, such as\n", complaints.size());
    for (std::size_t i = 0; i < std::min(most, complaints.size()); ++i) {
        // Every line of it a diagnostic.
        std::string text = "# " + complaints[i];
        for (std::size_t at = text.find('\n'); at != std::string::npos;
             at = text.find('\n', at + 3))
            text.replace(at, 1, "\n# ");
        std::printf("%s\n", text.c_str());
    }
}

}  // namespace storm
