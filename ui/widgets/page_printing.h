#pragma once

#include <functional>
#include <memory>

class QPrinter;
class QWidget;

namespace asg::widgets {

/// Whether this computer has a printer. Asks the system's print service, on its own socket. GUI thread.
[[nodiscard]] bool hasPrinter();

/// Asks for a printer, copies and paper, and does not wait: `chosen` is called with the printer, which nobody else
/// holds. GUI thread.
void askPrinter(QWidget& window, const std::function<void(std::shared_ptr<QPrinter>)>& chosen);

}  // namespace asg::widgets
