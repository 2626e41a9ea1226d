#pragma once

#include "core/base/result.h"
#include "core/domain/tag.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace asg::domain {

/// The table of tags, read and checked. Rows of two cells with a tab between them: a tag's name, and its output in the
/// published network or "-". Empty lines and lines that begin with '#' say nothing.
class TagTable {
public:
    /// No tags.
    TagTable() = default;

    /// `path` is for errors alone. InvalidData, with file and line: a row without two cells, a name or an output that
    /// stands twice, an output that is no number, a gap among the outputs; a table without rows.
    [[nodiscard]] static base::Result<TagTable> fromText(std::string_view text, const std::filesystem::path& path);

    /// Errors: those of `base::readFile` and of `fromText`.
    [[nodiscard]] static base::Result<TagTable> read(const std::filesystem::path& path);

    [[nodiscard]] std::span<const TagId> all() const noexcept { return m_all; }
    /// In the order of the published network's outputs.
    [[nodiscard]] std::span<const TagId> published() const noexcept { return m_published; }
    /// Empty for an id that the table does not have.
    [[nodiscard]] std::string_view name(TagId tag) const noexcept;
    [[nodiscard]] std::optional<TagId> fromName(std::string_view name) const noexcept;

private:
    std::vector<std::string> m_names;
    std::vector<TagId> m_all;
    std::vector<TagId> m_published;
};

}  // namespace asg::domain
