// The picture that the reader's way through the list leads to is decoded while another one is looked at. One that is
// ready is given although a stop was requested; any other is not.
#include "core/base/atomic_file.h"
#include "tests/unit/session/bench_room.h"
#include "ui/presenters/study_presenter.h"

#include <QTemporaryDir>
#include <QTest>

using namespace asg;

class TestNextPicture : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theNextOneIsReadyTheWayThatTheReaderGoes() {
        const QTemporaryDir folder;
        QStringList files;
        for (int i = 0; i < 5; ++i) {
            files << folder.filePath(QStringLiteral("%1.png").arg(i));
            const std::vector<std::uint8_t> pixels(300 * 240, static_cast<std::uint8_t>(50 + i));
            QVERIFY(io::writePng(files.last().toStdString(), pixels, 300, 240).ok());
        }
        presenters::StudyPresenter study(
            std::make_shared<session::Workplace>(tests::servicesOn(folder.filePath("store").toStdString())), "tester");
        const auto isReady = [&](std::size_t index) {
            study.workplace().opener().wait();
            std::stop_source stopped;
            stopped.request_stop();
            return study.workplace().pictures().open(study.pictures()[index], 1, stopped.get_token()).done();
        };
        const auto isOpen = [&](std::size_t index) { return study.openIndex() == index && study.radiograph(); };
        study.open(files);
        QTRY_VERIFY(isOpen(0));
        QVERIFY(isReady(1) && !isReady(2));
        study.openAt(3);
        QTRY_VERIFY(isOpen(3));
        QVERIFY(isReady(4) && !isReady(2));
        study.stepPicture(-1);
        QTRY_VERIFY(isOpen(2));
        study.stepPicture(-1);
        QTRY_VERIFY(isOpen(1));
        QVERIFY(isReady(0));
    }
};

QTEST_GUILESS_MAIN(TestNextPicture)
#include "test_next_picture.moc"
