"""The stories of the demo programme as hand-written SQL, each returning the codes of the people it is true of.

Parameters: ``today`` (a date), ``now`` (a moment), ``running`` (the day on which the running cohort began), ``week``
(its programme week), ``since`` and ``three_weeks`` (the days that begin the last 7 and 21).
"""

_COUNTABLE = """
    WITH countable AS (
        SELECT p.code, a.code AS activity, s.local_date, s.starts_at, m.status, m.minutes_late, m.notice,
               row_number() OVER (PARTITION BY p.id ORDER BY s.starts_at DESC) AS back
        FROM mark m
        JOIN session s ON s.id = m.session_id AND s.cancelled_at IS NULL
        JOIN activity a ON a.id = s.activity_id AND a.counts_for_attendance
        JOIN enrolment e ON e.id = m.enrolment_id
        JOIN participant p ON p.id = e.participant_id
        JOIN cohort c ON c.id = e.cohort_id AND c.starts_on = :running
        WHERE NOT m.excused
    )
"""

PEOPLE = {
    "does well: comes to nearly everything, on time": (
        {"steady"},
        """
        SELECT p.code FROM mark m JOIN enrolment e ON e.id = m.enrolment_id
        JOIN participant p ON p.id = e.participant_id JOIN cohort c ON c.id = e.cohort_id AND c.starts_on = :running
        GROUP BY p.code
        HAVING count(*) >= 15
           AND sum(CASE WHEN m.status <> 'absent' THEN 1 ELSE 0 END) >= 0.95 * count(*)
           AND sum(CASE WHEN m.status = 'late' THEN 1 ELSE 0 END) <= 0.15 * count(*)
           AND max(coalesce(m.minutes_late, 0)) <= 10""",
    ),
    "fades: at most one absence before week 4, half or more missed since, four of the last eight": (
        {"fading"},
        f"""{_COUNTABLE}
        SELECT code FROM countable GROUP BY code
        HAVING sum(CASE WHEN local_date < :fourth AND status = 'absent' THEN 1 ELSE 0 END) <= 1
           AND sum(CASE WHEN local_date >= :fourth AND status = 'absent' THEN 1 ELSE 0 END)
               >= 0.5 * sum(CASE WHEN local_date >= :fourth THEN 1 ELSE 0 END)
           AND sum(CASE WHEN back <= 8 AND status = 'absent' THEN 1 ELSE 0 END) >= 4""",
    ),
    "silent: the last two missed without notice": (
        {"silent", "no_contact"},
        f"""{_COUNTABLE}
        SELECT code FROM countable WHERE back <= 2 AND status = 'absent' AND notice = 'none'
        GROUP BY code HAVING count(*) = 2""",
    ),
    "silent all of a sudden: these two are the only ones": (
        {"silent"},
        f"""{_COUNTABLE}
        SELECT code FROM countable WHERE status = 'absent' AND notice = 'none'
        GROUP BY code HAVING count(*) = 2 AND max(back) = 2""",
    ),
    "late by a quarter of an hour or more in half or more of the last ten attended": (
        {"latecomer"},
        f"""{_COUNTABLE},
        attended AS (
            SELECT code, minutes_late, row_number() OVER (PARTITION BY code ORDER BY back) AS number
            FROM countable WHERE status <> 'absent'
        )
        SELECT code FROM attended WHERE number <= 10 GROUP BY code
        HAVING count(*) = 10 AND sum(CASE WHEN minutes_late >= 15 THEN 1 ELSE 0 END) >= 5""",
    ),
    "excused for official proceedings in four or more of the last ten recorded": (
        {"excused"},
        """
        WITH recorded AS (
            SELECT p.code, m.excused, m.reason,
                   row_number() OVER (PARTITION BY p.id ORDER BY s.starts_at DESC) AS back
            FROM mark m JOIN session s ON s.id = m.session_id
            JOIN enrolment e ON e.id = m.enrolment_id JOIN participant p ON p.id = e.participant_id
            JOIN cohort c ON c.id = e.cohort_id AND c.starts_on = :running
        )
        SELECT code FROM recorded WHERE back <= 10 AND excused AND reason = 'official'
        GROUP BY code HAVING count(*) >= 4""",
    ),
    "guidance missed twice": (
        {"fading", "no_contact"},
        f"""{_COUNTABLE},
        guidance AS (
            SELECT code, status, row_number() OVER (PARTITION BY code ORDER BY back) AS number
            FROM countable WHERE activity = 'yksilöohjaus'
        )
        SELECT code FROM guidance WHERE number <= 2 AND status = 'absent'
        GROUP BY code HAVING count(*) = 2""",
    ),
    "nobody has heard from them for eight days, though they were expected": (
        {"no_contact"},
        """
        SELECT p.code FROM enrolment e JOIN participant p ON p.id = e.participant_id
        JOIN cohort c ON c.id = e.cohort_id AND c.starts_on = :running
        WHERE (SELECT max(contacted_on) FROM contact WHERE enrolment_id = e.id) = :eight_days_ago
          AND NOT EXISTS (
              SELECT 1 FROM mark m JOIN session s ON s.id = m.session_id
              WHERE m.enrolment_id = e.id AND s.local_date >= :eight_days_ago
                AND (m.status <> 'absent' OR m.notice = 'before'))
          AND (SELECT count(*) FROM session s
               WHERE s.cohort_id = c.id AND (s.enrolment_id IS NULL OR s.enrolment_id = e.id)
                 AND s.cancelled_at IS NULL AND s.ends_at <= :now AND s.local_date >= :since) >= 2""",
    ),
    "behind the plan: two or more modules fewer than planned by now": (
        {"fading", "excused"},
        """
        SELECT p.code FROM enrolment e JOIN participant p ON p.id = e.participant_id
        JOIN cohort c ON c.id = e.cohort_id AND c.starts_on = :running
        JOIN module m ON m.programme_id = c.programme_id AND m.planned_week <= :week
        LEFT JOIN module_progress g ON g.module_id = m.id AND g.enrolment_id = e.id
        GROUP BY p.code
        HAVING count(*) - sum(CASE WHEN g.status = 'completed' THEN 1 ELSE 0 END) >= 2""",
    ),
    "ahead of the plan": (
        {"steady"},
        """
        SELECT p.code FROM module_progress g JOIN module m ON m.id = g.module_id AND m.planned_week > :week
        JOIN enrolment e ON e.id = g.enrolment_id JOIN participant p ON p.id = e.participant_id
        JOIN cohort c ON c.id = e.cohort_id AND c.starts_on = :running
        WHERE g.status = 'completed'""",
    ),
    "joined in week 2": (
        {"silent"},
        """
        SELECT p.code FROM enrolment e JOIN participant p ON p.id = e.participant_id
        JOIN cohort c ON c.id = e.cohort_id WHERE e.enrolled_on = :second_week AND c.starts_on = :running""",
    ),
    "left a finished cohort in week 6 for a job": (
        {"leaver"},
        """
        SELECT p.code FROM enrolment e JOIN participant p ON p.id = e.participant_id
        JOIN cohort c ON c.id = e.cohort_id AND c.ends_on < :today
        WHERE e.exited_on BETWEEN :leaver_first AND :leaver_last AND e.exit_destination = 'employed'""",
    ),
    "28-day status overdue": (
        {"not_yet_asked"},
        """
        SELECT p.code FROM follow_up f JOIN enrolment e ON e.id = f.enrolment_id
        JOIN participant p ON p.id = e.participant_id
        WHERE f.kind = '28_days' AND f.status = 'planned' AND f.due_on < :today""",
    ),
    "six-month status overdue by more than its window": (
        {"out_of_reach"},
        """
        SELECT p.code FROM follow_up f JOIN enrolment e ON e.id = f.enrolment_id
        JOIN participant p ON p.id = e.participant_id
        WHERE f.kind = '6_months' AND f.status = 'planned' AND f.due_on < :two_weeks_ago""",
    ),
    "six-month status due within its window": (
        {"finished_later"},
        """
        SELECT p.code FROM follow_up f JOIN enrolment e ON e.id = f.enrolment_id
        JOIN participant p ON p.id = e.participant_id
        WHERE f.kind = '6_months' AND f.status = 'planned' AND f.due_on BETWEEN :two_weeks_ago AND :today""",
    ),
    "not reached": (
        {"out_of_reach", "hard_to_reach"},
        """
        SELECT p.code FROM follow_up f JOIN enrolment e ON e.id = f.enrolment_id
        JOIN participant p ON p.id = e.participant_id
        WHERE f.status = 'not_reached' AND f.closed_on <= :today
          AND EXISTS (SELECT 1 FROM contact c WHERE c.enrolment_id = e.id AND NOT c.reached
                      AND c.contacted_on >= f.due_on)""",
    ),
    "wants no follow-up": (
        {"declined"},
        """
        SELECT p.code FROM follow_up f JOIN enrolment e ON e.id = f.enrolment_id
        JOIN participant p ON p.id = e.participant_id WHERE f.status = 'declined'""",
    ),
    "in work, and out of it again before day 28": (
        {"not_yet_asked"},
        """
        SELECT p.code FROM esf_event w JOIN esf_event u ON u.enrolment_id = w.enrolment_id AND u.kind = 'unemployed'
        JOIN enrolment e ON e.id = w.enrolment_id JOIN participant p ON p.id = e.participant_id
        WHERE w.kind = 'employed' AND w.happened_on < u.happened_on AND w.happened_on > e.exited_on""",
    ),
    "exit form missing with a reason": (
        {"out_of_reach", "hard_to_reach"},
        """
        SELECT p.code FROM esf_form f JOIN enrolment e ON e.id = f.enrolment_id
        JOIN participant p ON p.id = e.participant_id WHERE f.kind = 'exit' AND f.missing_reason IS NOT NULL""",
    ),
    "a form overdue": (
        {"not_yet_asked", "no_contact"},
        """
        SELECT p.code FROM esf_form f JOIN enrolment e ON e.id = f.enrolment_id
        JOIN participant p ON p.id = e.participant_id
        WHERE f.signed_on IS NULL AND f.missing_reason IS NULL AND f.due_on < :today""",
    ),
}
"""What is true of whom: the stories' names, and the query that finds exactly these people."""

WANTED = {
    "two of the last group sessions of the running cohort have no register": (
        2,
        2,
        """
        SELECT count(*) FROM session s JOIN cohort c ON c.id = s.cohort_id
        WHERE s.enrolment_id IS NULL AND s.cancelled_at IS NULL AND s.ends_at <= :now
          AND c.starts_on = :running AND s.local_date >= :three_weeks
          AND NOT EXISTS (SELECT 1 FROM mark m WHERE m.session_id = s.id)""",
    ),
    "no one's register of the last three weeks has too many gaps to see these stories": (
        0,
        0,
        """
        SELECT count(*) FROM (
            SELECT e.id FROM enrolment e JOIN cohort c ON c.id = e.cohort_id AND c.starts_on = :running
            JOIN session s ON s.cohort_id = c.id AND (s.enrolment_id IS NULL OR s.enrolment_id = e.id)
             AND s.cancelled_at IS NULL AND s.ends_at <= :now
             AND s.local_date >= :three_weeks AND s.local_date >= e.enrolled_on
            LEFT JOIN mark m ON m.session_id = s.id AND m.enrolment_id = e.id
            GROUP BY e.id HAVING count(*) - count(m.id) >= 3 OR count(*) - count(m.id) >= 0.2 * count(*)
        ) AS gaps""",
    ),
    "a nearly empty group session in the running cohort": (
        1,
        2,
        """
        SELECT count(*) FROM (
            SELECT s.id FROM session s JOIN mark m ON m.session_id = s.id
            JOIN cohort c ON c.id = s.cohort_id AND c.starts_on = :running
            WHERE s.enrolment_id IS NULL GROUP BY s.id
            HAVING count(*) >= 5 AND sum(CASE WHEN m.status <> 'absent' THEN 1 ELSE 0 END) <= 1
        ) AS nearly_empty""",
    ),
    "nearly empty group sessions in the earlier cohort": (
        2,
        7,
        """
        SELECT count(*) FROM (
            SELECT s.id FROM session s JOIN mark m ON m.session_id = s.id
            JOIN cohort c ON c.id = s.cohort_id AND c.starts_on = (SELECT min(starts_on) FROM cohort)
            WHERE s.enrolment_id IS NULL GROUP BY s.id
            HAVING count(*) = 4 AND sum(CASE WHEN m.status <> 'absent' THEN 1 ELSE 0 END) <= 1
        ) AS nearly_empty""",
    ),
    "cancelled sessions, past and to come": (
        4,
        10,
        "SELECT count(*) FROM session WHERE cancelled_at IS NOT NULL",
    ),
    "meetings with a psychologist, marked, and counted nowhere": (
        15,
        40,
        """
        SELECT count(*) FROM mark m JOIN session s ON s.id = m.session_id
        JOIN activity a ON a.id = s.activity_id
        WHERE a.restricted AND a.individual AND NOT a.counts_for_attendance""",
    ),
    "categories of service needs": (9, 12, "SELECT count(DISTINCT category) FROM service_need"),
    "service needs met": (20, 45, "SELECT count(*) FROM service_need WHERE met_on <= :today"),
    "service needs not yet met": (10, 40, "SELECT count(*) FROM service_need WHERE met_on IS NULL"),
    "six-month statuses still to come": (
        6,
        6,
        "SELECT count(*) FROM follow_up WHERE kind = '6_months' AND due_on > :today AND status = 'planned'",
    ),
    "follow-ups with an outcome": (8, 8, "SELECT count(*) FROM follow_up WHERE outcome IS NOT NULL"),
    "an agreed contact of the coming week": (
        1,
        1,
        "SELECT count(*) FROM follow_up WHERE kind = 'other' AND due_on > :today AND status = 'planned'",
    ),
    "backgrounds of those who have begun": (16, 16, "SELECT count(*) FROM esf_background"),
    "backgrounds with an answer that nobody asked for": (
        3,
        3,
        "SELECT count(*) FROM esf_background WHERE age_band IS NULL OR education_band IS NULL",
    ),
    "sensitive questions not answered": (
        3,
        16,
        """SELECT count(*) FROM esf_background WHERE 'refused' IN
           (disability, foreign_background, minority, homeless, rural, other_disadvantage)""",
    ),
    "decisions with owner and due day": (
        5,
        9,
        "SELECT count(*) FROM prompt_decision WHERE kind = 'decided' AND owner_id > 0 AND due_on IS NOT NULL",
    ),
    "decisions of which the team has said whether they worked": (
        3,
        3,
        "SELECT count(DISTINCT worked) FROM prompt_decision WHERE kind = 'reviewed'",
    ),
    "a prompt snoozed at this moment": (
        1,
        2,
        "SELECT count(*) FROM prompt_decision WHERE snoozed_until > :today",
    ),
    "feedback with a comment, under a code": (
        3,
        60,
        "SELECT count(*) FROM feedback WHERE comment IS NOT NULL AND enrolment_id IS NOT NULL",
    ),
}
"""How many there must be, at least and at most."""

IMPOSSIBLE = {
    "a mark in a session that is not over": """
        SELECT 1 FROM mark m JOIN session s ON s.id = m.session_id WHERE s.ends_at > :now OR m.recorded_at > :now""",
    "a mark in a cancelled session": """
        SELECT 1 FROM mark m JOIN session s ON s.id = m.session_id WHERE s.cancelled_at IS NOT NULL""",
    "something done on a day that has not come": """
        SELECT 1 FROM module_progress WHERE completed_on > :today
        UNION ALL SELECT 1 FROM service_need WHERE met_on > :today OR identified_on > :today
        UNION ALL SELECT 1 FROM follow_up WHERE done_on > :today OR closed_on > :today
        UNION ALL SELECT 1 FROM contact WHERE contacted_on > :today
        UNION ALL SELECT 1 FROM feedback WHERE given_on > :today
        UNION ALL SELECT 1 FROM esf_form WHERE signed_on > :today
        UNION ALL SELECT 1 FROM prompt_decision WHERE decided_at > :now
        UNION ALL SELECT 1 FROM session WHERE cancelled_at > :now""",
    "something outside of the enrolment": """
        SELECT 1 FROM module_progress g JOIN enrolment e ON e.id = g.enrolment_id
        WHERE g.completed_on < e.enrolled_on OR g.completed_on > e.exited_on
        UNION ALL SELECT 1 FROM session s JOIN enrolment e ON e.id = s.enrolment_id
        WHERE s.local_date < e.enrolled_on OR s.local_date > e.exited_on
        UNION ALL SELECT 1 FROM service_need n JOIN enrolment e ON e.id = n.enrolment_id
        WHERE n.identified_on < e.enrolled_on OR n.identified_on > e.exited_on
        UNION ALL SELECT 1 FROM contact c JOIN enrolment e ON e.id = c.enrolment_id
        WHERE c.contacted_on < e.enrolled_on""",
    "two sessions of one person at the same time": """
        SELECT 1 FROM session one JOIN session two ON one.id < two.id AND one.cohort_id = two.cohort_id
         AND one.starts_at < two.ends_at AND two.starts_at < one.ends_at
        WHERE one.enrolment_id IS NULL OR two.enrolment_id IS NULL OR one.enrolment_id = two.enrolment_id""",
    "a module completed that was taught to nobody yet": """
        SELECT 1 FROM module_progress g JOIN enrolment e ON e.id = g.enrolment_id
        JOIN cohort c ON c.id = e.cohort_id WHERE c.starts_on > :today""",
    "a follow-up of someone who takes part": """
        SELECT 1 FROM follow_up f JOIN enrolment e ON e.id = f.enrolment_id WHERE e.exited_on IS NULL""",
}
"""What must not be found."""
