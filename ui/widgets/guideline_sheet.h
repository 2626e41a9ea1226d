#pragma once

#include "core/project/project.h"

#include <QDialog>
#include <QKeySequence>
#include <QList>

namespace asg::widgets {

/// What a project asks its readers to hold to, as plain text, with its version. Not modal: it may stay beside the
/// picture. The keys that opened it close it. GUI thread.
class GuidelineSheet final : public QDialog {
    Q_OBJECT
public:
    GuidelineSheet(const project::Project& project, const QList<QKeySequence>& keys, QWidget* parent);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QList<QKeySequence> m_keys;
};

}  // namespace asg::widgets
