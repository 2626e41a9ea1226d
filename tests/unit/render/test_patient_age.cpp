// The patient's age in the picture's corner: as the file says it.
#include "ui/render/corner_texts.h"

#include <QTest>

using namespace asg;
using namespace asg::render;

class TestPatientAge : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anAgeIsSaidInItsOwnUnitAndWhatIsNoneAsItStands() {
        const auto said = [](const char* stored) {
            domain::Radiograph picture;
            picture.text.patientAge = stored;
            return makeCornerTexts(picture, vision::FullRange{}, 1).topLeft.join(u'|');
        };
        QCOMPARE(said("006M"), QStringLiteral("6 months"));
        QCOMPARE(said("003W"), QStringLiteral("3 weeks"));
        QCOMPARE(said(" 10D "), QStringLiteral("10 days"));
        QCOMPARE(said("58y"), QStringLiteral("58 years"));
        QCOMPARE(said("adult"), QStringLiteral("adult"));
        QCOMPARE(said(""), QString());
    }
};

QTEST_APPLESS_MAIN(TestPatientAge)
#include "test_patient_age.moc"
