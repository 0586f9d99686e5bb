"""Input about campaigns: a spec to begin with, its text, its dates; people and files to add."""

from __future__ import annotations

import re
from datetime import datetime, time
from functools import cache
from typing import Any
from unicodedata import normalize

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from kepu.campaigns.actions import Newcomer
from kepu.campaigns.specs import founding
from kepu.core.clock import CHINA
from kepu.orgs.forms import LOGIN, the_org
from kepu.orgs.models import Org
from kepu.rulebook.spec import BadSpec, Spec, as_json, loads, read
from kepu.rulebook.written import as_toml

OWN = "own"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MOST_BYTES = 1_000_000
MOST_OF_A_PAPER = 200 * 1024 * 1024
MOST_NEW = 50
MOMENTS = (  # how a moment may be written, and how precise it then is
    (re.compile(r"^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})$"), "minute"),
    (re.compile(r"^\d{4}-\d{2}-\d{2}$"), "day"),
    (re.compile(r"^\d{4}-\d{2}$"), "month"),
)
SPOKEN = re.compile(  # as people write it: 2026年8月18日16:00, 2026/8/18, 2026.8
    r"^(\d{4})[年/.-](\d{1,2})(?:[月/.-](\d{1,2})日?|月)?(?:[ T]*(\d{1,2})[:时](\d{2})?分?)?$"
)
HOW_WRITTEN = "写成 2026年8月31日（当天 24:00 截止）、2026-08-18 16:00 或 2026-08（到月底）"
NO_TEXT = "选择设置文件，或者把全文粘贴在这里"
LOGINS = re.compile(LOGIN)


@cache
def shipped() -> dict[str, Spec]:
    """Read the founding notices, once for this process."""
    return {slug: read(path) for slug, path in founding().items()}


class Typed(forms.Form):
    """A spec, typed or brought as a file; what is wrong with it stands line by line (规格)."""

    file = forms.FileField(
        label="设置文件",
        required=False,
        help_text=".toml 文本文件，不超过 1 MB；选了文件，以文件为准",
        widget=forms.ClearableFileInput(attrs={"accept": ".toml,text/plain"}),
    )
    text = forms.CharField(
        label="设置全文",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 28, "class": "code", "spellcheck": "false"}),
    )

    def __init__(self, data: QueryDict | None = None, files: Any = None, **named: Any) -> None:
        self.problems: list[tuple[int, str, str]] = []
        super().__init__(unpacked(data, files), files, **named)

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError("文件超过 1 MB，不像是设置文件")
        return file

    def spec_in(self, text: str) -> Spec | None:
        """Read a spec; its problems are kept with the line each of them is about."""
        try:
            return loads(text, "活动设置")
        except BadSpec as bad:
            lines = text.splitlines()
            self.problems = [
                (one.line, one.says, lines[one.line - 1].strip() if one.line <= len(lines) else "")
                for one in bad.problems
            ]
            self.add_error("text", f"设置里有 {len(bad.problems)} 处要改，逐条列在上面")
            return None


class Text(Typed):
    """The whole text of a spec that is to be in force (修订)."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["text"].required = True
        self.fields["text"].error_messages["required"] = NO_TEXT

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or {}
        return asked | {"spec": self.spec_in(asked["text"]) if "text" in asked else None}


class Beginning(Typed):
    """With what a campaign begins (新建活动): a founding notice, or a spec of one's own."""

    base = forms.ChoiceField(label="从哪一份开始", widget=forms.RadioSelect)
    title = forms.CharField(
        label="活动名称",
        max_length=200,
        required=False,
        help_text="用现成通知时填；设置文件里已有",
    )
    slug = forms.RegexField(
        SLUG,
        label="网址代号",
        max_length=60,
        required=False,
        help_text="用现成通知时填，定了就不能改。小写字母、数字和连字符，例如：henan-resources-2026",
        error_messages={
            "invalid": "网址代号只用小写字母、数字和连字符，例如：henan-resources-2026"
        },
    )
    host = forms.CharField(label="主办单位", help_text="写全称，须在你的辖区内登记过")
    operator = forms.CharField(
        label="承办单位", required=False, help_text="写全称；没有就不填，以后也可以定"
    )
    field_order = ("base", "title", "slug", "file", "text", "host", "operator")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        given = [(slug, spec.title) for slug, spec in shipped().items()]
        self.fields["base"].choices = [*given, (OWN, "自己准备的设置文件")]  # type: ignore[attr-defined]

    def clean_host(self) -> Org | None:
        return the_org(self.cleaned_data["host"])

    def clean_operator(self) -> Org | None:
        return the_org(self.cleaned_data["operator"])

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or {}
        read_spec = self._own if asked.get("base") == OWN else self._given
        return asked | {"spec": read_spec(asked)}

    def _own(self, asked: dict[str, Any]) -> Spec | None:
        text = asked.get("text", "")
        if not text.strip():
            self.add_error("text", NO_TEXT)
            return None
        return self.spec_in(text)

    def _given(self, asked: dict[str, Any]) -> Spec | None:
        for name, says in (("title", "请写这次活动的名称"), ("slug", "请定一个网址代号")):
            if not asked.get(name) and name not in self.errors:
                self.add_error(name, says)
        if self.errors:
            return None
        given = {"title": asked["title"], "slug": asked["slug"]}
        return loads(as_toml(as_json(shipped()[asked["base"]]) | given), "活动设置")


class Basics(forms.Form):
    """What changes from one year to the next (基本信息): names, numbers, dates with their words."""

    title = forms.CharField(label="活动名称", max_length=200)
    begins = forms.RegexField(
        r"^[A-Z0-9-]{1,20}$",
        label="编号开头",
        help_text="作品编号的前几位，大写字母、数字和连字符。例如 HN-，编号就是 HN-2026-000001",
        error_messages={"invalid": "编号开头只用大写字母、数字和连字符，例如 HN-"},
    )
    notice = forms.CharField(label="通知标题", max_length=200)
    number = forms.CharField(label="文号", max_length=100, required=False)
    issuers = forms.CharField(
        label="发文机关", help_text="一行一个", widget=forms.Textarea(attrs={"rows": 2})
    )
    issued = forms.RegexField(
        r"^\d{4}(-\d{2}(-\d{2})?)?$",
        label="成文日期",
        help_text="写成 2026-07-04、2026-07 或 2026",
        error_messages={"invalid": "写成 2026-07-04、2026-07 或 2026"},
    )

    def __init__(self, data: QueryDict | None, *, spec: Spec) -> None:
        self.raw = as_json(spec)
        super().__init__(data, initial=_said(self.raw))
        for at, window in enumerate(self.raw.get("windows", [])):
            called = window["label"]
            for end, label in (("opens", "开始"), ("closes", "截止")):
                self.fields[f"{end}-{at}"] = forms.CharField(
                    label=f"{called}{label}", required=False, help_text=HOW_WRITTEN
                )
            self.fields[f"rolling-{at}"] = forms.BooleanField(
                label=f"{called}截止以后仍可报送，标为“常态化”", required=False
            )
            self.fields[f"words-{at}"] = forms.CharField(
                label=f"{called}：通知原文",
                required=not window.get("ours"),
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or {}
        if self.errors:
            return asked
        raw = self.raw | {"title": asked["title"]}
        raw["number"] = f"{asked['begins']}{raw['number'][raw['number'].index('{') :]}"
        issuers = [line.strip() for line in asked["issuers"].splitlines() if line.strip()]
        told = {"title": asked["notice"], "number": asked["number"], "issuers": issuers}
        raw["notice"] = raw["notice"] | told | {"issued": _issued(asked["issued"])}
        raw["windows"] = [
            self._window(window, at, asked) for at, window in enumerate(raw.get("windows", []))
        ]
        if self.errors:
            return asked
        try:
            return asked | {"spec": loads(as_toml(raw), "活动设置")}
        except BadSpec as bad:
            raise forms.ValidationError([problem.says for problem in bad.problems]) from bad

    def _window(self, window: dict[str, Any], at: int, asked: dict[str, Any]) -> dict[str, Any]:
        kept = {key: one for key, one in window.items() if key not in {"opens", "closes"}}
        for end in ("opens", "closes"):
            if text := _written(asked[f"{end}-{at}"]):
                kept[end] = _moment(text)
                if not any(shape.match(text) for shape, _ in MOMENTS):
                    self.add_error(f"{end}-{at}", f"看不懂“{text}”，请{HOW_WRITTEN}")
        return kept | {"rolling": asked[f"rolling-{at}"], "words": asked[f"words-{at}"]}


class Undertaking(forms.Form):
    """Who undertakes a campaign (承办单位)."""

    operator = forms.CharField(label="承办单位", required=False, help_text="写全称；留空就是没有")

    def clean_operator(self) -> Org | None:
        return the_org(self.cleaned_data["operator"])


class Ending(forms.Form):
    """Why a campaign ends (结束)."""

    why = forms.CharField(label="原因", max_length=200, help_text="写进经过，例如：征集工作完成")


class Filters(forms.Form):
    """What the list of those called in is narrowed to (筛选); nonsense narrows nothing."""

    when = forms.ChoiceField(
        label="任期", choices=[("", "在任"), ("ended", "已卸任"), ("all", "全部")], required=False
    )

    def narrow(self, found: QuerySet[Any], now: datetime) -> QuerySet[Any]:
        """Apply what was asked."""
        self.is_valid()
        over, when = {"ends_at__lte": now}, self.cleaned_data.get("when")
        if when == "all":
            return found
        return found.filter(**over) if when == "ended" else found.exclude(**over)


class Call(forms.Form):
    """Into which duty people are called, and until when (任命)."""

    duty = forms.ChoiceField(label="职责", widget=forms.RadioSelect)
    until = forms.DateField(
        label="任期到",
        required=False,
        help_text="到这一天 24:00 为止；不填就到卸任为止",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, duties: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["duty"].choices = duties  # type: ignore[attr-defined]

    def clean_until(self) -> datetime | None:
        day = self.cleaned_data["until"]
        return datetime.combine(day, time.max, CHINA) if day else None


class Newcomers(Call):
    """People without an account, a line each (新开账号)."""

    people = forms.CharField(
        label="人员名单",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="一行一人：姓名 登录名 单位全称，用空格分开；可以从表格里复制",
    )
    field_order = ("people", "duty", "until")

    def __init__(self, *args: Any, home: Org, **named: Any) -> None:
        super().__init__(*args, **named)
        self.home = home

    def clean_people(self) -> list[Newcomer]:
        lines = enumerate(self.cleaned_data["people"].splitlines(), start=1)
        found, wrong = [], []
        for number, line in lines:
            try:
                found += [self._one(line)] if line.strip() else []
            except forms.ValidationError as error:
                wrong.append(f"第 {number} 行：{error.messages[0]}")
        if len(found) > MOST_NEW:
            wrong.append(f"一次最多 {MOST_NEW} 人，这里有 {len(found)} 人")
        if wrong:
            raise forms.ValidationError(wrong)
        return found

    def _one(self, line: str) -> Newcomer:
        name, login, *org = [*line.split(maxsplit=2), ""]
        if not login:
            raise forms.ValidationError("写成“姓名 登录名 单位全称”")
        if not LOGINS.match(login):
            says = f"登录名“{login}”要用 3 到 64 个字母、数字、点或横线"
            raise forms.ValidationError(says)
        return Newcomer(login=login, name=name, org=(the_org(org[0]) if org else None) or self.home)


class Leaving(forms.Form):
    """Why people leave a campaign (卸任)."""

    why = forms.CharField(
        label="卸任原因", max_length=200, help_text="写进日志，例如：评审工作完成"
    )


class Paper(forms.Form):
    """A file to hang on the page of a campaign (附件)."""

    label = forms.CharField(label="名称", max_length=100, help_text="例如：附件1 报送注意事项")
    file = forms.FileField(label="文件", max_length=255, help_text="不超过 200 MB")

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_OF_A_PAPER:
            raise forms.ValidationError("文件超过 200 MB，请压缩或者拆成几份")
        return file


def unpacked(data: QueryDict | None, files: MultiValueDict[str, UploadedFile] | None) -> Any:
    """Put the text of a file that was brought where it would be typed, so that it stays."""
    brought = files.get("file") if files else None
    if data is None or brought is None:
        return data
    told, read = data.copy(), brought.read(MOST_BYTES)
    try:
        told["text"] = read.decode("utf-8-sig")
    except UnicodeDecodeError:  # an old editor of Windows
        told["text"] = read.decode("gb18030", errors="replace")
    return told


def _said(raw: dict[str, Any]) -> dict[str, Any]:
    """Say what a spec holds as the form of its basics shows it."""
    notice = raw["notice"]
    said = {
        "title": raw["title"],
        "begins": raw["number"].partition("{")[0],
        "notice": notice["title"],
        "number": notice.get("number", ""),
        "issuers": "\n".join(notice["issuers"]),
        "issued": notice["issued"]["on"],
    }
    for at, window in enumerate(raw.get("windows", [])):
        for end in ("opens", "closes"):
            said[f"{end}-{at}"] = window.get(end, {}).get("at", "").replace("T", " ")
        said[f"rolling-{at}"] = window.get("rolling", False)
        said[f"words-{at}"] = window.get("words", "")
    return said


def _written(text: str) -> str:
    """Write a moment as the spec does, however it was said; what is no moment stays as it is."""
    said = normalize("NFKC", text).strip()
    if not (found := SPOKEN.match(said)):
        return said
    year, month, day, hour, minute = found.groups()
    date = "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
    return f"{date} {hour.zfill(2)}:{minute or '00'}" if day and hour else date


def _moment(text: str) -> dict[str, str]:
    """Read a moment with the precision in which it is written; the spec's reader judges it."""
    precision = next((precise for shape, precise in MOMENTS if shape.match(text)), "day")
    return {"at": text.replace(" ", "T"), "precision": precision}


def _issued(text: str) -> dict[str, str]:
    precision = ("year", "month", "day")[text.count("-")]
    return {"on": text, "precision": precision}
