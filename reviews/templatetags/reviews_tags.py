from django import template

from ..charts import courses, grades, scores
from ..later_voters import all_later_voters

register = template.Library()

# {% with chart=reviews|grades %}, {% for course in season.public_scores|courses %}
for take in (grades, scores, courses, all_later_voters):
    register.filter(take)
