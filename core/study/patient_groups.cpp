#include "core/study/patient_groups.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string_view>

namespace asg::study {
namespace {

std::string trimmed(std::string_view text, std::string_view padding) {
    const auto first = text.find_first_not_of(padding);
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(padding) - first + 1));
}

/// The alphabetic group of a person's name as it is compared: "Doe^John ^" is "DOE^JOHN".
std::string comparedName(std::string_view name) {
    std::string compared;
    for (const char c : trimmed(name.substr(0, name.find('=')), " ^")) {
        const bool isPadding = c == ' ' && (compared.ends_with(' ') || compared.ends_with('^'));
        if (isPadding) continue;
        while (c == '^' && compared.ends_with(' ')) compared.pop_back();
        compared += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return compared;
}

std::string comparedId(const domain::StudyText& text) {
    return trimmed(text.patientId, " ");
}

/// Date and time as they sort; empty without a date. Separators are of old files: "2024.03.02".
std::string momentOf(std::string_view date, std::string_view time) {
    std::string moment;
    for (const char c : date)
        if (c >= '0' && c <= '9') moment += c;
    if (moment.empty()) return moment;
    for (const char c : time)
        if ((c >= '0' && c <= '9') || c == '.') moment += c;
    return moment;
}

std::string momentOf(const domain::StudyText& text) {
    return momentOf(text.studyDate, text.studyTime);
}

/// Which of the list are joined, directly or by others: each one's root.
class Joined {
public:
    explicit Joined(std::size_t count) : m_parents(count) { std::iota(m_parents.begin(), m_parents.end(), 0U); }

    [[nodiscard]] std::size_t rootOf(std::size_t index) const {
        while (m_parents[index] != index) index = m_parents[index];
        return index;
    }
    /// The earlier root stays.
    void join(std::size_t one, std::size_t other) {
        const auto first = rootOf(one);
        const auto second = rootOf(other);
        m_parents[std::max(first, second)] = std::min(first, second);
    }

private:
    std::vector<std::size_t> m_parents;
};

using Pictures = std::span<const std::optional<Picture>>;

/// What the files of one patient have in common; empty where a file names none.
std::string keyOf(const domain::StudyText& text) {
    const auto id = comparedId(text);
    if (id.empty()) return id;
    return id + '\n' + comparedName(text.patientName) + '\n' + momentOf(text.patientBirthDate, {});
}

Joined joined(Pictures pictures, const HandGroups& byHand) {
    Joined all(pictures.size());
    std::map<std::string, std::size_t> firstOfPatient;
    std::map<std::string, std::size_t> firstOfBytes;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        if (!pictures[i]) continue;
        if (const auto key = keyOf(pictures[i]->text); !key.empty())
            all.join(firstOfPatient.try_emplace(key, i).first->second, i);
        all.join(firstOfBytes.try_emplace(pictures[i]->sha256, i).first->second, i);
    }
    for (const auto& [one, other] : byHand) {
        const auto first = firstOfBytes.find(one);
        const auto second = firstOfBytes.find(other);
        if (first != firstOfBytes.end() && second != firstOfBytes.end()) all.join(first->second, second->second);
    }
    return all;
}

/// The latest study first; pictures of one study stay together, in their order.
void sortByStudy(std::vector<std::size_t>& group, Pictures pictures) {
    const auto isBefore = [&](std::size_t one, std::size_t other) {
        return momentOf(pictures[one]->text) > momentOf(pictures[other]->text);
    };
    if (group.size() > 1) std::ranges::stable_sort(group, isBefore);
}

}  // namespace

bool areOfOnePatient(const domain::StudyText& a, const domain::StudyText& b) {
    return !keyOf(a).empty() && keyOf(a) == keyOf(b);
}

bool areOfTwoPatients(const domain::StudyText& a, const domain::StudyText& b) {
    return !comparedId(a).empty() && !comparedId(b).empty() && !areOfOnePatient(a, b);
}

std::vector<std::vector<std::size_t>> groupedByPatient(Pictures pictures, const HandGroups& byHand) {
    const auto all = joined(pictures, byHand);
    std::vector<std::vector<std::size_t>> groups(pictures.size());
    for (std::size_t i = 0; i < pictures.size(); ++i) groups[all.rootOf(i)].push_back(i);
    std::erase_if(groups, [](const auto& group) { return group.empty(); });
    for (auto& group : groups) sortByStudy(group, pictures);
    return groups;
}

bool isEarlier(const Study& one, const Study& other) {
    const auto first = momentOf(one.date, one.time);
    const auto second = momentOf(other.date, other.time);
    return !first.empty() && !second.empty() && first < second;
}

}  // namespace asg::study
