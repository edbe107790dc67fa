// What the list functions share: page sizes and search words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coaching {

/// Throws Failure(invalid_argument) unless 1 <= max_rows <= 1000.
void require_page_size(std::int32_t max_rows);

/// A LIKE pattern that finds `text` anywhere, with %, _ and \ taken literally.
/// Throws Failure(invalid_argument) above 200 bytes.
std::string pattern_containing(std::string_view text);

/// The words of a search as patterns, one each; empty for a search of nothing but blanks.
std::vector<std::string> patterns_of_words(std::string_view query);

}  // namespace coaching
