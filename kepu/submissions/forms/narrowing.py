"""What the list of the works of a campaign is narrowed to, as it stands in the address (筛选)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from kepu.campaigns.models import Campaign
from kepu.rulebook.spec import Spec
from kepu.submissions import queries
from kepu.submissions.life import UNSENT
from kepu.submissions.models import Work

STANDINGS = [one for one in queries.STANDINGS if one[0] not in UNSENT]


class TakenForm(forms.Form):
    """The search and the filters of the works of a campaign; nonsense narrows nothing."""

    q = forms.CharField(label="作品、编号或单位", max_length=80, required=False)
    state = forms.ChoiceField(label="状态", choices=[("", "全部状态"), *STANDINGS], required=False)
    category = forms.ChoiceField(label="类别", required=False)
    place = forms.ChoiceField(label="地区", required=False)

    def __init__(self, *args: Any, campaign: Campaign, spec: Spec, **named: Any) -> None:
        super().__init__(*args, **named)
        kinds = [(one.code, one.label) for one in spec.categories]
        places = queries.places_of(campaign)
        self.paths = {one.code: one.path for one in places}
        below = [(one.code, one.name) for one in places]
        self.fields["category"].choices = [("", "全部类别"), *kinds]  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", "全部地区"), *below]  # type: ignore[attr-defined]

    def narrow(self, works: QuerySet[Work]) -> QuerySet[Work]:
        """Apply what was asked."""
        self.is_valid()
        asked = self.cleaned_data
        works = queries.matching(works, asked.get("q", ""))
        works = queries.standing_so(works, asked.get("state", ""))
        if category := asked.get("category"):
            works = works.filter(category=category)
        if place := asked.get("place"):
            works = works.filter(place__path__startswith=self.paths[place])
        return works

    @property
    def narrows(self) -> bool:
        """Say whether anything that can be read was asked."""
        self.is_valid()
        return any(self.cleaned_data.values())
