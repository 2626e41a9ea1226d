#pragma once

#include "core/io/file_elements.h"
#include "core/jobs/worker.h"
#include "core/study/picture_source.h"

#include <QDialog>
#include <QTreeWidget>

#include <vector>

class QLineEdit;
class QPushButton;

namespace asg::widgets {

class PlainLabel;

/// The elements of a picture's DICOM file, to be searched and copied. Read on a thread of its own. Not modal. GUI
/// thread.
class TagBrowser final : public QDialog {
    Q_OBJECT
public:
    TagBrowser(const study::PictureSource& source, QWidget* parent);

protected:
    /// Ctrl+C copies the chosen rows.
    void keyPressEvent(QKeyEvent* event) override;

private:
    void read(const study::PictureSource& source);
    void fill(const std::vector<io::FileElement>& elements);
    void search(const QString& words);
    void copy();

    QLineEdit* m_search;
    QTreeWidget* m_tree;
    QPushButton* m_copy;
    PlainLabel* m_message;
    jobs::Worker m_reader;  ///< last: joins before the rest goes
};

}  // namespace asg::widgets
