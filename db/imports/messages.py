"""Every sentence that the import may say of a file, in the order of the steps.

Templates are English msgids; parameters are values of the file, codes and numbers. Calm and exact: what is there,
and what would be right.
"""

from db.imports.problems import N_, Message

# Files
FILE_MISSING = Message("file_missing", N_("There is no such file."))
FILE_IS_FOLDER = Message("file_is_folder", N_("This is a folder; name the files in it."))
FILE_UNREADABLE = Message("file_unreadable", N_("The file cannot be read: %(reason)s."))
FILE_TOO_LARGE = Message("file_too_large", N_("The file is larger than %(limit)s MB."))
FILE_EMPTY = Message("file_empty", N_("The file is empty."))
RENAMED = Message("renamed", N_("The name ends in %(suffix)s, but the content is %(content)s. Save it as what it is."))
OLD_EXCEL = Message("old_excel", N_("This is an old Excel file (.xls). Save it as .xlsx or CSV."))
ENCRYPTED = Message("encrypted", N_("The workbook is protected with a password. Save it without one."))
MACRO_WORKBOOK = Message("macro_workbook", N_("This workbook may hold macros (.xlsm). Save it as .xlsx or CSV."))
OTHER_SPREADSHEET = Message("other_spreadsheet", N_("This is %(content)s. Save it as .xlsx or CSV."))
NOT_A_REGISTER = Message("not_a_register", N_("This is neither text nor an Excel workbook."))
ENCODING_BROKEN = Message(
    "encoding_broken", N_("The text is not valid %(encoding)s: byte %(byte)s cannot be read. Save it as UTF-8.")
)
BROKEN_QUOTES = Message(
    "broken_quotes", N_("From here on the columns cannot be told apart: a quotation mark is missing or out of place.")
)
TOO_MANY_ROWS = Message("too_many_rows", N_("There are more than %(limit)s rows. Split the file."))
TOO_MANY_COLUMNS = Message("too_many_columns", N_("There are more than %(limit)s columns."))
READ_AS_WINDOWS = Message(
    "read_as_windows_1252", N_("Read as Windows-1252, since it is not UTF-8; please check: %(preview)s")
)

# Workbooks
WORKBOOK_DAMAGED = Message("workbook_damaged", N_("The workbook is damaged or incomplete and cannot be read."))
WORKBOOK_TOO_LARGE = Message("workbook_too_large", N_("Unpacked, the workbook is larger than %(limit)s MB."))
WORKBOOK_TOO_COSTLY = Message(
    "workbook_too_costly", N_("Reading the workbook takes more memory or time than a register needs.")
)
WORKBOOK_ENTITIES = Message("workbook_entities", N_("The workbook declares XML entities, which no register needs."))
WORKBOOK_EMPTY = Message("workbook_empty", N_("No sheet of the workbook has any content."))
FAR_CELL = Message("far_cell", N_("The cell %(cell)s lies outside any register. Remove its content."))
MERGED_CELLS = Message("merged_cells", N_("Merged cells (%(ranges)s): unmerge them, so that every row is complete."))
FORMULA_WITHOUT_VALUE = Message(
    "formula_without_value", N_("The formula has no stored value. Open the workbook, let it calculate, and save it.")
)
ERROR_VALUE = Message("error_value", N_("The cell shows the error %(value)s."))

# Sheets
HEADINGS_ONLY = Message("headings_only", N_("There are headings, but no rows below them."))
DUPLICATE_HEADING = Message("duplicate_heading", N_("The columns %(first)s and %(second)s have the same heading."))
SAME_SESSION_TWICE = Message(
    "same_session_twice", N_("The columns %(first)s and %(second)s are the same session: same day, start and activity.")
)
RAGGED_ROW = Message("ragged_row", N_("The row has %(cells)s cells where the headings have %(headings)s."))
CELL_TOO_LONG = Message("cell_too_long", N_("The cell holds %(length)s characters; at most %(limit)s are read."))
FORBIDDEN_CHARACTER = Message(
    "forbidden_character", N_("The cell holds the invisible or control character %(character)s. Remove it.")
)
MOJIBAKE = Message(
    "mojibake",
    N_("%(value)s was probably %(meant)s before it was saved in the wrong encoding. Correct it; it is not guessed."),
)
NOT_RECOGNISED = Message(
    "not_recognised",
    N_(
        "By its headings this is none of: marks, wide register, participants, modules, progress, follow-ups. "
        "Headings read: %(headings)s."
    ),
)
MISSING_COLUMNS = Message("missing_columns", N_("This looks like %(kind)s, but lacks the columns: %(columns)s."))
EXAMPLE_LEFT_OUT = Message("example_left_out", N_("The example row of the template is left out."))
COLUMNS_IGNORED = Message("columns_ignored", N_("Columns not used: %(columns)s."))
COLUMN_WITHOUT_HEADING = Message("column_without_heading", N_("Column %(letters)s has no heading and is not used."))
MARKS_WITHOUT_HEADING = Message("marks_without_heading", N_("Column %(letters)s has cells but no date above them."))
WIDE_COHORTS_DIFFER = Message(
    "wide_cohorts_differ", N_("A wide sheet is of one cohort: here %(code)s, above %(first)s.")
)

# Cells
EMPTY = Message("empty", N_("The cell is empty."))
CODE_TOO_LONG = Message("code_too_long", N_("A code has at most %(limit)s characters, this one %(length)s."))
NAME_TOO_LONG = Message("name_too_long", N_("A name has at most %(limit)s characters, this one %(length)s."))
DATE_FORM = Message("date_form", N_("%(value)s is not a date like 2026-01-31 or 31.1.2026."))
DATE_UNREAL = Message("date_unreal", N_("There is no day %(value)s."))
DATE_FAR = Message("date_far", N_("%(value)s is outside %(first)s to %(last)s."))
DATE_OF_SERIAL = Message("date_of_serial", N_("The number %(value)s was read as the day %(date)s."))
DATE_WITHOUT_YEAR = Message(
    "date_without_year", N_("The year of %(value)s does not follow from the cohort's dates. Write it out.")
)
TIME_FORM = Message("time_form", N_("%(value)s is not a time like 9:00 or 9.00."))
TIME_UNREAL = Message("time_unreal", N_("On %(date)s there is no %(time)s: the clocks go forward."))
TIME_TWICE = Message("time_twice", N_("On %(date)s the time %(time)s comes twice; the first was taken."))
END_BEFORE_START = Message("end_before_start", N_("The session would end at %(end)s, before it starts at %(start)s."))
NUMBER_FORM = Message("number_form", N_("%(value)s is not a number."))
NUMBER_RANGE = Message("number_range", N_("%(value)s is not between %(low)s and %(high)s."))
NUMBER_ROUNDED = Message("number_rounded", N_("%(value)s was rounded to %(number)s."))
WORD_UNKNOWN = Message("word_unknown", N_("%(value)s is not one of: %(words)s."))
MARK_UNKNOWN = Message("mark_unknown", N_("%(value)s is not a mark: L, M, M15, P, PI, H, - or empty."))
MINUTES_RANGE = Message("minutes_range", N_("Minutes late are from %(low)s to %(high)s, not %(value)s."))
MINUTES_NOT_LATE = Message("minutes_not_late", N_("Minutes late belong to late marks only; this one is %(status)s."))
NOTICE_ON_PRESENT = Message("notice_on_present", N_("Someone present has given no notice: leave the cell empty."))
EXCUSED_NOT_ABSENT = Message("excused_not_absent", N_("Only an absence can be excused; this mark is %(status)s."))
REASON_NOT_ABSENT = Message("reason_not_absent", N_("Only an absence has a reason; this mark is %(status)s."))
LEFT_EARLY_ABSENT = Message("left_early_absent", N_("Someone absent has not left early: leave the cell empty."))
DESTINATION_WITHOUT_EXIT = Message("destination_without_exit", N_("Only someone who has left has gone somewhere."))
RESTRICTED_COUNTS = Message("restricted_counts", N_("A restricted activity never counts for attendance."))
END_BEFORE_BEGINNING = Message("end_before_beginning", N_("The end %(last)s is before the beginning %(first)s."))
EXIT_BEFORE_ENTRY = Message("exit_before_entry", N_("The exit %(exited)s is before the entry %(enrolled)s."))
COMPLETED_WITHOUT_DATE = Message("completed_without_date", N_("A completed module needs the day it was completed."))
DATE_WITHOUT_COMPLETED = Message("date_without_completed", N_("Only a completed module has a day of completion."))
DONE_WITHOUT_DATE = Message("done_without_date", N_("A follow-up that was done needs the day it was done."))
DATE_WITHOUT_DONE = Message("date_without_done", N_("Only a follow-up that was done has such a day."))
OUTCOME_WITHOUT_DONE = Message("outcome_without_done", N_("Only a follow-up that was done has an outcome."))

# Against the database
NO_PROGRAMME = Message("no_programme", N_("There is no programme yet, and nothing is created unless asked for."))
PROGRAMME_UNKNOWN = Message("programme_unknown", N_("The programme %(code)s is not known."))
PROGRAMME_UNKNOWN_NEAR = Message("programme_unknown", N_("The programme %(code)s is not known. Did you mean %(near)s?"))
PROGRAMME_UNDECIDED = Message(
    "programme_undecided", N_("Which programme is meant? There are several: %(codes)s. Name one.")
)
COHORT_NOT_NAMED = Message("cohort_not_named", N_("The file does not say whose register it is: name the cohort."))
COHORT_NOT_NAMED_NEAR = Message(
    "cohort_not_named", N_("The file does not say whose register it is: name the cohort. Is it %(near)s?")
)
COHORT_OF_NAME_DIFFERS = Message(
    "cohort_of_name_differs", N_("The file's name speaks of %(near)s, but the cohort named for it is %(code)s.")
)
COHORT_UNKNOWN = Message("cohort_unknown", N_("The cohort %(code)s is not known."))
COHORT_UNKNOWN_NEAR = Message("cohort_unknown", N_("The cohort %(code)s is not known. Did you mean %(near)s?"))
COHORT_WITHOUT_DATES = Message(
    "cohort_without_dates", N_("The cohort %(code)s is new, and no date in the files says when it starts.")
)
PARTICIPANT_UNKNOWN = Message("participant_unknown", N_("The participant %(code)s is not known."))
PARTICIPANT_UNKNOWN_NEAR = Message(
    "participant_unknown", N_("The participant %(code)s is not known. Did you mean %(near)s?")
)
ACTIVITY_UNKNOWN = Message("activity_unknown", N_("The activity %(code)s is not known."))
ACTIVITY_UNKNOWN_NEAR = Message("activity_unknown", N_("The activity %(code)s is not known. Did you mean %(near)s?"))
MODULE_UNKNOWN = Message("module_unknown", N_("The module %(code)s is not known."))
MODULE_UNKNOWN_NEAR = Message("module_unknown", N_("The module %(code)s is not known. Did you mean %(near)s?"))
NOT_INDIVIDUAL = Message(
    "not_individual", N_("The activity %(activity)s is for the whole cohort: leave the participant's cell empty.")
)
INDIVIDUAL_OF_NOBODY = Message(
    "individual_of_nobody", N_("The activity %(activity)s is for one person: the row does not say for whom.")
)
CODE_TELLS = Message("code_tells", N_("The code %(code)s tells who somebody is; it must not be stored."))
CODE_LIKE_NAME = Message(
    "code_like_name", N_("Is %(code)s a name? Nobody's name belongs here, nor a part of it: use a code of your own.")
)
CREATED_NEAR = Message("created_near", N_("%(code)s is new; it differs from %(near)s only in upper and lower case."))
NOT_ENROLLED = Message("not_enrolled", N_("The participant %(code)s is not enrolled in the cohort %(cohort)s."))
NOT_ENROLLED_ANYWHERE = Message("not_enrolled_anywhere", N_("The participant %(code)s is not enrolled in any cohort."))
ENROLLED_ALSO = Message(
    "enrolled_also", N_("%(code)s, who is in %(cohorts)s already, is enrolled in %(cohort)s as well.")
)
OUTSIDE_COHORT = Message(
    "outside_cohort", N_("%(date)s is outside the dates of the cohort %(cohort)s (%(first)s to %(last)s).")
)
OUTSIDE_ENROLMENT = Message(
    "outside_enrolment", N_("%(code)s was enrolled from %(first)s to %(last)s, which leaves out %(date)s.")
)
OUTSIDE_ENROLMENT_OPEN = Message(
    "outside_enrolment", N_("%(code)s is enrolled from %(first)s on, which leaves out %(date)s.")
)
MARKS_LEFT_OUTSIDE = Message(
    "marks_left_outside", N_("%(code)s has marks from %(first)s to %(last)s, which these dates would leave out.")
)
NOT_EXPECTED_BUT_ENROLLED = Message(
    "not_expected_but_enrolled",
    N_("%(code)s is marked as not expected on %(date)s, but is enrolled then. The enrolment counts."),
)
SESSION_CANCELLED = Message("session_cancelled", N_("The session on %(date)s at %(time)s is stored as cancelled."))
TWICE_DIFFERENT = Message(
    "twice_different", N_("The same is said in row %(row)s of %(file)s: there %(old)s, here %(new)s.")
)
DIFFERS = Message(
    "differs", N_("Stored is %(old)s, here it is %(new)s. What is stored changes only when that is asked for.")
)
CHANGED = Message("changed", N_("Changed from %(old)s to %(new)s."))
CONFLICT = Message(
    "conflict", N_("The database was changed by someone else while the files were read. Please import them again.")
)
