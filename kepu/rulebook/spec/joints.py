"""Where parts of a spec name each other (引用): every name must lead somewhere, every code once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from kepu.rulebook.measured import Given
from kepu.rulebook.spec.categories import Category, Field, Form, Slot
from kepu.rulebook.spec.locate import Path
from kepu.rulebook.spec.model import Spec
from kepu.rulebook.spec.words import NOUNS

LEADS_TO = {
    "window": "windows",
    "klass": "classes",
    "classes": "classes",
    "category": "categories",
    "categories": "categories",
    "choices": "vocabularies",
    "promise": "texts",
    "licence": "texts",
    "form": "forms",
    "forms": "forms",
    "rubric": "rubrics",
    "selection": "selections",
    "of": "selections",
}
Fault = tuple[Path, str]


def faults(spec: Spec) -> Iterator[Fault]:
    """Give every name that leads nowhere and every code that stands twice."""
    known = {name: _codes(getattr(spec, name)) for name in set(LEADS_TO.values())}
    choices = {words.code: {entry.code for entry in words.entries} for words in spec.vocabularies}
    for path, part in _walk(spec, ()):
        yield from _twice(path, part)
        yield from _lost(path, part, known)
        if isinstance(part, Category | Form):
            yield from _conditions(path, part, choices)
        if isinstance(part, Category):
            yield from _clash(path, part, spec)
        if isinstance(part, Slot):
            yield from _name(path, part)
            yield from _formats(path, part)


def _walk(part: BaseModel, path: Path) -> Iterator[tuple[Path, BaseModel]]:
    yield path, part
    for name, about in type(part).model_fields.items():
        here = (*path, about.alias or name)
        value = getattr(part, name)
        if isinstance(value, BaseModel):
            yield from _walk(value, here)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from _walk(item, (*here, index))


def _codes(parts: Iterable[Any]) -> set[str]:
    return {part.code for part in parts}


def _twice(path: Path, part: BaseModel) -> Iterator[Fault]:
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, tuple):
            codes = [getattr(item, "code", None) for item in value]
            for code, times in Counter(code for code in codes if code).items():
                if times > 1:
                    again = len(codes) - 1 - codes[::-1].index(code)
                    yield (*path, name, again, "code"), f"代码“{code}”重复"


def _clash(path: Path, part: Category, spec: Spec) -> Iterator[Fault]:
    """Find fields and slots that a category and its forms both have."""
    forms = [form for form in spec.forms if form.code in part.forms]
    for name in ("fields", "slots"):
        shared = {item.code: form.code for form in forms for item in getattr(form, name)}
        for index, item in enumerate(getattr(part, name)):
            if item.code in shared:
                says = f"代码“{item.code}”在表单 {shared[item.code]} 里已有"
                yield (*path, name, index, "code"), says


def _lost(path: Path, part: BaseModel, known: dict[str, set[str]]) -> Iterator[Fault]:
    for name, about in type(part).model_fields.items():
        target = LEADS_TO.get(name, "")
        value = getattr(part, name) if target else None
        for code in (value,) if isinstance(value, str) else value or ():
            if isinstance(code, str) and code not in known[target]:
                key = about.alias or name
                there = "、".join(sorted(known[target])) or "无"
                yield (*path, key), f"{NOUNS[target]}“{code}”不存在，已有的是 {there}"


def _conditions(path: Path, part: Category | Form, choices: dict[str, set[str]]) -> Iterator[Fault]:
    asked = {field.code: field for field in part.fields}
    lists: tuple[tuple[str, Sequence[Slot | Field]], ...] = (
        ("slots", part.slots),
        ("fields", part.fields),
    )
    for name, items in lists:
        for index, item in enumerate(items):
            when = item.when
            if when is None:
                continue
            here = (*path, name, index, "when")
            field = asked.get(when.field)
            if field is None:
                yield here, f"条件所看的字段“{when.field}”不存在"
            elif field.choices in choices:
                for value in when.one_of:
                    if value not in choices[field.choices]:
                        yield here, f"条件的取值“{value}”不在词表 {field.choices} 里"


def _name(path: Path, slot: Slot) -> Iterator[Fault]:
    try:
        slot.name.format(**Given().as_json())
    except (KeyError, ValueError, IndexError):
        known = "、".join(f"{{{name}}}" for name in Given().as_json())
        yield (*path, "name"), f"命名样式“{slot.name}”里只能用 {known}"


def _formats(path: Path, slot: Slot) -> Iterator[Fault]:
    for index, rule in enumerate(slot.rules):
        limits: dict[str, Any] = rule.limits
        if rule.check == "format" and set(limits.get("one_of", ())) != set(slot.formats):
            says = f"规则要求的格式与材料的格式 {'、'.join(slot.formats)} 不一致"
            yield (*path, "rules", index, "limits"), says
