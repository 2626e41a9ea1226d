#pragma once

#include "core/domain/tag.h"
#include "core/text/ontology.h"

#include <QString>

#include <map>
#include <span>

namespace asg::presenters {

/// What people call the tags, where it is not the tag's own name ("obscure" is an "obscured border"). For the eye
/// alone: files keep the tags' names.
using FindingNames = std::map<domain::TagId, QString>;

/// The names that the tables have for the tags.
[[nodiscard]] FindingNames tagNames(std::span<const text::Finding> findings);

[[nodiscard]] inline QString nameOf(const FindingNames& names, domain::TagId tag) {
    const auto found = names.find(tag);
    const auto own = domain::tagName(tag);
    return found != names.end() ? found->second : QString::fromUtf8(own.data(), qsizetype(own.size()));
}

}  // namespace asg::presenters
