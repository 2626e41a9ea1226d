#pragma once

#include <QFlags>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace asg::widgets {

/// Everything that the user can do, in the order of actionSpecs().
enum class ActionId : std::uint8_t {
    // File
    Open,
    OpenFolder,
    OpenSample,
    OpenProject,
    LeaveProject,
    OpenReport,
    PasteReport,
    ExportJson,
    SavePicture,
    SavePage,
    PrintPage,
    CopyPicture,
    FileElements,
    Preferences,
    Quit,

    // View
    ToolWindow,
    ToolPan,
    ToolZoom,
    Magnifier,
    Invert,
    Fit,
    Actual,
    TrueSize,
    RotateRight,
    RotateLeft,
    Flip,
    ResetView,
    NextFrame,
    PreviousFrame,
    NextPicture,
    PreviousPicture,
    NextStudy,
    PreviousStudy,
    LeftPanel,
    RightPanel,
    OnlyPicture,
    SecondWindow,
    FullScreen,
    CalibrateScreen,
    PictureMenu,
    FocusNext,
    FocusPrevious,

    // Window
    ResetWindow,
    WindowThorax,
    WindowLungs,
    WindowMediastinum,
    WindowBones,
    TypeWindow,
    KeepWindow,
    Sharpen,
    EvenContrast,

    // Compare
    OpenPrior,
    HangStudy,
    OneView,
    TwoBeside,
    TwoBelow,
    FourViews,
    NextView,
    PreviousView,
    Maximise,
    LinkPlaces,
    LinkWindows,
    OnePatient,

    // Reading
    OverlayOff,
    OverlaySelection,
    OverlayAll,
    OverlayNext,
    HeatMap,
    Ask,
    Underline,
    NextSentence,
    PreviousSentence,
    NextRegion,
    PreviousRegion,
    NextFinding,
    PreviousFinding,
    NextLink,
    PreviousLink,
    SkipLink,
    ClearSelection,
    Analyse,
    SecondOpinion,
    Cancel,

    // Measure
    MeasureLength,
    MeasureAxes,
    MeasureAngle,
    MeasureCobb,
    MeasurePolyline,
    MeasureRectangle,
    MeasureEllipse,
    MeasureOutline,
    MeasureArrow,
    MeasureText,
    MeasurePixel,
    MeasureRatio,
    MeasureRatioFreely,
    MeasureAgain,
    NextMeasurement,
    PreviousMeasurement,
    NameMeasurement,
    KnownLength,
    HideMeasurement,
    DeleteMeasurement,

    // Review
    Accept,
    Reject,
    RejectBecause,
    Nothing,
    Unsure,
    UnsureNote,
    AcceptBox,
    RejectBox,
    DrawBox,
    ChangeHolds,
    ChangeDoesNotHold,
    Correct,
    KeyImage,
    NextKeyImage,
    PreviousKeyImage,
    StateFinding,
    StateNext,
    StateExistence,
    StatePlace,
    StateRemove,
    CommitReading,
    ReadFirst,
    ReadStudyFirst,
    NextPlace,
    GoOnByItself,
    Guideline,
    Undo,
    Redo,
    NextLinkByItself,
    Reader,
    Others,

    // Help
    Keys,
    SystemCheck,
    About,

    // Correction
    CorrectPresent,
    CorrectAbsent,
    CorrectUncertain,
    CorrectFinding,
    CorrectPlace,
    CorrectSide,
    CorrectRemove,
    CorrectAdd,
    CorrectOriginal,
    CorrectRestore,
    CorrectNext,
    CorrectPrevious,
    CorrectNextSentence,
    CorrectPreviousSentence,
    CorrectClose,
};

/// Correction has no menu: its keys are for the panel where a sentence is corrected, and work while the keyboard is
/// there.
enum class MenuName { File, View, Window, Compare, Reading, Measure, Review, Help, Correction };

/// A group of buttons in the tool bar, from left to right.
enum class BarGroup { None, Open, Tools, Look, Overlay, HeatMap, Panels };

/// What may hold in a window. An action can be used while all that it needs does.
enum class Condition : std::uint32_t {
    PictureIsOpen = 1,
    ReportIsRead = 1 << 1,
    FileHasFrames = 1 << 2,  ///< several
    SampleIsInstalled = 1 << 3,
    SomethingRuns = 1 << 4,
    LinkCanBeJudged = 1 << 5,
    BoxCanBeJudged = 1 << 6,
    DecisionCanBeUndone = 1 << 7,
    DecisionCanBeRedone = 1 << 8,
    SentenceIsCorrected = 1 << 9,  ///< the one that is open in the panel of corrections, and by a reader already
    ViewsAreSeveral = 1 << 10,
    MeasurementsAreThere = 1 << 11,
    MeasurementIsChosen = 1 << 12,
    LengthIsChosen = 1 << 13,
    ChangeCanBeJudged = 1 << 15,
    StatementIsChosen = 1 << 16,
    ReadingCanBeCommitted = 1 << 17,
    ProjectIsOpen = 1 << 18,
    BoxCanBeDrawn = 1 << 19,
    LinkCanBeAccepted = 1 << 20  ///< it can be judged, or its sentence is being corrected
};
Q_DECLARE_FLAGS(Conditions, Condition)

/// One thing that the user can do: the one place where its words, its keys, where it shows and when it can be used
/// stand. Menus, tool bar, keys and the sheet of keys are all made from these.
struct ActionSpec {
    /// What few of them have.
    struct More {
        bool checkable = false;
        bool separatorBefore = false;     ///< in its menu
        BarGroup bar = BarGroup::None;    ///< where it has a button in the tool bar
        const char* shortText = nullptr;  ///< on buttons; translated
    };

    ActionId id;
    std::string_view name;  ///< stable: keys that the user changed are stored under it
    const char* text;       ///< in menus; translated
    const char* tip;        ///< one sentence; translated
    const char* icon;       ///< Breeze name, or empty
    const char* keys;       ///< defaults, portable text, "; " between several
    MenuName menu;
    Conditions needs;
    More more = {};

    [[nodiscard]] constexpr bool isUsableWhile(Conditions holds) const { return (needs & holds) == needs; }
    /// It says what a reader thinks of a link, a box or a change.
    [[nodiscard]] constexpr bool isVerdict() const {
        return needs.testAnyFlags(Conditions(Condition::LinkCanBeJudged) | Condition::LinkCanBeAccepted |
                                  Condition::BoxCanBeJudged | Condition::ChangeCanBeJudged);
    }
};

/// All of them, in the menus' order.
[[nodiscard]] std::span<const ActionSpec> actionSpecs();

[[nodiscard]] const ActionSpec& specOf(ActionId id);

/// Nothing where none has this name.
[[nodiscard]] std::optional<ActionId> actionNamed(std::string_view name);

}  // namespace asg::widgets

Q_DECLARE_OPERATORS_FOR_FLAGS(asg::widgets::Conditions)
