#pragma once

#include "core/base/result.h"
#include "core/text/report_parser.h"
#include "core/vision/model_input.h"
#include "models/nets/word_piece_tokenizer.h"
#include "models/pretraining/dataset.h"
#include "models/training/appearance.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace asg::pretraining {

/// What is made of an uncertain tag (docs/network.md §5, ITR).
enum class UncertainTags : std::uint8_t { Absent, LeaveOut };

/// How entries become samples.
struct SampleSettings {
    vision::InputSpec input;  ///< 256 → 224 in the published network
    int maximumTokens = 112;  ///< W
    UncertainTags uncertainTags = UncertainTags::Absent;
    bool thoraxForHeart = true;  ///< rule 7: heart and mediastinum are pooled with both lungs
    /// Grey values changed in training; nothing (the published recipe) when absent.
    std::optional<training::AppearanceLimits> appearance;
};

/// One region-sentence slot.
struct Slot {
    base::Box box;                    ///< its frame stands where it is used: image pixels, then crop pixels
    std::vector<std::int32_t> words;  ///< 0 = the first word after [CLS], ascending
};

/// What the text encoder gets of a report, and which of its words speak of which place.
struct SampleText {
    nets::TokenizedText tokens;
    std::vector<Slot> slots;              ///< boxes in image pixels; at most domain::kMaximumLinks
    [[nodiscard]] int wordCount() const;  ///< without [CLS] and [SEP]
};

/// One picture as the network is trained on it.
struct Sample {
    std::vector<float> grey;  ///< crop × crop, 0..255, rows first
    SampleText text;          ///< slots in crop pixels, clipped to the crop; none that lies outside
    std::vector<float> labels = std::vector<float>(domain::tagCount());      ///< of each tag: 1 present, else 0
    std::vector<bool> counts = std::vector<bool>(domain::tagCount(), true);  ///< false: left out of the tag loss
};

/// Where the crop lies in the padded square of `InputSpec::resize` pixels: its top left corner.
struct CropCorner {
    int x = 0;
    int y = 0;
};

/// The centre crop, as inference has it.
[[nodiscard]] CropCorner centreCrop(const vision::InputSpec& spec);
/// Any crop of the square.
[[nodiscard]] CropCorner randomCrop(const vision::InputSpec& spec, base::Random& random);

/// Turns entries into samples exactly as docs/network.md §1 and §5 say. Immutable; any thread.
class SampleMaker {
public:
    /// `parser` decides about split and merge.
    SampleMaker(text::ReportParser parser, nets::WordPieceTokenizer tokenizer, SampleSettings settings);

    [[nodiscard]] const SampleSettings& settings() const { return m_settings; }
    [[nodiscard]] const nets::WordPieceTokenizer& tokenizer() const { return m_tokenizer; }

    /// The sentences of findings and impression, tokenised and cut to W, with a slot for each link that has a box and a
    /// word that was not cut off. Nothing of a null report: no words, no slots.
    [[nodiscard]] SampleText readText(const Entry& entry) const;

    /// Opens the picture below `folder`, checks its SHA-256, crops it and carries the boxes along. `random` changes
    /// grey values where the settings say so; null leaves them. Blocks on the disk. Errors of `openRadiograph`; Corrupt
    /// for another SHA-256.
    [[nodiscard]] base::Result<Sample> make(const std::filesystem::path& folder, const Entry& entry, CropCorner corner,
                                            base::Random* random) const;

private:
    text::ReportParser m_parser;
    nets::WordPieceTokenizer m_tokenizer;
    SampleSettings m_settings;
};

}  // namespace asg::pretraining
