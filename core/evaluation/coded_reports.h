#pragma once

#include "core/base/result.h"
#include "core/domain/report.h"
#include "core/evaluation/report_half.h"
#include "core/text/report_parser.h"

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace asg::evaluation {

/// Which manual codes say that a tag is present (mesh_to_tags.json): a code matches when it begins with the rule's
/// head, at a
/// '/' or its end, and has the rule's other words as parts.
class CodeRules {
public:
    /// Errors: NotFound, Corrupt, InvalidData with the file's name and the tag.
    [[nodiscard]] static base::Result<CodeRules> load(const std::filesystem::path& path);

    [[nodiscard]] std::set<domain::TagId> tags() const;
    [[nodiscard]] bool matches(domain::TagId tag, const std::string& code) const;

private:
    struct Rule {
        std::string head;
        std::vector<std::string> needed;
    };
    std::map<domain::TagId, std::vector<Rule>> m_rules;
};

/// A report of Open-i with the codes that a person gave it, parsed.
struct CodedReport {
    std::string id;
    std::vector<std::string> codes;  ///< "Opacity/lung/base/left"
    domain::Report report;           ///< findings and impression
};

/// The reports of ecgen-radiology.tgz that have a text and were indexed, of one half. Errors: readPackedArchive's.
[[nodiscard]] base::Result<std::vector<CodedReport>> readCodedReports(const std::filesystem::path& archive, Half half,
                                                                      const text::ReportParser& parser);

/// The trimmed parts of a text between separators.
[[nodiscard]] std::vector<std::string> partsOf(std::string_view text, char separator);

}  // namespace asg::evaluation
