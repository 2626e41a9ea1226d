// The tokenizer gives the same ids as Hugging Face's `tokenizers`: on a kept file, and, where Python is there, on 2 000
// report sentences, on every Unicode character inside a word and on random awkward text.

#include "models/nets/word_piece_tokenizer.h"
#include "tests/golden/nets/reference_python.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>
#include <nlohmann/json.hpp>

#include <fstream>

using namespace asg;
using nlohmann::json;

namespace {

void compareCase(const json& golden) {
    const auto tokenizer = nets::WordPieceTokenizer::fromEntries(
        golden.at("vocabulary").get<std::vector<std::string>>(),
        {golden.at("lowerCase").get<bool>(), golden.at("stripAccents").get<bool>()});
    QVERIFY2(tokenizer.ok(), tokenizer.ok() ? "" : tokenizer.error().text.c_str());
    const auto maximum = golden.at("maximum").get<std::size_t>();
    const auto& texts = golden.at("texts");
    std::size_t tokens = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto text = texts[i].get<std::string>();
        std::vector<int> ids;
        for (const auto& token : tokenizer->encode(text, maximum).tokens) ids.push_back(token.id);
        QVERIFY2(ids == golden.at("ids")[i].get<std::vector<int>>(), text.c_str());
        tokens += ids.size();
    }
    qInfo("%zu texts, %zu tokens identical", texts.size(), tokens);
}

json readCases(const QString& path) {
    std::ifstream file(path.toStdString());
    return json::parse(file);
}

QString reportFolder() {
    const QString data = qEnvironmentVariable("ASG_SHARED_DATA");
    const QDir shared(data.isEmpty() ? QStringLiteral(ASG_SOURCE_DIR "/../shared/data") : data);
    return shared.filePath(QStringLiteral("reports_iu"));
}

}  // namespace

class GoldenTokenizer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keptTextsGiveTheSameIds() {
        for (const auto& golden : readCases(QStringLiteral(ASG_SOURCE_DIR "/tests/golden/nets/data/tokens.json"))) {
            compareCase(golden);
        }
    }

    void freshTextsGiveTheSameIds() {
        const auto python = tests::referencePython();
        if (!python) QSKIP("no Python with tokenizers (.deps/python or $ASG_PYTHON): compared with the kept file only");
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("tokens.json"));
        QStringList arguments{path, QStringLiteral("--size"), QStringLiteral("full")};
        const bool hasReports = QDir(reportFolder()).exists();
        if (hasReports) arguments << QStringLiteral("--reports") << reportFolder();
        const QString problem = tests::runReference(*python, QStringLiteral("reference_tokens.py"), arguments);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        for (const auto& golden : readCases(path)) compareCase(golden);
        if (!hasReports) QSKIP("no ../shared/data: not compared on report sentences");
    }
};

QTEST_GUILESS_MAIN(GoldenTokenizer)
#include "golden_tokenizer_test.moc"
