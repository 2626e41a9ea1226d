#pragma once

#include "core/review/journal.h"
#include "tests/unit/cli/run_asg.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTest>

#include <memory>
#include <string>

namespace cli_test {

/// A folder of four pictures with their reports, a project of them, and what readers decided.
class ProjectFolder {
public:
    static constexpr const char* kReport = "FINDINGS: The heart is enlarged. Opacity in the left lower lobe.\n";

    ProjectFolder() {
        if (!QDir(path()).mkpath("pictures")) qFatal("cannot make a folder");
        for (const char* name : {"a", "b", "c", "d"}) {
            QImage image(400, 400, QImage::Format_Grayscale8);
            image.fill(name[0]);
            if (!image.save(file(QString("pictures/%1.png").arg(name)))) qFatal("cannot write a picture");
            textIn(m_folder, QString("pictures/%1.txt").arg(name), kReport);
        }
    }

    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] const QTemporaryDir& folder() const { return m_folder; }

    Run asg(const QStringList& words) const { return cli_test::asg(words, path()); }
    Run create(const QStringList& words) const {
        return asg(QStringList{"project", "create", "pictures", "--out", "p.json"} + words);
    }

    [[nodiscard]] QString hashOf(const QString& name) const {
        return QString::fromLatin1(QCryptographicHash::hash(bytesIn(file(name)), QCryptographicHash::Sha256).toHex());
    }

    /// On the sentence of the heart.
    static asg::domain::LinkVerdict onTheHeart(asg::domain::ReviewVerdict verdict) {
        return {{{10, 32}}, {*asg::domain::regionFromName("cardiac silhouette")}, verdict, {}};
    }

    template <typename Content>
    [[nodiscard]] asg::domain::ReviewDecision decision(const char* reader, const char* picture, const char* time,
                                                       Content content, const char* reason = "") const {
        asg::domain::ReviewDecision made;
        made.reader = reader;
        made.time = std::string("2026-11-30T") + time + ".000Z";
        made.reason = reason;
        made.imageSha256 = hashOf(QString("pictures/%1.png").arg(picture)).toStdString();
        made.reportSha256 = hashOf(QString("pictures/%1.txt").arg(picture)).toStdString();
        made.content = std::move(content);
        return made;
    }

    [[nodiscard]] QString journal(const char* data, const char* picture) const {
        return file(
            QString("%1/studies/%2/decisions.jsonl").arg(data, hashOf(QString("pictures/%1.png").arg(picture))));
    }

    void keep(const char* data, const char* picture, const asg::domain::ReviewDecision& decision) const {
        auto open = asg::review::Journal::open(journal(data, picture).toStdString());
        if (!open.ok() || !open->append(decision).ok()) qFatal("cannot keep a decision");
    }

private:
    QTemporaryDir m_folder;
};

}  // namespace cli_test
