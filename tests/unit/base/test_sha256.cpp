#include "core/base/scalar_sha256.h"
#include "core/base/sha256.h"

#include <QCryptographicHash>
#include <QTest>

#include <algorithm>
#include <string>
#include <string_view>

using namespace asg::base;

namespace {

std::span<const std::byte> bytesOf(std::string_view text) {
    return std::as_bytes(std::span(text));
}

std::string scalarHex(std::string_view text) {
    ScalarSha256 hash;
    hash.update(bytesOf(text));
    const auto digest = hash.finish();
    return QByteArray(reinterpret_cast<const char*>(digest.data()), kSha256Bytes).toHex().toStdString();
}

/// Feeds a text in pieces of changing lengths.
template <typename Hash>
void feedInPieces(Hash& hash, const std::string& text) {
    for (std::size_t begin = 0, step = 1; begin < text.size(); begin += step, step = step * 3 % 997 + 1)
        hash.update(bytesOf(text).subspan(begin, std::min(step, text.size() - begin)));
}

}  // namespace

/// What is shipped hashes with libcrypto where it is; the plain implementation has to say the same.
class Sha256Test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void vectorsOfTheStandard_data() {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("digest");
        QTest::newRow("nothing") << QByteArray()
                                 << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        QTest::newRow("one block") << QByteArray("abc")
                                   << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        QTest::newRow("two blocks") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                                    << QByteArray("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
        QTest::newRow("a million letters")
            << QByteArray(1'000'000, 'a')
            << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }

    void vectorsOfTheStandard() {
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, digest);
        const std::string_view text(message.constData(), static_cast<std::size_t>(message.size()));
        QCOMPARE(sha256Hex(text), digest.toStdString());
        QCOMPARE(scalarHex(text), digest.toStdString());
    }

    void bothEqualQtsForEveryLengthAroundABlock() {
        for (int length = 0; length < 200; ++length) {
            const QByteArray bytes(length, static_cast<char>(length * 7 + 1));
            const std::string_view text(bytes.constData(), static_cast<std::size_t>(length));
            const auto expected = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
            QCOMPARE(sha256Hex(text), expected);
            QCOMPARE(scalarHex(text), expected);
        }
    }

    void piecesGiveWhatTheWholeGives() {
        const std::string text(100'000, 'x');
        Sha256 shipped;
        feedInPieces(shipped, text);
        QCOMPARE(shipped.finishHex(), scalarHex(text));
        ScalarSha256 scalar;
        feedInPieces(scalar, text);
        QVERIFY(scalar.finish() == [&] {
            ScalarSha256 whole;
            whole.update(bytesOf(text));
            return whole.finish();
        }());
    }
};

QTEST_GUILESS_MAIN(Sha256Test)
#include "test_sha256.moc"
