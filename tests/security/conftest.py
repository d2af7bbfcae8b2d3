"""The same served application as the tests of the web use."""

from tests.web.conftest import site

__all__ = ["site"]
