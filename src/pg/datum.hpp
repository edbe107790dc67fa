// Datum ↔ C++ for every type the extension speaks. Type<T> names the SQL type and converts both
// ways; std::optional<T> stands for NULL.
#pragma once

#include "pg/guard.hpp"
#include "pg/values.hpp"

namespace coaching::pg {

template <class T>
struct Type;

/// By-value types whose C++ and server form is the same number.
#define COACHING_SCALAR(cpp_type, type_oid, to_datum, from_datum)       \
    template <>                                                         \
    struct Type<cpp_type> {                                             \
        static constexpr Oid oid = type_oid;                            \
        static cpp_type from(Datum datum) { return from_datum(datum); } \
        static Datum to(cpp_type value) { return to_datum(value); }     \
    }
COACHING_SCALAR(bool, BOOLOID, BoolGetDatum, DatumGetBool);
COACHING_SCALAR(std::int16_t, INT2OID, Int16GetDatum, DatumGetInt16);
COACHING_SCALAR(std::int32_t, INT4OID, Int32GetDatum, DatumGetInt32);
COACHING_SCALAR(std::int64_t, INT8OID, Int64GetDatum, DatumGetInt64);
COACHING_SCALAR(double, FLOAT8OID, Float8GetDatum, DatumGetFloat8);
#undef COACHING_SCALAR

template <>
struct Type<Timestamp> {
    static constexpr Oid oid = TIMESTAMPTZOID;
    static Timestamp from(Datum datum) { return {DatumGetTimestampTz(datum)}; }
    static Datum to(Timestamp value) { return TimestampTzGetDatum(value.microseconds); }
};

template <>
struct Type<Date> {
    static constexpr Oid oid = DATEOID;
    static Date from(Datum datum) { return {DatumGetInt32(datum)}; }
    static Datum to(Date value) { return Int32GetDatum(value.days); }
};

template <>
struct Type<TimeOfDay> {
    static constexpr Oid oid = TIMEOID;
    static TimeOfDay from(Datum datum) { return {DatumGetInt64(datum)}; }
    static Datum to(TimeOfDay value) { return Int64GetDatum(value.microseconds); }
};

template <>
struct Type<Span> {
    static constexpr Oid oid = INTERVALOID;
    static Span from(Datum datum) { return {*DatumGetIntervalP(datum)}; }
    static Datum to(const Span& value) {
        auto* copy = static_cast<::Interval*>(Allocator<::Interval>().allocate(1));
        *copy = value.value;
        return IntervalPGetDatum(copy);
    }
};

template <>
struct Type<Role> {
    static constexpr Oid oid = REGROLEOID;
    static Role from(Datum datum) { return {DatumGetObjectId(datum)}; }
    static Datum to(Role value) { return ObjectIdGetDatum(value.oid); }
};

template <>
struct Type<Uuid> {
    static constexpr Oid oid = UUIDOID;
    static Uuid from(Datum datum) { return Uuid::from_bytes(DatumGetUUIDP(datum)->data); }
    static Datum to(const Uuid& value) {
        pg_uuid_t* copy = Allocator<pg_uuid_t>().allocate(1);
        value.to_bytes(copy->data);
        return UUIDPGetDatum(copy);
    }
};

namespace detail {
/// Decompresses or fetches a value stored out of line.
Datum detoast(Datum datum);
Datum text_datum(std::string_view value);
}  // namespace detail

/// A view into the server's memory: valid while the Datum is.
template <>
struct Type<std::string_view> {
    static constexpr Oid oid = TEXTOID;
    static std::string_view from(Datum datum) {
        const auto* header = reinterpret_cast<const varattrib_1b*>(DatumGetPointer(datum));
        // Not by VARATT_IS_SHORT, which is true of a pointer to an out-of-line value as well.
        if (VARATT_IS_COMPRESSED(header) || VARATT_IS_EXTERNAL(header))
            datum = detail::detoast(datum);
        const void* value = DatumGetPointer(datum);
        return {VARDATA_ANY(value), static_cast<std::size_t>(VARSIZE_ANY_EXHDR(value))};
    }
    static Datum to(std::string_view value) { return detail::text_datum(value); }
};

/// Text that owns its bytes.
template <>
struct Type<Text> {
    static constexpr Oid oid = TEXTOID;
    static Text from(Datum datum) { return Text(Type<std::string_view>::from(datum)); }
    static Datum to(std::string_view value) { return detail::text_datum(value); }
};
template <>
struct Type<std::string> : Type<Text> {
    static std::string from(Datum datum) {
        return std::string(Type<std::string_view>::from(datum));
    }
};

/// Varlena values C++ does not look into. Reading one copies it into the current context, so that
/// it outlives the statement that gave it.
namespace detail {
Datum copy_varlena(Datum datum);
}
template <class T, Oid type_oid>
struct OpaqueType {
    static constexpr Oid oid = type_oid;
    static T from(Datum datum) { return {detail::copy_varlena(datum)}; }
    static Datum to(T value) { return value.datum; }
};
template <>
struct Type<Numeric> : OpaqueType<Numeric, NUMERICOID> {};
template <>
struct Type<Json> : OpaqueType<Json, JSONBOID> {};
template <>
struct Type<Inet> : OpaqueType<Inet, INETOID> {};
template <>
struct Type<Record> : OpaqueType<Record, RECORDOID> {};

namespace detail {

/// A one-dimensional array taken apart; throws Failure(invalid_argument) on more dimensions or on
/// NULL elements.
struct ArrayElements {
    Datum* values;
    int count;
};
ArrayElements array_elements(Datum array, Oid element_type);
/// `nulls` may be nullptr, where there are none.
Datum make_array(Datum* elements, bool* nulls, std::size_t count, Oid element_type);

template <class T>
constexpr Oid array_oid = InvalidOid;
template <>
inline constexpr Oid array_oid<Uuid> = UUIDARRAYOID;
template <>
inline constexpr Oid array_oid<Text> = TEXTARRAYOID;
template <>
inline constexpr Oid array_oid<std::string_view> = TEXTARRAYOID;
template <>
inline constexpr Oid array_oid<std::int32_t> = INT4ARRAYOID;
template <>
inline constexpr Oid array_oid<Json> = JSONBARRAYOID;
template <>
inline constexpr Oid array_oid<Timestamp> = TIMESTAMPTZARRAYOID;

}  // namespace detail

template <class T>
struct Type<Vector<T>> {
    static constexpr Oid oid = detail::array_oid<T>;
    static_assert(oid != InvalidOid, "name the array type in detail::array_oid");

    static Vector<T> from(Datum datum) {
        const detail::ArrayElements elements = detail::array_elements(datum, Type<T>::oid);
        Vector<T> out;
        out.reserve(static_cast<std::size_t>(elements.count));
        for (int i = 0; i < elements.count; ++i) out.push_back(Type<T>::from(elements.values[i]));
        return out;
    }

    static Datum to(const Vector<T>& values) {
        Vector<Datum> elements;
        elements.reserve(values.size());
        for (const T& value : values) elements.push_back(Type<T>::to(value));
        return detail::make_array(elements.data(), nullptr, elements.size(), Type<T>::oid);
    }
};

/// An array with NULLs in it, as an argument of statements.
template <class T>
struct Type<Vector<std::optional<T>>> {
    static constexpr Oid oid = detail::array_oid<T>;
    static_assert(oid != InvalidOid, "name the array type in detail::array_oid");

    static Datum to(const Vector<std::optional<T>>& values) {
        Vector<Datum> elements(values.size(), Datum{});
        Vector<bool> nulls(values.size(), true);
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (!values[i]) continue;
            elements[i] = Type<T>::to(*values[i]);
            nulls[i] = false;
        }
        return detail::make_array(elements.data(), nulls.data(), elements.size(), Type<T>::oid);
    }
};

/// Text from outside the server, e.g. out of a decoded cursor; throws Failure(invalid_argument) for
/// bytes that are no text in the database's encoding.
Text checked_text(std::string_view bytes);

/// Lower case by the database's own rules, as SQL's lower() makes it.
Text lower_case(std::string_view text);

/// A Datum that may be NULL, as the server's call conventions want it.
struct NullableValue {
    Datum datum = 0;
    bool is_null = true;
};

namespace detail {

template <class T>
struct Nullable {
    static constexpr bool value = false;
    using Inner = T;
};
template <class T>
struct Nullable<std::optional<T>> {
    static constexpr bool value = true;
    using Inner = T;
};

}  // namespace detail

/// True for std::optional<T>.
template <class T>
inline constexpr bool is_nullable = detail::Nullable<std::remove_cvref_t<T>>::value;
/// T without the optional.
template <class T>
using Inner = typename detail::Nullable<std::remove_cvref_t<T>>::Inner;

template <class T>
NullableValue to_nullable(const T& value) {
    if constexpr (is_nullable<T>) {
        if (!value) return {};
        return {Type<Inner<T>>::to(*value), false};
    } else {
        return {Type<T>::to(value), false};
    }
}

}  // namespace coaching::pg
