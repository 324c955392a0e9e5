from django.apps import AppConfig


class JJSiteConfig(AppConfig):
    name = "jjsite"
    verbose_name = "Jessica Jones"

    def ready(self) -> None:
        from . import checks  # noqa: F401  (registers them)
