#include "ui/presenters/window_presets.h"

#include "core/study/own_table.h"
#include "ui/presenters/on_gui_thread.h"
#include "ui/presenters/warning_text.h"

#include <QRegularExpression>

#include <utility>

namespace asg::presenters {
namespace {

constexpr const char* kTable = "windows.tsv";
constexpr const char* kNoModality = "-";

std::string modalityOf(const domain::Radiograph& radiograph) {
    return radiograph.text.modality.empty() ? kNoModality : radiograph.text.modality;
}

}  // namespace

WindowPresets::WindowPresets(QObject* parent) : QObject(parent) {}

void WindowPresets::load() {
    run([] { return study::loadOwnWindows(study::ownTable(kTable)); });
}

std::vector<domain::Window> WindowPresets::windowsFor(const domain::Radiograph& radiograph) const {
    std::vector<domain::Window> windows;
    for (const auto& own : m_own)
        if (own.modality == modalityOf(radiograph)) windows.push_back(own.window);
    return windows;
}

void WindowPresets::keep(const domain::Radiograph& radiograph, domain::Window window, const QString& name) {
    window.name = name.toStdString();
    run([own = study::OwnWindow{modalityOf(radiograph), std::move(window)}] {
        return study::keepOwnWindow(study::ownTable(kTable), own);
    });
}

void WindowPresets::run(std::function<base::Result<std::vector<study::OwnWindow>>()> work) {
    using Windows = std::vector<study::OwnWindow>;
    m_files.enqueue(jobs::Job<Windows>{
        [work = std::move(work)](const std::stop_token&, const base::Progress&) -> base::Outcome<Windows> {
            auto windows = work();
            if (!windows) return windows.error();
            return std::move(*windows);
        },
        [this](jobs::RequestId, base::Outcome<Windows> outcome) {
            onGuiThread(this, [this, outcome = std::move(outcome)] {
                if (outcome.failed()) Q_EMIT problem(errorText(outcome.error()));
                if (!outcome.done()) return;
                m_own = outcome.value();
                Q_EMIT changed();
            });
        }});
}

QString windowWords(const domain::Window& window) {
    constexpr int kDigits = 10;
    return QString::number(window.width, 'g', kDigits) + u' ' + QString::number(window.center, 'g', kDigits);
}

std::optional<domain::Window> windowFromWords(const QString& typed) {
    static const QRegularExpression form(
        QStringLiteral(R"(^\s*[Ww]?\s*([+-]?[\d.]+)\s*(?:[\s,;/]|(?=[CcLl]))\s*[CcLl]?\s*([+-]?[\d.]+)\s*$)"));
    const auto match = form.match(typed);
    if (!match.hasMatch()) return std::nullopt;
    bool widthIsNumber = false;
    bool centerIsNumber = false;
    const double width = match.captured(1).toDouble(&widthIsNumber);
    const double center = match.captured(2).toDouble(&centerIsNumber);
    if (!widthIsNumber || !centerIsNumber || width <= 0) return std::nullopt;
    return domain::Window{center, width, domain::Window::Function::LinearExact, {}};
}

}  // namespace asg::presenters
