// What is decoded while a reader looks at something else. Whether a picture is ready is told by opening it with a stop:
// one that is ready is given all the same, any other ends as cancelled.
#include "core/base/atomic_file.h"
#include "core/session/workplace.h"
#include "tests/unit/session/bench_room.h"

#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace asg;

class TestDecodingAhead : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path().toStdString();
        m_workplace = std::make_shared<session::Workplace>(tests::servicesOn(m_folder / "store"));
        m_one = file("one", 90);
        m_other = file("other", 120);
    }
    void cleanup() { m_workplace.reset(); }

    void aPictureThatWasDecodedAheadIsReady() {
        QVERIFY(!isReady(m_one));
        m_workplace->decodeAhead(m_one);
        m_workplace->opener().wait();
        QVERIFY(isReady(m_one));
    }

    void theLatestOfTwoIsDecoded() {
        const auto goOn = holdOpener();
        m_workplace->decodeAhead(m_one);
        m_workplace->decodeAhead(m_other);
        goOn();
        QVERIFY(!isReady(m_one));
        QVERIFY(isReady(m_other));
    }

    void whoOpensAnotherPictureDoesNotWaitForIt() {
        const auto goOn = holdOpener();
        m_workplace->decodeAhead(m_one);
        m_workplace->makeWayFor(m_other);
        goOn();
        QVERIFY(!isReady(m_one));
    }

    void whoOpensThatVeryPictureFindsItReady() {
        const auto goOn = holdOpener();
        m_workplace->decodeAhead(m_one);
        tests::BenchRoom room(m_workplace, m_one, session::ReportToFind{});
        goOn();
        QVERIFY(room.pump.until([&] { return room.session().state() != nullptr; }));
        QVERIFY(isReady(m_one));
        QVERIFY(room.failures.empty());
    }

    void aPictureThatCannotBeReadIsSaidWhenItIsOpenedAndNotBefore() {
        const study::PictureSource broken = study::PictureFile{m_folder / "broken.png"};
        QVERIFY(base::writeFileAtomically(m_folder / "broken.png", std::string_view("nothing")).ok());
        m_workplace->decodeAhead(broken);
        m_workplace->opener().wait();
        tests::BenchRoom room(m_workplace, broken, session::ReportToFind{});
        QVERIFY(room.pump.until([&] { return !room.failures.empty(); }));
        QCOMPARE(room.failures.size(), std::size_t{1});
    }

    void aProcessEndsWhileAPictureIsDecodedAhead() {
        m_workplace->decodeAhead(m_one);
        m_workplace.reset();
    }

private:
    study::PictureSource file(const std::string& name, std::uint8_t grey) const {
        const auto path = m_folder / (name + ".png");
        if (!io::writePng(path, std::vector<std::uint8_t>(300 * 240, grey), 300, 240).ok()) std::abort();
        return study::PictureFile{path};
    }

    bool isReady(const study::PictureSource& picture) const {
        std::stop_source stopped;
        stopped.request_stop();
        return m_workplace->pictures().open(picture, 1, stopped.get_token()).done();
    }

    /// The opener does nothing until what is returned is called, which waits for all that was asked meanwhile.
    std::function<void()> holdOpener() {
        const auto gate = std::make_shared<std::promise<void>>();
        m_workplace->opener().enqueue<bool>({[opens = gate->get_future().share()](const std::stop_token&, const auto&) {
                                                 opens.wait();
                                                 return true;
                                             },
                                             [](jobs::RequestId, const base::Outcome<bool>&) {}});
        return [this, gate] {
            gate->set_value();
            m_workplace->opener().wait();
        };
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::filesystem::path m_folder;
    std::shared_ptr<session::Workplace> m_workplace;
    study::PictureSource m_one;
    study::PictureSource m_other;
};

QTEST_GUILESS_MAIN(TestDecodingAhead)
#include "test_decoding_ahead.moc"
