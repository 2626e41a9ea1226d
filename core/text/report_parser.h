#pragma once

#include "core/base/result.h"
#include "core/domain/report.h"
#include "core/text/alignment.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace asg::text {

class Ontology;
struct Finding;

struct ParserOptions {
    std::string language;                    ///< a folder of the ontology: "en", "es"; empty: each report's own
    PairMode pairs = PairMode::Merge;        ///< rule 3
    std::filesystem::path additionalTables;  ///< a user's own rows, added to the shipped ones; empty: none
};

/// Reads radiology reports: sections, sentences, <region, finding, existence> triplets, tags, and links from
/// sentences to regions by the rules of docs/report-conventions.md. Everything it knows of language and anatomy comes
/// from tables.
///
/// A copy is cheap and shares the tables. `parse` is const and safe to call from several threads at once.
class ReportParser {
public:
    /// Reads the tables of `ontologyFolder / options.language`, or of every language there, in the order of
    /// languages.tsv; additional tables belong to the first. Errors name the file and the line that breaks a rule;
    /// InvalidArgument names the languages that there are.
    [[nodiscard]] static base::Result<ReportParser> load(const std::filesystem::path& ontologyFolder,
                                                         const ParserOptions& options = {});

    /// Parses any bytes; deterministic and linear (docs/reports.md). Bytes that are not UTF-8 are read as Latin-1
    /// (warning "latin-1"), UTF-16 with a byte-order mark as such. A report in a language without tables, or in
    /// another one than asked for, keeps its sections and sentences and is not read (warning "other-language"). Links
    /// beyond the network's slots are left out (warning "too-many-links"); a report over 64 MiB is kept but not read
    /// (warning "too-long"). Spans are code points of Report::text.
    [[nodiscard]] domain::Report parse(std::string_view reportBytes) const;

    /// Every finding that the first language's tables name, in their order.
    [[nodiscard]] const std::vector<Finding>& findings() const;

    /// What people call a finding or a tag, in the tables' language ("obscure" → "obscured border"); the name itself
    /// where they call it so or the tables do not know it. For the eye: files keep the names of the contract.
    [[nodiscard]] std::string displayName(std::string_view findingOrTag) const;

private:
    using Tables = std::vector<std::shared_ptr<const Ontology>>;

    ReportParser(Tables tables, PairMode pairs);
    [[nodiscard]] const Ontology* tablesOf(const std::string& language) const;

    Tables m_tables;  ///< one language's, or all, the preferred first
    PairMode m_pairs = PairMode::Merge;
};

}  // namespace asg::text
