// What a client has done best.

#include "pg/function.hpp"
#include "pg/key_lookup.hpp"
#include "training/logged_row.hpp"
#include "training/records.hpp"

namespace coaching::training {

namespace {

using OptionalInt = std::optional<std::int32_t>;

// In order of time, rows lie beside each other as they were written.
constinit pg::TableColumns progress_columns{"workout_progress",
                                            "workout_progress_client_idx",
                                            "client_id",
                                            "completed_at",
                                            "id",
                                            "log_id",
                                            "exercise_key",
                                            "exercise_name",
                                            "sets_completed",
                                            "reps_completed",
                                            "weight_used",
                                            "set_type"};
enum ProgressColumn {
    completed_at = 1,
    progress_id,
    log_id,
    exercise_key,
    exercise_name,
    sets_completed,
    reps_completed,
    weight_used,
    set_type
};

LoggedRow read(const pg::KeyLookup& row) {
    return {row.get<Uuid>(progress_id),           row.get<std::optional<Uuid>>(log_id),
            row.get<pg::Timestamp>(completed_at), row.get<OptionalInt>(sets_completed),
            row.get<OptionalInt>(reps_completed), row.get<std::optional<Kilograms>>(weight_used)};
}

/// As btrim makes it, by which two spellings are one exercise.
std::string_view trimmed(std::string_view name) {
    name.remove_prefix(std::min(name.find_first_not_of(' '), name.size()));
    return name.substr(0, name.find_last_not_of(' ') + 1);
}

using RecordRow = std::tuple<pg::Text, pg::Text, pg::Numeric, pg::Text, std::optional<Kilograms>,
                             OptionalInt, pg::Timestamp, std::optional<Uuid>, std::optional<Uuid>>;

RecordRow row_of(std::string_view exercise, const Record& record) {
    const bool counts = record.kind == RecordKind::most_repetitions;
    std::optional<Kilograms> weight;
    if (record.grams) weight = Kilograms{*record.grams};
    return {pg::Text(exercise),
            pg::Text(record_words[static_cast<int>(record.kind)]),
            pg::numeric_of(record.value.grams(), counts ? 0 : 3),
            pg::Text(counts ? "repetitions" : "kg"),
            weight,
            record.repetitions,
            scheduling::timestamp_of(record.achieved_at),
            record.id,
            record.log};
}

pg::Rows<RecordRow> personal_records(Uuid client_id) {
    pg::Rows<RecordRow> rows;
    const std::optional<Client> client = find_visible_client(client_id);
    if (!client) return rows;
    PersonalRecords<pg::Allocator> records;
    for (pg::KeyLookup row(progress_columns, client_id); row.next();) {
        pg::check_for_interrupts();
        if (row.get<std::string_view>(set_type) == "warmup") continue;
        records.add(row.get<std::string_view>(exercise_key),
                    trimmed(row.get<std::string_view>(exercise_name)),
                    performance_of(read(row), *client));
    }
    records.each([&](std::string_view exercise, const Record& record) {
        pg::check_for_interrupts();
        rows.push_back(row_of(exercise, record));
    });
    return rows;
}

}  // namespace

COACHING_FUNCTION(coaching_personal_records, personal_records);

}  // namespace coaching::training
