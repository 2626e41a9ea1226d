// The table of actions: every one has words, keys of its own and a rule for when it can be used.
#include "ui/widgets/actions.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

#include <array>
#include <map>
#include <memory>
#include <set>

using namespace asg::widgets;

namespace {

constexpr std::array kConditions{
    Condition::PictureIsOpen,         Condition::ReportIsRead,         Condition::FileHasFrames,
    Condition::SampleIsInstalled,     Condition::SomethingRuns,        Condition::LinkCanBeJudged,
    Condition::BoxCanBeJudged,        Condition::DecisionCanBeUndone,  Condition::DecisionCanBeRedone,
    Condition::SentenceIsCorrected,   Condition::MeasurementsAreThere, Condition::MeasurementIsChosen,
    Condition::LengthIsChosen,        Condition::ViewsAreSeveral,      Condition::StatementIsChosen,
    Condition::ReadingCanBeCommitted, Condition::ChangeCanBeJudged,    Condition::BoxCanBeDrawn,
    Condition::LinkCanBeAccepted,     Condition::ProjectIsOpen,
};

Conditions all() {
    Conditions holds;
    for (const auto condition : kConditions) holds.setFlag(condition);
    return holds;
}

std::string nameOf(const ActionSpec& spec) {
    return std::string(spec.name);
}

/// What can be done at any time: a new action that needs nothing has to be put here on purpose.
const std::set<ActionId> kAlwaysUsable{
    ActionId::Open,
    ActionId::OpenFolder,
    ActionId::OpenProject,
    ActionId::GoOnByItself,
    ActionId::SecondOpinion,
    ActionId::Preferences,
    ActionId::Quit,
    ActionId::NextPicture,
    ActionId::PreviousPicture,
    ActionId::NextStudy,
    ActionId::PreviousStudy,
    ActionId::LeftPanel,
    ActionId::RightPanel,
    ActionId::OnlyPicture,
    ActionId::SecondWindow,
    ActionId::FullScreen,
    ActionId::CalibrateScreen,
    ActionId::FocusNext,
    ActionId::FocusPrevious,
    ActionId::OneView,
    ActionId::TwoBeside,
    ActionId::TwoBelow,
    ActionId::FourViews,
    ActionId::OverlayOff,
    ActionId::OverlaySelection,
    ActionId::OverlayAll,
    ActionId::OverlayNext,
    ActionId::HeatMap,
    ActionId::Ask,
    ActionId::NextRegion,
    ActionId::PreviousRegion,
    ActionId::NextFinding,
    ActionId::PreviousFinding,
    ActionId::ClearSelection,
    ActionId::NextLinkByItself,
    ActionId::Reader,
    ActionId::Others,
    ActionId::Keys,
    ActionId::SystemCheck,
    ActionId::About,
    ActionId::CorrectPresent,
    ActionId::CorrectAbsent,
    ActionId::CorrectUncertain,
    ActionId::CorrectFinding,
    ActionId::CorrectPlace,
    ActionId::CorrectSide,
    ActionId::CorrectRemove,
    ActionId::CorrectAdd,
    ActionId::CorrectNext,
    ActionId::CorrectPrevious,
    ActionId::CorrectNextSentence,
    ActionId::CorrectPreviousSentence,
    ActionId::CorrectClose,
};

}  // namespace

class TestActionTable : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<Actions> m_actions;

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->path());
        m_window = std::make_unique<QWidget>();
        m_actions = std::make_unique<Actions>(m_window.get());
    }
    void cleanup() {
        m_actions.reset();
        m_window.reset();
    }

    void everyActionHasWordsAndANameOfItsOwn() {
        std::set<std::string_view> names;
        std::set<QString> texts;
        for (const auto& spec : actionSpecs()) {
            const auto name = nameOf(spec);
            QVERIFY2(!spec.name.empty() && names.insert(spec.name).second, name.c_str());
            const auto* action = (*m_actions)[spec.id];
            QVERIFY2(!action->text().isEmpty() && texts.insert(action->text()).second, name.c_str());
            QVERIFY2(!action->whatsThis().isEmpty() && action->toolTip().startsWith(action->whatsThis()), name.c_str());
            QVERIFY2(!action->iconText().isEmpty(), name.c_str());
            QCOMPARE(action, (*m_actions)[spec.name]);
            QVERIFY2(actionNamed(spec.name) == spec.id, name.c_str());
            QCOMPARE(&specOf(spec.id), &spec);
        }
        QVERIFY(!actionNamed("no such action"));
    }

    void noKeyIsTwoActions_data() {
        QTest::addColumn<int>("set");
        for (const auto set : kKeySets) QTest::newRow(qPrintable(keySetWords(set))) << static_cast<int>(set);
    }
    void noKeyIsTwoActions() {
        QFETCH(int, set);
        m_actions->useKeySet(kKeySets[std::size_t(set)]);
        std::map<QKeySequence, const ActionSpec*> ofWindow;
        std::map<QKeySequence, const ActionSpec*> ofPanel;
        for (const auto& spec : actionSpecs()) {
            const bool isPanel = spec.menu == MenuName::Correction;
            for (const auto& key : (*m_actions)[spec.id]->shortcuts()) {
                if (key.isEmpty()) continue;
                QVERIFY2((isPanel ? ofPanel : ofWindow).emplace(key, &spec).second, nameOf(spec).c_str());
                QVERIFY2(!isPanel || (key.count() == 1 && reachesCorrections(key[0])), nameOf(spec).c_str());
            }
        }
        QVERIFY(ofWindow.size() > 40 && ofPanel.size() > 14);
        // One may serve the window and the panel, but not where it gives a verdict in the window.
        for (const auto& [key, spec] : ofWindow)
            QVERIFY2(!spec->isVerdict() || !ofPanel.contains(key), nameOf(*spec).c_str());
    }

    void aHabitFromAnotherViewerNeverGivesAVerdict() {
        using Keys = QList<QKeySequence>;
        const auto keys = [this](ActionId id) { return (*m_actions)[id]->shortcuts(); };
        m_actions->useKeySet(KeySet::Weasis);
        QCOMPARE(keys(ActionId::ToolPan), Keys{QKeySequence(Qt::Key_T)});
        QCOMPARE(keys(ActionId::MeasureAngle), Keys{QKeySequence(Qt::Key_A)});
        for (const auto& spec : actionSpecs())
            if (spec.isVerdict())
                for (const auto& key : keys(spec.id))
                    QVERIFY2(key[0].keyboardModifiers().testFlag(Qt::ControlModifier), nameOf(spec).c_str());
        m_actions->useKeySet(KeySet::Ohif);
        QCOMPARE(m_actions->withKey(Qt::Key_R), std::optional(ActionId::RotateRight));
        QCOMPARE(m_actions->withKey(Qt::Key_L), std::optional(ActionId::RotateLeft));
        QCOMPARE(m_actions->withKey(Qt::Key_D), std::optional(ActionId::MeasureLength));
        QCOMPARE(m_actions->withKey(Qt::Key_Right), std::optional(ActionId::NextView));
        QCOMPARE(m_actions->withKey(Qt::Key_Left), std::optional(ActionId::PreviousView));
    }

    void everyVerdictHasAKeyInEverySet() {
        for (const auto set : kKeySets)
            for (const auto& spec : actionSpecs())
                QVERIFY2(!spec.isVerdict() || !keysIn(set, spec).isEmpty(), nameOf(spec).c_str());
    }

    void aSetHoldsAtTheNextStartAndTheUsersOwnKeyBeforeIt() {
        m_actions->useKeySet(KeySet::Ohif);
        QVERIFY(m_actions->setKeys("invert", {QKeySequence(Qt::Key_F9)}).isEmpty());
        m_actions = std::make_unique<Actions>(m_window.get());
        QCOMPARE(m_actions->withKey(Qt::Key_R), std::optional(ActionId::RotateRight));
        QCOMPARE(m_actions->withKey(Qt::Key_F9), std::optional(ActionId::Invert));
        m_actions->useKeySet(KeySet::Own);
        QCOMPARE(m_actions->withKey(Qt::Key_R), std::optional(ActionId::Reject));
        QCOMPARE(m_actions->withKey(Qt::Key_I), std::optional(ActionId::Invert));
    }

    void aKeyThatTheUserGaveAwayIsNotTakenByALaterVersionsDefault() {
        // F12 was free when the user chose it.
        QSettings().setValue(QStringLiteral("keys/invert"), QStringLiteral("F12"));
        m_actions = std::make_unique<Actions>(m_window.get());
        QCOMPARE(m_actions->withKey(Qt::Key_F12), std::optional(ActionId::Invert));
        QVERIFY((*m_actions)[ActionId::SecondWindow]->shortcuts().isEmpty());
        for (const auto set : kKeySets) {
            m_actions->useKeySet(set);
            QCOMPARE(m_actions->withKey(Qt::Key_F12), std::optional(ActionId::SecondWindow));
        }
    }

    void aPressedKeyIsThatActions() {
        for (const auto& spec : actionSpecs()) {
            if (spec.menu == MenuName::Correction) continue;
            for (const auto& key : (*m_actions)[spec.id]->shortcuts())
                QVERIFY2(key.isEmpty() || m_actions->withKey(key[0]) == spec.id, nameOf(spec).c_str());
        }
        QVERIFY(!m_actions->withKey(Qt::CTRL | Qt::Key_F12));
    }

    void everyActionHasARuleForWhenItCanBeUsed() {
        for (const auto& spec : actionSpecs()) {
            const bool needsNothing = spec.needs == Conditions();
            QVERIFY2(needsNothing == kAlwaysUsable.contains(spec.id), nameOf(spec).c_str());
        }
        const auto& actions = *m_actions;
        m_actions->enable(all());
        for (const auto& spec : actionSpecs()) QVERIFY2(actions[spec.id]->isEnabled(), nameOf(spec).c_str());
        for (const auto condition : kConditions) {
            int waits = 0;
            m_actions->enable(all() & ~Conditions(condition));
            for (const auto& spec : actionSpecs()) {
                const bool needsIt = spec.needs.testFlag(condition);
                waits += needsIt ? 1 : 0;
                QVERIFY2(actions[spec.id]->isEnabled() != needsIt, nameOf(spec).c_str());
            }
            QVERIFY2(waits > 0, "nothing needs this condition");
        }
    }

    void atFirstOnlyWhatNeedsNothingCanBeUsed() {
        for (const auto& spec : actionSpecs())
            QVERIFY2((*m_actions)[spec.id]->isEnabled() == kAlwaysUsable.contains(spec.id), nameOf(spec).c_str());
    }

    void verdictsAreThoseThatJudge() {
        std::set<ActionId> verdicts;
        for (const auto& spec : actionSpecs())
            if (spec.isVerdict()) verdicts.insert(spec.id);
        QVERIFY((verdicts == std::set{ActionId::Accept, ActionId::Reject, ActionId::RejectBecause, ActionId::Nothing,
                                      ActionId::Unsure, ActionId::UnsureNote, ActionId::AcceptBox, ActionId::RejectBox,
                                      ActionId::ChangeHolds, ActionId::ChangeDoesNotHold}));
    }

    void buttonsOfTheToolBarHaveAPictureOrAShortWord() {
        for (const auto& spec : actionSpecs())
            if (spec.more.bar != BarGroup::None)
                QVERIFY2(*spec.icon != '\0' || spec.more.shortText != nullptr, nameOf(spec).c_str());
    }
};

QTEST_MAIN(TestActionTable)
#include "test_action_table.moc"
