"""The address of an S3-compatible store (``KEPU_STORAGE_URL``), read; no S3 library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

KNOWN = {"region", "tls", "public"}
EXAMPLE = "s3://KEY:SECRET@s3.example.org:9000/BUCKET?region=cn-north-1&tls=1"


class BadAddress(ValueError):
    """The address cannot be read; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Address:
    """What ``s3://key:secret@host:port/bucket/prefix?region=…&tls=0&public=…`` says."""

    key: str
    secret: str
    endpoint: str
    bucket: str
    prefix: str
    region: str
    public: str  # where browsers reach it, if not where we do

    @classmethod
    def of(cls, url: str) -> Self:
        """Read an address, or say what is wrong with it without showing the secret."""
        parts = urlsplit(url)
        bucket, _, prefix = parts.path.strip("/").partition("/")
        asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        if parts.scheme != "s3" or not (parts.hostname and parts.username and parts.password):
            raise BadAddress(f"KEPU_STORAGE_URL 应写成 {EXAMPLE}")
        if not bucket:
            raise BadAddress("KEPU_STORAGE_URL 里没有写存储桶，应在主机后面写 /桶名")
        if unknown := set(asked) - KNOWN:
            raise BadAddress(f"KEPU_STORAGE_URL 里不认识 {'、'.join(sorted(unknown))}")
        scheme = "http" if asked.get("tls") == "0" else "https"
        endpoint = f"{scheme}://{parts.netloc.rpartition('@')[2]}"
        return cls(
            key=unquote(parts.username),
            secret=unquote(parts.password),
            endpoint=endpoint,
            bucket=bucket,
            prefix=f"{prefix}/" if prefix else "",
            region=asked.get("region", "us-east-1"),
            public=asked.get("public", endpoint).rstrip("/"),
        )
