#pragma once

#include "core/base/result.h"
#include "core/domain/report.h"
#include "core/domain/tag.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace asg::text {

struct TableFile;
struct TableRow;

/// What a statement says of a tag.
struct Said {
    domain::TagId tag;
    domain::Existence existence = domain::Existence::Present;
    friend bool operator<(const Said& a, const Said& b) {
        return std::pair(a.tag.value, a.existence) < std::pair(b.tag.value, b.existence);
    }
};

/// A second reader that shares nothing with the parser: every word speaks for itself, without order, scope or place.
/// It is too simple to read with, and good to check what was read. Its weights were fitted on the project's own
/// annotated sentences (tests/golden/text/fit_word_reader.py). Immutable once loaded; share it between threads.
class WordReader {
public:
    /// Reads word_reader.tsv of a language's folder where there is one. Errors name file and line.
    [[nodiscard]] base::Result<void> load(const std::filesystem::path& folder);

    /// What it believes least of what was said, or what it misses most.
    struct Doubt {
        double nats = 0;  ///< minus the logarithm of its belief; 0 where it knows no word
        Said about;
        bool missed = false;  ///< it was not said
    };
    /// `words`: folded (`foldWord`), any order.
    [[nodiscard]] Doubt doubtOf(std::span<const std::string> words, const std::set<Said>& said) const;

private:
    struct Weight {
        std::uint16_t output = 0;
        float value = 0;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view s) const noexcept { return std::hash<std::string_view>{}(s); }
    };

    base::Result<void> take(const TableFile& file, const TableRow& row, std::map<Said, std::uint16_t>& numbers);

    std::vector<Said> m_outputs;
    std::vector<float> m_bases;  ///< of each output, without any word
    std::unordered_map<std::string, std::vector<Weight>, Hash, std::equal_to<>> m_words;
};

}  // namespace asg::text
