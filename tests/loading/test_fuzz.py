"""A short, seeded run of what `python tests/loading/fuzz_loading.py` does by the hundred thousand."""

from pathlib import Path
from random import Random

import fuzz_loading
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


@settings(
    max_examples=300,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(random=st.randoms(use_true_random=False))
def test_mutated_models(random: Random, tmp_path: Path) -> None:
    """A mutated model is refused with usable messages, or is valid by other judges than the reader."""
    fuzz_loading.judge(fuzz_loading.mutate(random), tmp_path / "model")


def test_small_model_is_accepted(tmp_path: Path) -> None:
    """What mutation starts from is valid, by the reader and by the other judges."""
    assert fuzz_loading.judge(fuzz_loading.SMALL.encode(), tmp_path / "model")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sources: [article, survey]", "sources: [article, nobody]"),
        ("id: survey", "id: spare"),
        ("id: dazu", "id: bishan"),
        ("figure: contract", "figure: nothing"),
        ("about: [types]", "about: [nothing]"),
        ('value: "29.5"', 'value: "129.5"'),
        ('as_of: "2023-08-21"', 'as_of: "2023-02-29"'),
        ('period: "2023-H1"', 'period: "2023-H1"\n    as_of: "2023"'),
        ("name: Bishan", 'name: "\\e"'),
    ],
)
def test_judges_judge(old: str, new: str) -> None:
    """The rules by which accepted models are judged see what is wrong by themselves."""
    plain = yaml.safe_load(fuzz_loading.SMALL)
    fuzz_loading.judge_rules(plain)
    changed = fuzz_loading.SMALL.replace(old, new, 1)
    with pytest.raises((AssertionError, ValueError)):
        fuzz_loading.judge_rules(yaml.safe_load(changed))
