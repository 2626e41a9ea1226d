#include "core/text/word_reader.h"

#include "core/base/translatable.h"
#include "core/text/table_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <system_error>

namespace asg::text {
namespace {

constexpr std::size_t kColumns = 4;  // word, tag, existence, weight

std::optional<domain::Existence> existenceNamed(std::string_view name) {
    for (const auto existence : {domain::Existence::Present, domain::Existence::Absent, domain::Existence::Uncertain})
        if (domain::name(existence) == name) return existence;
    return std::nullopt;
}

}  // namespace

base::Result<void> WordReader::load(const std::filesystem::path& folder) {
    const auto path = folder / "word_reader.tsv";
    std::error_code failure;
    if (!std::filesystem::exists(path, failure)) return {};
    const auto file = readTable(path, kColumns);
    if (!file) return file.error();
    std::map<Said, std::uint16_t> numbers;
    for (const TableRow& row : file->rows)
        if (auto done = take(*file, row, numbers); !done) return done.error();
    return {};
}

base::Result<void> WordReader::take(const TableFile& file, const TableRow& row,
                                    std::map<Said, std::uint16_t>& numbers) {
    const auto tag = domain::tagFromName(row.cells[1]);
    if (!tag) return file.error(row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no tag"), {row.cells[1]}});
    const auto existence = existenceNamed(row.cells[2]);
    if (!existence)
        return file.error(row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is not present, absent or uncertain"),
                                              {row.cells[2]}});
    float weight = 0;
    const std::string& digits = row.cells[3];
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), weight);
    if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size())
        return file.error(row, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no number"), {digits}});
    const auto [number, isNew] = numbers.try_emplace({*tag, *existence}, static_cast<std::uint16_t>(m_outputs.size()));
    if (isNew) {
        m_outputs.push_back({*tag, *existence});
        m_bases.push_back(0);
    }
    if (row.cells[0] == "-")
        m_bases[number->second] = weight;
    else
        m_words[row.cells[0]].push_back({number->second, weight});
    return {};
}

WordReader::Doubt WordReader::doubtOf(std::span<const std::string> words, const std::set<Said>& said) const {
    std::vector<const std::vector<Weight>*> known;
    for (const std::string& word : words)
        if (const auto found = m_words.find(word); found != m_words.end()) known.push_back(&found->second);
    std::ranges::sort(known);
    known.erase(std::unique(known.begin(), known.end()), known.end());
    std::vector<float> sums = m_bases;
    for (const auto* weights : known)
        for (const Weight& weight : *weights) sums[weight.output] += weight.value;
    Doubt doubt;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const bool missed = !said.contains(m_outputs[i]);
        const double against = missed ? sums[i] : -sums[i];
        const double nats = std::log1p(std::exp(against));
        if (nats > doubt.nats) doubt = {nats, m_outputs[i], missed};
    }
    return doubt;
}

}  // namespace asg::text
