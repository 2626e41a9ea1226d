#include "ui/viewport/dropped_files.h"

#include <QMimeData>
#include <QUrl>

namespace asg::viewport {

std::vector<std::filesystem::path> droppedFiles(const QMimeData& data) {
    std::vector<std::filesystem::path> paths;
    for (const QUrl& url : data.urls())
        if (url.isLocalFile())
            paths.emplace_back(QByteArray::fromPercentEncoding(url.path(QUrl::FullyEncoded).toLatin1()).toStdString());
    return paths;
}

}  // namespace asg::viewport
