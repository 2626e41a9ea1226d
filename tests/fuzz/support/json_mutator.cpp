#include "tests/fuzz/support/json_mutator.h"

#include "core/base/json_text.h"
#include "tests/fuzz/support/target.h"

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace asg::fuzz {
namespace {

using Json = nlohmann::ordered_json;

/// Values that readers stumble over: borders of number types, other types, deep and long things.
Json oddValue(Dice& dice) {
    static const std::vector<Json> kOdd{
        nullptr,
        true,
        0,
        -1,
        1,
        2147483648LL,
        -2147483649LL,
        4294967297LL,
        std::numeric_limits<std::int64_t>::min(),
        std::numeric_limits<std::uint64_t>::max(),
        0.5,
        -0.0,
        1e39,
        -1e308,
        5e-324,
        "",
        "0",
        "\xC3\xA9\xE2\x80\xAE\xF0\x9F\xAB\x81",
        std::string("nul\0inside", 10),
        "../../etc/passwd",
        Json::array(),
        Json::object(),
        Json::array({1, 2}),
        Json::array({0.1, 0.2, 0.3, 0.4}),
        Json::object({{"name", "spine"}}),
    };
    const auto chosen = dice.below(kOdd.size() + 2);
    if (chosen < kOdd.size()) return kOdd[chosen];
    if (chosen == kOdd.size()) return std::string(1 + dice.below(3000), 'x');
    Json nested = 0;
    for (auto depth = 1 + dice.below(100); depth > 0; --depth)
        nested = dice.oneIn(2) ? Json::array({std::move(nested)}) : Json{{"value", std::move(nested)}};
    return nested;
}

/// Every value of the document, itself first.
void collect(Json& value, std::vector<Json*>& found) {
    found.push_back(&value);
    if (value.is_structured())
        for (auto& part : value) collect(part, found);
}

void changeObject(Json& object, const Json& other, Dice& dice) {
    auto entry = object.begin();
    std::advance(entry, static_cast<std::ptrdiff_t>(dice.below(object.size())));
    const std::string key = entry.key();
    const Json value = entry.value();
    switch (dice.below(3)) {
        case 0: object.erase(key); break;
        case 1: object[damaged(key)] = value; break;
        default: object[key] = other; break;
    }
}

void changeArray(Json& array, const Json& other, Dice& dice) {
    const auto at = dice.below(array.size());
    switch (dice.below(4)) {
        case 0: array.erase(at); break;
        case 1: array.push_back(Json(array[at])); break;
        case 2: std::swap(array[at], array[dice.below(array.size())]); break;
        default: array[at] = other; break;
    }
}

void changeScalar(Json& value, const Json& other, Dice& dice) {
    if (value.is_string() && dice.oneIn(2)) {
        value = damaged(value.get<std::string>());
    } else if (value.is_number() && dice.oneIn(2)) {
        constexpr double kShares[] = {-1, 0.5, 2, 1000, 1e-6};
        const double changed = value.get<double>() * dice.pick(kShares);
        value = dice.oneIn(2) ? Json(changed) : Json(value.get<double>() + 1);
    } else {
        value = other;
    }
}

}  // namespace

void changeJson(Json& document, Dice& dice) {
    std::vector<Json*> values;
    collect(document, values);
    const Json other = dice.oneIn(2) ? *dice.pick(values) : oddValue(dice);
    Json& chosen = *dice.pick(values);
    if (chosen.is_object() && !chosen.empty())
        changeObject(chosen, other, dice);
    else if (chosen.is_array() && !chosen.empty())
        changeArray(chosen, other, dice);
    else
        changeScalar(chosen, other, dice);
}

std::string mutatedJson(std::string_view text, Dice& dice) {
    // A deeper document could not be walked by recursion.
    auto document = base::isNestedTooDeep(text) ? Json(Json::value_t::discarded) : Json::parse(text, nullptr, false);
    if (document.is_discarded() || dice.oneIn(8)) return damaged(text);
    for (std::size_t changes = 1 + dice.below(3); changes > 0; --changes) changeJson(document, dice);
    return document.dump(dice.oneIn(2) ? -1 : 1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace asg::fuzz
