"""The kinds of entry that prose can link to, by the word that stands for them: `[[person:…]]`."""

_models = {}


def register(*models) -> None:
    """Make these kinds of entry known; called by each app when it is ready."""
    for model in models:
        _models[model._meta.model_name] = model


def is_kind(word: str) -> bool:
    return word in _models


def words() -> list[str]:
    return sorted(_models)


def model_of(word: str):
    """The model of a kind; KeyError if there is none."""
    return _models[word]


def kind_of(model) -> str:
    return model._meta.model_name


def one_of(model) -> str:
    """One of a kind, whichever it is: “an episode”."""
    name = model._meta.verbose_name
    return f"{'an' if name[0] in 'aeio' else 'a'} {name}"
