#include "core/io/decoding/said_error.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace asg::io {
namespace {

using base::Sentence;

/// Written by known_sentences.cmake.
constexpr const char* kKnown[] = {
#include ASG_KNOWN_SENTENCES
};

/// A reason within a sentence, and one more.
constexpr int kDeepest = 3;

/// The literal that says the same; null where no decoder says this.
const char* known(std::string_view words) {
    const auto* const found = std::ranges::find(kKnown, words, [](const char* each) { return std::string_view(each); });
    return found == std::end(kKnown) ? nullptr : *found;
}

/// How many arguments these words ask for.
std::int64_t placesIn(std::string_view words) {
    std::int64_t places = 0;
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
        if (words[i] == '%' && words[i + 1] >= '1' && words[i + 1] <= '9')
            places = std::max<std::int64_t>(places, words[i + 1] - '0');
    return places;
}

void putWords(ParcelWriter& parcel, const Sentence::Argument& said, int depth) {
    const Sentence* sentence = said.sentence();
    const bool isKnown = sentence != nullptr && depth > 0 && known(sentence->words) != nullptr &&
                         placesIn(sentence->words) == static_cast<std::int64_t>(sentence->arguments.size());
    parcel.put(std::int64_t{isKnown});
    if (!isKnown) {
        const std::string text = sentence == nullptr ? *said.text() : inEnglish(*sentence);
        parcel.put(std::string_view(text).substr(0, kMostLetters));
        return;
    }
    parcel.put(std::string_view(sentence->words));
    for (const auto& argument : sentence->arguments) putWords(parcel, argument, depth - 1);
}

Sentence::Argument takeWords(ParcelReader& parcel, int depth) {
    const bool isSentence = parcel.number(0, depth > 0 ? 1 : 0) == 1;
    std::string text = parcel.text(kMostLetters);
    if (!isSentence) return text;
    const char* const words = known(text);
    if (words == nullptr) {
        parcel.refuse();
        return "";
    }
    Sentence sentence{words};
    for (std::int64_t places = placesIn(words); places > 0; --places)
        sentence.arguments.push_back(takeWords(parcel, depth - 1));
    return sentence;
}

}  // namespace

void putError(ParcelWriter& parcel, const base::Error& error) {
    parcel.put(static_cast<std::int64_t>(error.code));
    putWords(parcel, error.sentence.empty() ? Sentence::Argument(error.text) : error.sentence, kDeepest);
}

base::Error takeError(ParcelReader& parcel) {
    const auto code = static_cast<base::ErrorCode>(parcel.integer(0, static_cast<int>(base::ErrorCode::Internal)));
    const auto said = takeWords(parcel, kDeepest);
    return said.text() != nullptr ? base::Error(code, *said.text()) : base::Error(code, *said.sentence());
}

}  // namespace asg::io
