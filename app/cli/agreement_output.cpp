#include "app/cli/agreement_output.h"

#include "core/base/printable.h"

#include <nlohmann/json.hpp>

#include <iomanip>
#include <iostream>
#include <string>

namespace asg::cli {
namespace {

using nlohmann::ordered_json;
using project::AgreementFigure;
using project::AgreementGroup;
using project::CategoryAgreement;
using project::OverlapAgreement;
using project::PairAgreement;
using project::ReaderAgreement;

ordered_json figureJson(const AgreementFigure& figure) {
    return {{"name", figure.name},
            {"value", figure.value ? ordered_json(*figure.value) : ordered_json(nullptr)},
            {"interval",
             figure.interval ? ordered_json{figure.interval->first, figure.interval->second} : ordered_json(nullptr)}};
}

ordered_json figuresJson(const std::vector<AgreementFigure>& figures) {
    auto list = ordered_json::array();
    for (const auto& figure : figures) list.push_back(figureJson(figure));
    return list;
}

/// Each figure of a pair stands by itself.
ordered_json pairsJson(const std::vector<PairAgreement>& pairs) {
    auto list = ordered_json::array();
    for (const auto& pair : pairs)
        for (const auto& figure : pair.figures) {
            auto object = figureJson(figure);
            object["readers"] = {pair.first, pair.second};
            object["both"] = pair.both;
            list.push_back(std::move(object));
        }
    return list;
}

ordered_json groupsJson(const std::vector<AgreementGroup>& groups, const char* key) {
    auto list = ordered_json::array();
    for (const auto& group : groups)
        list.push_back(
            {{key, group.name}, {"byTwoOrMore", group.byTwoOrMore}, {"figures", figuresJson(group.figures)}});
    return list;
}

ordered_json categoryJson(const CategoryAgreement& part) {
    auto readers = ordered_json::array();
    for (const auto& reader : part.readers) {
        ordered_json said;
        for (std::size_t k = 0; k < part.categories.size(); ++k) said[part.categories[k]] = reader.said[k];
        readers.push_back({{"name", reader.reader}, {"said", std::move(said)}, {"unsure", reader.unsure}});
    }
    return {{"of", part.of},
            {"judged", part.judged},
            {"byTwoOrMore", part.byTwoOrMore},
            {"byAll", part.byAll},
            {"pictures", part.pictures},
            {"readers", std::move(readers)},
            {"figures", figuresJson(part.figures)},
            {"pairs", pairsJson(part.pairs)},
            {"byRegion", groupsJson(part.byRegion, "region")},
            {"byFinding", groupsJson(part.byFinding, "finding")}};
}

ordered_json overlapJson(const OverlapAgreement& part) {
    return {{"of", part.of},
            {"pictures", part.pictures},
            {"figures", figuresJson(part.figures)},
            {"pairs", pairsJson(part.pairs)},
            {"againstModel", pairsJson(part.againstModel)},
            {"byRegion", groupsJson(part.byRegion, "region")}};
}

ordered_json readersJson(const std::vector<ReaderAgreement>& readers) {
    auto list = ordered_json::array();
    for (const auto& reader : readers)
        list.push_back({{"name", reader.reader},
                        {"both", reader.both},
                        {"same", reader.same},
                        {"figures", figuresJson(reader.figures)}});
    return list;
}

void print(const AgreementFigure& figure, const std::string& name) {
    std::cout << "  " << std::left << std::setw(34) << name;
    if (!figure.value) {
        std::cout << "not defined\n";
        return;
    }
    std::cout << std::fixed << std::setprecision(3) << *figure.value;
    if (figure.interval) std::cout << "  (95 % " << figure.interval->first << " – " << figure.interval->second << ")";
    std::cout << "\n";
}

void print(const std::vector<PairAgreement>& pairs) {
    for (const auto& pair : pairs)
        for (const auto& figure : pair.figures)
            print(figure, figure.name + ", " + base::printable(pair.first) + " and " + base::printable(pair.second));
}

void print(const CategoryAgreement& part) {
    std::cout << part.of << ": " << part.judged << " judged in " << part.pictures << " pictures, " << part.byTwoOrMore
              << " by two or more readers, " << part.byAll << " by all\n";
    for (const auto& reader : part.readers) {
        std::cout << "  " << base::printable(reader.reader) << ":";
        for (std::size_t k = 0; k < part.categories.size(); ++k)
            std::cout << " " << reader.said[k] << " " << part.categories[k] << ";";
        if (reader.unsure > 0) std::cout << " " << reader.unsure << " unsure (left out);";
        std::cout << "\n";
    }
    for (const auto& figure : part.figures) print(figure, figure.name);
    print(part.pairs);
}

void print(const OverlapAgreement& part) {
    std::cout << part.of << ": in " << part.pictures << " pictures by two or more readers\n";
    for (const auto& figure : part.figures) print(figure, figure.name);
    print(part.pairs);
    print(part.againstModel);
}

void print(const char* with, const std::vector<ReaderAgreement>& readers) {
    for (const auto& reader : readers) {
        std::cout << base::printable(reader.reader) << " with " << with << ": " << reader.same << " of " << reader.both
                  << " the same\n";
        for (const auto& figure : reader.figures) print(figure, figure.name);
    }
}

}  // namespace

ordered_json agreementJson(const project::Agreement& agreement) {
    auto parts = ordered_json::array();
    for (const auto& part : agreement.categories) parts.push_back(categoryJson(part));
    for (const auto& part : agreement.overlaps) parts.push_back(overlapJson(part));
    auto codes = ordered_json::array();
    for (const auto& reader : agreement.codes)
        for (const auto& [code, count] : reader.codes)
            codes.push_back({{"reader", reader.reader},
                             {"code", code.empty() ? ordered_json(nullptr) : ordered_json(code)},
                             {"count", count}});
    return {{"agreement", std::move(parts)},
            {"codes", std::move(codes)},
            {"withoutReport", agreement.withoutReport},
            {"withGold", readersJson(agreement.withGold)},
            {"withHimself", readersJson(agreement.withHimself)}};
}

void printAgreement(const project::Agreement& agreement) {
    for (const auto& part : agreement.categories) print(part);
    for (const auto& part : agreement.overlaps) print(part);
    for (const auto& reader : agreement.codes) {
        std::cout << base::printable(reader.reader) << " rejected as:";
        for (const auto& [code, count] : reader.codes)
            std::cout << " " << count << " " << (code.empty() ? "without a code" : code) << ";";
        std::cout << "\n";
    }
    if (agreement.withoutReport > 0)
        std::cout << agreement.withoutReport << " pictures whose report is not in these folders: no tags and no linked "
                  << "regions of them; a project (--project) knows where reports lie\n";
    print("the gold reader", agreement.withGold);
    print("himself", agreement.withHimself);
}

}  // namespace asg::cli
