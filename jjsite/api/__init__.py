"""The read-only API: every public entry as JSON, and an OpenAPI description of it.

Both are made from the models, so a new field or kind of entry is in them once its model is there. It is made with plain
views: a framework's serializers would have to say for each model what the models say already.
"""
