#pragma once

#include "core/doctor/checkup.h"
#include "core/jobs/worker.h"

#include <QDialog>

class QGridLayout;
class QPushButton;
class QScrollArea;

namespace asg::widgets {

class PlainLabel;

/// What `asg doctor` says, and how pictures are drawn here: looked at on a thread of its own, shown in words with
/// remedies, and saved for a report of a defect. Not modal. GUI thread.
class CheckupDialog final : public QDialog {
    Q_OBJECT
public:
    CheckupDialog(doctor::CheckupRequest request, QWidget* parent);

private:
    void look();
    void showFound(doctor::Checkup checkup);
    void addRow(QGridLayout& grid, const doctor::Check& check);
    void askWhereToSave();
    void save(const QString& path);
    void copy();

    const doctor::CheckupRequest m_request;
    const doctor::Check m_drawing;  ///< found out on the GUI thread
    doctor::Checkup m_checkup;
    QScrollArea* m_scroll;
    PlainLabel* m_message;
    QPushButton* m_save;
    QPushButton* m_copy;
    jobs::Worker m_worker;  ///< last: joins before the rest goes
};

}  // namespace asg::widgets
