#include "base/csv.hpp"

#include <array>

namespace coaching {

namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

/// Of the three, the one that stands most often outside quotes in the first line with anything in
/// it; a comma where there is none.
char separator_of(std::string_view text) {
    constexpr std::string_view candidates = ",;\t";
    std::array<std::size_t, candidates.size()> counts{};
    bool quoted = false;
    bool begun = false;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        const bool line_ends = c == '\n' || c == '\r';
        if (line_ends && begun && !quoted) break;
        if (!line_ends) begun = true;
        const std::size_t candidate = candidates.find(c);
        if (!quoted && candidate != std::string_view::npos) ++counts[candidate];
    }
    std::size_t best = 0;
    for (std::size_t i = 1; i < candidates.size(); ++i)
        if (counts[i] > counts[best]) best = i;
    return candidates[best];
}

}  // namespace

CsvReader::CsvReader(std::string_view text) : text_(text) {
    if (text_.starts_with(byte_order_mark)) text_.remove_prefix(byte_order_mark.size());
    separator_ = separator_of(text_);
}

bool CsvReader::next() {
    while (!at_end() && at_line_end()) skip_line_end();
    if (at_end()) return false;
    line_ = next_line_;
    fault_ = nullptr;
    raw_.clear();
    fields_.clear();
    const std::size_t start = at_;
    read_record();
    if (fault_ != nullptr) {
        // Only the first line is given up: the quote at fault may have swallowed good ones.
        at_ = start;
        next_line_ = line_;
        skip_line();
    } else {
        finish_fields();
    }
    return true;
}

void CsvReader::read_record() {
    for (;;) {
        if (raw_.size() == most_fields) {
            fault_ = "the line has more fields than any export";
            return;
        }
        const RawField field = read_field();
        if (fault_ != nullptr) return;
        raw_.push_back(field);
        if (at_end()) return;
        if (at_line_end()) {
            skip_line_end();
            return;
        }
        ++at_;  // the separator
    }
}

CsvReader::RawField CsvReader::read_field() {
    if (!at_end() && text_[at_] == '"') return read_quoted();
    const std::size_t start = at_;
    for (; !at_end() && !at_line_end() && text_[at_] != separator_; ++at_) {
        if (text_[at_] == '"') {
            fault_ = "a quote stands within a field that is not quoted";
            break;
        }
    }
    return {text_.substr(start, at_ - start), false};
}

CsvReader::RawField CsvReader::read_quoted() {
    const std::size_t start = ++at_;
    bool doubled = false;
    for (; !at_end(); ++at_) {
        if (at_line_end()) {
            skip_line_end();
            --at_;
        } else if (text_[at_] == '"') {
            if (at_ + 1 == text_.size() || text_[at_ + 1] != '"') break;
            doubled = true;
            ++at_;
        }
    }
    if (at_end()) {
        fault_ = "a quoted field has no end";
        return {};
    }
    const RawField field{text_.substr(start, at_ - start), doubled};
    ++at_;
    if (!at_end() && !at_line_end() && text_[at_] != separator_)
        fault_ = "something follows the end of a quoted field";
    return field;
}

void CsvReader::finish_fields() {
    std::size_t most = 0;
    for (const RawField& field : raw_)
        if (field.has_doubled_quotes) most += field.text.size();
    unquoted_.clear();
    // All at once: fields look into it.
    unquoted_.reserve(most);
    for (const RawField& field : raw_) {
        if (!field.has_doubled_quotes) {
            fields_.push_back(field.text);
            continue;
        }
        const std::size_t start = unquoted_.size();
        for (std::size_t i = 0; i < field.text.size(); ++i) {
            unquoted_ += field.text[i];
            if (field.text[i] == '"') ++i;
        }
        fields_.push_back(std::string_view(unquoted_).substr(start));
    }
}

void CsvReader::skip_line() {
    while (!at_end() && !at_line_end()) ++at_;
    if (!at_end()) skip_line_end();
}

/// CRLF is one end of line.
void CsvReader::skip_line_end() {
    if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    ++at_;
    ++next_line_;
}

}  // namespace coaching
