#include "base/listing.hpp"

#include "base/failure.hpp"

namespace coaching {

namespace {

constexpr std::int32_t most_rows = 1000;
constexpr std::size_t longest_search = 200;

}  // namespace

void require_page_size(std::int32_t max_rows) {
    if (max_rows < 1 || max_rows > most_rows)
        throw Failure(Token::invalid_argument, "max_rows must be from 1 to 1000")
            .with("max_rows", max_rows);
}

std::string pattern_containing(std::string_view text) {
    require_at_most(longest_search, text, "a search");
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern + "%";
}

std::vector<std::string> patterns_of_words(std::string_view query) {
    constexpr std::string_view blanks = " \t\r\n";
    require_at_most(longest_search, query, "a search");
    std::vector<std::string> patterns;
    while (true) {
        const std::size_t begin = query.find_first_not_of(blanks);
        if (begin == std::string_view::npos) return patterns;
        query.remove_prefix(begin);
        const std::size_t end = query.find_first_of(blanks);
        patterns.push_back(pattern_containing(query.substr(0, end)));
        if (end == std::string_view::npos) return patterns;
        query.remove_prefix(end);
    }
}

}  // namespace coaching
