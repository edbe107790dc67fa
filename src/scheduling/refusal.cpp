#include "scheduling/refusal.hpp"

#include "pg/json.hpp"

namespace coaching::scheduling {

namespace {

/// Foreign keys look through the transaction's own snapshot, in which a package that was sold since
/// is not there yet, though it was chosen to pay.
void require_visible_lot(const pg::Error& error) {
    if (error.constraint() == "bookings_lot_fkey")
        throw Failure(Token::rights_changed, "the client's packages have changed; try again");
}

}  // namespace

void translate(const pg::Error& error) {
    require_visible_lot(error);
    if (error.constraint() == "bookings_trainer_free")
        throw Failure(Token::booking_conflict, "the trainer has another session then")
            .with("who", "trainer");
    if (error.constraint() == "bookings_client_free")
        throw Failure(Token::booking_conflict, "the client has another session then")
            .with("who", "client");
    if (error.constraint() == "bookings_idempotency_key")
        throw Failure(Token::invalid_argument, "this idempotency_key belongs to another booking")
            .with("argument", "idempotency_key");
    throw error;
}

namespace {

/// A word of the error's DETAIL, where that is ours.
std::optional<std::string> word_of(const pg::Error& error, std::string_view name) {
    const std::string_view detail = error.detail();
    if (!detail.starts_with("{\"error\":")) return std::nullopt;
    return pg::JsonDocument::parse(detail).string_at({&name, 1});
}

}  // namespace

Refusal refusal_of(const pg::Error& error) {
    require_visible_lot(error);
    if (error.constraint() == "bookings_trainer_free" ||
        error.constraint() == "bookings_client_free")
        return {Token::booking_conflict, "", "there is another session then", ""};
    const auto token = token_named(word_of(error, "error").value_or(""));
    if (!token) throw error;
    return {*token, word_of(error, "reason").value_or(""), std::string(error.message()),
            std::string(error.detail())};
}

}  // namespace coaching::scheduling
