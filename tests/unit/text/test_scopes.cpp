#include "tests/unit/text/shipped_parser.h"

#include <QString>
#include <QTest>

#include <array>
#include <iostream>
#include <map>
#include <optional>
#include <utility>

using namespace asg;
using namespace asg::text;
using domain::Existence;

namespace {

using Said = std::optional<Existence>;  ///< nothing: neither asserted nor denied
using Expected = std::map<std::string, Said>;

/// Words before and behind the findings that they decide.
struct CuePhrase {
    const char* before;
    const char* behind;
    Said said;
};
struct Named {
    const char* words;
    std::vector<std::string> tags;
};

const std::array<CuePhrase, 21> kForward{{{"No ", "", Existence::Absent},
                                          {"There is no ", "", Existence::Absent},
                                          {"No evidence of ", "", Existence::Absent},
                                          {"No definite ", "", Existence::Absent},
                                          {"Without ", "", Existence::Absent},
                                          {"Negative for ", "", Existence::Absent},
                                          {"Neg for ", "", Existence::Absent},
                                          {"No sign of ", "", Existence::Absent},
                                          {"The lungs are free of ", "", Existence::Absent},
                                          {"No convincing ", " is seen", Existence::Absent},
                                          {"There is no ", " identified", Existence::Absent},
                                          {"Resolution of the ", "", Existence::Absent},
                                          {"Possible ", "", Existence::Uncertain},
                                          {"Probable ", "", Existence::Uncertain},
                                          {"Cannot exclude ", "", Existence::Uncertain},
                                          {"Suspicious for ", "", Existence::Uncertain},
                                          {"May represent ", "", Existence::Uncertain},
                                          {"Question of ", "", Existence::Uncertain},
                                          {"No new ", "", std::nullopt},
                                          {"Without new ", "", std::nullopt},
                                          {"No interval development of ", "", std::nullopt}}};

const std::array<Named, 5> kHeads{
    {{"pneumothorax", {"pneumothorax"}},
     {"pneumothorax or consolidation", {"pneumothorax", "consolidation"}},
     {"consolidation, pneumothorax", {"pneumothorax", "consolidation"}},
     {"consolidation and pneumothorax", {"pneumothorax", "consolidation"}},
     {"consolidation, fracture, or pneumothorax", {"pneumothorax", "consolidation", "fracture"}}}};

const std::array<const char*, 8> kSeparators{", ", " and ", ", and ", "; ", ". ", " but ", ", however ", ", although "};

/// What stands alone: by a verb, a change, a state, a degree, a side, an article or a place of its own.
const std::array<Named, 26> kAlone{{{"cardiomegaly is unchanged", {"cardiomegaly"}},
                                    {"cardiomegaly persists", {"cardiomegaly"}},
                                    {"cardiomegaly remains stable", {"cardiomegaly"}},
                                    {"stable cardiomegaly", {"cardiomegaly"}},
                                    {"mild cardiomegaly", {"cardiomegaly"}},
                                    {"the heart is enlarged", {"cardiomegaly"}},
                                    {"heart enlarged", {"cardiomegaly"}},
                                    {"the mediastinum is widened", {"enlarged cardiomediastinum"}},
                                    {"edema has worsened", {"edema"}},
                                    {"edema is worse", {"edema"}},
                                    {"edema unchanged", {"edema"}},
                                    {"mild pulmonary edema", {"edema"}},
                                    {"improved edema", {"edema"}},
                                    {"the ETT is in place", {"tube"}},
                                    {"ETT in place", {"tube"}},
                                    {"ETT ends above the carina", {"tube"}},
                                    {"NG tube tip in the stomach", {"tube"}},
                                    {"sternotomy wires intact", {"wire"}},
                                    {"pacemaker unchanged", {"pacemaker"}},
                                    {"the right PICC terminates in the SVC", {"line"}},
                                    {"small left effusion", {"pleural effusion"}},
                                    {"a left effusion", {"pleural effusion"}},
                                    {"left effusion", {"pleural effusion"}},
                                    {"there is a nodule", {"nodule"}},
                                    {"atelectasis at the left base", {"atelectasis"}},
                                    {"bibasilar atelectasis has increased", {"atelectasis"}}}};

const std::array<const char*, 5> kListJoints{", ", " or ", ", or ", " and ", "/"};
const std::array<const char*, 5> kListed{"mass", "nodule", "edema", "pleural effusion", "lesion"};
const std::array<const char*, 4> kSharedVerbs{"", " is seen", " identified", " are seen"};

const std::array<CuePhrase, 17> kBackward{{{"", " is not seen", Existence::Absent},
                                           {"", " not seen", Existence::Absent},
                                           {"", " is not identified", Existence::Absent},
                                           {"", " is absent", Existence::Absent},
                                           {"", " has resolved", Existence::Absent},
                                           {"", " has cleared", Existence::Absent},
                                           {"", " is no longer seen", Existence::Absent},
                                           {"", " has been ruled out", Existence::Absent},
                                           {"", " is gone", Existence::Absent},
                                           {"", " cannot be excluded", Existence::Uncertain},
                                           {"", " can't be excluded", Existence::Uncertain},
                                           {"", " is not entirely excluded", Existence::Uncertain},
                                           {"", " cannot be ruled out", Existence::Uncertain},
                                           {"", " is possible", Existence::Uncertain},
                                           {"", " is suspected", Existence::Uncertain},
                                           {"", " is unlikely", Existence::Uncertain},
                                           {"", " is likely", Existence::Uncertain}}};

const std::array<Named, 18> kBefore{{{"Cardiomegaly is stable", {"cardiomegaly"}},
                                     {"Cardiomegaly has increased", {"cardiomegaly"}},
                                     {"Stable cardiomegaly", {"cardiomegaly"}},
                                     {"Mild cardiomegaly", {"cardiomegaly"}},
                                     {"The heart is enlarged", {"cardiomegaly"}},
                                     {"Heart enlarged", {"cardiomegaly"}},
                                     {"Edema has worsened", {"edema"}},
                                     {"Mild edema", {"edema"}},
                                     {"Edema persists", {"edema"}},
                                     {"There is edema", {"edema"}},
                                     {"Small left effusion", {"pleural effusion"}},
                                     {"Left effusion", {"pleural effusion"}},
                                     {"A small effusion is seen", {"pleural effusion"}},
                                     {"ETT in place", {"tube"}},
                                     {"Right PICC terminates in the SVC", {"line"}},
                                     {"Opacity in the left lower lobe", {"opacity"}},
                                     {"Left basilar opacity", {"opacity"}},
                                     {"Sternotomy wires are intact", {"wire"}}}};

std::string word(const Said& said) {
    return said ? std::string(domain::name(*said)) : "nothing";
}

/// Reads sentences whose right answer is known by how they were made.
class Matrix {
public:
    explicit Matrix(ParserOptions options = {}) : m_parser(test::shippedParser(std::move(options))) {}

    void check(const std::string& sentence, const Expected& expected) {
        ++m_count;
        const auto tags = m_parser.parse(sentence).tags;
        for (const auto& [name, said] : expected) {
            const auto found = tags.find(*domain::tagFromName(name));
            const Said got = found == tags.end() ? Said() : Said(found->second);
            if (got == said) continue;
            ++m_wrong;
            std::cout << sentence << " | " << name << ": " << word(got) << ", not " << word(said) << '\n';
        }
    }
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] int wrong() const { return m_wrong; }

private:
    ReportParser m_parser;
    int m_count = 0;
    int m_wrong = 0;
};

void add(Expected& expected, const Named& named, Said said) {
    for (const std::string& tag : named.tags) expected[tag] = said;
}

}  // namespace

/// Where a scope begins and ends: cue × list × separator × what follows.
class TestScopes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aScopeEndsBeforeWhatStandsAlone() {
        Matrix matrix;
        for (const CuePhrase& cue : kForward)
            for (const Named& head : kHeads)
                for (const char* separator : kSeparators)
                    for (const Named& alone : kAlone) {
                        // "No A, B is seen" and "no A and B is seen" may be read either way.
                        if (*cue.behind != '\0' && head.tags.size() == 2 && &head != &kHeads[1]) continue;
                        Expected expected;
                        add(expected, head, cue.said);
                        add(expected, alone, Existence::Present);
                        matrix.check(cue.before + std::string(head.words) + cue.behind + separator + alone.words + ".",
                                     expected);
                    }
        QVERIFY(matrix.count() >= 3000);
        QCOMPARE(matrix.wrong(), 0);
    }

    void aPlainListStaysInOneScope() {
        Matrix matrix;
        for (const CuePhrase& cue : kForward)
            for (const char* joint : kListJoints)
                for (const char* listed : kListed)
                    for (const char* verb : kSharedVerbs) {
                        const bool onlyComma = std::string(joint) == ", ";
                        const bool singular = std::string(verb) == " is seen";
                        // "No A, B is seen" and "no A and B is seen" may be read either way.
                        if (*cue.behind != '\0' || (singular && (onlyComma || std::string(joint) == " and "))) continue;
                        if (onlyComma && std::string(verb) == " are seen") continue;
                        matrix.check(std::string(cue.before) + "pneumothorax" + joint + listed + verb + ".",
                                     {{"pneumothorax", cue.said}, {listed, cue.said}});
                        matrix.check(std::string(cue.before) + "consolidation, pneumothorax, or " + listed + verb + ".",
                                     {{"consolidation", cue.said}, {"pneumothorax", cue.said}, {listed, cue.said}});
                    }
        QVERIFY(matrix.count() >= 1000);
        QCOMPARE(matrix.wrong(), 0);
    }

    void aCueBehindItsFindingTakesThatAlone() {
        Matrix matrix;
        for (const Named& before : kBefore)
            for (const char* separator : kSeparators)
                for (const CuePhrase& cue : kBackward) {
                    Expected expected{{"pneumothorax", cue.said}};
                    add(expected, before, Existence::Present);
                    matrix.check(before.words + std::string(separator) + "pneumothorax" + cue.behind + ".", expected);
                }
        QVERIFY(matrix.count() >= 1000);
        QCOMPARE(matrix.wrong(), 0);
    }

    void aCueBehindAListTakesTheList() {
        Matrix matrix;
        const Expected heads{{"pneumothorax", {}}, {"consolidation", {}}, {"nodule", {}}};
        for (const CuePhrase& cue : kBackward)
            for (const char* list : {"Pneumothorax, consolidation and nodule", "Pneumothorax, consolidation or nodule",
                                     "Pneumothorax, consolidation, and nodule"}) {
                Expected expected = heads;
                for (auto& [tag, said] : expected) said = cue.said;
                matrix.check(std::string(list) + cue.behind + ".", expected);
            }
        QCOMPARE(matrix.wrong(), 0);
    }

    // "Removal of" is said of tubes and lines; what stands beside them is not removed.
    void removalTakesDevicesAlone() {
        Matrix matrix;
        for (const char* removal : {"Interval removal of the left chest tube", "After removal of the left chest tube",
                                    "Following removal of the chest tube", "Status post removal of the chest tube"})
            for (const char* separator : {", ", " and ", "; ", " "})
                for (const char* follows : {"a small pneumothorax has developed", "new right pneumothorax",
                                            "pneumothorax is unchanged", "small left pneumothorax"})
                    matrix.check(std::string(removal) + separator + follows + ".",
                                 {{"tube", Existence::Absent}, {"pneumothorax", Existence::Present}});
        QCOMPARE(matrix.wrong(), 0);
    }

    // "The right effusion has increased, the left has resolved": a side stands for the finding on it.
    void aSideStandsForTheFindingBefore() {
        const auto parser = test::shippedParser();
        struct OfOther {
            const char* words;
            Existence existence;
        };
        const std::array<OfOther, 9> saidOfOther{{{"the %1 has resolved", Existence::Absent},
                                                  {"none on the %1", Existence::Absent},
                                                  {"there is none on the %1", Existence::Absent},
                                                  {"that on the %1 is unchanged", Existence::Present},
                                                  {"the %1 is smaller", Existence::Present},
                                                  {"the %1 has cleared", Existence::Absent},
                                                  {"on the %1 it persists", Existence::Present},
                                                  {"small on the %1", Existence::Present},
                                                  {"the %1 cannot be excluded", Existence::Uncertain}}};
        int count = 0;
        for (const char* finding : {"effusion", "pneumothorax", "consolidation"})
            for (const auto& [one, other] : {std::pair("right", "left"), std::pair("left", "right")})
                for (const char* joint : {", ", "; ", ", but "})
                    for (const OfOther& said : saidOfOther) {
                        const QString text = QStringLiteral("The %1 %2 is larger%3%4.")
                                                 .arg(one, finding, joint, QString(said.words).arg(other));
                        const auto triplets = parser.parse(text.toStdString()).triplets;
                        QVERIFY2(triplets.size() == 2, qPrintable(text));
                        QCOMPARE(triplets[0].existence, Existence::Present);
                        QVERIFY2(triplets[1].existence == said.existence, qPrintable(text));
                        for (const auto region : triplets[1].regions)
                            QVERIFY2(domain::regionName(region).starts_with(other), qPrintable(text));
                        ++count;
                    }
        QCOMPARE(count, 162);
    }

    void spanishScopesEndInTheSamePlaces() {
        ParserOptions options;
        options.language = "es";
        Matrix matrix(options);
        const std::array<CuePhrase, 6> cues{{{"Sin ", "", Existence::Absent},
                                             {"No se observa ", "", Existence::Absent},
                                             {"No hay ", "", Existence::Absent},
                                             {"Sin signos de ", "", Existence::Absent},
                                             {"Posible ", "", Existence::Uncertain},
                                             {"No se puede descartar ", "", Existence::Uncertain}}};
        const std::array<Named, 8> follows{{{"cardiomegalia estable", {"cardiomegaly"}},
                                            {"leve cardiomegalia", {"cardiomegaly"}},
                                            {"la cardiomegalia persiste", {"cardiomegaly"}},
                                            {"pequeño derrame izquierdo", {"pleural effusion"}},
                                            {"derrame pleural en la base izquierda", {"pleural effusion"}},
                                            {"tubo endotraqueal normoposicionado", {"tube"}},
                                            {"edema pulmonar ha empeorado", {"edema"}},
                                            {"se observa un nódulo", {"nodule"}}}};
        for (const CuePhrase& cue : cues)
            for (const char* head : {"neumotórax", "neumotórax ni consolidación"})
                for (const char* separator : {", ", " y ", "; ", ". ", " pero "})
                    for (const Named& alone : follows) {
                        Expected expected{{"pneumothorax", cue.said}};
                        add(expected, alone, Existence::Present);
                        matrix.check(cue.before + std::string(head) + separator + alone.words + ".", expected);
                    }
        QVERIFY(matrix.count() >= 400);
        QCOMPARE(matrix.wrong(), 0);
    }
};

QTEST_APPLESS_MAIN(TestScopes)
#include "test_scopes.moc"
