// A text[] looked at where it stands in its row, without a copy: for whoever goes through all rows
// of a table.
#pragma once

#include "pg/datum.hpp"

namespace coaching::pg {

class TextArrayView {
public:
    /// Valid while the row is. A value that is compressed or stored elsewhere is fetched first,
    /// into the current memory context. Throws Failure(invalid_argument) on more dimensions or on
    /// NULLs.
    explicit TextArrayView(Datum datum);

    std::size_t size() const { return count_; }

    template <class Visit>
    void for_each(Visit&& visit) const {
        const char* at = elements_;
        for (std::size_t i = 0; i < count_; ++i) {
            // A long header is aligned within the array (which itself need not be), with zeros
            // before it; a short one is not.
            if (*at == 0) at += (4 - (at - origin_) % 4) % 4;
            const std::string_view text = text_at(at);
            visit(text);
            at = text.data() + text.size();
        }
    }

private:
    static std::string_view text_at(const char* at) {
        const auto* header = reinterpret_cast<const varattrib_1b*>(at);
        if (VARATT_IS_1B(header) && !VARATT_IS_1B_E(header))
            return {at + VARHDRSZ_SHORT,
                    static_cast<std::size_t>(VARSIZE_1B(header)) - VARHDRSZ_SHORT};
        varattrib_4b long_header;
        std::memcpy(&long_header, at, sizeof(std::uint32_t));
        if (!VARATT_IS_4B_U(&long_header)) refuse_element();
        return {at + VARHDRSZ, static_cast<std::size_t>(VARSIZE_4B(&long_header)) - VARHDRSZ};
    }
    [[noreturn]] static void refuse_element();

    bool stands_plain(Datum datum);
    void take_apart(Datum datum);

    /// Where the array would begin with a header of four bytes; only to measure from.
    const char* origin_ = nullptr;
    const char* elements_ = nullptr;
    std::size_t count_ = 0;
};

template <>
struct Type<TextArrayView> {
    static constexpr Oid oid = TEXTARRAYOID;
    static TextArrayView from(Datum datum) { return TextArrayView(datum); }
};

}  // namespace coaching::pg
