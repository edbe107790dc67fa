// Words people describe themselves by, compared without regard to case.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coaching::matching {

/// True when all letters are of the alphabet whose case this core knows. Another word must come in
/// lower case already.
bool is_ascii(std::string_view word);

/// The language of a language tag, without script, region and variants: "en" of "en-GB". Who speaks
/// one of its kinds understands the others.
constexpr std::string_view language_of(std::string_view tag) {
    return tag.substr(0, tag.find_first_of("-_"));
}

/// A few words asked of many: finding one takes a look at its length and then a hash.
class WordSet {
public:
    /// As many as can be told apart; profiles have fewer.
    static constexpr std::size_t most = 250;
    using Marks = std::bitset<most>;

    /// Adds a word unless it is in the set, or the set is full.
    void add(std::string_view word);

    bool empty() const { return words_.empty(); }
    std::size_t size() const { return words_.size(); }
    /// In the order in which they came, in lower case.
    const std::vector<std::string>& words() const { return words_; }

    /// Its place among the words.
    std::optional<std::size_t> find(std::string_view word) const {
        if ((lengths_ >> length_class(word.size()) & 1) == 0) return std::nullopt;
        return look_up(word);
    }
    bool contains(std::string_view word) const { return find(word).has_value(); }

    /// How many words of the set are among those offered, and which.
    struct Found {
        Marks which;
        std::size_t count = 0;
    };
    template <class Words>
    Found found_in(const Words& offered) const {
        Found found;
        for (const std::string_view word : offered) {
            const auto place = find(word);
            if (!place || found.which.test(*place)) continue;
            found.which.set(*place);
            ++found.count;
        }
        return found;
    }

private:
    static constexpr std::size_t slots = 512;
    static constexpr std::uint8_t no_word = 255;

    static constexpr unsigned length_class(std::size_t length) {
        return length < 63 ? static_cast<unsigned>(length) : 63;
    }
    std::optional<std::size_t> look_up(std::string_view word) const;

    std::vector<std::string> words_;
    /// Bit n: a word of that length is here.
    std::uint64_t lengths_ = 0;
    /// Places of words by hash, the next slot taken where one is taken; made with the first word.
    std::vector<std::uint8_t> table_;
};

}  // namespace coaching::matching
