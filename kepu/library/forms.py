"""Forms of the library: what a visitor seeks, what an operator pushes."""

from __future__ import annotations

from typing import Any

from django import forms

from kepu.library.models import Shelf
from kepu.library.queries.finding.wanted import Wanted
from kepu.places.models import Place

IS_CALLED = {"type": "shelf", "region": "place"}  # an address says, a Wanted is called
SORTS = (("", "最相关"), ("newest", "最新"))


class WantedForm(forms.Form):
    """The search and its filters, as they stand in the address."""

    q = forms.CharField(max_length=80, required=False, label="搜资源、主题或单位")
    type = forms.ChoiceField(choices=[("", "全部"), *Shelf.choices], required=False)
    theme = forms.CharField(max_length=40, required=False)
    audience = forms.CharField(max_length=40, required=False)
    year = forms.IntegerField(min_value=1900, max_value=2999, required=False)
    region = forms.ModelChoiceField(Place.objects.all(), to_field_name="code", required=False)
    org = forms.UUIDField(required=False)
    sort = forms.ChoiceField(choices=SORTS, required=False)

    def wanted(self) -> Wanted:
        """Give what is wanted; a filter nobody can read is no filter."""
        self.is_valid()
        given: dict[str, Any] = {
            IS_CALLED.get(name, name): value for name, value in self.cleaned_data.items() if value
        }
        return Wanted(**given)


class GatherForm(forms.Form):
    """The name of a new push."""

    name = forms.CharField(
        max_length=60,
        label="批次名称",
        error_messages={"required": "给这一批起个名字，如 2022 年第一批"},
    )


class WhyForm(forms.Form):
    """A reason, for what takes something away from the public."""

    why = forms.CharField(
        max_length=200,
        label="原因",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "写一句原因，会记入日志"},
    )
