#include "ui/widgets/window_actions.h"

#include "ui/viewport/view_grid.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/name_field.h"
#include "ui/widgets/plain_text.h"

#include <QMenu>

#include <utility>

namespace asg::widgets {
namespace {

constexpr int kFirstListedKey = 5;  // before are those after the anatomy
constexpr int kLastListedKey = 9;

QString voiName(const std::string& given, const QString& otherwise) {
    return given.empty() ? otherwise : QString::fromStdString(given);
}

}  // namespace

WindowActions::WindowActions(presenters::Workspace& workspace, Actions& actions, viewport::ViewGrid& grid, QMenu& menu,
                             QWidget& window)
    : QObject(&window), m_workspace(workspace), m_grid(grid), m_menu(menu), m_field(new NameField(grid)) {
    actions.on(ActionId::ResetWindow, [&grid] {
        auto& view = grid.active();
        if (const auto& radiograph = view.radiograph()) view.setVoi(vision::defaultVoi(*radiograph));
    });
    actions.on(ActionId::WindowThorax, [this] { show(vision::WindowAim::Thorax, tr("automatic")); });
    actions.on(ActionId::WindowLungs, [this] { show(vision::WindowAim::Lungs, tr("lungs")); });
    actions.on(ActionId::WindowMediastinum, [this] { show(vision::WindowAim::Mediastinum, tr("mediastinum")); });
    actions.on(ActionId::WindowBones, [this] { show(vision::WindowAim::Bones, tr("bones")); });
    actions.on(ActionId::TypeWindow, [this] { typeValues(); });
    actions.on(ActionId::KeepWindow, [this] { keep(); });
    connect(&workspace.study(), &presenters::StudyPresenter::radiographChanged, this, &WindowActions::fill);
    connect(&m_presets, &presenters::WindowPresets::changed, this, &WindowActions::fill);
    connect(&m_presets, &presenters::WindowPresets::problem, this, &WindowActions::problem);
    m_presets.load();
}

void WindowActions::show(vision::WindowAim aim, const QString& name) {
    auto& view = m_grid.active();
    const auto& radiograph = view.radiograph();
    if (!radiograph) return;
    const auto analysis = m_workspace.analysis();
    const std::span<const domain::RegionBox> none;
    auto window = vision::anatomicalWindow(aim, *radiograph, analysis ? std::span(analysis->regions) : none);
    window.name = name.toStdString();
    view.setVoi(window);
}

void WindowActions::type(const QString& text, const QString& what, const std::function<void(const QString&)>& taken) {
    constexpr int kFromTheEdge = 12;
    auto& view = m_grid.active();
    if (!view.radiograph()) return;
    // Over the words in the corner that it changes.
    m_field->setAccessibleName(what);
    m_field->setPlaceholderText(what);
    m_field->open(view, QPoint(kFromTheEdge, view.height() - 3 * m_field->sizeHint().height()), text, taken);
}

void WindowActions::typeValues() {
    auto& view = m_grid.active();
    if (!view.radiograph()) return;
    const auto before = presenters::windowWords(vision::equivalentWindow(*view.radiograph(), view.voi()));
    type(before, tr("Width and center"), [this, before, &view](const QString& typed) {
        if (typed == before) return;
        if (const auto window = presenters::windowFromWords(typed))
            view.setVoi(*window);
        else
            Q_EMIT said(tr("“%1” is no window: type width and center, for instance 2400 1100.").arg(typed));
    });
}

void WindowActions::keep() {
    auto& view = m_grid.active();
    if (!view.radiograph()) return;
    type({}, tr("Name of the window"), [this, radiograph = view.radiograph(), voi = view.voi()](const QString& typed) {
        const auto name = typed.simplified();
        if (name.isEmpty()) return;
        m_presets.keep(*radiograph, vision::equivalentWindow(*radiograph, voi), name);
        const auto modality = QString::fromStdString(radiograph->text.modality);
        Q_EMIT said(modality.isEmpty() ? tr("“%1” stands in the menu Window for pictures without a modality.").arg(name)
                                       : tr("“%1” stands in the menu Window for %2 pictures.").arg(name, modality));
    });
}

void WindowActions::fill() {
    for (auto* action : std::exchange(m_listed, {})) delete action;
    const auto radiograph = m_workspace.study().radiograph();
    if (!radiograph) return;
    m_listed << m_menu.addSeparator();
    for (std::size_t i = 0; i < radiograph->voiLuts.size(); ++i)
        add(voiName(radiograph->voiLuts[i].name, tr("Table %1").arg(i + 1)), vision::VoiLutChoice{i});
    for (const auto& window : radiograph->windows)
        add(voiName(window.name, tr("Window %1 / %2").arg(window.width).arg(window.center)), window);
    for (const auto& window : m_presets.windowsFor(*radiograph)) add(QString::fromStdString(window.name), window);
    add(tr("Full range"), vision::FullRange{});
}

void WindowActions::add(const QString& name, const vision::VoiChoice& voi) {
    auto* action = m_menu.addAction(plainActionText(name), this, [this, voi] { m_grid.active().setVoi(voi); });
    // The separator is the first that is listed.
    const auto key = kFirstListedKey + static_cast<int>(m_listed.size()) - 1;
    if (key <= kLastListedKey) action->setShortcut(QKeySequence(QStringLiteral("Shift+%1").arg(key)));
    m_listed << action;
}

}  // namespace asg::widgets
