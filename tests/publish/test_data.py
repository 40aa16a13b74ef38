"""``data/*.json``: what others build on."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from jidi.publish.machine.data import to_json

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(-1000, 1000, places=2).map(float) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=6,
)


@given(JSON)
def test_a_file_is_laid_out_as_python_lays_it_out(value: object) -> None:
    assert to_json(value).decode() == json.dumps(value, ensure_ascii=False, indent=1) + "\n"
