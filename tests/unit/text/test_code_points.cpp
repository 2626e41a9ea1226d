#include "core/text/code_points.h"

#include <QString>
#include <QTest>

using namespace asg::text;

class TestCodePoints : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dropsAByteOrderMark() {
        const auto decoded = decodeText("\xEF\xBB\xBFNo effusion.");
        QCOMPARE(decoded.utf8, std::string("No effusion."));
        QVERIFY(!decoded.readAsLatin1);
    }

    void readsUtf16ByItsMark() {
        using namespace std::string_literals;
        QCOMPARE(decodeText("\xFF\xFEN\0o\0\xF1\0"s).utf8, std::string("No\xC3\xB1"));
        QCOMPARE(decodeText("\xFE\xFF\0N\0o\0\xF1"s).utf8, std::string("No\xC3\xB1"));
        QCOMPARE(decodeText("\xFE\xFF\xD8\x3E\xDE\x7B"s).utf8, std::string("\xF0\x9F\xA9\xBB"));
        QCOMPARE(decodeText("\xFE\xFF\xD8\x3E\0N"s).utf8, std::string("\xEF\xBF\xBDN"));
        QCOMPARE(decodeText("\xFF\xFEN\0o"s).utf8, std::string("N"));
        QCOMPARE(decodeText("\xFF\xFE"s).utf8, std::string());
        QVERIFY(!decodeText("\xFF\xFEN\0"s).readAsLatin1);
    }

    void readsUtf16WithoutAMarkByItsZeros() {
        using namespace std::string_literals;
        QCOMPARE(decodeText("N\0o\0 \0m\0a\0s\0s\0"s).utf8, std::string("No mass"));
        QCOMPARE(decodeText("\0N\0o\0 \0m\0a\0s\0s"s).utf8, std::string("No mass"));
        QCOMPARE(decodeText("No mass\0"s).utf8, "No mass\0"s);
    }

    void keepsValidUtf8AndReadsTheRestAsLatin1() {
        QCOMPARE(decodeText("neumot\xC3\xB3rax").utf8, std::string("neumot\xC3\xB3rax"));
        const auto latin = decodeText("neumot\xF3rax");
        QVERIFY(latin.readAsLatin1);
        QCOMPARE(latin.utf8, std::string("neumot\xC3\xB3rax"));
    }

    void refusesOverlongSurrogateAndCutSequences_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("overlong") << QByteArray("\xC0\xAF");
        QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80");
        QTest::newRow("beyond Unicode") << QByteArray("\xF4\x90\x80\x80");
        QTest::newRow("cut short") << QByteArray("abc\xE2\x82");
        QTest::newRow("lone continuation") << QByteArray("\x80");
    }
    void refusesOverlongSurrogateAndCutSequences() {
        QFETCH(QByteArray, bytes);
        QVERIFY(decodeText(bytes.toStdString()).readAsLatin1);
    }

    void countsAsQStringDoes() {
        const QString text = QString::fromUtf8("a\xC3\xA9 \xF0\x9D\x94\xB8z \xE2\x82\xAC end");
        const std::string utf8 = text.toStdString();
        const CodePointIndex index(utf8);
        const auto ucs4 = text.toUcs4();
        QCOMPARE(index.codePoints(), static_cast<std::size_t>(ucs4.size()));
        for (std::size_t i = 0; i <= index.codePoints(); ++i) {
            QCOMPARE(index.codePointOfByte(index.byteOfCodePoint(i)), i);
            QCOMPARE(index.codePointOfUtf16(index.utf16OfCodePoint(i)), i);
            const auto head = QString::fromUcs4(reinterpret_cast<const char32_t*>(ucs4.data()), static_cast<int>(i));
            QCOMPARE(index.utf16OfCodePoint(i), static_cast<std::size_t>(head.size()));
            QCOMPARE(index.byteOfCodePoint(i), static_cast<std::size_t>(head.toUtf8().size()));
        }
        QCOMPARE(index.byteOfCodePoint(1000), utf8.size());
    }
};

QTEST_APPLESS_MAIN(TestCodePoints)
#include "test_code_points.moc"
