// Entry points through which sql/package_credits.sql tries credits.hpp before anything in the
// product calls it. No SQL of the extension declares them; only a superuser can.

#include "packages/credits.hpp"
#include "pg/function.hpp"

namespace coaching::packages {

namespace {

std::tuple<std::int32_t, std::int32_t> probe_move_lots(Uuid client, Uuid from_trainer,
                                                       Uuid to_trainer) {
    const MovedLots moved = move_lots(client, from_trainer, to_trainer);
    return {moved.lots, moved.sessions};
}
std::optional<Uuid> probe_choose_lot(Uuid client, Uuid trainer, pg::Timestamp start) {
    return choose_lot(client, trainer, start);
}
void probe_require_lot(Uuid lot, Uuid client, Uuid trainer, pg::Timestamp start) {
    require_lot(lot, client, trainer, start);
}
bool probe_covers(Uuid booking, pg::Timestamp start) { return covers(booking, start); }
void probe_reserve(Uuid lot, Uuid booking) { reserve(lot, booking); }
bool probe_refund(Uuid booking) { return refund(booking); }
bool probe_consume(Uuid booking) { return consume(booking); }
bool probe_forfeit(Uuid booking) { return forfeit(booking); }

}  // namespace

COACHING_FUNCTION(coaching_probe_choose_lot, probe_choose_lot);
COACHING_FUNCTION(coaching_probe_require_lot, probe_require_lot);
COACHING_FUNCTION(coaching_probe_covers, probe_covers);
COACHING_FUNCTION(coaching_probe_reserve, probe_reserve);
COACHING_FUNCTION(coaching_probe_refund, probe_refund);
COACHING_FUNCTION(coaching_probe_consume, probe_consume);
COACHING_FUNCTION(coaching_probe_forfeit, probe_forfeit);
COACHING_FUNCTION(coaching_probe_move_lots, probe_move_lots);

}  // namespace coaching::packages
