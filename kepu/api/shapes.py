"""What a program is told (数据结构): items and campaigns in the shape that v1 promises."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field


class Region(BaseModel):
    """A place."""

    code: str = Field(description="行政区划代码，12 位")
    name: str = Field(description="名称")


class Part(BaseModel):
    """The campaign an item comes from."""

    slug: str = Field(description="征集活动的代号")
    title: str = Field(description="名称")


class ItemBrief(BaseModel):
    """An item as a list tells it."""

    id: UUID = Field(description="本平台内的编号，不会变")
    number: str = Field(description="编号，如 HN-2022-000318")
    title: str = Field(description="名称")
    abstract: str = Field(description="简介")
    type: str = Field(description="类别，同检索条件 type")
    subtype: str = Field(description="细类，如 海报")
    themes: list[str] = Field(description="主题")
    audience: str = Field(description="适用人群，报送时的原话")
    audiences: list[str] = Field(description="适用人群，归并后的名称，同检索条件 audience")
    measure: str = Field(description="篇幅，如 3分42秒")
    year: int | None = Field(description="制作年份")
    region: Region = Field(description="地区")
    recommender: str = Field(description="推荐单位，使用时请标注")
    rights_holder: str = Field(description="版权单位，使用时请标注")
    campaign: Part = Field(description="来自哪个征集活动")
    released_at: datetime = Field(description="入库时间")
    downloads: int = Field(description="下载次数")
    page: str = Field(description="网页地址")
    url: str = Field(description="本接口里的地址")


class File(BaseModel):
    """A file of an item."""

    order: int = Field(description="第几个，从 1 起")
    name: str = Field(description="文件名")
    about: str = Field(description="规格，如 JPG · 3508×4961 · 300 DPI")
    size: int = Field(description="字节数")
    sha256: str = Field(description="内容的 SHA-256")
    download: str = Field(description="源文件下载地址")
    download_small: str | None = Field(description="标清下载地址，影片和图片有更小的时才有")


class ItemWhole(ItemBrief):
    """An item with its files and its licence."""

    licence: str = Field(description="使用许可")
    licence_clause: str = Field(description="许可依据，通知的哪一条")
    files: list[File] = Field(description="文件，按顺序")
    download_all: str | None = Field(
        description="全部源文件打成一个 ZIP 的地址，附署名与使用说明；值得打包时才有"
    )
    download_all_small: str | None = Field(
        description="全部标清文件打成一个 ZIP 的地址，附署名与使用说明；成系列且有标清时才有"
    )


class Items(BaseModel):
    """A page of items."""

    total: int = Field(description="共几件")
    total_is_floor: bool = Field(description="真：还有更多，total 只数到这里")
    items: list[ItemBrief]
    next: str | None = Field(description="下一页的地址；没有即到底")


class CampaignBrief(BaseModel):
    """A campaign as a list tells it."""

    slug: str = Field(description="代号")
    title: str = Field(description="名称")
    phase: str = Field(description="early 未开始、open 征集中、rolling 常态化征集、over 已结束")
    opens_at: datetime | None = Field(description="最早开始")
    closes_at: datetime | None = Field(description="最晚截止，含这一刻")
    host: str = Field(description="主办单位")
    operator: str | None = Field(description="承办单位")
    region: Region = Field(description="举办地")
    page: str = Field(description="网页地址")
    url: str = Field(description="本接口里的地址")


class Demand(BaseModel):
    """One demand of a notice."""

    item: str = Field(description="项目，如 分辨率")
    weight: str = Field(description="block 须、warn 宜、info 提示、any 不限")
    demand: str = Field(description="要求")
    clause: str = Field(description="依据，通知的哪一条；空即平台约定")
    words: str = Field(description="通知原文")


class Category(BaseModel):
    """One category of works."""

    code: str = Field(description="代码")
    title: str = Field(description="名称")
    formats: str = Field(description="文件格式")
    demands: list[Demand] = Field(description="要求")


class CampaignWhole(CampaignBrief):
    """A campaign with its notice and its demands."""

    notice: str = Field(description="通知标题")
    notice_number: str = Field(description="文号")
    issuers: list[str] = Field(description="发文机关")
    taken: int = Field(description="已收作品数")
    version: int = Field(description="要求的第几版")
    categories: list[Category] = Field(description="征集类别")


class Campaigns(BaseModel):
    """A page of campaigns."""

    items: list[CampaignBrief]
    next: str | None = Field(description="下一页的地址；没有即到底")


class Fault(BaseModel):
    """What is wrong with one parameter."""

    field: str = Field(description="哪个条件")
    says: str = Field(description="哪里不对")


class Problem(BaseModel):
    """A fault, as RFC 9457 has it."""

    type: str = Field(description="说明的地址")
    title: str = Field(description="哪一类")
    status: int = Field(description="同 HTTP 状态")
    detail: str = Field(description="这一次是怎么回事")
    errors: list[Fault] | None = Field(None, description="逐个条件哪里不对，只有 422 有")
