"""What is given away later than somebody has watched, read from the data: titles of entries, and names in rows."""

from editorial.publishing import Row
from editorial.snapshot.shape import record_models, shape_of
from episodes.models import Episode

SHORTEST = 5  # letters; a shorter name stands anywhere
NAMING = ("title", "name", "text", "note")  # the fields of rows that say who or what


def later_than(number) -> dict[str, str]:
    """{what is given away later: by what}, less what is told before as well."""
    later, told = {}, []
    for model in record_models():
        for record in with_all_it_names(model):
            say(record, number, later, told)
        for row_shape in shape_of(model).rows.values():
            for row in with_all_it_names(row_shape.model):
                say(row, number, later, told)
    texts = "\n".join(told).lower()
    return {word: by for word, by in later.items() if word.lower() not in texts}


def with_all_it_names(model):
    ways = [*model.ways_to_ground(), *(field.name for field in model.may_name())]
    return model.objects.select_related(*ways or [None])


def say(record, number, later, told):
    is_later = record.known_from() > number
    if isinstance(record, Episode):
        is_later = record.number_in_series > number
    for name in NAMING if isinstance(record, Row) else ("title",):
        text = getattr(record, name, "")
        if text and len(text) >= SHORTEST:
            if is_later and "[" not in text:
                later[text] = f"{record._meta.model_name} {record}"
            elif not is_later:
                told.append(text)
    for name in prose_fields(record):
        told.append(getattr(record, name))


def prose_fields(record):
    """What texts say is cut in them word by word: for that there are other tests. Here it may be told."""
    if record.known_from():
        return []
    return [field.name for field in record._meta.concrete_fields if field.get_internal_type() == "TextField"]
