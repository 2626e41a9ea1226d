#include "ui/widgets/showing_actions.h"

#include "core/base/atomic_file.h"
#include "ui/presenters/measurement_words.h"
#include "ui/presenters/model_words.h"
#include "ui/presenters/on_gui_thread.h"
#include "ui/presenters/ratio_offer.h"
#include "ui/presenters/warning_text.h"
#include "ui/render/corner_texts.h"
#include "ui/render/overlay_image.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/export_dialog.h"
#include "ui/widgets/page_printing.h"
#include "ui/widgets/view_board.h"

#include <QBuffer>
#include <QClipboard>
#include <QDateTime>
#include <QFileInfo>
#include <QGuiApplication>
#include <QPrinter>
#include <QWidget>

#include <utility>

namespace asg::widgets {
namespace {

constexpr QSize kMostPixels(3000, 3000);

QByteArray pngOf(const QImage& image) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

using PageRow = render::ReadingPage::Row;

PageRow rowOf(const presenters::FindingRow& row) {
    QString model = ShowingActions::tr("not judged");
    if (row.model.probability && row.model.threshold)
        model = ShowingActions::tr("%1 (threshold %2)")
                    .arg(presenters::modelNumber(row.model))
                    .arg(*row.model.threshold, 0, 'f', 2);
    return {row.name, presenters::existenceGlyph(row.report) + u' ' + presenters::reportWords(row), model};
}

}  // namespace

ShowingActions::ShowingActions(presenters::Workspace& workspace, Actions& actions, const ViewBoard& board,
                               QWidget& window)
    : QObject(&window), m_workspace(workspace), m_board(board) {
    actions.on(ActionId::CopyPicture, [this] { copyPicture(); });
    const auto& study = workspace.study();
    actions.on(ActionId::SavePicture, [this, &study, &window] {
        askWhere(window, {tr("Save the picture with its overlay"), tr("PNG (*.png)"), QStringLiteral("overlay.png")},
                 study.radiograph(), [this](const QString& path) { savePicture(path); });
    });
    actions.on(ActionId::SavePage, [this, &study, &window] {
        askWhere(window, {tr("Save a page of this reading"), tr("PDF (*.pdf)"), QStringLiteral("reading.pdf")},
                 study.radiograph(), [this](const QString& path) { savePage(path); });
    });
    actions.on(ActionId::PrintPage, [this, &window] { askAndPrint(window); });
}

/// Values alone, so that it may be called on another thread.
std::function<QImage()> ShowingActions::drawing() const {
    const auto analysis = m_workspace.analysis();
    const auto look = m_board.activeLook();
    // For whoever sees the picture elsewhere, too.
    auto words = render::filterWords(look.filter);
    if (analysis) words << presenters::modelWords(*analysis);
    return [radiograph = m_workspace.study().radiograph(), look, provenance = words.join(QStringLiteral(" · "))] {
        if (!radiograph) return QImage();
        const auto filtered = vision::filteredForTheEye(*radiograph, look.filter, {});
        return render::renderOverlayImage(filtered.done() ? *filtered.value() : *radiograph, look.voi, look.scene,
                                          kMostPixels, provenance);
    };
}

render::ReadingPage ShowingActions::words() const {
    render::ReadingPage page;
    const auto& study = m_workspace.study();
    const auto radiograph = study.radiograph();
    const auto analysis = m_workspace.analysis();
    if (!radiograph || !analysis) return page;
    const auto corners = render::makeCornerTexts(*radiograph, m_board.activeLook().voi, 1);
    page.heading = corners.topLeft + corners.topRight;
    if (page.heading.isEmpty()) page.heading << QFileInfo(QString::fromStdString(radiograph->path)).fileName();
    if (const auto view = study.reportView()) {
        page.report = view->text;
        for (const auto& sentence : view->sentences)
            if (!sentence.understood)
                page.warnings << tr("Not understood: “%1”")
                                     .arg(view->text.mid(sentence.range.start,
                                                         sentence.range.end - sentence.range.start));
    }
    for (const auto& row : m_workspace.findings().rows()) page.findings.push_back(rowOf(row));
    const auto& measurements = m_workspace.measurements();
    for (const auto& item : measurements.items()) {
        const presenters::Measured measured{item.content, measurements.spacing(), item.statistics,
                                            presenters::cautionsOf(*study.state(), item.content)};
        page.measurements << presenters::labelWords(measured).join(QStringLiteral(", "));
    }
    if (!page.measurements.isEmpty()) page.measurements << presenters::spacingWords(measurements.spacing());
    for (const auto& warning : analysis->warnings) page.warnings << presenters::warningText(warning);
    QStringList from = render::filterWords(m_board.activeLook().filter) << presenters::modelWords(*analysis);
    if (!study.reader().empty()) from << tr("reader %1").arg(QString::fromStdString(study.reader()));
    from << QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"));
    from.removeAll(QString());
    page.provenance = from.join(QStringLiteral(" · "));
    return page;
}

void ShowingActions::copyPicture() {
    m_files.enqueue(jobs::Job<QImage>{
        [draw = drawing()](const std::stop_token&, const base::Progress&) -> base::Outcome<QImage> { return draw(); },
        [this](jobs::RequestId, base::Outcome<QImage> outcome) {
            presenters::onGuiThread(this, [this, outcome = std::move(outcome)] {
                if (!outcome.done() || outcome.value().isNull()) return;
                QGuiApplication::clipboard()->setImage(outcome.value());
                Q_EMIT said(tr("The picture with its overlay is on the clipboard."));
            });
        }});
}

void ShowingActions::savePicture(const QString& path) {
    write(path, [draw = drawing()] { return pngOf(draw()); });
}

void ShowingActions::savePage(const QString& path) {
    write(path, [draw = drawing(), page = words()]() mutable {
        page.picture = draw();
        return render::pdfOf(page);
    });
}

void ShowingActions::askAndPrint(QWidget& window) {
    if (!hasPrinter())
        return said(tr("This computer has no printer. Save the page as PDF instead: any system prints that."));
    askPrinter(window, [this](std::shared_ptr<QPrinter> printer) { printPage(std::move(printer)); });
}

void ShowingActions::printPage(std::shared_ptr<QPrinter> printer) {
    m_files.enqueue(jobs::Job<bool>{
        [printer = std::move(printer), draw = drawing(), page = words()](
            const std::stop_token&, const base::Progress&) mutable -> base::Outcome<bool> {
            page.picture = draw();
            return render::paintPages(page, *printer);
        },
        [this](jobs::RequestId, base::Outcome<bool> outcome) {
            presenters::onGuiThread(this, [this, outcome = std::move(outcome)] {
                if (outcome.failed()) Q_EMIT problem(presenters::errorText(outcome.error()));
                if (!outcome.done()) return;
                if (outcome.value())
                    Q_EMIT said(tr("The page was given to the printer."));
                else
                    Q_EMIT problem(
                        tr("The printer did not take the page. Look whether it is ready, or save the page "
                           "as PDF."));
            });
        }});
}

void ShowingActions::write(const QString& path, std::function<QByteArray()> make) {
    m_files.enqueue(jobs::Job<QString>{
        [path, make = std::move(make)](const std::stop_token&, const base::Progress&) -> base::Outcome<QString> {
            const QByteArray bytes = make();
            const std::string_view content(bytes.constData(), static_cast<std::size_t>(bytes.size()));
            if (auto written = base::writeFileAtomically(path.toStdString(), content); !written) return written.error();
            return path;
        },
        [this](jobs::RequestId, base::Outcome<QString> outcome) {
            presenters::onGuiThread(this, [this, outcome = std::move(outcome)] {
                if (outcome.failed()) Q_EMIT problem(presenters::errorText(outcome.error()));
                if (outcome.done()) Q_EMIT said(tr("Written: %1").arg(outcome.value()));
            });
        }});
}

}  // namespace asg::widgets
