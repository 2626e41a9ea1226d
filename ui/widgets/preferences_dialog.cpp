#include "ui/widgets/preferences_dialog.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/appearance.h"
#include "ui/widgets/language.h"
#include "ui/widgets/panel_parts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QPushButton>

#include <algorithm>

namespace asg::widgets {

PreferencesDialog::PreferencesDialog(Appearance& appearance, const Actions& actions, QWidget* parent)
    : QDialog(parent) {
    setPlainTitle(*this, tr("Preferences"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(4 * kGrid, 4 * kGrid, 4 * kGrid, 3 * kGrid);
    grid->setHorizontalSpacing(4 * kGrid);
    grid->setVerticalSpacing(2 * kGrid);
    grid->setColumnStretch(1, 1);
    addColors(*grid, appearance);
    addLanguage(*grid);
    for (const auto id : {ActionId::Keys, ActionId::Reader, ActionId::SecondOpinion}) {
        auto* action = actions[id];
        const int row = grid->rowCount();
        auto* button = new QPushButton(action->text(), this);
        button->setAutoDefault(false);
        grid->addWidget(button, row, 0);
        grid->addWidget(makeTeachingLabel(action->whatsThis(), this), row, 1);
        // Another dialog lies over the window, not over this one.
        connect(button, &QPushButton::clicked, this, [this, action] {
            accept();
            action->trigger();
        });
    }
    auto* nextLink = actions[ActionId::NextLinkByItself];
    auto* goesOn = new QCheckBox(nextLink->text(), this);
    goesOn->setObjectName(QStringLiteral("nextLinkByItselfChoice"));
    goesOn->setChecked(nextLink->isChecked());
    connect(goesOn, &QCheckBox::clicked, nextLink, &QAction::trigger);
    const int row = grid->rowCount();
    grid->addWidget(goesOn, row, 0);
    grid->addWidget(makeTeachingLabel(nextLink->whatsThis(), this), row, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    grid->addWidget(buttons, grid->rowCount(), 0, 1, 2);
}

void PreferencesDialog::addColors(QGridLayout& grid, Appearance& appearance) {
    auto* label = new PlainLabel(tr("Colors"), this);
    auto* themes = new QComboBox(this);
    themes->setObjectName(QStringLiteral("themes"));
    themes->setAccessibleName(tr("Colors of the window"));
    themes->setAccessibleDescription(tr("The picture lies on black in all of them"));
    for (const auto choice : kThemeChoices) themes->addItem(themeWords(choice));
    themes->setCurrentIndex(static_cast<int>(Appearance::choice()));
    connect(themes, &QComboBox::activated, this,
            [&appearance](int index) { appearance.choose(kThemeChoices[static_cast<std::size_t>(index)]); });
    grid.addWidget(label, 0, 0);
    grid.addWidget(themes, 0, 1);
    grid.addWidget(makeTeachingLabel(tr("The picture lies on black in all of them."), this), 1, 1);
}

void PreferencesDialog::addLanguage(QGridLayout& grid) {
    auto* label = new PlainLabel(tr("Language"), this);
    auto* choice = new QComboBox(this);
    choice->setObjectName(QStringLiteral("languages"));
    choice->setAccessibleName(tr("Language of the window"));
    choice->addItem(tr("as the system"), QString());
    for (const auto& language : languages())
        choice->addItem(QString::fromUtf8(language.name), QString::fromLatin1(language.code));
    choice->setCurrentIndex(std::max(0, choice->findData(chosenLanguage())));
    auto* note = makeTeachingLabel(
        tr("Holds from the next start on. Exports, journals and the command line stay English."), this);
    connect(choice, &QComboBox::activated, this, [choice] { chooseLanguage(choice->currentData().toString()); });
    const int row = grid.rowCount();
    grid.addWidget(label, row, 0);
    grid.addWidget(choice, row, 1);
    grid.addWidget(note, row + 1, 1);
}

}  // namespace asg::widgets
