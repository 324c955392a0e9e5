"""The locks say what pyproject.toml asks for."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from jjsite.environment import BASE_DIR

GROUPS = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["dependency-groups"]


@pytest.mark.parametrize(
    ("lock", "groups"),
    [("run", ["run"]), ("scale", ["run", "scale"]), ("dev", ["run", "scale", "test", "lint"]), ("uv", ["uv"])],
)
def test_lock_satisfies_its_groups(lock, groups):
    text = (BASE_DIR / "requirements" / f"{lock}.txt").read_text()
    locked = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))

    wanted = [Requirement(line) for group in groups for line in GROUPS[group]]

    assert [str(one) for one in wanted if locked.get(canonicalize_name(one.name), "") not in one.specifier] == []


def test_locks_agree_on_versions():
    texts = [(BASE_DIR / "requirements" / f"{lock}.txt").read_text() for lock in ("run", "scale", "dev")]
    run, scale, dev = (set(re.findall(r"^[a-z0-9-]+==\S+", text, re.MULTILINE)) for text in texts)

    assert run <= scale <= dev
