#include "models/alignment/text_start.h"

#include "core/base/sha256.h"
#include "core/base/translatable.h"
#include "models/nets/word_piece_tokenizer.h"
#include "models/training/json_file.h"
#include "models/weights/model_folder.h"
#include "models/weights/safetensors.h"

#include <ATen/ops/tensor.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

namespace asg::alignment {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::string_view kPart = "text_encoder.";
constexpr const char* kWordTable = "embeddings.word_embeddings.weight";
constexpr const char* kPositionTable = "embeddings.position_embeddings.weight";
constexpr std::string_view kLayer = "encoder.layer.";
constexpr std::array<std::string_view, 4> kSpecial{"[PAD]", "[UNK]", "[CLS]", "[SEP]"};

bool isPlainAscii(std::string_view entry) {
    return std::ranges::all_of(entry, [](char c) { return c > ' ' && c < 127; });
}

/// "a", "7", "##a", "-": what every word can be spelled with.
bool isCharacter(std::string_view entry) {
    if (entry.size() == 3 && entry.starts_with("##")) return true;
    return entry.size() == 1;
}

/// "[unused7]" and "[MASK]" stand for no text.
bool isReserved(std::string_view entry) {
    return entry.size() > 1 && entry.starts_with('[') && entry.ends_with(']');
}

Result<std::vector<std::size_t>> keptEntries(const TextStart& start, std::size_t vocabulary,
                                             const std::vector<std::string>& texts) {
    const auto tokenizer =
        nets::WordPieceTokenizer::fromEntries(start.entries, {start.config.lowerCase, start.config.stripAccents});
    if (!tokenizer) return tokenizer.error();
    std::set<std::size_t> kept;
    for (const auto& text : texts)
        for (const auto& token : tokenizer->encode(text, static_cast<std::size_t>(start.config.maximumTokens)).tokens)
            kept.insert(static_cast<std::size_t>(token.id));
    for (std::size_t i = 0; i < start.entries.size(); ++i) {
        const auto& entry = start.entries[i];
        if (std::ranges::find(kSpecial, entry) != kSpecial.end() || (isPlainAscii(entry) && isCharacter(entry)))
            kept.insert(i);
    }
    if (kept.size() > vocabulary)
        return Error{
            ErrorCode::InvalidArgument,
            base::Sentence{QT_TRANSLATE_NOOP(
                               "Error", "The phrases alone need a vocabulary of %1 entries, and the recipe allows %2."),
                           {std::to_string(kept.size()), std::to_string(vocabulary)}}};
    for (std::size_t i = 0; i < start.entries.size() && kept.size() < vocabulary; ++i)
        if (isPlainAscii(start.entries[i]) && !isReserved(start.entries[i])) kept.insert(i);
    return std::vector<std::size_t>{kept.begin(), kept.end()};
}

std::string nameOf(const nlohmann::json& card, const std::filesystem::path& folder) {
    const auto text = [&card](const char* key) {
        const auto found = card.find(key);
        return found != card.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    const auto name = text("name");
    return (name.empty() ? folder.filename().string() : name) + " " + text("version");
}

bool isOfLaterLayer(std::string_view name, int layers) {
    if (!name.starts_with(kLayer)) return false;
    const auto number = name.substr(kLayer.size(), name.find('.', kLayer.size()) - kLayer.size());
    return std::stoi(std::string(number)) >= layers;
}

}  // namespace

Result<TextStart> readTextStart(const std::filesystem::path& folder) {
    const auto config = weights::readNetworkConfig(folder);
    if (!config) return config.error();
    if (!config->text)
        return Error{
            ErrorCode::InvalidData,
            base::Sentence{
                QT_TRANSLATE_NOOP("Error",
                                  "%1: no text encoder stands here. Make the folder of a BERT by 'asg model convert'."),
                {folder.string()}}};
    const auto tokenizer = weights::loadTokenizer(folder, *config);
    if (!tokenizer) return tokenizer.error();
    const auto card = training::readJsonObject(folder / "card.json");
    if (!card) return card.error();
    auto file = weights::readSafetensors(folder / weights::kWeightsFile);
    if (!file) return file.error();
    const auto sha256 = base::sha256OfFile(folder / weights::kWeightsFile);
    if (!sha256) return sha256.error();
    TextStart start{nameOf(*card, folder), *sha256, *config->text, (*tokenizer)->entries(), {}};
    for (const auto& [name, tensor] : file->tensors)
        if (name.starts_with(kPart)) start.tensors.emplace(name.substr(kPart.size()), tensor.to(at::kFloat));
    if (!start.tensors.contains(kWordTable) || !start.tensors.contains(kPositionTable))
        return Error{ErrorCode::InvalidData,
                     base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: the weights of its text encoder are not whole."),
                                    {folder.string()}}};
    return start;
}

Result<TextStart> cutText(const TextStart& start, const TextCut& cut, const std::vector<std::string>& texts) {
    if (cut.layers > start.config.depth || cut.positions > start.config.maximumPositions)
        return Error{
            ErrorCode::InvalidArgument,
            base::Sentence{
                QT_TRANSLATE_NOOP("Error", "%1 has %2 layers and %3 positions; the recipe asks for more."),
                {start.name, std::to_string(start.config.depth), std::to_string(start.config.maximumPositions)}}};
    const auto kept = keptEntries(start, cut.vocabulary, texts);
    if (!kept) return kept.error();
    TextStart result{start.name, start.sha256, start.config, {}, {}};
    result.config.depth = cut.layers;
    result.config.maximumPositions = cut.positions;
    result.config.maximumTokens = std::min(start.config.maximumTokens, cut.positions);
    result.config.vocabularySize = static_cast<int>(kept->size());
    std::vector<std::int64_t> rows;
    for (const auto entry : *kept) {
        result.entries.push_back(start.entries[entry]);
        rows.push_back(static_cast<std::int64_t>(entry));
    }
    for (const auto& [name, tensor] : start.tensors) {
        if (isOfLaterLayer(name, cut.layers)) continue;
        if (name == kWordTable)
            result.tensors.emplace(name, tensor.index_select(0, at::tensor(rows)));
        else if (name == kPositionTable)
            result.tensors.emplace(name, tensor.slice(0, 0, cut.positions).clone());
        else
            result.tensors.emplace(name, tensor);
    }
    return result;
}

}  // namespace asg::alignment
