"""Input about organisations: what is registered, why one closes, who sits there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from kepu.orgs.models import Kind, Org
from kepu.orgs.queries import matching
from kepu.people.models import Person
from kepu.places.forms import PlaceField
from kepu.places.models import Place

KINDS = [("", "全部类别"), *Kind.choices]
STATES = [("", "在册"), ("closed", "已注销"), ("all", "全部")]
DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # of GB 32100: no I, O, S, V, Z
LENGTH, WEIGHT = 18, 3
LOGIN = r"^[A-Za-z0-9][A-Za-z0-9._-]{2,63}$"


class Filters(forms.Form):
    """What the list of organisations is narrowed to (筛选); nonsense narrows nothing."""

    q = forms.CharField(label="名称、拼音或信用代码", max_length=64, required=False)
    kind = forms.ChoiceField(label="类别", choices=KINDS, required=False)
    state = forms.ChoiceField(label="状态", choices=STATES, required=False)
    place = forms.CharField(max_length=12, required=False, widget=forms.HiddenInput)

    def narrow(self, found: QuerySet[Org]) -> QuerySet[Org]:
        """Apply what was asked."""
        self.is_valid()
        asked = self.cleaned_data
        found = matching(found, asked.get("q", ""))
        if kind := asked.get("kind"):
            found = found.filter(kind=kind)
        if code := asked.get("place"):
            above = Place.objects.filter(code=code).first()
            found = found.filter(place__path__startswith=above.path) if above else found.none()
        state = asked.get("state")
        return found if state == "all" else found.filter(closed_at__isnull=state != "closed")


class Entry(forms.Form):
    """What is registered about an organisation (登记事项)."""

    name = forms.CharField(label="单位全称", max_length=100)
    kind = forms.ChoiceField(label="单位类别", choices=[("", "请选择"), *Kind.choices])
    place = PlaceField(label="所在地", help_text="管理它的科协在哪一级，就选到哪一级")
    parent = forms.CharField(label="业务主管单位", required=False, help_text="写全称；没有就不填")
    credit_code = forms.CharField(
        label="统一社会信用代码",
        required=False,
        help_text="18 位；科协机关没有单独代码的不填",
    )

    def __init__(self, *args: Any, inside: str = "", **named: Any) -> None:
        super().__init__(*args, **named)
        if inside:
            help_text = self.fields["place"].help_text
            self.fields["place"] = PlaceField(label="所在地", inside=inside, help_text=help_text)

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_parent(self) -> Org | None:
        return the_org(self.cleaned_data["parent"])

    def clean_credit_code(self) -> str:
        code = str(self.cleaned_data["credit_code"]).strip().upper()
        if code and not holds(code):
            raise forms.ValidationError(
                "信用代码不对，请对照证书再核一遍（18 位，最后一位是校验码）"
            )
        return code


class Ending(forms.Form):
    """Why an organisation closes (注销)."""

    why = forms.CharField(label="原因", max_length=200, help_text="写进日志，例如：机构改革撤销")


class Merger(Ending):
    """Into which organisation another goes, and why (并入)."""

    into = forms.CharField(label="并入哪个单位", help_text="写全称")
    field_order = ("into", "why")

    def clean_into(self) -> Org | None:
        return the_org(self.cleaned_data["into"])


class Seat(forms.Form):
    """Who is seated in an organisation, in which duty (添加人员)."""

    login = forms.RegexField(
        LOGIN,
        label="登录名",
        help_text="3 到 64 个字母、数字、点、横线；已有账号的写他的登录名",
        error_messages={"invalid": "登录名用 3 到 64 个字母、数字、点或横线，以字母或数字开头"},
    )
    name = forms.CharField(label="姓名", max_length=64)
    seat = forms.ChoiceField(
        label="职责",
        widget=forms.RadioSelect,
        help_text="经办人替本单位报送；科协管理员审核范围里的作品，登记单位和账号；"
        "系统管理员管账号、任职和后台任务，不审作品",
    )

    def __init__(self, *args: Any, seats: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["seat"].choices = seats  # type: ignore[attr-defined]


class Admission(forms.Form):
    """Who becomes a member of an association (入会): an organisation or a person."""

    member = forms.CharField(label="会员", help_text="单位写全称，个人写登录名")

    def clean_member(self) -> Org | Person | None:
        text = self.cleaned_data["member"]
        return Person.objects.filter(login=text).first() or the_org(text)


def the_org(name: str) -> Org | None:
    """Give the one open organisation of this name; the place tells two apart: 名称（地方）."""
    text = " ".join(name.split())
    if not text:
        return None
    bare, _, place = text.removesuffix("）").partition("（")
    found = Org.objects.filter(closed_at=None, name=text)
    found = found or Org.objects.filter(closed_at=None, name=bare, place__name=place)
    if len(found) != 1:
        several = "同名的单位不止一个，请在后面用（）写上所在地"
        raise forms.ValidationError(several if found else "没有登记过这个单位，请写全称")
    return found[0]


def holds(code: str) -> bool:
    """Check a credit code by its last character (GB 32100, weights are powers of 3 modulo 31)."""
    if len(code) != LENGTH or any(one not in DIGITS for one in code):
        return False
    total = sum(DIGITS.index(one) * WEIGHT**at for at, one in enumerate(code[:-1]))
    return code[-1] == DIGITS[-total % len(DIGITS)]
