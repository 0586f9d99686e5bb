"""The form of a decision: the outcome, the items to mend, a word to who handed it in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from kepu.cases.actions import Answer
from kepu.cases.life import Outcome

MOST = 300


class DecideForm(forms.Form):
    """What the page of a subject posts; ``offered`` carries the items it named, with words."""

    outcome = forms.ChoiceField(
        label="结论", choices=Outcome.choices, error_messages={"required": "请先选一个结论"}
    )
    turn = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label="给报送单位的话", max_length=MOST, required=False, widget=forms.Textarea
    )

    def __init__(self, data: QueryDict | None = None, **named: Any) -> None:
        super().__init__(data, **named)
        said = data.getlist("offered") if data else []
        self.words = dict(one.split("|", 1) for one in said if "|" in one)
        self.picked = [code for code in (data.getlist("items") if data else []) if code]

    @property
    def offers(self) -> list[dict[str, Any]]:
        """The items as the page offered them, ticked as they were."""
        return [
            {"code": code, "label": label, "picked": code in self.picked}
            for code, label in self.words.items()
        ]

    def answer(self) -> Answer:
        given = self.cleaned_data
        sends_back = given["outcome"] == Outcome.SEND_BACK
        items = self.picked if sends_back else []
        return Answer(
            outcome=given["outcome"],
            turn=given["turn"],
            items=items,
            labels=[self.words.get(code, code) for code in items],
            comment=given["comment"],
        )
