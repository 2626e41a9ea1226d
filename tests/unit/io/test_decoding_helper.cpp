/// A decoder that crashes, hangs, takes memory or lies costs the picture that it did it with, and nothing else.
#include "core/base/resources.h"
#include "core/io/decoded_file.h"
#include "core/io/decoding/confine.h"
#include "core/io/decoding/helper_decoders.h"
#include "core/io/decoding/messages.h"
#include "core/io/image_writer.h"

#include <QDirIterator>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/wait.h>
#include <thread>

namespace fs = std::filesystem;
using namespace asg::io;
using asg::base::ErrorCode;

namespace {

using Content = std::vector<std::uint8_t>;

fs::path misbehaving() {
    return asg::base::programFolder() / "asg-decode-misbehaving";
}

/// A good picture of 40 × 30, and behind it what the helper is told.
Content picture(const std::string& order = {}) {
    std::vector<std::uint8_t> grey(30 * 40);
    for (std::size_t i = 0; i < grey.size(); ++i) grey[i] = static_cast<std::uint8_t>(i);
    const auto png = encodePng(grey, 30, 40, PixelLayout::Grey);
    const auto* begin = reinterpret_cast<const std::uint8_t*>(png->data());
    Content content(begin, begin + png->size());
    if (!order.empty()) {
        const std::string told = "do: " + order;
        content.insert(content.end(), told.begin(), told.end());
    }
    return content;
}

/// What is translated stands in brackets.
std::string inAnotherLanguage(const asg::base::Error& error) {
    return translated(sentenceOf(error), [](const char* words) { return "[" + std::string(words) + "]"; });
}

asg::base::Result<Raster> opened(PixelDecoders& decoders, const Content& content, const std::stop_token& stop = {}) {
    return decoders.image(FileKind::Png, content, 1, stop);
}

Content contentOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

DecodedFile decodedBy(PixelDecoders& decoders, const Content& content) {
    const auto kind = kindOf(Bytes(content).first(std::min(content.size(), kKindBytes)));
    return guarded([&] {
        return kind == FileKind::Dicom ? decodeDicom(content, 1, decoders) : decodeImage(kind, content, 1, decoders);
    });
}

/// The process ids of this process's children.
std::vector<pid_t> childProcesses() {
    std::vector<pid_t> result;
    for (const auto& thread : fs::directory_iterator("/proc/self/task")) {
        std::ifstream list(thread.path() / "children");
        result.insert(result.end(), std::istream_iterator<pid_t>(list), {});
    }
    return result;
}

HelperLimits tightLimits() {
    HelperLimits limits;
    limits.processorSeconds = 1;
    limits.seconds = 4;
    limits.memory = std::size_t{200} << 20;
    return limits;
}

}  // namespace

class DecodingHelperTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatOnePictureDoesCostsThatPicture_data() {
        QTest::addColumn<QString>("order");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* order, ErrorCode code, const char* words) {
            QTest::newRow(order) << order << static_cast<int>(code) << words;
        };
        row("crash", ErrorCode::Corrupt, "crash (signal 11)");
        row("abort", ErrorCode::Corrupt, "crash (signal 6)");
        row("exit", ErrorCode::Internal, "Install the program again");
        row("hang", ErrorCode::TooLarge, "1 s of work");
        row("sleep", ErrorCode::TooLarge, "after 4 s");
        if (!kIsSanitized) row("eat", ErrorCode::OutOfMemory, "200 MB");
        row("lie", ErrorCode::Internal, "cannot be");
    }
    void whatOnePictureDoesCostsThatPicture() {
        QFETCH(QString, order);
        QFETCH(int, code);
        QFETCH(QString, words);
        HelperLimits limits = tightLimits();
        // A busy machine may take long to give a decoder its second of work.
        if (order != "sleep") limits.seconds = 120;
        HelperDecoders helpers(misbehaving(), limits);
        QVERIFY(opened(helpers, picture()).ok());
        const auto bad = opened(helpers, picture(order.toStdString()));
        QVERIFY(!bad.ok());
        QCOMPARE(static_cast<int>(bad.error().code), code);
        QVERIFY2(QString::fromStdString(bad.error().text).contains(words), bad.error().text.c_str());
        const auto after = opened(helpers, picture());
        QVERIFY(after.ok());
        QCOMPARE(after->pixels.size(), std::size_t{30 * 40});
        QCOMPARE(after->pixels[41], std::uint16_t{41});
    }

    void aStopEndsADecoderThatHangs() {
        HelperDecoders helpers(misbehaving());
        std::stop_source stop;
        std::jthread stopping([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            stop.request_stop();
        });
        // Ends long before its own limits, or the test's time runs out.
        QVERIFY(!opened(helpers, picture("sleep"), stop.get_token()).ok());
        stopping.join();
        QVERIFY(opened(helpers, picture()).ok());
    }

    void aStopThatWasRequestedBeforeDoesNotSpoilTheNextPicture() {
        HelperDecoders helpers(misbehaving());
        std::stop_source stop;
        stop.request_stop();
        static_cast<void>(opened(helpers, picture(), stop.get_token()));
        QVERIFY(opened(helpers, picture()).ok());
    }

    void oneThatWasKilledWhileItWaitedIsReplaced() {
        HelperDecoders helpers(misbehaving());
        QVERIFY(opened(helpers, picture()).ok());
        const auto waiting = childProcesses();
        QVERIFY(!waiting.empty());
        for (const pid_t helper : waiting) QCOMPARE(::kill(helper, SIGKILL), 0);
        QVERIFY(opened(helpers, picture()).ok());
    }

    void noneStaysBehind() {
        {
            HelperDecoders helpers(misbehaving(), tightLimits());
            helpers.prepare();
            QVERIFY(opened(helpers, picture()).ok());
            QVERIFY(!opened(helpers, picture("crash")).ok());
            QVERIFY(opened(helpers, picture()).ok());
            helpers.keepNone();
            QVERIFY(childProcesses().empty());
            QVERIFY(opened(helpers, picture()).ok());
            QVERIFY(childProcesses().empty());
        }
        QCOMPARE(::waitpid(-1, nullptr, WNOHANG), -1);
        QCOMPARE(errno, ECHILD);
    }

    void manyThreadsDecodeAtOnce() {
        HelperDecoders helpers(misbehaving());
        std::atomic<int> good = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 4; ++i)
                threads.emplace_back([&] {
                    for (int k = 0; k < 20; ++k)
                        good += opened(helpers, picture(k % 7 == 3 ? "crash" : "")).ok() ? 1 : 0;
                });
        }
        QCOMPARE(good.load(), 4 * 17);
        QVERIFY(childProcesses().size() <= 2);
    }

    void aDecoderReachesNeitherFilesNorNetworkNorPrograms() {
        if (kIsSanitized) QSKIP("a sanitizer needs what the helper gives up");
        HelperDecoders helpers(misbehaving());
        const auto freedoms = opened(helpers, picture("escape"));
        QVERIFY2(freedoms.ok(), freedoms.ok() ? "" : freedoms.error().text.c_str());
        QCOMPARE(freedoms->pixels.front(), std::uint16_t{0});
    }

    void aProgramWithoutItsHelperSaysSo() {
        HelperDecoders helpers("/nowhere/asg-decode");
        helpers.prepare();
        const auto without = opened(helpers, picture());
        QVERIFY(!without.ok());
        QVERIFY(without.error().text.find("/nowhere/asg-decode, is missing") != std::string::npos);
        QVERIFY(without.error().text.find("Install the program again") != std::string::npos);
    }

    void aHelperThatIsNoneIsSaid() {
        HelperDecoders helpers("/bin/true");
        const auto without = opened(helpers, picture());
        QVERIFY(!without.ok());
        QVERIFY2(without.error().text.find("does not fit this program") != std::string::npos,
                 without.error().text.c_str());
    }

    /// Every seed of the fuzzers: whole and damaged files of each kind.
    void theHelperGivesWhatTheLibrariesGive() {
        HelperDecoders helpers(asg::base::programFolder() / "asg-decode");
        LocalDecoders here;
        int pictures = 0;
        QDirIterator seeds(ASG_SOURCE_DIR "/tests/fuzz/io/corpus", QDir::Files, QDirIterator::Subdirectories);
        while (seeds.hasNext()) {
            const fs::path path = seeds.next().toStdString();
            const auto content = contentOf(path);
            const auto expected = decodedBy(here, content);
            const auto actual = decodedBy(helpers, content);
            QVERIFY2(expected.picture.ok() == actual.picture.ok(), path.c_str());
            QCOMPARE(actual.info.has_value(), expected.info.has_value());
            if (!expected.picture) {
                QCOMPARE(actual.picture.error().text, expected.picture.error().text);
                QCOMPARE(inAnotherLanguage(actual.picture.error()), inAnotherLanguage(expected.picture.error()));
                continue;
            }
            ++pictures;
            QVERIFY2(*actual.picture->pixels == *expected.picture->pixels, path.c_str());
            QCOMPARE(actual.picture->storedOffset, expected.picture->storedOffset);
            QCOMPARE(actual.picture->bitsStored, expected.picture->bitsStored);
            QCOMPARE(actual.picture->wasColor, expected.picture->wasColor);
            QCOMPARE(actual.picture->frameCount, expected.picture->frameCount);
        }
        QVERIFY(pictures > 20);
    }

    void anAnswerIsBelievedOnlyWhole() {
        ParcelWriter parcel;
        Raster raster;
        raster.rows = 30;
        raster.columns = 40;
        putAnswer(parcel, raster);
        const Content whole(parcel.bytes().begin(), parcel.bytes().end());
        const auto isTaken = [](Bytes bytes) {
            ParcelReader reader(bytes);
            return takeAnswer(reader).has_value();
        };
        QVERIFY(isTaken(whole));
        for (std::size_t size = 0; size < whole.size(); ++size) QVERIFY(!isTaken(Bytes(whole).first(size)));
        Content longer = whole;
        longer.push_back(0);
        QVERIFY(!isTaken(longer));
        // Sides, depth and lengths beyond what may be: the highest byte of each number in turn.
        for (std::size_t at = 7; at < 6 * 8; at += 8) {
            Content changed = whole;
            changed[at] = 0x7F;
            QVERIFY(!isTaken(changed));
        }
    }

    void anErrorIsSaidInTheWindowsLanguage() {
        HelperDecoders helpers(asg::base::programFolder() / "asg-decode");
        Content cutOff = picture();
        cutOff.resize(60);
        const auto png = opened(helpers, cutOff);
        QVERIFY(!png.ok());
        const auto said = inAnotherLanguage(png.error());
        QVERIFY2(said.starts_with("[The PNG file is damaged or cut off ("), said.c_str());
        const auto noFrame = helpers.image(FileKind::Png, picture(), 2, {});
        QVERIFY(!noFrame.ok());
        QCOMPARE(inAnotherLanguage(noFrame.error()),
                 std::string("[There is no frame 2; the file has 1, counted from 1.]"));
        // A reason within the sentence.
        PixelLayoutOfFile layout;
        layout.rows = layout.columns = 2;
        layout.bitsAllocated = layout.bitsStored = 8;
        layout.highBit = 7;
        const auto stream = helpers.frame(Content(9), layout, {});
        QVERIFY(!stream.ok());
        QCOMPARE(inAnotherLanguage(stream.error()),
                 std::string("[The DICOM file is damaged or cut off ([its compressed pixels do not begin as a known "
                             "compression does]).]"));
    }

    void wordsThatNoDecoderSaysAreNoAnswer_data() {
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("arguments");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("as it is said") << "The PNG file is damaged or cut off (%1)." << 1 << true;
        QTest::newRow("an argument is missing") << "The PNG file is damaged or cut off (%1)." << 0 << false;
        QTest::newRow("one too many") << "The PNG file is damaged or cut off (%1)." << 2 << false;
        QTest::newRow("words of another room") << "%1: %2" << 2 << false;
        QTest::newRow("nobody's words") << "Send the picture to %1." << 1 << false;
        QTest::newRow("none") << "" << 0 << false;
    }

    void wordsThatNoDecoderSaysAreNoAnswer() {
        QFETCH(const QString, words);
        QFETCH(const int, arguments);
        ParcelWriter parcel;
        parcel.put(std::int64_t{1});  // an error
        parcel.put(static_cast<std::int64_t>(ErrorCode::Corrupt));
        parcel.put(std::int64_t{1});  // a sentence
        parcel.put(std::string_view(words.toStdString()));
        for (int i = 0; i < arguments; ++i) {
            parcel.put(std::int64_t{0});  // text
            parcel.put(std::string_view("%1"));
        }
        ParcelReader reader(parcel.bytes());
        const auto answer = takeAnswer(reader);
        QTEST(answer.has_value(), "isTaken");
        if (answer)
            QCOMPARE(std::get<asg::base::Error>(*answer).text, std::string("The PNG file is damaged or cut off (%1)."));
    }

    /// However deep its sentences are nested, what is said arrives as text at least.
    void sentencesWithoutEndEndSomewhere() {
        asg::base::Sentence sentence{"its JPEG 2000 stream has %1 components", {"3"}};
        for (int i = 0; i < 50; ++i) sentence = {"The PNG file is damaged or cut off (%1).", {sentence}};
        const asg::base::Error error(ErrorCode::Corrupt, sentence);
        ParcelWriter parcel;
        putAnswer(parcel, error);
        ParcelReader reader(parcel.bytes());
        const auto answer = takeAnswer(reader);
        QVERIFY(answer.has_value());
        QCOMPARE(std::get<asg::base::Error>(*answer).text, error.text);
        QVERIFY(inAnotherLanguage(std::get<asg::base::Error>(*answer)).starts_with("[The PNG"));
        // A helper that nests them deeper than any does.
        ParcelWriter deep;
        deep.put(std::int64_t{1});
        deep.put(std::int64_t{0});
        for (int i = 0; i < 100'000; ++i) {
            deep.put(std::int64_t{1});
            deep.put(std::string_view("The PNG file is damaged or cut off (%1)."));
        }
        ParcelReader deepReader(deep.bytes());
        QVERIFY(!takeAnswer(deepReader).has_value());
    }

    /// The real program beside the helper that misbehaves.
    void theCommandLineNamesThePictureAndGoesOn() {
        const QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        fs::copy_file(asg::base::programFolder() / "asg", root / "asg");
        const auto write = [&](const char* name, const Content& content) {
            std::ofstream(root / name, std::ios::binary)
                .write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
        };
        write("bad.png", picture("crash"));
        write("good.png", picture());
        const auto run = [&](const char* name) {
            QProcess asg;
            asg.start(folder.filePath("asg"), {"info", folder.filePath(name)});
            asg.waitForFinished();
            return std::pair(asg.exitCode(), asg.readAllStandardError());
        };
        const auto missing = run("good.png");
        QVERIFY(missing.first != 0);
        QVERIFY2(missing.second.contains("asg-decode, is missing"), missing.second.constData());
        fs::copy_file(misbehaving(), root / "asg-decode");
        const auto bad = run("bad.png");
        QVERIFY(bad.first != 0);
        QVERIFY2(bad.second.contains("bad.png: The picture made its decoder crash"), bad.second.constData());
        QVERIFY(bad.second.contains("Convert it"));
        QCOMPARE(run("good.png").first, 0);
    }
};

QTEST_GUILESS_MAIN(DecodingHelperTest)
#include "test_decoding_helper.moc"
