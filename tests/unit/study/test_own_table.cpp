// Two viewers that change a user's table at the same moment.
#include "core/study/hand_groups.h"
#include "core/study/own_table.h"
#include "core/study/own_windows.h"

#include <QTemporaryDir>
#include <QTest>

#include <string>
#include <thread>

using namespace asg;

namespace {

constexpr int kLines = 40;

std::string sumOf(char digit, int number) {
    auto sum = std::string(64, digit);
    const auto end = std::to_string(number);
    return sum.replace(64 - end.size(), end.size(), end);
}

}  // namespace

class TestOwnTable : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = std::filesystem::path(m_temporary->path().toStdString()) / "settings";
    }

    void whatTwoViewersKeepAtOnceIsAllThere() {
        const auto patients = m_folder / "patients.tsv";
        const auto windows = m_folder / "windows.tsv";
        const auto keep = [&](char who) {
            for (int i = 0; i < kLines; ++i) {
                const domain::Window window{100.0 + i, 200, domain::Window::Function::LinearExact,
                                            std::string(1, who) + std::to_string(i)};
                if (!study::keepHandGroups(patients, {{sumOf(who, i), sumOf('0', i)}}) ||
                    !study::keepOwnWindow(windows, {"DX", window}))
                    std::abort();
            }
        };
        std::thread other(keep, 'a');
        keep('b');
        other.join();
        QCOMPARE(study::loadHandGroups(patients)->size(), std::size_t{2 * kLines});
        QCOMPARE(study::loadOwnWindows(windows)->size(), std::size_t{2 * kLines});
    }

    void aProgramThatKeepsTheTableForItselfIsNamedAndNothingIsWritten() {
        const auto patients = m_folder / "patients.tsv";
        QVERIFY(study::keepHandGroups(patients, {{sumOf('a', 1), sumOf('a', 2)}}));
        {
            const auto turn = study::OwnTableTurn::take(patients);
            QVERIFY(turn);
            const auto kept = study::keepHandGroups(patients, {{sumOf('a', 1), sumOf('a', 3)}});
            QVERIFY(!kept);
            QVERIFY(kept.error().text.find("patients.tsv: another program is changing it") != std::string::npos);
        }
        QCOMPARE(study::loadHandGroups(patients)->size(), std::size_t{1});
        QVERIFY(study::keepHandGroups(patients, {{sumOf('a', 1), sumOf('a', 3)}}));
    }

private:
    std::unique_ptr<QTemporaryDir> m_temporary;
    std::filesystem::path m_folder;
};

QTEST_GUILESS_MAIN(TestOwnTable)
#include "test_own_table.moc"
