"""What an installation may set from outside, and nothing else."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(BaseSettings):
    """The variables of an installation (环境变量), all with the prefix ``KEPU_``."""

    model_config = SettingsConfigDict(env_prefix="KEPU_", extra="ignore")

    debug: bool = Field(False, description="show errors and query counts to the developer")
    demo: bool = Field(
        False, description="this home holds demo data: printed passwords, log-in bar"
    )
    hosts: str = Field("*", description="host names this installation answers to, by comma")
    https: bool = Field(False, description="pages are served by https: cookies say so")
    site_name: str = Field("科普资源库", description="the name in the top left corner")
    site_tagline: str = Field("全民科学素质行动", description="the small line under it")
    site_owner: str = Field("", description="主办单位, in the footer")
    site_icp: str = Field("", description="ICP 备案号, in the footer")
    threads: int = Field(4, description="threads for pages in each web process")
    proxies: str = Field(
        "127.0.0.1,::1", description="proxies whose X-Forwarded-For and -Proto are believed"
    )
    api_per_minute: int = Field(
        600, description="requests an address may make of the API in a minute, per web process"
    )
    storage_url: str = Field("", description="an S3-compatible store for the files")
    pool: int = Field(4, description="database connections per web process; 0: one per thread")
