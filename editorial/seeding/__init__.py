"""Fixtures in, fixtures out: the site's content as YAML that people can read and edit.

A fixture is a list of records, each with its `model` and `fields`. Records are named by their key, and
an entry holds its rows as lists under the name of the relation. A record is complete: what it leaves out
has its default value.
"""

from .dumping import dump
from .loading import load
from .problems import Problem, SeedingError
from .reporting import Outcome, Report

__all__ = ["Outcome", "Problem", "Report", "SeedingError", "dump", "load"]
