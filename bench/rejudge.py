"""R1: 100,000 files judged again under a new version, from the facts there are."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from bench.database import prepare
from bench.rows import Row
from kepu.campaigns.specs import founding

FILES = 100_000
TEXT = founding()["henan-resources-2022"].read_text(encoding="utf-8")
BLOBS = """
    INSERT INTO media_blob (id, sha256, size, arrived_at)
    SELECT md5(%(mark)s || n)::uuid, encode(sha256((%(mark)s || n)::bytea), 'hex'), size, arrived_at
    FROM media_blob, generate_series(1, %(count)s) AS n WHERE id = %(blob)s
"""
SHEETS = """
    INSERT INTO media_factsheet (blob_id, tier, version, facts, made_at)
    SELECT md5(%(mark)s || n)::uuid, tier, version, facts, made_at
    FROM media_factsheet, generate_series(1, %(count)s) AS n WHERE blob_id = %(blob)s
"""
JUDGEMENTS = """
    INSERT INTO checks_judgement ({columns})
    SELECT {values} FROM checks_judgement, generate_series(1, %(count)s) AS n
    WHERE blob_id = %(blob)s
"""
CHANGED = {
    "id": "gen_random_uuid()",
    "file_ref": "gen_random_uuid()",
    "blob_id": "md5(%(mark)s || n)::uuid",
}


def rows() -> Iterator[Row]:
    """Fill a campaign with pictures and films; revise its rules, then its dates alone."""
    prepare()
    campaign = _filled()
    stricter = TEXT.replace("at_least = 300 }", "at_least = 200 }")
    stricter = stricter.replace("at_least = [1280, 720]", "at_least = [1278, 718]")
    took, spent = _timed(campaign, stricter)
    says = "R1 100,000 files judged again, all under changed rules"
    yield Row(says=says, figure=took, unit="s", at_most=60)
    yield Row(says="   processor time of ours in it, whatever else runs", figure=spent, unit="s")
    took, _ = _timed(campaign, stricter.replace("2022-08-31", "2022-09-30"))
    yield Row(says="   once more, where only dates changed", figure=took, unit="s", at_most=60)


def _timed(campaign: Any, text: str) -> tuple[float, float]:
    """Put a text in force and judge all files again; give seconds and seconds of our processor."""
    from kepu.campaigns import actions as campaigns
    from kepu.checks import actions
    from kepu.checks.models import Judgement
    from kepu.core.actor import Actor
    from kepu.media.models import FactSheet
    from kepu.rulebook.spec import loads

    setup, now, sheets = Actor.machine("setup"), datetime.now(UTC), FactSheet.objects.count()
    version = campaigns.revise(campaign.pk, loads(text, "spec"), by=setup, now=now).version
    started, cpu = time.perf_counter(), time.process_time()
    count = actions.reconsider_all(version, by=setup, now=now)
    took = time.perf_counter() - started, time.process_time() - cpu
    again = Judgement.objects.filter(version=version, finished_at__isnull=False).count()
    if not count == again == FILES or FactSheet.objects.count() != sheets:
        raise RuntimeError(f"{count} judged, {again} to the end")
    return took


def _filled() -> Any:
    """Set up a campaign with many files, half of them films."""
    from kepu.campaigns import actions as campaigns
    from kepu.core.actor import Actor
    from kepu.orgs import actions as orgs
    from kepu.orgs.models import Kind
    from kepu.places.models import Place
    from kepu.rulebook.spec import loads

    setup, now = Actor.machine("setup"), datetime.now(UTC)
    place = Place.objects.get(name="河南省")
    host = orgs.register("省科协", kind=Kind.PROVINCE_CAST, place=place, by=setup, now=now)
    campaign = campaigns.prepare(loads(TEXT, "spec"), host=host, place=place, by=setup, now=now)
    campaign = campaigns.open_(campaign.pk, by=setup, now=now)
    for category, slot, name, content in (
        ("image", "picture", "图.jpg", _picture()),
        ("video", "film", "片.mp4", _film()),
    ):
        _hand_in(campaign.version, host, (category, slot, name), content)
    return campaign


def _hand_in(version: Any, org: Any, where: tuple[str, str, str], content: bytes) -> None:
    """Put one file in by the front door with all its facts, and many like it behind."""
    from django.db import connection

    from kepu.checks import actions as checks
    from kepu.checks.models import Judgement
    from kepu.core.actor import Actor
    from kepu.media import actions as media
    from kepu.rulebook.facts import Tier
    from kepu.rulebook.measured import Given

    setup, now, (category, slot, name) = Actor.machine("setup"), datetime.now(UTC), where
    ticket = media.allow("bench", at_most_bytes=1 << 30, expires=now.max.replace(tzinfo=UTC),
                         by=setup, now=now)  # fmt: skip
    blob = media.receive(ticket, BytesIO(content), name=name, by=setup, now=now)
    for tier in Tier:
        media.measure(blob, tier, by=Actor.machine("media"), now=now)
    handed = checks.Handed(
        version=version, category=category, slot=slot, blob=blob,
        given=Given(file_name=name, made_in=2021, title="雷雨来临前", org=org.name),
        org_id=org.pk, place_id=org.place_id,
    )  # fmt: skip
    checks.expect(handed, by=setup, now=now)
    columns = [field.column for field in Judgement._meta.fields]
    judgements = JUDGEMENTS.format(
        columns=", ".join(f'"{column}"' for column in columns),
        values=", ".join(CHANGED.get(column, f'"{column}"') for column in columns),
    )
    told = {"mark": category, "count": FILES // 2 - 1, "blob": blob.pk}
    with connection.cursor() as cursor:
        for statement in (BLOBS, SHEETS, judgements):
            cursor.execute(statement, told)
        for table in ("media_blob", "media_factsheet", "checks_judgement"):
            cursor.execute(f"VACUUM ANALYZE {table}")


def _picture() -> bytes:
    from PIL import Image

    out = BytesIO()
    Image.radial_gradient("L").resize((2480, 3508)).convert("RGB").save(out, "JPEG", dpi=(300, 300))
    return out.getvalue()


def _film() -> bytes:
    """Encode five seconds of 1280 × 720 and darkness."""
    import av

    out = BytesIO()
    with av.open(out, "w", format="mp4") as film:
        stream = film.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 1280, 720, "yuv420p"
        frame = av.VideoFrame(1280, 720, "yuv420p")
        for plane in frame.planes:
            plane.update(b"\x40" * plane.buffer_size)
        for at in range(125):
            frame.pts = at
            film.mux(stream.encode(frame))
        film.mux(stream.encode(None))
    return out.getvalue()
