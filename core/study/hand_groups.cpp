#include "core/study/hand_groups.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "core/study/own_table.h"

#include <algorithm>

namespace asg::study {
namespace {

bool isSha256(std::string_view text) {
    constexpr std::size_t kHexDigits = 64;
    return text.size() == kHexDigits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

base::Result<HandGroups> readHandGroups(std::string_view table, const std::string& file) {
    HandGroups groups;
    for (int number = 1; !table.empty(); ++number) {
        const auto end = std::min(table.find('\n'), table.size());
        auto line = table.substr(0, end);
        table.remove_prefix(std::min(end + 1, table.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty() || line.starts_with('#')) continue;
        const auto tab = std::min(line.find('\t'), line.size());
        const auto one = line.substr(0, tab);
        const auto other = tab < line.size() ? line.substr(tab + 1) : std::string_view{};
        if (!isSha256(one) || !isSha256(other))
            return base::Error{base::ErrorCode::InvalidData,
                               base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                                "%1, line %2: two pictures of one patient are two "
                                                                "SHA-256 sums with a tab between; mend or delete the "
                                                                "line."),
                                              {file, std::to_string(number)}}};
        groups.emplace_back(one, other);
    }
    return groups;
}

base::Result<HandGroups> loadHandGroups(const std::filesystem::path& path) {
    const auto table = readOwnTable(path);
    if (!table) return table.error();
    return readHandGroups(*table, path.string());
}

base::Result<HandGroups> keepHandGroups(const std::filesystem::path& path, const HandGroups& further) {
    const auto turn = OwnTableTurn::take(path);
    if (!turn) return turn.error();
    auto table = readOwnTable(path);
    if (!table) return table.error();
    auto groups = readHandGroups(*table, path.string());
    if (!groups) return groups.error();
    if (!table->empty() && !table->ends_with('\n')) *table += '\n';
    for (const auto& pair : further) {
        if (std::ranges::find(*groups, pair) != groups->end()) continue;
        *table += pair.first + '\t' + pair.second + '\n';
        groups->push_back(pair);
    }
    if (auto written = base::writeFileAtomically(path, *table); !written) return written.error();
    return groups;
}

}  // namespace asg::study
