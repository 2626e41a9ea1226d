#include "models/pretraining/sample.h"

#include "core/base/translatable.h"
#include "core/io/open_radiograph.h"
#include "core/text/code_points.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace asg::pretraining {
namespace {

using base::Box;
using domain::Link;
using domain::SectionName;
using domain::TextSpan;

constexpr int kHeartRule = 7;

/// A piece of the report that the network reads, and where it begins in the network's text; bytes.
struct ReadPiece {
    std::size_t begin;
    std::size_t end;
    std::size_t beginInText;
};

/// Findings and impression, sentence by sentence.
struct ReadText {
    std::string text;
    std::vector<ReadPiece> pieces;
};

ReadText readSentences(const domain::Report& report, const text::CodePointIndex& index) {
    ReadText read;
    for (const auto& sentence : report.sentences) {
        if (sentence.section != SectionName::Findings && sentence.section != SectionName::Impression) continue;
        const std::size_t begin = index.byteOfCodePoint(sentence.span.start);
        const std::size_t end = index.byteOfCodePoint(sentence.span.end);
        if (!read.text.empty()) read.text += ' ';
        read.pieces.push_back({begin, end, read.text.size()});
        read.text += report.text.substr(begin, end - begin);
    }
    return read;
}

/// Stretches of the network's text that a span of the report covers.
std::vector<std::pair<std::size_t, std::size_t>> inText(const ReadText& read, std::size_t begin, std::size_t end) {
    std::vector<std::pair<std::size_t, std::size_t>> stretches;
    for (const auto& piece : read.pieces) {
        const std::size_t from = std::max(begin, piece.begin);
        const std::size_t to = std::min(end, piece.end);
        if (from < to)
            stretches.emplace_back(from - piece.begin + piece.beginInText, to - piece.begin + piece.beginInText);
    }
    return stretches;
}

std::vector<std::int32_t> wordsOf(const std::vector<TextSpan>& spans, const ReadText& read,
                                  const text::CodePointIndex& index, const nets::TokenizedText& tokens) {
    std::vector<std::int32_t> words;
    for (const auto& span : spans)
        for (const auto& [from, to] : inText(read, index.byteOfCodePoint(span.start), index.byteOfCodePoint(span.end)))
            for (const auto& token : tokens.tokens)
                if (token.begin < token.end && token.begin < to && token.end > from) words.push_back(token.word - 1);
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

const Box* boxOf(const Entry& entry, std::string_view region) {
    const auto found = std::ranges::find_if(
        entry.regions, [&](const auto& known) { return domain::regionName(known.region) == region; });
    return found == entry.regions.end() ? nullptr : &found->boxInImagePixels;
}

/// The box that a link is pooled over, in image pixels; empty when none of its regions has one.
Box boxOf(const Entry& entry, const Link& link, bool thoraxForHeart) {
    Box around = link.boxInImagePixels.value_or(Box{});
    if (!link.boxInImagePixels)
        for (const auto region : link.regions)
            if (const Box* box = boxOf(entry, domain::regionName(region))) around = base::enclosing(around, *box);
    if (around.empty() || !thoraxForHeart || std::ranges::find(link.rules, kHeartRule) == link.rules.end())
        return around;
    for (const char* lung : {"right lung", "left lung"})
        if (const Box* box = boxOf(entry, lung)) around = base::enclosing(around, *box);
    return around;
}

/// Cuts the crop out of the padded square; `inside` tells picture from padding.
training::Crop cutOut(const vision::ModelInput& square, int side, CropCorner corner) {
    training::Crop crop{side, {}, {}};
    crop.grey.reserve(static_cast<std::size_t>(side) * side);
    const auto& transform = square.transform;
    const Box picture = transform.toCrop(
        Box{0, 0, static_cast<double>(transform.originalColumns), static_cast<double>(transform.originalRows)});
    for (int y = corner.y; y < corner.y + side; ++y)
        for (int x = corner.x; x < corner.x + side; ++x) {
            crop.grey.push_back(square.grey[static_cast<std::size_t>(y) * square.spec.crop + x]);
            crop.inside.push_back(picture.contains({x + 0.5, y + 0.5}));
        }
    return crop;
}

void moveIntoCrop(std::vector<Slot>& slots, const vision::InputTransform& transform, int side, CropCorner corner) {
    const Box whole{0, 0, static_cast<double>(side), static_cast<double>(side)};
    for (Slot& slot : slots) {
        const Box box = transform.toCrop(slot.box);
        slot.box =
            base::intersection({box.x1 - corner.x, box.y1 - corner.y, box.x2 - corner.x, box.y2 - corner.y}, whole);
    }
    std::erase_if(slots, [](const Slot& slot) { return slot.box.empty(); });
}

}  // namespace

int SampleText::wordCount() const {
    return tokens.tokens.empty() ? 0 : tokens.tokens.back().word - 1;
}

CropCorner centreCrop(const vision::InputSpec& spec) {
    const auto rim = static_cast<int>(std::nearbyint((spec.resize - spec.crop) / 2.0));
    return {rim, rim};
}

CropCorner randomCrop(const vision::InputSpec& spec, base::Random& random) {
    const auto places = static_cast<std::uint64_t>(spec.resize - spec.crop + 1);
    const int x = static_cast<int>(random.below(places));
    return {x, static_cast<int>(random.below(places))};
}

SampleMaker::SampleMaker(text::ReportParser parser, nets::WordPieceTokenizer tokenizer, SampleSettings settings)
    : m_parser(std::move(parser)), m_tokenizer(std::move(tokenizer)), m_settings(std::move(settings)) {}

SampleText SampleMaker::readText(const Entry& entry) const {
    SampleText sample;
    if (!entry.report) return sample;
    const domain::Report report = m_parser.parse(*entry.report);
    const text::CodePointIndex index(report.text);
    const ReadText read = readSentences(report, index);
    sample.tokens = m_tokenizer.encode(read.text, static_cast<std::size_t>(m_settings.maximumTokens));
    for (const Link& link : entry.links ? *entry.links : report.links) {
        if (sample.slots.size() == domain::kMaximumLinks) break;
        Slot slot{boxOf(entry, link, m_settings.thoraxForHeart), wordsOf(link.spans, read, index, sample.tokens)};
        if (!slot.box.empty() && !slot.words.empty()) sample.slots.push_back(std::move(slot));
    }
    return sample;
}

base::Result<Sample> SampleMaker::make(const std::filesystem::path& folder, const Entry& entry, CropCorner corner,
                                       base::Random* random) const {
    const auto path = folder / entry.image;
    const auto radiograph = io::openRadiograph(path);
    if (!radiograph) return radiograph.error();
    if (radiograph->sha256 != entry.sha256)
        return base::Error{
            base::ErrorCode::Corrupt,
            base::Sentence{
                QT_TRANSLATE_NOOP("Error", "%1: this is not the picture that the index describes (another SHA-256)."),
                {path.string()}}};
    vision::InputSpec square = m_settings.input;
    square.crop = square.resize;
    const auto input = vision::makeModelInput(*radiograph, square);
    const int side = m_settings.input.crop;
    training::Crop crop = cutOut(input, side, corner);
    if (random != nullptr && m_settings.appearance) training::varyAppearance(crop, *m_settings.appearance, *random);

    Sample sample;
    sample.grey = std::move(crop.grey);
    sample.text = readText(entry);
    moveIntoCrop(sample.text.slots, input.transform, side, corner);
    for (const auto& [tag, existence] : entry.tags) {
        sample.labels[tag.value] = existence == domain::Existence::Present ? 1.0F : 0.0F;
        if (existence == domain::Existence::Uncertain)
            sample.counts[tag.value] = m_settings.uncertainTags == UncertainTags::Absent;
    }
    return sample;
}

}  // namespace asg::pretraining
