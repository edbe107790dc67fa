#include "pg/text_array.hpp"

namespace coaching::pg {

namespace {

/// What follows the header in a one-dimensional array without NULLs (utils/array.h): the number of
/// dimensions, 0 for no NULLs, the type, then length and lower bound.
struct Beginning {
    std::int32_t dimensions;
    std::int32_t offset_of_data;
    Oid element_type;
    std::int32_t length;
};
constexpr std::size_t bytes_when_empty = 3 * sizeof(std::int32_t);

}  // namespace

TextArrayView::TextArrayView(Datum datum) {
    if (!stands_plain(datum)) take_apart(datum);
}

/// False for what must be read by the server's own means.
bool TextArrayView::stands_plain(Datum datum) {
    const char* const value = DatumGetPointer(datum);
    const auto* header = reinterpret_cast<const varattrib_1b*>(value);
    if (VARATT_IS_COMPRESSED(header) || VARATT_IS_EXTERNAL(header)) return false;
    const std::size_t bytes = VARSIZE_ANY_EXHDR(value);
    Beginning beginning{};
    std::memcpy(&beginning, VARDATA_ANY(value), std::min<std::size_t>(bytes, sizeof beginning));
    if (beginning.dimensions == 0 && bytes >= bytes_when_empty) return true;
    if (beginning.dimensions != 1 || beginning.offset_of_data != 0 ||
        beginning.element_type != TEXTOID)
        return false;
    origin_ = VARDATA_ANY(value) - VARHDRSZ;
    elements_ = origin_ + ARR_OVERHEAD_NONULLS(1);
    count_ = static_cast<std::size_t>(beginning.length);
    return true;
}

/// Within an array nothing is compressed or stored elsewhere.
void TextArrayView::refuse_element() {
    throw std::logic_error("coaching: an array with an element that is not plain text");
}

/// The server makes a plain array of it, whose elements all have long headers.
void TextArrayView::take_apart(Datum datum) {
    const detail::ArrayElements elements = detail::array_elements(datum, TEXTOID);
    const Datum plain = detail::make_array(elements.values, nullptr,
                                           static_cast<std::size_t>(elements.count), TEXTOID);
    if (!stands_plain(plain)) throw std::logic_error("coaching: an array that is none");
}

}  // namespace coaching::pg
