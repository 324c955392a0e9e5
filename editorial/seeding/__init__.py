"""Fixtures in, fixtures out: the site's content as YAML that people can read and edit, or as JSON lines.

A fixture is a list of records, each with its `model` and `fields`. Records are named by their key, and
an entry holds its rows as lists under the name of the relation. A record is complete: what it leaves out
has its default value. A YAML file is held and checked as a whole; JSON lines are read in batches, however many there
are, and what a record refers to comes before it or in the same batch.
"""

from .batches import Files
from .dumping import FORMATS, dump
from .lines import JsonLines
from .loading import load
from .problems import Problem, SeedingError
from .reporting import Outcome, Report

__all__ = ["FORMATS", "Files", "JsonLines", "Outcome", "Problem", "Report", "SeedingError", "dump", "load"]
