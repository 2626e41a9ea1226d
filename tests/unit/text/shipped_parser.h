#pragma once

#include "core/text/code_points.h"
#include "core/text/report_parser.h"

#include <QTest>

#include <filesystem>
#include <string>

namespace asg::text::test {

inline std::filesystem::path shippedTables() {
    return std::filesystem::path(ASG_SOURCE_DIR) / "resources/ontology";
}

/// The parser with the shipped tables; a test that cannot load them cannot go on.
inline ReportParser shippedParser(const ParserOptions& options = {}) {
    auto parser = ReportParser::load(shippedTables(), options);
    if (!parser) qFatal("%s", parser.error().text.c_str());
    return std::move(*parser);
}

/// The words of a span.
inline std::string words(const domain::Report& report, domain::TextSpan span) {
    return std::string(textOf(report.text, CodePointIndex(report.text), span));
}

}  // namespace asg::text::test
