#include "matching/words.hpp"

#include <bit>
#include <cstring>

namespace coaching::matching {

namespace {

constexpr std::uint64_t every_byte = 0x0101010101010101;

/// Eight letters at once, capitals of ASCII in lower case: adding to a byte without its top bit
/// carries into that bit from "A" on in one sum, and from after "Z" in the other.
constexpr std::uint64_t lower_case(std::uint64_t letters) {
    const std::uint64_t without_top = letters & (0x7f * every_byte);
    const std::uint64_t from_a = without_top + (0x80 - 'A') * every_byte;
    const std::uint64_t after_z = without_top + (0x7f - 'Z') * every_byte;
    const std::uint64_t capitals = (from_a ^ after_z) & ~letters & (0x80 * every_byte);
    return letters | capitals >> 2;
}

template <class Number>
std::uint64_t load(const char* from) {
    Number number = 0;
    std::memcpy(&number, from, sizeof number);
    return number;
}

/// At most eight letters from `from`, the rest zero: of fewer, two loads that overlap.
std::uint64_t letters_at(const char* from, std::size_t count) {
    if (count >= 8) return load<std::uint64_t>(from);
    if constexpr (std::endian::native != std::endian::little) {
        std::uint64_t letters = 0;
        std::memcpy(&letters, from, count);
        return letters;
    }
    if (count >= 4)
        return load<std::uint32_t>(from) | load<std::uint32_t>(from + count - 4) << 8 * (count - 4);
    if (count >= 2)
        return load<std::uint16_t>(from) | load<std::uint16_t>(from + count - 2) << 8 * (count - 2);
    return count == 1 ? load<std::uint8_t>(from) : 0;
}

template <class Visit>
bool for_each_eight(std::string_view word, Visit&& visit) {
    for (std::size_t at = 0; at < word.size(); at += 8)
        if (!visit(lower_case(letters_at(word.data() + at, word.size() - at)), at)) return false;
    return true;
}

std::size_t hash_of(std::string_view word) {
    std::uint64_t hash = word.size();
    for_each_eight(word, [&](std::uint64_t letters, std::size_t) {
        hash = (hash ^ letters) * 0x9e3779b97f4a7c15;
        hash ^= hash >> 32;
        return true;
    });
    return hash;
}

/// `known` is in lower case.
bool is_same(std::string_view word, std::string_view known) {
    return word.size() == known.size() &&
           for_each_eight(word, [&](std::uint64_t letters, std::size_t at) {
               return letters == letters_at(known.data() + at, known.size() - at);
           });
}

}  // namespace

bool is_ascii(std::string_view word) {
    return for_each_eight(word, [](std::uint64_t letters, std::size_t) {
        return (letters & (0x80 * every_byte)) == 0;
    });
}

void WordSet::add(std::string_view word) {
    if (words_.size() == most || find(word)) return;
    if (table_.empty()) table_.assign(slots, no_word);
    std::size_t slot = hash_of(word) % slots;
    while (table_[slot] != no_word) slot = (slot + 1) % slots;
    table_[slot] = static_cast<std::uint8_t>(words_.size());
    lengths_ |= std::uint64_t{1} << length_class(word.size());
    std::string kept(word);
    for (char& letter : kept)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
    words_.push_back(std::move(kept));
}

std::optional<std::size_t> WordSet::look_up(std::string_view word) const {
    for (std::size_t slot = hash_of(word) % slots; table_[slot] != no_word;
         slot = (slot + 1) % slots)
        if (is_same(word, words_[table_[slot]])) return table_[slot];
    return std::nullopt;
}

}  // namespace coaching::matching
