#pragma once

#include "core/domain/radiograph.h"

#include <QString>

#include <functional>

class QWidget;

namespace asg::widgets {

/// A kind of file that the window writes about the open picture.
struct ExportKind {
    QString title;   ///< of the dialog
    QString filter;  ///< "JSON (*.json)"
    QString suffix;  ///< of the proposed name: "analysis.json"
};

/// Asks where to, in the folder of the last export, and does not wait: `chosen` is called with the path. The proposed
/// name is of the picture's file and the study's date, so that sixty exports into one folder do not take each other's
/// place; nothing of the patient's, as names of files are seen by many. GUI thread.
void askWhere(QWidget& window, const ExportKind& kind, const domain::RadiographPtr& radiograph,
              const std::function<void(const QString&)>& chosen);

}  // namespace asg::widgets
