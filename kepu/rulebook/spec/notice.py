"""The notice itself (通知): who issued it, to whom, on what ground, and what hangs on it."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from kepu.rulebook.spec.moments import Issued
from kepu.rulebook.spec.scalars import (
    Code,
    Every,
    Level,
    Line,
    OrgKind,
    Sourced,
    Text,
    titled,
)

Role = Literal["host", "co_host", "operator", "receiver", "reviewer", "interpreter"]


class Party(Sourced, frozen=True):
    """An organisation with a part in the campaign (主办、承办、评审单位)."""

    role: Annotated[Role, titled("角色")]
    name: Annotated[Line, titled("单位名称")]
    level: Annotated[Level | None, titled("层级")] = None


class Addressee(BaseModel, frozen=True, extra="forbid"):
    """A kind of organisation that the notice is sent to (主送机关)."""

    label: Annotated[Line, titled("通知的叫法")]
    org_kinds: Annotated[tuple[OrgKind, ...], Field(min_length=1), titled("单位类别")]
    level: Annotated[Level | None, titled("层级")] = None


class Document(BaseModel, frozen=True, extra="forbid"):
    """Another document that the notice stands on or passes on (文件)."""

    title: Annotated[Line, titled("标题")]
    number: Annotated[str, titled("文号")] = ""
    issuer: Annotated[str, titled("发文机关")] = ""
    issued: Annotated[Issued | None, titled("成文日期")] = None
    replaced_by: Annotated[str, titled("由何文件废止")] = ""


class Notice(BaseModel, frozen=True, extra="forbid"):
    """The notice (通知)."""

    title: Annotated[Line, titled("标题")]
    number: Annotated[str, titled("文号")] = ""
    issuers: Annotated[tuple[Line, ...], Field(min_length=1), titled("发文机关")]
    issued: Annotated[Issued, titled("成文日期")]
    theme: Annotated[str, titled("主题")] = ""
    purpose: Annotated[str, titled("目的")] = ""
    programmes: Annotated[tuple[Line, ...], titled("所属行动")] = ()
    parties: Annotated[tuple[Party, ...], titled("参与单位")] = ()
    parents: Annotated[tuple[Document, ...], titled("转发或依据的上级通知")] = ()
    policies: Annotated[tuple[Document, ...], titled("政策依据")] = ()
    addressees: Annotated[tuple[Addressee, ...], titled("主送机关")] = ()


class Contact(Sourced, frozen=True):
    """Whom to ask about what (联系方式)."""

    code: Annotated[Code, titled("代码")]
    role: Annotated[Line, titled("负责什么")]
    org: Annotated[Line, titled("单位")]
    names: Annotated[tuple[Line, ...], titled("联系人")] = ()
    phones: Annotated[tuple[Line, ...], titled("电话")] = ()
    mails: Annotated[tuple[Line, ...], titled("邮箱")] = ()
    address: Annotated[str, titled("地址")] = ""
    confirm: Annotated[str, titled("待核实", "疑似有误、须由承办人员确认之处")] = ""


class Attachment(Sourced, frozen=True):
    """A document that hangs on the notice (附件)."""

    code: Annotated[Code, titled("代码")]
    label: Annotated[Line, titled("名称")]
    form: Annotated[Code | None, titled("由表单生成")] = None
    missing: Annotated[bool, titled("缺件", "通知列出而未见到的文件")] = False
    edition: Annotated[str, titled("版本")] = ""


class Words(Sourced, frozen=True):
    """A text that people accept or that is shown (承诺书、授权、标注)."""

    code: Annotated[Code, titled("代码")]
    label: Annotated[Line, titled("名称")]
    kind: Annotated[Literal["promise", "licence", "mark", "note"], titled("种类")] = "promise"
    version: Annotated[int, Field(ge=1), titled("版本")] = 1
    text: Annotated[Text, titled("全文")]
    signed: Annotated[bool, titled("须手写签名")] = False
    outlets: Annotated[tuple[Line, ...], titled("展播平台")] = ()


class Klass(Sourced, frozen=True):
    """A kind of those who may hand in (报送单位)."""

    code: Annotated[Code, titled("代码")]
    label: Annotated[Line, titled("名称")]
    org_kinds: Annotated[tuple[OrgKind, ...], titled("单位类别")] = ()
    level: Annotated[Level | None, titled("层级")] = None
    membership: Annotated[Literal["unit", "person", "none"] | None, titled("会员")] = None
    persons: Annotated[bool, titled("个人可参加")] = False
    anywhere: Annotated[bool, titled("不限地区", "不写即主办地的单位，和主办单位系统里的单位")] = (
        False
    )
    recommends: Annotated[bool, titled("可推荐他人")] = False


class Quota(Sourced, frozen=True):
    """How many a body may hand in (名额)."""

    klass: Annotated[Code | None, Field(alias="class"), titled("报送单位", "不写即每个单位")] = None
    category: Annotated[Code, titled("类别")]
    at_most: Annotated[int, Field(ge=1), titled("至多")]
    every: Annotated[Every, titled("周期")] = "once"


class Entry(BaseModel, frozen=True, extra="forbid"):
    """One word of a vocabulary (词条)."""

    code: Annotated[Code, titled("代码")]
    label: Annotated[Line, titled("名称")]
    ours: Annotated[bool, titled("平台约定")] = False


class Vocabulary(Sourced, frozen=True):
    """A list to choose from (词表)."""

    code: Annotated[Code, titled("代码")]
    label: Annotated[Line, titled("名称")]
    open_ended: Annotated[bool, titled("可另填", "通知说“等”“其他”")] = False
    entries: Annotated[tuple[Entry, ...], Field(min_length=1), titled("词条")]
