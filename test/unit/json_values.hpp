// JSON values, written down, and what reading them is refused with.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <utility>

#include "base/failure.hpp"
#include "base/json.hpp"

namespace coaching::json {

inline Value string(std::string text) {
    Value value;
    value.kind = Value::Kind::string;
    value.text = std::move(text);
    return value;
}

inline Value number(std::string digits) {
    Value value;
    value.kind = Value::Kind::number;
    value.text = std::move(digits);
    return value;
}

inline Value array(std::vector<Value> elements) {
    Value value;
    value.kind = Value::Kind::array;
    value.elements = std::move(elements);
    return value;
}

inline Value make_object(std::vector<std::pair<std::string, Value>> fields) {
    Value value;
    value.kind = Value::Kind::object;
    for (auto& [name, element] : fields) {
        value.names.push_back(std::move(name));
        value.elements.push_back(std::move(element));
    }
    return value;
}

/// What the refusal names, by its message.
template <class Read>
std::string refusal_of(Read&& read) {
    try {
        read();
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.token(), Token::invalid_argument);
        return failure.message();
    }
    return "";
}

}  // namespace coaching::json
