#include "core/domain/tag_table.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <utility>

namespace asg::domain {
namespace {

using base::Error;
using base::ErrorCode;

constexpr std::uintmax_t kMaximumTagTableBytes = 1U << 20U;
constexpr std::size_t kMostTags = std::numeric_limits<std::uint16_t>::max();

/// An output's number; nothing for what is none.
std::optional<std::size_t> outputOf(std::string_view cell) {
    std::size_t number = 0;
    const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (read.ec != std::errc{} || read.ptr != cell.data() + cell.size()) return std::nullopt;
    return number;
}

std::string_view withoutReturn(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

}  // namespace

base::Result<TagTable> TagTable::fromText(std::string_view text, const std::filesystem::path& path) {
    TagTable table;
    std::map<std::size_t, TagId> outputs;
    std::size_t line = 0;
    const auto wrong = [&](base::Sentence what) {
        return Error{ErrorCode::InvalidData, base::Sentence{QT_TRANSLATE_NOOP("Error", "%1:%2: %3"),
                                                            {path.string(), std::to_string(line), std::move(what)}}};
    };
    for (std::string_view rest = text; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const auto row = withoutReturn(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        ++line;
        if (row.empty() || row.front() == '#') continue;
        const auto tab = row.find('\t');
        if (tab == 0 || tab == std::string_view::npos || row.find('\t', tab + 1) != std::string_view::npos)
            return wrong(base::Sentence{
                QT_TRANSLATE_NOOP("Error", "a row needs a tag's name and its output, with a tab between them.")});
        const std::string name(row.substr(0, tab));
        if (table.fromName(name))
            return wrong(base::Sentence{QT_TRANSLATE_NOOP("Error", "the tag \"%1\" stands twice."), {name}});
        if (table.m_all.size() == kMostTags)
            return wrong(base::Sentence{QT_TRANSLATE_NOOP("Error", "there are too many tags.")});
        const TagId tag(static_cast<std::uint16_t>(table.m_all.size()));
        table.m_names.push_back(name);
        table.m_all.push_back(tag);
        const auto cell = row.substr(tab + 1);
        if (cell == "-") continue;
        const auto output = outputOf(cell);
        if (!output)
            return wrong(base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is no output: a number, or \"-\" for none."),
                                        {cell}});
        if (!outputs.emplace(*output, tag).second)
            return wrong(
                base::Sentence{QT_TRANSLATE_NOOP("Error", "output %1 stands twice."), {std::to_string(*output)}});
    }
    if (table.m_all.empty()) return wrong(base::Sentence{QT_TRANSLATE_NOOP("Error", "there is no tag in this table.")});
    for (const auto& [output, tag] : outputs) {
        if (output != table.m_published.size())
            return wrong(base::Sentence{QT_TRANSLATE_NOOP("Error", "no tag has output %1."),
                                        {std::to_string(table.m_published.size())}});
        table.m_published.push_back(tag);
    }
    return table;
}

base::Result<TagTable> TagTable::read(const std::filesystem::path& path) {
    const auto text = base::readFile(path, kMaximumTagTableBytes);
    if (!text) return text.error();
    return fromText(*text, path);
}

std::string_view TagTable::name(TagId tag) const noexcept {
    return tag.value < m_names.size() ? std::string_view(m_names[tag.value]) : std::string_view{};
}

std::optional<TagId> TagTable::fromName(std::string_view name) const noexcept {
    const auto found = std::ranges::find(m_names, name);
    if (found == m_names.end()) return std::nullopt;
    return m_all[static_cast<std::size_t>(found - m_names.begin())];
}

}  // namespace asg::domain
