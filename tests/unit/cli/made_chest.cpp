#include "tests/unit/cli/made_chest.h"

#include "core/phantom/phantom.h"

#include <QImage>

namespace cli_test {

QString chestIn(const QTemporaryDir& folder) {
    asg::phantom::PhantomOptions options;
    options.rows = options.columns = 512;
    const auto chest = asg::phantom::generate(options);
    if (!chest) qFatal("%s", chest.error().text.c_str());
    QImage image(chest->columns, chest->rows, QImage::Format_Grayscale8);
    std::size_t place = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            image.scanLine(y)[x] = static_cast<uchar>(chest->pixels[place++] >> (chest->bitsStored - 8));
    const QString path = folder.filePath(QStringLiteral("chest.png"));
    if (!image.save(path)) qFatal("cannot write the chest");
    return path;
}

}  // namespace cli_test
