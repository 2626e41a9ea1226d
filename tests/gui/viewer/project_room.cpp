#include "tests/gui/viewer/project_room.h"

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/io/image_writer.h"
#include "core/phantom/phantom.h"
#include "core/project/project_json.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QTest>

#include <map>
#include <set>
#include <utility>

namespace asg::tests {
namespace {

constexpr int kWaitMs = 20'000;
constexpr int kRows = 350;
constexpr int kColumns = 280;

bool writePhantom(const std::filesystem::path& picture, std::uint64_t seed, std::string& report) {
    phantom::PhantomOptions options;
    options.seed = seed;
    options.rows = kRows;
    options.columns = kColumns;
    options.bitsStored = 8;
    const auto made = phantom::generate(options);
    if (!made) return false;
    const std::vector<std::uint8_t> pixels(made->pixels.begin(), made->pixels.end());
    report = made->reportText;
    return io::writePng(picture, pixels, kRows, kColumns).ok();
}

QString keyOf(const QJsonObject& line) {
    const auto text = [](const QJsonValue& value) {
        return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
    };
    return text(line[QStringLiteral("image")]) + text(line[QStringLiteral("sentences")]) +
           text(line[QStringLiteral("regions")]) +
           text(line[QStringLiteral("asked")].toObject()[QStringLiteral("repeat")]);
}

}  // namespace

ProjectRoom::ProjectRoom(std::size_t pictures, int repeatPercent) {
    const std::filesystem::path at = m_folder->path().toStdString();
    std::filesystem::create_directory(at / "pictures");
    for (std::size_t i = 0; i < pictures; ++i) {
        const auto name = "pictures/chest-" + std::to_string(i);
        std::string report;
        if (!writePhantom(at / (name + ".png"), 100 + i, report)) qFatal("no phantom");
        if (!base::writeFileAtomically(at / (name + ".txt"), report)) qFatal("no report");
        m_project.items.push_back({{name + ".png", *base::sha256OfFile(at / (name + ".png"))},
                                   project::ProjectFile{name + ".txt", *base::sha256OfFile(at / (name + ".txt"))}});
    }
    m_project.name = "Lung <b>1</b>";
    m_project.guideline = {"7", "Accept what is seen.\n<i>Reject</i> the rest."};
    m_project.order = project::Order::AsGiven;
    m_project.overlapPercent = 100;
    m_project.repeatPercent = repeatPercent;
    m_project.seed = 3;
    m_project.readers = {{"Dr. Ada"}, {"Dr. Ben"}};
    if (!project::writeProject(m_project, projectFile().toStdString())) qFatal("no project");
}

QString ProjectRoom::pictureFile(std::size_t item) const {
    return m_folder->filePath(QString::fromStdString(m_project.items[item].picture.path));
}

void ProjectRoom::sitDown(const std::string& reader) {
    m_room.reset();
    m_room =
        std::make_unique<ReadingRoom>(chestScript(), m_folder->filePath(QStringLiteral("store")).toStdString(), reader);
}

bool ProjectRoom::sitDownAtProject(const std::string& reader) {
    sitDown(reader);
    study().open({projectFile()});
    return QTest::qWaitFor([this] { return presenter().place().has_value(); }, kWaitMs) &&
           waitForPlace(*presenter().place());
}

bool ProjectRoom::waitForPlace(std::size_t place) {
    const auto isThere = [&] {
        return presenter().place() == place && study().modelPhase() == presenters::ModelPhase::Done &&
               review().isSettled();
    };
    if (QTest::qWaitFor(isThere, kWaitMs)) return true;
    qWarning("place %d is open, not %zu: %s %s", presenter().place() ? int(*presenter().place()) : -1, place,
             qPrintable(study().statusText()), qPrintable(m_room->problems().join(u'|')));
    return false;
}

bool ProjectRoom::judgeNext(Qt::Key key) {
    const auto place = presenter().place();
    const auto& state = review().state();
    if (!state.report) return false;
    for (const auto& link : state.report->links)
        for (const auto sentence : link.sentences) {
            if (review().verdict({link.id, sentence})) continue;
            const auto before = state.verdicts.size();
            auto& selection = m_room->workspace().selection();
            const domain::LinkedSentence question{link.id, sentence};
            // Once more chosen, the next one would be.
            if (selection.kept().link != question) selection.keep(presenters::SelectionSeed(question));
            judge(*m_room, key);
            return QTest::qWaitFor(
                [&] { return review().state().verdicts.size() > before || presenter().place() != place; }, kWaitMs);
        }
    return false;
}

bool ProjectRoom::judgePlace(Qt::Key key) {
    const auto place = presenter().place();
    if (!place || !waitForPlace(*place)) return false;
    while (presenter().place() == place && !presenter().here().isDone())
        if (!judgeNext(key)) return false;
    return true;
}

std::vector<QJsonObject> ProjectRoom::journal() const {
    std::vector<QJsonObject> lines;
    QDirIterator files(m_folder->filePath(QStringLiteral("store")), {QStringLiteral("decisions.jsonl")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext())
        for (const auto& line : contentOf(files.next()).split(u'\n', Qt::SkipEmptyParts))
            lines.push_back(QJsonDocument::fromJson(line.toUtf8()).object());
    return lines;
}

std::size_t ProjectRoom::judgedByJournal(const QString& reader) const {
    std::map<std::pair<QString, qint64>, bool> counts;  // of each picture's decision of that number
    const auto lines = journal();
    const auto nameOf = [](const QJsonObject& line, const char* number) {
        return std::pair(line[QStringLiteral("image")].toString(), line[QLatin1String(number)].toInteger());
    };
    for (const auto& line : lines) {
        counts[nameOf(line, "sequence")] = true;
        if (line[QStringLiteral("kind")] == QStringLiteral("taken back")) counts[nameOf(line, "reverts")] = false;
    }
    std::set<QString> judged;
    for (const auto& line : lines)
        if (line[QStringLiteral("reader")] == reader && line[QStringLiteral("kind")] == QStringLiteral("link") &&
            counts[nameOf(line, "sequence")])
            judged.insert(keyOf(line));
    return judged.size();
}

QStringList ProjectRoom::rowOf(std::size_t place) {
    using presenters::PictureList;
    const auto& list = m_room->workspace().pictures();
    const auto index = list.index(list.rowOf(place));
    QStringList row;
    for (const int role :
         {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(PictureList::SubtitleRole), int(PictureList::ProblemRole),
          int(PictureList::ThumbnailRole), int(PictureList::KeyImageRole), int(PictureList::MarkRole)})
        row << index.data(role).toString();
    row.front().remove(QString::number(place + 1));
    return row;
}

QString ProjectRoom::barText(const char* label) {
    const auto* found = m_room->window().findChild<QLabel*>(QLatin1String(label));
    return found != nullptr ? found->text() : QString();
}

}  // namespace asg::tests
