#include "core/project/agreement.h"

#include "core/base/sha256.h"
#include "core/project/agreement_figures.h"
#include "core/project/passes.h"
#include "core/project/reader_boxes.h"
#include "core/review/folder_review_store.h"
#include "core/review/in_force.h"
#include "core/review/own_reading.h"
#include "core/review/readers.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace asg::project {
namespace {

using domain::Existence;
using domain::RegionId;
using domain::ReviewVerdict;

const std::vector<std::string>& verdictNames() {
    static const std::vector<std::string> names{"accepted", "rejected", "nothing to point at"};
    return names;
}

/// Of a tag or a finding: the three of a report, and that a reader's report does not speak of it.
const std::vector<std::string>& existenceNames() {
    static const std::vector<std::string> names{"present", "absent", "uncertain", "not said"};
    return names;
}
constexpr std::size_t kNotSaid = 3;

void rate(Rated& thing, const std::string& reader, ReviewVerdict said) {
    if (said == ReviewVerdict::Unsure)
        thing.unsure.insert(reader);
    else
        thing.said[reader] = static_cast<std::size_t>(said);
}

/// What the sentence of a link finds in its regions.
std::vector<std::string> findingsOf(const ItemRecord& item, const review::JudgedLink& link) {
    std::set<std::string> findings;
    if (item.report && link.reportSha256 == item.reportSha256)
        for (const auto& triplet : item.report->triplets) {
            const bool isThere = std::ranges::any_of(triplet.regions, [&](RegionId region) {
                return std::ranges::find(link.regions, region) != link.regions.end();
            });
            if (isThere && item.report->sentences[triplet.sentence.value].span == link.sentence)
                findings.insert(triplet.finding);
        }
    return {findings.begin(), findings.end()};
}

/// Collects what is compared, item after item.
class Collector {
public:
    explicit Collector(const std::vector<std::string>& readers) : m_readers(readers.begin(), readers.end()) {}

    void add(const ItemRecord& item) {
        const auto verdicts = verdictsOn(item);
        addVerdicts(item, verdicts);
        addBoxes(item);
        addOwnFindings(item);
        if (item.report)
            addReports(item, verdicts);
        else
            m_withoutReport += verdicts.links.empty() ? 0 : 1;
    }

    Agreement made() {
        Agreement agreement;
        agreement.categories = {categoryAgreement("links", verdictNames(), m_links),
                                categoryAgreement("boxes", {"does not fit", "fits"}, m_boxes),
                                categoryAgreement("tags", existenceNames(), m_tags),
                                categoryAgreement("own findings", existenceNames(), m_findings)};
        agreement.overlaps = {boxAgreement(m_boxesOfTwo, m_boxesWithModel), linkAgreement(m_linksOfTwo)};
        for (auto& [reader, codes] : m_codes) agreement.codes.push_back({reader, std::move(codes)});
        agreement.withoutReport = m_withoutReport;
        return agreement;
    }

private:
    [[nodiscard]] bool counts(const std::string& reader) const {
        return m_readers.empty() || m_readers.contains(reader);
    }

    void addVerdicts(const ItemRecord& item, const review::ReaderVerdicts& verdicts) {
        for (const auto& [link, said] : verdicts.links) {
            Rated thing{item.imageSha256, link.regions, findingsOf(item, link)};
            for (const auto& [reader, one] : said) {
                if (!counts(reader)) continue;
                rate(thing, reader, one.said);
                if (one.said == ReviewVerdict::Rejected)
                    ++m_codes[reader][one.code ? std::string(domain::name(*one.code)) : std::string()];
            }
            m_links.push_back(std::move(thing));
        }
        for (const auto& [box, said] : verdicts.boxes) {
            Rated thing{item.imageSha256, {box.region}};
            for (const auto& [reader, one] : said)
                if (counts(reader)) thing.said[reader] = one.said ? 1 : 0;
            m_boxes.push_back(std::move(thing));
        }
    }

    static evaluation::BoxRow rowOf(const std::optional<base::Box>& a, const std::optional<base::Box>& b) {
        return {a.has_value(), b.has_value(), a && b ? base::intersectionOverUnion(*a, *b) : 0.0};
    }

    void addBoxes(const ItemRecord& item) {
        for (const auto& [region, said] : boxesOn(item))
            for (auto one = said.begin(); one != said.end(); ++one) {
                if (!counts(one->first)) continue;
                if (one->second.shown)
                    m_boxesWithModel.push_back(
                        {one->first, "model", item.imageSha256, region, rowOf(one->second.own, one->second.shown)});
                for (auto other = std::next(one); other != said.end(); ++other)
                    if (counts(other->first))
                        m_boxesOfTwo.push_back({one->first, other->first, item.imageSha256, region,
                                                rowOf(one->second.own, other->second.own)});
            }
    }

    /// Who stated something of his own, or committed, says of everything that another stated whether it is there.
    void addOwnFindings(const ItemRecord& item) {
        std::map<std::string, std::map<std::string, Existence>> said;
        for (const auto& reader : readersIn(ProjectRecord{{item}, {}})) {
            const auto* copy = counts(reader) ? newestCopy(item, reader) : nullptr;
            if (copy == nullptr) continue;
            const auto own = review::ownReading(review::ofReader(*copy, reader).given);
            if (own.statements.empty() && own.standing() == nullptr) continue;
            auto& findings = said[reader];
            for (const auto& statement : own.statements) {
                const auto [kept, isNew] = findings.try_emplace(statement.content.finding, statement.content.existence);
                // Present somewhere counts before uncertain, and that before absent.
                if (!isNew && rankOf(statement.content.existence) < rankOf(kept->second))
                    kept->second = statement.content.existence;
            }
        }
        addExistences(item, said, m_findings);
    }

    static int rankOf(Existence existence) {
        return existence == Existence::Present ? 0 : existence == Existence::Uncertain ? 1 : 2;
    }

    static void addExistences(const ItemRecord& item,
                              const std::map<std::string, std::map<std::string, Existence>>& said,
                              std::vector<Rated>& things) {
        std::set<std::string> findings;
        for (const auto& [reader, own] : said)
            for (const auto& [finding, existence] : own) findings.insert(finding);
        for (const auto& finding : findings) {
            Rated thing{item.imageSha256, {}, {finding}};
            for (const auto& [reader, own] : said) {
                const auto found = own.find(finding);
                thing.said[reader] = found == own.end() ? kNotSaid : static_cast<std::size_t>(found->second);
            }
            things.push_back(std::move(thing));
        }
    }

    /// The report as it stands to each reader who judged or corrected something of it.
    void addReports(const ItemRecord& item, const review::ReaderVerdicts& verdicts) {
        std::map<std::string, review::CorrectedReport> reports;
        for (const auto& reader : readersIn(ProjectRecord{{item}, {}})) {
            auto corrected = counts(reader) ? correctedBy(item, reader) : std::nullopt;
            const bool judged = std::ranges::any_of(verdicts.links, [&](const auto& link) {
                return link.first.reportSha256 == item.reportSha256 && link.second.contains(reader);
            });
            if (corrected && (judged || !corrected->standing.empty())) reports.emplace(reader, std::move(*corrected));
        }
        std::map<std::string, std::map<std::string, Existence>> tags;
        for (const auto& [reader, corrected] : reports)
            for (auto& own = tags[reader]; const auto& [tag, existence] : corrected.report.tags)
                own[std::string(domain::tagName(tag))] = existence;
        addExistences(item, tags, m_tags);
        addLinkedRegions(item, verdicts, reports);
    }

    using LinkedRegions = std::map<domain::TextSpan, std::set<RegionId>>;

    /// Of each sentence that the reader rated whole: its regions that he let stand.
    static LinkedRegions linkedRegions(const ItemRecord& item, const review::ReaderVerdicts& verdicts,
                                       const std::string& reader, const review::CorrectedReport& corrected) {
        LinkedRegions linked;
        std::set<domain::TextSpan> open;
        for (const auto& link : corrected.report.links)
            for (const auto sentence : link.sentences) {
                const auto span = corrected.report.sentences[sentence.value].span;
                const auto judged = verdicts.links.find({item.imageSha256, item.reportSha256, span, link.regions});
                const auto* said = judged == verdicts.links.end() || !judged->second.contains(reader)
                                       ? nullptr
                                       : &judged->second.at(reader);
                const bool stands =
                    said != nullptr ? said->said == ReviewVerdict::Accepted : corrected.standing.contains(sentence);
                if (said == nullptr ? !stands : said->said == ReviewVerdict::Unsure) open.insert(span);
                auto& regions = linked[span];
                if (stands) regions.insert(link.regions.begin(), link.regions.end());
            }
        // One that points nowhere since it was corrected is rated, too.
        for (const auto& [sentence, decision] : corrected.standing)
            linked.try_emplace(corrected.report.sentences[sentence.value].span);
        for (const auto& span : open) linked.erase(span);
        return linked;
    }

    void addLinkedRegions(const ItemRecord& item, const review::ReaderVerdicts& verdicts,
                          const std::map<std::string, review::CorrectedReport>& reports) {
        std::map<std::string, LinkedRegions> linked;
        for (const auto& [reader, corrected] : reports)
            linked.emplace(reader, linkedRegions(item, verdicts, reader, corrected));
        for (auto one = linked.begin(); one != linked.end(); ++one)
            for (auto other = std::next(one); other != linked.end(); ++other)
                for (const auto& [span, regions] : one->second)
                    if (const auto theirs = other->second.find(span); theirs != other->second.end())
                        m_linksOfTwo.push_back({one->first, other->first, item.imageSha256, regions, theirs->second});
    }

    std::set<std::string> m_readers;
    std::vector<Rated> m_links;
    std::vector<Rated> m_boxes;
    std::vector<Rated> m_tags;
    std::vector<Rated> m_findings;
    std::vector<BoxesOfTwo> m_boxesOfTwo;
    std::vector<BoxesOfTwo> m_boxesWithModel;
    std::vector<LinksOfTwo> m_linksOfTwo;
    std::map<std::string, std::map<std::string, std::size_t>> m_codes;
    std::size_t m_withoutReport = 0;
};

/// Items that stand in the queues of two readers or more; gold ones are read to learn.
std::vector<std::size_t> sharedItems(const Project& project) {
    std::map<std::size_t, std::set<std::string>> readBy;
    for (const auto& reader : project.readers)
        for (const auto& entry : queueOf(project, reader.name))
            if (!project.items[entry.item].gold) readBy[entry.item].insert(reader.name);
    std::vector<std::size_t> shared;
    for (const auto& [item, readers] : readBy)
        if (readers.size() > 1) shared.push_back(item);
    return shared;
}

std::vector<ReaderAgreement> withGold(const Project& project, const ProjectRecord& record) {
    if (project.goldReader.empty()) return {};
    std::vector<Rated> things;
    for (std::size_t i = 0; i < record.items.size(); ++i) {
        if (!project.items[i].gold) continue;
        for (const auto& [link, said] : verdictsOn(record.items[i]).links) {
            Rated thing{record.items[i].imageSha256, link.regions};
            for (const auto& [reader, one] : said) rate(thing, reader, one.said);
            things.push_back(std::move(thing));
        }
    }
    std::vector<ReaderAgreement> made;
    for (const auto& reader : project.readers)
        if (reader.name != project.goldReader)
            made.push_back(
                readerAgreement(reader.name, verdictNames().size(), things, project.goldReader, reader.name));
    return made;
}

std::vector<ReaderAgreement> withHimself(const Project& project, const ProjectRecord& record, const Passes& passes) {
    std::vector<ReaderAgreement> made;
    for (const auto& reader : project.readers) {
        std::vector<Rated> things;
        for (const auto& entry : queueOf(project, reader.name)) {
            if (!entry.isRepeat || entry.item >= record.items.size()) continue;
            const auto first = passes.verdicts(entry.item, Meeting::First).links;
            for (const auto& [link, again] : passes.verdicts(entry.item, Meeting::Repeat).links) {
                const auto before = first.find(link);
                if (before == first.end() || !before->second.contains(reader.name) || !again.contains(reader.name))
                    continue;
                Rated thing{record.items[entry.item].imageSha256, link.regions};
                rate(thing, "first", before->second.at(reader.name).said);
                rate(thing, "again", again.at(reader.name).said);
                things.push_back(std::move(thing));
            }
        }
        made.push_back(readerAgreement(reader.name, verdictNames().size(), things, "first", "again"));
    }
    return made;
}

/// What the newest of the decisions that are on a report was given on.
std::string newestReport(const std::vector<review::JournalCopy>& copies) {
    const domain::ReviewDecision* newest = nullptr;
    for (const auto& copy : copies)
        for (const auto& decision : copy.decisions)
            if (!decision.reportSha256.empty() && (newest == nullptr || decision.time >= newest->time))
                newest = &decision;
    return newest == nullptr ? std::string() : newest->reportSha256;
}

}  // namespace

Agreement agreementOf(const AgreementScope& scope) {
    Collector collector(scope.readers);
    for (const auto& item : scope.items) collector.add(item);
    return collector.made();
}

Agreement agreementOf(const Project& project, const ProjectRecord& record) {
    const Passes passes(project, record);
    AgreementScope scope;
    for (const auto item : sharedItems(project))
        if (item < record.items.size()) scope.items.push_back(passes.itemIn(item, Meeting::First));
    for (const auto& reader : project.readers) scope.readers.push_back(reader.name);
    auto agreement = agreementOf(scope);
    agreement.withGold = withGold(project, record);
    agreement.withHimself = withHimself(project, record, passes);
    return agreement;
}

std::vector<ItemRecord> recordsOf(const review::GatheredJournals& gathered, const ParseReport& parse) {
    std::vector<ItemRecord> items;
    for (const auto& [image, copies] : gathered.pictures)
        items.push_back(recordOfPicture(image, copies, newestReport(copies), parse));
    return items;
}

}  // namespace asg::project
