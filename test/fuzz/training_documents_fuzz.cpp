// Documents from any bytes, usual ones with something amiss: one is read, and then keeps every
// limit, or is refused as an invalid argument; nothing else happens.

#include <cstdlib>

#include "base/failure.hpp"
#include "bytes.hpp"
#include "training/documents.hpp"

namespace coaching::training {
namespace {

using json::Value;

/// A field as a document usually has it: s a string, n a number, o an object, p and l the lists.
struct Usual {
    const char* name;
    char kind;
    const char* value;
};
constexpr Usual plan_fields[] = {
    {"title", 's', "Strength"},    {"description", 's', "d"},         {"goals", 's', "g"},
    {"duration_weeks", 'n', "12"}, {"start_date", 's', "2026-03-02"}, {"metadata", 'o', ""},
    {"exercises", 'p', ""}};
constexpr Usual planned_fields[] = {{"day_of_week", 's', "Monday"},
                                    {"exercise_name", 's', "Squat"},
                                    {"exercise_type", 's', "t"},
                                    {"sets", 'n', "3"},
                                    {"reps", 's', "8-12"},
                                    {"weight", 'n', "82.5"},
                                    {"rest_seconds", 'n', "90"},
                                    {"order_index", 'n', "1"},
                                    {"notes", 's', "n"}};
constexpr Usual log_fields[] = {
    {"name", 's', "Leg Day"}, {"started_at", 's', "2026-03-31T18:30:00Z"},
    {"source", 's', "app"},   {"external_id", 's', "7"},
    {"metadata", 'o', ""},    {"sets", 'l', ""}};
constexpr Usual set_fields[] = {{"exercise_name", 's', "Squat"},
                                {"exercise_id", 's', "00000000-0000-4000-8000-000000000001"},
                                {"sets_completed", 'n', "1"},
                                {"reps_completed", 'n', "5"},
                                {"weight_used", 'n', "82.50"},
                                {"rpe", 'n', "8.5"},
                                {"set_type", 's', "warmup"},
                                {"rating", 'n', "5"},
                                {"completed_at", 's', "2026-03-31"}};
constexpr Usual exercise_fields[] = {{"name", 's', "Plank"},
                                     {"level", 's', "expert"},
                                     {"id", 's', "Plank"},
                                     {"force", 's', "static"}};

constexpr const char* texts[] = {"",
                                 "Monday",
                                 "Sunday",
                                 "warmup",
                                 "expert",
                                 "2026-02-28",
                                 "2026-02-30",
                                 "9999-12-31",
                                 "0000-00-00",
                                 "2026-03-31T18:30:00Z",
                                 "00000000-0000-4000-8000-000000000001",
                                 " ",
                                 "a"};
constexpr const char* numbers[] = {"0",         "-0", "1",   "7.0",
                                   "7.5",       "-1", "1e9", "99999999999999999999999",
                                   "0.0000001", "",   ".",   "-"};

class Invention {
public:
    explicit Invention(Bytes bytes) : bytes_(bytes) {}

    /// Most of the fields, most of them as usual.
    template <std::size_t n>
    Value document(const Usual (&fields)[n]) {
        Value value;
        value.kind = Value::Kind::object;
        for (const Usual& field : fields) {
            const int choice = bytes_.up_to(31);
            if (choice == 0) continue;
            value.names.emplace_back(choice == 1 ? pick(texts) : field.name);
            value.elements.push_back(choice == 2 ? any(3) : usual(field));
        }
        return value;
    }

private:
    template <std::size_t n>
    const char* pick(const char* const (&from)[n]) {
        return from[bytes_.up_to(int{n} - 1)];
    }

    template <std::size_t n>
    Value list(const Usual (&fields)[n]) {
        Value value;
        value.kind = Value::Kind::array;
        for (int left = bytes_.up_to(4); left > 0; --left)
            value.elements.push_back(document(fields));
        return value;
    }

    Value usual(const Usual& field) {
        Value value;
        switch (field.kind) {
            case 'p': return list(planned_fields);
            case 'l': return list(set_fields);
            case 'o': value.kind = Value::Kind::object; break;
            case 'n':
                value.kind = Value::Kind::number;
                value.text = bytes_.up_to(7) == 0 ? some_text(numbers) : field.value;
                break;
            default:
                value.kind = Value::Kind::string;
                value.text = bytes_.up_to(7) == 0 ? some_text(texts) : field.value;
        }
        return value;
    }

    Value any(int depth) {
        Value value;
        value.kind = static_cast<Value::Kind>(bytes_.up_to(depth > 0 ? 5 : 3));
        switch (value.kind) {
            case Value::Kind::null: break;
            case Value::Kind::boolean: value.truth = bytes_.up_to(1) == 1; break;
            case Value::Kind::number: value.text = some_text(numbers); break;
            case Value::Kind::string: value.text = some_text(texts); break;
            case Value::Kind::object:
                value.names.emplace_back(pick(texts));
                value.elements.push_back(any(depth - 1));
                break;
            case Value::Kind::array:
                for (int left = bytes_.up_to(6); left > 0; --left)
                    value.elements.push_back(any(depth - 1));
                break;
        }
        return value;
    }

    template <std::size_t n>
    std::string some_text(const char* const (&from)[n]) {
        switch (bytes_.up_to(15)) {
            case 0:
                return std::string(static_cast<std::size_t>(bytes_.number<std::uint16_t>()), 'x');
            case 1: {
                std::string text;
                for (int left = bytes_.up_to(30); left > 0; --left)
                    text += static_cast<char>(bytes_.number<std::uint8_t>());
                return text;
            }
            default: return pick(from);
        }
    }

    Bytes bytes_;
};

bool is_within(OptionalNumber number, std::int32_t least, std::int32_t most) {
    return !number || (*number >= least && *number <= most);
}

bool is_text(const OptionalString& text, std::size_t most) { return !text || text->size() <= most; }

void try_plan(const Value& document) {
    const PlanDocument plan = read_plan(document);
    require(!plan.title.empty() && plan.title.size() <= 500, "a plan has a title");
    require(is_within(plan.duration_weeks, 1, 520), "weeks are within their limits");
    require(is_within(plan.start_date, -36524, 2921939), "a start is in the years 1900 to 9999");
    require(plan.exercises.size() <= most_planned_exercises, "exercises are limited");
    for (const PlannedExercise& one : plan.exercises) {
        require(!one.day_of_week.empty(), "an exercise has a day");
        require(one.exercise_name || one.catalog_exercise_id, "an exercise has a name, or a place");
        require(is_within(one.order_index, 0, 10000), "places are within their limits");
        require(is_within(one.sets, 1, 1000), "sets are within their limits");
        require(is_within(one.rest_seconds, 0, 86400), "rests are within their limits");
        require(is_text(one.reps, 100) && is_text(one.weight, 100), "words are short");
    }
}

void try_log(const Value& document) {
    const LogDocument log = read_log(document);
    require(!log.source.empty(), "a workout has a source");
    for (const LoggedSet& one : log.sets) {
        require(one.exercise_name || one.exercise_id || one.catalog_exercise_id,
                "of a set it is known what was done");
        require(is_within(one.sets_completed, 0, 1000), "sets are within their limits");
        require(is_within(one.reps_completed, 0, 100000), "repetitions are within their limits");
        require(is_within(one.rating, 1, 5), "ratings are within their limits");
        require(is_text(one.weight_used, 60) && is_text(one.rpe, 60), "numbers are short");
        require(!one.weight_used || std::strtod(one.weight_used->c_str(), nullptr) >= 0,
                "weights are not negative");
    }
}

template <class Try>
void may_be_refused(Try&& attempt) {
    try {
        attempt();
    } catch (const Failure& failure) {
        require(failure.token() == Token::invalid_argument, "a refusal is of the document");
        require(!failure.message().empty(), "a refusal says what is wrong");
    }
}

}  // namespace
}  // namespace coaching::training

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace coaching::training;
    Invention invention(coaching::Bytes(data, size));
    may_be_refused([&] { try_plan(invention.document(plan_fields)); });
    may_be_refused([&] { try_log(invention.document(log_fields)); });
    may_be_refused([&] { read_exercise(invention.document(exercise_fields), "exercises[0]"); });
    return 0;
}
