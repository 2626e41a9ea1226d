#pragma once

#include "ui/presenters/workspace.h"
#include "ui/widgets/correction_row.h"

#include <QWidget>

#include <vector>

class QAction;
class QKeyEvent;
class QPushButton;
class QScrollArea;

namespace asg::widgets {

class PlainLabel;
class Actions;
class ChooserPopup;
class ReportTextView;

/// Where one sentence is corrected by hand: a row for each thing that it says. Stands below the report while a sentence
/// is open in the CorrectionPresenter, and is hidden else. While the keyboard is in it, keys without Ctrl, Alt or Meta
/// are its own (the actions of MenuName::Correction); the window's others, undo and redo among them, go on. GUI thread.
class CorrectionPanel final : public QWidget {
    Q_OBJECT
public:
    /// `report` is where words may be marked that name a finding to be added.
    CorrectionPanel(presenters::Workspace& workspace, Actions& actions, ReportTextView& report,
                    QWidget* parent = nullptr);

    /// Opens the sentence whose words are marked, else the selected one, else the first, and takes the keyboard.
    void begin();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    /// Tab goes round its own controls.
    bool focusNextPrevChild(bool next) override;

private:
    QWidget* makeHeader();
    QWidget* makeFoot();
    void makeChoosers();
    void bindKeys();
    CorrectionRow* makeRow();

    void refresh();
    void showRows();
    void showLit();
    void showWords();
    void showKeys();
    void light(std::size_t row);
    void finish();
    void choose(domain::SentenceId sentence);

    void setExistence(domain::Existence existence);
    void stepSide();
    void stepSentence(int step);
    void chooseFinding();
    void choosePlace();
    void chooseNew();
    void takePlaces(const QStringList& names);
    void remove();
    [[nodiscard]] QStringList findingNames() const;
    [[nodiscard]] CorrectionKeys keys() const;
    [[nodiscard]] bool editable() const;  ///< not while the parser's word is shown
    [[nodiscard]] const domain::SentenceReading& shown() const;
    /// What the keys are for: a triplet, the places without a finding, or none of them.
    [[nodiscard]] std::optional<domain::SeenTriplet> litTriplet() const;
    [[nodiscard]] bool onPlaces() const;
    [[nodiscard]] QAction* actionOf(const QKeyEvent& event) const;

    presenters::Workspace& m_workspace;
    presenters::CorrectionPresenter& m_correction;
    Actions& m_actions;
    ReportTextView& m_report;
    PlainLabel* m_words = nullptr;
    PlainLabel* m_standing = nullptr;
    QScrollArea* m_scroll = nullptr;
    QWidget* m_list = nullptr;
    PlainLabel* m_nothing = nullptr;
    QPushButton* m_add = nullptr;
    ChooserPopup* m_findings = nullptr;
    ChooserPopup* m_newFindings = nullptr;
    ChooserPopup* m_places = nullptr;
    std::vector<CorrectionRow*> m_rows;  ///< one for each triplet
    CorrectionRow* m_placesRow = nullptr;
    std::optional<domain::SentenceId> m_sentence;  ///< as it was shown last
    QString m_sentenceWords;
    std::size_t m_lit = 0;
    bool m_awaitsNew = false;  ///< a finding was added and is not on the disk yet: nothing is lit until it is
    /// What the open list is for, as it was when the list opened; nothing: the places without a finding.
    std::optional<domain::SeenTriplet> m_chosenFor;
};

}  // namespace asg::widgets
