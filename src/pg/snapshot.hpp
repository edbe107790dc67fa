// Answers that are right for one view of the database, kept while that view lasts.
#pragma once

#include <algorithm>

#include "pg/memory.hpp"
#include "pg/setting.hpp"
#include "pg/version.hpp"

namespace coaching::pg {

/// What a statement of this backend sees, and for whom. Two equal keys see exactly the same rows:
/// equal transaction horizon and running set, equal command counter, and the same (sub)transaction
/// of ours, since a rolled-back savepoint changes what is visible without moving any of the others.
class ViewKey {
public:
    /// True while the active snapshot, the outer role and the watched settings are those of the
    /// key.
    bool is_current() const {
        const Snapshot now = GetActiveSnapshot();
        return now->xmax == xmax_ && now->curcid == command_ && now->xmin == xmin_ &&
               now->xcnt == running_count_ && now->subxcnt == sub_count_ &&
               watched_changes() == settings_ && GetCurrentSubTransactionId() == subtransaction_ &&
               version::local_transaction_id() == transaction_ && GetOuterUserId() == role_ &&
               std::equal(running_.begin(), running_.begin() + now->xcnt, now->xip) &&
               std::equal(running_.begin() + now->xcnt, running_.end(), now->subxip);
    }

    static ViewKey current() {
        ViewKey key;
        const Snapshot now = GetActiveSnapshot();
        key.xmin_ = now->xmin;
        key.xmax_ = now->xmax;
        key.command_ = now->curcid;
        key.running_count_ = now->xcnt;
        key.sub_count_ = now->subxcnt;
        key.running_.assign(now->xip, now->xip + now->xcnt);
        key.running_.insert(key.running_.end(), now->subxip, now->subxip + now->subxcnt);
        key.settings_ = watched_changes();
        key.subtransaction_ = GetCurrentSubTransactionId();
        key.transaction_ = version::local_transaction_id();
        key.role_ = GetOuterUserId();
        return key;
    }

private:
    TransactionId xmin_ = 0;
    TransactionId xmax_ = 0;
    CommandId command_ = 0;
    std::uint32_t running_count_ = 0;
    std::int32_t sub_count_ = 0;
    std::uint64_t settings_ = 0;
    SubTransactionId subtransaction_ = 0;
    LocalTransactionId transaction_ = 0;
    Oid role_ = InvalidOid;
    std::vector<TransactionId> running_;
};

/// Keeps the last few answers. A statement may look through more than one snapshot by turns (a
/// cursor beside its loop), hence more than one.
template <class Answer>
class PerView {
public:
    /// The answer for the present view, made by `load` where none is kept. Valid until the next
    /// call.
    template <class Load>
    const Answer& get(Load&& load) {
        if (last_ != nullptr && last_->key.is_current()) return last_->answer;
        return find_or_load(std::forward<Load>(load));
    }

private:
    struct Entry {
        ViewKey key;
        Answer answer;
        bool filled = false;
    };

    template <class Load>
    const Answer& find_or_load(Load&& load) {
        for (Entry& entry : entries_) {
            if (!entry.filled || !entry.key.is_current()) continue;
            last_ = &entry;
            return entry.answer;
        }
        ViewKey key = ViewKey::current();
        Answer answer = load();
        Entry& entry = entries_[next_];
        next_ = (next_ + 1) % std::size(entries_);
        last_ = nullptr;
        entry.filled = false;
        entry.answer = std::move(answer);
        entry.key = std::move(key);
        entry.filled = true;
        last_ = &entry;
        return entry.answer;
    }

    Entry entries_[4];
    Entry* last_ = nullptr;
    std::size_t next_ = 0;
};

}  // namespace coaching::pg
