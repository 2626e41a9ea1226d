#include "ui/widgets/help_actions.h"

#include "ui/render/corner_texts.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/checkup_dialog.h"
#include "ui/widgets/keys_sheet.h"
#include "ui/widgets/panel_parts.h"

#include <utility>

namespace asg::widgets {

HelpActions::HelpActions(presenters::Workspace& workspace, Actions& actions, doctor::CheckupRequest installed,
                         QWidget& window)
    : QObject(&window),
      m_workspace(workspace),
      m_actions(actions),
      m_installed(std::move(installed)),
      m_window(window) {
    actions.on(ActionId::Keys, [this] { showKeys(); });
    actions.on(ActionId::SystemCheck, [this] { showSystemCheck(); });
    actions.on(ActionId::About, [this] { showAbout(); });
}

void HelpActions::showKeys() {
    auto* sheet = new KeysSheet(m_actions, &m_window);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->show();
}

void HelpActions::showSystemCheck() {
    present(new CheckupDialog(m_installed, &m_window));
}

void HelpActions::showAbout() {
    auto words =
        tr("ASG Viewer %1\n\nLinks the sentences of a chest X-ray's report, anatomical regions and findings.\n\n"
           "%2")
            .arg(QString::fromStdString(m_installed.version), render::noticeOnUse());
    const auto analysis = m_workspace.analysis();
    if (analysis && !analysis->model.name.empty())
        words += tr("\n\nModel: %1 %2\nSHA-256 %3")
                     .arg(QString::fromStdString(analysis->model.name), QString::fromStdString(analysis->model.version),
                          QString::fromStdString(analysis->model.sha256));
    present(makePlainMessage(tr("About"), words, &m_window));
}

}  // namespace asg::widgets
