#include "tests/gui/viewer/reading_room.h"

#include "core/base/resources.h"
#include "core/review/folder_review_store.h"
#include "core/text/report_parser.h"
#include "tests/support/fake_backend.h"
#include "tests/support/fake_classifier.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/verification_bar.h"

#include <QApplication>
#include <QDir>
#include <QEvent>
#include <QFile>
#include <QImage>
#include <QMouseEvent>
#include <QSettings>
#include <QTest>
#include <QWidget>

#include <cmath>
#include <utility>

namespace asg::tests {
namespace {

constexpr int kWaitMs = 20'000;
constexpr QSize kWindow(1280, 720);

std::shared_ptr<session::Workplace> workplace(const std::shared_ptr<ModelScript>& script, std::filesystem::path store) {
    auto parse = [](std::string_view bytes) -> base::Result<domain::Report> {
        const auto parser = text::ReportParser::load(base::resourceFolder() / "ontology");
        if (!parser) return parser.error();
        return parser->parse(bytes);
    };
    auto load = [script]() -> base::Result<std::unique_ptr<analysis::Backend>> {
        if (script->onLoad) script->onLoad();
        if (script->load) return script->load();
        auto backend = std::make_unique<FakeBackend>(script->output, script->words);
        backend->cardForTest().hasAlignment = script->hasAlignment;
        backend->onEncode = [script](const std::stop_token& stop) {
            ++script->runs;
            if (script->onEncode) script->onEncode(stop);
        };
        backend->onEmbed = [script](const std::stop_token& stop) {
            ++script->asked;
            if (script->onEmbed) script->onEmbed(stop);
        };
        return std::unique_ptr<analysis::Backend>(std::move(backend));
    };
    auto findings = []() -> base::Result<std::vector<text::Finding>> {
        const auto parser = text::ReportParser::load(base::resourceFolder() / "ontology");
        if (!parser) return parser.error();
        return parser->findings();
    };
    auto namesPlace = [parse](std::string_view words) -> base::Result<bool> {
        const auto parsed = parse(words);
        if (!parsed) return parsed.error();
        return !parsed->links.empty();
    };
    const auto watched = [script, parse](std::string_view bytes) {
        if (script->onParse) script->onParse(bytes);
        return parse(bytes);
    };
    return std::make_shared<session::Workplace>(session::Services{
        .parseReport = watched,
        .loadModel = std::move(load),
        .store = std::make_shared<const review::FolderReviewStore>(std::move(store)),
        .loadFindings = std::move(findings),
        .namesTaughtPlace = std::move(namesPlace),
        .loadChangeWords = []() -> base::Result<std::shared_ptr<const text::ChangeWords>> {
            auto words = text::ChangeWords::load(base::resourceFolder() / "ontology");
            if (!words) return words.error();
            return std::make_shared<const text::ChangeWords>(std::move(*words));
        },
        .ratioError = [script]() -> std::optional<analysis::CardiothoracicError> {
            if (!script->ratioWithin95) return std::nullopt;
            return analysis::CardiothoracicError{FakeBackend().card().sha256, *script->ratioWithin95, 23};
        },
        .loadSecond = [script](const std::filesystem::path&) { return script->second->load(); }});
}

analysis::RegionOutput region(const char* name, base::Box boxInCropPixels) {
    return {*domain::regionFromName(name), 0.9F, 0.5F, boxInCropPixels};
}

analysis::TagOutput tag(const char* name, float probability, double peakX, double peakY) {
    constexpr int kSide = 14;
    analysis::TagOutput output{*domain::tagFromName(name), probability, 0.5F, kSide, {}};
    double sum = 0;
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x) {
            const double dx = (x + 0.5) / kSide - peakX;
            const double dy = (y + 0.5) / kSide - peakY;
            output.attention.push_back(static_cast<float>(std::exp(-(dx * dx + dy * dy) / 0.02)));
            sum += double(output.attention.back());
        }
    for (auto& value : output.attention) value = static_cast<float>(double(value) / sum);
    return output;
}

void sendMouse(QWidget& widget, QEvent::Type type, QPointF position, Qt::MouseButton button, Qt::MouseButtons held) {
    QMouseEvent event(type, position, widget.mapToGlobal(position), button, held, Qt::NoModifier);
    QCoreApplication::sendEvent(&widget, &event);
}

}  // namespace

ReadingRoom::ReadingRoom(std::shared_ptr<ModelScript> script, std::filesystem::path store, std::string reader)
    : m_workspace(std::make_unique<presenters::Workspace>(workplace(script, store), std::move(reader))) {
    QObject::connect(m_workspace.get(), &presenters::Workspace::problem, m_workspace.get(),
                     [this](const QString& text) { m_problems << text; });
    widgets::applyReadingRoom(*qApp);
    m_window = std::make_unique<widgets::MainWindow>(
        *m_workspace, widgets::Installation{QStringLiteral("test"), {}, store / "model", store});
    m_window->resize(kWindow);
    m_window->show();
    m_window->activateWindow();
    if (!QTest::qWaitForWindowActive(m_window.get())) qWarning("the window did not become active");
}

ReadingRoom::~ReadingRoom() = default;

bool ReadingRoom::waitForModel() {
    return QTest::qWaitFor([this] { return m_workspace->study().modelPhase() == presenters::ModelPhase::Done; },
                           kWaitMs);
}

bool ReadingRoom::openAndWait(const QStringList& paths, const QString& report) {
    m_workspace->study().open(paths, report);
    if (!waitForModel()) return false;
    QTest::qWait(100);
    return true;
}

std::shared_ptr<ModelScript> chestScript() {
    auto script = std::make_shared<ModelScript>();
    auto& output = script->output;
    output.device = "CPU";
    output.regions = {region("right lung", {40, 40, 105, 160}),
                      region("left lung", {120, 40, 185, 160}),
                      region("right lower lung zone", {40, 120, 105, 160}),
                      region("left lower lung zone", {120, 120, 185, 160}),
                      region("right costophrenic angle", {40, 150, 55, 165}),
                      region("left costophrenic angle", {170, 150, 185, 165}),
                      region("cardiac silhouette", {90, 100, 150, 160}),
                      region("mediastinum", {90, 30, 150, 160}),
                      region("spine", {104, 10, 120, 220})};
    output.tags = {tag("cardiomegaly", 0.91F, 0.5, 0.6), tag("opacity", 0.64F, 0.7, 0.6),
                   tag("pneumothorax", 0.03F, 0.3, 0.2), tag("nodule", 0.71F, 0.3, 0.4)};
    output.gridSide = 14;
    return script;
}

std::unique_ptr<QTemporaryDir> folderWithSettings() {
    auto folder = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder->filePath(QStringLiteral("config")));
    return folder;
}

std::unique_ptr<ReadingRoom> roomIn(const QTemporaryDir& folder, std::shared_ptr<ModelScript> script) {
    return std::make_unique<ReadingRoom>(std::move(script), folder.filePath(QStringLiteral("store")).toStdString());
}

QString writePicture(const QTemporaryDir& folder, const QString& name, int seed) {
    QImage image(560, 700, QImage::Format_Grayscale8);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            image.scanLine(y)[x] = static_cast<uchar>((x / 3 + y / 5 + 37 * seed) % 200 + 20);
    const auto path = folder.filePath(name);
    return image.save(path) ? path : QString();
}

QString writeText(const QTemporaryDir& folder, const QString& name, const QString& text) {
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly)) return {};
    file.write(text.toUtf8());
    return file.fileName();
}

QString contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString chestReport() {
    return QStringLiteral(
        "FINDINGS: The heart is enlarged. No pneumothorax. Possible opacity in the left lower lobe.\n"
        "Comparison is made with the prior study.\n");
}

void hover(QWidget& widget, QPointF position) {
    sendMouse(widget, QEvent::MouseMove, position, Qt::NoButton, Qt::NoButton);
}

void leave(QWidget& widget) {
    QEvent event(QEvent::Leave);
    QCoreApplication::sendEvent(&widget, &event);
}

void click(QWidget& widget, QPointF position) {
    hover(widget, position);
    sendMouse(widget, QEvent::MouseButtonPress, position, Qt::LeftButton, Qt::LeftButton);
    sendMouse(widget, QEvent::MouseButtonRelease, position, Qt::LeftButton, Qt::NoButton);
}

void judge(ReadingRoom& room, Qt::Key key) {
    const auto* bar = room.window().findChild<widgets::VerificationBar*>();
    QVERIFY2(QTest::qWaitFor(
                 [&] { return room.workspace().verdicts().hindrance().isEmpty() && bar->hasPaintedTheChoice(); }),
             qPrintable(room.workspace().verdicts().hindrance()));
    if (key != Qt::Key_unknown) QTest::keyClick(&room.window(), key);
}

void keepScreenshot(QWidget& window, const QString& name) {
    const QDir folder(QStringLiteral(ASG_BINARY_DIR "/screenshots"));
    folder.mkpath(QStringLiteral("."));
    QTest::qWait(100);
    if (!window.grab().save(folder.filePath(name + QStringLiteral(".png")))) qWarning("the screenshot was not kept");
}

}  // namespace asg::tests
