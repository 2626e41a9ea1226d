#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace asg::store {

/// Where what a user made of a study is kept: one folder per picture, named by the SHA-256 of its file, so that it is
/// found again wherever the file lies. Never holds the picture itself. Blocks on the disk.
class StudyStore {
public:
    /// `root` is made when first needed.
    explicit StudyStore(std::filesystem::path root) : m_root(std::move(root)) {}

    /// $ASG_DATA when set, else asg/ in the user's data folder (XDG base directories).
    [[nodiscard]] static std::filesystem::path defaultRoot();

    /// The study's journal of decisions (core/review). `imageSha256` is 64 hexadecimal digits.
    [[nodiscard]] std::filesystem::path journalPath(std::string_view imageSha256) const;

    /// Keeps the report that the user opened or pasted for this picture. An earlier, different one stays beside it,
    /// named by its own hash.
    [[nodiscard]] base::Result<void> keepReport(std::string_view imageSha256, std::string_view text) const;

    /// A text of this picture's report that was kept, the last or an earlier one, by the SHA-256 of the text.
    [[nodiscard]] base::Result<std::optional<std::string>> reportText(std::string_view imageSha256,
                                                                      std::string_view reportSha256) const;

    /// The report last kept for this picture, if any.
    [[nodiscard]] base::Result<std::optional<std::string>> report(std::string_view imageSha256) const;

private:
    [[nodiscard]] std::filesystem::path earlierReport(std::string_view imageSha256,
                                                      std::string_view reportSha256) const;
    [[nodiscard]] std::filesystem::path folder(std::string_view imageSha256) const;

    std::filesystem::path m_root;
};

}  // namespace asg::store
