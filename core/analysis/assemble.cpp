#include "core/analysis/assemble.h"

#include "core/analysis/similarity.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace asg::analysis {
namespace {

using domain::AgreementVerdict;
using domain::Analysis;
using domain::Existence;
using domain::ModelVerdict;
using domain::WarningCode;
using domain::WarningSource;

/// A span's bytes in UTF-8 text: spans count code points.
std::string_view spanText(const std::string& text, domain::TextSpan span) {
    std::size_t codePoint = 0;
    std::size_t begin = text.size();
    std::size_t end = text.size();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) continue;
        if (codePoint == span.start) begin = i;
        if (codePoint == span.end) {
            end = i;
            break;
        }
        ++codePoint;
    }
    return begin < end ? std::string_view(text).substr(begin, end - begin) : std::string_view{};
}

base::Box wholeImage(const domain::Radiograph& radiograph) {
    return {0, 0, static_cast<double>(radiograph.columns), static_cast<double>(radiograph.rows)};
}

template <typename Id, typename Value>
std::optional<Value> cardOf(const std::map<Id, Value>& values, Id id) {
    const auto found = values.find(id);
    return found == values.end() ? std::nullopt : std::optional(found->second);
}

void addRegions(Analysis& analysis, const vision::InputTransform& transform, const base::Box& image,
                const ModelCard& card, const std::vector<RegionOutput>& regions) {
    for (const auto& region : regions) {
        if (region.presence < region.threshold) continue;
        const base::Box box = base::intersection(transform.toImage(region.boxInCropPixels), image);
        if (box.empty()) continue;
        analysis.regions.push_back(
            {region.region, box, region.presence, domain::RegionOrigin::Model, cardOf(card.regionFits, region.region)});
    }
    std::ranges::sort(analysis.regions, {}, &domain::RegionBox::region);
}

void addTags(Analysis& analysis, const ModelCard& card, const EncodedPicture& picture) {
    const auto crop = static_cast<double>(picture.transform.crop);
    for (const auto& tag : picture.tags) {
        if (tag.tag.value >= analysis.tags.size()) continue;
        analysis.tags[tag.tag.value].probability = tag.probability;
        analysis.tags[tag.tag.value].threshold = tag.threshold;
        analysis.tags[tag.tag.value].undecided = cardOf(card.undecided, tag.tag);
        if (tag.attention.empty()) continue;
        analysis.tagMaps[tag.tag.value] =
            domain::HeatMap{tag.side, tag.attention, picture.transform.toImage(base::Box{0, 0, crop, crop})};
    }
}

void placeLinks(Analysis& analysis) {
    if (!analysis.report) return;
    for (auto& link : analysis.report->links) {
        base::Box around;
        for (const auto region : link.regions)
            if (const auto* found = domain::findRegion(analysis, region))
                around = base::enclosing(around, found->boxInImagePixels);
        link.boxInImagePixels.reset();
        if (!around.empty()) link.boxInImagePixels = around;
    }
}

/// Without a report there is nothing that the model could agree with or differ from.
void compareWithReport(Analysis& analysis) {
    analysis.agreement.clear();
    if (!analysis.report) return;
    compareTags(analysis, analysis.report->tags);
    for (auto& agreement : analysis.agreement) {
        const bool judged =
            agreement.verdict == AgreementVerdict::Agree || agreement.verdict == AgreementVerdict::Differ;
        if (judged && !domain::isSurelySaid(*analysis.report, agreement.tag))
            agreement.verdict = AgreementVerdict::Unknown;
    }
}

void addSimilarities(Analysis& analysis, const EncodedPicture& picture, const TextEmbeddings& words) {
    if (!analysis.report) return;
    auto& links = analysis.report->links;
    for (std::size_t i = 0; i < links.size() && i < words.size(); ++i)
        if (links[i].boxInImagePixels)
            links[i].similarity = similarity(picture, picture.transform.toCrop(*links[i].boxInImagePixels), words[i]);
}

void addWarningsOfReport(Analysis& analysis) {
    if (!analysis.report) return;
    const auto warnings = domain::warningsOf(WarningSource::Report, analysis.report->warnings);
    analysis.warnings.insert(analysis.warnings.end(), warnings.begin(), warnings.end());
}

/// A centre crop loses the rim: say so when more than a hundredth of the picture was not seen.
void warnOfRim(Analysis& analysis, const base::Box& image) {
    const double seen = analysis.image.modelSeesInImagePixels.area() / image.area();
    if (seen >= 0.99) return;
    const auto lost = static_cast<int>(std::lround((1 - seen) * 100));
    analysis.warnings.push_back({WarningCode::RimCut, {std::to_string(lost)}, WarningSource::Model});
}

}  // namespace

std::vector<TextQuery> linkQueries(const domain::Report& report) {
    std::vector<TextQuery> queries;
    queries.reserve(report.links.size());
    for (const auto& link : report.links) {
        TextQuery query;
        for (const auto& span : link.spans) {
            if (!query.text.empty()) query.text += ' ';
            query.text += spanText(report.text, span);
        }
        queries.push_back(std::move(query));
    }
    return queries;
}

domain::Agreement compareTag(domain::TagId tag, std::optional<Existence> report, ModelVerdict model) {
    domain::Agreement result{tag, report, model, AgreementVerdict::Unknown};
    if (model == ModelVerdict::Undecided) return result;
    if (!report)
        result.verdict = model == ModelVerdict::Present ? AgreementVerdict::ModelOnly : AgreementVerdict::Unknown;
    else if (model == ModelVerdict::NotAvailable || *report == Existence::Uncertain)
        result.verdict = AgreementVerdict::ReportOnly;
    else
        result.verdict = (*report == Existence::Present) == (model == ModelVerdict::Present) ? AgreementVerdict::Agree
                                                                                             : AgreementVerdict::Differ;
    return result;
}

void compareTags(Analysis& analysis, const std::map<domain::TagId, Existence>& said) {
    analysis.agreement.clear();
    for (const auto tag : domain::allTags()) {
        const auto found = said.find(tag);
        analysis.agreement.push_back(compareTag(tag, found == said.end() ? std::nullopt : std::optional(found->second),
                                                analysis.tags[tag.value].verdict()));
    }
}

Analysis withoutModel(const domain::Radiograph& radiograph, std::optional<domain::Report> report) {
    Analysis analysis;
    analysis.image = {radiograph.path,    radiograph.sha256, radiograph.rows,       radiograph.columns,
                      radiograph.spacing, radiograph.view,   wholeImage(radiograph)};
    analysis.report = std::move(report);
    analysis.warnings = domain::warningsOf(WarningSource::Picture, radiograph.warnings);
    addWarningsOfReport(analysis);
    compareWithReport(analysis);
    return analysis;
}

Analysis assemble(const domain::Radiograph& radiograph, std::optional<domain::Report> report, const ModelCard& card,
                  const EncodedPicture& picture, const TextEmbeddings& words) {
    Analysis analysis = withoutModel(radiograph, std::move(report));
    const base::Box image = wholeImage(radiograph);
    analysis.image.modelSeesInImagePixels = picture.transform.modelSeesInImagePixels();
    analysis.model.name = card.name;
    analysis.model.version = card.version;
    analysis.model.isChecked = card.isChecked;
    analysis.model.sha256 = card.sha256;
    analysis.model.device = picture.device;
    analysis.model.precision = picture.precision;
    const auto ofModel = domain::warningsOf(WarningSource::Model, picture.warnings);
    analysis.warnings.insert(analysis.warnings.begin(), ofModel.begin(), ofModel.end());
    const auto ofCard = cardWarnings(card);
    analysis.warnings.insert(analysis.warnings.end(), ofCard.begin(), ofCard.end());
    warnOfRim(analysis, image);
    addRegions(analysis, picture.transform, image, card, picture.regions);
    addTags(analysis, card, picture);
    placeLinks(analysis);
    addSimilarities(analysis, picture, words);
    compareWithReport(analysis);
    return analysis;
}

void mergeRegions(Analysis& analysis, const std::vector<domain::RegionBox>& known) {
    for (const auto& box : known) {
        std::erase_if(analysis.regions, [&](const auto& other) { return other.region == box.region; });
        analysis.regions.push_back(box);
    }
    std::ranges::sort(analysis.regions, {}, &domain::RegionBox::region);
    if (!analysis.report) return;
    auto& links = analysis.report->links;
    const auto before = links;
    placeLinks(analysis);
    // A similarity was computed for the box that the link had.
    for (std::size_t i = 0; i < links.size(); ++i)
        if (links[i].boxInImagePixels != before[i].boxInImagePixels) links[i].similarity.reset();
}

Analysis withReport(const Analysis& before, std::optional<domain::Report> report) {
    Analysis after = before;
    std::erase_if(after.warnings, [](const auto& warning) { return warning.source == WarningSource::Report; });
    after.report = std::move(report);
    addWarningsOfReport(after);
    placeLinks(after);
    compareWithReport(after);
    return after;
}

}  // namespace asg::analysis
