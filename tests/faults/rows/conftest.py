"""Each deployment once, for all tests of this folder."""

import pytest

from tests.faults import deployment as deployments

from .visiting import Visitor


@pytest.fixture(scope="package", params=["embedded", "scaled"])
def deployment(request):
    with getattr(deployments, request.param)() as deployment:
        yield deployment


@pytest.fixture(scope="package")
def session(deployment) -> dict[str, str]:
    """The cookies of one who may do everything."""
    visitor = Visitor(deployment.url)
    visitor.log_in()
    return visitor.cookies


@pytest.fixture
def chief(deployment, session) -> Visitor:
    """With a connection of its own: one that nobody used for long is closed."""
    return Visitor(deployment.url, session)


@pytest.fixture
def visitor(deployment) -> Visitor:
    return Visitor(deployment.url)
