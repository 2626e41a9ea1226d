// A picture that is filtered for the eye: what is wished, what is shown, and what happens where the filter fails.
#include "tests/gui/viewport/pictures.h"
#include "ui/viewport/filtered_picture.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <new>

using namespace asg;
using viewport::FilteredPicture;
using vision::EyeFilter;

class TestFilteredPicture : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFilterThatFailsLeavesWhatIsShownAndIsTriedAgainWhenWishedAgain() {
        const auto plain = test::makePicture(40, 30, test::noise);
        const auto sharp = test::makePicture(40, 30, test::noise);
        std::atomic<bool> hasMemory = false;
        FilteredPicture picture(
            [&](const domain::Radiograph&, EyeFilter, const std::stop_token&) -> base::Outcome<domain::RadiographPtr> {
                if (!hasMemory) throw std::bad_alloc();
                return domain::RadiographPtr(sharp);
            });
        QSignalSpy failed(&picture, &FilteredPicture::failed);
        const EyeFilter sharpens{.sharpens = true};
        picture.show(plain, sharpens);
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(picture.radiograph() == plain && !picture.filter().doesAnything());
        hasMemory = true;
        picture.show(plain, sharpens);
        QTRY_VERIFY(picture.radiograph() == sharp);
        QVERIFY(picture.filter() == sharpens);
        // A further wish that fails leaves the filter that is there.
        hasMemory = false;
        picture.show(plain, {true, true});
        QTRY_COMPARE(failed.size(), 2);
        QVERIFY(picture.radiograph() == sharp && picture.filter() == sharpens);
    }

    void theFailureOfAPictureThatIsNoMoreShownIsNotTold() {
        const auto first = test::makePicture(40, 30, test::noise);
        const auto second = test::makePicture(40, 30, test::noise);
        FilteredPicture picture(
            [](const domain::Radiograph&, EyeFilter, const std::stop_token&) -> base::Outcome<domain::RadiographPtr> {
                throw std::bad_alloc();
            });
        QSignalSpy failed(&picture, &FilteredPicture::failed);
        picture.show(first, {.sharpens = true});
        picture.show(second, {});
        QTest::qWait(100);
        QCOMPARE(failed.size(), 0);
        QVERIFY(picture.radiograph() == second);
    }
};

QTEST_GUILESS_MAIN(TestFilteredPicture)
#include "test_filtered_picture.moc"
