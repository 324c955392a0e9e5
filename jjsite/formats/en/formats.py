"""How Django writes moments where nothing else says how: in the lists of the desk and in what a form only shows."""

DATETIME_FORMAT = "Y-m-d H:i T"
