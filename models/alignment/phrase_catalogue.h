#pragma once

#include "core/base/result.h"
#include "core/domain/region.h"
#include "core/domain/tag.h"
#include "core/text/report_parser.h"
#include "models/alignment/own_phrases.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace asg::alignment {

/// Words that lead to a place, composed from the ontology's tables.
struct Phrase {
    std::string text;
    /// A sentence by which the report parser was asked where the words lead: the text itself, or, where it is a bare
    /// place ("left base"), a sentence that says something of that place.
    std::string askedAs;
    bool heldOut = false;  ///< never trained on: what the evaluation asks
};

/// All phrases that lead to the same regions, in an order that is the same on every machine.
struct Place {
    std::vector<domain::RegionId> regions;  ///< ascending; several for "both lungs"
    std::vector<Phrase> phrases;
    [[nodiscard]] std::vector<const Phrase*> chosen(bool heldOut) const;
};

/// Every place that the tables know with the phrases that lead there. A phrase is in it only when the project's own
/// report parser takes it to exactly these regions.
struct PhraseCatalogue {
    std::vector<Place> places;  ///< by their regions, ascending
    /// How findings are called, by tag ("pleural effusion", "effusions"): for composed reports.
    std::map<domain::TagId, std::vector<std::string>> findings;
    /// Phrasings that somebody wrote, for training: words that are in no table lead somewhere too. By what their author
    /// says, not by what the parser says.
    OwnPhrases own;
    [[nodiscard]] const Place* find(const std::vector<domain::RegionId>& regions) const;
    [[nodiscard]] std::size_t phraseCount(bool heldOut) const;
};

/// The regions that the parser takes a sentence to: all links together, ascending.
[[nodiscard]] std::vector<domain::RegionId> regionsOf(const text::ReportParser& parser, const std::string& sentence);

/// Composes sentences from the places, sides, findings and qualities of an ontology folder (such as
/// resources/ontology/en). Held out are whole forms of sentences and one in ten of the rest. Takes a second. Errors:
/// those of the tables.
[[nodiscard]] base::Result<PhraseCatalogue> makeCatalogue(const std::filesystem::path& ontology);

}  // namespace asg::alignment
