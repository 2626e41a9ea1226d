#pragma once

#include "core/analysis/backend.h"
#include "ui/presenters/workspace.h"
#include "ui/widgets/main_window.h"

#include <QPointF>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

class QWidget;

namespace asg::tests {

struct ClassifierScript;

/// What the fake model says and how it behaves; shared between the test and the worker's thread.
struct ModelScript {
    analysis::EncodedPicture output;
    analysis::TextEmbeddings words = {};  ///< what every list of texts is embedded as
    bool hasAlignment = false;
    std::optional<double> ratioWithin95 = {};       ///< how far its cardiothoracic ratio is off
    std::shared_ptr<ClassifierScript> second = {};  ///< gives second opinions, whatever folder is asked
    /// Another backend in the fake's place: a real model. On the worker's thread.
    std::function<base::Result<std::unique_ptr<analysis::Backend>>()> load = {};
    std::function<void(std::string_view)> onParse;         ///< on the reader's thread, before a report is parsed
    std::function<void()> onLoad;                          ///< on the worker's thread, before the model is there
    std::function<void(const std::stop_token&)> onEncode;  ///< on the worker's thread, for each picture
    std::function<void(const std::stop_token&)> onEmbed;   ///< the same for a report's words or a phrase
    std::atomic<int> runs = 0;                             ///< of pictures
    std::atomic<int> asked = 0;                            ///< of words
};

/// A folder of its own, a fake model, and the real window on them, shown. Deleting it closes the window.
class ReadingRoom {
public:
    /// `store` lets a second room find what a first one left. Without a `reader` the window asks for the name.
    explicit ReadingRoom(std::shared_ptr<ModelScript> script, std::filesystem::path store,
                         std::string reader = "tester");
    ~ReadingRoom();

    [[nodiscard]] presenters::Workspace& workspace() { return *m_workspace; }
    [[nodiscard]] widgets::MainWindow& window() { return *m_window; }
    [[nodiscard]] const QStringList& problems() const { return m_problems; }

    /// Opens them and waits until the model has run, with the picture on the screen.
    [[nodiscard]] bool openAndWait(const QStringList& paths, const QString& report = {});
    [[nodiscard]] bool waitForModel();

private:
    std::unique_ptr<presenters::Workspace> m_workspace;
    std::unique_ptr<widgets::MainWindow> m_window;
    QStringList m_problems;
};

/// Heart, lungs, lower zones, angles, mediastinum, spine in a picture of 560 × 700; cardiomegaly, opacity and nodule
/// as tags, with a heat map each.
[[nodiscard]] std::shared_ptr<ModelScript> chestScript();

/// A new folder for one test, with the program's settings in it.
[[nodiscard]] std::unique_ptr<QTemporaryDir> folderWithSettings();

/// A room whose store is in that folder: the second one in it finds what the first one left.
[[nodiscard]] std::unique_ptr<ReadingRoom> roomIn(const QTemporaryDir& folder,
                                                  std::shared_ptr<ModelScript> script = chestScript());

/// Writes a grey picture of 560 × 700 that differs by `seed`.
[[nodiscard]] QString writePicture(const QTemporaryDir& folder, const QString& name, int seed);
[[nodiscard]] QString writeText(const QTemporaryDir& folder, const QString& name, const QString& text);

/// What a file holds, as text; empty when it cannot be read.
[[nodiscard]] QString contentOf(const QString& path);

/// A report whose sentences have one place, two places, none, and all three existences.
[[nodiscard]] QString chestReport();

/// The pointer's move, as the widget gets it.
void hover(QWidget& widget, QPointF position);
void leave(QWidget& widget);
void click(QWidget& widget, QPointF position);

/// Presses a key that gives a verdict, once the link that is chosen may be judged and stands on the screen;
/// Qt::Key_unknown: waits alone.
void judge(ReadingRoom& room, Qt::Key key);

/// Keeps a picture of the window among the build's screenshots, to be looked at.
void keepScreenshot(QWidget& window, const QString& name);

}  // namespace asg::tests
