"""Items of the library: one by one through our actions, or many at once as rows."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Value
from django.db.models.functions import Cast

from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import spec_of
from kepu.cases import actions as cases
from kepu.cases.actions import Answer
from kepu.cases.queries import case_of
from kepu.core.actor import Actor
from kepu.core.ids import uuid7
from kepu.library import actions
from kepu.library.models import Item, ItemFile, Push
from kepu.library.queries.index import INDEX_VERSION, Words
from kepu.media.models import Blob
from kepu.submissions.life import State
from kepu.submissions.models import SlotFile, Work
from make.access import actor
from make.campaigns import campaign as a_campaign
from make.moments import NOON
from make.orgs import org as an_org
from make.submissions import judged
from make.submissions import work as a_work

DEFAULTS: dict[str, Any] = {
    "abstract": "讲清打雷时在屋里、田里、水边该怎么做。",
    "shelf": "poster",
    "subtype": "海报",
    "themes": ["应急避险"],
    "year": 2021,
    "recommender": "新郑市科学技术协会",
    "rights_holder": "",
    "licence": "可无偿用于公益科普宣传。",
}


def items(*titles: str, now: datetime = NOON, **named: Any) -> list[Item]:
    """Enter items with these titles, the first one oldest; rows only, for searching and listing."""
    campaign = Campaign.objects.first() or a_campaign()
    told = DEFAULTS | named
    org = told.pop("org", None) or an_org()
    push = Push.objects.create(
        campaign=campaign, place=campaign.place, name="批", gathered_at=now, released_at=now
    )
    start = Work.objects.count()
    common = {"campaign": campaign, "org": org, "place": org.place}
    works = Work.objects.bulk_create(
        Work(
            version=campaign.version,
            category="image",
            state=State.PASSED,
            number=f"T-{start + at:06}",
            submitted_at=now,
            saved_at=now,
            title=title,
            **common,
        )
        for at, title in enumerate(titles)
    )
    return Item.objects.bulk_create(
        _item(work, push, told | common, now + timedelta(minutes=at))
        for at, work in enumerate(works)
    )


def held(title: str, *blobs: Blob, **named: Any) -> Item:
    """Enter one item with these files."""
    item = items(title, **named)[0]
    ItemFile.objects.bulk_create(
        ItemFile(item=item, blob=blob, order=order, name=f"{title}{order}.jpg", about="JPG")
        for order, blob in enumerate(blobs, 1)
    )
    return item


def _item(work: Work, push: Push, told: dict[str, Any], at: datetime) -> Item:
    found_by = Words(
        title=work.title,
        abstract=told["abstract"],
        keywords="",
        themes=told["themes"],
        audience=told.get("audience", ""),
        owners=f"{told['recommender']} {told['rights_holder']}",
    ).indexed
    return Item(
        work=work,
        push=push,
        number=work.number,
        title=work.title,
        released_at=at,
        index_version=INDEX_VERSION,
        title_plain=found_by.title_plain,
        sounds=found_by.sounds,
        spelt=found_by.spelt,
        initials=found_by.initials,
        haystack=found_by.haystack,
        words=Cast(Value(found_by.words), SearchVectorField()),
        grams=Cast(Value(found_by.grams), SearchVectorField()),
        **told,
    )


def operator(campaign: Campaign) -> Any:
    """Appoint an operator of a campaign."""
    return actor("operator", over=campaign)


def push(works: Sequence[Work], *, name: str = "第一批", now: datetime = NOON) -> Push:
    """Gather passed works into a push."""
    campaign = works[0].campaign
    ids = [work.pk for work in works]
    return actions.gather(campaign, name, work_ids=ids, by=operator(campaign), now=now)


def waiting(*titles: str, file: Blob) -> list[Work]:
    """Enter passed works with a file each, which wait to be released; rows only."""
    campaign, org = Campaign.objects.first() or a_campaign(), an_org()
    slot = spec_of(campaign.version).category("image").slots[0].code
    works = Work.objects.bulk_create(
        Work(
            campaign=campaign,
            version=campaign.version,
            org=org,
            place=org.place,
            category="image",
            title=title,
            state=State.PASSED,
            saved_at=NOON,
            submitted_at=NOON,
            number=f"W-{at:04}",
        )
        for at, title in enumerate(titles)
    )
    SlotFile.objects.bulk_create(
        SlotFile(
            work=work,
            slot=slot,
            order=1,
            blob=file,
            name="图.jpg",
            file_ref=uuid7(),
            attached_at=NOON,
        )
        for work in works
    )
    return works


def passed(title: str = "打雷时，你站的地方安全吗", **fields: str) -> Work:
    """Take a picture through check, county and expert to its end."""
    campaign, org = Campaign.objects.first() or a_campaign(), an_org()
    seats = actor("officer", over=org.place), actor("expert", over=campaign)
    work = a_work(campaign=campaign, org=org, fields={"title": title} | fields)
    return let_pass(judged(work), *seats)


def let_pass(work: Work, *seats: Actor) -> Work:
    """Let those who sit on its way pass a work that the machines have looked at."""
    for by in seats:
        case = case_of("work", work.pk)
        cases.decide(case.pk, Answer(outcome="let_pass", turn=case.turn), by=by, now=NOON)
    return Work.objects.get(pk=work.pk)
