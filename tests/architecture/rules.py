"""What ARCHITECTURE.md says about who may include whom, as tables."""

CORE = ["core/*"]

# Room → the rooms whose headers it may include besides its own. Only what stands here may be included.
ROOMS = {
    "core/base": [],
    "core/domain": ["core/base"],
    "core/jobs": ["core/base"],
    "core/study": ["core/base", "core/domain", "core/io"],
    "core/text": ["core/base", "core/domain"],
    "core/vision": ["core/base", "core/domain"],
    "core/review": ["core/analysis", "core/base", "core/domain", "core/text"],
    "core/datasets": ["core/base", "core/domain", "core/text"],
    "core/evaluation": ["core/base", "core/domain", "core/text", "core/datasets"],
    "core/io": ["core/base", "core/domain", "core/vision"],
    "core/phantom": ["core/base", "core/domain", "core/io"],
    "core/analysis": ["core/base", "core/domain", "core/vision"],
    "core/project": ["core/base", "core/domain", "core/evaluation", "core/review", "core/text"],
    "core/export": ["core/analysis", "core/base", "core/domain", "core/review", "core/text"],
    "core/session": CORE,
    "core/doctor": ["core/analysis", "core/base", "core/domain", "core/io", "core/review", "core/text"],
    "models/commands": ["core/base"],
    "models/metrics": ["core/base"],
    "models/nets": CORE,
    "models/weights": CORE + ["models/nets"],
    "models/distributed": CORE,
    "models/inference": CORE + ["models/nets", "models/weights"],
    "models/training": CORE + ["models/commands", "models/metrics", "models/nets", "models/weights",
                               "models/inference", "models/distributed"],
    "models/regions": CORE + ["models/commands", "models/metrics", "models/nets", "models/weights",
                              "models/inference", "models/training"],
    "models/pretraining": CORE + ["models/commands", "models/metrics", "models/nets", "models/weights",
                                  "models/inference", "models/distributed", "models/training"],
    "models/tags": CORE + ["models/commands", "models/metrics", "models/nets", "models/weights", "models/inference",
                           "models/training", "models/regions"],
    "models/alignment": CORE + ["models/commands", "models/metrics", "models/nets", "models/weights",
                                "models/inference", "models/training", "models/regions", "models/tags"],
    "models/annotated": CORE + ["models/commands", "models/metrics", "models/nets", "models/weights",
                                "models/inference", "models/training", "models/regions", "models/pretraining",
                                "models/tags", "models/alignment"],
    "models/downstream": CORE + ["models/metrics", "models/nets", "models/weights", "models/inference",
                                 "models/training", "models/regions", "models/pretraining"],
    "models/module": CORE + ["models/commands", "models/inference", "models/weights"],
    "models/training_module": CORE + ["models/*"],
    "ui/render": CORE,
    "ui/viewport": CORE + ["ui/render"],
    "ui/presenters": CORE + ["ui/render"],
    "ui/widgets": CORE + ["ui/render", "ui/viewport", "ui/presenters"],
    "app/decode": ["core/io"],
    "app/cli": CORE + ["models/*", "ui/render", "ui/presenters"],
    "app/viewer": CORE + ["models/*", "ui/*"],
}

# Room → Qt's modules that it may include; none for a room that is not listed.
QT = {
    "ui/render": ["QtCore", "QtGui"],
    "ui/viewport": ["QtCore", "QtGui", "QtWidgets", "QtOpenGL", "QtOpenGLWidgets"],
    "ui/presenters": ["QtCore"],
    "ui/widgets": ["QtCore", "QtDBus", "QtGui", "QtPrintSupport", "QtWidgets", "QtSvg"],
    "app/cli": ["QtCore", "QtGui"],
    "app/viewer": ["QtCore", "QtGui", "QtWidgets", "QtSvg", "QtOpenGL", "QtOpenGLWidgets"],
}

# What an include begins with → the rooms that may have it, and what it is called in a complaint.
LIBRARIES = [
    (r"(torch|ATen|c10|caffe2)/", ["models/*"], "Torch"),
    (r"vtk\w+\.h", ["ui/viewport"], "VTK"),
    (r"dcmtk/", ["core/io", "core/network"], "DCMTK"),
    (r"CLI/", ["app/*", "models/*", "core/phantom"], "CLI11"),
]

# Where words are shown in Qt's widgets.
SHOWS_WORDS = ["ui/*", "app/viewer"]
# The one that may use what stands below.
PLAIN_TEXT = "ui/widgets/plain_text"
# What would take text from a file for HTML, open a file that it names or follow its links → what to use instead.
RICH_TEXT = [
    (r"QLabel", "PlainLabel"),
    (r"QTextBrowser|QStaticText|QSplashScreen", "PlainLabel"),
    (r"QTextEdit", "QPlainTextEdit"),
    (r"setHtml|insertHtml|appendHtml|setMarkdown|insertMarkdown|setTextFormat|convertFromPlainText|RichText|AutoText|"
     r"MarkdownText", "plain text"),
    (r"setToolTip", "setPlainTip"),
    (r"QToolTip::showText", "showPlainTip"),
    (r"setWhatsThis|QWhatsThis", "setPlainTip"),
    (r"QMessageBox|QErrorMessage|QInputDialog|QProgressDialog", "makePlainMessage"),
    (r"QStyledItemDelegate|QItemDelegate", "PlainDelegate"),
    (r"setWindowTitle", "setPlainTitle"),
    (r"setOpenExternalLinks|setOpenLinks|QDesktopServices|LinksAccessible\w*|TextBrowserInteraction", "no link"),
]
# File → what it may use all the same, and why.
RICH_TEXT_ALLOWED = {
    "ui/widgets/report_text_view.h": ("QTextEdit", "its text comes through QTextCursor::insertText alone"),
    "ui/widgets/report_text_view.cpp": ("QTextEdit", "its text comes through QTextCursor::insertText alone"),
    "ui/widgets/correction_panel.cpp": ("QTextEdit", "listens to the report's view"),
    "ui/widgets/reader_question.cpp": ("QInputDialog", "its question is the program's own words"),
    "ui/widgets/actions.cpp": ("setWhatsThis", "the words are the program's own"),
}

# File → why an error of it is said in English alone.
ERRORS_IN_ENGLISH = {
    "models/module/score_command.cpp": "said on the command line alone",
    "models/nets/config.cpp": "its many reasons are not marked yet",
    "models/regions/gate_evaluation.cpp": "said on the command line alone",
    "models/regions/write_figures.cpp": "said on the command line alone",
}

# What the fuzzers read: Debian 12's clang (14), which builds them, must compile it.
FUZZED = ["core", "models"]
# What it does not compile of Debian 12's libstdc++: views and subranges → what to use instead.
NOT_FOR_CLANG_14 = [
    (r"#include <ranges>|std::views::\w+|std::ranges::\w+_view", "a loop"),
    (r"std::ranges::(?:unique|remove|remove_if|partition|stable_partition|rotate|equal_range|search|search_n|find_end)",
     "the function in namespace std"),
]

# The one that may ask JSON for a whole number.
WHOLE_NUMBER = "core/base/whole_number.h"

MAX_LINES = 450
# File → why it is longer.
LONGER_FILES = {
    "tests/unit/io/test_images.cpp": "one fixture writes every format that the tests read",
}

# Folders of one person's or one machine's file system.
MACHINE_PATHS = r"/home/\w|/root/|/work/(main|shared)|/Users/\w|[A-Z]:\\\\"
# File → why it may name one.
FILES_WITH_PATHS = {
    "tests/architecture/rules.py": "is the list of what is looked for",
}

# Pages that a training or a conversion writes into a model's folder.
MADE_BY_THE_PROGRAM = {"card.md"}
# File → why it may name pages that are not there.
NAMES_OTHER_PAGES = {
    "tests/architecture/test_check.py": "shows the check a breach",
}
