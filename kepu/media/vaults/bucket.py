"""Whole files in an S3-compatible store (对象存储), each verified before anybody is told."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from time import sleep
from typing import IO, TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from kepu.media.vaults import Away, Damaged
from kepu.media.vaults.address import Address
from kepu.media.vaults.disk import no_room_refused

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

PIECE = 16 << 20  # bytes in memory at once; 10,000 of them are the largest file
READ = 1 << 20
GOOD_FOR = 900  # seconds that a signed address holds
UNKNOWN = 501  # of what a store has not learned
PAUSES = (0.2, 1, 3)  # seconds, before a read that broke is taken up again
MISSING = {"404", "NoSuchKey", "NotFound"}
SESSION, MAKING = boto3.session.Session(), Lock()  # reads what S3 is once, 12 MB; not for threads


class S3:
    """The vault in a bucket; keys are ``ab/cd/<sha256>`` below the prefix."""

    def __init__(self, url: str) -> None:
        self.address = Address.of(url)
        self.client = connected(self.address, self.address.endpoint, tries=3, patience=30)
        self.quick = connected(self.address, self.address.endpoint, tries=1, patience=3)
        self.outside = connected(self.address, self.address.public, tries=1, patience=5)

    def key(self, sha256: str) -> str:
        """Name the object of a hash."""
        return f"{self.address.prefix}{sha256[:2]}/{sha256[2:4]}/{sha256}"

    def _at(self, sha256: str) -> Any:
        return {"Bucket": self.address.bucket, "Key": self.key(sha256)}

    def put(self, sha256: str, size: int, source: Path) -> None:
        """Send a file, in pieces if it is large; the store's checksum or its bytes must agree."""
        if self.size_of(sha256) == size:
            return
        with away_refused(), source.open("rb") as file:
            hashed, told = (self._whole if size <= PIECE else self._pieces)(sha256, file)
        if hashed != sha256:
            self.remove(sha256)
            raise Damaged(sha256)
        if self._told(sha256) != told and self._read(sha256) != sha256:
            self.remove(sha256)
            raise Damaged(sha256)

    def _whole(self, sha256: str, file: IO[bytes]) -> tuple[str, str]:
        """Send it in one go; gives what was sent, and the checksum it should have."""
        body = file.read()
        sent = hashlib.sha256(body)
        total = _encoded(sent.digest())
        self.client.put_object(**self._at(sha256), Body=body, ChecksumSHA256=total)
        return sent.hexdigest(), total

    def _pieces(self, sha256: str, file: IO[bytes]) -> tuple[str, str]:
        """Send it piece by piece; what was begun and not ended is taken back."""
        at = self._at(sha256)
        at["UploadId"] = self.client.create_multipart_upload(**at, ChecksumAlgorithm="SHA256")[
            "UploadId"
        ]
        try:
            sent, sums = hashlib.sha256(), hashlib.sha256()
            parts: list[Any] = []
            while body := file.read(PIECE):
                sent.update(body)
                digest = hashlib.sha256(body).digest()
                sums.update(digest)
                part: Any = {"PartNumber": len(parts) + 1, "ChecksumSHA256": _encoded(digest)}
                answer = self.client.upload_part(**at, **part, Body=body)
                parts.append({**part, "ETag": answer["ETag"]})
            self.client.complete_multipart_upload(**at, MultipartUpload={"Parts": parts})
        except BaseException:
            with suppress(BotoCoreError, ClientError):
                self.client.abort_multipart_upload(**at)
            raise
        return sent.hexdigest(), _encoded(sums.digest())

    def fetch(self, sha256: str, into: Path) -> None:
        """Bring a file here."""
        with no_room_refused(), into.open("wb") as file:
            if self._read(sha256, file) != sha256:
                raise Damaged(sha256)

    def _read(self, sha256: str, into: IO[bytes] | None = None) -> str:
        """Read all of a file, and hash it; "" if it is not there."""
        hashed = hashlib.sha256()
        with away_refused():
            try:
                for piece in _bytes(self.client, self._at(sha256)):
                    hashed.update(piece)
                    if into:
                        into.write(piece)
            except ClientError as error:
                if _is_missing(error):
                    return ""
                raise
        return hashed.hexdigest()

    def size_of(self, sha256: str) -> int | None:
        """Ask for the size."""
        head = self._head(sha256)
        return head["ContentLength"] if head else None

    def _told(self, sha256: str) -> str:
        """Ask for the checksum; "" where the store keeps none."""
        told: str = self._head(sha256).get("ChecksumSHA256", "")
        return told.partition("-")[0]

    def _head(self, sha256: str) -> dict[str, Any]:
        with away_refused():
            try:
                return dict(self.client.head_object(**self._at(sha256), ChecksumMode="ENABLED"))
            except ClientError as error:
                if _is_missing(error):
                    return {}
                raise

    def fault(self, sha256: str, size: int, *, deep: bool = True) -> str:
        """Compare a file with its row; its bytes are fetched unless the checksum says enough."""
        head = self._head(sha256)
        if not head:
            return "文件不见了"
        if head["ContentLength"] != size:
            return "大小不对"
        if not deep or head.get("ChecksumSHA256") == _encoded(bytes.fromhex(sha256)):
            return ""
        return "内容已改变" if self._read(sha256) != sha256 else ""

    def remove(self, sha256: str) -> None:
        """Delete an object; deleting what is not there is no fault in S3."""
        with away_refused():
            self.client.delete_object(**self._at(sha256))

    def sweep(self, before: float) -> int:
        """Take back uploads in pieces that nobody will end, where the store can list them."""
        count = 0
        at: Any = {"Bucket": self.address.bucket}
        with away_refused():
            try:
                for begun in begun_in(self.client, self.address):
                    if begun["Initiated"].timestamp() < before:
                        which: Any = {"Key": begun["Key"], "UploadId": begun["UploadId"]}
                        self.client.abort_multipart_upload(**at, **which)
                        count += 1
            except ClientError as error:
                if _status(error) != UNKNOWN:
                    raise
        return count

    def check(self) -> str:
        """Say whether the bucket answers, soon."""
        try:
            self.quick.head_bucket(Bucket=self.address.bucket)
        except ClientError as error:
            return _why(error, self.address.bucket)
        except BotoCoreError:
            return f"连不上 {self.address.endpoint}"
        return ""

    def link(self, sha256: str, *, mime: str, disposition: str) -> str:
        """Sign an address; the type and the name are the store's to repeat."""
        said = {"ResponseContentType": mime, "ResponseContentDisposition": disposition}
        return self.outside.generate_presigned_url(
            "get_object", Params={**self._at(sha256), **said}, ExpiresIn=GOOD_FOR
        )


def _bytes(client: S3Client, at: Any) -> Iterator[bytes]:
    """Give the bytes of a file; where the line breaks, go on from there a few times."""
    came = 0
    for pause in (*PAUSES, None):
        since: Any = {"Range": f"bytes={came}-"} if came else {}
        try:
            answer = client.get_object(**at, **since)
            if came and "ContentRange" not in answer:
                raise Damaged(at["Key"])  # begun anew by a store that knows no ranges
            for piece in answer["Body"].iter_chunks(READ):
                came += len(piece)
                yield piece
        except BotoCoreError:
            if not came or pause is None:
                raise
            sleep(pause)
        else:
            return


def connected(address: Address, endpoint: str, *, tries: int, patience: int) -> S3Client:
    """Make a client; it may be used by many threads."""
    config = Config(
        signature_version="s3v4",
        connect_timeout=3,
        read_timeout=patience,
        retries={"total_max_attempts": tries, "mode": "standard"},
        s3={"addressing_style": "path"},
        request_checksum_calculation="when_required",  # trailers are unknown to many stores
        response_checksum_validation="when_required",
    )
    with MAKING:
        return SESSION.client(
            "s3",
            endpoint_url=endpoint,
            aws_access_key_id=address.key,
            aws_secret_access_key=address.secret,
            region_name=address.region,
            config=config,
        )


def begun_in(client: S3Client, address: Address) -> Iterator[Any]:
    """List the uploads in pieces that are not ended."""
    pages = client.get_paginator("list_multipart_uploads")
    for page in pages.paginate(Bucket=address.bucket, Prefix=address.prefix):
        yield from page.get("Uploads", [])


@contextmanager
def away_refused() -> Iterator[None]:
    """Turn a store that does not answer, or answers that it cannot, into a sentence."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise Away from error


def _is_missing(error: ClientError) -> bool:
    return error.response.get("Error", {}).get("Code") in MISSING


def _status(error: ClientError) -> int:
    return error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)


def _why(error: ClientError, bucket: str) -> str:
    status = _status(error)
    known = {403: "密钥不对，或没有权限", 404: f"没有叫 {bucket} 的存储桶"}
    return known.get(status, f"存储服务答复 {status}")


def _encoded(digest: bytes) -> str:
    return b64encode(digest).decode()
