// Packages: sold, given back, over.

#include "draw.hpp"

namespace storm {

namespace {

Call sell(Draw& draw) {
    const auto [trainer, client] = draw.pair();
    return {"sell_package", draw.staff(trainer),
            "SELECT coaching.sell_package(" + quoted(client) + ", md5('package3')::uuid, " +
                quoted(trainer) + ")"};
}

Call refund(Draw& draw) {
    const auto target = draw.journal.any(draw.random);
    // Row 8: the lot that pays.
    if (!target || target->row[8].empty()) return sell(draw);
    return {"refund_package", draw.staff(target->trainer),
            "SELECT coaching.refund_package(" + quoted(target->row[8]) + ", 0)"};
}

Call expire(Draw& draw) {
    return {"expire_packages", draw.one_of(draw.world.admins), "SELECT coaching.expire_packages()"};
}

/// Under a key a sale is made once.
Call sell_keyed(Draw& draw) {
    const auto [trainer, client] = draw.pair();
    const std::string key = draw.new_key();
    Call call{"sell_package, key", trainer,
              "SELECT coaching.sell_package(" + quoted(client) + ", md5('package3')::uuid, " +
                  quoted(trainer) + ", idempotency_key => " + quoted(key) + ")"};
    call.key = "sale " + trainer + ' ' + client + ' ' + key;
    call.repeated = "sell_package, key repeated";
    draw.journal.share(call);
    return call;
}

constexpr Kind kinds[] = {{12, sell}, {10, sell_keyed}, {3, refund}, {1, expire}};

}  // namespace

std::span<const Kind> package_kinds() { return kinds; }

}  // namespace storm
