#pragma once

#include "core/base/result.h"
#include "core/base/strong_id.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace asg::domain {

/// A finding that networks recognise and that the list of findings shows: a row of the table ontology/tags.tsv of the
/// program's resources. The numbers are this table's alone: files and model cards name tags by their names.
using TagId = base::StrongId<struct FindingTag, std::uint16_t>;

/// All tags in the order of the table. It is read when it is first asked for, and then stays as it is for as long as
/// the program runs; any thread. None where it cannot be read: `tagsRead` says why.
[[nodiscard]] std::span<const TagId> allTags() noexcept;

/// How many there are, which is one more than the largest id's value.
[[nodiscard]] std::size_t tagCount() noexcept;

/// The tags of the published network in the order of its outputs (docs/network.md §5).
[[nodiscard]] std::span<const TagId> publishedTags() noexcept;

/// The tag's name ("pleural effusion").
[[nodiscard]] std::string_view tagName(TagId tag) noexcept;

/// The tag of that exact name, if there is one.
[[nodiscard]] std::optional<TagId> tagFromName(std::string_view name) noexcept;

/// Whether the table could be read. Errors: those of `TagTable::read`.
[[nodiscard]] base::Result<void> tagsRead();

}  // namespace asg::domain
