#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace asg::weights {

/// Place of a value in its PickleHeap.
using PickleRef = std::uint32_t;

/// One Python value of a pickle, as far as weights need it. Containers refer to others by place, so that sharing and
/// cycles cost nothing and nothing is destroyed by recursion.
struct PickleValue {
    enum class Kind : std::uint8_t {
        None,
        Bool,        ///< integer
        Integer,     ///< integer
        BigInteger,  ///< text: little-endian two's complement, more than 8 bytes
        Real,        ///< real
        Text,        ///< text
        Bytes,       ///< text
        List,        ///< items
        Tuple,       ///< items
        Dict,        ///< items: key, value, key, value …
        Global,      ///< text: "module.name"; never imported
        Opaque,      ///< text: the global that would have made it, never called; items: its attributes (Dict), if any
        Storage,     ///< items: type (Global), key (Text), element count (Integer), first element (Integer)
        Tensor,      ///< items: storage, first element, sizes, strides
    };

    Kind kind = Kind::None;
    std::int64_t integer = 0;
    double real = 0;
    std::string text;
    std::vector<PickleRef> items;
};

/// All values of one pickle and the one that it stands for.
struct PickleHeap {
    std::vector<PickleValue> values;
    PickleRef root = 0;

    [[nodiscard]] const PickleValue& at(PickleRef ref) const { return values.at(ref); }
};

}  // namespace asg::weights
