#include "core/project/agreement_figures.h"

#include "core/project/disagreements.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace asg::project {
namespace {

using evaluation::BoxRow;
using evaluation::Ratings;
using evaluation::RowWeights;
using evaluation::SetRow;

/// Pictures by numbers from 0.
class Units {
public:
    std::size_t of(const std::string& image) { return m_numbers.try_emplace(image, m_numbers.size()).first->second; }
    [[nodiscard]] std::size_t size() const { return m_numbers.size(); }

private:
    std::map<std::string, std::size_t> m_numbers;
};

/// With its interval over `units` pictures; `unitOf` gives those of the rows.
template <typename Statistic>
AgreementFigure figure(const char* name, std::size_t units, const std::vector<std::size_t>& unitOf,
                       const Statistic& of) {
    AgreementFigure made{name, of(RowWeights{})};
    if (!made.value) return made;
    made.interval = evaluation::bootstrapWhereDefined(units, [&](std::span<const unsigned> drawn) {
        const auto weights = evaluation::rowWeights(unitOf, drawn);
        return of(RowWeights(weights));
    });
    return made;
}

/// Ratings as the statistics take them.
struct Table {
    Ratings ratings;
    std::size_t units = 0;
};

template <typename Include>
Table tableOf(const std::vector<Rated>& things, const std::vector<std::string>& readers, std::size_t categories,
              const Include& include) {
    Table table{{categories, {}, {}}, 0};
    Units units;
    for (const auto& thing : things) {
        if (thing.said.empty() || !include(thing)) continue;
        auto& row = table.ratings.rows.emplace_back();
        for (const auto& reader : readers) {
            const auto said = thing.said.find(reader);
            row.push_back(said == thing.said.end() ? std::nullopt : std::optional(said->second));
        }
        table.ratings.units.push_back(units.of(thing.image));
    }
    table.units = units.size();
    return table;
}

std::size_t sharedBy(const Ratings& ratings, std::size_t atLeast) {
    return static_cast<std::size_t>(std::ranges::count_if(ratings.rows, [&](const auto& row) {
        return static_cast<std::size_t>(
                   std::ranges::count_if(row, [](const auto& said) { return said.has_value(); })) >= atLeast;
    }));
}

std::vector<AgreementFigure> figuresOf(const Table& table) {
    const auto one = [&](const char* name, auto statistic) {
        return figure(name, table.units, table.ratings.units,
                      [&](RowWeights weights) { return statistic(table.ratings, weights); });
    };
    return {one("pairwise agreement", evaluation::pairwiseAgreement),
            one("Krippendorff's alpha", evaluation::krippendorffsAlpha), one("Gwet's AC1", evaluation::gwetsAc1),
            one("Fleiss' kappa", evaluation::fleissKappa)};
}

AgreementFigure cohen(const Table& table, std::size_t first, std::size_t second) {
    return figure("Cohen's kappa", table.units, table.ratings.units,
                  [&](RowWeights weights) { return evaluation::cohensKappa(table.ratings, first, second, weights); });
}

std::vector<PairAgreement> pairsOf(const Table& table, const std::vector<std::string>& readers) {
    std::vector<PairAgreement> pairs;
    for (std::size_t i = 0; i < readers.size(); ++i)
        for (std::size_t j = i + 1; j < readers.size(); ++j) {
            const auto both = static_cast<std::size_t>(std::ranges::count_if(
                table.ratings.rows, [&](const auto& row) { return row[i].has_value() && row[j].has_value(); }));
            if (both > 0) pairs.push_back({readers[i], readers[j], both, {cohen(table, i, j)}});
        }
    return pairs;
}

std::vector<std::string> readersOf(const std::vector<Rated>& things) {
    std::set<std::string> readers;
    for (const auto& thing : things) {
        for (const auto& [reader, category] : thing.said) readers.insert(reader);
        readers.insert(thing.unsure.begin(), thing.unsure.end());
    }
    return {readers.begin(), readers.end()};
}

std::vector<ReaderCounts> countsOf(const std::vector<Rated>& things, const std::vector<std::string>& readers,
                                   std::size_t categories) {
    std::vector<ReaderCounts> counts;
    for (const auto& reader : readers) {
        ReaderCounts count{reader, std::vector<std::size_t>(categories), 0};
        for (const auto& thing : things) {
            if (const auto said = thing.said.find(reader); said != thing.said.end()) ++count.said[said->second];
            count.unsure += thing.unsure.contains(reader) ? 1 : 0;
        }
        counts.push_back(std::move(count));
    }
    return counts;
}

/// The figures of the things that have a name in common, by these.
template <typename Names>
std::vector<AgreementGroup> groupsOf(const std::vector<Rated>& things, const std::vector<std::string>& readers,
                                     std::size_t categories, const Names& namesOf) {
    std::set<std::string> names;
    for (const auto& thing : things)
        for (auto& name : namesOf(thing)) names.insert(std::move(name));
    std::vector<AgreementGroup> groups;
    for (const auto& name : names) {
        const auto table = tableOf(things, readers, categories, [&](const Rated& thing) {
            const auto own = namesOf(thing);
            return std::ranges::find(own, name) != own.end();
        });
        if (const auto shared = sharedBy(table.ratings, 2); shared > 0)
            groups.push_back({name, shared, figuresOf(table)});
    }
    return groups;
}

std::vector<std::string> regionNames(const Rated& thing) {
    std::vector<std::string> names;
    for (const auto region : thing.regions) names.emplace_back(domain::regionName(region));
    return names;
}

/// Rows of whatever kind of two readers each, by pairs.
template <typename Row>
struct PairRows {
    std::vector<Row> rows;
    std::vector<std::size_t> units;
    Units pictures;

    void add(const std::string& image, Row row) {
        row.unit = pictures.of(image);
        units.push_back(row.unit);
        rows.push_back(std::move(row));
    }
    template <typename Statistic>
    [[nodiscard]] AgreementFigure figureOf(const char* name, const Statistic& of) const {
        return figure(name, pictures.size(), units, [&](RowWeights weights) { return of(rows, weights); });
    }
};

std::vector<AgreementFigure> boxFigures(const PairRows<BoxRow>& rows) {
    return {
        rows.figureOf("mean IoU", [](const auto& of, RowWeights weights) { return evaluation::meanIou(of, weights); }),
        rows.figureOf("F1 at IoU 0.5",
                      [](const auto& of, RowWeights weights) { return evaluation::boxF1(of, kSameBox, weights); })};
}

std::vector<AgreementFigure> linkFigures(const PairRows<SetRow>& rows) {
    return {rows.figureOf("F1", [](const auto& of, RowWeights weights) { return evaluation::setF1(of, weights); })};
}

std::vector<PairAgreement> boxPairs(const std::vector<BoxesOfTwo>& boxes) {
    std::map<std::pair<std::string, std::string>, PairRows<BoxRow>> pairs;
    for (const auto& one : boxes) pairs[{one.first, one.second}].add(one.image, one.row);
    std::vector<PairAgreement> made;
    for (const auto& [names, rows] : pairs)
        made.push_back({names.first, names.second, rows.rows.size(), boxFigures(rows)});
    return made;
}

}  // namespace

CategoryAgreement categoryAgreement(std::string of, std::vector<std::string> categories,
                                    const std::vector<Rated>& things) {
    const auto readers = readersOf(things);
    const auto size = categories.size();
    const auto table = tableOf(things, readers, size, [](const Rated&) { return true; });
    CategoryAgreement made{std::move(of),
                           std::move(categories),
                           table.ratings.rows.size(),
                           sharedBy(table.ratings, 2),
                           readers.size() < 2 ? 0 : sharedBy(table.ratings, readers.size()),
                           table.units,
                           countsOf(things, readers, size),
                           figuresOf(table),
                           pairsOf(table, readers)};
    made.byRegion = groupsOf(things, readers, size, regionNames);
    made.byFinding = groupsOf(things, readers, size, [](const Rated& thing) { return thing.findings; });
    return made;
}

ReaderAgreement readerAgreement(std::string reader, std::size_t categories, const std::vector<Rated>& things,
                                const std::string& first, const std::string& second) {
    const auto table = tableOf(things, {first, second}, categories, [&](const Rated& thing) {
        return thing.said.contains(first) && thing.said.contains(second);
    });
    const auto same = std::ranges::count_if(table.ratings.rows, [](const auto& row) { return row[0] == row[1]; });
    return {std::move(reader),
            table.ratings.rows.size(),
            static_cast<std::size_t>(same),
            {figure("agreement", table.units, table.ratings.units,
                    [&](RowWeights weights) { return evaluation::pairwiseAgreement(table.ratings, weights); }),
             cohen(table, 0, 1)}};
}

OverlapAgreement boxAgreement(const std::vector<BoxesOfTwo>& ofReaders, const std::vector<BoxesOfTwo>& withModel) {
    PairRows<BoxRow> all;
    std::map<std::string, PairRows<BoxRow>> byRegion;
    for (const auto& one : ofReaders) {
        all.add(one.image, one.row);
        byRegion[std::string(domain::regionName(one.region))].add(one.image, one.row);
    }
    OverlapAgreement made{"drawn boxes", all.pictures.size(), boxFigures(all), boxPairs(ofReaders)};
    made.againstModel = boxPairs(withModel);
    for (const auto& [name, rows] : byRegion) made.byRegion.push_back({name, rows.rows.size(), boxFigures(rows)});
    return made;
}

OverlapAgreement linkAgreement(const std::vector<LinksOfTwo>& sentences) {
    PairRows<SetRow> all;
    std::map<std::pair<std::string, std::string>, PairRows<SetRow>> pairs;
    std::map<domain::RegionId, PairRows<SetRow>> byRegion;
    for (const auto& one : sentences) {
        const SetRow row{evaluation::compare(one.seconds, one.firsts)};
        all.add(one.image, row);
        pairs[{one.first, one.second}].add(one.image, row);
        auto regions = one.firsts;
        regions.insert(one.seconds.begin(), one.seconds.end());
        for (const auto region : regions) {
            const bool inFirst = one.firsts.contains(region);
            const bool inSecond = one.seconds.contains(region);
            byRegion[region].add(one.image, {{inFirst && inSecond ? 1U : 0U, inSecond && !inFirst ? 1U : 0U,
                                              inFirst && !inSecond ? 1U : 0U}});
        }
    }
    OverlapAgreement made{"linked regions", all.pictures.size(), linkFigures(all), {}};
    for (const auto& [names, rows] : pairs)
        made.pairs.push_back({names.first, names.second, rows.rows.size(), linkFigures(rows)});
    for (const auto& [region, rows] : byRegion)
        made.byRegion.push_back({std::string(domain::regionName(region)), rows.rows.size(), linkFigures(rows)});
    return made;
}

}  // namespace asg::project
