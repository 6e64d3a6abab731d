"""The process that isolation reads files in: ``python -m ofstedmine.child``, for no one else."""

from __future__ import annotations

import os
from typing import Any

from ofstedmine.isolation.frames import Frame
from ofstedmine.isolation.messages import error_said, gazetteer_from, letter_said, metadata_from
from ofstedmine.isolation.serving import Answer, serve
from ofstedmine.pipeline import parse
from ofstedmine.reading import Limits, read

WARM_UP = b"Minutes of the parish council\n\nThe hedge was discussed.\n"


def prepare(settings: dict[str, Any]) -> Answer:
    """Load what every file needs, and return what mines one."""
    from ofstedmine.reading import docx, html, pdf  # noqa: F401 - no file's time goes into imports

    limits = Limits(**settings["limits"])
    gazetteer = gazetteer_from(settings["gazetteer"])
    metadata = metadata_from(settings["metadata"])
    boxes = settings["boxes"]
    parse(read(WARM_UP), gazetteer=gazetteer)

    def answer(job: Frame) -> Frame:
        path = job.head.get("path")
        try:
            if folder := job.head.get("folder"):
                os.chdir(folder)
            letter = read(job.body if path is None else path, uri=job.head["uri"], limits=limits)
            record = parse(letter, gazetteer=gazetteer, metadata=metadata, boxes=boxes)
            head = {"letter": letter_said(letter)} if job.head["letter"] else {}
            return Frame(head, record.model_dump_json().encode())
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - every fault goes to the parent
            return Frame({"error": error_said(error)})

    return answer


if __name__ == "__main__":
    serve(prepare)
