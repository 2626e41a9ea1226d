#pragma once

#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/base/result.h"
#include "core/base/translatable.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

namespace asg::training {

/// Writes one member of a recipe; see RecipeReader.
struct RecipeWriter {
    nlohmann::json& out;
    template <typename T>
    void operator()(const char* key, const T& value) {
        out[key] = value;
    }
};

/// Reads one member of a recipe and takes its key out of `in`, so that what is left is unknown. A missing key keeps the
/// member's default. Throws what nlohmann::json throws, std::invalid_argument for a fraction, or a number that the
/// member cannot hold, where a whole number is wanted.
struct RecipeReader {
    nlohmann::json& in;
    template <typename T>
    void operator()(const char* key, T& value) {
        const auto found = in.find(key);
        if (found == in.end()) return;
        if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
            if (!found->is_number_integer()) throw std::invalid_argument(std::string(key) + " must be a whole number");
            // nlohmann::json would cut it to the member's bits, which is another number.
            const bool fits = found->is_number_unsigned() ? std::in_range<T>(found->template get<std::uint64_t>())
                                                          : std::in_range<T>(found->template get<std::int64_t>());
            if (!fits) throw std::invalid_argument(std::string(key) + " is out of range");
        }
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

/// A recipe without what changes no number that a training gives: names, threads, what is logged and kept.
inline nlohmann::json decisivePart(nlohmann::json recipe) {
    if (recipe.is_object())
        for (const char* key : {"name", "version", "threads", "logEvery", "checkpointEvery"}) recipe.erase(key);
    return recipe;
}

/// What was read, or a throw of std::invalid_argument with the reason.
template <typename T>
T valueOrThrow(base::Result<T> read) {
    if (!read) throw std::invalid_argument(read.error().text);
    return std::move(*read);
}

/// Reads a recipe: a JSON object whose keys `take(document)` takes out to make it; a key that is left is unknown.
/// `check(recipe)` looks at the whole. Both may throw. Errors: those of reading; InvalidData that names the file and
/// the reason.
template <typename Take, typename Check>
auto readRecipe(const std::filesystem::path& path, const Take& take, const Check& check)
    -> base::Result<std::invoke_result_t<const Take&, nlohmann::json&>> {
    constexpr std::uintmax_t kMaximumBytes = 1U << 20U;
    const auto content = base::readFile(path, kMaximumBytes);
    if (!content) return content.error();
    try {
        auto document = valueOrThrow(base::jsonFromText(*content));
        checkRecipe(document.is_object(), "it must be a JSON object");
        auto recipe = take(document);
        refuseUnknownKeys(document, "");
        check(recipe);
        return recipe;
    } catch (const std::exception& failure) {
        return base::Error{base::ErrorCode::InvalidData,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: this recipe cannot be used: %2."),
                                          {path.string(), failure.what()}}};
    }
}

}  // namespace asg::training
