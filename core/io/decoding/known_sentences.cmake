# cmake -DOUTPUT=… -DSOURCES=a|b|… -P known_sentences.cmake: every sentence that these files mark as an error's words, as
# literals with commas between them.
string(REPLACE "|" ";" _sources "${SOURCES}")
set(_literal "\"([^\"\\\\]|\\\\.)*\"[ \n]*")
set(_sentences)
foreach(_source ${_sources})
    file(READ "${_source}" _text)
    # A list has semicolons and brackets for itself.
    string(REPLACE ";" "\\073" _text "${_text}")
    string(REPLACE "[" "\\133" _text "${_text}")
    string(REPLACE "]" "\\135" _text "${_text}")
    string(REGEX MATCHALL "QT_TRANSLATE_NOOP\\([ \n]*\"Error\",[ \n]*(${_literal})+\\)" _marked "${_text}")
    foreach(_sentence ${_marked})
        string(REGEX REPLACE "^QT_TRANSLATE_NOOP\\([ \n]*\"Error\",[ \n]*" "" _sentence "${_sentence}")
        # Pieces of one literal, whose line breaks say nothing.
        string(REGEX REPLACE "\"[ \n]+\"" "" _sentence "${_sentence}")
        string(REGEX REPLACE "[ \n]*\\)$" "" _sentence "${_sentence}")
        list(APPEND _sentences "${_sentence}")
    endforeach()
endforeach()
list(REMOVE_DUPLICATES _sentences)
list(JOIN _sentences ",\n" _sentences)
file(WRITE "${OUTPUT}" "${_sentences}\n")
