#include "ui/widgets/actions.h"

#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QSettings>
#include <QWidget>

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace asg::widgets {
namespace {

constexpr auto kFile = MenuName::File;
constexpr auto kView = MenuName::View;
constexpr auto kReading = MenuName::Reading;
constexpr auto kReview = MenuName::Review;
constexpr auto kHelp = MenuName::Help;
constexpr auto kCorrection = MenuName::Correction;

#define ASG_WORDS(text) QT_TRANSLATE_NOOP("actions", text)

constexpr std::array kSpecs{
    ActionSpec{"open", ASG_WORDS("Open files…"), ASG_WORDS("Open pictures or a report"), "document-open", "Ctrl+O",
               kFile},
    ActionSpec{"openFolder", ASG_WORDS("Open folder…"), ASG_WORDS("Open every picture below a folder"), "folder-open",
               "Ctrl+Shift+O", kFile},
    ActionSpec{"openSample", ASG_WORDS("Open sample study"), ASG_WORDS("Open the generated study that ships with it"),
               "view-preview", "", kFile},
    ActionSpec{"openReport", ASG_WORDS("Open report…"), ASG_WORDS("Open a report for this picture"), "document-open",
               "Ctrl+R", kFile, false, true},
    ActionSpec{"pasteReport", ASG_WORDS("Paste or type report"), ASG_WORDS("Write or replace this picture's report"),
               "edit-paste", "Ctrl+Shift+V", kFile},
    ActionSpec{"exportJson", ASG_WORDS("Export JSON…"),
               ASG_WORDS("Write the analysis, the verdicts and the corrections to a file"), "document-export", "Ctrl+E",
               kFile, false, true},
    ActionSpec{"quit", ASG_WORDS("Quit"), ASG_WORDS("Close the window"), "application-exit", "Ctrl+Q", kFile, false,
               true},

    ActionSpec{"toolWindow", ASG_WORDS("Window and level"), ASG_WORDS("Drag changes brightness and contrast"),
               "contrast", "", kView, true},
    ActionSpec{"toolPan", ASG_WORDS("Pan"), ASG_WORDS("Drag moves the picture"), "transform-move", "", kView, true},
    ActionSpec{"toolZoom", ASG_WORDS("Zoom"), ASG_WORDS("Drag makes the picture larger or smaller"), "zoom", "", kView,
               true},
    ActionSpec{"invert", ASG_WORDS("Invert"), ASG_WORDS("Black for white"), "invertimage", "I", kView, true, true},
    ActionSpec{"fit", ASG_WORDS("Fit"), ASG_WORDS("The whole picture"), "zoom-fit-best", "F", kView},
    ActionSpec{"actual", ASG_WORDS("Actual pixels"), ASG_WORDS("One pixel of the picture is one of the screen"),
               "zoom-original", "1", kView},
    ActionSpec{"resetWindow", ASG_WORDS("Reset window"), ASG_WORDS("The window that the file asks for"), "edit-clear",
               "W", kView},
    ActionSpec{"rotateRight", ASG_WORDS("Rotate right"), ASG_WORDS("A quarter turn clockwise"), "object-rotate-right",
               "Ctrl+]", kView},
    ActionSpec{"rotateLeft", ASG_WORDS("Rotate left"), ASG_WORDS("A quarter turn counter-clockwise"),
               "object-rotate-left", "Ctrl+[", kView},
    ActionSpec{"flip", ASG_WORDS("Mirror"), ASG_WORDS("Left for right"), "object-flip-horizontal", "", kView},
    ActionSpec{"resetView", ASG_WORDS("Reset view"), ASG_WORDS("As it was opened"), "view-refresh", "Home", kView},
    ActionSpec{"nextFrame", ASG_WORDS("Next frame"), ASG_WORDS("The next frame of this file"), "", "PgDown", kView,
               false, true},
    ActionSpec{"previousFrame", ASG_WORDS("Previous frame"), ASG_WORDS("The frame before"), "", "PgUp", kView},
    ActionSpec{"nextPicture", ASG_WORDS("Next picture"), ASG_WORDS("Open the next one of the list"), "", "Ctrl+PgDown",
               kView, false, true},
    ActionSpec{"previousPicture", ASG_WORDS("Previous picture"), ASG_WORDS("Open the one before in the list"), "",
               "Ctrl+PgUp", kView},
    ActionSpec{"leftPanel", ASG_WORDS("Studies"), ASG_WORDS("Show or hide the studies"), "sidebar-expand-left", "[",
               kView, true, true},
    ActionSpec{"rightPanel", ASG_WORDS("Report and findings"), ASG_WORDS("Show or hide report and findings"),
               "sidebar-expand-right", "]", kView, true},
    ActionSpec{"onlyPicture", ASG_WORDS("Only the picture"), ASG_WORDS("Hide or show both panels at once"),
               "view-fullscreen", "\\", kView},
    ActionSpec{"focusNext", ASG_WORDS("Next control"), ASG_WORDS("Move the keyboard to the next control"), "", "F6",
               kView, false, true},
    ActionSpec{"focusPrevious", ASG_WORDS("Previous control"), ASG_WORDS("Move the keyboard to the control before"), "",
               "Shift+F6", kView},

    ActionSpec{"overlayOff", ASG_WORDS("Overlay off"), ASG_WORDS("Nothing over the picture"), "", "", kReading, true},
    ActionSpec{"overlaySelection", ASG_WORDS("Overlay: selection"), ASG_WORDS("Outlines of what is selected"), "", "",
               kReading, true},
    ActionSpec{"overlayAll", ASG_WORDS("Overlay: all"), ASG_WORDS("Outlines of every region"), "", "", kReading, true},
    ActionSpec{"overlayNext", ASG_WORDS("Next overlay"), ASG_WORDS("Off, selection, all"), "", "O", kReading},
    ActionSpec{"heatMap", ASG_WORDS("Heat map"), ASG_WORDS("Where the model looked for the selected finding"), "", "H",
               kReading, true},
    ActionSpec{"ask", ASG_WORDS("Ask the picture"), ASG_WORDS("Where do these words point?"), "edit-find", "/",
               kReading},
    ActionSpec{"underline", ASG_WORDS("Underline"),
               ASG_WORDS("Underline what was read: finding solid, place dashed, what decides existence dotted"), "",
               "U", kReading, true},
    ActionSpec{"nextSentence", ASG_WORDS("Next sentence"), ASG_WORDS("Select the next sentence"), "", "Space", kReading,
               false, true},
    ActionSpec{"previousSentence", ASG_WORDS("Previous sentence"), ASG_WORDS("Select the sentence before"), "",
               "Shift+Space", kReading},
    ActionSpec{"nextRegion", ASG_WORDS("Next region"), ASG_WORDS("Select the next region of the picture"), "", "Right",
               kReading},
    ActionSpec{"previousRegion", ASG_WORDS("Previous region"), ASG_WORDS("Select the region before"), "", "Left",
               kReading},
    ActionSpec{"nextFinding", ASG_WORDS("Next finding"), ASG_WORDS("Select the next row of the findings"), "", "Down",
               kReading},
    ActionSpec{"previousFinding", ASG_WORDS("Previous finding"), ASG_WORDS("Select the row before"), "", "Up",
               kReading},
    ActionSpec{"nextLink", ASG_WORDS("Next link"), ASG_WORDS("Select the next link of sentence and region"), "", "Tab",
               kReading},
    ActionSpec{"previousLink", ASG_WORDS("Previous link"), ASG_WORDS("Select the link before"), "",
               "Shift+Tab; Backtab", kReading},
    ActionSpec{"clearSelection", ASG_WORDS("Select nothing"), ASG_WORDS("Clear the selection"), "", "Esc", kReading},
    ActionSpec{"analyse", ASG_WORDS("Run the model again"), ASG_WORDS("Analyse this picture once more"), "view-refresh",
               "F5", kReading, false, true},
    ActionSpec{"cancel", ASG_WORDS("Cancel"), ASG_WORDS("Stop opening or analysing"), "dialog-cancel", "Ctrl+.",
               kReading},

    ActionSpec{"accept", ASG_WORDS("Accept"), ASG_WORDS("The sentence speaks of this place"), "dialog-ok", "A",
               kReview},
    ActionSpec{"reject", ASG_WORDS("Reject"), ASG_WORDS("The sentence does not speak of this place"), "dialog-cancel",
               "R", kReview},
    ActionSpec{"rejectBecause", ASG_WORDS("Reject with a reason…"),
               ASG_WORDS("The sentence does not speak of this place, and why"), "", "Shift+R", kReview},
    ActionSpec{"nothing", ASG_WORDS("Nothing to point at"), ASG_WORDS("The sentence has no place in the picture"),
               "list-remove", "N", kReview},
    ActionSpec{"acceptBox", ASG_WORDS("Box fits"), ASG_WORDS("The box that is chosen fits its region"), "", "B",
               kReview, false, true},
    ActionSpec{"rejectBox", ASG_WORDS("Box does not fit"), ASG_WORDS("The box that is chosen does not fit its region"),
               "", "Shift+B", kReview},
    ActionSpec{"correct", ASG_WORDS("Correct the reading"),
               ASG_WORDS("Change by hand what the sentence was read to say"), "document-edit", "E", kReview, false,
               true},
    ActionSpec{"undo", ASG_WORDS("Undo"), ASG_WORDS("Take the last verdict or correction back"), "edit-undo", "Ctrl+Z",
               kReview, false, true},
    ActionSpec{"redo", ASG_WORDS("Redo"), ASG_WORDS("Give the verdict or correction again"), "edit-redo",
               "Ctrl+Shift+Z", kReview},
    ActionSpec{"reader", ASG_WORDS("Reader’s name…"), ASG_WORDS("Whose name verdicts and corrections carry"), "", "",
               kReview, false, true},

    ActionSpec{"others", ASG_WORDS("Show others’ decisions"),
               ASG_WORDS("Show what other readers decided on this picture; the journal notes that it was seen"), "", "",
               kReview, true},

    ActionSpec{"keys", ASG_WORDS("Keys"), ASG_WORDS("Show and change the keys"), "configure-shortcuts", "?", kHelp},
    ActionSpec{"about", ASG_WORDS("About"), ASG_WORDS("What this is, and what it is not for"), "help-about", "", kHelp},

    ActionSpec{"correctPresent", ASG_WORDS("Correcting: present"), ASG_WORDS("The finding is there"), "", "1",
               kCorrection},
    ActionSpec{"correctAbsent", ASG_WORDS("Correcting: absent"), ASG_WORDS("The finding is denied"), "", "2",
               kCorrection},
    ActionSpec{"correctUncertain", ASG_WORDS("Correcting: uncertain"), ASG_WORDS("The finding may be there"), "", "3",
               kCorrection},
    ActionSpec{"correctFinding", ASG_WORDS("Correcting: finding"), ASG_WORDS("Choose another finding"), "", "F",
               kCorrection},
    ActionSpec{"correctPlace", ASG_WORDS("Correcting: place"), ASG_WORDS("Choose its regions, or none"), "", "L",
               kCorrection},
    ActionSpec{"correctSide", ASG_WORDS("Correcting: side"), ASG_WORDS("Left, right, both, not said: the next one"), "",
               "S", kCorrection},
    ActionSpec{"correctRemove", ASG_WORDS("Correcting: remove"), ASG_WORDS("The sentence does not say this"), "", "Del",
               kCorrection},
    ActionSpec{"correctAdd", ASG_WORDS("Correcting: add a finding"),
               ASG_WORDS("A finding that was missed, with the words that are marked in the report"), "list-add",
               "Ins; +", kCorrection},
    ActionSpec{"correctOriginal", ASG_WORDS("Correcting: original"), ASG_WORDS("Show what the parser said"), "", "O",
               kCorrection, true},
    ActionSpec{"correctRestore", ASG_WORDS("Correcting: restore"), ASG_WORDS("Go back to what the parser said"), "",
               "Backspace", kCorrection},
    ActionSpec{"correctNext", ASG_WORDS("Correcting: next row"), ASG_WORDS("The next finding of the sentence"), "",
               "Down", kCorrection},
    ActionSpec{"correctPrevious", ASG_WORDS("Correcting: previous row"), ASG_WORDS("The finding before"), "", "Up",
               kCorrection},
    ActionSpec{"correctNextSentence", ASG_WORDS("Correcting: next sentence"), ASG_WORDS("Go on to the next sentence"),
               "", "PgDown", kCorrection},
    ActionSpec{"correctPreviousSentence", ASG_WORDS("Correcting: previous sentence"),
               ASG_WORDS("Go back to the sentence before"), "", "PgUp", kCorrection},
    ActionSpec{"correctClose", ASG_WORDS("Correcting: leave"), ASG_WORDS("Back to reading; nothing is lost"), "", "Esc",
               kCorrection},
};

#undef ASG_WORDS

QString settingName(std::string_view id) {
    return QStringLiteral("keys/") + QString::fromUtf8(id.data(), qsizetype(id.size()));
}

QString translated(const char* words) {
    return QCoreApplication::translate("actions", words);
}

bool isOfCorrections(std::string_view id) {
    return std::ranges::find(kSpecs, id, &ActionSpec::id)->menu == kCorrection;
}

bool isVerdict(std::string_view id) {
    return id == "accept" || id == "reject" || id == "rejectBecause" || id == "nothing" || id == "acceptBox" ||
           id == "rejectBox";
}

/// A key may do one thing in the window and another in the panel of corrections; one that gives a verdict may not: a
/// reader who takes the one for the other would judge what was to be corrected.
bool mayShareKeys(std::string_view one, std::string_view other) {
    return isOfCorrections(one) != isOfCorrections(other) && !isVerdict(one) && !isVerdict(other);
}

/// Whether all of them can do something where the action is.
bool usable(std::string_view id, const QList<QKeySequence>& keys) {
    return !isOfCorrections(id) || std::ranges::all_of(keys, [](const QKeySequence& key) {
        return key.isEmpty() || (key.count() == 1 && reachesCorrections(key[0]));
    });
}

/// Those that the user chose, as far as they can be used, else the defaults.
QList<QKeySequence> keysOf(const ActionSpec& spec, const QSettings& settings) {
    const auto stored = settings.value(settingName(spec.id));
    if (!stored.isValid()) return defaultKeys(spec);
    const auto keys = QKeySequence::listFromString(stored.toString(), QKeySequence::PortableText);
    return usable(spec.id, keys) ? keys : defaultKeys(spec);
}

}  // namespace

std::span<const ActionSpec> actionSpecs() {
    return kSpecs;
}

QList<QKeySequence> defaultKeys(const ActionSpec& spec) {
    return QKeySequence::listFromString(QString::fromUtf8(spec.keys), QKeySequence::PortableText);
}

bool reachesCorrections(QKeyCombination key) {
    if (key.keyboardModifiers().testAnyFlags(Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) return false;
    return key.key() < Qt::Key_F1 || key.key() > Qt::Key_F35;
}

Actions::Actions(QWidget* window) : QObject(window) {
    const QSettings settings;
    for (const auto& spec : kSpecs) {
        auto* action = new QAction(translated(spec.text), window);
        action->setObjectName(QString::fromUtf8(spec.id.data(), qsizetype(spec.id.size())));
        action->setWhatsThis(translated(spec.tip));
        action->setCheckable(spec.checkable);
        if (*spec.icon != '\0') action->setIcon(themeIcon(QString::fromUtf8(spec.icon)));
        action->setShortcuts(keysOf(spec, settings));
        applyTip(*action);
        // The panel itself hands its keys on; a button of it must not make them the window's.
        if (spec.menu == kCorrection)
            action->setShortcutContext(Qt::WidgetShortcut);
        else
            window->addAction(action);
        m_actions[spec.id] = action;
    }
    // Stored by a version that let verdicts and corrections share a key.
    for (const auto& spec : kSpecs)
        if (spec.menu == kCorrection && ownerOf(m_actions[spec.id]->shortcuts(), spec.id) != nullptr) {
            m_actions[spec.id]->setShortcuts(defaultKeys(spec));
            applyTip(*m_actions[spec.id]);
        }
}

void Actions::applyTip(QAction& action) const {
    const auto keys = action.shortcut().toString(QKeySequence::NativeText);
    setPlainTip(action, keys.isEmpty() ? action.whatsThis() : QStringLiteral("%1 (%2)").arg(action.whatsThis(), keys));
}

QAction* Actions::operator[](std::string_view id) const {
    const auto found = m_actions.find(id);
    assert(found != m_actions.end());
    return found->second;
}

void Actions::on(std::string_view id, std::function<void()> whenTriggered) {
    connect((*this)[id], &QAction::triggered, this, std::move(whenTriggered));
}

const QAction* Actions::ownerOf(const QList<QKeySequence>& keys, std::string_view id) const {
    for (const auto& [other, action] : m_actions)
        if (other != id && !mayShareKeys(id, other))
            for (const auto& key : keys)
                if (!key.isEmpty() && action->shortcuts().contains(key)) return action;
    return nullptr;
}

QAction* Actions::withKey(QKeyCombination pressed) const {
    // Shift+Tab arrives as a key of its own.
    const bool back = pressed.key() == Qt::Key_Backtab;
    const QKeySequence key(back ? QKeyCombination(Qt::ShiftModifier, Qt::Key_Tab) : pressed);
    for (const auto& spec : kSpecs)
        if (spec.menu != kCorrection && (*this)[spec.id]->shortcuts().contains(key)) return (*this)[spec.id];
    return nullptr;
}

QString Actions::setKeys(std::string_view id, const QList<QKeySequence>& keys) {
    if (!usable(id, keys))
        return tr("While correcting only single keys work, without Ctrl, Alt and Meta, and none of F1 to F35.");
    if (const auto* owner = ownerOf(keys, id)) return tr("That key belongs to “%1”.").arg(owner->text());
    auto* action = (*this)[id];
    action->setShortcuts(keys);
    applyTip(*action);
    QSettings().setValue(settingName(id), QKeySequence::listToString(keys, QKeySequence::PortableText));
    return {};
}

void Actions::restoreDefaultKeys() {
    for (const auto& spec : kSpecs) {
        auto* action = m_actions[spec.id];
        action->setShortcuts(defaultKeys(spec));
        applyTip(*action);
    }
    QSettings().remove(QStringLiteral("keys"));
}

}  // namespace asg::widgets
