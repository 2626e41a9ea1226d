#pragma once

#include "tests/unit/text/shipped_parser.h"

#include <QString>
#include <QStringList>

namespace asg::text::test {

/// The summary of a report as "pleural effusion -, pneumothorax +": "+" present, "-" absent, "?" uncertain.
inline QString saidTags(const domain::Report& report) {
    QStringList said;
    for (const auto& [tag, existence] : report.tags) {
        const auto name = domain::tagName(tag);
        const char* sign = existence == domain::Existence::Present  ? " +"
                           : existence == domain::Existence::Absent ? " -"
                                                                    : " ?";
        said << QString::fromUtf8(name.data(), qsizetype(name.size())) + sign;
    }
    said.sort();
    return said.join(", ");
}

/// The regions that the triplets of a finding name, sorted.
inline QString regionsOf(const domain::Report& report, std::string_view finding) {
    QStringList names;
    for (const auto& triplet : report.triplets)
        if (triplet.finding == finding)
            for (const auto region : triplet.regions) {
                const auto name = domain::regionName(region);
                names << QString::fromUtf8(name.data(), qsizetype(name.size()));
            }
    names.sort();
    names.removeDuplicates();
    return names.join(" + ");
}

/// "findings | impression".
inline QString sectionsOf(const domain::Report& report) {
    QStringList names;
    for (const auto& section : report.sections) {
        const auto name = domain::name(section.name);
        names << QString::fromUtf8(name.data(), qsizetype(name.size()));
    }
    return names.join(" | ");
}

/// The words of each sentence, line breaks as blanks, between "|".
inline QString sentencesOf(const domain::Report& report) {
    QStringList texts;
    for (const auto& sentence : report.sentences)
        texts << QString::fromStdString(words(report, sentence.span)).simplified();
    return texts.join(" | ");
}

}  // namespace asg::text::test
