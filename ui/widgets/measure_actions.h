#pragma once

#include "ui/presenters/workspace.h"
#include "ui/widgets/action_table.h"
#include "ui/widgets/reader_question.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>

namespace asg::viewport {
class ViewGrid;
}

namespace asg::widgets {

class Actions;
class MeasurementPanel;
class NameField;
class ViewActions;

/// What the actions of Measure do: the tools, which stay until Escape, and what can be done with the measurement that
/// is chosen. GUI thread.
class MeasureActions final : public QObject {
    Q_OBJECT
public:
    /// Where measurements are drawn and listed, and what holds the tools of the mouse; all must outlive the actions.
    struct Places {
        viewport::ViewGrid& grid;
        MeasurementPanel& panel;
        ViewActions& view;
    };
    MeasureActions(presenters::Workspace& workspace, Actions& actions, const Places& places, QWidget& window);

Q_SIGNALS:
    /// Why something was not done; for people.
    void said(const QString& words);

private:
    void bindGrips();
    void bindTools();
    void bindChosen();
    void askForRatio();
    void takeTool(ActionId action, domain::MeasurementKind kind);
    void showTool();
    void bringIntoView();
    /// Opens the field over the picture, beside the measurement that is chosen.
    void type(const QString& text, const std::function<void(std::uint64_t, const QString&)>& taken);
    void typeName();
    void typeKnownLength();
    void nameWhatIsWords(std::uint64_t drawn);

    presenters::Workspace& m_workspace;
    Actions& m_actions;
    Places m_places;
    ReaderQuestion m_reader;
    NameField* m_field;
    ActionId m_last = ActionId::MeasureLength;  ///< the measuring tool that was taken last
};

}  // namespace asg::widgets
