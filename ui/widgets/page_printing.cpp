#include "ui/widgets/page_printing.h"

#include "ui/render/reading_page.h"

#include <QPageLayout>
#include <QPrintDialog>
#include <QPrinter>
#include <QPrinterInfo>

namespace asg::widgets {

bool hasPrinter() {
    return !QPrinterInfo::availablePrinterNames().isEmpty();
}

void askPrinter(QWidget& window, const std::function<void(std::shared_ptr<QPrinter>)>& chosen) {
    using render::kPageMarginMm;
    const auto printer = std::make_shared<QPrinter>();
    printer->setResolution(render::kPageDotsPerInch);
    printer->setPageMargins(QMarginsF(kPageMarginMm, kPageMarginMm, kPageMarginMm, kPageMarginMm),
                            QPageLayout::Millimeter);
    auto* dialog = new QPrintDialog(printer.get(), &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // Pages are counted while they are drawn.
    dialog->setOption(QAbstractPrintDialog::PrintPageRange, false);
    // The dialog holds the printer until it is gone.
    QObject::connect(dialog, &QPrintDialog::finished, dialog, [dialog, printer, chosen](int result) {
        if (result != QDialog::Accepted) return;
        QObject::connect(dialog, &QObject::destroyed, [printer, chosen] { chosen(printer); });
    });
    dialog->open();
}

}  // namespace asg::widgets
