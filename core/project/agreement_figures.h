#pragma once

#include "core/domain/region.h"
#include "core/evaluation/overlap_agreement.h"
#include "core/project/agreement.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace asg::project {

// From what readers said of things to figures of how far they agree. Pure.

/// A thing, and what readers said of it, by their names.
struct Rated {
    std::string image;
    std::vector<domain::RegionId> regions = {};
    std::vector<std::string> findings = {};
    std::map<std::string, std::size_t> said = {};  ///< a category each
    std::set<std::string> unsure = {};             ///< who asks a colleague: no rating
};
[[nodiscard]] CategoryAgreement categoryAgreement(std::string of, std::vector<std::string> categories,
                                                  const std::vector<Rated>& things);

/// Two readings of the same things, as one reader's agreement with another or with himself: share that is the same and
/// Cohen's kappa.
[[nodiscard]] ReaderAgreement readerAgreement(std::string reader, std::size_t categories,
                                              const std::vector<Rated>& things, const std::string& first,
                                              const std::string& second);

/// What two readers have of one region of one picture.
struct BoxesOfTwo {
    std::string first;
    std::string second;
    std::string image;
    domain::RegionId region;
    evaluation::BoxRow row;  ///< but for its unit
};
[[nodiscard]] OverlapAgreement boxAgreement(const std::vector<BoxesOfTwo>& ofReaders,
                                            const std::vector<BoxesOfTwo>& withModel);

/// The regions that two readers link to one sentence.
struct LinksOfTwo {
    std::string first;
    std::string second;
    std::string image;
    std::set<domain::RegionId> firsts;
    std::set<domain::RegionId> seconds;
};
[[nodiscard]] OverlapAgreement linkAgreement(const std::vector<LinksOfTwo>& sentences);

}  // namespace asg::project
