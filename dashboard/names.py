"""What follow-ups, outcomes, needs, themes of feedback and roles are called, on every page and in every file."""

from dashboard.domain.access import Role
from dashboard.domain.follow_up import Kind, Outcome, Point
from dashboard.domain.needs import Category, Theme
from dashboard.i18n import gettext as _


def kind_name(kind: Kind) -> str:
    """What a follow-up is for."""
    return {
        Kind.FIRST: _("28-day status"),
        Kind.SECOND: _("six-month status"),
        Kind.OTHER: _("agreed contact"),
    }[kind]


def point_name(point: Point) -> str:
    """When people are asked what came of them."""
    return {
        Point.EXIT: _("At the exit"),
        Point.FIRST: _("After 28 days"),
        Point.SECOND: _("After six months"),
    }[point]


def outcome_name(outcome: Outcome) -> str:
    """What came of a person."""
    return {
        Outcome.EMPLOYED: _("in work"),
        Outcome.EDUCATION: _("in education or training"),
        Outcome.JOB_SEARCHING: _("looking for work"),
        Outcome.INACTIVE: _("outside the labour market"),
        Outcome.OTHER: _("something else"),
        Outcome.UNKNOWN: _("unknown"),
    }[outcome]


def category_name(category: Category) -> str:
    """What a needed service is for."""
    return {
        Category.RIGHTS_AT_WORK: _("rights at work"),
        Category.JOB_SEARCH: _("job search"),
        Category.LANGUAGE: _("language"),
        Category.DIGITAL: _("digital skills"),
        Category.EVERYDAY_MANAGEMENT: _("everyday management"),
        Category.WELL_BEING: _("well-being"),
        Category.HEALTH: _("health"),
        Category.HOUSING: _("housing"),
        Category.LEGAL: _("legal help"),
        Category.FINANCE: _("money matters"),
        Category.CHILDCARE: _("childcare"),
        Category.OTHER: _("something else"),
    }[category]


def theme_name(theme: Theme) -> str:
    """What feedback is about."""
    return {
        Theme.CONTENT: _("content"),
        Theme.GROUP: _("group"),
        Theme.GUIDANCE: _("guidance"),
        Theme.SCHEDULE: _("timetable"),
        Theme.LANGUAGE: _("language used"),
        Theme.SAFETY: _("safety"),
        Theme.USEFULNESS: _("usefulness"),
        Theme.OTHER: _("something else"),
    }[theme]


def role_name(role: Role) -> str:
    """What an account may do."""
    return {
        Role.COORDINATOR: _("coordinator"),
        Role.COACH: _("coach"),
        Role.REPORTER: _("reporter"),
        Role.AUDITOR: _("auditor"),
    }[role]


def capital(name: str) -> str:
    """A name where a line begins."""
    return name[:1].upper() + name[1:]
