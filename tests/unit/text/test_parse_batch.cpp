#include "core/text/parse_batch.h"
#include "tests/unit/text/shipped_parser.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace asg;
using namespace asg::text;
using nlohmann::json;

class TestParseBatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersInOrderAndGoesOnAfterABadLine() {
        std::istringstream in(
            "{\"id\":\"a\",\"text\":\"No effusion.\"}\n"
            "not json\n"
            "\n"
            "{\"id\":7}\n"
            "{\"id\":8,\"text\":null}\n"
            "[1]\n"
            "{\"id\":\"\xFF\",\"text\":\"x\"}\n"
            "{\"id\":{\"n\":1},\"text\":\"Cardiomegaly.\"}");
        std::ostringstream out;
        const auto summary = parseBatch(m_parser, in, out);
        QCOMPARE(summary.read, std::size_t{7});
        QCOMPARE(summary.failed, std::size_t{5});
        std::istringstream lines(out.str());
        std::vector<json> answers;
        for (std::string line; std::getline(lines, line);) answers.push_back(json::parse(line));
        QCOMPARE(answers.size(), std::size_t{7});
        QVERIFY(answers[0]["id"] == json("a"));
        QVERIFY(answers[0]["report"]["tags"]["pleural effusion"] == json("absent"));
        QVERIFY(answers[1].contains("error") && answers[1]["id"].is_null());
        QVERIFY(answers[2]["id"] == json(7));
        QVERIFY(answers[2].contains("error"));
        QVERIFY(answers[6]["id"]["n"] == json(1));
        QVERIFY(answers[6]["report"]["tags"]["cardiomegaly"] == json("present"));
    }

    void stopsWhenAsked() {
        std::istringstream in("{\"id\":1,\"text\":\"x\"}\n");
        std::ostringstream out;
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(parseBatch(m_parser, in, out, stop.get_token()).read, std::size_t{0});
    }

    // Names and values that other programs read (docs/command-line.md).
    void theJsonIsTheContracts() {
        std::istringstream in(R"({"id":1,"text":"FINDINGS: Unchanged small left pleural effusion. Intact bones."})");
        std::ostringstream out;
        QCOMPARE(parseBatch(m_parser, in, out).failed, std::size_t{0});
        const auto parsed = json::parse(out.str());
        QVERIFY(parsed["report"]["sections"] == json::parse(R"([{"name":"findings","start":10,"end":62}])"));
        QVERIFY(parsed["report"]["sentences"][1] ==
                json::parse(R"({"id":1,"start":49,"end":62,"section":"findings","understood":true})"));
        QVERIFY(parsed["report"]["triplets"][0] == json::parse(R"({
            "sentence": 0, "finding": "pleural effusion", "tag": "pleural effusion",
            "regions": ["left costophrenic angle"], "existence": "present", "certainty": null, "laterality": "left", "severity": "mild",
            "change": "unchanged", "implied": true, "findingSpan": [31, 47], "regionSpan": null, "cueSpan": null})"));
        QVERIFY(parsed["report"]["indexed"] == json::array({"pleural effusion"}));
        QVERIFY(parsed["links"][0]["origin"] == json("implied"));
        QVERIFY(parsed["links"][0]["box"].is_null());
        QVERIFY(parsed["links"][0]["similarity"].is_null());
        QVERIFY(parsed["unplaced"] == json::array({1}));
    }

private:
    const ReportParser m_parser = test::shippedParser();
};

QTEST_APPLESS_MAIN(TestParseBatch)
#include "test_parse_batch.moc"
