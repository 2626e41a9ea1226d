#include "models/pretraining/judged_study.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/base/translatable.h"
#include "core/base/whole_number.h"
#include "core/datasets/json_file.h"
#include "core/domain/review.h"
#include "models/pretraining/export_decisions.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>

namespace asg::pretraining {
namespace {

using base::Result;
using nlohmann::json;

constexpr std::uintmax_t kMaximumJudgedReportBytes = std::uintmax_t{64} << 20;

std::vector<domain::RegionId> regionsFrom(const json& names) {
    std::vector<domain::RegionId> regions;
    for (const auto& name : names)
        if (const auto region = domain::regionFromName(name.get<std::string>())) regions.push_back(*region);
    return regions;
}

base::Box judgedBox(const json& edges) {
    return {edges.at(0).get<double>(), edges.at(1).get<double>(), edges.at(2).get<double>(), edges.at(3).get<double>()};
}

std::vector<domain::TextSpan> spansFrom(const json& list) {
    std::vector<domain::TextSpan> spans;
    for (const auto& span : list)
        spans.push_back({base::wholeNumber<std::size_t>(span.at(0)), base::wholeNumber<std::size_t>(span.at(1))});
    return spans;
}

/// Which sentences of a report's links go into the data set.
class JudgedSentences {
public:
    JudgedSentences(const json& said, bool keepUnjudged) : m_keepUnjudged(keepUnjudged) {
        for (const auto& sentence : said.at("report").at("sentences"))
            m_spans[base::wholeNumber<std::uint32_t>(sentence.at("id"))] = {
                base::wholeNumber<std::size_t>(sentence.at("start")),
                base::wholeNumber<std::size_t>(sentence.at("end"))};
        if (said.contains("corrections"))
            for (const auto& correction : said.at("corrections"))
                m_corrected.insert(base::wholeNumber<std::uint32_t>(correction.at("sentence")));
    }

    /// The words of a link that are of sentences which a reader let stand. One that points there because he corrected
    /// it needs no verdict.
    [[nodiscard]] std::vector<domain::TextSpan> keptWords(const json& link) const {
        std::vector<domain::TextSpan> kept;
        const auto words = spansFrom(link.at("spans"));
        const bool byHand = link.at("origin") == domain::name(domain::LinkOrigin::ByHand);
        for (std::size_t i = 0; i < link.at("sentences").size(); ++i) {
            const auto id = base::wholeNumber<std::uint32_t>(link.at("sentences").at(i));
            const auto verdict = verdictOn(link, i);
            const bool stands = verdict.is_null() ? m_keepUnjudged || (byHand && m_corrected.contains(id))
                                                  : verdict == domain::name(domain::ReviewVerdict::Accepted);
            const auto sentence = m_spans.find(id);
            if (stands && sentence != m_spans.end())
                std::ranges::copy_if(words, std::back_inserter(kept), [&](const domain::TextSpan& span) {
                    return span.start >= sentence->second.start && span.end <= sentence->second.end;
                });
        }
        return kept;
    }

    /// The sentences that a reader let stand in one of these links, or corrected.
    [[nodiscard]] std::set<std::uint32_t> letStand(const json& links) const {
        auto sentences = m_corrected;
        for (const auto& link : links)
            for (std::size_t i = 0; i < link.at("sentences").size(); ++i)
                if (verdictOn(link, i) == domain::name(domain::ReviewVerdict::Accepted))
                    sentences.insert(base::wholeNumber<std::uint32_t>(link.at("sentences").at(i)));
        return sentences;
    }

private:
    /// Exports of earlier versions have one verdict for all sentences of a link.
    static json verdictOn(const json& link, std::size_t place) {
        if (link.contains("verdicts")) return link.at("verdicts").at(place);
        return link.value("verdict", json());
    }

    bool m_keepUnjudged;
    std::map<std::uint32_t, domain::TextSpan> m_spans;
    std::set<std::uint32_t> m_corrected;
};

/// The report with its links: as readers corrected it, where they did.
const json& reportAsItHolds(const json& analysis) {
    const auto corrected = analysis.find("corrected");
    return corrected == analysis.end() || corrected->is_null() ? analysis : *corrected;
}

domain::RegionOrigin originOf(const json& region) {
    using enum domain::RegionOrigin;
    const auto said = region.at("origin").get<std::string>();
    return said == domain::name(Drawn) ? Drawn : said == domain::name(Imported) ? Imported : Model;
}

/// Whether a reader let a box stand. One that people drew needs no verdict; exports of before boxes were judged have
/// none, and the boxes stood.
bool boxStands(const json& region, bool keepUnjudged) {
    const auto verdict = region.find("verdict");
    if (verdict == region.end()) return true;
    if (verdict->is_null()) return keepUnjudged || originOf(region) != domain::RegionOrigin::Model;
    return *verdict == domain::name(domain::ReviewVerdict::Accepted);
}

/// The boxes that the reader drew himself.
std::map<domain::RegionId, base::Box> drawnBoxes(const json& analysis) {
    std::map<domain::RegionId, base::Box> drawn;
    for (const auto& object : analysis.value("drawnBoxes", json::array())) {
        const auto region = domain::regionFromName(object.at("region").get<std::string>());
        const auto box = judgedBox(object.at("box"));
        if (region && !box.empty()) drawn[*region] = box;
    }
    return drawn;
}

/// The boxes that stand, drawn ones in place of what was drawn before; and the regions whose box does not.
std::set<domain::RegionId> readJudgedRegions(const json& analysis, bool keepUnjudged, Entry& entry) {
    const auto drawn = drawnBoxes(analysis);
    for (const auto& [region, box] : drawn) entry.regions.push_back({region, box, 1, domain::RegionOrigin::Drawn});
    std::set<domain::RegionId> without;
    for (const auto& object : analysis.at("regions")) {
        const auto region = domain::regionFromName(object.at("name").get<std::string>());
        const auto box = judgedBox(object.at("box"));
        if (!region || box.empty() || drawn.contains(*region)) continue;
        if (boxStands(object, keepUnjudged))
            entry.regions.push_back({*region, box, 1, originOf(object)});
        else
            without.insert(*region);
        if (object.value("verdict", json()) == domain::name(domain::ReviewVerdict::Rejected))
            entry.rejectedBoxes.insert(*region);
    }
    return without;
}

/// The box of a link: as it was exported, or around its regions where the reader drew one of them.
std::optional<base::Box> boxOf(const domain::Link& link, const json& exported, const Entry& entry) {
    const auto isOfLink = [&](const domain::RegionBox& box) {
        return std::ranges::find(link.regions, box.region) != link.regions.end();
    };
    const bool drawn = std::ranges::any_of(entry.regions, [&](const domain::RegionBox& box) {
        return isOfLink(box) && box.origin == domain::RegionOrigin::Drawn;
    });
    if (!drawn) return exported.is_null() ? std::optional<base::Box>() : judgedBox(exported);
    base::Box around;
    for (const auto& box : entry.regions)
        if (isOfLink(box)) around = base::enclosing(around, box.boxInImagePixels);
    return around;
}

/// Links of which a reader let at least one sentence stand. One that a box does not stand of is left out: without it
/// the place would be another one. Gives how many were.
std::size_t readJudgedLinks(const json& said, bool keepUnjudged, const std::set<domain::RegionId>& withoutBox,
                            Entry& entry) {
    const JudgedSentences judged(said, keepUnjudged);
    std::size_t leftOut = 0;
    entry.links.emplace();
    for (const auto& object : said.at("links")) {
        domain::Link link;
        link.spans = judged.keptWords(object);
        if (link.spans.empty()) continue;
        link.regions = regionsFrom(object.at("regions"));
        if (std::ranges::any_of(link.regions, [&](auto region) { return withoutBox.contains(region); })) {
            ++leftOut;
            continue;
        }
        link.rules = object.at("rules").get<std::vector<int>>();
        link.boxInImagePixels = boxOf(link, object.at("box"), entry);
        entry.links->push_back(std::move(link));
    }
    return leftOut;
}

/// The tags of sentences that a reader let stand, as far as the report as a whole says the same of them.
void readJudgedTags(const json& said, Entry& entry) {
    const auto sentences = JudgedSentences(said, false).letStand(said.at("links"));
    for (const auto& triplet : said.at("report").value("triplets", json::array())) {
        if (!sentences.contains(base::wholeNumber<std::uint32_t>(triplet.at("sentence")))) continue;
        const auto name = triplet.value("tag", json());
        const auto tag = name.is_string() ? domain::tagFromName(name.get<std::string>()) : std::nullopt;
        const auto whole = tag ? entry.tags.find(*tag) : entry.tags.end();
        if (whole != entry.tags.end() && domain::name(whole->second) == triplet.at("existence"))
            entry.judgedTags.insert(*tag);
    }
}

void readReportedTags(const json& object, Entry& entry) {
    using enum domain::Existence;
    for (const auto& [key, value] : object.items()) {
        const auto tag = domain::tagFromName(key);
        if (!tag) continue;
        const auto said = value.get<std::string>();
        entry.tags[*tag] = said == domain::name(Present) ? Present : said == domain::name(Absent) ? Absent : Uncertain;
    }
}

bool isOnThisReport(const json& analysis, const std::string& report) {
    if (!analysis.contains("decisions")) return true;
    const auto sha256 = base::sha256Hex(report);
    return std::ranges::all_of(analysis.at("decisions"), [&](const json& decision) {
        // A box, a measurement and a key image are of the picture, whatever the report was; so is the undo of any.
        const auto kind = decision.value("kind", std::string());
        return kind == "box" || kind == "box drawn" || kind == "measurement" || kind == "key image" ||
               kind == "taken back" || decision.value("report", sha256) == sha256;
    });
}

/// Exports of before readers were apart name them with each decision alone.
bool isOfReader(const json& analysis, const std::string& reader) {
    if (reader.empty()) return true;
    if (analysis.contains("reader")) return analysis.at("reader") == reader;
    return !analysis.contains("decisions") || std::ranges::all_of(analysis.at("decisions"), [&](const json& decision) {
        return decision.value("reader", std::string()) == reader;
    });
}

/// Report, links and tags of a study that has a report.
Result<void> readReport(const std::filesystem::path& folder, const json& analysis, const AnnotationSource& source,
                        const text::ReportParser& parser, const std::set<domain::RegionId>& withoutBox,
                        ImportItem& item) {
    const auto bytes = base::readFile(folder / "report.txt", kMaximumJudgedReportBytes);
    if (!bytes) return bytes.error();
    Entry& entry = item.entry;
    entry.report = parser.parse(*bytes).text;
    if (!isOnThisReport(analysis, *entry.report))
        return datasets::badFile(
            folder / "analysis.json",
            base::Sentence{QT_TRANSLATE_NOOP("Error", "its decisions are about another report than report.txt")});
    const json& said = reportAsItHolds(analysis);
    readReportedTags(said.at("report").at("tags"), entry);
    readJudgedTags(said, entry);
    item.warnings = readJudgedLinks(said, source.keepUnjudged, withoutBox, entry);
    return {};
}

}  // namespace

Split splitOf(const std::string& sha256, double validateShare) {
    std::uint32_t number = 0;
    const auto digits = std::string_view(sha256).substr(0, 8);
    std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
    return static_cast<double>(number) < validateShare * 4294967296.0 ? Split::Validate : Split::Train;
}

Result<JudgedStudy> readJudgedStudy(const std::filesystem::path& folder, const AnnotationSource& source,
                                    const text::ReportParser& parser) try {
    const auto path = folder / "analysis.json";
    const auto analysis = datasets::readJson(path);
    if (!analysis) return analysis.error();
    if (!isOfReader(*analysis, source.reader))
        return datasets::badFile(
            path, base::Sentence{QT_TRANSLATE_NOOP("Error", "its decisions are not %1's alone"), {source.reader}});
    JudgedStudy study{{}, analysis->value("reader", std::string())};
    ImportItem& item = study.item;
    const auto& image = analysis->at("image");
    const std::filesystem::path named = image.at("path").get<std::string>();
    item.source = named.is_absolute() ? named : folder / named;
    item.entry.study = folder.filename().string();
    item.name = image.at("sha256").get<std::string>();
    item.entry.split = splitOf(item.name, source.validateShare);
    const auto withoutBox = readJudgedRegions(*analysis, source.keepUnjudgedBoxes, item.entry);
    if (!analysis->at("report").is_null()) {
        if (auto read = readReport(folder, *analysis, source, parser, withoutBox, item); !read) return read.error();
    } else if (item.entry.regions.empty()) {
        return datasets::badFile(
            path, base::Sentence{QT_TRANSLATE_NOOP("Error", "the analysis has no report, and no box that stands")});
    }
    item.said = countAnnotations(*analysis, reportAsItHolds(*analysis));
    return study;
} catch (const json::exception& failure) {
    return datasets::badFile(folder / "analysis.json", base::told(failure.what()));
}

}  // namespace asg::pretraining
