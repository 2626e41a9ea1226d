/// Who reads what, and in which order: the same on every machine, everything by somebody, the overlap as asked for.
#include "core/base/random.h"
#include "core/project/queue.h"
#include "tests/unit/project/made_project.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace asg;
using namespace asg::tests;
using project::Order;
using project::Project;
using project::queueOf;

namespace {

/// Projects of all kinds, from a seed.
Project anyProject(std::uint64_t seed) {
    base::Random random(seed);
    const auto items = 1 + random.below(120);
    auto made = madeProject(items, 1 + random.below(5), random.below(std::min<std::uint64_t>(items, 6)));
    made.seed = random.next();
    made.order = static_cast<Order>(random.below(3));
    made.overlapPercent = static_cast<int>(random.below(101));
    made.repeatPercent = static_cast<int>(random.below(51));
    // Some readers have pictures of their own; the first one shares.
    for (std::size_t i = 1; i < made.readers.size(); ++i) {
        if (!random.chance(0.2)) continue;
        made.readers[i].items.emplace();
        for (std::size_t item = 0; item < items; ++item)
            if (random.chance(0.3)) made.readers[i].items->push_back(item);
    }
    return made;
}

std::string inWords(const Project& project, const char* reader) {
    std::string words;
    for (const auto& entry : queueOf(project, reader))
        words += (words.empty() ? "" : " ") + std::to_string(entry.item) + (entry.isRepeat ? "r" : "");
    return words;
}

std::size_t percentOf(std::size_t count, int percent) {
    return static_cast<std::size_t>(std::floor(static_cast<double>(count) * percent / 100 + 0.5));
}

}  // namespace

class QueueTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyItemIsReadAndNoneIsMetTwiceButAsARepeat() {
        for (std::uint64_t seed = 0; seed < kProjects; ++seed) {
            const auto made = anyProject(seed);
            std::set<std::size_t> covered;
            for (const auto& reader : made.readers) {
                std::set<std::pair<std::size_t, bool>> met;
                for (const auto& entry : queueOf(made, reader.name)) {
                    QVERIFY(entry.item < made.items.size());
                    QVERIFY(met.insert({entry.item, entry.isRepeat}).second);
                    covered.insert(entry.item);
                }
            }
            QCOMPARE(covered.size(), made.items.size());
        }
    }

    void theOverlapIsAsAskedForAndTheRestIsShared() {
        for (std::uint64_t seed = 0; seed < kProjects; ++seed) {
            auto made = anyProject(seed);
            for (auto& reader : made.readers) reader.items.reset();
            std::map<std::size_t, std::size_t> readBy;
            std::vector<std::size_t> shares;
            for (const auto& reader : made.readers) {
                shares.push_back(0);
                for (const auto& entry : queueOf(made, reader.name))
                    if (!entry.isRepeat && !made.items[entry.item].gold) {
                        ++readBy[entry.item];
                        ++shares.back();
                    }
            }
            const auto overlap = percentOf(readBy.size(), made.overlapPercent);
            QCOMPARE(project::overlapItems(made).size(), overlap);
            if (made.readers.size() > 1) {
                const auto byAll =
                    std::ranges::count_if(readBy, [&](const auto& item) { return item.second == made.readers.size(); });
                const auto byOne = std::ranges::count_if(readBy, [](const auto& item) { return item.second == 1; });
                QCOMPARE(static_cast<std::size_t>(byAll), overlap);
                QCOMPARE(static_cast<std::size_t>(byOne), readBy.size() - overlap);
            }
            QVERIFY(*std::ranges::max_element(shares) - *std::ranges::min_element(shares) <= 1);
        }
    }

    void aRepeatStandsBehindItsFirstAndNeverNextToIt() {
        std::size_t seen = 0;
        for (std::uint64_t seed = 0; seed < kProjects; ++seed) {
            const auto made = anyProject(seed);
            for (const auto& reader : made.readers) {
                const auto queue = queueOf(made, reader.name);
                std::map<std::size_t, std::size_t> first;
                std::size_t own = 0;
                std::size_t repeats = 0;
                for (std::size_t i = 0; i < queue.size(); ++i) {
                    if (!queue[i].isRepeat) {
                        first[queue[i].item] = i;
                        own += made.items[queue[i].item].gold ? 0 : 1;
                        continue;
                    }
                    ++repeats;
                    QVERIFY(!made.items[queue[i].item].gold);
                    QVERIFY(first.contains(queue[i].item) && i >= first[queue[i].item] + 2);
                }
                QCOMPARE(repeats, own < 2 ? 0 : percentOf(own, made.repeatPercent));
                seen += repeats;
            }
        }
        QVERIFY(seen > 1000);
    }

    void goldItemsComeFirstAsGiven() {
        const auto made = madeProject(20, 2, 3);
        for (const auto* reader : {"A", "B"}) {
            const auto queue = queueOf(made, reader);
            for (std::size_t i = 0; i < 3; ++i) QCOMPARE(queue[i].item, i);
        }
    }

    /// The orders were worked out by a program of its own, after the words of docs/annotation.md.
    void theSameProjectGivesTheSameQueueOnEveryMachine() {
        auto made = madeProject(20, 2);
        made.overlapPercent = 20;
        made.repeatPercent = 10;
        QCOMPARE(inWords(made, "A"), std::string("9 18 11 14 6 16 17 13 1 9r 7 19 4"));
        QCOMPARE(inWords(made, "B"), std::string("15 11 6 12 3 10 7 5 2 0 4 8 5r"));
        const auto before = inWords(made, "A");
        made.seed = 8;
        QVERIFY(inWords(made, "A") != before);
        QCOMPARE(inWords(made, "nobody"), std::string());
    }

    void whoElseReadsChangesNeitherTheOrderNorTheOverlap() {
        auto made = madeProject(40, 2);
        made.overlapPercent = 100;
        const auto before = inWords(made, "A");
        made.readers.push_back({"C"});
        std::swap(made.readers.front(), made.readers.back());
        QCOMPARE(inWords(made, "A"), before);
        QVERIFY(inWords(made, "B") != before);
    }

    void furtherItemsAreDrawnAmongTheOthersAndChangeNoOrder() {
        auto made = madeProject(30, 1);
        made.repeatPercent = 0;
        const auto before = queueOf(made, "A");
        for (int i = 0; i < 10; ++i) made.items.push_back(madeItem("further " + std::to_string(i)));
        auto after = queueOf(made, "A");
        QCOMPARE(after.size(), std::size_t{40});
        std::erase_if(after, [](const auto& entry) { return entry.item >= 30; });
        QVERIFY(before == after);
    }

    void anOrderFromElsewhereHoldsButForTheOverlapWhichIsAtRandomPlaces() {
        auto made = madeProject(60, 1);
        made.order = Order::List;
        made.orderSource = "a model";
        made.repeatPercent = 0;
        std::vector<project::QueueEntry> asListed;
        for (std::size_t i = 0; i < 60; ++i) asListed.push_back({i, false});
        QVERIFY(queueOf(made, "A") == asListed);
        made.overlapPercent = 25;
        const auto overlap = project::overlapItems(made);
        std::vector<std::size_t> others;
        std::vector<std::size_t> shared;
        for (const auto& entry : queueOf(made, "A"))
            (std::ranges::binary_search(overlap, entry.item) ? shared : others).push_back(entry.item);
        QVERIFY(std::ranges::is_sorted(others));
        QVERIFY(!std::ranges::is_sorted(shared));
        QCOMPARE(shared.size(), std::size_t{15});
    }

    void whoHasPicturesOfHisOwnReadsThese() {
        auto made = madeProject(10, 2, 1);
        made.readers[1].items = {7, 3};
        made.repeatPercent = 0;
        std::set<std::size_t> read;
        for (const auto& entry : queueOf(made, "B")) read.insert(entry.item);
        QCOMPARE(read, (std::set<std::size_t>{0, 3, 7}));
        QCOMPARE(queueOf(made, "A").size(), std::size_t{10});
    }

private:
    static constexpr std::uint64_t kProjects = 400;
};

QTEST_GUILESS_MAIN(QueueTest)
#include "test_queue.moc"
