"""The core of the desk: a record's whole graph as plain data, and the four verbs that all else is made of.

`snapshot` takes it, `apply` puts it back, `diff` compares two, `merge` puts two changes together. Inside
`staged`, a snapshot is what the database holds, for a form or a page to work on, until everything is rolled back.
"""

from .applying import Graphs, Missing, Unappliable, apply, as_instance, missing_from
from .comparing import Change, changed_paths, diff, patch
from .data import Fields, Path, Snapshot
from .gone import stage_what_is_there, without
from .merging import Conflict, Merge, merge
from .staging import is_on_stage, rolled_back, staged
from .taking import Graph, graph_of, graphs_named, graphs_of, snapshot
from .turns import take_turn

__all__ = [
    "Change",
    "Conflict",
    "Fields",
    "Graph",
    "Graphs",
    "Merge",
    "Missing",
    "Path",
    "Snapshot",
    "Unappliable",
    "apply",
    "as_instance",
    "changed_paths",
    "diff",
    "graph_of",
    "graphs_named",
    "graphs_of",
    "is_on_stage",
    "merge",
    "missing_from",
    "patch",
    "rolled_back",
    "snapshot",
    "stage_what_is_there",
    "staged",
    "take_turn",
    "without",
]
