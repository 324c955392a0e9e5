"""The desk: what the admin of every kind of record shares."""

from .accounts import GroupAdmin, UserAdmin
from .changelists import StatusFilter
from .forms import EntryForm, RecordForm
from .pictures import PictureAdmin
from .records import EntryAdmin, RecordAdmin
from .rows import RowInline, StackedRowInline

__all__ = [
    "EntryAdmin",
    "EntryForm",
    "GroupAdmin",
    "PictureAdmin",
    "RecordAdmin",
    "RecordForm",
    "RowInline",
    "StackedRowInline",
    "StatusFilter",
    "UserAdmin",
]
