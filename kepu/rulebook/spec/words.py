"""Says in Chinese what is wrong with a spec and where (出错说明)."""

from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from kepu.rulebook.spec.locate import Path
from kepu.rulebook.spec.model import SCHEMA, Spec

NOUNS = {
    "notice": "通知",
    "parties": "参与单位",
    "addressees": "主送机关",
    "windows": "时间窗口",
    "classes": "报送单位",
    "quotas": "名额",
    "texts": "文本",
    "vocabularies": "词表",
    "entries": "词条",
    "categories": "类别",
    "subtypes": "细类",
    "slots": "材料",
    "rules": "规则",
    "fields": "字段",
    "columns": "栏目",
    "forms": "表单",
    "ways": "报送方式",
    "seats": "岗位",
    "obligations": "待办事项",
    "steps": "环节",
    "rubrics": "评分表",
    "criteria": "评分项",
    "selections": "遴选",
    "awards": "奖励",
    "sanctions": "处理",
    "contacts": "联系方式",
    "attachments": "附件",
    "library": "入库",
    "published": "此前发表",
}
SHAPES = {
    "string_type": "文字",
    "int_type": "整数",
    "int_parsing": "整数",
    "int_from_float": "整数",
    "bool_type": "true 或 false",
    "bool_parsing": "true 或 false",
    "tuple_type": "数组",
    "dict_type": "一张表",
    "model_type": "一张表",
    "model_attributes_type": "一张表",
}


TOML = {  # how tomllib begins to complain: what that means
    "Expected '='": "键和值之间缺少等号",
    "Expected ']]'": "表头要以 ]] 结束",
    "Expected ']'": "表头要以 ] 结束",
    "Expected newline": "一行只能写一项，后面多了内容",
    "Unterminated string": "引号没有成对",
    "Unclosed array": "方括号 [ 没有关上",
    "Unclosed inline table": "花括号 { 没有关上",
    "Invalid value": "值的写法不对，文字要加引号",
    "Invalid date": "日期或时间的写法不对",
    "Invalid initial character": "键只能用字母、数字、下划线和连字符，中文要加引号",
    "Invalid statement": "这一行看不懂",
    "Cannot overwrite": "这一项写了两次",
    "Cannot declare": "这张表写了两次",
    "Duplicate inline table key": "花括号里同一项写了两次",
    "Illegal character": "有不能出现的字符，或引号没有成对",
    "Unescaped '\\'": "文字里的反斜线要写成两个",
}


def of_toml(says: str) -> str:
    """Say in Chinese what is wrong with the TOML itself; what is not foreseen stays as it is."""
    known = (words for begins, words in TOML.items() if says.startswith(begins))
    return next(known, says)


def place(raw: Any, path: Path, *, by_label: bool = False) -> str:
    """Name the part that ``path`` leads to: 类别 video 的材料 film (or: 类别“视频”的材料“成片”)."""
    names: list[str] = []
    for step in path:
        raw = _inside(raw, step)
        if isinstance(step, int) and names:
            names[-1] += _called(raw, step, by_label=by_label)
        elif isinstance(step, str) and step in NOUNS and isinstance(raw, dict | list):
            names.append(NOUNS[step])
    return "的".join(f"{name} " if name[-1].isascii() else name for name in names).strip()


def _called(part: Any, at: int, *, by_label: bool) -> str:
    told = part if isinstance(part, dict) else {}
    if by_label and (name := told.get("label") or told.get("role")):
        return f"“{name}”"
    return f" {told['code']}" if "code" in told else f"第 {at + 1} 项"


def written(raw: Any, path: Path) -> Path:
    """Cut ``path`` to what is written in the file; a key that is missing may end it."""
    kept: Path = ()
    for step in path:
        inside = _inside(raw, step)
        if inside is None:
            break
        raw, kept = inside, (*kept, step)
    return kept


def _inside(raw: Any, step: str | int) -> Any:
    if isinstance(raw, dict):
        return raw.get(step)
    if isinstance(raw, list) and isinstance(step, int) and step < len(raw):
        return raw[step]
    return None


def reason(error: ErrorDetails, path: Path) -> str:
    """Say in a sentence what pydantic found."""
    kind, given, facts = error["type"], error["input"], error.get("ctx", {})
    leaf = str(error["loc"][-1]) if error["loc"] else ""
    if path == ("schema",):
        return f"格式版本 {given} 不认识，本程序认识 {SCHEMA}"
    if kind in SHAPES:
        return f"{_key(path)} 应是{SHAPES[kind]}"
    pattern, most = facts.get("pattern"), facts.get("max_length")
    says = {
        "missing": f"缺少 {leaf}（{_title(path, leaf)}）",
        "extra_forbidden": f"没有“{leaf}”这一项，可用的有 {'、'.join(_keys(path[:-1]))}",
        "literal_error": f"{_key(path)} 不能是“{given}”，只能是 {_options(facts)}",
        "string_pattern_mismatch": f"{_key(path)} 的写法“{given}”不对，样式是 {pattern}",
        "string_too_short": f"{_key(path)} 不能为空",
        "string_too_long": f"{_key(path)} 太长，最多 {most} 个字",
        "too_short": f"{_key(path)} 至少要有 {facts.get('min_length')} 项",
        "too_long": f"{_key(path)} 最多 {most} 项",
        "greater_than_equal": f"{_key(path)} 应不小于 {facts.get('ge')}",
    }
    return says.get(kind, error["msg"])


def label(path: Path) -> str:
    """Call the key that ends ``path`` as a form does; what ``place`` names is not said again."""
    leaf = path[-1] if path else ""
    return "" if not isinstance(leaf, str) or leaf in NOUNS else _title(path[:-1], leaf) or leaf


def _key(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "文件")


def _options(facts: dict[str, Any]) -> str:
    return str(facts.get("expected", "")).replace("'", "").replace(" or ", "、").replace(", ", "、")


def _model(path: Path) -> type[BaseModel]:
    """Find the model that describes the table at ``path``."""
    model: type[BaseModel] = Spec
    for step in path:
        for name, about in model.model_fields.items():
            if step == (about.alias or name):
                model = next(_models(about.annotation), model)
                break
    return model


def _models(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _keys(path: Path) -> list[str]:
    return [about.alias or name for name, about in _model(path).model_fields.items()]


def _title(path: Path, leaf: str) -> str:
    fields = _model(path).model_fields.items()
    return next((about.title or "" for name, about in fields if leaf == (about.alias or name)), "")
