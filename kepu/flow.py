"""The way of a work through the platform, in two tables (业务流程)."""

# States that must never disagree: the action runs in the transaction of the journal line.
AT_ONCE: dict[tuple[str, str], str] = {
    ("obligation.extend", "case"): "cases.actions.keep_to_due",
    ("case.send_back", "work"): "submissions.actions.send_back",
    ("case.let_pass", "work"): "submissions.actions.let_pass",
    ("case.refuse", "work"): "submissions.actions.refuse",
}

# Everything else: when the line is committed, these jobs are queued.
LATER: dict[str, tuple[str, ...]] = {
    "appointment.make": ("cases.jobs.reseat",),
    "appointment.end": ("cases.jobs.reseat",),
    "blob.arrive": ("media.jobs.probe", "media.jobs.scan", "media.jobs.read", "media.jobs.play"),
    "blob.measure": (
        "checks.jobs.judge",
        "media.jobs.render",
        "media.jobs.typeset",
        "media.jobs.reel",
    ),
    "blob.retry": (
        "media.jobs.probe",
        "media.jobs.scan",
        "media.jobs.read",
        "media.jobs.play",
        "media.jobs.render",
        "media.jobs.typeset",
        "media.jobs.reel",
    ),
    "push.begin": ("library.jobs.enter",),
    "push.release": (
        "library.jobs.tally",
        "library.jobs.relate",
        "talk.jobs.tell_of_shelf",
        "talk.jobs.tell_who_began",
    ),
    "push.stop": ("talk.jobs.tell_who_began",),
    "push.roll_back": ("library.jobs.tally", "library.jobs.take_down", "talk.jobs.tell_of_shelf"),
    "item.withdraw": ("library.jobs.tally", "talk.jobs.tell_of_shelf"),
    "item.put_back": ("library.jobs.tally", "talk.jobs.tell_of_shelf"),
    "obligation.lapse": ("talk.jobs.tell_holders",),
    "obligation.remind": ("talk.jobs.tell_holders",),
    "judgement.ask_again": ("checks.jobs.reconsider_all",),
    "judgement.finish": ("submissions.jobs.settle_check",),
    "work.send_back": ("talk.jobs.tell_senders",),
    "work.let_pass": ("talk.jobs.tell_senders",),
    "work.refuse": ("talk.jobs.tell_senders",),
}
