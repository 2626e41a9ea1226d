#pragma once

#include <nlohmann/json.hpp>

#include <stdexcept>
#include <string>
#include <type_traits>

namespace asg::training {

/// Writes one member of a recipe; see Reader.
struct RecipeWriter {
    nlohmann::json& out;
    template <typename T>
    void operator()(const char* key, const T& value) {
        out[key] = value;
    }
};

/// Reads one member of a recipe and takes its key out of `in`, so that what is left is unknown. A missing key keeps the
/// member's default. Throws what nlohmann::json throws, std::invalid_argument for a fraction where a whole number is
/// wanted.
struct RecipeReader {
    nlohmann::json& in;
    template <typename T>
    void operator()(const char* key, T& value) {
        const auto found = in.find(key);
        if (found == in.end()) return;
        if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>)
            if (!found->is_number_integer()) throw std::invalid_argument(std::string(key) + " must be a whole number");
        value = found->template get<T>();
        in.erase(found);
    }
};

/// Throws std::invalid_argument that names a key which no reader took; `where` is its prefix ("augmentation.").
inline void refuseUnknownKeys(const nlohmann::json& left, const std::string& where) {
    if (!left.empty()) throw std::invalid_argument("\"" + where + left.begin().key() + "\" is not a known key");
}

/// Throws std::invalid_argument with the rule when it does not hold.
inline void checkRecipe(bool holds, const char* rule) {
    if (!holds) throw std::invalid_argument(rule);
}

}  // namespace asg::training
