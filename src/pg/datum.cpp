#include "pg/datum.hpp"

#include "base/failure.hpp"

extern "C" {
#include "catalog/pg_collation.h"
#include "mb/pg_wchar.h"
#include "utils/formatting.h"
}

namespace coaching::pg {

Text checked_text(std::string_view bytes) {
    if (!pg_verifymbstr(bytes.data(), static_cast<int>(bytes.size()), true))
        throw Failure(Token::invalid_argument, "the bytes given are no text");
    return Text(bytes);
}

Text lower_case(std::string_view text) {
    const char* lower =
        guarded([&] { return str_tolower(text.data(), text.size(), DEFAULT_COLLATION_OID); });
    return Text(lower);
}

namespace detail {

Datum detoast(Datum datum) {
    return guarded([&] { return PointerGetDatum(PG_DETOAST_DATUM_PACKED(datum)); });
}

Datum copy_varlena(Datum datum) {
    return guarded([&] { return PointerGetDatum(PG_DETOAST_DATUM_COPY(datum)); });
}

Datum text_datum(std::string_view value) {
    if (value.size() > MaxAllocSize - VARHDRSZ) throw std::bad_alloc();
    char* memory = Allocator<char>().allocate(value.size() + VARHDRSZ);
    SET_VARSIZE(memory, value.size() + VARHDRSZ);
    std::memcpy(VARDATA(memory), value.data(), value.size());
    return PointerGetDatum(memory);
}

ArrayElements array_elements(Datum datum, Oid element_type) {
    ArrayType* array = guarded([&] { return DatumGetArrayTypeP(datum); });
    if (ARR_NDIM(array) > 1)
        throw Failure(Token::invalid_argument, "an array argument must have one dimension");
    ArrayElements out{};
    bool* nulls = nullptr;
    guarded([&] {
        std::int16_t length;
        bool by_value;
        char alignment;
        get_typlenbyvalalign(element_type, &length, &by_value, &alignment);
        deconstruct_array(array, element_type, length, by_value, alignment, &out.values, &nulls,
                          &out.count);
    });
    for (int i = 0; i < out.count; ++i)
        if (nulls[i])
            throw Failure(Token::invalid_argument, "an array argument must not contain NULL");
    return out;
}

Datum make_array(Datum* elements, bool* nulls, std::size_t count, Oid element_type) {
    return guarded([&] {
        std::int16_t length;
        bool by_value;
        char alignment;
        get_typlenbyvalalign(element_type, &length, &by_value, &alignment);
        if (count == 0) return PointerGetDatum(construct_empty_array(element_type));
        int size = static_cast<int>(count);
        int first = 1;
        return PointerGetDatum(construct_md_array(elements, nulls, 1, &size, &first, element_type,
                                                  length, by_value, alignment));
    });
}

}  // namespace detail

}  // namespace coaching::pg
