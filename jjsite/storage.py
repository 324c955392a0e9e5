from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Scripts import one another under the names that stand for their contents, as pages do."""

    support_js_module_import_aggregation = True
