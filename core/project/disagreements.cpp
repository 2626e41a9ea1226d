#include "core/project/disagreements.h"

#include "core/project/table_cells.h"
#include "core/review/readings.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace asg::project {
namespace {

using domain::ReviewVerdict;
using Answers = std::map<std::string, Answer>;

std::string saidOf(const ReaderBox& box) {
    if (!box.own) return "does not fit";
    return (box.drawn ? "drawn " : "fits ") + boxText(*box.own);
}

std::string saidOf(const domain::SentenceReading& reading) {
    std::string text;
    const auto add = [&text](const std::string& words) { text += (text.empty() ? "" : "; ") + words; };
    for (const auto& triplet : reading.triplets)
        add(triplet.finding + " " + std::string(domain::name(triplet.existence)) +
            (triplet.regions.empty() ? "" : " in " + namesText(triplet.regions, ", ")));
    if (!reading.places.empty()) add("no finding in " + namesText(reading.places, ", "));
    return text.empty() ? "nothing" : text;
}

/// Looks at one item after the other.
class Disputes {
public:
    Disputes(const Project& project, const ProjectRecord& record, bool unsure)
        : m_project(project), m_record(record), m_passes(project, record), m_unsure(unsure) {
        for (const auto& reader : project.readers) m_readers.insert(reader.name);
    }

    std::vector<Disagreement> all() {
        for (std::size_t item = 0; item < m_record.items.size(); ++item) {
            addLinks(item);
            addBoxes(item);
            addSentences(item);
        }
        return std::move(m_found);
    }

private:
    [[nodiscard]] bool isReader(const std::string& name) const { return m_readers.contains(name); }

    void addLinks(std::size_t item) {
        for (const auto& [link, said] : m_passes.verdicts(item, Meeting::First).links) {
            std::set<ReviewVerdict> ratings;
            bool isAsked = false;
            Answers answers;
            for (const auto& [reader, one] : said) {
                answers[reader] = {std::string(domain::name(one.said)), one.reason, one.time};
                if (!isReader(reader)) continue;
                if (one.said == ReviewVerdict::Unsure)
                    isAsked = true;
                else
                    ratings.insert(one.said);
            }
            if (ratings.size() > 1 || (m_unsure && isAsked))
                m_found.push_back(
                    {item, Disputed::Link, link.sentence, link.reportSha256, link.regions, std::move(answers)});
        }
    }

    static bool areApart(const ReaderBox& a, const ReaderBox& b) {
        if (!a.own || !b.own) return a.own.has_value() != b.own.has_value();
        return base::intersectionOverUnion(*a.own, *b.own) < kSameBox;
    }

    void addBoxes(std::size_t item) {
        for (const auto& [region, said] : boxesOn(m_passes.itemIn(item, Meeting::First))) {
            bool apart = false;
            Answers answers;
            for (auto one = said.begin(); one != said.end(); ++one) {
                answers[one->first] = {saidOf(one->second), {}, one->second.time};
                for (auto other = std::next(one); other != said.end() && isReader(one->first); ++other)
                    apart = apart || (isReader(other->first) && areApart(one->second, other->second));
            }
            if (apart) m_found.push_back({item, Disputed::Box, {}, {}, {region}, std::move(answers)});
        }
    }

    /// Who corrected nothing but judged a sentence let it stand as it was read.
    void addSentences(std::size_t item) {
        const auto& parsed = m_record.items[item].report;
        if (!parsed) return;
        const auto ofPass = m_passes.itemIn(item, Meeting::First);
        std::map<domain::SentenceId, Answers> said;
        for (const auto& reader : readersIn(ProjectRecord{{ofPass}, {}}))
            if (const auto corrected = correctedBy(ofPass, reader))
                for (const auto& [sentence, decision] : corrected->standing)
                    if (const auto& after = decision.as<domain::Correction>()->after)
                        said[sentence][reader] = {saidOf(*after), decision.reason, decision.time};
        const auto verdicts = m_passes.verdicts(item, Meeting::First);
        for (auto& [sentence, answers] : said) {
            const auto span = parsed->sentences[sentence.value].span;
            const auto asParsed = saidOf(review::readingOf(*parsed, sentence));
            for (const auto& [link, by] : verdicts.links)
                if (link.sentence == span && link.reportSha256 == m_record.items[item].reportSha256)
                    for (const auto& [reader, one] : by) answers.try_emplace(reader, Answer{asParsed, {}, one.time});
            std::set<std::string> different;
            for (const auto& [reader, answer] : answers)
                if (isReader(reader)) different.insert(answer.said);
            if (different.size() > 1)
                m_found.push_back(
                    {item, Disputed::Sentence, span, m_record.items[item].reportSha256, {}, std::move(answers)});
        }
    }

    const Project& m_project;
    const ProjectRecord& m_record;
    Passes m_passes;
    bool m_unsure;
    std::set<std::string> m_readers;
    std::vector<Disagreement> m_found;
};

}  // namespace

std::string_view name(Disputed kind) noexcept {
    switch (kind) {
        case Disputed::Link: return "link";
        case Disputed::Box: return "box";
        case Disputed::Sentence: return "sentence";
    }
    return {};
}

std::vector<Disagreement> disagreements(const Project& project, const ProjectRecord& record, bool unsure) {
    return Disputes(project, record, unsure).all();
}

Project adjudicationOf(const Project& project, const std::vector<Disagreement>& disputed,
                       const std::string& adjudicator) {
    Project adjudication;
    adjudication.name = project.name + ", adjudication";
    adjudication.guideline = project.guideline;
    adjudication.seed = project.seed;
    adjudication.order = Order::List;
    adjudication.orderSource = "what readers of " + project.name + " disagree on";
    adjudication.repeatPercent = 0;
    adjudication.readers.push_back({adjudicator});
    std::set<std::size_t> items;
    for (const auto& one : disputed) items.insert(one.item);
    for (const auto item : items) {
        adjudication.items.push_back(project.items[item]);
        adjudication.items.back().gold = false;
    }
    return adjudication;
}

}  // namespace asg::project
