#include "core/base/atomic_file.h"
#include "core/base/geometry.h"
#include "core/base/json_text.h"
#include "core/base/printable.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <cassert>
#include <stdexcept>
#include <string>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace asg::base;

namespace {

std::filesystem::path in(const QTemporaryDir& folder, const char* name) {
    return std::filesystem::path(folder.path().toStdString()) / name;
}

}  // namespace

class BaseTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // What is tested must be what an assert guards.
    void assertsAreOn() {
        bool on = false;
        assert(on = true);
        QVERIFY2(on, "NDEBUG is set: configure with a preset");
    }

    void atomicWriteReplacesTheWholeFileAndLeavesNothingBeside() {
        const QTemporaryDir folder;
        const auto path = in(folder, "result.json");
        QVERIFY(writeFileAtomically(path, std::string_view("a long first content")).ok());
        QVERIFY(writeFileAtomically(path, std::string_view("short")).ok());
        QCOMPARE(readFile(path, 100).value(), std::string("short"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }

    void whatIsWrittenIsItsOwnersAloneWhateverTheUmask() {
        const auto rightsOf = [](const std::filesystem::path& path) {
            return static_cast<int>(std::filesystem::status(path).permissions());
        };
        const mode_t before = ::umask(0);
        for (const mode_t mask : {0, 022, 0777}) {
            ::umask(0);
            const QTemporaryDir folder;
            ::umask(mask);
            const auto deep = in(folder, "studies") / "one";
            QVERIFY(makeFolder(deep).ok());
            QVERIFY(makeFolder(deep).ok());
            QCOMPARE(rightsOf(deep), 0700);
            QCOMPARE(rightsOf(deep.parent_path()), 0700);
            QVERIFY(writeFileAtomically(deep / "report.txt", std::string_view("a patient")).ok());
            QCOMPARE(rightsOf(deep / "report.txt"), 0600);
            const auto aside = asidePathOf(deep / "batch.jsonl");
            QCOMPARE(rightsOf(aside), 0600);
            QVERIFY(moveIntoPlace(aside, deep / "batch.jsonl").ok());
            QCOMPARE(rightsOf(deep / "batch.jsonl"), 0600);
        }
        ::umask(before);
    }

    void whatAKilledWriterLeftBesideIsRemovedByTheNextOne() {
        const pid_t dead = ::fork();
        if (dead == 0) ::_exit(0);
        QCOMPARE(::waitpid(dead, nullptr, 0), dead);
        const QTemporaryDir folder;
        const auto path = in(folder, "lines.jsonl");
        const auto of = [&](pid_t process) { return "lines.jsonl." + std::to_string(process) + "-0"; };
        for (const auto& name : {of(dead), of(::getpid()), std::string("lines.jsonl.partial"), "other." + of(dead)})
            QVERIFY(writeFileAtomically(in(folder, name.c_str()), std::string_view("x")).ok());
        const auto aside = asidePathOf(path);
        QVERIFY(!std::filesystem::exists(in(folder, of(dead).c_str())));
        QVERIFY(moveIntoPlace(aside, path).ok());
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 4);
    }

    void devicesAndPipesAreWrittenToAndStay() {
        const auto full = writeFileAtomically("/dev/full", std::string_view("x"));
        QVERIFY(!full.ok());
        QCOMPARE(full.error().code, ErrorCode::DiskFull);
        QVERIFY(std::filesystem::is_character_file("/dev/full"));
        QVERIFY(writeFileAtomically("/dev/null", std::string_view("x")).ok());
        QVERIFY(std::filesystem::is_character_file("/dev/null"));
    }

    void aFolderBelowAFileCannotBeMade() {
        const QTemporaryDir folder;
        QVERIFY(writeFileAtomically(in(folder, "file"), std::string_view("x")).ok());
        const auto made = makeFolder(in(folder, "file") / "below");
        QVERIFY(!made.ok());
        QVERIFY(made.error().text.find("file") != std::string::npos);
    }

    void aLinkStaysAndItsTargetIsReplaced() {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath("elsewhere"));
        for (const char* target : {"elsewhere/there.json", "elsewhere/not-yet.json"}) {
            const auto link = in(folder, "link.json");
            std::filesystem::remove(link);
            std::filesystem::create_symlink(target, link);
            QVERIFY(writeFileAtomically(link, std::string_view("content")).ok());
            QVERIFY(std::filesystem::is_symlink(link));
            QCOMPARE(readFile(in(folder, target), 100).value(), std::string("content"));
        }
    }

    void atomicWriteIntoAMissingFolderNamesTheFile() {
        const QTemporaryDir folder;
        const auto path = in(folder, "missing") / "result.json";
        const auto written = writeFileAtomically(path, std::string_view("x"));
        QVERIFY(!written.ok());
        QCOMPARE(written.error().code, ErrorCode::NotFound);
        QVERIFY(written.error().text.find("result.json") != std::string::npos);
    }

    void aFullDiskIsToldApartFromOtherFailures() {
        const Error error = systemError("/data/result.json", ENOSPC, {"cannot be written"});
        QCOMPARE(error.code, ErrorCode::DiskFull);
        QVERIFY(error.text.find("/data/result.json") != std::string::npos);
        QCOMPARE(systemError("/data/result.json", EIO, {"cannot be written"}).code, ErrorCode::WriteFailed);
    }

    void aFolderIsMovedIntoPlaceAsAWhole() {
        const QTemporaryDir folder;
        std::filesystem::create_directories(in(folder, "aside/maps"));
        const std::string text = "content";
        QVERIFY(writeNewFile(in(folder, "aside/maps/a.png"), std::as_bytes(std::span(text))).ok());
        QVERIFY(moveFolderIntoPlace(in(folder, "aside"), in(folder, "place")).ok());
        QCOMPARE(readFile(in(folder, "place/maps/a.png"), 100).value(), text);
        QVERIFY(!std::filesystem::exists(in(folder, "aside")));
        // What is there is not mixed with what comes.
        std::filesystem::create_directories(in(folder, "aside"));
        QVERIFY(!moveFolderIntoPlace(in(folder, "aside"), in(folder, "place")).ok());
        QVERIFY(std::filesystem::exists(in(folder, "aside")));
        QVERIFY(!writeNewFile(in(folder, "place/maps/a.png"), std::as_bytes(std::span(text))).ok());
        QCOMPARE(readFile(in(folder, "place/maps/a.png"), 100).value(), text);
    }

    void aReasonComesWithoutALibrarysStackOfCalls() {
        const std::runtime_error torch(
            "no such record: data.pkl\nException raised from read at /pytorch/caffe2/inline_container.cc:1 (most "
            "recent "
            "call first):\nframe #0: c10::Error::Error() + 0x80\n");
        QCOMPARE(reasonOf(torch), std::string("no such record: data.pkl"));
        QCOMPARE(reasonOf(std::runtime_error("plain")), std::string("plain"));
    }

    void readingRefusesFoldersPipesAndTooLargeFiles() {
        const QTemporaryDir folder;
        QCOMPARE(readFile(folder.path().toStdString(), 100).error().code, ErrorCode::Unsupported);
        const auto pipe = in(folder, "pipe");
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        QCOMPARE(readFile(pipe, 100).error().code, ErrorCode::Unsupported);
        const auto large = in(folder, "large");
        QVERIFY(writeFileAtomically(large, std::string(101, 'x')).ok());
        QCOMPARE(readFile(large, 100).error().code, ErrorCode::TooLarge);
        QCOMPARE(readFile(in(folder, "none"), 100).error().code, ErrorCode::NotFound);
    }

    void intersectionOverUnionOfKnownBoxes() {
        QCOMPARE(intersectionOverUnion({0, 0, 2, 2}, {1, 0, 3, 2}), 1.0 / 3.0);
        QCOMPARE(intersectionOverUnion({0, 0, 1, 1}, {2, 2, 3, 3}), 0.0);
        QCOMPARE(intersectionOverUnion({0, 0, 0, 0}, {0, 0, 0, 0}), 0.0);
    }

    // Copying and writing a JSON value recurse: 60 000 levels in a file would end the program.
    void whatSteersATerminalIsPrintedAsItsBytes() {
        QCOMPARE(printable("a\x1b[31mb\n"), std::string("a\\x1b[31mb\\x0a"));
        QCOMPARE(printable("a\nb\r", true), std::string("a\nb\\x0d"));
        QCOMPARE(printable("M\xc3\xbcller \xff"), std::string("M\xc3\xbcller \\xff"));
        QCOMPARE(printable("\u202e.gpj"), std::string("\\xe2\\x80\\xae.gpj"));
    }

    void jsonIsRefusedBeyondTheDepthLimitAndOnlyThere() {
        const auto nested = [](int levels) {
            return std::string(static_cast<std::size_t>(levels), '[') +
                   std::string(static_cast<std::size_t>(levels), ']');
        };
        QVERIFY(jsonFromText(nested(kMaximumJsonDepth)).ok());
        QCOMPARE(jsonFromText(nested(kMaximumJsonDepth + 1)).error().code, ErrorCode::TooLarge);
        QCOMPARE(jsonFromText(std::string(60'000, '{')).error().code, ErrorCode::TooLarge);
        const std::string brackets(100, '[');
        QVERIFY(isNestedTooDeep(nested(kMaximumJsonDepth + 1)) && !isNestedTooDeep(nested(kMaximumJsonDepth)));
        QVERIFY(jsonFromText("[\"" + brackets + " \\\" \\\\\"]").ok());  // in a string they are text
        std::string flat = "[[]";
        for (int i = 0; i < 100; ++i) flat += ",{\"a\":[]}";
        QVERIFY(jsonFromText(flat + "]").ok());
        for (const char* text : {"", "{", "[1", "nope", "\"\xE4\"", "[\"open"})
            QCOMPARE(jsonFromText(text).error().code, ErrorCode::Corrupt);
    }

    void enclosingIgnoresEmptyBoxes() {
        QCOMPARE(enclosing({}, {1, 2, 3, 4}), (Box{1, 2, 3, 4}));
        QCOMPARE(enclosing({0, 0, 1, 1}, {4, 5, 6, 7}), (Box{0, 0, 6, 7}));
    }
};

QTEST_GUILESS_MAIN(BaseTest)
#include "test_base.moc"
