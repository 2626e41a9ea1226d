// However fast one types, a verdict is of the link that stood on the screen as the one to be judged.
#include "core/base/sha256.h"
#include "core/review/folder_review_store.h"
#include "tests/gui/viewer/reading_room.h"
#include "ui/presenters/decision_words.h"
#include "ui/widgets/report_panel.h"
#include "ui/widgets/report_text_view.h"

#include <QApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

#include <algorithm>
#include <array>
#include <random>
#include <thread>

using namespace asg;
using namespace asg::tests;

namespace {

constexpr int kPictures = 20;
constexpr int kKeys = 900;
constexpr int kMsBetweenKeys = 10;

/// One verdict: of which picture, on which sentence and place, and what was said of it.
struct Verdict {
    QString image;
    QString regions;
    std::vector<std::pair<int, int>> sentences;
    QString verdict;
    friend bool operator==(const Verdict&, const Verdict&) = default;
};

QString wordOf(Qt::Key key) {
    return key == Qt::Key_A   ? QStringLiteral("accepted")
           : key == Qt::Key_R ? QStringLiteral("rejected")
                              : QStringLiteral("nothing to point at");
}

QString textOf(const Verdict& verdict) {
    return verdict.image.left(6) + u' ' + verdict.regions + u' ' + verdict.verdict;
}

std::vector<Verdict> journalAt(const std::filesystem::path& path) {
    std::vector<Verdict> verdicts;
    QFile file(QString::fromStdString(path.string()));
    if (!file.open(QIODevice::ReadOnly)) return verdicts;
    for (const auto& line : file.readAll().split('\n')) {
        if (line.isEmpty()) continue;
        const auto object = QJsonDocument::fromJson(line).object();
        Verdict read;
        read.image = object[QStringLiteral("image")].toString();
        QStringList names;
        for (const auto& name : object[QStringLiteral("regions")].toArray()) names << name.toString();
        read.regions = names.join(QStringLiteral(", "));
        for (const auto& span : object[QStringLiteral("sentences")].toArray())
            read.sentences.emplace_back(span.toArray()[0].toInt(), span.toArray()[1].toInt());
        read.verdict = object[QStringLiteral("verdict")].toString();
        verdicts.push_back(std::move(read));
    }
    return verdicts;
}

}  // namespace

class TestFastTyping : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = folderWithSettings();
        auto script = chestScript();
        // Now and then a model is slow: the next picture is asked for before it has answered.
        script->onEncode = [this](const std::stop_token&) {
            std::this_thread::sleep_for(std::chrono::milliseconds(7 * (m_runs++ * 13 % 11)));
        };
        m_room = std::make_unique<ReadingRoom>(script, store());
        QStringList pictures;
        for (int i = 0; i < kPictures; ++i) {
            const auto name = QStringLiteral("p%1").arg(i, 2, 10, QLatin1Char('0'));
            pictures << writePicture(*m_folder, name + QStringLiteral(".png"), i + 1);
            (void)writeText(*m_folder, name + QStringLiteral(".txt"), reportOf(i));
        }
        QVERIFY(m_room->openAndWait(pictures));
    }

    void cleanup() { m_room.reset(); }

    void everyVerdictIsOfTheLinkThatWasShownToBeJudged() {
        std::mt19937 random(20261130);
        const std::array<Qt::Key, 13> keys{Qt::Key_Tab, Qt::Key_Tab,  Qt::Key_Space, Qt::Key_Space, Qt::Key_J,
                                           Qt::Key_J,   Qt::Key_Down, Qt::Key_J,     Qt::Key_A,     Qt::Key_A,
                                           Qt::Key_R,   Qt::Key_R,    Qt::Key_N};
        std::vector<Verdict> given;
        int refused = 0;
        for (int i = 0; i < kKeys; ++i) {
            QTest::qWait(kMsBetweenKeys);
            if (i % (kKeys / kPictures) == kKeys / kPictures - 1) {
                press(Qt::Key_PageDown, Qt::ControlModifier);
                continue;
            }
            const auto key = keys[random() % keys.size()];
            const bool judges = key == Qt::Key_A || key == Qt::Key_R || key == Qt::Key_N;
            if (!judges) {
                press(key);
                continue;
            }
            words().clear();
            const auto shown = shownAsJudged(key);
            press(key);
            if (words().text().isEmpty()) {
                QVERIFY2(shown, "a verdict was given while nothing was shown to be judged");
                given.push_back(*shown);
            } else {
                ++refused;
            }
        }
        QVERIFY2(given.size() > 30 && refused > 5,
                 qPrintable(QStringLiteral("%1 given, %2 refused").arg(given.size()).arg(refused)));
        QVERIFY(filter().text().isEmpty());
        const auto written = inJournals();
        for (std::size_t i = 0; i < std::min(written.size(), given.size()); ++i)
            QCOMPARE(textOf(written[i]), textOf(given[i]));
        QVERIFY2(written == given,
                 qPrintable(QStringLiteral("%1 written, %2 given").arg(written.size()).arg(given.size())));
    }

    void noMarkChangesOfASentenceThatIsNotHighlighted() {
        auto& review = m_room->workspace().review();
        auto& selection = m_room->workspace().selection();
        auto marks = review.state().verdicts;
        std::map<std::uint64_t, std::set<domain::SentenceId>> highlighted;  // by the decision's number
        int changes = 0;
        connect(&review, &presenters::ReviewPresenter::stateChanged, this, [&] {
            const auto& state = review.state();
            if (state.history.empty()) return;
            for (const auto& link : state.report->links)
                for (const auto sentence : link.sentences) {
                    const auto before = marks.find({link.id, sentence});
                    const auto now = state.verdicts.find({link.id, sentence});
                    const bool was = before != marks.end();
                    const bool is = now != state.verdicts.end();
                    if (was == is && (!is || before->second == now->second)) continue;
                    ++changes;
                    QVERIFY(highlighted[state.history.back().sequence] == std::set{sentence});
                }
            marks = state.verdicts;
        });
        std::uint64_t next = 1;
        for (int round = 0; round < 12; ++round)
            for (const auto key : {Qt::Key_Space, Qt::Key_A, Qt::Key_J, Qt::Key_R, Qt::Key_Tab, Qt::Key_N}) {
                QTest::qWait(kMsBetweenKeys);
                words().clear();
                const auto lit = selection.kept().sentences;
                press(key);
                const bool judges = key == Qt::Key_A || key == Qt::Key_R || key == Qt::Key_N;
                if (judges && words().text().isEmpty()) highlighted[next++] = lit;
            }
        QTRY_COMPARE(review.state().history.size(), static_cast<std::size_t>(next - 1));
        QVERIFY2(changes > 10, qPrintable(QString::number(changes)));
    }

private:
    std::filesystem::path store() const { return m_folder->filePath(QStringLiteral("store")).toStdString(); }

    /// One link, two links in a sentence, two sentences in a link, and none.
    static QString reportOf(int picture) {
        static const std::array<QString, 4> kSentences{
            QStringLiteral("The heart is enlarged and there is a small right pleural effusion. "),
            QStringLiteral("Possible opacity in the left lower lobe. "), QStringLiteral("No pneumothorax. "),
            QStringLiteral("Comparison is made with the prior study. ")};
        QString report = QStringLiteral("FINDINGS: ");
        for (int i = 0; i < 4; ++i) report += kSentences[static_cast<std::size_t>((i + picture) % 4)];
        return report + QStringLiteral("\nIMPRESSION: Cardiomegaly.\n");
    }

    /// The keyboard, wherever it is.
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        auto* at = QApplication::focusWidget();
        QVERIFY(at != nullptr);
        QTest::keyClick(at, key, modifiers);
    }

    QLabel& words() { return *m_room->window().findChild<QLabel*>(QStringLiteral("stepWords")); }
    QLineEdit& filter() { return *m_room->window().findChild<QLineEdit*>(QStringLiteral("findingsFilter")); }

    /// What the screen shows to be judged: bar, boxes and sentences must say the same.
    std::optional<Verdict> shownAsJudged(Qt::Key key) {
        auto& workspace = m_room->workspace();
        const auto& analysis = workspace.analysis();
        const auto& subject = m_room->window().findChild<QLabel*>(QStringLiteral("verificationSubject"))->text();
        if (!subject.startsWith(u'→') || !analysis || !analysis->report) return std::nullopt;
        const auto named = subject.mid(2).section(QStringLiteral(" · "), 0, 0);
        const auto& kept = workspace.selection().current();
        for (const auto& link : analysis->report->links) {
            if (presenters::regionWords(link.regions) != named || kept.sentences.size() != 1) continue;
            const auto sentence = *kept.sentences.begin();
            if (std::ranges::find(link.sentences, sentence) == link.sentences.end()) continue;
            std::set<domain::RegionId> drawn;
            std::set<domain::RegionId> wanted;
            for (const auto& outline : workspace.overlay().scene().outlines) drawn.insert(outline.region);
            for (const auto region : link.regions)
                if (domain::findRegion(*analysis, region) != nullptr) wanted.insert(region);
            if (drawn != wanted) return std::nullopt;
            const auto span = analysis->report->sentences[sentence.value].span;
            return Verdict{QString::fromStdString(analysis->image.sha256),
                           named,
                           {{static_cast<int>(span.start), static_cast<int>(span.end)}},
                           wordOf(key)};
        }
        return std::nullopt;
    }

    /// Everything that was written, in the pictures' order, which is the order of the keys, too.
    std::vector<Verdict> inJournals() {
        const auto pictures = m_room->workspace().study().pictures();
        m_room.reset();  // what waits is written first
        const review::FolderReviewStore kept(store());
        std::vector<Verdict> all;
        for (const auto& picture : pictures) {
            QFile file(QString::fromStdString(study::nameOf(picture)));
            if (!file.open(QIODevice::ReadOnly)) return {};
            const auto bytes = file.readAll().toStdString();
            const auto verdicts = journalAt(kept.journalPath(base::sha256Hex(std::string_view(bytes))));
            all.insert(all.end(), verdicts.begin(), verdicts.end());
        }
        return all;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ReadingRoom> m_room;
    std::atomic<int> m_runs = 0;
};

QTEST_MAIN(TestFastTyping)
#include "test_fast_typing.moc"
