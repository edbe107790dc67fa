// Bringing the catalogue of exercises in from JSON.

#include <set>

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/json.hpp"
#include "pg/statement.hpp"
#include "training/documents.hpp"

namespace coaching::training {

namespace {

using Texts = pg::Vector<std::string_view>;

/// The object and the lists in it.
constexpr int element_depth = 2;
constexpr std::size_t most_bytes = 64 << 20;

// What the app wrote into metadata stays. No row comes back where nothing is new.
constinit pg::Command<void(std::string, OptionalString, OptionalString, OptionalString,
                           OptionalString, OptionalString, Texts, Texts, Texts, Texts,
                           OptionalString)>
    put_exercise{
        "INSERT INTO coaching.exercises AS e (name, category, level, equipment, force, mechanic, "
        "primary_muscles, secondary_muscles, instructions, metadata) "
        "VALUES (btrim($1), $2, $3, $4, $5, $6, $7, $8, $9, "
        "jsonb_strip_nulls(jsonb_build_object('images', $10, 'source_id', $11))) "
        "ON CONFLICT (name_key) WHERE name_key IS NOT NULL DO UPDATE SET name = excluded.name, "
        "category = excluded.category, level = excluded.level, equipment = excluded.equipment, "
        "force = excluded.force, mechanic = excluded.mechanic, "
        "primary_muscles = excluded.primary_muscles, "
        "secondary_muscles = excluded.secondary_muscles, instructions = excluded.instructions, "
        "metadata = e.metadata || excluded.metadata "
        "WHERE ROW(e.name, e.category, e.level, e.equipment, e.force, e.mechanic, "
        "e.primary_muscles, e.secondary_muscles, e.instructions, e.metadata) IS DISTINCT FROM "
        "ROW(excluded.name, excluded.category, excluded.level, excluded.equipment, excluded.force, "
        "excluded.mechanic, excluded.primary_muscles, excluded.secondary_muscles, "
        "excluded.instructions, e.metadata || excluded.metadata)"};
constinit pg::Query<std::string(std::string_view)> key_of_name{"SELECT lower(btrim($1))"};

Texts texts_of(const std::vector<std::string>& texts) { return Texts(texts.begin(), texts.end()); }

std::int32_t put(const CatalogueExercise& one) {
    return static_cast<std::int32_t>(
        put_exercise.run(one.name, one.category, one.level, one.equipment, one.force, one.mechanic,
                         texts_of(one.primary_muscles), texts_of(one.secondary_muscles),
                         texts_of(one.instructions), texts_of(one.images), one.source_id));
}

std::int32_t import_exercises(pg::Json exercises) {
    identity::require_admin("import exercises");
    const pg::JsonDocument json(exercises);
    json.require_at_most(most_bytes, "the catalogue");
    const auto count = json.array_size();
    if (!count) json::refuse("exercises", "an array");
    pg::AsOwner owner;
    std::set<std::string> names;
    std::int32_t changed = 0;
    for (std::uint32_t i = 0; i < *count; ++i) {
        pg::check_for_interrupts();
        const std::string path = json::element_path("exercises", i);
        const CatalogueExercise one = read_exercise(json.element_tree(i, element_depth), path);
        if (!names.insert(key_of_name.one(one.name)).second)
            json::refuse(path + ".name", "another than those before it");
        changed += put(one);
    }
    return changed;
}

}  // namespace

COACHING_FUNCTION(coaching_import_exercises, import_exercises);

}  // namespace coaching::training
