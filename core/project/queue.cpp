#include "core/project/queue.h"

#include "core/base/random.h"
#include "core/base/sha256.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace asg::project {
namespace {

using Items = std::vector<std::size_t>;

/// What is drawn for: each has numbers of its own.
enum class Draw : std::uint8_t { Overlap, Share, Order, Place, Repeat, Distance };

/// The number that the first 16 of a hash's digits write.
std::uint64_t numberOf(std::string_view sha256) {
    std::uint64_t number = 0;
    for (const char digit : sha256.substr(0, 16))
        number = number * 16 + static_cast<std::uint64_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
    return number;
}

/// Draws for everybody, or for one reader by his name.
class Lots {
public:
    explicit Lots(const Project& project) : m_project(project) {}
    Lots(const Project& project, std::string_view reader)
        : m_project(project), m_reader(numberOf(base::sha256Hex(reader))) {}

    [[nodiscard]] base::Random of(Draw draw, std::uint64_t thing) const {
        return {m_project.seed, m_reader + static_cast<std::uint64_t>(draw), thing};
    }
    [[nodiscard]] base::Random ofItem(Draw draw, std::size_t item) const {
        return of(draw, numberOf(m_project.items[item].picture.sha256));
    }
    /// The items in an order that is drawn; where two draw the same, the hash decides.
    [[nodiscard]] Items shuffled(Draw draw, const Items& items) const {
        std::vector<std::tuple<std::uint64_t, std::string_view, std::size_t>> drawn;
        for (const auto item : items)
            drawn.emplace_back(ofItem(draw, item).next(), m_project.items[item].picture.sha256, item);
        std::ranges::sort(drawn);
        Items order;
        for (const auto& [lot, hash, item] : drawn) order.push_back(item);
        return order;
    }

private:
    const Project& m_project;
    std::uint64_t m_reader = 0;
};

std::size_t rounded(std::size_t count, int percent) {
    return (count * static_cast<std::size_t>(percent) + 50) / 100;
}

Items itemsOf(const Project& project, bool gold) {
    Items items;
    for (std::size_t i = 0; i < project.items.size(); ++i)
        if (project.items[i].gold == gold) items.push_back(i);
    return items;
}

/// What is not read by all who share, dealt to them one by one; `number` is that of one of them.
Items dealtTo(const Project& project, std::size_t number, std::size_t readers, const std::set<std::size_t>& overlap) {
    Items own(overlap.begin(), overlap.end());
    std::size_t dealt = 0;
    for (const auto item : Lots(project).shuffled(Draw::Share, itemsOf(project, false)))
        if (!overlap.contains(item) && dealt++ % readers == number) own.push_back(item);
    std::ranges::sort(own);
    return own;
}

/// Ascending.
Items itemsFor(const Project& project, const ProjectReader& reader, const std::set<std::size_t>& overlap) {
    if (reader.items) {
        Items own;
        for (const auto item : *reader.items)
            if (!project.items[item].gold) own.push_back(item);
        std::ranges::sort(own);
        return own;
    }
    std::size_t number = 0;
    std::size_t readers = 0;
    for (const auto& other : project.readers) {
        if (other.items) continue;
        if (other.name == reader.name) number = readers;
        ++readers;
    }
    return dealtTo(project, number, readers, overlap);
}

/// The places of the overlap among `count`, ascending.
Items drawnPlaces(const Lots& lots, std::size_t count, std::size_t places) {
    std::vector<std::pair<std::uint64_t, std::size_t>> drawn;
    for (std::size_t i = 0; i < count; ++i) drawn.emplace_back(lots.of(Draw::Place, i).next(), i);
    std::ranges::sort(drawn);
    Items chosen;
    for (std::size_t i = 0; i < places; ++i) chosen.push_back(drawn[i].second);
    std::ranges::sort(chosen);
    return chosen;
}

Items ordered(const Project& project, const Lots& lots, const Items& own, const std::set<std::size_t>& overlap) {
    if (project.order == Order::Random) return lots.shuffled(Draw::Order, own);
    Items shared;
    Items others;
    for (const auto item : own) (overlap.contains(item) ? shared : others).push_back(item);
    const auto places = drawnPlaces(lots, own.size(), shared.size());
    const auto shuffled = lots.shuffled(Draw::Order, shared);
    Items order;
    for (std::size_t i = 0, drawn = 0; i < own.size(); ++i) {
        const bool isDrawn = drawn < places.size() && places[drawn] == i;
        order.push_back(isDrawn ? shuffled[drawn] : others[i - drawn]);
        drawn += isDrawn ? 1 : 0;
    }
    return order;
}

/// For each item that is met again, the one behind which it stands then.
struct Repeat {
    std::size_t behind = 0;
    std::size_t item = 0;
};

std::vector<Repeat> repeatsIn(const Project& project, const Lots& lots, const Items& order) {
    const std::size_t distance = std::max<std::size_t>(1, order.size() / 3);
    if (order.size() <= distance) return {};
    const std::size_t last = order.size() - 1;
    std::vector<std::pair<std::size_t, std::size_t>> byItem;
    for (std::size_t i = 0; i + distance <= last; ++i) byItem.emplace_back(order[i], i);
    Items candidates;
    for (const auto& [item, place] : byItem) candidates.push_back(item);
    std::ranges::sort(byItem);
    auto chosen = lots.shuffled(Draw::Repeat, candidates);
    chosen.resize(std::min(chosen.size(), rounded(order.size(), project.repeatPercent)));
    std::vector<Repeat> repeats;
    for (const auto item : chosen) {
        const auto first = std::ranges::lower_bound(byItem, std::pair(item, std::size_t{0}))->second;
        const auto earliest = first + distance;
        repeats.push_back({earliest + lots.ofItem(Draw::Distance, item).below(last - earliest + 1), item});
    }
    std::ranges::stable_sort(repeats, {}, &Repeat::behind);
    return repeats;
}

}  // namespace

std::vector<std::size_t> overlapItems(const Project& project) {
    const auto items = itemsOf(project, false);
    auto drawn = Lots(project).shuffled(Draw::Overlap, items);
    drawn.resize(rounded(items.size(), project.overlapPercent));
    std::ranges::sort(drawn);
    return drawn;
}

std::vector<QueueEntry> queueOf(const Project& project, std::string_view reader) {
    const auto found = std::ranges::find(project.readers, reader, &ProjectReader::name);
    if (found == project.readers.end()) return {};
    const auto drawn = overlapItems(project);
    const std::set<std::size_t> overlap(drawn.begin(), drawn.end());
    const Lots lots(project, reader);
    const auto order = ordered(project, lots, itemsFor(project, *found, overlap), overlap);
    const auto repeats = repeatsIn(project, lots, order);
    std::vector<QueueEntry> queue;
    for (const auto item : itemsOf(project, true)) queue.push_back({item, false});
    auto next = repeats.begin();
    for (std::size_t i = 0; i < order.size(); ++i) {
        queue.push_back({order[i], false});
        for (; next != repeats.end() && next->behind == i; ++next) queue.push_back({next->item, true});
    }
    return queue;
}

}  // namespace asg::project
