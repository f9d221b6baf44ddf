"""What an open page asks every few seconds: whether anything it may show has been written since.

The answer is one number (``db.queries.changes``). ``assets/46-live.js`` lets the page's callback run again when it has
grown; the charts themselves are never polled. Asking is nobody's doing: it does not keep a sign-in from ending.
"""

from flask import Blueprint, Response, jsonify

from dashboard.domain.access import ForbiddenError
from dashboard.security.current import current_scope
from dashboard.services import services
from db.engine import reading
from db.queries.changes import change_stamp

live = Blueprint("live", __name__)


@live.get("/changes")
def changes() -> Response:
    """The stamp of what the asker may see; 0 for who sees no figures."""
    scope = current_scope()
    if scope is None:
        raise ForbiddenError
    try:
        with reading(services().engine) as connection:
            stamp = change_stamp(connection, scope)
    except ForbiddenError:
        stamp = 0
    return jsonify(stamp=stamp)
