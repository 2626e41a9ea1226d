#include "core/base/whole_number.h"

#include <QTest>

#include <cstdint>
#include <limits>

using asg::base::NotAWholeNumber;
using asg::base::wholeNumber;
using nlohmann::json;

class WholeNumberTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatTheTypeHoldsIsTaken() {
        QCOMPARE(wholeNumber<int>(json::parse("-14")), -14);
        QCOMPARE(wholeNumber<std::int64_t>(json::parse("-9223372036854775808")), std::numeric_limits<qint64>::min());
        QCOMPARE(wholeNumber<std::uint64_t>(json::parse("18446744073709551615")), std::numeric_limits<quint64>::max());
        QCOMPARE(wholeNumber<std::uint32_t>(json(7)), 7U);
    }

    void anythingElseIsRefused_data() {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"-1", "4294967296", "14.0", "-14.0", "1e300", "true", "null", "\"7\"", "[7]"})
            QTest::newRow(text) << QByteArray(text);
    }
    void anythingElseIsRefused() {
        QFETCH(QByteArray, text);
        const auto value = json::parse(text.toStdString());
        QVERIFY_THROWS_EXCEPTION(NotAWholeNumber, static_cast<void>(wholeNumber<std::uint32_t>(value)));
    }
};

QTEST_GUILESS_MAIN(WholeNumberTest)
#include "test_whole_number.moc"
