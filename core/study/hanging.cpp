#include "core/study/hanging.h"

#include "core/base/atomic_file.h"
#include "core/base/translatable.h"
#include "core/study/own_table.h"
#include "core/study/patient_groups.h"

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

namespace asg::study {
namespace {

constexpr int kMostSide = 2;

std::vector<std::string_view> partsOf(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::optional<HangingPlace> placeFrom(std::string_view words) {
    using Of = HangingPlace::Of;
    using View = HangingPlace::View;
    static constexpr std::array kStudies{std::pair{"current", Of::Current}, std::pair{"prior", Of::Prior}};
    static constexpr std::array kViews{std::pair{"frontal", View::Frontal}, std::pair{"lateral", View::Lateral},
                                       std::pair{"any", View::Any}};
    for (const auto& [study, of] : kStudies)
        for (const auto& [view, which] : kViews)
            if (words == std::string(study) + ' ' + view) return HangingPlace{of, which};
    return std::nullopt;
}

std::optional<std::pair<int, int>> shapeFrom(std::string_view words) {
    for (int rows = 1; rows <= kMostSide; ++rows)
        for (int columns = 1; columns <= kMostSide; ++columns)
            if (words == std::to_string(rows) + 'x' + std::to_string(columns)) return std::pair{rows, columns};
    return std::nullopt;
}

/// The rule of a line, or what is wrong with it.
std::pair<HangingRule, base::Sentence> ruleFrom(std::string_view line) {
    const auto cells = partsOf(line, '\t');
    HangingRule rule{std::string(cells.front()), 1, 1, {}};
    if (cells.size() < 3)
        return {rule, base::Sentence{QT_TRANSLATE_NOOP(
                          "Error", "a rule needs a name, a shape and what stands in its views, with tabs between")}};
    const auto shape = shapeFrom(cells[1]);
    if (!shape)
        return {rule, base::Sentence{QT_TRANSLATE_NOOP("Error", "\"%1\" is none of 1x1, 1x2, 2x1, 2x2"), {cells[1]}}};
    std::tie(rule.rows, rule.columns) = *shape;
    for (const auto cell : std::span(cells).subspan(2)) {
        const auto place = placeFrom(cell);
        if (!place)
            return {rule, base::Sentence{
                              QT_TRANSLATE_NOOP("Error", "\"%1\" is not current or prior with frontal, lateral or any"),
                              {cell}}};
        rule.places.push_back(*place);
    }
    const auto count = static_cast<std::size_t>(rule.rows * rule.columns);
    if (rule.places.size() != count)
        return {rule, base::Sentence{QT_TRANSLATE_NOOP("Error", "%1 has %2 views, and %3 are named"),
                                     {cells[1], std::to_string(count), std::to_string(rule.places.size())}}};
    if (std::ranges::none_of(rule.places, [](const auto& place) { return place.of == HangingPlace::Of::Current; }))
        return {rule, base::Sentence{QT_TRANSLATE_NOOP("Error", "no view is meant for the current study")}};
    return {rule, {}};
}

bool fits(HangingPlace::View wanted, domain::View view) {
    if (wanted == HangingPlace::View::Any) return true;
    return (wanted == HangingPlace::View::Lateral) == (view == domain::View::Lateral);
}

/// The patient's pictures in the hands of who hangs them.
class Hanger {
public:
    Hanger(std::span<const Picture> pictures, std::size_t open)
        : m_pictures(pictures), m_studies(arranged(pictures)), m_open(open) {
        for (std::size_t i = 0; i < pictures.size(); ++i) m_studyOf.push_back(studyWith(pictures[i]));
    }

    [[nodiscard]] std::optional<std::vector<std::size_t>> fill(const HangingRule& rule) const {
        if (!rule.hasPrior()) return fill(rule, m_studyOf[m_open]);
        for (const auto prior : priors())
            if (auto filled = fill(rule, prior)) return filled;
        return std::nullopt;
    }

private:
    [[nodiscard]] std::size_t studyWith(const Picture& picture) const {
        const auto hasIt = [&](const Study& study) {
            return std::ranges::any_of(study.series, [&](const Series& series) {
                return std::ranges::any_of(series.pictures, [&](const Picture& each) {
                    return each.source == picture.source && each.uid == picture.uid;
                });
            });
        };
        return static_cast<std::size_t>(std::ranges::find_if(m_studies, hasIt) - m_studies.begin());
    }

    /// The latest first, then those of which nobody knows whether they are earlier, in the order of the list.
    [[nodiscard]] std::vector<std::size_t> priors() const {
        const auto& current = m_studies[m_studyOf[m_open]];
        std::vector<std::size_t> earlier;
        std::vector<std::size_t> unknown;
        for (std::size_t i = 0; i < m_studies.size(); ++i) {
            if (isEarlier(m_studies[i], current))
                earlier.push_back(i);
            else if (i != m_studyOf[m_open] && (m_studies[i].date.empty() || current.date.empty()))
                unknown.push_back(i);
        }
        std::ranges::stable_sort(earlier, [this](auto a, auto b) { return isEarlier(m_studies[b], m_studies[a]); });
        earlier.insert(earlier.end(), unknown.begin(), unknown.end());
        return earlier;
    }

    [[nodiscard]] std::optional<std::vector<std::size_t>> fill(const HangingRule& rule, std::size_t prior) const {
        std::vector<std::size_t> filled;
        for (const auto& place : rule.places) {
            const bool isCurrent = place.of == HangingPlace::Of::Current;
            const auto found = pictureFor(place, isCurrent ? m_studyOf[m_open] : prior, filled);
            if (!found) return std::nullopt;
            filled.push_back(*found);
        }
        if (std::ranges::find(filled, m_open) == filled.end()) return std::nullopt;
        return filled;
    }

    /// The open picture before others of its study.
    [[nodiscard]] std::optional<std::size_t> pictureFor(const HangingPlace& place, std::size_t study,
                                                        const std::vector<std::size_t>& taken) const {
        const auto mayStand = [&](std::size_t i) {
            return m_studyOf[i] == study && fits(place.view, m_pictures[i].view) &&
                   std::ranges::find(taken, i) == taken.end();
        };
        if (mayStand(m_open)) return m_open;
        for (std::size_t i = 0; i < m_pictures.size(); ++i)
            if (mayStand(i)) return i;
        return std::nullopt;
    }

    std::span<const Picture> m_pictures;
    std::vector<Study> m_studies;
    std::vector<std::size_t> m_studyOf;  ///< of each picture, as a place among the studies
    std::size_t m_open;
};

}  // namespace

bool HangingRule::hasPrior() const {
    return std::ranges::any_of(places, [](const auto& place) { return place.of == HangingPlace::Of::Prior; });
}

base::Result<std::vector<HangingRule>> readHangingRules(std::string_view table, const std::string& file) {
    std::vector<HangingRule> rules;
    std::size_t number = 0;
    for (auto line : partsOf(table, '\n')) {
        ++number;
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty() || line.starts_with('#')) continue;
        auto [rule, wrong] = ruleFrom(line);
        if (!wrong.empty())
            return base::Error{
                base::ErrorCode::InvalidData,
                base::Sentence{QT_TRANSLATE_NOOP("Error", "%1, line %2: %3."), {file, std::to_string(number), wrong}}};
        rules.push_back(std::move(rule));
    }
    if (rules.empty())
        return base::Error{base::ErrorCode::InvalidData,
                           base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: there is no rule in it."), {file}}};
    return rules;
}

LoadedRules loadHangingRules(const std::filesystem::path& shipped, const std::filesystem::path& own) {
    const auto read = [](const std::filesystem::path& path) -> base::Result<std::vector<HangingRule>> {
        const auto table = base::readFile(path, kMostTableBytes);
        if (!table) return table.error();
        return readHangingRules(*table, path.string());
    };
    LoadedRules loaded;
    std::error_code ignored;
    if (!own.empty() && std::filesystem::exists(own, ignored)) {
        auto rules = read(own);
        if (rules) return {std::move(*rules), {}};
        loaded.problem = rules.error();
        loaded.problem->text += " The shipped rules are used until that is put right.";
    }
    auto rules = read(shipped);
    if (rules)
        loaded.rules = std::move(*rules);
    else
        loaded.problem = rules.error();
    return loaded;
}

std::optional<Hanging> hang(std::span<const HangingRule> rules, std::span<const Picture> ofPatient, std::size_t open,
                            bool onlyWithPrior) {
    if (open >= ofPatient.size()) return std::nullopt;
    const Hanger hanger(ofPatient, open);
    for (const auto& rule : rules) {
        if (onlyWithPrior && !rule.hasPrior()) continue;
        if (auto filled = hanger.fill(rule)) return Hanging{rule, std::move(*filled)};
    }
    return std::nullopt;
}

}  // namespace asg::study
