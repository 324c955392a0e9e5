"""Each deployment once, for all tests of this folder."""

import pytest

from tests.faults import deployment as deployments

from .visiting import Visitor


@pytest.fixture(scope="package", params=["embedded", "scaled"])
def deployment(request):
    with getattr(deployments, request.param)() as deployment:
        yield deployment


@pytest.fixture(scope="package")
def chief(deployment) -> Visitor:
    """Who may do everything, logged in."""
    visitor = Visitor(deployment.url)
    visitor.log_in()
    return visitor


@pytest.fixture
def visitor(deployment) -> Visitor:
    return Visitor(deployment.url)
