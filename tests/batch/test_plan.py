"""Whatever inputs meet whatever dataset: each is accounted for once, and the next run does less."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ofstedmine.batch.inputs import Input
from ofstedmine.batch.plan import FAILED, GONE, READ, Hashed, Wish, make_plan, source_row

TROUBLE = ("cannot_open", "Permission denied")
names = st.sampled_from([f"/letters/{letter}.pdf" for letter in "abcdefgh"])
# Few, so that letters often have two names.
hashes = st.sampled_from(["1" * 64, "2" * 64, "3" * 64, "4" * 64])
files = st.dictionaries(names, st.none() | hashes)
outcomes = st.dictionaries(hashes, st.booleans())
wishes = st.sets(st.sampled_from(Wish))


def hashed(found):
    return [
        Hashed(Input(name, name), sha256, None if sha256 else TROUBLE)
        for name, sha256 in sorted(found.items())
    ]


def letter_of(sha256):
    return {"letter_id": f"letter-{sha256[:4]}", "document_id": f"sha256-{sha256[:4]}"}


def carried_out(plan, sources, is_read):
    """Return what a dataset says of its inputs after a run."""
    after = dict(sources)
    for group in (group for chunk in plan.chunks for group in chunk):
        for one in group.inputs:
            state = READ if is_read.get(group.sha256, True) else FAILED
            letter = letter_of(group.sha256) if state == READ else None
            after[one.uri] = source_row(one.uri, group.sha256, state, letter)
    after |= {row["uri"]: row for row in plan.sources}
    return {uri: row for uri, row in after.items() if row["state"] != GONE}


@given(first=files, second=files, is_read=outcomes, wished=wishes, workers=st.integers(1, 5))
def test_every_input_is_accounted_for_once(first, second, is_read, wished, workers):
    sources = carried_out(make_plan(hashed(first), {}), {}, is_read)
    stale = sorted({row["letter_id"] for row in sources.values() if row["letter_id"]})[:1]
    plan = make_plan(hashed(second), sources, stale=stale, wishes=wished, workers=workers)
    mined = [one.uri for chunk in plan.chunks for group in chunk for one in group.inputs]
    noted = [row["uri"] for row in plan.sources]
    assert len(set(mined)) == len(mined)
    assert not set(mined) & set(noted)
    known = plan.done + plan.known_failed + len(plan.out_of_reach)
    assert len(mined) + len(noted) + known == plan.total == len(second)
    # A letter is mined once, whatever its names.
    groups = [group.sha256 for chunk in plan.chunks for group in chunk]
    assert len(set(groups)) == len(groups)


@given(first=files, second=files, is_read=outcomes, workers=st.integers(1, 5))
def test_the_same_run_again_mines_nothing(first, second, is_read, workers):
    sources = carried_out(make_plan(hashed(first), {}), {}, is_read)
    sources = carried_out(make_plan(hashed(second), sources, workers=workers), sources, is_read)
    again = make_plan(hashed(second), sources, workers=workers)
    assert again.to_mine == 0
    assert not again.sources
    assert not again.failures


@given(found=files, is_read=outcomes)
def test_retrying_takes_the_failures_and_nothing_else(found, is_read):
    sources = carried_out(make_plan(hashed(found), {}), {}, is_read)
    plan = make_plan(hashed(found), sources, wishes=[Wish.retry_failed])
    mined = {one.uri for chunk in plan.chunks for group in chunk for one in group.inputs}
    assert mined == {name for name, sha in found.items() if sha and not is_read.get(sha, True)}


@given(found=files, is_read=outcomes, gone=st.sets(names))
def test_pruning_takes_out_what_is_gone_and_nothing_else(found, is_read, gone):
    sources = carried_out(make_plan(hashed(found), {}), {}, is_read)
    vanished = sorted(gone & set(sources))
    left = {name: sha for name, sha in found.items() if name not in gone}
    plan = make_plan(hashed(left), sources, vanished=vanished, prune=True)
    assert set(carried_out(plan, sources, is_read)) == set(left)
    kept = make_plan(hashed(left), sources, vanished=vanished)
    assert set(carried_out(kept, sources, is_read)) == set(found)
