// The cardiothoracic ratio in the real window: proposed where the model's error is known to be small, taken, corrected
// or dropped; drawn by hand where it is not.
#include "tests/gui/viewer/measuring.h"

#include <QLabel>

using namespace asg;
using namespace asg::tests;
using domain::MeasurementKind;

class TestCardiothoracic : public QObject, private MeasuringRoom {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_script = chestScript();
        m_script->ratioWithin95 = 0.04;
        begin();
    }
    void cleanup() { m_room.reset(); }

    void whatIsNearEnoughIsProposedWithItsErrorAndIsNoMeasurementYet() {
        press(Qt::Key_C);
        const auto& shape = drawing().shapes().at(0);
        QVERIFY(shape.isOffered && shape.selected && shape.pointsInPixels.size() == 4);
        // Of the script's boxes; the heart's is 60 and the thorax 145 wide.
        QCOMPARE(shape.label.at(0), std::string("CTR 0.41"));
        QVERIFY2(shape.label.at(2).starts_with("±0.04 (95 %), fake 1"), shape.label.at(2).c_str());
        QVERIFY2(shape.label.at(3).find("PA or AP not said") != std::string::npos, shape.label.at(3).c_str());
        QVERIFY(said().contains(QStringLiteral("C takes it")));
        keepScreenshot(m_room->window(), QStringLiteral("ratio-proposed"));
        press(Qt::Key_Escape);
        QVERIFY(drawing().shapes().empty());
        QCOMPARE(m_room->workspace().review().state().history.size(), std::size_t{0});
    }

    void onceMoreTakesItAndUndoAndRedoGoAcrossARestart() {
        press(Qt::Key_C);
        const auto offered = drawing().shapes().at(0).pointsInPixels;
        press(Qt::Key_C);
        QTRY_COMPARE(kept(), 1);
        QVERIFY(item(0).kind == MeasurementKind::CardiothoracicRatio && item(0).isAsProposed());
        QVERIFY(item(0).pointsInPixels == offered && item(0).proposal->model == "fake 1");
        QVERIFY(!drawing().shapes().at(0).isOffered);
        sitDown();
        QCOMPARE(kept(), 1);
        QVERIFY(item(0).isAsProposed());
        press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(kept(), 0);
        sitDown();
        press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(kept(), 1);
        const QJsonObject exported = exportedMeasurement();
        const auto proposal = exported[QStringLiteral("proposal")];
        QCOMPARE(proposal[QStringLiteral("outcome")].toString(), QStringLiteral("accepted"));
        QCOMPARE(proposal[QStringLiteral("within95")].toDouble(), 0.04);
    }

    void anEndThatIsDraggedCorrectsItAndWhatWasProposedStays() {
        press(Qt::Key_C);
        const auto offered = drawing().shapes().at(0).pointsInPixels;
        drag(offered[1], {offered[1].x + 60, offered[1].y});
        QTRY_COMPARE(kept(), 1);
        QVERIFY(item(0).proposal->pointsInPixels == offered && !item(0).isAsProposed());
        QVERIFY(isNear(item(0).pointsInPixels[1], {offered[1].x + 60, offered[1].y}, 2));
        const auto& label = drawing().shapes().at(0).label;
        QVERIFY2(label.at(2).starts_with("corrected; 0.41 ±0.04 (95 %) by fake 1"), label.at(2).c_str());
        keepScreenshot(m_room->window(), QStringLiteral("ratio-corrected"));
        const auto exported = exportedMeasurement();
        QCOMPARE(exported[QStringLiteral("shape")].toString(), QStringLiteral("cardiothoracic ratio"));
        QCOMPARE(exported[QStringLiteral("proposal")][QStringLiteral("outcome")].toString(),
                 QStringLiteral("corrected"));
        const auto values = exported[QStringLiteral("values")];
        const double ratio = values[QStringLiteral("heartWidth")][QStringLiteral("px")].toDouble() /
                             values[QStringLiteral("thoraxWidth")][QStringLiteral("px")].toDouble();
        QVERIFY(std::abs(values[QStringLiteral("ratio")][QStringLiteral("value")].toDouble() - ratio) < 1e-9);
        press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(kept(), 0);
    }

    void aClickOnItTakesNothingAndDeleteDeletesNothing() {
        press(Qt::Key_C);
        const auto offered = drawing().shapes().at(0).pointsInPixels;
        clickAt(offered[0]);
        press(Qt::Key_Delete);
        QVERIFY(drawing().shapes().at(0).isOffered);
        QCOMPARE(m_room->workspace().review().state().history.size(), std::size_t{0});
    }

    void whatIsFartherOffIsNotProposedAndTheWindowSaysWhy() {
        m_script->ratioWithin95 = 0.102;
        sitDown();
        press(Qt::Key_C);
        QVERIFY(drawing().shapes().empty());
        QVERIFY2(said().contains(QStringLiteral("Not proposed: ±0.10 in 95 %, ±0.05 is asked")), qPrintable(said()));
        QVERIFY(action("measureRatioFreely")->isChecked());
        drag({200, 400}, {380, 400});
        QVERIFY2(kept() == 0, "one line is no ratio");
        drag({100, 500}, {460, 520});
        QTRY_COMPARE(kept(), 1);
        QVERIFY(!item(0).proposal && item(0).kind == MeasurementKind::CardiothoracicRatio);
        QVERIFY2(std::abs(item(0).pointsInPixels[3].y - item(0).pointsInPixels[2].y) < 1e-9,
                 "it runs as the first one");
        QCOMPARE(drawing().shapes().at(0).label.at(0), std::string("CTR 0.50"));
        keepScreenshot(m_room->window(), QStringLiteral("ratio-by-hand"));
    }

    void whatNobodyMeasuredIsNotProposed() {
        m_script->ratioWithin95.reset();
        sitDown();
        press(Qt::Key_C);
        QVERIFY2(said().contains(QStringLiteral("was not measured")), qPrintable(said()));
        QVERIFY(drawing().tool() == MeasurementKind::CardiothoracicRatio);
    }

    void withoutTheHeartOrOnAnotherKindOfPictureNothingIsProposed() {
        m_script->output.warnings.push_back({domain::WarningCode::NotFrontalChest, {}, domain::WarningSource::Model});
        sitDown();
        press(Qt::Key_C);
        QVERIFY2(said().contains(QStringLiteral("no frontal chest")), qPrintable(said()));
        m_script = chestScript();
        m_script->ratioWithin95 = 0.04;
        std::erase_if(m_script->output.regions, [](const auto& region) {
            return region.region == *domain::regionFromName("cardiac silhouette");
        });
        sitDown();
        press(Qt::Key_C);
        QVERIFY2(said().contains(QStringLiteral("does not show the heart")), qPrintable(said()));
    }

    void itIsListedNamedHiddenAndDeletedLikeTheOthers() {
        press(Qt::Key_C);
        press(Qt::Key_C);
        QTRY_COMPARE(kept(), 1);
        const auto* table = list().model();
        QCOMPARE(table->index(0, 0).data().toString(), QStringLiteral("cardiothoracic ratio"));
        QCOMPARE(table->index(0, 1).data().toString(), QStringLiteral("0.41"));
        const auto tip = table->index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QStringLiteral("±0.04 (95 %), fake 1")) && tip.contains(QStringLiteral("caution")),
                 qPrintable(tip));
        press(Qt::Key_F2);
        QTest::keyClicks(field(), QStringLiteral("before"));
        QTest::keyClick(field(), Qt::Key_Return);
        QTRY_COMPARE(item(0).name, std::string("before"));
        QVERIFY2(item(0).isAsProposed(), "a name corrects nothing");
        press(Qt::Key_H, Qt::ShiftModifier);
        QTRY_VERIFY(item(0).hidden);
        press(Qt::Key_Delete);
        QTRY_COMPARE(kept(), 0);
    }

    void whatIsOfferedGoesWithThePictureAndTheReader() {
        press(Qt::Key_C);
        m_room->workspace().review().setReader("another");
        QTRY_VERIFY(drawing().shapes().empty());
        press(Qt::Key_C);
        QCOMPARE(drawing().shapes().size(), std::size_t{1});
        const auto other = writePicture(*m_folder, QStringLiteral("two.png"), 2);
        QVERIFY(m_room->openAndWait({other}));
        QVERIFY(drawing().shapes().empty());
    }

private:
    /// What the status line says.
    [[nodiscard]] QString said() { return m_room->window().findChild<QLabel*>(QStringLiteral("stepWords"))->text(); }
};

QTEST_MAIN(TestCardiothoracic)
#include "test_cardiothoracic.moc"
