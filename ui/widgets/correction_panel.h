#pragma once

#include "ui/presenters/workspace.h"
#include "ui/widgets/correction_row.h"

#include <QWidget>

class QPushButton;

namespace asg::widgets {

class Actions;
class CorrectionChoosers;
class CorrectionKeyFilter;
class CorrectionRows;
class PlainLabel;
class ReportTextView;

/// Where one sentence is corrected by hand: its words, what was read from it (CorrectionRows), and what can be done
/// with that. Stands below the report while a sentence is open in the CorrectionPresenter, and is hidden else. While
/// the keyboard is in it, single keys are its own (CorrectionKeyFilter). GUI thread.
class CorrectionPanel final : public QWidget {
    Q_OBJECT
public:
    /// `report` is where words may be marked that name a finding to be added.
    CorrectionPanel(presenters::Workspace& workspace, Actions& actions, ReportTextView& report,
                    QWidget* parent = nullptr);

    /// Opens the sentence whose words are marked, else the selected one, else the first, and takes the keyboard.
    void begin();

protected:
    void resizeEvent(QResizeEvent* event) override;
    /// Tab goes round its own controls.
    bool focusNextPrevChild(bool next) override;

private:
    QWidget* makeHeader();
    QWidget* makeFoot();
    void bindActions();
    void bindEdits();

    void refresh();
    void startOver();
    void showWords();
    void showKeys();
    void finish();
    void choose(domain::SentenceId sentence);

    void setExistence(domain::Existence existence);
    void setSide(std::optional<domain::Side> side);
    void stepSide();
    void stepSentence(int step);
    void chooseFinding();
    void choosePlace();
    void chooseNew();
    void remove();
    void restore();
    [[nodiscard]] bool editable() const;  ///< not while the parser's word is shown

    presenters::Workspace& m_workspace;
    presenters::CorrectionPresenter& m_correction;
    Actions& m_actions;
    ReportTextView& m_report;
    PlainLabel* m_words = nullptr;
    PlainLabel* m_standing = nullptr;
    CorrectionRows* m_rows = nullptr;
    CorrectionChoosers* m_choosers = nullptr;
    QPushButton* m_add = nullptr;
    std::optional<domain::SentenceId> m_sentence;  ///< as it was shown last
    QString m_sentenceWords;
};

}  // namespace asg::widgets
