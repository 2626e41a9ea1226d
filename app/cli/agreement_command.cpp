#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/base/printable.h"
#include "core/evaluation/figure.h"
#include "core/evaluation/rater_agreement.h"
#include "core/review/journal_copies.h"
#include "core/review/reader_verdicts.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <iomanip>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace asg::cli {
namespace {

using evaluation::Ratings;
using nlohmann::ordered_json;

struct AgreementOptions {
    std::vector<std::string> folders;
    bool json = false;
};

/// Ratings with the names of their columns.
struct NamedRatings {
    std::vector<std::string> readers;
    std::vector<std::string> categories;
    Ratings ratings;
};

/// The things that somebody judged, as `include` chooses them; `category` numbers what was said.
template <typename Thing, typename Said>
NamedRatings ratingsOf(const std::map<Thing, std::map<std::string, review::SaidByReader<Said>>>& judged,
                       std::vector<std::string> categories, const std::function<bool(const Thing&)>& include) {
    NamedRatings named{{}, std::move(categories), {}};
    std::set<std::string> readers;
    std::map<std::string, std::size_t> pictures;
    for (const auto& [thing, said] : judged)
        for (const auto& [reader, one] : said) readers.insert(reader);
    named.readers.assign(readers.begin(), readers.end());
    named.ratings.categories = named.categories.size();
    for (const auto& [thing, said] : judged) {
        if (!include(thing)) continue;
        std::vector<std::optional<std::size_t>> row;
        for (const auto& reader : named.readers) {
            const auto found = said.find(reader);
            row.push_back(found == said.end() ? std::nullopt
                                              : std::optional(static_cast<std::size_t>(found->second.said)));
        }
        named.ratings.rows.push_back(std::move(row));
        named.ratings.units.push_back(pictures.try_emplace(thing.imageSha256, pictures.size()).first->second);
    }
    return named;
}

std::size_t unitsOf(const Ratings& ratings) {
    return ratings.units.empty() ? 0 : *std::ranges::max_element(ratings.units) + 1;
}

std::size_t sharedBy(const Ratings& ratings, std::size_t atLeast) {
    return static_cast<std::size_t>(std::ranges::count_if(ratings.rows, [&](const auto& row) {
        return static_cast<std::size_t>(
                   std::ranges::count_if(row, [](const auto& said) { return said.has_value(); })) >= atLeast;
    }));
}

/// A figure with its interval over pictures; null where it is not defined.
ordered_json figure(const char* name, const Ratings& ratings,
                    const std::function<std::optional<double>(evaluation::RowWeights)>& of) {
    ordered_json object{{"name", name}, {"value", nullptr}, {"interval", nullptr}};
    const auto value = of({});
    if (!value) return object;
    object["value"] = *value;
    const auto drawn = evaluation::bootstrapWhereDefined(unitsOf(ratings), [&](std::span<const unsigned> counts) {
        return of(evaluation::rowWeights(ratings, counts));
    });
    if (drawn) object["interval"] = {drawn->first, drawn->second};
    return object;
}

ordered_json figuresOf(const Ratings& ratings) {
    const auto one = [&](const char* name, auto statistic) {
        return figure(name, ratings,
                      [&, statistic](evaluation::RowWeights weights) { return statistic(ratings, weights); });
    };
    return ordered_json::array({one("pairwise agreement", evaluation::pairwiseAgreement),
                                one("Krippendorff's alpha", evaluation::krippendorffsAlpha),
                                one("Gwet's AC1", evaluation::gwetsAc1),
                                one("Fleiss' kappa", evaluation::fleissKappa)});
}

ordered_json pairsOf(const NamedRatings& named) {
    auto pairs = ordered_json::array();
    for (std::size_t i = 0; i < named.readers.size(); ++i)
        for (std::size_t j = i + 1; j < named.readers.size(); ++j) {
            const auto both = std::ranges::count_if(
                named.ratings.rows, [&](const auto& row) { return row[i].has_value() && row[j].has_value(); });
            if (both == 0) continue;
            auto pair = figure("Cohen's kappa", named.ratings, [&, i, j](evaluation::RowWeights weights) {
                return evaluation::cohensKappa(named.ratings, i, j, weights);
            });
            pair["readers"] = {named.readers[i], named.readers[j]};
            pair["both"] = both;
            pairs.push_back(std::move(pair));
        }
    return pairs;
}

ordered_json part(const char* what, const NamedRatings& named) {
    auto readers = ordered_json::array();
    for (std::size_t i = 0; i < named.readers.size(); ++i) {
        std::vector<std::size_t> counts(named.categories.size());
        for (const auto& row : named.ratings.rows)
            if (row[i]) ++counts[*row[i]];
        ordered_json said;
        for (std::size_t k = 0; k < counts.size(); ++k) said[named.categories[k]] = counts[k];
        readers.push_back({{"name", named.readers[i]}, {"said", std::move(said)}});
    }
    return {{"of", what},
            {"judged", named.ratings.rows.size()},
            {"byTwoOrMore", sharedBy(named.ratings, 2)},
            {"byAll", named.readers.size() < 2 ? 0 : sharedBy(named.ratings, named.readers.size())},
            {"pictures", unitsOf(named.ratings)},
            {"readers", std::move(readers)},
            {"figures", figuresOf(named.ratings)},
            {"pairs", pairsOf(named)}};
}

bool isOf(const review::JudgedLink& link, domain::RegionId region) {
    return std::ranges::find(link.regions, region) != link.regions.end();
}

/// The links' figures for each region that somebody judged a link to.
ordered_json byRegion(const review::ReaderVerdicts& verdicts, const std::vector<std::string>& words) {
    std::set<domain::RegionId> regions;
    for (const auto& [link, said] : verdicts.links) regions.insert(link.regions.begin(), link.regions.end());
    auto list = ordered_json::array();
    for (const auto region : regions) {
        const auto named = ratingsOf<review::JudgedLink, domain::ReviewVerdict>(
            verdicts.links, words, [&](const review::JudgedLink& link) { return isOf(link, region); });
        if (sharedBy(named.ratings, 2) == 0) continue;
        list.push_back({{"region", domain::regionName(region)},
                        {"byTwoOrMore", sharedBy(named.ratings, 2)},
                        {"figures", figuresOf(named.ratings)}});
    }
    return list;
}

void printFigure(const ordered_json& figure, const std::string& name) {
    std::cout << "  " << std::left << std::setw(34) << name;
    if (figure["value"].is_null()) {
        std::cout << "not defined\n";
        return;
    }
    std::cout << std::fixed << std::setprecision(3) << figure["value"].get<double>();
    if (!figure["interval"].is_null())
        std::cout << "  (95 % " << figure["interval"][0].get<double>() << " – " << figure["interval"][1].get<double>()
                  << ")";
    std::cout << "\n";
}

void print(const ordered_json& part) {
    std::cout << part["of"].get<std::string>() << ": " << part["judged"] << " judged in " << part["pictures"]
              << " pictures, " << part["byTwoOrMore"] << " by two or more readers, " << part["byAll"] << " by all\n";
    for (const auto& reader : part["readers"]) {
        std::cout << "  " << base::printable(reader["name"].get<std::string>()) << ":";
        for (const auto& [word, count] : reader["said"].items()) std::cout << " " << count << " " << word << ";";
        std::cout << "\n";
    }
    for (const auto& figure : part["figures"]) printFigure(figure, figure["name"].get<std::string>());
    for (const auto& pair : part["pairs"])
        printFigure(pair, "Cohen's kappa, " + base::printable(pair["readers"][0].get<std::string>()) + " and " +
                              base::printable(pair["readers"][1].get<std::string>()));
}

/// By the picture's hash: the copies of its journal.
using Copies = std::map<std::string, std::vector<std::vector<domain::ReviewDecision>>>;

review::ReaderVerdicts verdictsIn(Copies& pictures) {
    review::ReaderVerdicts verdicts;
    for (auto& [picture, copies] : pictures) {
        review::dropBeginnings(copies);
        const auto takenBack = review::takenBackIn(copies);
        for (auto& copy : copies) {
            review::leaveOut(takenBack, copy);
            review::addVerdicts(verdicts, copy);
        }
    }
    return verdicts;
}

base::Result<review::ReaderVerdicts> readVerdicts(const AgreementOptions& options, const std::stop_token& stop) {
    const auto journals = review::journalsBelow({options.folders.begin(), options.folders.end()});
    if (!journals) return journals.error();
    Copies pictures;
    for (const auto& journal : *journals) {
        if (stop.stop_requested()) break;
        auto decisions = review::decisionsIn(journal);
        if (!decisions) return decisions.error();
        if (!decisions->empty()) pictures[decisions->front().imageSha256].push_back(std::move(*decisions));
    }
    return verdictsIn(pictures);
}

int agreement(const AgreementOptions& options, const std::stop_token& stop) {
    const auto verdicts = readVerdicts(options, stop);
    if (!verdicts) return sayAndExit(verdicts.error());
    const std::vector<std::string> words{"accepted", "rejected", "nothing to point at"};
    auto links = part("links", ratingsOf<review::JudgedLink, domain::ReviewVerdict>(
                                   verdicts->links, words, [](const review::JudgedLink&) { return true; }));
    links["byRegion"] = byRegion(*verdicts, words);
    const auto boxes = part("boxes", ratingsOf<review::JudgedBox, bool>(verdicts->boxes, {"does not fit", "fits"},
                                                                        [](const review::JudgedBox&) { return true; }));
    if (options.json) {
        printJson({{"agreement", ordered_json::array({links, boxes})}}, 1);
    } else {
        print(links);
        print(boxes);
    }
    return kDone;
}

}  // namespace

void addAgreementCommand(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<AgreementOptions>();
    auto* command = app.add_subcommand(
        "agreement", "How far readers agree: on links and boxes that several of them judged (docs/review.md)");
    command->add_option("FOLDER", options->folders, "Data folders with readers' decisions (ASG_DATA, or copies of it)")
        ->required();
    command->add_flag("--json", options->json, "One JSON document on standard output");
    command->callback([options, &chosen] {
        chosen.work = [options](const std::stop_token& stop) { return agreement(*options, stop); };
    });
}

}  // namespace asg::cli
