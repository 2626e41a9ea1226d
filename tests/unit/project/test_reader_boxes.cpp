// The boxes that readers of a project drew or let stand.
#include "core/project/reader_boxes.h"

#include <QTest>

using namespace asg;
using domain::BoxCorrection;
using domain::BoxVerdict;
using domain::ReviewDecision;

namespace {

const auto kHeart = *domain::regionFromName("cardiac silhouette");
constexpr base::Box kShown{10, 10, 50, 50};
constexpr base::Box kDrawn{20, 20, 60, 60};
constexpr base::Box kAgain{22, 20, 60, 60};

/// A copy of a journal that grows.
class Copy {
public:
    template <typename Content>
    Copy& say(const char* reader, Content content, std::uint64_t reverts = 0) {
        ReviewDecision decision;
        decision.sequence = m_given.size() + 1;
        decision.reader = reader;
        decision.time = "2026-12-01T10:00:0" + std::to_string(decision.sequence) + ".000Z";
        decision.reverts = reverts;
        decision.content = std::move(content);
        m_given.push_back(std::move(decision));
        return *this;
    }
    [[nodiscard]] std::vector<ReviewDecision> given() const { return m_given; }

private:
    std::vector<ReviewDecision> m_given;
};

project::ItemRecord recordOf(const std::vector<Copy>& copies) {
    project::ItemRecord record;
    for (const auto& copy : copies) record.copies.push_back({copy.given(), {}});
    return record;
}

}  // namespace

class ReaderBoxesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aBoxThatWasDrawnStandsAndTheOneThatWasShownDoesNotFit() {
        Copy copy;
        copy.say("A", BoxVerdict{kHeart, kShown, true}).say("A", BoxCorrection{kHeart, kShown, kDrawn});
        const auto boxes = project::readerBoxesOn(recordOf({copy})).at("A");
        QVERIFY(boxes.verified.at(kHeart).drawn && boxes.verified.at(kHeart).boxInImagePixels == kDrawn);
        QCOMPARE(boxes.shown.size(), std::size_t{1});
        QVERIFY2(!boxes.shown.front().fits, "it was drawn anew");
    }

    void whatWasTakenBackIsNotThere() {
        Copy copy;
        copy.say("A", BoxCorrection{kHeart, kShown, kDrawn}).say("A", domain::TakenBack{}, 1);
        QVERIFY(project::readerBoxesOn(recordOf({copy})).empty());
        Copy removed;
        removed.say("A", BoxVerdict{kHeart, kShown, true})
            .say("A", BoxCorrection{kHeart, std::nullopt, kDrawn})
            .say("A", BoxCorrection{kHeart, kDrawn, std::nullopt});
        const auto boxes = project::readerBoxesOn(recordOf({removed})).at("A");
        QVERIFY2(boxes.verified.at(kHeart).boxInImagePixels == kShown, "the model's word holds again");
    }

    void readersAreApartAndOfTwoCopiesTheNewestCounts() {
        Copy begun;
        begun.say("A", BoxCorrection{kHeart, kShown, kDrawn}).say("B", BoxVerdict{kHeart, kShown, true});
        auto one = begun;
        one.say("A", BoxCorrection{kHeart, kDrawn, kAgain});
        auto other = begun;
        other.say("B", BoxVerdict{kHeart, kShown, false});
        const auto boxes = project::readerBoxesOn(recordOf({one, other}));
        QVERIFY(boxes.at("A").verified.at(kHeart).boxInImagePixels == kAgain);
        QVERIFY(boxes.at("B").verified.empty());
        QCOMPARE(boxes.at("B").shown.size(), std::size_t{1});
    }

    void byRegionABoxOfOnesOwnStandsWhateverIsSaidOfTheModelsAfterwards() {
        Copy copy;
        copy.say("A", BoxCorrection{kHeart, kShown, kDrawn})
            .say("A", BoxVerdict{kHeart, kShown, true})
            .say("B", BoxVerdict{kHeart, kShown, false});
        const auto said = project::boxesOn(recordOf({copy})).at(kHeart);
        QVERIFY(said.at("A").own == kDrawn && said.at("A").drawn && said.at("A").shown == kShown);
        QVERIFY(!said.at("B").own && said.at("B").shown == kShown);
        QCOMPARE(said.at("B").time, std::string("2026-12-01T10:00:03.000Z"));
    }

    void aJournalWithoutBoxesHasNoReaders() {
        Copy copy;
        copy.say("A", domain::KeyMark{1, true});
        QVERIFY(project::readerBoxesOn(recordOf({copy})).empty());
    }
};

QTEST_APPLESS_MAIN(ReaderBoxesTest)
#include "test_reader_boxes.moc"
