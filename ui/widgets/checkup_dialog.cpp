#include "ui/widgets/checkup_dialog.h"

#include "core/base/translatable.h"
#include "core/doctor/bug_report.h"
#include "ui/presenters/on_gui_thread.h"
#include "ui/presenters/warning_text.h"
#include "ui/viewport/open_gl.h"
#include "ui/widgets/export_dialog.h"
#include "ui/widgets/panel_parts.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <utility>

namespace asg::widgets {
namespace {

/// Who draws the picture; the driver's words, which name no file.
doctor::Check drawing() {
    const auto gl = viewport::openGlFacts();
    const std::vector<doctor::Fact> facts{{"renderer", gl.renderer.toStdString()},
                                          {"version", gl.version.toStdString()},
                                          {"platform", QGuiApplication::platformName().toStdString()}};
    const base::Sentence::Argument renderer(gl.renderer.toStdString());
    if (!gl.isUsable)
        return {"opengl", doctor::CheckState::Note,
                QT_TRANSLATE_NOOP("Error", "OpenGL does not work here: the picture is drawn without it, more slowly."),
                QT_TRANSLATE_NOOP("Error", "Install the driver of the GPU, or the package libgl1-mesa-dri."), facts};
    if (gl.renderer.contains(QLatin1String("llvmpipe")) || gl.renderer.contains(QLatin1String("softpipe")))
        return {"opengl",
                doctor::CheckState::Good,
                {QT_TRANSLATE_NOOP("Error", "OpenGL: by the processor (%1)."), {renderer}},
                {},
                facts};
    return {"opengl",
            doctor::CheckState::Good,
            {QT_TRANSLATE_NOOP("Error", "OpenGL: by the GPU (%1)."), {renderer}},
            {},
            facts};
}

QString wordsOf(const base::Sentence& sentence) {
    return presenters::errorText({base::ErrorCode::Internal, sentence});
}

}  // namespace

CheckupDialog::CheckupDialog(doctor::CheckupRequest request, QWidget* parent)
    : QDialog(parent), m_request(std::move(request)), m_drawing(drawing()), m_scroll(new QScrollArea(this)) {
    constexpr QSize kWanted(760, 560);
    constexpr int kMargin = 10 * kGrid;
    setPlainTitle(*this, tr("System check"));
    m_scroll->setObjectName(QStringLiteral("checks"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setAccessibleName(tr("What was looked at"));
    m_message = makeTeachingLabel(tr("Looking at the system, the model and the journals…"), this);
    m_message->setObjectName(QStringLiteral("checkupMessage"));
    m_save = new QPushButton(tr("Save for a report of a defect…"), this);
    setPlainTip(*m_save,
                tr("An archive with what is shown here, without names of files, and with nothing of a patient or "
                   "a reader"));
    m_copy = new QPushButton(tr("Copy"), this);
    auto* close = new QPushButton(tr("Close"), this);
    for (auto* button : {m_save, m_copy, close}) button->setAutoDefault(false);
    for (auto* button : {m_save, m_copy}) button->setEnabled(false);
    auto* foot = new QHBoxLayout;
    foot->addStretch(1);
    for (auto* button : {m_save, m_copy, close}) foot->addWidget(button);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_message);
    layout->addWidget(m_scroll, 1);
    layout->addLayout(foot);
    connect(m_save, &QPushButton::clicked, this, &CheckupDialog::askWhereToSave);
    connect(m_copy, &QPushButton::clicked, this, &CheckupDialog::copy);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    resize(kWanted.boundedTo(parent->size() - QSize(kMargin, kMargin)));
    close->setFocus();
    look();
}

void CheckupDialog::look() {
    m_worker.enqueue(jobs::Job<doctor::Checkup>{
        [request = m_request](const std::stop_token& stop, const base::Progress&) -> base::Outcome<doctor::Checkup> {
            auto checkup = doctor::examine(request, stop);
            if (stop.stop_requested()) return base::Cancelled{};
            return checkup;
        },
        [this](jobs::RequestId, base::Outcome<doctor::Checkup> outcome) {
            presenters::onGuiThread(this, [this, outcome = std::move(outcome)] {
                if (outcome.failed()) m_message->setText(presenters::errorText(outcome.error()));
                if (outcome.done()) showFound(outcome.value());
            });
        }});
}

void CheckupDialog::showFound(doctor::Checkup checkup) {
    m_checkup = std::move(checkup);
    m_checkup.checks.insert(m_checkup.checks.begin() + 1, m_drawing);
    auto* rows = new QWidget;
    auto* grid = new QGridLayout(rows);
    grid->setHorizontalSpacing(4 * kGrid);
    grid->setVerticalSpacing(2 * kGrid);
    grid->setColumnStretch(1, 1);
    for (const auto& check : m_checkup.checks) addRow(*grid, check);
    grid->setRowStretch(grid->rowCount(), 1);
    m_scroll->setWidget(rows);
    m_message->setText(m_checkup.works()
                           ? tr("ASG Viewer %1: everything works.").arg(fromUtf8(m_checkup.version))
                           : tr("ASG Viewer %1: something does not work.").arg(fromUtf8(m_checkup.version)));
    for (auto* button : {m_save, m_copy}) button->setEnabled(true);
}

void CheckupDialog::addRow(QGridLayout& grid, const doctor::Check& check) {
    const int row = grid.rowCount();
    auto* state = new PlainLabel(this);
    switch (check.state) {
        case doctor::CheckState::Good: state->setText(tr("works")); break;
        case doctor::CheckState::Note: state->setText(tr("note")); break;
        case doctor::CheckState::Problem: state->setText(tr("problem")); break;
    }
    if (check.state != doctor::CheckState::Good) state->setFont(boldFont());
    auto* words = new PlainLabel(wordsOf(check.words), this);
    if (!check.remedy.empty()) words->setText(words->text() + u'\n' + wordsOf(check.remedy));
    words->setObjectName(QStringLiteral("check-") + fromUtf8(check.name));
    words->setWordWrap(true);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    grid.addWidget(state, row, 0, Qt::AlignTop);
    grid.addWidget(words, row, 1);
}

void CheckupDialog::askWhereToSave() {
    askWhere(*this, {tr("Save for a report of a defect"), tr("Zip archive (*.zip)"), QStringLiteral("asg-doctor.zip")},
             nullptr, [this](const QString& path) { save(path); });
}

void CheckupDialog::save(const QString& path) {
    m_worker.enqueue(jobs::Job<bool>{[file = path.toStdString(), checkup = m_checkup](
                                         const std::stop_token&, const base::Progress&) -> base::Outcome<bool> {
                                         if (const auto written = doctor::writeBugReport(file, checkup); !written)
                                             return written.error();
                                         return true;
                                     },
                                     [this, path](jobs::RequestId, base::Outcome<bool> outcome) {
                                         presenters::onGuiThread(this, [this, path, outcome = std::move(outcome)] {
                                             if (outcome.failed())
                                                 m_message->setText(presenters::errorText(outcome.error()));
                                             if (outcome.done())
                                                 m_message->setText(
                                                     tr("Written: %1. Look at it before you send it.").arg(path));
                                         });
                                     }});
}

void CheckupDialog::copy() {
    QStringList lines;
    for (const auto& check : m_checkup.checks) {
        lines << wordsOf(check.words);
        if (!check.remedy.empty()) lines << u' ' + wordsOf(check.remedy);
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    m_message->setText(tr("On the clipboard."));
}

}  // namespace asg::widgets
