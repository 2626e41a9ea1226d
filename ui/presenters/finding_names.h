#pragma once

#include "core/domain/tag.h"
#include "core/text/ontology.h"
#include "ui/presenters/ontology_words.h"

#include <QString>
#include <QStringList>

#include <map>
#include <span>
#include <string>

namespace asg::presenters {

/// What people call the tags, where it is not the tag's own name ("obscure" is an "obscured border"). For the eye
/// alone: files keep the tags' names.
using FindingNames = std::map<domain::TagId, QString>;

/// The names that the tables have for the tags.
[[nodiscard]] FindingNames tagNames(std::span<const text::Finding> findings);

/// What a reader chooses a finding from, in alphabetical order of the window's language.
[[nodiscard]] QStringList findingTexts(std::span<const text::Finding> findings);

/// The finding's name in the tables for what findingTexts() shows; empty where none is shown so.
[[nodiscard]] std::string findingShownAs(std::span<const text::Finding> findings, const QString& shown);

[[nodiscard]] inline QString nameOf(const FindingNames& names, domain::TagId tag) {
    const auto found = names.find(tag);
    return found != names.end() ? found->second : findingText(domain::tagName(tag));
}

}  // namespace asg::presenters
