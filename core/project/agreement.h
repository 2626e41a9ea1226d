#pragma once

#include "core/base/geometry.h"
#include "core/evaluation/rater_agreement.h"
#include "core/project/item_record.h"
#include "core/project/project.h"

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace asg::project {

// How far readers agree, as figures with 95 % intervals over pictures. All is pure, for any thread.

/// A figure; nothing where it is not defined.
struct AgreementFigure {
    std::string name;
    std::optional<double> value = {};
    std::optional<std::pair<double, double>> interval = {};
};

/// What one reader said, counted.
struct ReaderCounts {
    std::string reader;
    std::vector<std::size_t> said;  ///< by category
    std::size_t unsure = 0;         ///< no rating, and left out of every figure
};

/// Two readers, over what both said.
struct PairAgreement {
    std::string first;
    std::string second;
    std::size_t both = 0;
    std::vector<AgreementFigure> figures;
};

/// The figures of the things of one region, or of one finding.
struct AgreementGroup {
    std::string name;
    std::size_t byTwoOrMore = 0;
    std::vector<AgreementFigure> figures;
};

/// Ratings of things in categories: verdicts on links, tags.
struct CategoryAgreement {
    std::string of;  ///< "links", "boxes", "tags", "own findings"
    std::vector<std::string> categories;
    std::size_t judged = 0;
    std::size_t byTwoOrMore = 0;
    std::size_t byAll = 0;
    std::size_t pictures = 0;
    std::vector<ReaderCounts> readers;
    std::vector<AgreementFigure> figures;
    std::vector<PairAgreement> pairs;
    std::vector<AgreementGroup> byRegion = {};
    std::vector<AgreementGroup> byFinding = {};
};

/// Boxes, or sets of links, of two readers; "model" may be one of them.
struct OverlapAgreement {
    std::string of;  ///< "drawn boxes", "linked regions"
    std::size_t pictures = 0;
    std::vector<AgreementFigure> figures;  ///< over all pairs of readers
    std::vector<PairAgreement> pairs;
    std::vector<PairAgreement> againstModel = {};
    std::vector<AgreementGroup> byRegion = {};
};

/// One reader with himself, or with the gold reader.
struct ReaderAgreement {
    std::string reader;
    std::size_t both = 0;  ///< things that were rated both times, or by both
    std::size_t same = 0;
    std::vector<AgreementFigure> figures;
};

/// How often each reader gave each reason for a rejection.
struct CodeCounts {
    std::string reader;
    std::map<std::string, std::size_t> codes;  ///< by name; "" for a rejection without one
};

struct Agreement {
    std::vector<CategoryAgreement> categories;
    std::vector<OverlapAgreement> overlaps;
    std::vector<CodeCounts> codes;
    std::size_t withoutReport = 0;  ///< pictures whose report's text is not there: no tags, no linked regions
    std::vector<ReaderAgreement> withGold = {};     ///< of a project
    std::vector<ReaderAgreement> withHimself = {};  ///< of a project: the hidden repeats
};

/// What of all that is compared.
struct AgreementScope {
    std::vector<ItemRecord> items;          ///< that are compared
    std::vector<std::string> readers = {};  ///< that are compared; empty: everybody
};

/// Of things that several readers judged.
[[nodiscard]] Agreement agreementOf(const AgreementScope& scope);

/// Of a project: on the items that more than one of its readers is to read, as each said the first time, gold left out;
/// and each reader with the gold reader and with himself.
[[nodiscard]] Agreement agreementOf(const Project& project, const ProjectRecord& record);

/// Of journals without a project: a record for each picture, with the report that was decided on last where its text
/// lies in one of the stores. Blocks on the disk.
[[nodiscard]] std::vector<ItemRecord> recordsOf(const review::GatheredJournals& gathered, const ParseReport& parse);

}  // namespace asg::project
