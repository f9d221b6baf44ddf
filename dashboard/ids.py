"""Ids of components, one namespace a page: the only place where they are spelled.

The id of a chart or list is also where a link to it points (``/attendance#participants``), so it is short and stays.
"""

from dashboard.head_ids import HeadIds


class Overview:
    """The overview."""

    HEAD = HeadIds.of("overview")
    CARDS = "cohorts"
    COMPARISON = "comparison"
    TODAY = "today"


class Attendance:
    """The attendance page."""

    HEAD = HeadIds.of("attendance")
    GRID = "participants"
    WEEKLY = "weeks"
    BY_ACTIVITY = "activities"
    COMMITMENT = "commitment"
    NEARLY_EMPTY = "nearly-empty"
    NOT_TAKEN = "not-taken"


class Lateness:
    """The lateness page."""

    HEAD = HeadIds.of("lateness")
    WEEKLY = "late-weeks"
    MINUTES = "minutes"
    PEOPLE = "on-time"
    NOTICE = "notice"
    TIMETABLE = "starts"
    BY_ACTIVITY = "late-activities"


class FollowUp:
    """The follow-up page."""

    HEAD = HeadIds.of("follow-up")
    STATUSES = "follow-ups"
    WAITING = "waiting"
    TIMELINE = "since-exit"
    OUTCOMES = "outcomes"


class Needs:
    """Needs and feedback."""

    HEAD = HeadIds.of("needs")
    BY_CATEGORY = "needs-by-category"
    BY_WEEK = "needs-by-week"
    BY_COHORT = "needs-by-cohort"
    RATINGS = "feedback"
    HOURS = "hours"
    CHANGES = "changes"
    COMMENTS = "comments"
    ENTER = "needs-enter"


class Modules:
    """The modules page."""

    HEAD = HeadIds.of("modules")
    MATRIX = "modules-by-person"
    ENTER = "modules-enter"
    PLAN = "modules-by-week"
    OPEN = "modules-open"
    BY_COHORT = "modules-by-cohort"


class Participant:
    """The page of one person."""

    HEAD = HeadIds.of("participant")
    MEMBERSHIPS = "person-cohorts"
    TIMELINE = "person-timeline"
    MODULES = "person-modules"
    FOLLOW_UPS = "person-follow-ups"
    NEEDS = "person-needs"
    CONTACTS = "person-contacts"
    DECISIONS = "person-decisions"
    SUPPORT = "person-support"
    RESTRICTED = "person-meetings"
    CHOICE = "person-programmes"


class Session:
    """The page of one session."""

    HEAD = HeadIds.of("session")
    TAKE = "session-register"
    FACTS = "session-facts"
    MARKS = "session-marks"


class Registers:
    """The registers to take."""

    HEAD = HeadIds.of("registers")
    TODAY = "registers-today"
    NOT_TAKEN = "registers-not-taken"
    WEEK = "registers-week"
    RESTRICTED = "registers-meetings"
    NOTICES = "told-beforehand"


class RegisterSheet:
    """The register of one session."""

    HEAD = HeadIds.of("register")
    BACK = "register-back"
    SHEET = "register-sheet"
    SESSION = "register-session"
    NOTICES = "register-told"
    CANCEL = "register-cancel"
    RESTORE = "register-restore"
    HISTORY = "register-history"


class Support:
    """The support page."""

    HEAD = HeadIds.of("support")
    WAITING = "nobody-has-looked"
    TASKS = "for-the-team"
    LOOKED = "looked-at"
    DECISIONS = "decisions"
    RESOLVED = "no-longer-so"
    OBJECTIONS = "objections"
    PANELS = "support-panels"

    @staticmethod
    def card(enrolment_id: int) -> str:
        """The card of one person in one cohort, to which links lead."""
        return f"support-{enrolment_id}"

    @staticmethod
    def prompt(key: str) -> str:
        """What opens and closes the evidence of one prompt."""
        return f"prompt-{key}"

    @staticmethod
    def task(decision_id: int) -> str:
        """One decision."""
        return f"decision-{decision_id}"


class Esf:
    """The page of what the funder asks for."""

    HEAD = HeadIds.of("esf")
    WAITING = "forms-waiting"
    BY_COHORT = "forms"
    RECORDS = "records"
    WORKSHEET = "exact-figures"
    SHEET = "esf-sheet"
    SHEET_FORM = "esf-sheet-form"
    SHEET_QUERY = "esf-sheet-query"


class EsfPerson:
    """What the funder wants to know of one person."""

    HEAD = HeadIds.of("esf-person")
    BACK = "esf-person-back"
    FORMS = "own-forms"
    BACKGROUND = "background"
    EVENTS = "events"
    CHOICE = "esf-person-programmes"


class SupportSettings:
    """What the support rules look at."""

    HEAD = HeadIds.of("support-settings")
    PROGRAMMES = "support-programmes"
    RULES = "support-rules"

    @staticmethod
    def rule(sign: str) -> str:
        """The card of one rule."""
        return f"rule-{sign}"


class Review:
    """The weekly review."""

    HEAD = HeadIds.of("review")
    START = "review-begin"
    MEETING = "review-meeting"
    TOOLS = "review-tools"
    AGENDA = "review-agenda"
    ITEM = "review-item"
    FORMS = "review-forms"
    MOVES = "review-moves"
    NOTE = "review-note"
    NOTE_TEXT = "review-note-text"
    DRAWN = "review-drawn"


class Minutes:
    """The minutes of a weekly review."""

    HEAD = HeadIds.of("minutes")


class Digest:
    """The week on one sheet."""

    HEAD = HeadIds.of("digest")
    SHEET = "digest-sheet"


class Report:
    """The funder report."""

    HEAD = HeadIds.of("report")
    PANELS = "report-panels"
    PREVIEWS = "report-parts"
    GOES = "report-goes"
    FACTS = "report-facts"
    FILES = "report-files"
    MAKE = "report-make"
    JOB = "report-job"
    PLAN = "report-plan"


class ReportTexts:
    """The words of reports."""

    HEAD = HeadIds.of("report-texts")
    FORM = "report-text"


class Protect:
    """Where a table is pasted to be made safe."""

    HEAD = HeadIds.of("protect")
    FORM = "protect-form"
    TABLE = "protect-form-table"
    PROFILE = "protect-form-profile"
    K = "protect-form-k"
    KNOWN = "protect-form-known"
    SENSITIVE = "protect-form-sensitive"
    GO = "protect-go"
    RESULT = "protect-result"


class Ledger:
    """What left the house."""

    HEAD = HeadIds.of("ledger")
    RELEASES = "releases"


class Planning:
    """Programmes with their cohorts."""

    HEAD = HeadIds.of("planning")
    PROGRAMMES = "programmes"
    FORMS = "planning-forms"


class PlanningCohort:
    """One cohort's plan."""

    HEAD = HeadIds.of("planning-cohort")
    TIMETABLE = "timetable"
    CHANGE = "timetable-change"
    SESSIONS = "planned-sessions"
    ALL = "planned-sessions-all"
    PEOPLE = "planned-people"
    DAYS_OFF = "days-off"
    FORMS = "planning-cohort-forms"


class Imports:
    """Files that are brought in."""

    HEAD = HeadIds.of("imports")
    BODY = "import-body"
    JOB = "import-job"
    EXPORT_JOB = "export-job"


class Accounts:
    """Accounts of the team."""

    HEAD = HeadIds.of("accounts")
    TEAM = "team"
    LINK = "people-link"
    OWN = "own-account"
