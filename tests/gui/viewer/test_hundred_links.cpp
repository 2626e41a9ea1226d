// A hundred links of synthetic chests are judged by the keyboard alone: four of five are right, the others are rejected
// with what is wrong. What stands in the journals afterwards is what was meant, sentence by sentence.
#include "core/phantom/phantom.h"
#include "core/review/folder_review_store.h"
#include "core/vision/model_input.h"
#include "tests/gui/viewer/reading_room.h"

#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

using namespace asg;
using namespace asg::tests;
using domain::RejectCode;

namespace {

constexpr int kPictures = 5;
constexpr int kSide = 512;
constexpr std::array<const char*, 6> kZones{"right upper lung zone", "left upper lung zone",  "right mid lung zone",
                                            "left mid lung zone",    "right lower lung zone", "left lower lung zone"};
constexpr std::array<const char*, 14> kOthers{"right apical zone",
                                              "left apical zone",
                                              "right hilar structures",
                                              "left hilar structures",
                                              "right costophrenic angle",
                                              "left costophrenic angle",
                                              "right hemidiaphragm",
                                              "left hemidiaphragm",
                                              "right clavicle",
                                              "left clavicle",
                                              "cardiac silhouette",
                                              "trachea",
                                              "spine",
                                              "mediastinum"};

/// What a reader who knows the picture says of a sentence; no code: it is right.
struct Meant {
    QString sentence;
    std::optional<RejectCode> code;
};

/// A chest with one nodule, and what is said of it.
struct Case {
    QString picture;
    std::vector<Meant> meant;
};

/// Every fifth sentence is wrong: the nodule on the other side, or one that is not there.
std::vector<Meant> sayings(std::size_t nodule) {
    std::vector<Meant> said;
    const auto claim = [](const char* place) { return QStringLiteral("Nodule in the %1.").arg(QLatin1String(place)); };
    const auto denial = [](const char* place) {
        return QStringLiteral("No nodule in the %1.").arg(QLatin1String(place));
    };
    const std::size_t otherSide = nodule ^ 1U;
    std::vector<Meant> wrong{{claim(kZones[otherSide]), RejectCode::WrongSide}};
    std::vector<Meant> right{{claim(kZones[nodule]), {}}};
    for (std::size_t i = 0; i < kZones.size(); ++i) {
        if (i == nodule || i == otherSide) continue;
        if (wrong.size() < 4)
            wrong.push_back({claim(kZones[i]), RejectCode::NotInPicture});
        else
            right.push_back({denial(kZones[i]), {}});
    }
    for (const auto* place : kOthers) right.push_back({denial(place), {}});
    for (std::size_t i = 0; i < right.size(); ++i) {
        said.push_back(right[i]);
        if (i % 4 == 3 && i / 4 < wrong.size()) said.push_back(wrong[i / 4]);
    }
    return said;
}

QString digitOf(RejectCode code) {
    return QString::number(static_cast<int>(code) + 1);
}

phantom::Phantom chest(int number, std::size_t nodule) {
    phantom::PhantomOptions options;
    options.seed = 20261201 + static_cast<std::uint64_t>(number);
    options.rows = options.columns = kSide;
    options.varyPosition = false;
    options.findings = {{phantom::FindingKind::Nodule, {}, domain::regionFromName(kZones[nodule])}};
    return phantom::generate(options).value();
}

QImage pictureOf(const phantom::Phantom& chest) {
    QImage image(chest.columns, chest.rows, QImage::Format_Grayscale8);
    for (int y = 0; y < chest.rows; ++y)
        for (int x = 0; x < chest.columns; ++x)
            image.scanLine(y)[x] =
                static_cast<uchar>(chest.pixels[std::size_t(y) * chest.columns + x] >> (chest.bitsStored - 8));
    return image;
}

}  // namespace

class TestHundredLinks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aHundredLinksByTheKeyboardAndEachVerdictIsWhatWasMeant() {
        m_folder = folderWithSettings();
        makeCases();
        ReadingRoom room(m_script, store());
        m_room = &room;
        room.window().actions()["nextLinkByItself"]->trigger();
        QStringList pictures;
        for (const auto& one : m_cases) pictures << one.picture;
        QVERIFY(room.openAndWait(pictures));
        int links = 0;
        for (int i = 0; i < kPictures; ++i) {
            if (i > 0) press(Qt::Key_PageDown);
            QTRY_COMPARE(room.workspace().study().openIndex(), std::optional(std::size_t(i)));
            QVERIFY(room.waitForModel());
            links += judgePicture(m_cases[std::size_t(i)]);
            if (QTest::currentTestFailed()) return;
            compareJournal(m_cases[std::size_t(i)]);
            if (QTest::currentTestFailed()) return;
        }
        QCOMPARE(links, 100);
        const double keysALink = double(m_keys) / links;
        std::ranges::sort(m_waits);
        qInfo("%d keys for %d links: %.2f a link; the next link stood after %lld ms (median), %lld ms (most)", m_keys,
              links, keysALink, static_cast<long long>(m_waits[m_waits.size() / 2]),
              static_cast<long long>(m_waits.back()));
        QVERIFY2(keysALink <= 1.3, qPrintable(QString::number(keysALink)));
        keepScreenshot(room.window(), QStringLiteral("hundred-links"));
    }

private:
    void makeCases() {
        m_script = std::make_shared<ModelScript>();
        m_script->output.device = "CPU";
        m_script->output.gridSide = 14;
        for (int i = 0; i < kPictures; ++i) {
            const auto nodule = std::size_t(i);
            const auto drawn = chest(i, nodule);
            const auto name = QStringLiteral("chest%1").arg(i + 1);
            Case one{m_folder->filePath(name + QStringLiteral(".png")), sayings(nodule)};
            QVERIFY(pictureOf(drawn).save(one.picture));
            QString text = QStringLiteral("FINDINGS:");
            for (const auto& said : one.meant) text += u' ' + said.sentence;
            QVERIFY(!writeText(*m_folder, name + QStringLiteral(".txt"), text + u'\n').isEmpty());
            if (i == 0) giveBoxes(drawn);
            m_cases.push_back(std::move(one));
        }
    }

    /// All chests stand alike: the first one's boxes are near enough to be looked at.
    void giveBoxes(const phantom::Phantom& drawn) {
        vision::InputSpec spec;
        spec.resize = spec.crop = 224;
        const auto transform = vision::makeInputTransform(kSide, kSide, spec);
        for (const auto& box : drawn.boxes)
            m_script->output.regions.push_back({box.region, 0.9F, 0.5F, transform.toCrop(box.boxInImagePixels)});
    }

    /// Judges what is shown as chosen, one after the other, by what its sentence says; gives how many.
    int judgePicture(const Case& one) {
        auto& review = m_room->workspace().review();
        int judged = 0;
        while (review.state().verdicts.size() < review.linkCount() || review.linkCount() == 0) {
            judge(*m_room, Qt::Key_unknown);
            if (QTest::currentTestFailed()) return judged;
            const auto link = *m_room->workspace().selection().kept().link;
            const auto* meant = meantOf(one, wordsOf(link.sentence));
            if (meant == nullptr) {
                QTest::qFail(qPrintable(wordsOf(link.sentence)), __FILE__, __LINE__);
                return judged;
            }
            QElapsedTimer clock;
            if (meant->code) {
                press(Qt::Key_R, Qt::ShiftModifier);
                clock.start();
                press(Qt::Key(digitOf(*meant->code).at(0).unicode()));
            } else {
                clock.start();
                press(Qt::Key_A);
            }
            const auto isThere = [&] {
                const bool isLast = review.state().verdicts.size() == review.linkCount();
                return review.verdict(link) && (isLast || m_room->workspace().selection().kept().link != link);
            };
            if (!QTest::qWaitFor(isThere)) {
                QTest::qFail("the next link did not come", __FILE__, __LINE__);
                return judged;
            }
            m_waits.push_back(clock.elapsed());
            ++judged;
        }
        return judged;
    }

    /// What was written, read by another reader than the program's.
    void compareJournal(const Case& one) {
        const auto& sha = m_room->workspace().study().radiograph()->sha256;
        const auto path = review::FolderReviewStore(store()).journalPath(sha);
        const auto text = QString::fromStdString(m_room->workspace().analysis()->report->text);
        std::map<QString, QJsonObject> written;
        for (const auto& line : contentOf(QString::fromStdString(path.string())).split(u'\n', Qt::SkipEmptyParts)) {
            const auto decision = QJsonDocument::fromJson(line.toUtf8()).object();
            if (decision[QStringLiteral("kind")].toString() != QStringLiteral("link")) continue;
            const auto span = decision[QStringLiteral("sentences")].toArray()[0].toArray();
            const auto words = text.mid(span[0].toInt(), span[1].toInt() - span[0].toInt()).trimmed();
            QVERIFY2(written.emplace(words, decision).second, qPrintable(words));
        }
        QCOMPARE(written.size(), one.meant.size());
        for (const auto& meant : one.meant) {
            QVERIFY2(written.contains(meant.sentence), qPrintable(meant.sentence));
            const auto& decision = written.at(meant.sentence);
            QCOMPARE(decision[QStringLiteral("verdict")].toString(),
                     meant.code ? QStringLiteral("rejected") : QStringLiteral("accepted"));
            const auto code = meant.code ? domain::name(*meant.code) : std::string_view();
            QCOMPARE(decision[QStringLiteral("code")].toString().toStdString(), std::string(code));
        }
    }

    [[nodiscard]] static const Meant* meantOf(const Case& one, const QString& sentence) {
        const auto found = std::ranges::find(one.meant, sentence, &Meant::sentence);
        return found == one.meant.end() ? nullptr : &*found;
    }

    [[nodiscard]] QString wordsOf(domain::SentenceId sentence) {
        const auto& report = *m_room->workspace().analysis()->report;
        const auto span = report.sentences.at(sentence.value).span;
        return QString::fromStdString(report.text).mid(int(span.start), int(span.end - span.start)).trimmed();
    }

    /// Where the keyboard is; every press is counted.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        ++m_keys;
        auto* at = m_room->window().focusWidget();
        QTest::keyClick(at != nullptr ? at : &m_room->window(), key, modifiers);
    }

    [[nodiscard]] std::filesystem::path store() const {
        return m_folder->filePath(QStringLiteral("store")).toStdString();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<ModelScript> m_script;
    std::vector<Case> m_cases;
    std::vector<qint64> m_waits;
    ReadingRoom* m_room = nullptr;
    int m_keys = 0;
};

QTEST_MAIN(TestHundredLinks)
#include "test_hundred_links.moc"
