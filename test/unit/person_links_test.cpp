// Which tables have rows about people, worked out from foreign keys.

#include "identity/person_links.hpp"

#include <gtest/gtest.h>

namespace coaching::identity {
namespace {

constexpr TableId users = 1;
constexpr TableId bookings = 2;
constexpr TableId photos = 3;
constexpr TableId tags = 4;
constexpr TableId other = 5;

const TableColumn users_id{users, 1};

ForeignKey key(TableId table, std::int16_t column, TableId referenced, std::int16_t other_column) {
    return {table, referenced, {{column, other_column, "="}}};
}

std::vector<PersonLinks> links(std::vector<ForeignKey> keys,
                               std::vector<TableColumn> seeds = {users_id}) {
    const std::vector<TableId> tables{other, tags, photos, bookings, users};
    return find_person_links(tables, seeds, keys);
}

TEST(PersonLinks, users_themselves_are_about_people) {
    const auto found = links({});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].table, users);
    EXPECT_EQ(found[0].columns, std::vector<std::int16_t>{1});
}

TEST(PersonLinks, a_column_that_a_composite_key_maps_to_one_holds_a_person) {
    const auto found =
        links({key(bookings, 2, users, 1), {photos, bookings, {{1, 1, "="}, {4, 2, "="}}}});
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[2].table, photos);
    EXPECT_EQ(found[2].columns, std::vector<std::int16_t>{4});
    EXPECT_TRUE(found[2].by_parent.empty());
}

TEST(PersonLinks, a_table_that_names_nobody_is_linked_through_the_rows_it_belongs_to) {
    const auto found = links({key(tags, 1, photos, 1), key(photos, 1, bookings, 1),
                              key(bookings, 2, users, 1), key(other, 1, other, 2)});
    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(found[0].table, users);
    EXPECT_EQ(found[1].table, bookings);
    EXPECT_EQ(found[2].table, photos);
    EXPECT_EQ(found[2].by_parent, std::vector<std::size_t>{1});
    EXPECT_EQ(found[3].table, tags);
    EXPECT_EQ(found[3].by_parent, std::vector<std::size_t>{0});
}

TEST(PersonLinks, another_key_of_users_names_a_person_as_well) {
    const auto found = links({key(other, 3, users, 2), key(other, 4, users, 1)});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[1].columns, std::vector<std::int16_t>{4});
    EXPECT_EQ(found[1].by_parent, std::vector<std::size_t>{0});
}

TEST(PersonLinks, circles_end) {
    const auto found = links({key(photos, 1, bookings, 9), key(bookings, 9, photos, 1),
                              key(bookings, 2, users, 1), key(photos, 5, photos, 1)});
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].table, users);
}

TEST(PersonLinks, a_column_known_by_declaration_counts_as_one_that_a_key_maps) {
    const auto found = links({key(tags, 1, other, 7)}, {users_id, {other, 7}});
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].columns, std::vector<std::int16_t>{7});
    EXPECT_EQ(found[1].columns, std::vector<std::int16_t>{1});
}

}  // namespace
}  // namespace coaching::identity
