// Counts objects, so that SQL can see whether every destructor ran.
#pragma once

namespace coaching::bridge_test {

class Witness {
public:
    Witness() {
        ++alive;
        ++made;
    }
    ~Witness() { --alive; }
    Witness(const Witness&) = delete;
    Witness& operator=(const Witness&) = delete;

    static inline int alive = 0;
    static inline int made = 0;
};

}  // namespace coaching::bridge_test
