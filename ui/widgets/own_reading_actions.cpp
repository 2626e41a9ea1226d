#include "ui/widgets/own_reading_actions.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/own_reading_panel.h"
#include "ui/widgets/window_columns.h"

namespace asg::widgets {

using presenters::OwnReadingPresenter;
using session::ReadFirstBy;

OwnReadingActions::OwnReadingActions(presenters::Workspace& workspace, Actions& actions, OwnReadingPanel& panel,
                                     WindowColumns& columns, QWidget& window)
    : QObject(&window),
      m_workspace(workspace),
      m_actions(actions),
      m_panel(panel),
      m_columns(columns),
      m_reader(workspace.review(), window) {
    bindStatements();
    bindReadFirst();
    connect(&m_reader, &ReaderQuestion::refused, this, &OwnReadingActions::said);
    connect(&workspace.ownReading(), &OwnReadingPresenter::revealed, this, &OwnReadingActions::showWhatIsRevealed);
}

void OwnReadingActions::bindStatements() {
    auto& reading = m_workspace.ownReading();
    m_actions.on(ActionId::StateFinding, [this] {
        m_reader.withReader([this] {
            m_columns.showRight();
            m_panel.chooseFinding();
        });
    });
    m_actions.on(ActionId::StateNext, [&reading] { reading.step(1); });
    m_actions.on(ActionId::StateExistence, [&reading] { reading.turnExistence(); });
    m_actions.on(ActionId::StatePlace, [this] {
        m_columns.showRight();
        m_panel.choosePlace();
    });
    m_actions.on(ActionId::StateRemove, [&reading] { reading.remove(); });
    m_actions.on(ActionId::CommitReading, [this] { m_reader.withReader([this] { commit(); }); });
}

void OwnReadingActions::bindReadFirst() {
    auto& reading = m_workspace.ownReading();
    auto* byReader = m_actions[ActionId::ReadFirst];
    auto* byStudy = m_actions[ActionId::ReadStudyFirst];
    const auto showSetting = [&reading, byReader, byStudy] {
        byReader->setChecked(reading.readingFirst().byReader);
        byStudy->setChecked(reading.readingFirst().byStudy);
    };
    connect(&reading, &OwnReadingPresenter::changed, this, showSetting);
    m_actions.on(ActionId::ReadFirst, [this, &reading, byReader, showSetting] {
        const bool on = byReader->isChecked();
        // Until a name is given, the setting is as it was.
        showSetting();
        m_reader.withReader([&reading, on] { reading.readFirst(ReadFirstBy::Reader, on); });
    });
    m_actions.on(ActionId::ReadStudyFirst,
                 [&reading, byStudy] { reading.readFirst(ReadFirstBy::Study, byStudy->isChecked()); });
}

void OwnReadingActions::commit() {
    auto& reading = m_workspace.ownReading();
    if (const auto why = reading.hindrance(); !why.isEmpty()) return said(why);
    reading.commit();
}

void OwnReadingActions::showWhatIsRevealed() {
    m_columns.showRight();
    auto& overlay = m_workspace.overlay();
    if (overlay.mode() == presenters::OverlayMode::Off) overlay.setMode(presenters::OverlayMode::Selection);
    if (m_workspace.selection().kept().empty()) m_workspace.selection().stepLink(1);
    said(m_workspace.study().modelPhase() == presenters::ModelPhase::Running
             ? tr("Your reading is committed. What the model says is shown as soon as it has read the picture.")
             : tr("Your reading is committed. What the model says is shown from now on."));
}

}  // namespace asg::widgets
