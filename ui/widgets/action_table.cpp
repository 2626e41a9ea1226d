#include "ui/widgets/action_table.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace asg::widgets {
namespace {

constexpr auto kFile = MenuName::File;
constexpr auto kView = MenuName::View;
constexpr auto kWindow = MenuName::Window;
constexpr auto kCompare = MenuName::Compare;
constexpr auto kReading = MenuName::Reading;
constexpr auto kMeasure = MenuName::Measure;
constexpr auto kReview = MenuName::Review;
constexpr auto kHelp = MenuName::Help;
constexpr auto kCorrection = MenuName::Correction;

constexpr Conditions kAlways;
constexpr Conditions kPicture = Condition::PictureIsOpen;
constexpr Conditions kReport = Condition::ReportIsRead;
constexpr Conditions kFrames = Condition::FileHasFrames;
constexpr Conditions kSample = Condition::SampleIsInstalled;
constexpr Conditions kWork = Condition::SomethingRuns;
constexpr Conditions kMeasurements = Condition::MeasurementsAreThere;
constexpr Conditions kChosen = Condition::MeasurementIsChosen;
constexpr Conditions kLengthChosen = Condition::LengthIsChosen;
constexpr Conditions kLink = Condition::LinkCanBeJudged;
constexpr Conditions kAccept = Condition::LinkCanBeAccepted;
constexpr Conditions kDraw = Condition::BoxCanBeDrawn;
constexpr Conditions kBox = Condition::BoxCanBeJudged;
constexpr Conditions kUndo = Condition::DecisionCanBeUndone;
constexpr Conditions kRedo = Condition::DecisionCanBeRedone;
constexpr Conditions kChange = Condition::ChangeCanBeJudged;
constexpr Conditions kStated = Condition::StatementIsChosen;
constexpr Conditions kCommit = Condition::ReadingCanBeCommitted;
constexpr Conditions kCorrected = Condition::SentenceIsCorrected;
constexpr Conditions kSeveral = Condition::ViewsAreSeveral;
constexpr Conditions kProject = Condition::ProjectIsOpen;

/// Whose words they are: lupdate takes what stands in here for the context "actions", as Actions asks for it.
struct ActionTable {
    Q_DECLARE_TR_FUNCTIONS(actions)
public:
#define ASG_WORDS(text) QT_TR_NOOP(text)

    // One line for each.
    // clang-format off
static constexpr auto specs = std::to_array<ActionSpec>({
    ActionSpec{ActionId::Open, "open", ASG_WORDS("Open files…"), ASG_WORDS("Open pictures or a report"), "document-open", "Ctrl+O", kFile, kAlways, {.bar = BarGroup::Open}},
    ActionSpec{ActionId::OpenFolder, "openFolder", ASG_WORDS("Open folder…"), ASG_WORDS("Open every picture below a folder"), "folder-open", "Ctrl+Shift+O", kFile, kAlways, {.bar = BarGroup::Open}},
    ActionSpec{ActionId::OpenSample, "openSample", ASG_WORDS("Open sample study"), ASG_WORDS("Open the generated study that ships with it"), "view-preview", "", kFile, kSample},
    ActionSpec{ActionId::OpenProject, "openProject", ASG_WORDS("Open project…"), ASG_WORDS("Open an annotation project and go on where you left it"), "", "Ctrl+J", kFile, kAlways, {.separatorBefore = true}},
    ActionSpec{ActionId::LeaveProject, "leaveProject", ASG_WORDS("Leave project"), ASG_WORDS("End the work on the project; it goes on there when it is opened again"), "", "", kFile, kProject, {.shortText = ASG_WORDS("Leave")}},
    ActionSpec{ActionId::OpenReport, "openReport", ASG_WORDS("Open report…"), ASG_WORDS("Open a report for this picture"), "document-open", "Ctrl+R", kFile, kPicture, {.separatorBefore = true}},
    ActionSpec{ActionId::PasteReport, "pasteReport", ASG_WORDS("Paste or type report"), ASG_WORDS("Write or replace this picture's report"), "edit-paste", "Ctrl+Shift+V", kFile, kPicture},
    ActionSpec{ActionId::ExportJson, "exportJson", ASG_WORDS("Export JSON…"), ASG_WORDS("Write the analysis, verdicts, corrections and measurements to a file"), "document-export", "Ctrl+E", kFile, kPicture, {.separatorBefore = true}},
    ActionSpec{ActionId::SavePicture, "savePicture", ASG_WORDS("Save picture…"), ASG_WORDS("Write the picture with its overlay to a PNG file; the mark for research is burned in"), "image-x-generic", "Ctrl+Shift+S", kFile, kPicture},
    ActionSpec{ActionId::SavePage, "savePage", ASG_WORDS("Save page…"), ASG_WORDS("Write picture, report, findings and measurements to a PDF file"), "document-save", "Ctrl+Shift+P", kFile, kPicture},
    ActionSpec{ActionId::PrintPage, "printPage", ASG_WORDS("Print…"), ASG_WORDS("Print picture, report, findings and measurements"), "document-print", "Ctrl+P", kFile, kPicture},
    ActionSpec{ActionId::CopyPicture, "copyPicture", ASG_WORDS("Copy picture"), ASG_WORDS("Put the picture with its overlay on the clipboard; the mark for research is burned in"), "edit-copy", "Ctrl+Shift+C", kFile, kPicture},
    ActionSpec{ActionId::FileElements, "fileElements", ASG_WORDS("Elements of the file…"), ASG_WORDS("Every DICOM element of the picture’s file, to be searched and copied"), "view-list-details", "Ctrl+I", kFile, kPicture, {.separatorBefore = true}},
    ActionSpec{ActionId::Preferences, "preferences", ASG_WORDS("Preferences…"), ASG_WORDS("The window’s colors, keys and the reader’s name"), "configure", "Ctrl+,", kFile, kAlways, {.separatorBefore = true}},
    ActionSpec{ActionId::Quit, "quit", ASG_WORDS("Quit"), ASG_WORDS("Close the window"), "application-exit", "Ctrl+Q", kFile, kAlways, {.separatorBefore = true}},

    ActionSpec{ActionId::ToolWindow, "toolWindow", ASG_WORDS("Window and level"), ASG_WORDS("Drag changes brightness and contrast"), "contrast", "", kView, kPicture, {.checkable = true, .bar = BarGroup::Tools}},
    ActionSpec{ActionId::ToolPan, "toolPan", ASG_WORDS("Pan"), ASG_WORDS("Drag moves the picture"), "transform-move", "", kView, kPicture, {.checkable = true, .bar = BarGroup::Tools}},
    ActionSpec{ActionId::ToolZoom, "toolZoom", ASG_WORDS("Zoom"), ASG_WORDS("Drag makes the picture larger or smaller"), "zoom", "", kView, kPicture, {.checkable = true, .bar = BarGroup::Tools}},
    ActionSpec{ActionId::Magnifier, "magnifier", ASG_WORDS("Magnifier"), ASG_WORDS("A lens under the pointer, in linked views too: hold the key, or tap it to keep the lens"), "zoom-in", "Z", kView, kPicture, {.checkable = true, .bar = BarGroup::Tools}},
    ActionSpec{ActionId::Invert, "invert", ASG_WORDS("Invert"), ASG_WORDS("Black for white"), "invertimage", "I", kView, kPicture, {.checkable = true, .separatorBefore = true, .bar = BarGroup::Look}},
    ActionSpec{ActionId::Fit, "fit", ASG_WORDS("Fit"), ASG_WORDS("The whole picture"), "zoom-fit-best", "F", kView, kPicture, {.bar = BarGroup::Look}},
    ActionSpec{ActionId::Actual, "actual", ASG_WORDS("Actual pixels"), ASG_WORDS("One pixel of the picture is one of the screen"), "zoom-original", "1", kView, kPicture, {.bar = BarGroup::Look}},
    ActionSpec{ActionId::TrueSize, "trueSize", ASG_WORDS("True size"), ASG_WORDS("One mm of the picture is one of the screen, which has to be calibrated once"), "", "Shift+F", kView, kPicture},
    ActionSpec{ActionId::RotateRight, "rotateRight", ASG_WORDS("Rotate right"), ASG_WORDS("A quarter turn clockwise"), "object-rotate-right", "Ctrl+]", kView, kPicture, {.bar = BarGroup::Look}},
    ActionSpec{ActionId::RotateLeft, "rotateLeft", ASG_WORDS("Rotate left"), ASG_WORDS("A quarter turn counter-clockwise"), "object-rotate-left", "Ctrl+[", kView, kPicture},
    ActionSpec{ActionId::Flip, "flip", ASG_WORDS("Mirror"), ASG_WORDS("Left for right"), "object-flip-horizontal", "", kView, kPicture},
    ActionSpec{ActionId::ResetView, "resetView", ASG_WORDS("Reset view"), ASG_WORDS("As it was opened"), "view-refresh", "Home", kView, kPicture, {.bar = BarGroup::Look}},
    ActionSpec{ActionId::NextFrame, "nextFrame", ASG_WORDS("Next frame"), ASG_WORDS("The next frame of this file"), "", "Shift+PgDown", kView, kFrames, {.separatorBefore = true}},
    ActionSpec{ActionId::PreviousFrame, "previousFrame", ASG_WORDS("Previous frame"), ASG_WORDS("The frame before"), "", "Shift+PgUp", kView, kFrames},
    ActionSpec{ActionId::NextPicture, "nextPicture", ASG_WORDS("Next picture"), ASG_WORDS("Open the next one of the list"), "", "PgDown; Right; Ctrl+PgDown", kView, kAlways, {.separatorBefore = true}},
    ActionSpec{ActionId::PreviousPicture, "previousPicture", ASG_WORDS("Previous picture"), ASG_WORDS("Open the one before in the list"), "", "PgUp; Left; Ctrl+PgUp", kView, kAlways, {.shortText = ASG_WORDS("Back")}},
    ActionSpec{ActionId::NextStudy, "nextStudy", ASG_WORDS("Next study"), ASG_WORDS("Open the first picture of the next study of the list"), "", "Ctrl+Right", kView, kAlways},
    ActionSpec{ActionId::PreviousStudy, "previousStudy", ASG_WORDS("Previous study"), ASG_WORDS("Open the first picture of the study before in the list"), "", "Ctrl+Left", kView, kAlways},
    ActionSpec{ActionId::LeftPanel, "leftPanel", ASG_WORDS("Studies"), ASG_WORDS("Show or hide the studies"), "sidebar-expand-left", "[", kView, kAlways, {.checkable = true, .separatorBefore = true, .bar = BarGroup::Panels}},
    ActionSpec{ActionId::RightPanel, "rightPanel", ASG_WORDS("Report and findings"), ASG_WORDS("Show or hide report and findings"), "sidebar-expand-right", "]", kView, kAlways, {.checkable = true, .bar = BarGroup::Panels}},
    ActionSpec{ActionId::OnlyPicture, "onlyPicture", ASG_WORDS("Only the picture"), ASG_WORDS("Hide or show both panels at once"), "view-fullscreen", "\\", kView, kAlways},
    ActionSpec{ActionId::SecondWindow, "secondWindow", ASG_WORDS("Report in a second window"), ASG_WORDS("Report and findings stand in a window of their own, on the second screen where there is one"), "window-new", "F12", kView, kAlways, {.checkable = true}},
    ActionSpec{ActionId::FullScreen, "fullScreen", ASG_WORDS("Full screen"), ASG_WORDS("The window covers the whole screen, or stands among others again"), "view-fullscreen", "F11", kView, kAlways, {.checkable = true}},
    ActionSpec{ActionId::CalibrateScreen, "calibrateScreen", ASG_WORDS("Calibrate screen…"), ASG_WORDS("Measure this screen with a bank card, once, for true size"), "", "Ctrl+Shift+R", kView, kAlways},
    ActionSpec{ActionId::PictureMenu, "pictureMenu", ASG_WORDS("Menu of the picture"), ASG_WORDS("What can be done with the picture of the active view, as a click with the right button shows it"), "", "Menu; Shift+F10", kView, kPicture},
    ActionSpec{ActionId::FocusNext, "focusNext", ASG_WORDS("Next control"), ASG_WORDS("Move the keyboard to the next control"), "", "F6", kView, kAlways, {.separatorBefore = true}},
    ActionSpec{ActionId::FocusPrevious, "focusPrevious", ASG_WORDS("Previous control"), ASG_WORDS("Move the keyboard to the control before"), "", "Shift+F6", kView, kAlways},

    ActionSpec{ActionId::ResetWindow, "resetWindow", ASG_WORDS("As the file says"), ASG_WORDS("The window that the file asks for"), "edit-clear", "W", kWindow, kPicture},
    ActionSpec{ActionId::WindowThorax, "windowThorax", ASG_WORDS("Automatic"), ASG_WORDS("From the darkest to the brightest hundredth of the thorax"), "", "Shift+1", kWindow, kPicture},
    ActionSpec{ActionId::WindowLungs, "windowLungs", ASG_WORDS("Lungs"), ASG_WORDS("Contrast where the lungs are"), "", "Shift+2", kWindow, kPicture},
    ActionSpec{ActionId::WindowMediastinum, "windowMediastinum", ASG_WORDS("Mediastinum"), ASG_WORDS("Contrast behind and beside the heart"), "", "Shift+3", kWindow, kPicture},
    ActionSpec{ActionId::WindowBones, "windowBones", ASG_WORDS("Bones"), ASG_WORDS("Contrast in clavicles, ribs and shoulders"), "", "Shift+4", kWindow, kPicture},
    ActionSpec{ActionId::TypeWindow, "typeWindow", ASG_WORDS("Type width and center…"), ASG_WORDS("Type the window’s width and center"), "", "Shift+W", kWindow, kPicture, {.separatorBefore = true}},
    ActionSpec{ActionId::KeepWindow, "keepWindow", ASG_WORDS("Keep this window…"), ASG_WORDS("Keep the window under a name for pictures of this modality"), "", "", kWindow, kPicture},
    ActionSpec{ActionId::Sharpen, "sharpen", ASG_WORDS("Sharpen"), ASG_WORDS("Edges stand out (unsharp mask): for the eye alone, and named on the picture"), "", "S", kWindow, kPicture, {.checkable = true, .separatorBefore = true}},
    ActionSpec{ActionId::EvenContrast, "evenContrast", ASG_WORDS("Even contrast"), ASG_WORDS("Each place uses all greys (CLAHE): for the eye alone, and named on the picture"), "", "Shift+S", kWindow, kPicture, {.checkable = true}},

    ActionSpec{ActionId::OpenPrior, "openPrior", ASG_WORDS("Prior beside"), ASG_WORDS("Open an earlier study of the patient beside this picture, by the hanging rules"), "", "P", kCompare, kPicture},
    ActionSpec{ActionId::HangStudy, "hangStudy", ASG_WORDS("Hang the study"), ASG_WORDS("Lay this study and its prior out by the first hanging rule that fits"), "", "Shift+P", kCompare, kPicture},
    ActionSpec{ActionId::OneView, "oneView", ASG_WORDS("One view"), ASG_WORDS("The active picture alone"), "", "Ctrl+1", kCompare, kAlways, {.checkable = true, .separatorBefore = true}},
    ActionSpec{ActionId::TwoBeside, "twoBeside", ASG_WORDS("Two views beside each other"), ASG_WORDS("One row of two views"), "", "Ctrl+2", kCompare, kAlways, {.checkable = true}},
    ActionSpec{ActionId::TwoBelow, "twoBelow", ASG_WORDS("Two views below each other"), ASG_WORDS("Two rows of one view"), "", "Ctrl+3", kCompare, kAlways, {.checkable = true}},
    ActionSpec{ActionId::FourViews, "fourViews", ASG_WORDS("Four views"), ASG_WORDS("Two rows of two views"), "", "Ctrl+4", kCompare, kAlways, {.checkable = true}},
    ActionSpec{ActionId::NextView, "nextView", ASG_WORDS("Next view"), ASG_WORDS("Make the next view the active one: report, findings and keys are of its picture"), "", "V", kCompare, kSeveral, {.separatorBefore = true}},
    ActionSpec{ActionId::PreviousView, "previousView", ASG_WORDS("Previous view"), ASG_WORDS("Make the view before the active one"), "", "Ctrl+Alt+V", kCompare, kSeveral},
    ActionSpec{ActionId::Maximise, "maximise", ASG_WORDS("This view alone"), ASG_WORDS("The active view has the room of all, or all stand beside each other again; so does a double click"), "", "Shift+V", kCompare, kSeveral, {.checkable = true}},
    ActionSpec{ActionId::LinkPlaces, "linkPlaces", ASG_WORDS("Link place and zoom"), ASG_WORDS("Views move together: in mm, by the lungs, or by their share of the picture"), "", "Ctrl+L", kCompare, kSeveral, {.checkable = true}},
    ActionSpec{ActionId::LinkWindows, "linkWindows", ASG_WORDS("Link windows"), ASG_WORDS("Brightness and contrast change together"), "", "Ctrl+Shift+L", kCompare, kSeveral, {.checkable = true}},
    ActionSpec{ActionId::OnePatient, "onePatient", ASG_WORDS("One patient"), ASG_WORDS("The pictures in the views are of one patient, though their files do not say so"), "", "", kCompare, kSeveral, {.separatorBefore = true}},

    ActionSpec{ActionId::OverlayOff, "overlayOff", ASG_WORDS("Overlay off"), ASG_WORDS("Nothing over the picture"), "", "", kReading, kAlways, {.checkable = true, .bar = BarGroup::Overlay, .shortText = ASG_WORDS("off")}},
    ActionSpec{ActionId::OverlaySelection, "overlaySelection", ASG_WORDS("Overlay: selection"), ASG_WORDS("Outlines of what is selected"), "", "", kReading, kAlways, {.checkable = true, .bar = BarGroup::Overlay, .shortText = ASG_WORDS("selection")}},
    ActionSpec{ActionId::OverlayAll, "overlayAll", ASG_WORDS("Overlay: all"), ASG_WORDS("Outlines of every region"), "", "", kReading, kAlways, {.checkable = true, .bar = BarGroup::Overlay, .shortText = ASG_WORDS("all")}},
    ActionSpec{ActionId::OverlayNext, "overlayNext", ASG_WORDS("Next overlay"), ASG_WORDS("Off, selection, all"), "", "O", kReading, kAlways},
    ActionSpec{ActionId::HeatMap, "heatMap", ASG_WORDS("Heat map"), ASG_WORDS("Where the model looked for the selected finding"), "", "H", kReading, kAlways, {.checkable = true, .bar = BarGroup::HeatMap, .shortText = ASG_WORDS("heat map")}},
    ActionSpec{ActionId::Ask, "ask", ASG_WORDS("Ask the picture"), ASG_WORDS("Where do these words point?"), "edit-find", "/", kReading, kAlways},
    ActionSpec{ActionId::Underline, "underline", ASG_WORDS("Underline"), ASG_WORDS("Underline what was read: finding solid, place dashed, what decides existence dotted"), "", "U", kReading, kReport, {.checkable = true}},
    ActionSpec{ActionId::NextSentence, "nextSentence", ASG_WORDS("Next sentence"), ASG_WORDS("Select the next sentence"), "", "Space", kReading, kReport, {.separatorBefore = true}},
    ActionSpec{ActionId::PreviousSentence, "previousSentence", ASG_WORDS("Previous sentence"), ASG_WORDS("Select the sentence before"), "", "Shift+Space", kReading, kReport},
    ActionSpec{ActionId::NextRegion, "nextRegion", ASG_WORDS("Next region"), ASG_WORDS("Select the next region of the picture"), "", "J", kReading, kAlways},
    ActionSpec{ActionId::PreviousRegion, "previousRegion", ASG_WORDS("Previous region"), ASG_WORDS("Select the region before"), "", "Shift+J", kReading, kAlways},
    ActionSpec{ActionId::NextFinding, "nextFinding", ASG_WORDS("Next finding"), ASG_WORDS("Select the next row of the findings"), "", "Down", kReading, kAlways},
    ActionSpec{ActionId::PreviousFinding, "previousFinding", ASG_WORDS("Previous finding"), ASG_WORDS("Select the row before"), "", "Up", kReading, kAlways},
    ActionSpec{ActionId::NextLink, "nextLink", ASG_WORDS("Next link"), ASG_WORDS("Select the next link of sentence and region"), "", "Tab", kReading, kReport},
    ActionSpec{ActionId::PreviousLink, "previousLink", ASG_WORDS("Previous link"), ASG_WORDS("Select the link before"), "", "Shift+Tab; Backtab", kReading, kReport},
    ActionSpec{ActionId::SkipLink, "skipLink", ASG_WORDS("Next link not judged"), ASG_WORDS("Leave the link that is chosen as it is and choose the next one that is not judged; undo leads back"), "go-next-skip", "Ctrl+Tab", kReading, kReport},
    ActionSpec{ActionId::ClearSelection, "clearSelection", ASG_WORDS("Select nothing"), ASG_WORDS("Clear the selection"), "", "Esc", kReading, kAlways},
    ActionSpec{ActionId::Analyse, "analyse", ASG_WORDS("Run the model again"), ASG_WORDS("Analyse this picture once more"), "view-refresh", "F5", kReading, kPicture, {.separatorBefore = true}},
    ActionSpec{ActionId::SecondOpinion, "secondOpinion", ASG_WORDS("Second opinion…"), ASG_WORDS("Ask a converted classifier too: its scores, no probabilities, stand below the findings"), "", "", kReading, kAlways, {.checkable = true}},
    ActionSpec{ActionId::Cancel, "cancel", ASG_WORDS("Cancel"), ASG_WORDS("Stop opening or analysing"), "dialog-cancel", "Ctrl+.", kReading, kWork},

    ActionSpec{ActionId::MeasureLength, "measureLength", ASG_WORDS("Length"), ASG_WORDS("Drag, or click both ends; Shift: straight; Esc: done measuring"), "measure", "L; D", kMeasure, kPicture, {.checkable = true, .bar = BarGroup::Tools}},
    ActionSpec{ActionId::MeasureAxes, "measureAxes", ASG_WORDS("Two axes"), ASG_WORDS("Drag the long axis; the short one stands across it and can be moved"), "draw-cross", "Shift+L", kMeasure, kPicture, {.checkable = true}},
    ActionSpec{ActionId::MeasureAngle, "measureAngle", ASG_WORDS("Angle"), ASG_WORDS("Drag one arm to the vertex, then click the end of the other"), "draw-path", "G", kMeasure, kPicture, {.checkable = true}},
    ActionSpec{ActionId::MeasureCobb, "measureCobb", ASG_WORDS("Cobb angle"), ASG_WORDS("Drag one line, then the other; the angle between them"), "draw-connector", "Shift+G", kMeasure, kPicture, {.checkable = true}},
    ActionSpec{ActionId::MeasurePolyline, "measurePolyline", ASG_WORDS("Polyline"), ASG_WORDS("Click its points; a second click at one place ends it"), "draw-polyline", "", kMeasure, kPicture, {.checkable = true}},
    ActionSpec{ActionId::MeasureRectangle, "measureRectangle", ASG_WORDS("Rectangle"), ASG_WORDS("Area and values within; Shift: square"), "draw-rectangle", "", kMeasure, kPicture, {.checkable = true}},
    ActionSpec{ActionId::MeasureEllipse, "measureEllipse", ASG_WORDS("Ellipse"), ASG_WORDS("Area and values within; Shift: circle"), "draw-ellipse", "Shift+E", kMeasure, kPicture, {.checkable = true}},
    ActionSpec{ActionId::MeasureOutline, "measureOutline", ASG_WORDS("Outline"), ASG_WORDS("Draw around something: area and values within"), "draw-freehand", "", kMeasure, kPicture, {.checkable = true}},
    ActionSpec{ActionId::MeasureArrow, "measureArrow", ASG_WORDS("Arrow"), ASG_WORDS("Drag from its tail to what it points at, and name that"), "draw-arrow", "", kMeasure, kPicture, {.checkable = true}},
    ActionSpec{ActionId::MeasureText, "measureText", ASG_WORDS("Text"), ASG_WORDS("Click where it stands, and type it"), "draw-text", "T", kMeasure, kPicture, {.checkable = true}},
    ActionSpec{ActionId::MeasurePixel, "measurePixel", ASG_WORDS("Pixel value"), ASG_WORDS("Click a pixel: its value"), "color-picker", "", kMeasure, kPicture, {.checkable = true}},
    ActionSpec{ActionId::MeasureRatio, "measureRatio", ASG_WORDS("Cardiothoracic ratio"), ASG_WORDS("What the model proposes, where it is near enough: once more takes it; else two lines to draw"), "distribute-horizontal-x", "C", kMeasure, kPicture, {.separatorBefore = true}},
    ActionSpec{ActionId::MeasureRatioFreely, "measureRatioFreely", ASG_WORDS("Cardiothoracic ratio, by hand"), ASG_WORDS("Drag the heart’s greatest width, then the thorax’s: the second line runs as the first one"), "", "Shift+C", kMeasure, kPicture, {.checkable = true}},
    ActionSpec{ActionId::MeasureAgain, "measureAgain", ASG_WORDS("Last measuring tool"), ASG_WORDS("Take the measuring tool that was used last"), "", "M", kMeasure, kPicture},
    ActionSpec{ActionId::NextMeasurement, "nextMeasurement", ASG_WORDS("Next measurement"), ASG_WORDS("Choose the next measurement and show it"), "", ".", kMeasure, kMeasurements, {.separatorBefore = true}},
    ActionSpec{ActionId::PreviousMeasurement, "previousMeasurement", ASG_WORDS("Previous measurement"), ASG_WORDS("Choose the measurement before and show it"), "", ",", kMeasure, kMeasurements},
    ActionSpec{ActionId::NameMeasurement, "nameMeasurement", ASG_WORDS("Name measurement"), ASG_WORDS("Type a name for the measurement that is chosen"), "edit-rename", "F2", kMeasure, kChosen},
    ActionSpec{ActionId::KnownLength, "knownLength", ASG_WORDS("Known length"), ASG_WORDS("Type how long the length that is chosen is in truth, in mm: the picture is calibrated by it"), "", "Shift+K", kMeasure, kLengthChosen},
    ActionSpec{ActionId::HideMeasurement, "hideMeasurement", ASG_WORDS("Hide or show measurement"), ASG_WORDS("Keep the measurement that is chosen and do not draw it, or draw it again"), "", "Shift+H", kMeasure, kChosen},
    ActionSpec{ActionId::DeleteMeasurement, "deleteMeasurement", ASG_WORDS("Delete measurement"), ASG_WORDS("Delete the measurement that is chosen"), "edit-delete", "Del", kMeasure, kChosen},

    ActionSpec{ActionId::Accept, "accept", ASG_WORDS("Accept"), ASG_WORDS("The sentence speaks of this place"), "dialog-ok", "A", kReview, kAccept},
    ActionSpec{ActionId::Reject, "reject", ASG_WORDS("Reject"), ASG_WORDS("The sentence does not speak of this place"), "dialog-cancel", "R", kReview, kLink},
    ActionSpec{ActionId::RejectBecause, "rejectBecause", ASG_WORDS("Reject with a reason…"), ASG_WORDS("The sentence does not speak of this place, and why"), "", "Shift+R", kReview, kLink},
    ActionSpec{ActionId::Nothing, "nothing", ASG_WORDS("Nothing to point at"), ASG_WORDS("The sentence has no place in the picture"), "list-remove", "N", kReview, kLink, {.shortText = ASG_WORDS("No place")}},
    ActionSpec{ActionId::Unsure, "unsure", ASG_WORDS("Unsure, ask a colleague"), ASG_WORDS("You cannot say whether the sentence speaks of this place: somebody else is to look"), "", "Shift+U", kReview, kLink, {.shortText = ASG_WORDS("?")}},
    ActionSpec{ActionId::UnsureNote, "unsureNote", ASG_WORDS("Unsure, with a note…"), ASG_WORDS("You cannot say whether the sentence speaks of this place, and what is to be asked"), "", "Alt+U", kReview, kLink},
    ActionSpec{ActionId::AcceptBox, "acceptBox", ASG_WORDS("Box fits"), ASG_WORDS("The box that is chosen fits its region"), "", "B", kReview, kBox, {.separatorBefore = true, .shortText = ASG_WORDS("□ ✓")}},
    ActionSpec{ActionId::RejectBox, "rejectBox", ASG_WORDS("Box does not fit"), ASG_WORDS("The box that is chosen does not fit its region"), "", "Shift+B", kReview, kBox, {.shortText = ASG_WORDS("□ ✗")}},
    ActionSpec{ActionId::DrawBox, "drawBox", ASG_WORDS("Draw the box"), ASG_WORDS("Drag the box of the region that is chosen by its edges or as a whole, or draw it anew"), "select-rectangular", "Ctrl+B", kReview, kDraw, {.checkable = true, .bar = BarGroup::Tools}},
    ActionSpec{ActionId::ChangeHolds, "changeHolds", ASG_WORDS("Change seen"), ASG_WORDS("What the sentence says has changed is to be seen against the prior"), "", "Q", kReview, kChange, {.shortText = ASG_WORDS("Δ ✓")}},
    ActionSpec{ActionId::ChangeDoesNotHold, "changeDoesNotHold", ASG_WORDS("Change not seen"), ASG_WORDS("What the sentence says has changed is not to be seen against the prior"), "", "Shift+Q", kReview, kChange, {.shortText = ASG_WORDS("Δ ✗")}},
    ActionSpec{ActionId::Correct, "correct", ASG_WORDS("Correct the reading"), ASG_WORDS("Change by hand what the sentence was read to say"), "document-edit", "E", kReview, kReport, {.separatorBefore = true}},
    ActionSpec{ActionId::KeyImage, "keyImage", ASG_WORDS("Key image"), ASG_WORDS("The picture shows what was found: it has a star in the list, and stands in the export"), "bookmark-new", "K", kReview, kPicture, {.checkable = true, .separatorBefore = true}},
    ActionSpec{ActionId::NextKeyImage, "nextKeyImage", ASG_WORDS("Next key image"), ASG_WORDS("Open the next key image of the list"), "", "Ctrl+K", kReview, kPicture},
    ActionSpec{ActionId::PreviousKeyImage, "previousKeyImage", ASG_WORDS("Previous key image"), ASG_WORDS("Open the key image before in the list"), "", "Ctrl+Shift+K", kReview, kPicture},
    ActionSpec{ActionId::StateFinding, "stateFinding", ASG_WORDS("State a finding"), ASG_WORDS("A finding that you see in the picture, or do not see, and where"), "list-add", "Y", kReview, kPicture, {.separatorBefore = true, .shortText = ASG_WORDS("Finding")}},
    ActionSpec{ActionId::StateNext, "stateNext", ASG_WORDS("Next finding of yours"), ASG_WORDS("Choose the next finding that you stated"), "", "Shift+Y", kReview, kPicture},
    ActionSpec{ActionId::StateExistence, "stateExistence", ASG_WORDS("Present, absent, uncertain"), ASG_WORDS("Whether the finding that is chosen is there: the next of the three"), "", "X", kReview, kStated, {.shortText = ASG_WORDS("● ○ ◐")}},
    ActionSpec{ActionId::StatePlace, "statePlace", ASG_WORDS("Place of your finding"), ASG_WORDS("Choose the regions of the finding that is chosen, or none"), "", "Shift+X", kReview, kStated, {.shortText = ASG_WORDS("Place")}},
    ActionSpec{ActionId::StateRemove, "stateRemove", ASG_WORDS("Remove your finding"), ASG_WORDS("You do not state the finding that is chosen any more"), "edit-delete", "Shift+Del", kReview, kStated},
    ActionSpec{ActionId::CommitReading, "commitReading", ASG_WORDS("Commit my reading"), ASG_WORDS("You stand by what you said; what the model says is shown. Later changes are kept beside it"), "dialog-ok", "Ctrl+Return; Ctrl+Enter", kReview, kCommit, {.shortText = ASG_WORDS("Commit")}},
    ActionSpec{ActionId::ReadFirst, "readFirst", ASG_WORDS("I read first"), ASG_WORDS("What the model says of a picture is hidden until you have committed your reading of it"), "", "Ctrl+Shift+F", kReview, kPicture, {.checkable = true}},
    ActionSpec{ActionId::ReadStudyFirst, "readStudyFirst", ASG_WORDS("This study is read first"), ASG_WORDS("By whoever reads it: what the model says is hidden until the reading is committed"), "", "", kReview, kPicture, {.checkable = true}},
    ActionSpec{ActionId::NextPlace, "nextPlace", ASG_WORDS("Next place to judge"), ASG_WORDS("Open the next place of the project that is not judged"), "go-next", "End", kReview, kProject, {.separatorBefore = true, .shortText = ASG_WORDS("Next to judge")}},
    ActionSpec{ActionId::GoOnByItself, "goOnByItself", ASG_WORDS("Go on by itself"), ASG_WORDS("In a project the next place is opened as soon as one is judged"), "", "", kReview, kAlways, {.checkable = true}},
    ActionSpec{ActionId::Guideline, "guideline", ASG_WORDS("Guideline"), ASG_WORDS("What the project asks its readers to hold to"), "help-contents", "F1", kReview, kProject},
    ActionSpec{ActionId::Undo, "undo", ASG_WORDS("Undo"), ASG_WORDS("Take the last verdict, correction or measurement back"), "edit-undo", "Ctrl+Z", kReview, kUndo, {.separatorBefore = true}},
    ActionSpec{ActionId::Redo, "redo", ASG_WORDS("Redo"), ASG_WORDS("Do again what was undone"), "edit-redo", "Ctrl+Shift+Z", kReview, kRedo},
    ActionSpec{ActionId::NextLinkByItself, "nextLinkByItself", ASG_WORDS("Next link by itself"), ASG_WORDS("After a verdict the next link that is not judged is chosen; in projects and outside of them by a switch each"), "", "", kReview, kAlways, {.checkable = true, .separatorBefore = true}},
    ActionSpec{ActionId::Reader, "reader", ASG_WORDS("Reader’s name…"), ASG_WORDS("Whose name verdicts, corrections and measurements carry"), "", "", kReview, kAlways, {.separatorBefore = true}},
    ActionSpec{ActionId::Others, "others", ASG_WORDS("Show others’ decisions"), ASG_WORDS("Show what other readers decided on this picture; the journal notes that it was seen"), "", "", kReview, kAlways, {.checkable = true}},

    ActionSpec{ActionId::Keys, "keys", ASG_WORDS("Keys"), ASG_WORDS("Show and change the keys"), "configure-shortcuts", "?", kHelp, kAlways, {.bar = BarGroup::Panels}},
    ActionSpec{ActionId::SystemCheck, "systemCheck", ASG_WORDS("System check"), ASG_WORDS("What is installed and what works here, and what to do where it does not"), "computer", "", kHelp, kAlways},
    ActionSpec{ActionId::About, "about", ASG_WORDS("About"), ASG_WORDS("What this is, and what it is not for"), "help-about", "", kHelp, kAlways},

    ActionSpec{ActionId::CorrectPresent, "correctPresent", ASG_WORDS("Correcting: present"), ASG_WORDS("The finding is there"), "", "1", kCorrection, kAlways},
    ActionSpec{ActionId::CorrectAbsent, "correctAbsent", ASG_WORDS("Correcting: absent"), ASG_WORDS("The finding is denied"), "", "2", kCorrection, kAlways},
    ActionSpec{ActionId::CorrectUncertain, "correctUncertain", ASG_WORDS("Correcting: uncertain"), ASG_WORDS("The finding may be there"), "", "3", kCorrection, kAlways},
    ActionSpec{ActionId::CorrectFinding, "correctFinding", ASG_WORDS("Correcting: finding"), ASG_WORDS("Choose another finding"), "", "F", kCorrection, kAlways},
    ActionSpec{ActionId::CorrectPlace, "correctPlace", ASG_WORDS("Correcting: place"), ASG_WORDS("Choose its regions, or none"), "", "L", kCorrection, kAlways},
    ActionSpec{ActionId::CorrectSide, "correctSide", ASG_WORDS("Correcting: side"), ASG_WORDS("Left, right, both, not said: the next one"), "", "S", kCorrection, kAlways},
    ActionSpec{ActionId::CorrectRemove, "correctRemove", ASG_WORDS("Correcting: remove"), ASG_WORDS("The sentence does not say this"), "", "Del", kCorrection, kAlways},
    ActionSpec{ActionId::CorrectAdd, "correctAdd", ASG_WORDS("Correcting: add a finding"), ASG_WORDS("A finding that was missed, with the words that are marked in the report"), "list-add", "Ins; +", kCorrection, kAlways},
    ActionSpec{ActionId::CorrectOriginal, "correctOriginal", ASG_WORDS("Correcting: original"), ASG_WORDS("Show what the parser said"), "", "O", kCorrection, kCorrected, {.checkable = true, .shortText = ASG_WORDS("Original")}},
    ActionSpec{ActionId::CorrectRestore, "correctRestore", ASG_WORDS("Correcting: restore"), ASG_WORDS("Go back to what the parser said"), "", "Backspace", kCorrection, kCorrected, {.shortText = ASG_WORDS("Restore")}},
    ActionSpec{ActionId::CorrectNext, "correctNext", ASG_WORDS("Correcting: next row"), ASG_WORDS("The next finding of the sentence"), "", "Down", kCorrection, kAlways},
    ActionSpec{ActionId::CorrectPrevious, "correctPrevious", ASG_WORDS("Correcting: previous row"), ASG_WORDS("The finding before"), "", "Up", kCorrection, kAlways},
    ActionSpec{ActionId::CorrectNextSentence, "correctNextSentence", ASG_WORDS("Correcting: next sentence"), ASG_WORDS("Go on to the next sentence"), "", "PgDown", kCorrection, kAlways},
    ActionSpec{ActionId::CorrectPreviousSentence, "correctPreviousSentence", ASG_WORDS("Correcting: previous sentence"), ASG_WORDS("Go back to the sentence before"), "", "PgUp", kCorrection, kAlways},
    ActionSpec{ActionId::CorrectClose, "correctClose", ASG_WORDS("Correcting: leave"), ASG_WORDS("Back to reading; nothing is lost"), "", "Esc", kCorrection, kAlways, {.shortText = ASG_WORDS("✕")}},
});
    // clang-format on

#undef ASG_WORDS
};

constexpr auto& kSpecs = ActionTable::specs;

static_assert(std::ranges::all_of(kSpecs,
                                  [](const ActionSpec& spec) { return &spec == &kSpecs[std::size_t(spec.id)]; }),
              "the table has the order of ActionId");

}  // namespace

std::span<const ActionSpec> actionSpecs() {
    return kSpecs;
}

const ActionSpec& specOf(ActionId id) {
    return kSpecs[std::size_t(id)];
}

std::optional<ActionId> actionNamed(std::string_view name) {
    const auto found = std::ranges::find(kSpecs, name, &ActionSpec::name);
    return found != kSpecs.end() ? std::optional(found->id) : std::nullopt;
}

}  // namespace asg::widgets
