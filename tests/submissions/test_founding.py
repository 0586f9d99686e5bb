"""The form of every category of every founding notice can be drawn, filled from and saved."""

import pytest
from django.template.loader import render_to_string

from kepu.campaigns import actions as campaigns
from kepu.campaigns.specs import founding
from kepu.core.actor import Actor
from kepu.people.models import Person
from kepu.rulebook.spec import read
from kepu.submissions.models import Work

pytestmark = pytest.mark.django_db
SPECS = {slug: read(path) for slug, path in founding().items()}
CATEGORIES = [(slug, one.code) for slug, spec in SPECS.items() for one in spec.categories]


@pytest.mark.parametrize(("slug", "category"), CATEGORIES)
def test_its_form_is_drawn_and_saved(client, make, now, slug, category):
    setup = Actor.machine("setup")
    hat = make.appointment("clerk", over=make.org())
    campaign = campaigns.prepare(
        SPECS[slug], host=hat.org, place=make.place("河南省"), by=setup, now=now
    )
    campaign = campaigns.open_(campaign.pk, by=setup, now=now)
    work = Work.objects.create(
        campaign=campaign,
        version=campaign.version,
        org=hat.org,
        place=hat.org.place,
        category=category,
        saved_at=now,
    )
    client.force_login(Person.objects.get(pk=hat.person_id))

    page = client.get(f"/works/{work.pk}/edit/")
    saved = client.post(f"/works/{work.pk}/edit/", {"edits": 0, "do": "save"})
    public = client.get(f"/campaigns/{slug}/")

    assert (page.status_code, saved.status_code, public.status_code) == (200, 302, 200)
    asked = [one for one in SPECS[slug].fields_of(category) if one.when is None]
    html = page.content.decode()
    names = {
        one.code: f"{one.code}.0.{one.columns[0].code}" if one.columns else one.code
        for one in asked
    }
    assert [code for code, name in names.items() if f'name="f-{name}"' not in html] == []


def test_a_template_without_fields_says_so():
    assert "通知没有要求承诺" in render_to_string(
        "submissions/editing/promise.html", {"promises": []}
    )
